"""What was asked for and declined; and who was named instead."""

from __future__ import annotations

from collections.abc import Iterator

from ..actions import asking, commitment
from ..actions.asking import Declined
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = ("rescrm declined 3", 'rescrm declined 3 --referred-to "Lee Wong"')


def declined(
    context: Context,
    id: Annotated[str, Argument(metavar="ID", help="Its number or uid.", show_default=False)],
    referred_to: Annotated[
        str | None, Option(metavar="NAME", help="Whom they named instead, known or new.")
    ] = None,
) -> Listing:
    """Someone declined what you asked for.

    Whom they named is kept as introduced by them, and stands in referred_to{uid, handle, name}.
    """
    session: Session = context.obj
    ask = asking.asked(session, id)
    told = asking.declined(session, ask, referred_to)
    now = told or Declined(ask)
    return Listing(
        kind="ask",
        items=[{**now.ask._asdict(), "referred_to": now.referred_to}],
        shape=columns.ASK,
        lines=list(_lines(now)),
        notes=[*_notes(now)] if told else [f"{ask.id} was declined already."],
        after=[_after(now)] if told and not session.dry_run else (),
    )


def _lines(now: Declined) -> Iterator[Line]:
    yield commitment.line(now.ask)
    if now.referred_to:
        label = "new" if now.is_new else "referred to"
        who = f"{tied(now.referred_to.name)} ({now.referred_to.handle})"
        yield (Span(f"{label:<18}", "dim"), f"{who}, through {tied(now.ask.name)}")


def _notes(now: Declined) -> Iterator[str]:
    if now.referred_to and now.introduced_by:
        yield f"{now.referred_to.name} came to you through {now.introduced_by}; that stays."


def _after(now: Declined) -> str:
    if now.referred_to:
        return f"`rescrm draft {now.referred_to.handle} --template mentor-request` writes to them."
    return f"A word of thanks keeps the door open: rescrm draft {now.ask.handle}"
