"""Pauses: the one that is on, and what waits for its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..core.almanac import plus
from ..core.days import spoken
from ..session import Session
from ..store.rules import Pause
from ..view import columns
from ..view.listing import Listing


def note(session: Session) -> list[str]:
    """On a paused day: until when, and how many check-ins wait."""
    until = session.store.pause_now
    if not until:
        return []
    count = session.store.dues.check_ins(date.min, session.today)
    wait = f"{_check_ins(count)} wait{'s' * (count == 1)}" if count else "nobody waits"
    return [f"Paused until {spoken(until)}: {wait}."]


def begin(session: Session, first: date, last: date, reason: str | None) -> Listing:
    """Let check-ins wait from one day to another; the same pause said twice is one."""
    store = session.store
    inside = store.dues.check_ins(first, last)
    with session.write():
        known = [each.id for each in store.rules.pauses() if each[1:] == (first, last, reason)]
        id = known[0] if known else store.rules.pause(first, last, reason)
        (kept,) = [each for each in store.rules.pauses() if each.id == id]
        store.summary = f"paused {spoken(first)} to {spoken(last)}"
    moved = f"; {_check_ins(inside)} of these days moved behind it" if inside else ""
    wait = f"Check-ins wait from {spoken(first)} to {spoken(last)}{moved}."
    return _answer([kept], [wait, "`rescrm resume` ends it early."])


def end(session: Session) -> Listing:
    """End the pause that is on: from today on check-ins are due again."""
    store, today = session.store, session.today
    on = [each for each in store.rules.pauses() if each.from_ <= today <= each.to]
    if not on:
        return Listing(kind="pause", empty="No pause is on, so there is nothing to end.")
    eve = plus(today, -1, "day") or today
    with session.write():
        for each in on:
            store.rules.cut_pause(each, eve)
        store.refresh()
        store.summary = f"ended the pause until {spoken(max(each.to for each in on))}"
        count = store.dues.check_ins(date.min, today)
    ended = [each if each.from_ > eve else each._replace(to=eve) for each in on]
    now = f"{_check_ins(count)} {'is' if count == 1 else 'are'} due now: `rescrm today`."
    return _answer(ended, [now if count else "Nobody is due by rhythm today."])


def all_of(session: Session) -> Listing:
    """All pauses, the earliest first."""
    empty = "No pause is set. Try: rescrm pause dec 20..jan 3 holidays"
    pauses = session.store.rules.pauses()
    return Listing(kind="pause", items=pauses, shape=columns.PAUSE, empty=empty)


def _answer(pauses: Sequence[Pause], after: Sequence[str]) -> Listing:
    return Listing(kind="pause", items=pauses, shape=columns.PAUSE, after=after)


def _check_ins(count: int) -> str:
    return "1 check-in" if count == 1 else f"{count} check-ins"
