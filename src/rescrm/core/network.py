"""What stands around the people, as values: events, groups, mentors, rules, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


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


class Member(NamedTuple):
    """Someone in a group (`me` is the user), with their role and term."""

    uid: str
    handle: str
    name: str
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


class Side(NamedTuple):
    """One of two people who are introduced."""

    handle: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Two people who should know each other: asking, agreed, connected or declined.

    What each of them said is yes, no, or nothing yet; ``drafts`` are the letters about it.
    """

    id: int
    uid: str
    one: Side
    other: Side
    why: str | None
    state: str
    one_said: str | None
    other_said: str | None
    drafts: tuple[Draft, ...] = ()
    said_on: date
    ended_on: date | None = None


class Edge(NamedTuple):
    """A line of the network: who introduced whom to you, whom you connected, who is in a group.

    ``how`` is introduced, connected or group; of a group ``other`` is the group.
    """

    how: str
    one: Side
    other: Side
