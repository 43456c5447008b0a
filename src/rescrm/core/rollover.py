"""What July does to a class: a year more, the end of a residency, or a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from . import stages
from .career import Position
from .stages import Rank, Stage

SEASON = (6, 7, 8)  # the months in which a year turns
SETTLED = frozenset({"faculty", "leadership", "staff", "fellow", "mentor", "sponsor"})
OURS = "co-resident"  # who ends a residency here becomes an alum


@dataclass(frozen=True, slots=True, kw_only=True)
class Trainee:
    """Someone who may be in training, and since when that is known."""

    id: int
    handle: str
    name: str
    kind: str | None
    stage: str | None
    said_on: date  # when the stage was last said, or the person was added
    years: int  # of their residency
    specialty: str | None = None
    history: Sequence[Position] = ()  # the latest first
    pods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What July does to one person: ``what`` is advance, graduate or ask."""

    handle: str
    name: str
    what: str
    stage: str | None
    next_stage: str | None
    kind: str | None
    next_kind: str | None
    pods: tuple[str, ...]
    because: str


def july(day: date) -> date:
    """The first day of the academic year; June looks ahead to the next."""
    return date(day.year if day.month >= SEASON[0] else day.year - 1, 7, 1)


def is_season(day: date) -> bool:
    """Whether years turn about now."""
    return day.month in SEASON


def turn(someone: Trainee, first: date, today: date) -> Turn | None:
    """What the July that begins on a day does to someone; None when it does nothing."""
    stage = stages.read(someone.stage)
    if someone.kind in SETTLED or not someone.stage:
        return None
    if _has_turned(someone.history, first):
        gone = stage and stage.rank in (Rank.FELLOW, Rank.ATTENDING) and someone.kind == OURS
        return _graduates(someone, someone.stage, "moved on") if gone else None
    if _is_of_this_year(someone, stage, first, today):
        return None
    match stage:
        case None:
            return _asks(someone, "the stage is not understood") if someone.kind == OURS else None
        case Stage(rank=Rank.STUDENT, year=int(year)):
            if year < stages.STUDENT_YEARS:
                return _advances(someone, stage, f"year {year} of {stages.STUDENT_YEARS}")
            return _asks(someone, "graduates; where to?")
        case Stage(rank=Rank.RESIDENT, year=int(year)):
            return _resident(someone, stage, year)
        case Stage(rank=Rank.CHIEF):
            if someone.kind == OURS:
                return _graduates(someone, None, "the chief year ends")
            return _asks(someone, "the chief year ends; what comes next?")
    return None


def _resident(someone: Trainee, stage: Stage, year: int) -> Turn:
    if year < someone.years:
        return _advances(someone, stage, f"year {year} of {someone.years}")
    if year == someone.years and someone.kind == OURS:
        return _graduates(someone, None, f"year {year} of {someone.years}")
    if year == someone.years:
        return _asks(someone, f"year {year} of {someone.years}; what comes next?")
    return _asks(someone, f"year {year} of {someone.years}?")


def _has_turned(history: Sequence[Position], first: date) -> bool:
    """Whether another stage has begun, or will, since the June before."""
    june = first.replace(month=SEASON[0])
    stage = history[0].stage if history else None
    before = (each.stage for each in history if not each.from_ or each.from_ < june)
    return bool(stage) and next(before, None) != stage


def _is_of_this_year(someone: Trainee, stage: Stage | None, first: date, today: date) -> bool:
    """Whether the stage was said when the year had turned already.

    Who was written down today may come from an old list; who begins is added in June.
    """
    begins = stage is not None and stage.year == 1
    return (first.replace(month=SEASON[0]) if begins else first) <= someone.said_on < today


def _advances(someone: Trainee, stage: Stage, because: str) -> Turn:
    later = stage._replace(year=(stage.year or 0) + 1)
    return _turn(someone, "advance", str(later), someone.kind, because)


def _graduates(someone: Trainee, stage: str | None, because: str) -> Turn:
    return _turn(someone, "graduate", stage, "alum", because)


def _asks(someone: Trainee, because: str) -> Turn:
    return _turn(someone, "ask", someone.stage, someone.kind, because)


def _turn(someone: Trainee, what: str, stage: str | None, kind: str | None, because: str) -> Turn:
    return Turn(
        handle=someone.handle,
        name=someone.name,
        what=what,
        stage=someone.stage,
        next_stage=stage,
        kind=someone.kind,
        next_kind=kind,
        pods=someone.pods if what == "graduate" else (),
        because=because,
    )
