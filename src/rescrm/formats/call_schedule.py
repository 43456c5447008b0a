"""A call schedule (.ics): the shifts that block, told by their names.

Amion, QGenda and their like write plain events whose SUMMARY says the shift; what it means is
for the user to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from rescrm.core import recurrence
from rescrm.core.hours import Shift
from rescrm.formats import calendar_events
from rescrm.formats.record import Unreadable

AHEAD, BACK = timedelta(days=400), timedelta(days=31)  # how far a rule is written out, from today
LONGEST = timedelta(days=62)  # of one shift: more is a rotation, and blocks nobody for so long
YEARS = range(1970, 2200)
TIMES = ("DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
MOST_RULES = 200  # in a file; each may count through some thousand days
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
BROKEN = (ValueError, OverflowError, TypeError, AttributeError)


class Called(NamedTuple):
    """A shift of the schedule; `source` is what the schedule calls it.

    `lost_zone` is a time zone that nobody knows: the hours are read as those here.
    """

    source: str
    shift: Shift
    is_cancelled: bool = False
    lost_zone: str | None = None


class Unknown(NamedTuple):
    """An event whose name is no shift that blocks; what its occasions are called, their days."""

    where: str
    name: str
    sources: list[str]
    days: list[date]


KindOf = Callable[[str], str | None]
Found = Called | Unknown | Unreadable


class _Whole(NamedTuple):
    """What has to be known of the whole file to read one event of it."""

    zone: tzinfo
    today: date
    moved: set[tuple[str, date]]  # occasions of a rule that have an event of their own
    often: Counter[str]  # how many events have a UID, those apart
    marks: Counter[str]  # how often a source was given away
    rules: Counter[str]  # how many there were


def read(text: str, name: str, zone: tzinfo, today: date, kind_of: KindOf) -> Iterator[Found]:
    """Yield each shift that `kind_of` knows by its name, and what is none, or cannot be read.

    What repeats is written out until a year from today. Raises UnknownFormat (2) for no calendar.
    """
    whole = _Whole(zone, today, set(), Counter(), Counter(), Counter())
    for _, lines in calendar_events.events(text, name):
        _look_ahead(lines or [], whole)
    for line, lines in calendar_events.events(text, name):
        where = f"{name}:{line}"
        if lines is None:
            yield Unreadable(where, "the file is cut short here: this shift has no end")
            continue
        try:
            yield from _event(calendar_events.parsed(lines), where, whole, kind_of)
        except BROKEN as error:
            yield Unreadable(where, f"left out: {error}")


def _look_ahead(lines: list[str], whole: _Whole) -> None:
    """Note a UID, and the occasion an event stands for: without reading more than must be."""
    properties = {line.partition(":")[0].partition(";")[0].upper() for line in lines}
    if "RECURRENCE-ID" not in properties:
        whole.often.update(_value(line) for line in lines if line[:4].upper() in ("UID:", "UID;"))
        return
    try:
        said = calendar_events.parsed(lines)
        whole.moved.add((_uid(said), _occasion(said, whole.zone)))
    except BROKEN:
        return  # it is told of when it is read


def _value(line: str) -> str:
    return line.partition(":")[2].strip()[:300]


def _uid(said: Any) -> str:
    return str(said.get("UID") or "").strip()[:300]


def _occasion(said: Any, zone: tzinfo) -> date:
    """The day on which the occasion would have been, as the event writes its days."""
    when = calendar_events.moment(said.get("RECURRENCE-ID"), zone)
    if when is None:
        raise ValueError("it stands for a day that cannot be read")
    return when.astimezone(getattr(said.get("DTSTART").dt, "tzinfo", None) or zone).date()


# One event -------------------------------------------------------------------------------------


def _event(said: Any, where: str, whole: _Whole, kind_of: KindOf) -> Iterator[Found]:
    name = calendar_events.title(said)
    if not name:
        yield Unreadable(where, "a shift without a name")
        return
    for broken, _ in said.errors:
        if broken in TIMES:
            raise ValueError(f"its {broken} cannot be read")
    kind = kind_of(name)
    first = _shift(said, kind or "", whole.zone)
    uid = _uid(said) or name
    occasion = _occasion(said, whole.zone) if said.get("RECURRENCE-ID") else None
    # A UID that several have is none; without one, the name and the day are as good.
    alone = bool(_uid(said)) and whole.often[uid] <= 1 and not _repeats(said)
    cancelled = str(said.get("STATUS") or "").upper() == "CANCELLED"
    found = [
        Called(
            _source(uid, None if alone and not occasion else occasion or day, whole),
            shift,
            is_cancelled=cancelled or is_gone,
            lost_zone=_lost_zone(said),
        )
        for day, shift, is_gone in _occasions(said, first, whole, uid)
    ]
    if kind:
        yield from found
    elif found:
        days = [each.shift.first for each in found]
        yield Unknown(where, name, [each.source for each in found], days)


def _lost_zone(said: Any) -> str | None:
    """The name of a zone in which it begins, when nobody knows that."""
    starts = said.get("DTSTART")
    is_lost = isinstance(starts.dt, datetime) and not starts.dt.tzinfo
    return calendar_events.one_line(starts.params.get("TZID")) if is_lost else None


def _source(uid: str, day: date | None, whole: _Whole) -> str:
    """What an occasion is called: always the same, and no two alike in a file."""
    mark = f"{uid} {day.isoformat()}" if day else uid
    whole.marks[mark] += 1
    nth = whole.marks[mark]
    return mark if nth == 1 else f"{mark} {nth}"


def _shift(said: Any, kind: str, zone: tzinfo) -> Shift:
    """The shift of an event, its hours in the zone they were written in."""
    starts, ends = said.get("DTSTART").dt, _end(said)
    if starts.year not in YEARS:
        raise ValueError(f"the year {starts.year} cannot be meant")
    if isinstance(starts, datetime):
        begins = calendar_events.aware(starts, zone)
        over = calendar_events.aware(ends, zone) if isinstance(ends, datetime) else begins
        if not MINUTE <= over - begins <= LONGEST:
            raise ValueError("it ends before it begins, or never")
        timed = Shift(kind, begins.date(), over.date(), begins, over)
        if not timed.lasts():
            raise ValueError("it lies in the hour that the clock skips in spring")
        return timed
    last = starts
    if isinstance(ends, date) and not isinstance(ends, datetime) and ends != starts:
        last = ends - DAY
    if not starts <= last <= starts + LONGEST:
        raise ValueError("it ends before it begins, or never")
    return Shift(kind, starts, last)


def _end(said: Any) -> date | None:
    if ends := said.get("DTEND"):
        return ends.dt  # type: ignore[no-any-return]
    if length := said.get("DURATION"):
        return said.get("DTSTART").dt + length.dt  # type: ignore[no-any-return]
    return None


# What repeats ----------------------------------------------------------------------------------


def _repeats(said: Any) -> bool:
    return "RRULE" in said or "RDATE" in said


def _occasions(
    said: Any, first: Shift, whole: _Whole, uid: str
) -> Iterator[tuple[date, Shift, bool]]:
    """The day as it is written, the shift, and whether it was taken out, of each occasion."""
    days = [first.first]
    if _repeats(said) and not said.get("RECURRENCE-ID"):
        days = _written_out(said, first, whole)
    gone = set(_days(said, "EXDATE", first, whole.zone))
    for day in days:
        shift = _on(first, day)
        if shift.lasts() and (not _repeats(said) or (uid, day) not in whole.moved):
            yield day, _settled(shift, whole.zone), day in gone


def _written_out(said: Any, first: Shift, whole: _Whole) -> list[date]:
    whole.rules["all"] += 1
    if whole.rules["all"] > MOST_RULES:
        raise ValueError(f"more than {MOST_RULES:,} shifts repeat")
    begins, last = whole.today - BACK, max(first.first, whole.today) + AHEAD
    days = [first.first, *_days(said, "RDATE", first, whole.zone)]
    for rule in calendar_events.several(said.get("RRULE")):
        repeat = recurrence.read(rule.to_ical().decode())
        found = recurrence.between(repeat, first.first, begins, last)
        days += [day for day in found if _is_before(_on(first, day), repeat.until)]
    return [day for day in sorted(set(days)) if begins <= day <= last]


def _is_before(shift: Shift, until: str | None) -> bool:
    """Whether a shift begins by the end of its rule: a day there, or an instant."""
    if not until:
        return True
    end = datetime.strptime(until.removesuffix("Z"), "%Y%m%dT%H%M%S" if "T" in until else "%Y%m%d")
    if not shift.starts or "T" not in until:
        return shift.first <= end.date()
    return shift.starts <= end.replace(tzinfo=UTC if until.endswith("Z") else shift.starts.tzinfo)


def _days(said: Any, name: str, first: Shift, zone: tzinfo) -> list[date]:
    """The days that a property lists, as the event writes its days."""
    own = (first.starts and first.starts.tzinfo) or zone
    listed = (
        calendar_events.moment(one, zone)
        for each in calendar_events.several(said.get(name))
        for one in getattr(each, "dts", ())
    )
    return [when.astimezone(own).date() for when in listed if when]


def _on(first: Shift, day: date) -> Shift:
    """The same shift on another day, at the same time of the clock where it was written."""
    later = day - first.first
    moved = first._replace(first=day, last=first.last + later)
    if not first.starts or not first.ends:
        return moved
    # Adding to an aware time keeps the clock, whatever summer does in between.
    return moved._replace(starts=first.starts + later, ends=first.ends + later)


def _settled(shift: Shift, zone: tzinfo) -> Shift:
    """A shift as it is stored: whole minutes as instants, its days those of the clock here.

    In UTC, for an hour that comes twice is never equal to the same one in another zone.
    """
    if not shift.starts or not shift.ends:
        return shift
    starts, ends = (each.astimezone(UTC) for each in (shift.starts, shift.ends))
    starts, ends = starts.replace(second=0, microsecond=0), ends.replace(second=0, microsecond=0)
    # A shift that is over at midnight has nothing of the day that begins there.
    last = (ends - MINUTE).astimezone(zone).date()
    return Shift(shift.kind, starts.astimezone(zone).date(), last, starts, ends)
