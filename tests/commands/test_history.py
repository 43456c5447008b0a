"""The history says what was typed, so that it can be typed again."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

import dumps
from play import NOW, Program


def newest(rescrm: Program) -> str:
    command: str = rescrm.items("history")[0]["command"]
    return command


@pytest.mark.parametrize("argv", [
    ["add", "Ana Torres", "--note", "it's \"odd\"; $HOME `x` \\ *"],
    ["add", "Zoë", "--every", "4 weeks", "-t", "ep"],
    ["add", "Ben", "--note", "two\nlines"],
    ["add", "--", "--json"],
    ["add", "--", "--db", "x"],
    ["add", "Maya", "--note", ""],
])  # fmt: skip
def test_a_step_can_be_typed_again_as_the_history_has_it(rescrm: Program, argv: list[str]) -> None:
    assert rescrm.run(argv).code == 0
    assert shlex.split(newest(rescrm)) == argv


def test_plain_words_stand_without_quotes(rescrm: Program) -> None:
    rescrm.ok("add Ben -k co-resident -e ben@example.org")
    assert newest(rescrm) == "add Ben -k co-resident -e ben@example.org"


@pytest.mark.parametrize("line", [
    "--db {db} --now {now} add 'Ana Torres' -t ep",
    "--db={db} add 'Ana Torres' --now={now} -t ep",
    "add 'Ana Torres' -t ep --now {now} --db {db}",
])  # fmt: skip
def test_where_and_when_a_run_was_stay_out_of_the_history(
    rescrm: Program, tmp_path: Path, line: str
) -> None:
    db = tmp_path / "a secret place.db"
    rescrm.ok(line.format(db=f"'{db}'", now=NOW))
    (step,) = rescrm.items(f"history --db '{db}'")
    assert step["command"] == "add 'Ana Torres' -t ep"


def test_a_long_line_is_kept_in_part(rescrm: Program) -> None:
    assert rescrm.run(["add", "Ana", "--note", "x" * 5000]).code == 0
    ((command, _),) = dumps.steps()
    assert command.startswith("add Ana --note xxx")
    assert len(command) == 2000
