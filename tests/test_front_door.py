"""The front door: options every command has, words there are none of, forms, the moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from play import Program
from rescrm import __version__


@pytest.fixture
def maya(rescrm: Program) -> Program:
    """A store with one person who is due."""
    rescrm.ok('add "Maya Rao" -k faculty -t ep --every "4 weeks" --on 2026-01-01')
    return rescrm


# Options that every command has.


@pytest.mark.parametrize("line", ["--json list", "list --json", "--format json list",
                                  "list --format=json", "--json rule list", "rule --json list",
                                  "rule list --json", "--no-input --json --quiet due",
                                  "due --quiet --no-input --json"])  # fmt: skip
def test_a_global_option_stands_before_or_after_the_word(maya: Program, line: str) -> None:
    assert len(maya.ok(line).items) == 1


def test_an_option_said_twice_counts_as_said_last(maya: Program) -> None:
    assert maya.ok("--format json list --format plain").out.startswith("maya-rao\tMaya Rao")


@pytest.mark.parametrize("line", ["--db other.db list", "list --db other.db", "list --db=other.db"])
def test_the_store_can_be_named_before_and_after_the_word(maya: Program, line: str) -> None:
    assert maya.ok("--db other.db add Ben").code == 0
    assert maya.ok(line).out == "ben\tBen\t\t\t\t\n"
    assert maya.ok("list").out.startswith("maya-rao")


def test_the_store_of_the_environment_gives_way_to_the_one_that_is_typed(
    maya: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESCRM_DB", "env.db")
    maya.ok("add Ben")
    maya.ok("add Dee --db typed.db")
    assert Path("env.db").exists()
    assert [each["name"] for each in maya.items("list")] == ["Ben"]
    assert [each["name"] for each in maya.items("list --db typed.db")] == ["Dee"]


def test_a_rehearsal_changes_nothing_whatever_stands_first(maya: Program) -> None:
    for line in ("--dry-run add Ben", "add Ben --dry-run", "--dry-run remove maya"):
        assert maya.ok(line).out
    assert [each["name"] for each in maya.items("list")] == ["Maya Rao"]
    assert len(maya.items("history")) == 1


@pytest.mark.parametrize("option", ["--db", "--now", "--format"])
def test_an_option_without_its_value_is_refused(maya: Program, option: str) -> None:
    for line in (["list", option], ["list", option, ""], [option, "", "list"]):
        said = maya.run(line)
        assert said.code == 2, line
        assert f"{option} needs a value" in said.err


def test_quiet_leaves_only_the_answer(rescrm: Program) -> None:
    rescrm.ok("add Ben --db b.db")
    assert rescrm.ok("list tag:none --db b.db").err == "Nobody fits tag:none.\n"
    assert rescrm.ok("list tag:none --db b.db --quiet").err == ""
    screen = rescrm.ok("show ben --db b.db --format rich --quiet").out
    assert "rescrm log" not in screen


# Filters that begin with a hyphen are filters.


@pytest.mark.parametrize("line", ["list -tag:ep", "list kind:faculty -tag:ep", "due -tag:ep",
                                  "list -TAG:ep", "due -custom.knows:ecg -tag:ep",
                                  "list -- -tag:ep", "list -org:x -tag:ep -n 3"])  # fmt: skip
def test_a_filter_may_say_not(maya: Program, line: str) -> None:
    assert maya.ok(line).out == ""
    assert maya.ok(line.replace(":ep", ":xx")).out.startswith("maya-rao")


def test_two_hyphens_end_the_options(maya: Program) -> None:
    assert maya.ok("add --json -- --json").items[0]["name"] == "--json"
    assert maya.ok("show --json -- --json").items[0]["handle"] == "json"
    assert maya.ok("-- list").out.count("\n") == 2


@pytest.mark.parametrize("text", ["- asked twice", "-> call again", "-"])
def test_a_text_may_begin_with_a_hyphen_and_no_letter(maya: Program, text: str) -> None:
    assert maya.run(["note", "maya", text]).code == 0
    assert maya.item("show maya")["notes"][0]["text"] == text


# Words there are none of.


@pytest.mark.parametrize(("typed", "nearest"), [("lst", "rescrm list"), ("serach", "rescrm search"),
                                                ("DUE", "rescrm due"), ("promis", "rescrm promise"),
                                                ("rule lst", "rescrm rule list")])  # fmt: skip
def test_an_unknown_command_is_told_the_nearest(rescrm: Program, typed: str, nearest: str) -> None:
    said = rescrm(typed)
    assert (said.code, said.out) == (2, "")
    assert f"Nearest: {nearest}" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("line", ["frobnicate --json", "--json frobnicate", "--format json lst",
                                  "list --frob --format=json", "list --format json -n x",
                                  "list --json --nope", "show --json"])  # fmt: skip
def test_a_wrong_line_is_an_error_in_json_when_json_is_asked_for(
    rescrm: Program, line: str
) -> None:
    said = rescrm(line)
    assert (said.code, said.out) == (2, "")
    assert (said.error["code"], said.error["error"]) == (2, "usage")


@pytest.mark.parametrize(("line", "says"), [
    ("list --formt x", "there is no option --formt here. Nearest: --format"),
    ("list -x", "there is no option -x here."),
    ("show", "WHO is missing."),
    ("date maya", "LABEL is missing."),
    ("list -n", "-n needs a value: -n N."),
    ("list -n x", "-n is a number from 1 on, not x."),
    ("list -n 0", "-n is a number from 1 on, not 0."),
    ("due --within 9999999", "--within is a number from 0 to 3650, not 9999999."),
    ("list --json=yes", "--json takes no value."),
    ("list --format xml", 'there is no format "xml". It is plain, json or rich.'),
    ("--json", "say what to do"),
])  # fmt: skip
def test_a_wrong_line_is_refused_in_plain_words(rescrm: Program, line: str, says: str) -> None:
    said = rescrm(line)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert "Error" not in said.err
    assert "Usage:" not in said.err


def test_a_wrong_line_makes_no_store(rescrm: Program, home: Path) -> None:
    for line in ("add", "add X --frob", "lst", "add X -k wizard", "--now x add X"):
        assert rescrm(line).code == 2
    assert not (home / ".local").exists()


# The moment.


@pytest.mark.parametrize(("moment", "day"), [
    ("2026-11-22T23:30:00-05:00", "2026-11-22"),
    ("2026-11-22T23:30:00+09:00", "2026-11-22"),
    ("2026-11-22T23:30", "2026-11-22"),
    ("2026-11-22", "2026-11-22"),
    ("2026-11-23T04:30:00Z", "2026-11-23"),
    ("1970-01-01T00:00:00Z", "1970-01-01"),
    ("2038-01-19T03:14:08Z", "2038-01-19"),
    ("9999-12-31T12:00:00-05:00", "9999-12-31"),
    ("0001-01-02T12:00:00Z", "0001-01-02"),
])  # fmt: skip
def test_the_day_is_that_of_the_moment_in_its_own_zone(
    rescrm: Program, moment: str, day: str
) -> None:
    rescrm.ok("add Maya", now=moment)
    assert rescrm.item("note maya hello", now=moment)["on"] == day


@pytest.mark.parametrize("moment", [
    "x", "2026-13-01", "2026-11-22T25:00", "yesterday", "0",
    "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00",
])  # fmt: skip
def test_a_moment_that_cannot_be_read_is_refused(
    rescrm: Program, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = rescrm.run(["--now", moment, "list"])
    assert (said.code, said.out) == (2, "")
    assert f'cannot read the moment "{moment}"' in said.err
    monkeypatch.setenv("RESCRM_NOW", moment)
    assert rescrm("list").code == 2


def test_the_moment_that_is_typed_goes_before_that_of_the_environment(maya: Program) -> None:
    assert maya.item("due --now 2026-01-29")["overdue"] == 0
    assert maya.item("due --now 2026-01-30T09:00")["overdue"] == 1


# The first time.


@pytest.mark.parametrize("line", ["list", "due", "show maya", "search x", "promises", "asks",
                                  "timeline", "history", "undo", "why maya", "today"])  # fmt: skip
def test_reading_without_a_store_says_how_to_begin_and_makes_nothing(
    rescrm: Program, home: Path, line: str
) -> None:
    said = rescrm(line)
    assert (said.code, said.out) == (0, "")
    assert len(said.err.splitlines()) == 2
    assert "rescrm init --starter" in said.err
    assert rescrm.items(line) == []
    assert list(home.iterdir()) == []


def test_the_first_write_makes_the_store_for_its_owner_alone(rescrm: Program, home: Path) -> None:
    before = os.umask(0)
    try:
        rescrm.ok("add Maya")
    finally:
        os.umask(before)
    store = home / ".local/share/rescrm/rescrm.db"
    assert store.stat().st_mode & 0o777 == 0o600
    assert store.parent.stat().st_mode & 0o777 == 0o700


def test_a_rehearsal_of_the_first_write_makes_no_store(rescrm: Program, home: Path) -> None:
    assert rescrm.ok("add Maya --dry-run").out == "maya\tMaya\t\t\t\t\n"
    assert list(home.iterdir()) == []


# The version, and what is loaded.


@pytest.mark.parametrize("line", ["--version", "list --version", "rule list --version",
                                  "--quiet --version"])  # fmt: skip
def test_the_version_is_told_wherever_it_is_asked_for(rescrm: Program, line: str) -> None:
    assert rescrm.ok(line).out == f"rescrm {__version__}\n"


def test_the_version_is_told_to_programs(rescrm: Program) -> None:
    assert rescrm.item("--version") == {"version": __version__}


HEAVY = ("rich", "pydantic", "sqlite_utils", "icalendar", "textual", "jinja2", "vobject",
         "dateutil", "phonenumbers", "rapidfuzz", "nicknames", "tomlkit")  # fmt: skip


@pytest.mark.parametrize("line", ["due", "list", "search rao", "show @maya-rao", "promises"])
def test_a_pipe_loads_nothing_heavy(maya: Program, line: str) -> None:
    script = (
        "import sys; from rescrm.cli import main; code = main(sys.argv[1:]); "
        f"print(*sorted(set(sys.modules) & {set(HEAVY)!r}), file=sys.stderr); sys.exit(code)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, *line.split()], capture_output=True, text=True, check=True
    )
    assert told.stderr.splitlines()[-1] == ""


def test_help_loads_no_command() -> None:
    script = (
        "import sys; from rescrm.cli import main; main(['--help']); "
        "print(*(m for m in sys.modules if 'rescrm.commands.' in m), file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert told.stderr == "\n"


def test_the_version_is_told_before_anything_heavy_loads() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "rescrm", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == f"rescrm {__version__}\n"
    assert "typer" not in told.stderr
    assert "sqlite3" not in told.stderr
