"""A term of yours in a group: what its end asks for, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

ABOUT = "hand over and thank"
AHEAD = timedelta(days=14)
DAY = timedelta(days=1)


class Term(NamedTuple):
    """From when to when, both included, and as what; the first day may be unknown."""

    role: str | None
    first: date | None
    last: date


class HandOver(NamedTuple):
    """What is kept for the end of a term, by its number and the term's last day."""

    id: int
    last: date
    done: bool = False


class Step(NamedTuple):
    """What to do: keep one anew (no number), move one, or take one away (no days)."""

    id: int | None
    due_on: date | None = None
    limit_on: date | None = None


def steps(terms: Sequence[Term], kept: Sequence[HandOver], today: date) -> Iterator[Step]:
    """Yield what brings the hand-overs in line with the terms.

    A term that is over asks for nothing new, and what it asked for stays until it is done. Where a
    term was moved, its hand-over moves along and keeps its number.
    """
    ending = _ending(terms)
    ends = {term.last for term in ending}
    spare = [each for each in kept if not each.done and each.last not in ends]
    known = {each.last for each in kept}
    for term in ending:
        if term.last >= today and term.last not in known:
            id = spare.pop(0).id if spare else None
            yield Step(id, due_day(term, today), term.last)
            known.add(term.last)
    for each in spare:
        yield Step(each.id)


def due_day(term: Term, today: date) -> date:
    """Two weeks before the term's last day; of a short term its first day, and never gone by."""
    ahead = term.last - min(AHEAD, term.last - date.min)
    return min(max(ahead, term.first or ahead, today), term.last)


def _ending(terms: Sequence[Term]) -> list[Term]:
    """Those at whose end one steps down: the same role goes on in no term that follows."""
    return [term for term in terms if not any(_goes_on(term, other) for other in terms)]


def _goes_on(term: Term, following: Term) -> bool:
    same = term.role in (None, following.role) and following.last > term.last
    return same and following.first is not None and following.first - term.last <= DAY
