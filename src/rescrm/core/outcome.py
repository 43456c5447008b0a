"""What came of a group, as values: who came, what was said and kept, whom and what it led to."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Attendance(NamedTuple):
    """How often someone came to a group's meetings, and how often they were missed."""

    handle: str
    name: str
    times: int
    missed: int
    last: date | None
    member: bool  # today; guests and those who left came too


class Found(NamedTuple):
    """Someone who was first met at one of its meetings."""

    handle: str
    name: str
    on: date


class Occasion(NamedTuple):
    """An event at which it met."""

    handle: str
    name: str
    on: date


class Move(NamedTuple):
    """Where someone of the group went on to, and from when."""

    handle: str
    name: str
    to: str
    from_: date
