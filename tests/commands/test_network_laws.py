"""Laws of the network's commands: whatever weeks were lived, in whatever order."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from weeks import FIRST, lived

import dumps
from play import Program

SEEDS = range(4)
LENGTH = 45
LIVED: dict[int, tuple[date, bytes]] = {}
EXPECTED = {0, 2, 3, 4}


def at(day: date) -> str:
    return f"{day.isoformat()}T07:00:00-05:00"


def live(rescrm: Program, seed: int) -> date:
    """Live some weeks, or open the store of those who have lived them; the day they end."""
    if seed in LIVED:
        today, whole = LIVED[seed]
        store().parent.mkdir(parents=True)
        store().write_bytes(whole)
        return today
    for today, line in lived(seed, LENGTH):
        said = rescrm(line, now=at(today))
        assert said.code in EXPECTED, f"{line}: exit {said.code}\n{said.err}"
    LIVED[seed] = (today, store().read_bytes())
    return today


def store() -> Path:
    return Path(os.environ["HOME"]) / ".local/share/rescrm/rescrm.db"


@pytest.mark.parametrize("seed", SEEDS)
def test_each_step_can_be_taken_back_and_done_again_whole(rescrm: Program, seed: int) -> None:
    rescrm.ok("init", now=at(FIRST))
    for today, line in lived(seed, LENGTH):
        before, steps = dumps.journaled(), len(dumps.steps())
        rescrm(f"{line} --dry-run", now=at(today))
        assert dumps.journaled() == before, f"--dry-run wrote: {line}"
        said = rescrm(line, now=at(today))
        assert said.code in EXPECTED, f"{line}: exit {said.code}\n{said.err}"
        after = dumps.journaled()
        if len(dumps.steps()) == steps:
            assert after == before, f"written without a step: {line}"
            continue
        assert said.code == 0, f"refused, and written all the same: {line}"
        assert after != before, f"a step that changed nothing: {line}"
        rescrm.ok("undo", now=at(today))
        assert dumps.journaled() == before, f"undo is not what was: {line}"
        rescrm.ok("redo", now=at(today))
        assert dumps.journaled() == after, f"redo is not what was: {line}"
        assert rescrm("doctor --full", now=at(today)).code == 0, f"doctor, after: {line}"


@pytest.mark.parametrize("seed", SEEDS)
def test_all_of_it_can_be_taken_back_to_nothing_and_done_again(rescrm: Program, seed: int) -> None:
    today = live(rescrm, seed)
    whole = rescrm.ok("export json", now=at(today)).out
    rescrm.ok("undo 1000", now=at(today))
    assert not any(dumps.journaled().values())
    assert dumps.agenda() == []
    rescrm.ok("redo 1000", now=at(today))
    assert rescrm.ok("export json", now=at(today)).out == whole
    assert rescrm("doctor --full", now=at(today)).code == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_days_to_come_are_as_if_worked_out_on_them(rescrm: Program, seed: int) -> None:
    today = live(rescrm, seed)
    for ahead in (1, 7, 30, 90, 400):
        day = at(today + timedelta(days=ahead))
        assert rescrm("doctor --full", now=day).code == 0, f"{ahead} days on"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_owed_on_a_day_is_owed_on_the_next(rescrm: Program, seed: int) -> None:
    today = live(rescrm, seed)
    lasting = {"promise", "ask", "thank-you", "hand-over", "follow-up"}
    resting = {each["handle"] for each in _people(rescrm, today) if each["rests"]}
    before: set[str] = set()
    for day in (today + timedelta(days=n) for n in range(40)):
        now = {
            each["uid"]
            for each in rescrm.items("due", now=at(day))
            if each["what"] in lasting and each["handle"] not in resting
        }
        assert before <= now, f"gone on {day}"
        before = now


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_is_set_aside_is_nowhere_to_be_written_to(rescrm: Program, seed: int) -> None:
    today = live(rescrm, seed)
    aside = {each["handle"] for each in _people(rescrm, today) if each["aside"]}
    said = {
        "due": rescrm.items("due --within 800", now=at(today)),
        "upcoming": rescrm.items("upcoming 60", now=at(today)),
        "draft --due": rescrm.items("draft --due --dry-run", now=at(today)),
        "trip": rescrm.items("trip Boston 2027-05-03..06", now=at(today)),
        "digest": rescrm.items("digest", now=at(today)),
        "mentors --gaps": rescrm.items("mentors --gaps", now=at(today)),
        "goal list": rescrm.items("goal list", now=at(today)),
    }
    for word, items in said.items():
        assert not aside & set(_handles(items)), word


@pytest.mark.parametrize("seed", SEEDS)
def test_an_act_of_a_sponsor_has_one_thank_you_at_most(rescrm: Program, seed: int) -> None:
    today = live(rescrm, seed)
    thanks = Counter(
        act["thank_you"] for each in rescrm.items("sponsors", now=at(today)) for act in each["acts"]
    )
    thanks.update(each["thank_you"] for each in rescrm.items("offers", now=at(today)))
    del thanks[None]
    assert set(thanks.values()) <= {1}


@pytest.mark.parametrize(
    ("met", "budget", "closed"),
    [
        (3, 5, "2026-11-22"), (14, 5, "2026-11-22"), (14, 2, "2026-11-22"), (14, 3, "2026-11-24"),
        (5, 1, "2026-11-25"), (9, 2, "2026-11-26"), (4, 1, "2026-12-20"),
    ],
)  # fmt: skip
def test_closing_an_event_is_within_the_budget_while_there_is_room(
    rescrm: Program, met: int, budget: int, closed: str
) -> None:
    rescrm.ok(f"config set budget {budget}")
    rescrm.ok('event add "ACC 2026" --from 2026-11-19 --to 2026-11-21')
    for nth in range(met):
        owed = "; promised the data" if nth % 4 == 3 else ""
        rescrm.ok(f'event met acc-2026 "Person{nth} Number{nth}; talked boards{owed}"')
    now = f"{closed}T07:00:00-05:00"
    items = rescrm.items("event close acc-2026", now=now)
    first, last = date(2026, 11, 22), date(2026, 11, 27)
    days = [date.fromisoformat(each["due_on"]) for each in items]
    today = date.fromisoformat(closed)
    open_days = max((last - max(first, today)).days + 1, 1)
    assert len(days) == met
    assert days == sorted(days)
    assert min(days) >= max(first, today)
    assert max(days) <= max(last, today)
    if met <= budget * open_days:
        assert max(Counter(days).values()) <= budget
    else:  # nothing is lost, and no day has much more than another
        assert max(Counter(days).values()) <= -(-met // open_days)


def _people(rescrm: Program, today: date) -> list[dict[str, Any]]:
    """Everyone with what the file says of their state."""
    with closing(sqlite3.connect(store())) as conn:
        rows = conn.execute(
            "SELECT handle, state <> 'active', coalesce(rested_on <= ?1 AND rests_until > ?1, 0) "
            "FROM contact",
            (today.isoformat(),),
        ).fetchall()
    return [
        {"handle": handle, "aside": bool(gone or rests), "rests": bool(rests)}
        for handle, gone, rests in rows
    ]


def _handles(items: list[dict[str, Any]]) -> list[str]:
    """Every handle anywhere in an answer."""
    found: list[str] = []
    todo: list[Any] = [*items]
    while todo:
        match todo.pop():
            case dict() as each:
                found += [each["handle"]] if isinstance(each.get("handle"), str) else []
                todo += each.values()
            case list() as more:
                todo += more
    return found
