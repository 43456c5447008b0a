"""Follow-ups after an event, spread over the week behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

WEEK = 7  # days; the last is the limit, kept free as a margin


def first_day(last_day: date) -> date:
    """The day on which a follow-up falls due of its own accord."""
    return _later(last_day, 1)


def limit(last_day: date) -> date:
    """The day after which it comes too late."""
    return _later(last_day, WEEK)


def window(last_day: date, today: date) -> list[date]:
    """The days to spread over; when they are over, today alone."""
    first = max(first_day(last_day), today)
    count = (limit(last_day) - first).days
    return [first + timedelta(days=nth) for nth in range(count)] or [first]


def spread(people: int, days: Sequence[date], taken: Mapping[date, int]) -> list[date]:
    """A day for each of so many people, the earliest first, the days filled evenly.

    ``taken`` is how many each day holds already. Each takes the emptiest day, so that none goes
    over any budget while another has room.
    """
    load = {day: taken.get(day, 0) for day in days}
    given = dict.fromkeys(days, 0)
    for _ in range(people):
        day = min(days, key=lambda each: (load[each], each))
        load[day] += 1
        given[day] += 1
    return [day for day in days for _ in range(given[day])]


def _later(day: date, days: int) -> date:
    """Some days later, at most the last day there is."""
    return day + timedelta(days=min(days, (date.max - day).days))
