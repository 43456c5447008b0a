"""A person, and the ways to reach them, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NewType

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
