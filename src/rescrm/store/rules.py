"""Rules: how often, for whom; and the pauses that move what they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..core.model import RuleItem
from ..core.rhythm import decide
from .agenda import chunks
from .moment import Moment
from .relationships import Circle, Person


class Pause(NamedTuple):
    """A stretch of days on which check-ins wait, both ends included."""

    id: int
    first: date
    last: date
    reason: str | None


class Rules:
    """The rules and pauses of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def set(self, scope: str, value: str, every: str | None, longest: str | None) -> int:
        """Make this the rule of a selector: set again, it keeps its number."""
        self._conn.execute(
            "INSERT INTO rule (scope, value, every, max, start_on) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (scope, value) DO UPDATE SET every = excluded.every, "
            "max = excluded.max, start_on = excluded.start_on "
            "WHERE (every, max) IS NOT (excluded.every, excluded.max)",
            (scope, value, every, longest, self._moment.day),
        )
        (id,) = self._conn.execute(
            "SELECT id FROM rule WHERE scope = ? AND value = ?", (scope, value)
        ).fetchone()
        return int(id)

    def remove(self, id: int) -> bool:
        """Delete a rule; false when there is none of that number."""
        return self._conn.execute("DELETE FROM rule WHERE id = ?", (id,)).rowcount > 0

    def all(self, only: int | None = None) -> list[RuleItem]:
        """All rules, or one, with how many people each decides today."""
        decides = self._decides()
        rows = self._conn.execute(
            "SELECT rule.id, scope, value, every, max, contact.handle, circle.handle FROM rule "
            "LEFT JOIN contact ON scope = 'contact' AND contact.id = CAST(value AS INTEGER) "
            "LEFT JOIN \"group\" AS circle ON scope = 'group' AND circle.id = "
            "CAST(value AS INTEGER) WHERE ?1 IS NULL OR rule.id = ?1 ORDER BY rule.id",
            (only,),
        )
        return [
            RuleItem(
                id=id,
                selector=_selector(scope, contact or group or value),
                every=every or "never",
                max=longest,
                people=decides.get(id, 0),
            )
            for id, scope, value, every, longest, contact, group in rows
        ]

    def people(self, ids: Sequence[int] | None = None) -> Iterator[Person]:
        """The clocks of these contacts, or of everyone alive."""
        circle = Circle(self._conn)
        every = (id for (id,) in self._conn.execute("SELECT id FROM contact ORDER BY id"))
        for chunk in chunks(every if ids is None else ids):
            yield from circle.people(chunk)

    def labels(self) -> dict[int, str]:
        """The selector of each rule that is about more than one person, by number."""
        rows = self._conn.execute(
            "SELECT rule.id, scope, coalesce(circle.handle, value) FROM rule "
            "LEFT JOIN \"group\" AS circle ON scope = 'group' AND circle.id = "
            "CAST(value AS INTEGER) WHERE scope <> 'contact'"
        )
        return {id: _selector(scope, value) for id, scope, value in rows}

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

    def cut_pause(self, pause: Pause, last: date | None) -> None:
        """End a pause on an earlier day; without one it goes whole."""
        if last is None or last < pause.first:
            self._conn.execute("DELETE FROM pause WHERE id = ?", (pause.id,))
        else:
            self._conn.execute(
                "UPDATE pause SET last_day = ? WHERE id = ?", (last.isoformat(), pause.id)
            )

    def shifts(self) -> list[tuple[date, date]]:
        """Blocked stretches of days, first and last."""
        rows = self._conn.execute("SELECT first_day, last_day FROM shift ORDER BY first_day, id")
        return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in rows]

    def _decides(self) -> dict[int, int]:
        count: dict[int, int] = {}
        for person in self.people():
            chosen, _ = decide(person.clock.rules, self._moment.today)
            if chosen:
                count[chosen.rule.id] = count.get(chosen.rule.id, 0) + 1
        return count


def _selector(scope: str, value: Any) -> str:
    match scope:
        case "contact":
            return str(value)
        case "everyone":
            return "everyone"
    return f"{scope}:{value}"
