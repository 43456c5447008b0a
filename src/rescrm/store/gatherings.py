"""What happened in a group: who came, who was missed, what was said, what it led to."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any, NamedTuple

from ..core.coverage import Mark
from ..core.outcome import Attendance, Found, Occasion
from .groups import IS_TODAY, RESTS
from .moment import Moment

# Of one group, up to today; an attempt is no meeting.
MET = 'interaction."group" = :group AND attempt = 0 AND day <= :today'

ALONE = f"""
SELECT contact.handle, max(day)
  FROM member
       JOIN contact ON contact.id = member.contact
       JOIN participant ON participant.contact = contact.id AND missed = 0
       JOIN interaction ON interaction.id = participant.interaction
 WHERE member."group" = :group AND {IS_TODAY}
   AND interaction."group" IS NULL AND attempt = 0 AND day <= :today
   AND NOT EXISTS (SELECT 1 FROM participant AS other
                    WHERE other.interaction = interaction.id AND other.missed = 0
                      AND other.contact <> contact.id)
 GROUP BY contact.id
"""

CAME = f"""
SELECT contact.handle, contact.name, sum(missed = 0), sum(missed),
       max(CASE WHEN missed = 0 THEN day END),
       EXISTS (SELECT 1 FROM member WHERE member."group" = :group AND member.contact = contact.id
                  AND {IS_TODAY})
  FROM interaction
       JOIN participant ON participant.interaction = interaction.id
       JOIN contact ON contact.id = participant.contact
 WHERE {MET}
 GROUP BY contact.id
 ORDER BY contact.name COLLATE NOCASE, contact.id
"""

# Their first touch of all was a meeting, and they were no member when it was written down. They
# were new that day, or named by someone and asked to come on the day they were added.
FOUND = f"""
SELECT contact.handle, contact.name, min(day)
  FROM interaction
       JOIN participant ON participant.interaction = interaction.id AND missed = 0
       JOIN contact ON contact.id = participant.contact
 WHERE {MET}
   AND coalesce(met_on, day) >= day
   AND (contact.added >= day
        OR introduced_by IS NOT NULL AND EXISTS (
               SELECT 1 FROM commitment
                WHERE commitment."group" = :group AND commitment.contact = contact.id
                  AND said_on <= contact.added))
   AND NOT EXISTS (SELECT 1 FROM participant AS former
                            JOIN interaction AS earlier ON earlier.id = former.interaction
                    WHERE former.contact = contact.id
                      AND (earlier.day, earlier.id) < (interaction.day, interaction.id))
   AND NOT EXISTS (SELECT 1 FROM member WHERE member."group" = :group
                      AND member.contact = contact.id
                      AND coalesce(first_day, '') <= max(day, substr(interaction.recorded, 1, 10)))
 GROUP BY contact.id
 ORDER BY min(day), contact.id
"""

EVENTS = f"""
SELECT event.handle, event.name, min(day)
  FROM interaction JOIN event ON event.id = interaction.event
 WHERE {MET}
 GROUP BY event.id ORDER BY min(day), event.id
"""

BEGAN = f"""
SELECT min(day) FROM (
    SELECT added AS day FROM "group" WHERE id = :group
    UNION ALL SELECT first_day FROM member WHERE "group" = :group AND first_day <= :today
    UNION ALL SELECT min(day) FROM interaction WHERE {MET})
"""


class Been(NamedTuple):
    """A person who is or was in a group."""

    id: int
    handle: str
    name: str


class Gatherings:
    """The meetings of the groups of one store."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._today = moment.day

    def count(self, group: int) -> int:
        """How often a group met."""
        (met,) = self._one(f"SELECT count(*) FROM interaction WHERE {MET}", group)
        return int(met or 0)

    def began(self, group: int) -> date:
        """Since when there is a group: kept, joined or met, whichever came first."""
        (day,) = self._one(BEGAN, group)
        return date.fromisoformat(day)

    def marks(self, group: int) -> list[Mark]:
        """Who was there and who was missed, the latest meeting first."""
        rows = self._all(
            f"""
            SELECT handle, day, missed
              FROM interaction
                   JOIN participant ON participant.interaction = interaction.id
                   JOIN contact ON contact.id = participant.contact
             WHERE {MET}
             ORDER BY day DESC, interaction.id DESC, participant.id
            """,
            group,
        )
        return [Mark(handle, date.fromisoformat(day), bool(missed)) for handle, day, missed in rows]

    def alone(self, group: int) -> dict[str, date]:
        """By handle, when each member was last met with nobody else."""
        return {handle: date.fromisoformat(day) for handle, day in self._all(ALONE, group)}

    def resting(self, group: int) -> list[str]:
        """The handles of those in it who were left to rest."""
        rows = self._all(
            "SELECT handle FROM contact WHERE id IN (SELECT contact FROM member "
            f'WHERE "group" = :group) AND {RESTS}',
            group,
        )
        return [handle for (handle,) in rows]

    def came(self, group: int) -> list[Attendance]:
        """Everyone who came or was missed, by name."""
        return [
            Attendance(handle, name, times, missed, _day(last), bool(member))
            for handle, name, times, missed, last, member in self._all(CAME, group)
        ]

    def found(self, group: int) -> list[Found]:
        """People first met at its meetings."""
        rows = self._all(FOUND, group)
        return [Found(handle, name, date.fromisoformat(day)) for handle, name, day in rows]

    def events(self, group: int) -> list[Occasion]:
        """Events at which it met."""
        rows = self._all(EVENTS, group)
        return [Occasion(handle, name, date.fromisoformat(day)) for handle, name, day in rows]

    def ever(self, group: int) -> list[Been]:
        """Everyone who is or was in it, the user aside, in the order they joined."""
        rows = self._all(
            "SELECT contact.id, handle, name FROM member JOIN contact ON contact.id = contact "
            'WHERE "group" = :group GROUP BY contact.id ORDER BY min(member.id)',
            group,
        )
        return [Been(*row) for row in rows]

    def _one(self, sql: str, group: int) -> tuple[Any, ...]:
        (row,) = self._all(sql, group)
        return row

    def _all(self, sql: str, group: int) -> list[tuple[Any, ...]]:
        return self._conn.execute(sql, {"group": group, "today": self._today}).fetchall()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
