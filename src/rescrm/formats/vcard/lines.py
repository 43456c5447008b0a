"""The cards of a file, each its own bytes, and the unfolded lines of one card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rescrm.formats.encoding import LIMIT
from rescrm.formats.record import Unreadable

_PADDING = b"\xef\xbb\xbf\x00\x1a \t\r\n"  # a mark inside a file, filling, the end of CP/M
_FIRST_BYTES = frozenset(b"BbEe\xef\x00\x1a")  # what a BEGIN or an END line can begin with
_NEVER = frozenset((b"M", b"D"))  # their second bytes: EMAIL and BDAY are in every card
_QUOTED_PRINTABLE = "QUOTED-PRINTABLE"
_MOST_LINES = 300_000  # a photo of 16 MiB has fewer
_HEAD = 1000  # characters in which a property must have come to its colon


class Raw(NamedTuple):
    """The bytes of one card: whole, or from its BEGIN to where it was cut short."""

    line: int
    body: bytes
    whole: bool


def cards(blocks: Iterable[bytes], name: str) -> Iterator[Raw | Unreadable]:
    """Yields each card of a file; what stands outside is named once a stretch."""
    number = start = stray = 0  # lines: the last one read, of BEGIN, the first outside
    body: list[bytes] = []
    for block in blocks:
        for line in block.splitlines(keepends=True):
            number += 1
            edge = _edge(line) if line[0] in _FIRST_BYTES and line[1:2] not in _NEVER else None
            if start:
                if edge != "BEGIN":
                    body.append(line)
                if edge:
                    yield Raw(start, b"".join(body), edge == "END")
                    start, body = 0, []
            elif edge == "BEGIN" and stray > 0:
                yield Unreadable(f"{name}:{stray}", "outside any card; left out")
            elif edge != "BEGIN" and not stray and line.strip(_PADDING):
                stray = number
            if edge == "BEGIN":
                start, body, stray = number, [line], 0
        if start and (len(body) > _MOST_LINES or sum(map(len, body)) > LIMIT):
            reason = f"this card is longer than {LIMIT >> 20} MiB or {_MOST_LINES} lines"
            yield Unreadable(f"{name}:{start}", reason)
            start, body, stray = 0, [], -1  # its rest was named already
    if start:
        yield Raw(start, b"".join(body), False)
    elif stray > 0:
        yield Unreadable(f"{name}:{stray}", "outside any card; left out")


def logical(text: str) -> list[str]:
    """Unfolds the lines of a card whose line ends are all LF."""
    if "=\n" in text and _QUOTED_PRINTABLE in text.upper():
        return [line for _, line in numbered(text)]
    return text.replace("\n ", "").replace("\n\t", "").split("\n")


def numbered(text: str) -> list[tuple[int, str]]:
    """The same unfolded lines, each with the place of its first line in the card, from 0.

    In quoted-printable a "=" at the end goes on with the next line, whose first blank
    belongs to the text (as in vCard 2.1 of Outlook); an empty line ends it (Android).
    """
    found: list[tuple[int, list[str]]] = []
    soft = False
    for at, line in enumerate(text.split("\n")):
        if soft and line.strip() and not _edge(line.encode()):
            found[-1][1].append(line)
        elif found and line[:1] in (" ", "\t"):
            found[-1][1].append(line[1:])
        else:
            found.append((at, [line]))
        parts = found[-1][1]
        soft = line.endswith("=") and _QUOTED_PRINTABLE in parts[0][:_HEAD].upper()
        if soft:
            parts[-1] = parts[-1][:-1]
    return [(at, "".join(parts)) for at, parts in found]


def _edge(line: bytes) -> str | None:
    match line.strip(_PADDING).upper().replace(b" ", b""):
        case b"BEGIN:VCARD":
            return "BEGIN"
        case b"END:VCARD":
            return "END"
    return None
