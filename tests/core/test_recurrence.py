"""Meetings that repeat: on which days they fall, and how long finding out may take."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from rescrm.core.recurrence import between, falls_on, read

FIRST = date(2026, 1, 6)  # a Tuesday


def days(rule: str, until: date, first: date = FIRST) -> list[date]:
    repeat, reach = read(rule), (until - first).days
    near = (first + timedelta(days=step) for step in range(reach + 1))
    return [day for day in near if falls_on(repeat, first, day)]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("FREQ=DAILY;COUNT=3", [6, 7, 8]),
        ("FREQ=DAILY;INTERVAL=10", [6, 16, 26]),
        ("FREQ=DAILY;BYDAY=MO,FR", [6, 9, 12, 16, 19, 23, 26, 30]),
        ("FREQ=DAILY;BYMONTHDAY=1,15,-1", [6, 15, 31]),
        ("FREQ=DAILY;INTERVAL=2;COUNT=4", [6, 8, 10, 12]),
        ("FREQ=WEEKLY", [6, 13, 20, 27]),
        ("FREQ=WEEKLY;BYDAY=TU,TH", [6, 8, 13, 15, 20, 22, 27, 29]),
        ("FREQ=WEEKLY;INTERVAL=2", [6, 20]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU", [6, 18, 20]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU", [6, 11, 20, 25]),
        ("FREQ=WEEKLY;COUNT=2;BYDAY=TU,TH", [6, 8]),
        ("FREQ=MONTHLY;BYDAY=2TU", [6, 13]),
        ("FREQ=MONTHLY;BYDAY=-1FR", [6, 30]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", [6, 30]),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20", [6, 20]),
    ],
)
def test_days_of_a_month(rule: str, found: list[int]) -> None:
    assert [day.day for day in days(rule, date(2026, 1, 31))] == found


def test_the_31st_skips_months_that_have_none() -> None:
    first = date(2026, 1, 31)
    found = days("FREQ=MONTHLY", date(2026, 8, 1), first)
    assert [day.month for day in found] == [1, 3, 5, 7]


def test_29_february_comes_in_leap_years() -> None:
    first = date(2024, 2, 29)
    assert falls_on(read("FREQ=YEARLY"), first, date(2028, 2, 29))
    assert not falls_on(read("FREQ=YEARLY"), first, date(2026, 2, 28))


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("FREQ=YEARLY;BYDAY=-1TH", [date(2026, 1, 6), date(2026, 12, 31), date(2027, 12, 30)]),
        ("FREQ=YEARLY;BYDAY=1FR", [date(2026, 1, 6), date(2027, 1, 1)]),
        (
            "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
            [date(2026, 1, 6), date(2026, 3, 8), date(2027, 3, 14)],
        ),
    ],
)
def test_a_weekday_of_a_year_is_counted_in_the_year_or_in_its_month(
    rule: str, found: list[date]
) -> None:
    assert days(rule, date(2027, 12, 31)) == found


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;COUNT=10000000",
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=HOURLY",
        "COUNT=3",
        "",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=10001",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=M",
        "FREQ=DAILY;INTERVAL=two",
        "FREQ=DAILY;" + "BYMONTH=1;" * 100,
    ],
)
def test_a_rule_without_sense_or_bound_is_not_followed(rule: str) -> None:
    with pytest.raises(ValueError):
        read(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=10000",
        "FREQ=MONTHLY;BYSETPOS=99;BYDAY=MO",
        "FREQ=YEARLY;COUNT=10000",
        "FREQ=DAILY;COUNT=10000",
        "FREQ=WEEKLY;INTERVAL=999999999",
    ],
)
def test_no_rule_takes_long(rule: str) -> None:
    began = time.process_time()
    for day in (date(2026, 1, 7), date(2090, 5, 5), date(9999, 12, 31), date(1, 1, 1)):
        falls_on(read(rule), FIRST, day)
        falls_on(read(rule), date(1, 1, 1), day)
    assert time.process_time() - began < 5


WEEKDAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
RULES = st.one_of(
    st.builds(
        "FREQ={};INTERVAL={}".format,
        st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
        st.integers(1, 4),
    ),
    st.builds("FREQ=WEEKLY;INTERVAL={};BYDAY={},{}".format, st.integers(1, 3), WEEKDAYS, WEEKDAYS),
    st.builds(
        "FREQ=MONTHLY;INTERVAL={};BYDAY={}{}".format,
        st.integers(1, 3),
        st.sampled_from(["", "1", "2", "4", "-1", "5"]),
        WEEKDAYS,
    ),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, st.sampled_from([1, 15, 31, -1, -30])),
    st.builds(
        "FREQ=MONTHLY;BYDAY={},{};BYSETPOS={}".format, WEEKDAYS, WEEKDAYS, st.sampled_from([1, -1])
    ),
    st.builds(
        "FREQ=YEARLY;BYMONTH={};BYDAY={}{}".format,
        st.integers(1, 12),
        st.sampled_from(["", "1", "-1"]),
        WEEKDAYS,
    ),
    st.builds("FREQ=YEARLY;BYMONTHDAY={}".format, st.sampled_from([1, 29, -1])),
    st.builds(
        "FREQ=DAILY;INTERVAL={};BYMONTH={};BYDAY={}".format,
        st.integers(1, 3),
        st.integers(1, 12),
        WEEKDAYS,
    ),
)


@settings(deadline=None)
@given(RULES, st.integers(1, 12) | st.none(), st.dates(date(2020, 1, 1), date(2027, 12, 31)))
def test_dateutil_finds_the_same_days(rule: str, count: int | None, about: date) -> None:
    asked = datetime(about.year, about.month, about.day)
    # A first day that is none of the rule's is counted by RFC 5545 and not by dateutil.
    start = rrulestr(rule, dtstart=asked).after(asked, inc=True)
    whole = rule if count is None else f"{rule};COUNT={count}"
    until = start + timedelta(days=800)
    theirs = rrulestr(whole, dtstart=start).between(start, until, inc=True)
    assert days(whole, until.date(), start.date()) == [each.date() for each in theirs]


STRETCHES = st.tuples(st.integers(-100, 800), st.integers(-3, 200)).map(
    lambda two: (FIRST + timedelta(days=two[0]), FIRST + timedelta(days=two[0] + two[1]))
)


@settings(deadline=None, max_examples=50)
@given(RULES, STRETCHES)
def test_the_days_of_a_stretch_are_those_on_which_it_falls(
    rule: str, stretch: tuple[date, date]
) -> None:
    repeat, (begins, last) = read(rule), stretch
    each = (begins + timedelta(days=step) for step in range((last - begins).days + 1))
    assert between(repeat, FIRST, begins, last) == [
        day for day in each if falls_on(repeat, FIRST, day)
    ]
