"""What is to stand in a calendar: all that is open, and what has a day or an hour of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ...core import days, item_uid, ritual
from ...core.cadence import Ritual
from ...core.clients import EVERY, Client
from ...core.contact import YearDay
from ...core.due import GHOSTED, Due, What
from ...core.item_uid import MEETING, SESSION
from ...errors import UnreadableCadence
from ...session import Session
from ...store.exported import Circle, Yearly
from ...store.filters import Condition
from .. import schedule
from ..events import targeting

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
HOUR = timedelta(hours=1)  # of what does not say when it ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of a calendar."""

    words: Sequence[str]  # a filter
    until: date
    plan: bool  # the planned day in place of the day it is due
    notes: bool  # what it is about goes into the descriptions
    client: Client = EVERY


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in a calendar: a day, hours where it has them, and what is said about it."""

    uid: str
    summary: str
    day: date
    starts: datetime | None = None
    ends: datetime | None = None
    description: str | None = None
    location: str | None = None


def entries(session: Session, wanted: Wanted, whose: Condition | None) -> Iterator[Entry]:
    """Yield all that a calendar shows, each once."""
    circles = {} if whose else dict(_circles(session))
    yield from _due(session, wanted, whose, circles)
    yield from _dates(session, wanted, whose)
    for circle, meets in circles.values():
        yield from _meetings(session, wanted, circle, meets)
    yield from _sessions(session, wanted, whose)


# What falls due ------------------------------------------------------------------------------

Circles = Mapping[str, tuple[Circle, ritual.Meets]]


def _due(
    session: Session, wanted: Wanted, whose: Condition | None, circles: Circles
) -> Iterator[Entry]:
    planned = _planned(session, wanted.until) if wanted.plan else {}
    for due in session.store.dues.walk(wanted.until, whose):
        # Yearly dates come below, and a group's meetings, each on its day; who rests stays out.
        is_elsewhere = due.what is What.DATE or (due.what is What.GROUP and due.uid in circles)
        if not is_elsewhere and due.because != GHOSTED:
            yield Entry(
                uid=item_uid.made(due.uid, due.what),
                summary=f"{TITLES[due.what]}: {due.name}",
                day=planned.get(schedule.mark(due), due.due_on),
                description=_description(due) if wanted.notes else None,
            )


def _planned(session: Session, until: date) -> dict[tuple[str, str], date]:
    return {schedule.mark(each.due): each.day for each in schedule.laid(session, until)}


def _description(due: Due) -> str:
    last = due.last and (f"last: {due.last.on.isoformat()}", due.last.kind, due.last.note)
    parts = (due.about, due.because, ", ".join(filter(None, last)) if last else None)
    return "\n".join(filter(None, parts))


# What comes round ----------------------------------------------------------------------------


def _dates(session: Session, wanted: Wanted, whose: Condition | None) -> Iterator[Entry]:
    """Yearly dates: once for all years, or each by itself where an event has to have an hour."""
    for each in session.store.exported.yearly(whose):
        summary = f"{each.label.capitalize()}: {each.name}"
        if wanted.client.rings:
            yield Entry(uid=item_uid.made(each.uid, What.DATE), summary=summary, day=each.first)
            continue
        for day in _falling(session, wanted, each):
            uid = item_uid.made(each.uid, What.DATE, f"{day.year:04d}")
            yield Entry(uid=uid, summary=summary, day=day)


def _falling(session: Session, wanted: Wanted, yearly: Yearly) -> Iterator[date]:
    """The next time a date comes round, and the others that a calendar looks ahead to."""
    day = YearDay(yearly.first.month, yearly.first.day, yearly.first.year)
    leap = session.settings.leap_birthdays
    falls = days.next_on(day, session.today, leap)
    yield falls
    for year in range(falls.year + 1, wanted.until.year + 1):
        if (again := days.falls_on(day, year, leap)) <= wanted.until:
            yield again


def _circles(session: Session) -> Iterator[tuple[str, tuple[Circle, ritual.Meets]]]:
    for circle in session.store.exported.circles():
        try:
            meets = ritual.read(circle.meets)
        except UnreadableCadence:  # kept by hand, or long ago: it is still due by its rhythm
            continue
        if isinstance(meets.cadence, Ritual):
            yield circle.uid, (circle, meets)


def _meetings(
    session: Session, wanted: Wanted, circle: Circle, meets: ritual.Meets
) -> Iterator[Entry]:
    ahead = ritual.gatherings(
        meets, session.today, wanted.until, circle.since, session.store.pauses
    )
    for on, at in ahead:
        starts = _moment(session, on, at) if at else None
        yield Entry(
            uid=item_uid.made(circle.uid, MEETING, f"{on:%Y%m%d}"),
            summary=f"{TITLES[What.GROUP]}: {circle.name}",
            day=on,
            starts=starts,
            ends=starts and _later(starts),
        )


def _sessions(session: Session, wanted: Wanted, whose: Condition | None) -> Iterator[Entry]:
    """The hours at which someone is to be met at an event."""
    found = list(targeting.appointments(session))
    shown = session.store.exported.shown({each.handle for each in found}, whose)
    for each in found:
        starts = datetime.fromisoformat(each.starts)
        day = starts.astimezone(session.zone).date()
        if each.handle not in shown or not session.today <= day <= wanted.until:
            continue
        ends = datetime.fromisoformat(each.ends) if each.ends else starts
        title = each.title if each.name in each.title else f"{each.title} ({each.name})"
        yield Entry(
            uid=item_uid.made(each.uid, SESSION),
            summary=f"Session: {title}",
            day=day,
            starts=starts.astimezone(UTC),
            ends=ends.astimezone(UTC) if ends > starts else _later(starts.astimezone(UTC)),
            location=each.room,
        )


def _moment(session: Session, on: date, at: time) -> datetime | None:
    """A clock time where the person is, as an instant; None beyond the ends of the calendar."""
    try:
        return datetime.combine(on, at, session.zone).astimezone(UTC)
    except OverflowError:
        return None


def _later(starts: datetime) -> datetime:
    return starts + min(HOUR, datetime.max.replace(tzinfo=UTC) - starts)
