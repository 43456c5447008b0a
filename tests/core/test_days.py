"""Which day a phrase means, seen from Sunday 22 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rescrm.core import days
from rescrm.core.contact import YearDay
from rescrm.errors import UnreadableDay

SUNDAY = date(2026, 11, 22)
REFUSED = None

# phrase, for a past day, for a coming day: the table of the design, row by row, and its kin.
PHRASES = [
    ("today", date(2026, 11, 22), date(2026, 11, 22)),
    ("tomorrow", REFUSED, date(2026, 11, 23)),
    ("yesterday", date(2026, 11, 21), REFUSED),
    ("fri", date(2026, 11, 20), date(2026, 11, 27)),
    ("friday", date(2026, 11, 20), date(2026, 11, 27)),
    ("FRI", date(2026, 11, 20), date(2026, 11, 27)),
    ("Friday", date(2026, 11, 20), date(2026, 11, 27)),
    ("  friday ", date(2026, 11, 20), date(2026, 11, 27)),
    ("mon", date(2026, 11, 16), date(2026, 11, 23)),
    ("tues", date(2026, 11, 17), date(2026, 11, 24)),
    ("wed", date(2026, 11, 18), date(2026, 11, 25)),
    ("thurs", date(2026, 11, 19), date(2026, 11, 26)),
    ("saturday", date(2026, 11, 21), date(2026, 11, 28)),
    ("last fri", date(2026, 11, 20), REFUSED),
    ("last friday", date(2026, 11, 20), REFUSED),
    ("last sun", date(2026, 11, 15), REFUSED),
    ("next fri", REFUSED, date(2026, 11, 27)),
    ("next  Friday", REFUSED, date(2026, 11, 27)),
    ("next sun", REFUSED, date(2026, 11, 29)),
    ("sun", date(2026, 11, 22), date(2026, 11, 29)),
    ("3d ago", date(2026, 11, 19), REFUSED),
    ("3 days ago", date(2026, 11, 19), REFUSED),
    ("2w ago", date(2026, 11, 8), REFUSED),
    ("a week ago", date(2026, 11, 15), REFUSED),
    ("two weeks ago", date(2026, 11, 8), REFUSED),
    ("2 months ago", date(2026, 9, 22), REFUSED),
    ("1 year ago", date(2025, 11, 22), REFUSED),
    ("0 days ago", date(2026, 11, 22), REFUSED),
    ("in 10 days", REFUSED, date(2026, 12, 2)),
    ("10d", REFUSED, date(2026, 12, 2)),
    ("10 days", REFUSED, date(2026, 12, 2)),
    ("two weeks", REFUSED, date(2026, 12, 6)),
    ("in 2w", REFUSED, date(2026, 12, 6)),
    ("2w", REFUSED, date(2026, 12, 6)),
    ("in a week", REFUSED, date(2026, 11, 29)),
    ("in 3 months", REFUSED, date(2027, 2, 22)),
    ("6mo", REFUSED, date(2027, 5, 22)),
    ("in 2 years", REFUSED, date(2028, 11, 22)),
    ("next week", REFUSED, date(2026, 11, 29)),
    ("next month", REFUSED, date(2026, 12, 22)),
    ("next year", REFUSED, date(2027, 11, 22)),
    ("last week", date(2026, 11, 15), REFUSED),
    ("last month", date(2026, 10, 22), REFUSED),
    ("end of month", REFUSED, date(2026, 11, 30)),
    ("end of the month", REFUSED, date(2026, 11, 30)),
    ("eom", REFUSED, date(2026, 11, 30)),
    ("EOM", REFUSED, date(2026, 11, 30)),
    ("end of year", REFUSED, date(2026, 12, 31)),
    ("eoy", REFUSED, date(2026, 12, 31)),
    ("mar 12", date(2026, 3, 12), date(2027, 3, 12)),
    ("12 mar", date(2026, 3, 12), date(2027, 3, 12)),
    ("12 march", date(2026, 3, 12), date(2027, 3, 12)),
    ("March 12", date(2026, 3, 12), date(2027, 3, 12)),
    ("mar 12th", date(2026, 3, 12), date(2027, 3, 12)),
    ("12th of march", date(2026, 3, 12), date(2027, 3, 12)),
    ("dec 24", date(2025, 12, 24), date(2026, 12, 24)),
    ("mar 12 2026", date(2026, 3, 12), REFUSED),
    ("12 mar 2026", date(2026, 3, 12), REFUSED),
    ("mar 12, 2026", date(2026, 3, 12), REFUSED),
    ("mar 12 2027", REFUSED, date(2027, 3, 12)),
    ("feb 29", date(2024, 2, 29), date(2028, 2, 29)),
    ("2nd fri", date(2026, 11, 13), date(2026, 12, 11)),
    ("2nd friday", date(2026, 11, 13), date(2026, 12, 11)),
    ("second friday", date(2026, 11, 13), date(2026, 12, 11)),
    ("2nd fri of the month", date(2026, 11, 13), date(2026, 12, 11)),
    ("2nd friday of april", date(2026, 4, 10), date(2027, 4, 9)),
    ("4th sun", date(2026, 11, 22), date(2026, 11, 22)),
    ("5th sun", date(2026, 8, 30), date(2026, 11, 29)),
    ("5th fri of feb", date(2008, 2, 29), date(2036, 2, 29)),
    ("last monday of may", date(2026, 5, 25), date(2027, 5, 31)),
    ("last fri of the month", date(2026, 10, 30), date(2026, 11, 27)),
    ("nov 22", date(2026, 11, 22), date(2026, 11, 22)),
    ("2026-05-01", date(2026, 5, 1), date(2026, 5, 1)),
    ("2026-05-01T18:30", date(2026, 5, 1), date(2026, 5, 1)),
    ("2026-05-01T18:30:00-05:00", date(2026, 5, 1), date(2026, 5, 1)),
    ("2026-05-01T18:30:00Z", date(2026, 5, 1), date(2026, 5, 1)),
    ("2026-05-01 18:30", date(2026, 5, 1), date(2026, 5, 1)),
    ("2026-11-22", date(2026, 11, 22), date(2026, 11, 22)),
]

NO_DAYS = [
    "",
    " ",
    "feb 30",
    "apr 31",
    "mar 0",
    "mar 32",
    "mar 12 0000",
    "mar 12 26",
    "feb 29 2026",
    "2026-13-01",
    "2026-02-29",
    "0000-01-01",
    "10000-01-01",
    "2026-5-1",
    "2026-05",
    "2026/05/01",
    "2026-W01-1",
    "20260501",
    "2026-05-01T25:00",
    "2026-05-01T24:00",
    "2026-05-01T18:60",
    "2026-05-01Tnoon",
    "2026-05-01T",
    "2026-05-01x",
    "0229",
    "friday-ish",
    "fridays",
    "fr",
    "3",
    "3rd",
    "may",
    "march",
    "2026",
    "03/04/2026",
    "3.4.2026",
    "6th fri",
    "0th fri",
    "2th fri",
    "22nd fri",
    "2nd",
    "last",
    "next",
    "ago",
    "in",
    "days ago",
    "in days",
    "in -3 days",
    "-3d",
    "+3d",
    "1.5 weeks ago",
    "3 hours ago",
    "in 5 min",
    "6m",
    "in 3 days ago",
    "last last fri",
    "next next fri",
    "fri fri",
    "on fri",
    "fri, probably",
    "today or tomorrow",
    "2nd friday of fri",
    "2nd friday in april",
    "last of may",
    "end of april",
    "eow",
    "dec 1..6",
    "in 99999 years",
    "99999 years ago",
    "in 99999999999999999999999999999999 days",
    "in 8000 years",
    "fri\x00",
    "fri\n",
    "\tfri",
    "\u202efri",
    "fri\u200f",
    "٣ days ago",
    "3\u00a0days ago",
    "ｆｒｉ",
    "next wee\u212a",
    "in 2 days" + " " * 120,
    "x" * 1000,
]


@pytest.mark.parametrize(("phrase", "past", "coming"), PHRASES)
def test_a_phrase_means_its_past_day(phrase: str, past: date | None, coming: date | None) -> None:
    if past is REFUSED:
        with pytest.raises(UnreadableDay):
            days.past(phrase, SUNDAY)
    else:
        assert days.past(phrase, SUNDAY) == days.touched(phrase, SUNDAY) == past


@pytest.mark.parametrize(("phrase", "past", "coming"), PHRASES)
def test_a_phrase_means_its_coming_day(phrase: str, past: date | None, coming: date | None) -> None:
    if coming is REFUSED:
        with pytest.raises(UnreadableDay):
            days.coming(phrase, SUNDAY)
    else:
        assert days.coming(phrase, SUNDAY) == coming


@pytest.mark.parametrize("phrase", NO_DAYS)
@pytest.mark.parametrize("read", [days.past, days.touched, days.coming, days.ahead])
def test_what_is_not_understood_whole_is_refused(read: object, phrase: str) -> None:
    assert callable(read)
    with pytest.raises(UnreadableDay) as refusal:
        read(phrase, SUNDAY)
    assert refusal.value.exit_code == 2


def test_a_phrase_may_be_128_characters_long_and_no_longer() -> None:
    assert days.coming("fri" + " " * 125, SUNDAY) == date(2026, 11, 27)
    with pytest.raises(UnreadableDay, match="128 characters"):
        days.coming("fri" + " " * 126, SUNDAY)


@pytest.mark.parametrize(
    ("phrase", "today", "day"),
    [
        ("fri", date(2026, 11, 20), date(2026, 11, 20)),
        ("last fri", date(2026, 11, 20), date(2026, 11, 13)),
        ("2nd fri", date(2026, 11, 13), date(2026, 11, 13)),
        ("2nd fri", date(2026, 11, 12), date(2026, 10, 9)),
        ("mar 12", date(2026, 3, 12), date(2026, 3, 12)),
        ("mar 12", date(2026, 3, 11), date(2025, 3, 12)),
        ("feb 29", date(2028, 2, 29), date(2028, 2, 29)),
        ("feb 29", date(1904, 2, 28), date(1896, 2, 29)),
        ("1 month ago", date(2026, 3, 31), date(2026, 2, 28)),
        ("a year ago", date(2024, 2, 29), date(2023, 2, 28)),
        ("last month", date(2026, 1, 31), date(2025, 12, 31)),
        ("yesterday", date(2026, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_past_day_is_the_nearest_up_to_today(phrase: str, today: date, day: date) -> None:
    assert days.past(phrase, today) == day


@pytest.mark.parametrize(
    ("phrase", "today", "day"),
    [
        ("fri", date(2026, 11, 20), date(2026, 11, 27)),
        ("next fri", date(2026, 11, 20), date(2026, 11, 27)),
        ("2nd fri", date(2026, 11, 13), date(2026, 11, 13)),
        ("2nd fri", date(2026, 11, 14), date(2026, 12, 11)),
        ("mar 12", date(2026, 3, 12), date(2026, 3, 12)),
        ("mar 12", date(2026, 3, 13), date(2027, 3, 12)),
        ("eom", date(2026, 11, 30), date(2026, 11, 30)),
        ("eom", date(2026, 12, 1), date(2026, 12, 31)),
        ("eom", date(2028, 2, 3), date(2028, 2, 29)),
        ("eoy", date(2026, 12, 31), date(2026, 12, 31)),
        ("in 3 months", date(2026, 11, 30), date(2027, 2, 28)),
        ("next month", date(2026, 1, 31), date(2026, 2, 28)),
        ("1y", date(2024, 2, 29), date(2025, 2, 28)),
        ("feb 29", date(2096, 3, 1), date(2104, 2, 29)),
        ("last monday of may", date(2026, 5, 25), date(2026, 5, 25)),
    ],
)
def test_a_coming_day_is_the_nearest_from_today_on(phrase: str, today: date, day: date) -> None:
    assert days.coming(phrase, today) == day


def test_a_touch_may_be_planned_by_a_written_day_but_not_by_words() -> None:
    assert days.touched("2026-12-01", SUNDAY) == date(2026, 12, 1)
    assert days.touched("2026-12-01T09:00", SUNDAY) == date(2026, 12, 1)
    for phrase in ("tomorrow", "in 9 days", "dec 1 2026", "next tue"):
        with pytest.raises(UnreadableDay, match="still to come"):
            days.touched(phrase, SUNDAY)
    with pytest.raises(UnreadableDay, match="still to come"):
        days.past("2026-11-23", SUNDAY)


def test_what_must_be_ahead_may_be_today_and_no_day_before() -> None:
    assert days.ahead("2026-11-22", SUNDAY) == SUNDAY
    assert days.ahead("fri", SUNDAY) == date(2026, 11, 27)
    with pytest.raises(UnreadableDay, match="that day is over"):
        days.ahead("2026-11-21", SUNDAY)
    assert days.coming("2026-11-21", SUNDAY) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "order", "day"),
    [
        ("03/04/2026", "dmy", date(2026, 4, 3)),
        ("03/04/2026", "mdy", date(2026, 3, 4)),
        ("3/4/2026", "dmy", date(2026, 4, 3)),
        ("03.04.2026", "dmy", date(2026, 4, 3)),
        ("2026/04/03", "ymd", date(2026, 4, 3)),
        ("31/01/2026", "dmy", date(2026, 1, 31)),
        ("03/04/2026", None, REFUSED),
        ("2026/04/03", None, REFUSED),
        ("03/04/2026", "ymd", REFUSED),
        ("2026/04/03", "dmy", REFUSED),
        ("31/01/2026", "mdy", REFUSED),
        ("29/02/2026", "dmy", REFUSED),
        ("03/04/26", "dmy", REFUSED),
        ("03/04", "dmy", REFUSED),
        ("003/04/2026", "dmy", REFUSED),
        ("03/04/2026/", "dmy", REFUSED),
        ("03/04.2026", "dmy", REFUSED),
        ("03/+4/2026", "dmy", REFUSED),
        ("00/00/0000", "dmy", REFUSED),
        ("03/04/2026", "ydm", REFUSED),
    ],
)
def test_slashes_are_read_in_the_set_order_only(
    typed: str, order: str | None, day: date | None
) -> None:
    for read in (days.past, days.touched, days.coming):
        if day is REFUSED:
            with pytest.raises(UnreadableDay):
                read(typed, SUNDAY, order)
        else:
            assert read(typed, SUNDAY, order) == day


@pytest.mark.parametrize(
    ("read", "phrase", "message"),
    [
        (
            days.past,
            "tomorrow",
            'cannot read the day "tomorrow" (that day is still to come). '
            "Try “yesterday”, “last fri” or “2026-11-15”.",
        ),
        (
            days.coming,
            "yesterday",
            'cannot read the day "yesterday" (that day is over). '
            "Try “tomorrow”, “next fri” or “2026-11-29”.",
        ),
        (
            days.coming,
            "feb 30",
            'cannot read the day "feb 30" (there is no such day). '
            "Try “tomorrow”, “next fri” or “2026-11-29”.",
        ),
        (
            days.past,
            "friday-ish",
            'cannot read the day "friday-ish". Try “yesterday”, “last fri” or “2026-11-15”.',
        ),
    ],
)
def test_a_refusal_says_why_and_gives_three_examples(
    read: object, phrase: str, message: str
) -> None:
    assert callable(read)
    with pytest.raises(UnreadableDay) as refusal:
        read(phrase, SUNDAY)
    assert refusal.value.message == message


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("2026-13-01", "there is no such day"),
        ("31 apr", "there is no such day"),
        ("03/04/2026", "config set date_order"),
        ("fri\x00", "plain letters"),
        ("fri" * 50, "128 characters"),
    ],
)
def test_a_refusal_names_the_fault(phrase: str, reason: str) -> None:
    with pytest.raises(UnreadableDay, match=reason):
        days.past(phrase, SUNDAY)


@given(st.dates(min_value=date(1, 2, 1), max_value=date(9999, 11, 30)))
def test_the_examples_of_a_refusal_can_be_read(today: date) -> None:
    for read in (days.past, days.ahead):
        with pytest.raises(UnreadableDay) as refusal:
            read("gibberish", today)
        examples = refusal.value.message.split("“")[1:]
        assert len(examples) == 3
        for quoted in examples:
            assert isinstance(read(quoted.partition("”")[0], today), date)


# In a sentence -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("yesterday coffee with Ana", (date(2026, 11, 21), 1)),
        ("Yesterday, coffee with Ana", (date(2026, 11, 21), 1)),
        ("yesterday: coffee", (date(2026, 11, 21), 1)),
        ("Fri. coffee with Ana", (date(2026, 11, 20), 1)),
        ("last fri coffee with Ana", (date(2026, 11, 20), 2)),
        ("on friday coffee with Ana", (date(2026, 11, 20), 2)),
        ("3 days ago call with Ben", (date(2026, 11, 19), 3)),
        ("3d ago call with Ben", (date(2026, 11, 19), 2)),
        ("a week ago met Dee", (date(2026, 11, 15), 3)),
        ("last monday of may, met Dee", (date(2026, 5, 25), 4)),
        ("on last monday of may met Dee", (date(2026, 5, 25), 5)),
        ("last monday met Dee", (date(2026, 11, 16), 2)),
        ("2nd friday of april met Dee", (date(2026, 4, 10), 4)),
        ("2nd friday met Dee", (date(2026, 11, 13), 2)),
        ("mar 12 call with Ana", (date(2026, 3, 12), 2)),
        ("mar 12, 2024, call with Ana", (date(2024, 3, 12), 3)),
        ("mar 12, call with Ana", (date(2026, 3, 12), 2)),
        ("2026-05-01 call with Ana", (date(2026, 5, 1), 1)),
        ("2026-05-01T18:30 call with Ana", (date(2026, 5, 1), 1)),
        ("today", (date(2026, 11, 22), 1)),
        ("sun brunch with Ana", (date(2026, 11, 22), 1)),
        ("May had a question", None),
        ("may 3 residents", (date(2026, 5, 3), 2)),
        ("March of Dimes run with Ana", None),
        ("mar a lago", None),
        ("second opinion from Ana", None),
        ("2nd opinion from Ana", None),
        ("3 residents at lunch", None),
        ("3 days with Ana", None),
        ("12 angry men with Ana", None),
        ("last talk with Ana", None),
        ("in clinic with Ana", None),
        ("on rounds with Ana", None),
        ("Sunny called", None),
        ("coffee with Ana yesterday", None),
        ("tomorrow coffee with Ana", None),
        ("2026-12-01 coffee with Ana", None),
        ("03/04/2026 coffee with Ana", None),
        ("café yesterday", None),
        ("on", None),
        ("", None),
    ],
)
def test_a_sentence_may_begin_with_a_past_day(
    sentence: str, found: tuple[date, int] | None
) -> None:
    assert days.leading_past(sentence.split(), SUNDAY) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("coffee with Ana last fri", (date(2026, 11, 20), 2)),
        ("coffee with Ana last fri.", (date(2026, 11, 20), 2)),
        ("coffee with Ana fri", (date(2026, 11, 20), 1)),
        ("coffee with Ana on Friday", (date(2026, 11, 20), 2)),
        ("coffee with Ana, 3 days ago", (date(2026, 11, 19), 3)),
        ("coffee with Ana a week ago", (date(2026, 11, 15), 3)),
        ("coffee with Ana 12 mar", (date(2026, 3, 12), 2)),
        ("coffee with Ana mar 12 2024", (date(2024, 3, 12), 3)),
        ("coffee with Ana last monday of may", (date(2026, 5, 25), 4)),
        ("coffee with Ana 2026-05-01", (date(2026, 5, 1), 1)),
        ("coffee with Ana today", (date(2026, 11, 22), 1)),
        ("met Ana on the second", None),
        ("met Ana in may", None),
        ("met May", None),
        ("met Ana in room 3", None),
        ("met Ana at 3", None),
        ("met Ana for 3 days", None),
        ("met Ana, back tomorrow", None),
        ("met Ana 2026-12-01", None),
        ("yesterday met Ana", None),
        ("", None),
    ],
)
def test_a_sentence_may_end_with_a_past_day(sentence: str, found: tuple[date, int] | None) -> None:
    assert days.trailing_past(sentence.split(), SUNDAY) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("tomorrow coffee with Ana", (date(2026, 11, 23), 1)),
        ("Tomorrow, coffee with Ana", (date(2026, 11, 23), 1)),
        ("next fri coffee with Ana", (date(2026, 11, 27), 2)),
        ("on next fri coffee with Ana", (date(2026, 11, 27), 3)),
        ("in 3 days coffee with Ana", (date(2026, 11, 25), 3)),
        ("in 2w coffee with Ana", (date(2026, 12, 6), 2)),
        ("10d coffee with Ana", (date(2026, 12, 2), 1)),
        ("next week coffee with Ana", (date(2026, 11, 29), 2)),
        ("end of month coffee with Ana", (date(2026, 11, 30), 3)),
        ("mar 12 2027 coffee with Ana", (date(2027, 3, 12), 3)),
        ("2026-12-01 coffee with Ana", (date(2026, 12, 1), 1)),
        ("2 weeks with Ana on service", None),
        ("two weeks with Ana on service", None),
        ("fri coffee with Ana", None),
        ("mar 12 coffee with Ana", None),
        ("today coffee with Ana", None),
        ("2026-11-22 coffee with Ana", None),
        ("last fri coffee with Ana", None),
        ("next steps with Ana", None),
        ("in clinic with Ana", None),
        ("coffee with Ana tomorrow", None),
        ("", None),
    ],
)
def test_a_sentence_that_begins_with_a_coming_day_is_noticed(
    sentence: str, found: tuple[date, int] | None
) -> None:
    assert days.leading_coming(sentence.split(), SUNDAY) == found


def test_a_sentence_reads_slashes_in_the_set_order() -> None:
    words = ["03/04/2026", "coffee"]
    assert days.leading_past(words, SUNDAY, "dmy") == (date(2026, 4, 3), 1)
    assert days.trailing_past(words[::-1], SUNDAY, "mdy") == (date(2026, 3, 4), 1)
    assert days.leading_coming(["03/12/2026", "coffee"], SUNDAY, "dmy") == (
        date(2026, 12, 3),
        1,
    )


# Birthdays ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "day", "stored"),
    [
        ("1993-03-14", YearDay(3, 14, 1993), "1993-03-14"),
        ("--03-14", YearDay(3, 14), "--03-14"),
        ("03-14", YearDay(3, 14), "--03-14"),
        ("mar 14", YearDay(3, 14), "--03-14"),
        ("14 mar", YearDay(3, 14), "--03-14"),
        ("14th of March", YearDay(3, 14), "--03-14"),
        ("mar 14 1993", YearDay(3, 14, 1993), "1993-03-14"),
        ("14 mar 1993", YearDay(3, 14, 1993), "1993-03-14"),
        ("March 14, 1993", YearDay(3, 14, 1993), "1993-03-14"),
        ("02-29", YearDay(2, 29), "--02-29"),
        ("--02-29", YearDay(2, 29), "--02-29"),
        ("feb 29", YearDay(2, 29), "--02-29"),
        ("2000-02-29", YearDay(2, 29, 2000), "2000-02-29"),
        ("feb 29 2000", YearDay(2, 29, 2000), "2000-02-29"),
        ("0001-01-01", YearDay(1, 1, 1), "0001-01-01"),
        (" dec 31 ", YearDay(12, 31), "--12-31"),
    ],
)
def test_a_birthday_keeps_what_was_said(typed: str, day: YearDay, stored: str) -> None:
    assert days.year_day(typed) == day
    assert str(day) == stored
    assert days.year_day(stored) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "02-30",
        "--02-30",
        "13-01",
        "14-03",
        "00-10",
        "1993-02-29",
        "1900-02-29",
        "feb 30",
        "feb 29 1993",
        "mar 14 0000",
        "0000-03-14",
        "mar 14 93",
        "mar",
        "14",
        "3-14",
        "-03-14",
        "---03-14",
        "0314",
        "--0314",
        "1993-03-14T10:00",
        "1993-03-14..15",
        "today",
        "fri",
        "2nd fri of may",
        "14/03/1993",
        "w1-14",
        "+1-14",
        "٠٣-١٤",
        "03-14\x00",
        "9" * 200,
    ],
)
def test_an_impossible_birthday_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableDay, match="“1993-03-14”, “03-14” or “mar 14”"):
        days.year_day(typed)


@pytest.mark.parametrize(
    ("year", "leap", "day"),
    [
        (2027, "feb-28", date(2027, 2, 28)),
        (2027, "mar-1", date(2027, 3, 1)),
        (2028, "feb-28", date(2028, 2, 29)),
        (2028, "mar-1", date(2028, 2, 29)),
        (2100, "feb-28", date(2100, 2, 28)),
    ],
)
def test_a_leap_birthday_falls_by_rule_in_common_years(year: int, leap: str, day: date) -> None:
    assert days.falls_on(YearDay(2, 29), year, leap) == day
    assert days.falls_on(YearDay(2, 29, 1996), year, leap) == day


def test_a_leap_birthday_falls_on_28_february_when_nothing_is_set() -> None:
    assert days.falls_on(YearDay(2, 29), 2027) == date(2027, 2, 28)
    assert days.falls_on(YearDay(2, 28), 2027, "mar-1") == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("birthday", "today", "day"),
    [
        (YearDay(11, 22), SUNDAY, date(2026, 11, 22)),
        (YearDay(11, 23), SUNDAY, date(2026, 11, 23)),
        (YearDay(11, 21), SUNDAY, date(2027, 11, 21)),
        (YearDay(2, 29), SUNDAY, date(2027, 2, 28)),
        (YearDay(2, 29), date(2027, 3, 1), date(2028, 2, 29)),
        (YearDay(3, 14, 1993), SUNDAY, date(2027, 3, 14)),
        (YearDay(3, 14, 2030), SUNDAY, date(2030, 3, 14)),
        (YearDay(12, 31), date(9999, 12, 31), date(9999, 12, 31)),
        (YearDay(1, 1), date(9999, 12, 31), date.max),
    ],
)
def test_the_next_birthday_is_today_or_ahead(birthday: YearDay, today: date, day: date) -> None:
    assert days.next_on(birthday, today) == day


def test_the_next_leap_birthday_obeys_the_setting() -> None:
    assert days.next_on(YearDay(2, 29), date(2027, 3, 1), "mar-1") == date(2027, 3, 1)
    assert days.next_on(YearDay(2, 29), date(2027, 2, 28), "mar-1") == date(2027, 3, 1)


# Saying a day ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "spoken"),
    [
        (date(2026, 11, 26), "Thu 26 Nov 2026"),
        (date(2026, 12, 5), "Sat 5 Dec 2026"),
        (date(2027, 1, 1), "Fri 1 Jan 2027"),
        (date(2028, 2, 29), "Tue 29 Feb 2028"),
        (date(9999, 12, 31), "Fri 31 Dec 9999"),
    ],
)
def test_a_day_is_spoken_in_full(day: date, spoken: str) -> None:
    assert days.spoken(day) == spoken


@pytest.mark.parametrize(
    ("day", "short"),
    [
        (date(2026, 11, 27), "Fri 27 Nov"),
        (date(2026, 11, 22), "Sun 22 Nov"),
        (date(2027, 1, 5), "Tue 5 Jan"),
        (date(2026, 2, 1), "Sun 1 Feb"),
        (date(2027, 11, 21), "Sun 21 Nov 2027"),
        (date(2025, 11, 23), "Sun 23 Nov 2025"),
    ],
)
def test_a_near_day_needs_no_year(day: date, short: str) -> None:
    assert days.short(day, SUNDAY) == short


# Laws --------------------------------------------------------------------------------------

_TEXT = (
    "today yesterday tomorrow fri sun monday last next mar may 12 31 29 feb 2nd 5th of month end "
    "ago in a days 3d 10 weeks 2w 6mo years 9999 2026 week eom eoy the on second 2026-05-01"
)
_WORDS = st.sampled_from(_TEXT.split())
PHRASE = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
TODAYS = st.one_of(st.dates(), st.sampled_from([date.min, date.max, date(2028, 2, 29), SUNDAY]))


def _written(phrase: str) -> bool:
    return "-" in phrase


@given(PHRASE, TODAYS)
@example("yesterday", date.min)
@example("tomorrow", date.max)
@example("fri", date.max)
@example("sat", date.min)
@example("mar 12", date.max)
def test_words_mean_a_past_day_up_to_today_or_are_refused(phrase: str, today: date) -> None:
    try:
        day = days.past(phrase, today)
    except UnreadableDay:
        return
    assert day <= today
    assert days.touched(phrase, today) == day


@given(PHRASE, TODAYS)
@example("tomorrow", date.max)
@example("next fri", date.max)
@example("2nd fri", date.max)
@example("5th fri of feb", date.max)
def test_words_mean_a_coming_day_from_today_or_are_refused(phrase: str, today: date) -> None:
    try:
        day = days.coming(phrase, today)
    except UnreadableDay:
        return
    assert day >= today or _written(phrase)


@given(st.text(max_size=140), TODAYS, st.sampled_from([None, "dmy", "mdy", "ymd"]))
@example("2026-05-01T", SUNDAY, None)
@example("....", SUNDAY, "dmy")
@example("//", SUNDAY, "ymd")
def test_any_text_is_a_day_or_a_kind_refusal(text: str, today: date, order: str | None) -> None:
    for read in (days.past, days.touched, days.coming, days.ahead):
        try:
            assert isinstance(read(text, today, order), date)
        except UnreadableDay as refusal:
            assert refusal.message.startswith("cannot read the day")


@given(st.text(max_size=20))
def test_any_text_is_a_birthday_or_a_kind_refusal(text: str) -> None:
    try:
        assert isinstance(days.year_day(text), YearDay)
    except UnreadableDay as refusal:
        assert refusal.exit_code == 2


@given(TODAYS, st.dates())
def test_every_written_day_is_read_as_itself(today: date, day: date) -> None:
    assert days.coming(day.isoformat(), today) == day
    assert days.touched(day.isoformat(), today) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)), st.integers(0, 3000))
def test_so_many_days_ago_and_in_so_many_days_are_mirrored(today: date, count: int) -> None:
    assert days.past(f"{count} days ago", today) == today - timedelta(days=count)
    assert days.coming(f"in {count} days", today) == today + timedelta(days=count)
    assert days.coming(f"{count}d", today) == today + timedelta(days=count)


@given(st.lists(st.one_of(_WORDS, st.sampled_from(["coffee", "Ana,", "May"]))), TODAYS)
def test_the_day_in_a_sentence_is_what_its_words_mean(words: list[str], today: date) -> None:
    found = days.leading_past(words, today)
    if found:
        day, count = found
        assert 1 <= count <= min(5, len(words))
        phrase = " ".join(words[:count]).rstrip(",").removeprefix("on ")
        assert days.past(phrase, today) == day
        coming = days.leading_coming(words, today)
        assert coming is None or coming[1] > count


@given(
    st.integers(1, 12),
    st.integers(1, 28),
    st.dates(min_value=date(1, 1, 1), max_value=date(9990, 1, 1)),
)
def test_the_next_birthday_is_within_a_year(month: int, day: int, today: date) -> None:
    found = days.next_on(YearDay(month, day), today)
    assert timedelta(0) <= found - today < timedelta(days=366)
    assert (found.month, found.day) == (month, day)
