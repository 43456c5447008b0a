"""Stores of released versions: brought to the newest shape whole, or left as they were."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from conftest import needs
from play import Program
from rescrm.store.connection import VERSION
from rescrm.store.opening import open_store

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"), key=lambda each: each.name)
SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
# What the tables were called by then: a change of shape keeps every row of these.
KEPT = (
    "contact", "channel", "tag", "custom", "occasion", "position", "note", "interaction",
    "participant", "rule", "pause", "event", "target", "meeting", "group", "member", "mentor",
    "draft", "change", "change_row", "exported",
)  # fmt: skip


@pytest.fixture(params=RELEASED, ids=[each.stem for each in RELEASED])
def old(request: pytest.FixtureRequest, home: Path) -> Path:
    """A store as an earlier version left it, where the program looks for it."""
    path = home / ".local/share/rescrm/rescrm.db"
    path.parent.mkdir(parents=True, mode=0o700)
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(request.param.read_text(encoding="utf-8"))
    path.chmod(0o600)
    return path


Rows = dict[str, tuple[str, list[tuple[object, ...]]]]


def rows(path: Path, like: Rows | None = None) -> Rows:
    """The rows of each table, by its columns; those of an earlier reading where one is given."""
    with closing(sqlite3.connect(path)) as conn:
        found: Rows = {}
        for table in KEPT:
            names = [row[1] for row in conn.execute(f'PRAGMA table_info("{table}")')]
            columns = like[table][0] if like else ", ".join(f'"{name}"' for name in names)
            query = f'SELECT {columns} FROM "{table}" ORDER BY 1, 2, 3'
            found[table] = (columns, conn.execute(query).fetchall())
        return found


def commitments(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute(
            "SELECT id, uid, what, contact, about, said_on, due_on, limit_on, snoozed_until, "
            "done_on, event, interaction FROM commitment ORDER BY id"
        ).fetchall()


def schema(path: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as conn:
        return {
            (kind, name, " ".join((sql or "").replace('"', "").split()))
            for kind, name, sql in conn.execute(SCHEMA)
            if not name.startswith("_sqlite_migrations")
        }


def test_every_released_version_has_a_store_here() -> None:
    assert [each.stem for each in RELEASED] == [f"version-{n}" for n in range(1, 2)]


def test_every_row_is_kept(old: Path, rescrm: Program) -> None:
    before, said = rows(old), commitments(old)
    rescrm.ok("due")
    assert rows(old, before) == before
    assert commitments(old) == said
    with closing(sqlite3.connect(old)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_old_store_gets_the_shape_of_a_new_one(
    old: Path, rescrm: Program, tmp_path: Path
) -> None:
    fresh = tmp_path / "fresh.db"
    conn = open_store(fresh, create=True)
    assert conn
    conn.close()
    rescrm.ok("due")
    assert schema(old) == schema(fresh)


def test_a_copy_of_the_old_store_is_kept(old: Path, rescrm: Program) -> None:
    before = rows(old)
    rescrm.ok("due")
    copy = old.with_name(f"rescrm.db.before-version-{VERSION}")
    assert rows(copy, before) == before
    assert copy.stat().st_mode & 0o777 == 0o600


def test_of_several_that_come_at_once_the_copy_is_of_the_old_store(old: Path) -> None:
    before = rows(old)
    argv = [sys.executable, "-m", "rescrm", "due"]
    several = [subprocess.Popen(argv, stdout=subprocess.DEVNULL) for _ in range(6)]
    assert {each.wait(timeout=60) for each in several} == {0}
    copy = old.with_name(f"rescrm.db.before-version-{VERSION}")
    with closing(sqlite3.connect(copy)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (1,)
    assert rows(copy, before) == before


def test_nothing_is_amiss_afterwards_and_no_number_is_used_again(
    old: Path, rescrm: Program
) -> None:
    assert rescrm.ok("doctor --full").out == ""
    with closing(sqlite3.connect(old)) as conn:
        (last,) = conn.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = 'commitment'"
        ).fetchone()
    promise = rescrm.item('promise ana "the deck" --by 2026-12-24')
    assert promise["id"] > last - 1
    assert rescrm("show maya").code == 0
    assert rescrm.ok("search amyloid").out


def test_what_was_done_before_can_be_undone_after(old: Path, rescrm: Program) -> None:
    steps = len(rescrm.items("history 100"))
    rescrm.ok(f"undo {steps}")
    assert rescrm.items("list") == []
    rescrm.ok(f"redo {steps}")
    assert rescrm.ok("doctor --full").out == ""
    assert len(rescrm.items("list")) == 6


@pytest.mark.fault
def test_a_change_of_shape_that_is_cut_off_leaves_the_old_store_or_the_new(
    old: Path, tmp_path: Path, rescrm: Program
) -> None:
    strace = needs("strace")
    pristine = tmp_path / "pristine.db"
    shutil.copy(old, pristine)
    before = rows(old)
    for nth in range(1, 400, 23):
        for each in old.parent.iterdir():
            each.unlink()
        shutil.copy(pristine, old)
        old.chmod(0o600)
        inject = f"inject=pwrite64:signal=KILL:when={nth}"
        subprocess.run(
            [strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", "-e", inject,
             sys.executable, "-m", "rescrm", "due"],
            env=dict(os.environ),
            check=False,
            capture_output=True,
        )  # fmt: skip
        again = rescrm("doctor --quiet")
        assert again.code == 0, (nth, again.err)
        assert rows(old, before) == before
