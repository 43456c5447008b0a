"""Words of a note that may have been meant otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rescrm.core.doubts import (
    from_them,
    left_out,
    to_come,
    unanswered,
    unkept_word,
    unread_ask,
    unread_by,
    unread_day,
    unread_promise,
)


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
        ("coffee yesterday with Ben, boards", "yesterday"),
        ("last thursday, apps", "last thursday"),
        ("ran into Ben on friday, boards", "on friday"),
        ("Journal club last night w/ Dee", "last night"),
        ("called Ben 3 days ago about boards", "3 days ago"),
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
        "talked about friday clinic",
        "talked boards, which she sat yesterday",
        "the Monday conference",
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


@pytest.mark.parametrize(
    ("find", "note", "found"),
    [
        (unread_ask, "asked Grace for a letter by dec 1", "asked Grace for a letter by dec 1"),
        (unread_ask, "talked boards, asked Lee Wong for a slot", "asked Lee Wong for a slot"),
        (unread_ask, "she asked me for a letter", None),
        (unread_by, "coffee tomorrow", "tomorrow"),
        (unread_by, "the deck next fri", "next fri"),
        (unread_by, "tomorrow", None),
        (unread_by, "the tomorrow list", None),
        (unanswered, "called Ben no answer", "no answer"),
        (unanswered, "left voicemail for Lee", "left voicemail"),
        (unanswered, "she didn’t pick up", "didn’t pick up"),
        (unanswered, "talked about the answer", None),
        (to_come, "will call Ben tomorrow", "will"),
        (to_come, "need to email her", "need to"),
        (to_come, "Will Park came too", None),
        (to_come, "she will write", None),
        (from_them, "Ben texted me about the swap", "texted me"),
        (from_them, "got a text from Tommy", "text from"),
        (from_them, "texted Ben", None),
        (left_out, "lunch with the pod, everyone but Dee", "everyone but Dee"),
        (left_out, "but Dee was late", None),
    ],
)
def test_what_the_words_say_otherwise_is_found(
    find: Callable[[str], str | None], note: str, found: str | None
) -> None:
    assert find(note) == found
