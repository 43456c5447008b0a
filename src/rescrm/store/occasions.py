"""Yearly dates, one at a time: whose, when, and which occurrence is done with."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from ..core.contact import YearDay

READ = """
SELECT occasion.id, occasion.uid, handle, name, label, monthday, year, lead, done_on
  FROM occasion JOIN contact ON contact.id = contact
 WHERE occasion.id = ?
"""


class Occasion(NamedTuple):
    """A yearly date of someone's; ``done_on`` is the occurrence that needs nothing more."""

    id: int
    uid: str
    handle: str
    name: str
    label: str
    day: YearDay
    lead: int
    done_on: date | None


class Occasions:
    """The yearly dates of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def get(self, id: int) -> Occasion:
        """One yearly date."""
        row = self._conn.execute(READ, (id,)).fetchone()
        _, uid, handle, name, label, monthday, year, lead, done_on = row
        day = YearDay(monthday // 100, monthday % 100, year)
        done = date.fromisoformat(done_on) if done_on else None
        return Occasion(id, uid, handle, name, label, day, lead, done)

    def done(self, id: int, falls: date) -> None:
        """Close the occurrence that falls on a day; later ones come as ever."""
        self._conn.execute("UPDATE occasion SET done_on = ? WHERE id = ?", (falls.isoformat(), id))
