"""The plan of a store: each item that falls due on the day it is given."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from datetime import date, timedelta
from itertools import chain

from ..core import plan
from ..core.due import GHOSTED, Due
from ..core.hours import Hours, Roster
from ..core.plan import FAR, Placed
from ..session import Session

MOST = 2000  # check-ins that are planned; what presses less has years to wait


def laid(session: Session, until: date, but: Container[int | None] = ()) -> list[Placed]:
    """The plan for all that is due by a day, in its order; ``but`` numbers are left out of it.

    Nobody is planned who is only shown because they rest now, after three tries.
    """
    # Who is due later may press more: all that is due today comes before anyone's place.
    last = _past_blocked(session, max(until, session.today))
    items = session.store.dues.to_plan(last, MOST)
    return plan.lay(
        (each for each in items if each.because != GHOSTED and each.id not in but),
        session.today,
        session.settings.budget,
        blocked(session),
    )


def blocked(session: Session) -> Callable[[date], bool]:
    """Whether nothing may be planned on a day: a pause, or shifts that leave no waking hour."""
    pauses, shifts = session.store.pauses, roster(session)
    return lambda day: any(first <= day <= last for first, last in pauses) or shifts.is_blocked(day)


def reasons(session: Session) -> Callable[[date], str | None]:
    """What a day is blocked by: a pause, or the kind of a shift; None for a free one."""
    pauses, shifts = session.store.pauses, roster(session)
    blocks = [each.shift for each in session.store.shifts.all()]

    def what(day: date) -> str | None:
        if any(first <= day <= last for first, last in pauses):
            return "a pause"
        if not shifts.is_blocked(day):
            return None
        eve = day - timedelta(days=1)
        on = (each.kind for each in blocks if each.first <= day <= each.last)
        before = (f"the day after {each.kind}" for each in blocks if each.last == eve)
        return next(chain(on, before), "shifts")

    return what


def roster(session: Session) -> Roster:
    """The shifts of the store beside the hours of the settings."""
    settings = session.settings
    hours = Hours(awake=settings.awake, work=settings.work, post_call=settings.post_call)
    return Roster((each.shift for each in session.store.shifts.all()), hours, session.zone)


def planned(placed: Iterable[Placed]) -> list[Due]:
    """The items of a plan, each with its day; one placed where no day is free says so."""
    return [_with_day(each) for each in placed]


def with_plan(session: Session, items: list[Due]) -> list[Due]:
    """The same items in the same order, each with its day in the plan."""
    until = max((due.due_on for due in items), default=session.today)
    day_of = {mark(each.due): each.day for each in laid(session, until)}
    return [due._replace(planned_on=day_of.get(mark(due))) for due in items]


def mark(due: Due) -> tuple[str, str]:
    """What tells items apart: someone's check-in goes by their own uid."""
    return due.uid, due.what


def _past_blocked(session: Session, until: date) -> date:
    """The end of the blocked days that follow: what is bound to one of them comes before."""
    last, step, is_blocked = until, timedelta(days=1), blocked(session)
    while last < date.max and (last - until).days < FAR and is_blocked(last + step):
        last += step
    return last


def _with_day(placed: Placed) -> Due:
    due = placed.due._replace(planned_on=placed.day)
    if not placed.forced:
        return due
    return due._replace(because=f"{due.because}; no day is free")
