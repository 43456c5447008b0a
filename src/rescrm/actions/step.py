"""Steps of the history as an answer: when they were taken, in the user's own zone."""

from __future__ import annotations

from collections.abc import Iterable

from ..session import Session
from ..store.journal import Change
from ..view import columns
from ..view.listing import Listing, Span


def listed(session: Session, steps: Iterable[Change], empty: str) -> Listing:
    """The steps as a table."""
    return Listing(
        kind="history",
        items=[step._replace(at=step.at.astimezone(session.now.tzinfo)) for step in steps],
        shape=columns.HISTORY,
        empty=empty,
    )


def told(answer: Listing, word: str, wanted: int, after: str) -> Listing:
    """The same as one sentence a step, with a word when there were fewer than wanted."""
    count = len(answer.items)
    if not count:
        return answer
    only = f"There {'was' if count == 1 else 'were'} only {count}."
    return answer._replace(
        lines=[(Span(f"{word}: ", "dim"), step.summary) for step in answer.items],
        notes=[only] if count < wanted else (),
        after=[after],
    )
