"""Setting someone aside, and bringing them back: one change, and the card as it is then."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..core.identity import Named
from ..session import Session
from ..view import columns
from ..view.listing import Listing


def change(
    session: Session, who: Named, act: Callable[[int], None], summary: str, after: Sequence[str]
) -> Listing:
    """Do something to one person in a write of its own; ``after`` is said on a terminal."""
    store = session.store
    with session.write():
        act(who.id)
        store.refresh()
        store.summary = summary
        changed = store.contacts.one(who.id)
    return Listing(kind="contact", items=[changed], shape=columns.CONTACT, after=after)
