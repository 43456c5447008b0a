"""Events and who was met there; groups and who is in them; mentors and their roles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..core.folding import fold, slug
from ..core.model import Event, Group, Ref
from .filters import holds
from .moment import Moment


class Met(NamedTuple):
    """Someone met at an event, and what was said."""

    contact: int
    handle: str
    name: str
    line: str
    discussed: str | None
    next_step: str | None
    follow_up: int | None
    due_on: str | None
    done: bool


# A follow-up is done when said so, or by my own touch after the event's last day.
DONE = """
(commitment.done_on IS NOT NULL OR EXISTS (
    SELECT 1 FROM participant JOIN interaction ON interaction.id = interaction
     WHERE participant.contact = commitment.contact AND missed = 0 AND attempt = 0
       AND direction <> 'them' AND day > event.last_day AND day <= :today))
"""
REPLIED = """
EXISTS (SELECT 1 FROM participant JOIN interaction ON interaction.id = interaction
         WHERE participant.contact = commitment.contact AND missed = 0 AND attempt = 0
           AND direction <> 'me' AND day > event.last_day AND day <= :today)
"""
EVENTS = f"""
SELECT id, handle, name, type, first_day, last_day, city, closed_on,
       (SELECT count(*) FROM target WHERE event = event.id),
       (SELECT count(*) FROM meeting WHERE event = event.id),
       (SELECT count(*) FROM commitment WHERE event = event.id AND what = 'follow-up' AND {DONE}),
       (SELECT count(*) FROM commitment WHERE event = event.id AND what = 'follow-up'
           AND {REPLIED}),
       (SELECT count(*) FROM commitment WHERE event = event.id AND what = 'follow-up'
           AND due_on < :today AND NOT {DONE})
  FROM event
"""


class Events:
    """Conferences, workshops, rotations."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def add(self, name: str, type: str, first: date, last: date, city: str | None) -> int:
        """Keep an event and give its id."""
        handle = free_handle(self._conn, "event", name)
        cursor = self._conn.execute(
            "INSERT INTO event (uid, handle, name, type, first_day, last_day, city) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                self._moment.uid(),
                handle,
                name,
                type,
                first.isoformat(),
                last.isoformat(),
                city,
            ),
        )
        return int(cursor.lastrowid or 0)

    def all(self, id: int | None = None) -> list[Event]:
        """All events, the latest first, or one; with their counts."""
        rows = self._conn.execute(
            f"{EVENTS} WHERE :id IS NULL OR id = :id ORDER BY first_day DESC, id DESC",
            {"today": self._moment.day, "id": id},
        )
        return [_event(row) for row in rows]

    def find(self, typed: str) -> list[tuple[int, str, str]]:
        """Events that fit what was typed: id, handle, name; an exact handle or name alone."""
        return find_named(self._conn, "event", typed)

    def name(self, handle: str) -> str | None:
        """The name of the event with this handle."""
        row = self._conn.execute("SELECT name FROM event WHERE handle = ?", (handle,)).fetchone()
        return row[0] if row else None

    def closed(self, id: int) -> None:
        """Mark an event as closed today."""
        self._conn.execute(
            "UPDATE event SET closed_on = ? WHERE id = ? AND closed_on IS NULL",
            (self._moment.day, id),
        )

    def days(self, id: int) -> tuple[date, date]:
        """The first and last day of an event."""
        row = self._conn.execute("SELECT first_day, last_day FROM event WHERE id = ?", (id,))
        first, last = row.fetchone()
        return date.fromisoformat(first), date.fromisoformat(last)

    def meet(
        self, event: int, contact: int, line: str, discussed: str | None, next_step: str | None
    ) -> None:
        """Keep that someone was met; said again, new words take the place of old ones."""
        self._conn.execute(
            "INSERT INTO meeting (event, contact, line, discussed, next_step) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (event, contact) DO UPDATE SET "
            "line = excluded.line, discussed = coalesce(excluded.discussed, discussed), "
            "next_step = coalesce(excluded.next_step, next_step)",
            (event, contact, line, discussed, next_step),
        )

    def met(self, event: int) -> list[Met]:
        """Who was met, with the follow-up of each."""
        rows = self._conn.execute(
            f"""
            SELECT meeting.contact, contact.handle, contact.name, line, discussed, next_step,
                   commitment.id, commitment.due_on, coalesce({DONE}, 0)
              FROM meeting JOIN contact ON contact.id = meeting.contact
                   JOIN event ON event.id = meeting.event
                   LEFT JOIN commitment ON commitment.event = meeting.event
                        AND commitment.contact = meeting.contact AND what = 'follow-up'
             WHERE meeting.event = :event AND contact.state = 'active'
             ORDER BY meeting.id
            """,
            {"event": event, "today": self._moment.day},
        )
        return [Met._make((*row[:-1], bool(row[-1]))) for row in rows]


