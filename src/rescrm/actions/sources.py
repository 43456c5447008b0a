"""The files that a command is to read: what they are, and their bytes when they are asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, NamedTuple

from ..errors import FileNotThere, UsageError
from ..formats.detect import HEAD, READERS, detect

STDIN = "-"
PIECE = 256 * 1024  # bytes read at a time


class Source(NamedTuple):
    """A file to read: its name as typed, its format, and how to begin reading it."""

    name: str
    format: str
    pieces: Callable[[], Iterator[bytes]]


def look(name: str, format: str | None = None) -> Source:
    """Open a file as far as is needed to know its format, unless that is given.

    Raises FileNotThere (4), UnknownFormat and UsageError (2).
    """
    if format and format not in READERS:
        raise UsageError(f'there is no format "{format}" to read. Known: {", ".join(READERS)}.')
    if name == STDIN:
        return _stream(name, sys.stdin.buffer, format) if sys.stdin else _empty(name, format)
    path = Path(name)
    if path.is_dir():
        raise UsageError(f"{name}: this is a folder. Name the files in it: rescrm import {name}/*")
    try:
        file = path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotThere(name) from None
    if not S_ISREG(path.stat().st_mode):  # a pipe cannot be read twice
        return _stream(name, file, format)
    with file:
        return Source(name, format or detect(file.read(HEAD), name), partial(_read, path))


def _stream(name: str, file: BinaryIO, format: str | None) -> Source:
    head = file.read(HEAD)
    return Source(name, format or detect(head, name), partial(chain, (head,), _pieces(file)))


def _empty(name: str, format: str | None) -> Source:
    return Source(name, format or detect(b"", name), partial(iter, ()))


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from _pieces(file)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    return iter(partial(file.read, PIECE), b"")
