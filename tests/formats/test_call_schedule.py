"""Call schedules: the samples as they are, then events that are odd, moved, broken or hostile."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rescrm.actions.calendars.shift_names import ShiftNames
from rescrm.core.hours import Shift
from rescrm.errors import UnknownFormat
from rescrm.formats import call_schedule
from rescrm.formats.call_schedule import Called, Unknown
from rescrm.formats.record import Unreadable

SAMPLES = Path(__file__).parent / "schedules"
BOSTON = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 22)
NAMES = ShiftNames({})


def read(text: str, today: date = TODAY) -> list[call_schedule.Found]:
    return list(call_schedule.read(text, "call.ics", BOSTON, today, NAMES.blocking))


def sample(name: str) -> list[call_schedule.Found]:
    return read((SAMPLES / name).read_bytes().decode())


def blocks(found: list[call_schedule.Found]) -> list[str]:
    """Each shift as the clock in Boston shows it."""
    return [_told(each.shift) for each in found if isinstance(each, Called)]


def _told(shift: Shift) -> str:
    if not shift.starts or not shift.ends:
        return f"{shift.kind} {shift.first} to {shift.last}"
    starts, ends = (each.astimezone(BOSTON) for each in (shift.starts, shift.ends))
    assert (starts.date(), ends.date()) == (shift.first, shift.last)
    return f"{shift.kind} {starts:%Y-%m-%d %H:%M} to {ends:%m-%d %H:%M}"


def others(found: list[call_schedule.Found]) -> list[str]:
    return [each.name for each in found if isinstance(each, Unknown)]


def reasons(found: list[call_schedule.Found]) -> list[str]:
    return [each.reason for each in found if isinstance(each, Unreadable)]


def calendar(*events: str) -> str:
    inside = "".join(f"BEGIN:VEVENT\r\n{each}\r\nEND:VEVENT\r\n" for each in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n"


def event(*lines: str, name: str = "NF", uid: str = "a") -> str:
    return "\r\n".join([f"UID:{uid}", f"SUMMARY:{name}", *lines])


HERE = "TZID=America/New_York"
TUESDAY = (f"DTSTART;{HERE}:20261201T190000", f"DTEND;{HERE}:20261202T070000")


# As schedules are.


def test_a_board_of_local_times_is_read() -> None:
    found = sample("amion.ics")
    assert blocks(found) == [
        "call 2026-11-25 07:00 to 11-25 21:00",
        "nights 2026-11-30 19:00 to 12-01 07:00",
        "nights 2026-12-01 19:00 to 12-02 07:00",
        "nights 2026-12-02 19:00 to 12-03 07:00",
        "nights 2026-12-03 19:00 to 12-04 07:00",
        "nights 2026-12-04 19:00 to 12-05 07:00",
        # Eleven hours: in this night the clock goes forward.
        "nights 2027-03-13 19:00 to 03-14 07:00",
    ]
    assert others(found) == [
        *("Wards B day", "Wards B day", "Post-Call", "Clinic AM / Research PM"),
        *("Jeopardy", "ED Swing 3p-1a"),
    ]
    last = next(each.shift for each in reversed(found) if isinstance(each, Called))
    assert last.starts and last.ends
    assert (last.ends - last.starts).total_seconds() == 11 * 3600


def test_a_planner_of_instants_and_whole_days_is_read() -> None:
    found = sample("qgenda.ics")
    assert blocks(found) == [
        "nights 2026-12-06 19:00 to 12-07 07:30",
        "nights 2026-12-07 19:00 to 12-08 07:30",
        "nights 2026-12-08 19:00 to 12-09 07:30",
        "nights 2026-12-09 19:00 to 12-10 07:30",
        "nights 2026-12-12 07:00 to 12-13 07:00",
        "nights 2027-01-04 to 2027-01-07",
    ]
    assert [each.split(" - ")[0] for each in others(found)] == [
        *("Day Float", "Post Call", "Vacation", "Backup"),
    ]


@pytest.mark.parametrize("name", ["amion.ics", "qgenda.ics"])
def test_a_sample_may_be_folded_ended_and_marked_in_any_way(name: str) -> None:
    plain = sample(name)
    text = (SAMPLES / name).read_bytes().decode()
    for same in (
        text.replace("\r\n", "\n"),
        text.replace("\r\n", "\r"),
        "\ufeff" + text,
        text.replace("BEGIN:VEVENT", "begin:vevent").replace("END:VEVENT", "end:vevent"),
        text.replace("SUMMARY:", "SUM\r\n MARY:"),
        text.rstrip(),
    ):
        assert blocks(read(same)) == blocks(plain)
        assert [each.source for each in read(same) if isinstance(each, Called)] == [
            each.source for each in plain if isinstance(each, Called)
        ]


# What it is called.


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("NF MICU", "nights"),
        ("Night Float - Resident A", "nights"),
        ("NF2", "nights"),
        ("night-float", "nights"),
        ("MICU (overnight)", "nights"),
        ("24h CCU", "call"),
        ("Long Call - Wards B", "call"),
        ("Post-Call", None),
        ("No call", None),
        ("Night off", None),
        ("Knights of Columbus", None),
        ("INF Consults", None),
        ("Recall clinic", None),
        ("", None),
    ],
)
def test_a_usual_name_is_known_in_whole_words(title: str, kind: str | None) -> None:
    assert NAMES.blocking(title) == kind


# What repeats, moves and goes.


def test_a_rule_is_written_out_from_a_month_ago_to_a_year_ahead() -> None:
    old = event(
        f"DTSTART;{HERE}:20250107T190000", f"DTEND;{HERE}:20250108T070000", "RRULE:FREQ=WEEKLY"
    )
    found = blocks(read(calendar(old)))
    assert found[0] == "nights 2026-10-27 19:00 to 10-28 07:00"
    assert found[-1] == "nights 2027-12-21 19:00 to 12-22 07:00"


def test_a_rule_counts_its_days_where_it_was_written() -> None:
    # In London it is Wednesday by then; in Boston it is Tuesday evening.
    weekly = event(
        "DTSTART:20261202T000000Z", "DTEND:20261202T120000Z", "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2"
    )
    assert blocks(read(calendar(weekly))) == [
        "nights 2026-12-01 19:00 to 12-02 07:00", "nights 2026-12-08 19:00 to 12-09 07:00",
    ]  # fmt: skip


@pytest.mark.parametrize("order", [1, -1])
def test_an_occasion_that_moved_is_not_there_twice(order: int) -> None:
    weekly = event(*TUESDAY, "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event(
        "RECURRENCE-ID:20261209T000000Z",  # the second Tuesday, in another spelling
        f"DTSTART;{HERE}:20261210T190000",
        f"DTEND;{HERE}:20261211T070000",
    )
    assert sorted(blocks(read(calendar(*[weekly, moved][::order])))) == [
        "nights 2026-12-01 19:00 to 12-02 07:00",
        "nights 2026-12-10 19:00 to 12-11 07:00",
        "nights 2026-12-15 19:00 to 12-16 07:00",
    ]


def test_an_occasion_that_was_taken_out_is_said_to_be_cancelled() -> None:
    weekly = event(*TUESDAY, "RRULE:FREQ=WEEKLY;COUNT=2", f"EXDATE;{HERE}:20261201T190000")
    first, second = read(calendar(weekly))
    assert isinstance(first, Called) and first.is_cancelled
    assert isinstance(second, Called) and not second.is_cancelled
    assert second.source == "a 2026-12-08"


def test_days_that_are_listed_are_days_too() -> None:
    listed = event(*TUESDAY, f"RDATE;{HERE}:20261205T190000,20261207T190000")
    assert [each.split(" to ")[0] for each in blocks(read(calendar(listed)))] == [
        *("nights 2026-12-01 19:00", "nights 2026-12-05 19:00", "nights 2026-12-07 19:00"),
    ]


def test_a_clinic_that_repeats_is_one_name() -> None:
    found = read(calendar(event(*TUESDAY, "RRULE:FREQ=WEEKLY;COUNT=3", name="Clinic")))
    assert others(found) == ["Clinic"]
    assert isinstance(found[0], Unknown)
    assert found[0].days == [date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15)]


def test_every_occasion_has_a_source_of_its_own() -> None:
    twice = [event(*TUESDAY, "RRULE:FREQ=WEEKLY;COUNT=2")] * 2
    nameless = "\r\n".join(["SUMMARY:NF", *TUESDAY])
    sources = [
        each.source
        for each in read(calendar(*twice, nameless, nameless))
        if isinstance(each, Called)
    ]
    assert len(set(sources)) == len(sources) == 6


# Odd and broken.


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("DTSTART:20261201T190000", "DURATION:PT12H"), "nights 2026-12-01 19:00 to 12-02 07:00"),
        (("DTSTART;VALUE=DATE:20261201",), "nights 2026-12-01 to 2026-12-01"),
        (
            ("DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261201"),
            "nights 2026-12-01 to 2026-12-01",
        ),
        (
            ("DTSTART;TZID=Eastern Standard Time:20261201T190000",
             "DTEND;TZID=Eastern Standard Time:20261202T070000"),
            "nights 2026-12-01 19:00 to 12-02 07:00",
        ),
        (
            ("DTSTART;TZID=Ward clock:20261201T190000", "DTEND;TZID=Ward clock:20261202T070000"),
            "nights 2026-12-01 19:00 to 12-02 07:00",
        ),
        (
            ("DTSTART;TZID=../../etc/passwd:20261201T190000", "DURATION:PT12H"),
            "nights 2026-12-01 19:00 to 12-02 07:00",
        ),
        (
            ("DTSTART:20261202T000030Z", "DTEND:20261202T120030Z"),
            "nights 2026-12-01 19:00 to 12-02 07:00",
        ),
    ],
)  # fmt: skip
def test_times_are_read_as_they_are_written_in_the_wild(lines: tuple[str, ...], found: str) -> None:
    assert blocks(read(calendar(event(*lines)))) == [found]


def test_a_shift_until_midnight_has_nothing_of_the_next_day() -> None:
    (found,) = read(calendar(event("DTSTART:20261201T120000", "DTEND:20261202T000000")))
    assert isinstance(found, Called)
    assert found.shift.last == date(2026, 12, 1)
    assert found.shift.ends == datetime(2026, 12, 2, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20261301T190000",),
        ("DTSTART:20261201T190000",),
        ("DTSTART:20261201T190000", "DTEND:20261201T180000"),
        ("DTSTART:20261201T190000", "DURATION:-PT1H"),
        ("DTSTART:20261201T190000", "DURATION:P999999999D"),
        ("DTSTART:20261201T190000", "DTEND:20270401T180000"),
        ("DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20261201"),
        ("DTSTART:20261201T190000", "DTSTART:20261203T190000", "DURATION:PT12H"),
        ("DTSTART:99991231T190000", "DURATION:PT12H"),
        ("DTSTART:00010101T000000Z", "DURATION:PT12H"),
        (*TUESDAY, "RECURRENCE-ID:soon"),
        (*TUESDAY, "RRULE:FREQ=SECONDLY;COUNT=10000000"),
        (*TUESDAY, "RRULE:FREQ=DAILY;INTERVAL=0"),
        (*TUESDAY, "RRULE:FREQ=DAILY;INTERVAL=-1"),
        (*TUESDAY, "RRULE:FREQ=DAILY;COUNT=-3"),
        (*TUESDAY, "RRULE:FREQ=DAILY;BYEASTER=0"),
        (*TUESDAY, "RRULE:nonsense"),
    ],
)
def test_a_broken_event_costs_itself(lines: tuple[str, ...]) -> None:
    found = read(calendar(event(*lines, uid="b"), event(*TUESDAY)))
    assert blocks(found) == ["nights 2026-12-01 19:00 to 12-02 07:00"]
    assert len(reasons(found)) == 1


@pytest.mark.parametrize("text", ["", "hello", "BEGIN:VCARD\r\nEND:VCARD\r\n", "\0" * 99])
def test_what_is_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(UnknownFormat):
        read(text)


# Hostile: bounded, whatever it is.


@pytest.mark.parametrize(
    "text",
    [
        calendar(*[event(*TUESDAY, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")] * 300),
        calendar(*[event(*TUESDAY, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31")] * 1_200),
        calendar(*[event("DTSTART:20070101T190000", "DURATION:PT12H", "RRULE:FREQ=DAILY")] * 20),
        calendar(event(*TUESDAY, "RRULE:FREQ=DAILY;INTERVAL=" + "9" * 40)),
        calendar(event(*TUESDAY, "RRULE:FREQ=DAILY;COUNT=" + "9" * 400)),
        calendar(event(*TUESDAY, "RRULE:FREQ=MONTHLY;BYSETPOS=" + ",".join(["1"] * 200))),
        "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\nBEGIN:VALARM\r\n" * 30_000,
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x" + "\r\n y" * 300_000,
        "BEGIN:VCALENDAR\r\n" + "\n" * 500_000,
        calendar(event(*TUESDAY, name="NF " * 50_000)),
        calendar(event(*TUESDAY, *["X-A:b"] * 100_000)),
        calendar(event(*TUESDAY, "EXDATE:" + ",".join(["20261201T190000"] * 20_000))),
    ],
    ids=range(12),
)
def test_a_bomb_takes_no_more_than_its_size(text: str) -> None:
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 5
