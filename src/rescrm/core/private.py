"""Tags that are for your eyes only: no calendar, card, digest or letter names them."""

from __future__ import annotations

from collections.abc import Iterable

TOUGH_WEEK = "tough-week"
PRIVATE = frozenset({TOUGH_WEEK})
HOW_IS_IT = "how is the week?"  # asked again when it has passed; it does not name the tag


def shareable(tags: Iterable[str]) -> tuple[str, ...]:
    """The tags that may leave the store with a card or a table."""
    return tuple(tag for tag in tags if tag not in PRIVATE)
