"""Taking back."""

from __future__ import annotations

from ..actions import step
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm undo", "rescrm undo 3", "rescrm undo --dry-run")


def undo(
    context: Context,
    n: Annotated[int, Argument(help="How many steps.", min=1, show_default=False)] = 1,
) -> Listing:
    """Take back the last steps."""
    session: Session = context.obj
    taken = session.store.undo(n, keep=not session.dry_run)
    answer = step.listed(session, taken, empty="There is nothing to take back.")
    return step.told(answer, "Taken back", n, after="`rescrm redo` does it again.")
