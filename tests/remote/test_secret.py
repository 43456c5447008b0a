"""Passwords: from a command, or from a file that is the user's alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rescrm.errors import NotWritable, OtherProgram, RescrmError
from rescrm.remote import secret

KEY = "imap.password_cmd"


@pytest.mark.parametrize(
    ("command", "password"),
    [
        ("echo hush", "hush"),
        (r"printf 'first\nsecond\n'", "first"),
        (r"printf 'two  words \r\n'", "two  words "),
        ("printf pässword", "pässword"),
    ],
)
def test_a_command_prints_it_on_its_first_line(command: str, password: str) -> None:
    assert secret.printed(command, KEY) == password


@pytest.mark.parametrize("command", ["echo", "true", r"printf '\377'", r"printf 'a\000b'"])
def test_a_command_that_prints_none_says_so(command: str) -> None:
    with pytest.raises(OtherProgram, match=r"no password: \w+ \(of imap.password_cmd\) printed"):
        secret.printed(command, KEY)


@pytest.mark.parametrize("command", ["sh -c 'echo hush; exit 4'", "no-such-program", "it's"])
def test_a_command_that_does_not_end_well_tells_nothing_of_what_it_said(command: str) -> None:
    with pytest.raises(OtherProgram) as caught:
        secret.printed(command, KEY)
    assert "hush" not in caught.value.message
    assert caught.value.message.startswith("no password: ")


def test_a_command_goes_through_no_shell(tmp_path: Path) -> None:
    assert secret.printed(f"echo a; touch {tmp_path}/made", KEY).startswith("a; touch")
    assert not (tmp_path / "made").exists()


# In a file -----------------------------------------------------------------------------------


def kept(tmp_path: Path, text: str = "hush\nmore\n", mode: int = 0o600) -> Path:
    path = tmp_path / "secret"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_of_ones_own_has_it_on_its_first_line(tmp_path: Path, mode: int) -> None:
    assert secret.kept(kept(tmp_path, mode=mode), "imap.password_file") == "hush"


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644, 0o666])
def test_a_file_that_others_may_read_is_not_read(tmp_path: Path, mode: int) -> None:
    with pytest.raises(NotWritable, match=r"others may read it.*chmod 600") as caught:
        secret.kept(kept(tmp_path, mode=mode), "imap.password_file")
    assert "hush" not in caught.value.message


def test_a_pipe_a_folder_and_nothing_are_no_password(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    for name in ("pipe", ".", "nothing"):
        with pytest.raises(RescrmError) as caught:
            secret.kept(tmp_path / name, "imap.password_file")
        assert caught.value.exit_code == 7


def test_an_empty_file_is_no_password(tmp_path: Path) -> None:
    with pytest.raises(OtherProgram, match="holds none"):
        secret.kept(kept(tmp_path, text="\n"), "imap.password_file")
