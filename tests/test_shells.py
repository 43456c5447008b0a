"""Completion in the real shells: TAB is typed, and what the shell then runs is looked at."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import needs
from play import Program

pexpect = pytest.importorskip("pexpect")

SRC = Path(__file__).resolve().parents[1] / "src"
PROMPT = "ready>"
# A rescrm that completes in earnest and otherwise says with what words it was run.
FAKE = """\
#!/bin/sh
if [ "$1" = __complete ]; then
    PYTHONPATH={src} exec {python} -m rescrm "$@"
fi
printf 'GOT'; printf '<%s>' "$@"; printf '\\n'
"""
RC = {
    "bash": "PS1='{prompt}'; bind 'set enable-bracketed-paste off'; source {script}\n",
    "zsh": (
        "PROMPT='{prompt}'; setopt no_beep; fpath=({folder} $fpath)\n"
        "autoload -Uz compinit && compinit -u -d {folder}/dump\n"
    ),
    "fish": "function fish_prompt; echo -n '{prompt}'; end; set -g fish_greeting ''\n",
}
SHELLS = tuple(RC)


class Shell:
    """A shell at work: keys in, the words its command was run with out."""

    def __init__(self, name: str, home: Path) -> None:
        self.name = name
        program = needs(name)
        starts = {
            "bash": ["--noprofile", "--rcfile", str(home / "bash.rc"), "-i"],
            "zsh": ["-i"],
            "fish": ["--interactive", "--private"],
        }
        environ = {**os.environ, "PATH": f"{home / 'bin'}:/usr/bin:/bin", "TERM": "dumb"}
        environ |= {"ZDOTDIR": str(home), "INPUTRC": "/dev/null"}
        self.child = pexpect.spawn(
            program, starts[name], env=environ, encoding="utf-8", timeout=20, cwd=str(home)
        )
        self.child.expect_exact(PROMPT)

    def runs(self, keys: str) -> str:
        """The words of `rescrm` after these keys and Return."""
        self.child.send(keys)
        self.child.send("\r")
        self.child.expect(r"GOT(.*?)\r?\n")
        return str(self.child.match.group(1)).strip()


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, rescrm: Program, home: Path) -> Iterator[Shell]:
    """Each shell in turn, with completion installed and two people in the store."""
    name = request.param
    needs(name)
    rescrm.ok('add "Maya Rao"')
    rescrm.ok('add "Ben Adler"')
    rescrm.ok('event add "ACC 2027" --from 2027-03-19 --to 2027-03-21')
    script = Path(rescrm.item(f"completion install {name}")["path"])
    place = home / "bin"
    place.mkdir()
    fake = place / "rescrm"
    fake.write_text(FAKE.format(src=SRC, python=sys.executable), encoding="utf-8")
    fake.chmod(0o755)
    rc = RC[name].format(prompt=PROMPT, script=script, folder=script.parent)
    where = {"bash": "bash.rc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}[name]
    (home / where).parent.mkdir(parents=True, exist_ok=True)
    (home / where).write_text(rc, encoding="utf-8")
    found = Shell(name, home)
    yield found
    found.child.close(force=True)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("rescrm hist\t", "<history>"),
        ("rescrm config pa\t", "<config><path>"),
        ("rescrm show may\t", "<show><maya-rao>"),
        ("rescrm show --js\tben\t", "<show><--json><ben-adler>"),
        ("rescrm log coffee with @be\t", "<log><coffee><with><@ben-adler>"),
        ('rescrm log "coffee with @be\t', "<log><coffee with @ben-adler>"),
        ("rescrm show 'may\t", "<show><maya-rao>"),
        ("rescrm add Zoe --via=ben\t", "<add><Zoe><--via=ben-adler>"),
        ("rescrm log hi --with be\t", "<log><hi><--with><ben-adler>"),
        ("rescrm event close ac\t", "<event><close><acc-2027>"),
    ],
    ids=lambda value: value.replace("\t", "⇥") if "\t" in value else "",
)
def test_tab_finishes_the_word(shell: Shell, keys: str, words: str) -> None:
    assert shell.runs(keys) == words


def test_the_first_tab_and_the_third_work_alike(shell: Shell) -> None:
    for _ in range(3):
        assert shell.runs("rescrm show may\t") == "<show><maya-rao>"


def test_a_name_is_data_and_never_a_command(shell: Shell, home: Path) -> None:
    path = home / ".local/share/rescrm/rescrm.db"
    with sqlite3.connect(path) as store:
        store.execute("INSERT INTO tag (contact, name) VALUES (1, 'zz$(touch HACKED);`touch X`')")
    assert shell.runs("rescrm list tag:zz\t") == "<list><tag:zz$(touch HACKED);`touch X`>"
    # In double quotes bash could only offer it as code: it offers nothing, the quote stays open.
    closed = '"' if shell.name == "bash" else ""
    assert shell.runs(f'rescrm list "tag:zz\t{closed}').startswith("<list><tag:zz")
    assert not (home / "HACKED").exists()
    assert not (home / "X").exists()


def test_where_a_file_is_wanted_files_are_offered(shell: Shell, home: Path) -> None:
    (home / "people.vcf").write_text("", encoding="utf-8")
    assert shell.runs("rescrm import peo\t") == "<import><people.vcf>"
