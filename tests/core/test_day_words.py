"""Days and hours as they are said inside a letter."""

from __future__ import annotations

from datetime import date, time

import pytest

from rescrm.core import day_words

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 27), "Friday, November 27"),
        (date(2026, 11, 1), "Sunday, November 1"),
        (date(2027, 1, 4), "Monday, January 4, 2027"),
    ],
)
def test_a_day_is_said_in_whole_words(on: date, said: str) -> None:
    assert day_words.day(on, TODAY) == said


def test_a_month_of_another_year_names_it() -> None:
    assert day_words.month(date(2026, 10, 2), TODAY) == "October"
    assert day_words.month(date(2025, 10, 2), TODAY) == "October 2025"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-12-05T10:30:00-06:00", "Saturday, December 5, at 10:30 a.m."),
        ("2026-12-05 08:00", "Saturday, December 5, at 8 a.m."),
        ("2026-12-05", "Saturday, December 5"),
        ("2027-03-20T09:05:00+00:00", "Saturday, March 20, 2027, at 9:05 a.m."),
        ("Saturday morning", "Saturday morning"),
    ],
)
def test_a_session_is_at_the_hour_its_programme_has(at: str, said: str) -> None:
    assert day_words.moment(at, TODAY) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("every 2nd tue 18:00", "on the second Tuesday of each month at 6 p.m."),
        ("every last fri", "on the last Friday of each month"),
        ("every 31st", "on the 31st of each month"),
        ("every fri 07:30", "every Friday at 7:30 a.m."),
        ("every other tue", "every other Tuesday"),
        ("every 2 weeks", "every 2 weeks"),
        ("", ""),
    ],
)
def test_a_rhythm_is_said_in_whole_words(words: str, said: str) -> None:
    assert day_words.rhythm(words) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [("00:05", "12:05 a.m."), ("12:00", "noon"), ("12:30", "12:30 p.m."), ("23:59", "11:59 p.m.")],
)
def test_an_hour_is_said_by_the_twelve(at: str, said: str) -> None:
    assert day_words.hour(time.fromisoformat(at)) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2027-05-03", "2027-05-06", "May 3 to 6"),
        ("2027-04-30", "2027-05-03", "April 30 to May 3"),
        ("2027-05-03", "2027-05-03", "May 3"),
        ("2027-05-03", "2028-05-06", "May 3 to May 6"),
    ],
)
def test_a_span_names_each_month_once(first: str, last: str, said: str) -> None:
    assert day_words.span(date.fromisoformat(first), date.fromisoformat(last)) == said
