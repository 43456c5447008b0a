"""Something to talk about that is not work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.prompts import PROMPTS, prompt

HANDLES = st.text(min_size=1, max_size=20)


def test_there_are_enough_for_a_year_of_lunches() -> None:
    assert len(PROMPTS) >= 26
    assert len(set(PROMPTS)) == len(PROMPTS)


@pytest.mark.parametrize("each", PROMPTS)
def test_a_prompt_is_one_short_question(each: str) -> None:
    assert each.endswith("?") and each.count("?") == 1
    assert len(each) <= 70


@pytest.mark.parametrize("word", ["patient", "case", "score", "failed", "should", "paper", "exam"])
def test_a_prompt_is_about_life_and_asks_nothing_of_anyone(word: str) -> None:
    assert not [each for each in PROMPTS if word in each.lower().rstrip("?").split()]


@given(HANDLES, st.integers(0, 10_000))
def test_no_two_meetings_running_have_the_same(group: str, meetings: int) -> None:
    assert prompt(group, meetings) != prompt(group, meetings + 1)


@given(HANDLES, st.integers(0, 1000))
def test_each_comes_once_before_one_comes_again(group: str, start: int) -> None:
    round_ = [prompt(group, start + each) for each in range(len(PROMPTS))]
    assert sorted(round_) == sorted(PROMPTS)


def test_the_same_meeting_has_the_same_and_groups_differ() -> None:
    assert prompt("lunch", 3) == prompt("lunch", 3)
    assert len({prompt(handle, 3) for handle in ("lunch", "tuesday", "wellness", "cohort")}) > 1
