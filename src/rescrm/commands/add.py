"""Adding someone."""

from __future__ import annotations

from ..actions import person
from ..errors import SameName, UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm add "Maya Rao" -e maya@ucsf.edu -k faculty -o UCSF --met acc-2027',
    'rescrm add "Ben Adler" -k co-resident --stage PGY-2 --every "4 weeks"',
    'rescrm add "Ana Torres" --birthday "mar 14" --on "last fri" --via @ben-adler',
)


def add(
    context: Context,
    name: Annotated[str, Argument(help="The whole name.", show_default=False)],
    email: Annotated[list[str] | None, Option("-e", "--email", help="E-mail address.")] = None,
    phone: Annotated[list[str] | None, Option(help="Phone number.")] = None,
    link: Annotated[list[str] | None, Option(help="A profile, such as LinkedIn's.")] = None,
    kind: Annotated[str | None, Option("-k", "--kind", help="co-resident, faculty, …")] = None,
    tag: Annotated[list[str] | None, Option("-t", "--tag", help="A tag.")] = None,
    org: Annotated[str | None, Option("-o", "--org", help="Organisation.")] = None,
    title: Annotated[str | None, Option(help="Title.")] = None,
    stage: Annotated[str | None, Option(help="MS4, PGY-2, fellow, attending.")] = None,
    specialty: Annotated[str | None, Option(help="Specialty.")] = None,
    city: Annotated[str | None, Option(help="City.")] = None,
    birthday: Annotated[str | None, Option(help='1993-03-14 or "mar 14".')] = None,
    nick: Annotated[list[str] | None, Option(help="Nickname.")] = None,
    every: Annotated[str | None, Option(help='A rule for them: "6 weeks".')] = None,
    met: Annotated[str | None, Option(help="The event where you met.")] = None,
    on: Annotated[str | None, Option(help="The day you met.")] = None,
    via: Annotated[str | None, Option(help="Who introduced you.")] = None,
    note: Annotated[str | None, Option(help="A note.")] = None,
    set: Annotated[list[str] | None, Option(help="A field of your own: knows=cardiology.")] = None,
    namesake: Annotated[bool, Option("--namesake", help="Someone else of that name.")] = False,
) -> Listing:
    """Add someone."""
    session: Session = context.obj
    said = {key: value for key, value in locals().items() if key in person.OPTIONS}
    whole = " ".join(name.split())
    if not whole:
        raise UsageError('a name is needed: rescrm add "Maya Rao"')
    if not namesake:
        _refuse_twice(session, whole)
    details = person.read(session, said)
    store = session.store
    with session.write():
        id = store.people.add(**{**details.columns, "name": whole})
        person.write(session, id, details)
        store.refresh()
        added = store.contacts.one(id)
        store.summary = f"added {added.name}"
    return Listing(
        kind="contact",
        items=[added],
        shape=columns.CONTACT,
        after=[f'`rescrm log "coffee with @{added.handle}"` logs a touch.'],
    )


def _refuse_twice(session: Session, name: str) -> None:
    """Someone of that name is there already: say who, and what to type instead."""
    contacts = session.store.contacts
    there = [contacts.one(id) for id in session.store.people.named(name)]
    if there:
        raise SameName(name, [(each.handle, each.organisation or "") for each in there])
