"""When thanks are in place: after a mentor's time, after what someone did for you."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from .model import Interaction

# The kinds of touch in which someone gives their time, as one says them.
MEETINGS: Mapping[str, str] = {
    "coffee": "coffee",
    "call": "the call",
    "meeting": "the meeting",
    "meal": "the meal",
    "video": "the video call",
}
MESSAGES = frozenset({"email", "message", "letter"})
AFTER_MEETING = timedelta(days=2)
AFTER_FAVOUR = timedelta(days=3)
LIMIT = timedelta(days=3)  # from the day thanks are due to the last good one
LATE = timedelta(days=30)  # a meeting told of later than this asks for no thanks any more

_THANKS = re.compile(r"\b(?:thank(?:s|ed|ing|-you)?|grateful|gratitude)\b", re.IGNORECASE)


def is_meeting(touch: Interaction) -> bool:
    """Whether somebody gave me their time: not a try, not a group's meeting, not all their own."""
    mine = touch.direction != "them" and not touch.attempt
    return touch.kind in MEETINGS and mine and touch.group is None


def is_letter(touch: Interaction, today: date) -> bool:
    """Whether a message of mine has gone out."""
    return touch.kind in MESSAGES and touch.direction == "me" and touch.on <= today


def says_thanks(note: str | None) -> bool:
    """Whether a note speaks of thanking."""
    return bool(_THANKS.search(note or ""))


def is_too_late(meeting: date, today: date) -> bool:
    """Whether a meeting is so long past that a thank-you would surprise."""
    return today - meeting > LATE


def due_after_meeting(day: date) -> date:
    """The day a thank-you for a meeting is due."""
    return later(day, AFTER_MEETING)


def due_after_favour(day: date, today: date) -> date:
    """The day a thank-you for what somebody did is due; of what is long past, today."""
    return max(later(day, AFTER_FAVOUR), today)


def limit(due_on: date) -> date:
    """The last good day for a thank-you."""
    return later(due_on, LIMIT)


def later(day: date, by: timedelta) -> date:
    """Some days later, at most the last day there is."""
    return day + min(by, date.max - day)


def after(kind: str, day: date) -> str:
    """After which meeting a thank-you is in place: `after coffee on Sat 21 Nov 2026`."""
    from .days import spoken

    return f"after {MEETINGS.get(kind, f'the {kind}')} on {spoken(day)}"
