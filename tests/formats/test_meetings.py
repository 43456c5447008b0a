"""The meetings of one day in a calendar file."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.errors import UnknownFormat
from rescrm.formats.meetings import Invited, Meeting, on_day
from rescrm.formats.record import Unreadable

HERE = ZoneInfo("America/New_York")
SUNDAY = date(2026, 11, 22)


def calendar(*events: str) -> str:
    body = "".join(
        f"BEGIN:VEVENT\nUID:{nth}\n{each}\nEND:VEVENT\n" for nth, each in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n"


def read(text: str, day: date = SUNDAY) -> list[Meeting | Unreadable]:
    return list(on_day(text, "w.ics", day, HERE))


def times(*events: str, day: date = SUNDAY) -> list[str]:
    found = read(calendar(*events), day)
    assert all(isinstance(each, Meeting) for each in found), found
    return [f"{each.starts:%H:%M} {each.title}" for each in found if isinstance(each, Meeting)]


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("DTSTART:20261122T150000", ["15:00 Talk"]),
        ("DTSTART;TZID=America/New_York:20261122T150000", ["15:00 Talk"]),
        ("DTSTART:20261122T200000Z", ["15:00 Talk"]),
        ("DTSTART;TZID=Eastern Standard Time:20261122T150000", ["15:00 Talk"]),
        ("DTSTART;TZID=Europe/Berlin:20261123T003000", ["18:30 Talk"]),
        ("DTSTART;TZID=Nowhere/At-all:20261122T150000", ["15:00 Talk"]),
        ("DTSTART:20261123T030000Z", ["22:00 Talk"]),
        ("DTSTART:20261123T060000Z", []),
        ("DTSTART:20261121T150000", []),
        ("DTSTART;VALUE=DATE:20261122", []),
    ],
)
def test_a_meeting_is_on_the_day_it_is_here(start: str, told: list[str]) -> None:
    assert times(f"{start}\nSUMMARY:Talk") == told


def test_meetings_come_by_time_and_cancelled_ones_do_not() -> None:
    assert times(
        "DTSTART:20261122T150000\nSUMMARY:Late",
        "DTSTART:20261122T090000\nSUMMARY:Early",
        "DTSTART:20261122T100000\nSUMMARY:Off\nSTATUS:CANCELLED",
        "DTSTART:20261122T110000",
    ) == ["09:00 Early", "11:00 a meeting", "15:00 Late"]


def test_who_is_invited_and_where() -> None:
    (meeting,) = read(
        calendar(
            "DTSTART:20261122T150000\nSUMMARY:Talk\\, twice\nLOCATION:Cafe  Roma\n"
            "ORGANIZER;CN=Jordan Lee:mailto:jordan@example.org\n"
            'ATTENDEE;CN="Rao, Maya";PARTSTAT=ACCEPTED:MAILTO:maya@ucsf.edu\n'
            "ATTENDEE;PARTSTAT=DECLINED:mailto:ben@\n example.org\n"
            "ATTENDEE;CN=Room 4:urn:uuid:1\n"
            "BEGIN:VALARM\nSUMMARY:Nested\nTRIGGER:-PT5M\nEND:VALARM"
        )
    )
    assert meeting == Meeting(
        title="Talk, twice",
        starts=datetime(2026, 11, 22, 15, tzinfo=HERE),
        where="Cafe Roma",
        invited=(
            Invited("Jordan Lee", "jordan@example.org"),
            Invited("Rao, Maya", "maya@ucsf.edu"),
            Invited(None, "ben@example.org", declined=True),
            Invited("Room 4", None),
        ),
    )


# What repeats -------------------------------------------------------------------------------

WEEKLY = "DTSTART;TZID=America/New_York:20261025T150000\nRRULE:FREQ=WEEKLY\nSUMMARY:Pod"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", ["15:00 Pod"]),
        ("\nEXDATE;TZID=America/New_York:20261122T150000", []),
        ("\nEXDATE:20261122T200000Z", []),
        ("\nEXDATE;TZID=America/New_York:20261115T150000", ["15:00 Pod"]),
        ("\nRDATE;TZID=America/New_York:20261122T170000", ["15:00 Pod", "17:00 Pod"]),
    ],
)
def test_what_repeats_leaves_out_and_adds(more: str, told: list[str]) -> None:
    assert times(WEEKLY + more) == told


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("20261122", ["15:00 Pod"]),
        ("20261121", []),
        ("20261122T200000Z", ["15:00 Pod"]),
        ("20261122T195959Z", []),
        ("20261122T150000", ["15:00 Pod"]),
    ],
)
def test_a_rule_ends_with_its_last_moment(until: str, told: list[str]) -> None:
    assert times(WEEKLY.replace("WEEKLY", f"WEEKLY;UNTIL={until}")) == told


def test_the_hour_stays_when_clocks_change() -> None:
    assert times(WEEKLY, day=date(2026, 10, 25)) == times(WEEKLY, day=date(2026, 11, 1))


def test_one_time_that_was_moved_stands_in_place_of_the_rule() -> None:
    moved = (
        "RECURRENCE-ID;TZID=America/New_York:20261122T150000\n"
        "DTSTART;TZID=America/New_York:{}\nSUMMARY:Pod, later"
    )
    same = "BEGIN:VCALENDAR\n" + "".join(
        f"BEGIN:VEVENT\nUID:pod\n{each}\nEND:VEVENT\n"
        for each in (moved.format("20261122T190000"), WEEKLY)
    )
    assert [each.title for each in read(same) if isinstance(each, Meeting)] == ["Pod, later"]
    away = same.replace("20261122T190000", "20261124T190000")
    assert read(away) == []
    assert [each.title for each in read(away, date(2026, 11, 24)) if isinstance(each, Meeting)] == [
        "Pod, later"
    ]


# Bad files ----------------------------------------------------------------------------------


def test_a_broken_event_costs_itself() -> None:
    text = calendar(
        "DTSTART:2026XX\nSUMMARY:Broken",
        "DTSTART:20261122T150000\nSUMMARY:Whole",
        "SUMMARY:No time",
        "DTSTART:20261122T150000\nRRULE:FREQ=SECONDLY;COUNT=10000000\nSUMMARY:Bomb",
    )
    *unreadable, whole = read(text)
    assert isinstance(whole, Meeting)
    assert whole.title == "Whole"
    assert [each.where for each in unreadable if isinstance(each, Unreadable)] == [
        "w.ics:3",
        "w.ics:13",
        "w.ics:17",
    ]


def test_a_file_cut_short_says_so() -> None:
    whole = calendar(
        "DTSTART:20261122T150000\nSUMMARY:Whole", "DTSTART:20261122T160000\nSUMMARY:Cut"
    )
    found = read(whole[: whole.index("SUMMARY:Cut") + 8])
    assert [type(each) for each in found] == [Unreadable, Meeting]
    assert "cut short" in str(found[0])


@pytest.mark.parametrize("text", ["", "hello", "BEGIN:VCARD\nEND:VCARD", "\x00\x01"])
def test_what_is_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(UnknownFormat):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        calendar(*["DTSTART:20200101T090000\nRRULE:FREQ=DAILY;COUNT=10000\nSUMMARY:x"] * 200),
        "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 5_000,
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261122T150000\n" + "BEGIN:VALARM\n" * 50_000,
        calendar("DTSTART:20261122T150000\nSUMMARY:" + "x" * 1_000_000),
        calendar("DTSTART:20261122T150000\nRDATE:" + ",".join(["20261122T150000"] * 6_000)),
        calendar("DTSTART:20261122T150000\n" + "ATTENDEE:mailto:a@b.c\n" * 20_000 + "SUMMARY:x"),
    ],
    ids=["counts", "unclosed", "nested", "long", "dates", "crowd"],
)
def test_a_bomb_costs_little_time(text: str) -> None:
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 5


@given(
    st.lists(
        st.sampled_from(
            [
                "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "UID:1", "DTSTART:x",
                "DTSTART:20261122T150000", "DTSTART;TZID=:20261122T150000", "RRULE:FREQ=DAILY",
                "RRULE:", "RRULE:FREQ=WEEKLY;BYDAY=9ZZ", "EXDATE:x", "RDATE:20261122", " folded",
                "RECURRENCE-ID:20261122", "ATTENDEE:", "ATTENDEE;CN=:mailto:", "SUMMARY:x", ";:",
            ]
        ),
        max_size=12,
    ),
    st.sampled_from([SUNDAY, date.min, date.max]),
)  # fmt: skip
def test_any_lines_give_an_answer(lines: list[str], day: date) -> None:
    for each in read("BEGIN:VCALENDAR\n" + "\n".join(lines), day):
        assert isinstance(each, Meeting | Unreadable)


def test_real_calendars_are_read_to_the_end(corpora: Path) -> None:
    count = 0
    for file in sorted((corpora / "ics").rglob("*.ics")):
        text = file.read_bytes().decode("utf-8-sig", "replace")
        for day in (SUNDAY, date(2019, 3, 4)):
            try:
                list(on_day(text, file.name, day, HERE))
                count += 1
            except UnknownFormat:
                assert "BEGIN:VEVENT" not in text[:30]
    assert count > 100
