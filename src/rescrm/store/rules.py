"""Rules: how often, for whom; and the pauses that move what they say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ..core.network import RuleItem
from ..core.rhythm import decide
from .agenda import TOUCHES
from .many import THESE, chunks
from .moment import Moment
from .relationships import Circle, Person


class Pause(NamedTuple):
    """A stretch of days on which check-ins wait, both ends included."""

    id: int
    from_: date
    to: date
    reason: str | None


class Rules:
    """The rules and pauses of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def set(self, scope: str, value: str, every: str | None, longest: str | None) -> int:
        """Make this the rule of a selector: set again, it keeps its number."""
        known = self._conn.execute(
            "SELECT id FROM rule WHERE scope = ? AND value = ?", (scope, value)
        ).fetchone()
        if not known:
            cursor = self._conn.execute(
                "INSERT INTO rule (scope, value, every, max, start_on) VALUES (?, ?, ?, ?, ?)",
                (scope, value, every, longest, self._moment.day),
            )
            return int(cursor.lastrowid or 0)
        self._conn.execute(
            "UPDATE rule SET every = ?1, max = ?2, start_on = ?3 "
            "WHERE id = ?4 AND (every, max) IS NOT (?1, ?2)",
            (every, longest, self._moment.day, *known),
        )
        return int(known[0])

    def clear(self, scope: str, value: str) -> None:
        """Delete the rule of a selector, if it has one."""
        self._conn.execute("DELETE FROM rule WHERE scope = ? AND value = ?", (scope, value))

    def remove(self, id: int) -> bool:
        """Delete a rule; false when there is none of that number."""
        return self._conn.execute("DELETE FROM rule WHERE id = ?", (id,)).rowcount > 0

    def all(self) -> list[RuleItem]:
        """All rules with how many people each decides today."""
        everyone = self._conn.execute("SELECT id FROM contact ORDER BY id")
        decides = self._decides(id for (id,) in everyone)
        return [_item(row, decides) for row in self._rows("TRUE")]

    def one(self, id: int) -> RuleItem | None:
        """One rule by its number; only those it may be about are looked at."""
        row = self._conn.execute("SELECT scope, value FROM rule WHERE id = ?", (id,)).fetchone()
        if not row:
            return None
        scope, value = row
        candidates = self._conn.execute(TOUCHES[scope], (value,) if "?" in TOUCHES[scope] else ())
        decides = self._decides(sorted({id for (id,) in candidates}))
        (found,) = self._rows("rule.id = ?", id)
        return _item(found, decides)

    def person(self, id: int) -> Person | None:
        """The clock of one contact; None for those set aside in the archive."""
        return next(Circle(self._conn).people([id]), None)

    def selectors(self, ids: Iterable[int]) -> dict[int, str]:
        """The selector of each of these rules, by number."""
        return {id: row[0] for id, *row in self._rows(f"rule.id {THESE}", json.dumps([*ids]))}

    # Pauses.

    def pauses(self) -> list[Pause]:
        """All pauses, the earliest first."""
        rows = self._conn.execute(
            "SELECT id, first_day, last_day, reason FROM pause ORDER BY first_day, id"
        )
        return [
            Pause(id, date.fromisoformat(first), date.fromisoformat(last), reason)
            for id, first, last, reason in rows
        ]

    def pause(self, first: date, last: date, reason: str | None) -> int:
        """Let check-ins wait from one day to another, both included."""
        cursor = self._conn.execute(
            "INSERT INTO pause (first_day, last_day, reason) VALUES (?, ?, ?)",
            (first.isoformat(), last.isoformat(), reason),
        )
        return int(cursor.lastrowid or 0)

    def cut_pause(self, pause: Pause, last: date) -> None:
        """End a pause on an earlier day; one that has not begun by then goes whole."""
        if last < pause.from_:
            self._conn.execute("DELETE FROM pause WHERE id = ?", (pause.id,))
        else:
            self._conn.execute(
                "UPDATE pause SET last_day = ? WHERE id = ?", (last.isoformat(), pause.id)
            )

    def _rows(self, where: str, *given: object) -> Iterator[tuple[Any, ...]]:
        """Number, selector, interval and maximum of some rules, by number."""
        rows = self._conn.execute(
            f"""
            SELECT rule.id, scope, value, rule.every, max, contact.handle, circle.handle
              FROM rule
                   LEFT JOIN contact
                          ON scope = 'contact' AND contact.id = CAST(value AS INTEGER)
                   LEFT JOIN "group" AS circle
                          ON scope = 'group' AND circle.id = CAST(value AS INTEGER)
             WHERE {where}
             ORDER BY rule.id
            """,
            given,
        )
        for id, scope, value, every, longest, contact, group in rows:
            yield id, _selector(scope, contact or group or value), every, longest

    def _decides(self, ids: Iterable[int]) -> dict[int, int]:
        """How many of these people each rule decides about today."""
        count: dict[int, int] = {}
        circle = Circle(self._conn)
        for chunk in chunks(ids):
            for _, rules in circle.rules(chunk):
                chosen, _ = decide(rules, self._moment.today)
                if chosen:
                    count[chosen.rule.id] = count.get(chosen.rule.id, 0) + 1
        return count


def _item(row: tuple[Any, ...], decides: Mapping[int, int]) -> RuleItem:
    id, selector, every, longest = row
    return RuleItem(
        id=id,
        selector=selector,
        every=every or "never",
        max=longest,
        people=decides.get(id, 0),
    )


def _selector(scope: str, value: object) -> str:
    match scope:
        case "contact":
            return str(value)
        case "everyone":
            return "everyone"
    return f"{scope}:{value}"
