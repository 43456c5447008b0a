"""The plan: a few people a day, nothing on a blocked day, nothing lost, no promise late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rescrm.core.due import Due, What
from rescrm.core.plan import BOUND, Placed, lay, taken

TODAY = date(2026, 11, 22)  # a Sunday
DAY = timedelta(days=1)


def at(days: int) -> date:
    return TODAY + days * DAY


def item(handle: str, due: int = 0, what: What = What.CHECK_IN, limit: int | None = None) -> Due:
    """Something of someone, due so many days from today, to be done by its limit."""
    return Due(
        uid=f"{handle}/{what}",
        handle=handle,
        name=handle.title(),
        what=what,
        about=None,
        due_on=at(due),
        overdue=-due,
        limit_on=None if limit is None else at(limit),
        because="so",
    )


def promise(handle: str, due: int = 0) -> Due:
    return item(handle, due, What.PROMISE, due)


def blocking(*days: int) -> Callable[[date], bool]:
    return lambda day: (day - TODAY).days in days


def placed(*items: Due, budget: int = 5, blocked: tuple[int, ...] = ()) -> dict[str, int]:
    """The day of each handle, counted from today; `ana!` for one that is marked."""
    plan = lay(items, TODAY, budget, blocking(*blocked))
    return {each.due.handle + "!" * each.forced: (each.day - TODAY).days for each in plan}


def test_items_go_on_the_first_day_with_room_in_the_order_given() -> None:
    assert placed(item("ana"), item("ben"), item("cy"), budget=2) == {"ana": 0, "ben": 0, "cy": 1}


def test_what_is_long_overdue_is_planned_from_today_on() -> None:
    assert placed(item("ana", -300)) == {"ana": 0}


def test_nothing_is_planned_before_its_day() -> None:
    assert placed(item("ana", 3), item("ben", 0)) == {"ben": 0, "ana": 3}


def test_a_blocked_day_takes_nobody() -> None:
    assert placed(item("ana"), item("ben", 1), blocked=(0, 1)) == {"ana": 2, "ben": 2}


def test_a_person_already_placed_on_a_day_costs_no_second_place() -> None:
    thanks = item("ana", 0, What.THANK_YOU)
    plan = lay([item("ana"), item("ben"), thanks, item("cy")], TODAY, 2)
    assert [(each.due.uid, (each.day - TODAY).days) for each in plan] == [
        ("ana/check-in", 0), ("ben/check-in", 0), ("ana/thank-you", 0), ("cy/check-in", 1),
    ]  # fmt: skip


def test_a_second_item_of_a_person_takes_the_earliest_day_that_is_open() -> None:
    # Ana has a place tomorrow, but today is open too.
    plan = lay([item("ana", 1), item("ana", 0, What.THANK_YOU)], TODAY, 2)
    assert {each.due.what: (each.day - TODAY).days for each in plan} == {
        What.THANK_YOU: 0,
        What.CHECK_IN: 1,
    }


@pytest.mark.parametrize("what", [What.PROMISE, What.ASK, What.DATE, What.FOLLOW_UP])
def test_what_is_bound_keeps_its_limit_budget_or_not(what: What) -> None:
    full = [item(f"p{number}") for number in range(12)]
    assert placed(*full, item("ana", 0, what, 2), budget=2)["ana"] == 2


@pytest.mark.parametrize("what", [What.THANK_YOU, What.OUTREACH, What.UPDATE, What.CHECK_IN])
def test_what_is_not_bound_waits_for_a_place_past_its_limit(what: What) -> None:
    full = [item(f"p{number}") for number in range(12)]
    assert placed(*full, item("ana", 0, what, 2), budget=2)["ana"] == 6


@pytest.mark.parametrize(
    ("blocked", "day"),
    [
        ((), {"ana": 4}),
        ((4,), {"ana": 3}),  # the last free day before it
        ((3, 4), {"ana": 2}),
        ((0, 2, 3, 4), {"ana": 1}),
        ((0, 1, 2, 3, 4), {"ana!": 4}),  # no day is free: on the limit, and marked
    ],
)
def test_a_promise_whose_day_is_blocked_comes_before_it(
    blocked: tuple[int, ...], day: dict[str, int]
) -> None:
    assert placed(promise("ana", 4), blocked=blocked) == day


def test_a_birthday_is_placed_between_its_lead_and_the_day_itself() -> None:
    birthday = item("ana", 2, What.DATE, 9)
    assert placed(birthday) == {"ana": 2}
    assert placed(birthday, blocked=(2, 3, 4)) == {"ana": 5}
    assert placed(birthday, blocked=tuple(range(2, 10))) == {"ana": 1}


def test_a_promise_that_is_late_already_waits_for_no_place() -> None:
    full = [item(f"p{number}") for number in range(9)]
    assert placed(*full, promise("ana", -3), budget=2)["ana"] == 0
    assert placed(*full, promise("ana", -3), budget=2, blocked=(0, 1))["ana"] == 2


def test_a_full_day_counts_who_was_forced_upon_it() -> None:
    assert placed(promise("ana"), promise("ben"), item("cy"), budget=1) == {
        "ana": 0,
        "ben": 0,
        "cy": 1,
    }


def test_a_marked_place_on_a_blocked_day_draws_nobody_after_it() -> None:
    plan = lay([promise("ana"), item("ana")], TODAY, 5, blocking(0))
    assert [(each.due.what, (each.day - TODAY).days, each.forced) for each in plan] == [
        (What.PROMISE, 0, True),
        (What.CHECK_IN, 1, False),
    ]


@pytest.mark.parametrize("budget", [0, -3])
def test_less_than_one_a_day_is_one_a_day(budget: int) -> None:
    assert placed(item("ana"), item("cy"), promise("ben", 1), budget=budget) == {
        "ana": 0,
        "cy": 1,
        "ben": 1,
    }


def test_a_roster_without_a_free_day_loses_nobody() -> None:
    plan = lay([item("ana", 3), promise("ben")], TODAY, 5, lambda day: True)
    assert {each.due.handle: (each.day, each.forced) for each in plan} == {
        "ana": (at(3), True),
        "ben": (at(0), True),
    }


def test_the_last_day_there_is_can_be_planned() -> None:
    last = Due(
        uid="ana", handle="ana", name="Ana", what=What.CHECK_IN, about=None,
        due_on=date.max, overdue=0, limit_on=None, because="so",
    )  # fmt: skip
    assert lay([last], date.max, 5) == [Placed(last, date.max)]
    assert lay([last], date.max, 5, lambda day: True) == [Placed(last, date.max, True)]
    assert lay([last], date.max - DAY, 5, lambda day: day < date.max) == [Placed(last, date.max)]


def test_places_are_counted_by_person() -> None:
    plan = lay([item("ana"), promise("ana"), item("ben"), item("cy", 1)], TODAY, 5)
    assert (taken(plan, at(0)), taken(plan, at(1)), taken(plan, at(2))) == (2, 1, 0)


def test_two_thousand_people_are_placed_without_walking_every_day_for_each() -> None:
    asked = 0

    def blocked(day: date) -> bool:
        nonlocal asked
        asked += 1
        return False

    plan = lay([item(f"p{number}") for number in range(2000)], TODAY, 5, blocked)
    assert plan[-1].day == at(399)
    assert asked < 20_000


# Laws --------------------------------------------------------------------------------------


@st.composite
def dues(draw: st.DrawFn) -> Due:
    due = draw(st.integers(-40, 20))
    what = draw(st.sampled_from(list(What)))
    limit = due + draw(st.integers(0, 9)) if draw(st.booleans()) or what in BOUND else None
    return item(draw(st.sampled_from("abcdefgh")), due, what, limit)


ITEMS = st.lists(dues(), max_size=40, unique_by=lambda due: due.uid)
BLOCKED = st.sets(st.integers(0, 25), max_size=20)


@settings(max_examples=300)
@given(ITEMS, st.integers(0, 4), BLOCKED)
def test_each_item_is_placed_exactly_once_from_today_on(
    items: list[Due], budget: int, blocked: set[int]
) -> None:
    plan = lay(items, TODAY, budget, blocking(*blocked))
    assert sorted(each.due.uid for each in plan) == sorted(due.uid for due in items)
    assert all(each.day >= TODAY for each in plan)
    assert [each.day for each in plan] == sorted(each.day for each in plan)


@settings(max_examples=300)
@given(ITEMS, st.integers(0, 4), BLOCKED)
def test_only_what_is_marked_stands_on_a_blocked_day(
    items: list[Due], budget: int, blocked: set[int]
) -> None:
    plan = lay(items, TODAY, budget, blocking(*blocked))
    assert all(each.forced for each in plan if (each.day - TODAY).days in blocked)
    free = [each for each in plan if (each.day - TODAY).days not in blocked]
    assert not any(each.forced for each in free if budget)


@settings(max_examples=300)
@given(ITEMS, st.integers(0, 4), BLOCKED)
def test_what_is_bound_is_no_later_than_its_limit(
    items: list[Due], budget: int, blocked: set[int]
) -> None:
    for due, day, _ in lay(items, TODAY, budget, blocking(*blocked)):
        limit = due.limit_on or due.due_on
        if due.what in BOUND and limit >= TODAY:
            assert day <= limit


@settings(max_examples=300)
@given(ITEMS, st.integers(1, 4), BLOCKED)
def test_only_what_is_bound_comes_early_or_goes_over_the_budget(
    items: list[Due], budget: int, blocked: set[int]
) -> None:
    plan = lay(items, TODAY, budget, blocking(*blocked))
    loose = [each for each in plan if each.due.what not in BOUND]
    assert all(each.day >= each.due.due_on for each in loose)
    for day in {each.day for each in loose}:
        bound = {each.due.handle for each in plan if each.day == day and each.due.what in BOUND}
        alone = {each.due.handle for each in loose if each.day == day} - bound
        assert len(alone) <= budget


@given(ITEMS, st.integers(0, 4), BLOCKED)
def test_the_same_items_on_the_same_day_give_the_same_plan(
    items: list[Due], budget: int, blocked: set[int]
) -> None:
    once, twice = (lay(iter(items), TODAY, budget, blocking(*blocked)) for _ in range(2))
    assert once == twice


@given(ITEMS, st.integers(1, 4), BLOCKED, st.integers(0, 40))
def test_what_comes_later_in_the_order_moves_nothing_before_it(
    items: list[Due], budget: int, blocked: set[int], count: int
) -> None:
    whole = {each.due.uid: each for each in lay(items, TODAY, budget, blocking(*blocked))}
    for each in lay(items[:count], TODAY, budget, blocking(*blocked)):
        assert whole[each.due.uid] == each
