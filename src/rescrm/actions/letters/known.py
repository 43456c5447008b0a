"""What is known for a letter: the person, the last time, promises, the event, the group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from ...core import career, day_words, succession, wording
from ...core.contact import Contact
from ...core.days import short
from ...core.greeting import spoken_of
from ...core.model import Commitment, Interaction, What
from ...core.network import Group
from ...core.sentence import DEBRIEF
from ...core.topics import topic
from ...errors import UsageError
from ...session import Session, Thing
from ...store.groups import ME
from .wishes import BEFORE, THANKS, Wish

LONG_AGO = timedelta(days=60)  # sooner, nobody says in which month it was
NEWS = timedelta(days=180)  # later, a new position is none
LISTS = frozenset({"questions", "points"})  # facts that a template loops over

_BETWEEN_QUESTIONS = re.compile(r"(?<=[?？])\s+")

Facts = Mapping[str, object]


class Person(NamedTuple):
    """Whom a letter goes to, by number and as the card has it."""

    id: int
    card: Contact


def facts(session: Session, wish: Wish) -> dict[str, object]:
    """What is known for a letter; the user's own fields stand in where nothing else does."""
    person = Person(wish.contact, session.store.contacts.one(wish.contact))
    told: dict[str, object] = {
        "name": person.card.name,
        "kind": person.card.kind,
        "handle": person.card.handle,
        "organisation": person.card.organisation,
        "role": _role(session, wish.contact),
        "introduced_by": _introducer(session, person.card),
        "promise": _promises(session, wish),
        "questions": _questions(session, wish.contact),
        "me": session.settings.me._asdict(),
        **_last_touch(session, person),
        **_of_group(session, wish),
    }
    told |= _of_event(session, wish) if wish.event else _of_late(session, wish, person, told)
    own = {name: _listed(name, [value]) for name, value in person.card.custom.items()}
    return {**own, **{word: value for word, value in told.items() if value}}


def said(pairs: Iterable[str]) -> dict[str, object]:
    """The facts of `--say news=…`; a dotted name (`other.name`) is a part of another."""
    given: dict[str, list[str]] = {}
    for pair in pairs:
        word, equals, value = pair.partition("=")
        if not (equals and value.strip() and word.replace(".", "_").isidentifier()):
            raise UsageError(f'"{pair}" says nothing. Try --say news="the abstract was accepted".')
        given.setdefault(word, []).append(value.strip())
    known: dict[str, Any] = {}
    for word, values in given.items():
        whole, _, part = word.partition(".")
        fact = _listed(word, values)
        known[whole] = {**known.get(whole, {}), part: fact} if part else fact
    return known


def _listed(word: str, values: Sequence[str]) -> object:
    """Several are a list where a template loops over them; two questions in one are two."""
    if word not in LISTS:
        return values[-1]
    return [each for value in values for each in _BETWEEN_QUESTIONS.split(value)]


# The person ----------------------------------------------------------------------------------


def _role(session: Session, contact: int) -> str | None:
    roles = [role for _, _, role, _ in session.store.mentors.held(contact)]
    return f"{roles[0]} mentor" if roles else None


def _introducer(session: Session, card: Contact) -> str | None:
    """Who led the way to them, as one speaks of them."""
    by = session.store.directory.by_handle(card.introduced_by) if card.introduced_by else None
    return spoken_of(by.name, session.store.contacts.one(by.id).kind) if by else None


def _questions(session: Session, contact: int) -> list[str]:
    """What is on their agenda and ends with a question mark."""
    points = [each.text.strip() for each in session.store.points.of(contact)]
    said = [each for text in points for each in _BETWEEN_QUESTIONS.split(text)]
    return [text for text in said if text.endswith(("?", "？"))]


def _last_touch(session: Session, person: Person) -> dict[str, object]:
    """When we were last in touch; and what about, where a note says so plainly.

    A letter of mine is no talk; it counts where there was none. Of a debrief nothing is said.
    """
    today = session.today
    touches = [
        each
        for each in session.store.touches.timeline(person.id, until=today, limit=20)
        if not each.attempt and any(other.uid == person.card.uid for other in each.people)
    ]
    if not touches:
        return {}
    last = touches[0]
    talk = next((each for each in touches if each.direction != "me"), None)
    return {
        "last_on": short(last.on, today),
        "last_month": day_words.month(last.on, today) if today - last.on >= LONG_AGO else None,
        "last_topic": _topic(talk) if talk else None,
        "last_wrote": None if talk else _topic(last),
    }


def _topic(touch: Interaction) -> str | None:
    """What a touch was about, as it is said to the one who was there alone."""
    about = topic(touch.note) if touch.kind != DEBRIEF else None
    return _subject(about, len(touch.people))


def _promises(session: Session, wish: Wish) -> str | None:
    """What I still owe them, each with its day; of an event, what was promised there."""
    owed = session.store.commitments.open(What.PROMISE, wish.contact)
    there = [each for each in owed if wish.event and each.event == wish.event.handle]
    return "; ".join(_with_day(session, each) for each in there or owed) or None


