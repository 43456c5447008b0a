"""What a sponsor did, and the one thank-you for it."""

from __future__ import annotations

from ..actions import giving
from ..core import days
from ..core.giving import Act
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm sponsor okafor "invited me as co-author"',
    'rescrm sponsor @maya-rao nominated me for the council --on "last fri"',
)


def sponsor(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO", show_default=False)],
    what: Annotated[list[str], Argument(help="What they did for you.", show_default=False)],
    on: Annotated[str | None, Option(help="The day it was; today if not said.")] = None,
) -> Listing:
    """Keep what a sponsor did for you, and thank once.

    Thanks are due in three days. Answers with the act: uid, handle, name, act, on, thank_you
    (its number, for done), due_on, thanked_on.
    """
    session: Session = context.obj
    said = giving.hear(session, who, what, on, 'sponsor @{} "invited me as co-author"')
    act, is_new = giving.sponsored(session, said)
    notes = [] if is_new else ["That is in the ledger already; one act, one thank-you."]
    return Listing(
        kind="sponsor",
        items=[act],
        shape=columns.ACT,
        lines=lines(act),
        notes=notes,
        after=_after(act) if is_new and not session.dry_run else (),
    )


def lines(act: Act) -> list[Line]:
    """One act on the screen, and the thanks for it."""
    told: list[Line] = [f"{tied(days.spoken(act.on))} · {tied(act.name)} · {act.act}"]
    if act.due_on and not act.thanked_on:
        told.append((Span(f"{'thank-you':<18}", "dim"), f"by {tied(days.spoken(act.due_on))}"))
    return told


def _after(act: Act) -> list[str]:
    write = f"`rescrm draft {act.handle} --template sponsor-thanks` writes it"
    return [f"{write}, `rescrm done {act.thank_you}` closes it."]
