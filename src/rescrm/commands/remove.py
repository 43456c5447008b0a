"""Deleting someone, or an interaction, a promise, an ask."""

from __future__ import annotations

from ..actions import commitment, giving, naming, touch
from ..core.giving import Act, Favour
from ..core.identity import Named
from ..core.model import Commitment
from ..errors import UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm remove ben-adler", "rescrm remove 12", "rescrm remove 3f2a81c0")
UNDO = "`rescrm undo` brings it back."


def remove(
    context: Context,
    what: Annotated[list[str], Argument(metavar="WHO|ID", help="Someone, or the number or uid.")],
) -> Listing:
    """Delete someone, or an interaction, a promise, an ask."""
    session: Session = context.obj
    match naming.target(session, " ".join(what)):
        case Named() as who:
            return _person(session, who)
        case naming.Touched() as touched:
            gone = touch.remove(session, touched)
            return Listing(
                kind="interaction", items=[gone], shape=columns.INTERACTION, after=[UNDO]
            )
        case Commitment() as said:
            taken = commitment.remove(session, said)
            return Listing(kind=said.what.value, items=[taken], shape=columns.PROMISE, after=[UNDO])
        case (Act() | Favour()) as given:
            giving.remove(session, given)
            is_act = isinstance(given, Act)
            kind, shape = ("sponsor", columns.ACT) if is_act else ("offer", columns.OFFER)
            return Listing(kind=kind, items=[given], shape=shape, after=[UNDO])
    raise UsageError("a person, an interaction, a promise or an ask can be removed here.")


def _person(session: Session, who: Named) -> Listing:
    store = session.store
    gone = store.contacts.one(who.id)
    with session.write():
        store.people.remove(who.id)
        store.summary = f"removed {who.name}"
    return Listing(
        kind="contact",
        items=[gone],
        shape=columns.CONTACT,
        after=[f"{who.name} is gone; what others took part in stays. {UNDO}"],
    )
