"""The text of one card, with the way back to its bytes."""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from rescrm.errors import UnknownEncoding
from rescrm.formats.encoding import USUAL, Source, known, like_ascii, readable
from rescrm.formats.vcard.property import Broken, Head

_BYTES = "latin-1"  # one character a byte: text that is still to be decoded, value by value
_CHARSET = re.compile(rb'(?i);CHARSET="?([\w-]{1,40})')


class Body(NamedTuple):
    """A card as text with LF line ends; ``coding`` gives its bytes back.

    Not ``clean``: no encoding fits the whole; its bytes stand in the text one by one, and
    each value is decoded by ``tries``, after what it declares itself if ``declared`` counts.
    ``lines`` and ``encoding`` are the card's own text to keep, line ends and all.
    """

    text: str
    coding: str
    clean: bool
    tries: Sequence[str]
    declared: bool
    lines: str
    encoding: str

    def value(self, value: str, head: Head) -> str:
        """The text of a value, out of quoted-printable and its code page."""
        tries: Sequence[str]
        if head.quoted:
            raw = a2b_qp(value.encode(self.coding))
            tries = (head.charset,) if head.charset else ("utf-8", *self.tries)
        elif self.clean or value.isascii():
            return value
        else:
            raw = value.encode(_BYTES)
            tries = (head.charset, *self.tries) if head.charset and self.declared else self.tries
        text = readable(raw, tries)
        if text is None:
            raise Broken(f"is not valid {' or '.join(dict.fromkeys(tries))}")
        return _unix(text)


def decoded(raw: bytes, source: Source) -> Body:
    """Reads the bytes of a card; mixed encodings are told apart value by value."""
    first = source.tries[0]
    with suppress(UnicodeError):
        text = raw.decode(first)
        if first == "utf-8" or _comes_back(text, first, raw):
            kept = source.wide or first
            return Body(_unix(text), first, True, source.tries, False, text, kept)
    tries = (first, *_hints(raw), *source.tries[1:]) if source.tries == USUAL else source.tries
    declared = first == "utf-8" and not source.wide
    lines, encoding = _kept(raw, tries[1:], source.wide)
    return Body(_unix(raw.decode(_BYTES)), _BYTES, False, tries, declared, lines, encoding)


def _hints(raw: bytes) -> Sequence[str]:
    """Outlook names its code page only beside the values it encodes, but uses it for all."""
    hints: list[str] = []
    for found in _CHARSET.finditer(raw):
        with suppress(UnknownEncoding):
            hints.append(known(found[1].decode()))
    return [hint for hint in dict.fromkeys(hints) if hint != "utf-8" and like_ascii(hint)][:1]


def _kept(raw: bytes, tries: Sequence[str], wide: str | None) -> tuple[str, str]:
    """The lines of a card that no encoding fits as a whole, so that its bytes come back."""
    if wide:
        raw = raw.decode("utf-8", "surrogatepass").encode(wide, "surrogatepass")
        return raw.decode(_BYTES), _BYTES
    for encoding in tries:
        text = readable(raw, (encoding,))
        if text is not None and _comes_back(text, encoding, raw):
            return text, encoding
    return raw.decode(_BYTES), _BYTES


def _comes_back(text: str, encoding: str, raw: bytes) -> bool:
    """Says whether text can be stored and its bytes found again; not so in all of UTF-7."""
    with suppress(UnicodeError):
        text.encode()
        return text.encode(encoding) == raw
    return False


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
