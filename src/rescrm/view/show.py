"""Where an answer is printed: plain for pipes, JSON for programs, rich for people."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TextIO

from ..errors import RescrmError
from . import plain, safe
from .listing import Listing

_USUAL_WIDTH = 80
_LEAST_WIDTH = 20
_MOST_WIDTH = 1_000


class Form(StrEnum):
    """How an answer is spelled."""

    PLAIN = "plain"
    JSON = "json"
    RICH = "rich"


def form_for(out: TextIO) -> Form:
    """Returns the form for an output when none was asked for: rich on a terminal, else plain."""
    return Form.RICH if out.isatty() else Form.PLAIN


def color_for(out: TextIO, environ: Mapping[str, str]) -> bool:
    """Returns whether to colour: NO_COLOR first, then FORCE_COLOR, then a terminal not dumb."""
    if environ.get("NO_COLOR"):
        return False
    return bool(environ.get("FORCE_COLOR")) or (out.isatty() and environ.get("TERM") != "dumb")


def width_for(out: TextIO, environ: Mapping[str, str]) -> int:
    """Returns how many columns to fill: COLUMNS, else the terminal's own, else 80; 20 at least."""
    said = environ.get("COLUMNS", "")
    if said.isascii() and said.isdigit() and len(said) < 6 and _usable(int(said)):
        return _sensible(int(said))
    try:
        return _sensible(os.get_terminal_size(out.fileno()).columns)
    except (OSError, ValueError):  # no terminal, or no file at all
        return _USUAL_WIDTH


def show(
    listing: Listing,
    form: Form,
    out: TextIO,
    err: TextIO,
    *,
    width: int | None,
    color: bool,
    quiet: bool,
) -> None:
    """Prints a listing: warnings and notes on ``err`` first, then the answer on ``out``.

    ``quiet`` leaves out notes, hints and the sentence for an empty answer; warnings stay.
    """
    notes = () if quiet else listing.notes
    for note in (*listing.warnings, *notes):
        _say(note, err)
    match form:
        case Form.PLAIN | Form.RICH if listing.raw is not None:
            _pour(listing.raw, out)
        case Form.JSON:
            from . import as_json

            as_json.write(listing.kind, listing.items, out)
        case Form.RICH:
            from .screen import Screen

            screen = Screen(out=out, width=_sensible(width), color=color)
            screen.answer(listing)
            if not quiet:
                screen.around(listing)
        case Form.PLAIN:
            plain.write(listing, out)
            if listing.empty and not quiet and not listing.items and not listing.lines:
                _say(listing.empty, err)


def _pour(chunks: Iterable[bytes], out: TextIO) -> None:
    """Writes bytes as they are; an output that takes text only gets them as text."""
    out.flush()
    sink = getattr(out, "buffer", None)
    for chunk in chunks:
        if sink:
            sink.write(chunk)
        else:
            out.write(chunk.decode("utf-8"))


def show_error(error: RescrmError, form: Form, err: TextIO) -> None:
    """Prints what went wrong: a sentence for people, an object for programs."""
    if form is not Form.JSON:
        return _say(f"rescrm: {error.message}", err)
    from . import as_json

    told = {
        "code": error.exit_code,
        "error": error.word,
        "message": error.message,
        "candidates": error.candidates,
    }
    return as_json.write("error", [told], err)


def _say(text: str, err: TextIO) -> None:
    say(safe.shown_lines(text), err)


def say(text: str, err: TextIO) -> None:
    """Prints safe text beside the answer; a terminal would break it in the middle of a word."""
    if err.isatty():
        text = "\n".join(_folded(text.split("\n"), width_for(err, {})))
    err.write(safe.for_encoding(text, err.encoding or "utf-8") + "\n")


def _folded(lines: Iterable[str], width: int) -> Iterator[str]:
    for line in lines:
        if len(line) <= width // 2:  # however wide its letters are
            yield line
        else:
            from . import wrapping

            yield from wrapping.sentences(line, width)


def _sensible(width: int | None) -> int:
    return max(width, _LEAST_WIDTH) if width and _usable(width) else _USUAL_WIDTH


def _usable(width: int) -> bool:
    return 0 < width <= _MOST_WIDTH
