"""The plan for the days ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..actions import pausing, schedule
from ..core import days
from ..core.almanac import plus
from ..core.due import Due
from ..session import Session
from ..view import columns
from ..view.listing import Column, Listing, Shape, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm upcoming", "rescrm upcoming 30 --json")


def upcoming(
    context: Context,
    days: Annotated[
        int, Argument(help="How many days, today counted; else 7.", min=1, max=3650)
    ] = 7,
) -> Listing:
    """The plan for the days ahead.

    Nothing is planned in a pause or a shift; what has to be done by a day inside one comes before
    it. Items: those of `rescrm due`, with planned_on, by which they are sorted.
    """
    session: Session = context.obj
    until = plus(session.today, days - 1, "day") or date.max
    placed = schedule.laid(session, until)
    items = schedule.planned(each for each in placed if each.day <= until)
    return Listing(
        kind="due",
        items=items,
        shape=_by_day(items, session.today),
        empty=f"Nothing is planned for {'today' if days == 1 else f'the next {days} days'}.",
        notes=pausing.note(session),
        after=[f"`rescrm why {items[0].handle}` explains one."] if items else (),
    )


def _by_day(items: Sequence[Due], today: date) -> Shape:
    """The columns of `due` with the day before the first item of each; in a pipe it is last."""
    firsts = {each.planned_on: each for each in reversed(items)}

    def day(due: Due) -> Span:
        on = due.planned_on
        if not on or firsts[on] is not due:
            return Span("")
        return Span("today" if on == today else days.short(on, today), "dim")

    return Shape(
        plain=(*columns.DUE.plain, "planned_on"),
        columns=(Column(heading="", cell=day), *columns.DUE.columns),
    )
