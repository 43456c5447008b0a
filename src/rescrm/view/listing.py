"""What a command has to say, before anyone decides how to print it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

# What a colour means is decided in `view.show`; here stands only why.
Style = str  # "" | "dim" | "bold" | "late" | "very-late" | "good"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text and why it stands out. Text is data: never markup."""

    text: str
    style: Style = ""


TIED = "\xa0"  # a space at which no line breaks; on the screen it is a space again


def tied(text: str) -> str:
    """Returns a name or a command for the screen, held on one line as long as there is room."""
    return text.replace(" ", TIED)


Line = str | Span | tuple[str | Span, ...]


class Column(NamedTuple):
    """One column of a listing on the screen.

    ``cell`` gives the text or a styled span; ``leaves`` says how soon the column goes
    when the terminal is narrow: 0 never (names, handles, addresses: not wrapped either),
    the highest first. A column without a ``heading`` speaks for itself; one in which no
    item has anything to say is not shown.
    """

    heading: str
    cell: Callable[[Any], str | Span]
    leaves: int = 0
    right: bool = False


class Shape(NamedTuple):
    """How one kind of item is shown: ``plain`` names its cells in a pipe, in order.

    Without ``plain`` the cells are the item's keys in their order; without ``columns`` the
    screen shows those under their names.
    """

    plain: tuple[str | Callable[[Any], object], ...] = ()
    columns: tuple[Column, ...] = ()


class Listing(NamedTuple):
    """The answer of a command.

    ``items`` are values whose field names are the JSON keys, or plain dictionaries.
    ``lines`` is the same for a person's eye, where a table is not the best picture;
    with ``prose`` it is what a pipe gets too (a letter, a digest, a script).
    ``raw`` takes the place of all this on stdout, byte for byte, unless JSON is asked for: a file
    that would have been written.
    ``empty`` is the kind sentence when there is nothing (stderr in a pipe).
    ``after`` are lines that follow on a terminal only: what can be typed next.
    ``notes`` go to stderr whatever the form, unless quiet; ``warnings`` go there always: what
    was left out, what needs care. ``exit_code`` is the program's.
    """

    kind: str
    items: Sequence[Any] = ()
    shape: Shape = Shape()
    lines: Sequence[Line] | None = None
    prose: bool = False
    raw: Iterable[bytes] | None = None
    empty: str = ""
    after: Sequence[Line] = ()
    notes: Sequence[str] = ()
    warnings: Sequence[str] = ()
    exit_code: int = 0


class Walk(NamedTuple):
    """Commands for the front door to play one after the other, each with a word before it."""

    first: Listing
    steps: Sequence[tuple[str, tuple[str, ...]]]
    options: tuple[str, ...] = ()  # given to each step, not shown
    last: Sequence[Line] = ()
