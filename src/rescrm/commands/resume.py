"""The end of a pause."""

from __future__ import annotations

from ..actions import pausing
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typer import Context

EXAMPLES = ("rescrm resume",)


def resume(context: Context) -> Listing:
    """End the pause that is on."""
    session: Session = context.obj
    return pausing.end(session)
