"""Meeting someone at an event, and the follow-ups when it is over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..core import encounter, follow_up, plan
from ..core.contact import Address
from ..core.due import Due
from ..core.encounter import Encounter, Pledge
from ..core.folding import fold
from ..core.identity import ME, Fit, Named, by_diminutive, fit_of, named, not_found
from ..core.model import Commitment, Interaction, Ref, What
from ..errors import AmbiguousContact, UsageError
from ..session import Session, Thing, quoted
from ..store.events import Met, is_open
from ..store.filters import Condition
from . import schedule, touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Interaction):
    """An interaction at an event, with all that its line brought about."""

    handle: str
    name: str
    organisation: str | None
    emails: tuple[Address, ...]
    discussed: str | None
    next_step: str | None
    promises: tuple[Commitment, ...] = ()
    asks: tuple[Commitment, ...] = ()
    follow_up: Commitment | None = None
    new_people: tuple[Ref, ...] = ()


# One line a person ---------------------------------------------------------------------------


def meet(session: Session, event: Thing, line: str) -> Meeting:
    """Keep who was met and what was said, as one step; said again, it is brought up to date.

    Raises UsageError (2) for a line without a name or a day that cannot be read, and what
    naming a person raises (3, 4).
    """
    said = encounter.read(line)
    promises, asks = _pledges(session, said.promised), _pledges(session, said.asked)
    who = _who(session, event, line, said)
    store = session.store
    with session.write():
        id = who.id if who else _add(session, event, said)
        _describe(session, id, said)
        _keep(session, event, id, line)
        for what, pledges in ((What.PROMISE, promises), (What.ASK, asks)):
            for pledge in pledges:
                _owe(session, event, id, what, pledge)
        store.refresh()
        met = _read(session, event, id, is_new=who is None)
        store.summary = f"met {met.name} at {event.name}"
    return met


def day_of(session: Session, event: Thing) -> date:
    """The day of a meeting: today, or the day of the event that is nearest to it."""
    first, last = session.store.events.days(event.id)
    return min(max(session.today, first), last)


def _pledges(session: Session, said: tuple[str, ...]) -> list[Pledge]:
    order = session.settings.date_order
    return [encounter.pledge(each, session.today, order) for each in said]


def _who(session: Session, event: Thing, line: str, said: Encounter) -> Named | None:
    """The person who is meant; None for someone new."""
    if fold(said.name).lstrip("@") == ME:
        raise UsageError("that is you. A line begins with the name of whom you met.")
    found = _known(session, said)
    if len(found) < 2:
        return found[0] if found else None
    choices = [(each.handle, each.about) for each in found]
    again = line.replace(said.name, f"@{choices[-1][0]}", 1)
    typed = quoted(["rescrm", "event", "met", event.handle, again])
    chosen = session.choose(f'Who is "{said.name}"?', AmbiguousContact(said.name, choices, typed))
    return next(each for each in found if each.handle == chosen)


def _known(session: Session, said: Encounter) -> list[Named]:
    """Everyone whom the name fits in whole words: a part of a name may be a new person's."""
    directory, name = session.store.directory, said.name
    if said.is_new:
        fits = ((fit_of(name, each), each) for each in named(name, directory))
        return [each for fit, each in fits if fit is not None and fit <= Fit.FULL]
    if name.startswith("@") or "@" in name:
        return [session.who(name)]
    if someone := directory.by_handle(fold(name)) or directory.by_uid(name):
        return [someone]
    whole = " " in name
    return named(name, directory) or (by_diminutive(name, directory) if whole else [])


def _add(session: Session, event: Thing, said: Encounter) -> int:
    if not any(map(str.isalpha, said.name)):
        raise not_found(said.name, session.store.directory)
    return session.store.people.add(
        said.name, met_at=event.id, met_on=day_of(session, event).isoformat()
    )


def _describe(session: Session, id: int, said: Encounter) -> None:
    """Put on the card what was not known; what is there stays."""
    people, card = session.store.people, session.store.contacts.one(id)
    told = {"organisation": said.organisation, "stage": said.stage}
    new = {key: value for key, value in told.items() if value and not getattr(card, key)}
    if new:
        people.change(id, **new)
    for kind, value in said.ways:
        people.add_channel(id, kind, value)


def _keep(session: Session, event: Thing, id: int, line: str) -> None:
    """The meeting, its touch and its follow-up; a line said again joins the former ones."""
    store = session.store
    before = next(iter(store.events.met(event.id, id)), None)
    lines = before.lines.split("\n") if before else []
    was = _merged(lines)
    typed = " ".join(line.split())
    if typed not in lines:
        lines.append(typed)
    now = _merged(lines)
    assert now
    store.events.meet(event.id, id, "\n".join(lines), now.discussed, now.next_step)
    _touch(session, event, id, was.note if was else None, now.note)
    _follow_up(session, event, id, before, now.discussed)


