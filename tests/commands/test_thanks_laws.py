"""Laws of thanks, over walks of random touches: one at a time, never lost, all of it undone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

import dumps
from play import Program

DAYS = [f"2026-11-{day}" for day in range(10, 23)] + ["2026-12-01", "2026-12-08"]
KINDS = ["coffee", "call", "email", "message", "meal", "debrief"]
STEPS = 14


@pytest.fixture
def mentors(rescrm: Program) -> Program:
    """Two mentors, the second since the middle of the month, and a friend."""
    for name in ("Samuel Okafor", "Maya Rao", "Ben Adler"):
        rescrm.ok(f'add "{name}"')
    rescrm.ok("mentor set okafor --role research --from 2026-01-01")
    rescrm.ok("mentor set maya --role clinical --from 2026-11-15")
    return rescrm


def walk(rescrm: Program, seed: int) -> Iterator[str]:
    """Yield commands that touches go through: logged, changed, removed, thanked for."""
    dice = random.Random(seed)
    for _ in range(STEPS):
        uids = [each["uid"] for each in rescrm.items("timeline")]
        who = " ".join(f"--with {each}" for each in dice.sample(["okafor", "maya", "ben"], 2))
        day, kind = dice.choice(DAYS), dice.choice(KINDS)
        open_ones = [each["id"] for each in rescrm.items("due --within 90") if each["id"]]
        choices = [f"log {who} --kind {kind} --on {day}"] * 3
        if uids:
            uid = dice.choice(uids)
            choices += [f"edit {uid} --on {day}", f"edit {uid} --kind {kind}", f"remove {uid}"]
        if open_ones:
            choices.append(f"done {dice.choice(open_ones)}")
        yield dice.choice(choices)


def owed(rescrm: Program, now: str | None = None) -> Counter[str]:
    found = rescrm.items("due --within 90", now=now)
    return Counter(each["handle"] for each in found if each["what"] == "thank-you")


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_owed_who_is_no_mentor_and_all_is_undone(mentors: Program, seed: int) -> None:
    before, steps = dumps.journaled(), len(dumps.steps())
    for line in walk(mentors, seed):
        mentors.ok(line)
        assert set(owed(mentors)) <= {"samuel-okafor", "maya-rao"}, line
    assert mentors.ok("doctor").out == ""
    assert mentors.ok("doctor", now="2026-12-09T08:00:00-05:00").out == ""
    mentors.ok(f"undo {len(dumps.steps()) - steps}")
    assert dumps.journaled() == before


@pytest.mark.parametrize("seed", range(4, 8))
def test_of_meetings_just_logged_one_thank_you_is_open_at_a_time(
    mentors: Program, seed: int
) -> None:
    dice = random.Random(seed)
    for day in sorted(dice.sample(DAYS[:13], 8)):
        kind = dice.choice(KINDS)
        now = f"{day}T20:00:00-05:00"
        mentors.ok(f"log --with okafor --with maya --kind {kind}", now=now)
        assert max(owed(mentors, now).values(), default=0) <= 1, (day, kind)
        if kind in ("email", "message"):
            assert not owed(mentors, now), (day, kind)
        elif kind != "debrief":
            assert owed(mentors, now)["samuel-okafor"] == 1, (day, kind)
