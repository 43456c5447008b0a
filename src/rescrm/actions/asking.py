"""What became of something asked for: agreed to, or declined, perhaps with someone else's name."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from ..core import days, encounter
from ..core.identity import Named
from ..core.model import Commitment, Ref, What
from ..errors import ContactNotFound, UsageError
from ..session import Session
from . import naming
from .events import whom
from .touch import promise_day

NEW = re.compile(r"\*\*(.+)\*\*")


class Declined(NamedTuple):
    """An ask that was declined, and who was named instead."""

    ask: Commitment
    referred_to: Ref | None = None
    is_new: bool = False
    introduced_by: str | None = None  # the handle of who introduced them, when it is another


def asked(session: Session, typed: str) -> Commitment:
    """The ask of a number or a uid.

    Raises NotFound (4) when nothing has it, UsageError (2) for what is no ask.
    """
    found = naming.found(session, typed)
    if isinstance(found, Commitment) and found.what is What.ASK:
        return found
    if isinstance(found, Commitment):
        article = "an" if found.what is What.OUTREACH else "a"
        raise UsageError(f"{found.id} is {article} {found.what}, nothing you asked for. {_TELL}")
    if found is not None:
        raise UsageError(f'"{typed}" is nothing you asked for. {_TELL}')
    if naming.is_number(typed):
        raise naming.no_number(typed)
    raise UsageError(f'"{typed}" is no number of an ask. {_TELL}')


_TELL = "`rescrm asks` tells the numbers."


def agreed(session: Session, ask: Commitment, by: str | None) -> Commitment | None:
    """Keep that someone agreed, by a day; None when that is known already.

    What was declined is open again. Raises UsageError (2) for what is done, or a day over.
    """
    if ask.done_on and ask.state != "declined":
        raise UsageError(f"{ask.id} was done on {days.spoken(ask.done_on)}.")
    order = session.settings.date_order
    day = days.ahead(by, session.today, order) if by is not None else _again(session, ask)
    if ask.state == "agreed" and day in (None, ask.by):
        return None
    with session.write():
        session.store.commitments.agree(ask.id, day)
        session.store.summary = f"{ask.name} agreed: {ask.about}"
        return session.store.commitments.get(ask.id)


def _again(session: Session, ask: Commitment) -> date | None:
    """A day for what was declined and is over by now."""
    return promise_day(session) if ask.done_on and ask.by < session.today else None


def declined(session: Session, ask: Commitment, referred_to: str | None) -> Declined | None:
    """Keep that someone declined, and whom they named; None when that is known already.

    Raises UsageError (2) for what is done, AmbiguousContact (3) when two fit the name.
    """
    if ask.done_on and ask.state != "declined":
        raise UsageError(f"{ask.id} was done on {days.spoken(ask.done_on)}.")
    someone = _whom(session, ask, referred_to) if referred_to is not None else None
    if ask.state == "declined" and someone is None:
        return None
    with session.write():
        store = session.store
        if ask.state != "declined":
            store.commitments.decline(ask.id)
        told = Declined(store.commitments.get(ask.id) or ask)
        if someone is not None:
            told = _refer(session, told, someone)
        instead = f"; try {told.referred_to.name}" if told.referred_to else ""
        store.summary = f"{ask.name} declined: {ask.about}{instead}"
        return told


def _whom(session: Session, ask: Commitment, typed: str) -> Named | str:
    """Someone known, or the name of someone new."""
    if new := NEW.fullmatch(typed.strip()):
        return _name(new[1])
    try:
        found = session.who(typed)
    except ContactNotFound:
        if "@" in typed:
            raise
        return _name(typed)
    if found.handle == ask.handle:
        raise UsageError(f"{found.name} is who was asked. Name the other: --referred-to NAME")
    return found


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not any(map(str.isalpha, name)):
        raise UsageError(f'"{typed}" is no name. Say whom they named: --referred-to "Lee Wong"')
    return name


def _refer(session: Session, told: Declined, someone: Named | str) -> Declined:
    """Link who was named to who named them; who introduced them before is kept."""
    people = session.store.people
    by = session.store.directory.by_handle(told.ask.handle)
    assert by
    id = whom.add(session, *encounter.untitled(someone)) if isinstance(someone, str) else someone.id
    known = session.store.contacts.one(id).introduced_by
    if not known:
        people.change(id, introduced_by=by.id)
    (ref,) = session.store.touches.refs([id])
    return told._replace(
        referred_to=ref,
        is_new=isinstance(someone, str),
        introduced_by=known if known != by.handle else None,
    )
