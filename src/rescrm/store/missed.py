"""Who was missed at a group's last meetings, in words."""

from __future__ import annotations

import sqlite3
from datetime import date

from ..core.coverage import missed_running, missed_words

# Of its members as of today; who rests is not expected, and so not missed.
MEETINGS = """
SELECT contact.id, contact.name, missed
  FROM interaction
       JOIN participant ON participant.interaction = interaction.id
       JOIN contact ON contact.id = participant.contact
 WHERE interaction."group" = :group AND attempt = 0 AND day <= :today AND state = 'active'
   AND NOT (coalesce(rests_until, '') > :today AND rested_on <= :today)
   AND EXISTS (SELECT 1 FROM member
                WHERE member."group" = :group AND member.contact = contact.id
                  AND :today BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999'))
 ORDER BY day DESC, interaction.id DESC, participant.id
"""


def missed_in(conn: sqlite3.Connection, group: int, today: date) -> str:
    """Who of a group was missed since they were last there, how often; empty when nobody was."""
    given = {"group": group, "today": today.isoformat()}
    rows = conn.execute(MEETINGS, given).fetchall()
    names = {id: name for id, name, _ in rows}
    times = missed_running((id, bool(missed)) for id, _, missed in rows)
    return missed_words((names[id], count) for id, count in times.items())
