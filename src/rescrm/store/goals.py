"""Goals a month, and what was reached of them: counted, never kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..core.goals import MEETINGS
from .filters import Condition, condition
from .moment import Moment

TOUCHES = """
SELECT count(*) FROM interaction
 WHERE day BETWEEN ? AND ? AND attempt = 0 {kinds}
   AND EXISTS (SELECT 1 FROM participant JOIN contact ON contact.id = participant.contact
                WHERE interaction = interaction.id AND missed = 0 AND ({who}))
"""
KINDS = "AND kind IN ('{}')".format("', '".join(MEETINGS))
# It took place, or has begun, and some day of it lies in the month.
EVENTS = "SELECT count(*) FROM event WHERE first_day <= ? AND last_day >= ?"
COMMITTEE = 'SELECT 1 FROM "group" WHERE "group".id = {table}."group" AND type = \'committee\''
COMMITTEES = f"""
SELECT max(
    (SELECT count(*) FROM interaction WHERE day BETWEEN :first AND :today AND attempt = 0
        AND EXISTS ({COMMITTEE.format(table="interaction")})),
    (SELECT count(DISTINCT "group") FROM member WHERE contact IS NULL
        AND :today BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999')
        AND EXISTS ({COMMITTEE.format(table="member")})))
"""
# Who could be met: those who fit, are not set aside, and whom the rhythm wants soonest.
NEXT = """
SELECT contact.id FROM contact
 WHERE ({who}) AND state = 'active' AND coalesce(rests_until, '') <= :today
   AND (SELECT count(*) FROM (
        SELECT attempt AND interaction.id > coalesce(woken_after, 0) AS tried
          FROM participant JOIN interaction ON interaction.id = interaction
         WHERE contact = contact.id AND missed = 0 AND day <= :today
         ORDER BY day DESC, interaction.id DESC LIMIT 3) WHERE tried) < 3
   AND EXISTS (SELECT 1 FROM participant JOIN interaction ON interaction.id = interaction
                WHERE contact = contact.id AND missed = 0 AND attempt = 0 AND day <= :today)
 ORDER BY (SELECT min(due_on) FROM agenda WHERE contact = contact.id AND what = 'check-in'
              AND :today BETWEEN valid_from AND valid_until) NULLS LAST, handle
 LIMIT 1
"""
COMING = "SELECT name, first_day FROM event WHERE first_day > ? AND first_day <= ? ORDER BY 2, id"
RHYTHM = """
SELECT count(*) FROM (SELECT DISTINCT contact FROM agenda
  WHERE what = 'check-in' AND ?1 BETWEEN valid_from AND valid_until LIMIT ?2)
"""


class Kept(NamedTuple):
    """A goal as it was set."""

    name: str
    wanted: int
    counts: str


class Goals:
    """The goals of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def all(self) -> list[Kept]:
        """All goals, in the order in which they were set."""
        rows = self._conn.execute("SELECT name, wanted, counts FROM goal ORDER BY id")
        return [Kept(*row) for row in rows]

    def set(self, name: str, wanted: int, counts: str) -> None:
        """Make this a goal; set again, it is changed where it stands."""
        self._conn.execute(
            "INSERT INTO goal (name, wanted, counts) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET wanted = excluded.wanted, counts = excluded.counts "
            "WHERE (wanted, counts) IS NOT (excluded.wanted, excluded.counts)",
            (name, wanted, counts),
        )

    def remove(self, name: str) -> None:
        """Let a goal go."""
        self._conn.execute("DELETE FROM goal WHERE name = ?", (name,))

    # What was reached.

    def events(self, first: date) -> int:
        """Events that took place since a day, begun ones among them."""
        return self._number(EVENTS, (self._moment.day, first.isoformat()))

    def committees(self, first: date) -> int:
        """Meetings of committees since a day, or committees you are in, whichever are more."""
        return self._number(COMMITTEES, {"first": first.isoformat(), "today": self._moment.day})

    def meetings(self, first: date, words: Sequence[str]) -> int:
        """Meetings since a day with someone who fits a filter."""
        return self._touches(first, words, KINDS)

    def touches(self, first: date, words: Sequence[str]) -> int:
        """Touches of any kind since a day with someone who fits a filter."""
        return self._touches(first, words, "")

    # How to go on.

    def coming(self, until: date) -> tuple[str, date] | None:
        """The next event that begins by a day."""
        row = self._conn.execute(COMING, (self._moment.day, until.isoformat())).fetchone()
        return (row[0], date.fromisoformat(row[1])) if row else None

    def someone(self, words: Sequence[str]) -> int | None:
        """Of those who fit a filter and were met before, the one who is due first."""
        who = self._who(words)
        # Its parameters have no names: they come first, and `:today` is given beside them.
        sql = NEXT.format(who=who.sql).replace(":today", f"'{self._moment.day}'")
        row = self._conn.execute(sql, who.given).fetchone()
        return int(row[0]) if row else None

    def in_rhythm(self, at_most: int) -> int:
        """How many people have a rhythm; no more are counted than asked for."""
        return self._number(RHYTHM, (self._moment.day, at_most))

    def _touches(self, first: date, words: Sequence[str], kinds: str) -> int:
        who = self._who(words)
        sql = TOUCHES.format(kinds=kinds, who=who.sql)
        return self._number(sql, (first.isoformat(), self._moment.day, *who.given))

    def _who(self, words: Sequence[str]) -> Condition:
        moment = self._moment
        found = condition(words, self._conn, moment.today, moment.date_order)
        return found or Condition("TRUE")

    def _number(self, sql: str, given: Sequence[object] | dict[str, str]) -> int:
        (found,) = self._conn.execute(sql, given).fetchone()
        return int(found)
