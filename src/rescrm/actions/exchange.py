"""What was given or received, as a command answers it."""

from __future__ import annotations

from collections.abc import Iterator

from ..core import days
from ..core.giving import LAPSED, OPEN, TAKEN, Favour
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

WAYS = {"gave": "gave", "got": "got from"}
OFFERED = {"gave": "offered to", "got": "offered by"}


def told(session: Session, favour: Favour, is_new: bool) -> Listing:
    """The answer to something put into the ledger, or found there."""
    return Listing(
        kind="offer",
        items=[favour],
        shape=columns.OFFER,
        lines=lines(favour),
        notes=[] if is_new else ["That is in the ledger already."],
        after=[_next(favour)] if is_new and not session.dry_run else (),
    )


def lines(favour: Favour) -> list[Line]:
    """One of them on the screen, and the thanks for it."""
    way = (OFFERED if favour.state == OPEN else WAYS)[favour.way]
    told: list[Line] = [
        f"{tied(days.spoken(favour.on))} · {way} {tied(favour.name)} · {favour.what}"
    ]
    if favour.due_on and not favour.thanked_on:
        due = tied(days.spoken(favour.due_on))
        told.append((Span(f"{'thank-you':<18}", "dim"), f"by {due}"))
    return told


def story(session: Session, contact: int) -> Iterator[tuple[str, str]]:
    """What someone did for me and I for them, each with its label, for their card."""
    for act in session.store.sponsors.of(contact):
        thanked = " (thanked)" if act.thanked_on else ""
        yield "sponsored", f"{act.act}, {days.spoken(act.on)}{thanked}"
    for favour in session.store.favours.all(contact):
        label = OFFERED[favour.way] if favour.state == OPEN else favour.way
        state = f" ({favour.state})" if favour.state in (TAKEN, LAPSED) else ""
        yield label.partition(" ")[0], f"{favour.what}, {days.spoken(favour.on)}{state}"


def _next(favour: Favour) -> str:
    if favour.thank_you and not favour.thanked_on:
        write = f"`rescrm draft {favour.handle} --template thank-you` writes it"
        return f"{write}, `rescrm done {favour.thank_you}` closes it."
    if favour.state == OPEN:
        return f"`rescrm offers --taken {favour.uid[:8]}` once it is taken up."
    return "`rescrm offers` has all that was given and received."
