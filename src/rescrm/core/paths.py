"""The shortest ways from you to someone, through people who know each other.

The search begins at the goal and stops at people you know: no way is shorter for passing through
two of them. Who meets in a group, at an event or over a coffee is tied to all who were there, and
such a place is looked into once, so that a room of hundreds costs hundreds and not their square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple, Protocol

ME = 0  # among contacts, who are numbered from 1
LARGE = 25  # people; in a larger room two need not know each other
FARTHER = 1  # what a second way may cost more than the first


class Kind(IntEnum):
    """How two people are tied, the strongest first."""

    TOUCH = 1  # the nearer one is somebody you were in touch with
    INTRODUCED = 2  # the farther one introduced the nearer one to you
    THROUGH = 3  # the nearer one introduced the farther one to you
    CONNECTED = 4  # you introduced them
    TOGETHER = 5  # both took part in something
    GROUP = 6
    EVENT = 7
    MET = 8  # you met, or they introduced others to you; no touch is kept


class Tie(NamedTuple):
    """That two people know each other: ``near`` is the one nearer to the goal.

    ``about`` is the group, the event or the kind of touch; ``day`` is ISO or empty.
    """

    near: int
    far: int
    kind: Kind
    about: str = ""
    day: str = ""
    cost: int = 1


Chain = tuple[Tie, ...]  # from you to the goal


class Circle(Protocol):
    """Where ties are looked up, for many people at once."""

    def known(self, people: Sequence[int]) -> Iterable[Tie]:
        """A tie to ME for each of these whom you know."""

    def around(self, people: Sequence[int]) -> Iterable[Tie]:
        """The ties of these to others, and to ME; a place that was looked into is left out."""


def cost_of_room(size: int) -> int:
    """What it costs to go from one to another of so many who met."""
    return 1 if size <= LARGE else 2


def shortest(goal: int, circle: Circle, most: int = 3) -> list[Chain]:
    """The shortest chains, each through somebody else whom you know; a direct one comes first.

    Of two alike the one of fewer people, then the one with the stronger ties, then the one whose
    first person you met last.
    """
    search = _Search(goal, circle, most)
    search.settle([goal])
    while (people := search.nearest()) and search.may_find_more():
        search.settle(people)
    ways = sorted(search.ways.values(), key=_order)
    return [way.chain for way in ways[:most] if way.cost <= ways[0].cost + FARTHER]


class _Way(NamedTuple):
    cost: int
    chain: Chain


def _order(way: _Way) -> tuple[object, ...]:
    first = way.chain[0]
    backwards = -int(first.day.replace("-", "") or 0)
    strength = sum(tie.kind for tie in way.chain)
    return way.cost, len(way.chain), strength, backwards, first.near


@dataclass(slots=True)
class _Search:
    """How far each person is from the goal, as far as has been looked."""

    goal: int
    circle: Circle
    most: int
    distance: int = 0
    waiting: dict[int, dict[int, Tie]] = field(default_factory=dict)  # by distance, then person
    towards: dict[int, Tie] = field(default_factory=dict)  # the first step from each to the goal
    ways: dict[int, _Way] = field(default_factory=dict)  # by the first person

    def nearest(self) -> list[int]:
        """The people next to be looked at; none when all are."""
        while self.waiting:
            self.distance = min(self.waiting)
            fresh = self.waiting.pop(self.distance)
            people = [who for who in fresh if who not in self.towards and who != self.goal]
            self.towards |= {who: fresh[who] for who in people}
            if people:
                return people
        return []

    def may_find_more(self) -> bool:
        """Whether a way from here can still be short enough."""
        best = min((way.cost for way in self.ways.values()), default=self.distance)
        return not self._has_enough(self.distance) and self.distance + 1 <= best + FARTHER

    def settle(self, people: Sequence[int]) -> None:
        """Look around these, who are all as far from the goal."""
        known = list(self.circle.known(people))
        self._reach(known)
        if self._has_enough(self.distance + 1):
            return  # behind the strangers among them is nothing nearer
        mine = {tie.near for tie in known} - {self.goal}
        if strangers := [who for who in people if who not in mine]:
            self._reach(self.circle.around(strangers))

    def _has_enough(self, cost: int) -> bool:
        """Whether as many ways as are wanted cost no more."""
        return sum(way.cost <= cost for way in self.ways.values()) >= self.most

    def _reach(self, ties: Iterable[Tie]) -> None:
        for tie in ties:
            cost = self.distance + tie.cost
            if tie.far == ME:
                self._arrive(tie, cost)
            else:
                there = self.waiting.setdefault(cost, {})
                held = there.get(tie.far)
                if held is None or _strength(tie) < _strength(held):
                    there[tie.far] = tie

    def _arrive(self, tie: Tie, cost: int) -> None:
        way = _Way(cost, (tie, *self._rest(tie.near)))
        held = self.ways.get(tie.near)
        if held is None or _order(way) < _order(held):
            self.ways[tie.near] = way

    def _rest(self, who: int) -> Iterator[Tie]:
        while who != self.goal:
            yield (tie := self.towards[who])
            who = tie.near


def _strength(tie: Tie) -> tuple[object, ...]:
    return tie.kind, -int(tie.day.replace("-", "") or 0), tie.about, tie.near
