"""Where someone was, is and will be: positions, and what a move does to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ..errors import MovedSince, UsageError
from . import days

FIELDS = ("organisation", "title", "stage", "specialty", "city")
EARLIEST = date(1900, 1, 1)
AHEAD = 5 * 366  # days: a move that is farther off is a slip of the pen

Said = Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Somewhere to be, from a day and to one; no ``to``: up to now, or from then on."""

    organisation: str | None = None
    title: str | None = None
    stage: str | None = None
    specialty: str | None = None
    city: str | None = None
    from_: date | None = None
    to: date | None = None

    @property
    def what(self) -> Said:
        """What it is, without its days."""
        return {field: getattr(self, field) for field in FIELDS}


class Step(Enum):
    """What a move does."""

    NOTHING = "nothing"
    SINCE = "since"  # it is as said already; only the day is new
    CORRECT = "correct"  # the position that began that day was something else
    MOVE = "move"  # the present position ends, another begins
    COMING = "coming"  # it is kept until its day


def step(
    history: Sequence[Position], said: Said, first: date | None, today: date
) -> tuple[Step, date]:
    """What it means that someone is something else from a day on, today if not said.

    ``history`` is the latest first. Raises UsageError (2) for a day nobody means, MovedSince
    (3) for one before what is known already.
    """
    day = first or today
    if not EARLIEST <= day <= today + timedelta(days=AHEAD):
        raise UsageError(
            f"{days.spoken(day)} is too far off for a move. Try --from {today.isoformat()}"
        )
    if day > today:
        return Step.COMING, day
    past = [each for each in history if not each.from_ or each.from_ <= today]
    now = past[0]
    same = all(now.what[field] == value for field, value in said.items())
    if same and (first is None or now.from_ == day):
        return Step.NOTHING, day
    if not same and now.from_ == day:
        return Step.CORRECT, day
    began = past[1].from_ if same and len(past) > 1 else None if same else now.from_
    if began and day <= began:
        raise MovedSince(days.spoken(began))
    return (Step.SINCE if same else Step.MOVE), day


def label(position: Position) -> str:
    """A position in a few words: "fellow, Stanford, Palo Alto"."""
    what = ", ".join(filter(None, (position.stage, position.title, position.specialty)))
    return " · ".join(
        filter(None, (what, ", ".join(filter(None, (position.organisation, position.city)))))
    )


def news(said: Said) -> str:
    """A move as one congratulates on it: "fellow at Stanford", "the move to Boston"."""
    what = said.get("stage") or said.get("title") or said.get("specialty")
    where = said.get("organisation") or said.get("city")
    if what and where:
        return f"{what} at {where}" if said.get("organisation") else f"{what} in {where}"
    return what or f"the move to {where}"


def stretch(position: Position, today: date) -> str:
    """The days of a position in words: "Mon 1 Jul 2024 to Tue 30 Jun 2026"; none where unknown."""
    first, last = position.from_, position.to
    if first and last:
        return f"{days.spoken(first)} to {days.spoken(last)}"
    if first:
        return f"{'from' if first > today else 'since'} {days.spoken(first)}"
    return f"until {days.spoken(last)}" if last else ""
