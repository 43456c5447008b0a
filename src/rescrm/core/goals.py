"""So many of something a month, told in kind words: done, one so far, not yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..errors import UsageError
from .folding import fold

WHAT = ("event", "committee", "meeting", "touch")  # what can be counted
MEETINGS = ("coffee", "call", "meeting", "meal", "video")  # touches face to face, or nearly
# What a goal counts when only its name is said.
BUILT_IN = {
    "event": "event",
    "committee": "committee",
    "faculty meeting": "meeting kind:faculty",
}
STARTER = tuple(BUILT_IN)
MOST = 99  # a month
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal as it stands this month; ``text`` says so, ``suggestion`` is how to go on.

    ``counts`` is event, committee, meeting or touch, then a filter.
    """

    name: str
    wanted: int
    counts: str
    done: int
    text: str
    suggestion: str | None = None
    handle: str | None = None  # of the person who is suggested


def counts_of(name: str, typed: str | None) -> str | None:
    """What a goal counts: as it was said, else as its name says; None when neither does.

    Raises UsageError (2) for something that cannot be counted.
    """
    if typed is None:
        word = fold(name).replace("-", " ")
        return BUILT_IN.get(word) or BUILT_IN.get(word.removesuffix("s"))
    what, *words = typed.split() or [""]
    if what.lower() not in WHAT or (words and what.lower() in ("event", "committee")):
        raise UsageError(
            f'"{typed}" is nothing to count. Try --counts event, committee, "meeting kind:faculty" '
            'or "touch kind:co-resident".'
        )
    return " ".join([what.lower(), *words])


def parted(counts: str) -> tuple[str, list[str]]:
    """What is counted, and the filter on the people it is counted with."""
    what, *words = counts.split()
    return what, words


def month(today: date) -> tuple[date, date]:
    """The first and the last day of the month that a day is in."""
    first = today.replace(day=1)
    if first.month == 12:
        return first, first.replace(day=31)
    return first, first.replace(month=first.month + 1) - timedelta(days=1)


def text(name: str, wanted: int, done: int) -> str:
    """`one event: done`, `one faculty meeting: not yet`, `peer coffee: one of two so far`."""
    if wanted == 1:
        return f"one {name}: {'done' if done else 'not yet'}"
    if done >= wanted:
        return f"{name}: {'both' if wanted == 2 else f'all {number(wanted)}'} done"
    return f"{name}: {number(done) if done else 'none'} of {number(wanted)} so far"


def line(goals: Sequence[Goal]) -> str:
    """All goals in one line, the month said once: `one event this month: done · one …`."""
    told = [told_with_suggestion(each) for each in goals]
    if told:
        name, colon, rest = told[0].partition(": ")
        told[0] = f"{name} this month{colon}{rest}"
    return " · ".join(told)


def told_with_suggestion(goal: Goal) -> str:
    """A goal, and how to go on where it is not reached."""
    return f"{goal.text}; {goal.suggestion}" if goal.suggestion else goal.text


def number(count: int) -> str:
    """A small number as a word."""
    return COUNTS[count] if count < len(COUNTS) else str(count)
