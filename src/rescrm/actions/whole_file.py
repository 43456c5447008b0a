"""A small file, read whole: a schedule, a programme, a calendar."""

from __future__ import annotations

import sys
from pathlib import Path
from stat import S_ISREG

from ..errors import FileNotThere, NotWritable, UsageError
from ..formats.encoding import marked

STDIN = "-"
LARGEST = 32 * 1024 * 1024  # bytes


def content(name: str) -> bytes:
    """The bytes of a file, or of stdin for `-`.

    Raises FileNotThere (4), UsageError (2) for a folder or too much, NotWritable (7) for what may
    not be read.
    """
    if name == STDIN:
        return _fitting(name, sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b"")
    path = Path(name)
    try:
        if path.is_dir():
            raise UsageError(f"{name}: this is a folder. Name a file in it.")
        if not path.exists():
            raise FileNotThere(name)
        if not S_ISREG(path.stat().st_mode):
            raise UsageError(f"{name}: this is no plain file, so it is not read.")
        with path.open("rb") as file:
            return _fitting(name, file.read(LARGEST + 1))
    except PermissionError:
        raise NotWritable(name, "this file may not be read") from None
    except (OSError, ValueError):  # a name too long, or with a NUL
        raise FileNotThere(name) from None


def text(name: str) -> str:
    """The text of a file: by its mark, as UTF-8, or as an old Windows program writes."""
    return decoded(content(name))


def decoded(whole: bytes) -> str:
    """The same for bytes."""
    encoding, skip = marked(whole[:4])
    for each in (encoding or "utf-8", "cp1252"):
        try:
            return whole[skip:].decode(each)
        except UnicodeDecodeError:
            continue
    return whole.decode("latin-1")


def _fitting(name: str, whole: bytes) -> bytes:
    if len(whole) > LARGEST:
        raise UsageError(f"{name}: larger than {LARGEST // 1024 // 1024} MiB, so it is not read.")
    return whole
