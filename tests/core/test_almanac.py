"""The calendar's own facts."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core import almanac

DAYS = st.dates()


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        ("12", 12),
        ("two", 2),
        ("twelve", 12),
        ("thirteen", None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("1_000", None),
        ("٣", None),
        ("²", None),
    ],
)
def test_a_number_is_ascii_figures_or_a_small_word(word: str, count: int | None) -> None:
    assert almanac.number(word) == count


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("6w", (6, "week")),
        ("6 w", (6, "week")),
        ("6 weeks", (6, "week")),
        ("six weeks", (6, "week")),
        ("1 week", (1, "week")),
        ("90d", (90, "day")),
        ("3mo", (3, "month")),
        ("3 months", (3, "month")),
        ("2 quarters", (6, "month")),
        ("a fortnight", None),
        ("1 fortnight", (2, "week")),
        ("2y", (2, "year")),
        ("1yr", (1, "year")),
        ("6m", None),
        ("6 min", None),
        ("weeks", None),
        ("6", None),
        ("", None),
        ("6 weeks more", None),
        ("w6", None),
        ("6w6", None),
    ],
)
def test_a_length_of_time_is_a_number_and_a_unit(
    typed: str, length: tuple[int, str] | None
) -> None:
    assert almanac.length(typed.split()) == length


@pytest.mark.parametrize(
    ("count", "word"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (30, "30th"),
        (31, "31st"),
    ],
)
def test_an_ordinal_has_its_own_ending_both_ways(count: int, word: str) -> None:
    assert almanac.nth(count) == word
    assert almanac.ordinal(word) == count


@pytest.mark.parametrize("word", ["2th", "1nd", "11st", "st", "", "2", "th2", "100th", "٢nd"])
def test_a_wrong_ending_makes_no_ordinal(word: str) -> None:
    assert almanac.ordinal(word) is None


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        (date(2026, 11, 22), 10, "day", date(2026, 12, 2)),
        (date(2026, 11, 22), -2, "week", date(2026, 11, 8)),
        (date(2026, 1, 31), 1, "month", date(2026, 2, 28)),
        (date(2028, 1, 31), 1, "month", date(2028, 2, 29)),
        (date(2026, 3, 31), -1, "month", date(2026, 2, 28)),
        (date(2026, 11, 30), 3, "month", date(2027, 2, 28)),
        (date(2026, 1, 15), -1, "month", date(2025, 12, 15)),
        (date(2026, 12, 15), 1, "month", date(2027, 1, 15)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (date(2024, 2, 29), 4, "year", date(2028, 2, 29)),
        (date(9999, 12, 31), 1, "day", None),
        (date(9999, 12, 31), 1, "month", None),
        (date(9999, 1, 1), 1, "year", None),
        (date(1, 1, 31), -1, "month", None),
        (date(1, 1, 1), -1, "week", None),
        (date(2026, 1, 1), 10**30, "day", None),
        (date(2026, 1, 1), 10**30, "year", None),
    ],
)
def test_a_step_clamps_to_the_month_and_stays_in_the_calendar(
    start: date, count: int, unit: almanac.Unit, end: date | None
) -> None:
    assert almanac.plus(start, count, unit) == end


@pytest.mark.parametrize(
    ("year", "month", "place", "weekday", "day"),
    [
        (2026, 11, 1, 6, date(2026, 11, 1)),
        (2026, 11, 2, 4, date(2026, 11, 13)),
        (2026, 11, 5, 6, date(2026, 11, 29)),
        (2026, 11, 5, 4, None),
        (2026, 11, -1, 4, date(2026, 11, 27)),
        (2026, 11, -1, 0, date(2026, 11, 30)),
        (2026, 2, 5, 6, None),
        (2032, 2, 5, 6, date(2032, 2, 29)),
        (9999, 12, -1, 4, date(9999, 12, 31)),
    ],
)
def test_the_nth_weekday_of_a_month(
    year: int, month: int, place: int, weekday: int, day: date | None
) -> None:
    assert almanac.nth_weekday(year, month, place, weekday) == day


@given(st.integers(1, 9999), st.integers(1, 12))
def test_months_are_as_long_as_the_standard_library_says(year: int, month: int) -> None:
    assert almanac.month_length(year, month) == calendar.monthrange(year, month)[1]
    assert almanac.is_leap(year) == calendar.isleap(year)


@given(DAYS, st.integers(0, 6))
def test_the_next_such_weekday_is_less_than_a_week_off(day: date, weekday: int) -> None:
    found = almanac.on_weekday(day, weekday, 1)
    if found is None:
        assert date.max - day < timedelta(days=6)
    else:
        assert found.weekday() == weekday
        assert timedelta(0) <= found - day < timedelta(days=7)


@given(DAYS, st.integers(0, 6))
def test_the_weekday_before_is_less_than_a_week_off(day: date, weekday: int) -> None:
    found = almanac.on_weekday(day, weekday, -1)
    if found is None:
        assert day - date.min < timedelta(days=6)
    else:
        assert found.weekday() == weekday
        assert timedelta(0) <= day - found < timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("every 6 weeks", ""),
        ("", ""),
        ("a" * 128, ""),
        ("a" * 129, "longer than 128 characters"),
        ("fri\x00", "only plain letters and figures"),
        ("in\t3 days", "only plain letters and figures"),
        ("fri\n", "only plain letters and figures"),
        ("\u202efri", "only plain letters and figures"),
        ("wee\u212a", "only plain letters and figures"),
        ("\x1b[31mfri", "only plain letters and figures"),
    ],
)
def test_only_short_plain_text_can_be_a_phrase(text: str, flaw: str) -> None:
    assert almanac.flaw(text) == flaw
    assert bool(almanac.plain_words(text)) == (not flaw and bool(text))


def test_names_are_english_and_short_or_whole() -> None:
    assert almanac.WEEKDAYS["mon"] == almanac.WEEKDAYS["monday"] == 0
    assert almanac.WEEKDAYS["thurs"] == almanac.WEEKDAYS["thu"] == 3
    assert almanac.MONTHS["mar"] == almanac.MONTHS["march"] == 3
    assert almanac.MONTHS["sept"] == almanac.MONTHS["september"] == 9
    assert almanac.MONTHS["may"] == 5
