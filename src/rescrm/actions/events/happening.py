"""Events themselves: kept with their days, told with whom one looks for and whom one met."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ...core import days
from ...core.folding import fold
from ...core.network import Event
from ...errors import DecisionNeeded, UsageError
from ...session import Session, Thing
from ...store.events import Met
from ...store.unclear import Unclear
from . import targeting
from .targeting import Aim

TYPE = re.compile(r"[a-z][a-z-]{1,29}")


class Told(NamedTuple):
    """An event with its people."""

    event: Event
    aims: Sequence[Aim]
    met: Sequence[Met]
    unclear: Sequence[Unclear]

    @property
    def lists(self) -> dict[str, object]:
        """The people as JSON has them."""
        return {
            "to_meet": self.aims,
            "people": [_person(each) for each in self.met],
            "unclear": self.unclear,
        }


def add(
    session: Session, name: str, type: str, said: tuple[str, str | None], city: str | None
) -> Event:
    """Keep an event from its name and its days as typed.

    Raises UsageError (2) for days or a type that cannot be meant, DecisionNeeded (3) when it is
    here already.
    """
    whole, kind = " ".join(name.split()), type.strip().lower()
    if not whole or not TYPE.fullmatch(kind):
        raise UsageError('an event has a name and a type: rescrm event add "ACC" --type workshop')
    first, last = _days(session, *said)
    _refuse_twice(session, whole, first)
    store = session.store
    with session.write():
        id = store.events.add(whole, kind, first, last, " ".join((city or "").split()) or None)
        added = store.events.one(id)
        store.summary = f"event {added.handle}"
    return added


def told(session: Session, event: Thing) -> Told:
    """An event with whom one looks for, whom one met, and what is unclear."""
    events = session.store.events
    return Told(
        events.one(event.id),
        targeting.aims(session, event),
        events.met(event.id),
        events.unclear.of(event.id),
    )


def _days(session: Session, first: str, last: str | None) -> tuple[date, date]:
    order = session.settings.date_order
    begins = days.coming(first, session.today, order)
    ends = days.coming(last, session.today, order) if last else begins
    if ends < begins:
        raise UsageError(
            f"an event ends on its first day or later: {days.spoken(begins)} is after "
            f"{days.spoken(ends)}."
        )
    return begins, ends


def _refuse_twice(session: Session, name: str, first: date) -> None:
    """The same name comes round each year; on the same day it is the same event."""
    for id, handle, known in session.store.events.find(name):
        if fold(known) == fold(name) and session.store.events.days(id)[0] == first:
            raise DecisionNeeded(
                f"{name} on {days.spoken(first)} is here already: {handle}. "
                f"Nothing was changed. `rescrm event show {handle}` shows it.",
                candidates=[handle],
            )


def _person(met: Met) -> dict[str, object]:
    return {
        "handle": met.handle,
        "name": met.name,
        "discussed": met.discussed,
        "next_step": met.next_step,
        "follow_up": met.follow_up,
        "due_on": met.due_on,
        "done": met.done,
    }
