"""How a file is opened, whatever it is made of."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.formats.encoding import LIMIT, known, like_ascii, marked, opened, readable


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("UTF8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("Windows-1252", "cp1252"),
        ("latin1", "iso8859-1"),
    ],
)
def test_an_encoding_is_known_by_any_of_its_names(typed: str, name: str) -> None:
    assert known(typed) == name


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"", (None, 0)),
        (b"BE", (None, 0)),
        (b"BEGIN", (None, 0)),
        (b"\xef\xbb\xbfBEGIN", ("utf-8", 3)),
        (b"\xff\xfeB\0", ("utf-16-le", 2)),
        (b"\xff\xfe\0\0B\0\0\0", ("utf-32-le", 4)),
        (b"B\0E\0", ("utf-16-le", 0)),
        (b"\0B\0E", ("utf-16-be", 0)),
        (b"\0BEG", (None, 0)),
        (b"\0\0\0\0", (None, 0)),
    ],
)
def test_the_first_bytes_give_the_encoding_away(head: bytes, found: tuple[str | None, int]) -> None:
    assert marked(head) == found


@pytest.mark.parametrize(
    ("encoding", "like"), [("cp1251", True), ("utf-16", False), ("cp037", False)]
)
def test_some_encodings_are_like_ascii(encoding: str, like: bool) -> None:
    assert like_ascii(encoding) is like


def test_the_first_encoding_that_fits_is_used() -> None:
    assert readable(b"Jos\xc3\xa9", ("utf-8", "cp1252")) == "José"
    assert readable(b"Jos\xe9", ("utf-8", "cp1252")) == "José"
    assert readable(b"Jos\x81", ("utf-8", "cp1252")) is None
    assert readable(b"+2AA-", ("utf-7",)) is None


@given(
    st.lists(st.sampled_from([b"a", b"\r", b"\n", b"\r\n", b"bc"])).map(b"".join), st.integers(1, 9)
)
def test_blocks_end_with_lines_and_lose_nothing(data: bytes, size: int) -> None:
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    blocks = list(opened(pieces, "x", None).blocks)
    assert b"".join(blocks) == data
    lines = [line for block in blocks for line in block.splitlines(keepends=True)]
    assert lines == data.splitlines(keepends=True)


def test_a_file_and_its_bytes_are_opened_alike() -> None:
    data = b"one\r\ntwo\r" * 100_000
    lines = data.splitlines()
    for source in (io.BytesIO(data), [data], iter([data[:7], data[7:]])):
        blocks = opened(source, "x", None).blocks
        assert [line for block in blocks for line in block.splitlines()] == lines


@pytest.mark.parametrize("before", [2**18 - 2, 2**18 - 1, 2**18])
def test_a_line_end_is_one_wherever_the_file_is_cut_in_pieces(before: int) -> None:
    blocks = opened([b"x" * before + b"\r\nlast\r\n"], "x", None).blocks
    lines = [line for block in blocks for line in block.splitlines()]
    assert lines == [b"x" * before, b"last"]


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_a_line_beyond_the_limit_loses_its_rest_and_the_next_is_whole(end: bytes) -> None:
    data = b"first" + end + b"x" * (LIMIT + 3_000_000) + end + b"last" + end
    blocks = opened([data], "x", None).blocks
    lines = [line for block in blocks for line in block.splitlines()]
    assert [lines[0], lines[2]] == [b"first", b"last"]
    assert LIMIT < len(lines[1]) < LIMIT + 1_000_000
