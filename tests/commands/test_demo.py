"""demo: a network of its own, in a folder of its own, and a walk through the day."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from play import NOW, Program


@pytest.fixture
def folder(home: Path) -> Path:
    return home / ".local/share/rescrm-demo"


def test_the_walk_goes_through_the_day(rescrm: Program, folder: Path) -> None:
    said = rescrm.ok("demo")
    typed = [line[2:] for line in said.out.splitlines() if line.startswith("$ ")]
    words = [line.split()[1] for line in typed]
    assert words == ["due", "why", "log", "event", "draft", "digest", "export"]
    assert "Samuel Okafor is due since" in said.out
    assert "Following up from ACC 2026: the amyloid cohort" in said.out
    assert "what did you talk about?" in said.out
    assert f"export RESCRM_DB={folder / 'demo.db'}" in said.out
    assert (folder / "follow-ups.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_real_store_is_never_touched(rescrm: Program, home: Path, folder: Path) -> None:
    rescrm.ok('add "Ana Torres"')
    real = home / ".local/share/rescrm/rescrm.db"
    before = real.read_bytes()
    rescrm.ok("demo")
    rescrm.ok(f"demo --db {real}")
    assert real.read_bytes() == before
    assert len(rescrm.items("list")) == 1


@pytest.mark.parametrize(
    "now", [NOW, "2028-02-29T23:30:00+09:00", "2027-01-01T00:10:00+00:00", "1999-12-31T12:00:00Z"]
)
def test_the_same_moment_makes_the_same_network(rescrm: Program, folder: Path, now: str) -> None:
    first = rescrm.ok("demo --json", now=now)
    db = f"--db {folder / 'demo.db'}"
    seen = [rescrm.ok(f"{line} {db} --json", now=now).out for line in ("list", "due", "timeline")]
    assert rescrm.ok("demo --json", now=now).out == first.out
    assert seen == [
        rescrm.ok(f"{line} {db} --json", now=now).out for line in ("list", "due", "timeline")
    ]
    assert rescrm.ok(f"doctor --full {db}", now=now).out == ""


def test_it_is_a_network_worth_looking_at(rescrm: Program, folder: Path) -> None:
    (item,) = rescrm.items("demo")
    db = f"--db {folder / 'demo.db'}"
    people = rescrm.items(f"list {db}")
    assert item == {"store": str(folder / "demo.db"), "people": len(people)}
    assert 50 <= len(people) <= 70
    kinds = {each["kind"] for each in people}
    assert {"co-resident", "faculty", "fellow", "alum", "mentee", "sponsor"} <= kinds
    touches = rescrm.items(f"timeline {db}")
    assert len(touches) > 300
    assert min(each["on"] for each in touches) < "2025-12-24"
    assert max(each["on"] for each in touches) <= "2026-11-22"
    what = {each["what"] for each in rescrm.items(f"due --within 7 {db}")}
    assert {"check-in", "promise", "ask", "thank-you", "follow-up", "date", "group"} <= what
    assert len({each["uid"] for each in people}) == len(people)


def test_it_is_one_step_of_history(rescrm: Program, folder: Path) -> None:
    rescrm.ok("demo --json")
    db = f"--db {folder / 'demo.db'}"
    assert [each["command"] for each in rescrm.items(f"history {db}")] == ["demo"]


def test_made_again_what_was_tried_is_gone(rescrm: Program, folder: Path) -> None:
    rescrm.ok("demo")
    db = f"--db {folder / 'demo.db'}"
    rescrm.ok(f'add "Somebody Else" {db}')
    rescrm.ok("demo")
    assert "somebody-else" not in {each["handle"] for each in rescrm.items(f"list {db}")}


def test_a_folder_of_its_own_can_be_named(rescrm: Program, tmp_path: Path, folder: Path) -> None:
    for place in (tmp_path / "new" / "try", tmp_path / "empty"):
        rescrm.ok(f"demo --dir {place} --json")
        assert (place / "demo.db").is_file()
        assert [each.name for each in sorted(place.iterdir())] == [".rescrm-demo", "demo.db"]
    assert not folder.exists()


@pytest.mark.parametrize("name", ["notes.txt", "demo.db", ".rescrm-demo/x"])
def test_what_is_not_the_demos_is_never_removed(rescrm: Program, tmp_path: Path, name: str) -> None:
    mine = tmp_path / "mine" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    said = rescrm(f"demo --dir {tmp_path / 'mine'}")
    assert said.code == 3
    assert "rescrm demo --dir DIR" in said.err
    assert mine.read_text() == "mine"


def test_files_beside_it_in_its_folder_stay(rescrm: Program, folder: Path) -> None:
    rescrm.ok("demo --json")
    (folder / "notes.txt").write_text("mine")
    rescrm.ok("demo --json")
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_file_in_the_way_is_left_alone(rescrm: Program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert rescrm(f"demo --dir {tmp_path / 'file'}").code == 3
    assert (tmp_path / "file").read_text() == "mine"


def test_its_files_are_private(rescrm: Program, folder: Path) -> None:
    before = os.umask(0)
    try:
        rescrm.ok("demo --json")
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}


def test_a_dry_run_makes_nothing(rescrm: Program, home: Path, folder: Path) -> None:
    assert rescrm.item("demo --dry-run") == {"store": str(folder / "demo.db"), "people": None}
    assert list(home.iterdir()) == []


def test_without_a_home_a_folder_is_asked_for(
    rescrm: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setenv("RESCRM_DB", str(tmp_path / "x.db"))
    assert rescrm("demo").code == 7
    rescrm.ok(f"demo --dir {tmp_path / 'demo'} --json")


def test_the_data_folder_of_the_user_is_kept_to(
    rescrm: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert rescrm.item("demo")["store"] == str(tmp_path / "data/rescrm-demo/demo.db")
