"""Which letter to write to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...core import succession
from ...core.due import Due
from ...core.model import What
from ...core.network import Event
from ...errors import UsageError
from ...session import Session, Thing
from ...store.events import is_open
from ...store.groups import ME

BEFORE, HAND_OVER = "before-conference", "hand-over"
THANKS = ("thank-you", "sponsor-thanks")
WRITTEN_FOR = frozenset(
    {What.CHECK_IN, What.THANK_YOU, What.FOLLOW_UP, What.OUTREACH, What.UPDATE, What.HAND_OVER}
)

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A letter to be written: to whom, which one, and what it is about.

    That is an event behind or ahead, an introduction, or a group that is handed over.
    """

    contact: int
    template: str
    event: Thing | None = None
    introduction: int | None = None
    group: Thing | None = None


class Wished(NamedTuple):
    """The letters to be written, and whom nobody could name."""

    wishes: Sequence[Wish]
    notes: Sequence[str] = ()


# To somebody -----------------------------------------------------------------------------------


def wish(
    session: Session,
    contact: int,
    template: str | None,
    event: Thing | None,
    said: Facts | None = None,
) -> Wish:
    """The letter that fits: thanks while they are due, else one before an event, else a check-in.

    After the event of an open follow-up, it is about that; before the one where someone is still
    to be written to, about that. A mentor is told the news where there are any.
    """
    if template == HAND_OVER:
        return Wish(contact=contact, template=template, group=_handed(session, contact))
    waiting = session.store.events.waiting(contact)
    if event is None and waiting and template in (None, "thank-you"):
        event = Thing(*waiting)
    ahead = None if event else _ahead(session, contact)
    if template == BEFORE:
        return Wish(contact=contact, template=template, event=event or ahead)
    if template is not None:
        return Wish(contact=contact, template=template, event=event)
    if event:
        return Wish(contact=contact, template=_around(session, event, contact), event=event)
    if thanks := _thanks(session, contact):
        return Wish(contact=contact, template=thanks)
    if ahead:
        return Wish(contact=contact, template=BEFORE, event=ahead)
    return Wish(contact=contact, template=_of_late(session, contact, said or {}))


def _around(session: Session, event: Thing, contact: int) -> str:
    """Before an event, a letter to someone not met there yet comes before it; else thanks."""
    begins, _ = session.store.events.days(event.id)
    met = session.store.events.met(event.id, contact)
    return BEFORE if begins > session.today and not met else "thank-you"


def _thanks(session: Session, contact: int) -> str | None:
    """The thank-you for what is owed; a sponsor's says more."""
    owed = session.store.commitments.open(What.THANK_YOU, contact)
    if not owed:
        return None
    acts = {each.thank_you for each in session.store.sponsors.of(contact)}
    is_sponsor = session.store.contacts.one(contact).kind == "sponsor"
    for each in owed:
        if each.id in acts or (is_sponsor and not session.store.thanks.meeting(each.id)):
            return "sponsor-thanks"
    return "thank-you"


def _ahead(session: Session, contact: int) -> Thing | None:
    """The next event before which someone is still to be written to."""
    for each in session.store.commitments.open(What.OUTREACH, contact):
        event = session.event(each.event) if each.event else None
        if event and contact in _unreached(session, event):
            return event
    return None


def _of_late(session: Session, contact: int, said: Facts) -> str:
    """News for a mentor; else a check-in, which may tell them too."""
    store = session.store
    has_news = "news" in said or store.contacts.one(contact).custom.get("news")
    return "mentor-update" if has_news and store.mentors.held(contact) else "check-in"


# Around an event -------------------------------------------------------------------------------


def around(session: Session, event: Thing, template: str | None) -> Wished:
    """A letter to each target before an event, or to each who was met there and not written to.

    Raises UsageError (2) for a letter before an event that is over.
    """
    store, now = session.store, session.store.events.one(event.id)
    is_ahead = now.from_ > session.today and now.targets > 0 and not now.met
    if template == BEFORE or (template is None and is_ahead):
        _refuse_over(session, now)
        kind, people = BEFORE, _unreached(session, event)
    else:
        open_ones = [met.contact for met in store.events.met(event.id) if is_open(met)]
        kind, people = template or "thank-you", open_ones
    return Wished(
        [
            Wish(contact=contact, template=kind, event=event)
            for contact in store.drafts.may_be_written_to(people)
        ]
    )


def _unreached(session: Session, event: Thing) -> list[int]:
    """The targets of an event who are still to be written to."""
    targets = session.store.targets.of(event.id)
    return [each.contact for each in targets if each.due_on and not each.met]


def _refuse_over(session: Session, event: Event) -> None:
    if event.to < session.today:
        raise UsageError(
            f"{event.name} is over: a letter before it comes too late. "
            f"To thank whom you met: rescrm draft --event {event.handle}"
        )


# What is due -----------------------------------------------------------------------------------


def due(
    session: Session, words: Sequence[str], template: str | None, event: Thing | None, said: Facts
) -> Wished:
    """A letter for everything that is due and can be one, the most pressing first.

    Each person gets one, and one more for a group that is handed over to them.
    """
    found = [each for each in session.store.due(session.today, words) if each.what in WRITTEN_FOR]
    made = {each: _wish_for(session, each, template, event, said) for each in found}
    first: dict[tuple[int, Thing | None], Wish] = {}
    for one in filter(None, made.values()):
        first.setdefault((one.contact, one.group), one)
    nobody = (each for each, one in made.items() if not one and each.what is What.HAND_OVER)
    allowed = set(session.store.drafts.may_be_written_to(contact for contact, _ in first))
    wishes = [each for each in first.values() if each.contact in allowed]
    return Wished(wishes, [*map(_who_is_next, nobody)])


def _wish_for(
    session: Session, due: Due, template: str | None, event: Thing | None, said: Facts
) -> Wish | None:
    if due.what is What.HAND_OVER:
        group = session.group(due.handle)
        to = _next(session, group)
        return Wish(contact=to, template=template or HAND_OVER, group=group) if to else None
    who = session.store.directory.by_handle(due.handle)
    return wish(session, who.id, template, event, said) if who else None


# A group handed over -----------------------------------------------------------------------------


def _next(session: Session, group: Thing) -> int | None:
    """Who carries a group on after the user; None when nobody is plainly next."""
    store = session.store
    term = succession.ending(store.groups.terms(group.id), session.today)
    role, ends = (term.role, term.last) if term else (None, None)
    others = [each for each in store.groups.one(group.id).members if each.handle != ME]
    found = succession.successor(others, role, ends, session.today)
    who = store.directory.by_handle(found.handle) if found else None
    return who.id if who else None


def _who_is_next(due: Due) -> str:
    return (
        f"{due.name}: who comes after you? Once they are in it: "
        f"rescrm draft WHO --template {HAND_OVER}"
    )


def _handed(session: Session, contact: int) -> Thing | None:
    """The group in which someone follows the user: one with a hand-over to do before others."""
    groups, handle = session.store.groups, session.store.contacts.one(contact).handle
    shared = [
        session.group(group.handle)
        for group in groups.all()
        if any(member.handle == handle for member in group.members)
    ]
    ending = [group for group in shared if groups.terms(group.id)]
    waiting = {each.group for each in session.store.commitments.open(What.HAND_OVER)}
    return min(ending, key=lambda group: group.handle not in waiting, default=None)
