"""A class in July: who goes on, who graduates, of whom one has to ask."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rescrm.core.career import Position
from rescrm.core.rollover import Trainee, Turn, is_season, july, turn

FIRST = date(2027, 7, 1)
TODAY = date(2027, 7, 5)


def d(text: str) -> date:
    return date.fromisoformat(text)


def someone(stage: str | None, kind: str | None = "co-resident", **more: Any) -> Trainee:
    """Someone added long ago."""
    return Trainee(
        **{
            "id": 1, "handle": "ben-adler", "name": "Ben Adler", "kind": kind, "stage": stage,
            "said_on": d("2025-09-01"), "years": 3, "history": [Position(stage=stage)], **more,
        }
    )  # fmt: skip


def turned(stage: str | None, kind: str | None = "co-resident", **more: Any) -> Turn | None:
    return turn(someone(stage, kind, **more), FIRST, TODAY)


@pytest.mark.parametrize(
    ("stage", "kind", "what", "next_stage", "next_kind"),
    [
        ("PGY-1", "co-resident", "advance", "PGY-2", "co-resident"),
        ("intern", "co-resident", "advance", "PGY-2", "co-resident"),
        ("PGY2", "co-resident", "advance", "PGY-3", "co-resident"),
        ("R2", "co-resident", "advance", "PGY-3", "co-resident"),
        ("PGY-2, IM", "co-resident", "advance", "PGY-3, IM", "co-resident"),
        ("pgy-3", "co-resident", "graduate", None, "alum"),
        ("Chief Resident", "co-resident", "graduate", None, "alum"),
        ("PGY-4", "co-resident", "ask", "PGY-4", "co-resident"),
        ("second year", "co-resident", "ask", "second year", "co-resident"),
        ("MS1", "student", "advance", "MS2", "student"),
        ("ms3", "mentee", "advance", "MS4", "mentee"),
        ("MS4", "student", "ask", "MS4", "student"),
        # In training elsewhere: a year more, and never an alum of ours.
        ("PGY-1", "alum", "advance", "PGY-2", "alum"),
        ("PGY-2", None, "advance", "PGY-3", None),
        ("PGY-3", "friend", "ask", "PGY-3", "friend"),
        ("chief", "friend", "ask", "chief", "friend"),
    ],
)
def test_july_turns_a_class(
    stage: str, kind: str | None, what: str, next_stage: str | None, next_kind: str | None
) -> None:
    found = turned(stage, kind)
    assert found is not None
    assert (found.what, found.next_stage, found.next_kind) == (what, next_stage, next_kind)
    assert (found.stage, found.kind) == (stage, kind)


@pytest.mark.parametrize(
    ("stage", "kind"),
    [
        ("PGY-2", "faculty"), ("PGY-2", "staff"), ("PGY-2", "mentor"), ("PGY-5", "fellow"),
        ("fellow", "co-resident"), ("attending", "co-resident"), ("fellow", "fellow"),
        (None, "co-resident"), ("second year", "friend"), ("professor", None),
    ],
)  # fmt: skip
def test_july_leaves_all_others_alone(stage: str | None, kind: str | None) -> None:
    assert turned(stage, kind) is None


@pytest.mark.parametrize(
    ("stage", "years", "what"),
    [("PGY-3", 4, "advance"), ("PGY-4", 4, "graduate"), ("PGY-6", 7, "advance"),
     ("PGY-1", 1, "graduate")],
)  # fmt: skip
def test_a_residency_ends_when_its_years_are_over(stage: str, years: int, what: str) -> None:
    found = turned(stage, years=years)
    assert found and found.what == what


@pytest.mark.parametrize(
    ("stage", "kind", "because"),
    [
        ("PGY-2", "co-resident", "year 2 of 3"),
        ("PGY-3", "co-resident", "year 3 of 3"),
        ("PGY-3", "friend", "year 3 of 3; what comes next?"),
        ("PGY-4", "friend", "year 4 of 3?"),
        ("MS2", "student", "year 2 of 4"),
        ("MS4", "student", "graduates; where to?"),
        ("chief", "co-resident", "the chief year ends"),
        ("chief", "friend", "the chief year ends; what comes next?"),
        ("second year", "co-resident", "the stage is not understood"),
    ],
)
def test_it_is_said_why(stage: str, kind: str, because: str) -> None:
    found = turned(stage, kind)
    assert found and found.because == because


def test_only_who_graduates_leaves_the_pods() -> None:
    leaving, staying = turned("PGY-3", pods=("lunch",)), turned("PGY-2", pods=("lunch",))
    assert leaving and leaving.pods == ("lunch",)
    assert staying and staying.pods == ()


@pytest.mark.parametrize(
    ("said_on", "stage", "turns"),
    [
        ("2027-05-31", "PGY-1", True),
        ("2027-06-20", "PGY-1", False),  # an intern who was met before the first day
        ("2027-06-20", "PGY-2", True),
        ("2027-06-20", "MS1", False),
        ("2027-07-01", "PGY-2", False),
        ("2027-07-04", "PGY-2", False),
        ("2027-07-05", "PGY-2", True),  # today: it may be an old list
    ],
)
def test_a_stage_said_since_july_is_of_this_year(said_on: str, stage: str, turns: bool) -> None:
    assert bool(turned(stage, said_on=d(said_on))) is turns


HELD = Position(stage="PGY-1", to=d("2027-06-30"))


@pytest.mark.parametrize(
    ("history", "turns"),
    [
        # Rolled over, by July or by hand in June.
        ([Position(stage="PGY-2", from_=d("2027-07-01")), HELD], False),
        ([Position(stage="PGY-2", from_=d("2027-06-24")),
          Position(stage="PGY-1", to=d("2027-06-23"))], False),
        # Another house since, in the same stage: the year turned before that.
        ([Position(stage="PGY-2", organisation="Yale", from_=d("2027-08-01")),
          Position(stage="PGY-2", from_=d("2027-07-01"), to=d("2027-07-31")), HELD], False),
        # Only another house.
        ([Position(stage="PGY-2", organisation="Yale", from_=d("2027-06-10")),
          Position(stage="PGY-2", organisation="Mercy", to=d("2027-06-09"))], True),
        # The July before.
        ([Position(stage="PGY-2", from_=d("2026-07-01")),
          Position(stage="PGY-1", to=d("2026-06-30"))], True),
        # On the first of June, and on the last day before it.
        ([Position(stage="PGY-2", from_=d("2027-06-01")),
          Position(stage="PGY-1", to=d("2027-05-31"))], False),
        ([Position(stage="PGY-2", from_=d("2027-05-31")),
          Position(stage="PGY-1", to=d("2027-05-30"))], True),
        # Another stage in May, only another house in July.
        ([Position(stage="PGY-2", organisation="Yale", from_=d("2027-07-01")),
          Position(stage="PGY-2", from_=d("2027-05-10"), to=d("2027-06-30")),
          Position(stage="PGY-1", to=d("2027-05-09"))], True),
        # Another stage on the last of May, only another house in July.
        ([Position(stage="PGY-2", organisation="Yale", from_=d("2027-07-01")),
          Position(stage="PGY-2", from_=d("2027-05-31"), to=d("2027-06-30")),
          Position(stage="PGY-1", to=d("2027-05-30"))], True),
        # Since July only the house is known.
        ([Position(organisation="Yale", from_=d("2027-07-01")), HELD], True),
        # Nobody said since when.
        ([Position(stage="PGY-2"), HELD], True),
        # Never written down before this June.
        ([Position(stage="PGY-2", from_=d("2027-07-01"))], False),
    ],
)  # fmt: skip
def test_another_stage_since_june_is_the_proof(history: list[Position], turns: bool) -> None:
    assert bool(turned("PGY-2", history=history)) is turns


def test_a_co_resident_who_moved_on_becomes_an_alum() -> None:
    history = [
        Position(stage="fellow", organisation="Yale", from_=d("2027-07-01")),
        Position(stage="PGY-3", to=d("2027-06-30")),
    ]
    found = turned("fellow", history=history, pods=("lunch",))
    assert found and (found.what, found.next_stage, found.next_kind) == (
        "graduate", "fellow", "alum",
    )  # fmt: skip
    assert turned("fellow", "alum", history=history) is None


@pytest.mark.parametrize(
    ("day", "first", "season"),
    [
        ("2027-05-31", "2026-07-01", False),
        ("2027-06-01", "2027-07-01", True),
        ("2027-08-31", "2027-07-01", True),
        ("2027-09-01", "2027-07-01", False),
        ("2028-01-01", "2027-07-01", False),
    ],
)
def test_an_academic_year_begins_in_july_and_june_looks_ahead(
    day: str, first: str, season: bool
) -> None:
    assert (july(d(day)), is_season(d(day))) == (d(first), season)