def _merged(lines: list[str]) -> Encounter | None:
    return encounter.merged(map(encounter.read, lines)) if lines else None


def _touch(session: Session, event: Thing, id: int, was: str | None, now: str | None) -> None:
    """One touch a person; a note that was edited since is left as it is."""
    touches = session.store.touches
    there = session.store.events.touch(event.id, id)
    if there is None:
        touches.log(day_of(session, event), [id], kind="conference", note=now, event=event.id)
    elif now != was and touches.get(there).note == was:
        touches.change(there, note=now)


def _follow_up(
    session: Session, event: Thing, id: int, before: Met | None, discussed: str | None
) -> None:
    commitments = session.store.commitments
    if not before or before.follow_up is None:
        _, last = session.store.events.days(event.id)
        commitments.add(
            What.FOLLOW_UP,
            id,
            discussed,
            follow_up.first_day(last),
            limit_on=follow_up.limit(last),
            event=event.id,
        )
    elif discussed != before.discussed:
        commitments.change(before.follow_up, about=discussed)


def _owe(session: Session, event: Thing, id: int, what: What, pledge: Pledge) -> None:
    """Keep a promise or an ask; said again, only its day is new."""
    commitments = session.store.commitments
    for each in commitments.open(what, id):
        if each.event == event.handle and _same(each.about or "", pledge.what):
            if pledge.by and pledge.by != each.by:
                new = pledge.by.isoformat()
                commitments.change(each.id, due_on=new, limit_on=new, snoozed_until=None)
            return
    by = pledge.by or touch.promise_day(session)
    commitments.add(what, id, pledge.what, by, event=event.id)


def _same(one: str, other: str) -> bool:
    """Whether two promises are one: `the dataset` is `dataset`."""
    bare = [re.sub(r"^(?:the|a|an|my|our) ", "", fold(each)) for each in (one, other)]
    return bare[0] == bare[1]


def _read(session: Session, event: Thing, id: int, *, is_new: bool) -> Meeting:
    store = session.store
    met = next(iter(store.events.met(event.id, id)), None)
    there = store.events.touch(event.id, id)
    card = store.contacts.one(id)
    assert there
    owed = {
        what: tuple(each for each in store.commitments.open(what, id) if each.event == event.handle)
        for what in (What.PROMISE, What.ASK)
    }
    return Meeting(
        **touch.values(store.touches.get(there)),
        handle=card.handle,
        name=card.name,
        organisation=card.organisation,
        emails=card.emails,
        discussed=met.discussed if met else None,
        next_step=met.next_step if met else None,
        promises=owed[What.PROMISE],
        asks=owed[What.ASK],
        follow_up=store.commitments.get(met.follow_up) if met and met.follow_up else None,
        new_people=(Ref(uid=card.uid, handle=card.handle, name=card.name),) if is_new else (),
    )


# When it is over -----------------------------------------------------------------------------


def close(session: Session, event: Thing) -> list[Due]:
    """Spread the follow-ups that are open over the week after the event, as one step.

    Who was promised something, or is a mentor, comes first.
    """
    store = session.store
    with session.write():
        open_ones = [each for each in store.events.met(event.id) if is_open(each)]
        _spread(session, event, sorted(open_ones, key=lambda each: _rank(session, each)))
        store.events.closed(event.id)
        store.refresh()
        store.summary = f"closed {event.name}: {len(open_ones)} follow-ups"
        return follow_ups(session, event)


def follow_ups(session: Session, event: Thing) -> list[Due]:
    """The open follow-ups of an event as they fall due, by day."""
    sql = "contact.id IN (SELECT contact FROM meeting WHERE event = ?)"
    mine = {each.follow_up for each in session.store.events.met(event.id)}
    everything = session.store.dues.walk(date.max, Condition(sql, (event.id,)))
    found = [due for due in everything if due.what is What.FOLLOW_UP and due.id in mine]
    return sorted(found, key=lambda due: due.due_on)


def _spread(session: Session, event: Thing, people: list[Met]) -> None:
    _, last = session.store.events.days(event.id)
    days = follow_up.window(last, session.today)
    free = [day for day in days if not session.store.blocked(day)] or days
    theirs = {each.follow_up for each in people}
    taken = _taken(session, days[-1], theirs)
    given = follow_up.spread(len(people), free, taken, session.settings.budget)
    for each, day in zip(people, given, strict=True):
        if each.follow_up is not None:
            session.store.events.put_off(each.follow_up, day)


def _taken(session: Session, until: date, but: set[int | None]) -> dict[date, int]:
    """How many people the plan holds each day, these follow-ups aside."""
    others = schedule.laid(session, until, but)
    return {day: plan.taken(others, day) for day in {each.day for each in others}}


def _rank(session: Session, met: Met) -> int:
    """Who comes first: the promised, then mentors, then all others as they were met."""
    if session.store.commitments.open(What.PROMISE, met.contact):
        return 0
    return 1 if session.store.groups.mentors(met.contact) else 2
