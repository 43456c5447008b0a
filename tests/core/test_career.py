"""What a move does to what is known of someone's positions."""

from __future__ import annotations

from datetime import date

import pytest

from rescrm.core.career import Position, Step, label, news, step, stretch
from rescrm.errors import MovedSince, UsageError

TODAY = date(2026, 11, 22)
MERCY = Position(organisation="Mercy", stage="PGY-3", to=date(2026, 6, 30))
STANFORD = Position(organisation="Stanford", stage="fellow", from_=date(2026, 7, 1))
YALE = Position(organisation="Yale", stage="fellow", from_=date(2027, 7, 1))
STANFORD_TODAY = Position(organisation="Stanford", stage="fellow", from_=TODAY)
NOWHERE = [Position()]
NEVER_MOVED = [Position(organisation="Mercy", stage="PGY-3")]
MOVED = [STANFORD, MERCY]


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("history", "said", "first", "expected"),
    [
        # For the first time: today, or since a day.
        (NOWHERE, {"organisation": "Mercy"}, None, (Step.MOVE, "2026-11-22")),
        (NEVER_MOVED, {"organisation": "Yale"}, None, (Step.MOVE, "2026-11-22")),
        (NEVER_MOVED, {"organisation": "Yale"}, "2020-01-01", (Step.MOVE, "2020-01-01")),
        (NEVER_MOVED, {"stage": "fellow"}, "2026-11-22", (Step.MOVE, "2026-11-22")),
        # The same again.
        (NEVER_MOVED, {"organisation": "Mercy"}, None, (Step.NOTHING, "2026-11-22")),
        (MOVED, {"organisation": "Stanford"}, None, (Step.NOTHING, "2026-11-22")),
        (MOVED, {"stage": "fellow"}, "2026-07-01", (Step.NOTHING, "2026-07-01")),
        # Since when, for what is known.
        (NEVER_MOVED, {"organisation": "Mercy"}, "2024-07-01", (Step.SINCE, "2024-07-01")),
        (MOVED, {"organisation": "Stanford"}, "2026-06-15", (Step.SINCE, "2026-06-15")),
        (MOVED, {"organisation": "Stanford"}, "2026-08-01", (Step.SINCE, "2026-08-01")),
        # Something else began that day.
        (MOVED, {"organisation": "Yale"}, "2026-07-01", (Step.CORRECT, "2026-07-01")),
        (MOVED, {"organisation": "Yale"}, "2026-07-02", (Step.MOVE, "2026-07-02")),
        # What began today is so today.
        ([STANFORD_TODAY, MERCY], {"organisation": "Yale"}, None, (Step.CORRECT, "2026-11-22")),
        ([STANFORD_TODAY, MERCY], {"organisation": "Stanford"}, None, (Step.NOTHING, "2026-11-22")),
        # Still to come, whatever is known now, up to five years ahead.
        (MOVED, {"organisation": "Yale"}, "2031-11-26", (Step.COMING, "2031-11-26")),
        (MOVED, {"organisation": "Yale"}, "2026-11-23", (Step.COMING, "2026-11-23")),
        (NOWHERE, {"organisation": "Yale"}, "2031-11-01", (Step.COMING, "2031-11-01")),
        # What is to come is not what is.
        ([YALE, *MOVED], {"organisation": "Yale"}, None, (Step.MOVE, "2026-11-22")),
        ([YALE, *MOVED], {"organisation": "Stanford"}, None, (Step.NOTHING, "2026-11-22")),
    ],
)
def test_a_move_is_what_is_known_makes_of_it(
    history: list[Position],
    said: dict[str, str | None],
    first: str | None,
    expected: tuple[Step, str],
) -> None:
    kind, day = expected
    assert step(history, said, first and d(first), TODAY) == (kind, d(day))


@pytest.mark.parametrize(
    ("history", "said", "first"),
    [
        (MOVED, {"organisation": "Yale"}, "2026-06-30"),
        (
            [STANFORD, Position(organisation="Mercy", from_=d("2023-07-01"), to=d("2026-06-30"))],
            {"organisation": "Stanford"},
            "2023-07-01",
        ),
    ],
)
def test_a_move_before_what_is_known_is_refused(
    history: list[Position], said: dict[str, str | None], first: str
) -> None:
    with pytest.raises(MovedSince) as told:
        step(history, said, d(first), TODAY)
    assert told.value.exit_code == 3


@pytest.mark.parametrize("first", ["0001-01-01", "1899-12-31", "2031-11-27", "9999-12-31"])
def test_a_day_that_nobody_means_is_refused(first: str) -> None:
    with pytest.raises(UsageError, match="too far off"):
        step(NEVER_MOVED, {"organisation": "Yale"}, d(first), TODAY)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"organisation": "Stanford", "stage": "fellow"}, "fellow at Stanford"),
        ({"title": "Program Director", "organisation": None}, "Program Director"),
        ({"stage": "PGY-3"}, "PGY-3"),
        ({"stage": "fellow", "title": "Dr.", "specialty": "cardiology"}, "fellow"),
        ({"organisation": "Yale", "city": "New Haven"}, "the move to Yale"),
        ({"organisation": "Yale"}, "the move to Yale"),
        ({"city": "Boston"}, "the move to Boston"),
        ({"specialty": "cardiology", "city": "Boston"}, "cardiology in Boston"),
    ],
)
def test_a_move_is_told_as_one_congratulates(said: dict[str, str | None], told: str) -> None:
    assert news(said) == told


@pytest.mark.parametrize(
    ("position", "told"),
    [
        (MERCY, "until Tue 30 Jun 2026"),
        (STANFORD, "since Wed 1 Jul 2026"),
        (STANFORD_TODAY, "since Sun 22 Nov 2026"),
        (YALE, "from Thu 1 Jul 2027"),
        (Position(from_=d("2023-07-01"), to=d("2026-06-30")),
         "Sat 1 Jul 2023 to Tue 30 Jun 2026"),
        (Position(organisation="Mercy"), ""),
    ],
)  # fmt: skip
def test_the_days_of_a_position_are_told_in_words(position: Position, told: str) -> None:
    assert stretch(position, TODAY) == told


def test_a_position_is_told_in_a_few_words() -> None:
    position = Position(stage="fellow", title="Dr.", organisation="Yale", city="New Haven")
    assert label(position) == "fellow, Dr. · Yale, New Haven"
    assert label(Position(city="Boston")) == "Boston"
    assert label(Position()) == ""
