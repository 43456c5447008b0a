"""What a calendar was told about each item, and what to tell it now.

A calendar knows an item again by its uid, and takes a change for one when the sequence rises.
What is over stays for a while as cancelled, so that a calendar that only imports learns of it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

KEPT = timedelta(days=30)  # so long a cancelled item stays
NO_ROOM = ""  # a stand-in that found none
SILENT = ""  # an alarm that does not ring

State = Literal["open", "cancelled"]


class Mark(NamedTuple):
    """An item as it was last told; ``modified`` is the day on which it changed.

    ``rings`` and ``stand_in`` are as in `Told`; None where that was never told.
    """

    uid: str
    summary: str
    day: date
    state: State
    sequence: int
    modified: date
    starts: datetime | None = None
    ends: datetime | None = None
    rings: str | None = None
    stand_in: str | None = None


class Told(NamedTuple):
    """An item as it is now.

    ``starts`` and ``ends`` are the hours of one that has hours, ``rings`` the alarm: a clock
    time, or `SILENT`; None where this calendar is told of none. ``stand_in`` is what it has in
    the place of that alarm: the moment of the short event that stands for an all-day one where
    nothing else rings, or the clock time of a yearly date's alarm on its eve; None where the
    alarm itself will do.
    """

    uid: str
    summary: str
    day: date
    starts: datetime | None = None
    ends: datetime | None = None
    rings: str | None = SILENT
    stand_in: str | None = None


def open_one(item: Told, known: Mark | None, today: date) -> Mark:
    """The mark of an open item; its sequence rises when it moved, was renamed or came back.

    So it does when the alarm moved, as far as this calendar was told of it before.
    """
    if known is None:
        return _mark(item, 0, today)
    if known.state != "open" or _moved(item, known):
        return _mark(item, known.sequence + 1, today)
    rings = known.rings if item.rings is None else item.rings
    stand_in = known.stand_in if item.stand_in is None else item.stand_in
    return known._replace(rings=rings, stand_in=stand_in)


def _mark(item: Told, sequence: int, today: date) -> Mark:
    uid, summary, day, starts, ends, rings, stand_in = item
    return Mark(uid, summary, day, "open", sequence, today, starts, ends, rings, stand_in)


def _moved(item: Told, known: Mark) -> bool:
    before = (known.summary, known.day, known.starts, known.ends)
    if before != (item.summary, item.day, item.starts, item.ends):
        return True
    alarms = (known.rings, item.rings), (known.stand_in, item.stand_in)
    return any(was is not None and now is not None and was != now for was, now in alarms)


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
