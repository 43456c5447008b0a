"""What is owed, either way: kept, closed, changed, removed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..core import days
from ..core.days import spoken
from ..core.model import Commitment, What
from ..errors import UnreadableDay, UsageError
from ..session import Session
from ..store.occasions import Occasion
from ..view.listing import Line, Span, tied
from .touch import promise_day

THANK_YOU = timedelta(days=3)  # from its day to its limit
_BY = re.compile(r"\s+by\s+(\S+(?:\s+\S+){0,4})\s*$", re.IGNORECASE)


class Closed(NamedTuple):
    """What `done` closed, or found closed already: one commitment, or one yearly date."""

    id: int | None
    uid: str
    what: What
    handle: str
    name: str
    about: str | None
    by: date
    done_on: date | None
    event: str | None = None


def keep(
    session: Session, what: What, who: str, words: Sequence[str], by: str | None
) -> Commitment:
    """Keep a promise or an ask, due on its day or in some days, and read it back.

    Raises what naming a person and reading a day raises, UsageError (2) without words.
    """
    person = session.who(who)
    about, day = _with_day(session, " ".join(words).strip(), by)
    verb = what.value
    if not about:
        example = "the QI deck" if what is What.PROMISE else "a letter"
        raise UsageError(f'say what: rescrm {verb} @{person.handle} "{example}" --by fri')
    with session.write():
        commitments = session.store.commitments
        id = commitments.add(what, person.id, about, day or promise_day(session))
        kept = commitments.get(id)
        assert kept
        session.store.summary = f"{verb} {id}: {person.name}, {about}"
    return kept


def line(each: Commitment | Closed) -> Line:
    """One commitment on the screen: `promise           Ben Adler: the QI deck, by Fri …`."""
    about = f": {each.about}" if each.about else ""
    when = f"by {tied(spoken(each.by))}"
    if each.done_on:
        when = f"done {tied(spoken(each.done_on))}"
    return (Span(f"{each.what.value:<18}", "dim"), f"{tied(each.name)}{about}, {when}")


def waiting(session: Session, what: What, who: str) -> list[Commitment]:
    """What is open, the earliest day first; only what is someone's when they are named."""
    return session.store.commitments.open(what, session.who(who).id if who else None)


def late(session: Session, what: What, who: str) -> list[Commitment]:
    """The same, only what is past its day."""
    return [each for each in waiting(session, what, who) if each.by < session.today]


def _with_day(session: Session, text: str, by: str | None) -> tuple[str, date | None]:
    """The words and the day; a day that can be read is taken from the end of the words."""
    today, order = session.today, session.settings.date_order
    if by is not None:
        return text, days.ahead(by, today, order)
    if said := _BY.search(text):
        try:
            return text[: said.start()].rstrip(" ,"), days.ahead(said[1].rstrip(".!"), today, order)
        except UnreadableDay:
            return text, None
    return text, None


# Closing -------------------------------------------------------------------------------------


def close(session: Session, found: Sequence[Commitment | Occasion]) -> list[Closed]:
    """Close what is still open, as one step, and say how each is then."""
    open_ones = [each for each in found if not is_done(session, each)]
    if open_ones:
        with session.write():
            for each in open_ones:
                _close_one(session, each)
            session.store.refresh()
            session.store.summary = f"done: {', '.join(map(_in_words, open_ones))}"
            return [_closed(session, each) for each in found]
    return [_closed(session, each) for each in found]


def falls(session: Session, occasion: Occasion) -> date:
    """The occurrence of a yearly date that stands nearest: the next, unless one just passed."""
    leap = session.settings.leap_birthdays
    coming = days.next_on(occasion.day, session.today, leap)
    if coming.year == date.min.year or coming == session.today:
        return coming
    passed = days.falls_on(occasion.day, coming.year - 1, leap)
    return coming if coming - session.today <= session.today - passed else passed


def is_done(session: Session, each: Commitment | Occasion) -> bool:
    """Whether nothing is left to close; a yearly date that passed is over by itself."""
    if isinstance(each, Commitment):
        return each.done_on is not None
    day = falls(session, each)
    return day < session.today or (each.done_on is not None and each.done_on >= day)


def _close_one(session: Session, each: Commitment | Occasion) -> None:
    if isinstance(each, Commitment):
        session.store.commitments.done(each.id)
    else:
        session.store.occasions.done(each.id, falls(session, each))


def _closed(session: Session, each: Commitment | Occasion) -> Closed:
    """How it is now."""
    if isinstance(each, Commitment):
        now = session.store.commitments.get(each.id)
        assert now
        return Closed(
            now.id, now.uid, now.what, now.handle, now.name, now.about, now.by, now.done_on,
            now.event,
        )  # fmt: skip
    day, done = falls(session, each), session.store.occasions.get(each.id).done_on
    return Closed(
        None, each.uid, What.DATE, each.handle, each.name, each.label, day,
        min(day, session.today) if done and done >= day else None,
    )  # fmt: skip


def _in_words(each: Commitment | Occasion) -> str:
    if isinstance(each, Commitment):
        return f"{each.what} {each.id}, {each.name}"
    return f"{each.label} of {each.name}"


# Changing ------------------------------------------------------------------------------------


def change(session: Session, each: Commitment, said: Mapping[str, Any]) -> Commitment:
    """Change a promise or an ask by the options of `edit`, as one step, and read it back.

    ``said`` may hold by (a day today or ahead) and note (the words; they cannot be taken away).
    """
    columns: dict[str, Any] = {}
    if said.get("by") is not None:
        day = days.ahead(said["by"], session.today, session.settings.date_order)
        columns = {"due_on": day.isoformat(), "snoozed_until": None, **_limit(each, day)}
    if said.get("note") is not None:
        if not said["note"].strip():
            raise UsageError(f"say what it is about, or take it away: rescrm remove {each.id}")
        columns["about"] = said["note"].strip()
    commitments = session.store.commitments
    with session.write():
        if columns:
            commitments.change(each.id, **columns)
        changed = commitments.get(each.id)
        assert changed
        session.store.summary = f"changed {_in_words(changed)}"
    return changed


def _limit(each: Commitment, day: date) -> dict[str, str]:
    """The limit that goes with a due day; a follow-up keeps that of its event."""
    match each.what:
        case What.PROMISE | What.ASK:
            return {"limit_on": day.isoformat()}
        case What.THANK_YOU:
            return {"limit_on": (day + min(THANK_YOU, date.max - day)).isoformat()}
    return {}


def remove(session: Session, each: Commitment) -> Commitment:
    """Delete a promise, an ask, a thank-you or a follow-up."""
    with session.write():
        session.store.commitments.remove(each.id)
        session.store.summary = f"removed {_in_words(each)}"
    return each
