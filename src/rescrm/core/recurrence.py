"""Whether a meeting that repeats falls on a day: RFC 5545's rules, a bounded amount of work each.

A rule is never written out. The period of a day (its week, its month) is looked at alone; only a
COUNT has to be counted from the start.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
KNOWN = frozenset(
    ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS")
)
MOST = 10_000  # a COUNT, and periods that are counted through
LONGEST = 500  # letters of a rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A rule; ``weekdays`` are (which of them in the period, weekday), 0 for each of them."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: str | None = None  # as written: a day, or an instant in UTC
    weekdays: tuple[tuple[int, int], ...] = ()
    monthdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    places: tuple[int, ...] = ()  # BYSETPOS
    week_start: int = 0


def read(text: str) -> Repeat:
    """A rule as a calendar writes it; ValueError says why it is not followed."""
    if len(text) > LONGEST:
        raise ValueError("its rule is longer than a rule can be")
    pairs = (part.partition("=") for part in text.upper().split(";") if part)
    said = {key.strip(): value.strip() for key, _, value in pairs}
    if said.get("FREQ") not in FREQUENCIES:
        raise ValueError("it repeats more often than daily, or no one knows how often")
    if set(said) - KNOWN:
        raise ValueError(f"its rule has {', '.join(sorted(set(said) - KNOWN))}")
    interval, count = int(said.get("INTERVAL", 1)), int(said.get("COUNT", 0))
    if interval < 1 or not 0 <= count <= MOST:
        raise ValueError("its rule has an INTERVAL or a COUNT without sense")
    return Repeat(
        freq=said["FREQ"],
        interval=interval,
        count=count or None,
        until=said.get("UNTIL"),
        weekdays=tuple(map(_weekday, _parts(said, "BYDAY"))),
        monthdays=tuple(map(int, _parts(said, "BYMONTHDAY"))),
        months=tuple(map(int, _parts(said, "BYMONTH"))),
        places=tuple(map(int, _parts(said, "BYSETPOS"))),
        week_start=WEEKDAYS.index(said.get("WKST", "MO")),
    )


def falls_on(repeat: Repeat, first: date, day: date) -> bool:
    """Tell whether a meeting that began on ``first`` takes place on a day; UNTIL aside."""
    if day <= first:
        return day == first
    if repeat.count:
        return day in islice(_through(repeat, first, day), repeat.count)
    return _steps(repeat, first, day) % repeat.interval == 0 and day in _days(repeat, first, day)


def between(repeat: Repeat, first: date, begins: date, last: date) -> list[date]:
    """The days of a stretch on which a meeting takes place that began on ``first``; UNTIL aside."""
    if repeat.count:
        found: Iterable[date] = islice(_through(repeat, first, last), repeat.count)
    else:
        found = _periods(repeat, first, max(begins, first), last)
    return sorted({day for day in found if begins <= day <= last})


def _periods(repeat: Repeat, first: date, begins: date, last: date) -> Iterator[date]:
    """The days of those periods alone that a stretch touches, and the first day of all."""
    yield first
    steps = _steps(repeat, first, begins)
    start = steps - steps % repeat.interval
    for nth in range(start, _steps(repeat, first, last) + 1, repeat.interval):
        if inside := _nth_period(repeat, first, nth):
            yield from (day for day in _days(repeat, first, inside) if day > first)


def _through(repeat: Repeat, first: date, last: date) -> Iterator[date]:
    """All days up to one, the first counted whether the rule has it or not."""
    yield first
    for nth in range(min(_steps(repeat, first, last) // repeat.interval, MOST) + 1):
        if inside := _nth_period(repeat, first, nth * repeat.interval):
            yield from (day for day in _days(repeat, first, inside) if first < day <= last)


def _steps(repeat: Repeat, first: date, day: date) -> int:
    """How many periods lie between the first and that of a day."""
    match repeat.freq:
        case "DAILY":
            return (day - first).days
        case "WEEKLY":
            lead = (first.weekday() - repeat.week_start) % 7
            return ((day - first).days + lead) // 7
        case "MONTHLY":
            return (day.year - first.year) * 12 + day.month - first.month
    return day.year - first.year


def _nth_period(repeat: Repeat, first: date, nth: int) -> date | None:
    """Some day of the period that is so many after the first; None beyond the calendar."""
    try:
        match repeat.freq:
            case "DAILY":
                return first + timedelta(days=nth)
            case "WEEKLY":
                return first + timedelta(weeks=nth)
            case "MONTHLY":
                months = first.month - 1 + nth
                return date(first.year + months // 12, months % 12 + 1, 1)
        return date(first.year + nth, first.month, 1)
    except (ValueError, OverflowError):
        return None


def _days(repeat: Repeat, first: date, inside: date) -> list[date]:
    """The days that the rule has in the period of a day, in order."""
    match repeat.freq:
        case "DAILY":
            found = [inside] if _fits(repeat, inside) else []
        case "WEEKLY":
            found = [day for day in _week(repeat, inside) if _in_week(repeat, first, day)]
        case "MONTHLY":
            found = [] if _other_month(repeat, inside) else _in_month(repeat, first, inside)
        case _:
            found = _in_year(repeat, first, inside.year)
    found = sorted(set(found))
    if not repeat.places:
        return found
    size = len(found)
    at = {place - 1 if place > 0 else size + place for place in repeat.places}
    return [day for nth, day in enumerate(found) if nth in at]


def _week(repeat: Repeat, inside: date) -> Iterator[date]:
    lead = (inside.weekday() - repeat.week_start) % 7
    for step in range(-lead, 7 - lead):
        if date.min.toordinal() <= inside.toordinal() + step <= date.max.toordinal():
            yield inside + timedelta(days=step)


def _in_week(repeat: Repeat, first: date, day: date) -> bool:
    wanted = [weekday for _, weekday in repeat.weekdays] or [first.weekday()]
    return day.weekday() in wanted and not _other_month(repeat, day)


def _in_month(repeat: Repeat, first: date, inside: date) -> list[date]:
    """Days of a month: by number, by weekday, by both; else the day of the first one."""
    days = _span(inside.replace(day=1), monthrange(inside.year, inside.month)[1])
    if not repeat.monthdays and not repeat.weekdays:
        return [day for day in days if day.day == first.day]
    if repeat.monthdays:
        days = [day for day in days if _has_number(repeat, day, len(days))]
    return _chosen(repeat, days, inside) if repeat.weekdays else days


def _in_year(repeat: Repeat, first: date, year: int) -> list[date]:
    by_number = bool(repeat.monthdays)
    if repeat.weekdays and not repeat.months and not by_number:
        start = date(year, 1, 1)
        return _nth_weekdays(repeat, _span(start, (date(year, 12, 31) - start).days + 1))
    months = repeat.months or (range(1, 13) if by_number else (first.month,))
    each = (date(year, month, 1) for month in months if 1 <= month <= 12)
    return [day for inside in each for day in _in_month(repeat, first, inside)]


def _chosen(repeat: Repeat, days: list[date], inside: date) -> list[date]:
    """Of some days of a month those that are its 2nd Tuesday, any Monday, its last Friday."""
    whole = _span(inside.replace(day=1), monthrange(inside.year, inside.month)[1])
    wanted = set(_nth_weekdays(repeat, whole))
    return [day for day in days if day in wanted]


def _nth_weekdays(repeat: Repeat, days: list[date]) -> list[date]:
    found: list[date] = []
    for nth, weekday in repeat.weekdays:
        same = [day for day in days if day.weekday() == weekday]
        if not nth:
            found += same
        elif abs(nth) <= len(same):
            found.append(same[nth - 1 if nth > 0 else nth])
    return found


def _fits(repeat: Repeat, day: date) -> bool:
    """Whether the parts of a daily rule let a day pass."""
    weekdays = [weekday for _, weekday in repeat.weekdays]
    length = monthrange(day.year, day.month)[1]
    return (
        not _other_month(repeat, day)
        and (not weekdays or day.weekday() in weekdays)
        and (not repeat.monthdays or _has_number(repeat, day, length))
    )


def _has_number(repeat: Repeat, day: date, length: int) -> bool:
    return day.day in repeat.monthdays or day.day - length - 1 in repeat.monthdays


def _other_month(repeat: Repeat, day: date) -> bool:
    return bool(repeat.months) and day.month not in repeat.months


def _span(first: date, length: int) -> list[date]:
    return [first + timedelta(days=step) for step in range(length)]


def _parts(said: dict[str, str], key: str) -> Iterable[str]:
    return [part for part in said.get(key, "").split(",") if part]


def _weekday(text: str) -> tuple[int, int]:
    return int(text[:-2] or 0), WEEKDAYS.index(text[-2:])
