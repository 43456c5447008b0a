"""The meetings of one day in a calendar file: who is invited, when, repeated ones too.

Cut into events line by line here, each read by icalendar alone: a broken one costs itself, and
what lies on other days is not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import Any, NamedTuple

from rescrm.core import recurrence
from rescrm.errors import UnknownFormat
from rescrm.formats import calendar_events
from rescrm.formats.calendar_events import KNOWN, aware, one_line, several
from rescrm.formats.calendar_events import moment as moment_of
from rescrm.formats.record import Unreadable

_CALENDAR = re.compile(r"^\ufeff?\s*BEGIN *: *V(?:CALENDAR|EVENT)\b", re.IGNORECASE)
_DAYS = re.compile(r"(?:DTSTART|RECURRENCE-ID)[^:]*:(\d{8})", re.IGNORECASE)
_REPEATS = re.compile(r"(?:RRULE|RDATE)[;:]", re.IGNORECASE)


class Invited(NamedTuple):
    """Someone on the list of a meeting."""

    name: str | None
    address: str | None
    declined: bool = False


class Meeting(NamedTuple):
    """A meeting as it takes place on the day that was asked for."""

    title: str
    starts: datetime
    where: str | None
    invited: tuple[Invited, ...]


class _Event(NamedTuple):
    where: str
    said: Any  # icalendar's event
    starts: datetime | None


def on_day(text: str, name: str, day: date, zone: tzinfo) -> Iterator[Meeting | Unreadable]:
    """Yield what a calendar has on a day, by time, and what could not be read.

    Cancelled and all-day events are no meetings. Raises UnknownFormat (2) for no calendar.
    """
    if not _CALENDAR.match(text):
        raise UnknownFormat(name, KNOWN)
    events, found = list[_Event](), list[Meeting]()
    for line, lines in calendar_events.cut(text):
        where = f"{name}:{line}"
        match _parsed(lines, where, day):
            case _Event() as event:
                events.append(event)
            case Unreadable() as unreadable:
                yield unreadable
    instead = {_mark(each, moment_of(_get(each, "RECURRENCE-ID"), zone)) for each in events}
    for event in events:
        try:
            found += _taking_place(event, day, zone, instead)
        except (ValueError, OverflowError, TypeError, AttributeError) as error:
            yield Unreadable(event.where, f"“{_title(event)}” is left out: {error}")
    yield from sorted(found, key=lambda each: (each.starts, each.title))


# Events --------------------------------------------------------------------------------------


def _parsed(lines: list[str] | None, where: str, day: date) -> _Event | Unreadable | None:
    """One event, when it can concern the day at all."""
    if lines is None:
        return Unreadable(where, "the file is cut short here: this event has no end")
    if not any(map(_REPEATS.match, lines)) and not _near(lines, day):
        return None
    try:
        said = calendar_events.parsed(lines)
    except ValueError as error:
        return Unreadable(where, str(error))
    starts = said.get("DTSTART").dt
    return _Event(where, said, starts if isinstance(starts, datetime) else None)


def _near(lines: list[str], day: date) -> bool:
    """Whether it begins within a day of the day, in whatever zone; or no one can tell."""
    days = [found[1] for line in lines if (found := _DAYS.match(line))]
    near = [each.isoformat().replace("-", "") for each in _around(day, 2)]
    return not days or any(near[0] <= each <= near[-1] for each in days)


def _around(day: date, reach: int) -> list[date]:
    """The days from so many before to so many after, as far as there are days."""
    first, last = date.min.toordinal(), date.max.toordinal()
    at = day.toordinal()
    return [
        date.fromordinal(each) for each in range(max(at - reach, first), min(at + reach, last) + 1)
    ]


def _taking_place(
    event: _Event, day: date, zone: tzinfo, instead: set[tuple[str, datetime | None]]
) -> Iterator[Meeting]:
    if event.starts is None or str(_get(event, "STATUS") or "").upper() == "CANCELLED":
        return
    starts = aware(event.starts, zone)
    is_single = _get(event, "RECURRENCE-ID") is not None
    gone = {moment_of(each, zone) for each in _listed(event, "EXDATE")}
    for moment in dict.fromkeys(_moments(event, starts, day, zone)):
        replaced = not is_single and _mark(event, moment) in instead
        if moment.astimezone(zone).date() == day and moment not in gone and not replaced:
            yield Meeting(
                title=_title(event),
                starts=moment.astimezone(zone),
                where=one_line(_get(event, "LOCATION")),
                invited=tuple(_invited(event)),
            )


def _moments(event: _Event, starts: datetime, day: date, zone: tzinfo) -> Iterator[datetime]:
    """When it takes place around a day."""
    yield starts
    yield from filter(None, (moment_of(each, zone) for each in _listed(event, "RDATE")))
    for rule in several(_get(event, "RRULE")):
        repeat = recurrence.read(rule.to_ical().decode())
        for near in _around(day, 1):
            moment = datetime.combine(near, starts.timetz())
            if _is_before(moment, repeat.until) and recurrence.falls_on(
                repeat, starts.date(), near
            ):
                yield moment


def _is_before(moment: datetime, until: str | None) -> bool:
    """Whether a rule has not ended by then; a day ends at its midnight."""
    if not until:
        return True
    if len(until) == len("20270320"):
        return moment.date() <= datetime.strptime(until, "%Y%m%d").date()
    end = datetime.strptime(until.removesuffix("Z"), "%Y%m%dT%H%M%S")
    return moment <= end.replace(tzinfo=UTC if until.endswith("Z") else moment.tzinfo)


def _listed(event: _Event, name: str) -> Iterator[Any]:
    for each in several(_get(event, name)):
        yield from getattr(each, "dts", ())


def _mark(event: _Event, moment: datetime | None) -> tuple[str, datetime | None]:
    return str(_get(event, "UID") or ""), moment


def _get(event: _Event, name: str) -> Any:
    return event.said.get(name)


def _title(event: _Event) -> str:
    return one_line(_get(event, "SUMMARY")) or "a meeting"


def _invited(event: _Event) -> Iterator[Invited]:
    for name in ("ORGANIZER", "ATTENDEE"):
        for each in several(_get(event, name)):
            params = getattr(each, "params", {})
            address = str(each)
            is_mail = address.lower().startswith("mailto:")
            yield Invited(
                name=one_line(params.get("CN")),
                address=address[len("mailto:") :].strip() if is_mail else None,
                declined=str(params.get("PARTSTAT", "")).upper() == "DECLINED",
            )
