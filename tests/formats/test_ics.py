"""What a calendar program finds in the file that rescrm writes."""

from __future__ import annotations

import re
import time as clock
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rescrm.formats.ics import Item, write, write_for_outlook, write_todos

NINE = timedelta(hours=9)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)


def item(uid: str = "7f3a@rescrm", **changes: object) -> Item:
    plain = Item(uid=uid, day=FRIDAY, summary="Check in: Maya Rao", modified=NOON, sequence=2)
    return Item(**{**{name: getattr(plain, name) for name in Item.__slots__}, **changes})


def text(items: Iterable[Item], name: str = "rescrm") -> str:
    """The written file with its folds undone."""
    return b"".join(write(items, name)).decode().replace("\r\n ", "")


def one_event(**changes: object) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(b"".join(write([item(**changes)]))).walk("VEVENT")
    return event


def one_todo(**changes: object) -> icalendar.Todo:
    (todo,) = icalendar.Calendar.from_ical(b"".join(write_todos([item(**changes)]))).walk("VTODO")
    return todo


# The calendar ------------------------------------------------------------------------------


def test_a_calendar_says_who_made_it_what_it_is_called_and_how_often_to_look() -> None:
    assert text([], "Follow-ups, mine") == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//rescrm//rescrm//EN\r\n"
        "NAME:Follow-ups\\, mine\r\n"
        "X-WR-CALNAME:Follow-ups\\, mine\r\n"
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"
        "X-PUBLISHED-TTL:PT12H\r\n"
        "END:VCALENDAR\r\n"
    )


