"""The rich form, for people: calm columns or lines, words wrapped, colour only for how late.

Text from data is never markup: none is read at all, and what could act is spelled out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TextIO

from . import safe
from .listing import TIED, Column, Line, Listing, Shape, Span, tied
from .table import Cell, Field, Piece, Pieces, laid_out
from .values import keys_of, value_of, words
from .wrapping import breaks, hanging, width_of

_SGR = {"dim": "2", "bold": "1", "good": "32", "late": "33", "very-late": "31"}
_BLOCK = 200  # lines written at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A terminal: where it is written, how wide it is, whether it has colours."""

    out: TextIO
    width: int
    color: bool

    def answer(self, listing: Listing) -> None:
        """Writes the lines of a listing, else a table of its items."""
        if listing.lines is not None and listing.prose:
            self._write(self._wrapped(listing.lines, _line_by_line))
        elif listing.lines is not None:
            self._write(self._wrapped(listing.lines, _on_one_line))
        elif listing.items:
            self._write(self._table(listing.items, listing.shape))

    def around(self, listing: Listing) -> None:
        """Writes the sentence for an empty answer, and what can be typed next."""
        if not listing.items and not listing.lines and listing.empty:
            self._write(self._wrapped([listing.empty], _line_by_line))
        hints = [tuple(_hint(each) for each in _pieces_of(line)) for line in listing.after]
        self._write(self._wrapped(hints, _on_one_line))

    def _write(self, lines: Iterable[Pieces]) -> None:
        texts = map(self._painted, lines)
        while block := list(islice(texts, _BLOCK)):
            self.out.write("\n".join(block) + "\n")

    def _table(self, items: Sequence[Any], shape: Shape) -> Iterator[Pieces]:
        columns = shape.columns or _columns_of(shape, items[0])
        fields = [Field(each.heading, each.leaves, each.right) for each in columns]
        rows = ([self._cell(column.cell(item)) for column in columns] for item in items)
        return laid_out(fields, rows, self.width)

    def _cell(self, said: str | Span) -> Cell:
        span = said if isinstance(said, Span) else Span(said)
        return Cell(self._carried(safe.shown(span.text)), span.style)

    def _wrapped(
        self, lines: Iterable[Line], split: Callable[[Line], Iterable[list[Span]]]
    ) -> Iterator[Pieces]:
        for line in lines:
            for spans in split(line):
                carried = [Span(self._carried(each.text), each.style) for each in spans]
                yield from _folded(carried, self.width)

    def _carried(self, text: str) -> str:
        return safe.for_encoding(text, self.out.encoding or "utf-8")

    def _painted(self, pieces: Pieces) -> str:
        line, used = "", 0
        for offset, text, style in pieces:
            spaced = self._carried(text.replace(TIED, " "))
            line += " " * (offset - used) + self._colored(spaced, style)
            used = offset + width_of(text)
        return line

    def _colored(self, text: str, style: str) -> str:
        code = _SGR.get(style) if self.color else None
        return f"\x1b[{code}m{text}\x1b[0m" if code else text


def _folded(spans: Sequence[Span], width: int) -> Iterator[Pieces]:
    """Yields the lines of one line that may be too long, the later ones hanging."""
    text = "".join(span.text for span in spans)
    hang = hanging(text, width)
    for nth, (start, end) in enumerate(breaks(text, width, width - hang)):
        yield _cut(spans, start, end, hang if nth else 0)


def _cut(spans: Sequence[Span], start: int, end: int, offset: int) -> Pieces:
    pieces, at = [], 0
    for span in spans:
        text = span.text[max(start - at, 0) : max(end - at, 0)]
        at += len(span.text)
        if text:
            pieces.append(Piece(offset, text, span.style))
            offset += width_of(text)
    return pieces


def _pieces_of(line: Line) -> tuple[Span, ...]:
    parts = line if isinstance(line, tuple) else (line,)
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def _on_one_line(line: Line) -> Iterator[list[Span]]:
    yield [Span(safe.shown(span.text), span.style) for span in _pieces_of(line)]


def _line_by_line(line: Line) -> Iterator[list[Span]]:
    current: list[Span] = []
    for span in _pieces_of(line):
        first, *later = safe.shown_lines(span.text).expandtabs().split("\n")
        current.append(Span(first, span.style))
        for text in later:
            yield current
            current = [Span(text, span.style)]
    yield current


def _hint(span: Span) -> Span:
    """Returns a hint dimmed, the commands in it held together."""
    parts = span.text.split("`")
    held = [tied(part) if nth % 2 else part for nth, part in enumerate(parts)]
    return Span("`".join(held), span.style or "dim")


def _columns_of(shape: Shape, item: Any) -> tuple[Column, ...]:
    """Returns columns for a kind that has none of its own: the plain cells under their names."""
    keys = [cell for cell in shape.plain if isinstance(cell, str)] or keys_of(item)
    return tuple(
        Column(heading=key.replace("_", " "), cell=_reading(key), leaves=place)
        for place, key in enumerate(keys)
    )


def _reading(key: str) -> Callable[[Any], str]:
    return lambda item: words(value_of(item, key))
