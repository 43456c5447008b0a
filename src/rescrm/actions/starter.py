"""The rules to begin with."""

from __future__ import annotations

from typing import NamedTuple

from ..core import cadence
from ..core.rhythm import longest
from ..session import Session

# Who, how often, at most.
STARTER = (
    ("role", "any", "6w", "10w"),
    ("kind", "sponsor", "2mo", None),
    ("kind", "co-resident", "4w", None),
    ("kind", "faculty", "3mo", None),
    ("kind", "collaborator", "3mo", None),
    ("kind", "alum", "6mo", None),
    ("kind", "mentee", "4w", None),
)


class StarterRule(NamedTuple):
    """One of the rules to begin with: whose, how often, and whether it was set just now."""

    selector: str
    every: str
    made: bool


def set_rules(session: Session) -> list[StarterRule]:
    """Set the starter rules, inside the caller's write; a selector that has a rule keeps it."""
    rules = session.store.rules
    there = {each.selector: each for each in rules.all()}
    answer = []
    for scope, value, often, most in STARTER:
        every = cadence.words(cadence.read(often))
        limit = longest(cadence.read(most)) if most else None
        if kept := there.get(f"{scope}:{value}"):
            every, limit = kept.every, kept.max
        else:
            rules.set(scope, value, every, limit)
        words = f"{every}, at most {limit}" if limit else every
        answer.append(StarterRule(f"{scope}:{value}", words, not kept))
    return answer
