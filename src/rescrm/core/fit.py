"""How a program fits, and whom you know there: a sum of whole numbers, told in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

LEAST, MOST = -10, 10  # of a weight
MATTERS = (0, 10)  # how much a thing can matter; it does once, if nothing is said
YEAR = timedelta(days=365)
OFTEN = 6  # touches in a year
COUNTED = 5  # people at most: a crowd of names is not a welcome


class Known(NamedTuple):
    """Someone at a program: how often in touch this year, what they are to you, where you met."""

    handle: str
    name: str
    touches: int
    roles: tuple[str, ...] = ()  # research mentor, sponsor, alum
    met: str | None = None  # the event


class Tie(NamedTuple):
    """Someone you know there, and how: in words, never in numbers."""

    handle: str
    name: str
    tie: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What speaks for a program: ``fit`` by what you weigh, ``known`` by whom you know."""

    fit: int
    known: int
    because: str
    people: tuple[Tie, ...]

    @property
    def sum(self) -> int:
        """Both together."""
        return self.fit + self.known


def weigh(weights: Mapping[str, int], matters: Mapping[str, int], people: Sequence[Known]) -> Fit:
    """The sum of a program: weight by weight times how much it matters, and its people."""
    nearest = sorted(people, key=lambda each: (-_nearness(each), each.handle))
    counted = nearest[:COUNTED]
    known = sum(map(_nearness, counted))
    told = [_weight(name, value, matters.get(name, 1)) for name, value in weights.items()]
    if nearest:
        told.append(_people(counted, len(nearest) - len(counted), known))
    return Fit(
        fit=sum(value * matters.get(name, 1) for name, value in weights.items()),
        known=known,
        because="; ".join(told),
        people=tuple(Tie(each.handle, each.name, tie(each)) for each in nearest),
    )


def tie(known: Known) -> str:
    """How you know someone, in a word or two."""
    if known.roles:
        return known.roles[0]
    if known.touches >= OFTEN:
        return "often in touch"
    if known.met:
        return f"met at {known.met}"
    return "in touch this year" if known.touches else "you know them"


def since(today: date) -> date:
    """The day from which touches count."""
    return today - YEAR


def _nearness(known: Known) -> int:
    """One for each you know, one if in touch this year, one if often; one for what they are."""
    return 1 + (known.touches > 0) + (known.touches >= OFTEN) + bool(known.roles)


def _weight(name: str, value: int, matters: int) -> str:
    if matters == 1:
        return f"{name} {value}"
    return f"{name} {value} × matters {matters} = {value * matters}"


def _people(counted: Sequence[Known], more: int, points: int) -> str:
    names = ", ".join(f"{each.name} ({tie(each)})" for each in counted)
    count = len(counted) + more
    rest = f" and {more} more" if more else ""
    return f"{_number(count)} {'person' if count == 1 else 'people'} there: {names}{rest} +{points}"


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else str(count)
