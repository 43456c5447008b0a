"""A CSV file: its heading wherever it stands, and its rows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, islice
from typing import BinaryIO, NamedTuple, Protocol

from rescrm.errors import HeadingNotFound
from rescrm.formats.encoding import LIMIT, Source, opened, readable
from rescrm.formats.record import Unreadable

HEADING_WITHIN = 20  # lines; LinkedIn puts notes above its heading
LONGEST_ROW = 1000  # lines; beyond that a quote was not closed
_DELIMITERS = ",;\t"

IsHeading = Callable[[Sequence[str]], bool]
Row = tuple[int, list[str]]  # the number of its first line, its cells


class Reader(Protocol):
    """What `csv.reader` makes; its own type has no public name in Python 3.11."""

    line_num: int

    def __next__(self) -> list[str]: ...


class Table(NamedTuple):
    """The column names of a file, and its rows as they are read; a row may be shorter."""

    heading: tuple[str, ...]
    rows: Iterator[Row | Unreadable]


def read(
    chunks: Iterable[bytes] | BinaryIO,
    name: str,
    is_heading: IsHeading,
    wanted: str,
    encoding: str | None = None,
) -> Table:
    """Finds the heading among the first lines; the delimiter is the one that shows it.

    A cell may hold 16 MiB. Raises `HeadingNotFound` naming the ``wanted`` kind of file.
    """
    csv.field_size_limit(LIMIT)
    text = _Text(opened(chunks, name, encoding))
    for number, line in enumerate(islice(text.lines, HEADING_WITHIN), 1):
        if found := heading(line, is_heading):
            cells, delimiter = found
            reader = csv.reader(text.lines, delimiter=delimiter)
            return Table(cells, _rows(reader, text, name, number, len(cells)))
    raise HeadingNotFound(name, wanted)


def heading(line: str, is_heading: IsHeading) -> tuple[tuple[str, ...], str] | None:
    """The column names on a line and their delimiter, if they are what is looked for."""
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        names = tuple(cell.strip() for cell in cells)
        if is_heading(names):
            return names, delimiter
    return None


class _Text:
    """The lines of a file as text. ``doubtful``: some bytes fit no encoding so far."""

    def __init__(self, source: Source) -> None:
        self.tries = source.tries
        self.doubtful = False
        self.lines = chain.from_iterable(map(self._lines, source.blocks))

    def _lines(self, block: bytes) -> StringIO:
        text = readable(block, self.tries[:1])
        if text is None:
            text = "".join(map(self._line, block.splitlines(keepends=True)))
        return StringIO(text, newline="")

    def _line(self, raw: bytes) -> str:
        """One line, in the first encoding that fits; bytes that fit none become surrogates."""
        text = readable(raw, self.tries)
        if text is None:
            self.doubtful = True
            return raw.decode("ascii", "surrogateescape")
        return text


def _rows(
    reader: Reader, text: _Text, name: str, above: int, width: int
) -> Iterator[Row | Unreadable]:
    """The rows below the heading; empty lines are passed over, a broken row is named."""
    last = above
    while True:
        cells: list[str] | None = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            pass
        line, last = last + 1, above + reader.line_num
        reason = _fault(cells, last - line, width, text)
        if reason:
            lines = f"; lines {line} to {last} are left out" if last > line else ""
            yield Unreadable(f"{name}:{line}", reason + lines)
        elif cells:
            yield line, cells


def _fault(cells: list[str] | None, more: int, width: int, text: _Text) -> str | None:
    """What is the matter with a row that goes on for so many more lines."""
    if cells is None:
        return f"a cell is longer than {LIMIT >> 20} MiB"
    if more and (len(cells) != width or more > LONGEST_ROW):
        return "a quote does not end"
    if text.doubtful and readable(_bytes(cells), ("utf-8",)) is None:
        return f"not valid {' or '.join(text.tries)}"
    return None


def _bytes(cells: Iterable[str]) -> bytes:
    return "".join(cells).encode("utf-8", "surrogatepass")
