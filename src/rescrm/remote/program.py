"""A program of the user's, run without a shell: given a text, read to a limit, ended in time."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

NOT_THERE = "is not there"


class Ended(NamedTuple):
    """What a program printed; ``trouble`` is empty when it ended well."""

    printed: bytes
    trouble: str = ""


def words(command: str) -> list[str]:
    """The words of a command, as a shell parts them; none for one that cannot be read."""
    try:
        return shlex.split(command)
    except ValueError:
        return []


def ask(argv: Sequence[str], given: bytes, *, within: int, most: int) -> Ended:
    """Run a program with a text on its stdin and give what it prints.

    It is ended, with all it started, after ``within`` seconds or when it prints more than
    ``most`` bytes. What it says on stderr is the user's to read.
    """
    if not argv:
        return Ended(b"", NOT_THERE)
    with tempfile.TemporaryFile() as file:  # a pipe would wait for a program that does not read
        file.write(given)
        file.seek(0)
        try:
            child = subprocess.Popen(
                argv, stdin=file, stdout=subprocess.PIPE, start_new_session=True
            )
        except (OSError, ValueError) as error:
            return Ended(b"", _not_run(error))
    with _ended_after(child, within) as late:
        assert child.stdout
        printed = child.stdout.read(most + 1)
        if len(printed) > most:
            return Ended(b"", f"printed more than {most:,} bytes")
        code = child.wait()
    if late.is_set():
        return Ended(b"", f"took longer than {within} seconds")
    return Ended(printed, f"ended with {code}" if code else "")


@contextmanager
def _ended_after(child: subprocess.Popen[bytes], within: int) -> Iterator[threading.Event]:
    """Whether the time was up: then, or when this is left, the program and all of its is ended."""
    late = threading.Event()

    def too_late() -> None:
        late.set()
        _end(child)

    timer = threading.Timer(within, too_late)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        _end(child)
        child.wait()
        if child.stdout:
            child.stdout.close()


def feed(argv: Sequence[str], given: bytes, *, within: int) -> Ended:
    """Run a program that takes a text and may go on in the background: nothing it prints counts."""
    if not argv:
        return Ended(b"", NOT_THERE)
    try:
        done = subprocess.run(
            argv,
            input=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=within,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ended(b"", f"took longer than {within} seconds")
    except (OSError, ValueError) as error:
        return Ended(b"", _not_run(error))
    return Ended(b"", f"ended with {done.returncode}" if done.returncode else "")


def _not_run(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return NOT_THERE
    return f"cannot be run ({(getattr(error, 'strerror', None) or str(error)).lower()})"


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a program and all of its group; one that is gone already is gone."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
