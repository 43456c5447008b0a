"""Follow-ups, spread over the week after an event."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.follow_up import first_day, limit, spread, window

MONDAY = date(2027, 3, 22)  # the last day of an event
WEEK = [date(2027, 3, 23) + timedelta(days=nth) for nth in range(6)]


def test_a_follow_up_is_due_on_the_day_after_and_a_week_after_at_the_latest() -> None:
    assert first_day(MONDAY) == date(2027, 3, 23)
    assert limit(MONDAY) == date(2027, 3, 29)
    assert first_day(date.max) == limit(date.max) == date.max


@pytest.mark.parametrize(
    ("today", "first", "count"),
    [
        (date(2027, 3, 1), date(2027, 3, 23), 6),
        (date(2027, 3, 22), date(2027, 3, 23), 6),
        (date(2027, 3, 25), date(2027, 3, 25), 4),
        (date(2027, 3, 28), date(2027, 3, 28), 1),
        (date(2027, 3, 29), date(2027, 3, 29), 1),
        (date(2027, 6, 1), date(2027, 6, 1), 1),
    ],
)
def test_the_window_ends_six_days_after_the_event_or_is_today(
    today: date, first: date, count: int
) -> None:
    days = window(MONDAY, today)
    assert (days[0], len(days)) == (first, count)
    assert days == sorted(days) and (days[-1] == WEEK[-1] or days == [today])


def test_people_are_spread_evenly_the_first_ones_first() -> None:
    days = spread(8, WEEK, {})
    assert days == [WEEK[0], WEEK[0], WEEK[1], WEEK[1], *WEEK[2:]]


def test_what_a_day_holds_already_counts() -> None:
    taken = {WEEK[0]: 5, WEEK[1]: 4, WEEK[2]: 5}
    assert spread(3, WEEK[:3], taken) == [WEEK[0], WEEK[1], WEEK[1]]
    assert spread(1, WEEK[:3], taken) == [WEEK[1]]


def test_with_no_room_left_the_emptiest_days_take_the_rest() -> None:
    assert spread(5, WEEK[:2], {WEEK[0]: 1}) == [*WEEK[:1] * 2, *WEEK[1:2] * 3]


@given(
    people=st.integers(0, 60),
    days=st.integers(1, 6),
    taken=st.lists(st.integers(0, 9), max_size=6),
    budget=st.integers(0, 7),
)
def test_no_day_goes_over_the_budget_while_another_has_room(
    people: int, days: int, taken: list[int], budget: int
) -> None:
    week, held = WEEK[:days], dict(zip(WEEK, taken, strict=False))
    given_days = spread(people, week, held)
    assert len(given_days) == people and given_days == sorted(given_days)
    load = {day: held.get(day, 0) + given_days.count(day) for day in week}
    grown = [day for day in week if day in given_days]
    if any(load[day] > max(budget, held.get(day, 0)) for day in grown):
        assert all(load[day] >= budget for day in week)
