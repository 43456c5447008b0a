"""Changing someone, or an interaction, a promise, an ask."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from ..actions import card, commitment, editor, naming, options, person, touch
from ..core.identity import Named
from ..core.model import Commitment
from ..errors import DecisionNeeded, RescrmError, UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Listing, Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

ITEM = frozenset({"by", "with_", "missed"})
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
    missed: Annotated[list[str] | None, Option(help="Who was missed, all of them.")] = None,
) -> Listing:
    """Change someone, or an interaction, a promise, an ask."""
    session: Session = context.obj
    said = {
        key: value
        for key, value in locals().items()
        if key in person.OPTIONS | ITEM and value not in (None, [])
    }
    return _edited(session, naming.target(session, " ".join(what)), said)


def _edited(session: Session, target: naming.Target, said: Mapping[str, Any]) -> Listing:
    match target:
        case Named() as who:
            _only(said, person.OPTIONS, "a person")
            return _person(session, who, said)
        case naming.Touched() as touched:
            _only(said, {"on", "kind", "note", "with_", "missed", "tag"}, "an interaction")
            touch_now = touch.change(session, touched, said)
            return _changed("interaction", touch_now, columns.INTERACTION)
        case Commitment() as said_before:
            _only(said, {"by", "note"}, f"a {said_before.what}")
            changed = commitment.change(session, said_before, said)
            return _changed(changed.what.value, changed, columns.PROMISE)
    raise UsageError("a person, an interaction, a promise or an ask can be edited here.")


def _only(said: Mapping[str, Any], allowed: Set[str], noun: str) -> None:
    """Options of another noun are refused, and so is none where there is no editor."""
    if wrong := sorted(set(said) - allowed):
        names = ", ".join(f"--{name.rstrip('_')}" for name in sorted(allowed))
        raise UsageError(f"--{wrong[0].rstrip('_')} does not fit {noun}. What fits: {names}.")
    if not said and noun != "a person":
        raise UsageError(f'say what to change of {noun}, such as --note "…".')


def _person(session: Session, who: Named, said: Mapping[str, Any]) -> Listing:
    if not said and not editor.named(session):
        raise DecisionNeeded(f"say what to change: rescrm edit {who.handle} --org UCSF")
    store = session.store
    if said:
        put, details = person.write, person.read(session, person.beside(session, who.id, said))
    elif written := _card(session, who):
        put, details = person.replace, written
    else:
        return Listing(kind="contact", empty="Left as it was.")
    with session.write():
        put(session, who.id, details)
        store.people.change(who.id, **details.columns)
        store.refresh()
        changed = store.contacts.one(who.id)
        shared = person.shared(session, who.id) if details.reaches else []
        store.summary = f"edited {changed.name}"
    return _changed("contact", changed, columns.CONTACT)._replace(notes=shared)


def _card(session: Session, who: Named) -> person.Details | None:
    """What was changed on the card in the editor, which opens again as often as is wanted."""
    contact = session.store.contacts.one(who.id)
    text = card.write(contact)
    while True:
        text = editor.edit(session, text, ".toml")
        try:
            said = card.changed(contact, text)
            return person.read(session, said, card.addresses(contact)) if said else None
        except RescrmError as error:
            again = f"{error.message}\nOpen the card again?"
            if not session.ask or session.ask(again, ["yes", "no, leave everything as it was"]):
                raise


def _changed(kind: str, item: object, shape: Shape) -> Listing:
    return Listing(kind=kind, items=[item], shape=shape, after=["`rescrm undo` takes it back."])
