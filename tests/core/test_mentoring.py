"""Whom to ask to be a mentor: who fits the role comes first, in words and in one order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.mentoring import MOST, ROLES, SPEAKS, Candidate, reasons, suggest

LAST = date(2026, 10, 2)


def someone(handle: str = "maya-rao", **known: Any) -> Candidate:
    told = {"name": handle.replace("-", " ").title(), "kind": "faculty", "touches": 1}
    return Candidate(handle=handle, **{**told, "last": LAST, **known})


@pytest.mark.parametrize(
    ("role", "known", "why"),
    [
        ("research", {"tags": ["research"]}, ["tagged research"]),
        ("research", {"specialty": "outcomes research"}, ["specialty outcomes research"]),
        ("research", {"title": "Director, Clinical Trials"}, ["title Director, Clinical Trials"]),
        ("research", {"notes": ["the IRB reply", "her manuscript; the IRB again"]},
         ["notes speak of IRB, manuscript"]),
        ("research", {"fields": ["biostatistics, R"]}, ["fields say biostatistics"]),
        ("research", {"groups": ["Research in progress"]}, ["in Research in progress"]),
        ("research", {"notes": ["coffee and boards"]}, []),
        ("research", {"notes": ["researched nothing"]}, []),
        ("clinical", {"title": "ICU attending"}, ["title ICU attending"]),
        ("career", {"kind": "leadership"}, ["in leadership"]),
        ("career", {"kind": "leadership", "title": "Program Director"},
         ["in leadership", "title Program Director"]),
        ("clinical", {"kind": "leadership"}, []),
        ("identity", {"tags": ["first-gen"]}, ["tagged first-gen"]),
        ("identity", {"groups": ["Women in Medicine"]}, ["in Women in Medicine"]),
        ("identity", {"notes": ["Black coffee"]}, []),
    ],
)  # fmt: skip
def test_what_speaks_for_someone_is_told_in_words(
    role: str, known: dict[str, Any], why: list[str]
) -> None:
    assert list(reasons(role, someone(**known))) == why


@pytest.mark.parametrize(
    ("role", "known", "why"),
    [
        ("clinical", {"specialty": "cardiology"}, ["shares your interest in cardiology"]),
        ("research", {"tags": ["ep", "cardiology"]}, ["shares your interest in cardiology"]),
        ("research", {"tags": ["study"]}, ["tagged study"]),
        ("identity", {"specialty": "cardiology"}, []),
        ("career", {"specialty": "nephrology"}, []),
    ],
)
def test_a_shared_interest_speaks_for_someone(
    role: str, known: dict[str, Any], why: list[str]
) -> None:
    mine = {"cardiology", "interest", "group", "study"}
    assert list(reasons(role, someone(**known), mine)) == why


def test_who_fits_goes_first_then_who_has_no_role_then_who_is_known_best() -> None:
    people = [
        someone("zoe-fit", tags=["research"]),
        someone("amy-mentor", roles=["career"], touches=9),
        someone("bob-known", touches=5),
        someone("cat-known", touches=5, last=date(2026, 11, 1)),
        someone("dan-once"),
        someone("eve-once"),
        someone("fay-never", touches=0),
    ]
    told = suggest("research", people)
    assert [each.handle for each in told] == [
        "zoe-fit", "cat-known", "bob-known", "dan-once", "eve-once",
    ]  # fmt: skip
    assert len(told) == MOST


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"touches": 0}, "met Fri 2 Oct 2026"),
        ({"touches": 0, "last": None}, "met"),
        ({"touches": 1}, "in touch once, last Fri 2 Oct 2026"),
        ({"touches": 2}, "in touch twice, last Fri 2 Oct 2026"),
        ({"touches": 40}, "in touch several times, last Fri 2 Oct 2026"),
        ({"touches": 1, "roles": ["career"]},
         "in touch once, last Fri 2 Oct 2026; already your career mentor"),
        ({"touches": 1, "tags": ["research", "grants"]},
         "tagged research, grants; in touch once, last Fri 2 Oct 2026"),
    ],
)  # fmt: skip
def test_why_someone_is_suggested_is_one_sentence(known: dict[str, Any], words: str) -> None:
    (told,) = suggest("research", [someone(**known)])
    assert told.because == words


def test_each_role_has_words_of_its_own() -> None:
    assert set(SPEAKS) == set(ROLES)
    assert all(word == word.lower() for words in SPEAKS.values() for word in words)


PEOPLE = st.lists(
    st.builds(
        someone,
        st.sampled_from(["ann", "ben", "cat", "dee", "eli", "fay", "gus"]),
        touches=st.integers(0, 3),
        tags=st.lists(st.sampled_from(["research", "ep", "career"]), max_size=2),
        roles=st.lists(st.sampled_from(ROLES), max_size=1),
    ),
    unique_by=lambda each: each.handle,
)


@given(people=PEOPLE, role=st.sampled_from(ROLES), data=st.data())
def test_the_order_does_not_depend_on_how_people_are_stored(
    people: list[Candidate], role: str, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(people))
    assert suggest(role, shuffled) == suggest(role, people)


@given(people=PEOPLE, role=st.sampled_from(ROLES))
def test_nobody_is_suggested_with_a_number_for_their_worth(
    people: list[Candidate], role: str
) -> None:
    for each in suggest(role, people):
        assert not any(char.isdigit() for char in each.because.replace("2 Oct 2026", ""))


def test_who_said_no_of_late_comes_last_and_it_is_said() -> None:
    busy = someone("samuel-okafor", tags=["research"], touches=5, declined=date(2026, 11, 2))
    found = suggest("research", [busy, someone("lee-wong")])
    assert [each.handle for each in found] == ["lee-wong", "samuel-okafor"]
    assert found[1].because.endswith("; said no Mon 2 Nov 2026")
