"""The user's editor, on a text of theirs."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from ..errors import OtherProgram, UsageError
from ..session import Session


def edit(session: Session, text: str, suffix: str) -> str:
    """Open a text in $VISUAL or $EDITOR and give it back as saved.

    The file is the editor's only argument, 0600 and gone afterwards; its name says nothing.
    Raises OtherProgram (8) for an editor that does not run or does not end well.
    """
    editor = session.environ.get("VISUAL") or session.environ.get("EDITOR") or "vi"
    handle, name = tempfile.mkstemp(prefix="rescrm-", suffix=suffix)
    file = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        done = subprocess.run([*shlex.split(editor), name], check=False)
        if done.returncode:
            raise OtherProgram(f"{editor} ended with {done.returncode}. Nothing was changed.")
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UsageError("what was saved is not readable as UTF-8. Nothing was changed.") from None
    except (FileNotFoundError, PermissionError, ValueError):
        raise OtherProgram(f"cannot run the editor {editor}. Set EDITOR and try again.") from None
    finally:
        file.unlink(missing_ok=True)
