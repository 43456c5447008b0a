"""A letter that will not go out."""

from __future__ import annotations

from ..actions.letters import sending, writing
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm discard 12",)


def discard(
    context: Context,
    ids: Annotated[list[int], Argument(metavar="ID", show_default=False)],
) -> Listing:
    """Throw a draft away."""
    session: Session = context.obj
    before = [writing.one(session, id) for id in dict.fromkeys(ids)]
    return Listing(
        kind="draft",
        items=sending.discard(session, before),
        shape=columns.DRAFT,
        lines=[
            f"Draft {each.id} to {each.name} was thrown away."
            for each in before
            if each.state != "discarded"
        ],
        notes=[
            f"Draft {each.id} ({each.name}) was thrown away before."
            for each in before
            if each.state == "discarded"
        ],
        after=["`rescrm undo` takes it back."],
    )
