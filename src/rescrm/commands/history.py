"""What was done, step by step."""

from __future__ import annotations

from ..actions import step
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm history", "rescrm history 5 --json")
SCREEN = 20  # steps on a terminal


def history(
    context: Context,
    n: Annotated[int | None, Argument(help="At most so many.", min=1)] = None,
) -> Listing:
    """The steps so far, the newest first."""
    session: Session = context.obj
    limit = n or (SCREEN if session.form == "rich" else -1)
    steps = session.store.journal.history(limit)
    undo = (
        ["`rescrm undo` takes the newest back."] if any(not each.undone for each in steps) else []
    )
    redo = (
        ["`rescrm redo` does the last undone one again."]
        if any(each.undone for each in steps)
        else []
    )
    return step.listed(session, steps, empty="Nothing yet.")._replace(after=[*undo, *redo])
