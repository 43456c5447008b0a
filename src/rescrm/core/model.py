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

from dataclasses import dataclass, field
from datetime import date
from typing import NewType

from .due import Due as Due
from .due import Last as Last
from .due import What as What

Uid = NewType("Uid", str)
Handle = NewType("Handle", str)


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of the year, with the year when it is known: a birthday."""

    month: int
    day: int
    year: int | None = None

    def __str__(self) -> str:
        front = "-" if self.year is None else f"{self.year:04d}"
        return f"{front}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An e-mail address."""

    address: str
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A phone number as it was typed."""

    number: str
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One person."""

    uid: Uid
    handle: Handle
    name: str
    nicknames: tuple[str, ...] = ()
    kind: str | None = None
    tags: tuple[str, ...] = ()
    emails: tuple[Address, ...] = ()
    phones: tuple[Phone, ...] = ()
    organisation: str | None = None
    title: str | None = None
    stage: str | None = None
    specialty: str | None = None
    city: str | None = None
    birthday: str | None = None
    met_at: str | None = None
    introduced_by: str | None = None
    every: str | None = None
    last: date | None = None
    due_on: date | None = None
    archived: bool = False
    custom: dict[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    met_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A promise, an ask, a thank-you or a follow-up; ``by`` is the day it falls due."""

    id: int
    uid: str
    what: What
    handle: str
    name: str
    about: str | None
    by: date
    done_on: date | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItem:
    """A rule as it is listed; ``people`` is how many it decides."""

    id: int
    selector: str
    every: str
    max: str | None
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A conference, workshop or rotation, with its counts."""

    handle: str
    name: str
    type: str
    from_: date
    to: date
    city: str | None
    targets: int
    met: int
    followed_up: int
    replied: int
    overdue: int
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Ref):
    """Someone in a group (`me` is the user), with their role and term."""

    role: str | None = None
    from_: date | None = None
    to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor:
    """A mentor's role and who has it, from a day and until one."""

    role: str
    handle: str
    name: str
    from_: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A pod, committee or club and who is in it now."""

    handle: str
    name: str
    type: str
    every: str | None
    meets: str | None
    members: tuple[Member, ...] = ()
    last: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter in the making; ``missing`` are the facts it waits for."""

    id: int | None
    handle: str
    name: str
    template: str
    to: str | None
    subject: str | None
    body: str | None
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    event: str | None = None
    state: str = "draft"
