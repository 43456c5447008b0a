"""Which day a phrase means.

A phrase is understood whole or refused. Each reader has a direction: what happened is read
backwards from today (`past`, `touched`), what is to come forwards (`coming`, `ahead`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NoReturn

from rescrm.core.almanac import (
    DAY_NAMES,
    MONTH_NAMES,
    MONTHS,
    flaw,
    is_leap,
    length,
    number,
    plain_words,
    plus,
)
from rescrm.core.phrases import AHEAD, BACK, Way, existing, month_day, read, written
from rescrm.core.ranges import endless, read_range
from rescrm.errors import UnreadableDay, UnreadableRange

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rescrm.core.contact import YearDay

_PAUSES = ",.:;"


# One day -----------------------------------------------------------------------------------


def past(text: str, today: date, order: str | None = None) -> date:
    """The day, today at the latest, that a phrase means.

    ``order`` is the setting ``date_order`` (dmy, mdy, ymd), without which 03/04/2026 is refused.
    """
    day = touched(text, today, order)
    if day > today:
        raise UnreadableDay(text, _examples(today, BACK), "that day is still to come")
    return day


def touched(text: str, today: date, order: str | None = None) -> date:
    """The day of an interaction: in words a past one, written out (2026-12-01) any."""
    return read(plain_words(text), today, BACK, order) or _refuse(text, today, BACK)


def coming(text: str, today: date, order: str | None = None) -> date:
    """The day that a phrase means: in words today at the earliest, written out any."""
    return read(plain_words(text), today, AHEAD, order) or _refuse(text, today, AHEAD)


def ahead(text: str, today: date, order: str | None = None) -> date:
    """The day, today at the earliest, that a phrase means."""
    day = coming(text, today, order)
    if day < today:
        raise UnreadableDay(text, _examples(today, AHEAD), "that day is over")
    return day


# In a sentence -----------------------------------------------------------------------------


def leading_past(
    words: Sequence[str], today: date, order: str | None = None
) -> tuple[date, int] | None:
    """The past day that a sentence begins with, and how many words say it."""
    return _longest_past(_fronts(words), today, order)


def trailing_past(
    words: Sequence[str], today: date, order: str | None = None
) -> tuple[date, int] | None:
    """The past day that a sentence ends with, and how many words say it."""
    return _longest_past(_backs(words), today, order)


def leading_coming(
    words: Sequence[str], today: date, order: str | None = None
) -> tuple[date, int] | None:
    """The day still to come that a sentence begins with, and how many words say it.

    `fri` can be a past day and is none; `2 weeks` alone is how long something took.
    """
    for count, phrase in _fronts(words):
        if _past_in(phrase, today, order):
            return None
        takes_long = len(phrase) == 2 and length(phrase)
        if not takes_long and (day := read(phrase, today, AHEAD, order)):
            return day, count
    return None


def _longest_past(
    phrases: Iterator[tuple[int, list[str]]], today: date, order: str | None
) -> tuple[date, int] | None:
    for count, phrase in phrases:
        if day := _past_in(phrase, today, order):
            return day, count
    return None


def _past_in(phrase: list[str], today: date, order: str | None) -> date | None:
    day = read(phrase, today, BACK, order)
    return day if day and day <= today else None


def _fronts(words: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    for count in range(min(5, len(words)), 0, -1):
        yield count, _phrase(words[:count])


def _backs(words: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    for count in range(min(5, len(words)), 0, -1):
        yield count, _phrase(words[-count:])


def _phrase(words: Sequence[str]) -> list[str]:
    phrase = plain_words(" ".join(words).rstrip(_PAUSES))
    return phrase[1:] if phrase[:1] == ["on"] else phrase


# Ranges ------------------------------------------------------------------------------------


def span(text: str, today: date, order: str | None = None) -> tuple[date, date]:
    """The first and the last day of a range; a single day is both."""
    found = read_range(plain_words(text), today, order)
    if found is None:
        raise UnreadableRange(text, flaw(text) or endless(plain_words(text)))
    if found[1] < found[0]:
        raise UnreadableRange(text, "it ends before it begins")
    return found


def longest_span(
    words: Sequence[str], today: date, order: str | None = None
) -> tuple[tuple[date, date], list[str]]:
    """The longest range that words begin with, and the words left over."""
    spoken_words = [word for word in " ".join(words).split(" ") if word]
    for count in range(min(9, len(spoken_words)), 0, -1):
        phrase = " ".join(spoken_words[:count]).rstrip(_PAUSES)
        if read_range(plain_words(phrase), today, order):
            return span(phrase, today, order), spoken_words[count:]
    start = [word.lower() for word in spoken_words[:2]]
    raise UnreadableRange(" ".join(spoken_words), endless(start[:1]) or endless(start))


# Birthdays ---------------------------------------------------------------------------------


def year_day(text: str) -> YearDay:
    """The day of the year, with the year when it is said, that a birthday's text means."""
    from rescrm.core.contact import YearDay  # here: it takes longer to load than all of days

    words = plain_words(text)
    joined = " ".join(words)
    if len(joined) == 10 and (day := written(joined, None)):
        return YearDay(day.month, day.day, day.year)
    bare = joined.removeprefix("--")
    # 2000 had a 29 February, so that every day of some year passes.
    if len(bare) == 5 and bare[2] == "-" and (day := written(f"2000-{bare}", None)):
        return YearDay(day.month, day.day)
    found = month_day(words)
    if found and (found.year is None or existing(found.year, found.month, found.day)):
        return YearDay(*found)
    raise UnreadableDay(text, ("1993-03-14", "03-14", "mar 14"), flaw(text) or _lacking(words))


