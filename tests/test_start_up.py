"""What a run loads: starting is fast only as long as nothing heavy is imported on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from play import Program

SRC = Path(__file__).resolve().parents[1] / "src"
HEAVY = {
    "rich", "pydantic", "sqlite_utils", "icalendar", "textual", "jinja2", "vobject", "tomlkit",
    "phonenumbers", "rapidfuzz", "nicknames", "dateutil", "hypothesis",
}  # fmt: skip
# Run a line, then say on stderr what was loaded for it.
PROBE = """
import json, sys
from rescrm.__main__ import answer
code = answer()
sys.stdout.flush()
loaded = sorted({name.partition(".")[0] for name in sys.modules})
mine = sorted(name for name in sys.modules if name.startswith("rescrm"))
sys.stderr.write("\\x00" + json.dumps([code, loaded, mine]))
"""


class Loaded:
    """What one run printed and loaded."""

    def __init__(self, *words: str) -> None:
        # Without the seed of the last run, which would give the same uids again.
        environ = {name: value for name, value in os.environ.items() if name != "RESCRM_SEED"}
        said = subprocess.run(
            [sys.executable, "-c", PROBE, *words],
            env={**environ, "PYTHONPATH": str(SRC)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        self.out = said.stdout
        self.code, loaded, mine = json.loads(said.stderr.partition("\x00")[2])
        self.loaded, self.mine = set(loaded), set(mine)


@pytest.fixture
def store(rescrm: Program) -> Program:
    """A store in which someone is due."""
    rescrm.ok('add "Ana Torres" --every weekly --on 2026-10-01 -e ana@example.org')
    rescrm.ok('log "yesterday call with Ana, talked boards"')
    return rescrm


@pytest.mark.parametrize(
    "words",
    [
        ("due",),
        ("due", "--within", "30", "kind:faculty"),
        ("due", "--json"),
        ("log", "coffee with Ana, talked about the amyloid cohort; owe Ana the deck by fri"),
        ("search", "boards"),
        ("show", "ana"),
        ("list",),
        ("history",),
        ("undo",),
        ("config", "list"),
        ("--help",),
        ("due", "--help"),
    ],
    ids=" ".join,
)
def test_a_run_in_a_pipe_loads_nothing_heavy(store: Program, words: tuple[str, ...]) -> None:
    run = Loaded(*words)
    assert run.code == 0
    assert run.loaded & HEAVY == set()


def test_a_touch_loads_nothing_that_only_mentors_groups_and_cards_need(store: Program) -> None:
    mine = Loaded("log", "coffee with Ana, talked about boards").mine
    assert mine & {
        "rescrm.core.contact", "rescrm.core.ritual", "rescrm.core.topics", "rescrm.store.uids"
    } == set()  # fmt: skip


def test_another_command_is_not_loaded(store: Program) -> None:
    commands = {name for name in Loaded("due").mine if name.startswith("rescrm.commands.")}
    assert commands == {"rescrm.commands.due"}


def test_help_loads_no_command(store: Program) -> None:
    assert not {name for name in Loaded("--help").mine if name.startswith("rescrm.commands.")}


@pytest.mark.parametrize(
    "words", [("--version",), ("__complete", "d"), ("__complete", "show", "a")], ids=" ".join
)
def test_what_is_answered_at_once_loads_no_typer(store: Program, words: tuple[str, ...]) -> None:
    run = Loaded(*words)
    assert run.code == 0
    assert run.out
    assert run.loaded & {"typer", "click", "dataclasses", "typing", *HEAVY} == set()
    assert run.mine <= {"rescrm", "rescrm.__main__", "rescrm.completing", "rescrm.table"}


def test_the_completion_of_a_command_opens_no_store(store: Program) -> None:
    assert "sqlite3" not in Loaded("__complete", "d").loaded
    assert "sqlite3" in Loaded("__complete", "show", "a").loaded
