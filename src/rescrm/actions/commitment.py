"""What is owed, either way: kept, closed, changed, removed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..core import days, gratitude
from ..core.days import spoken
from ..core.model import Commitment, What
from ..errors import UnreadableDay, UsageError
from ..session import Session
from ..store.occasions import Occasion
from ..view.listing import Line, Span, tied
from . import gratitude as thanks
from .touch import promise_day

TOLD = ("invited", "agreed")  # states that a day alone does not tell
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
    group: str | None = None
    state: str | None = None
    thank_you: Commitment | None = None  # that an ask which was done asks for


def keep(
    session: Session,
    what: What,
    who: str,
    words: Sequence[str],
    by: str | None,
    group: str | None = None,
) -> Commitment:
    """Keep a promise or an ask, due on its day or in some days, and read it back.

    ``group`` is whose ask it is: of a speaker. Raises what naming a person or a group and
    reading a day raises, UsageError (2) without words.
    """
    person = session.who(who)
    circle = session.group(group).id if group is not None else None
    about, day = _with_day(session, " ".join(words).strip(), by)
    verb = what.value
    if not about:
        example = "the QI deck" if what is What.PROMISE else "a letter"
        raise UsageError(f'say what: rescrm {verb} @{person.handle} "{example}" --by fri')
    with session.write():
        commitments = session.store.commitments
        due = day or promise_day(session)
        id = commitments.add(what, person.id, about, due, group=circle)
        kept = commitments.get(id)
        assert kept
        session.store.summary = f"{verb} {id}: {person.name}, {about}"
    return kept


def line(each: Commitment | Closed) -> Line:
    """One commitment on the screen: `promise           Ben Adler: the QI deck, by Fri …`."""
    about = f": {each.about}" if each.about else ""
    group = f" for {tied(each.group)}" if each.group and each.handle != each.group else ""
    return (
        Span(f"{each.what.value:<18}", "dim"),
        f"{tied(each.name)}{about}{group}, {_when(each)}",
    )


def _when(each: Commitment | Closed) -> str:
    """`by Mon 1 Mar 2027 (agreed)`, `done Sat 28 Nov 2026`."""
    if each.done_on:
        how = "done" if each.state in (None, "thanked") else each.state
        return f"{how} {tied(spoken(each.done_on))}"
    state = f" ({each.state})" if each.state in TOLD else ""
    return f"by {tied(spoken(each.by))}{state}"


def waiting(session: Session, what: What, who: str) -> list[Commitment]:
    """What is open, the earliest day first; only what is someone's when they are named."""
    return session.store.commitments.open(what, session.who(who).id if who else None)


def everything(session: Session, what: What, who: str) -> list[Commitment]:
    """What is open and what is over, the earliest day first."""
    return session.store.commitments.all(what, session.who(who).id if who else None)


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
    if not isinstance(each, Commitment):
        session.store.occasions.done(each.id, falls(session, each))
        return
    session.store.commitments.done(each.id)
    if each.what is What.ASK and session.store.commitments.thanks_for(each.id) is None:
        _thank_for(session, each)


def _thank_for(session: Session, ask: Commitment) -> None:
    """What was asked for and came is thanked for, once."""
    who = session.store.directory.by_handle(ask.handle)
    due = gratitude.due_after_favour(session.today, session.today)
    if who:
        thanks.owe(session, who.id, ask.about, due, thanks_for=ask.id, group=_group(session, ask))


def _group(session: Session, ask: Commitment) -> int | None:
    return session.group(ask.group).id if ask.group else None


def _closed(session: Session, each: Commitment | Occasion) -> Closed:
    """How it is now."""
    if isinstance(each, Commitment):
        now = session.store.commitments.get(each.id)
        assert now
        return Closed(
            now.id, now.uid, now.what, now.handle, now.name, now.about, now.by, now.done_on,
            now.event, now.group, now.state, _thanks_for(session, now),
        )  # fmt: skip
    day, done = falls(session, each), session.store.occasions.get(each.id).done_on
    return Closed(
        None, each.uid, What.DATE, each.handle, each.name, each.label, day,
        min(day, session.today) if done and done >= day else None,
    )  # fmt: skip


def _thanks_for(session: Session, ask: Commitment) -> Commitment | None:
    """The thank-you that an ask made, while it is due."""
    id = session.store.commitments.thanks_for(ask.id)
    found = session.store.commitments.get(id) if id is not None else None
    return found if found and not found.done_on else None


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
            return {"limit_on": gratitude.limit(day).isoformat()}
    return {}


def remove(session: Session, each: Commitment) -> Commitment:
    """Delete a promise, an ask, a thank-you or a follow-up."""
    with session.write():
        session.store.commitments.remove(each.id)
        session.store.summary = f"removed {_in_words(each)}"
    return each
