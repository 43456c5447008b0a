"""Text from data, made safe to show."""

from __future__ import annotations

import pytest
from hostile import ACTS, ANY_TEXT, HOSTILE, unescaped
from hypothesis import given
from hypothesis import strategies as st

from rescrm.view import safe


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Maya Rao", "Maya Rao"),
        ("José Núñez", "José Núñez"),
        ("王伟", "王伟"),
        ("a\tb", r"a\tb"),
        ("a\nb", r"a\nb"),
        ("a\r\nb", r"a\r\nb"),
        ("C:\\new", r"C:\\new"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\x00", r"\x00"),
        ("\x7f", r"\x7f"),
        ("\x9b31m", r"\x9b31m"),
        ("\x85", r"\x85"),
        ("\u202egnp", r"\u202egnp"),
        ("\u2066x\u2069", r"\u2066x\u2069"),
        ("a\u2028b", r"a\u2028b"),
        ("\udcff", r"\udcff"),
        ("", ""),
    ],
)
def test_a_cell_spells_out_what_acts_or_breaks_the_line(text: str, cell: str) -> None:
    assert safe.cell(text) == cell


@pytest.mark.parametrize("mark", ["\u200d", "\u200c", "\ufe0f", "\u200e", "\u200f", "\xad", "\xa0"])
def test_marks_that_scripts_and_emoji_need_stay(mark: str) -> None:
    assert safe.cell(f"a{mark}b") == f"a{mark}b"
    assert safe.shown(f"a{mark}b") == f"a{mark}b"


@given(ANY_TEXT)
def test_a_cell_reads_back_as_it_was(text: str) -> None:
    assert unescaped(safe.cell(text)) == text


@given(ANY_TEXT)
def test_a_cell_reads_back_through_ascii_too(text: str) -> None:
    carried = safe.cell_for_encoding(safe.cell(text), "ascii")
    assert carried.isascii()
    assert unescaped(carried) == text


@given(ANY_TEXT)
def test_nothing_that_acts_is_left_in_a_cell(text: str) -> None:
    assert not ACTS & set(safe.cell(text))
    assert len(safe.cell(text).splitlines()) <= 1


@given(ANY_TEXT)
def test_nothing_that_acts_is_left_on_the_screen(text: str) -> None:
    assert not ACTS & set(safe.shown(text))
    assert not (ACTS - {"\n", "\t"}) & set(safe.shown_lines(text))


@given(ANY_TEXT)
def test_what_is_shown_can_be_written_as_utf8(text: str) -> None:
    safe.cell(text).encode()
    safe.shown(text).encode()
    safe.shown_lines(text).encode()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_hostile_name_survives_a_cell(text: str) -> None:
    assert unescaped(safe.cell(text)) == text
    assert "\x1b" not in safe.cell(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines", "two lines"),
        ("two\r\nlines", "two lines"),
        ("a\tb", "a b"),
        ("old\rnew", "old new"),
        ("a\u2028b", "a b"),
        (r"C:\new", r"C:\new"),
        ("\x1b]0;x\x07", r"\x1b]0;x\x07"),
        ("\x0b\x0c", r"\x0b\x0c"),
    ],
)
def test_on_one_line_breaks_become_spaces(text: str, shown: str) -> None:
    assert safe.shown(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dear Maya,\n\n\tthank you", "Dear Maya,\n\n\tthank you"),
        ("Dear\r\nMaya", "Dear\nMaya"),
        ("hidden\rshown", r"hidden\rshown".replace(r"\r", r"\x0d")),
        ("a\x1b[2Kb\n", "a\\x1b[2Kb\n"),
    ],
)
def test_a_letter_keeps_its_lines(text: str, shown: str) -> None:
    assert safe.shown_lines(text) == shown


@pytest.mark.parametrize(
    ("text", "encoding", "carried"),
    [
        ("faculty · UCSF", "ascii", "faculty - UCSF"),
        ("“6 weeks” … ‘x’ — y–z", "ascii", "\"6 weeks\" ... 'x' - y-z"),
        ("José", "ascii", r"Jos\xe9"),
        ("王伟", "ascii", r"\u738b\u4f1f"),
        ("\U0001f600", "ascii", r"\U0001f600"),
        ("José · “x”", "latin-1", 'José · "x"'),
        ("José · “x” 王", "cp1252", "José · “x” \\u738b"),
        ("José · “x” 王", "utf-8", "José · “x” 王"),
        ("plain", "ascii", "plain"),
    ],
)
def test_our_typography_is_transliterated_only_where_it_must_be(
    text: str, encoding: str, carried: str
) -> None:
    assert safe.for_encoding(text, encoding) == carried


def test_a_cell_is_never_transliterated() -> None:
    assert safe.cell_for_encoding("a · b", "ascii") == r"a \xb7 b"


@given(ANY_TEXT, st.sampled_from(["ascii", "latin-1", "cp1252", "koi8-r", "utf-8", "shift_jis"]))
def test_any_text_can_be_carried_by_any_encoding(text: str, encoding: str) -> None:
    safe.for_encoding(safe.shown(text), encoding).encode(encoding)
    safe.cell_for_encoding(safe.cell(text), encoding).encode(encoding)
