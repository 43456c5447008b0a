"""When a group meets: days of its own, and the hour where there is one.

`read` takes what a person types after `--meets`, `words` gives the one spelling that is stored
and shown, `gatherings` the meetings ahead, for a screen or a calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import NamedTuple

from ..errors import UnreadableCadence
from . import cadence
from .almanac import plain_words
from .cadence import Cadence, Ritual

_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
# A bare figure is no hour: `every 2nd tue 18` may be the 18th.
_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d\d)|h(\d\d)?)?(am|pm|a\.m\.|p\.m\.)?")


class Meets(NamedTuple):
    """Days of its own, or how often, and the time of day on the clock where the group is."""

    cadence: Cadence
    at: time | None = None


class Gathering(NamedTuple):
    """One meeting ahead: its day, and the time of day where it is known."""

    on: date
    at: time | None = None


def read(text: str) -> Meets:
    """What `2nd tue 18:00`, `every last fri at 6pm`, `tue noon` mean.

    Raises UnreadableCadence (2), also for an hour that no day has.
    """
    said = plain_words(text.replace(",", " "))
    if said[-1:] and said[-1] in ("am", "pm", "a.m.", "p.m."):
        said[-2:] = ["".join(said[-2:])]
    at = _time(said[-1], text) if len(said) > 1 else None
    if at is None:
        return Meets(cadence.read(text))
    days = said[:-2] if said[-2] in ("at", "@") else said[:-1]
    return Meets(cadence.read(" ".join(days)), at)


def words(meets: Meets) -> str:
    """The one spelling, which `read` reads back: `every 2nd tue 18:00`."""
    days = cadence.words(meets.cadence)
    return f"{days} {meets.at:%H:%M}" if meets.at else days


def gatherings(
    meets: Meets,
    first: date,
    last: date,
    start: date,
    pauses: Sequence[tuple[date, date]] = (),
) -> Iterator[Gathering]:
    """Yield the meetings from a day to another, both included, but not those in a pause.

    ``start`` is the day the group was kept: `every other tue` counts from its first Tuesday. A
    group that only says how often it meets has no days of its own, and so none here.
    """
    if not isinstance(meets.cadence, Ritual):
        return
    for day in cadence.occurrences(meets.cadence, first, last, start):
        if not any(begin <= day <= end for begin, end in pauses):
            yield Gathering(day, meets.at)


def _time(word: str, text: str) -> time | None:
    """The time of day that a word says; None when it says something else."""
    if word in _NAMED:
        return _NAMED[word]
    found = _HOUR.fullmatch(word)
    if not found or word.isdigit():
        return None
    hour, minute, half = int(found[1]), int(found[2] or found[3] or 0), (found[4] or "")[:1]
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        raise UnreadableCadence(text, "there is no such time of day")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)
