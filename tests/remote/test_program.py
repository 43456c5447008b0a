"""Programs of the user's: given a text, read to a limit, ended in time."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from rescrm.remote import program

SHELL = "/bin/sh"


def ask(script: str, given: bytes = b"", within: int = 20, most: int = 1_000) -> program.Ended:
    return program.ask([SHELL, "-c", script], given, within=within, most=most)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("llm -s 'be kind'", ["llm", "-s", "be kind"]),
        ('a "b; rm -rf ~" $HOME', ["a", "b; rm -rf ~", "$HOME"]),
        ("it's", []),
        ("", []),
        ("  ", []),
    ],
)
def test_a_command_is_parted_and_no_shell_reads_it(command: str, words: list[str]) -> None:
    assert program.words(command) == words


def test_what_it_is_given_it_may_print() -> None:
    assert program.ask(["cat"], "wörd\n".encode(), within=20, most=100) == ("wörd\n".encode(), "")


def test_a_program_that_does_not_read_is_not_waited_for() -> None:
    assert ask("echo hi", given=b"x" * 500_000) == (b"hi\n", "")


@pytest.mark.parametrize(
    ("script", "trouble"),
    [
        ("echo hi; exit 3", "ended with 3"),
        ("kill -9 $$", "ended with -9"),
        ("yes", "printed more than 1,000 bytes"),
    ],
)
def test_how_it_ended_is_told(script: str, trouble: str) -> None:
    assert ask(script).trouble == trouble


def test_exactly_the_most_is_not_too_much() -> None:
    assert len(ask("head -c 1000 /dev/zero").printed) == 1_000
    assert ask("head -c 1001 /dev/zero").trouble == "printed more than 1,000 bytes"


@pytest.mark.parametrize("argv", [["/no/such/program"], []])
def test_a_program_that_is_not_there_says_so(argv: list[str]) -> None:
    assert program.ask(argv, b"", within=5, most=10).trouble == "is not there"
    assert program.feed(argv, b"", within=5).trouble == "is not there"


def test_a_file_that_is_no_program_says_so(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("hi", encoding="utf-8")
    trouble = program.ask([str(tmp_path / "note")], b"", within=5, most=10).trouble
    assert trouble == "cannot be run (permission denied)"


@pytest.mark.parametrize(
    "script",
    [
        "sleep 60 & echo $! > {}; wait",
        "sleep 60 & echo $! > {}",
        "trap '' TERM; echo $$ > {}; sleep 60",
    ],
)
def test_one_that_takes_too_long_is_ended_with_all_it_started(script: str, tmp_path: Path) -> None:
    began = time.monotonic()
    ended = ask(script.format(tmp_path / "pid"), within=1)
    assert ended.trouble == "took longer than 1 seconds"
    assert time.monotonic() - began < 10
    assert is_over(int((tmp_path / "pid").read_text()))


def is_over(pid: int) -> bool:
    """Whether a process has ended, or does in a moment, though nobody may have asked how yet."""
    stat = Path(f"/proc/{pid}/stat")
    for _ in range(100):
        if not stat.exists() or ") Z " in stat.read_text():
            return True
        time.sleep(0.05)
    return False


def test_a_program_may_go_on_in_the_background_after_it_was_fed(tmp_path: Path) -> None:
    script = f"cat > {tmp_path}/got; sleep 30 & echo $! > {tmp_path}/pid"
    began = time.monotonic()
    assert program.feed([SHELL, "-c", script], b"hello", within=20) == (b"", "")
    assert time.monotonic() - began < 10 and (tmp_path / "got").read_bytes() == b"hello"
    os.kill(int((tmp_path / "pid").read_text()), 15)


def test_a_fed_program_that_hangs_or_fails_says_so() -> None:
    assert program.feed(["sleep", "60"], b"", within=1).trouble == "took longer than 1 seconds"
    assert program.feed([SHELL, "-c", "exit 2"], b"", within=9).trouble == "ended with 2"
