"""The plan for today."""

from __future__ import annotations

from ..actions import pausing, schedule
from ..core import plan
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typer import Context

EXAMPLES = ("rescrm today", "rescrm today --json")


def today(context: Context) -> Listing:
    """The plan for today: a few people, nothing lost.

    As many people as `budget` allows (5), those most past their rhythm first; a promise, an ask, a
    date and a follow-up keep their day even when it is full. Items: those of `rescrm due`, with
    planned_on.
    """
    session: Session = context.obj
    placed = schedule.laid(session, session.today)
    items = schedule.planned(each for each in placed if each.day == session.today)
    people, budget = plan.taken(placed, session.today), session.settings.budget
    later = len({each.due.handle for each in placed if each.day > session.today})
    wait = "waits" if later == 1 else "wait"
    rest = f"; {later} more {wait} for the days ahead: `rescrm upcoming`" if later else ""
    return Listing(
        kind="due",
        items=items,
        shape=columns.DUE,
        empty="Nothing is planned for today. Enjoy it.",
        notes=pausing.note(session),
        after=[f"{_places(people, budget)}{rest}."] if items or later else (),
    )


def _places(people: int, budget: int) -> str:
    if people <= budget:
        return f"{people} of {budget} places taken"
    places = "one place" if budget == 1 else f"{budget} places"
    return f"{people} people on {places}: what is promised keeps its day"
