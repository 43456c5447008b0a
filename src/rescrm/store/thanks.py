"""Thank-yous after meetings with mentors: who is to be thanked, and which letter did it."""

from __future__ import annotations

import sqlite3
from datetime import date

from ..core.gratitude import MESSAGES
from .moment import Moment

MENTORS = """
SELECT participant.contact
  FROM participant JOIN contact ON contact.id = participant.contact
 WHERE interaction = ?1 AND missed = 0 AND state = 'active'
   AND EXISTS (SELECT 1 FROM mentor WHERE mentor.contact = participant.contact
                  AND ?2 BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999'))
 ORDER BY participant.id
"""
# An open thank-you of someone's that came from a meeting.
AFTER_A_MEETING = """
  FROM commitment JOIN interaction AS meeting ON meeting.id = commitment.interaction
 WHERE contact = :contact AND what = 'thank-you' AND done_on IS NULL
"""
# Of a meeting past, another past one; of one to come, only another on the same day.
OWED = f"""
SELECT 1 {AFTER_A_MEETING} AND meeting.id <> :touch
   AND (meeting.day = :day OR (meeting.day <= :today AND :day <= :today)) LIMIT 1
"""
BEFORE = f"SELECT commitment.id {AFTER_A_MEETING} AND (meeting.day, meeting.id) < (:day, :touch)"
SINCE = """
SELECT touch.id FROM participant JOIN interaction AS touch ON touch.id = participant.interaction
 WHERE contact = :contact AND missed = 0 AND (touch.day, touch.id) > (:day, :touch)
   AND touch.day <= :today ORDER BY touch.day, touch.id
"""
WROTE = f"""
SELECT 1 FROM participant JOIN interaction AS letter ON letter.id = participant.interaction
 WHERE contact = :contact AND missed = 0 AND direction = 'me' AND letter.day <= :today
   AND letter.kind IN ({", ".join(f"'{kind}'" for kind in sorted(MESSAGES))})
   AND (letter.day, letter.id) > (:day, :touch) LIMIT 1
"""


class Thanks:
    """The thank-yous of one store and the touches about them, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def mentors_at(self, touch: int, day: date) -> list[int]:
        """Who took part in a touch and was a mentor on its day."""
        return [id for (id,) in self._conn.execute(MENTORS, (touch, day.isoformat()))]

    def is_given(self, contact: int, touch: int, day: date) -> bool:
        """Whether a letter of mine went out since a meeting."""
        return self._finds(WROTE, contact, touch, day)

    def is_owed(self, contact: int, touch: int, day: date) -> bool:
        """Whether thanks for another meeting with someone are still due."""
        return self._finds(OWED, contact, touch, day)

    def before(self, contact: int, touch: int, day: date) -> list[int]:
        """The open thank-yous for meetings with someone before a touch."""
        rows = self._conn.execute(BEFORE, self._given(contact, touch, day))
        return [id for (id,) in rows.fetchall()]

    def since(self, contact: int, touch: int, day: date) -> list[int]:
        """The touches with someone after one, up to today, in their order."""
        rows = self._conn.execute(SINCE, self._given(contact, touch, day))
        return [id for (id,) in rows.fetchall()]

    def of_touch(self, touch: int) -> dict[int, int]:
        """The thank-yous that a meeting made, done or not, by whom they are for."""
        return dict(
            self._conn.execute(
                "SELECT contact, id FROM commitment WHERE interaction = ? AND what = 'thank-you'",
                (touch,),
            ).fetchall()
        )

    def meeting(self, id: int) -> int | None:
        """The touch that a thank-you came from, where it was a meeting that made it."""
        row = self._conn.execute("SELECT interaction FROM commitment WHERE id = ?", (id,))
        found = row.fetchone()
        return found[0] if found else None

    def close(self, ids: list[int], letter: int) -> None:
        """Close thank-yous by a letter."""
        self._conn.executemany(
            "UPDATE commitment SET done_on = ?, closed_by = ? WHERE id = ?",
            [(self._moment.day, letter, id) for id in ids],
        )

    def reopen(self, letter: int) -> None:
        """Open again what a letter had closed."""
        self._conn.execute(
            "UPDATE commitment SET done_on = NULL, closed_by = NULL WHERE closed_by = ?", (letter,)
        )

    def _finds(self, sql: str, contact: int, touch: int, day: date) -> bool:
        return bool(self._conn.execute(sql, self._given(contact, touch, day)).fetchone())

    def _given(self, contact: int, touch: int, day: date) -> dict[str, object]:
        given: dict[str, object] = {"contact": contact, "touch": touch}
        return {**given, "day": day.isoformat(), "today": self._moment.day}
