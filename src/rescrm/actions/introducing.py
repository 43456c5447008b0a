"""Introducing two people: each is asked first, then one letter brings them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..core import days, greeting
from ..core.contact import Contact
from ..core.folding import without_degrees
from ..core.identity import Named
from ..core.network import Draft, Introduction
from ..errors import DecisionNeeded, NotFound, UsageError
from ..session import Session
from .letters import writing
from .letters.writing import Letter, Wish

ASK, CONNECT = "intro-ask", "intro-connect"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is said about an introduction: why, what the two answered, that it has happened."""

    why: str | None = None
    yes: tuple[int, ...] = ()
    no: tuple[int, ...] = ()
    connected: bool = False

    @property
    def is_any(self) -> bool:
        """True when anything is said."""
        return bool(self.why or self.yes or self.no or self.connected)


# Which one ------------------------------------------------------------------------------------


def between(session: Session, one: Named, other: Named) -> Introduction | None:
    """The introduction of two people that is under way, else the last that connected them."""
    found = session.store.introductions.between(one.id, other.id)
    under_way = (each for each in found if each.state in ("asking", "agreed"))
    return next(under_way, None) or next(
        (each for each in found if each.state == "connected"), None
    )


def numbered(session: Session, number: int) -> Introduction:
    """The introduction with a number; NotFound (4) when there is none."""
    found = session.store.introductions.one(number)
    if not found:
        raise NotFound(f"there is no introduction {number}. `rescrm intro` lists those under way.")
    return found


def only(session: Session, person: Named) -> Introduction:
    """The one introduction under way with somebody in it; NotFound (4), DecisionNeeded (3)."""
    match session.store.introductions.open(person.id):
        case [found]:
            return found
        case []:
            raise NotFound(
                f"no introduction with {person.name} is under way. "
                f"To begin one: rescrm intro @{person.handle} WHO --why …"
            )
        case several:
            told = ", ".join(f"{each.id} ({names(each)})" for each in several)
            raise DecisionNeeded(
                f"{len(several)} introductions with {person.name} are under way: {told}. "
                "Nothing was changed. Say the number in place of the name.",
                candidates=[str(each.id) for each in several],
            )


def people(session: Session, introduction: Introduction) -> tuple[Named, Named]:
    """The two it is about."""
    directory = session.store.directory
    one, other = (
        directory.by_handle(side.handle) for side in (introduction.one, introduction.other)
    )
    assert one and other
    return one, other


def known_already(session: Session, introduction: Introduction) -> list[str]:
    """A word where the two may know each other: a group that both are in."""
    if introduction.state != "asking":
        return []
    mine, theirs = (session.store.groups.of(each.id) for each in people(session, introduction))
    shared = [group for group in mine if group in theirs]
    return [f"Both are in {', '.join(shared)}: they may know each other."] if shared else []


def names(introduction: Introduction) -> str:
    """The two, as one says them."""
    return f"{introduction.one.name} and {introduction.other.name}"


# What becomes of it ---------------------------------------------------------------------------


def begin(session: Session, one: Named, other: Named, news: News) -> Introduction:
    """Keep that two people should meet, with a letter to each who is to be asked.

    Raises UsageError (2) for one person named twice, and for one who is set aside.
    """
    if one.id == other.id:
        raise UsageError(
            f"{one.name} is one person; who is the other? rescrm intro @{one.handle} WHO"
        )
    for each in (one, other):
        _refuse_set_aside(session, each)
    with session.write():
        id = session.store.introductions.add(one.id, other.id)
        return _told(session, id, news)


def go_on(session: Session, before: Introduction, news: News) -> Introduction:
    """Keep what is new about an introduction, and write the letters that follow from it.

    Raises UsageError (2) for one that is over, and for two brought together unasked.
    """
    if before.state in ("connected", "declined"):
        raise UsageError(_over(before))
    with session.write():
        return _told(session, before.id, news)


def _told(session: Session, id: int, news: News) -> Introduction:
    store = session.store
    if news.why:
        store.introductions.say_why(id, news.why)
    for said, contacts in (("yes", news.yes), ("no", news.no)):
        for contact in contacts:
            store.introductions.say(id, contact, said)
    now = numbered(session, id)
    state = _state(now, connected=news.connected)
    store.introductions.become(id, state)
    _write_letters(session, now, state)
    store.refresh()
    store.summary = f"introduction of {names(now)}: {state}"
    return numbered(session, id)


