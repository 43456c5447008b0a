"""Who carries on when a term ends."""

from __future__ import annotations

from datetime import date

import pytest

from rescrm.core.network import Member
from rescrm.core.succession import ending, successor
from rescrm.core.term import Term

TODAY, ENDS = date(2026, 11, 22), date(2026, 11, 30)


def member(
    name: str, role: str | None = None, first: date | None = None, last: date | None = None
) -> Member:
    return Member(uid=name, handle=name, name=name, role=role, from_=first, to=last)


ANA = member("ana", "member", date(2026, 1, 1), date(2027, 12, 31))
BEN = member("ben", "co-chair", date(2026, 1, 1), date(2027, 6, 30))
CAL = member("cal", "Chair", date(2026, 1, 1), ENDS)
DEE = member("dee", "chair", date(2026, 12, 1))
EVA = member("eva", "member", date(2026, 11, 25))
FAY = member("fay", "chair")  # nobody said since when


@pytest.mark.parametrize(
    ("others", "role", "found"),
    [
        ([ANA, BEN, DEE], "chair", "dee"),
        ([EVA, DEE], "chair", "dee"),
        ([DEE, EVA], None, "eva"),
        ([EVA], "chair", "eva"),
        ([ANA, BEN], "chair", "ben"),
        ([CAL, BEN], "chair", "ben"),
        ([ANA, FAY], "chair", "fay"),
        ([FAY, DEE], "chair", "dee"),
        ([member("gus"), FAY], "chair", "fay"),
        ([CAL], "chair", None),
        ([ANA], "chair", None),
        ([ANA, BEN], None, None),
        ([ANA, BEN], "", None),
        ([ANA._replace(role="none yet")], None, None),
        ([], "chair", None),
    ],
)
def test_who_begins_comes_first_then_who_shares_the_role(
    others: list[Member], role: str | None, found: str | None
) -> None:
    next_one = successor(others, role, ENDS, TODAY)
    assert (next_one.handle if next_one else None) == found


def test_a_term_without_an_end_leaves_whoever_shares_the_role() -> None:
    assert successor([CAL], "chair", None, TODAY) == CAL


@pytest.mark.parametrize(
    ("lasts", "found"),
    [
        ([date(2026, 6, 30), ENDS, date(2027, 6, 30)], ENDS),
        ([date(2027, 6, 30), ENDS], ENDS),
        ([TODAY, ENDS], TODAY),
        ([date(2026, 6, 30), date(2025, 6, 30)], date(2026, 6, 30)),
        ([], None),
    ],
)
def test_the_term_that_ends_next_is_handed_over(lasts: list[date], found: date | None) -> None:
    term = ending([Term("chair", None, last) for last in lasts], TODAY)
    assert (term.last if term else None) == found
