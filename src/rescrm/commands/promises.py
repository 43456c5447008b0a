"""What I owe."""

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

EXAMPLES = ("rescrm promises", "rescrm promises --overdue", "rescrm promises ben --json")


def promises(
    context: Context,
    who: Annotated[list[str] | None, Argument(metavar="WHO", help="Only to them.")] = None,
    overdue: Annotated[bool, Option("--overdue", help="Only those past their day.")] = False,
) -> Listing:
    """What you owe."""
    session: Session = context.obj
    read = commitment.late if overdue else commitment.waiting
    found = read(session, What.PROMISE, " ".join(who or ()))
    return Listing(
        kind="promise",
        items=found,
        shape=columns.PROMISE,
        empty="You owe nothing that is late." if overdue else "You owe nothing.",
        after=[f"`rescrm done {found[0].id}` closes the first."] if found else (),
    )
