"""The ledger of what sponsors did, each act with its thanks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

from ..core.folding import words
from ..core.giving import Act, Sponsor
from ..core.gratitude import MESSAGES
from .moment import Moment
from .named import Found

ACTS = """
SELECT sponsor_act.uid, handle, name, act, day, thanks.id,
       max(thanks.due_on, coalesce(thanks.snoozed_until, thanks.due_on)), thanks.done_on
  FROM sponsor_act JOIN contact ON contact.id = sponsor_act.contact
       LEFT JOIN commitment AS thanks ON thanks.id = sponsor_act.commitment
 WHERE {where}
 ORDER BY day DESC, sponsor_act.id DESC
"""
LATEST = "(SELECT max(day) FROM sponsor_act WHERE contact = contact.id)"
SPONSORS = f"""
SELECT id, handle, name FROM contact
 WHERE {LATEST} IS NOT NULL OR (kind = 'sponsor' AND state = 'active')
 ORDER BY {LATEST} DESC NULLS LAST, handle
"""
THANKED = "SELECT max(done_on) FROM commitment WHERE contact = ? AND what = 'thank-you'"
UPDATED = f"""
SELECT max(day) FROM participant JOIN interaction ON interaction.id = interaction
 WHERE contact = ? AND missed = 0 AND direction = 'me' AND day <= ?
   AND kind IN ({", ".join(f"'{kind}'" for kind in sorted(MESSAGES))})
"""


class Sponsors:
    """What sponsors did, in one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def add(self, contact: int, act: str, day: date, thanks: int) -> int:
        """Keep an act with the thank-you it asks for, and give its id."""
        cursor = self._conn.execute(
            "INSERT INTO sponsor_act (uid, contact, act, day, commitment) VALUES (?, ?, ?, ?, ?)",
            (self._moment.uid(), contact, act, day.isoformat(), thanks),
        )
        return int(cursor.lastrowid or 0)

    def get(self, id: int) -> Act:
        """One act."""
        (found,) = self._acts("sponsor_act.id = ?", id)
        return found

    def same(self, contact: int, act: str, day: date) -> Act | None:
        """The act of that day in the same words, but for capitals, accents and points."""
        on_that_day = self._acts("sponsor_act.contact = ? AND day = ?", contact, day.isoformat())
        return next((each for each in on_that_day if words(each.act) == words(act)), None)

    def of(self, contact: int) -> list[Act]:
        """What someone did for me, the latest first."""
        return list(self._acts("sponsor_act.contact = ?", contact))

    def all(self) -> list[Sponsor]:
        """Everyone who ever did something and those of that kind, the latest act first."""
        found: list[Found] = self._conn.execute(SPONSORS).fetchall()
        return [
            Sponsor(
                handle=handle,
                name=name,
                acts=tuple(self.of(id)),
                thanked_on=self._day(THANKED, id),
                updated_on=self._day(UPDATED, id, self._moment.day),
            )
            for id, handle, name in found
        ]

    def remove(self, uid: str) -> None:
        """Delete an act; its thanks stay."""
        self._conn.execute("DELETE FROM sponsor_act WHERE uid = ?", (uid,))

    def _acts(self, where: str, *given: object) -> Iterator[Act]:
        for row in self._conn.execute(ACTS.format(where=where), given):
            yield _act(row)

    def _day(self, sql: str, *given: object) -> date | None:
        (day,) = self._conn.execute(sql, given).fetchone()
        return date.fromisoformat(day) if day else None


def _act(row: tuple[Any, ...]) -> Act:
    uid, handle, name, act, day, thanks, due, done = row
    return Act(
        uid=uid,
        handle=handle,
        name=name,
        act=act,
        on=date.fromisoformat(day),
        thank_you=thanks,
        due_on=date.fromisoformat(due) if due else None,
        thanked_on=date.fromisoformat(done) if done else None,
    )
