"""What was given and received, and what is on offer."""

from __future__ import annotations

from ..actions import exchange, giving
from ..core.giving import LAPSED, OPEN, TAKEN
from ..errors import UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = ("rescrm offers", "rescrm offers --open", "rescrm offers --taken 3f2a81c0")


def offers(
    context: Context,
    who: Annotated[list[str] | None, Argument(metavar="WHO", help="Only with them.")] = None,
    open: Annotated[bool, Option("--open", help="Only offers nobody took up yet.")] = False,
    taken: Annotated[
        str | None, Option(metavar="UID", help="This offer was taken up; theirs asks for thanks.")
    ] = None,
    lapsed: Annotated[str | None, Option(metavar="UID", help="Nothing came of this offer.")] = None,
) -> Listing:
    """What was given and received, and what is on offer.

    The latest first: uid, handle, name, way (gave, got), what, on, state (done, open, taken,
    lapsed), thank_you (its number, for done), due_on, thanked_on.
    """
    session: Session = context.obj
    if taken is not None or lapsed is not None:
        return _settled(session, taken, lapsed)
    favours = session.store.favours
    id = session.who(" ".join(who)).id if who else None
    found = favours.open(id) if open else favours.all(id)
    waiting = next((each for each in found if each.state == OPEN), None)
    return Listing(
        kind="offer",
        items=found,
        shape=columns.OFFER,
        empty="Nothing is on offer." if open else "Nothing was given or received yet.",
        after=[f"`rescrm offers --taken {waiting.uid[:8]}` settles one."] if waiting else (),
    )


def _settled(session: Session, taken: str | None, lapsed: str | None) -> Listing:
    if taken is not None and lapsed is not None:
        raise UsageError("an offer is taken or it lapsed: say one of --taken and --lapsed.")
    before = giving.offer(session, taken if taken is not None else lapsed or "")
    after = giving.settle(session, before, TAKEN if taken is not None else LAPSED)
    return Listing(
        kind="offer",
        items=[after],
        shape=columns.OFFER,
        lines=[*exchange.lines(after), f"It is {after.state} now."],
        notes=[] if after.state != before.state else [f"It was {after.state} already."],
    )
