"""The lines that cards and calendars are made of: folded, unfolded, with their values escaped."""

from __future__ import annotations

import re

# On what was changed here. vdirsyncer remembers of a file that it wrote the content that was there
# before, and takes one that goes back to it for unchanged; this line makes it another.
EDIT = "X-RESCRM-EDIT"
WIDTH = 75  # octets, without the line's end

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_NEWLINE = re.compile("\r\n?")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_ESCAPED = re.compile(r"\\([\\,;:\"nN])")


def escaped(value: str) -> str:
    """A text as a value holds it; controls have no place there."""
    return _UNFIT.sub("", _NEWLINE.sub("\n", value)).translate(_ESCAPES)


def plain(value: str) -> str:
    """A value without its backslashes."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def folded(line: str) -> str:
    """End a line, broken where it is longer than 75 octets, never inside a character."""
    if len(line) * 4 <= WIDTH or len(line.encode()) <= WIDTH:
        return f"{line}\r\n"
    pieces, start, room = [], 0, WIDTH
    octets = line.encode()
    while start < len(octets):
        end = start + room
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end].decode())
        start, room = end, WIDTH - 1
    return "\r\n ".join(pieces) + "\r\n"


def unfolded(text: str) -> list[str]:
    """The lines of a card or a calendar, each whole."""
    text = _NEWLINE.sub("\n", text)
    return text.replace("\n ", "").replace("\n\t", "").split("\n")
