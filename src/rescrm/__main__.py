"""The entry point: what can be answered at once is answered before anything heavy loads."""

from __future__ import annotations

import sys


def main() -> int:
    """Run what was typed and give the exit code."""
    try:
        return _run(sys.argv[1:])
    except KeyboardInterrupt:  # before the front door stands
        return 130


def _run(argv: list[str]) -> int:
    match argv:
        case ["--version"] if _can_say(_version()):
            return 0
        case ["__complete", *words]:
            from .completing import complete

            return complete(words)
    from .cli import main as run

    return run(argv)


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
    sys.exit(main())
