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
from rescrm.errors import StoreBusy
from rescrm.store import copies

SOURCE = Path(__file__).resolve().parents[2] / "src"
DROP = ("--inh-caps=-all", "--bounding-set=-all")


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


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal"])
def test_the_store_is_not_overwritten_by_its_own_copy(
    kept: Program, store: Path, tmp_path: Path, suffix: str
) -> None:
    before = everything()
    (tmp_path / "link").symlink_to(store.parent)
    for folder in (store.parent, tmp_path / "link"):
        refused = kept(f"backup {folder}/{store.name}{suffix}")
        assert refused.code == 2
        assert "belongs to the store itself" in refused.err
    assert everything() == before
    assert beside(store) == ["rescrm.db"]


def test_a_store_that_somebody_locked_is_not_waited_for_forever(
    kept: Program, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESCRM_BUSY_SECONDS", "0.3")
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        for lock in ("BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"):
            other.execute(lock)
            with closing(sqlite3.connect(store, timeout=0)) as conn:
                if lock == "BEGIN EXCLUSIVE":
                    with pytest.raises(StoreBusy):
                        copies.save(conn, tmp_path / "copy.db")
                else:
                    assert copies.save(conn, tmp_path / "copy.db").people == 2
            other.execute("ROLLBACK")
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".copy")] == []


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
    said = kept(f"restore {target}")
    assert said.code == code
    assert "--db PATH" not in said.err
    assert everything() == before
    assert beside(store) == ["rescrm.db"]


def test_a_copy_goes_through_a_pipe_and_back(store: Path, kept: Program) -> None:
    before = export(kept)
    piped = piped_to(b"", "backup", "-")
    assert piped.stderr == b""
    assert beside(store) == ["rescrm.db"]
    kept.ok("add Zed")
    said = piped_to(piped.stdout[:-9000], "restore", "-")
    assert said.returncode == 6, said.stderr
    assert said.stderr.startswith(b"rescrm: stdin: this copy is not whole (")
    assert b"doctor" not in said.stderr  # that looks at the store
    assert export(kept) != before
    assert piped_to(piped.stdout, "restore", "-").returncode == 0
    assert export(kept) == before


@pytest.mark.parametrize("given", [b"", b"hello\n"])
def test_what_comes_from_a_pipe_is_called_stdin(kept: Program, given: bytes) -> None:
    said = piped_to(given, "restore", "-")
    assert said.returncode == 6
    assert said.stderr == (
        b"rescrm: stdin: this is not a copy of a store. Nothing was changed; name another file.\n"
    )


