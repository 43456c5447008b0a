"""A tough week that someone has: asked about again when it is over."""

from __future__ import annotations

from datetime import date, timedelta

from ..core.model import Commitment, What
from ..core.private import HOW_IS_IT, TOUGH_WEEK
from ..session import Session
from ..store.people import tag_name

WEEK = timedelta(days=7)


def follow(session: Session, contact: int, tags: list[str]) -> date | None:
    """Inside the caller's write: put the question into the agenda, or take it out again.

    ``tags`` are the changes as typed, `+tough-week`. Gives the day on which it will be asked;
    while a question is open there is no second one.
    """
    signs = [word[0] for word in tags if tag_name(word[1:]) == TOUGH_WEEK]
    waiting = _waiting(session, contact)
    match signs[-1:]:
        case ["+"] if not waiting:
            due_on = session.today + min(WEEK, date.max - session.today)
            session.store.commitments.add(What.OUTREACH, contact, HOW_IS_IT, due_on)
            return due_on
        case ["+"]:
            return waiting[0].by
        case ["-"]:
            for each in waiting:
                session.store.commitments.done(each.id)
    return None


def _waiting(session: Session, contact: int) -> list[Commitment]:
    found = session.store.commitments.open(What.OUTREACH, contact)
    return [each for each in found if each.about == HOW_IS_IT and each.event is None]
