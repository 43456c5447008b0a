"""When a calendar's alarms ring: tables, then laws over random rosters."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.bells import ROOM, Bells
from rescrm.core.hours import Hours, Roster, Shift

BOSTON = ZoneInfo("America/New_York")
MINUTE = timedelta(minutes=1)
AWAKE = (time(7), time(22))
SPRING, AUTUMN = date(2027, 3, 14), date(2027, 11, 7)  # the clock goes forward, then back
FRIDAY = date(2026, 11, 27)


def at(day: date, clock: time, zone: ZoneInfo = BOSTON) -> datetime:
    return datetime.combine(day, clock, zone)


def shift(day: date, begins: time, ends: time) -> Shift:
    return Shift("day", day, day, at(day, begins), at(day, ends))


def bells(
    *shifts: Shift,
    wanted: time = time(9),
    work: tuple[time, ...] = (),
    paused: tuple[date, ...] = (),
) -> Bells:
    roster = Roster(shifts, Hours(awake=AWAKE, work=work), BOSTON)
    return Bells(roster, lambda day: day in paused or roster.is_blocked(day), wanted, BOSTON)


# On a day.


def test_an_alarm_rings_when_it_is_wanted_and_never_on_a_paused_day() -> None:
    assert bells().on(FRIDAY) == time(9)
    assert bells(paused=(FRIDAY,)).on(FRIDAY) is None
    assert bells(shift(FRIDAY, time(8), time(13))).on(FRIDAY) == time(7, 59)


@pytest.mark.parametrize(
    ("shifts", "work", "begins"),
    [
        ((), (), time(9)),
        ((shift(FRIDAY, time(9, 10), time(12)),), (), time(8, 55)),
        ((shift(FRIDAY, time(8), time(12)),), (), time(7, 45)),
        ((shift(FRIDAY, time(7, 10), time(12)),), (), time(12)),
        ((shift(FRIDAY, time(7, 10), time(21, 50)),), (), None),
        ((), (time(7), time(17)), time(17)),
        ((), (time(8, 30), time(17)), time(8, 15)),
    ],
)
def test_an_event_that_is_there_to_ring_has_a_quarter_of_an_hour_for_itself(
    shifts: tuple[Shift, ...], work: tuple[time, ...], begins: time | None
) -> None:
    found = bells(*shifts, work=work).room(FRIDAY)
    assert found == (at(FRIDAY, begins) if begins else None)


def test_a_paused_day_has_no_room_either() -> None:
    assert bells(paused=(FRIDAY,)).room(FRIDAY) is None


# Before something that has an hour.


@pytest.mark.parametrize(
    ("starts", "shifts", "rings"),
    [
        (time(18), (), time(18)),
        (time(6, 30), (), None),  # not awake yet
        (time(22, 30), (), time(21, 59)),
        (time(18), (shift(FRIDAY, time(17), time(19)),), time(16, 59)),
        (time(18), (shift(FRIDAY, time(6), time(19)),), None),
        (time(18), (shift(FRIDAY, time(19), time(21)),), time(18)),
    ],
)
def test_an_alarm_rings_as_it_starts_or_before_but_never_after(
    starts: time, shifts: tuple[Shift, ...], rings: time | None
) -> None:
    found = bells(*shifts).before(at(FRIDAY, starts).astimezone(UTC))
    assert found == (at(FRIDAY, rings) if rings else None)


def test_at_noon_in_a_day_of_work_it_rings_before_work() -> None:
    found = bells(work=(time(7, 30), time(17))).before(at(FRIDAY, time(12)))
    assert found == at(FRIDAY, time(7, 29))


def test_on_a_paused_day_nothing_rings_before_anything() -> None:
    assert bells(paused=(FRIDAY,)).before(at(FRIDAY, time(12))) is None


# Yearly.


def test_a_yearly_alarm_goes_round_what_is_in_its_way_next() -> None:
    assert bells().yearly(FRIDAY) == time(9)
    assert bells(shift(FRIDAY, time(8), time(13))).yearly(FRIDAY) == time(7, 59)
    assert bells(paused=(FRIDAY,)).yearly(FRIDAY) is None


def test_a_birthday_on_the_night_the_clock_changes_rings_only_where_it_may() -> None:
    assert bells().yearly(SPRING) == time(9)  # at ten, by the clock of that day
    assert bells(shift(SPRING, time(9, 30), time(11))).yearly(SPRING) is None
    assert bells(wanted=time(7, 30)).yearly(AUTUMN) is None  # half past six, by that clock


def test_a_yearly_alarm_that_would_ring_after_midnight_is_none_of_its_day() -> None:
    # Counted from midnight, half past eleven is half past twelve on the night it goes forward.
    roster = Roster((), Hours(awake=(time(0), time(23, 59))), BOSTON)
    late = Bells(roster, lambda _: False, time(23, 30), BOSTON)
    assert late.yearly(FRIDAY) == time(23, 30)
    assert late.yearly(SPRING) is None


def test_on_the_eve_it_rings_at_the_usual_time_or_beside_what_is_in_its_way_there() -> None:
    thursday = FRIDAY - timedelta(days=1)
    assert bells().eve(FRIDAY) == time(9)
    assert bells(shift(FRIDAY, time(8), time(13))).eve(FRIDAY) == time(9)
    assert bells(shift(thursday, time(8), time(13))).eve(FRIDAY) == time(7, 59)
    assert bells(paused=(thursday,)).eve(FRIDAY) is None
    assert bells(paused=(FRIDAY,)).eve(FRIDAY) == time(9)


def test_a_clock_that_changes_between_the_alarm_and_midnight_moves_it_only_where_it_may() -> None:
    # In Nuuk this Saturday ends at 23:00: fifteen hours before Sunday it is eight.
    nuuk, saturday, sunday = ZoneInfo("America/Nuuk"), date(2027, 3, 27), date(2027, 3, 28)
    hours = (at(saturday, each, nuuk) for each in (time(7, 30), time(8, 30)))
    at_eight = Shift("icu", saturday, saturday, *hours)
    for shifts, rings in (((), time(9)), ((at_eight,), None)):
        roster = Roster(shifts, Hours(awake=AWAKE), nuuk)
        assert Bells(roster, lambda _: False, time(9), nuuk).eve(sunday) == rings


# The ends of the calendar.


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Pacific/Honolulu"])
def test_the_ends_of_the_calendar_are_days_too(day: date, zone: str) -> None:
    roster = Roster((), Hours(awake=AWAKE), ZoneInfo(zone))
    here = Bells(roster, lambda _: False, time(9), ZoneInfo(zone))
    moment = here.room(day)
    assert moment is None or abs(moment.date() - day) <= timedelta(days=1)
    assert here.eve(day) in (None, time(9))
    assert here.on(day) is None or AWAKE[0] <= (here.on(day) or time()) < AWAKE[1]


# Laws.

around = st.dates(date(2027, 3, 10), date(2027, 3, 18)) | st.dates(
    date(2027, 11, 3), date(2027, 11, 11)
)
clock = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
zones = st.sampled_from([
    BOSTON, ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC"),
])  # fmt: skip


@st.composite
def shifts(draw: st.DrawFn) -> Shift:
    begins = draw(around)
    if draw(st.booleans()):
        return Shift("nights", begins, begins + timedelta(days=draw(st.integers(0, 4))))
    starts = datetime.combine(begins, draw(clock), BOSTON).astimezone(UTC)
    ends = starts + timedelta(minutes=draw(st.integers(1, 40 * 60)))
    return Shift("day", starts.date(), ends.date(), starts, ends)


@st.composite
def rosters(draw: st.DrawFn) -> tuple[Bells, Roster, list[Shift], set[date], ZoneInfo, Hours]:
    zone, blocks = draw(zones), draw(st.lists(shifts(), max_size=8))
    work = draw(st.sampled_from([(), (time(8), time(17))]))
    hours = Hours(awake=AWAKE, work=work, post_call="none")
    paused = set(draw(st.lists(around, max_size=3)))
    roster = Roster(blocks, hours, zone)
    found = Bells(roster, lambda day: day in paused or roster.is_blocked(day), draw(clock), zone)
    return found, roster, blocks, paused, zone, hours


def free(moment: datetime, length: timedelta, blocks: list[Shift], zone: ZoneInfo) -> bool:
    """Whether a stretch touches no shift, worked out anew from the shifts alone."""
    begins = moment.astimezone(UTC)
    for each in blocks:
        first = datetime.combine(each.first, time(), zone).astimezone(UTC)
        last = datetime.combine(each.last + timedelta(days=1), time(), zone).astimezone(UTC)
        starts, ends = each.starts or first, each.ends or last
        if starts < begins + length and begins < ends:
            return False
    return True


def lawful(
    moment: datetime, blocks: list[Shift], paused: set[date], zone: ZoneInfo, hours: Hours,
    length: timedelta = timedelta(microseconds=1),
) -> bool:  # fmt: skip
    there = moment.astimezone(zone)
    at_work = bool(hours.work) and hours.work[0] <= there.time() < hours.work[1]
    awake = hours.awake[0] <= there.time() < hours.awake[1]
    return (
        awake and not at_work and there.date() not in paused and free(moment, length, blocks, zone)
    )


@given(rosters(), around)
def test_an_alarm_counted_from_midnight_rings_in_no_shift_no_pause_and_no_sleep(
    made: tuple[Bells, Roster, list[Shift], set[date], ZoneInfo, Hours], day: date
) -> None:
    found, _, blocks, paused, zone, hours = made
    if rings := found.on(day):
        midnight = datetime.combine(day, time(), zone).astimezone(UTC)
        moment = midnight + found.after_midnight(day, rings)
        assert moment.astimezone(zone).time() == rings
        assert lawful(moment, blocks, paused, zone, hours)


@given(rosters(), around)
def test_a_stand_in_is_free_of_shifts_for_as_long_as_it_lasts(
    made: tuple[Bells, Roster, list[Shift], set[date], ZoneInfo, Hours], day: date
) -> None:
    found, _, blocks, paused, zone, hours = made
    if moment := found.room(day):
        assert moment.astimezone(zone).date() == day
        assert lawful(moment, blocks, paused, zone, hours, ROOM)


@given(rosters(), around, clock)
def test_an_alarm_before_something_rings_on_its_day_and_not_after_it(
    made: tuple[Bells, Roster, list[Shift], set[date], ZoneInfo, Hours], day: date, hour: time
) -> None:
    found, _, blocks, paused, zone, hours = made
    starts = datetime.combine(day, hour, zone).astimezone(UTC)
    if moment := found.before(starts):
        assert moment <= starts
        assert moment.astimezone(zone).date() == starts.astimezone(zone).date()
        assert lawful(moment, blocks, paused, zone, hours)
    elif lawful(starts, blocks, paused, zone, hours):
        assert starts.astimezone(zone).fold or found.on(day) is None


@given(rosters(), around)
def test_a_yearly_alarm_rings_lawfully_the_next_time_it_comes_round(
    made: tuple[Bells, Roster, list[Shift], set[date], ZoneInfo, Hours], day: date
) -> None:
    found, _, blocks, paused, zone, hours = made
    if rings := found.yearly(day):
        midnight = datetime.combine(day, time(), zone).astimezone(UTC)
        moment = midnight + timedelta(hours=rings.hour, minutes=rings.minute)
        assert lawful(moment, blocks, paused, zone, hours)


@given(rosters(), around)
def test_an_alarm_on_the_eve_rings_lawfully_on_the_eve(
    made: tuple[Bells, Roster, list[Shift], set[date], ZoneInfo, Hours], day: date
) -> None:
    found, _, blocks, paused, zone, hours = made
    if rings := found.eve(day):
        midnight = datetime.combine(day, time(), zone).astimezone(UTC)
        moment = midnight - timedelta(hours=24 - rings.hour, minutes=-rings.minute)
        assert moment.astimezone(zone).date() == day - timedelta(days=1)
        assert lawful(moment, blocks, paused, zone, hours)
