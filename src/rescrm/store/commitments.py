"""What is to be done for someone: promises, asks, thank-yous, follow-ups: one number space."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ..core.model import Commitment, What
from .moment import Moment

READ = """
SELECT commitment.id, commitment.uid, what, coalesce(contact.handle, circle.handle),
       coalesce(contact.name, circle.name), about, due_on, done_on, event.handle,
       commitment.snoozed_until, circle.handle, commitment.state
  FROM commitment LEFT JOIN contact ON contact.id = contact
       LEFT JOIN event ON event.id = event
       LEFT JOIN "group" AS circle ON circle.id = "group"
"""


class Commitments:
    """The commitments of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def add(
        self,
        what: What,
        contact: int | None,
        about: str | None,
        due_on: date,
        *,
        limit_on: date | None = None,
        **columns: Any,
    ) -> int:
        """Keep one and give its number; without a contact it is the `group`'s own."""
        row = {
            "uid": self._moment.uid(),
            "what": what.value,
            "contact": contact,
            "about": about,
            "said_on": self._moment.day,
            "due_on": due_on.isoformat(),
            "limit_on": (limit_on or due_on).isoformat(),
            **columns,
        }
        cursor = self._conn.execute(
            f"INSERT INTO commitment ({_names(row)}) VALUES ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )
        return int(cursor.lastrowid or 0)

    def get(self, id: int) -> Commitment | None:
        """One commitment by its number."""
        return next(self._read("WHERE commitment.id = ?", (id,)), None)

    def said(self, id: int) -> tuple[date, date]:
        """The day one was said, and the day it was to be done by before any snooze."""
        row = self._conn.execute("SELECT said_on, due_on FROM commitment WHERE id = ?", (id,))
        said_on, due_on = row.fetchone()
        return date.fromisoformat(said_on), date.fromisoformat(due_on)

    def find(self, uid: str) -> int | None:
        """The number of the commitment with this uid."""
        row = self._conn.execute("SELECT id FROM commitment WHERE uid = ?", (uid,)).fetchone()
        return int(row[0]) if row else None

    def open(self, what: What, contact: int | None = None) -> list[Commitment]:
        """Those not done yet, the earliest day first."""
        mine = "AND contact = ?" if contact is not None else ""
        return list(
            self._read(
                f"WHERE what = ? AND done_on IS NULL {mine} ORDER BY due_on, commitment.id",
                (what.value, *([] if contact is None else [contact])),
            )
        )

    def done(self, id: int) -> None:
        """Close one today."""
        self._conn.execute(
            "UPDATE commitment SET done_on = ? WHERE id = ? AND done_on IS NULL",
            (self._moment.day, id),
        )

    def change(self, id: int, **columns: Any) -> None:
        """Set columns of one."""
        sets = ", ".join(f'"{column}" = ?' for column in columns)
        self._conn.execute(f"UPDATE commitment SET {sets} WHERE id = ?", (*columns.values(), id))

    def move(self, id: int, day: date) -> None:
        """Put one off to a later day, or bring it forward to an earlier one."""
        if day > self.said(id)[1]:
            self.change(id, snoozed_until=day.isoformat())
        else:
            self.change(id, due_on=day.isoformat(), snoozed_until=None)

    def remove(self, id: int) -> None:
        """Delete one."""
        self._conn.execute("DELETE FROM commitment WHERE id = ?", (id,))

    def _read(self, tail: str, given: Sequence[object]) -> Iterator[Commitment]:
        for row in self._conn.execute(f"{READ} {tail}", given):
            id, uid, what, handle, name, about, due_on, done_on, event, snoozed, *rest = row
            group, state = rest
            yield Commitment(
                id=id,
                uid=uid,
                what=What(what),
                handle=handle,
                name=name,
                about=about,
                by=date.fromisoformat(max(due_on, snoozed or due_on)),
                done_on=date.fromisoformat(done_on) if done_on else None,
                event=event,
                group=group,
                state=state,
            )


def _names(row: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in row)
