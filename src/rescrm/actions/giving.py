"""What others did for me and I for them: kept once, each act with the thanks it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..core import days, gratitude
from ..core.giving import DONE, LAPSED, OPEN, TAKEN, Act, Favour
from ..core.identity import Named
from ..errors import NotFound, UsageError
from ..session import Session
from . import gratitude as thanks
from . import naming

GOT = "got"


class Said(NamedTuple):
    """Who, what and when, as it was typed and understood."""

    who: Named
    what: str
    on: date


def hear(session: Session, who: str, words: Sequence[str], on: str | None, example: str) -> Said:
    """Understand whom something is about, what was done, and when: today at the latest.

    Raises UsageError (2) without words or for a day to come, and what naming raises.
    """
    person, what = session.who(who), " ".join(words).strip()
    if not what:
        raise UsageError(f"say what it was: rescrm {example.format(person.handle)}")
    day = days.past(on, session.today, session.settings.date_order) if on else session.today
    return Said(person, what, day)


def sponsored(session: Session, said: Said) -> tuple[Act, bool]:
    """Put a sponsor's act into the ledger with its one thank-you; false when it is there."""
    store = session.store
    if known := store.sponsors.same(said.who.id, said.what, said.on):
        return known, False
    with session.write():
        id = store.sponsors.add(said.who.id, said.what, said.on, _thanks(session, said))
        store.summary = f"{said.who.name}: {said.what}"
        return store.sponsors.get(id), True


def exchanged(session: Session, way: str, said: Said, *, offer: bool) -> tuple[Favour, bool]:
    """Put what was given or got into the ledger; false when it is there.

    What was got asks for thanks, an offer only once it is taken.
    """
    store = session.store
    if known := store.favours.same(said.who.id, way, said.what, said.on):
        return known, False
    with session.write():
        id = store.favours.add(said.who.id, way, said.what, said.on, OPEN if offer else DONE)
        if way == GOT and not offer:
            store.favours.change(id, commitment=_thanks(session, said))
        store.summary = f"{way} {said.who.name}: {said.what}"
        return store.favours.get(id), True


def settle(session: Session, offer: Favour, state: str) -> Favour:
    """Say what became of an offer: taken, and then theirs asks for thanks, or lapsed.

    Raises UsageError (2) for one that is none, or is settled otherwise; the same again is no step.
    """
    if offer.state == state:
        return offer
    if offer.state != OPEN:
        what = {DONE: "was no offer: it was done at once", TAKEN: "was taken", LAPSED: "has lapsed"}
        raise UsageError(
            f'"{offer.what}" {what[offer.state]}. `rescrm offers --open` has the rest.'
        )
    favours = session.store.favours
    with session.write():
        id, contact = favours.id_of(offer.uid)
        favours.change(id, offer=state)
        if state == TAKEN and offer.way == GOT:
            due = gratitude.due_after_favour(session.today, session.today)
            favours.change(id, commitment=thanks.owe(session, contact, offer.what, due))
        session.store.summary = f"{state}: {offer.what} ({offer.name})"
        return favours.get(id)


def offer(session: Session, typed: str) -> Favour:
    """The offer of a uid, or of its beginning; NotFound (4) when there is none."""
    short = naming.is_number(typed) and len(typed) < naming.LONG_ENOUGH
    found = None if short else naming.found(session, typed)
    if not isinstance(found, Favour):
        raise NotFound(f'there is no offer "{typed}". `rescrm offers --open` tells their uids.')
    return found


def remove(session: Session, item: Act | Favour) -> None:
    """Take something out of the ledger, with its thanks while they are due."""
    store = session.store
    with session.write():
        if item.thank_you and not item.thanked_on:
            store.commitments.remove(item.thank_you)
        (store.sponsors if isinstance(item, Act) else store.favours).remove(item.uid)
        what = item.act if isinstance(item, Act) else item.what
        store.summary = f"removed {what}, {item.name}"


def _thanks(session: Session, said: Said) -> int:
    due = gratitude.due_after_favour(said.on, session.today)
    return thanks.owe(session, said.who.id, said.what, due)
