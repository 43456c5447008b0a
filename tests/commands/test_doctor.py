"""doctor: silent when all is well, one line a finding, mending what is worked out."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from play import Program


@pytest.fixture
def path(home: Path) -> Path:
    return home / ".local/share/rescrm/rescrm.db"


@pytest.fixture
def well(rescrm: Program, path: Path) -> Program:
    """A store with a bit of everything, in good health."""
    rescrm.ok("init --starter")
    rescrm.ok('add "Ana Torres" -k alum')
    rescrm.ok('add "Łukasz Zieliński" -k faculty --note "poster 212"')
    rescrm.ok('log "coffee with Ana, talked boards; owe Ana the deck by fri"')
    return rescrm


def behind(path: Path, sql: str, *, foreign_keys: bool = False) -> None:
    """Change the store behind rescrm's back: no trigger sees it."""
    with sqlite3.connect(path) as conn:
        conn.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
        conn.execute("UPDATE state SET recording = -1")
        conn.execute(sql)
        conn.execute("UPDATE state SET recording = 0")


HARM = {
    "a name changed": ("UPDATE contact SET name = 'Other Body' WHERE id = 1", "index"),
    "a note changed": ("UPDATE interaction SET note = 'other words'", "index"),
    "an agenda row gone": ("DELETE FROM agenda WHERE contact = 1", "agenda"),
    "an agenda row moved": ("UPDATE agenda SET due_on = '2026-11-11' WHERE contact = 2", "agenda"),
    "an agenda row too many": (
        'INSERT INTO agenda SELECT 99, what, contact, "group", commitment, handle, allowance + 1, '
        "ideal_on, due_on, limit_on, about, because, last, valid_from, valid_until "
        "FROM agenda LIMIT 1",
        "agenda",
    ),
    "a rule changed": ("UPDATE rule SET every = 'every 2 weeks' WHERE value = 'alum'", "agenda"),
}


@pytest.mark.parametrize("line", ["doctor", "doctor --full", "doctor --mend"])
def test_all_is_well_and_it_says_nothing(well: Program, line: str) -> None:
    said = well(line)
    assert (said.out, said.err, said.code) == ("", "", 0)


@pytest.mark.parametrize("what", HARM)
def test_what_does_not_agree_is_found_and_mended(well: Program, path: Path, what: str) -> None:
    sql, kind = HARM[what]
    behind(path, sql)
    said = well("doctor --full --json")
    assert said.code == 6
    assert kind in {each["what"] for each in said.items}
    assert all(each["fix"] == "rescrm doctor --mend" for each in said.items)
    assert well.ok("doctor --mend").out == ""
    assert well.ok("doctor --full").out == ""


def test_mending_is_no_step_and_changes_nothing_that_was_said(well: Program, path: Path) -> None:
    before = well.items("history"), well.items("list"), well.items("due --within 400")
    behind(path, "DELETE FROM agenda")
    well.ok("doctor --mend")
    assert (well.items("history"), well.items("list"), well.items("due --within 400")) == before


def test_a_dry_run_mends_nothing(well: Program, path: Path) -> None:
    behind(path, "DELETE FROM agenda")
    well("doctor --mend --dry-run")
    assert well("doctor --full").code == 6


def test_a_row_that_points_nowhere_is_damage(well: Program, path: Path) -> None:
    behind(path, "UPDATE contact SET met_at = 77 WHERE id = 1")
    (found,) = well("doctor --json").items
    assert (found["what"], found["where"]) == ("rows", "contact 1")
    assert "event" in found["message"]
    assert well("doctor").code == 6


def test_a_file_cut_short_is_one_finding_that_names_the_newest_copy(
    well: Program, path: Path
) -> None:
    copy = path.with_name("rescrm.db.before-version-1")
    shutil.copy(path, copy)
    os.truncate(path, 40960)
    before = path.read_bytes()
    for line in ("doctor", "doctor --full"):
        said = well(f"{line} --json")
        assert said.code == 6
        assert said.items[0]["what"] == "file"
        assert said.items[0]["fix"] == f"rescrm restore {copy}"
    assert path.read_bytes() == before


def test_pages_that_are_damaged_inside_are_found(well: Program, path: Path) -> None:
    data = bytearray(path.read_bytes())
    with sqlite3.connect(path) as conn:
        (page,) = conn.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'contact'"
        ).fetchone()
    data[(page - 1) * 4096 : (page - 1) * 4096 + 200] = bytes(200)
    path.write_bytes(data)
    said = well("doctor")
    assert said.code == 6
    assert "rescrm.db" in said.out + said.err


def test_a_file_that_others_may_open_is_told_and_no_damage(well: Program, path: Path) -> None:
    path.chmod(0o644)
    said = well("doctor --json")
    assert said.code == 0
    assert [(each["what"], each["fix"]) for each in said.items] == [("mode", f"chmod 600 {path}")]


def test_settings_and_copies_are_looked_at_too(well: Program, path: Path, home: Path) -> None:
    config = home / ".config/rescrm/config.toml"
    copy = path.with_name("rescrm.db.before-version-1")
    shutil.copy(path, copy)
    config.chmod(0o644)
    copy.chmod(0o640)
    assert {each["where"] for each in well.items("doctor")} == {str(config), str(copy)}


def test_what_a_run_that_was_cut_off_left_behind_is_told(well: Program, path: Path) -> None:
    left = path.with_name(".rescrm.db.0123456789ab")
    left.touch(0o600)
    (found,) = well.items("doctor")
    assert (found["what"], found["fix"]) == ("leftover", f"rm {left}")


def test_the_journal_of_someone_who_is_writing_is_no_leftover(well: Program, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE contact SET city = 'Boston'")
    assert path.with_name("rescrm.db-journal").exists()
    assert well("doctor").out == ""
    other.execute("ROLLBACK")
    other.close()
    path.with_name("rescrm.db-journal").touch(0o600)
    assert [each["what"] for each in well.items("doctor")] == ["leftover"]


def test_without_a_store_there_is_nothing_to_check(rescrm: Program, home: Path) -> None:
    said = rescrm("doctor")
    assert (said.out, said.code) == ("", 0)
    assert "rescrm init --starter" in said.err
    assert list(home.iterdir()) == []


def test_on_a_terminal_the_command_that_helps_stands_behind_each(well: Program, path: Path) -> None:
    behind(path, "DELETE FROM agenda WHERE contact = 2")
    said = well("doctor --full --format rich")
    words = " ".join(said.out.split())
    assert "lukasz-zielinski: the check-in in the agenda is not what the rows say." in words
    assert words.endswith("`rescrm doctor --mend`")


@pytest.mark.parametrize("day", ["2026-11-23", "2027-02-28", "2026-11-21", "2030-01-01"])
def test_it_stays_well_on_other_days(well: Program, day: str) -> None:
    now = f"{day}T08:00:00-05:00"
    assert well.ok("doctor --full", now=now).out == ""
    well.ok('note ana "hello"', now=now)
    assert well.ok("doctor --full", now=now).out == ""
    assert well.ok("doctor --full").out == ""
