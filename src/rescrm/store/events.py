"""Events: when and where, who was met there, and what became of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from ..core.network import Event
from .moment import Moment
from .named import Found, find_named, free_handle
from .programmes import Programmes
from .unclear import UnclearLines


class Met(NamedTuple):
    """Someone met at an event, what was said, and the follow-up."""

    contact: int
    handle: str
    name: str
    lines: str  # as typed, one below the other
    discussed: str | None
    next_step: str | None
    follow_up: int | None
    due_on: date | None
    done: bool


def is_open(met: Met) -> bool:
    """Whether there is a follow-up, and it is still to be done."""
    return met.follow_up is not None and not met.done


class Outcome(NamedTuple):
    """Targets who were met at an event, and the promises made there."""

    targets_met: int
    promises_kept: int
    promises_open: int


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
DUE_ON = "max(commitment.due_on, coalesce(commitment.snoozed_until, commitment.due_on))"
FOLLOW_UPS = "SELECT count(*) FROM commitment WHERE event = event.id AND what = 'follow-up'"
EVENTS = f"""
SELECT id, handle, name, type, first_day, last_day, city, closed_on,
       (SELECT count(*) FROM target WHERE event = event.id),
       (SELECT count(*) FROM meeting WHERE event = event.id),
       ({FOLLOW_UPS} AND {DONE}),
       ({FOLLOW_UPS} AND {REPLIED}),
       ({FOLLOW_UPS} AND {DUE_ON} < :today AND NOT {DONE})
  FROM event
"""
OUTCOME = """
SELECT (SELECT count(*) FROM target JOIN meeting USING (event, contact) WHERE event = :event),
       count(done_on), count(*) - count(done_on)
  FROM commitment WHERE event = :event AND what = 'promise'
"""


class Events:
    """Conferences, workshops, rotations; inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    @cached_property
    def programme(self) -> Programmes:
        """Their sessions, and who speaks."""
        return Programmes(self._conn, self._moment)

    @cached_property
    def unclear(self) -> UnclearLines:
        """What was said there and is not understood yet."""
        return UnclearLines(self._conn, self._moment)

    def add(self, name: str, type: str, first: date, last: date, city: str | None) -> int:
        """Keep an event and give its id."""
        handle = free_handle(self._conn, "event", name)
        cursor = self._conn.execute(
            "INSERT INTO event (uid, handle, name, type, first_day, last_day, city) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._moment.uid(), handle, name, type, first.isoformat(), last.isoformat(), city),
        )
        return int(cursor.lastrowid or 0)

    def all(self, id: int | None = None) -> list[Event]:
        """All events, the latest first, or one; with their counts."""
        rows = self._conn.execute(
            f"{EVENTS} WHERE :id IS NULL OR id = :id ORDER BY first_day DESC, id DESC",
            {"today": self._moment.day, "id": id},
        )
        return [_event(row) for row in rows]

    def one(self, id: int) -> Event:
        """One event with its counts."""
        (event,) = self.all(id)
        return event

    def find(self, typed: str) -> list[Found]:
        """Events that fit what was typed: id, handle, name; an exact handle or name alone."""
        return find_named(self._conn, "event", typed)

    def name(self, handle: str) -> str | None:
        """The name of the event with this handle."""
        row = self._conn.execute("SELECT name FROM event WHERE handle = ?", (handle,)).fetchone()
        return row[0] if row else None

    def place(self, id: int) -> tuple[str, str | None]:
        """The name and the city of an event, nothing counted."""
        found = self._conn.execute("SELECT name, city FROM event WHERE id = ?", (id,)).fetchone()
        name, city = found
        return name, city

    def type(self, id: int) -> str:
        """What an event is: a conference, a rotation."""
        (found,) = self._conn.execute("SELECT type FROM event WHERE id = ?", (id,)).fetchone()
        return str(found)

    def days(self, id: int) -> tuple[date, date]:
        """The first and the last day of an event."""
        (first, last) = self._conn.execute(
            "SELECT first_day, last_day FROM event WHERE id = ?", (id,)
        ).fetchone()
        return date.fromisoformat(first), date.fromisoformat(last)

    def outcome(self, id: int) -> Outcome:
        """What came of an event besides its counts."""
        row = self._conn.execute(OUTCOME, {"event": id}).fetchone()
        return Outcome._make(row)

    def closed(self, id: int) -> None:
        """Mark an event as closed today."""
        self._conn.execute(
            "UPDATE event SET closed_on = ? WHERE id = ? AND closed_on IS NULL",
            (self._moment.day, id),
        )

    # Who was met.

    def meet(
        self, event: int, contact: int, lines: str, discussed: str | None, next_step: str | None
    ) -> None:
        """Keep that someone was met, and what was said; the same again changes nothing."""
        self._conn.execute(
            "INSERT INTO meeting (event, contact, line, discussed, next_step) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (event, contact) DO UPDATE SET "
            "line = excluded.line, discussed = excluded.discussed, "
            "next_step = excluded.next_step WHERE (line, discussed, next_step) "
            "IS NOT (excluded.line, excluded.discussed, excluded.next_step)",
            (event, contact, lines, discussed, next_step),
        )

    def met(self, event: int, contact: int | None = None) -> list[Met]:
        """Who was met, in the order it was said, the set aside left out; or one, whoever it is."""
        rows = self._conn.execute(
            f"""
            SELECT meeting.contact, contact.handle, contact.name, line, discussed, next_step,
                   commitment.id, {DUE_ON}, coalesce({DONE}, 0)
              FROM meeting JOIN contact ON contact.id = meeting.contact
                   JOIN event ON event.id = meeting.event
                   LEFT JOIN commitment ON commitment.event = meeting.event
                        AND commitment.contact = meeting.contact AND what = 'follow-up'
             WHERE meeting.event = :event
               AND CASE WHEN :contact IS NULL THEN contact.state = 'active'
                        ELSE meeting.contact = :contact END
             ORDER BY meeting.id
            """,
            {"event": event, "contact": contact, "today": self._moment.day},
        )
        return [
            Met._make((*row[:-2], date.fromisoformat(row[-2]) if row[-2] else None, bool(row[-1])))
            for row in rows
        ]

    def touch(self, event: int, contact: int) -> int | None:
        """The interaction that says someone was met there."""
        (found,) = self._conn.execute(
            "SELECT min(interaction.id) FROM participant JOIN interaction "
            "ON interaction.id = interaction WHERE contact = ? AND event = ? "
            "AND kind = 'conference' AND missed = 0",
            (contact, event),
        ).fetchone()
        return int(found) if found else None

    def waiting(self, contact: int) -> Found | None:
        """The latest event after which a follow-up with someone is still to be done."""
        row = self._conn.execute(
            f"""
            SELECT event.id, event.handle, event.name
              FROM commitment JOIN event ON event.id = event
             WHERE contact = :contact AND what = 'follow-up' AND NOT {DONE}
             ORDER BY last_day DESC, event.id DESC LIMIT 1
            """,
            {"contact": contact, "today": self._moment.day},
        ).fetchone()
        return tuple(row) if row else None

    def put_off(self, follow_up: int, until: date) -> None:
        """Give a follow-up another day; the same day changes nothing."""
        self._conn.execute(
            "UPDATE commitment SET due_on = ?1 WHERE id = ?2 AND due_on <> ?1",
            (until.isoformat(), follow_up),
        )


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
