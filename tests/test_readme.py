"""The README shows what the program says: each console block is played and compared."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from play import Program

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
REWRITE = os.environ.get("RESCRM_REWRITE")
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.S)


def test_the_readme_shows_what_the_program_says(rescrm: Program) -> None:
    written = README.read_text(encoding="utf-8")
    played = BLOCK.sub(lambda block: play(block[0], rescrm), written)
    if REWRITE and played != written:
        README.write_text(played, encoding="utf-8")
    assert played == written


def play(block: str, rescrm: Program) -> str:
    """The block with what is said today, an empty line between two answers."""
    lines = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{line}\n{_said(line[2:], rescrm)}" for line in lines)


def _said(line: str, rescrm: Program) -> str:
    """What a terminal would show of one line; colours aside."""
    argv = shlex.split(line, comments=True)[1:]
    said = rescrm.run([*argv, *([] if "--json" in argv else ["--format", "rich"])])
    shown = said.out + said.err
    home = os.environ["HOME"]
    return shown.replace(home, "~")


def test_ci_runs_the_readmes_test_command_word_for_word() -> None:
    readme = README.read_text(encoding="utf-8")
    (command,) = re.findall(r"^python3 -m venv .*pytest$", readme, re.M)
    assert command in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
