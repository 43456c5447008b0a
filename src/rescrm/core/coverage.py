"""Who came to a group's meetings, who was missed, and when each was last met alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

Who = TypeVar("Who", bound=Hashable)
SEVERAL = 2  # missed so often running, and it is time to ask how they are


class Mark(NamedTuple):
    """Someone at one meeting: there, or missed."""

    handle: str
    on: date
    missed: bool


class Covered(NamedTuple):
    """One member: how often they came, since when they are missed, when you met alone."""

    handle: str
    name: str
    came: int
    missed: int  # running, up to the last meeting
    last_meeting: date | None
    last_alone: date | None


def cover(
    members: Iterable[tuple[str, str]],
    marks: Sequence[Mark],
    alone: Mapping[str, date],
    resting: Iterable[str] = (),
) -> list[Covered]:
    """What there is to know of each member, given as handle and name, in their order.

    ``marks`` begin with the latest meeting. Who was left to rest is not missed.
    """
    running = missed_running((mark.handle, mark.missed) for mark in marks)
    at_rest = set(resting)
    covered = []
    for handle, name in members:
        there = [mark.on for mark in marks if mark.handle == handle and not mark.missed]
        covered.append(
            Covered(
                handle=handle,
                name=name,
                came=len(there),
                missed=0 if handle in at_rest else running.get(handle, 0),
                last_meeting=there[0] if there else None,
                last_alone=alone.get(handle),
            )
        )
    return covered


def missed_running(marks: Iterable[tuple[Who, bool]]) -> dict[Who, int]:
    """How often each was missed since they were last there; the latest meeting comes first."""
    times: dict[Who, int] = {}
    there: set[Who] = set()
    for who, missed in marks:
        if not missed:
            there.add(who)
        elif who not in there:
            times[who] = times.get(who, 0) + 1
    return times


def missed_words(times: Iterable[tuple[str, int]]) -> str:
    """`Dee was missed twice, Ben was missed last time`: by first name, unless two share it."""
    told = sorted(times, key=lambda each: (-each[1], each[0]))
    firsts = [first_name(name) for name, _ in told]
    return ", ".join(
        f"{name if firsts.count(first) > 1 else first} was missed {often(count)}"
        for (name, count), first in zip(told, firsts, strict=True)
    )


def first_name(name: str) -> str:
    """What a person is called by among friends."""
    return next(iter(name.split()), name)


def often(times: int) -> str:
    """`last time`, `twice`, `3 times`."""
    return {1: "last time", 2: "twice"}.get(times, f"{times} times")
