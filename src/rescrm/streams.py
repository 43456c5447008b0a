"""Where a run speaks and listens: outputs that may be closed, a terminal that may be there."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from .view.safe import for_encoding, shown, shown_lines
from .view.show import say

_AHEAD: list[str] = []  # typed at a question, meant for the next prompt


def hush() -> None:
    """What cannot be written is dropped: nothing more goes there, not even at exit."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or no file at all
            stream.flush()
            continue
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Closed(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, "it is closed")


def out() -> TextIO:
    """Where the answer goes; without an output, a write fails as on a full disk."""
    return sys.stdout or _Closed()


def err() -> TextIO:
    """Where notes and errors go; without one, nowhere."""
    return sys.stderr or io.StringIO()


def someone_is_there() -> bool:
    """Whether a question would be seen and could be answered."""
    return bool(sys.stdin and sys.stdin.isatty() and err().isatty())


def can_be_written_over() -> bool:
    """Whether a line of progress can take the place of the last."""
    return bool(sys.stderr and sys.stderr.isatty() and os.environ.get("TERM") != "dumb")


class Progress:
    """How far a long command has come: one line of the terminal, written over and over."""

    def __init__(self) -> None:
        self._stands = ""

    def __call__(self, text: str) -> None:
        """Write over the last line; an empty text takes it away."""
        if text or self._stands:
            line = for_encoding(shown(text), sys.stderr.encoding or "utf-8")
            sys.stderr.write(f"\r{line}\x1b[K")
            sys.stderr.flush()
        self._stands = text


def tell(line: str) -> None:
    """Say something on the way to the answer; where that cannot be said, nothing is lost."""
    with suppress(OSError, ValueError):
        say(shown(line), err())
        err().flush()


def ask_line(prompt: str) -> str | None:
    """Ask for a line on the terminal, without its end; None when there is no more."""
    if _AHEAD:
        return _AHEAD.pop(0)
    while True:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        try:
            said = sys.stdin.readline()
            said.encode()  # half a letter may have slipped in
        except UnicodeError:
            tell("That is not readable as text; please type it again.")
            continue
        except SystemExit:  # Ctrl-C: what follows begins on a line of its own
            sys.stderr.write("\n")
            raise
        if not said:
            sys.stderr.write("\n")
        return said.rstrip("\r\n") if said else None


def ask(question: str, choices: Sequence[str]) -> int | None:
    """Put a question with numbered answers on the terminal; None when none was given."""
    lines = [f"  {number}  {shown(choice)}" for number, choice in enumerate(choices, 1)]
    asked = "\n".join([shown_lines(question), *lines, f"1-{len(choices)}, or Enter for none: "])
    sys.stderr.write(for_encoding(asked, sys.stderr.encoding or "utf-8"))
    sys.stderr.flush()
    try:
        said = sys.stdin.readline().strip()
    except UnicodeDecodeError:
        return None
    except SystemExit:  # Ctrl-C: what follows begins on a line of its own
        sys.stderr.write("\n")
        raise
    if not (said.isascii() and said.isdigit()):
        if " " in said:  # a line typed or pasted ahead
            _AHEAD.append(said)
        return None
    return int(said) - 1 if 1 <= int(said) <= len(choices) else None
