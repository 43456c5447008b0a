"""Any CSV file: heading, delimiter, encodings and rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rescrm.errors import HeadingNotFound
from rescrm.formats import table
from rescrm.formats.record import Unreadable


def is_heading(cells: Sequence[str]) -> bool:
    return "Name" in cells and "Mail" in cells


def read(data: str | bytes, encoding: str | None = None) -> table.Table:
    raw = data.encode() if isinstance(data, str) else data
    return table.read([raw], "people.csv", is_heading, "a list of people", encoding)


def test_rows_come_with_the_number_of_their_first_line() -> None:
    found = read('x\n\nName,Mail\nAda,a@x\n\n"Zoe\nRoe",z@x\nEve,e@x')
    assert found.heading == ("Name", "Mail")
    assert list(found.rows) == [
        (4, ["Ada", "a@x"]),
        (6, ["Zoe\nRoe", "z@x"]),
        (8, ["Eve", "e@x"]),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_delimiter_in_quotes_does_not_part_cells(delimiter: str) -> None:
    found = read(f'Name{delimiter}Mail\n"a{delimiter}b"{delimiter}"say ""hi"""\n')
    assert list(found.rows) == [(2, [f"a{delimiter}b", 'say "hi"'])]


def test_another_delimiter_inside_the_cells_does_not_mislead() -> None:
    found = read("Name;Mail\na,b,c,d;e\n")
    assert list(found.rows) == [(2, ["a,b,c,d", "e"])]


def test_names_of_columns_are_read_without_the_space_around_them() -> None:
    assert read(" Name , Mail\n").heading == ("Name", "Mail")


def test_a_heading_may_be_the_whole_file() -> None:
    assert list(read("Name,Mail").rows) == []


@pytest.mark.parametrize(
    "data", ["", "\n\n", "1,,3\n4,5,6\n", "\0" * 100, '"' * 1000, "Name|Mail\n"]
)
def test_a_file_without_a_heading_is_refused_kindly(data: str) -> None:
    with pytest.raises(HeadingNotFound) as refused:
        read(data)
    assert refused.value.exit_code == 2
    assert "a list of people" in refused.value.message


@pytest.mark.parametrize(
    ("raw", "cells"),
    [
        ("Zoë".encode(), ["Zoë"]),
        ("Zoë".encode("cp1252"), ["Zoë"]),
        (b"\x93quoted\x94", ["“quoted”"]),
        (b"nul\0here", ["nul\0here"]),
    ],
)
def test_lines_are_read_as_utf8_or_cp1252(raw: bytes, cells: list[str]) -> None:
    assert list(read(b"Name,Mail\n" + raw + b"\n").rows) == [(2, cells)]


def test_only_the_row_that_is_no_text_is_refused() -> None:
    found = read(b"Name,Mail\nAda,1\n\x81,2\nZo\xc3\xab,3\nJos\xe9,4\n")
    assert list(found.rows) == [
        (2, ["Ada", "1"]),
        Unreadable("people.csv:3", "not valid utf-8 or cp1252"),
        (4, ["Zoë", "3"]),
        (5, ["José", "4"]),
    ]


def test_a_given_encoding_is_the_only_one() -> None:
    found = read("Name,Mail\nКиїв,1\n".encode("cp1251") + b"\x98,2\n", "cp1251")
    assert list(found.rows) == [
        (2, ["Київ", "1"]),
        Unreadable("people.csv:3", "not valid cp1251"),
    ]


def test_a_row_over_too_many_lines_is_a_quote_that_does_not_end() -> None:
    rows = list(read('Name,Mail\nAda,"' + "x\n" * 1001 + '"\nZoe,z\n').rows)
    assert rows == [
        Unreadable("people.csv:2", "a quote does not end; lines 2 to 1003 are left out"),
        (1004, ["Zoe", "z"]),
    ]


def test_a_million_lines_are_read_as_they_come() -> None:
    rows = read(b"Name,Mail\n" + b"a,b\n" * 50_000).rows
    assert next(rows) == (2, ["a", "b"])
    assert sum(1 for _ in rows) == 49_999


def test_lone_carriage_returns_end_lines() -> None:
    assert list(read("Name,Mail\rAda,1\rZoe,2").rows) == [(2, ["Ada", "1"]), (3, ["Zoe", "2"])]
