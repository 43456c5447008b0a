"""Who can introduce you to someone: chains of people, each step in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..core import days
from ..core.identity import Named
from ..core.model import Ref
from ..core.paths import ME, Chain, Kind, Tie, shortest
from ..session import Session


class Step(NamedTuple):
    """Somebody on the way, and how they are tied to the one before; the first to you."""

    handle: str
    name: str
    how: str


class Path(NamedTuple):
    """A way to someone; ``length`` counts the steps, one when you know them."""

    handle: str
    name: str
    steps: tuple[Step, ...]
    length: int


def paths(session: Session, person: Named) -> list[Path]:
    """The shortest ways to somebody, three at most."""
    store = session.store
    chains = shortest(person.id, store.network.ties()) or shortest(
        person.id, store.network.ties_without_touch()
    )
    on_the_way = [*dict.fromkeys(tie.near for chain in chains for tie in chain)]
    people = dict(zip(on_the_way, store.touches.refs(on_the_way), strict=True))
    return [
        Path(person.handle, person.name, tuple(_steps(session, chain, people)), len(chain))
        for chain in chains
    ]


def _steps(session: Session, chain: Chain, people: dict[int, Ref]) -> Iterator[Step]:
    for tie in chain:
        person = people[tie.near]
        yield Step(person.handle, person.name, _how(session, tie, people))


def _how(session: Session, tie: Tie, people: dict[int, Ref]) -> str:
    """A tie in words."""
    near = people[tie.near].name
    far = people[tie.far].name if tie.far != ME else "you"
    match tie.kind:
        case Kind.TOUCH:
            kind, day = session.store.network.last_touch(tie.near)
            return f"{kind or 'in touch'} with you, {_day(day)}"
        case Kind.MET:
            return f"you met, {_day(tie.day)}" if tie.day else "introduced others to you"
        case Kind.INTRODUCED:
            return f"{far} introduced you"
        case Kind.THROUGH:
            return f"{near} introduced you to {far}"
        case Kind.CONNECTED:
            return f"you introduced {far} and {near}, {_day(tie.day)}"
        case Kind.TOGETHER:
            return f"{far} and {near} were together, {tie.about or 'a touch'}, {_day(tie.day)}"
        case Kind.GROUP:
            return f"{far} and {near} share {tie.about}"
    return f"{far} and {near} were both at {tie.about}"


def _day(iso: str) -> str:
    return days.spoken(date.fromisoformat(iso))
