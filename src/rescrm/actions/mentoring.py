"""Mentors and mentees with how it goes, and the roles that nobody has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from ..core.contact import Contact
from ..core.folding import words
from ..core.mentoring import ROLES, Gap, Mentorship, suggest
from ..core.network import Mentor
from ..session import Session

MENTEE = "mentee"


def mentors(session: Session) -> list[Mentorship]:
    """Who has which role, or will have it, in the order of the roles."""
    held = session.store.mentors.lasting()
    held.sort(key=lambda pair: ROLES.index(pair[1].role))
    ids = list(dict.fromkeys(id for id, _ in held))
    cards = dict(zip(ids, session.store.contacts.many(ids), strict=True))
    return [_with(session, id, mentor, cards[id]) for id, mentor in held]


def mentees(session: Session) -> Iterator[Mentorship]:
    """Yield whom I mentor, each with their rhythm, by name."""
    ids = session.store.matching([f"kind:{MENTEE}"])
    for id, card in zip(ids, session.store.contacts.many(ids), strict=True):
        mentee = Mentor(role=MENTEE, handle=card.handle, name=card.name, from_=card.met_on)
        yield _with(session, id, mentee, card)


def gaps(session: Session) -> list[Gap]:
    """The roles that nobody has or is going to have, each with whom to ask."""
    taken = {mentor.role for _, mentor in session.store.mentors.lasting()}
    empty = [role for role in ROLES if role not in taken]
    if not empty:
        return []
    candidates = session.store.mentors.candidates()
    known = list(candidates.all())
    mine = candidates.interests() | set(words(session.settings.me.specialty or ""))
    return [Gap(role, None, suggest(role, known, mine)) for role in empty]


def _with(session: Session, id: int, mentor: Mentor, card: Contact) -> Mentorship:
    said = {field.name: getattr(mentor, field.name) for field in fields(Mentor)}
    next_on = session.store.dues.check_in(id)
    return Mentorship(**said, last=card.last, due_on=next_on, every=card.every)
