"""The user's editor, on a text of theirs."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import OtherProgram, UsageError
from ..session import Session


def named(session: Session) -> str | None:
    """The editor to open: $VISUAL, $EDITOR, else vi where someone is at the terminal."""
    if session.no_input:
        return None
    usual = "vi" if session.ask else None
    return session.environ.get("VISUAL") or session.environ.get("EDITOR") or usual


def edit(session: Session, text: str, suffix: str) -> str:
    """Open a text in $VISUAL or $EDITOR and give it back as saved.

    The file is the editor's only argument, 0600 and gone afterwards; its name says nothing.
    Raises OtherProgram (8) for an editor that does not run or does not end well.
    """
    handle, name = tempfile.mkstemp(prefix="rescrm-", suffix=suffix)
    file = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        open_file(session, file)
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("what was saved is not readable as UTF-8. Nothing was changed.") from None
    except FileNotFoundError:
        raise OtherProgram("the editor left no file behind. Nothing was changed.") from None
    finally:
        file.unlink(missing_ok=True)


def open_file(session: Session, file: Path) -> None:
    """Open a file, the editor's only argument, and wait. Raises OtherProgram (8)."""
    editor = named(session) or "vi"
    try:
        with _deaf_to_ctrl_c():
            done = subprocess.run([*shlex.split(editor), str(file)], check=False)
    except (OSError, ValueError):
        raise OtherProgram(f"cannot run the editor {editor}. Set EDITOR and try again.") from None
    if done.returncode:
        raise OtherProgram(f"{editor} ended with {done.returncode}. Nothing was changed.")


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """While an editor has the terminal, Ctrl-C is the editor's."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