def test_an_event_lies_on_its_day_without_taking_it_up() -> None:
    assert text([item()]).split("X-PUBLISHED-TTL:PT12H\r\n")[1] == (
        "BEGIN:VEVENT\r\n"
        "UID:7f3a@rescrm\r\n"
        "DTSTAMP:20261122T120000Z\r\n"
        "LAST-MODIFIED:20261122T120000Z\r\n"
        "SEQUENCE:2\r\n"
        "SUMMARY:Check in: Maya Rao\r\n"
        "CLASS:PRIVATE\r\n"
        "DTSTART;VALUE=DATE:20261127\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "STATUS:CONFIRMED\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def test_a_to_do_has_a_day_it_is_due_and_takes_up_no_time() -> None:
    (written,) = [b"".join(write_todos([item(alarm=NINE)])).decode()]
    assert written.split("CLASS:PRIVATE\r\n")[1] == (
        "DUE;VALUE=DATE:20261127\r\n"
        "STATUS:NEEDS-ACTION\r\n"
        "BEGIN:VALARM\r\n"
        "ACTION:DISPLAY\r\n"
        "DESCRIPTION:Check in: Maya Rao\r\n"
        "TRIGGER;RELATED=END:PT9H\r\n"
        "END:VALARM\r\n"
        "END:VTODO\r\n"
        "END:VCALENDAR\r\n"
    )


def test_the_same_items_give_the_same_bytes() -> None:
    items = [item(f"{n}@rescrm", sequence=n) for n in range(20)]
    assert b"".join(write(items)) == b"".join(write(list(items)))


def test_writing_begins_before_the_last_item_is_known() -> None:
    asked: list[int] = []

    def endless() -> Iterable[Item]:
        for number in range(10**9):
            asked.append(number)
            yield item(f"{number}@rescrm")

    pieces = write(endless())
    head, first = next(pieces), next(pieces)
    assert head.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"UID:0@rescrm" in first
    assert asked == [0]


def test_icalendar_reads_back_every_day_uid_and_sequence() -> None:
    items = [
        item(f"{n}@rescrm", day=FRIDAY + timedelta(days=n % 60), sequence=n, cancelled=n % 3 == 0)
        for n in range(200)
    ]
    events = icalendar.Calendar.from_ical(b"".join(write(items))).walk("VEVENT")
    assert [
        (str(e["UID"]), e.start, int(e["SEQUENCE"]), e["STATUS"] == "CANCELLED") for e in events
    ] == [(i.uid, i.day, i.sequence, i.cancelled) for i in items]


def test_writing_is_no_slower_than_icalendar() -> None:
    items = [item(f"{n}@rescrm", alarm=NINE) for n in range(1000)]

    def theirs() -> bytes:
        calendar = icalendar.Calendar()
        for each in items:
            event = icalendar.Event()
            event.add("uid", each.uid)
            event.add("summary", each.summary)
            event.add("dtstart", each.day)
            event.add("dtstamp", each.modified)
            calendar.add_component(event)
        return calendar.to_ical()

    began = clock.perf_counter()
    b"".join(write(items))
    ours_ended = clock.perf_counter()
    theirs()
    assert ours_ended - began < clock.perf_counter() - ours_ended


# An event ----------------------------------------------------------------------------------


def test_a_finished_item_is_cancelled_and_rings_no_more() -> None:
    event = one_event(cancelled=True, alarm=NINE)
    assert event["STATUS"] == "CANCELLED"
    assert event.walk("VALARM") == []
    assert one_todo(cancelled=True)["STATUS"] == "CANCELLED"


def test_notes_leave_only_when_they_are_given() -> None:
    assert "DESCRIPTION" not in one_event()
    assert str(one_event(description="owes me a call; long\nstory")["DESCRIPTION"]) == (
        "owes me a call; long\nstory"
    )


def test_a_comma_inside_a_category_stays_inside_it() -> None:
    assert one_event(categories=("promise", "ACC, 2027"))["CATEGORIES"].cats == [
        "promise",
        "ACC, 2027",
    ]


def test_a_moment_in_any_zone_is_written_in_utc() -> None:
    boston = timezone(timedelta(hours=-5))
    event = one_event(modified=datetime(2026, 11, 22, 23, 30, tzinfo=boston))
    assert event["DTSTAMP"].dt == datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt


@pytest.mark.parametrize("year", [1, 999, 9999])
def test_a_year_has_four_figures(year: int) -> None:
    assert f"DTSTART;VALUE=DATE:{year:04d}0301\r\n" in text([item(day=date(year, 3, 1))])


def test_a_timed_event_ends_after_its_minutes_and_rings_when_it_is_told() -> None:
    at = datetime(2026, 11, 27, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    event = one_event(at=at, minutes=30, alarm=timedelta(minutes=-10))
    assert (event.start, event.end) == (at, at + timedelta(minutes=30))
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(minutes=-10)


def test_an_hour_that_is_kept_free_for_it_is_busy() -> None:
    assert one_event(busy=True, at=NOON)["TRANSP"] == "OPAQUE"
    assert one_event(at=NOON)["TRANSP"] == "TRANSPARENT"


def test_a_place_is_named() -> None:
    assert str(one_event(location="Room 4, 2nd floor")["LOCATION"]) == "Room 4, 2nd floor"
    assert "LOCATION" not in one_event()


def test_a_timed_to_do_is_due_at_its_moment() -> None:
    at = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    todo = one_todo(at=at, alarm=timedelta())
    assert todo["DUE"].dt == at
    assert "DTSTART" not in todo and "DTEND" not in todo


@pytest.mark.parametrize(
    ("alarm", "trigger"),
    [
        (timedelta(hours=9), "PT9H"),
        (timedelta(hours=9, minutes=30), "PT9H30M"),
        (timedelta(minutes=30), "PT30M"),
        (timedelta(), "PT0M"),
        (timedelta(hours=21, minutes=5, seconds=59), "PT21H5M"),
        (timedelta(hours=25), "PT25H"),  # on a night of 25 hours, not P1DT1H
        (timedelta(minutes=-1), "-PT1M"),
        (timedelta(hours=-5, minutes=-1), "-PT5H1M"),
    ],
)
def test_an_alarm_is_counted_from_the_beginning(alarm: timedelta, trigger: str) -> None:
    assert f"TRIGGER:{trigger}\r\n" in text([item(alarm=alarm)])
    (found,) = one_event(alarm=alarm).walk("VALARM")
    assert abs(found["TRIGGER"].dt - alarm) < timedelta(minutes=1)


def test_an_alarm_can_be_a_moment() -> None:
    at = datetime(2026, 11, 27, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
    assert "TRIGGER;VALUE=DATE-TIME:20261127T140000Z\r\n" in text([item(alarm=at)])


def test_outlook_is_told_what_is_all_day_and_what_keeps_one_busy() -> None:
    written = b"".join(write_for_outlook([item(), item(at=NOON, busy=True)])).decode()
    day, hour = written.split("END:VEVENT")[:2]
    assert "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n" in day
    assert "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n" in hour
    lines = [each for each in written.splitlines() if not each.startswith("X-MICROSOFT")]
    assert lines == text([item(), item(at=NOON, busy=True)]).splitlines()


def test_an_alarm_says_what_it_is_for_after_all_that_the_event_says() -> None:
    event = text([item(alarm=NINE, description="note", categories=("a",), yearly=True)])
    before, _, alarm = event.partition("BEGIN:VALARM\r\n")
    assert alarm.startswith("ACTION:DISPLAY\r\nDESCRIPTION:Check in: Maya Rao\r\nTRIGGER:PT9H\r\n")
    assert alarm.endswith("END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
    for name in ("STATUS:", "TRANSP:", "RRULE:", "DESCRIPTION:", "CATEGORIES:"):
        assert name in before


# Birthdays ---------------------------------------------------------------------------------


def birthdays(first: date, leap: str = "feb-28") -> list[date]:
    event = one_event(day=first, yearly=True, leap=leap)
    rule = event["RRULE"].to_ical().decode()
    start = datetime.combine(event.start, time())
    return [moment.date() for moment in rrulestr(rule, dtstart=start)[:5]]


@pytest.mark.parametrize(
    ("first", "leap", "days"),
    [
        (date(2024, 3, 14), "feb-28", [(3, 14)] * 5),
        (date(2024, 2, 28), "feb-28", [(2, 28)] * 5),
        (date(2024, 2, 29), "feb-28", [(2, 29), (2, 28), (2, 28), (2, 28), (2, 29)]),
        (date(2024, 2, 29), "mar-1", [(2, 29), (3, 1), (3, 1), (3, 1), (2, 29)]),
    ],
)
def test_a_birthday_comes_every_year(first: date, leap: str, days: list[tuple[int, int]]) -> None:
    assert [(day.month, day.day) for day in birthdays(first, leap)] == days
    assert [day.year for day in birthdays(first, leap)] == [2024, 2025, 2026, 2027, 2028]


def test_the_29th_of_february_is_written_as_the_last_of_february() -> None:
    written = text([item(day=date(2024, 2, 29), yearly=True)])
    assert "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\n" in written


def test_a_birthday_is_all_day_even_with_a_moment() -> None:
    event = one_event(yearly=True, at=NOON, alarm=NINE)
    assert event.start == FRIDAY
    assert "DTEND" not in event
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(hours=9)


def test_a_yearly_to_do_recurs_from_a_start() -> None:
    todo = one_todo(yearly=True, alarm=NINE)
    assert todo["DTSTART"].dt == FRIDAY
    assert "DUE" not in todo
    assert "RELATED" not in todo.walk("VALARM")[0]["TRIGGER"].params


# Any text ----------------------------------------------------------------------------------

NAUGHTY = [
    "BEGIN:VEVENT\r\nUID:x",
    "Ana\r\nEND:VEVENT\r\nATTENDEE:mailto:evil@example.org",
    "\x1b[31mred\x07\x00",
    "semi;colon, comma \\ back\\n slash",
    "👩🏽‍⚕️ " * 30,
    "é" * 200,
    "x" * 74 + "é",
    "\ud800half",
    " leading and trailing ",
    "a\u2028b\u2029c\x85d",
]


def kept(value: str) -> str:
    """A text as a calendar can hold it: no control characters, newlines as one."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in value if c in "\t\n" or unicodedata.category(c) not in ("Cc", "Cs"))


def test_what_has_a_meaning_in_a_calendar_is_escaped() -> None:
    assert "SUMMARY:a\\, b\\; c\\\\ d\\n\r\n" in text([item(summary="a, b; c\\ d\r\n")])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.sampled_from(NAUGHTY), st.text('\\;,nN\r\n :\t"é漢', max_size=200)))
@example("\\n")
@example("")
def test_any_text_comes_back_as_it_was(value: str) -> None:
    event = one_event(summary=value, description=value, alarm=NINE)
    assert str(event["SUMMARY"]) == kept(value)
    assert str(event["DESCRIPTION"]) == kept(value)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(min_size=60), st.sampled_from(NAUGHTY)))
def test_no_line_is_longer_than_75_octets_or_breaks_a_character(value: str) -> None:
    written = b"".join(write([item(summary=value, description=value)], value))
    lines = written.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)


@pytest.mark.parametrize("value", NAUGHTY)
def test_a_name_cannot_open_or_close_anything(value: str) -> None:
    written = text([item(value, summary=value, categories=(value,))], value).split("\r\n")
    assert written.count("BEGIN:VEVENT") == written.count("END:VEVENT") == 1
    assert written[-2:] == ["END:VCALENDAR", ""]
    assert not any(line.startswith("ATTENDEE") for line in written)


def test_ten_megabytes_of_text_are_folded_in_one_pass() -> None:
    began = clock.perf_counter()
    size = sum(map(len, write([item(description="é" * 5_000_000)])))
    assert size > 10_000_000
    assert clock.perf_counter() - began < 10
