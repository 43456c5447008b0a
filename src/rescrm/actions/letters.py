"""Letters: which one to write to whom, from what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..core import days, drafting
from ..core.contact import Contact
from ..core.drafting import Composed
from ..core.model import Commitment, What
from ..core.network import Draft
from ..core.topics import topic
from ..errors import NotFound, UsageError
from ..session import Session, Thing
from ..store.events import is_open
from . import templates

LISTS = frozenset({"questions"})  # facts that a template loops over

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A letter to be written: to whom, which one, and after which event."""

    contact: int
    template: str
    event: Thing | None = None


class Letter(NamedTuple):
    """A letter as it was composed, not yet kept."""

    wish: Wish
    composed: Composed


# Which letter --------------------------------------------------------------------------------


def wish(session: Session, contact: int, template: str | None, event: Thing | None) -> Wish:
    """The letter that fits: a thank-you while one is due, else a check-in.

    After the event of an open follow-up, it is about that.
    """
    waiting = session.store.events.waiting(contact)
    if event is None and waiting and template in (None, "thank-you"):
        event = Thing(*waiting)
    return Wish(
        contact=contact,
        template=_fitting(session, contact, event) if template is None else template,
        event=event,
    )


def after(session: Session, event: Thing, template: str | None) -> list[Wish]:
    """A letter to each who was met there and not written to since."""
    kind, store = "thank-you" if template is None else template, session.store
    open_ones = [met.contact for met in store.events.met(event.id) if is_open(met)]
    return [
        Wish(contact=contact, template=kind, event=event)
        for contact in store.drafts.may_be_written_to(open_ones)
    ]


def _fitting(session: Session, contact: int, event: Thing | None) -> str:
    if event:
        return "thank-you"
    if not session.store.commitments.open(What.THANK_YOU, contact):
        return "check-in"
    kind = session.store.contacts.one(contact).kind
    return "sponsor-thanks" if kind == "sponsor" else "thank-you"


# From what is known --------------------------------------------------------------------------


def compose(session: Session, wish: Wish, said: Facts) -> Letter:
    """Write the letter from the store and what was said on top of it.

    Raises what reading a template raises (2, 4).
    """
    template = templates.text(session, wish.template)
    known = {**facts(session, wish), **said}
    return Letter(wish, drafting.compose(template, known, wish.template))


def facts(session: Session, wish: Wish) -> dict[str, object]:
    """What is known for a letter; the user's own fields stand in where nothing else does."""
    contact = session.store.contacts.one(wish.contact)
    told: dict[str, object] = {
        "name": contact.name,
        "kind": contact.kind,
        "handle": contact.handle,
        "organisation": contact.organisation,
        "role": _role(session, wish.contact),
        "promise": _promises(session, wish),
        "me": session.settings.me._asdict(),
        **_last_touch(session, wish.contact, contact),
    }
    told |= _of_event(session, wish) if wish.event else _of_late(session, wish, contact, told)
    own = {name: _listed(name, [value]) for name, value in contact.custom.items()}
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
    return list(values) if word in LISTS else values[-1]


def _role(session: Session, contact: int) -> str | None:
    roles = [role for _, _, role, _ in session.store.groups.mentors(contact)]
    return f"{roles[0]} mentor" if roles else None


def _last_touch(session: Session, id: int, contact: Contact) -> dict[str, object]:
    """When we were last in touch; and about what, where a note says so plainly."""
    for each in session.store.touches.timeline(id, until=session.today, limit=20):
        was_there = any(person.uid == contact.uid for person in each.people)
        if was_there and not each.attempt:
            return {"last_on": days.short(each.on, session.today), "last_topic": topic(each.note)}
    return {}


def _promises(session: Session, wish: Wish) -> str | None:
    """What I still owe them, each with its day; of an event, what was promised there."""
    owed = session.store.commitments.open(What.PROMISE, wish.contact)
    there = [each for each in owed if wish.event and each.event == wish.event.handle]
    return "; ".join(_with_day(session, each) for each in there or owed) or None


def _with_day(session: Session, promise: Commitment) -> str:
    return f"{promise.about}, by {days.short(promise.by, session.today)}"


def _of_event(session: Session, wish: Wish) -> dict[str, object]:
    """What came of meeting there, and nothing that was talked about elsewhere."""
    assert wish.event
    event = session.store.events.one(wish.event.id)
    met = next(iter(session.store.events.met(wish.event.id, wish.contact)), None)
    return {
        "event": event.name,
        "event_city": event.city,
        "discussed": met.discussed if met else None,
        "next_step": met.next_step if met else None,
    }


def _of_late(session: Session, wish: Wish, contact: Contact, told: Facts) -> dict[str, object]:
    """What to thank for, or what the last touch was about; a reconnect may name where we met."""
    owed = session.store.commitments.open(What.THANK_YOU, wish.contact)
    thanks = next((each.about for each in owed if each.about), None)
    known = {"what": thanks, "discussed": thanks or told.get("last_topic")}
    if wish.template == "reconnect" and contact.met_at:
        known["event"] = session.store.events.name(contact.met_at)
    return known


# Keeping -------------------------------------------------------------------------------------


def keep(session: Session, letters: Iterable[Letter]) -> list[Draft]:
    """Put letters into the drafts, inside the caller's write, and read them back."""
    drafts, kept = session.store.drafts, []
    for wish, composed in letters:
        questions = [drafting.question(word) for word in composed.missing]
        id = drafts.save(
            wish.contact,
            wish.template,
            wish.event.id if wish.event else None,
            (composed.subject, composed.body),
            questions,
            composed.warnings,
        )
        kept.append(one(session, id))
    return kept


def one(session: Session, id: int) -> Draft:
    """The draft of a number; NotFound (4) when there is none."""
    found = session.store.drafts.get(id)
    if not found:
        raise NotFound(f"there is no draft {id}. `rescrm drafts` tells theirs.")
    return found


def what_to_type(draft: Draft) -> str:
    """How to give a waiting draft the fact it waits for."""
    if draft.event and draft.missing == (drafting.question("discussed"),):
        return f'rescrm event met {draft.event} "@{draft.handle}; talked …"'
    if draft.template == "thank-you":
        return f'rescrm log "call with @{draft.handle}, talked about …"'
    facts = " ".join(f'--say {_word(each)}="…"' for each in draft.missing)
    return f"rescrm draft @{draft.handle} --template {draft.template} {facts}"


def _word(question: str) -> str:
    """The fact that a question asks for."""
    asked = (word for word, said in drafting.QUESTIONS.items() if said == question)
    return next(asked, question.partition("“")[2].partition("”")[0])
