"""Letting a round pass."""

from __future__ import annotations

from ..actions import rhythm
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm skip maya",)


def skip(
    context: Context,
    who: Annotated[list[str], Argument(metavar="WHO", show_default=False)],
) -> Listing:
    """Let this round pass."""
    session: Session = context.obj
    person = session.who(" ".join(who))
    return rhythm.put_off(session, person, session.store.people.skip, "this round is skipped")
