"""The program as a process of its own: with streams, signals and limits as a shell gives them."""

from __future__ import annotations

import os
import shlex
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RESCRM = [sys.executable, "-m", "rescrm"]
ENDS_WITHIN = 60  # seconds; only a hang takes so long
SINCE = "--every '4 weeks' --on 2026-01-01"


def _environment() -> dict[str, str]:
    """That of the test, without the seed: other processes would make the same uids again."""
    return {name: value for name, value in os.environ.items() if name != "RESCRM_SEED"}


def shell(line: str, **given: Any) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which `rescrm` is the program; its exit code is the line's."""
    started = " ".join(map(shlex.quote, RESCRM))
    return subprocess.run(
        ["bash", "-c", f'rescrm() {{ {started} "$@"; }}; {line}'],
        check=False,
        capture_output=True,
        text=True,
        timeout=ENDS_WITHIN,
        env=_environment(),
        **given,
    )


def start(*argv: str, **given: Any) -> subprocess.Popen[str]:
    """Start the program and go on."""
    given.setdefault("preexec_fn", _heed_signals)
    return subprocess.Popen(
        [*RESCRM, *argv],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=_environment(),
        **given,
    )


def _heed_signals() -> None:
    """As from a terminal: a job in the background, or under nohup, would ignore some."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def store_at(home: Path) -> Path:
    """Where the store is when nothing else is said."""
    return home / ".local/share/rescrm/rescrm.db"


@contextmanager
def locked(store: Path, how: str = "IMMEDIATE") -> Iterator[sqlite3.Connection]:
    """Another program is writing to the store."""
    other = sqlite3.connect(store, isolation_level=None)
    other.execute(f"BEGIN {how}")
    try:
        yield other
    finally:
        other.close()


def until(happens: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait for something that a process does, or for its end."""
    while not happens() and process.poll() is None:
        os.sched_yield()
