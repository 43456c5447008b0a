"""Text by the cell: how wide it is on a terminal, and where its lines break.

Widths are Rich's, which knows wide, combining and joined characters. Of Rich only `cells` is
loaded (about 1 ms; its console and tables take 25): names must never be cut and columns leave
by importance, which its tables cannot do.
"""

from __future__ import annotations

import re

from rich.cells import cell_len as width_of
from rich.cells import chop_cells

from .listing import TIED, tied

__all__ = ["breaks", "hanging", "sentences", "squeezed", "width_of", "wrapped"]

_WORD = re.compile(r" *[^ ]+")
# What can be typed in a sentence: between backticks, or from `rescrm` to the sentence's end.
_TYPED = re.compile(r"`[^`]+`|\brescrm [a-z](?:[^.;]|[.;](?! |$))*")
_GAP = re.compile(r"[^ .!?] {2,}(?=[^ ])")  # not the wide space after a sentence


def breaks(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Returns (start, end) of each line of ``text``: ``first`` cells wide, then ``rest``.

    Lines break at spaces only; a word wider than its line stays whole.
    """
    lines: list[tuple[int, int]] = []
    start = end = used = 0
    room = first
    for word in _WORD.finditer(text.rstrip(" ")):
        size = width_of(word.group())
        if end and used + size > room:
            lines.append((start, end))
            start = word.end() - len(word.group().lstrip(" "))
            used, room = width_of(text[start : word.end()]), rest
        else:
            used += size
        end = word.end()
    return [*lines, (start, end)]


def wrapped(text: str, width: int) -> list[str]:
    """Returns the lines of ``text``, broken at spaces only: words stay whole for copying."""
    return [text[start:end] for start, end in breaks(text, width, width)]


def sentences(text: str, width: int) -> list[str]:
    """Returns the lines of sentences: what can be typed stays in one piece, for copying."""
    held = _TYPED.sub(lambda found: tied(found[0]), text)
    hang = hanging(held, width)
    first, *rest = (held[start:end] for start, end in breaks(held, width, width - hang))
    return [line.replace(TIED, " ") for line in (first, *(" " * hang + line for line in rest))]


def squeezed(text: str, width: int) -> list[str]:
    """Returns the lines of ``text``, each at most ``width`` cells: wider words are divided."""
    return [piece for line in wrapped(text, width) for piece in _divided(line, width)]


def _divided(line: str, width: int) -> list[str]:
    if width_of(line) <= width:
        return [line]
    if TIED in line:
        return squeezed(line.replace(TIED, " "), width)
    return chop_cells(line, width)


def hanging(text: str, width: int) -> int:
    """Returns how far the next lines of ``text`` stand in: where its last aligned part begins."""
    front = text[:width]
    parts = [width_of(front[: gap.end()]) for gap in _GAP.finditer(front)]
    aligned = [part for part in parts if part <= width // 2]
    indent = len(text) - len(text.lstrip(" "))
    return aligned[-1] if aligned else min(indent + 2 if indent else 0, width // 2)
