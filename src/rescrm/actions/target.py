"""Where an export goes: a file that is there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..errors import NotWritable
from . import private_file


def write(typed: str, data: Iterable[bytes]) -> None:
    """Write a file, 0600, beside its place and then into it.

    Raises NotWritable (7) for a folder, a link, a place in no folder or one that may not be
    written.
    """
    path = Path(typed)
    if path.is_symlink():
        raise NotWritable(typed, "this is a link; name the file itself")
    if path.is_dir():
        raise NotWritable(typed, "this is a folder; name a file in it")
    if not path.parent.is_dir():
        raise NotWritable(typed, "there is no such folder")
    private_file.write(path, data)


def folder(typed: str) -> Path:
    """The folder to put files in, made when only it is missing; NotWritable (7) otherwise."""
    path = Path(typed)
    try:
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise NotWritable(typed, (error.strerror or str(error)).lower()) from error
    return path
