"""Goals a month: a few, kept gently."""

from __future__ import annotations

from ..actions import goals as standing
from ..core import goals
from ..core.folding import fold
from ..core.goals import Goal
from ..errors import NotFound, UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm goal list",
    "rescrm goal set event 1",
    'rescrm goal set "faculty meeting" 1',
    'rescrm goal set "peer coffee" 2 --counts "touch kind:co-resident"',
    "rescrm goal set event 0",
)


def list_(context: Context) -> Listing:
    """Goals, and how this month stands.

    Answers with name, wanted, counts, done, text, suggestion, handle (who is suggested).
    """
    session: Session = context.obj
    found = standing.standing(session)
    return Listing(
        kind="goal",
        items=found,
        shape=columns.GOAL,
        lines=[goals.line(found)] if found else None,
        empty="No goals, and none are needed. One to begin with: rescrm goal set event 1",
        notes=standing.crowded(session),
        after=["`rescrm goal set NAME 0` lets one go."] if found else [],
    )


def set_(
    context: Context,
    name: Annotated[
        list[str],
        Argument(metavar="NAME N", help="So many a month; 0 lets it go.", show_default=False),
    ],
    counts: Annotated[
        str | None,
        Option(help='What counts: event, committee, "meeting FILTER", "touch FILTER".'),
    ] = None,
) -> Listing:
    """Set a goal: so many a month.

    An event counts once it has begun; a committee by its logged meetings, or when you are in it;
    a faculty meeting is a coffee, call, meeting, meal or video with faculty.
    """
    session: Session = context.obj
    called, wanted = _called(session, name)
    if not wanted:
        return _let_go(session, called)
    what = goals.counts_of(called, counts) or _before(session, called)
    store = session.store
    store.condition(goals.parted(what)[1])  # a filter that cannot be read is refused at once
    with session.write():
        store.goals.set(called, wanted, what)
        store.summary = f"goal: {goals.number(wanted)} {called} a month"
        now = standing.one(session, called)
    return _answer([now] if now else [], "`rescrm goal list` shows how the month stands.")


COMMANDS = {"list": list_, "set": set_}


def _called(session: Session, words: list[str]) -> tuple[str, int]:
    """The name and the number; a goal that is there keeps its spelling."""
    *front, last = " ".join(words).split() or [""]
    if not front or not (last.isascii() and last.isdigit()) or len(last) > 9:
        raise UsageError('say what, and how many a month: rescrm goal set "faculty meeting" 1')
    if int(last) > goals.MOST:
        raise UsageError(f"that is a lot for a month; up to {goals.MOST}. One is a fine goal.")
    name = " ".join(front)
    known = (*(each.name for each in session.store.goals.all()), *goals.STARTER)
    same = (fold(name), fold(name).removesuffix("s"))
    return next((each for each in known if fold(each) in same), name), int(last)


def _before(session: Session, name: str) -> str:
    """What a goal counted before; one that is new and not built in has to say."""
    for each in session.store.goals.all():
        if each.name == name:
            return each.counts
    raise UsageError(
        f'say what counts for "{name}": '
        f'rescrm goal set "{name}" 1 --counts "touch kind:co-resident"'
    )


def _let_go(session: Session, name: str) -> Listing:
    gone = standing.one(session, name)
    if not gone:
        raise NotFound(f'there is no goal "{name}". `rescrm goal list` has them all.')
    with session.write():
        session.store.goals.remove(name)
        session.store.summary = f"let go of the goal {name}"
    return _answer([gone], "Let go. `rescrm undo` brings it back.")


def _answer(items: list[Goal], after: str) -> Listing:
    return Listing(
        kind="goal",
        items=items,
        shape=columns.GOAL,
        lines=[goals.told_with_suggestion(each) for each in items],
        after=[after],
    )
