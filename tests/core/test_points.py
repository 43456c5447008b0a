"""Whether what was said names a point of an agenda."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.points import is_covered


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("How is life in heme/onc?", "talked about life in heme and onc"),
        ("How is life in heme/onc?", "heme onc life, and call schedules"),
        ("boards", "talked boards"),
        ("CV review", "reviewed my CV"),
        ("the T32 slot", "told me about the T32 slots"),
        ("authorship order", "AUTHORSHIP and the order of names"),
        ("second opinion on the amyloid abstract", "her opinion of the amyloid abstract"),
        ("José's résumé", "went through jose's resume"),
        ("ask about the QI deck", "QI deck"),
        ("grant", "what granting bodies want"),
        ("what now?", "we said what now"),
    ],
)
def test_what_is_named_is_covered(point: str, said: str) -> None:
    assert is_covered(point, [said])


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("How is life in heme/onc?", "talked about life"),
        ("research year", "talked research"),
        ("CV review", "talked about the CT review"),
        ("boards", "coffee"),
        ("boards", ""),
        ("order of authors", "order"),
        ("what now?", "now and what"),
        ("???", "???"),
        ("", "anything"),
        ("career", "be careful"),
        ("present", "the presentation"),
        ("research, more research and grants", "talked research"),
        ("IRB", "irbis"),
    ],
)
def test_what_is_not_named_waits(point: str, said: str) -> None:
    assert not is_covered(point, [said])


def test_several_things_that_were_said_count_together() -> None:
    assert is_covered("letter for the fellowship", ["a letter", "fellowship"])
    assert not is_covered("letter for the fellowship", ["a letter"])


@given(st.text(alphabet="abcde fghij/?", min_size=1), st.text(alphabet="xyz ", max_size=20))
def test_a_point_said_whole_is_covered_whatever_else_was_said(point: str, more: str) -> None:
    said = bool(point.replace("/", " ").replace("?", " ").strip())
    assert is_covered(point, [f"{more} {point} {more}"]) == said


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_text_is_an_answer(point: str, said: list[str]) -> None:
    assert is_covered(point, said) in (True, False)
