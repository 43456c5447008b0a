"""What to talk about when you meet next, and whether it was talked about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .folding import words
from .vocabulary import SMALL, TITLES

# What a point begins with says how to talk, not about what.
_ASKING = frozenset(
    ("ask", "tell", "raise", "bring", "share", "show", "talk", "discuss", "chat", "plan")
)
_DRY = SMALL | TITLES | _ASKING
_STEM = 5  # letters that two shapes of a word have in common: review, reviewed, reviewing


class Point(NamedTuple):
    """Something to talk about with a person or in a group.

    ``group`` is the handle of the group whose point it is, ``interaction`` the uid of the touch
    in which it was talked about.
    """

    id: int
    handle: str
    name: str
    text: str
    said_on: date
    done_on: date | None = None
    group: str | None = None
    interaction: str | None = None


def is_covered(text: str, said: Iterable[str]) -> bool:
    """Tell whether what was said names a point: more than half of the words that matter in it.

    Of one or two such words all are needed; a point of small words alone has to be said whole.
    """
    spoken = [word for each in said for word in words(each)]
    wanted = list(dict.fromkeys(word for word in words(text) if word not in _DRY))
    if not wanted:
        phrase = " ".join(words(text))
        return bool(phrase) and f" {phrase} " in f" {' '.join(spoken)} "
    found = sum(any(_same(word, other) for other in spoken) for word in wanted)
    return found * 2 > len(wanted)


def _same(word: str, other: str) -> bool:
    """Whether two words are one in different shapes."""
    if word == other:
        return True
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < _STEM:
        return longer == shorter + "s"
    return longer[: len(shorter) - 1] == shorter[:-1] and len(longer) - len(shorter) < _STEM
