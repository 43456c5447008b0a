"""How often: an interval counted from the last touch, or a ritual with days of its own.

`read` takes what a person types, `words` gives the one spelling that is shown and stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rescrm.core.almanac import (
    DAY_NAMES,
    UNITS,
    WEEKDAYS,
    Unit,
    flaw,
    length,
    month_length,
    nth,
    nth_weekday,
    number,
    on_weekday,
    ordinal,
    plain_words,
    plus,
)
from rescrm.errors import UnreadableCadence

# Ten years may have three leap days.
_MOST: dict[Unit, int] = {"day": 3653, "week": 521, "month": 120, "year": 10}
_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Interval:
    """So long after the last touch: 6 weeks, 3 months."""

    count: int
    unit: Unit


# What the days of a ritual have in common.
Kind = Literal["weekdays", "weekly", "other", "nth", "day"]


@dataclass(frozen=True, slots=True)
class Ritual:
    """Days of its own, whenever the last touch was: every 2nd tue, every 31st.

    ``weekday`` is 0 on Monday; ``place`` is which of the month's (-1: the last), or the day
    of the month.
    """

    kind: Kind
    weekday: int = 0
    place: int = 0


Cadence = Interval | Ritual

_SINGLE = ("day", "week", "fortnight", "month", "quarter", "year")
_ADVERBS: dict[str, Interval] = {
    "daily": Interval(1, "day"),
    "weekly": Interval(1, "week"),
    **dict.fromkeys(("biweekly", "bi-weekly", "fortnightly"), Interval(2, "week")),
    "monthly": Interval(1, "month"),
    "quarterly": Interval(3, "month"),
    **dict.fromkeys(("twice a year", "half-yearly", "semi-annually"), Interval(6, "month")),
    **dict.fromkeys(("yearly", "annually"), Interval(1, "year")),
    **{f"once a {unit}": Interval(*UNITS[unit]) for unit in _SINGLE},
}
_UNDER_A_DAY = ("h", "hour", "hours", "min", "minute", "minutes", "second", "seconds")
# No "second": every second Tuesday may be every other one.
_PLACES = {"first": 1, "third": 3, "fourth": 4, "fifth": 5, "last": -1}


# Reading and saying ------------------------------------------------------------------------


def read(text: str) -> Cadence:
    """The cadence that a text means, with `every` before it or without."""
    if reason := flaw(text):
        raise UnreadableCadence(text, reason)
    said = plain_words(text)
    rest = said[1:] if said[:1] == ["every"] else said
    found = _ADVERBS.get(" ".join(said)) or _interval(rest) or _ritual(rest)
    if found is None:
        raise UnreadableCadence(text, _lacking(rest))
    if isinstance(found, Interval) and not 1 <= found.count <= _MOST[found.unit]:
        raise UnreadableCadence(text, "a day at least" if found.count < 1 else "ten years at most")
    return found


def read_with_limit(words: Sequence[str]) -> tuple[Cadence, Cadence | None]:
    """The cadence and its maximum gap in `every 6 weeks max 10w`; the gap may be left out."""
    said = [word for word in " ".join(words).split(" ") if word]
    text = " ".join(said)
    place = next((at for at, word in enumerate(said) if word.lower() == "max"), len(said))
    if place == len(said) - 1:
        raise UnreadableCadence(text, "max what?")
    cadence = read(" ".join(said[:place]))
    if place == len(said):
        return cadence, None
    limit = read(" ".join(said[place + 1 :]))
    if before(limit, cadence):
        raise UnreadableCadence(text, f"max {gap(limit)} is shorter than every {gap(cadence)}")
    return cadence, limit


def words(cadence: Cadence) -> str:
    """The one spelling of a cadence, which `read` reads back: `every 6 weeks`, `every 2nd tue`."""
    return f"every {gap(cadence)}"


def gap(cadence: Cadence) -> str:
    """The spelling without its `every`: `6 weeks`, `week`, `2nd tue`."""
    match cadence:
        case Interval(count=1, unit=unit):
            return unit
        case Interval(count=count, unit=unit):
            return f"{count} {unit}s"
        case Ritual(kind="weekdays"):
            return "weekday"
        case Ritual(kind="day", place=place):
            return nth(place)
    weekday = DAY_NAMES[cadence.weekday].lower()
    if cadence.kind == "nth":
        return f"{'last' if cadence.place == -1 else nth(cadence.place)} {weekday}"
    return f"other {weekday}" if cadence.kind == "other" else weekday


def _interval(rest: list[str]) -> Interval | None:
    """`6 weeks`, `6w`, `other week`, `week`."""
    match rest:
        case [unit] if unit in _SINGLE:
            found = length(["1", unit])
        case ["other", unit] if unit in _SINGLE:
            found = length(["2", unit])
        case _:
            found = length(rest)
    return Interval(*found) if found else None


def _ritual(rest: list[str]) -> Ritual | None:
    match rest:
        case [*front, "of", "month"] | [*front, "of", "the" | "each" | "every", "month"]:
            found = _ritual(front)
            return found if found and found.kind in ("nth", "day") else None
        case ["weekday"]:
            return Ritual("weekdays")
        case [weekday] if weekday in WEEKDAYS:
            return Ritual("weekly", WEEKDAYS[weekday])
        case ["other", weekday] if weekday in WEEKDAYS:
            return Ritual("other", WEEKDAYS[weekday])
        case [place, weekday] if weekday in WEEKDAYS:
            count = _PLACES.get(place) or ordinal(place) or 0
            return Ritual("nth", WEEKDAYS[weekday], count) if count in (-1, 1, 2, 3, 4, 5) else None
        case [day]:
            count = ordinal(day) or 0
            return Ritual("day", place=count) if 1 <= count <= 31 else None
    return None


def _lacking(rest: list[str]) -> str:
    match rest:
        case ["second", weekday] if weekday in WEEKDAYS:
            short = DAY_NAMES[WEEKDAYS[weekday]].lower()
            return f"2nd {short} of the month, or other {short}?"
        case [figure] if number(figure) is not None:
            return f"{figure} what? {figure} days, {figure}w, {figure}mo"
        case [*_, unit] if unit.lstrip("0123456789") == "m":
            return "minutes? months are mo"
        case [figure, *_] if figure[0] == "-" or rest[-1].lstrip("0123456789") in _UNDER_A_DAY:
            return "a day at least"
    return ""


# When --------------------------------------------------------------------------------------


def after(cadence: Cadence, anchor: date, start: date | None = None) -> date:
    """The day that a cadence asks for after an anchor, at most the last day there is.

    ``start`` is the day the rule was set: `every other tue` counts from its first Tuesday.
    """
    if isinstance(cadence, Interval):
        return plus(anchor, cadence.count, cadence.unit) or date.max
    tomorrow = plus(anchor, 1, "day")
    return (tomorrow and _first_from(cadence, tomorrow, start)) or date.max


def occurrences(
    ritual: Ritual, first: date, last: date, start: date | None = None
) -> Iterator[date]:
    """The days of a ritual from the first to the last day, both included."""
    day = _first_from(ritual, first, start)
    while day and day <= last:
        yield day
        following = plus(day, 1, "day")
        day = following and _first_from(ritual, following, start)


def _first_from(ritual: Ritual, day: date, start: date | None) -> date | None:
    """The first day of a ritual on or after a day."""
    match ritual.kind:
        case "weekdays":
            return day if day.weekday() < 5 else on_weekday(day, 0, 1)
        case "weekly":
            return on_weekday(day, ritual.weekday, 1)
        case "other":
            found = on_weekday(day, ritual.weekday, 1)
            base = on_weekday(start or date.min, ritual.weekday, 1)
            odd = found and base and (found - base).days % 14
            return plus(found, 1, "week") if found and odd else found
        case "nth" | "day":
            return next((each for each in _monthly(ritual, day) if each >= day), None)


def _monthly(ritual: Ritual, day: date) -> Iterator[date]:
    month: date | None = day.replace(day=1)
    while month:
        if ritual.kind == "day":
            # The rule's own day, cut to the month: 31 Jan, 28 Feb, 31 Mar.
            yield month.replace(day=min(ritual.place, month_length(month.year, month.month)))
        elif found := nth_weekday(month.year, month.month, ritual.place, ritual.weekday):
            yield found
        month = plus(month, 1, "month")


# How long ----------------------------------------------------------------------------------


def allowance(cadence: Cadence) -> int:
    """The days by which being overdue is measured: a month is 30, a year 365."""
    match cadence:
        case Interval(count=count, unit=unit):
            return count * _DAYS[unit]
        case Ritual(kind="weekdays"):
            return 1
        case Ritual(kind="weekly"):
            return 7
        case Ritual(kind="other"):
            return 14
    return 30


def before(cadence: Cadence, other: Cadence) -> bool:
    """Whether one cadence is the shorter: 12 months are a year, 13 weeks less than 3 months."""
    return mean_length(cadence) < mean_length(other)


def mean_length(cadence: Cadence) -> int:
    """The mean length in 48ths of a day, of which a month has 1461."""
    match cadence:
        case Interval(count=count, unit="month" | "year" as unit):
            return count * 1461 * (12 if unit == "year" else 1)
        case Ritual(kind="nth" | "day"):
            return 1461
    return allowance(cadence) * 48
