"""The uid of an item says whose it is and what it is, and nothing else."""

from __future__ import annotations

import pytest

from rescrm.core.due import What
from rescrm.core.item_uid import KINDS, MEETING, SESSION, made, parts

OWN = "5cb6bbcc-2db6-46eb-a2b6-c33cadc9adc0"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("which", [None, "2027", "20270114"])
def test_what_a_uid_is_made_of_is_found_in_it_again(kind: str, which: str | None) -> None:
    uid = made(OWN, kind, which)
    assert tuple(parts(uid)) == (OWN, kind, which)
    assert uid.startswith(OWN) and uid.endswith("@rescrm")


def test_an_item_by_itself_is_open_until_it_is_done_one_of_several_until_its_day() -> None:
    assert not parts(made(OWN, What.DATE)).is_one_of_several
    assert parts(made(OWN, What.DATE, "2027")).is_one_of_several
    assert parts(made(OWN, MEETING, "20270112")).is_one_of_several
    assert parts(made(OWN, SESSION)).is_one_of_several


def test_a_session_goes_with_the_person() -> None:
    assert parts(made(f"event-uid.{OWN}", SESSION)).owner == OWN
    assert parts(made(OWN, What.CHECK_IN)).owner == OWN


@pytest.mark.parametrize("uid", ["", "x@rescrm", f"{OWN}-dance@rescrm", f"{OWN}-date@google.com"])
def test_the_uid_of_another_is_none_of_ours(uid: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parts(uid)
