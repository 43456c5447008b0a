"""When thanks are in place: after which touches, until when, and what counts as thanks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rescrm.core import gratitude
from rescrm.core.model import Interaction

TODAY = date(2026, 11, 22)


def touch(**said: Any) -> Interaction:
    return Interaction(**{"uid": "u", "on": TODAY, "kind": "coffee", "note": None, **said})


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ({"kind": "coffee"}, True),
        ({"kind": "call"}, True),
        ({"kind": "meeting"}, True),
        ({"kind": "meal"}, True),
        ({"kind": "video"}, True),
        ({"kind": "call", "direction": "me"}, True),
        ({"kind": "call", "direction": "them"}, False),
        ({"kind": "call", "attempt": True}, False),
        ({"kind": "meeting", "group": "lunch"}, False),
        ({"kind": "email", "direction": "me"}, False),
        ({"kind": "conference"}, False),
        ({"kind": "debrief"}, False),
        ({"kind": None}, False),
        ({"kind": "sim lab"}, False),
    ],
)
def test_somebodys_time_asks_for_thanks_and_nothing_else_does(
    said: dict[str, Any], asks: bool
) -> None:
    assert gratitude.is_meeting(touch(**said)) is asks


@pytest.mark.parametrize(
    ("said", "thanks"),
    [
        ({"kind": "email", "direction": "me"}, True),
        ({"kind": "message", "direction": "me"}, True),
        ({"kind": "letter", "direction": "me"}, True),
        ({"kind": "email", "direction": "them"}, False),
        ({"kind": "call", "direction": "me"}, False),
        ({"kind": "email", "direction": "me", "attempt": True}, True),
        ({"kind": "email", "direction": "me", "on": date(2026, 11, 23)}, False),
    ],
)
def test_a_message_of_mine_that_went_out_is_a_letter(said: dict[str, Any], thanks: bool) -> None:
    assert gratitude.is_letter(touch(**said), TODAY) is thanks


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ("thanks for the coffee", True),
        ("Thank you: the IRB reply", True),
        ("thanked her for the slot", True),
        ("so grateful for this", True),
        ("a letter full of gratitude", True),
        ("Thanksgiving plans", False),
        ("the thankless job", False),
        ("the deck", False),
        ("", False),
        (None, False),
    ],
)
def test_a_note_says_thanks_in_so_many_words(note: str | None, says: bool) -> None:
    assert gratitude.says_thanks(note) is says


def test_thanks_for_a_meeting_are_due_two_days_on_with_three_more_to_go() -> None:
    due = gratitude.due_after_meeting(date(2026, 11, 21))
    assert (due, gratitude.limit(due)) == (date(2026, 11, 23), date(2026, 11, 26))


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-11-22", "2026-11-25"),
        ("2026-11-20", "2026-11-23"),
        ("2026-11-19", "2026-11-22"),
        ("2026-11-18", "2026-11-22"),
        ("2025-01-01", "2026-11-22"),
    ],
)
def test_thanks_for_a_favour_are_due_three_days_on_and_never_in_the_past(
    day: str, due: str
) -> None:
    assert gratitude.due_after_favour(date.fromisoformat(day), TODAY) == date.fromisoformat(due)


@pytest.mark.parametrize(("day", "late"), [("2026-10-23", False), ("2026-10-22", True)])
def test_a_month_after_a_meeting_no_thanks_are_asked_for(day: str, late: bool) -> None:
    assert gratitude.is_too_late(date.fromisoformat(day), TODAY) is late


def test_at_the_end_of_time_thanks_are_due_on_the_last_day() -> None:
    assert gratitude.due_after_meeting(date.max) == date.max
    assert gratitude.limit(date.max) == date.max


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("coffee", "after coffee on Sat 21 Nov 2026"),
        ("video", "after the video call on Sat 21 Nov 2026"),
        ("sim lab", "after the sim lab on Sat 21 Nov 2026"),
    ],
)
def test_why_thanks_are_due_is_said_in_words(kind: str, words: str) -> None:
    assert gratitude.after(kind, date(2026, 11, 21)) == words