class Groups:
    """Pods, committees, clubs, and mentors with their roles."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def add(self, name: str, type: str, every: str | None, meets: str | None) -> int:
        """Keep a group and give its id."""
        cursor = self._conn.execute(
            'INSERT INTO "group" (uid, handle, name, type, every, meets, added) '
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                self._moment.uid(),
                free_handle(self._conn, "group", name),
                name,
                type,
                every,
                meets,
                self._moment.day,
            ),
        )
        return int(cursor.lastrowid or 0)

    def find(self, typed: str) -> list[tuple[int, str, str]]:
        """Groups that fit what was typed: id, handle, name."""
        return find_named(self._conn, "group", typed)

    def all(self, id: int | None = None) -> list[Group]:
        """All groups, or one, with who is in them today."""
        rows = self._conn.execute(
            """
            SELECT id, handle, name, type, every, meets,
                   (SELECT max(day) FROM interaction WHERE "group" = "group".id
                       AND attempt = 0 AND day <= :today),
                   (SELECT min(due_on) FROM agenda WHERE "group" = "group".id
                       AND :today BETWEEN valid_from AND valid_until)
              FROM "group" WHERE :id IS NULL OR id = :id ORDER BY name, id
            """,
            {"today": self._moment.day, "id": id},
        )
        return [
            Group(
                handle=handle,
                name=name,
                type=type,
                every=every,
                meets=meets,
                members=tuple(self.members(number)),
                last=date.fromisoformat(last) if last else None,
                due_on=date.fromisoformat(due) if due else None,
            )
            for number, handle, name, type, every, meets, last, due in rows.fetchall()
        ]

    def join(
        self,
        group: int,
        contact: int | None,
        role: str | None,
        term: tuple[date, date] | None,
    ) -> None:
        """Take someone in (None is the user); an open membership is changed, not doubled."""
        first, last = (day.isoformat() for day in term) if term else (self._moment.day, None)
        self._conn.execute(
            'DELETE FROM member WHERE "group" = ? AND contact IS ? AND last_day IS NULL',
            (group, contact),
        )
        self._conn.execute(
            'INSERT INTO member ("group", contact, role, first_day, last_day) '
            "VALUES (?, ?, ?, ?, ?)",
            (group, contact, role, first, last),
        )

    def leave(self, group: int, contact: int | None) -> int:
        """End someone's membership as of yesterday; gives how many were ended."""
        cursor = self._conn.execute(
            'UPDATE member SET last_day = date(?1, \'-1 day\') WHERE "group" = ?2 '
            "AND contact IS ?3 AND (last_day IS NULL OR last_day >= ?1)",
            (self._moment.day, group, contact),
        )
        return cursor.rowcount

    def members(self, group: int) -> Iterator[Ref]:
        """Who is in a group today, the user aside."""
        rows = self._conn.execute(
            """
            SELECT uid, handle, name FROM member JOIN contact ON contact.id = contact
             WHERE "group" = :group AND state = 'active'
               AND :today BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999')
             ORDER BY member.id
            """,
            {"group": group, "today": self._moment.day},
        )
        return (Ref(uid=uid, handle=handle, name=name) for uid, handle, name in rows)

    def of(self, contact: int) -> list[str]:
        """The handles of the groups someone is in today."""
        rows = self._conn.execute(
            """
            SELECT "group".handle FROM member JOIN "group" ON "group".id = "group"
             WHERE contact = :contact
               AND :today BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999')
             ORDER BY member.id
            """,
            {"contact": contact, "today": self._moment.day},
        )
        return [handle for (handle,) in rows]

    def mentor(self, contact: int, roles: Sequence[str], first: date, last: date | None) -> None:
        """Give someone these roles from a day on; roles they hold already are left alone."""
        for role in roles:
            self._conn.execute(
                "INSERT INTO mentor (contact, role, first_day, last_day) SELECT ?1, ?2, ?3, ?4 "
                "WHERE NOT EXISTS (SELECT 1 FROM mentor WHERE contact = ?1 AND role = ?2 "
                "AND coalesce(last_day, '9999') >= ?3)",
                (contact, role, first.isoformat(), last.isoformat() if last else None),
            )

    def mentors(self, contact: int | None = None) -> list[tuple[str, str, str, str | None]]:
        """Handle, name, role and end of each role held today."""
        return self._conn.execute(
            """
            SELECT handle, name, role, last_day FROM mentor JOIN contact ON contact.id = contact
             WHERE (:id IS NULL OR contact = :id) AND state = 'active'
               AND :today BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999')
             ORDER BY role, name
            """,
            {"id": contact, "today": self._moment.day},
        ).fetchall()


def free_handle(conn: sqlite3.Connection, table: str, name: str) -> str:
    """A handle no other event or group has."""
    base = slug(name)
    rows = conn.execute(f'SELECT handle FROM "{table}"')
    taken = {handle for (handle,) in rows}
    if base not in taken:
        return base
    return next(f"{base}-{number}" for number in range(2, 10_000) if f"{base}-{number}" not in taken)


def find_named(conn: sqlite3.Connection, table: str, typed: str) -> list[tuple[int, str, str]]:
    """Rows whose handle or name is what was typed, else those that hold its words."""
    rows = conn.execute(f'SELECT id, handle, name FROM "{table}" ORDER BY id').fetchall()
    wanted = fold(typed.removeprefix("@"))
    exact = [row for row in rows if wanted in (row[1], fold(row[2]))]
    return exact or [row for row in rows if holds(row[2], typed) or holds(row[1], typed)]


def _event(row: Sequence[Any]) -> Event:
    _, handle, name, type, first, last, city, closed, targets, met, followed, replied, late = row
    return Event(
        handle=handle,
        name=name,
        type=type,
        from_=date.fromisoformat(first),
        to=date.fromisoformat(last),
        city=city,
        targets=targets,
        met=met,
        followed_up=followed,
        replied=replied,
        overdue=late,
        closed_on=date.fromisoformat(closed) if closed else None,
    )
