"""What days a range names: the grammar of `dec 1..6` and its like.

Words look ahead; a range in figures, or of months with their year, may lie anywhere.
"""

from __future__ import annotations

from datetime import date

from rescrm.core.almanac import MONTH_NAMES, MONTHS, UNITS, length, month_length
from rescrm.core.phrases import (
    AHEAD,
    counted,
    existing,
    month_day,
    read,
    recurring,
    written,
    years_from,
)


def read_range(words: list[str], today: date, order: str | None) -> tuple[date, date] | None:
    """The first and the last day that the words name, in whatever order they were said."""
    before, dots, after = " ".join(words).partition("..")
    if not dots:
        day = None if endless(words) else read(words, today, AHEAD, order)
        return (day, day) if day else None
    first, last = before.split(), after.split()
    return (
        _written_span(first, last, order)
        or _month_day_span(first, last, today)
        or _spoken_span(first, last, today, order)
    )


def endless(words: list[str]) -> str:
    """Why `next week` or `10d` is no range: nobody who says it means one day."""
    loose = len(words) == 2 and words[0] == "next" and words[1] in UNITS
    return "say from which day to which" if loose or length(words) else ""


def _written_span(first: list[str], last: list[str], order: str | None) -> tuple[date, date] | None:
    """`2026-12-01..06`; a month that has its year begins on its first and ends on its last day."""
    begin, end = written(" ".join(first), order), written(" ".join(last), order)
    match last:
        case [figures] if begin and figures.isdigit() and len(figures) <= 2:
            end = existing(begin.year, begin.month, int(figures))
    if month := _month(last):
        end = month.replace(day=month_length(month.year, month.month))
    begin = begin or _month(first)
    return (begin, end) if begin and end else None


def _month(words: list[str]) -> date | None:
    """The first day of `2026-07`, `jul 2026`."""
    match words:
        case [figures] if len(figures) == len("2026-07"):
            return written(f"{figures}-01", None)
        case [month, year] if month in MONTHS and len(year) == 4 and year.isdigit():
            return existing(int(year), MONTHS[month], 1)
    return None


def _month_day_span(first: list[str], last: list[str], today: date) -> tuple[date, date] | None:
    """`dec 1..6`, `3..6 may`, `dec 28..jan 3`: the nearest one that is not over."""
    begin, end = month_day(first), month_day(last)
    if begin and not end:
        end = month_day([MONTH_NAMES[begin.month - 1].lower(), *last])
    if end and not begin:
        begin = month_day([*first, MONTH_NAMES[end.month - 1].lower()])
    if not begin or not end:
        return None
    turn = int(end.month < begin.month)
    said = end.year or (begin.year and begin.year + turn)
    for year in [said] if said else years_from(today, AHEAD):
        start = existing(begin.year or year - turn, begin.month, begin.day)
        stop = existing(year, end.month, end.day)
        if start and stop and (said or stop >= today or stop < start):
            return start, stop
    return None


def _spoken_span(
    first: list[str], last: list[str], today: date, order: str | None
) -> tuple[date, date] | None:
    """`fri..mon`, `today..in 2 weeks`: what comes round is read from the first day on."""
    begin = read(first, today, AHEAD, order)
    if not begin or not last:
        return None
    end = (
        written(" ".join(last), order)
        or recurring(last, begin, AHEAD)
        or counted(last, today, AHEAD)
    )
    return (begin, end) if end else None
