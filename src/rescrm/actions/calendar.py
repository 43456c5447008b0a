"""What falls due, as items of a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from ..core.due import Due, What
from ..core.marks import Mark, Told, open_one, withdrawn
from ..formats.ics import Item
from ..session import Session
from ..store.agenda import GHOSTED
from ..store.exported import Yearly
from ..store.filters import Condition
from . import schedule

DOMAIN = "@rescrm"
TITLES = {
    What.CHECK_IN: "Check in",
    What.PROMISE: "Promise",
    What.ASK: "Asked",
    What.THANK_YOU: "Thank",
    What.FOLLOW_UP: "Follow up",
    What.OUTREACH: "Write to",
    What.UPDATE: "Update",
    What.HAND_OVER: "Hand over",
    What.GROUP: "Meet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of a calendar."""

    words: Sequence[str]  # a filter
    until: date
    plan: bool  # the planned day in place of the day it is due
    notes: bool  # what it is about goes into the descriptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The items of a calendar, and the marks that remember what it was told."""

    items: list[Item]
    cancelled: int
    marks: list[Mark]  # those that are new


class Entry(NamedTuple):
    """An open item, and what is said about it where notes are wanted."""

    told: Told
    description: str | None = None


def make(session: Session, wanted: Wanted) -> Calendar:
    """Lay what is open beside what was told before; nothing is written here."""
    whose = session.store.condition(wanted.words)
    known = session.store.exported.all()
    entries = {entry.told.uid: entry for entry in _entries(session, wanted, whose)}
    marks = [open_one(each.told, known.get(uid), session.today) for uid, each in entries.items()]
    gone = _in_reach(session, [known[uid] for uid in known if uid not in entries], whose)
    over = withdrawn(gone, _still_open(session, gone), wanted.until, session.today)
    rings = _rings(session)
    items = [_item(session, mark, entries.get(mark.uid), rings) for mark in (*marks, *over)]
    return Calendar(
        items=sorted(items, key=lambda item: (item.cancelled, item.day, item.uid)),
        cancelled=len(over),
        marks=[mark for mark in (*marks, *over) if mark != known.get(mark.uid)],
    )


# What is open --------------------------------------------------------------------------------


def _entries(session: Session, wanted: Wanted, whose: Condition | None) -> Iterator[Entry]:
    planned = _planned(session, wanted.until) if wanted.plan else {}
    for due in session.store.dues.walk(wanted.until, whose):
        # Yearly dates come below, once for all years; who rests stays out of calendars.
        if due.what is not What.DATE and due.because != GHOSTED:
            day = planned.get(schedule.mark(due), due.due_on)
            told = Told(_uid(due.uid, due.what), f"{TITLES[due.what]}: {due.name}", day)
            yield Entry(told, _description(due) if wanted.notes else None)
    for each in session.store.exported.yearly(whose):
        yield Entry(_yearly(each))


def _planned(session: Session, until: date) -> dict[tuple[str, str], date]:
    return {schedule.mark(each.due): each.day for each in schedule.laid(session, until)}


def _yearly(each: Yearly) -> Told:
    return Told(_uid(each.uid, What.DATE), f"{each.label.capitalize()}: {each.name}", each.first)


def _uid(uid: str, what: str) -> str:
    """The same for as long as the item lives: nothing of its day or its words is in it."""
    return f"{uid}-{what}{DOMAIN}"


def _bare(uid: str) -> tuple[str, str]:
    """The item's own uid and its kind."""
    whole = uid.removesuffix(DOMAIN)
    what = next(each for each in What if whole.endswith(f"-{each}"))
    return whole.removesuffix(f"-{what}"), what


def _description(due: Due) -> str:
    last = due.last and (f"last: {due.last.on.isoformat()}", due.last.kind, due.last.note)
    parts = (due.about, due.because, ", ".join(filter(None, last)) if last else None)
    return "\n".join(filter(None, parts))


# What is not ---------------------------------------------------------------------------------


def _in_reach(session: Session, gone: list[Mark], whose: Condition | None) -> list[Mark]:
    """Of what is not here, what a filter would have let in."""
    if whose is None:
        return gone
    wanted = set(session.store.contacts.ids(whose, "added", aside=True))
    owners = session.store.exported.owners(_bare(mark.uid)[0] for mark in gone)
    return [mark for mark in gone if owners.get(_bare(mark.uid)[0]) in wanted]


def _still_open(session: Session, gone: list[Mark]) -> set[str]:
    still = session.store.exported.still({_bare(mark.uid)[0] for mark in gone})
    return {_uid(uid, what) for uid, what in still}


# As the calendar has it ----------------------------------------------------------------------


def _rings(session: Session) -> Callable[[date], time | None]:
    """When the alarm of a day rings: nearest to what is set, never in a blocked window."""
    roster, is_blocked = schedule.roster(session), schedule.blocked(session)
    wanted = session.settings.alarm
    return lambda day: None if is_blocked(day) else roster.alarm(day, wanted)


def _item(
    session: Session, mark: Mark, entry: Entry | None, rings: Callable[[date], time | None]
) -> Item:
    """The item of a mark: its stamps are those of the day it changed, so that bytes are stable."""
    yearly = _bare(mark.uid)[1] == What.DATE
    return Item(
        uid=mark.uid,
        day=mark.day,
        summary=mark.summary,
        modified=datetime.combine(mark.modified, time(), UTC),
        sequence=mark.sequence,
        cancelled=mark.state == "cancelled",
        description=entry.description if entry else None,
        yearly=yearly,
        leap="mar-1" if session.settings.leap_birthdays == "mar-1" else "feb-28",
        alarm_at=session.settings.alarm if yearly else rings(mark.day),
    )
