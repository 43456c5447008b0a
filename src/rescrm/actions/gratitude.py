"""Thanks that a touch asks for, or gives: kept in step with the touch, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..core import gratitude
from ..core.model import Commitment, Interaction, What
from ..session import Session


class Thanked(NamedTuple):
    """What a touch meant for thanks: those due now, and those that it gave."""

    due: tuple[Commitment, ...] = ()
    given: tuple[Commitment, ...] = ()


def follow(session: Session, touch: int) -> Thanked:
    """Bring the thanks in step with a touch just written, inside the caller's write.

    A mentor who gave their time is to be thanked, once; a letter of mine is thanks.
    """
    item = session.store.touches.get(touch)
    if gratitude.is_letter(item, session.today):
        closed = _close(session, touch, item)
        due = [id for each in _later(session, touch, item) for id in _owe(session, *each)]
        return Thanked(due=_read(session, due), given=_read(session, closed))
    if gratitude.is_meeting(item):
        return Thanked(due=_read(session, _owe(session, touch, item)))
    return Thanked()


def again(session: Session, touch: int, before: date) -> None:
    """Bring the thanks in step with a touch that was changed; it was on another day, perhaps."""
    thanks, store = session.store.thanks, session.store
    item = store.touches.get(touch)
    thanks.reopen(touch)
    wanted = thanks.mentors_at(touch, item.on) if gratitude.is_meeting(item) else []
    for contact, id in thanks.of_touch(touch).items():
        kept = store.commitments.get(id)
        if not kept or kept.done_on:
            continue
        if contact not in wanted:
            store.commitments.remove(id)
        elif item.on != before:
            _move(session, id, gratitude.due_after_meeting(item.on))
    follow(session, touch)


def forget(session: Session, touch: int) -> None:
    """Take away the open thanks for a touch that goes, and open again what it had closed."""
    store = session.store
    store.thanks.reopen(touch)
    for id in store.thanks.of_touch(touch).values():
        kept = store.commitments.get(id)
        if kept and not kept.done_on:
            store.commitments.remove(id)


def owe(session: Session, contact: int, about: str | None, due_on: date, **columns: object) -> int:
    """Keep that someone is to be thanked by a day, and give its number."""
    return session.store.commitments.add(
        What.THANK_YOU, contact, about, due_on, limit_on=gratitude.limit(due_on), **columns
    )


def _owe(session: Session, touch: int, item: Interaction) -> list[int]:
    """One thank-you for each mentor who was there and is not to be thanked already."""
    if gratitude.is_too_late(item.on, session.today):
        return []
    thanks = session.store.thanks
    made = thanks.of_touch(touch)
    mentors = [
        contact
        for contact in thanks.mentors_at(touch, item.on)
        if contact not in made
        and not thanks.is_owed(contact, touch, item.on)
        and not thanks.is_given(contact, touch, item.on)
    ]
    return [_owe_one(session, contact, touch, item) for contact in mentors]


def _later(session: Session, touch: int, letter: Interaction) -> Iterator[tuple[int, Interaction]]:
    """The meetings after a letter: what it closed no longer stands for their thanks."""
    store = session.store
    for each in letter.people:
        someone = store.directory.by_uid(each.uid)
        for id in store.thanks.since(someone.id, touch, letter.on) if someone else ():
            if gratitude.is_meeting(item := store.touches.get(id)):
                yield id, item


def _owe_one(session: Session, contact: int, touch: int, item: Interaction) -> int:
    from ..core.topics import topic  # here: few touches need its pattern

    day = gratitude.due_after_meeting(item.on)
    return owe(session, contact, topic(item.note), day, interaction=touch)


def _close(session: Session, touch: int, item: Interaction) -> list[int]:
    """What a letter gives thanks for: meetings before it; in so many words, the one thing due."""
    store, closed = session.store, list[int]()
    for each in item.people:
        someone = store.directory.by_uid(each.uid)
        if not someone:
            continue
        closed += store.thanks.before(someone.id, touch, item.on)
        closed += _named(session, someone.id, item)
    closed = [*dict.fromkeys(closed)]
    store.thanks.close(closed, touch)
    return closed


def _named(session: Session, contact: int, letter: Interaction) -> list[int]:
    """The one thing that someone is to be thanked for, where the letter says thanks."""
    commitments = session.store.commitments
    due = commitments.open(What.THANK_YOU, contact)
    if len(due) != 1 or not gratitude.says_thanks(letter.note):
        return []
    said_on, _ = commitments.said(due[0].id)
    return [due[0].id] if said_on <= letter.on else []


def _move(session: Session, id: int, day: date) -> None:
    columns = {"due_on": day.isoformat(), "limit_on": gratitude.limit(day).isoformat()}
    session.store.commitments.change(id, **columns, snoozed_until=None)


def _read(session: Session, ids: Sequence[int]) -> tuple[Commitment, ...]:
    found = (session.store.commitments.get(id) for id in ids)
    return tuple(each for each in found if each)
