"""Yearly dates that fall due, looked up by month and day: no row has to move with the year."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from ..core.almanac import is_leap
from ..core.due import Due, What

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .filters import Condition

LEADS = """
WITH RECURSIVE step (lead) AS (
    SELECT min(lead) FROM occasion
    UNION ALL
    SELECT (SELECT min(lead) FROM occasion WHERE lead > step.lead)
      FROM step WHERE step.lead IS NOT NULL)
SELECT lead FROM step WHERE lead IS NOT NULL
"""
SELECT = """
SELECT handle, contact.name, occasion.uid, label, monthday, year, done_on
  FROM occasion JOIN contact ON contact.id = contact
 WHERE lead = ? AND monthday BETWEEN ? AND ?
   AND state = 'active' AND (rests_until IS NULL OR rests_until <= ? OR rested_on > ?)
   AND ({where})
"""


class Dates:
    """Birthdays and the like as seen from one day."""

    def __init__(self, conn: sqlite3.Connection, today: date, leap: str) -> None:
        self._conn = conn
        self._today = today
        self._leap = leap

    def due(self, until: date, whose: Condition | None) -> Iterator[tuple[Due, int]]:
        """Yield what is due by a day, each with its lead: the nearest time it comes round."""
        for (lead,) in self._conn.execute(LEADS).fetchall():
            for first, last in _years(self._today, _later(until, lead)):
                yield from self._with_lead(lead, first, last, whose)

    def _with_lead(
        self, lead: int, first: date, last: date, whose: Condition | None
    ) -> Iterator[tuple[Due, int]]:
        where, rest = whose or ("TRUE", ())
        day = self._today.isoformat()
        given = (lead, *_monthdays(first, last), day, day, *rest)
        for row in self._conn.execute(SELECT.format(where=where), given):
            *who, monthday, year, done_on = row
            falls = self._falls(monthday, first.year)
            if first <= falls <= last and self._is_next(monthday, falls, year or 1, done_on or ""):
                yield self._occasion(who, falls, lead), lead

    def _is_next(self, monthday: int, falls: date, year: int, done_on: str) -> bool:
        """Whether it is still to come then, and not already in the year before."""
        if year > falls.year or falls.isoformat() <= done_on:
            return False
        if year == falls.year or falls.year == self._today.year:
            return True
        before = self._falls(monthday, falls.year - 1)
        return before < self._today or before.isoformat() <= done_on

    def _falls(self, monthday: int, year: int) -> date:
        if monthday == 229 and not is_leap(year):
            return date(year, 3, 1) if self._leap == "mar-1" else date(year, 2, 28)
        return date(year, monthday // 100, monthday % 100)

    def _occasion(self, who: Sequence[Any], falls: date, lead: int) -> Due:
        handle, name, uid, label = who
        due_on = falls - timedelta(days=lead)
        return Due(
            uid=uid,
            handle=handle,
            name=name,
            what=What.DATE,
            about=label,
            due_on=due_on,
            overdue=(self._today - due_on).days,
            limit_on=falls,
            because=f"{label} on {falls.isoformat()}",
        )


def _monthdays(first: date, last: date) -> tuple[int, int]:
    """The stretch to look up: 29 February stands beside the day it falls on."""
    low, high = first.month * 100 + first.day, last.month * 100 + last.day
    return (229 if low == 301 else low), (229 if high == 228 else high)


def _years(first: date, last: date) -> list[tuple[date, date]]:
    """A stretch of days cut at the new year; a year and the longest lead reaches its end."""
    last = min(last, _later(first, 365))
    if first.year == last.year:
        return [(first, last)]
    return [(first, date(first.year, 12, 31)), (date(last.year, 1, 1), last)]


def _later(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))
