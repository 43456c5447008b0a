"""An agenda that grows between meetings: whose it is, what is on it, what a touch has covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import NamedTuple

from ..core.identity import Named, find
from ..core.points import Point, is_covered
from ..errors import ContactNotFound, DecisionNeeded, NotFound, UsageError
from ..session import Session, Thing
from .hearing import Heard
from .naming import is_number

GROUP = "group:"
LONGEST_NAME = 4  # words of a name that is typed without quotes
WRITTEN = frozenset({"email", "message", "letter"})  # not a meeting: nothing was left to talk about
# A touch that lies further back than this before a point was written was about something else.
LOOKS_BACK = timedelta(days=7)


class Whose(NamedTuple):
    """The person or the group whose agenda it is, and how to type them."""

    handle: str
    name: str
    typed: str
    contact: int | None = None
    group: int | None = None


class Ticked(NamedTuple):
    """What a touch has covered, and what is still open with those who were there."""

    covered: tuple[Point, ...] = ()
    open: tuple[Point, ...] = ()


# Whose ---------------------------------------------------------------------------------------


def read(session: Session, words: Sequence[str]) -> tuple[Whose, str]:
    """Whose agenda is meant, and the point that follows the name; empty when there is none.

    As many words as are a name are the name: `maya rao poster`. `group:lunch` is a group, and so
    is a name that only a group has. Raises what naming a person or a group raises (3, 4).
    """
    first = words[0]
    if first.lower().startswith(GROUP):
        return _group(session.group(first[len(GROUP) :])), _text(words[1:])
    for count in range(min(len(words), LONGEST_NAME), 1, -1):
        with suppress(ContactNotFound):
            named = find(" ".join(words[:count]), session.store.directory, session.settings.region)
            return _person(named), _text(words[count:])
    return _one(session, first), _text(words[1:])


def _one(session: Session, typed: str) -> Whose:
    """The person, or else the group, of a name; both is a question."""
    groups = [] if typed.startswith("@") else session.store.groups.find(typed)
    try:
        person = session.who(typed)
    except ContactNotFound:
        if not groups:
            raise
        return _group(session.group(typed))
    if any(handle == typed.lower() for _, handle, _ in groups) and person.handle != typed.lower():
        raise DecisionNeeded(
            f'"{typed}" is a person and a group: {person.handle}, {GROUP}{typed.lower()}.\n'
            f"Say which: rescrm agenda @{person.handle}, or rescrm agenda {GROUP}{typed.lower()}",
            candidates=[person.handle, f"{GROUP}{typed.lower()}"],
        )
    return _person(person)


def _person(who: Named) -> Whose:
    return Whose(who.handle, who.name, f"@{who.handle}", contact=who.id)


def _group(which: Thing) -> Whose:
    return Whose(which.handle, which.name, f"{GROUP}{which.handle}", group=which.id)


def _text(words: Iterable[str]) -> str:
    return " ".join(" ".join(words).split())


# On it ---------------------------------------------------------------------------------------


def listed(session: Session, whose: Whose, *, done: bool = False) -> list[Point]:
    """What is open, the oldest first; ``done`` has what was talked about as well."""
    points = session.store.points
    if whose.group is not None:
        return points.of_group(whose.group, done=done)
    assert whose.contact is not None
    return points.of(whose.contact, done=done)


def keep(session: Session, whose: Whose, text: str) -> Point:
    """Put a point on an agenda, as one step; one that is open on it already is not doubled."""
    store = session.store
    with session.write():
        id = store.points.add(text, contact=whose.contact, group=whose.group)
        store.summary = f"to talk about with {whose.name}: {text}"
        (kept,) = store.points.get([id])
    return kept


def close(session: Session, whose: Whose, typed: Sequence[str]) -> list[Point]:
    """Tick points by their numbers, as one step, and say how they are then.

    Raises NotFound (4) for a number that is on no agenda, or on another's.
    """
    store = session.store
    ids = _numbers(typed)
    _all_there(ids, [each.id for each in listed(session, whose, done=True)], whose)
    with session.write():
        for id in ids:
            store.points.done(id, session.today)
        store.summary = f"talked about with {whose.name}: {', '.join(map(str, ids))}"
        return store.points.get(ids)


def _numbers(typed: Iterable[str]) -> list[int]:
    """Numbers as they are typed: one an option, or several by comma."""
    words = [word.strip() for each in typed for word in each.split(",") if word.strip()]
    if not all(map(is_number, words)):
        raise UsageError(f'a point has a number, not "{", ".join(words)}": rescrm agenda WHO')
    return list(dict.fromkeys(map(int, words)))


def _all_there(ids: Sequence[int], known: Sequence[int], whose: Whose) -> None:
    for id in ids:
        if id not in known:
            raise NotFound(
                f"there is no point {id} on the agenda of {whose.name}. Nothing was changed. "
                f"`rescrm agenda {whose.typed}` has their numbers."
            )


# What a touch covers -------------------------------------------------------------------------


def tick(session: Session, heard: Heard, interaction: int, people: Sequence[int]) -> Ticked:
    """Close what a touch talked about, inside the caller's write, and say what is still open.

    ``heard.covered`` names points by number, `all` or `none`; without it a point is closed when
    what was said names it. Nothing is closed by an attempt, nor by a touch that lies ahead.
    """
    points = session.store.points
    waiting = points.waiting(people, heard.group.id if heard.group else None)
    chosen = _chosen(heard, waiting)
    if heard.attempt or heard.day > session.today or not waiting:
        return Ticked()
    for id in chosen:
        points.done(id, heard.day, interaction)
    left = [each for each in waiting if each.id not in chosen]
    quiet = heard.kind in WRITTEN and not chosen
    return Ticked(tuple(points.get(chosen)), () if quiet else tuple(left))


def _chosen(heard: Heard, waiting: Sequence[Point]) -> list[int]:
    """The numbers of those that are covered, by word of the user or by what was said."""
    words = [word.strip().lower() for each in heard.covered for word in each.split(",")]
    match words:
        case []:
            said = _said(heard)
            near = [each for each in waiting if each.said_on - heard.day <= LOOKS_BACK]
            return [each.id for each in near if is_covered(each.text, said)]
        case ["none"]:
            return []
        case ["all"]:
            return [each.id for each in waiting]
    ids = _numbers(words)
    for id in ids:
        if id not in [each.id for each in waiting]:
            raise NotFound(
                f"there is no open point {id} with those who were there. Nothing was changed. "
                "`rescrm agenda WHO` has the numbers."
            )
    return ids


def _said(heard: Heard) -> list[str]:
    owed = (each.what for each in (*heard.promises, *heard.asks))
    return [*filter(None, (heard.note,)), *owed, *heard.tags]
