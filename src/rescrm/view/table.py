"""Items as a table of columns, or stacked when the terminal is too narrow for one.

Names, handles and addresses are never cut nor divided: when room lacks, the columns that
`leaves` the most go first, other texts wrap, and at last each item stands on lines of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from .wrapping import squeezed, width_of, wrapped

MARGIN = 1
_GAP = 2
_BETWEEN = " · "
_NARROW = 20  # a text column is not squeezed below this
_SAMPLE = 10_000  # rows that are measured; a wider name further down takes a line for itself


class Cell(NamedTuple):
    """What stands in one place of a row: text on one line, safe to show."""

    text: str
    style: str = ""


class Piece(NamedTuple):
    """A stretch of a line and how far from the left it stands, in cells."""

    offset: int
    text: str
    style: str = ""


class Field(NamedTuple):
    """What the table has to know of a column."""

    heading: str
    leaves: int
    right: bool


class Place(NamedTuple):
    """Where the table puts a column."""

    column: int
    offset: int
    width: int
    firm: bool
    right: bool


Row = Sequence[Cell]
Pieces = list[Piece]


def laid_out(fields: Sequence[Field], rows: Iterable[Row], width: int) -> Iterator[Pieces]:
    """Yields the lines of a table that fits ``width`` cells, with its headings if it has any."""
    rows = iter(rows)
    sample = list(islice(rows, _SAMPLE))
    sizes = [[width_of(row[i].text) for row in sample] for i in range(len(fields))]
    places = _placed(fields, sizes, width)
    if _tells_too_little(places, sum(map(any, sizes))):
        for row in (*sample, *rows):
            yield from _stacked(fields, row, width)
        return
    if any(fields[place.column].heading for place in places):
        yield from _table_row(places, [Cell(field.heading, "dim") for field in fields], width)
    for row in (*sample, *rows):
        yield from _table_row(places, row, width)


def fit(wanted: Sequence[int], leaves: Sequence[int], room: int) -> dict[int, int]:
    """Returns the width of each column that stays; empty when those that must stay do not fit.

    ``wanted`` is what each would take (0: nothing to show); ``leaves`` 0 stays and keeps it.
    """
    kept = [i for i, want in enumerate(wanted) if want]
    least = [want if not leaves[i] else min(want, _NARROW) for i, want in enumerate(wanted)]
    while sum(least[i] + _GAP for i in kept) - _GAP > room:
        first = max(kept, key=lambda i: (leaves[i], i))
        if not leaves[first]:
            return {}
        kept.remove(first)
    spare = room + _GAP - sum(least[i] + _GAP for i in kept)
    widths = {}
    for nth, i in enumerate(sorted(kept, key=lambda i: wanted[i] - least[i])):
        widths[i] = min(wanted[i], least[i] + spare // (len(kept) - nth))
        spare -= widths[i] - least[i]
    return dict(sorted(widths.items()))


def _tells_too_little(places: Sequence[Place], columns: int) -> bool:
    """Returns whether so many columns left that stacked items say more than a table."""
    only_names = all(place.firm for place in places)
    return 2 * len(places) < columns or (only_names and len(places) < columns)


def _placed(fields: Sequence[Field], sizes: Sequence[Sequence[int]], width: int) -> list[Place]:
    """Returns where the columns stand; with a tighter bound on names if that keeps a column."""
    leaves = [field.leaves for field in fields]
    for most in (width * 2 // 5, _NARROW):
        wanted = [_wanted(field, each, most) for field, each in zip(fields, sizes, strict=True)]
        widths = fit(wanted, leaves, width - MARGIN)
        if len(widths) == sum(map(bool, wanted)):
            break
    places, offset = [], MARGIN
    for i, cells in widths.items():
        places.append(Place(i, offset, cells, not leaves[i], fields[i].right))
        offset += cells + _GAP
    return places


def _wanted(field: Field, sizes: Sequence[int], most: int) -> int:
    """Returns how wide a column would be, 0 when it has nothing to show.

    One very long name does not take the room of all the others: it gets a line of its own.
    """
    if not any(sizes):
        return 0
    if not field.leaves:
        sizes = [size for size in sizes if size <= most] or [most]
    return max(*sizes, width_of(field.heading))


def _table_row(places: Sequence[Place], row: Row, width: int) -> Iterator[Pieces]:
    """Yields the lines of one row; after a name too wide for its column a new line begins."""
    block: list[Pieces] = []
    for place in places:
        text, style = row[place.column]
        size = width_of(text)
        if not place.firm or size <= place.width:
            _add(block, place, text, style)
            continue
        offset = place.offset if place.offset + size <= width else MARGIN
        if block and offset < place.offset:
            yield from block
            block = []
        _put(block, 0, Piece(offset, text, style))
        yield from block
        block = []
    yield from block


def _add(block: list[Pieces], place: Place, text: str, style: str) -> None:
    lines = [text] if place.firm else squeezed(text, place.width)
    for nth, line in enumerate(lines if text else ()):
        lead = place.width - width_of(line) if place.right else 0
        _put(block, nth, Piece(place.offset + lead, line, style))


def _put(block: list[Pieces], nth: int, piece: Piece) -> None:
    while len(block) <= nth:
        block.append([])
    block[nth].append(piece)


def _stacked(fields: Sequence[Field], row: Row, width: int) -> Iterator[Pieces]:
    """Yields one item's lines: what names it first, the rest beneath, a little further in."""
    told = [(field, cell) for field, cell in zip(fields, row, strict=True) if cell.text]
    alone = int(bool(told) and not told[0][0].leaves and not told[0][0].right)  # as a name does
    line: Pieces = []
    for nth, (field, cell) in enumerate(told):
        labelled = f"{field.heading} {cell.text}" if field.leaves and field.heading else cell.text
        end = line[-1].offset + width_of(line[-1].text) if line else 0
        if line and nth > alone and end + width_of(_BETWEEN + labelled) <= width:
            line += [Piece(end, _BETWEEN, "dim"), Piece(end + len(_BETWEEN), labelled, cell.style)]
            continue
        if line:
            yield line
        offset = MARGIN + _GAP if nth else MARGIN
        texts = wrapped(labelled, width - offset) if field.leaves else [labelled]
        pieces = [Piece(offset, text, cell.style) for text in texts]
        line = pieces if len(pieces) == 1 else []
        yield from ([piece] for piece in pieces if not line)
    if line:
        yield line
