"""What day a phrase names: its grammar, words in, a day or nothing out.

Three kinds: a day written in figures, a day counted from today, and the nearest of the days
that come round. The way is where to look: back from today, or ahead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Literal, NamedTuple

from rescrm.core.almanac import (
    MONTHS,
    ORDINALS,
    UNITS,
    WEEKDAYS,
    length,
    month_length,
    nth_weekday,
    on_weekday,
    ordinal,
    plus,
)

Way = Literal[-1, 1]
BACK: Way = -1
AHEAD: Way = 1

_ORDERS = ("dmy", "mdy", "ymd")


class MonthDay(NamedTuple):
    """A day of some month, with the year when it was said."""

    month: int
    day: int
    year: int | None


def read(words: list[str], today: date, way: Way, order: str | None) -> date | None:
    """The day that the words name when they are looked for that way from today."""
    return (
        written(" ".join(words), order)
        or recurring(words, today, way)
        or counted(words, today, way)
    )


def written(text: str, order: str | None) -> date | None:
    """A day in figures: 2026-05-01, 2026-05-01T18:30, and 03/04/2026 when its order is set."""
    if text[4:5] == text[7:8] == "-":
        try:
            day = date.fromisoformat(text[:10])
        except ValueError:
            return None
        return day if len(text) == 10 or _is_time(text[10:]) else None
    parts = text.split("/" if "/" in text else ".")
    if order not in _ORDERS or len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    figure = dict(zip(order, parts, strict=True))
    if len(figure["y"]) != 4 or len(figure["m"]) > 2 or len(figure["d"]) > 2:
        return None
    return existing(int(figure["y"]), int(figure["m"]), int(figure["d"]))


def _is_time(text: str) -> bool:
    # 24:00 is a time to later Pythons, and the day after.
    if text[0] not in "t " or text[3:4] != ":" or text[1:3] >= "24":
        return False
    try:
        time.fromisoformat(text[1:].upper())
    except ValueError:
        return False
    return True


def existing(year: int, month: int, day: int) -> date | None:
    """That day, when the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def counted(words: list[str], today: date, way: Way) -> date | None:
    """A day told by its distance from today: `3 days ago`, `in 2w`, `next month`, `eom`."""
    match words, way:
        case ["today"], _:
            return today
        case (["yesterday"], -1) | (["tomorrow"], 1):
            return plus(today, way, "day")
        case (["last", unit], -1) | (["next", unit], 1) if unit in ("week", "month", "year"):
            return plus(today, way, UNITS[unit][1])
        case ([*distance, "ago"], -1) | (["in", *distance], 1):
            return _stepped(["1", *distance[1:]] if distance[:1] == ["a"] else distance, today, way)
        case (["eom"] | ["end", "of", "month"] | ["end", "of", "the", "month"], 1):
            return today.replace(day=month_length(today.year, today.month))
        case (["eoy"] | ["end", "of", "year"] | ["end", "of", "the", "year"], 1):
            return today.replace(month=12, day=31)
        case (_, 1):
            return _stepped(words, today, way)
    return None


def _stepped(distance: list[str], today: date, way: Way) -> date | None:
    found = length(distance)
    return plus(today, way * found[0], found[1]) if found else None


def recurring(words: list[str], today: date, way: Way) -> date | None:
    """The nearest of the days that come round: `fri`, `mar 12`, `2nd friday of april`."""
    beyond = plus(today, way, "day")
    match words:
        case [weekday] if weekday in WEEKDAYS:
            start = today if way == BACK else beyond
            return start and on_weekday(start, WEEKDAYS[weekday], way)
        case ["last" | "next" as side, weekday] if weekday in WEEKDAYS:
            if side != ("last" if way == BACK else "next"):
                return None
            return beyond and on_weekday(beyond, WEEKDAYS[weekday], way)
        case [place, weekday, *months] if weekday in WEEKDAYS:
            return _nth_weekday(place, WEEKDAYS[weekday], months, today, way)
    found = month_day(words)
    if not found:
        return None
    years = [found.year] if found.year else years_from(today, way)
    return _nearest((existing(year, found.month, found.day) for year in years), today, way)


def _nth_weekday(place: str, weekday: int, months: list[str], today: date, way: Way) -> date | None:
    count = -1 if (place == "last" and months) else ORDINALS.get(place) or ordinal(place)
    if not count:
        return None
    match months:
        case [] | ["of", "month"] | ["of", "the", "month"]:
            first = today.replace(day=1)
            firsts = (plus(first, way * step, "month") for step in range(12))
            days = (
                first and nth_weekday(first.year, first.month, count, weekday) for first in firsts
            )
            return _nearest(days, today, way)
        case ["of", month] if month in MONTHS:
            days = (
                nth_weekday(year, MONTHS[month], count, weekday) for year in years_from(today, way)
            )
            return _nearest(days, today, way)
    return None


def years_from(today: date, way: Way) -> Iterator[int]:
    """This year and the 40 to that side of it, as far as there are any."""
    # 40: the fifth Friday of a February needs a leap year, and a century may lack one.
    return (
        year for year in range(today.year, today.year + way * 41, way) if 1 <= year <= date.max.year
    )


def _nearest(days: Iterable[date | None], today: date, way: Way) -> date | None:
    return next((day for day in days if day and (day - today).days * way >= 0), None)


def month_day(words: Sequence[str]) -> MonthDay | None:
    """`mar 12`, `12 mar`, `12th of march`, with a year after it or without."""
    year = None
    if words and len(words[-1]) == 4 and words[-1].isdigit():
        year = int(words[-1])
        words = [*words[:-2], *(word.removesuffix(",") for word in words[-2:-1])]
    match words:
        case [day, month] | [day, "of", month] if month in MONTHS:
            pass
        case [month, day] if month in MONTHS:
            pass
        case _:
            return None
    figure = int(day) if day.isdigit() and len(day) <= 2 else ordinal(day) or 0
    # 2000 had a 29 February: a day passes that exists in some year.
    exists = year != 0 and existing(2000, MONTHS[month], figure)
    return MonthDay(MONTHS[month], figure, year) if exists else None
