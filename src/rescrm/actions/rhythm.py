"""Putting off what is due: one change, and how it is due then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ..core import days
from ..core.due import Due, What
from ..core.identity import Named
from ..core.model import Commitment
from ..errors import UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Listing


def put_off(session: Session, who: Named, act: Callable[[int], None], said: str) -> Listing:
    """Change the clock of one person; who is never due by rhythm is left as they are.

    ``said`` is the change in a few words, for the history and for the screen.
    """
    store = session.store
    if not _check_in(session, who):
        return Listing(
            kind="due",
            empty=f"{who.name} has no check-in to put off. `rescrm why {who.handle}` tells why.",
        )
    with session.write():
        act(who.id)
        store.refresh()
        due = _check_in(session, who)
        store.summary = f"{who.name}: {said}"
    return _answer(due, said)


def move(session: Session, item: Commitment, day: date) -> Listing:
    """Move a promise, an ask, a thank-you or a follow-up to another day."""
    if item.done_on:
        raise UsageError(f"{item.what} {item.id} was done on {days.spoken(item.done_on)}.")
    store, said = session.store, f"moved to {days.spoken(day)}"
    with session.write():
        store.commitments.move(item.id, day)
        store.refresh()
        due = _item(session, item)
        store.summary = f"{item.what} {item.id}, {item.name}: {said}"
    return _answer(due, said)


def _answer(due: Due | None, said: str) -> Listing:
    said = said[:1].upper() + said[1:]
    if not due:
        return Listing(kind="due", empty=f"{said}; at rest, nothing of it is due.")
    return Listing(
        kind="due",
        items=[due],
        shape=columns.DUE,
        after=[f"{said}; due {days.spoken(due.due_on)}. `rescrm undo` takes it back."],
    )


def _check_in(session: Session, who: Named) -> Due | None:
    found = (due for due, _ in session.store.dues.of(who.id))
    return next((due for due in found if due.what is What.CHECK_IN), None)


def _item(session: Session, item: Commitment) -> Due | None:
    dues = session.store.dues
    if item.what is What.HAND_OVER:
        found = dues.of_group(session.group(item.handle).id)
    else:
        who = session.store.directory.by_handle(item.handle)
        found = dues.of(who.id) if who else []
    return next((due for due, _ in found if due.id == item.id), None)
