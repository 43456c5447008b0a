"""What happened, and with whom."""

from __future__ import annotations

from ..core import days
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm timeline",
    'rescrm timeline maya --since "2 months ago"',
    "rescrm timeline --since 2026-10-01 --until 2026-10-31 --json",
)
SCREEN = 20  # rows on a terminal


def timeline(
    context: Context,
    who: Annotated[list[str] | None, Argument(metavar="WHO", help="Only with them.")] = None,
    since: Annotated[str | None, Option(help='From this day on: "last mon".')] = None,
    until: Annotated[str | None, Option(help="Up to this day.")] = None,
    n: Annotated[int | None, Option("-n", help="At most so many.", min=1)] = None,
) -> Listing:
    """What happened, the latest first."""
    session: Session = context.obj
    order = session.settings.date_order
    typed = " ".join(who or ())
    id = session.who(typed).id if typed else None
    first = days.touched(since, session.today, order) if since else None
    last = days.touched(until, session.today, order) if until else None
    touches = session.store.touches
    limit = n or (SCREEN if session.form == "rich" else -1)
    found = touches.timeline(id, first, last, limit)
    rest = 0 if n or limit < 0 else touches.count(id, first, last) - len(found)
    return Listing(
        kind="interaction",
        items=found,
        shape=columns.INTERACTION,
        empty='Nothing is written down here yet. Try rescrm log "coffee with Ana".',
        after=[f"{rest} more: `rescrm timeline -n {rest + len(found)}`."] if rest else (),
    )
