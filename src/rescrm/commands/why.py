"""The arithmetic behind one person's due day."""

from __future__ import annotations

from ..actions import explanation, naming
from ..actions.explanation import Told
from ..core import reasons
from ..core.identity import Named
from ..core.model import Commitment, What
from ..core.network import Group
from ..errors import ContactNotFound, UsageError
from ..session import Session
from ..store.occasions import Occasion
from ..view.listing import Line, Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm why okafor", "rescrm why @maya-rao --json", "rescrm why 12")


def why(
    context: Context,
    who: Annotated[
        list[str],
        Argument(
            metavar="WHO", help="A person, a group, or the number of an item.", show_default=False
        ),
    ],
) -> Listing:
    """The arithmetic behind one person's due day.

    From the last touch to the due day, and from there to the planned one: which rule counts and
    which it goes before, what a snooze, a pause, a shift or a full day moved. Items: those of
    `rescrm due`, and steps[]: text, day.
    """
    session: Session = context.obj
    told = _told(session, " ".join(who))
    return Listing(
        kind="why",
        items=[each.item for each in told],
        lines=_lines(told),
        empty="There is no rhythm to explain.",
    )


def _told(session: Session, typed: str) -> list[Told]:
    """What there is to tell of a person, of one item, of a group."""
    match naming.found(session, typed):
        case Commitment() as item:
            return [each for each in _around(session, item) if each.item.id == item.id]
        case Occasion() as item:
            return [each for each in _of(session, item.handle) if each.item.uid == item.uid]
        case Group() as item:
            return explanation.group(session, session.group(item.handle))
        case Named() as who:
            return explanation.person(session, who)
        case None:
            return _named(session, typed)
    raise UsageError("a touch is never due. Try a name: rescrm why maya")


def _named(session: Session, typed: str) -> list[Told]:
    try:
        return explanation.person(session, session.who(typed))
    except ContactNotFound:
        if not session.store.groups.find(typed):
            raise
        return explanation.group(session, session.group(typed))


def _around(session: Session, item: Commitment) -> list[Told]:
    """All that there is of the person, or of the group whose own it is."""
    if item.what is What.HAND_OVER:
        return explanation.group(session, session.group(item.handle))
    return _of(session, item.handle)


def _of(session: Session, handle: str) -> list[Told]:
    return explanation.person(session, session.who(f"@{handle}"))


def _lines(told: list[Told]) -> list[Line]:
    """The steps of each item, an empty line between two."""
    lines: list[Line] = []
    for headline, item in told:
        lines += [""] * bool(lines)
        lines += reasons.lines(headline, item.steps)
    return lines
