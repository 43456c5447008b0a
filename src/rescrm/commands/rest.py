"""Letting someone rest."""

from __future__ import annotations

from functools import partial

from ..actions import aside
from ..core import days
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = ("rescrm rest maya --until 2027-02-01", 'rescrm rest ben --until "in 3 months"')


def rest(
    context: Context,
    who: Annotated[list[str], Argument(metavar="WHO", show_default=False)],
    until: Annotated[str | None, Option(help="The day they come back.")] = None,
) -> Listing:
    """Let someone rest until a day, or until woken."""
    session: Session = context.obj
    person = session.who(" ".join(who))
    order = session.settings.date_order
    day = days.ahead(until, session.today, order) if until else None
    back = f"until {days.spoken(day)}" if day else f"until `rescrm wake {person.handle}`"
    return aside.change(
        session,
        person,
        partial(session.store.people.rest, until=day),
        f"{person.name} rests",
        [f"{person.name} rests {back}; the clock counts from today."],
    )
