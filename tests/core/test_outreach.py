"""Letters before an event: when they fall due, and when they are needless."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.outreach import window
from rescrm.core.rhythm import Touch, outreach_ends

BEGINS = date(2027, 3, 20)
SAID = date(2027, 2, 1)


@pytest.mark.parametrize(
    ("today", "due", "limit"),
    [
        (date(2027, 1, 1), date(2027, 2, 27), date(2027, 3, 13)),
        (date(2027, 2, 27), date(2027, 2, 27), date(2027, 3, 13)),
        (date(2027, 3, 1), date(2027, 3, 1), date(2027, 3, 13)),
        (date(2027, 3, 13), date(2027, 3, 13), date(2027, 3, 13)),
        (date(2027, 3, 19), date(2027, 3, 19), date(2027, 3, 19)),
    ],
)
def test_a_letter_falls_due_three_weeks_before_or_today(
    today: date, due: date, limit: date
) -> None:
    assert window(BEGINS, today) == (due, limit)


@given(st.dates(), st.dates())
def test_a_letter_is_never_due_in_the_past_nor_after_its_limit(begins: date, today: date) -> None:
    due, limit = window(begins, today)
    assert today <= due <= limit


@pytest.mark.parametrize(
    ("touches", "ends"),
    [
        ([], BEGINS),
        ([Touch(date(2027, 1, 31), 1)], BEGINS),
        ([Touch(date(2027, 2, 1), 1)], date(2027, 2, 1)),
        ([Touch(date(2027, 2, 9), 1), Touch(date(2027, 2, 20), 2)], date(2027, 2, 9)),
        ([Touch(date(2027, 2, 9), 1, attempt=True)], BEGINS),
        ([Touch(date(2027, 2, 9), 1, mine=False)], BEGINS),
        ([Touch(date(2027, 4, 1), 1)], BEGINS),
    ],
)
def test_my_own_touch_or_the_event_itself_ends_it(touches: list[Touch], ends: date) -> None:
    assert outreach_ends(touches, SAID, BEGINS) == ends


def test_without_an_event_only_a_touch_ends_it() -> None:
    assert outreach_ends([], SAID, None) is None
    assert outreach_ends([Touch(date(2027, 4, 1), 1)], SAID, None) == date(2027, 4, 1)
