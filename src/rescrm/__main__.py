"""The entry point: what can be answered at once is answered before anything heavy loads."""

from __future__ import annotations

import sys


def main() -> int:
    """Run what was typed and give the exit code."""
    match sys.argv[1:]:
        case ["--version"]:
            from . import __version__

            sys.stdout.write(f"rescrm {__version__}\n")
            return 0
        case ["__complete", *words]:
            from .completing import complete

            return complete(words)
    from .cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
