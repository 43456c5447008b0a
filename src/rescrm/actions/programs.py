"""Programs as items: what speaks for each, summed up; numbers as they are typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..core.fit import LEAST, MATTERS, MOST, since, weigh
from ..core.folding import fold
from ..errors import AmbiguousContact, NotFound, UsageError
from ..session import Session, Thing
from ..store.programs import Program
from ..view.listing import Column, Shape, Span
from .person import one_line

NUMBER = re.compile(r"[+-]?[0-9]{1,3}")
LONGEST = 40  # letters of what a weight is called


def ranked(session: Session, programs: Sequence[Program]) -> list[dict[str, Any]]:
    """Each with its sum, the highest first, then by handle."""
    matters = session.store.programs.preferences()
    items = [_item(session, each, matters) for each in programs]
    return sorted(items, key=lambda item: (-item["sum"], item["handle"]))


def find(session: Session, typed: str) -> Thing:
    """The program that is meant. Raises NotFound (4), AmbiguousContact (3)."""
    match session.store.programs.find(typed):
        case [one]:
            return Thing(*one)
        case []:
            raise NotFound(
                f'there is no program "{typed}". `rescrm programs` names them; '
                f'a new one: rescrm program add "{typed}" --weight research=3'
            )
        case several:
            raise AmbiguousContact(typed, [(handle, name) for _, handle, name in several])


def same(session: Session, name: str) -> int | None:
    """The program that has exactly this name or handle already."""
    for id, handle, known in session.store.programs.find(name):
        if fold(known) == fold(name) or handle == name.removeprefix("@"):
            return id
    return None


def weights(said: Sequence[str]) -> dict[str, int | None]:
    """`research=3` as numbers from -10 to 10; an empty one takes a weight away."""
    return _numbers(said, LEAST, MOST, "--weight research=3")


def preferences(said: Sequence[str]) -> dict[str, int | None]:
    """`research=2` as numbers from 0 to 10: how much a thing matters."""
    return _numbers(said, *MATTERS, "rescrm program prefer research=2")


def _numbers(said: Sequence[str], least: int, most: int, example: str) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for pair in said:
        name, equals, value = (one_line(part) for part in pair.partition("="))
        number = int(value) if NUMBER.fullmatch(value) else None
        fits = number is not None and least <= number <= most
        if not (name and equals and len(name) <= LONGEST and (fits or not value)):
            raise UsageError(
                f'"{pair[:60]}" weighs nothing: a name of up to {LONGEST} letters and a whole '
                f"number from {least} to {most}. Try {example}"
            )
        found[name.lower()] = number
    return found


def _item(session: Session, program: Program, matters: Mapping[str, int]) -> dict[str, Any]:
    at = program.organisation or program.name
    people = session.store.programs.known_at(at, since(session.today))
    fit = weigh(program.weights, matters, people)
    return {
        "handle": program.handle,
        "name": program.name,
        "organisation": program.organisation,
        "city": program.city,
        "note": program.note,
        "weights": program.weights,
        "people": fit.people,
        "fit": fit.fit,
        "known": fit.known,
        "sum": fit.sum,
        "because": fit.because,
    }


def _place(item: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, (item["organisation"], item["city"])))


PROGRAM = Shape(
    columns=(
        Column(heading="", cell=lambda item: item["name"]),
        Column(heading="sum", cell=lambda item: str(item["sum"]), right=True),
        Column(heading="", cell=lambda item: item["because"], leaves=1),
        Column(heading="", cell=_place, leaves=2),
        Column(heading="", cell=lambda item: item["note"] or "", leaves=4),
        Column(heading="", cell=lambda item: Span(item["handle"], "dim"), leaves=3),
    ),
)
