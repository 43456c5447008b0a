"""Names and sessions of a programme, as core reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from rescrm.core.programme import (
    Talk,
    bare,
    first_of,
    fitting,
    is_one_of,
    may_be_a_person,
    moment,
    zone_of,
)

SPEAKERS = ["Maya Rao", "Dr. Samuel Okafor, MD", "Lee Wong", "Mei Wong", "José Núñez"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Dr. Maya Rao", "Maya Rao"),
        ("Prof. Maya Rao, MD, PhD", "Maya Rao"),
        ("Maya Rao MD PhD", "Maya Rao"),
        ("  Maya   Rao ", "Maya Rao"),
        ("Yo-Yo Ma", "Yo-Yo Ma"),
    ],
)
def test_a_speaker_is_named_without_titles_and_degrees(said: str, name: str) -> None:
    assert bare(said) == name


@pytest.mark.parametrize(
    "name",
    ["Maya Rao", "Ludwig van Beethoven", "José Núñez", "O’Brien Smith", "王伟", "Ana de la Torre",
     "Mary-Kate Olsen"],
)  # fmt: skip
def test_a_name_is_a_person(name: str) -> None:
    assert may_be_a_person(name)


@pytest.mark.parametrize(
    "text",
    ["", "Maya", "maya rao", "UCSF Medical Center", "Room 12", "maya@ucsf.edu",
     "Maya Rao Maya@ucsf.edu", "Program Committee",
     "One Two Three Four Five Six", "A" * 50 + " " + "B" * 50, "the future of care", "-- --"],
)  # fmt: skip
def test_other_words_are_nobody(text: str) -> None:
    assert not may_be_a_person(text)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("maya rao", ["Maya Rao"]),
        ("Rao", ["Maya Rao"]),
        ("Okafor", ["Dr. Samuel Okafor, MD"]),
        ("Dr. Okafor", ["Dr. Samuel Okafor, MD"]),
        ("Wong", ["Lee Wong", "Mei Wong"]),
        ("Jose Nunez", ["José Núñez"]),
        ("Rao Maya", ["Maya Rao"]),
        ("Ra", []),
        ("", []),
        ("!!", []),
    ],
)
def test_speakers_are_found_by_their_whole_words(typed: str, found: list[str]) -> None:
    assert fitting(typed, SPEAKERS) == found


def test_a_whole_name_goes_before_one_that_only_holds_it() -> None:
    assert fitting("Lee Wong", ["Lee Wong Kim", "Lee Wong"]) == ["Lee Wong"]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("samuel okafor", True), ("Dr. Maya Rao", True), ("Rao", False), ("Maya Raoul", False)],
)
def test_a_speaker_is_known_by_the_full_name_alone(name: str, is_one: bool) -> None:
    assert is_one_of(name, SPEAKERS) is is_one


TALKS = [
    Talk("1", "Amyloid in 2027", starts="2027-03-21T14:00:00-05:00"),
    Talk("2", "Ablation today", starts="2027-03-20T09:00:00-05:00"),
    Talk("3", "Breakfast", starts=None),
]


@pytest.mark.parametrize(
    ("titled", "key"),
    [(None, "2"), ("", "2"), ("amyloid", "1"), ("AMYLOID in 2027", "1"), ("breakfast", "3"),
     ("Poster hall", None)],
)  # fmt: skip
def test_the_earliest_session_is_meant_unless_one_is_named(
    titled: str | None, key: str | None
) -> None:
    found = first_of(TALKS, titled)
    assert (found and found.key) == key


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 20), -5), (date(2027, 3, 21), -4), (date(2027, 3, 9), -5)]
)
def test_the_clocks_of_a_programme_are_those_of_the_day(day: date, hours: int) -> None:
    talks = [
        Talk("1", "A", starts="2027-03-20T14:00:00-05:00"),
        Talk("2", "B", starts="2027-03-21T14:00:00-04:00"),
        Talk("3", "C", starts="2027-03-22T14:00:00"),
    ]
    zone = zone_of(talks, day)
    assert zone and zone.utcoffset(None) == timedelta(hours=hours)
    assert zone_of(talks[2:], day) is None


def test_no_session_is_none() -> None:
    assert first_of([]) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (None, None),
        ("", None),
        ("2027-03-20", None),
        ("2027-03-20T09:00:00", datetime(2027, 3, 20, 9)),
        ("2027-03-20T09:00:00+00:00", datetime(2027, 3, 20, 9, tzinfo=UTC)),
    ],
)
def test_a_day_alone_is_no_moment(text: str | None, at: datetime | None) -> None:
    assert moment(text) == at
