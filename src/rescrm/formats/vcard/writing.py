"""Cards for a folder: a fresh one, or one that is there with only the changed lines rewritten.

Version 3.0, which Apple, Google, Radicale and khard take; a yearless birthday has no BDAY there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rescrm.core.reconcile import Content
from rescrm.formats.content_line import EDIT, folded
from rescrm.formats.content_line import escaped as _text
from rescrm.formats.record import Record, one_line
from rescrm.formats.vcard.lines import numbered
from rescrm.formats.vcard.property import Broken, cut, plain, read_head, split, split_head
from rescrm.formats.vcard.shared import BIRTHDAY, OWN, OWN_LISTS, PRIVATE_TAG, content, tag

_PHYSICAL = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_PLACES = frozenset({"home", "work", "cell", "main", "pager", "fax", "other"})
# Where the values of a field stand, each on a line of its own.
_LINES = {"email": ("EMAIL",), "phone": ("TEL",), "link": ("URL", "X-SOCIALPROFILE")}
Labels = Mapping[str, str]


class Line(NamedTuple):
    """An unfolded line of a card, with the text it was folded into."""

    raw: str
    group: str
    name: str
    value: str


def fresh(uid: str, wanted: Content, labels: Labels) -> bytes:
    """A new card; ``labels`` are what addresses and numbers are called."""
    begin = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{_text(uid)}"]
    lines = [_line(text) for text in begin]
    lines = _edited(lines, {}, wanted, labels)
    return _encoded([*lines, _line("END:VCARD")])


def rewritten(
    record: Record, uid: str, wanted: Content, labels: Labels, *, notes: bool, edit: str = ""
) -> bytes:
    """A card with other content: lines that say the same stay as they are, byte for byte.

    Without ``notes`` those on the card are left alone. ``edit`` tells this change from others. Of
    version 2.1, which no server takes, a fresh card is made.
    """
    lines = _lines(record.lines or "")
    version = next((line.value.strip() for line in lines if line.name == "VERSION"), "")
    if version not in ("3.0", "4.0"):
        return fresh(uid, wanted, labels)
    lines = [each for line in lines for each in _categories(line, {PRIVATE_TAG})]
    known = content(record, notes=notes)
    if not any(line.name == "UID" for line in lines):
        lines[2:2] = [_line(f"UID:{_text(uid)}")]
    end = next((at for at, line in enumerate(lines) if line.name == "END"), len(lines))
    body = _edited(lines[:end], known, wanted, labels, version)
    if edit:
        body = [*_without(body, EDIT), _own(EDIT, edit)]
    whole = _encoded([*body, *lines[end:]])
    return whole if "\r\n" in (record.lines or "") else whole.replace(b"\r\n", b"\n")


def _lines(text: str) -> list[Line]:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    physical = _PHYSICAL.findall(text)
    starts = [at for at, _ in numbered(unix)]
    found = []
    for (at, unfolded), until in zip(numbered(unix), [*starts[1:], len(physical)], strict=True):
        raw = "".join(physical[at:until])
        if raw:
            found.append(_line(unfolded, raw))
    return found


def _line(text: str, raw: str | None = None) -> Line:
    kept = folded(text) if raw is None else raw
    try:
        start, value = split_head(text)
        head = read_head(start)
    except Broken:
        return Line(kept, "", "", "")
    return Line(kept, head.group, head.name, value)


def _encoded(lines: Iterable[Line]) -> bytes:
    text = "".join(line.raw for line in lines)
    return text.encode("utf-8", "replace")


# One field after the other -------------------------------------------------------------------


def _edited(
    lines: list[Line], before: Content, after: Content, labels: Labels, version: str = "3.0"
) -> list[Line]:
    """Lines in which each field that differs is said anew."""
    for field in _ORDER:
        old, new = before.get(field, ()), after.get(field, ())
        if old == new:
            continue
        if field in _LINES:
            lines = _each(lines, field, old, new, labels)
        elif field in OWN_LISTS:
            lines = _own_list(lines, field, old, new)
        elif field == "birthday":
            lines = _birthday(lines, new, version)
        elif field in OWN:
            lines = [*_without(lines, OWN[field]), *(_own(OWN[field], each) for each in new)]
        else:
            lines = _SINGLES[field](lines, new)
    return lines


def _each(
    lines: list[Line], field: str, old: Sequence[str], new: Sequence[str], labels: Labels
) -> list[Line]:
    names = _LINES[field]
    gone = {each for each in old if each not in new}
    out = [line for line in lines if line.name in names and _bare(line.value) in gone]
    groups = {line.group for line in out if line.group}
    kept = [line for line in lines if line not in out]
    still = {line.group for line in kept if line.name != "X-ABLABEL"}
    kept = [
        line
        for line in kept
        if line.name != "X-ABLABEL" or line.group not in groups or line.group in still
    ]
    for value in new:
        if value not in old:
            kept += _labelled(names[0], value, labels.get(value), {line.group for line in kept})
    return kept


def _bare(value: str) -> str:
    text = plain(value).strip()
    scheme, colon, rest = text.partition(":")
    return rest if colon and scheme.lower() in ("mailto", "tel") else text


def _labelled(name: str, value: str, label: str | None, groups: set[str]) -> Iterator[Line]:
    """An address or a number, with what it is called: a TYPE where that is usual."""
    if not label or name == "URL":
        yield _line(f"{name}:{_text(value)}")
    elif set(label.split()) <= _PLACES:
        yield _line(f"{name};TYPE={','.join(label.upper().split())}:{_text(value)}")
    else:
        number = next(each for each in range(1, 10_000) if f"item{each}" not in groups)
        yield _line(f"item{number}.{name}:{_text(value)}")
        yield _line(f"item{number}.X-ABLabel:{_text(label)}")


def _own(name: str, value: str) -> Line:
    return _line(f"{name}:{_text(value)}")


def _own_list(lines: list[Line], field: str, old: Sequence[str], new: Sequence[str]) -> list[Line]:
    name = OWN_LISTS[field]
    gone = {each for each in old if each not in new}
    kept = [line for line in lines if line.name != name or _as_read(field, line.value) not in gone]
    if field == "tag":
        kept = [each for line in kept for each in _categories(line, gone)]
    return [*kept, *(_own(name, each) for each in new if each not in old)]


def _as_read(field: str, value: str) -> str:
    text = plain(value).strip()
    if field == "tag":
        return tag(text)
    return text if field == "remark" else one_line(text)


def _categories(line: Line, gone: set[str]) -> Iterator[Line]:
    """A line of categories without those that were taken out."""
    words = split(line.value, ",") if line.name == "CATEGORIES" else []
    kept = [word for word in words if tag(word) not in gone]
    if len(kept) == len(words):
        yield line
    elif kept:
        yield _line(f"CATEGORIES:{','.join(map(_text, kept))}")


def _birthday(lines: list[Line], new: Sequence[str], version: str) -> list[Line]:
    kept = _without(lines, "BDAY", BIRTHDAY)
    for value in new:
        if not value.startswith("--"):
            kept.append(_line(f"BDAY:{value}"))
        elif version == "4.0":
            kept.append(_line(f"BDAY:--{value[2:4]}{value[5:7]}"))
        else:
            kept.append(_own(BIRTHDAY, value))
    return kept


def _name(lines: list[Line], new: Sequence[str]) -> list[Line]:
    name = _text(new[0] if new else "")
    *given, family = name.split(" ")
    kept = _without(lines, "FN", "N")
    said = [_line(f"FN:{name}"), _line(f"N:{family};{' '.join(given)};;;")]
    return [*kept[:3], *said, *kept[3:]]


def _nicknames(lines: list[Line], new: Sequence[str]) -> list[Line]:
    said = [_line(f"NICKNAME:{','.join(map(_text, new))}")] if new else []
    return [*_without(lines, "NICKNAME"), *said]


def _organisation(lines: list[Line], new: Sequence[str]) -> list[Line]:
    """The name of the place; its departments stay."""
    rest = next((cut(line.value, ";")[1:] for line in lines if line.name == "ORG"), [])
    said = [_line(f"ORG:{';'.join([_text(new[0]), *rest])}")] if new else []
    return [*_without(lines, "ORG"), *said]


def _title(lines: list[Line], new: Sequence[str]) -> list[Line]:
    kept = _without(lines, "TITLE") if new else _without(lines, "TITLE", "ROLE")
    return [*kept, *(_line(f"TITLE:{_text(each)}") for each in new)]


def _city(lines: list[Line], new: Sequence[str]) -> list[Line]:
    """The place in the first address; its street stays."""
    city = _text(new[0]) if new else ""
    said: list[Line] = []
    was_said = False
    for line in lines:
        parts = cut(line.value, ";") if line.name == "ADR" else []
        if len(parts) > 3 and (not city or not was_said):
            parts[3], was_said = city, True
            head = line.raw.replace("\r", "").replace("\n ", "").replace("\n\t", "")
            line = _line(f"{split_head(head)[0]}:{';'.join(parts)}")
        said.append(line)
    return said if was_said or not city else [*said, _line(f"ADR:;;;{city};;;")]


def _note(lines: list[Line], new: Sequence[str]) -> list[Line]:
    return [*_without(lines, "NOTE"), *(_line(f"NOTE:{_text(each)}") for each in new)]


_SINGLES: Mapping[str, Callable[[list[Line], Sequence[str]], list[Line]]] = {
    "name": _name,
    "nickname": _nicknames,
    "organisation": _organisation,
    "title": _title,
    "city": _city,
    "note": _note,
}
_ORDER = (
    "name", "nickname", "email", "phone", "link", "organisation", "title", "city", "birthday",
    "note", *OWN, *OWN_LISTS,
)  # fmt: skip


def _without(lines: Iterable[Line], *names: str) -> list[Line]:
    return [line for line in lines if line.name not in names]
