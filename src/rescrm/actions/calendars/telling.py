"""A calendar as it is to be told: what is open, what is over, and when each rings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ...core import days, item_uid
from ...core.bells import Bells, plain
from ...core.clients import Client
from ...core.contact import YearDay
from ...core.due import What
from ...core.item_uid import DOMAIN
from ...core.marks import NO_ROOM, SILENT, Mark, Told, open_one, withdrawn
from ...formats.ics import Item
from ...session import Session
from ...store.filters import Condition
from .. import schedule
from .entries import Entry, Wanted, entries

DAY = timedelta(days=1)
YEAR = timedelta(days=364)  # two birthdays of one person are never so close

__all__ = ["DOMAIN", "Calendar", "Wanted", "make"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The items of a calendar, and the marks that remember what it was told."""

    items: list[Item]
    cancelled: int
    marks: list[Mark]  # those that are new


def make(session: Session, wanted: Wanted) -> Calendar:
    """Lay what is open beside what was told before; nothing is written here."""
    whose = session.store.condition(wanted.words)
    known = session.store.exported.all()
    found = {entry.uid: entry for entry in entries(session, wanted, whose)}
    clerk = _Clerk(session, wanted.client)
    marks = [open_one(clerk.told(each), known.get(uid), session.today)
             for uid, each in found.items()]  # fmt: skip
    gone = list(_in_reach(session, wanted, known, found, whose))
    over = withdrawn(gone, _still_open(session, gone), wanted.until, session.today)
    items = [clerk.item(mark, found.get(mark.uid)) for mark in (*marks, *over)]
    return Calendar(
        items=sorted(items, key=lambda item: (item.cancelled, item.day, item.uid)),
        cancelled=len(over),
        marks=[mark for mark in (*marks, *over) if mark != known.get(mark.uid)],
    )


# What is over --------------------------------------------------------------------------------


def _in_reach(
    session: Session,
    wanted: Wanted,
    known: Mapping[str, Mark],
    found: Mapping[str, Entry],
    whose: Condition | None,
) -> Iterator[Mark]:
    """What was told before and is not here, as far as this calendar would have told of it."""
    gone = [mark for uid, mark in known.items() if uid not in found]
    gone = [mark for mark in gone if _concerns(mark, session.today, wanted)]
    if whose is None:
        yield from gone
        return
    fitting = set(session.store.contacts.ids(whose, "added", aside=True))
    owners = session.store.exported.owners(item_uid.parts(mark.uid).owner for mark in gone)
    yield from (mark for mark in gone if owners.get(item_uid.parts(mark.uid).owner) in fitting)


def _concerns(mark: Mark, today: date, wanted: Wanted) -> bool:
    """Whether the calendar tells of such a thing, and of that day.

    What took place is not withdrawn by being over.
    """
    parts = item_uid.parts(mark.uid)
    if parts.kind == What.DATE and (parts.which is None) != wanted.client.rings:
        return False
    if mark.state == "cancelled" or not parts.is_one_of_several:
        return True
    until = max(wanted.until, _later(today, YEAR)) if parts.kind == What.DATE else wanted.until
    return today <= mark.day <= until


def _later(day: date, length: timedelta) -> date:
    return day + min(length, date.max - day)


def _still_open(session: Session, gone: Iterable[Mark]) -> set[str]:
    still = session.store.exported.still({item_uid.parts(mark.uid).own for mark in gone})
    return {item_uid.made(uid, what) for uid, what in still}


# As the calendar has it ----------------------------------------------------------------------


class _Clerk:
    """Writes entries down as one client needs them."""

    def __init__(self, session: Session, client: Client) -> None:
        self._client = client
        self._today = session.today
        self._leap = session.settings.leap_birthdays
        roster, is_blocked = schedule.roster(session), schedule.blocked(session)
        self._bells = Bells(roster, is_blocked, session.settings.alarm, session.zone)

    def told(self, entry: Entry) -> Told:
        """What a calendar is told of an entry, its alarm included."""
        return Told(
            entry.uid,
            entry.summary,
            entry.day,
            entry.starts,
            entry.ends,
            rings=self._rings(entry),
            stand_in=self._stand_in(entry),
        )

    def item(self, mark: Mark, entry: Entry | None) -> Item:
        """The item of a mark: its stamps are those of the day it changed, so bytes are stable."""
        starts = mark.starts
        if not self._client.rings and not starts and mark.stand_in:
            starts = datetime.fromisoformat(mark.stand_in)
        length = mark.ends - mark.starts if mark.starts and mark.ends else None
        return Item(
            uid=mark.uid,
            day=mark.day,
            summary=mark.summary,
            modified=datetime.combine(mark.modified, time(), UTC),
            sequence=mark.sequence,
            cancelled=mark.state == "cancelled",
            description=entry.description if entry else None,
            location=entry.location if entry else None,
            yearly=_is_yearly(mark.uid),
            leap="mar-1" if self._leap == "mar-1" else "feb-28",
            alarm=self._alarm(mark) if self._client.rings else None,
            at=starts,
            minutes=length // timedelta(minutes=1) if length else 15,
            busy=mark.starts is not None,
        )

    def _rings(self, entry: Entry) -> str | None:
        """The clock time of an all-day alarm, the moment of another; None where it is not told."""
        if not self._client.rings or self._is_on_the_eve(entry.uid):
            return None
        if entry.starts:
            moment = self._bells.before(entry.starts)
            return moment.isoformat() if moment else SILENT
        if _is_yearly(entry.uid):
            at = self._bells.yearly(self._falls(entry.day))
        else:
            at = self._bells.on(entry.day)
        return f"{at:%H:%M}" if at else SILENT

    def _falls(self, first: date) -> date:
        day = YearDay(first.month, first.day, first.year)
        return days.next_on(day, self._today, self._leap)

    def _stand_in(self, entry: Entry) -> str | None:
        """What this client has in the place of an alarm that it would not ring."""
        if not self._client.rings and not entry.starts:
            moment = self._bells.room(entry.day)
            return moment.isoformat() if moment else NO_ROOM
        if self._is_on_the_eve(entry.uid):
            at = self._bells.eve(self._falls(entry.day))
            return f"{at:%H:%M}" if at else SILENT
        return None

    def _is_on_the_eve(self, uid: str) -> bool:
        """Whether this client is told of an alarm on the day before, and of none on its own."""
        return self._client.counts_before and _is_yearly(uid)

    def _alarm(self, mark: Mark) -> timedelta | datetime | None:
        """When a mark rings, in the way that the client counts."""
        eve = self._is_on_the_eve(mark.uid)
        rings = mark.stand_in if eve else mark.rings
        if not rings:
            return None
        if mark.starts:
            return datetime.fromisoformat(rings) - mark.starts
        at = time.fromisoformat(rings)
        if _is_yearly(mark.uid):
            return plain(at) - (DAY if eve else timedelta())
        if self._client.counts_before:
            return self._bells.moment(mark.day, at)
        return self._bells.after_midnight(mark.day, at)


def _is_yearly(uid: str) -> bool:
    parts = item_uid.parts(uid)
    return parts.kind == What.DATE and parts.which is None
