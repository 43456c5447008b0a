"""What to talk about when you meet next: an agenda that grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..actions import points
from ..actions.points import Whose
from ..core import days
from ..core.points import Point
from ..errors import UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm agenda lindqvist "How is life in heme/onc?"',
    "rescrm agenda lindqvist",
    'rescrm agenda group:lunch "who covers the holidays"',
    "rescrm agenda lindqvist --done 3",
)
TICKED = "A logged touch whose note names a point ticks it."


def agenda(
    context: Context,
    who: Annotated[
        list[str],
        Argument(metavar="WHO|GROUP [TEXT]", help="group:lunch is a group.", show_default=False),
    ],
    done: Annotated[
        list[str] | None, Option("--done", metavar="ID", help="Tick a point by its number.")
    ] = None,
    all_: Annotated[bool, Option("--all", help="What was talked about, too.")] = False,
) -> Listing:
    """What to talk about when you meet next.

    Without TEXT it lists, with TEXT it adds. `brief` shows it; `log` ticks what its note names.
    Answers with id, handle, name, text, said_on, done_on, group, interaction.
    """
    session: Session = context.obj
    whose, text = points.read(session, who)
    if done:
        if text or all_:
            raise UsageError(f"one at a time: rescrm agenda {whose.typed} --done {done[0]}")
        return _changed(points.close(session, whose, done), "`rescrm undo` opens it again.")
    if text:
        kept = points.keep(session, whose, text)
        brief = "" if kept.group else f" `rescrm brief {whose.typed}` shows it before you meet."
        return _changed([kept], f"Kept.{brief}")
    return _listed(session, whose, points.listed(session, whose, done=all_))


def _changed(found: Sequence[Point], after: str) -> Listing:
    return Listing(
        kind="point",
        items=found,
        shape=columns.POINT,
        lines=[_line(each) for each in found],
        after=[after],
    )


def _listed(session: Session, whose: Whose, found: Sequence[Point]) -> Listing:
    still_open = [each.id for each in found if not each.done_on]
    return Listing(
        kind="point",
        items=found,
        shape=columns.POINT,
        lines=list(_lines(session, whose, found)) if found else None,
        empty=f'Nothing is open with {whose.name}. Add a point: rescrm agenda {whose.typed} "…"',
        after=[f"{TICKED} `rescrm agenda {whose.typed} --done {still_open[0]}` ticks one by hand."]
        if still_open
        else [],
    )


def _lines(session: Session, whose: Whose, found: Sequence[Point]) -> Iterator[Line]:
    yield (Span(tied(whose.name), "bold"), " ", Span(f"({whose.handle})", "dim"))
    for each in found:
        when = tied(days.short(each.said_on, session.today))
        yield (f"  {_line(each)}", Span(f"  {when}" if not each.done_on else "", "dim"))


def _line(point: Point) -> str:
    done = f", talked about {tied(days.spoken(point.done_on))}" if point.done_on else ""
    return f"{point.id:>3}  {point.text}{done}"
