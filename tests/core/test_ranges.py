"""What days a range names, seen from Sunday 22 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rescrm.core import days
from rescrm.errors import UnreadableRange

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026-12-01..06", date(2026, 12, 1), date(2026, 12, 6)),
        ("2026-12-01..6", date(2026, 12, 1), date(2026, 12, 6)),
        ("2026-12-01..2026-12-06", date(2026, 12, 1), date(2026, 12, 6)),
        ("2026-12-01 .. 2026-12-06", date(2026, 12, 1), date(2026, 12, 6)),
        ("2026-12-28..2027-01-03", date(2026, 12, 28), date(2027, 1, 3)),
        ("2026-12-01..01", date(2026, 12, 1), date(2026, 12, 1)),
        ("2024-02-01..29", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-10-01..06", date(2026, 10, 1), date(2026, 10, 6)),
        ("2026-07..2027-06", date(2026, 7, 1), date(2027, 6, 30)),
        ("2028-02..2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-07-15..2027-06", date(2026, 7, 15), date(2027, 6, 30)),
        ("2026-07..2027-06-15", date(2026, 7, 1), date(2027, 6, 15)),
        ("2026-12-01..2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("jul 2026..jun 2027", date(2026, 7, 1), date(2027, 6, 30)),
        ("July 2026..2027-06", date(2026, 7, 1), date(2027, 6, 30)),
        ("dec 1..6", date(2026, 12, 1), date(2026, 12, 6)),
        ("Dec 1..6", date(2026, 12, 1), date(2026, 12, 6)),
        ("dec 1 .. 6", date(2026, 12, 1), date(2026, 12, 6)),
        ("1 dec..6", date(2026, 12, 1), date(2026, 12, 6)),
        ("december 1st..6th", date(2026, 12, 1), date(2026, 12, 6)),
        ("3..6 may", date(2027, 5, 3), date(2027, 5, 6)),
        ("3..6 may 2028", date(2028, 5, 3), date(2028, 5, 6)),
        ("dec 1..6 2028", date(2028, 12, 1), date(2028, 12, 6)),
        ("dec 1..dec 6", date(2026, 12, 1), date(2026, 12, 6)),
        ("dec 28..jan 3", date(2026, 12, 28), date(2027, 1, 3)),
        ("dec 28..jan 3 2028", date(2027, 12, 28), date(2028, 1, 3)),
        ("dec 28 2027..jan 3", date(2027, 12, 28), date(2028, 1, 3)),
        ("dec 28 2027..jan 3 2028", date(2027, 12, 28), date(2028, 1, 3)),
        ("dec 28 2025..jan 3 2026", date(2025, 12, 28), date(2026, 1, 3)),
        ("feb 27..29", date(2028, 2, 27), date(2028, 2, 29)),
        ("nov 23..25", date(2026, 11, 23), date(2026, 11, 25)),
        ("2025-12-28..jan 3", date(2025, 12, 28), date(2026, 1, 3)),
        ("dec 28..2027-01-03", date(2026, 12, 28), date(2027, 1, 3)),
        ("today..fri", date(2026, 11, 22), date(2026, 11, 27)),
        ("tomorrow..in 2 weeks", date(2026, 11, 23), date(2026, 12, 6)),
        ("today..10d", date(2026, 11, 22), date(2026, 12, 2)),
        ("fri..mon", date(2026, 11, 27), date(2026, 11, 30)),
        ("fri..next week", date(2026, 11, 27), date(2026, 11, 29)),
        ("tomorrow..eom", date(2026, 11, 23), date(2026, 11, 30)),
        ("today..today", date(2026, 11, 22), date(2026, 11, 22)),
        ("2026-12-01", date(2026, 12, 1), date(2026, 12, 1)),
        ("2026-10-01", date(2026, 10, 1), date(2026, 10, 1)),
        ("fri", date(2026, 11, 27), date(2026, 11, 27)),
        ("dec 6", date(2026, 12, 6), date(2026, 12, 6)),
        ("tomorrow", date(2026, 11, 23), date(2026, 11, 23)),
        ("in 10 days", date(2026, 12, 2), date(2026, 12, 2)),
    ],
)
def test_a_range_has_a_first_and_a_last_day(typed: str, first: date, last: date) -> None:
    assert days.span(typed, SUNDAY) == (first, last)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("nov 20..25", date(2026, 11, 20), date(2026, 11, 25)),
        ("nov 10..22", date(2026, 11, 10), date(2026, 11, 22)),
        ("nov 10..21", date(2027, 11, 10), date(2027, 11, 21)),
        ("jul 1..jun 30", date(2026, 7, 1), date(2027, 6, 30)),
    ],
)
def test_a_range_that_has_begun_is_this_one_until_it_is_over(
    typed: str, first: date, last: date
) -> None:
    assert days.span(typed, SUNDAY) == (first, last)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-06..01",
        "2026-12-06..2026-12-01",
        "2027-06..2026-07",
        "jun 2027..jul 2026",
        "dec 6..1",
        "dec 6..dec 1",
        "6..3 may",
        "dec 6 2026..dec 1 2026",
        "fri..tomorrow",
        "next fri..in 2d",
    ],
)
def test_a_range_that_ends_before_it_begins_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableRange, match="it ends before it begins") as refusal:
        days.span(typed, SUNDAY)
    assert refusal.value.exit_code == 2


def test_a_refused_range_says_why_and_how() -> None:
    with pytest.raises(UnreadableRange) as refusal:
        days.span("dec 6..1", SUNDAY)
    assert refusal.value.message == (
        'cannot read the range "dec 6..1" (it ends before it begins). '
        "Try “2026-12-01..06” or “dec 1..6”."
    )
    with pytest.raises(UnreadableRange, match="only plain letters"):
        days.span("dec 1\u202e..6", SUNDAY)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "..",
        "dec 1..",
        "..dec 6",
        "dec..jan",
        "3..6",
        "dec 1...6",
        "dec 1..6..9",
        "dec 1-6",
        "dec 1 to 6",
        "2026-12-01..32",
        "2026-11-01..31",
        "2026-12-01..0",
        "2026-12..13",
        "2026-13..2027-01",
        "2026-12",
        "jul..jun 2027",
        "jul 2026..jun",
        "2026-13..2027-06",
        "2026-07..12",
        "feb 29..30",
        "feb 30..mar 2",
        "dec 31 9999..jan 1",
        "yesterday..fri",
        "last fri..fri",
        "next gibberish",
        "dec 1..6\x00",
        "dec 1..٦",
        "dec 1..6" + " " * 121,
    ],
)
def test_what_is_no_range_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableRange):
        days.span(typed, SUNDAY)


@pytest.mark.parametrize("typed", ["next week", "next month", "10d", "2 weeks"])
def test_a_week_is_not_taken_for_its_first_day(typed: str) -> None:
    with pytest.raises(UnreadableRange, match="from which day to which"):
        days.span(typed, SUNDAY)
    with pytest.raises(UnreadableRange, match="from which day to which"):
        days.longest_span([*typed.split(), "vacation"], SUNDAY)


def test_a_range_reads_slashes_in_the_set_order() -> None:
    assert days.span("03/12/2026..06/12/2026", SUNDAY, "dmy") == (
        date(2026, 12, 3),
        date(2026, 12, 6),
    )
    assert days.span("12/03/2026..06", SUNDAY, "mdy") == (date(2026, 12, 3), date(2026, 12, 6))
    with pytest.raises(UnreadableRange):
        days.span("03/12/2026..06/12/2026", SUNDAY)


@pytest.mark.parametrize(
    ("typed", "first", "last", "rest"),
    [
        ("2026-12-01..06", date(2026, 12, 1), date(2026, 12, 6), ""),
        ("2026-12-01..06 vacation", date(2026, 12, 1), date(2026, 12, 6), "vacation"),
        ("2026-12-01..06, vacation", date(2026, 12, 1), date(2026, 12, 6), "vacation"),
        ("dec 1..6 night block", date(2026, 12, 1), date(2026, 12, 6), "night block"),
        ("dec 1 .. 6 night block", date(2026, 12, 1), date(2026, 12, 6), "night block"),
        ("3..6 may trip to Łódź", date(2027, 5, 3), date(2027, 5, 6), "trip to Łódź"),
        ("dec 28..jan 3 Family", date(2026, 12, 28), date(2027, 1, 3), "Family"),
        ("dec 28 2026 .. jan 3 2027 x", date(2026, 12, 28), date(2027, 1, 3), "x"),
        ("fri sick", date(2026, 11, 27), date(2026, 11, 27), "sick"),
        ("fri..mon", date(2026, 11, 27), date(2026, 11, 30), ""),
        ("2026-12-01 2 talks", date(2026, 12, 1), date(2026, 12, 1), "2 talks"),
        ("last monday of may .. 1st fri of june off", date(2027, 5, 31), date(2027, 6, 4), "off"),
    ],
)
def test_a_pause_takes_the_longest_range_and_leaves_its_reason(
    typed: str, first: date, last: date, rest: str
) -> None:
    assert days.longest_span(typed.split(), SUNDAY) == ((first, last), rest.split())


def test_a_pause_may_come_in_quotes() -> None:
    assert days.longest_span(["dec 1..6", "night block"], SUNDAY) == (
        (date(2026, 12, 1), date(2026, 12, 6)),
        ["night", "block"],
    )


def test_a_long_reason_does_not_hide_the_range() -> None:
    reason = ["rest"] * 100
    assert days.longest_span(["dec", "1..6", *reason], SUNDAY)[1] == reason


@pytest.mark.parametrize("typed", ["", "vacation", "vacation dec 1..6", "dec 6..1 vacation"])
def test_a_pause_without_a_range_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableRange):
        days.longest_span(typed.split(), SUNDAY)


# Laws --------------------------------------------------------------------------------------

_TEXT = (
    "dec jan feb 1 6 29 30 .. .. .. fri mon today tomorrow 2026-12-01 2026-12 2027 9999 in 2w "
    "next week 1st last of may ..."
)
_PIECES = st.sampled_from(_TEXT.split())
TODAYS = st.one_of(st.dates(), st.sampled_from([date.min, date.max, SUNDAY]))


@given(st.lists(_PIECES, min_size=1, max_size=7).map(" ".join), TODAYS)
@example("dec 31..jan 1", date.max)
@example("fri..mon", date.max)
@example("0001-01-01..0001-01-02", date.min)
def test_a_range_never_ends_before_it_begins(typed: str, today: date) -> None:
    try:
        first, last = days.span(typed, today)
    except UnreadableRange:
        return
    assert first <= last


@given(st.text(max_size=140), TODAYS)
def test_any_text_is_a_range_or_a_kind_refusal(text: str, today: date) -> None:
    try:
        days.span(text, today)
    except UnreadableRange as refusal:
        assert refusal.message.startswith("cannot read the range")


@given(st.dates(), st.dates(), TODAYS)
def test_two_written_days_are_read_as_they_stand(one: date, other: date, today: date) -> None:
    first, last = sorted((one, other))
    assert days.span(f"{first}..{last}", today) == (first, last)
    assert days.longest_span([f"{first}..{last}", "why"], today) == ((first, last), ["why"])
