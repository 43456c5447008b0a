"""The plain form, for pipes: one line an item, cells parted by tabs, nothing cut.

A cell can be read back exactly, as a Python string is: a backslash stands before what would
break the line, act on a terminal, or cannot be written in the output's encoding: `\\t`, `\\n`,
`\\r`, `\\\\`, `\\xHH`, `\\uHHHH`, `\\UHHHHHHHH`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, TextIO

from . import safe
from .listing import TIED, Line, Listing, Span
from .values import keys_of, value_of, words

Read = Callable[[Any], object]

_BLOCK = 1_000  # lines written at once


def write(listing: Listing, out: TextIO) -> None:
    """Writes a listing's items, or its lines when it is prose."""
    encoding = out.encoding or "utf-8"
    if listing.prose:
        for line in listing.lines or ():
            out.write(safe.for_encoding(safe.shown_lines(text_of(line)), encoding) + "\n")
        return
    rows = plain_rows(listing)
    while block := list(islice(rows, _BLOCK)):
        out.write(safe.cell_for_encoding("\n".join(block), encoding) + "\n")


def plain_rows(listing: Listing) -> Iterator[str]:
    """Yields each item as one line: the cells of its shape, else its keys in their order."""
    if not listing.items:
        return
    reads = [_reading(each) for each in _plain_of(listing)]
    for item in listing.items:
        yield "\t".join([_cell(read(item)) for read in reads])


def text_of(line: Line) -> str:
    """Returns a line without its styles and ties."""
    pieces = line if isinstance(line, tuple) else (line,)
    text = "".join(each.text if isinstance(each, Span) else each for each in pieces)
    return text.replace(TIED, " ")


def _plain_of(listing: Listing) -> Sequence[str | Read]:
    return listing.shape.plain or keys_of(listing.items[0])


def _reading(cell: str | Read) -> Read:
    return cell if callable(cell) else lambda item: value_of(item, cell)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return safe.cell(value if type(value) is str else words(value))
