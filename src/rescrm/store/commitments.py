"""What is to be done for someone: promises, asks, thank-yous, follow-ups: one number space."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..core.model import Commitment, What
from .moment import Moment

READ = """
SELECT commitment.id, commitment.uid, what, coalesce(contact.handle, circle.handle),
       coalesce(contact.name, circle.name), about, due_on, done_on, event.handle,
       commitment.snoozed_until, circle.handle, commitment.state,
       EXISTS (SELECT 1 FROM commitment AS thanks
                WHERE thanks.thanks_for = commitment.id AND thanks.done_on IS NOT NULL)
  FROM commitment LEFT JOIN contact ON contact.id = contact
       LEFT JOIN event ON event.id = event
       LEFT JOIN "group" AS circle ON circle.id = "group"
"""
# What is waited for: thanks for a meeting that is still to come are not in place yet.
WAITS = """
done_on IS NULL AND NOT (what = 'thank-you' AND EXISTS (
    SELECT 1 FROM interaction WHERE interaction.id = commitment.interaction AND day > :today))
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
        return self._those(what, contact, WAITS)

    def all(self, what: What, contact: int | None = None) -> list[Commitment]:
        """Those not done yet, and those that are, the earliest day first."""
        return self._those(what, contact, "TRUE")

    def _those(self, what: What, contact: int | None, where: str) -> list[Commitment]:
        given = {"what": what.value, "contact": contact, "today": self._moment.day}
        mine = "AND contact = :contact" if contact is not None else ""
        tail = f"WHERE what = :what AND {where} {mine} ORDER BY due_on, commitment.id"
        return list(self._read(tail, given))

    def of_group(self, group: int) -> list[Commitment]:
        """What carries a group or was said at its meetings, done or not, the earliest first."""
        return list(
            self._read(
                'WHERE commitment."group" = :group OR commitment.interaction IN '
                '(SELECT id FROM interaction WHERE "group" = :group) '
                "ORDER BY due_on, commitment.id",
                {"group": group},
            )
        )

    def thanks_for(self, ask: int) -> int | None:
        """The number of the thank-you that an ask made."""
        row = self._conn.execute(
            "SELECT id FROM commitment WHERE thanks_for = ?", (ask,)
        ).fetchone()
        return int(row[0]) if row else None

    def done(self, id: int) -> None:
        """Close one today."""
        self._conn.execute(
            "UPDATE commitment SET done_on = ?1, state = CASE WHEN what = 'ask' "
            "AND \"group\" IS NOT NULL THEN 'hosted' ELSE state END "
            "WHERE id = ?2 AND done_on IS NULL",
            (self._moment.day, id),
        )

    def agree(self, id: int, day: date | None) -> None:
        """Mark an ask as agreed to, by a day; one that was declined is open again."""
        self.change(id, state="agreed", done_on=None)
        if day:
            self.change(id, due_on=day.isoformat(), limit_on=day.isoformat(), snoozed_until=None)

    def decline(self, id: int) -> None:
        """Mark an ask as declined today: nothing is waited for any more."""
        self.change(id, state="declined", done_on=self._moment.day)

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

    def _read(
        self, tail: str, given: Sequence[object] | Mapping[str, object]
    ) -> Iterator[Commitment]:
        for row in self._conn.execute(f"{READ} {tail}", given):
            id, uid, what, handle, name, about, due_on, done_on, event, snoozed, *rest = row
            group, state, thanked = rest
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
                state=_state(state, group, done_on, thanked) if what == "ask" else None,
            )


def _state(said: str | None, group: str | None, done: str | None, thanked: int) -> str:
    """How far an ask has come; a group's is an invitation to speak."""
    if done and said != "declined":
        return "thanked" if thanked else "hosted" if group else "done"
    return said or ("invited" if group else "asked")


def _names(row: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in row)
