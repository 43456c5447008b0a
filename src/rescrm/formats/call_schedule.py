"""A call schedule (.ics): the shifts that block, told by their names.

Amion, QGenda and their like write plain events whose SUMMARY says the shift; what it means is
for the user to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from rescrm.core import repeats
from rescrm.core.hours import Shift
from rescrm.formats import calendar_events
from rescrm.formats.record import Unreadable

AHEAD = 400  # days that a shift which repeats is written out, from its first
LONGEST = timedelta(days=62)  # of one shift: more is a rotation, and blocks nobody for so long
DAY = timedelta(days=1)
BROKEN = (ValueError, OverflowError, TypeError, AttributeError)


class Called(NamedTuple):
    """A shift of the schedule; `source` is what the schedule calls it."""

    source: str
    shift: Shift
    is_cancelled: bool = False


class Unknown(NamedTuple):
    """An event whose name is no shift that blocks."""

    where: str
    name: str


def read(
    text: str, name: str, zone: tzinfo, kind_of: Callable[[str], str | None]
) -> Iterator[Called | Unknown | Unreadable]:
    """Yield each shift that `kind_of` knows by its name, and what is none, or cannot be read.

    Raises UnknownFormat (2) for no calendar.
    """
    for line, lines in calendar_events.events(text, name):
        where = f"{name}:{line}"
        if lines is None:
            yield Unreadable(where, "the file is cut short here: this shift has no end")
            continue
        try:
            said = calendar_events.parsed(lines)
            yield from _shifts(said, where, zone, kind_of)
        except BROKEN as error:
            yield Unreadable(where, f"left out: {error}")


def _shifts(
    said: Any, where: str, zone: tzinfo, kind_of: Callable[[str], str | None]
) -> Iterator[Called | Unknown | Unreadable]:
    name = calendar_events.title(said)
    if not name:
        yield Unreadable(where, "a shift without a name")
        return
    if not (kind := kind_of(name)):
        yield Unknown(where, name)
        return
    first = _shift(said, kind, zone)
    source = str(said.get("UID") or f"{name} {first.first.isoformat()}")[:300]
    again = calendar_events.moment(said.get("RECURRENCE-ID"), zone)
    if again:
        source += f" {again.astimezone(zone).date().isoformat()}"
    cancelled = str(said.get("STATUS") or "").upper() == "CANCELLED"
    for nth, shift in enumerate(_repeated(said, first, zone)):
        mark = source if not nth else f"{source} {shift.first.isoformat()}"
        yield Called(mark, shift, cancelled)


def _shift(said: Any, kind: str, zone: tzinfo) -> Shift:
    starts, ends = said.get("DTSTART").dt, _end(said)
    if isinstance(starts, datetime):
        begins = calendar_events.aware(starts, zone)
        over = calendar_events.aware(ends, zone) if isinstance(ends, datetime) else begins
        if not timedelta() < over - begins <= LONGEST:
            raise ValueError("it ends before it begins, or never")
        # A shift that is over at midnight has nothing of the day that begins there.
        last = (over.astimezone(zone) - timedelta(seconds=1)).date()
        return Shift(kind, begins.astimezone(zone).date(), last, begins, over)
    last = ends - DAY if isinstance(ends, date) and not isinstance(ends, datetime) else starts
    if not starts <= last <= starts + LONGEST:
        raise ValueError("it ends before it begins, or never")
    return Shift(kind, starts, last)


def _end(said: Any) -> date | None:
    if ends := said.get("DTEND"):
        return ends.dt  # type: ignore[no-any-return]
    if length := said.get("DURATION"):
        return said.get("DTSTART").dt + length.dt  # type: ignore[no-any-return]
    return None


def _repeated(said: Any, first: Shift, zone: tzinfo) -> Iterator[Shift]:
    """The shift itself, and those of its rule within the year."""
    gone = {
        moment.astimezone(zone).date()
        for each in calendar_events.several(said.get("EXDATE"))
        for one in getattr(each, "dts", ())
        if (moment := calendar_events.moment(one, zone))
    }
    days = [first.first]
    for rule in calendar_events.several(said.get("RRULE")):
        days += repeats.days(rule.to_ical().decode(), first.first, first.first + AHEAD * DAY)
    for day in dict.fromkeys(days):
        if day not in gone:
            yield _on(first, day)


def _on(first: Shift, day: date) -> Shift:
    """The same shift on another day, at the same time of the clock where it was written."""
    later = day - first.first
    if not first.starts or not first.ends or not later:
        return first._replace(first=day, last=first.last + later)
    # Adding to an aware time keeps the clock, whatever summer does in between.
    return Shift(first.kind, day, first.last + later, first.starts + later, first.ends + later)
