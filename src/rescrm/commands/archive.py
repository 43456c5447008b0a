"""Keeping someone without ever being reminded."""

from __future__ import annotations

from functools import partial

from ..actions import aside
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = ("rescrm archive ben", 'rescrm archive "Dr. Lindqvist" --deceased')


def archive(
    context: Context,
    who: Annotated[list[str], Argument(metavar="WHO", show_default=False)],
    deceased: Annotated[bool, Option("--deceased", help="They have died.")] = False,
) -> Listing:
    """Keep someone without ever being reminded."""
    session: Session = context.obj
    person = session.who(" ".join(who))
    return aside.change(
        session,
        person,
        partial(session.store.people.archive, deceased=deceased),
        f"archived {person.name}",
        [
            f"{person.name} is kept. Nothing will remind you of them."
            if deceased
            else f"{person.name} is kept and stays quiet. "
            f"`rescrm wake {person.handle}` brings them back."
        ],
    )
