"""Text by the cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.view.listing import tied
from rescrm.view.wrapping import breaks, hanging, sentences, squeezed, width_of, wrapped

LETTERS = ["a", "b", " ", "  ", "é", "e\u0301", "王", "👩‍⚕️", "🇭🇺"]
WORDS = st.lists(st.sampled_from(LETTERS), max_size=60).map("".join)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Maya", 4),
        ("José", 4),
        ("Jose\u0301", 4),
        ("王伟", 4),
        ("👩‍⚕️", 2),
        ("🇭🇺", 2),
        ("مريم", 4),
        ("", 0),
    ],
)
def test_widths_are_counted_in_cells(text: str, cells: int) -> None:
    assert width_of(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 20, ["one two three"]),
        ("one two three", 13, ["one two three"]),
        ("one two three", 12, ["one two", "three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 4, ["one", "two"]),
        ("  indented text", 10, ["  indented", "text"]),
        ("trailing   ", 20, ["trailing"]),
        ("Massachusetts Eye", 5, ["Massachusetts", "Eye"]),
        ("a Massachusetts b", 5, ["a", "Massachusetts", "b"]),
        ("王伟 李娜", 4, ["王伟", "李娜"]),
        ("Jose\u0301 Nu\u0301", 4, ["Jose\u0301", "Nu\u0301"]),
    ],
)
def test_lines_break_at_spaces_and_words_stay_whole(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrapped(text, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a bcdefgh", 4, ["a", "bcde", "fgh"]),
        ("王伟李娜", 5, ["王伟", "李娜"]),
        ("👩‍⚕️👩‍⚕️👩‍⚕️", 4, ["👩‍⚕️👩‍⚕️", "👩‍⚕️"]),
    ],
)
def test_squeezed_words_are_divided_between_characters(
    text: str, width: int, lines: list[str]
) -> None:
    assert squeezed(text, width) == lines


def test_a_tied_name_is_not_broken_while_there_is_room() -> None:
    names = f"{tied('Ana Torres')}, {tied('Kofi Mensah')}"
    assert squeezed(names, 16) == [tied("Ana Torres") + ",", tied("Kofi Mensah")]


def test_a_tied_name_wider_than_the_line_breaks_between_its_words() -> None:
    assert squeezed(tied("Ana Torres"), 8) == ["Ana", "Torres"]


@given(WORDS, st.integers(min_value=4, max_value=30))
def test_squeezed_lines_fit_and_lose_no_letter(text: str, width: int) -> None:
    lines = squeezed(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(WORDS, st.integers(min_value=1, max_value=30), st.integers(min_value=1, max_value=30))
def test_breaks_are_in_order_and_skip_spaces_only(text: str, first: int, rest: int) -> None:
    spans = breaks(text, first, rest)
    at = 0
    for start, end in spans:
        assert at <= start <= end
        assert not text[at:start].strip(" ")
        at = end
    assert not text[at:].strip(" ")


@given(WORDS, st.integers(min_value=6, max_value=40))
def test_a_line_that_fits_is_not_broken(text: str, width: int) -> None:
    if width_of(text.rstrip(" ")) <= width:
        assert wrapped(text, width) == [text.rstrip(" ")]


@pytest.mark.parametrize(
    ("text", "hang"),
    [
        ("4 due. Type this.", 0),
        ("  rule 3 goes before rule 7", 4),
        ("  2 Oct 2026   last touch: e-mail", 15),
        ("  2027-03-20  met         poster 212", 26),
        ("Today       Samuel Okafor, research mentor", 12),
        ("Maya Rao (maya-rao)                                     faculty", 0),
        ("Dear Maya.  Thank you", 0),
        ("", 0),
        ("   ", 5),
        ("王伟    faculty", 8),
    ],
)
def test_later_lines_hang_where_the_last_aligned_part_begins(text: str, hang: int) -> None:
    assert hanging(text, 80) == hang


@given(WORDS, st.integers(min_value=20, max_value=80))
def test_at_least_half_of_a_line_is_left_when_it_hangs(text: str, width: int) -> None:
    assert 0 <= hanging(text, width) <= width // 2


@pytest.mark.parametrize(
    "text", [" " * 2_000_000, "a" + " " * 2_000_000, "a  " * 70_000, "a" * 200_000]
)
def test_a_hostile_note_is_wrapped_in_passing(text: str) -> None:
    assert "".join(squeezed(text, 40)).replace(" ", "") == text.replace(" ", "")
    assert hanging(text, 80) <= 40


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('nobody here is called "Lee".', ["nobody here is called", '"Lee".']),
        ("kept; look: rescrm event show acc", ["kept; look:", "rescrm event show acc"]),
        ("try rescrm due. It is quick.", ["try rescrm due. It is", "quick."]),
        ("then `rescrm sent 1 2 3` logs", ["then", "`rescrm sent 1 2 3`", "logs"]),
        ("  Maya Rao · UCSF · poster 212", ["  Maya Rao · UCSF ·", "    poster 212"]),
        ("rescrm: there is no such thing", ["rescrm: there is no", "such thing"]),
    ],
)
def test_what_can_be_typed_stays_in_one_piece(text: str, lines: list[str]) -> None:
    assert sentences(text, 22) == lines
