"""One property of a card: what its head says, and its value as text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rescrm.errors import UnknownEncoding
from rescrm.formats.encoding import known, like_ascii

LONGEST_HEAD = 1000
_QUOTED_HEAD = re.compile(r'[^":]*(?:"[^"]*"[^":]*)*(?=:)')
_ESCAPED = re.compile(r"\\([\\,;:\"nN])")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)

# What a bare parameter of vCard 2.1 may say about a place; anything may stand in TYPE=.
_PLACES = frozenset(
    {"home", "work", "cell", "mobile", "fax", "pager", "main", "car", "other", "school", "iphone"}
)
_NO_PLACE = frozenset({"", "pref", "internet", "voice", "msg", "text", "video", "email", "x400"})


class Broken(Exception):
    """A property that cannot be read, and why."""


class Head(NamedTuple):
    """What stands before the colon: `item1.TEL;TYPE=work` → item1, TEL, label "work"."""

    group: str
    name: str
    label: str | None
    params: Mapping[str, Sequence[str]]
    quoted: bool  # quoted-printable
    base64: bool
    charset: str | None


def read_head(text: str) -> Head:
    """Reads the head of a property line."""
    first, _, rest = text.partition(";")
    group, _, name = first.rpartition(".")
    params: dict[str, list[str]] = {}
    for key, values in _params(rest):
        params.setdefault(key, []).extend(values)
    bare = params.get("", [])
    coding = [*bare, *params.get("encoding", [])]
    types = [each.strip().lower() for each in params.get("type", [])]
    places = [*(each for each in bare if each in _PLACES), *types]
    return Head(
        group=group.strip().lower(),
        name=name.strip().upper().replace("_", "-"),
        label=_label(places),
        params=params,
        quoted="quoted-printable" in coding,
        base64=bool({"b", "base64"} & set(coding)),
        charset=_charset(params.get("charset", [])),
    )


def split_head(line: str) -> tuple[str, str]:
    """Cuts a line at the colon that ends its head; a colon in quotes does not."""
    head, colon, value = line.partition(":")
    if '"' in head[:LONGEST_HEAD] and head.count('"') % 2:
        found = _QUOTED_HEAD.match(line[: LONGEST_HEAD + 1])
        if not found:
            raise Broken("has a quote that does not end")
        head, value = line[: found.end()], line[found.end() + 1 :]
    if not colon or len(head) > LONGEST_HEAD:
        raise Broken("is not a property")
    return head, value


def plain(value: str) -> str:
    """A value without its backslashes."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def cut(value: str, separator: str) -> list[str]:
    """The parts of a value as they are written; `\\;` does not part."""
    if "\\" not in value:
        return value.split(separator)
    parts: list[str] = []
    for part in value.split(separator):
        if parts and (len(parts[-1]) - len(parts[-1].rstrip("\\"))) % 2:
            parts[-1] += separator + part
        else:
            parts.append(part)
    return parts


def split(value: str, separator: str) -> list[str]:
    """The parts of a value, each without its backslashes."""
    return [plain(part) for part in cut(value, separator)]


def apple_label(value: str) -> str | None:
    """The words of an X-ABLabel: `_$!<Work>!$_` is "work"; one's own words stay."""
    text = value.strip()
    built_in = _APPLE_LABEL.fullmatch(text)
    return (built_in[1].lower() if built_in else text) or None


def _params(text: str) -> list[tuple[str, list[str]]]:
    """Pairs of a parameter's name and values, "" for the bare ones; all in lower case."""
    if not text:
        return []
    if '"' in text:
        # Its parseLine takes exponential time on a hostile line; this part of it does not.
        from vobject.base import parseParams

        pairs = [(str(name), list(values)) for name, *values in parseParams(";" + text)]
        named = [(name, ",".join(values)) if values else ("", name) for name, values in pairs]
    else:
        cut = [part.partition("=") for part in text.split(";")]
        named = [(name, value) if equals else ("", name) for name, equals, value in cut]
    return [(name.strip().lower(), value.strip().lower().split(",")) for name, value in named]


def _label(places: Sequence[str]) -> str | None:
    """The words for an address or a number: "work", "home fax"."""
    words = dict.fromkeys(place for place in places if place not in _NO_PLACE)
    return " ".join(sorted(words, key="fax".__eq__)) or None


def _charset(values: Sequence[str]) -> str | None:
    try:
        charset = known(values[0][:40]) if values else None
    except UnknownEncoding:
        return None
    return charset if charset and like_ascii(charset) else None
