"""Completion: what `__complete` offers, and the scripts that ask it."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from completion_words import leaves, written
from conftest import needs
from play import Program
from rescrm.settings import KINDS, read_settings

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
SCRIPTS = {"bash": "rescrm.bash", "zsh": "_rescrm", "fish": "rescrm.fish"}
WANTS_FILE = 10
REWRITE = os.environ.get("RESCRM_REWRITE")


def asked(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """What the shell is answered when the last word is unfinished."""
    return subprocess.run(
        [sys.executable, "-m", "rescrm", "__complete", *words],
        env={**os.environ, "PYTHONPATH": str(SRC), **environ},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def offered(*words: str) -> list[str]:
    """The words alone."""
    said = asked(*words)
    assert said.stderr == ""
    return [line.partition("\t")[0] for line in said.stdout.splitlines()]


@pytest.fixture
def people(rescrm: Program) -> Program:
    """A store with a few people, tags, an event and a group."""
    for line in (
        'add "Maya Rao" -t ep -t amyloid -k faculty',
        'add "Max O\'Hara" -t ep-lab',
        'add "Ben Adler" -k co-resident',
        'add "王伟"',
        'event add "ACC 2027" --from 2027-03-19 --to 2027-03-21',
        'group add "Tuesday pod" --type pod',
    ):
        rescrm.ok(line)
    return rescrm


# What is offered -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (("hist",), ["history"]),
        (("conf",), ["config"]),
        (("zzz",), []),
        (("config", ""), ["list", "get", "set", "path"]),
        (("config", "get", "bud"), ["budget"]),
        (("completion", "show", ""), ["bash", "zsh", "fish"]),
        (("show", "ma"), ["max-ohara", "maya-rao"]),
        (("show", "MA"), ["max-ohara", "maya-rao"]),
        (("show", "maya-rao", "b"), ["ben-adler"]),
        (("show", "@ma"), ["@max-ohara", "@maya-rao"]),
        (("show", "王"), ["王伟"]),
        (("show", "nobody"), []),
        (("show", "--js"), ["--json"]),
        (("show", "--json", "ben"), ["ben-adler"]),
        (("--json", "show", "ben"), ["ben-adler"]),
        (("--format", ""), ["plain", "json", "rich"]),
        (("due", "--format=j"), ["--format=json"]),
        (("list", "--sort", ""), ["name", "last", "due", "added"]),
        (("log", "--with", "ben"), ["ben-adler"]),
        (("log", "--with=ben"), ["--with=ben-adler"]),
        (("log", "--on", ""), []),
        (("log", "coffee", "with", "@be"), ["@ben-adler"]),
        (("log", "coffee with @be"), ["coffee with @ben-adler"]),
        (("log", "coffee with @maya-rao and @be"), ["coffee with @maya-rao and @ben-adler"]),
        (("log", "be"), []),
        (("add", "Zoe", "--met", ""), ["acc-2027"]),
        (("event", "close", "a"), ["acc-2027"]),
        (("event", "met", "acc-2027", "x"), []),
        (("log", "--group", "t"), ["tuesday-pod"]),
        (("due", "ta"), ["tag:"]),
        (("due", "tag:"), ["tag:amyloid", "tag:ep", "tag:ep-lab"]),
        (("due", "-tag:ep"), ["-tag:ep", "-tag:ep-lab"]),
        (("list", "kind:co"), ["kind:co-resident", "kind:collaborator"]),
        (("list", "event:"), ["event:acc-2027"]),
        (("list", "city:"), []),
        (("tag", "maya-rao", "+e"), ["+ep", "+ep-lab"]),
        (("tag", "maya-rao", "-a"), ["-amyloid"]),
        (("rule", "set", "e"), ["everyone"]),
        (("rule", "set", "role:c"), ["role:clinical", "role:career"]),
        (("rule", "set", "ben"), ["ben-adler"]),
        (("undo", ""), []),
        (("no-such-command", ""), []),
    ],
    ids=" ".join,
)
def test_the_unfinished_word_can_become(
    people: Program, words: tuple[str, ...], offers: list[str]
) -> None:
    assert offered(*words) == offers


def test_every_command_is_offered_with_its_help() -> None:
    lines = asked("").stdout.splitlines()
    assert "due\tWho is due, the most pressing first." in lines
    assert {line.partition("\t")[0] for line in lines} == {path.split()[0] for path, _ in leaves()}


def test_every_kind_is_offered() -> None:
    assert offered("add", "Zoe", "--kind", "") == list(KINDS)


def test_people_are_offered_with_their_names(people: Program) -> None:
    assert asked("show", "max").stdout == "max-ohara\tMax O'Hara\n"


@pytest.mark.parametrize("words", [("import", "peo"), ("--db", ""), ("export", "ics", "-o", "")])
def test_where_a_file_is_wanted_the_shell_is_asked_for_it(words: tuple[str, ...]) -> None:
    said = asked(*words)
    assert (said.returncode, said.stdout, said.stderr) == (WANTS_FILE, "", "")


def test_no_more_than_a_hundred_people_are_offered(people: Program, home: Path) -> None:
    with sqlite3.connect(home / ".local/share/rescrm/rescrm.db") as conn:
        conn.executemany(
            "INSERT INTO contact (uid, handle, name, added, recorded) VALUES (?1, ?1, ?1, '', '')",
            [(f"person-{nth:04}",) for nth in range(300)],
        )
    assert len(offered("show", "person")) == 100


def test_people_and_tags_are_found_by_an_index(people: Program, home: Path) -> None:
    from rescrm.completing import LOOKUPS

    with sqlite3.connect(home / ".local/share/rescrm/rescrm.db") as conn:
        for kind, sql in LOOKUPS.items():
            plan = conn.execute(f"EXPLAIN QUERY PLAN {sql}", ("a", "b", 9)).fetchall()
            steps = [row[3] for row in plan if "contact" in row[3] or "tag" in row[3]]
            assert all("USING" in step and "INDEX" in step for step in steps), (kind, steps)


# Which store is meant ------------------------------------------------------------------------


def test_the_store_that_is_named_is_the_one_asked(rescrm: Program, tmp_path: Path) -> None:
    other = str(tmp_path / "o & ther?.db")
    rescrm.run(["--db", other, "add", "Dee Park"])
    assert offered("show", "d") == []
    assert offered("--db", other, "show", "d") == ["dee-park"]
    assert offered(f"--db={other}", "show", "d") == ["dee-park"]
    assert offered("show", "--db", other, "d") == ["dee-park"]
    assert asked("show", "d", RESCRM_DB=other).stdout == "dee-park\tDee Park\n"


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": "/home/ana"},
        {"HOME": "/home/ana", "XDG_DATA_HOME": "/data"},
        {"HOME": "/home/ana", "XDG_DATA_HOME": "relative"},
        {"HOME": "/home/ana", "RESCRM_DB": "/else/where.db"},
        {"HOME": "/home/ana", "RESCRM_DB": "here.db"},
    ],
    ids=str,
)
def test_it_looks_where_the_program_does(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rescrm.completing import _store

    for name in ("HOME", "XDG_DATA_HOME", "RESCRM_DB"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert _store(environ.get("RESCRM_DB", "")) == str(read_settings(environ).store)


def test_without_a_store_it_is_silent_and_makes_none(home: Path) -> None:
    said = asked("show", "m")
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("what", ["text", "empty", "folder", "fifo", "locked", "foreign"])
def test_a_store_that_cannot_be_read_offers_nobody(tmp_path: Path, what: str) -> None:
    path = tmp_path / "bad.db"
    conn = sqlite3.connect(tmp_path / "other.db", isolation_level=None)
    conn.execute("CREATE TABLE t (x)")
    match what:
        case "text":
            path.write_text("hello there, this is no store")
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "foreign":
            path = tmp_path / "other.db"
        case "locked":
            path = tmp_path / "other.db"
            conn.execute("BEGIN EXCLUSIVE")
    said = asked("show", "m", RESCRM_DB=str(path))
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_a_store_that_is_being_written_is_read_all_the_same(people: Program, home: Path) -> None:
    other = sqlite3.connect(home / ".local/share/rescrm/rescrm.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert offered("show", "ben") == ["ben-adler"]


def test_without_a_home_it_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    assert offered("show", "m") == []


def test_what_could_act_on_a_terminal_is_not_printed(people: Program, home: Path) -> None:
    with sqlite3.connect(home / ".local/share/rescrm/rescrm.db") as conn:
        conn.execute("UPDATE contact SET name = 'Ma\x1b[2Jya\tR\nao' WHERE handle = 'maya-rao'")
        conn.execute("INSERT INTO tag (contact, name) VALUES (1, 'x\x1b]0;y\x07')")
    assert asked("show", "maya").stdout == "maya-rao\tMa [2Jya R ao\n"
    assert offered("due", "tag:x") == []


def test_names_are_written_whatever_the_locale(people: Program) -> None:
    said = asked("show", "王", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert said.stdout == "王伟\t王伟\n"


def test_a_word_that_is_no_text_is_answered_with_nothing(people: Program) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "rescrm", "__complete", "show", b"\xff\xfe"],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        capture_output=True,
        check=False,
    )
    assert (said.returncode, said.stdout, said.stderr) == (0, b"", b"")


# The scripts ---------------------------------------------------------------------------------


def test_the_words_are_those_of_the_commands() -> None:
    path = SRC / "rescrm/completions/words.txt"
    if REWRITE:
        path.write_text(written(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written()


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_in_the_repository_is_the_one_that_is_shown(rescrm: Program, shell: str) -> None:
    shown = rescrm.ok(f"completion show {shell}").out
    assert shown == (ROOT / "completions" / SCRIPTS[shell]).read_text(encoding="utf-8")
    assert rescrm.item(f"completion show {shell}") == {"shell": shell, "script": shown}


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_shell_reads_its_script_without_complaint(shell: str) -> None:
    program = needs(shell)
    flag = "--no-execute" if shell == "fish" else "-n"
    script = str(ROOT / "completions" / SCRIPTS[shell])
    said = subprocess.run([program, flag, script], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize(
    ("shell", "place"),
    [
        ("bash", ".local/share/bash-completion/completions/rescrm"),
        ("zsh", ".local/share/zsh/site-functions/_rescrm"),
        ("fish", ".config/fish/completions/rescrm.fish"),
    ],
)
def test_it_is_put_where_the_shell_looks(
    rescrm: Program, home: Path, shell: str, place: str
) -> None:
    path = home / place
    assert rescrm.item(f"completion install {shell}") == {"shell": shell, "path": str(path)}
    assert path.read_text() == rescrm.ok(f"completion show {shell}").out
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    rescrm.ok(f"completion install {shell}")


def test_the_shell_in_use_is_the_one_meant(
    rescrm: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert rescrm.item("completion install")["shell"] == "fish"
    monkeypatch.setenv("SHELL", "/usr/bin/tcsh")
    assert rescrm("completion install").code == 2
    monkeypatch.delenv("SHELL")
    assert "bash, zsh or fish?" in rescrm("completion install").err


def test_zsh_is_told_of_only_where_it_does_not_look(
    rescrm: Program, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / ".local/share/zsh/site-functions"
    assert f"fpath=({folder} $fpath)" in rescrm.ok("completion install zsh").err
    monkeypatch.setenv("FPATH", f"/usr/share/zsh:{folder}")
    assert "fpath" not in rescrm.ok("completion install zsh").err


def test_the_folders_of_the_user_are_kept_to(
    rescrm: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for shell, folder in (("bash", "data"), ("zsh", "data"), ("fish", "config")):
        path = rescrm.item(f"completion install {shell}")["path"]
        assert path.startswith(str(tmp_path / folder))


def test_a_dry_run_installs_nothing(rescrm: Program, home: Path) -> None:
    rescrm.ok("completion install bash --dry-run")
    assert list(home.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(
    rescrm: Program, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / ".local").write_text("a file")
    said = rescrm("completion install bash")
    assert said.code == 7
    assert "bash-completion/completions/rescrm" in said.err
    monkeypatch.delenv("HOME")
    assert rescrm(f"--db {home / 'x.db'} completion install bash").code == 7


@pytest.mark.parametrize("line", ["completion show tcsh", "completion show"])
def test_an_unknown_shell_is_refused(rescrm: Program, line: str) -> None:
    assert rescrm(line).code == 2
