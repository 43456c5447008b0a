"""The entry point: what can be answered at once is answered before anything heavy loads."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn


def main() -> NoReturn:
    """Run what was typed and end.

    All is written and closed by then, so that Python's own farewell, which frees each module and
    takes as long as a bare start, is left out.
    """
    code = answer()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, full, or never there
            stream.flush()
    os._exit(code)


def answer() -> int:
    """Answer what was typed and give the exit code."""
    argv = sys.argv[1:]
    match argv:
        case ["--version"] if _can_say(_version()):
            return 0
        case ["__complete", *words]:
            from .completing import complete

            return complete(words)
    _hear_signals()
    from . import cli

    sys.excepthook = cli.fault
    return cli.main(argv)


def _hear_signals() -> None:
    """End as a shell expects, 130, 143 or 129; what was begun is taken back on the way."""
    import signal

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _version() -> str:
    from . import __version__

    return f"rescrm {__version__}\n"


def _can_say(text: str) -> bool:
    """Print at once; where that fails, the front door knows what to say and how to end."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, AttributeError):
        return False
    return True


if __name__ == "__main__":
    main()
