"""Whom you know at a place."""

from __future__ import annotations

from datetime import date

from ..actions import visiting
from ..actions.visiting import VISIT, Found
from ..core import days
from ..errors import UsageError
from ..session import Session
from ..store.places import Stay
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm who-at UCSF", 'rescrm who-at "Mass General" --json')


def who_at(
    context: Context,
    org: Annotated[list[str], Argument(metavar="ORG", help="As in the filter org:.")],
) -> Listing:
    """People at a place, now and formerly, and what you last spoke of.

    Answers with contacts that have there (now, coming, formerly), because, topic (of the last
    touch) and draft {template, subject, opening, missing[]}, a letter that is not kept.
    """
    session: Session = context.obj
    place = " ".join(" ".join(org).split())
    if not place:
        raise UsageError("say where: rescrm who-at UCSF")
    found = [_found(session, stay) for stay in session.store.positions.places.at(place)]
    items = visiting.people(session, found, {})
    return Listing(
        kind="contact",
        items=items,
        shape=VISIT,
        empty=f"Nobody you know is at {place}, or was.",
        after=visiting.what_to_type([each for each in items if each["there"] == "now"], {}),
    )


def _found(session: Session, stay: Stay) -> Found:
    return Found(stay.contact, stay.there, _because(stay, session.today))


def _because(stay: Stay, today: date) -> str | None:
    match stay.there, stay.first, stay.last:
        case "now", first, _ if first:
            return f"since {days.short(first, today)}"
        case "coming", first, _ if first:
            return f"from {days.short(first, today)}"
        case "formerly", _, last if last:
            return f"until {days.short(last, today)}"
    return None
