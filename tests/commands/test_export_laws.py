"""What holds of a calendar whatever the roster: shifts, pauses, a night when the clock changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from play import Program

BOSTON = ZoneInfo("America/New_York")
NOW = "2027-03-10T07:00:00-05:00"  # four days before the clock goes forward
TODAY, LAST = date(2027, 3, 10), date(2027, 3, 24)
AWAKE = (time(7), time(22))
PEOPLE = ("maya", "ben", "ana")

near = st.dates(TODAY, LAST)
hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))


class Block(NamedTuple):
    """A shift in words and as a stretch of time."""

    words: str
    starts: datetime
    ends: datetime


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    first = draw(near)
    if draw(st.booleans()):
        last = first + timedelta(days=draw(st.integers(0, 3)))
        ends = datetime.combine(last + timedelta(days=1), time(), BOSTON)
        words = f"shifts add vacation {first}..{last}"
        return Block(words, datetime.combine(first, time(), BOSTON), ends)
    begins, over = draw(hours), draw(hours)
    last = first if begins < over else first + timedelta(days=1)
    words = f"shifts add clinic {first} --hours {begins:%H:%M}-{over:%H:%M}"
    return Block(
        words, datetime.combine(first, begins, BOSTON), datetime.combine(last, over, BOSTON)
    )


class Roster(NamedTuple):
    """Shifts, a pause, hours of work, and what is due when."""

    blocks: list[Block]
    pause: tuple[date, date] | None
    work: str
    promises: list[date]
    birthday: date


rosters = st.builds(
    Roster,
    st.lists(blocks(), max_size=3),
    st.none() | st.tuples(near, st.integers(0, 3)).map(lambda p: (p[0], p[0] + timedelta(p[1]))),
    st.sampled_from(["", "08:00-17:00"]),
    st.lists(near, min_size=1, max_size=3),
    near | st.just(date(2000, 2, 29)),
)


@pytest.fixture
def played(rescrm: Program, home: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Plays a roster into a store of its own, in which people and a group are already."""
    monkeypatch.setenv("RESCRM_NOW", NOW)
    for line in (
        "config set zone America/New_York",
        "config set post_call none",
        "add Maya Rao --every '2 weeks' --on 2027-03-04",
        "add Ben Rao --every '3 weeks' --on 2027-02-24",
        "add Ana Rao",
        'group add lunch --type pod --meets "every sun 09:00"',
    ):
        rescrm.ok(line)
    count = iter(range(10**6))

    def play(roster: Roster) -> Program:
        place = home.with_name(f"home {next(count)}")
        shutil.copytree(home, place)
        monkeypatch.setenv("HOME", str(place))
        for line in lines(roster):
            rescrm(line)  # the same shift twice is refused, and changes nothing
        return rescrm

    return play


def lines(roster: Roster) -> Iterator[str]:
    if roster.work:
        yield f"config set work {roster.work}"
    yield f"date maya birthday {roster.birthday:%m-%d}"
    for name, day in zip(PEOPLE, roster.promises, strict=False):
        yield f"promise {name} slides --by {day}"
    yield from (each.words for each in roster.blocks)
    if roster.pause:
        yield f"pause {roster.pause[0]}..{roster.pause[1]}"


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def days(event: Any) -> list[date]:
    """The days on which an all-day event begins, until some weeks ahead."""
    first = event["DTSTART"].dt
    if "RRULE" not in event:
        return [first]
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=datetime.combine(first, time()))
    return [each.date() for each in rule.between(datetime(2027, 3, 9), datetime(2027, 4, 20))]


def rings(event: Any) -> Iterator[datetime]:
    """The moments at which an alarm rings: so much later than midnight, or than it begins."""
    for alarm in event.walk("VALARM"):
        trigger, first = alarm["TRIGGER"].dt, event["DTSTART"].dt
        if isinstance(trigger, datetime):
            yield trigger
        elif isinstance(first, datetime):
            yield first + trigger
        else:
            for day in days(event):
                yield datetime.combine(day, time(), BOSTON).astimezone(UTC) + trigger


def may_ring(moment: datetime, roster: Roster, length: timedelta = timedelta()) -> bool:
    there = moment.astimezone(BOSTON)
    if not AWAKE[0] <= there.time() < AWAKE[1]:
        return False
    if roster.work and time(8) <= there.time() < time(17):
        return False
    if roster.pause and roster.pause[0] <= there.date() <= roster.pause[1]:
        return False
    return not any(
        each.starts.astimezone(UTC) < moment + max(length, timedelta(seconds=1))
        and moment < each.ends.astimezone(UTC)
        for each in roster.blocks
    )


lawful = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@lawful
@given(rosters, st.sampled_from(["", "--for apple", "--for outlook", "--plan"]))
def test_no_alarm_rings_in_a_shift_a_pause_at_work_or_in_the_night(
    played: Any, roster: Roster, options: str
) -> None:
    rescrm = played(roster)
    found = events(rescrm.ok(f"export ics --days 30 {options}").out)
    moments = [moment for event in found for moment in rings(event)]
    assert all(may_ring(moment, roster) for moment in moments)


@lawful
@given(rosters)
def test_what_stands_in_for_an_alarm_is_free_as_long_as_it_lasts(
    played: Any, roster: Roster
) -> None:
    rescrm = played(roster)
    for event in events(rescrm.ok("export ics --days 30 --for google").out):
        starts = event["DTSTART"].dt
        if event["TRANSP"] == "TRANSPARENT" and isinstance(starts, datetime):
            assert may_ring(starts, roster, timedelta(minutes=15))


@lawful
@given(rosters, st.sampled_from(["", "--for google", "--for outlook --plan"]))
def test_each_item_stands_there_once_and_the_same_store_gives_the_same_bytes(
    played: Any, roster: Roster, options: str
) -> None:
    rescrm = played(roster)
    first = rescrm.ok(f"export ics --days 30 {options}").out
    assert rescrm.ok(f"export ics --days 30 {options}").out == first
    found = events(first)
    assert len({str(each["UID"]) for each in found}) == len(found)
    titles = [str(each["SUMMARY"]) for each in found]
    upcoming = rescrm.items("upcoming 31")
    due = [each["name"] for each in upcoming if each["what"] in ("check-in", "promise")]
    shown = [each.partition(": ")[2] for each in titles if each[:5] in ("Check", "Promi")]
    assert sorted(shown) == sorted(due)


@lawful
@given(rosters, rosters, st.sampled_from(["", "--for outlook"]))
def test_told_again_only_what_changed_has_a_higher_sequence(
    played: Any, roster: Roster, other: Roster, client: str
) -> None:
    rescrm = played(roster)
    before = {str(each["UID"]): each for each in events(rescrm.ok(f"export ics {client}").out)}
    for block in other.blocks:
        rescrm(block.words)
    after = {str(each["UID"]): each for each in events(rescrm.ok(f"export ics {client}").out)}
    assert before.keys() <= after.keys()
    for uid, event in after.items():
        was = before.get(uid)
        risen = was is not None and event["SEQUENCE"] > was["SEQUENCE"]
        changed = was is not None and told(event) != told(was)
        assert risen == changed
        assert was is None or event["SEQUENCE"] - was["SEQUENCE"] in (0, 1)


def told(event: Any) -> tuple[bytes, ...]:
    """An event without its stamps."""
    stamps = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
    lines = event.to_ical().splitlines()
    return tuple(line for line in lines if not line.decode().startswith(stamps))
