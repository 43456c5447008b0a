"""How somebody is addressed and spoken of."""

from __future__ import annotations

import pytest

from rescrm.core.drafting import compose
from rescrm.core.greeting import first_name, salutation, spoken_of


@pytest.mark.parametrize(
    ("name", "kind", "greeted"),
    [
        ("Maya Rao", "faculty", "Dr. Rao"),
        ("Maya Rao, MD, PhD", "mentor", "Dr. Rao"),
        ("Dr. Maya Rao MD", "leadership", "Dr. Rao"),
        ("Dr. Lindqvist", "sponsor", "Dr. Lindqvist"),
        ("Jean van der Berg", "faculty", "Dr. van der Berg"),
        ("Rosa De La Cruz", "faculty", "Dr. De La Cruz"),
        ("Prof. Ludwig van Beethoven", "leadership", "Professor van Beethoven"),
        ("Van Morrison", "faculty", "Dr. Morrison"),
        ("Cher", "faculty", "Dr. Cher"),
        ("Sam Q. Peterson III", "faculty", "Dr. Peterson"),
        ("Ana Torres", "co-resident", "Ana"),
        ("Dr. Ana Torres", "fellow", "Ana"),
        ("Dee Patel, DO", "mentee", "Dee"),
        ("Dr. Lindqvist", "co-resident", "Dr. Lindqvist"),
        ("王伟", "friend", "王伟"),
        ("Ana Torres", None, "Ana Torres"),
        ("Ana Torres, MPH", None, "Ana Torres"),
        ("Dr. Helen Brandt", None, "Dr. Brandt"),
        ("Helen Brandt, MD", None, "Dr. Brandt"),
        ("Prof Helen Brandt", None, "Professor Brandt"),
        ("Drake Dr", None, "Dr. Drake"),
        ("MD", "faculty", "Dr. MD"),
    ],
)
def test_a_greeting_fits_who_they_are(name: str, kind: str | None, greeted: str) -> None:
    assert salutation(name, kind) == greeted
    made = compose("Subject: hello\n\n{{ salutation }}", {"name": name, "kind": kind}, "mine")
    assert made.body == greeted


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("Samuel Okafor, MD, PhD", "faculty", "Dr. Okafor"),
        ("Samuel Okafor, MD, PhD", "friend", "Samuel Okafor"),
        ("Ben Adler", None, "Ben Adler"),
    ],
)
def test_to_others_one_speaks_of_a_doctor_by_title(name: str, kind: str | None, said: str) -> None:
    assert spoken_of(name, kind) == said


@pytest.mark.parametrize(
    ("name", "first"),
    [("Mary-Kate Olsen", "Mary-Kate"), ("Dr. Lindqvist", "Dr. Lindqvist"), ("Cher", "Cher")],
)
def test_a_first_name_is_one_that_was_given(name: str, first: str) -> None:
    assert first_name(name) == first
