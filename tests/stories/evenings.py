"""The program, moved on from evening to evening of a story."""

from __future__ import annotations

import pytest

from play import Program


class Evenings:
    """`evenings.on("2026-07-08")` is the program on that evening, after work."""

    def __init__(self, rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> None:
        self._rescrm = rescrm
        self._environ = monkeypatch

    def on(self, day: str) -> Program:
        """The program on a day."""
        self._environ.setenv("RESCRM_NOW", f"{day}T19:00:00-05:00")
        return self._rescrm

    def due(self, day: str, who: str) -> list[tuple[str, str]]:
        """What someone, or a group, is due for on a day: what, and why."""
        return [
            (each["what"], each["because"])
            for each in self.on(day).items("due")
            if each["handle"] == who
        ]
