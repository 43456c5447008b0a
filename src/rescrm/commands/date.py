"""A yearly date of someone's."""

from __future__ import annotations

from typing import Any

from ..core import days
from ..errors import NotFound, UsageError
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm date maya birthday "mar 14"',
    "rescrm date ben boards 2027-08-12 --lead 14",
    "rescrm date maya birthday none",
)


def date(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO", show_default=False)],
    label: Annotated[str, Argument(help="birthday, anniversary, boards, …", show_default=False)],
    day: Annotated[list[str], Argument(help='1993-03-14, "mar 14" or none.', show_default=False)],
    lead: Annotated[int | None, Option(help="Days ahead.", min=0, max=365)] = None,
) -> Listing:
    """Keep a yearly date of someone's."""
    session: Session = context.obj
    whose = session.who(who)
    name = " ".join(label.lower().split())
    if not name:
        raise UsageError(f"say what the date is: rescrm date {whose.handle} birthday 03-14")
    said = " ".join(day)
    store = session.store
    if said.lower() in ("none", "never"):
        return _forget(session, whose.id, whose.handle, name)
    falls = days.year_day(said)
    with session.write():
        store.people.set_date(whose.id, name, falls, lead)
        store.summary = f"{whose.name}: {name} {falls}"
        (ahead,) = [each for label, _, each in store.contacts.dates(whose.id) if label == name]
    kept: dict[str, Any] = {
        "handle": whose.handle,
        "name": whose.name,
        "label": name,
        "day": str(falls),
        "lead": ahead,
        "next_on": days.next_on(falls, session.today, session.settings.leap_birthdays),
    }
    return Listing(
        kind="date",
        items=[kept],
        after=[f"Next on {days.spoken(kept['next_on'])}, due {_ahead(ahead)}."],
    )


def _ahead(lead: int) -> str:
    return {0: "on the day", 1: "the day before"}.get(lead, f"{lead} days ahead")


def _forget(session: Session, id: int, handle: str, label: str) -> Listing:
    known = [each for each, _, _ in session.store.contacts.dates(id)]
    if label not in known:
        have = f" There is {', '.join(known)}." if known else ""
        raise NotFound(f'{handle} has no date "{label}".{have}')
    with session.write():
        session.store.people.remove_date(id, label)
        session.store.summary = f"{handle}: no {label}"
    return Listing(kind="date", empty=f"Removed the {label} of {handle}.")
