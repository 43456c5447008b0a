"""Copies of the store: whole, checked, private; and back in its place."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from conftest import needs
from dumps import everything, journaled
from play import Program


@pytest.fixture
def kept(rescrm: Program) -> Program:
    """A store with two people and a touch."""
    rescrm.ok('add "Ana Torres"')
    rescrm.ok('add "Ben Adler"')
    rescrm.ok('log "coffee with Ana"')
    return rescrm


@pytest.fixture
def store(home: Path) -> Path:
    return home / ".local/share/rescrm/rescrm.db"


def beside(store: Path) -> list[str]:
    return sorted(each.name for each in store.parent.iterdir())


def export(rescrm: Program) -> str:
    return rescrm.ok("export json").out


# Saving.


def test_a_backup_is_a_whole_store_of_its_own(kept: Program, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    item = kept.item(f"backup {target}")
    assert (item["people"], item["interactions"], item["steps"]) == (2, 1, 3)
    assert target.stat().st_mode & 0o777 == 0o600
    assert kept.ok(f"--db {target} export json").out == export(kept)
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".copy")] == []


def test_a_backup_without_a_name_stands_beside_the_store(kept: Program, store: Path) -> None:
    kept.ok("backup")
    kept.ok("backup")
    assert beside(store) == [
        "rescrm.db",
        "rescrm.db.backup-2026-11-22T070000",
        "rescrm.db.backup-2026-11-22T070000-2",
    ]


def test_a_backup_is_no_step_and_changes_nothing(kept: Program, tmp_path: Path) -> None:
    before = everything()
    kept.ok(f"backup {tmp_path / 'copy.db'}")
    assert everything() == before


def test_a_backup_takes_the_place_of_an_older_one_only(kept: Program, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    kept.ok(f"backup {target}")
    kept.ok('add "Cai Li"')
    assert kept.item(f"backup {target}")["people"] == 3
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("four years")
    refused = kept(f"backup {thesis}")
    assert refused.code == 2
    assert thesis.read_text() == "four years"


def test_a_backup_into_a_folder_gets_a_name(kept: Program, tmp_path: Path) -> None:
    kept.ok(f"backup {tmp_path}")
    assert (tmp_path / "rescrm-2026-11-22T070000.db").exists()


def test_a_dry_run_saves_nothing(kept: Program, store: Path) -> None:
    assert kept.item("backup --dry-run")["people"] == 2
    assert beside(store) == ["rescrm.db"]


def test_a_link_a_pipe_and_a_missing_folder_are_refused(kept: Program, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("kept")
    (tmp_path / "link").symlink_to(precious)
    os.mkfifo(tmp_path / "fifo")
    for name in ("link", "fifo", "no/where.db"):
        assert kept(f"backup {tmp_path / name}").code == 7
    assert precious.read_text() == "kept"


def test_without_a_store_there_is_nothing_to_save(rescrm: Program, store: Path) -> None:
    assert rescrm("backup").code == 4
    assert not store.exists()


def test_a_backup_cut_off_half_way_leaves_the_old_one(kept: Program, tmp_path: Path) -> None:
    strace = needs("strace")
    target = tmp_path / "copy.db"
    kept.ok(f"backup {target}")
    before = target.read_bytes()
    kept.ok('add "Cai Li"')
    for nth in (3, 40, 120):
        inject = f"inject=pwrite64:signal=KILL:when={nth}"
        subprocess.run(
            [strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", "-e", inject,
             sys.executable, "-m", "rescrm", "backup", str(target)],
            env=dict(os.environ),
            check=False,
            capture_output=True,
        )  # fmt: skip
        assert target.read_bytes() == before
    kept.ok(f"backup {target}")
    assert kept.ok(f"--db {target} export json").out == export(kept)


# Restoring.


def test_restore_brings_back_what_was_and_keeps_what_is(kept: Program, store: Path) -> None:
    kept.ok("backup")
    was, rows = export(kept), journaled()
    kept.ok("remove ana --yes")
    later = export(kept)
    item = kept.item(f"restore {store}.backup-2026-11-22T070000")
    assert export(kept) == was
    assert journaled() == rows
    assert item["people"] == 2
    assert kept.ok(f"--db {item['aside']} export json").out == later
    assert kept.ok("history").out.count("\n") == 3
    kept.ok(f"restore {item['aside']}")
    assert export(kept) == later


def test_restore_where_no_store_is(kept: Program, store: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    kept.ok(f"backup {target}")
    was = export(kept)
    store.unlink()
    assert kept.item(f"restore {target}")["aside"] is None
    assert export(kept) == was
    assert store.stat().st_mode & 0o777 == 0o600


def test_restore_over_a_damaged_store_keeps_it_byte_for_byte(
    kept: Program, store: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    kept.ok(f"backup {target}")
    was = export(kept)
    damaged = b"garbage" * 1000
    store.write_bytes(damaged)
    aside = kept.item(f"restore {target}")["aside"]
    assert Path(aside).read_bytes() == damaged
    assert export(kept) == was


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(4096, len(data), 7):
        data[place] ^= 0x55
    path.write_bytes(data)


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE contact (handle)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.unlink(), 4),
        (flipped, 6),
        (foreign, 6),
        (newer, 6),
        (lambda path: path.write_text("hello"), 6),
        (lambda path: path.write_bytes(b""), 6),
        (lambda path: os.truncate(path, 50_000), 6),
        (lambda path: (path.unlink(), path.mkdir()), 6),
        (lambda path: (path.unlink(), os.mkfifo(path)), 6),
    ],
)
def test_what_is_no_copy_is_not_restored(
    kept: Program,
    store: Path,
    tmp_path: Path,
    spoil,
    code: int,  # type: ignore[no-untyped-def]
) -> None:
    target = tmp_path / "copy.db"
    kept.ok(f"backup {target}")
    spoil(target)
    before = everything()
    assert kept(f"restore {target}").code == code
    assert everything() == before
    assert beside(store) == ["rescrm.db"]


def test_the_store_itself_is_no_copy(kept: Program, store: Path) -> None:
    assert kept(f"restore {store}").code == 2


def test_a_dry_run_restores_nothing(kept: Program, store: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    kept.ok(f"backup {target}")
    kept.ok('add "Cai Li"')
    before = everything()
    assert kept.item(f"restore {target} --dry-run")["people"] == 2
    assert everything() == before
    assert beside(store) == ["rescrm.db"]


# By itself, each week.


def copies(store: Path) -> list[str]:
    return [name[-10:] for name in beside(store) if ".weekly-" in name]


def on(rescrm: Program, day: str, line: str) -> None:
    rescrm.ok(f"--now {day}T12:00:00-05:00 {line}")


def test_a_copy_is_taken_each_week_and_five_are_kept(kept: Program, store: Path) -> None:
    assert copies(store) == []
    on(kept, "2026-11-28", 'log "call with Ana"')
    assert copies(store) == []
    on(kept, "2026-11-29", 'log "call with Ana"')
    on(kept, "2026-11-30", 'log "call with Ana"')
    on(kept, "2026-12-05", 'log "call with Ana"')
    assert copies(store) == ["2026-11-29"]
    for day in ("2026-12-06", "2026-12-20", "2027-01-03", "2027-02-01", "2027-03-01"):
        on(kept, day, 'log "call with Ana"')
    assert copies(store) == [
        "2026-12-06", "2026-12-20", "2027-01-03", "2027-02-01", "2027-03-01",
    ]  # fmt: skip
    newest = f"{store}.weekly-2027-03-01"
    assert kept.ok(f"--db {newest} export json").out == export(kept)


def test_reading_and_a_dry_run_take_no_copy(kept: Program, store: Path) -> None:
    on(kept, "2027-01-01", "due")
    on(kept, "2027-01-01", 'log "call with Ana" --dry-run')
    assert copies(store) == []


def test_a_copy_that_cannot_be_taken_is_no_reason_to_fail(kept: Program, store: Path) -> None:
    (store.parent / "rescrm.db.weekly-2026-12-24").mkdir()
    on(kept, "2026-12-24", 'log "call with Ana"')
    assert len(kept.items("timeline ana")) == 2
    on(kept, "2026-12-31", 'log "call with Ana"')
