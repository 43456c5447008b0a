"""A term of yours in a group: what its end asks for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.term import HandOver, Step, Term, due_day, steps

TODAY = date(2026, 11, 22)
JULY, JUNE = date(2026, 7, 1), date(2027, 6, 30)
LATER = date(2027, 12, 31)
YEAR = Term("member", JULY, JUNE)
NEXT = Term("member", date(2027, 7, 1), date(2028, 6, 30))


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [
        (JULY, JUNE, date(2027, 6, 16)),
        (None, JUNE, date(2027, 6, 16)),
        (JULY, date(2026, 12, 31), date(2026, 12, 17)),
        (JULY, date(2026, 12, 6), TODAY),
        (JULY, date(2026, 11, 25), TODAY),  # two weeks ahead are over already
        (JULY, TODAY, TODAY),
        (date(2027, 6, 25), JUNE, date(2027, 6, 25)),  # shorter than two weeks
        (date.min, date(1, 1, 5), date(1, 1, 5)),
        (JULY, date.max, date(9999, 12, 17)),
    ],
)
def test_it_is_due_two_weeks_before_the_last_day(first: date | None, last: date, day: date) -> None:
    assert due_day(Term(None, first, last), TODAY) == day


@given(st.dates(), st.dates(), st.dates())
def test_it_is_never_due_after_the_term(first: date, last: date, today: date) -> None:
    assert due_day(Term(None, min(first, last), last), today) <= last


def done(terms: list[Term], kept: list[HandOver]) -> list[Step]:
    return [*steps(terms, kept, TODAY)]


def test_a_term_asks_once() -> None:
    (made,) = done([YEAR], [])
    assert made == Step(None, date(2027, 6, 16), JUNE)
    assert done([YEAR], [HandOver(1, JUNE)]) == []


def test_on_its_last_day_a_term_still_asks() -> None:
    assert done([YEAR._replace(last=TODAY)], []) == [Step(None, TODAY, TODAY)]


def test_two_roles_that_end_on_one_day_are_handed_over_together() -> None:
    assert done([YEAR, YEAR._replace(role="secretary")], []) == [
        Step(None, date(2027, 6, 16), JUNE)
    ]


def test_a_term_that_moved_takes_its_hand_over_along() -> None:
    assert done([YEAR._replace(last=LATER)], [HandOver(1, JUNE)]) == [
        Step(1, date(2027, 12, 17), LATER)
    ]


def test_what_was_handed_over_stays_so_and_a_longer_term_asks_anew() -> None:
    assert done([YEAR], [HandOver(1, JUNE, done=True)]) == []
    assert done([YEAR._replace(last=LATER)], [HandOver(1, JUNE, done=True)]) == [
        Step(None, date(2027, 12, 17), LATER)
    ]


def test_a_term_that_is_no_more_asks_for_nothing() -> None:
    assert done([], [HandOver(1, JUNE)]) == [Step(1)]
    assert done([YEAR._replace(last=TODAY - timedelta(days=1))], [HandOver(1, JUNE)]) == [Step(1)]


def test_what_a_term_that_is_over_asked_for_waits_until_it_is_done() -> None:
    over = YEAR._replace(last=date(2026, 10, 31))
    assert done([over], [HandOver(1, over.last)]) == []
    assert done([over], []) == []
    assert done([over, NEXT], [HandOver(1, over.last)]) == [
        Step(None, date(2028, 6, 16), NEXT.last)
    ]


def test_two_terms_ask_each_for_their_own_unless_the_same_role_goes_on() -> None:
    chair = NEXT._replace(role="chair")
    assert [each.limit_on for each in done([YEAR, chair], [])] == [JUNE, NEXT.last]
    assert [each.limit_on for each in done([YEAR, NEXT], [])] == [NEXT.last]
    assert [each.limit_on for each in done([YEAR._replace(role=None), chair], [])] == [NEXT.last]
    assert done([YEAR, NEXT], [HandOver(1, JUNE)]) == [Step(1, date(2028, 6, 16), NEXT.last)]
    with_a_gap = NEXT._replace(first=date(2027, 7, 2))
    assert [each.limit_on for each in done([YEAR, with_a_gap], [])] == [JUNE, NEXT.last]


@given(st.lists(st.dates(), max_size=4), st.lists(st.tuples(st.dates(), st.booleans()), max_size=4))
def test_afterwards_nothing_is_left_to_do(lasts: list[date], kept: list[tuple[date, bool]]) -> None:
    terms = [Term("member", None, last) for last in lasts]
    before = [HandOver(id, last, is_done) for id, (last, is_done) in enumerate(kept, 1)]
    after = {each.id: each for each in before}
    for step in steps(terms, before, TODAY):
        if step.limit_on is None:
            del after[step.id or 0]
        else:
            id = step.id or 100 + len(after)
            after[id] = HandOver(id, step.limit_on)
    assert [*steps(terms, list(after.values()), TODAY)] == []
    assert {each for each in before if each.done} <= set(after.values())
