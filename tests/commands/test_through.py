"""A letter through a program of the user's, looked at before it is kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import dumps
from play import Program
from real import ENDS_WITHIN, RESCRM


@pytest.fixture
def ana(rescrm: Program) -> Program:
    rescrm.ok("config set me.name 'Sam Lee'")
    rescrm.ok("add 'Ana Torres'")
    rescrm.ok("log 'yesterday coffee with Ana, talked boards'")
    return rescrm


def test_the_letter_goes_in_and_what_comes_out_is_kept(ana: Program) -> None:
    found = ana.item("draft ana --through 'tee given' --yes")
    given = Path("given").read_text(encoding="utf-8")
    assert given == f"Subject: {found['subject']}\n\n{found['body']}\n"
    changed = ana.item("draft ana --through 'sed s/boards/ECGs/' --yes")
    assert (changed["subject"], changed["id"]) == ("Checking in: ECGs", found["id"])
    assert "we talked about ECGs" in changed["body"]
    assert ana.item("draft ana")["body"] == changed["body"]  # it is the user's own now


def test_a_kept_draft_goes_through_by_its_number(ana: Program) -> None:
    id = ana.item("draft ana")["id"]
    assert "ECGs" in ana.item(f"draft {id} --through 'sed s/boards/ECGs/' --yes")["body"]
    ana.ok(f"sent {id}")
    assert ana(f"draft {id} --through cat --yes").code == 2


def test_a_program_may_leave_the_subject_out(ana: Program) -> None:
    found = ana.item("draft ana --through 'sed 1,2d' --yes")
    assert found["subject"] == "Checking in: boards" and found["body"].startswith("Hi ")


def test_what_comes_out_is_linted_and_made_plain(ana: Program) -> None:
    program = r"printf 'Subject: hi\n\nHello\33[31m\r\nyou.\n'"
    (found,) = ana.run(["draft", "ana", "--through", program, "--yes", "--json"]).items
    assert (found["subject"], found["body"]) == ("hi", "Hello[31m\nyou.")
    assert "no question: end with one that is easy to answer" in found["warnings"]


def test_each_of_several_goes_through_by_itself(ana: Program) -> None:
    ana.ok("add 'Ben Adler'")
    found = ana.items("draft ana ben --template check-in --through 'sed s/Best/Cheers/' --yes")
    assert [("Cheers," in each["body"]) for each in found] == [True, True]
    assert [each["handle"] for each in found] == ["ana-torres", "ben-adler"]


def test_what_waits_for_a_fact_is_given_to_nobody(ana: Program) -> None:
    ana.ok("draft ana --template mentor-update --through 'tee given' --yes")
    assert not Path("given").exists()


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("sh -c 'cat; exit 3'", "sh ended with 3"),
        ("true", "true printed nothing"),
        ("printf '  '", "printf printed nothing"),
        ("printf 'Subject: x'", "printf printed nothing"),
        ("yes", "yes printed more than 100,000 bytes"),
        (r"printf '\377\376'", "printed what is not readable as UTF-8"),
        ("no-such-program", "no-such-program is not there"),
    ],
)
def test_a_program_that_does_not_do_its_part_changes_nothing(
    ana: Program, program: str, said: str
) -> None:
    ana.ok("draft ana")
    before = dumps.journaled()
    for line in ("draft ana", "draft 1", "draft ana --template reconnect"):
        answer = ana.run([*line.split(), "--through", program, "--yes"])
        assert answer.code == 8 and said in answer.err
    assert dumps.journaled() == before


def test_no_shell_reads_the_command(ana: Program) -> None:
    ana.run(["draft", "ana", "--through", "cat; touch made", "--yes"])
    ana.run(["draft", "ana", "--through", "cat $(touch made)", "--yes"])
    assert not Path("made").exists()


def test_where_nobody_looks_nothing_is_even_asked(ana: Program) -> None:
    before = dumps.journaled()
    said = ana("draft ana --through 'tee given' --json")
    assert said.code == 3 and said.error["error"] == "decision"
    assert (
        "To keep it unseen: rescrm draft ana --through 'tee given' --json --yes"
        in (said.error["message"])
    )
    assert not Path("given").exists() and dumps.journaled() == before


def test_on_a_dry_run_no_program_runs(ana: Program) -> None:
    before = dumps.journaled()
    assert ana.item("draft ana --through 'tee given' --dry-run")["state"] == "draft"
    assert not Path("given").exists() and dumps.journaled() == before


def test_it_is_one_step_back(ana: Program) -> None:
    before = dumps.journaled()
    ana.ok("draft ana --through 'sed s/boards/ECGs/' --yes")
    ana.ok("undo")
    assert dumps.journaled() == before


# The look ------------------------------------------------------------------------------------


@pytest.fixture
def terminal(ana: Program, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The program at a terminal, waiting for an answer to its look at `sed s/boards/ECGs/`."""
    pexpect = pytest.importorskip("pexpect")
    for name in ("RESCRM_SEED", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    child = pexpect.spawn(
        RESCRM[0],
        [*RESCRM[1:], "draft", "ana", "--through", "sed s/boards/ECGs/"],
        env={**os.environ, "TERM": "xterm"},
        dimensions=(40, 100),
        encoding="utf-8",
        timeout=ENDS_WITHIN,
    )
    child.expect_exact("Keep this letter to Ana Torres?")
    return child


def test_at_a_terminal_the_difference_is_shown_and_yes_keeps_it(
    ana: Program, terminal: Any
) -> None:
    shown = terminal.before.replace("\r\n", "\n")
    assert "-Subject: Checking in: boards\n+Subject: Checking in: ECGs\n" in shown
    assert "-Last time we talked about boards" in shown and "\n Hi Ana,\n" in shown
    assert "nothing specific" not in shown
    terminal.sendline("1")
    assert "Checking in: ECGs" in terminal.read()
    assert ana.item("draft ana")["subject"] == "Checking in: ECGs"


def test_no_leaves_the_letter_as_it_was(ana: Program, terminal: Any) -> None:
    terminal.sendline("2")
    assert "Checking in: boards" in terminal.read()
    terminal.close()
    assert terminal.exitstatus == 0
    assert ana.item("draft ana")["subject"] == "Checking in: boards"


def test_no_answer_changes_nothing(ana: Program, terminal: Any) -> None:
    before = dumps.journaled()
    terminal.sendline("")
    terminal.read()
    terminal.close()
    assert terminal.exitstatus == 3
    assert dumps.journaled() == before
