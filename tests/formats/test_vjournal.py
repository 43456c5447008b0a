"""Touches as journal entries: read, written, and what others wrote into them."""

from __future__ import annotations

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.reconcile import Content
from rescrm.formats.content_line import escaped, folded, plain, unfolded
from rescrm.formats.journal import Entry, read, write
from rescrm.formats.record import Unreadable

COFFEE: Content = {
    "day": ("2026-11-20",),
    "kind": ("coffee",),
    "note": ("Boards; tea,\nand more",),
    "direction": ("both",),
    "who": ("maya-1", "ben-2"),
    "missed": ("ana-3",),
    "tag": ("qi", "board"),
    "event": ("acc-2027",),
    "group": ("lunch",),
    "attempt": ("yes",),
}


def entry(data: bytes) -> Entry:
    """The entry of a file that has one."""
    found = read(data, "touches/a.ics", notes=True)
    assert isinstance(found, Entry), found
    return found


def test_an_entry_says_everything_and_the_same_bytes_twice() -> None:
    data = write("touch-1", COFFEE)
    assert entry(data) == Entry("touch-1", COFFEE)
    assert write("touch-1", entry(data).content) == data


def test_other_readers_take_an_entry() -> None:
    (found,) = icalendar.Calendar.from_ical(write("touch-1", COFFEE)).walk("VJOURNAL")
    assert str(found["SUMMARY"]) == "Coffee"
    assert str(found["DESCRIPTION"]) == "Boards; tea,\nand more"
    assert found.decoded("DTSTART").isoformat() == "2026-11-20"
    assert str(found["CLASS"]) == "PRIVATE"
    assert [str(each) for each in found["X-RESCRM-WHO"]] == ["maya-1", "ben-2"]


def test_what_others_wrote_into_an_entry_stays() -> None:
    data = write("touch-1", COFFEE).replace(
        b"END:VJOURNAL", b'ATTACH;FMTTYPE="a:b":https://example.org/x\r\nX-JTX:1\r\nEND:VJOURNAL'
    )
    found = entry(data)
    assert found.others == ('ATTACH;FMTTYPE="a:b":https://example.org/x', "X-JTX:1")
    moved = write("touch-1", {**found.content, "day": ("2026-11-21",)}, found.others)
    assert b"X-JTX:1\r\n" in moved
    assert entry(moved).content["day"] == ("2026-11-21",)


@pytest.mark.parametrize(
    "start", [b"DTSTART:20261120T183000Z", b"DTSTART;TZID=Europe/Oslo:20261120T183000"]
)
def test_an_hour_is_taken_as_its_day(start: bytes) -> None:
    data = write("t", COFFEE).replace(b"DTSTART;VALUE=DATE:20261120", start)
    assert entry(data).content["day"] == ("2026-11-20",)


def test_an_entry_that_names_nobody_is_none_of_ours() -> None:
    bare = {name: each for name, each in COFFEE.items() if name not in ("who", "missed")}
    assert read(write("t", bare), "t.ics", notes=True) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "an empty file"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "not one journal entry"),
        (write("t", COFFEE)[:-30], "not one journal entry"),
        (write("t", COFFEE).replace(b"END:VJOURNAL\r\n", b""), "this entry has no end"),
        (write("t", COFFEE) + write("u", COFFEE), "not one journal entry"),
        (write("", COFFEE), "no UID in this entry"),
        (write("t", {**COFFEE, "day": ("2026-02-30",)}), "no readable day in this entry"),
        (b"\xff\xfe\x00", "not readable as UTF-8"),
    ],
)
def test_a_broken_entry_is_named(data: bytes, reason: str) -> None:
    assert read(data, "touches/a.ics", notes=True) == Unreadable("touches/a.ics", reason)


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)


@given(LINE)
def test_a_line_is_found_again_after_folding(line: str) -> None:
    told = folded(line)
    assert all(len(each.encode()) <= 75 for each in told.split("\r\n"))
    assert unfolded(told) == [line, ""]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")))
def test_a_value_is_found_again_behind_its_backslashes(text: str) -> None:
    assert plain(escaped(text)) == text
    assert "\n" not in escaped(text)
