"""What someone did for me, or offered."""

from __future__ import annotations

from ..actions import giving
from ..actions.exchange import told
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm got okafor "told me of the T32 slot"',
    'rescrm got maya "to read the manuscript" --offer',
)


def got(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO", show_default=False)],
    what: Annotated[list[str], Argument(help="What they did for you.", show_default=False)],
    on: Annotated[str | None, Option(help="The day it was; today if not said.")] = None,
    offer: Annotated[
        bool, Option("--offer", help="They offered it; you did not take it up yet.")
    ] = False,
) -> Listing:
    """Keep what someone did for you, or offered.

    What they did asks for thanks in three days; an offer does once it is taken. Answers with
    uid, handle, name, way (got), what, on, state (done, open, taken, lapsed), thank_you (its
    number, for done), due_on, thanked_on.
    """
    session: Session = context.obj
    said = giving.hear(session, who, what, on, 'got @{} "told me of the T32 slot"')
    return told(session, *giving.exchanged(session, "got", said, offer=offer))
