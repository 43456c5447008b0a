"""Two people fit: on a terminal rescrm asks, elsewhere it says what to type."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from play import Program


@pytest.fixture
def annas(rescrm: Program) -> Program:
    """Two Annas, and a Will whose name is a word."""
    rescrm.ok('add "Anna Lindqvist" -k faculty -o UCSF')
    rescrm.ok('add "Anna Wu" --stage PGY-2')
    rescrm.ok('add "Will Chen"')
    return rescrm


def typed(answers: str, *argv: str) -> tuple[int, str, str]:
    """Run rescrm at a terminal where someone types; exit code, stdout, what the terminal shows."""
    master, slave = pty.openpty()
    os.write(master, answers.encode())
    done = subprocess.run(
        [sys.executable, "-m", "rescrm", *argv],
        stdin=slave,
        stderr=slave,
        stdout=subprocess.PIPE,
        check=False,
        timeout=30,
    )
    os.close(slave)
    shown = b""
    while chunk := _rest(master):
        shown += chunk
    os.close(master)
    return done.returncode, done.stdout.decode(), shown.decode().replace("\r\n", "\n")


def _rest(master: int) -> bytes:
    try:
        return os.read(master, 4096)
    except OSError:  # the other end is closed, and all is read
        return b""


def test_the_one_who_is_chosen_is_meant(annas: Program) -> None:
    code, out, shown = typed("2\n", "log", "call with Anna, talked to Anna about boards")
    assert code == 0, shown
    assert 'Who is "Anna"?' in shown
    assert "1  anna-lindqvist  faculty, UCSF" in shown
    item = annas.item("timeline")
    assert [each["handle"] for each in item["people"]] == ["anna-wu"]
    assert item["note"] == "talked to Anna about boards"
    assert "anna-wu" not in out


def test_each_question_is_put_in_its_turn(annas: Program) -> None:
    code, _, shown = typed("1\n2\n", "log", "call with Anna", "--with", "anna")
    assert code == 0, shown
    assert len(annas.item("timeline")["people"]) == 2


def test_a_name_that_may_be_a_word_can_be_the_word(annas: Program) -> None:
    said = "Will follow up with Anna"
    assert annas.run(["log", said]).code == 3
    code, _, shown = typed("2\n1\n", "log", said)
    assert code == 0, shown
    assert 'nobody: just the word "Will"' in shown
    item = annas.item("timeline")
    assert [each["handle"] for each in item["people"]] == ["anna-lindqvist"]
    assert item["note"] == "Will follow up with Anna"


@pytest.mark.parametrize("answer", ["\n", "9\n", "x\n"])
def test_no_answer_changes_nothing(annas: Program, answer: str) -> None:
    code, out, shown = typed(answer, "log", "call with Anna")
    assert (code, out) == (3, "")
    assert 'rescrm log "call with @anna-wu"' in shown
    assert annas.items("timeline") == []


def test_no_input_never_asks(annas: Program) -> None:
    code, out, shown = typed("1\n", "log", "call with Anna", "--no-input")
    assert (code, out) == (3, "")
    assert "Who is" not in shown


def test_a_promise_asks_too(annas: Program) -> None:
    code, out, _ = typed("1\n", "promise", "anna", "the deck", "--json")
    assert code == 0
    assert '"handle": "anna-lindqvist"' in out
