"""A letter that went out."""

from __future__ import annotations

from ..actions import letters, sending
from ..core.network import Draft
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm sent 12", "rescrm sent 12 13 14")


def sent(
    context: Context,
    ids: Annotated[list[int], Argument(metavar="ID", show_default=False)],
) -> Listing:
    """Say that a draft was sent: logs it, closes the follow-up."""
    session: Session = context.obj
    before = [letters.one(session, id) for id in dict.fromkeys(ids)]
    after = sending.sent(session, before)
    return Listing(
        kind="draft",
        items=after,
        shape=columns.DRAFT,
        lines=[_line(draft) for draft in before if _is_new(draft)],
        notes=[
            f"Draft {each.id} ({each.name}) was sent before."
            for each in before
            if not _is_new(each)
        ],
        after=["`rescrm undo` takes it back."] if any(map(_is_new, before)) else (),
    )


def _is_new(draft: Draft) -> bool:
    return draft.state != "sent"


def _line(draft: Draft) -> str:
    closed = ", the follow-up is done" if draft.event else ""
    return f'Logged: an e-mail to {draft.name}, "{draft.subject}"{closed}.'
