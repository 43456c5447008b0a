"""Who could be asked to be a mentor: met already, with all that is known about them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from ..core.folding import words
from ..core.mentoring import KINDS, SPEAKS, Candidate
from .many import THESE, numbers
from .moment import Moment

MOST = 1000  # looked at; of more, those nearest to you
LATELY = timedelta(days=180)  # so long who said no is not asked first

KIND = "kind IN (SELECT value FROM json_each(:kinds)) AND contact.state = 'active'"
OF_A_KIND = f"SELECT id FROM contact WHERE {KIND} LIMIT :most + 1"
# Of a crowd: whom you saw last, those with a tag or in a group that speaks, whom you met last.
NEAREST = f"""
WITH lately AS (
    SELECT contact AS id FROM interaction CROSS JOIN participant ON interaction = interaction.id
     WHERE day <= :today AND attempt = 0 AND missed = 0
     ORDER BY day DESC, interaction.id DESC LIMIT 10 * :most
), tagged AS (
    SELECT contact AS id FROM tag WHERE name IN (SELECT value FROM json_each(:speak))
     LIMIT :most
), together AS (
    SELECT contact AS id FROM member WHERE contact IS NOT NULL ORDER BY member.id DESC LIMIT :most
), added AS (
    SELECT id FROM contact WHERE {KIND} ORDER BY id DESC LIMIT :most
)
SELECT DISTINCT id FROM (
    SELECT id FROM lately UNION ALL SELECT id FROM tagged UNION ALL SELECT id FROM together
    UNION ALL SELECT id FROM added
) JOIN contact USING (id) WHERE {KIND} LIMIT :most
"""
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
 WHERE contact.id IN (SELECT value FROM json_each(:ids))
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

    def all(self, most: int = MOST) -> Iterator[Candidate]:
        """Yield whoever can be asked and was met already; of a crowd, those nearest to you."""
        lately = self._moment.today - min(LATELY, self._moment.today - date.min)
        given = {
            "today": self._moment.day,
            "ids": numbers(self._near(most)),
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

    def _near(self, most: int) -> list[int]:
        """Whom to look at: all of a kind that can be asked, as long as they are few."""
        given = {
            "kinds": json.dumps(KINDS),
            "speak": json.dumps(sorted(word for words in SPEAKS.values() for word in words)),
            "today": self._moment.day,
            "most": most,
        }
        found = [id for (id,) in self._conn.execute(OF_A_KIND, given)]
        if len(found) > most:
            found = [id for (id,) in self._conn.execute(NEAREST, given)]
        return found

    def interests(self) -> set[str]:
        """What the names of my own groups say, as folded words."""
        rows = self._conn.execute(MINE, (self._moment.day,))
        return {word for (name,) in rows for word in words(name)}

    def _texts(self, sql: str, *given: str) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for contact, text in self._conn.execute(sql, given):
            found[contact].append(text)
        return found
