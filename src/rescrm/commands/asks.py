"""What I asked for, and wait for."""

from __future__ import annotations

from ..actions import commitment
from ..core.model import What
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = ("rescrm asks", "rescrm asks --overdue", "rescrm asks okafor --all --json")


def asks(
    context: Context,
    who: Annotated[list[str] | None, Argument(metavar="WHO", help="Only of them.")] = None,
    overdue: Annotated[bool, Option("--overdue", help="Only those past their day.")] = False,
    all: Annotated[bool, Option("--all", help="Those that are over, too.")] = False,
) -> Listing:
    """What you asked for and wait for.

    Each with its state: asked, agreed, declined, done, thanked; of a group's ask invited in
    place of asked and hosted in place of done.
    """
    session: Session = context.obj
    read = commitment.late if overdue else commitment.everything if all else commitment.waiting
    found = read(session, What.ASK, " ".join(who or ()))
    waiting = next((each for each in found if not each.done_on), None)
    return Listing(
        kind="ask",
        items=found,
        shape=columns.ASK,
        empty="Nothing you asked for is late." if overdue else "You wait for nothing.",
        after=[f"`rescrm done {waiting.id}` closes the first."] if waiting else (),
    )
