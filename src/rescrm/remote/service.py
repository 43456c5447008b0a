"""What runs programs for the user: their systemd, their launchd; and files that are ours there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ..errors import OtherProgram

WITHIN = 20  # seconds
MARK = "Written by rescrm, which also takes it away: `rescrm digest remove`, `replicate remove`."


def word(text: str) -> str:
    """A word of a command as systemd reads it: quoted, nothing in it that it would fill in."""
    return setting(text).replace("$", "$$")


def setting(text: str) -> str:
    """The same for what is no command, where a dollar sign is none but itself."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def systemctl(words: Sequence[str], path: str | None) -> str:
    """Tell the user's systemd; what was wrong in words, empty when nothing was."""
    program = shutil.which("systemctl", path=path)
    if not program:
        return "systemd is not here"
    done = run([program, "--user", *words])
    return first(done.stderr) if done.returncode else ""


def launchctl(words: Sequence[str], path: str | None) -> str:
    """Tell the user's launchd; what was wrong in words, empty when nothing was."""
    program = shutil.which("launchctl", path=path)
    if not program:
        return "launchd is not here"
    done = run([program, *words])
    return first(done.stderr) if done.returncode else ""


def is_ours(file: Path) -> bool:
    """Whether a unit or a plist is one that was written here."""
    try:
        return MARK in file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def run(argv: Sequence[str], given: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program with a text on its stdin. Raises OtherProgram (8)."""
    try:
        return subprocess.run(
            argv, input=given, capture_output=True, text=True, timeout=WITHIN, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OtherProgram(f"{argv[0]}: {error}. Nothing was changed.") from None


def first(text: str) -> str:
    """What a program said, on one line."""
    return " ".join(text.split())[:200] or "no reason given"
