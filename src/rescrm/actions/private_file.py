"""A file that only its owner can read, there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..errors import NotWritable
from ..store.opening import make_folders


def write(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put a file in its place, 0600, in folders 0700; a link stays, and what it names is written.

    Raises NotWritable (7) for a place that is no plain file or may not be written.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise NotWritable(str(path), "this is no plain file")
    try:
        make_folders(target.parent)
        _replace(target, data)
    except OSError as error:
        raise NotWritable(str(path), (error.strerror or str(error)).lower()) from error


def _replace(target: Path, data: bytes | Iterable[bytes]) -> None:
    """Write beside the target, then rename: a reader sees the old file or the new one."""
    fresh = target.with_name(f".{target.name}.{os.urandom(6).hex()}")
    fd = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with open(fd, "wb") as out:  # noqa: PTH123 - a descriptor, whose mode is ours
            os.fchmod(fd, 0o600)
            out.writelines([data] if isinstance(data, bytes) else data)
            out.flush()
            os.fsync(fd)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
