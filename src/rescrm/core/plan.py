"""The plan: a few people a day, nothing on a blocked day, nothing lost, no promise late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from .due import Due, What

# These keep their limit, budget or not.
BOUND = frozenset({What.PROMISE, What.ASK, What.DATE, What.FOLLOW_UP})
DAY = timedelta(days=1)
FAR = 3660  # days; a roster blocked for ten years is not searched further


class Placed(NamedTuple):
    """An item and its day; ``forced`` when no free day was left before its limit."""

    due: Due
    day: date
    forced: bool = False


@dataclass(slots=True)
class _Calendar:
    """Who has a place on which day, while the plan is being laid."""

    budget: int
    blocked: Callable[[date], bool]
    people: dict[date, set[str]] = field(default_factory=dict)
    days_of: dict[str, list[date]] = field(default_factory=dict)
    full_until: dict[date, date] = field(default_factory=dict)

    def put(self, handle: str, day: date) -> None:
        self.people.setdefault(day, set()).add(handle)
        self.days_of.setdefault(handle, []).append(day)

    def is_open(self, day: date) -> bool:
        return not self.blocked(day) and len(self.people.get(day, ())) < self.budget

    def first_open(self, start: date) -> date | None:
        """The first day with room; days known to be full are jumped over, not walked."""
        day, passed = start, []
        while not self.is_open(day):
            if (day - start).days > FAR or day == date.max:
                return None
            passed.append(day)
            day = max(day + DAY, self.full_until.get(day, day))
        for each in passed:
            self.full_until[each] = day
        return day

    def shared(self, handle: str, start: date) -> date | None:
        """The first free day from ``start`` on which this person has a place already."""
        days = (day for day in self.days_of.get(handle, ()) if day >= start)
        return min((day for day in days if not self.blocked(day)), default=None)


def lay(
    items: Iterable[Due],
    today: date,
    budget: int,
    blocked: Callable[[date], bool] = lambda day: False,
) -> list[Placed]:
    """Place each item once, in the order given (of pressure), and return them by day.

    ``budget`` is people a day, one at least; someone already placed on a day costs no second
    place. What is bound by a limit comes before it, if need be before its own day. The same items
    on the same day give the same plan.
    """
    calendar = _Calendar(max(budget, 1), blocked)
    placed = [_place(calendar, due, today) for due in items]
    return sorted(placed, key=lambda each: each.day)


def taken(placed: Sequence[Placed], day: date) -> int:
    """How many people the plan holds for a day."""
    return len({each.due.handle for each in placed if each.day == day})


def _place(calendar: _Calendar, due: Due, today: date) -> Placed:
    start = max(due.due_on, today)
    options = (calendar.first_open(start), calendar.shared(due.handle, start))
    day = min((each for each in options if each), default=None)
    limit = (due.limit_on or due.due_on) if due.what in BOUND else None
    forced = False
    if limit and (day is None or day > limit):
        day, forced = _by_limit(calendar.blocked, today, limit)
    elif day is None:
        day, forced = start, True
    calendar.put(due.handle, day)
    return Placed(due, day, forced)


def _by_limit(blocked: Callable[[date], bool], today: date, limit: date) -> tuple[date, bool]:
    """The last free day up to the limit, full or not; without one the limit itself, marked.

    A limit that has passed asks for the first free day from today.
    """
    late = (today + days * DAY for days in range(min(FAR, (date.max - today).days)))
    back = (limit - days * DAY for days in range((limit - today).days + 1))
    free = next((day for day in (late if limit < today else back) if not blocked(day)), None)
    return (free, False) if free else (max(limit, today), True)