def piped_to(given: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    """A run in a process of its own, between two pipes."""
    argv = [sys.executable, "-m", "rescrm", *words]
    environ = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.run(argv, input=given, capture_output=True, env=environ, timeout=60)


def test_a_copy_is_not_poured_onto_a_screen_or_into_json(kept: Program, store: Path) -> None:
    for form in ("rich", "json"):
        assert kept(f"backup - --format {form}").code == 2
    assert kept.ok("backup - --dry-run").out.startswith("-\t")


@pytest.mark.parametrize("line", ["backup ''", "backup ' '", "restore ''", "restore ' '"])
def test_no_name_is_no_file(kept: Program, store: Path, line: str) -> None:
    assert kept(line).code == 2
    assert beside(store) == ["rescrm.db"]


def test_what_may_not_be_read_or_written_is_named(kept: Program, store: Path) -> None:
    """root may do all that; without its capabilities it is a user like any other."""
    drop = () if os.getuid() else (needs("setpriv"), *DROP)
    kept.ok("backup good.db")
    Path("good.db").chmod(0)
    before = everything()
    for word in ("backup", "restore"):
        said = run_as(drop, word, "good.db")
        assert said.returncode == 7, said.stderr
        assert "good.db: permission denied" in said.stderr
    Path("good.db").chmod(0o600)
    store.chmod(0o400)
    said = run_as(drop, "restore", "good.db")
    assert said.returncode == 7
    assert "this file may not be written" in said.stderr
    assert beside(store) == ["rescrm.db"]
    store.chmod(0o600)
    assert everything() == before


def run_as(drop: tuple[str, ...], *words: str) -> subprocess.CompletedProcess[str]:
    """A run in a process of its own, with fewer rights."""
    argv = [*drop, sys.executable, "-m", "rescrm", *words]
    environ = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.run(argv, env=environ, capture_output=True, text=True, timeout=60)


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


def test_a_store_that_somebody_holds_is_not_restored_over(
    kept: Program, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.ok("backup")
    kept.ok('add "Cai Li"')
    monkeypatch.setenv("RESCRM_BUSY_SECONDS", "0.3")
    before = everything()
    for lock in ("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"):
        with closing(sqlite3.connect(store, isolation_level=None)) as other:
            other.execute(lock)
            assert kept(f"restore {store}.backup-2026-11-22T070000").code == 6
            other.execute("ROLLBACK")
    assert everything() == before


def test_whatever_is_written_meanwhile_is_in_the_store_or_aside(kept: Program, store: Path) -> None:
    kept.ok("backup")
    argv = [sys.executable, "-m", "rescrm"]
    environ = {name: value for name, value in os.environ.items() if name != "RESCRM_SEED"}
    several = [
        subprocess.Popen([*argv, "add", f"Dee Fox {nth}"], env=environ, stdout=subprocess.DEVNULL)
        for nth in range(5)
    ]
    asides = [kept.item(f"restore {store}.backup-2026-11-22T070000")["aside"] for _ in range(4)]
    assert {each.wait(timeout=60) for each in several} == {0}
    found = kept.ok("list").out + "".join(kept.ok(f"--db {each} list").out for each in asides)
    assert all(f"Dee Fox {nth}" in found for nth in range(5))
    assert kept.ok("doctor --full").out == ""


def test_what_left_the_house_stays_told(kept: Program, store: Path) -> None:
    """An older copy knows neither that a digest went out nor what calendars have seen."""
    kept.ok('rule set ana "1 week"')
    kept.ok("export ics -o before.ics")
    kept.ok("backup")
    copy = f"{store}.backup-2026-11-22T070000"
    kept.ok("rule set ana '3 weeks'")
    kept.ok('promise ben "the deck" --by 2026-12-01')
    kept.ok("export ics -o after.ics")
    with closing(sqlite3.connect(store)) as conn, conn:
        conn.execute("INSERT INTO delivery VALUES ('2026-11-22', 'me@x.org', 'sent', 'now')")
        told = dict(conn.execute("SELECT uid, sequence FROM exported"))
    kept.ok(f"restore {copy}")
    with closing(sqlite3.connect(store)) as conn:
        assert conn.execute("SELECT recipient, state FROM delivery").fetchall() == [
            ("me@x.org", "sent")
        ]
        assert dict(conn.execute("SELECT uid, sequence FROM exported")) == told
    text = kept.ok("export ics").out
    # The check-in is where it was, with a higher number; the promise that is gone is called off.
    assert "SEQUENCE:2" in text
    assert "STATUS:CANCELLED" in text


def test_a_journal_of_a_store_that_is_gone_is_not_played_into_the_copy(
    kept: Program, store: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(store)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
    kept.ok(f"backup {tmp_path}/copy.db")
    was = export(kept)
    with closing(sqlite3.connect(store)) as holder:
        holder.execute("SELECT 1 FROM contact").fetchone()
        kept.ok('add "Cai Li"')
        left = store.with_name("rescrm.db-wal").read_bytes()
    store.unlink()
    wal = store.with_name("rescrm.db-wal")
    wal.write_bytes(left)
    wal.chmod(0o600)
    kept.ok(f"restore {tmp_path}/copy.db")
    assert export(kept) == was
    assert kept.ok("doctor --full").out == ""


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_store_behind_a_link_is_restored_where_it_is(
    kept: Program, store: Path, tmp_path: Path, what: str
) -> None:
    kept.ok(f"backup {tmp_path}/copy.db")
    was = export(kept)
    real = tmp_path / "disk"
    linked = store.parent if what == "folder" else store
    linked.rename(real)
    linked.symlink_to(real)
    kept.ok('add "Cai Li"')
    aside = Path(kept.item(f"restore {tmp_path}/copy.db")["aside"])
    assert linked.is_symlink()
    assert export(kept) == was
    assert len(kept.items(f"--db {aside} list")) == 3
    (store.resolve()).write_bytes(b"garbage" * 1000)
    kept.ok(f"restore {tmp_path}/copy.db")
    assert linked.is_symlink()
    assert export(kept) == was


def test_a_place_that_can_hold_no_store_is_left_alone(kept: Program, tmp_path: Path) -> None:
    kept.ok(f"backup {tmp_path}/copy.db")
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    for name in ("fifo", "folder"):
        assert kept(f"--db {tmp_path}/{name} restore {tmp_path}/copy.db").code == 6
    assert list((tmp_path / "folder").iterdir()) == []


@pytest.mark.fault
def test_a_restore_cut_off_half_way_leaves_the_one_or_the_other(
    kept: Program, store: Path, tmp_path: Path
) -> None:
    strace = needs("strace")
    kept.ok(f"backup {tmp_path}/copy.db")
    copied = export(kept)
    kept.ok('add "Cai Li"')
    before = export(kept)
    for nth in (2, 150, 170, 320, 340, 400):
        inject = f"inject=pwrite64:signal=KILL:when={nth}"
        subprocess.run(
            [strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", "-e", inject,
             sys.executable, "-m", "rescrm", "restore", f"{tmp_path}/copy.db"],
            env=dict(os.environ),
            check=False,
            capture_output=True,
        )  # fmt: skip
        found = export(kept)
        assert found in (copied, before)
        if found == copied:
            asides = [each for each in beside(store) if ".before-restore" in each]
            assert any(
                kept.ok(f"--db {store.parent}/{each} export json").out == before for each in asides
            )
            kept.ok('add "Cai Li"')
            before = export(kept)


# By itself, each week.


def weekly(store: Path) -> list[str]:
    return [name[-10:] for name in beside(store) if ".weekly-" in name]


def on(rescrm: Program, day: str, line: str) -> None:
    rescrm.ok(f"--now {day}T12:00:00-05:00 {line}")


def test_a_copy_is_taken_each_week_and_five_are_kept(kept: Program, store: Path) -> None:
    assert weekly(store) == []
    on(kept, "2026-11-28", 'log "call with Ana"')
    assert weekly(store) == []
    on(kept, "2026-11-29", 'log "call with Ana"')
    on(kept, "2026-11-30", 'log "call with Ana"')
    on(kept, "2026-12-05", 'log "call with Ana"')
    assert weekly(store) == ["2026-11-29"]
    for day in ("2026-12-06", "2026-12-20", "2027-01-03", "2027-02-01", "2027-03-01"):
        on(kept, day, 'log "call with Ana"')
    assert weekly(store) == [
        "2026-12-06", "2026-12-20", "2027-01-03", "2027-02-01", "2027-03-01",
    ]  # fmt: skip
    newest = f"{store}.weekly-2027-03-01"
    assert kept.ok(f"--db {newest} export json").out == export(kept)


def test_reading_and_a_dry_run_take_no_copy(kept: Program, store: Path) -> None:
    on(kept, "2027-01-01", "due")
    on(kept, "2027-01-01", 'log "call with Ana" --dry-run')
    assert weekly(store) == []


def test_a_copy_of_a_day_to_come_keeps_no_other_away(kept: Program, store: Path) -> None:
    """The clock was wrong once: what it left is neither the last copy nor kept for ever."""
    on(kept, "9999-01-01", 'log "call with Ana"')
    on(kept, "2400-01-01", 'log "call with Ana"')
    for day in ("2026-12-06", "2026-12-20", "2027-01-03", "2027-02-01", "2027-03-01"):
        on(kept, day, 'log "call with Ana"')
    assert weekly(store) == [
        "2026-12-06", "2026-12-20", "2027-01-03", "2027-02-01", "2027-03-01",
    ]  # fmt: skip


def test_a_copy_that_cannot_be_taken_is_no_reason_to_fail(kept: Program, store: Path) -> None:
    (store.parent / "rescrm.db.weekly-2026-12-24").mkdir()
    on(kept, "2026-12-24", 'log "call with Ana"')
    assert len(kept.items("timeline ana")) == 2
    on(kept, "2026-12-31", 'log "call with Ana"')
