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

EXAMPLES = ("rescrm asks", "rescrm asks --overdue", "rescrm asks okafor --json")


def asks(
    context: Context,
    who: Annotated[list[str] | None, Argument(metavar="WHO", help="Only of them.")] = None,
    overdue: Annotated[bool, Option("--overdue", help="Only those past their day.")] = False,
) -> Listing:
    """What you asked for and wait for."""
    session: Session = context.obj
    read = commitment.late if overdue else commitment.waiting
    found = read(session, What.ASK, " ".join(who or ()))
    return Listing(
        kind="ask",
        items=found,
        shape=columns.ASK,
        empty="Nothing you asked for is late." if overdue else "You wait for nothing.",
        after=[f"`rescrm done {found[0].id}` closes the first."] if found else (),
    )
