"""Letters that are not sent yet."""

from __future__ import annotations

from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typer import Context

EXAMPLES = ("rescrm drafts", "rescrm drafts --json")


def drafts(context: Context) -> Listing:
    """Letters that are not sent yet."""
    session: Session = context.obj
    found = session.store.drafts.open()
    return Listing(
        kind="draft",
        items=found,
        shape=columns.DRAFT,
        empty="No drafts. `rescrm draft WHO` writes one.",
        after=[
            f"`rescrm draft {found[0].id} --to stdout` shows one, `rescrm sent {found[0].id}` "
            "logs that it went out."
        ]
        if found
        else (),
    )
