"""Meeting people at a prompt: what is understood is told, and Ctrl-C loses nothing."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from play import Program
from real import ENDS_WITHIN, RESCRM

pexpect = pytest.importorskip("pexpect")
DURING = "2027-03-21T18:00:00-04:00"
PROMPT = "\r\n> "


@pytest.fixture
def acc(rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """ACC 2027, at a terminal on its second day."""
    rescrm.ok('event add "ACC 2027" --from 2027-03-20 --to 2027-03-22')
    rescrm.ok("add Maya Patel")
    monkeypatch.setenv("RESCRM_NOW", DURING)
    for name in ("RESCRM_SEED", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return rescrm


@pytest.fixture
def child(acc: Program) -> Iterator[Any]:
    """A capture that waits for its first line."""
    running = begun()
    yield running
    running.close(force=True)


def begun(*options: str) -> Any:
    started = pexpect.spawn(
        RESCRM[0],
        [*RESCRM[1:], "event", "capture", "acc", *options],
        env=dict(os.environ),
        dimensions=(40, 160),
        encoding="utf-8",
        codec_errors="replace",
        timeout=ENDS_WITHIN,
    )
    started.expect_exact("One line a person; an empty line ends.")
    started.expect_exact(PROMPT)
    return started


def said(child: Any, line: str) -> str:
    """What is told about a line."""
    child.sendline(line)
    child.expect_exact(PROMPT)
    return str(child.before)


def ended(child: Any) -> tuple[str, int]:
    """The rest of what is told, and the exit code."""
    text = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", child.read())
    child.close()
    return text, child.exitstatus


def test_each_line_is_told_as_it_was_understood(acc: Program, child: Any) -> None:
    line = "Maya Rao, UCSF EP, poster 212; talked amyloid; promised the set by fri; maya@ucsf.edu"
    told = said(child, line)
    assert (
        "  Maya Rao (new) · UCSF EP · poster 212; amyloid · "
        "promise: the set, by Fri 26 Mar 2027 · maya@ucsf.edu"
    ) in told
    assert "Maya Rao (maya-rao)" in said(child, "@maya-rao; next a call")
    child.sendline("")
    text, code = ended(child)
    assert code == 0
    assert "1 person at ACC 2027" in text and "event close acc-2027" in text


def test_the_end_of_input_ends_it(acc: Program, child: Any) -> None:
    said(child, "Lee Wong; talked ECGs")
    child.sendeof()
    assert ended(child)[1] == 0
    assert acc.item("event show acc")["met"] == 1


def test_a_line_pasted_into_a_question_is_the_next_line(acc: Program, child: Any) -> None:
    said(child, "Maya Rao, UCSF")
    child.sendline("Maya; talked amyloid")
    child.expect_exact("1-2, or Enter for none: ")
    child.sendline("Lee Wong; talked ECGs")
    child.expect_exact("Lee Wong (new)")
    child.expect_exact(PROMPT)
    child.sendline("")
    assert ended(child)[1] == 5
    assert acc.item("event show acc")["met"] == 2


def test_two_who_fit_are_asked_about_at_once(acc: Program, child: Any) -> None:
    said(child, "Maya Rao, UCSF")
    child.sendline("Maya; talked amyloid")
    child.expect_exact("1-2, or Enter for none: ")
    child.sendline("2")
    child.expect_exact(PROMPT)
    assert "Maya Rao (maya-rao)" in child.before
    child.sendline("Maya; talked ablation")
    child.expect_exact("1-2, or Enter for none: ")
    child.sendline("")
    child.expect_exact(PROMPT)
    assert "It is kept as you typed it." in child.before
    child.sendline("")
    text, code = ended(child)
    assert code == 5
    assert "rescrm event unclear acc-2027" in text
    assert [each["line"] for each in acc.items("event unclear acc")] == ["Maya; talked ablation"]


@pytest.mark.parametrize(("answer", "handle"), [("1", "maya-rao"), ("2", "maya-rao-2")])
def test_a_second_one_of_a_name_is_asked_about(
    acc: Program, child: Any, answer: str, handle: str
) -> None:
    said(child, "Maya Rao, UCSF; talked amyloid")
    child.sendline("Maya Rao, Mayo; next a call")
    child.expect_exact("someone else of that name")
    child.expect_exact("Enter for none: ")
    child.sendline(answer)
    child.expect_exact(PROMPT)
    child.sendline("")
    ended(child)
    people = acc.item("event show acc")["people"]
    assert [each["handle"] for each in people if each["next_step"]] == [handle]


def test_ctrl_c_keeps_everything_said_so_far_and_tells(acc: Program, child: Any) -> None:
    said(child, "Maya Rao; talked amyloid")
    said(child, "Lee Wong; promised it by someday")
    said(child, "Ben Adler")
    child.send("Half a li")
    child.sendintr()
    text, code = ended(child)
    assert code == 130
    assert "Kept: 2 people at ACC 2027; 1 line is to be cleared up" in text
    assert "Traceback" not in text
    met = [each["name"] for each in acc.item("event show acc")["people"]]
    assert met == ["Maya Rao", "Ben Adler"]
    assert len(acc.items("event unclear acc")) == 1
    assert acc("doctor").code == 0


def test_ctrl_c_at_a_question_keeps_what_was_before_it(acc: Program, child: Any) -> None:
    said(child, "Maya Rao; talked amyloid")
    child.sendline("Maya; talked ablation")
    child.expect_exact("Enter for none: ")
    child.sendintr()
    text, code = ended(child)
    assert (code, "Kept: 1 person at ACC 2027" in text) == (130, True)
    assert acc.item("event show acc")["people"][0]["discussed"] == "amyloid"


def test_a_terminal_that_is_gone_is_129_and_what_was_said_stays(acc: Program, child: Any) -> None:
    said(child, "Maya Rao; talked amyloid")
    child.kill(signal.SIGHUP)
    assert ended(child)[1] == 129
    assert acc.item("event show acc")["met"] == 1


def test_a_dry_run_at_the_prompt_keeps_nothing(acc: Program) -> None:
    child = begun("--dry-run")
    assert "Maya Rao (new)" in said(child, "Maya Rao; talked amyloid")
    child.sendline("")
    assert ended(child)[1] == 0
    assert acc.item("event show acc")["met"] == 0


def test_letters_that_cannot_be_read_are_typed_again(acc: Program, child: Any) -> None:
    os.write(child.child_fd, b"Zo\xff\xfe\n")
    child.expect_exact("please type it again")
    said(child, "Lee Wong")
    child.sendline("")
    assert ended(child)[1] == 0
    assert [each["handle"] for each in acc.items("list")] == ["lee-wong", "maya-patel"]


def test_json_is_the_answer_alone(acc: Program, tmp_path: Any) -> None:
    answer = tmp_path / "answer.json"
    words = " ".join(RESCRM)
    child = pexpect.spawn(
        "bash", ["-c", f"{words} event capture acc --json > {answer}"],
        env=dict(os.environ), encoding="utf-8", timeout=ENDS_WITHIN,
    )  # fmt: skip
    child.expect_exact("> ")
    child.sendline("Lee Wong; talked ECGs")
    child.expect_exact("Lee Wong (new)")
    child.expect_exact("> ")
    child.sendline("")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert [each["handle"] for each in json.loads(answer.read_text())["items"]] == ["lee-wong"]


def test_with_no_input_nobody_is_asked_for_lines(acc: Program) -> None:
    text = pexpect.run(
        f"{' '.join(RESCRM)} event capture acc --no-input", env=dict(os.environ),
        withexitstatus=True, timeout=ENDS_WITHIN,
    )  # fmt: skip
    assert text[1] == 3
    assert b"rescrm event capture acc-2027 < lines.txt" in text[0]


def test_a_pipe_that_comes_slowly_is_kept_line_by_line(acc: Program) -> None:
    running = subprocess.Popen(
        [*RESCRM, "event", "capture", "acc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdin
    running.stdin.write("Lee Wong; talked ECGs\n")
    running.stdin.flush()
    while not acc.item("event show acc")["met"]:
        assert running.poll() is None
        os.sched_yield()
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=ENDS_WITHIN)
    assert (running.returncode, told) == (130, "Kept: 1 person at ACC 2027\n")


@pytest.mark.parametrize("word", ["quit", "EXIT", "q"])
def test_a_word_of_leaving_ends_the_prompt_and_is_nobody(
    acc: Program, child: Any, word: str
) -> None:
    said(child, "Maya Rao, UCSF EP; talked amyloid")
    child.sendline(word)
    _, code = ended(child)
    assert code == 0
    assert [each["handle"] for each in acc.items("list")] == ["maya-patel", "maya-rao"]
