"""How the bytes of a file become text: its byte-order mark, its code page, its whole lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import BinaryIO, NamedTuple

from rescrm.errors import UnknownEncoding, UnreadableText

LIMIT = 16 * 1024 * 1024  # bytes of one line, one card, one cell: what is longer is refused
USUAL = ("utf-8", "cp1252")
_PIECE = 256 * 1024

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(rb"\r\n?|\n")
# Text encodings by name only: they unescape, or take quadratic time.
_NOT_TEXT = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})


class Source(NamedTuple):
    """A file opened: blocks of whole lines, and the encodings to try on them.

    ``wide`` names the encoding (UTF-16, UTF-32, EBCDIC) whose line ends are not ASCII's;
    the blocks are then rewritten as UTF-8.
    """

    blocks: Iterator[bytes]
    tries: tuple[str, ...]
    wide: str | None


def known(encoding: str) -> str:
    """The proper name of a text encoding; raises `UnknownEncoding`."""
    try:
        name = codecs.lookup(encoding).name
        "BEGIN".encode(name)  # refuses base64, rot13 and the like
    except (LookupError, ValueError):
        raise UnknownEncoding(encoding) from None
    if name in _NOT_TEXT:
        raise UnknownEncoding(encoding)
    return "utf-8" if name == "utf-8-sig" else name


def like_ascii(encoding: str) -> bool:
    """Says whether ASCII stands in an encoding as it is; not so in UTF-16 or EBCDIC."""
    return "BEGIN".encode(encoding) == b"BEGIN"


def marked(head: bytes) -> tuple[str | None, int]:
    """The encoding that the first bytes give away, and how many of them are only a mark."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    match [bool(byte) for byte in head[:4]]:
        case [True, False, True, False]:
            return "utf-16-le", 0
        case [False, True, False, True]:
            return "utf-16-be", 0
    return None, 0


def opened(chunks: Iterable[bytes] | BinaryIO, name: str, encoding: str | None) -> Source:
    """Opens a file by its mark, else by ``encoding``, else as UTF-8 with cp1252 behind it."""
    given = known(encoding) if encoding else None
    pieces = _pieces(chunks)
    head = next(pieces)
    found, skip = marked(head)
    rest = chain((head[skip:],), pieces)
    if given in ("utf-16", "utf-32"):
        given = found if found and found.startswith(given) else f"{given}-le"
    chosen = given or found or "utf-8"
    if not like_ascii(chosen):
        return Source(_whole_lines(_rewritten(rest, chosen, name)), ("utf-8",), chosen)
    return Source(_whole_lines(rest), (given,) if given else USUAL, None)


def readable(raw: bytes, tries: Iterable[str]) -> str | None:
    """The text of some bytes in the first encoding that fits, or None."""
    for encoding in tries:
        with suppress(UnicodeError):
            text = raw.decode(encoding)
            text.encode()  # UTF-7 lets lone surrogates through, which no store can hold
            return text
    return None


def _pieces(chunks: Iterable[bytes] | BinaryIO) -> Iterator[bytes]:
    """The file in pieces of one size, however it was cut when it came."""
    read = getattr(chunks, "read", None)
    held: list[bytes] = []
    size = 0
    for chunk in chunks if read is None else iter(lambda: read(_PIECE), b""):
        held.append(chunk)
        size += len(chunk)
        if size >= _PIECE:
            whole = b"".join(held)
            yield from (whole[at : at + _PIECE] for at in range(0, size, _PIECE))
            held, size = [], 0
    yield b"".join(held)


def _rewritten(pieces: Iterable[bytes], encoding: str, name: str) -> Iterator[bytes]:
    """The same text as UTF-8; half a surrogate pair stays visible as invalid UTF-8."""
    lone = "surrogatepass" if encoding.startswith(("utf-16", "utf-32")) else "strict"
    decoder = codecs.getincrementaldecoder(encoding)(lone)
    for piece in pieces:
        try:
            text = decoder.decode(piece)
        except UnicodeError:
            raise UnreadableText(name, encoding) from None
        yield text.encode("utf-8", "surrogatepass")
    # What is left in the decoder now is half a character of a file cut short.


def _whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Blocks that end where a line ends; a line beyond the limit loses its rest."""
    held: list[bytes] = []
    size, skipping = 0, False
    for piece in pieces:
        if skipping:
            end = _LINE_END.search(piece)
            skipping = end is None
            piece = piece[end.end() :] if end else b""
        # A CR that ends the piece may be the first half of CR LF.
        cut = 1 + max(piece.rfind(b"\n"), piece.rfind(b"\r", 0, max(0, len(piece) - 1)))
        if cut:
            yield b"".join((*held, piece[:cut]))
            held, size = [], 0
        held.append(piece[cut:])
        size += len(piece) - cut
        if size > LIMIT:
            yield b"".join(held)
            held, size, skipping = [], 0, True
    yield b"".join(held)
