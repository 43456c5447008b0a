"""Goals in words: what they count, and how a month stands."""

from __future__ import annotations

from datetime import date

import pytest

from rescrm.core.goals import Goal, counts_of, line, month, parted, text
from rescrm.errors import UsageError


@pytest.mark.parametrize(
    ("name", "said", "counts"),
    [
        ("event", None, "event"),
        ("Events", None, "event"),
        ("committee", None, "committee"),
        ("faculty meeting", None, "meeting kind:faculty"),
        ("faculty-meetings", None, "meeting kind:faculty"),
        ("peer coffee", None, None),
        ("peer coffee", "touch kind:co-resident", "touch kind:co-resident"),
        ("anything", "Meeting  kind:faculty   -tag:x", "meeting kind:faculty -tag:x"),
        ("event", "touch", "touch"),
    ],
)
def test_what_counts_is_said_or_known_by_its_name(
    name: str, said: str | None, counts: str | None
) -> None:
    assert counts_of(name, said) == counts


@pytest.mark.parametrize("said", ["", "walk", "kind:faculty", "event kind:faculty", "committee x"])
def test_what_cannot_be_counted_is_refused(said: str) -> None:
    with pytest.raises(UsageError, match="nothing to count"):
        counts_of("x", said)


def test_counts_are_taken_apart_again() -> None:
    assert parted("meeting kind:faculty -tag:x") == ("meeting", ["kind:faculty", "-tag:x"])
    assert parted("event") == ("event", [])


@pytest.mark.parametrize(
    ("name", "wanted", "done", "said"),
    [
        ("event", 1, 0, "one event: not yet"),
        ("event", 1, 1, "one event: done"),
        ("event", 1, 4, "one event: done"),
        ("peer coffee", 2, 0, "peer coffee: none of two so far"),
        ("peer coffee", 2, 1, "peer coffee: one of two so far"),
        ("peer coffee", 2, 2, "peer coffee: both done"),
        ("peer coffee", 3, 5, "peer coffee: all three done"),
        ("call", 12, 11, "call: 11 of 12 so far"),
    ],
)
def test_a_goal_in_kind_words(name: str, wanted: int, done: int, said: str) -> None:
    assert text(name, wanted, done) == said


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 11, 22), date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        (date(1, 1, 1), date(1, 1, 1), date(1, 1, 31)),
        (date(9999, 12, 31), date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_month_from_its_first_day_to_its_last(day: date, first: date, last: date) -> None:
    assert month(day) == (first, last)


def goal(name: str, done: int, suggestion: str | None = None) -> Goal:
    return Goal(
        name=name,
        wanted=1,
        counts="event",
        done=done,
        text=text(name, 1, done),
        suggestion=suggestion,
    )


def test_one_line_says_the_month_once() -> None:
    goals = [goal("event", 1), goal("faculty meeting", 0, "perhaps Maya Rao: last time, boards")]
    assert line(goals) == (
        "one event this month: done · "
        "one faculty meeting: not yet; perhaps Maya Rao: last time, boards"
    )
    assert line([]) == ""
