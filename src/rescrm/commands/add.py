"""Adding someone."""

from __future__ import annotations

from ..actions import options, person
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
    name: Annotated[list[str], Argument(metavar="NAME", help="The whole name.")],
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
    namesake: Annotated[bool, Option("--namesake", help="Someone else of that name.")] = False,
) -> Listing:
    """Add someone."""
    session: Session = context.obj
    said = {key: value for key, value in locals().items() if key in person.OPTIONS}
    whole = person.one_line(" ".join(name))
    if not whole.strip():
        raise UsageError('a name is needed: rescrm add "Maya Rao"')
    return _added(session, person.read(session, {**said, "name": whole}), namesake=namesake)


def _added(session: Session, details: person.Details, *, namesake: bool) -> Listing:
    store = session.store
    with session.write():
        if not namesake:  # asked in here, so that nobody adds them at the same moment
            _refuse_twice(session, details.columns["name"])
        id = store.people.add(**details.columns)
        person.write(session, id, details)
        store.refresh()
        added = store.contacts.one(id)
        store.summary = f"added {added.name}"
        shared = person.shared(session, id)
    return Listing(
        kind="contact",
        items=[added],
        shape=columns.CONTACT,
        notes=shared,
        after=[f'`rescrm log "coffee with @{added.handle}"` logs a touch.'],
    )


def _refuse_twice(session: Session, name: str) -> None:
    """Someone of that name is there already: say who, and what to type instead."""
    store = session.store
    there = [*store.contacts.many(store.people.named(name))]
    if there:
        told = [(each.handle, each.organisation or each.kind or "") for each in there]
        raise SameName(name, told)
