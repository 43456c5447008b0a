"""Whether two names may be those of one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.likeness import may_be_one, says_nothing


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Maya Rao", "maya rao"),
        ("José Núñez", "Jose Nunez"),
        ("Maya Rao", "Dr. Maya Rao, MD"),
        ("Rao, Maya", "Maya Rao"),
        ("Maya", "Maya Rao"),
        ("Maya Rao", "Maya Anne Rao"),
        ("Mary-Kate Olsen", "Kate Olsen"),
        ("maya@ucsf.edu", "Maya Rao"),
        ("+1 415 555 0134", "Maya Rao"),
        ("王伟", "王伟"),
        ("🎓", "🎓"),
    ],
)
def test_names_that_may_be_one_person_s(name: str, other: str) -> None:
    assert may_be_one(name, other)
    assert may_be_one(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Maya Rao", "Rohan Rao"),
        ("Maya Rao", "Maya Roy"),
        ("John Smith", "John Smith Jr."),
        ("John Smith Jr.", "John Smith III"),
        ("Elizabeth", "Elizabeth II"),
        ("王伟", "王芳"),
        ("🎓", "Maya Rao"),
        ("…", "!"),
        ("Maya Anne", "Maya Rao"),
    ],
)
def test_names_that_are_two_people_s(name: str, other: str) -> None:
    assert not may_be_one(name, other)
    assert not may_be_one(other, name)


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_goes_both_ways_and_everyone_is_like_themselves(name: str, other: str) -> None:
    assert may_be_one(name, name)
    assert may_be_one(name, other) == may_be_one(other, name)


@pytest.mark.parametrize("name", ["Maya", "Rao 2", "007 Bond", "@maya", ""])
def test_a_name_says_something(name: str) -> None:
    assert not says_nothing(name)
