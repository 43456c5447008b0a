"""What was given and received, and the offers that are still open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

from ..core.folding import words
from ..core.giving import DONE, OPEN, Favour
from .moment import Moment

READ = """
SELECT favour.uid, handle, name, way, favour.what, day, coalesce(offer, 'done'), thanks.id,
       max(thanks.due_on, coalesce(thanks.snoozed_until, thanks.due_on)), thanks.done_on
  FROM favour JOIN contact ON contact.id = favour.contact
       LEFT JOIN commitment AS thanks ON thanks.id = favour.commitment
 WHERE {where}
 ORDER BY day DESC, favour.id DESC
"""


class Favours:
    """Given and received, in one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def add(self, contact: int, way: str, what: str, day: date, state: str) -> int:
        """Keep what was given (gave) or received (got), done at once or an open offer."""
        cursor = self._conn.execute(
            "INSERT INTO favour (uid, contact, way, what, day, offer) VALUES (?, ?, ?, ?, ?, ?)",
            (
                self._moment.uid(),
                contact,
                way,
                what,
                day.isoformat(),
                None if state == DONE else state,
            ),
        )
        return int(cursor.lastrowid or 0)

    def get(self, id: int) -> Favour:
        """One of them."""
        (found,) = self._read("favour.id = ?", id)
        return found

    def same(self, contact: int, way: str, what: str, day: date) -> Favour | None:
        """The one of that day in the same words, but for capitals, accents and points."""
        where = "favour.contact = ? AND way = ? AND day = ?"
        on_that_day = self._read(where, contact, way, day.isoformat())
        return next((each for each in on_that_day if words(each.what) == words(what)), None)

    def all(self, contact: int | None = None) -> list[Favour]:
        """Everything given and received, the latest first."""
        if contact is None:
            return list(self._read("TRUE"))
        return list(self._read("favour.contact = ?", contact))

    def open(self, contact: int | None = None) -> list[Favour]:
        """The offers that nobody has taken up yet, the latest first."""
        return [each for each in self.all(contact) if each.state == OPEN]

    def id_of(self, uid: str) -> tuple[int, int]:
        """The id of one, and whose it is."""
        sql = "SELECT id, contact FROM favour WHERE uid = ?"
        id, contact = self._conn.execute(sql, (uid,)).fetchone()
        return int(id), int(contact)

    def change(self, id: int, **columns: Any) -> None:
        """Set columns of one."""
        sets = ", ".join(f'"{column}" = ?' for column in columns)
        self._conn.execute(f"UPDATE favour SET {sets} WHERE id = ?", (*columns.values(), id))

    def remove(self, uid: str) -> None:
        """Delete one; its thanks stay."""
        self._conn.execute("DELETE FROM favour WHERE uid = ?", (uid,))

    def _read(self, where: str, *given: object) -> Iterator[Favour]:
        for row in self._conn.execute(READ.format(where=where), given):
            yield _favour(row)


def _favour(row: tuple[Any, ...]) -> Favour:
    uid, handle, name, way, what, day, state, thanks, due, done = row
    return Favour(
        uid=uid,
        handle=handle,
        name=name,
        way=way,
        what=what,
        on=date.fromisoformat(day),
        state=state,
        thank_you=thanks,
        due_on=date.fromisoformat(due) if due else None,
        thanked_on=date.fromisoformat(done) if done else None,
    )
