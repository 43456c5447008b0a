"""init: the store, the settings, and rules to begin with."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from play import Program

STARTER = {
    "role:any": ("every 6 weeks", "10 weeks"),
    "kind:sponsor": ("every 2 months", None),
    "kind:co-resident": ("every 4 weeks", None),
    "kind:faculty": ("every 3 months", None),
    "kind:collaborator": ("every 3 months", None),
    "kind:alum": ("every 6 months", None),
    "kind:mentee": ("every 4 weeks", None),
}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def rules(rescrm: Program) -> dict[str, tuple[str, str | None]]:
    return {each["selector"]: (each["every"], each["max"]) for each in rescrm.items("rule list")}


def test_the_starter_rules_are_these(rescrm: Program) -> None:
    rescrm.ok("init --starter")
    assert rules(rescrm) == STARTER
    assert [each["id"] for each in rescrm.items("rule list")] == list(range(1, 8))


def test_without_starter_there_are_no_rules(rescrm: Program) -> None:
    rescrm.ok("init")
    assert rules(rescrm) == {}


@pytest.mark.parametrize("mask", [0o000, 0o077], ids=oct)
def test_files_are_private_whatever_the_umask(rescrm: Program, home: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        rescrm.ok("init --starter")
    finally:
        os.umask(before)
    store, config = home / ".local/share/rescrm/rescrm.db", home / ".config/rescrm/config.toml"
    assert [mode(store), mode(config)] == [0o600, 0o600]
    assert [mode(store.parent), mode(config.parent)] == [0o700, 0o700]


def test_it_says_what_it_made(rescrm: Program, home: Path) -> None:
    items = rescrm.items("init --starter")
    assert items[0] == {
        "what": "store",
        "where": str(home / ".local/share/rescrm/rescrm.db"),
        "made": True,
    }
    assert items[1]["where"] == str(home / ".config/rescrm/config.toml")
    assert [each["where"] for each in items if each["what"] == "rule"] == list(STARTER)


def test_twice_is_harmless(rescrm: Program, home: Path) -> None:
    rescrm.ok("init --starter")
    rescrm.ok("config set budget 2")
    rescrm.ok('add "Ana Torres" -k alum')
    config = (home / ".config/rescrm/config.toml").read_text()
    assert not any(each["made"] for each in rescrm.items("init --starter"))
    assert (home / ".config/rescrm/config.toml").read_text() == config
    assert [each["summary"] for each in rescrm.items("history")] == [
        "added Ana Torres",
        "set the starter rules and goals",
    ]


def test_a_rule_of_your_own_is_kept(rescrm: Program) -> None:
    rescrm.ok("rule set kind:alum yearly")
    items = rescrm.items("init --starter")
    kept = [each["where"] for each in items if each["what"] == "rule" and not each["made"]]
    assert kept == ["kind:alum"]
    assert rules(rescrm)["kind:alum"] == ("every year", None)
    assert len(rules(rescrm)) == 7


def test_the_rules_can_be_taken_back(rescrm: Program) -> None:
    rescrm.ok("init --starter")
    rescrm.ok("undo")
    assert rules(rescrm) == {}


def test_a_dry_run_makes_nothing(rescrm: Program, home: Path) -> None:
    assert all(each["made"] for each in rescrm.items("init --starter --dry-run"))
    assert list(home.iterdir()) == []


def test_another_store_has_rules_of_its_own(rescrm: Program, tmp_path: Path, home: Path) -> None:
    rescrm.ok(f"init --starter --db {tmp_path / 'other.db'}")
    assert not (home / ".local").exists()
    assert len(rescrm.items(f"rule list --db {tmp_path / 'other.db'}")) == 7


def test_a_foreign_file_is_left_alone(rescrm: Program, tmp_path: Path, home: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine, and none of a store's business " * 9)
    assert rescrm(f"init --db {tmp_path / 'mine.txt'}").code == 6
    assert not (home / ".config").exists()


def test_without_a_home_a_named_store_is_made_all_the_same(
    rescrm: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOME")
    assert rescrm("init").code == 7
    items = rescrm.items(f"init --db {tmp_path / 'x.db'}")
    assert [each["made"] for each in items] == [True, False]


def test_on_a_terminal_the_rules_are_read_out(
    rescrm: Program, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    lines = rescrm.ok("init --starter --format rich").out.splitlines()
    assert lines[0] == "store     ~/.local/share/rescrm/rescrm.db"
    assert lines[2] == "rule      role:any, every 6 weeks, at most 10 weeks"
    assert "`rescrm completion install`" in lines[-1]
    again = rescrm.ok("init --starter --format rich").out.splitlines()
    assert again[8] == "rule      kind:mentee, every 4 weeks  (there already)"
    assert "rescrm init --starter" in rescrm.ok("init --format rich").out


def test_people_fall_due_by_the_starter_rules(rescrm: Program) -> None:
    rescrm.ok("init --starter")
    rescrm.ok('add "Ana Torres" -k co-resident --on 2026-11-01')
    assert rescrm.item("due --within 30")["due_on"] == "2026-11-29"
