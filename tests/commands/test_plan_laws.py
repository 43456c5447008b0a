"""What holds of the plan whatever the roster, asked of the whole program.

The blocked days are worked out here from the words of the roster, not by the program.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from play import Program

BOSTON = ZoneInfo("America/New_York")
DAY = timedelta(days=1)
# A plain fortnight; one before the clock goes forward; one before it goes back.
MOMENTS = ("2026-11-22T07:00:00-05:00", "2027-03-08T07:00:00-05:00", "2026-10-26T07:00:00-04:00")
PEOPLE = ("Ana Torres", "Ben Adler", "Cai Li", "Dee Fox", "Eva Lund", "Fay Moss", "Gus Oh")
CADENCES = ("1w", "9d", "2w", "weekly", "3w", "10d", "every 2nd tue")
BOUND = ("promise", "ask", "date", "follow-up")
AHEAD = 300


class Block(NamedTuple):
    """Days off, or hours; counted from today."""

    step: int
    length: int  # days, or hours
    begins: time | None = None


class Roster(NamedTuple):
    """Blocks, a pause, and the settings that a plan depends on."""

    blocks: list[Block]
    pause: tuple[int, int] | None
    post_call: str
    budget: int
    by_file: bool


whole = st.builds(Block, st.integers(-4, 20), st.integers(1, 8), st.none())
shift = st.builds(
    Block, st.integers(-3, 20), st.integers(1, 30), st.builds(time, st.integers(0, 23))
)
rosters = st.builds(
    Roster,
    st.lists(whole | shift, max_size=9),
    st.none() | st.tuples(st.integers(-3, 15), st.integers(0, 9)),
    st.sampled_from(["12:00", "day", "none"]),
    st.integers(1, 6),
    st.booleans(),
)


@pytest.fixture(params=MOMENTS)
def stores(
    request: pytest.FixtureRequest,
    rescrm: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Any]:
    """Plays a roster into a copy of a store with people, promises, dates and a conference."""
    monkeypatch.setenv("RESCRM_NOW", request.param)
    model = tmp_path / "model.db"
    monkeypatch.setenv("RESCRM_DB", str(model))
    today = datetime.fromisoformat(request.param).date()
    for line in people(today):
        rescrm.ok(line)
    count = iter(range(10**6))

    def play(roster: Roster) -> tuple[Program, date]:
        store = tmp_path / f"{next(count)}.db"
        shutil.copy(model, store)
        monkeypatch.setenv("RESCRM_DB", str(store))
        monkeypatch.setenv("HOME", str(tmp_path / store.stem))
        for line in lines(roster, today):
            rescrm.ok(line)
        return rescrm, today

    return iter([play])


def people(today: date) -> Iterator[str]:
    for nth, (name, cadence) in enumerate(zip(PEOPLE, CADENCES, strict=True)):
        yield f'add "{name}" --every "{cadence}" --on {today - (6 + 3 * nth) * DAY}'
    for nth, name in enumerate(PEOPLE[:5]):
        yield f'promise "{name}" "deck {nth}" --by {today + 3 * nth * DAY}'
    yield f'ask "Gus Oh" "a letter" --by {today + 4 * DAY}'
    for nth, name in enumerate(PEOPLE[2:5]):
        yield f'date "{name}" birthday {today + (5 + 4 * nth) * DAY:%m-%d} --lead 3'
    yield f"event add ACC --from {today - 4 * DAY} --to {today - 2 * DAY}"
    yield 'event met acc "**Hal Ito**; talked amyloid"'
    yield "group add lunch --type pod --every 2w"
    yield 'group join lunch "Ana Torres" "Ben Adler"'


def lines(roster: Roster, today: date) -> Iterator[str]:
    yield "config set zone America/New_York"
    yield f"config set post_call {roster.post_call}"
    yield f"config set budget {roster.budget}"
    timed = [each for each in roster.blocks if each.begins]
    for each in roster.blocks:
        first = today + each.step * DAY
        if not each.begins:
            yield f"shifts add vacation {first}..{first + (each.length - 1) * DAY}"
        elif not roster.by_file and each.length < 24:
            yield f"shifts add icu {first} --hours {hours(each, today)}"
    if roster.by_file and timed:
        yield f"shifts import {schedule(timed, today)}"
    if roster.pause:
        first = today + roster.pause[0] * DAY
        yield f"pause {first}..{first + roster.pause[1] * DAY}"


def span(block: Block, today: date) -> tuple[datetime, datetime]:
    """The hours of a block by the clock on the wall."""
    assert block.begins
    starts = datetime.combine(today + block.step * DAY, block.begins)
    return starts, starts + timedelta(hours=block.length)


def hours(block: Block, today: date) -> str:
    starts, ends = span(block, today)
    return f"{starts:%H:%M}-{ends:%H:%M}"


def schedule(blocks: list[Block], today: date) -> str:
    events = ""
    for nth, each in enumerate(blocks):
        starts, ends = (f"TZID=America/New_York:{at:%Y%m%dT%H%M%S}" for at in span(each, today))
        events += (
            f"BEGIN:VEVENT\nUID:{nth}\nSUMMARY:Night Float\nDTSTART;{starts}\nDTEND;{ends}\n"
            "END:VEVENT\n"
        )
    Path("call.ics").write_text(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n")
    return "call.ics"


# What is blocked, worked out by the hour on the wall.


def blocked_days(roster: Roster, today: date) -> set[date]:
    """A night takes the day it begins on; else a day without one free waking hour is taken."""
    days = set[date]()
    busy = list[tuple[datetime, datetime]]()
    if roster.pause:
        days |= {today + (roster.pause[0] + step) * DAY for step in range(roster.pause[1] + 1)}
    for each in roster.blocks:
        if not each.begins:
            first = datetime.combine(today + each.step * DAY, time())
            busy.append((first, first + each.length * DAY))
        elif roster.by_file or each.length < 24:
            starts, ends = span(each, today)
            busy.append((starts, ends))
            if ends.date() > starts.date() and ends.time() > time():
                days.add(starts.date())
                busy.append((ends, _woken(roster, ends)))
    near = {starts.date() + step * DAY for starts, _ in busy for step in range(10)}
    return days | {day for day in near if not any(map(_is_free(busy), _waking(day)))}


def _woken(roster: Roster, ended: datetime) -> datetime:
    """When one has slept after a night."""
    noon = datetime.combine(ended.date(), time(12))
    at = {"12:00": noon, "day": noon + timedelta(hours=12)}.get(roster.post_call, ended)
    return max(at, ended)


def _waking(day: date) -> list[datetime]:
    """The waking hours of a day; every shift begins and ends with one."""
    return [datetime.combine(day, time(hour)) for hour in range(7, 22)]


def _is_free(busy: list[tuple[datetime, datetime]]) -> Callable[[datetime], bool]:
    return lambda hour: not any(starts <= hour < ends for starts, ends in busy)


def key(item: dict[str, Any]) -> tuple[Any, ...]:
    return item["uid"], item["what"], item.get("id"), item["about"]


def planned(item: dict[str, Any]) -> date:
    return date.fromisoformat(item["planned_on"])


lawful = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_nothing_is_lost_doubled_or_put_into_a_block(stores: Any) -> None:
    play = next(stores)

    @lawful
    @given(rosters)
    def law(roster: Roster) -> None:
        rescrm, today = play(roster)
        taken = blocked_days(roster, today)
        told = rescrm.ok(f"upcoming {AHEAD} --json")
        # The same store, the same day: the same bytes.
        night = datetime.combine(today, time(21, 30), BOSTON).isoformat()
        assert rescrm.ok(f"upcoming {AHEAD} --json", now=night).out == told.out
        plan = told.items
        assert [each["planned_on"] for each in plan] == sorted(each["planned_on"] for each in plan)
        assert max(Counter(map(key, plan)).values()) == 1
        _nothing_is_lost(rescrm, plan)
        for each in plan:
            is_marked = each["because"].endswith("no day is free")
            assert planned(each) >= today
            assert planned(each) not in taken or (is_marked and each["what"] in BOUND)
        _budget_is_kept(plan, roster.budget)
        _nobody_waits_longer_than_the_blocks(plan, today, taken, roster.budget)

    law()


def _nothing_is_lost(rescrm: Program, plan: list[dict[str, Any]]) -> None:
    """What `due` names is in the plan; it hides check-ins on a paused day alone."""
    there = Counter(map(key, plan))
    due = rescrm.items(f"due --within {AHEAD - 60}")
    missing = [each for each in due if not there[key(each)]]
    assert missing == []


def _budget_is_kept(plan: list[dict[str, Any]], budget: int) -> None:
    """So many people a day; who is there for what keeps its day costs no second place."""
    for day in {each["planned_on"] for each in plan}:
        here = [each for each in plan if each["planned_on"] == day]
        bound = {each["handle"] for each in here if each["what"] in BOUND}
        assert len({each["handle"] for each in here} - bound) <= budget


def _nobody_waits_longer_than_the_blocks(
    plan: list[dict[str, Any]], today: date, taken: set[date], budget: int
) -> None:
    """The free days before its own are full: no more of them than people fit into."""
    for each in plan:
        start = max(date.fromisoformat(each["due_on"]), today)
        wait = [start + step * DAY for step in range((planned(each) - start).days)]
        free = [day for day in wait if day not in taken]
        assert len(free) <= len(plan) // budget
        assert all(
            len({other["handle"] for other in plan if planned(other) == day}) >= budget
            for day in free
        )


def test_today_is_the_first_day_of_the_plan_on_any_day(stores: Any) -> None:
    play = next(stores)

    @settings(lawful, max_examples=6)
    @given(rosters, st.lists(st.integers(0, 25), min_size=1, max_size=3))
    def law(roster: Roster, steps: list[int]) -> None:
        rescrm, today = play(roster)
        taken = blocked_days(roster, today)
        for step in steps:
            day = today + step * DAY
            now = datetime.combine(day, time(7), BOSTON).isoformat()
            ahead = rescrm.items("upcoming 30", now=now)
            first = [each for each in ahead if planned(each) == day]
            assert rescrm.items("today", now=now) == first
            if day in taken:
                assert all(each["what"] in BOUND for each in first)

    law()


def test_why_counts_the_days_that_were_passed_over(stores: Any) -> None:
    play = next(stores)

    @settings(lawful, max_examples=4)
    @given(rosters)
    def law(roster: Roster) -> None:
        rescrm, today = play(roster)
        for each in rescrm.items("upcoming 60"):
            if each["what"] != "check-in":
                continue
            start = max(date.fromisoformat(each["due_on"]), today)
            told = rescrm.items(f"why @{each['handle']}")[0]
            assert told["planned_on"] == each["planned_on"]
            moved = [step["text"] for step in told["steps"] if step["text"].startswith("moved ")]
            count = (planned(each) - start).days
            assert moved == [] if count < 1 else moved[0].startswith(f"moved {count} day")

    law()


def test_who_is_longer_overdue_and_presses_less_has_the_same_day_everywhere(
    rescrm: Program,
) -> None:
    rescrm.ok("config set budget 1")
    rescrm.ok('add "Ana Torres" --every 10d --on 2026-11-01')  # 11 days over: 1.1
    rescrm.ok('add "Ben Adler" --every 1w --on 2026-11-07')  # 8 days over: 1.14
    upcoming = {each["handle"]: each["planned_on"] for each in rescrm.items("upcoming")}
    assert upcoming == {"ben-adler": "2026-11-22", "ana-torres": "2026-11-23"}
    assert rescrm.item("why ana")["planned_on"] == "2026-11-23"
    assert {each["handle"]: each["planned_on"] for each in rescrm.items("due ana")} == {
        "ana-torres": "2026-11-23"
    }
