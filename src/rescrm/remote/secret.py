"""A password: printed by a command of the user's, or in a file that is theirs alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..errors import NotWritable, OtherProgram
from . import program

WITHIN = 60  # seconds: a key may have to be unlocked first
MOST = 10_000  # bytes


def printed(command: str, key: str) -> str:
    """The first line that a command prints; ``key`` is the setting that names it.

    It runs without a shell. Raises OtherProgram (8), which never repeats what was printed.
    """
    ended = program.ask(program.words(command), b"", within=WITHIN, most=MOST)
    name = (program.words(command) or [command])[0]
    if ended.trouble:
        raise OtherProgram(
            f"no password: {name} (of {key}) {ended.trouble}. Nothing was changed. "
            f"Try it by itself, or: rescrm config set {key} 'COMMAND'"
        )
    return _first_line(ended.printed, f"{name} (of {key}) printed", f"rescrm config get {key}")


def kept(path: Path, key: str) -> str:
    """The first line of a file that nobody else may read.

    Raises NotWritable (7) for one that others may read, that is not there or is no plain file;
    OtherProgram (8) for one without a password.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        reason = f"{(error.strerror or 'not readable').lower()} (it is named by {key})"
        raise NotWritable(str(path), reason) from None
    try:
        mode = os.fstat(fd).st_mode
        if not stat.S_ISREG(mode):
            raise NotWritable(str(path), "this is no plain file, so no password is read")
        if mode & 0o077:
            raise NotWritable(
                str(path), f"others may read it, so no password is read; chmod 600 {path} mends it"
            )
        return _first_line(os.read(fd, MOST), f"{path} holds", f"rescrm config get {key}")
    finally:
        os.close(fd)


def _first_line(raw: bytes, who: str, look: str) -> str:
    line = raw.partition(b"\n")[0].rstrip(b"\r")
    try:
        found = line.decode()
    except UnicodeDecodeError:
        found = ""
    if not found or "\0" in found:
        raise OtherProgram(f"no password: {who} none. Nothing was changed. Look at it: {look}")
    return found
