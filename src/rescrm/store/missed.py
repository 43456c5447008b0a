"""Who was missed at a group's last meetings, in words."""

from __future__ import annotations

import sqlite3
from datetime import date

MEETINGS = """
SELECT contact.id, contact.name, missed
  FROM interaction
       JOIN participant ON participant.interaction = interaction.id
       JOIN contact ON contact.id = participant.contact
 WHERE interaction."group" = :group AND attempt = 0 AND day <= :today AND state = 'active'
   AND EXISTS (SELECT 1 FROM member
                WHERE member."group" = :group AND member.contact = contact.id
                  AND :today BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999'))
 ORDER BY day DESC, interaction.id DESC, participant.id
"""


def missed_words(conn: sqlite3.Connection, group: int, today: date) -> str:
    """Who of a group was missed since they were last there, how often; empty when nobody was."""
    names: dict[int, str] = {}
    times: dict[int, int] = {}
    there: set[int] = set()
    for id, name, missed in conn.execute(MEETINGS, {"group": group, "today": today.isoformat()}):
        if not missed:
            there.add(id)
        elif id not in there:
            names[id] = name
            times[id] = times.get(id, 0) + 1
    told = sorted(times, key=lambda id: (-times[id], names[id]))
    return ", ".join(f"{names[id].split()[0]} was missed {_often(times[id])}" for id in told)


def _often(times: int) -> str:
    return {1: "last time", 2: "twice"}.get(times, f"{times} times")
