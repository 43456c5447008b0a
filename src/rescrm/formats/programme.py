"""The programme of a conference, as a calendar or as a schedule, found by looking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rescrm.core.programme import CalledOff, Talk
from rescrm.errors import UnknownFormat
from rescrm.formats import schedule, sessions
from rescrm.formats.encoding import marked
from rescrm.formats.record import Unreadable

LARGEST = 32 * 1024 * 1024  # bytes; the largest programme known has a tenth
KNOWN = ("a calendar (.ics)", "a pretalx or frab schedule (.json)")
_EVENT = re.compile(r"(?:^|[\r\n])BEGIN:VEVENT\b", re.IGNORECASE)

_CALENDAR = re.compile(r"\s*BEGIN:VCALENDAR\b", re.IGNORECASE)


def read(content: bytes, name: str) -> tuple[str, Iterator[Talk | CalledOff | Unreadable]]:
    """The format of a programme, and its sessions with what could not be read.

    Raises UnknownFormat (2), and UsageError (2) for a schedule that is cut off.
    """
    text = _text(content)
    if _CALENDAR.match(text) or _EVENT.search(text):
        return "ics", sessions.read(text, name)
    if text.lstrip().startswith(("{", "[")):
        return "schedule", schedule.read(text, name)
    raise UnknownFormat(name, KNOWN)


def _text(content: bytes) -> str:
    """What the bytes say: by their mark, as UTF-8, or as an old Windows program writes."""
    encoding, skip = marked(content[:4])
    for each in (encoding or "utf-8", "cp1252"):
        try:
            return content[skip:].decode(each)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
