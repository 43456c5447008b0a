"""The clipboard: of the terminal, or of a desktop."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest

from rescrm.errors import OtherProgram
from rescrm.remote.clipboard import LONGEST, copy, osc52

TEXT = "Dear Maya,\n\nhéllo"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    """A folder of programs that keep what they are given, and how they were called."""
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin"


def has(desktop: Path, *names: str, code: int = 0) -> dict[str, str]:
    for name in names:
        program = desktop / name
        program.write_text(
            f'#!/bin/sh\necho "$@" > {desktop}/{name}.args\ncat > {desktop}/{name}.got\n'
            f"exit {code}\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
    return {"PATH": f"{desktop}:/usr/bin:/bin"}


def only(desktop: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Nothing but these programs on the path; what they need themselves is there all the same."""
    monkeypatch.setenv("PATH", environ["PATH"])
    return {**environ, "PATH": str(desktop)}


def taken(sequence: str) -> str:
    head, _, rest = sequence.partition("\x1b]52;c;")
    assert head == ""
    return base64.b64decode(rest.partition("\x07")[0]).decode()


# Of the terminal -----------------------------------------------------------------------------


def test_a_terminal_is_told_in_one_sequence(terminal: Terminal) -> None:
    assert (
        copy(TEXT, {"TERM": "xterm", "PATH": ""}, [None, io.StringIO(), terminal], "x")
        == "the terminal"
    )
    assert taken(terminal.getvalue()) == TEXT
    assert terminal.getvalue().endswith("\x07")


def test_in_tmux_the_terminal_outside_is_told_too(terminal: Terminal) -> None:
    copy(
        TEXT,
        {"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0", "PATH": ""},
        [None, io.StringIO(), terminal],
        "x",
    )
    plain = osc52(TEXT, in_tmux=False)
    wrapped = plain.replace("\x1b", "\x1b\x1b")
    assert terminal.getvalue() == f"{plain}\x1bPtmux;{wrapped}\x1b\\"


@pytest.mark.parametrize(
    "environ", [{"TERM": "dumb"}, {"TERM": "linux"}, {}, {"TERM": "screen", "STY": "1.tty"}]
)
def test_a_terminal_without_a_clipboard_is_left_alone(
    terminal: Terminal, environ: dict[str, str]
) -> None:
    with pytest.raises(OtherProgram):
        copy(TEXT, {**environ, "PATH": ""}, [None, io.StringIO(), terminal], "x")
    assert terminal.getvalue() == ""


def test_more_than_terminals_take_is_not_sent_there(terminal: Terminal) -> None:
    with pytest.raises(OtherProgram):
        copy("x" * LONGEST, {"TERM": "xterm", "PATH": ""}, [None, io.StringIO(), terminal], "x")
    assert terminal.getvalue() == ""


def test_a_desktop_that_is_here_takes_it_beside_the_terminal(
    terminal: Terminal, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = only(desktop, has(desktop, "xclip"), monkeypatch)
    assert (
        copy(TEXT, {**environ, "TERM": "xterm"}, [None, io.StringIO(), terminal], "x")
        == "the terminal"
    )
    assert not (desktop / "xclip.got").exists()
    assert (
        copy(
            TEXT,
            {**environ, "TERM": "xterm", "DISPLAY": ":0"},
            [None, io.StringIO(), terminal],
            "x",
        )
        == "xclip"
    )
    assert (desktop / "xclip.got").read_text(encoding="utf-8") == TEXT
    assert taken(terminal.getvalue()) == TEXT


# Of a desktop --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("wl-copy", ""),
        ("xclip", "-selection clipboard"),
        ("xsel", "--clipboard --input"),
        ("pbcopy", ""),
    ],
)
def test_the_program_that_is_there_is_fed(
    desktop: Path, monkeypatch: pytest.MonkeyPatch, name: str, arguments: str
) -> None:
    environ = only(desktop, has(desktop, name), monkeypatch)
    assert copy(TEXT, environ, [None, io.StringIO()], "x") == name
    assert (desktop / f"{name}.got").read_text(encoding="utf-8") == TEXT
    assert (desktop / f"{name}.args").read_text().strip() == arguments


@pytest.mark.parametrize(
    ("variable", "name"), [("WAYLAND_DISPLAY", "wl-copy"), ("DISPLAY", "xclip"), ("X", "pbcopy")]
)
def test_the_one_whose_desktop_is_there_comes_first(
    desktop: Path, monkeypatch: pytest.MonkeyPatch, variable: str, name: str
) -> None:
    environ = only(desktop, has(desktop, "wl-copy", "xclip", "pbcopy"), monkeypatch)
    assert copy(TEXT, {**environ, variable: "0"}, [None, io.StringIO()], "x") == name


def test_one_that_fails_leaves_it_to_the_next(
    desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has(desktop, "wl-copy", code=1)
    environ = only(desktop, has(desktop, "xsel"), monkeypatch)
    assert copy(TEXT, environ, [None, io.StringIO()], "x") == "xsel"


def test_without_any_it_says_what_to_type(desktop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OtherProgram, match=r"no clipboard: neither a terminal nor wl-copy.*rescrm"):
        copy(TEXT, {"PATH": str(desktop)}, [None, io.StringIO()], "rescrm draft 1 --to stdout")
    environ = only(desktop, has(desktop, "xclip", code=1), monkeypatch)
    with pytest.raises(OtherProgram, match="no clipboard: xclip ended with 1"):
        copy(TEXT, environ, [None, io.StringIO()], "x")
