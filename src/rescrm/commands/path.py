"""Who can introduce you to someone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..actions import introducer
from ..actions.introducer import Path
from ..core.identity import ME
from ..errors import UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ('rescrm path "Dr Lee"', "rescrm path @susan-lee --json")


def path(
    context: Context,
    who: Annotated[list[str], Argument(metavar="WHO", show_default=False)],
) -> Listing:
    """Who can introduce you to someone.

    The shortest ways over people who know each other, three at most: introductions, shared
    groups, touches with several people, and, weaker, events that both were at. The first of each
    is somebody you were in touch with or share a group with; where none is, somebody you met or
    who introduced others to you. Answers with handle, name, steps (handle, name, how), length.
    """
    session: Session = context.obj
    typed = " ".join(who)
    if typed.strip().lower() == ME and not session.store.directory.by_handle(ME):
        raise UsageError("you are there already: name somebody else, such as rescrm path maya")
    person = session.who(typed)
    found = introducer.paths(session, person)
    return Listing(
        kind="path",
        items=found,
        shape=columns.PATH,
        lines=[*_lines(found)],
        empty=f"Nobody you know leads to {person.name} yet. "
        f"Who was introduced by whom: rescrm edit {person.handle} --via WHO",
        after=_after(found),
    )


def _lines(found: Sequence[Path]) -> Iterator[Line]:
    for each in found:
        if each is not found[0]:
            yield ""
        for number, step in enumerate(each.steps, 1):
            style = "bold" if number == each.length else ""
            yield (f"{'  ' * number}", Span(tied(step.name), style), Span(f"  {step.how}", "dim"))


def _after(found: Sequence[Path]) -> list[str]:
    """How to ask for an introduction, where somebody stands between."""
    if not found or found[0].length == 1:
        return []
    first, goal = found[0].steps[0], found[0].name
    return [f'`rescrm ask {first.handle} "an introduction to {goal}"` keeps that you asked.']