def falls_on(year_day: YearDay, year: int, leap: str = "feb-28") -> date:
    """The day in a year; 29 February falls on 28 February, or 1 March when ``leap`` is mar-1."""
    if (year_day.month, year_day.day) == (2, 29) and not is_leap(year):
        return date(year, 3, 1) if leap == "mar-1" else date(year, 2, 28)
    return date(year, year_day.month, year_day.day)


def next_on(year_day: YearDay, today: date, leap: str = "feb-28") -> date:
    """The first time on or after today, never before its own year; at the end of time, its end."""
    year = max(today.year, year_day.year or 1)
    day = falls_on(year_day, year, leap)
    if day >= today:
        return day
    return falls_on(year_day, year + 1, leap) if year < date.max.year else date.max


# Saying a day ------------------------------------------------------------------------------


def spoken(day: date) -> str:
    """`Thu 26 Nov 2026`, in any locale."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def short(day: date, today: date) -> str:
    """`Thu 26 Nov`, and the year too when the day is more than ten months off."""
    full = spoken(day)
    return full if abs((day - today).days) > 300 else full.rpartition(" ")[0]


# Refusing ----------------------------------------------------------------------------------


def _refuse(text: str, today: date, way: Way) -> NoReturn:
    words = plain_words(text)
    other: Way = AHEAD if way == BACK else BACK
    if read(words, today, other, None):
        reason = "that day is still to come" if way == BACK else "that day is over"
    else:
        reason = flaw(text) or _lacking(words)
    raise UnreadableDay(text, _examples(today, way), reason)


def _lacking(words: list[str]) -> str:
    joined = " ".join(words)
    if written(joined, "dmy") or written(joined, "mdy"):
        return "day or month first? `rescrm config set date_order dmy` says it"
    month_and_figure = len(words) == 2 and any(word in MONTHS for word in words)
    if joined[4:5] == joined[7:8] == "-" or (month_and_figure and any(map(number, words))):
        return "there is no such day"
    return ""


def _examples(today: date, way: Way) -> tuple[str, str, str]:
    figures = (plus(today, way, "week") or today).isoformat()
    return ("yesterday", "last fri", figures) if way == BACK else ("tomorrow", "next fri", figures)
