"""Whether a second line about a name is about the same person."""

from __future__ import annotations

import pytest

from rescrm.core.acquaintance import contradicts
from rescrm.core.encounter import read


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Maya Rao, UCSF EP; talked amyloid", "Maya; next a call"),
        ("Maya Rao; talked amyloid", "Maya Rao, UCSF"),
        ("Maya Rao, UCSF EP", "Maya Rao, UCSF"),
        ("Maya Rao, ucsf ep", "Maya Rao, EP at UCSF"),
        ("Maya Rao, PGY-2", "Maya Rao, pgy 2"),
        ("Maya Rao; maya@ucsf.edu", "Maya Rao; m.rao@UCSF.edu"),
        ("Maya Rao; +1 415 555 0134", "Maya Rao; maya@ucsf.edu"),
        ("Maya Rao, University Hospital", "Maya Rao, University Hospital"),
    ],
)
def test_what_goes_together_is_one_person(first: str, second: str) -> None:
    assert not contradicts(read(second), [read(first)])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Maya Rao, UCSF EP", "Maya Rao, Mayo"),
        ("Maya Rao, University of Utah", "Maya Rao, University of Texas"),
        ("Maya Rao, PGY-2", "Maya Rao, fellow"),
        ("Maya Rao; maya@ucsf.edu", "Maya Rao; maya@mayo.org"),
    ],
)
def test_another_place_stage_or_address_may_be_a_namesake(first: str, second: str) -> None:
    assert contradicts(read(second), [read(first)])


def test_any_of_the_former_lines_or_the_card_will_do() -> None:
    said = read("Maya Rao, Mayo; maya@mayo.org")
    former = [read("Maya Rao, UCSF"), read("Maya Rao, Mayo Clinic")]
    assert not contradicts(said, former)
    assert not contradicts(said, former[:1], organisation="Mayo")
    assert contradicts(said, former[:1], organisation="Stanford")
    assert contradicts(said, [], addresses=["maya@ucsf.edu"])
    assert not contradicts(said, [], addresses=["maya@ucsf.edu", "rao@mayo.org"])
