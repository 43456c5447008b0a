"""What was asked for and agreed to."""

from __future__ import annotations

from ..actions import asking, commitment
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = ("rescrm agreed 3", 'rescrm agreed 3 --by "mar 1"')


def agreed(
    context: Context,
    id: Annotated[str, Argument(metavar="ID", help="Its number or uid.", show_default=False)],
    by: Annotated[str | None, Option(help="The day it will be there.")] = None,
) -> Listing:
    """Someone agreed to what you asked for."""
    session: Session = context.obj
    ask = asking.asked(session, id)
    now = asking.agreed(session, ask, by)
    kept = now or ask
    return Listing(
        kind="ask",
        items=[kept],
        shape=columns.ASK,
        lines=[commitment.line(kept)],
        notes=[] if now else [f"{ask.id} was agreed already."],
        after=[] if session.dry_run else [f"`rescrm done {kept.id}` when it came."],
    )
