"""The events of a calendar file, cut apart line by line: a broken one costs only itself.

icalendar refuses a whole file for one bad date and drops one that is cut short without a word;
here each event is given to it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from io import StringIO
from typing import Any

from rescrm.errors import UnknownFormat

KNOWN = ("a calendar (.ics)",)
MOST_LINES = 5_000  # of one event
LONGEST_LINE = 100_000
LONGEST = 500  # letters of a title
_CALENDAR = re.compile(r"^\ufeff?\s*BEGIN *: *VCALENDAR\b", re.IGNORECASE)
_EDGE = re.compile(r"(BEGIN|END) *: *([A-Z0-9-]+)\s*$", re.IGNORECASE)


def events(text: str, name: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each VEVENT of a calendar, as `cut` does; UnknownFormat (2) for no calendar."""
    if not _CALENDAR.match(text):
        raise UnknownFormat(name, KNOWN)
    return cut(text)


def cut(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each VEVENT of a text: the number of its first line, and its lines.

    None stands for one that is cut short. What is nested in it (alarms) is left out.
    """
    start, depth = 0, 0
    lines: list[str] | None = None
    for number, line in unfolded(text):
        if not line:
            continue
        edge = _EDGE.match(line) if line[0] in "BEbe" else None
        begins = bool(edge) and edge[1].upper() == "BEGIN" if edge else False
        inside = edge[2].upper() == "VEVENT" if edge else False
        if begins and inside:  # whatever is still open: an event is in nothing but a calendar
            if lines is not None:
                yield start, None
            start, depth, lines = number, 0, []
        elif edge and not begins and inside and lines is not None:
            yield start, lines
            lines = None
        elif edge:
            depth = max(0, depth + (1 if begins else -1))
        elif lines is not None and not depth and len(lines) < MOST_LINES:
            lines.append(line)
    if lines is not None:
        yield start, None


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first; a line that begins with a blank goes on."""
    start, parts, length = 0, list[str](), 0
    for number, ended in enumerate(StringIO(text, newline=None), 1):  # \r\n, \n and \r
        line = ended.rstrip("\n")
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


def parsed(lines: list[str]) -> Any:
    """An event as icalendar reads it; ValueError when it has no beginning that can be read."""
    import warnings

    from icalendar import Event

    whole = "\r\n".join(["BEGIN:VEVENT", *filter(None, lines), "END:VEVENT", ""])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it thinks aloud about names of zones
            said: Any = Event.from_ical(whole)
        said.get("DTSTART").dt  # noqa: B018 - it is read here, or not at all
    except (ValueError, AttributeError, KeyError, IndexError, TypeError) as error:
        raise ValueError("the time of this event cannot be read") from error
    return said


def title(said: Any) -> str | None:
    """What an event is called, on one line."""
    return one_line(said.get("SUMMARY"))


def one_line(value: Any) -> str | None:
    """A value as words, None for none."""
    return " ".join(str(value).split())[:LONGEST] or None if value is not None else None


def several(value: Any) -> list[Any]:
    """A property that may be there once, often or never."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def moment(value: Any, zone: tzinfo) -> datetime | None:
    """The instant that a property names; a day is its midnight."""
    when = getattr(value, "dt", None)
    if isinstance(when, datetime):
        return aware(when, zone)
    return datetime.combine(when, time(), zone) if isinstance(when, date) else None


def aware(when: datetime, zone: tzinfo) -> datetime:
    """A time of no zone, or of one that nobody knows, is the time here."""
    return when if when.tzinfo else when.replace(tzinfo=zone)
