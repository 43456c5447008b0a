"""Words of a note that may have been meant otherwise."""

from __future__ import annotations

import pytest

from rescrm.core.doubts import unkept_word, unread_day, unread_promise


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("yest coffee w/ dee", "yest"),
        ("tomorrow", "tomorrow"),
        ("sunday talked about fellowships", "sunday"),
        ("on the 12th", "on the 12th"),
        ("the 3rd of may, boards", "the 3rd of may"),
        ("10/28, talked boards", "10/28"),
        ("talked boards on 10/28, owe ben", "on 10/28"),
        ("talked boards 11/12/26", "11/12/26"),
    ],
)
def test_a_day_that_stayed_in_the_note_is_found(note: str, day: str) -> None:
    assert unread_day(note) == day


@pytest.mark.parametrize(
    "note",
    [
        "",
        "talked boards",
        "monday's clinic",
        "sunlight in the lounge",
        "the exam is tomorrow",
        "24/7 line",
        "paper 3/4 done",
        "marathon plans",
    ],
)
def test_words_that_are_no_day_are_let_be(note: str) -> None:
    assert unread_day(note) is None


@pytest.mark.parametrize(
    ("note", "owed"),
    [
        ("talked boards, owe ben the qi deck by fri", "owe ben the qi deck by fri"),
        ("talked boards and owe ben the deck", "owe ben the deck"),
        ("I owe Ben a call", "I owe Ben a call"),
        ("they owe me one", None),
        ("talked boards, owe me a coffee", None),
        ("what fellows owe the program", None),
    ],
)
def test_a_promise_without_its_semicolon_is_found(note: str, owed: str | None) -> None:
    assert unread_promise(note) == owed


@pytest.mark.parametrize(
    ("note", "sworn"),
    [
        ("promised the protocol", "promised the protocol"),
        ("about pacing; promised her the deck by fri", "promised her the deck by fri"),
        ("talked pacing, I'll send the slides", "I'll send the slides"),
        ("talked and will forward it to Ben", "will forward it to Ben"),
        ("she promised me a letter", None),
        ("will send me the slides", None),
        ("boards were promised to be easy", None),
        ("he will send the slides", None),
    ],
)
def test_a_promise_in_other_words_is_found(note: str, sworn: str | None) -> None:
    assert unkept_word(note) == sworn
