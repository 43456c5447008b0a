"""Which days have room, and when an alarm may ring: tables, then laws over random rosters."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core import plan
from rescrm.core.due import Due, What
from rescrm.core.hours import Hours, Roster, Shift

BOSTON = ZoneInfo("America/New_York")
AWAKE = (time(7), time(22))
HOURS = Hours(awake=AWAKE)
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)  # the clock goes forward, then back


def d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def night(text: str, begins: int = 19, ends: int = 7) -> Shift:
    """A shift that begins on a day in the evening and ends in the next morning."""
    day = d(text)
    return Shift(
        "nights",
        day,
        day + timedelta(days=1),
        datetime.combine(day, time(begins), BOSTON),
        datetime.combine(day + timedelta(days=1), time(ends), BOSTON),
    )


def days_off(kind: str, first: str, last: str) -> Shift:
    return Shift(kind, d(first), d(last))


def roster(*shifts: Shift, hours: Hours = HOURS) -> Roster:
    return Roster(shifts, hours, BOSTON)


# Days.


@pytest.mark.parametrize(
    ("shifts", "hours", "blocked", "free"),
    [
        ((), HOURS, (), ("12-01",)),
        ((days_off("nights", "12-01", "12-06"),), HOURS, ("12-01", "12-06"), ("11-30", "12-07")),
        (
            (days_off("nights", "12-01", "12-06"),),
            HOURS._replace(post_call="day"),
            ("12-06", "12-07"),
            ("12-08",),
        ),
        # By the hour as by the day: a night takes the day on which it begins.
        ((night("12-01"),), HOURS, ("12-01",), ("11-30", "12-02")),
        ((night("12-01"), night("12-02")), HOURS, ("12-01", "12-02"), ("12-03",)),
        ((night("12-01"),), HOURS._replace(post_call="day"), ("12-01", "12-02"), ("12-03",)),
        ((night("12-01", begins=15, ends=0),), HOURS, (), ("12-01", "12-02")),
        ((night("12-01", begins=0, ends=12),), HOURS, ("12-01",), ("12-02",)),
        ((night("12-01", begins=7, ends=7),), HOURS, ("12-01",), ("12-02",)),
        ((days_off("icu", "12-01", "12-02"),), HOURS, ("12-01", "12-02"), ("12-03",)),
    ],
)
def test_a_day_is_blocked_by_a_night_or_when_no_waking_hour_is_left(
    shifts: tuple[Shift, ...], hours: Hours, blocked: tuple[str, ...], free: tuple[str, ...]
) -> None:
    kept = roster(*shifts, hours=hours)
    assert [day for day in blocked if not kept.is_blocked(d(day))] == []
    assert [day for day in free if kept.is_blocked(d(day))] == []


def test_an_hour_is_enough_and_less_is_not() -> None:
    def until(minute: int) -> Shift:
        day = d("12-01")
        starts, ends = (datetime.combine(day, at, BOSTON) for at in (time(6), time(21, minute)))
        return Shift("call", day, day, starts, ends)

    assert not roster(until(0)).is_blocked(d("12-01"))
    assert roster(until(1)).is_blocked(d("12-01"))


def test_the_ends_of_the_calendar_are_days_too() -> None:
    kept = roster(Shift("nights", date(9999, 12, 1), date.max), Shift("icu", date.min, date.min))
    assert kept.is_blocked(date.max)
    assert not kept.is_blocked(date(9999, 11, 30))
    assert kept.alarm(date.max, time(9)) is None


def test_the_first_day_of_the_calendar_may_begin_before_it_by_another_clock() -> None:
    tokyo = Roster([Shift("icu", date.min, date.min)], HOURS, ZoneInfo("Asia/Tokyo"))
    assert tokyo.is_blocked(date.min)


def test_a_shift_within_a_block_does_not_shorten_the_block() -> None:
    kept = roster(days_off("icu", "12-01", "12-06"), night("12-02"))
    assert [kept.is_blocked(d(f"12-0{day}")) for day in range(1, 8)] == [True] * 6 + [False]
    assert kept.alarm(d("12-05"), time(9)) is None


# Alarms.


@pytest.mark.parametrize(
    ("shifts", "hours", "day", "wanted", "rings"),
    [
        ((), HOURS, "12-01", time(9), time(9)),
        ((), HOURS, "12-01", time(5), time(7)),
        ((), HOURS, "12-01", time(23), time(21, 59)),
        ((), HOURS._replace(work=(time(8), time(17))), "12-01", time(9), time(7, 59)),
        ((), HOURS._replace(work=(time(8), time(17))), "12-01", time(16), time(17)),
        ((night("12-01"),), HOURS, "12-01", time(9), time(9)),
        ((night("12-01"),), HOURS, "12-01", time(20), time(18, 59)),
        ((night("12-01"),), HOURS, "12-02", time(9), time(12)),
        ((night("12-01"),), HOURS._replace(post_call="none"), "12-02", time(6), time(7)),
        ((night("12-01"),), HOURS._replace(post_call=time(14, 30)), "12-02", time(9), time(14, 30)),
        ((days_off("nights", "12-01", "12-06"),), HOURS, "12-03", time(9), None),
        ((days_off("nights", "12-01", "12-06"),), HOURS, "12-07", time(9), time(12)),
        ((days_off("icu", "12-01", "12-06"),), HOURS, "12-07", time(9), time(9)),
        ((), HOURS._replace(work=AWAKE), "12-01", time(9), None),
    ],
)
def test_an_alarm_rings_at_the_nearest_time_that_is_free(
    shifts: tuple[Shift, ...], hours: Hours, day: str, wanted: time, rings: time | None
) -> None:
    assert roster(*shifts, hours=hours).alarm(d(day), wanted) == rings


@pytest.mark.parametrize(
    ("shifts", "hours", "wanted", "rings"),
    [
        ((), HOURS, time(21), time(21)),  # up to the very end of the waking hours
        ((), HOURS, time(21, 30), time(21)),
        ((), HOURS._replace(work=(time(8), time(17))), time(7), time(7)),
        ((), HOURS._replace(work=(time(8), time(17))), time(7, 30), time(7)),
        ((night("12-01"),), HOURS, time(18), time(18)),
        ((night("12-01"),), HOURS, time(18, 30), time(18)),
        ((), HOURS._replace(awake=(time(7), time(7, 59))), time(7), None),
    ],
)
def test_an_hour_that_is_wanted_free_is_free_to_its_end(
    shifts: tuple[Shift, ...], hours: Hours, wanted: time, rings: time | None
) -> None:
    hour = timedelta(hours=1)
    assert roster(*shifts, hours=hours).alarm(d("12-01"), wanted, hour) == rings


def test_of_two_times_as_near_the_earlier_one_rings() -> None:
    hours = Hours(awake=(time(7), time(13, 1)), work=(time(11, 1), time(13)))
    assert roster(hours=hours).alarm(d("12-01"), time(12)) == time(11)


def test_an_alarm_waits_for_the_minute_in_which_a_shift_ends() -> None:
    day = d("12-01")
    starts, ends = (datetime.combine(day, at, BOSTON) for at in (time(6), time(9, 0, 30)))
    assert roster(Shift("call", day, day, starts, ends)).alarm(day, time(8)) == time(9, 1)


@pytest.mark.parametrize(
    ("latest", "rings"),
    [
        (time(9), time(9)),
        (time(7), time(7)),
        (time(6, 59), None),
        (time(18, 59), time(18, 59)),
        (time(23), time(18, 59)),
    ],
)
def test_the_last_time_before_another_may_be_that_time_itself(
    latest: time, rings: time | None
) -> None:
    assert roster(night("12-01")).alarm_before(d("12-01"), latest) == rings


@pytest.mark.parametrize(
    ("day", "hours"), [(SPRING, 8), (AUTUMN, 10), (date(2026, 7, 1), 9), (date(2026, 1, 1), 9)]
)
def test_nine_in_the_morning_is_not_always_nine_hours_after_midnight(day: date, hours: int) -> None:
    assert roster().since_midnight(day, time(9)) == timedelta(hours=hours)


def test_an_hour_that_is_skipped_in_spring_rings_nobody() -> None:
    early = HOURS._replace(awake=(time(2, 15), time(12)))
    assert roster(hours=early).alarm(SPRING, time(2, 30)) == time(3)


def test_by_the_hour_or_by_the_day_the_same_nights_block_the_same_days() -> None:
    hours = HOURS._replace(post_call="day")
    by_hour = roster(*(night(f"12-0{day}") for day in range(1, 7)), hours=hours)
    by_day = roster(days_off("nights", "12-01", "12-06"), hours=hours)
    days = [d("11-29") + timedelta(days=step) for step in range(12)]
    assert [by_hour.is_blocked(day) for day in days] == [by_day.is_blocked(day) for day in days]


def test_the_hour_that_comes_twice_in_autumn_is_on_call_when_its_first_is() -> None:
    second = datetime.combine(AUTUMN, time(1, 30, fold=1), BOSTON)
    shift = Shift("call", AUTUMN, AUTUMN, datetime.combine(AUTUMN, time(0), BOSTON), second)
    awake = HOURS._replace(awake=(time(0, 30), time(12)), post_call="none")
    rings = Roster([shift], awake, BOSTON).alarm(AUTUMN, time(1, 45))
    assert rings is not None
    assert datetime.combine(AUTUMN, rings, BOSTON).astimezone(UTC) >= second.astimezone(UTC)


# Laws.

clock = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None, fold=0))
spans = (
    st.tuples(clock, clock).map(lambda two: tuple(sorted(two))).filter(lambda two: two[0] < two[1])
)
awakes = spans.filter(
    lambda two: (two[1].hour - two[0].hour) * 60 + two[1].minute - two[0].minute >= 120
)
post_calls = st.one_of(clock, st.sampled_from(["day", "none"]))
hours = st.builds(Hours, awake=awakes, work=st.one_of(st.just(()), spans), post_call=post_calls)
around = st.sampled_from([SPRING, AUTUMN, date(2026, 6, 15)])
zones = st.sampled_from([BOSTON, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Europe/London"), UTC])


@st.composite
def shifts(draw: st.DrawFn) -> Shift:
    day = draw(around) + timedelta(days=draw(st.integers(-12, 12)))
    kind = draw(st.sampled_from(["nights", "call", "icu"]))
    if draw(st.booleans()):
        return Shift(kind, day, day + timedelta(days=draw(st.integers(0, 9))))
    starts = datetime.combine(day, draw(clock), UTC)
    ends = starts + timedelta(minutes=draw(st.integers(1, 40 * 60)))
    return Shift(kind, starts.date(), ends.date(), starts, ends)


@given(st.lists(shifts(), max_size=12), hours, zones, around, st.integers(-14, 14), clock)
def test_no_alarm_rings_in_a_shift_at_night_or_at_work(
    kept: list[Shift], when: Hours, zone: ZoneInfo, near: date, step: int, wanted: time
) -> None:
    day = near + timedelta(days=step)
    rings = Roster(kept, when, zone).alarm(day, wanted)
    if rings is None:
        return
    moment = datetime.combine(day, rings, zone)
    assert when.awake[0] <= rings < when.awake[1]
    assert not (when.work and when.work[0] <= rings < when.work[1])
    for each in kept:
        if each.starts and each.ends:
            assert not each.starts <= moment < each.ends
        else:
            assert not each.first <= day <= each.last


@given(st.lists(shifts(), max_size=12), hours, zones)
def test_a_day_without_any_shift_near_it_is_free(
    kept: list[Shift], when: Hours, zone: ZoneInfo
) -> None:
    far = date(2026, 9, 1)
    assert not Roster(kept, when, zone).is_blocked(far)
    assert all(
        Roster([each], when, zone).is_blocked(each.first) for each in kept if not each.starts
    )


def due(number: int, on: date, what: What = What.CHECK_IN) -> Due:
    return Due(
        uid=f"u{number}", handle=f"p{number}", name=f"P {number}", what=what, about=None,
        due_on=on, overdue=(SPRING - on).days, limit_on=on if what is What.PROMISE else None,
        because="",
    )  # fmt: skip


@given(
    st.lists(shifts(), max_size=10),
    hours,
    zones,
    st.lists(st.tuples(st.integers(-9, 9), st.booleans()), max_size=15),
    st.integers(1, 4),
)
def test_a_plan_around_a_roster_loses_nothing_and_spares_its_days(
    kept: list[Shift], when: Hours, zone: ZoneInfo, said: list[tuple[int, bool]], budget: int
) -> None:
    items = [
        due(nth, SPRING + timedelta(days=step), What.PROMISE if bound else What.CHECK_IN)
        for nth, (step, bound) in enumerate(said)
    ]
    turns = Roster(kept, when, zone)
    placed = plan.lay(items, SPRING, budget, turns.is_blocked)
    assert sorted(each.due.uid for each in placed) == sorted(each.uid for each in items)
    for each in placed:
        assert each.day >= SPRING
        assert each.forced or not turns.is_blocked(each.day)
        # No further than the roster, the people before it and their budget can push it.
        blocked = sum(each.last.toordinal() - each.first.toordinal() + 3 for each in kept)
        start = max(each.due.due_on, SPRING)
        assert (each.day - start).days <= blocked + len(items) + 1
    assert plan.lay(items, SPRING, budget, turns.is_blocked) == placed
