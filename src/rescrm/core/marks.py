"""What a calendar was told about each item, and what to tell it now.

A calendar knows an item again by its uid, and takes a change for one when the sequence rises.
What is over stays for a while as cancelled, so that a calendar that only imports learns of it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

KEPT = timedelta(days=30)  # so long a cancelled item stays

State = Literal["open", "cancelled"]


class Mark(NamedTuple):
    """An item as it was last told; ``modified`` is the day on which it changed."""

    uid: str
    summary: str
    day: date
    state: State
    sequence: int
    modified: date


class Told(NamedTuple):
    """An item as it is now."""

    uid: str
    summary: str
    day: date


def open_one(item: Told, known: Mark | None, today: date) -> Mark:
    """The mark of an open item; its sequence rises when it moved, was renamed or came back."""
    if known is None:
        return Mark(item.uid, item.summary, item.day, "open", 0, today)
    same = (known.summary, known.day, known.state) == (item.summary, item.day, "open")
    if same:
        return known
    return Mark(item.uid, item.summary, item.day, "open", known.sequence + 1, today)


def cancelled(known: Mark, today: date) -> Mark:
    """The mark of an item that is over."""
    if known.state == "cancelled":
        return known
    return known._replace(state="cancelled", sequence=known.sequence + 1, modified=today)


def withdrawn(
    gone: Iterable[Mark], still_open: Container[str], until: date, today: date
) -> list[Mark]:
    """Of what was told before and is not among the items now, what is to be told as cancelled.

    ``still_open`` are uids of items that are open all the same. One that was told for a day up to
    ``until`` has moved beyond it, and the day in the calendar is wrong; one that was told for a
    later day is only out of this calendar's reach.
    """
    over = (mark for mark in gone if mark.uid not in still_open or mark.day <= until)
    found = (cancelled(mark, today) for mark in over)
    return [mark for mark in found if today - mark.modified <= KEPT]
