"""The calendar's own facts: its words, the n-th Friday, steps that clamp to the month's end.

Every answer stays within the years 1 to 9999; what would leave them is None, never an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

LONGEST = 128
Unit = Literal["day", "week", "month", "year"]

# Written out: strftime("%a") speaks the language of the machine.
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip

WEEKDAYS = {
    **{name: place for place, name in enumerate(_DAYS)},
    **{name[:3]: place for place, name in enumerate(_DAYS)},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
}
MONTHS = {
    **{name: place for place, name in enumerate(_MONTHS, 1)},
    **{name[:3]: place for place, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
# No "m": it may be a minute or a month.
UNITS: dict[str, tuple[int, Unit]] = {
    **dict.fromkeys(("d", "day", "days"), (1, "day")),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), (1, "week")),
    **dict.fromkeys(("fortnight", "fortnights"), (2, "week")),
    **dict.fromkeys(("mo", "mos", "month", "months"), (1, "month")),
    **dict.fromkeys(("quarter", "quarters"), (3, "month")),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), (1, "year")),
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_COUNTS = [
    "zero", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
]  # fmt: skip


def plain_words(text: str) -> list[str]:
    """Lower-case words; none at all when the text cannot be a phrase."""
    return [] if flaw(text) else text.lower().split()


def flaw(text: str) -> str:
    """Why a text cannot be a phrase at all, empty when it can."""
    if len(text) > LONGEST:
        return f"longer than {LONGEST} characters"
    # ASCII and printable: no NUL, no tab, no right-to-left mark, no Arabic figure, no Kelvin sign.
    return "" if text.isascii() and text.isprintable() else "only plain letters and figures"


def number(word: str) -> int | None:
    """The whole number that a word says, in ASCII figures or spelled out up to twelve."""
    if word.isascii() and word.isdigit():
        return int(word)
    return _COUNTS.index(word) if word in _COUNTS else None


def length(words: Sequence[str]) -> tuple[int, Unit] | None:
    """The length of time that words say: `6w`, `6 weeks` and `six weeks` are (6, "week")."""
    match words:
        case [compact]:
            figure = compact.rstrip("abcdefghijklmnopqrstuvwxyz")
            unit = compact[len(figure) :]
        case [figure, unit]:
            pass
        case _:
            return None
    count, known = number(figure), UNITS.get(unit)
    return None if count is None or known is None else (count * known[0], known[1])


def ordinal(word: str) -> int | None:
    """The number of `1st`, `2nd` … `31st`; a wrong ending (`2th`) is none."""
    figure = word[:-2]
    if not (figure.isascii() and figure.isdigit() and len(figure) <= 2):
        return None
    count = int(figure)
    return count if nth(count) == word else None


def nth(count: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`."""
    teens = count % 100 in (11, 12, 13)
    return f"{count}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def plus(day: date, count: int, unit: Unit) -> date | None:
    """The day so much later (earlier when negative): 31 Jan and a month is 28 Feb."""
    if unit in ("day", "week"):
        try:
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        except OverflowError:
            return None
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def nth_weekday(year: int, month: int, place: int, weekday: int) -> date | None:
    """The 1st to 5th such weekday of a month, the last one at -1; None where there is no fifth."""
    days = month_length(year, month)
    if place == -1:
        last = date(year, month, days)
        return last.replace(day=days - (last.weekday() - weekday) % 7)
    day = 1 + (weekday - date(year, month, 1).weekday()) % 7 + 7 * (place - 1)
    return date(year, month, day) if day <= days else None


def on_weekday(day: date, weekday: int, step: Literal[-1, 1]) -> date | None:
    """The nearest such weekday at or after the day, or at or before it when the step is -1."""
    return plus(day, step * (step * (weekday - day.weekday()) % 7), "day")
