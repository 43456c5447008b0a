"""Who came, who was missed how often running, who was met alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.coverage import Covered, Mark, cover, missed_running, missed_words

FIRST, SECOND, THIRD = date(2026, 10, 6), date(2026, 10, 20), date(2026, 11, 3)
ANA, BEN, DEE = ("ana", "Ana Torres"), ("ben", "Ben Adler"), ("dee", "Dee Park")


def mark(handle: str, on: date, missed: bool = False) -> Mark:
    return Mark(handle, on, missed)


MEETINGS = [  # the latest first
    mark("ana", THIRD), mark("ben", THIRD), mark("dee", THIRD, missed=True),
    mark("ana", SECOND, missed=True), mark("ben", SECOND), mark("dee", SECOND, missed=True),
    mark("ana", FIRST), mark("dee", FIRST),
]  # fmt: skip


def test_each_member_is_told_by_what_happened() -> None:
    covered = cover([ANA, BEN, DEE], MEETINGS, {"dee": date(2026, 10, 30)})
    assert covered == [
        Covered("ana", "Ana Torres", 2, 0, THIRD, None),
        Covered("ben", "Ben Adler", 2, 0, THIRD, None),
        Covered("dee", "Dee Park", 1, 2, FIRST, date(2026, 10, 30)),
    ]


def test_only_members_are_told_and_in_their_order() -> None:
    assert [each.handle for each in cover([BEN, ANA], MEETINGS, {})] == ["ben", "ana"]


def test_who_never_came_is_told_without_days() -> None:
    (eve,) = cover([("eve", "Eve Ray")], MEETINGS, {})
    assert eve == Covered("eve", "Eve Ray", 0, 0, None, None)


def test_who_rests_is_not_missed() -> None:
    (dee,) = cover([DEE], MEETINGS, {}, resting=["dee"])
    assert (dee.missed, dee.came, dee.last_meeting) == (0, 1, FIRST)


@pytest.mark.parametrize(
    ("marks", "times"),
    [
        ([], {}),
        ([("dee", True)], {"dee": 1}),
        ([("dee", True), ("dee", True)], {"dee": 2}),
        ([("dee", True), ("dee", False), ("dee", True)], {"dee": 1}),
        ([("dee", False), ("dee", True), ("dee", True)], {}),
        ([("dee", True), ("ana", False), ("dee", True)], {"dee": 2}),
        ([("dee", True), ("ana", True)], {"dee": 1, "ana": 1}),
    ],
)
def test_missed_running_ends_where_they_were_there(
    marks: list[tuple[str, bool]], times: dict[str, int]
) -> None:
    assert missed_running(marks) == times


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=30))
def test_who_was_there_last_is_not_missed(marks: list[tuple[str, bool]]) -> None:
    times = missed_running(marks)
    for who in {who for who, _ in marks}:
        theirs = [missed for each, missed in marks if each == who]
        running = theirs.index(False) if False in theirs else len(theirs)
        assert times.get(who, 0) == running


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([], ""),
        ([("Dee Park", 1)], "Dee was missed last time"),
        ([("Dee Park", 2)], "Dee was missed twice"),
        ([("Dee Park", 3)], "Dee was missed 3 times"),
        ([("Ana Torres", 1), ("Dee Park", 2)], "Dee was missed twice, Ana was missed last time"),
        (
            [("Dee Park", 2), ("Dee Ray", 2)],
            "Dee Park was missed twice, Dee Ray was missed twice",
        ),
        ([("李明", 2)], "李明 was missed twice"),
        ([(" ", 2)], "  was missed twice"),
    ],
)
def test_who_was_missed_is_said_by_first_name_unless_two_share_it(
    times: list[tuple[str, int]], words: str
) -> None:
    assert missed_words(times) == words
