"""A line of an IMAP server's LIST: a mailbox, what is said of it, its name as it is sent back.

RFC 3501 has the line, RFC 6154 the flag that marks the drafts. A name stays as it stands, in
modified UTF-7 and in its quotes, because that is how the server wants it again.
"""

from __future__ import annotations

import base64
import re
from typing import NamedTuple

DRAFTS = "\\drafts"
CLOSED = frozenset({"\\noselect", "\\nonexistent"})

_LINE = re.compile(
    rb'\((?P<flags>[^()]*)\) (?:NIL|"(?:\\.|[^"\\])*") (?P<name>"(?:\\.|[^"\\])*"|\S+)\s*',
    re.DOTALL,
)
_LITERAL = re.compile(rb"\{\d+\}$")
_SHIFTED = re.compile(r"&([^-]*)-")


class Mailbox(NamedTuple):
    """A mailbox: its flags in lower case, its name as it goes back to the server."""

    flags: frozenset[str]
    name: bytes

    @property
    def takes_drafts(self) -> bool:
        """Whether it is marked as the place for drafts and can be written to."""
        return DRAFTS in self.flags and not self.flags & CLOSED


def read(answered: object) -> Mailbox | None:
    """The mailbox of one answer to LIST, as imaplib gives it; None for what is no such line."""
    match answered:
        case (bytes() as line, bytes() as name):  # the name came as a literal
            line = _LITERAL.sub(_quoted(name).replace(b"\\", rb"\\"), line)
        case bytes() as line:
            pass
        case _:
            return None
    found = _LINE.fullmatch(line)
    if not found:
        return None
    flags = found["flags"].decode("ascii", "replace").lower().split()
    return Mailbox(frozenset(flags), found["name"])


def shown(name: bytes) -> str:
    """The name of a mailbox as people read it: `[Gmail]/Entwürfe`."""
    text = name.decode("utf-8", "replace")
    if text[:1] == '"':
        text = re.sub(r"\\(.)", r"\1", text[1:-1])
    return _SHIFTED.sub(lambda found: _shifted(found[1]), text)


def _shifted(coded: str) -> str:
    if not coded:
        return "&"
    try:
        padded = coded.replace(",", "/") + "=" * (-len(coded) % 4)
        return base64.b64decode(padded, validate=True).decode("utf-16-be")
    except ValueError:
        return f"&{coded}-"


def _quoted(name: bytes) -> bytes:
    return b'"' + name.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
