"""Who could be asked to be a mentor: met already, with all that is known about them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from ..core.folding import words
from ..core.mentoring import KINDS, Candidate
from .many import THESE
from .moment import Moment

LATELY = timedelta(days=180)  # so long who said no is not asked first

SEEN = """
  FROM participant JOIN interaction ON interaction.id = interaction
 WHERE contact = contact.id AND missed = 0 AND attempt = 0 AND day <= :today
"""
MET = f"""
SELECT contact.id, contact.handle, contact.name, kind, title, specialty, note,
       (SELECT count(*) {SEEN}) AS touches,
       coalesce((SELECT max(day) {SEEN}), met_on, event.last_day),
       (SELECT max(done_on) FROM commitment WHERE commitment.contact = contact.id
           AND what = 'ask' AND commitment.state = 'declined' AND done_on > :lately)
  FROM contact LEFT JOIN event ON event.id = met_at
 WHERE kind IN (SELECT value FROM json_each(:kinds)) AND contact.state = 'active'
   AND (met_on <= :today OR event.first_day <= :today OR touches > 0)
   AND NOT (rests_until IS NOT NULL AND rested_on <= :today AND rests_until > :today)
   AND (SELECT count(*) FROM (
        SELECT attempt AND interaction.id > coalesce(woken_after, 0) AS tried
          FROM participant JOIN interaction ON interaction.id = interaction
         WHERE contact = contact.id AND missed = 0 AND day <= :today
         ORDER BY day DESC, interaction.id DESC LIMIT 3) WHERE tried) < 3
 ORDER BY contact.id
"""
NOTES = f"""
SELECT contact, text FROM note WHERE contact {THESE}
UNION ALL
SELECT contact, interaction.note
  FROM participant JOIN interaction ON interaction.id = interaction
 WHERE contact {THESE} AND missed = 0 AND interaction.note IS NOT NULL AND day <= ?2
""".replace("(?)", "(?1)")
TODAY = "?2 BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999')"
GROUPS = f"""
SELECT contact, name FROM member JOIN "group" ON "group".id = "group"
 WHERE contact {THESE} AND {TODAY} ORDER BY member.id
""".replace("(?)", "(?1)")
ROLES = f"""
SELECT contact, role FROM mentor WHERE contact {THESE} AND {TODAY} ORDER BY role
""".replace("(?)", "(?1)")
MINE = f"""
SELECT name FROM member JOIN "group" ON "group".id = "group"
 WHERE contact IS NULL AND {TODAY.replace("?2", "?1")}
"""


class Candidates:
    """Those of a store who could be mentors."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def all(self) -> Iterator[Candidate]:
        """Yield everyone of a kind that can be asked who was met already."""
        lately = self._moment.today - min(LATELY, self._moment.today - date.min)
        given = {
            "today": self._moment.day,
            "kinds": json.dumps(KINDS),
            "lately": lately.isoformat(),
        }
        rows = self._conn.execute(MET, given).fetchall()
        ids, today = json.dumps([row[0] for row in rows]), self._moment.day
        tags = self._texts(f"SELECT contact, name FROM tag WHERE contact {THESE}", ids)
        fields = self._texts(f"SELECT contact, value FROM custom WHERE contact {THESE}", ids)
        notes, groups, roles = (self._texts(sql, ids, today) for sql in (NOTES, GROUPS, ROLES))
        for id, handle, name, kind, title, specialty, note, touches, last, no in rows:
            yield Candidate(
                handle=handle,
                name=name,
                kind=kind,
                title=title,
                specialty=specialty,
                tags=sorted(tags[id]),
                groups=groups[id],
                fields=fields[id],
                notes=[*filter(None, [note]), *notes[id]],
                roles=roles[id],
                touches=touches,
                last=date.fromisoformat(last) if last else None,
                declined=date.fromisoformat(no) if no else None,
            )

    def interests(self) -> set[str]:
        """What the names of my own groups say, as folded words."""
        rows = self._conn.execute(MINE, (self._moment.day,))
        return {word for (name,) in rows for word in words(name)}

    def _texts(self, sql: str, *given: str) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for contact, text in self._conn.execute(sql, given):
            found[contact].append(text)
        return found
