"""Goals as they stand this month, with a suggestion where one is not reached."""

from __future__ import annotations

from datetime import date

from ..core import goals
from ..core.days import short
from ..core.goals import Goal
from ..core.topics import topic
from ..session import Session
from ..store.goals import Kept

MANY = 60  # people with a rhythm: more than this is a lot for one resident


def standing(session: Session) -> list[Goal]:
    """All goals, counted up to today."""
    return [_stands(session, each) for each in session.store.goals.all()]


def one(session: Session, name: str) -> Goal | None:
    """One goal by its name."""
    kept = next((each for each in session.store.goals.all() if each.name == name), None)
    return _stands(session, kept) if kept else None


def set_starter(session: Session) -> list[tuple[str, bool]]:
    """Set the goals to begin with, inside the caller's write; one that is there is kept.

    Gives the name of each, and whether it was set just now.
    """
    there = {each.name for each in session.store.goals.all()}
    for name in goals.STARTER:
        if name not in there:
            session.store.goals.set(name, 1, goals.BUILT_IN[name])
    return [(name, name not in there) for name in goals.STARTER]


def crowded(session: Session) -> list[str]:
    """A gentle word when very many people have a rhythm."""
    if session.store.goals.in_rhythm(MANY + 1) <= MANY:
        return []
    return [
        f"More than {MANY} people have a rhythm now. A handful of them, kept well, is plenty: "
        "`rescrm rule list` shows which rule brings how many."
    ]


def _stands(session: Session, kept: Kept) -> Goal:
    what, words = goals.parted(kept.counts)
    done = _count(session, what, words)
    hint, handle = (None, None) if done >= kept.wanted else _suggestion(session, what, words)
    return Goal(
        name=kept.name,
        wanted=kept.wanted,
        counts=kept.counts,
        done=done,
        text=goals.text(kept.name, kept.wanted, done),
        suggestion=hint,
        handle=handle,
    )


def _count(session: Session, what: str, words: list[str]) -> int:
    first, _ = goals.month(session.today)
    store = session.store.goals
    match what:
        case "event":
            return store.events(first)
        case "committee":
            return store.committees(first)
        case "meeting":
            return store.meetings(first, words)
    return store.touches(first, words)


def _suggestion(session: Session, what: str, words: list[str]) -> tuple[str | None, str | None]:
    """How to go on, in words, and who it is; only from what is known."""
    store = session.store
    if what == "event":
        _, last = goals.month(session.today)
        coming = store.goals.coming(last)
        return (f"{coming[0]} begins {short(coming[1], session.today)}" if coming else None), None
    if what == "committee":
        return None, None
    someone = store.goals.someone(words)
    if someone is None:
        return None, None
    contact = store.contacts.one(someone)
    return f"perhaps {contact.name}: {_last(session, someone)}", contact.handle


def _last(session: Session, id: int) -> str:
    """Where, about what or when someone was last met."""
    touches = session.store.touches.timeline(id, until=session.today)
    last = next(each for each in touches if not each.attempt)
    if last.event and (event := session.store.events.name(last.event)):
        return f"you last met at {event}"
    if last.note and (about := topic(last.note)):
        return f"last time, {about}"
    return f"last {last.kind or 'touch'} {_day(last.on, session.today)}"


def _day(day: date, today: date) -> str:
    return short(day, today)
