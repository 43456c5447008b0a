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
from enum import StrEnum
from typing import NewType

Uid = NewType("Uid", str)
Handle = NewType("Handle", str)


class What(StrEnum):
    """What kind of thing falls due."""

    CHECK_IN = "check-in"
    PROMISE = "promise"
    ASK = "ask"
    THANK_YOU = "thank-you"
    DATE = "date"
    FOLLOW_UP = "follow-up"
    OUTREACH = "outreach"
    UPDATE = "update"
    HAND_OVER = "hand-over"
    GROUP = "group"


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
class Last:
    """The latest touch that reached the person."""

    on: date
    kind: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that falls due, with its reason in words."""

    uid: str
    handle: str
    name: str
    what: What
    about: str | None
    due_on: date
    overdue: int
    limit_on: date | None
    because: str
    last: Last | None = None
    planned_on: date | None = None
    id: int | None = None


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
