"""When an event is over: its follow-ups, spread over the week behind it."""

from __future__ import annotations

from datetime import date

from ...core import follow_up, plan
from ...core.due import Due
from ...core.model import What
from ...session import Session, Thing
from ...store.events import Met, is_open
from ...store.filters import Condition
from .. import schedule

SPONSOR = "sponsor"


def close(session: Session, event: Thing) -> list[Due]:
    """Spread the follow-ups that are open over the week after the event, as one step.

    Who was promised something comes first, then mentors and sponsors. An event that is closed
    already is left as it is: whom one meets after that is given a day at once.
    """
    store = session.store
    if store.events.one(event.id).closed_on:
        return follow_ups(session, event)
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


def next_free(session: Session, event: Thing) -> date | None:
    """The day for one more follow-up of an event that is closed; None while it is not."""
    if not session.store.events.one(event.id).closed_on:
        return None
    session.store.refresh()
    days = _days(session, event)
    taken = _taken(session, days[-1], set())
    (day,) = follow_up.spread(1, days, taken)
    return day


def _spread(session: Session, event: Thing, people: list[Met]) -> None:
    days = _days(session, event)
    theirs = {each.follow_up for each in people}
    taken = _taken(session, days[-1], theirs)
    given = follow_up.spread(len(people), days, taken)
    for each, day in zip(people, given, strict=True):
        if each.follow_up is not None:
            session.store.events.put_off(each.follow_up, day)


def _days(session: Session, event: Thing) -> list[date]:
    """The days to spread over; blocked ones only when there is no other."""
    _, last = session.store.events.days(event.id)
    days = follow_up.window(last, session.today)
    is_blocked = schedule.blocked(session)
    return [day for day in days if not is_blocked(day)] or days


def _taken(session: Session, until: date, but: set[int | None]) -> dict[date, int]:
    """How many people the plan holds each day, these follow-ups aside."""
    others = schedule.laid(session, until, but)
    return {day: plan.taken(others, day) for day in {each.day for each in others}}


def _rank(session: Session, met: Met) -> int:
    """Who comes first: the promised, then mentors and sponsors, then all others as met."""
    if session.store.commitments.open(What.PROMISE, met.contact):
        return 0
    has_role = session.store.mentors.held(met.contact)
    return 1 if has_role or session.store.contacts.one(met.contact).kind == SPONSOR else 2
