"""Letting check-ins wait."""

from __future__ import annotations

from ..actions import pausing
from ..core import days
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = (
    "rescrm pause 2026-12-01..06 nights",
    "rescrm pause dec 20..jan 3 home for the holidays",
    "rescrm pause",
)


def pause(
    context: Context,
    range: Annotated[
        list[str] | None,
        Argument(
            metavar="[RANGE [REASON]]",
            help="From which day to which, and why; with nothing, a list.",
        ),
    ] = None,
) -> Listing:
    """Let check-ins wait: a vacation, a block of nights.

    Promises, asks and dates go on. A check-in whose day falls inside moves behind it, and the
    plan spreads what waited over the days that follow. Items: id, from, to, reason.
    """
    session: Session = context.obj
    if not range:
        return pausing.all_of(session)
    (first, last), words = days.longest_span(range, session.today, session.settings.date_order)
    return pausing.begin(session, first, last, " ".join(words) or None)
