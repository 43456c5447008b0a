"""Playing the program: one command line in, what it said and its exit code out."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shlex
from dataclasses import dataclass
from typing import Any

from rescrm.cli import main

NOW = "2026-11-22T07:00:00-05:00"  # a Sunday


@dataclass(frozen=True)
class Said:
    """What a run printed and how it ended."""

    out: str
    err: str
    code: int

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items of a JSON answer."""
        items: list[dict[str, Any]] = json.loads(self.out)["items"]
        return items

    @property
    def error(self) -> dict[str, Any]:
        """The one item of a JSON error."""
        (item,) = json.loads(self.err)["items"]
        return dict(item)


class Program:
    """`rescrm("due --json")` runs it as a shell would; each run has uids of its own."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, line: str, *, now: str | None = None, stdin: str = "") -> Said:
        """Run one line; the exit code is not looked at."""
        return self.run(shlex.split(line), now=now, stdin=stdin)

    def run(self, argv: list[str], *, now: str | None = None, stdin: str = "") -> Said:
        """The same for words that are parted already."""
        self.runs += 1
        os.environ["RESCRM_SEED"] = f"run {self.runs}"
        given = ["--now", now] if now else []
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            _stdin(stdin),
        ):
            code = main([*given, *argv])
        return Said(out.getvalue(), err.getvalue(), code)

    def ok(self, line: str, *, now: str | None = None, stdin: str = "") -> Said:
        """Run one line that must end well."""
        said = self(line, now=now, stdin=stdin)
        assert said.code == 0, f"rescrm {line}: exit {said.code}\n{said.out}{said.err}"
        return said

    def items(self, line: str, *, now: str | None = None) -> list[dict[str, Any]]:
        """The items that a line answers in JSON."""
        return self.ok(f"{line} --json", now=now).items

    def item(self, line: str, *, now: str | None = None) -> dict[str, Any]:
        """The only item that a line answers in JSON."""
        (found,) = self.items(line, now=now)
        return found


@contextlib.contextmanager
def _stdin(text: str):  # type: ignore[no-untyped-def]
    import sys

    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before
