"""Safety for every test: a home of its own, no network but loopback, a fixed moment."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest

from play import NOW, Program

CORPORA = Path(__file__).resolve().parents[2] / "shared/corpora"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees the real home, the real settings or the real clock."""
    for name in [name for name in os.environ if name.startswith(("RESCRM_", "XDG_"))]:
        if name != "RESCRM_REQUIRE_ALL":
            monkeypatch.delenv(name)
    place = tmp_path / "home"
    place.mkdir()
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("RESCRM_NOW", NOW)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return place


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that calls out fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX:
            host = address[0] if isinstance(address, tuple) else ""
            assert host in ("127.0.0.1", "::1", "localhost"), f"a test called {address}"
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def rescrm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program, run in this process in a folder of its own."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return Program()


@pytest.fixture
def corpora() -> Path:
    """The folder of real files, which is not part of the repository."""
    if not CORPORA.is_dir():
        pytest.skip(f"no real files at {CORPORA}")
    return CORPORA


def needs(program: str) -> str:
    """The path of a program; without it the test is skipped, or fails where all are required."""
    found = shutil.which(program)
    if found:
        return found
    if os.environ.get("RESCRM_REQUIRE_ALL"):
        pytest.fail(f"{program} is not installed")
    pytest.skip(f"{program} is not installed")
