"""Everything about someone, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..actions import career, exchange, retelling
from ..core import days
from ..core.contact import Contact, YearDay
from ..core.due import Due, What
from ..core.model import Commitment, Interaction
from ..core.rhythm import ATTEMPTS
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = ("rescrm show maya", "rescrm show @maya-rao -n 50", "rescrm show maya --json")


def show(
    context: Context,
    who: Annotated[list[str], Argument(metavar="WHO", show_default=False)],
    n: Annotated[int, Option("-n", help="So many touches.", min=0)] = 10,
) -> Listing:
    """Everything about someone, on one screen."""
    session: Session = context.obj
    id = session.who(" ".join(who)).id
    contact = career.as_of_today(session, id, session.store.contacts.one(id))
    return Listing(
        kind="contact",
        items=[_whole(session, id, contact, n)] if session.form == "json" else [contact],
        shape=columns.CONTACT,
        lines=[*_head(contact), *_facts(session, id, contact), *_timeline(session, id, contact, n)],
        after=_after(contact),
    )


def _after(contact: Contact) -> list[str]:
    if contact.archived:
        return []
    if contact.every:
        return [f"`rescrm why {contact.handle}` explains the rhythm."]
    return [f'`rescrm log "coffee with @{contact.handle}"` logs a touch.']


def _whole(session: Session, id: int, contact: Contact, n: int) -> dict[str, object]:
    """The card with promises, asks, dates, notes and the timeline."""
    store = session.store
    card = {field: getattr(contact, field) for field in contact.__dataclass_fields__}
    dates = store.contacts.dates(id)
    return card | {
        "promises": store.commitments.open(What.PROMISE, id),
        "asks": store.commitments.open(What.ASK, id),
        "dates": [{"label": label, "day": str(day), "lead": lead} for label, day, lead in dates],
        "roles": [role for _, _, role, _ in store.mentors.held(id)],
        "sponsored": store.sponsors.of(id),
        "favours": store.favours.all(id),
        "groups": store.groups.of(id),
        "positions": career.positions(session, id),
        "led_to": [{"handle": handle, "name": name} for handle, name in store.network.led_to(id)],
        "notes": [{"on": day, "text": text} for day, text in store.contacts.notes(id)],
        "timeline": store.touches.timeline(id, limit=n),
    }


def _head(contact: Contact) -> Iterator[Line]:
    what = (contact.title or contact.stage or contact.kind, contact.specialty)
    where = ", ".join(filter(None, (contact.organisation, contact.city)))
    about = " · ".join(filter(None, (*what, where)))
    name = contact.name + (f" ({', '.join(contact.nicknames)})" if contact.nicknames else "")
    yield (Span(tied(name), "bold"), " ", Span(f"({contact.handle})", "dim"), "  ", about)
    ways = [
        *(email.address for email in contact.emails),
        *(phone.number for phone in contact.phones),
        *(link.removeprefix("https://").removeprefix("www.") for link in contact.links),
    ]
    if ways:
        yield "  " + " · ".join(map(tied, ways))
    if contact.tags:
        yield "  " + " ".join(f"#{tag}" for tag in contact.tags)


def _facts(session: Session, id: int, contact: Contact) -> Iterator[Line]:
    store = session.store
    for label, said in (
        ("met", _met(session, contact)),
        ("rhythm", _rhythm(session, id, contact)),
        ("roles", ", ".join(f"{role} mentor" for _, _, role, _ in store.mentors.held(id))),
        ("groups", ", ".join(store.groups.of(id))),
        *career.told(session, store.positions.history(id)),
        *(("I owe", _by(each)) for each in store.commitments.open(What.PROMISE, id)),
        *(("asked", _by(each)) for each in store.commitments.open(What.ASK, id)),
        *(("to do", _to_do(each)) for each in _left(session, id)),
        *exchange.story(session, id),
        ("led to", retelling.led_to(session, id)),
        *((label, _yearly(session, day)) for label, day, _ in store.contacts.dates(id)),
        *(contact.custom.items()),
        *(("note", text) for text in filter(None, (contact.note,))),
        *(("note", f"{text} ({days.spoken(day)})") for day, text in store.contacts.notes(id)),
    ):
        if said:
            yield (f"  {label:<9} ", said)


def _met(session: Session, contact: Contact) -> str:
    """Where, when and through whom: the story's beginning."""
    store = session.store
    event = store.events.name(contact.met_at) if contact.met_at else None
    through = store.directory.by_handle(contact.introduced_by) if contact.introduced_by else None
    parts = (
        event,
        days.spoken(contact.met_on) if contact.met_on else None,
        f"through {through.name}" if through else None,
    )
    return ", ".join(filter(None, parts))


def _rhythm(session: Session, id: int, contact: Contact) -> str:
    state, until = session.store.contacts.aside(id)
    wake = f"`rescrm wake {contact.handle}`"
    if state == "deceased":
        return "none; they died"
    if state == "archived":
        return f"archived; {wake} brings them back"
    every = "never, by rule" if contact.every == "never" else contact.every
    if until:
        rests = f"resting until {wake if until == date.max else days.spoken(until)}"
    else:
        rests = _next(session, id, wake) if contact.every not in (None, "never") else ""
    return "; ".join(filter(None, (every, rests)))


def _next(session: Session, id: int, wake: str) -> str:
    if session.store.touches.attempts_in_a_row(id) >= ATTEMPTS:
        return f"resting: three tries had no answer; a reply, or {wake}, ends it"
    due_on = session.store.dues.check_in(id)
    return f"next {days.spoken(due_on)}" if due_on else f"resting; {wake}"


def _left(session: Session, id: int) -> list[Due]:
    """Thank-yous and follow-ups that a later touch has not made needless."""
    kinds = (What.THANK_YOU, What.FOLLOW_UP)
    return [due for due in session.store.dues.of_these([id]) if due.what in kinds]


def _to_do(due: Due) -> str:
    said = (due.what, due.about, f"by {days.spoken(due.due_on)}", f"id {due.id}")
    return ", ".join(filter(None, said))


def _by(each: Commitment) -> str:
    state = f" ({each.state})" if each.state in ("invited", "agreed") else ""
    said = (each.about, f"by {days.spoken(each.by)}{state}", f"id {each.id}")
    return ", ".join(filter(None, said))


def _yearly(session: Session, day: YearDay) -> str:
    falls = days.next_on(day, session.today, session.settings.leap_birthdays)
    return f"{day}; next {days.spoken(falls)}"


def _timeline(session: Session, id: int, contact: Contact, n: int) -> Iterator[Line]:
    touches = session.store.touches.timeline(id, limit=n) if n else []
    if touches:
        yield ""
    for touch in touches:
        yield _touch(touch, session, retelling.around(session, contact, touch))


def _touch(touch: Interaction, session: Session, around: str) -> Line:
    planned = "planned " if touch.on > session.today else ""
    tried = " (no answer)" if touch.attempt else ""
    tags = "".join(f" #{tag}" for tag in touch.tags)
    kind = f"{planned}{retelling.word(touch)}{tried}"
    said = " · ".join(filter(None, ((touch.note or "") + tags, around)))
    return (Span(f"  {touch.on.isoformat()}  ", "dim"), f"{kind:<11} ", said)
