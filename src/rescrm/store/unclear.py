"""What was said while meeting people and is not understood yet, as it was typed."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from .moment import Moment


class Unclear(NamedTuple):
    """A line to be cleared up, and the handle of its event."""

    id: int
    event: str
    line: str
    said_on: date
    why: str  # what was to be asked about it


class UnclearLines:
    """The unclear lines of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def add(self, event: int, line: str, why: str) -> Unclear:
        """Keep a line as it was typed, and what is to be asked about it; said again, once."""
        known = next(
            (each for each in self.of(event) if (each.line, each.why) == (line, why)), None
        )
        if known:
            return known
        cursor = self._conn.execute(
            "INSERT INTO unclear (event, line, said_on, why) VALUES (?, ?, ?, ?)",
            (event, line, self._moment.day, why),
        )
        (kept,) = (each for each in self.of(event) if each.id == cursor.lastrowid)
        return kept

    def of(self, event: int) -> list[Unclear]:
        """Those of an event, in the order they were said."""
        rows = self._conn.execute(
            "SELECT unclear.id, handle, line, said_on, why "
            "FROM unclear JOIN event ON event.id = event WHERE event = ? ORDER BY unclear.id",
            (event,),
        )
        return [
            Unclear(id, handle, line, date.fromisoformat(day), why)
            for id, handle, line, day, why in rows
        ]

    def settle(self, id: int) -> None:
        """Take a line out: it is cleared up, or not wanted."""
        self._conn.execute("DELETE FROM unclear WHERE id = ?", (id,))
