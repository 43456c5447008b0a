"""How days, hours and rhythms are said inside a letter, in whole words."""

from __future__ import annotations

import re
from datetime import date, datetime, time

WEEKDAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "last": "last"}

_CLOCK = re.compile(r" (\d\d:\d\d)$")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def day(on: date, today: date) -> str:
    """`Friday, November 27`, with its year where that is another."""
    year = f", {on.year}" if on.year != today.year else ""
    return f"{on:%A}, {on:%B} {on.day}{year}"


def month(on: date, today: date) -> str:
    """`October`, or `October 2025`."""
    return f"{on:%B}" if on.year == today.year else f"{on:%B} {on.year}"


def moment(at: str, today: date) -> str:
    """When a session is, as its programme's clock has it; what cannot be read stays as it is."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return at
    at_hour = f", at {hour(when.time())}" if _MOMENT.match(at) else ""
    return f"{day(when.date(), today)}{at_hour}"


def hour(at: time) -> str:
    """`10:30 a.m.`, `6 p.m.`, `noon`."""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f":{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'p.m.' if at.hour >= 12 else 'a.m.'}"


def span(first: date, last: date) -> str:
    """`May 3 to 6`, `April 30 to May 3`, `May 3`."""
    begin = f"{first:%B} {first.day}"
    if first == last:
        return begin
    is_one_month = (first.year, first.month) == (last.year, last.month)
    return f"{begin} to {last.day}" if is_one_month else f"{begin} to {last:%B} {last.day}"


def rhythm(words: str) -> str:
    """When a group meets, as one says it: `on the second Tuesday of each month at 6 p.m.`"""
    said, at = words, ""
    if found := _CLOCK.search(words):
        said, at = words[: found.start()], f" at {hour(time.fromisoformat(found[1]))}"
    named = [WEEKDAYS.get(word, word) for word in said.split()]
    match named:
        case ["every", nth, weekday] if nth in ORDINALS and weekday in WEEKDAYS.values():
            return f"on the {ORDINALS[nth]} {weekday} of each month{at}"
        case ["every", nth] if nth[:1].isdigit() and nth.endswith(("st", "nd", "rd", "th")):
            return f"on the {nth} of each month{at}"
    return " ".join(named) + at
