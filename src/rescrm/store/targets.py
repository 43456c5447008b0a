"""Whom to look for at an event: the session, the topic, the time, and the letter before it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from .moment import Moment


class Target(NamedTuple):
    """Someone to be met at an event; ``due_on`` while a letter before it is still to be written.

    ``at`` is ISO with its offset.
    """

    contact: int
    handle: str
    name: str
    session: str | None
    topic: str | None
    at: str | None
    outreach: int | None
    due_on: date | None
    met: bool


class Appointment(NamedTuple):
    """A target's session, as a calendar shows it; ``uid`` never changes.

    ``ends`` is as the programme has it, which may be without an offset.
    """

    uid: str
    title: str
    starts: str
    ends: str | None
    room: str | None
    handle: str
    name: str


# What is over has no row of today: done, in touch since, or the event has begun.
DUE_ON = """
(SELECT agenda.due_on FROM agenda
  WHERE agenda.contact = target.contact AND agenda.commitment = commitment.id
    AND :today BETWEEN valid_from AND valid_until)
"""
TARGETS = f"""
SELECT target.contact, contact.handle, contact.name, session, topic, at, commitment.id,
       {DUE_ON},
       EXISTS (SELECT 1 FROM meeting
                WHERE meeting.event = target.event AND meeting.contact = target.contact)
  FROM target JOIN contact ON contact.id = target.contact JOIN event ON event.id = target.event
       LEFT JOIN commitment ON commitment.event = target.event
            AND commitment.contact = target.contact AND what = 'outreach'
 WHERE target.event = :event
   AND CASE WHEN :contact IS NULL THEN contact.state = 'active'
            ELSE target.contact = :contact END
 ORDER BY target.id
"""
APPOINTMENTS = """
SELECT event.uid, contact.uid, session, at, contact.handle, contact.name, event.name,
       (SELECT ends FROM talk WHERE talk.event = target.event AND title = session
         ORDER BY starts LIMIT 1),
       (SELECT room FROM talk WHERE talk.event = target.event AND title = session
         ORDER BY starts LIMIT 1)
  FROM target JOIN contact ON contact.id = target.contact JOIN event ON event.id = target.event
 WHERE at IS NOT NULL AND contact.state = 'active' AND event.last_day >= ?
 ORDER BY at, target.id
"""


class Targets:
    """The targets of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def of(self, event: int, contact: int | None = None) -> list[Target]:
        """All of an event by time, the set aside left out; or one, whoever it is."""
        given = {"event": event, "contact": contact, "today": self._moment.day}
        found = [
            Target._make((*row, date.fromisoformat(due) if due else None, bool(met)))
            for *row, due, met in self._conn.execute(TARGETS, given)
        ]
        return sorted(found, key=lambda each: _instant(each.at))

    def keep(
        self, event: int, contact: int, session: str | None, topic: str | None, at: str | None
    ) -> None:
        """Keep that someone is to be met; named again it is changed, the same changes nothing."""
        self._conn.execute(
            "INSERT INTO target (event, contact, session, topic, at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (event, contact) DO UPDATE SET session = excluded.session, "
            "topic = excluded.topic, at = excluded.at "
            "WHERE (session, topic, at) IS NOT (excluded.session, excluded.topic, excluded.at)",
            (event, contact, session, topic, at),
        )

    def follow(
        self, event: int, before: tuple[str, str | None], now: tuple[str, str | None]
    ) -> None:
        """Let the targets of a session go where it went: its title and its time."""
        self._conn.execute(
            "UPDATE target SET session = ?, at = ? WHERE event = ? AND session = ? AND at IS ?",
            (*now, event, *before),
        )

    def appointments(self) -> Iterator[Appointment]:
        """The sessions of targets with a time, of events that are not over, by time."""
        for row in self._conn.execute(APPOINTMENTS, (self._moment.day,)):
            event_uid, uid, session, at, handle, name, event, ends, room = row
            yield Appointment(
                uid=f"{event_uid}.{uid}",
                title=session or f"{name} at {event}",
                starts=at,
                ends=ends,
                room=room,
                handle=handle,
                name=name,
            )


def _instant(at: str | None) -> datetime:
    """A moment to be sorted by; what has none comes last."""
    return datetime.fromisoformat(at) if at else datetime.max.replace(tzinfo=UTC)
