"""Columns that leave by importance, and items stacked when no table fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.view.table import Cell, Field, Piece, Pieces, fit, laid_out
from rescrm.view.wrapping import width_of

NAME = Field("", 0, False)
TEXT = Field("", 1, False)
KIND = Field("", 2, False)


def drawn(lines: list[Pieces]) -> list[str]:
    drawn = []
    for pieces in lines:
        line = ""
        for piece in pieces:
            line += " " * (piece.offset - width_of(line)) + piece.text
        drawn.append(line)
    return drawn


def table(fields: list[Field], rows: list[list[str]], width: int) -> list[str]:
    cells = [[Cell(text) for text in row] for row in rows]
    return drawn(list(laid_out(fields, cells, width)))


@pytest.mark.parametrize(
    ("wanted", "leaves", "room", "widths"),
    [
        ([10, 10], [0, 1], 80, {0: 10, 1: 10}),
        ([10, 10], [0, 1], 22, {0: 10, 1: 10}),
        ([10, 10], [0, 1], 21, {0: 10}),
        ([10, 30], [0, 1], 34, {0: 10, 1: 22}),
        ([10, 60, 10], [0, 1, 2], 50, {0: 10, 1: 26, 2: 10}),
        ([10, 60, 10], [0, 1, 2], 40, {0: 10, 1: 28}),
        ([10, 5, 5], [0, 1, 1], 19, {0: 10, 1: 5}),
        ([10, 0, 5], [0, 1, 2], 17, {0: 10, 2: 5}),
        ([10, 10], [0, 0], 21, {}),
        ([30, 40], [1, 2], 70, {0: 30, 1: 38}),
        ([0, 0], [0, 1], 80, {}),
    ],
)
def test_the_least_important_column_leaves_first(
    wanted: list[int], leaves: list[int], room: int, widths: dict[int, int]
) -> None:
    assert fit(wanted, leaves, room) == widths


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 4)), min_size=1, max_size=7),
    st.integers(20, 200),
)
def test_what_stays_fits_and_who_must_stay_is_whole(
    columns: list[tuple[int, int]], room: int
) -> None:
    wanted, leaves = [want for want, _ in columns], [leave for _, leave in columns]
    widths = fit(wanted, leaves, room)
    assert sum(widths.values()) + 2 * (len(widths) - 1) <= room
    if widths:
        assert all(widths[i] == want for i, want in enumerate(wanted) if want and not leaves[i])
        gone = [leaves[i] for i, want in enumerate(wanted) if want and i not in widths]
        assert min(gone, default=9) >= max((leaves[i] for i in widths), default=0)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 4)), min_size=1, max_size=7),
    st.integers(20, 200),
)
def test_more_room_never_loses_a_column(columns: list[tuple[int, int]], room: int) -> None:
    wanted, leaves = [want for want, _ in columns], [leave for _, leave in columns]
    assert set(fit(wanted, leaves, room)) <= set(fit(wanted, leaves, room + 1))


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    rows = [["Maya Rao", "UCSF"], ["王伟", "MGH"], ["Ben", ""]]
    assert table([NAME, TEXT], rows, 80) == [" Maya Rao  UCSF", " 王伟      MGH", " Ben"]


def test_long_text_wraps_in_its_column() -> None:
    rows = [["Maya Rao", "coffee", "talked boards, then the amyloid cohort"]]
    assert table([NAME, KIND, TEXT], rows, 45) == [
        " Maya Rao  coffee  talked boards, then the",
        "                   amyloid cohort",
    ]


def test_a_column_in_which_nobody_has_anything_takes_no_room() -> None:
    assert table([NAME, KIND, TEXT], [["Ana", "", "x"], ["Ben", "", "y"]], 80) == [
        " Ana  x",
        " Ben  y",
    ]


def test_numbers_stand_to_the_right_under_their_heading() -> None:
    fields = [NAME, Field("met", 1, True)]
    assert table(fields, [["ACC", "14"], ["Retreat", "2"]], 80) == [
        "          met",
        " ACC       14",
        " Retreat    2",
    ]


def test_without_any_heading_no_line_is_spent_on_them() -> None:
    assert table([NAME, TEXT], [["Ana", "x"]], 80) == [" Ana  x"]


def test_headings_are_dim() -> None:
    first = next(laid_out([NAME, Field("last", 1, False)], [[Cell("Ana"), Cell("x")]], 80))
    assert first == [Piece(6, "last", "dim")]


def test_one_very_long_name_gets_a_line_of_its_own_and_the_others_keep_their_table() -> None:
    long = "José Núñez Cabeza de Vaca y Fernández-Santillán del Río"
    rows = [["Ana", "pod"], [long, "ask"], ["Ben", "promise"]]
    assert table([NAME, TEXT], rows, 60) == [
        " Ana  pod",
        f" {long}",
        "      ask",
        " Ben  promise",
    ]


def test_a_long_handle_stands_beside_the_name_when_both_fit_the_line() -> None:
    rows = [["Ana", "ana", "pod"], ["Bob", "b" * 40, "ask"]]
    assert table([NAME, NAME, TEXT], rows, 60) == [
        " Ana  ana  pod",
        " Bob  " + "b" * 40,
        "           ask",
    ]


def test_a_handle_too_long_for_the_rest_of_the_line_begins_a_new_one() -> None:
    rows = [["Ana", "ana", "pod"], ["Bob", "b" * 58, "ask"]]
    assert table([NAME, NAME, TEXT], rows, 60) == [
        " Ana  ana  pod",
        " Bob",
        " " + "b" * 58,
        "           ask",
    ]


def test_a_name_wider_than_the_terminal_is_not_cut() -> None:
    assert table([NAME, TEXT], [["x" * 300, "y"]], 40)[0] == " " + "x" * 300


def test_a_table_that_would_lose_most_of_its_columns_is_stacked() -> None:
    fields = [NAME, NAME, KIND, TEXT, Field("last", 3, False)]
    rows = [["Samuel Okafor", "samuel-okafor", "faculty", "Massachusetts General Hospital", "May"]]
    assert table(fields, rows, 40) == [
        " Samuel Okafor",
        "   samuel-okafor · faculty",
        "   Massachusetts General Hospital",
        "   last May",
    ]


def test_stacked_text_wraps_and_is_not_joined_with_what_follows() -> None:
    rows = [["Samuel Okafor", "Massachusetts General Hospital", "x"]]
    assert table([NAME, NAME, TEXT], rows, 20) == [
        " Samuel Okafor",
        "   Massachusetts General Hospital",
        "   x",
    ]
    assert table([NAME, TEXT, KIND], rows, 20) == [
        " Samuel Okafor",
        "   Massachusetts",
        "   General Hospital",
        "   x",
    ]


def test_a_number_before_the_name_shares_its_line_when_stacked() -> None:
    rows = [["7", "Ben Adler", "the QI deck for friday noon", "by friday"]]
    assert table([Field("", 0, True), NAME, TEXT, KIND], rows, 20) == [
        " 7 · Ben Adler",
        "   the QI deck for",
        "   friday noon",
        "   by friday",
    ]


@given(
    st.lists(
        st.tuples(
            st.text("ab 王é", max_size=50), st.text("ab 王é", max_size=90), st.text("x", max_size=9)
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(20, 120),
)
def test_no_line_is_wider_than_the_terminal_but_for_a_name(
    rows: list[tuple[str, str, str]], width: int
) -> None:
    names = {name for name, _, _ in rows}
    lines = laid_out([NAME, TEXT, KIND], [[Cell(text) for text in row] for row in rows], width)
    for pieces in lines:
        for piece in pieces:
            wide = piece.offset + width_of(piece.text) > width
            # A word that no line holds stays whole too when items are stacked.
            assert not wide or piece.text in names or " " not in piece.text.strip(" ")


@given(
    st.lists(
        st.tuples(st.text("ab 王é", min_size=1, max_size=50), st.text("c", max_size=9)), min_size=1
    ),
    st.integers(20, 120),
)
def test_no_name_is_ever_cut(rows: list[tuple[str, str]], width: int) -> None:
    lines = laid_out([NAME, TEXT], [[Cell(text) for text in row] for row in rows], width)
    shown = [piece.text for pieces in lines for piece in pieces]
    assert [text for text in shown if "c" not in text and text] == [name for name, _ in rows]
