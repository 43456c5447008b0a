"""What vdirsyncer says when it fails, and what that means to whoever runs a sync."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import OtherProgram

KEPT = 200  # lines that say what is wrong
LONGEST = 10_000  # bytes of a line
WRONG = ("error:", "critical:")
NOISE = re.compile(r"Unknown error occurred(?: for \S+)?: ")
EMPTIED = re.compile(r'Storage "rescrm_(\w+)_there\b.*was completely emptied')
MEANT = tuple(
    (re.compile(its), mine)
    for its, mine in (
        (
            "Detected change in config file",  # it takes the password for a part of that
            "the password, or where the server is, is not what it was. "
            "To begin with it: rescrm sync init --yes",
        ),
        (
            "vdirsyncer discover",
            "the collections are not made yet. To make them: rescrm sync init --yes",
        ),
        ("Precondition Failed", "another machine was writing there at the same moment."),
        (
            r"\bUnauthorized\b",
            "the server does not take this user and password; they are sync.user and "
            "sync.password_cmd.",
        ),
        (r"\bForbidden\b", "the server knows this user, but does not let them in there."),
        (
            r"^Not Found$",
            "something is not on the server any more. Try again: rescrm sync; where that does "
            "not help, rescrm sync init --yes makes its collections anew.",
        ),
        (
            r"Failed to execute command: (.*)",
            r"the command for the password does not work: \1.",
        ),
        (
            r"Cannot connect to host (\S+) ssl:\S+ \[(?!.*(?:SSL|ertificate)).*",
            r"nobody answers at \1.",
        ),
    )
)


class Emptied(OtherProgram):
    """The server has nothing of some collections any more: exit 8."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(
            f"the server was emptied of {' and '.join(names)}. "
            "To send everything again: rescrm sync --put-back. "
            "If it is meant, to let it go here too: rescrm sync --force"
        )


class Overheard:
    """The lines of one run, as far as they tell what went wrong."""

    def __init__(self) -> None:
        self._rest = b""
        self._last = "it said nothing"
        self._wrong: list[str] = []

    def hear(self, piece: bytes) -> None:
        """Take in what was said next; the pieces need not be whole lines."""
        *lines, rest = (self._rest + piece).split(b"\n")
        self._rest = rest[-LONGEST:]
        for line in lines:
            self._keep(line.decode("utf-8", "replace").strip())

    def _keep(self, line: str) -> None:
        if line.startswith(WRONG):
            if len(self._wrong) < KEPT:
                self._wrong.append(line.partition(":")[2].strip())
        elif line:
            self._last = line

    def error(self) -> OtherProgram:
        """What went wrong, in our words where they are known."""
        self.hear(b"\n")
        emptied = {found[1]: None for each in self._wrong if (found := EMPTIED.search(each))}
        if emptied:
            return Emptied(list(emptied))
        first = NOISE.sub("", self._wrong[0] if self._wrong else self._last)
        for its, mine in MEANT:
            if found := its.search(first):
                return OtherProgram(found.expand(mine))
        return OtherProgram(f"{first.rstrip('.')[:300]}.")
