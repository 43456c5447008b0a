"""Who is meant by a name that is said at an event: someone known, or someone new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ...core.folding import fold
from ...core.greeting import salutation
from ...core.heading import spelled
from ...core.identity import ME, Fit, Named, by_diminutive, fit_of, named, not_found
from ...errors import AmbiguousContact, UsageError
from ...session import Session, Thing

Retyped = Callable[[str], str]  # the command with another name in the place of this one


def one_of(session: Session, name: str, found: list[Named], retyped: Retyped) -> Named | None:
    """The only one of those who fit, or the one picked; None when nobody fits.

    Raises AmbiguousContact (3) when nobody is there to pick.
    """
    if len(found) < 2:
        return found[0] if found else None
    choices = [(each.handle, each.about) for each in found]
    told = AmbiguousContact(name, choices, retyped(f"@{offered(found).handle}"))
    chosen = session.choose(f'Who is "{name}"?', told)
    return next(each for each in found if each.handle == chosen)


def offered(found: list[Named]) -> Named:
    """The one of several people who stands in what can be typed: the last that is shown."""
    return found[:8][-1]


def fitting(session: Session, name: str, *, starred: bool) -> list[Named]:
    """Everyone whom a name fits in whole words: a part of a name may be a new person's.

    A name between stars fits nobody but its namesakes. Raises UsageError (2) for oneself, and
    what an exact handle or an address raises that nobody has (4).
    """
    if fold(name).lstrip("@") == ME:
        raise UsageError("that is you. A line begins with the name of whom you met.")
    if starred:
        return namesakes(session, name)
    directory = session.store.directory
    if name.startswith("@") or "@" in name:
        return [session.who(name)]
    if someone := directory.by_handle(fold(name)) or directory.by_uid(name):
        return [someone]
    whole = " " in name
    return named(name, directory) or (by_diminutive(name, directory) if whole else [])


def namesakes(session: Session, name: str) -> list[Named]:
    """Everyone whose full name this is."""
    fits = ((fit_of(name, each), each) for each in named(name, session.store.directory))
    return [each for fit, each in fits if fit is not None and fit <= Fit.FULL]


def add(session: Session, name: str, called: str | None, **fields: Any) -> int:
    """Someone new, and how letters greet them where they were called `Dr.` or `Prof.`"""
    name = spelled(name)
    id = session.store.people.add(name, **fields)
    if called:  # letters take a field of this name as they find it
        greeting = salutation(f"{called} {name}")
        session.store.people.set_custom(id, "salutation", greeting)
    return id


def refuse_no_name(session: Session, name: str) -> None:
    """Raise ContactNotFound (4) for what nobody can be called: a number, a row of signs."""
    if not any(map(str.isalpha, name)):
        raise not_found(name, session.store.directory)


def day_of(session: Session, event: Thing) -> date:
    """The day of a meeting: today, or the day of the event that is nearest to it."""
    first, last = session.store.events.days(event.id)
    return min(max(session.today, first), last)
