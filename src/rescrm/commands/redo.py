"""Doing again what was taken back."""

from __future__ import annotations

from ..actions import step
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm redo", "rescrm redo 3")


def redo(
    context: Context,
    n: Annotated[int, Argument(help="How many steps.", min=1, show_default=False)] = 1,
) -> Listing:
    """Do undone steps again."""
    session: Session = context.obj
    done = session.store.redo(n, keep=not session.dry_run)
    answer = step.listed(session, done, empty="There is nothing to do again.")
    return step.told(answer, "Done again", n, after="`rescrm undo` takes it back.")
