"""Which format a file is in, found by looking."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from itertools import islice
from typing import BinaryIO

from rescrm.errors import UnknownFormat
from rescrm.formats import linkedin, table
from rescrm.formats.encoding import marked
from rescrm.formats.record import Record, Unreadable
from rescrm.formats.vcard import reading as vcard

HEAD = 64 * 1024  # bytes that are enough to tell
KNOWN = ("vCard (.vcf)", "LinkedIn Connections.csv")

Read = Callable[[Iterable[bytes] | BinaryIO, str, str | None], Iterator[Record | Unreadable]]
READERS: dict[str, Read] = {"vcard": vcard.read, "linkedin": linkedin.read}

_CALENDAR = re.compile(r"^[\0\ufeff]*BEGIN *: *VCALENDAR\b", re.IGNORECASE | re.MULTILINE)
_EVENT = re.compile(r"^BEGIN *: *VEVENT\b", re.IGNORECASE | re.MULTILINE)
_CARD = re.compile(r"^[\0\ufeff]*BEGIN *: *VCARD\b", re.IGNORECASE | re.MULTILINE)


def detect(head: bytes, name: str) -> str:
    """Names the reader for a file that begins with ``head``; raises `UnknownFormat`.

    An empty file is a vCard file without a card when its name says so.
    """
    encoding, skip = marked(head)
    text = head[skip:HEAD].decode(encoding or "utf-8", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CARD.search(text):
        return "vcard"
    if not text.strip("\0 \t\n") and name.lower().endswith((".vcf", ".vcard")):
        return "vcard"
    lines = islice(StringIO(text), table.HEADING_WITHIN)
    if any(table.heading(line, linkedin.is_heading) for line in lines):
        return "linkedin"
    if _CALENDAR.search(text):
        raise UnknownFormat(name, KNOWN, _of_calendar(text))
    raise UnknownFormat(name, KNOWN)


def _of_calendar(text: str) -> str:
    """What a calendar is read by instead."""
    if not _EVENT.search(text) and len(text) < HEAD:
        return "this calendar has no events, and import is for people"
    return (
        "a calendar is read by rescrm event import (a conference's programme), rescrm shifts "
        "import (a call schedule) and rescrm brief --calendar; import is for people"
    )