def _state(now: Introduction, *, connected: bool) -> str:
    answers = {now.one_said, now.other_said}
    if "no" in answers:
        return "declined"
    if answers != {"yes"}:
        if connected:
            raise UsageError(
                f"{' and '.join(_unasked(now))} did not say yes yet. Once they have: "
                f"rescrm intro @{now.one.handle} @{now.other.handle} --agreed WHO"
            )
        return "asking"
    return "connected" if connected else "agreed"


def _unasked(now: Introduction) -> list[str]:
    both = ((now.one, now.one_said), (now.other, now.other_said))
    return [side.name for side, said in both if said != "yes"]


def sent(session: Session, draft: int) -> tuple[int, ...]:
    """Let two people be connected when the letter to both went out; whom a letter reached.

    Empty for a letter that introduces nobody. Inside the caller's write.
    """
    store = session.store
    id, letter = store.introductions.of_draft(draft), writing.one(session, draft)
    if id is None or letter.template != CONNECT:
        return ()
    store.introductions.become(id, "connected")
    return store.introductions.sides(id)


# The letters ----------------------------------------------------------------------------------


class _Wanted(NamedTuple):
    """A letter that a state asks for: to one of the two, about the other."""

    whom: Named
    about: Named
    template: str


def _write_letters(session: Session, now: Introduction, state: str) -> None:
    """The letters that a state asks for; those it has no use for are thrown away, if unsent."""
    wanted = {(each.whom.handle, each.template): each for each in _wanted(session, now, state)}
    for draft in now.drafts:
        letter = (draft.handle, draft.template)
        if draft.state == "sent":
            wanted.pop(letter, None)
        elif letter not in wanted:
            session.store.drafts.set_state(draft.id or 0, "discarded")
    writing.keep(session, [_composed(session, now, each) for each in wanted.values()])


def _wanted(session: Session, now: Introduction, state: str) -> list[_Wanted]:
    one, other = people(session, now)
    match state:
        case "asking":
            sides = ((one, other, now.one_said), (other, one, now.other_said))
            return [_Wanted(whom, about, ASK) for whom, about, said in sides if not said]
        case "agreed":
            return [_Wanted(one, other, CONNECT)]
    return []


def _composed(session: Session, now: Introduction, wanted: _Wanted) -> Letter:
    wish = Wish(contact=wanted.whom.id, template=wanted.template, introduction=now.id)
    return writing.compose(session, wish, _facts(session, now, wanted.about.id))


def _facts(session: Session, now: Introduction, about: int) -> dict[str, object]:
    """Whom they are to meet, and why; no address of theirs goes out unasked."""
    contact = session.store.contacts.one(about)
    known: dict[str, object] = {
        "other": {
            "name": without_degrees(contact.name),
            "salutation": greeting.salutation(contact.name, contact.kind),
            "about": _about(contact),
        }
    }
    return known | ({"why": now.why} if now.why else {})


def _about(contact: Contact) -> str:
    return ", ".join(filter(None, (contact.title or contact.stage, contact.organisation)))


# Saying no, kindly ----------------------------------------------------------------------------


def _refuse_set_aside(session: Session, person: Named) -> None:
    match session.store.contacts.aside(person.id)[0]:
        case "deceased":
            raise UsageError(f"{person.name} died; nobody can be introduced to them.")
        case "archived":
            raise UsageError(
                f"{person.name} is archived, and nobody writes to them. "
                f"First: rescrm wake {person.handle}"
            )


def _over(now: Introduction) -> str:
    day = days.spoken(now.ended_on or now.said_on)
    if now.state == "connected":
        return f"{names(now)} are connected since {day}. `rescrm undo` is for what was not meant."
    return (
        f"introduction {now.id} is over: {names(now)}, declined on {day}. "
        f"A new one: rescrm intro @{now.one.handle} @{now.other.handle} --why …"
    )


def open_letters(introduction: Introduction) -> list[Draft]:
    """The letters that are ready and not sent yet."""
    return [each for each in introduction.drafts if each.state == "draft"]


def waits_for_why(introduction: Introduction) -> Sequence[str]:
    """What to type while no letter can be written, for want of a reason."""
    waiting = [each for each in introduction.drafts if each.state == "waiting"]
    if not waiting:
        return ()
    asked = " ".join(dict.fromkeys(word for each in waiting for word in each.missing))
    return (f'{asked} rescrm intro {introduction.id} --why "…"',)