def _with_day(session: Session, promise: Commitment) -> str:
    """What was promised, and its day while that is still ahead."""
    about = wording.promise(promise.about or "")
    if promise.by < session.today:
        return about
    return f"{about}, by {day_words.day(promise.by, session.today)}"


# The event -----------------------------------------------------------------------------------


def _of_event(session: Session, wish: Wish) -> dict[str, object]:
    """What came of meeting there, or what they are looked for, and nothing said elsewhere."""
    assert wish.event
    name, city = session.store.events.place(wish.event.id)
    type = session.store.events.type(wish.event.id)
    known: dict[str, object] = {
        "event": wording.occasion(name, type),
        "event_city": city,
        "is_rotation": type == "rotation",
    }
    if wish.template == BEFORE:
        return known | _sought(session, wish.event, wish.contact)
    met = next(iter(session.store.events.met(wish.event.id, wish.contact)), None)
    if met:
        if met.discussed and wording.is_kindness(met.discussed):
            known["what"] = wording.to_them(met.discussed)
        else:
            known["discussed"] = _subject(met.discussed)
        known["next_step"] = wording.step(met.next_step) if met.next_step else None
    return known


def _subject(noted: str | None, people: int = 1) -> str | None:
    """What was talked about, as it is said to one of those who were there: alone, it is theirs."""
    if not noted:
        return None
    return wording.subject(wording.to_them(noted) if people == 1 else noted)


def _sought(session: Session, event: Thing, contact: int) -> dict[str, object]:
    """The session, the topic and the time of someone who is a target."""
    for each in session.store.targets.of(event.id, contact):
        at = day_words.moment(each.at, session.today) if each.at else None
        topic = wording.work(each.topic) if each.topic else None
        return {"session": each.session, "topic": topic, "at": at}
    return {}


def _of_late(session: Session, wish: Wish, person: Person, told: Facts) -> dict[str, object]:
    """What to thank for, or what the last touch was about; a reconnect may name where we met."""
    owed = session.store.commitments.open(What.THANK_YOU, wish.contact)
    meetings = [each for each in owed if session.store.thanks.meeting(each.id)]
    acts = [wording.to_them(each.about) for each in owed if each.about and each not in meetings]
    talked = next((_talked(session, each) for each in meetings if each.about), None)
    is_thanks = wish.template in THANKS
    known: dict[str, object] = {
        "what": acts[0] if acts else None,
        "thanks": wording.listed(map(wording.thanks, acts)) or None,
        "discussed": talked or (None if acts and is_thanks else told.get("last_topic")),
    }
    if wish.template == "congratulation":
        known["what"] = _new_position(session, person)
    if wish.template == "reconnect" and person.card.met_at:
        event = session.event(person.card.met_at)
        known["event"] = wording.occasion(event.name, session.store.events.type(event.id))
    return known


def _new_position(session: Session, person: Person) -> str | None:
    """Where somebody went lately, as one congratulates on it."""
    reached = [
        each
        for each in session.store.positions.history(person.id)
        if not each.from_ or each.from_ <= session.today
    ]
    now = reached[0]
    is_new = now.from_ is not None and session.today - now.from_ <= NEWS
    return career.news(now.what) if is_new else None


def _talked(session: Session, thanks: Commitment) -> str | None:
    """What a meeting was about for which thanks are owed."""
    meeting = session.store.thanks.meeting(thanks.id)
    return _subject(thanks.about, len(session.store.touches.get(meeting).people) if meeting else 0)


# The group -----------------------------------------------------------------------------------


def _of_group(session: Session, wish: Wish) -> dict[str, object]:
    """The group that is handed over; in other letters, one that both are in today."""
    if not wish.group:
        return {"group": next(_shared(session, wish.contact), None)}
    group = session.store.groups.one(wish.group.id)
    term = succession.ending(session.store.groups.terms(wish.group.id), session.today)
    points = session.store.points.of_group(wish.group.id)
    return {
        "group": wording.circle(group.name, group.type),
        "group_role": wording.role(term.role) if term and term.role else None,
        "until": day_words.day(term.last, session.today) if term else None,
        "is_over": bool(term and term.last < session.today),
        "meets": day_words.rhythm(group.meets or group.every or ""),
        "points": [each.text for each in points],
    }


def _shared(session: Session, contact: int) -> Iterator[str]:
    groups = session.store.groups
    for handle in groups.of(contact):
        found = [id for id, named, _ in groups.find(handle) if named == handle]
        for group in map(groups.one, found):
            if _has_me(session, group):
                yield wording.circle(group.name, group.type)


def _has_me(session: Session, group: Group) -> bool:
    """A group whose members are named without the user is the user's all the same."""
    mine = [each for each in group.members if each.handle == ME]
    return not mine or any(not each.from_ or each.from_ <= session.today for each in mine)
