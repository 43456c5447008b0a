"""What I did for someone, or offered."""

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
    'rescrm gave ben "a mock interview"',
    'rescrm gave dee "a talk at the journal club" --offer',
)


def gave(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO", show_default=False)],
    what: Annotated[list[str], Argument(help="What you did for them.", show_default=False)],
    on: Annotated[str | None, Option(help="The day it was; today if not said.")] = None,
    offer: Annotated[
        bool, Option("--offer", help="You offered it; nobody took it up yet.")
    ] = False,
) -> Listing:
    """Keep what you did for someone, or offered.

    Answers with uid, handle, name, way (gave), what, on, state (done, open, taken, lapsed),
    thank_you, due_on, thanked_on.
    """
    session: Session = context.obj
    said = giving.hear(session, who, what, on, 'gave @{} "a mock interview"')
    return told(session, *giving.exchanged(session, "gave", said, offer=offer))
