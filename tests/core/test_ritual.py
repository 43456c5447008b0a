"""When a group meets: its days, the hour, the meetings ahead."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core import cadence, ritual
from rescrm.core.cadence import Interval, Ritual
from rescrm.core.ritual import Gathering, Meets
from rescrm.errors import UnreadableCadence

SUNDAY = date(2026, 11, 22)
SIX = time(18)
SECOND_TUESDAY = Ritual("nth", 1, 2)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("2nd tue 18:00", SIX),
        ("every 2nd tue 18:00", SIX),
        ("every 2nd tue, 18:00", SIX),
        ("2nd tuesday at 18:00", SIX),
        ("2nd Tue 6pm", SIX),
        ("2nd tue at 6 pm", SIX),
        ("2nd tue 6 P.M.", SIX),
        ("2nd tue 6:30pm", time(18, 30)),
        ("2nd tue 18h", SIX),
        ("2nd tue 18h30", time(18, 30)),
        ("2nd tue 7.15", time(7, 15)),
        ("2nd tue 07:15", time(7, 15)),
        ("2nd tue @ 7am", time(7)),
        ("2nd tue noon", time(12)),
        ("2nd tue 12pm", time(12)),
        ("2nd tue 12am", time(0)),
        ("2nd tue 1am", time(1)),
        ("2nd tue 11pm", time(23)),
        ("2nd tue midnight", time(0)),
        ("2nd tue of the month 23:59", time(23, 59)),
        ("2nd tue", None),
    ],
)
def test_the_hour_stands_behind_the_days(typed: str, at: time | None) -> None:
    assert ritual.read(typed) == Meets(SECOND_TUESDAY, at)


@pytest.mark.parametrize("typed", ["2nd tue 24:00", "2nd tue 18:60", "tue 13pm", "tue 0am"])
def test_an_hour_that_no_day_has_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableCadence, match="no such time of day") as refusal:
        ritual.read(typed)
    assert refusal.value.exit_code == 2


@pytest.mark.parametrize(
    "typed",
    ["", "18:00", "at 18:00", "2nd tue 18", "someday 18:00", "tue 18:00 19:00", "tue 7:5",
     "tue ١٨:٠٠", "2nd tue 18:00" + " " * 120, "7 18:00"],
)  # fmt: skip
def test_what_names_no_days_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableCadence):
        ritual.read(typed)


def test_a_bare_ordinal_is_a_day_and_no_hour() -> None:
    assert ritual.read("every 18th") == Meets(Ritual("day", place=18))
    assert ritual.read("31st 7am") == Meets(Ritual("day", place=31), time(7))


def test_an_interval_passes_so_that_any_rhythm_can_be_read() -> None:
    assert ritual.read("every 2 weeks") == Meets(Interval(2, "week"))


RITUALS = st.sampled_from(
    [Ritual("weekly", 1), Ritual("other", 4), Ritual("nth", 1, 2), Ritual("nth", 4, -1),
     Ritual("day", place=31), Ritual("weekdays")]
)  # fmt: skip
HOURS = st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(RITUALS, HOURS)
def test_what_is_said_is_read_back(days: Ritual, at: time | None) -> None:
    assert ritual.read(ritual.words(Meets(days, at))) == Meets(days, at)


def test_the_hour_is_said_on_a_clock_of_24_hours() -> None:
    assert ritual.words(Meets(SECOND_TUESDAY, time(6, 5))) == "every 2nd tue 06:05"
    assert ritual.words(Meets(SECOND_TUESDAY)) == "every 2nd tue"


# The meetings ahead --------------------------------------------------------------------------


def ahead(text: str, last: date, *pauses: tuple[date, date]) -> list[Gathering]:
    return [*ritual.gatherings(ritual.read(text), SUNDAY, last, SUNDAY, pauses)]


def test_the_meetings_ahead_have_their_hour() -> None:
    assert ahead("2nd tue 18:00", date(2027, 2, 9)) == [
        Gathering(date(2026, 12, 8), SIX),
        Gathering(date(2027, 1, 12), SIX),
        Gathering(date(2027, 2, 9), SIX),
    ]


def test_both_ends_are_included() -> None:
    assert ahead("sun", SUNDAY) == [Gathering(SUNDAY)]
    assert ahead("sat", SUNDAY) == []


@pytest.mark.parametrize(
    ("first", "last", "left"),
    [
        (date(2026, 12, 8), date(2026, 12, 8), [date(2026, 12, 1), date(2026, 12, 15)]),
        (date(2026, 12, 1), date(2026, 12, 8), [date(2026, 12, 15)]),
        (date(2026, 12, 2), date(2026, 12, 7), [date(2026, 12, d) for d in (1, 8, 15)]),
        (date(2026, 1, 1), date(2027, 1, 1), []),
    ],
)
def test_in_a_pause_the_group_meets_without_you(first: date, last: date, left: list[date]) -> None:
    found = ahead("tue", date(2026, 12, 15), (first, last))
    assert [each.on for each in found if each.on.month == 12] == left


def test_every_other_week_counts_from_the_day_the_group_was_kept() -> None:
    from_start = ritual.gatherings(
        ritual.read("other tue"), date(2026, 12, 1), date(2026, 12, 31), SUNDAY
    )
    assert [each.on.day for each in from_start] == [8, 22]
    week_later = SUNDAY + timedelta(days=7)
    later = ritual.gatherings(
        ritual.read("other tue"), date(2026, 12, 1), date(2026, 12, 31), week_later
    )
    assert [each.on.day for each in later] == [1, 15, 29]


def test_a_group_that_only_says_how_often_has_no_days_of_its_own() -> None:
    assert ahead("every 2 weeks", date(2027, 11, 22)) == []


def test_the_meetings_end_where_the_calendar_does() -> None:
    end = list(ritual.gatherings(ritual.read("31st"), date(9999, 11, 1), date.max, SUNDAY))
    assert [each.on for each in end] == [date(9999, 11, 30), date(9999, 12, 31)]


@given(RITUALS, st.integers(0, 400))
def test_each_meeting_is_one_that_the_cadence_has(days: Ritual, span: int) -> None:
    last = SUNDAY + timedelta(days=span)
    found = [each.on for each in ritual.gatherings(Meets(days), SUNDAY, last, SUNDAY)]
    assert found == [*cadence.occurrences(days, SUNDAY, last, SUNDAY)]
    assert found == sorted(set(found))
