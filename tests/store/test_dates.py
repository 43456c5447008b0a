"""Yearly dates that fall due far ahead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from play import Program


def falls(rescrm: Program, today: str, within: int = 0) -> list[tuple[str, str]]:
    """The day each date is due on, and the day it falls on."""
    found = rescrm.items(f"due --within {within}", now=f"{today}T08:00:00-05:00")
    return [(each["due_on"], each["limit_on"]) for each in found]


@pytest.fixture
def boards(rescrm: Program) -> Program:
    """Boards on 22 November 2027, told a year ahead."""
    rescrm.ok("add Ben", now="2026-01-01T08:00:00-05:00")
    rescrm.ok("date ben boards 2027-11-22 --lead 365", now="2026-01-01T08:00:00-05:00")
    return rescrm


def test_a_date_a_year_ahead_is_due_from_its_first_day_on(boards: Program) -> None:
    assert falls(boards, "2026-11-21") == []
    for today in ("2026-11-22", "2026-11-23", "2027-11-22"):
        assert falls(boards, today) == [("2026-11-22", "2027-11-22")]


def test_a_date_is_told_once_also_on_the_day_it_falls(boards: Program) -> None:
    assert falls(boards, "2027-11-22", within=400) == [("2026-11-22", "2027-11-22")]
    # The day after, the next one is due.
    assert falls(boards, "2027-11-23") == [("2027-11-23", "2028-11-22")]


@pytest.mark.parametrize("lead", [0, 1, 7, 200, 364, 365])
def test_a_date_comes_round_once_and_on_its_day(rescrm: Program, lead: int) -> None:
    rescrm.ok("add Ben", now="2026-01-01T08:00:00-05:00")
    rescrm.ok(f"date ben retreat 'mar 1' --lead {lead}", now="2026-01-01T08:00:00-05:00")
    first = date(2027, 3, 1) - timedelta(days=lead)
    before = falls(rescrm, (first - timedelta(days=1)).isoformat())
    assert (first.isoformat(), "2027-03-01") not in before
    on_the_day = falls(rescrm, first.isoformat())
    if lead == 365:  # the one before falls today, and is told first
        assert on_the_day == [("2025-03-01", "2026-03-01")]
    else:
        assert on_the_day == [(first.isoformat(), "2027-03-01")]


def test_what_is_done_gives_way_to_the_next(boards: Program) -> None:
    uid = boards.item("due", now="2027-11-22T08:00:00-05:00")["uid"]
    boards.ok(f"done {uid}", now="2027-11-22T08:00:00-05:00")
    assert falls(boards, "2027-11-22") == []
    assert falls(boards, "2027-11-23") == [("2027-11-23", "2028-11-22")]
