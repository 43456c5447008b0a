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
from rescrm.formats.record import Unreadable, digest
from rescrm.formats.speakers import from_calendar

LONGEST = 500  # letters of a title
LONGEST_LINE = 100_000  # letters of one property; what is beyond says nothing about a session
MOST = 60  # properties of one name: an audience is no list of speakers
WANTED = frozenset({
    "SUMMARY", "LOCATION", "DTSTART", "DTEND", "DURATION", "UID", "RECURRENCE-ID", "CATEGORIES",
    "DESCRIPTION", "ATTENDEE", "ORGANIZER", "STATUS", "BEGIN", "END", "X-WR-TIMEZONE",
})  # fmt: skip
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
    """The properties of each VEVENT, without those of what is nested in it."""
    zone: str | None = None
    event: _Event | None = None
    depth = 0
    for line, name, given in _properties(text):
        match name, given.value.strip().upper():
            case "BEGIN", "VEVENT":
                if event:
                    yield event._replace(is_whole=False)
                event, depth = _Event(line, zone, defaultdict(list)), 0
            case "END", "VEVENT" if event:
                yield event
                event = None
            case (("BEGIN" | "END"), _):
                depth = max(0, depth + (1 if name == "BEGIN" else -1))
            case "X-WR-TIMEZONE", _:
                zone = given.value.strip()
            case _ if event and not depth and len(event.properties[name]) < MOST:
                event.properties[name].append(given)
    if event:
        yield event._replace(is_whole=False)


def _properties(text: str) -> Iterator[tuple[int, str, Property]]:
    for line, whole in _unfolded(text):
        found = _NAME.match(whole)
        if found and (name := found[0].upper()) in WANTED and (said := _PROPERTY.match(whole)):
            given = {key.upper(): value.strip('"') for key, value in _PARAMETER.findall(said[1])}
            yield line, name, Property(given, said[2])


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first; a line that begins with a blank goes on."""
    start, parts, length = 0, list[str](), 0
    for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
        if line[:1] in (" ", "\t") and parts:
            if length < LONGEST_LINE:
                parts.append(line[1:])
                length += len(line)
            continue
        if parts:
            yield start, "".join(parts)
        start, parts, length = number, [line[:LONGEST_LINE]], len(line)
    if parts:
        yield start, "".join(parts)


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
