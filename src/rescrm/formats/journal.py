"""A touch as a journal entry (VJOURNAL) of its own file, so that machines can share it.

DTSTART is its day, DESCRIPTION its note, CATEGORIES its tags; the rest stands in lines of our
own. What others have added to an entry stays in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rescrm.core.reconcile import Content
from rescrm.formats.content_line import EDIT, escaped, folded, plain, unfolded
from rescrm.formats.ics import PRODUCT
from rescrm.formats.record import Unreadable

LISTS = frozenset({"who", "missed", "tag"})
NOTES = frozenset({"note"})
OWN = {
    "kind": "X-RESCRM-KIND",
    "direction": "X-RESCRM-DIRECTION",
    "attempt": "X-RESCRM-ATTEMPT",
    "event": "X-RESCRM-EVENT",
    "group": "X-RESCRM-GROUP",
    "who": "X-RESCRM-WHO",
    "missed": "X-RESCRM-MISSED",
}
_FIELDS = {name: field for field, name in OWN.items()}
_OURS = {
    *_FIELDS,
    EDIT,
    "UID",
    "DTSTAMP",
    "DTSTART",
    "SUMMARY",
    "CLASS",
    "DESCRIPTION",
    "CATEGORIES",
}
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(T.*)?", re.ASCII)


class Entry(NamedTuple):
    """An entry: its uid, its fields, and the lines in it that are not ours."""

    uid: str
    content: Content
    others: tuple[str, ...] = ()


def read(data: bytes, where: str, *, notes: bool) -> Entry | Unreadable | None:
    """Reads the one entry of a file; None for one that is no touch of ours: it names nobody."""
    try:
        lines = unfolded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Unreadable(where, "not readable as UTF-8")
    begins = [line.strip().upper() for line in lines]
    if not any(begins):
        return Unreadable(where, "an empty file")
    if begins.count("BEGIN:VJOURNAL") != 1 or begins.count("END:VCALENDAR") != 1:
        return Unreadable(where, "not one journal entry")
    if "END:VJOURNAL" not in begins:
        return Unreadable(where, "this entry has no end")
    body = lines[begins.index("BEGIN:VJOURNAL") + 1 : begins.index("END:VJOURNAL")]
    return _entry(body, where, notes=notes)


def _entry(body: Sequence[str], where: str, *, notes: bool) -> Entry | Unreadable | None:
    uid = ""
    fields: dict[str, list[str]] = {}
    others = []
    for line in body:
        name, value = _cut(line)
        if name == "UID":
            uid = plain(value).strip()
        elif name == "DTSTART":
            fields.setdefault("day", []).append(_day(value))
        elif name == "DESCRIPTION" and value.strip():
            fields.setdefault("note", []).append(plain(value).strip())
        elif name == "CATEGORIES":
            fields.setdefault("tag", []).extend(map(plain, re.split(r"(?<!\\),", value)))
        elif name in _FIELDS:
            fields.setdefault(_FIELDS[name], []).append(plain(value).strip())
        elif name not in _OURS and line.strip():
            others.append(line)
    if not uid:
        return Unreadable(where, "no UID in this entry")
    if not fields.get("who") and not fields.get("missed"):
        return None
    if fields.get("day", [""])[0] == "":
        return Unreadable(where, "no readable day in this entry")
    return Entry(uid, _content(fields, notes=notes), tuple(others))


def _content(fields: dict[str, list[str]], *, notes: bool) -> Content:
    return {
        name: tuple(dict.fromkeys(filter(None, values)))[: None if name in LISTS else 1]
        for name, values in fields.items()
        if any(values) and (notes or name not in NOTES)
    }


def _cut(line: str) -> tuple[str, str]:
    """The name of a property and its value; a colon in quotes does not part."""
    head, colon, value = line.partition(":")
    while colon and head.count('"') % 2:
        more, colon, value = value.partition(":")
        head += f":{more}"
    return head.partition(";")[0].strip().upper(), value


def _day(value: str) -> str:
    found = _DAY.fullmatch(value.strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else ""
    except ValueError:
        return ""


def write(uid: str, content: Content, others: Sequence[str] = (), edit: str = "") -> bytes:
    """The file of an entry; the same touch gives the same bytes. ``edit`` tells a change."""
    edits = (f"{EDIT}:{edit}",) if edit else ()
    return "".join(map(folded, _said(uid, content, (*edits, *others)))).encode("utf-8", "replace")


def _said(uid: str, content: Content, others: Sequence[str]) -> Iterator[str]:
    day = "".join(content.get("day", ())).replace("-", "")
    kind = "".join(content.get("kind", ()))
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "BEGIN:VJOURNAL")
    yield f"UID:{escaped(uid)}"
    yield f"DTSTAMP:{day}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day}"
    yield f"SUMMARY:{escaped(kind.capitalize() or 'Touch')}"
    yield "CLASS:PRIVATE"
    yield from (f"DESCRIPTION:{escaped(note)}" for note in content.get("note", ()))
    if tags := content.get("tag"):
        yield f"CATEGORIES:{','.join(map(escaped, tags))}"
    for field, name in OWN.items():
        yield from (f"{name}:{escaped(value)}" for value in content.get(field, ()))
    yield from others
    yield from ("END:VJOURNAL", "END:VCALENDAR")
