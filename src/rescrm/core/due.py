"""What falls due: the one noun that every question about today needs."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

# Why someone is shown whose rhythm has stopped: said for a week, then kept quiet.
GHOSTED = "three tries without an answer: resting until a reply, or `wake`"


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


class Last(NamedTuple):
    """The latest touch that reached the person."""

    on: date
    kind: str | None
    note: str | None


class Due(NamedTuple):
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
