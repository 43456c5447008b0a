"""What a calendar was told, and what it is told now."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.marks import SILENT, Mark, Told, cancelled, open_one, withdrawn

TODAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 27)
MAYA = Told("a-promise@rescrm", "Promise: Maya Rao", FRIDAY)
NINE = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
KNOWN = Mark(MAYA.uid, MAYA.summary, FRIDAY, "open", 3, date(2026, 11, 1), rings=SILENT)
LATER = date(2026, 12, 30)


def test_a_new_item_begins_at_nought() -> None:
    assert open_one(MAYA, None, TODAY) == Mark(
        MAYA.uid, MAYA.summary, FRIDAY, "open", 0, TODAY, rings=SILENT
    )


def test_an_unchanged_item_keeps_its_stamps() -> None:
    assert open_one(MAYA, KNOWN, TODAY) == KNOWN


@pytest.mark.parametrize(
    ("item", "known"),
    [
        (MAYA._replace(day=TODAY), KNOWN),
        (MAYA._replace(summary="Promise: Maya Patel"), KNOWN),
        (MAYA, KNOWN._replace(state="cancelled")),
        (MAYA._replace(starts=NINE), KNOWN),
        (MAYA._replace(starts=NINE), KNOWN._replace(starts=NINE + timedelta(hours=1))),
        (MAYA._replace(ends=NINE), KNOWN._replace(ends=NINE + timedelta(hours=1))),
        (MAYA._replace(rings="09:00"), KNOWN),
        (MAYA, KNOWN._replace(rings="09:00")),
        (MAYA._replace(stand_in="2026-11-27T14:00+00:00"), KNOWN._replace(stand_in="")),
    ],
)
def test_the_sequence_rises_with_each_change(item: Told, known: Mark) -> None:
    now = open_one(item, known, TODAY)
    assert (now.sequence, now.modified, now.state) == (4, TODAY, "open")
    assert (now.day, now.summary) == (item.day, item.summary)


def test_an_alarm_that_was_never_told_is_no_change() -> None:
    old = KNOWN._replace(rings=None)
    assert open_one(MAYA._replace(rings="09:00"), old, TODAY) == old._replace(rings="09:00")


def test_a_calendar_that_needs_no_stand_in_leaves_it_alone() -> None:
    google = MAYA._replace(stand_in="2026-11-27T14:00+00:00")
    told = open_one(google, KNOWN, TODAY)
    assert (told.sequence, told.stand_in) == (3, google.stand_in)
    assert open_one(MAYA, told, TODAY) == told
    assert open_one(google, told, TODAY) == told


def test_a_calendar_that_is_told_of_no_alarm_leaves_it_alone() -> None:
    rang = KNOWN._replace(rings="09:00")
    assert open_one(MAYA._replace(rings=None), rang, TODAY) == rang
    moved = open_one(MAYA._replace(rings=None, day=TODAY), rang, TODAY)
    assert (moved.sequence, moved.rings) == (4, None)


def test_what_is_over_is_cancelled_once() -> None:
    gone = cancelled(KNOWN, TODAY)
    assert gone == KNOWN._replace(state="cancelled", sequence=4, modified=TODAY)
    assert cancelled(gone, FRIDAY) == gone


@pytest.mark.parametrize(("days", "stays"), [(0, True), (30, True), (31, False)])
def test_a_cancelled_item_leaves_after_thirty_days(days: int, stays: bool) -> None:
    gone = cancelled(KNOWN, TODAY)
    assert withdrawn([gone], (), LATER, TODAY + timedelta(days=days)) == [gone] * stays


def test_what_is_open_but_beyond_reach_is_left_alone() -> None:
    far = KNOWN._replace(day=date(2027, 2, 1))
    assert withdrawn([far], {far.uid}, LATER, TODAY) == []
    assert withdrawn([far], (), LATER, TODAY) == [cancelled(far, TODAY)]


def test_what_moved_out_of_reach_is_cancelled_for_its_day_is_wrong() -> None:
    assert withdrawn([KNOWN], {KNOWN.uid}, LATER, TODAY) == [cancelled(KNOWN, TODAY)]


@given(st.lists(st.one_of(st.none(), st.dates(TODAY, LATER)), max_size=20))
def test_the_sequence_never_falls(days: list[date | None]) -> None:
    mark: Mark | None = None
    for day in days:
        before = mark.sequence if mark else -1
        if day is None:
            mark = cancelled(mark, TODAY) if mark else None
        else:
            mark = open_one(MAYA._replace(day=day), mark, TODAY)
        assert mark is None or mark.sequence >= before
