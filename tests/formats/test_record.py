"""What readers of files share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.formats.record import Record, digest, one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ada", "Ada"),
        ("  Ada Lovelace\t", "Ada Lovelace"),
        ("Ada \r\n Lovelace\n", "Ada Lovelace"),
        ("Ada  Lovelace", "Ada  Lovelace"),
        ("\x1b[1mAda\x00", "\x1b[1mAda\x00"),
        ("\n\n", ""),
    ],
)
def test_a_name_stands_on_one_line_and_keeps_its_characters(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text())
def test_one_line_is_one_line_and_stays_so(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert "\r" not in line
    assert one_line(line) == line


def test_a_digest_is_short_and_tells_contents_apart() -> None:
    assert digest(b"a") == "ca978112ca1bbdcafac231b39a23dc4d"
    assert digest(b"a") != digest(b"b")


def test_a_record_says_only_what_it_is_given() -> None:
    record = Record("people.vcf:1", "uid:1", "Ada")
    assert record[3:] == (
        (),
        (),
        (),
        (),
        None,
        None,
        None,
        None,
        None,
        (),
        (),
        None,
        None,
        None,
        (),
    )
