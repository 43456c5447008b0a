"""The ledger of what sponsors did, and what they heard from me."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..core import days
from ..core.giving import Act, Sponsor
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typer import Context

EXAMPLES = ("rescrm sponsors", "rescrm sponsors --json")


def sponsors(context: Context) -> Listing:
    """What sponsors did, and what they heard from you.

    Each with handle, name, acts[{act, on, thank_you, due_on, thanked_on}], thanked_on (last
    thanks) and updated_on (your last e-mail, message or letter). In a pipe: handle, name, how
    many acts, thanked_on, updated_on.
    """
    session: Session = context.obj
    found = session.store.sponsors.all()
    return Listing(
        kind="sponsor",
        items=found,
        shape=columns.SPONSOR,
        lines=[line for each in found for line in _lines(each)],
        empty="No sponsor yet. What someone did for you: rescrm sponsor WHO WHAT",
        after=_after(found),
    )


def _lines(sponsor: Sponsor) -> Iterator[Line]:
    heard = [
        f"{label} {tied(days.spoken(day))}"
        for label, day in (("thanked", sponsor.thanked_on), ("wrote", sponsor.updated_on))
        if day
    ]
    yield (Span(tied(sponsor.name), "bold"), "  ", Span(" · ".join(heard), "dim"))
    for act in sponsor.acts:
        yield (Span(f"  {act.on.isoformat()}  ", "dim"), act.act, _thanks(act))
    if not sponsor.acts:
        yield "  nothing in the ledger yet"


def _thanks(act: Act) -> Span:
    if act.thanked_on:
        return Span(f"  thanked {tied(days.spoken(act.thanked_on))}", "good")
    if act.due_on:
        return Span(f"  thank by {tied(days.spoken(act.due_on))}, id {act.thank_you}")
    return Span("")


def _after(found: Sequence[Sponsor]) -> list[str]:
    waiting = [each for each in found if any(a.due_on and not a.thanked_on for a in each.acts)]
    if waiting:
        return [f"`rescrm draft {waiting[0].handle} --template sponsor-thanks` writes thanks."]
    if found:
        return [f"`rescrm draft {found[0].handle} --template mentor-update` tells them your news."]
    return []
