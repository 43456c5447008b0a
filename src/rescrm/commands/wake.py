"""Bringing someone back."""

from __future__ import annotations

from ..actions import aside
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm wake maya",)


def wake(
    context: Context,
    who: Annotated[list[str], Argument(metavar="WHO", show_default=False)],
) -> Listing:
    """Bring someone back from the archive or a rest."""
    session: Session = context.obj
    person = session.who(" ".join(who))
    return aside.change(
        session,
        person,
        session.store.people.wake,
        f"woke {person.name}",
        [f"{person.name} is back. `rescrm why {person.handle}` tells when."],
    )
