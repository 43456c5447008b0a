"""A touch as one line of someone's story: what it was, who else was there, and where."""

from __future__ import annotations

from ..core.contact import Contact
from ..core.model import Interaction
from ..session import Session

MOST = 3  # others who are named


def word(touch: Interaction) -> str:
    """What a touch was: at an event someone is met, whatever the event."""
    return "met" if touch.event and touch.kind == "conference" else touch.kind or "touch"


def around(session: Session, contact: Contact, touch: Interaction) -> str:
    """`with Ben Adler · ACC 2027`; of a group's meeting the group is enough."""
    event = session.store.events.name(touch.event) if touch.event else None
    others = [each.name for each in touch.people if each.handle != contact.handle]
    company = touch.group or (f"with {_names(others)}" if others else None)
    return " · ".join(filter(None, (company, event)))


def led_to(session: Session, id: int) -> str:
    """Whom someone introduced."""
    return _names([name for _, name in session.store.network.led_to(id)], most=10)


def _names(names: list[str], most: int = MOST) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
