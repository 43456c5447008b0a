"""The nouns of rescrm, as values.

    Contact ─┬─ Channel      e-mail, phone, profile
             ├─ Interaction  a touch: several people, one day
             ├─ Rule         how often, for a contact, group, role, tag, kind or everyone
             ├─ Commitment   promise, ask, thank-you, follow-up: one number space
             └─ Due          what falls due, derived when asked
    Event ── who was met there     Group ── its members

Field names are the JSON keys that scripts rely on (a trailing underscore is dropped).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .due import Due as Due
from .due import Last as Last
from .due import What as What


class Ref(NamedTuple):
    """A person as another item names them."""

    uid: str
    handle: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """A touch: one day, several people; ``direction`` is me, them or both."""

    uid: str
    on: date
    kind: str | None
    note: str | None
    tags: tuple[str, ...] = ()
    people: tuple[Ref, ...] = ()
    missed: tuple[Ref, ...] = ()
    event: str | None = None
    group: str | None = None
    direction: str = "both"
    attempt: bool = False
    source: str | None = None


class Commitment(NamedTuple):
    """Something to be done for someone, or for a group; ``by`` is the day it falls due.

    ``state`` is of an ask: asked, agreed, declined, done, thanked; of a group's, that is of a
    speaker, invited in place of asked and hosted in place of done.
    """

    id: int
    uid: str
    what: What
    handle: str
    name: str
    about: str | None
    by: date
    done_on: date | None = None
    event: str | None = None
    group: str | None = None
    state: str | None = None
