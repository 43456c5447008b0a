"""What to talk about with someone, or in a group, when you meet next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from ..core.points import Point
from .many import THESE, numbers
from .moment import Moment

READ = """
SELECT point.id, coalesce(contact.handle, circle.handle), coalesce(contact.name, circle.name),
       point.text, point.said_on, point.done_on, circle.handle, interaction.uid
  FROM point LEFT JOIN contact ON contact.id = point.contact
       LEFT JOIN "group" AS circle ON circle.id = point."group"
       LEFT JOIN interaction ON interaction.id = point.interaction
"""
OPEN = "point.done_on IS NULL"
IN_ORDER = "ORDER BY point.id"


class Points:
    """The agendas of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def add(self, text: str, *, contact: int | None = None, group: int | None = None) -> int:
        """Keep a point and give its number; one that is open already is not kept twice."""
        known = self._conn.execute(
            'SELECT id FROM point WHERE contact IS ? AND "group" IS ? AND text = ? '
            "AND done_on IS NULL",
            (contact, group, text),
        ).fetchone()
        if known:
            return int(known[0])
        cursor = self._conn.execute(
            'INSERT INTO point (contact, "group", text, said_on) VALUES (?, ?, ?, ?)',
            (contact, group, text, self._moment.day),
        )
        return int(cursor.lastrowid or 0)

    def of(self, contact: int, *, done: bool = False) -> list[Point]:
        """The open points of a person, the oldest first; ``done`` has the others too."""
        return self._read(f"WHERE point.contact = ? {_which(done)} {IN_ORDER}", (contact,))

    def of_group(self, group: int, *, done: bool = False) -> list[Point]:
        """The same for a group."""
        return self._read(f'WHERE point."group" = ? {_which(done)} {IN_ORDER}', (group,))

    def waiting(self, people: Iterable[int], group: int | None) -> list[Point]:
        """What is open with any of these people, and in the group they met as."""
        whose = f'(point.contact {THESE} OR point."group" = ?)'
        return self._read(f"WHERE {OPEN} AND {whose} {IN_ORDER}", (numbers(people), group))

    def get(self, ids: Iterable[int]) -> list[Point]:
        """Some points by their numbers."""
        return self._read(f"WHERE point.id {THESE} {IN_ORDER}", (numbers(ids),))

    def done(self, id: int, day: date, interaction: int | None = None) -> None:
        """Close an open point, talked about on a day; never before it was said."""
        self._conn.execute(
            "UPDATE point SET done_on = max(said_on, ?), interaction = ? "
            "WHERE id = ? AND done_on IS NULL",
            (day.isoformat(), interaction, id),
        )

    def open_again(self, interaction: int) -> None:
        """Open what a touch had closed: it is about to be deleted."""
        self._conn.execute(
            "UPDATE point SET done_on = NULL, interaction = NULL WHERE interaction = ?",
            (interaction,),
        )

    def _read(self, tail: str, given: Sequence[object]) -> list[Point]:
        return [
            Point(id, handle, name, text, _day(said), _day(done) if done else None, group, uid)
            for id, handle, name, text, said, done, group, uid in self._conn.execute(
                f"{READ} {tail}", given
            )
        ]


def _which(done: bool) -> str:
    return "" if done else f"AND {OPEN}"


def _day(text: str) -> date:
    return date.fromisoformat(text)
