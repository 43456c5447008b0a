"""What is found in a calendar file, and what is found wrong with it."""

from __future__ import annotations

import time as clock
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rescrm.errors import UnknownFormat
from rescrm.formats import ics
from rescrm.formats.ics import Item
from rescrm.formats.ics_look import MOST_LINES, Flaw, Look, look

EVENT = "BEGIN:VEVENT\nUID:a\nDTSTAMP:20261122T000000Z\nDTSTART:20261127T140000Z\nEND:VEVENT\n"


def calendar(*parts: str) -> bytes:
    whole = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + "".join(parts) + "END:VCALENDAR\n"
    return whole.replace("\n", "\r\n").encode()


def looked(raw: bytes) -> Look:
    return look(raw, raw.decode("utf-8", "replace"), "them.ics")


def flaws(*parts: str) -> dict[str, Flaw]:
    return looked(calendar(*parts)).flaws


def event(line: str = "", without: str = "") -> str:
    lines = [each for each in EVENT.splitlines() if not each.startswith(without or "-")]
    return "\n".join([*lines[:-1], *filter(None, [line]), lines[-1], ""])


# What is in it -------------------------------------------------------------------------------


def test_what_is_in_it_is_counted() -> None:
    alarm = "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:{}\nEND:VALARM"
    found = looked(
        calendar(
            event(alarm.format("PT9H")),
            event(alarm.format("-PT9H") + "\nRRULE:FREQ=YEARLY", without="UID"),
            event("STATUS:CANCELLED"),
            "BEGIN:VTODO\nUID:t\nDTSTAMP:20261122T000000Z\nEND:VTODO\n",
        )
    )
    counts = found.counts
    assert (counts["VEVENT"], counts["VTODO"], counts["VALARM"]) == (3, 1, 2)
    assert (counts["alarms after"], counts["repeats"], counts["cancelled"]) == (1, 1, 1)
    assert counts["whole events"] == 3


def test_a_calendar_by_the_book_has_nothing_wrong() -> None:
    assert flaws(event("SUMMARY:Maya\n  Rao;, and 'others': 5\nLOCATION;X=\"a:b\":Room")) == {}


@pytest.mark.parametrize(
    "write", [ics.write, ics.write_todos, ics.write_for_outlook], ids=lambda each: each.__name__
)
def test_what_we_write_has_nothing_wrong(write: object) -> None:
    items = [
        Item(uid=f"{n}@rescrm", day=date(2026, 11, 27), summary="Grüße, José; 王伟 " * n,
             modified=datetime(2026, 11, 22, tzinfo=UTC), yearly=n == 3,
             at=datetime(2026, 11, 27, 14, tzinfo=UTC) if n % 2 else None,
             alarm=timedelta(hours=n), cancelled=n == 5)
        for n in range(8)
    ]  # fmt: skip
    raw = b"".join(write(items))  # type: ignore[operator]
    assert looked(raw).flaws == {}


