"""Who is due, and why."""

from __future__ import annotations

from datetime import date
from itertools import islice

from ..core.almanac import plus
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

    from ..core.due import Due

EXAMPLES = (
    "rescrm due",
    "rescrm due --within 7 kind:faculty -city:Boston",
    "rescrm due -n 3 --json",
)
SCREEN = 20  # rows on a terminal


def due(
    context: Context,
    filter: Annotated[list[str] | None, Argument(help="tag:ep kind:faculty -city:x words")] = None,
    within: Annotated[int, Option(help="Look this many days ahead, too.", min=0, max=3650)] = 0,
    n: Annotated[int | None, Option("-n", help="At most so many.", min=1)] = None,
) -> Listing:
    """Who is due, the most pressing first."""
    session: Session = context.obj
    until = plus(session.today, within, "day") or date.max
    limit = n or (SCREEN if session.form == "rich" else None)
    items = session.store.due(until, filter or ())
    found = list(items if limit is None else islice(items, limit))
    rest = sum(1 for _ in items) if limit and not n else 0
    if session.form == "json":
        from ..actions import schedule

        found = schedule.with_plan(session, found)
    return Listing(
        kind="due",
        items=found,
        shape=columns.DUE,
        empty=(not found and session.unheard(filter)) or "Nobody is due. Enjoy your day.",
        notes=_waiting(session),
        after=_after(found, rest) if found else (),
    )


def _waiting(session: Session) -> list[str]:
    """On a paused day: how many check-ins wait."""
    if not session.store.pause_now:
        return []
    from ..actions import pausing

    return pausing.note(session)


def _after(found: list[Due], rest: int) -> list[str]:
    more = f" and {rest} more (`rescrm due | less` has all)" if rest else ""
    handle = found[0].handle
    return [f"{len(found)} due{more}. `rescrm why {handle}` explains one."]
