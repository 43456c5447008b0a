"""Positions on the screen and in an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..core.career import Position, label, stretch
from ..core.contact import Contact
from ..session import Session
from ..view.listing import tied


def as_of_today(session: Session, id: int, contact: Contact) -> Contact:
    """The card with a move on it whose day has come while nothing was written."""
    awaited: dict[str, Any] = dict(session.store.positions.awaited(id))
    return replace(contact, **awaited) if awaited else contact


def positions(session: Session, id: int) -> list[Position]:
    """Where someone will be, is and was, the latest first; nothing where no day is known."""
    history = session.store.positions.history(id)
    return history if any(each.from_ or each.to for each in history) else []


def told(session: Session, history: Sequence[Position]) -> Iterator[tuple[str, str]]:
    """Each position that has days, in words, with what it is: to come, now, before."""
    for each in history:
        days = stretch(each, session.today)
        if days:
            when = "before" if each.to and each.to < session.today else "now"
            coming = each.from_ is not None and each.from_ > session.today
            said = ", ".join(filter(None, (label(each) or "no position known", tied(days))))
            yield ("coming" if coming else when, said)


def with_positions(contact: Contact, history: Sequence[Position]) -> dict[str, Any]:
    """A contact as an item, its positions the latest first."""
    card = {field: getattr(contact, field) for field in contact.__dataclass_fields__}
    return card | {"positions": list(history)}
