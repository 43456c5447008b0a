"""What others did for me and I for them, as values: acts of sponsors, favours, offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DONE, OPEN, TAKEN, LAPSED = "done", "open", "taken", "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a sponsor did; ``thank_you`` is the number of the thanks for it, due or given."""

    uid: str
    handle: str
    name: str
    act: str
    on: date
    thank_you: int | None = None
    due_on: date | None = None
    thanked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    """Someone who speaks up for me: their acts, the latest first, and what they heard from me."""

    handle: str
    name: str
    acts: tuple[Act, ...] = ()
    thanked_on: date | None = None
    updated_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Favour:
    """What I gave someone or got from them.

    ``state`` is done, or of an offer open, taken, lapsed.
    """

    uid: str
    handle: str
    name: str
    way: str  # gave, got
    what: str
    on: date
    state: str = DONE
    thank_you: int | None = None
    due_on: date | None = None
    thanked_on: date | None = None
