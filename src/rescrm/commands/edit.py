"""Changing someone, or an interaction, a promise, an ask."""

from __future__ import annotations

from ..actions import card, options, person
from ..errors import DecisionNeeded
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm edit maya --org "UCSF Heart" -e maya@ucsf.edu',
    "rescrm edit ben",
    'rescrm edit 12 --by fri --note "the QI deck, with figures"',
    'rescrm edit 3f2a81c0 --on "last fri" --kind call',
)


def edit(
    context: Context,
    what: Annotated[list[str], Argument(metavar="WHO|ID", help="Someone, or the number or uid.")],
    name: Annotated[str | None, Option(help="Another name; the handle stays.")] = None,
    email: options.Emails = None,
    phone: options.Phones = None,
    link: options.Links = None,
    kind: options.Kind = None,
    tag: options.Tags = None,
    org: options.Org = None,
    title: options.Title = None,
    stage: options.Stage = None,
    specialty: options.Specialty = None,
    city: options.City = None,
    birthday: options.Birthday = None,
    nick: options.Nicks = None,
    every: options.Every = None,
    met: options.Met = None,
    on: options.On = None,
    via: options.Via = None,
    note: options.Note = None,
    set: options.Fields = None,
    by: Annotated[str | None, Option(help="Another day, for a promise or an ask.")] = None,
    with_: Annotated[list[str] | None, Option("--with", help="Who took part, all of them.")] = None,
) -> Listing:
    """Change someone, or an interaction, a promise, an ask."""
    session: Session = context.obj
    said = {
        key: value
        for key, value in locals().items()
        if key in person.OPTIONS and value not in (None, [])
    }
    id = session.who(" ".join(what)).id
    if said:
        details = person.read(session, person.beside(session, id, said))
    elif session.ask is None:
        raise DecisionNeeded(f"say what to change: rescrm edit {what[0]} --org UCSF")
    else:
        contact = session.store.contacts.one(id)
        written = card.read(card.edit(session, card.write(contact)))
        if written is None:
            return Listing(kind="contact", empty="Left as it was.")
        details = person.read(session, written)
    store = session.store
    with session.write():
        if said:
            person.write(session, id, details)
        else:
            person.replace(session, id, details)
        store.people.change(id, **details.columns)
        store.refresh()
        changed = store.contacts.one(id)
        store.summary = f"edited {changed.name}"
    return Listing(
        kind="contact",
        items=[changed],
        shape=columns.CONTACT,
        after=["`rescrm undo` takes it back."],
    )
