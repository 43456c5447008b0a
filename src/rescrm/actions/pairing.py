"""Two people and perhaps a reason, as they are typed in a row: `ana torres and ben: both do QI`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..core.identity import ME, Named, best, fit_of, named
from ..errors import UsageError
from ..session import Session

LONGEST = 5  # words of a name that stands without quotes
BETWEEN = frozenset({"and", "&", "+", "to", "with"})
BEFORE_WHY = frozenset({"because", "why", ":", "-", "–"})


class Pair(NamedTuple):
    """Who was named, one after the other, and what was left of the words."""

    one: Named
    other: Named | None
    rest: str


def read(session: Session, words: Sequence[str]) -> Pair:
    """The two people that some words begin with; of two words each is a person.

    Of more, the longest run that somebody is called decides, as in a sentence. Raises what naming
    a person raises (3, 4).
    """
    if len(words) == 1:
        return Pair(_person(session, words[0]), None, "")
    if len(words) == 2:
        one, other = (_person(session, word) for word in words)
        return Pair(one, other, "")
    one, rest = _first(session, words)
    if len(rest) > 1 and rest[0] in BETWEEN:
        rest = rest[1:]
    if not rest:
        return Pair(one, None, "")
    other, rest = _first(session, rest)
    if rest and rest[0] in BEFORE_WHY:
        rest = rest[1:]
    return Pair(one, other, " ".join(rest))


def one_of(session: Session, typed: str, pair: Sequence[Named]) -> Named:
    """The one of two people who is meant; UsageError (2) for somebody else."""
    fits = best((fit_of(typed.removeprefix("@"), each), each) for each in pair)
    exact = [each for each in pair if typed.removeprefix("@") == each.handle]
    if len(exact or fits) == 1:
        return (exact or fits)[0]
    person = session.who(typed)
    if person.id not in [each.id for each in pair]:
        names = " and ".join(each.name for each in pair)
        raise UsageError(f"{person.name} is neither of the two: it is about {names}.")
    return person


def _first(session: Session, words: Sequence[str]) -> tuple[Named, Sequence[str]]:
    """Whoever the first words name, and the words behind them."""
    most = 1 if words[0].startswith("@") else min(LONGEST, len(words))
    for count in range(most, 1, -1):
        typed = " ".join(words[:count])
        if named(typed, session.store.directory):
            return _person(session, typed), words[count:]
    return _person(session, words[0]), words[1:]


def _person(session: Session, typed: str) -> Named:
    if typed.strip().lower() == ME and not session.store.directory.by_handle(ME):
        raise UsageError("you are there already: name two others, such as rescrm intro ana ben")
    return session.who(typed)
