"""Whom to look for at an event: the person, their session, and a letter in good time before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from ...core import encounter, outreach, programme
from ...core.days import spoken
from ...core.folding import fold, without_degrees
from ...core.identity import Named
from ...core.model import What
from ...core.programme import Talk
from ...errors import DecisionNeeded, UsageError
from ...session import Session, Thing, quoted
from ...store.targets import Appointment, Target
from . import whom
from .programme import there

STARRED = re.compile(r"\*\*(.+)\*\*")
NOBODY = 'say whom you look for: rescrm event target {} "Maya Rao"'


class Wish(NamedTuple):
    """What was said about a target; None where nothing was said, empty takes away."""

    name: str
    session: str | None = None
    topic: str | None = None
    at: str | None = None


class Aim(NamedTuple):
    """A target as an item: `due_on` while a letter before the event is still to be written."""

    handle: str
    name: str
    event: str
    session: str | None
    topic: str | None
    at: str | None
    due_on: date | None
    known: bool  # was here before
    id: int | None  # of the letter: `done` and `snooze` take it
    met: bool = False


def aim(session: Session, event: Thing, wish: Wish) -> Aim:
    """Keep whom to look for, as one step; named again, the target is changed.

    Raises UsageError (2) for a moment that cannot be meant, and what naming a person raises.
    """
    name, starred = _name(event, wish.name)
    name, called = encounter.untitled(name)
    talks = [kept.talk for kept in session.store.events.programme.talks(event.id).values()]
    at = _moment(session, event, wish.at, talks) if wish.at else None
    who = _who(session, event, name, starred=starred)
    if not (who or starred):
        _refuse_comma(event, name)
    name = who.name if who else _full_name(name, talks, starred=starred)
    if not who:
        whom.refuse_no_name(session, name)
    talk = _talk(name, talks, wish.session)
    with session.write():
        id = who.id if who else whom.add(session, name, called)
        _keep(session, event, id, wish._replace(at=wish.at and at), talk)
        _outreach(session, event, id)
        session.store.refresh()
        session.store.summary = f"target at {event.name}: {name}"
        (target,) = session.store.targets.of(event.id, id)
        return _aim(event, target, known=who is not None)


def one_name(event: Thing, typed: Sequence[str]) -> str:
    """The name that was typed, quoted or in loose words; UsageError (2) for two of them."""
    if len(typed) > 1 and any(" " in each.strip() for each in typed):
        first = quoted([typed[0]]) or "NAME"
        raise UsageError(f"one person at a time: rescrm event target {event.handle} {first}")
    return " ".join(typed)


def aims(session: Session, event: Thing) -> list[Aim]:
    """All targets of an event as items, by time."""
    return [_aim(event, each, known=True) for each in session.store.targets.of(event.id)]


def appointments(session: Session) -> Iterator[Appointment]:
    """The sessions of targets that have a time, for a calendar: times with their offsets."""
    for each in session.store.targets.appointments():
        yield each._replace(ends=there(session, each.ends))


def _aim(event: Thing, target: Target, *, known: bool) -> Aim:
    _, handle, name, session, topic, at, outreach, due_on, met = target
    return Aim(handle, name, event.handle, session, topic, at, due_on, known, outreach, met)


# Who -----------------------------------------------------------------------------------------


def _name(event: Thing, typed: str) -> tuple[str, bool]:
    """The name, and whether it stood between stars."""
    name = " ".join(typed.split())
    if not name.strip("*@ "):
        raise UsageError(NOBODY.format(event.handle))
    starred = STARRED.fullmatch(name)
    return (starred[1].strip(), True) if starred else (name, False)


def _who(session: Session, event: Thing, name: str, *, starred: bool) -> Named | None:
    """The person who is meant; None for someone new."""

    def retyped(handle: str) -> str:
        return quoted(["rescrm", "event", "target", event.handle, handle])

    found = whom.fitting(session, name, starred=starred)
    return whom.one_of(session, name, found, retyped)


def _refuse_comma(event: Thing, name: str) -> None:
    """`Maya Rao, ablation` says a topic in the name's place; `Rao, Maya` is a name."""
    full, _, rest = (part.strip() for part in without_degrees(name).partition(","))
    if rest and " " in full:
        typed = quoted(["rescrm", "event", "target", event.handle, full, "--topic", rest])
        raise UsageError(f'what to speak about, "{rest}", goes with an option: {typed}')


def _full_name(name: str, talks: list[Talk], *, starred: bool) -> str:
    """The name as the programme has it, when one of its speakers is meant.

    Raises DecisionNeeded (3) when several are.
    """
    speakers = {fold(each): each for talk in talks for each in talk.speakers}
    found = [] if starred else programme.fitting(name, speakers.values())
    if len(found) > 1:
        raise DecisionNeeded(
            f'several speakers are called "{name}": {", ".join(sorted(found)[:8])}. '
            "Nothing was changed; type the whole name.",
            candidates=sorted(found),
        )
    return programme.bare(found[0]) if found else name


def _talk(name: str, talks: list[Talk], session: str | None) -> Talk | None:
    """The session of someone: their earliest, or the one that was named."""
    theirs = [talk for talk in talks if programme.is_one_of(name, talk.speakers)]
    return programme.first_of(theirs, session)


# When ----------------------------------------------------------------------------------------


def _moment(session: Session, event: Thing, typed: str, talks: list[Talk]) -> str:
    """A moment of the event; where it names no zone, in that of the programme, or one's own."""
    text = typed.strip()
    first, last = session.store.events.days(event.id)
    example = f"--at {first.isoformat()}T14:00"
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or len(text) <= len("2027-03-20"):
        raise UsageError(f'cannot read the moment "{typed}". Try {example}')
    # A day's grace: the day may be another one where the event is.
    if not first.toordinal() - 1 <= at.toordinal() <= last.toordinal() + 1:
        raise UsageError(f"{spoken(at.date())} is not a day of {event.name}. Try {example}")
    zone = programme.zone_of(talks, at.date()) or session.zone
    return (at if at.tzinfo else at.replace(tzinfo=zone)).isoformat()


def _keep(session: Session, event: Thing, id: int, wish: Wish, talk: Talk | None) -> None:
    """What was said now, else what was said before, else what the programme has."""
    before = next(iter(session.store.targets.of(event.id, id)), None)
    title, at = (talk.title, there(session, talk.starts)) if talk else (None, None)
    if wish.session and talk:  # its title as the programme has it, and its time
        wish = wish._replace(session=title, at=at if wish.at is None else wish.at)
    session.store.targets.keep(
        event.id,
        id,
        _said(wish.session, before and before.session, title),
        _said(wish.topic, before and before.topic, None),
        _said(wish.at, before and before.at, at),
    )


def _said(now: str | None, before: str | None, programme: str | None) -> str | None:
    if now is not None:
        return " ".join(now.split()) or None
    return before or programme


def _outreach(session: Session, event: Thing, id: int) -> None:
    """One letter before the event, three weeks ahead; for one that has begun, none."""
    first, _ = session.store.events.days(event.id)
    (target,) = session.store.targets.of(event.id, id)
    about = target.topic or target.session
    commitments = session.store.commitments
    if target.outreach is not None:
        now = commitments.get(target.outreach)
        if now and now.about != about:
            commitments.change(target.outreach, about=about)
    elif session.today < first:
        due, limit = outreach.window(first, session.today)
        commitments.add(What.OUTREACH, id, about, due, limit_on=limit, event=event.id)