# What is wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "what", "line", "count"),
    [
        ((event(without="UID"),), "no-uid", 4, 1),
        ((event(without="DTSTAMP"), event(without="DTSTAMP")), "no-dtstamp", 4, 2),
        ((event(without="DTSTART"),), "no-dtstart", 4, 1),
        ((event(), event(), event()), "same-uid", 9, 2),
        (("BEGIN:VTODO\nUID:t\nEND:VTODO\n",), "no-dtstamp", 4, 1),
        ((event("DTEND:20261301T140000Z"),), "unreadable", 4, 1),
        ((event("DTSTART:20260230", without="DTSTART"),), "unreadable", 4, 1),
        ((event("RRULE:FREQ=SECONDLY;COUNT=10000000"),), "rule", 8, 1),
        ((event("RRULE:FREQ=DAILY;INTERVAL=0"),), "rule", 8, 1),
        ((event("no property at all"),), "no-property", 8, 1),
        (("END:VEVENT\n",), "no-begin", 4, 1),
        ((event("SUMMARY:" + "x" * 80),), "long-line", 8, 1),
        ((event("DTSTART:20261127T090000", without="DTSTART"),), "floating", 7, 1),
        (("BEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\nRDATE:20261101T020000\nEND:STANDARD\n"
          "END:VTIMEZONE\n",), "dated-zone", 7, 1),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_where_it_is(
    parts: tuple[str, ...], what: str, line: int, count: int
) -> None:
    flaw = flaws(*parts)[what]
    assert (flaw.line, flaw.count) == (line, count)


def test_one_occasion_moved_is_not_the_same_uid_again() -> None:
    moved = event("RECURRENCE-ID:20261204T140000Z")
    assert "same-uid" not in flaws(event("RRULE:FREQ=WEEKLY"), moved)
    assert flaws(event(), moved, moved)["same-uid"].count == 1


def test_the_zones_of_times_are_named_with_those_the_file_declares() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Here\nEND:VTIMEZONE\n"
    here = event('DTSTART;TZID="Here":20261127T090000', without="DTSTART")
    there = event("DTSTART;TZID=Mars/North:20261127T090000", without="DTSTART")
    found = looked(calendar(zone, here, there))
    assert (set(found.zones), found.declared) == ({"Here", "Mars/North"}, {"Here"})
    assert "floating" not in found.flaws


@pytest.mark.parametrize("cut", [60, 90, 120, -20])
def test_a_file_that_is_cut_short_says_so_where_icalendar_is_silent(cut: int) -> None:
    found = looked(calendar(event(), event(without="UID"))[:cut])
    assert "cut-off" in found.flaws
    assert found.counts["VEVENT"] >= found.counts["whole events"]


def test_an_event_cut_off_by_the_end_of_the_calendar_is_told_apart() -> None:
    found = looked(calendar(event(), EVENT.removesuffix("END:VEVENT\n")))
    assert (found.counts["VEVENT"], found.counts["whole events"]) == (2, 1)
    assert found.flaws["cut-off"] == Flaw(1, 9, "VEVENT")


@pytest.mark.parametrize(
    ("raw", "what", "line"),
    [
        (calendar(event()).replace(b"\r\n", b"\n"), "line-end", 1),
        (calendar(event()).replace(b"UID:a\r\n", b"UID:a\n"), "line-end", 5),
        (calendar(event()).replace(b"\r\n", b"\r"), "line-end", 1),
        (calendar(event("SUMMARY:Jos\xe9")).decode().encode("latin-1"), "encoding", 8),
        (calendar(event("SUMMARY:a\0b")), "control", 8),
        (calendar(event()).decode().encode("utf-16"), "encoding", 1),
    ],
)
def test_bytes_that_are_not_by_the_book_are_found(raw: bytes, what: str, line: int) -> None:
    text = raw.decode("utf-16") if raw[:2] == b"\xff\xfe" else raw.decode("latin-1")
    found = look(raw, text, "them.ics")
    assert found.flaws[what].line == line
    assert found.counts["VEVENT"] == 1


def test_what_is_no_calendar_is_refused() -> None:
    for raw in (b"", b"hello", b"BEGIN:VCARD\r\nEND:VCARD\r\n", bytes(range(256))):
        with pytest.raises(UnknownFormat):
            look(raw, raw.decode("latin-1"), "them.ics")


# Hostile -------------------------------------------------------------------------------------

HOSTILE = {
    "nested": "BEGIN:VALARM\r\n" * 200_000,
    "nested and ended": "BEGIN:A\r\n" * 100_000 + "END:B\r\n" * 100_000,
    "folded": "X:a\r\n" + " b\r\n" * 300_000,
    "one line": "X:" + "a" * 5_000_000,
    "no properties": "A\n" * 300_000,
    "quotes": "BEGIN:VEVENT\r\n" + ("DTSTART" + ';"' * 50_000 + ":x\r\n") * 20,
    "parameters": "BEGIN:VEVENT\r\n" + ("DTSTART" + ';a="b"' * 16_000 + "x\r\n") * 20,
    "rules": event("RRULE:FREQ=SECONDLY;COUNT=10000000;X=1") * 5_000,
    "odd events": event("EXDATE:x") * 10_000,
    "zones": "".join(event(f"DTEND;TZID=Zone/{n}:20261127T150000") for n in range(5_000)),
}


@pytest.mark.parametrize("parts", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_costs_its_length(parts: str) -> None:
    began = clock.perf_counter()
    looked(calendar(parts))
    assert clock.perf_counter() - began < 20


def test_of_a_file_without_end_the_beginning_is_looked_at() -> None:
    raw = calendar(EVENT * 1000)
    found = look(raw, raw.decode(), "them.ics", most=500)
    assert found.flaws["too-long"].line in (500, 501)
    assert found.counts["VEVENT"] == 100
    assert MOST_LINES > 1_000_000


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([
    "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "BEGIN:VALARM\n", "END:VALARM\r\n", "END:VCALENDAR\r\n",
    "UID:a\r\n", "DTSTART:20261127\r\n", " folded\r\n", "DTSTART:x\r\n", "RRULE:FREQ=\r\n", "\r\n",
    ":\r\n", ";:\r\n", "\x00\r\n", "DTSTART;TZID=:20261127T000000\r\n",
])))  # fmt: skip
def test_no_file_breaks_it_and_every_begin_is_counted(lines: list[str]) -> None:
    raw = ("BEGIN:VCALENDAR\r\n" + "".join(lines)).encode()
    found = looked(raw)
    if " folded\r\n" not in lines:
        assert found.counts["VEVENT"] == lines.count("BEGIN:VEVENT\r\n")
    assert found.counts["whole events"] <= found.counts["VEVENT"]


# Real files ----------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore")  # it thinks aloud about names of zones
def test_real_files_are_counted_as_icalendar_counts_them(corpora: Path) -> None:
    same = 0
    for file in sorted((corpora / "ics").glob("*.ics")):
        raw = file.read_bytes()
        try:
            theirs = icalendar.Calendar.from_ical(raw, multiple=True)
            found = look(raw, raw.decode("utf-8", "replace"), file.name)
        except (ValueError, UnknownFormat):
            continue
        for name in ("VEVENT", "VTODO", "VALARM", "VTIMEZONE"):
            walked = sum(len(each.walk(name)) for each in theirs)
            assert found.counts[name] >= walked, file.name  # what it drops without a word
            same += found.counts[name] == walked
    assert same > 200


def test_clock_times_at_midnight_are_no_alarm_after_it_begins() -> None:
    for trigger, after in (("PT0S", 0), ("P0D", 0), ("+PT5M", 1), ("-P1D", 0), ("P1W", 1)):
        alarm = f"BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:{trigger}\nEND:VALARM"
        assert looked(calendar(event(alarm))).counts["alarms after"] == after
