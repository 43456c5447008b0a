"""A conference programme as a calendar: each VEVENT a session.

Read line by line, and no rule is ever expanded: however a file is nested or repeats itself,
it costs its length. RFC 5545; zones by their names in the system's own table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from rescrm.core.programme import CalledOff, Talk
from rescrm.formats import calendar_events
from rescrm.formats.record import Unreadable, digest
from rescrm.formats.speakers import from_calendar

LONGEST = 500  # letters of a title
MOST = 60  # properties of one name: an audience is no list of speakers
WANTED = frozenset({
    "SUMMARY", "LOCATION", "DTSTART", "DTEND", "DURATION", "UID", "RECURRENCE-ID", "CATEGORIES",
    "DESCRIPTION", "ATTENDEE", "ORGANIZER", "STATUS",
})  # fmt: skip
_ZONE = re.compile(r"^X-WR-TIMEZONE(?:;[^:\r\n]*)?:([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_PROPERTY = re.compile(r'[A-Za-z0-9-]+((?:;[^=;:"]+=(?:"[^"]*"|[^";:])*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([^=;:"]+)=((?:"[^"]*"|[^";:])*)')
_ESCAPE = re.compile(r"\\([\\;,nN])")
_DURATION = re.compile(r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?)?")
_DAY, _MOMENT = "%Y%m%d", "%Y%m%dT%H%M%S"


class Property(NamedTuple):
    """What stands behind a name: its parameters, upper-case, and its value as written."""

    parameters: dict[str, str]
    value: str


Properties = dict[str, list[Property]]


class _Event(NamedTuple):
    line: int
    zone: str | None
    properties: Properties
    is_whole: bool = True


def read(text: str, name: str) -> Iterator[Talk | CalledOff | Unreadable]:
    """Yield each session of a calendar, or why there is none."""
    events = list(_events(text))
    owners = {each.value for event in events for each in event.properties.get("ORGANIZER", ())}
    for event in events:
        yield _session(event, f"{name}:{event.line}", one_owner=len(owners) < 2)


# Lines ---------------------------------------------------------------------------------------


def _events(text: str) -> Iterator[_Event]:
    """The properties of each VEVENT, in the zone that the calendar names for all."""
    named = _ZONE.search(text)
    zone = named[1].strip() if named else None
    for line, lines in calendar_events.cut(text):
        yield _Event(line, zone, _properties(lines or []), is_whole=lines is not None)


def _properties(lines: list[str]) -> Properties:
    found: Properties = defaultdict(list)
    for line in lines:
        name = _NAME.match(line)
        if not name or name[0].upper() not in WANTED or len(found[name[0].upper()]) >= MOST:
            continue
        if said := _PROPERTY.match(line):
            given = {key.upper(): value.strip('"') for key, value in _PARAMETER.findall(said[1])}
            found[name[0].upper()].append(Property(given, said[2]))
    return found


# Sessions ------------------------------------------------------------------------------------


def _session(event: _Event, where: str, *, one_owner: bool) -> Talk | CalledOff | Unreadable:
    given = event.properties
    title = _one_line(_first(given, "SUMMARY"))
    if not event.is_whole:
        return Unreadable(where, "the file is cut short here: this session has no end")
    if not title:
        return Unreadable(where, "a session without a title")
    try:
        starts = _when(given, "DTSTART", event.zone)
        ends = _when(given, "DTEND", event.zone) or _later(starts, _first(given, "DURATION"))
    except (ValueError, OverflowError):
        return Unreadable(where, f"the time of “{title[:60]}” cannot be read")
    key = _key(given, title, starts)
    if _first(given, "STATUS").strip().upper() == "CANCELLED":
        return CalledOff(key, title, where)
    return Talk(
        key=key,
        title=title,
        track=_one_line(_first(given, "CATEGORIES")),
        room=_one_line(_first(given, "LOCATION")),
        starts=_iso(starts),
        ends=_iso(ends),
        speakers=_speakers(given, one_owner=one_owner),
        where=where,
    )


def _key(given: Properties, title: str, starts: date | None) -> str:
    uid, again = _first(given, "UID").strip(), _first(given, "RECURRENCE-ID").strip()
    if not uid:
        return f"digest:{digest(f'{title} {_iso(starts)}'.encode())}"
    return f"uid:{uid[:300]}" + (f" {again[:40]}" if again else "")


def _speakers(given: Properties, *, one_owner: bool) -> tuple[str, ...]:
    """Who speaks; an organizer whom all sessions share owns the calendar and gives no talk."""
    return from_calendar(
        _text(_first(given, "DESCRIPTION")),
        [each.parameters for each in given.get("ATTENDEE", ())],
        [] if one_owner else [each.parameters for each in given.get("ORGANIZER", ())],
    )


def _first(given: Properties, name: str) -> str:
    found = given.get(name)
    return found[0].value if found else ""


def _text(value: str) -> str:
    return _ESCAPE.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value)


def _one_line(value: str) -> str | None:
    return " ".join(_text(value).split())[:LONGEST] or None


# Times ---------------------------------------------------------------------------------------


def _when(given: Properties, name: str, zone: str | None) -> date | None:
    """A day or a moment, as far as the calendar tells its zone; ValueError for neither."""
    if not (found := given.get(name)):
        return None
    text = found[0].value.strip()
    if len(text) == len("20270320"):
        return datetime.strptime(text, _DAY).date()
    moment = datetime.strptime(text.removesuffix("Z"), _MOMENT)
    named = "UTC" if text.endswith("Z") else found[0].parameters.get("TZID") or zone
    return moment.replace(tzinfo=_zone(named)) if named else moment


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo | None:
    """A zone by its name, or by the end of a longer one; a name nobody knows is no zone."""
    from zoneinfo import ZoneInfo

    for each in (name, "/".join(name.split("/")[-2:])):
        try:
            return ZoneInfo(each)
        except (KeyError, ValueError, OSError):  # unknown, or no name at all
            continue
    return None


def _later(starts: date | None, duration: str) -> date | None:
    said = _DURATION.fullmatch(duration.strip()) if duration else None
    if not said or not isinstance(starts, datetime):
        return None
    weeks, days, hours, minutes = (int(each or 0) for each in said.groups())
    return starts + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)


def _iso(when: date | None) -> str | None:
    return when.isoformat() if when else None
