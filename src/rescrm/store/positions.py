"""Positions: where someone was, with days; the present one stands on the card.

Its row has only the day on which it began. A move that is still to come waits in a row of its own
and is put on the card by the first write on or after its day.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..core.career import FIELDS, Position, Step
from .many import THESE, chunks, numbers
from .moment import Moment
from .people import People
from .places import Places

ROWS = f"""
SELECT contact, {", ".join(FIELDS)}, first_day, last_day, coming FROM position
 WHERE contact {THESE} ORDER BY coalesce(first_day, ''), last_day IS NULL, id
"""
COMING = "contact = ? AND coming IS NOT NULL"
PRESENT = "contact = ? AND coming IS NULL AND last_day IS NULL"
POD = """
SELECT contact, "group".handle FROM member JOIN "group" ON "group".id = "group"
 WHERE type = 'pod' AND contact IS NOT NULL
   AND ? BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999')
 ORDER BY member.id
"""


class Person(NamedTuple):
    """Someone with a stage: when they were added, and the pods they are in."""

    id: int
    handle: str
    name: str
    kind: str | None
    stage: str
    specialty: str | None
    added: date
    pods: tuple[str, ...]


class Positions:
    """The positions of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    # Reading.

    def history(self, contact: int) -> list[Position]:
        """Where someone will be, is and was, the latest first; the present one is always there."""
        return self.histories([contact])[contact]

    def histories(self, contacts: Iterable[int]) -> dict[int, list[Position]]:
        """The same for many."""
        found: dict[int, list[Position]] = {}
        for ids in chunks(contacts):
            given, rows = numbers(ids), defaultdict[int, list[Any]](list)
            for contact, *row in self._conn.execute(ROWS, (given,)):
                rows[contact].append(row)
            cards = f"SELECT id, {', '.join(FIELDS)} FROM contact WHERE id {THESE}"
            for contact, *card in self._conn.execute(cards, (given,)):
                held = dict(zip(FIELDS, card, strict=True))
                found[contact] = _history(held, rows[contact])
        return found

    def awaited(self, contact: int) -> Mapping[str, str | None]:
        """What the card is to say by today and does not yet: nothing was written since."""
        row = self._conn.execute(
            f"SELECT coming FROM position WHERE {COMING} AND first_day <= ? ORDER BY first_day, id",
            (contact, self._moment.day),
        ).fetchone()
        return json.loads(row[0]) if row else {}

    def said_since(self, contacts: Iterable[int], day: date) -> dict[int, date]:
        """Whose stage was changed since a day, as the history of commands has it, and when."""
        rows = self._conn.execute(
            f"""
            SELECT contact.id, max(change.at)
              FROM change JOIN change_row ON change_row.change = change.id
                   JOIN contact ON contact.id = change_row.key
             WHERE tbl = 'contact' AND undone = 0 AND at >= ? AND image IS NOT NULL
               AND json_extract(image, '$.stage') IS NOT stage AND contact.id {THESE}
             GROUP BY contact.id
            """,
            (day.isoformat(), numbers(contacts)),
        )
        return {id: date.fromisoformat(at[:10]) for id, at in rows}

    def in_training(self) -> list[Person]:
        """Everyone who is not set aside and of whom a stage is known."""
        pods = defaultdict[int, list[str]](list)
        for contact, handle in self._conn.execute(POD, (self._moment.day,)):
            pods[contact].append(handle)
        rows = self._conn.execute(
            "SELECT id, handle, name, kind, stage, specialty, added FROM contact "
            "WHERE state = 'active' AND stage IS NOT NULL ORDER BY id"
        )
        return [
            Person._make((*row, date.fromisoformat(added), tuple(pods[row[0]])))
            for *row, added in rows
        ]

    @property
    def places(self) -> Places:
        """The same, asked the other way round: who is where."""
        return Places(self._conn, self._moment.today)

    # Writing.

    def take(self, contact: int, step: Step, said: Mapping[str, str | None], first: date) -> None:
        """Do what `core.career.step` found a move to be."""
        match step:
            case Step.SINCE:
                self._end_earlier(contact, first)
                self._begin(contact, first)
            case Step.CORRECT:
                People(self._conn, self._moment).change(contact, **said)
            case Step.MOVE:
                self._end(contact, first)
                self._begin(contact, first)
                People(self._conn, self._moment).change(contact, **said)
            case Step.COMING:
                self._await(contact, said, first)

    def arrive(self) -> None:
        """Put moves on the cards whose day has come."""
        rows = self._conn.execute(
            "SELECT id, contact, first_day, coming FROM position "
            "WHERE coming IS NOT NULL AND first_day <= ? ORDER BY first_day, id",
            (self._moment.day,),
        ).fetchall()
        for id, contact, first, coming in rows:
            self._conn.execute("DELETE FROM position WHERE id = ?", (id,))
            step = Step.MOVE if (self._began(contact) or "") < first else Step.CORRECT
            self.take(contact, step, json.loads(coming), date.fromisoformat(first))

    def _began(self, contact: int) -> str | None:
        (began,) = self._conn.execute(
            f"SELECT max(first_day) FROM position WHERE {PRESENT}", (contact,)
        ).fetchone()
        return str(began) if began else None

    def _end(self, contact: int, first: date) -> None:
        """What stands on the card ended the day before; an empty card says nothing."""
        names = ", ".join(FIELDS)
        began = self._began(contact)
        self._conn.execute(f"DELETE FROM position WHERE {PRESENT}", (contact,))
        self._conn.execute(
            f"INSERT INTO position (contact, {names}, first_day, last_day) "
            f"SELECT id, {names}, ?, ? FROM contact WHERE id = ? "
            "AND coalesce(organisation, title, stage) IS NOT NULL",
            (began, _eve(first), contact),
        )

    def _begin(self, contact: int, first: date) -> None:
        """What stands on the card began on a day."""
        begun = self._conn.execute(
            f"UPDATE position SET first_day = ? WHERE {PRESENT}", (first.isoformat(), contact)
        )
        if not begun.rowcount:
            self._conn.execute(
                "INSERT INTO position (contact, first_day) VALUES (?, ?)",
                (contact, first.isoformat()),
            )

    def _end_earlier(self, contact: int, first: date) -> None:
        """The position before the present one ended when that began."""
        self._conn.execute(
            "UPDATE position SET last_day = ? WHERE id = (SELECT id FROM position "
            "WHERE contact = ? AND last_day IS NOT NULL ORDER BY last_day DESC, id DESC LIMIT 1)",
            (_eve(first), contact),
        )

    def _await(self, contact: int, said: Mapping[str, str | None], first: date) -> None:
        """Keep a move for its day; beside what is kept already, and not what is so today."""
        kept = self._conn.execute(f"SELECT coming FROM position WHERE {COMING}", (contact,))
        before: dict[str, str | None] = next((json.loads(text) for (text,) in kept), {})
        names = (*FIELDS, "kind")
        row = self._conn.execute(
            f"SELECT {', '.join(names)} FROM contact WHERE id = ?", (contact,)
        ).fetchone()
        card = dict(zip(names, row, strict=True))
        wanted = {key: value for key, value in {**before, **said}.items() if card[key] != value}
        if not wanted:
            self._conn.execute(f"DELETE FROM position WHERE {COMING}", (contact,))
            return
        text = json.dumps(wanted, ensure_ascii=False, sort_keys=True)
        if before:
            self._conn.execute(
                f"UPDATE position SET first_day = ?, coming = ? WHERE {COMING}",
                (first.isoformat(), text, contact),
            )
            return
        self._conn.execute(
            "INSERT INTO position (contact, first_day, coming) VALUES (?, ?, ?)",
            (contact, first.isoformat(), text),
        )


def _history(card: dict[str, str | None], rows: list[Any]) -> list[Position]:
    """Rows as values; the present position is in no row but for its first day."""
    past, coming, since = list[Position](), list[Position](), None
    for *what, first, last, awaited in rows:
        if awaited:
            told = {**card, **json.loads(awaited)}
            held = {field: told[field] for field in FIELDS}
            coming.append(Position(**held, from_=_day(first)))
        elif last is None:
            since = _day(first)
        else:
            held = dict(zip(FIELDS, what, strict=True))
            past.append(Position(**held, from_=_day(first), to=_day(last)))
    present = Position(**card, from_=since, to=_eve_of(coming))
    return [*past, present, *coming][::-1]


def _eve_of(coming: list[Position]) -> date | None:
    first = coming[0].from_ if coming else None
    return first - timedelta(days=1) if first else None


def _eve(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
