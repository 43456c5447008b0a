"""Opening the file: is it ours, is it whole, is it new enough; making it when it is not there."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import (
    NotWritable,
    RescrmError,
    StoreBusy,
    StoreDamaged,
    StoreForeign,
    StoreNewer,
)

APPLICATION_ID = int.from_bytes(b"resc", "big")
VERSION = 1
BUSY_SECONDS = 30.0


def open_store(path: Path, *, create: bool) -> sqlite3.Connection | None:
    """Connect to the store at ``path``; None when there is none and ``create`` is false.

    Raises StoreForeign, StoreNewer, StoreDamaged (exit 6) without touching the file, and
    NotWritable (exit 7) when it cannot be made.
    """
    if not path.exists():
        if not create:
            return None
        _make_place(path)
    elif path.is_dir():
        raise StoreForeign(str(path), "this is a folder, not a store")
    elif path.stat().st_size == 0 and not _is_being_made(path):
        raise StoreForeign(str(path), "this file is empty, not a store")
    conn = connect(path)
    with faults(path):
        _prepare(conn, path)
    return conn


def connect(path: Path) -> sqlite3.Connection:
    """A bare connection with the settings every one of ours has."""
    with faults(path):
        conn = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA recursive_triggers = ON")
        conn.execute("PRAGMA temp_store = MEMORY")
    return conn


def _prepare(conn: sqlite3.Connection, path: Path) -> None:
    (ours,) = conn.execute("PRAGMA application_id").fetchone()
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    if ours == APPLICATION_ID and version == VERSION:
        return
    if ours == APPLICATION_ID and version > VERSION:
        conn.close()
        raise StoreNewer(str(path), version, VERSION)
    if ours != APPLICATION_ID and conn.execute("SELECT 1 FROM sqlite_master").fetchone():
        conn.close()
        raise StoreForeign(str(path), "this SQLite file belongs to another program")
    _migrate(conn, path, version)


def _migrate(conn: sqlite3.Connection, path: Path, version: int) -> None:
    from .schema import apply

    if version:
        copy_aside(conn, path.with_name(f"{path.name}.before-version-{VERSION}"))
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("BEGIN IMMEDIATE")
    try:
        if conn.execute("PRAGMA user_version").fetchone() != (VERSION,):
            apply(conn)
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version = {VERSION}")
            if broken := conn.execute("PRAGMA foreign_key_check").fetchone():
                raise StoreDamaged(str(path), f"rows of {broken[0]} point nowhere")
        conn.execute("COMMIT")
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
    conn.execute("PRAGMA foreign_keys = ON")


def copy_aside(conn: sqlite3.Connection, target: Path) -> None:
    """Write a whole copy of the open store, 0600, in place of a former one of that name."""
    target.unlink(missing_ok=True)
    target.touch(mode=0o600, exist_ok=False)
    with sqlite3.connect(target) as copy:
        conn.backup(copy)
    copy.close()


def newest_copy(path: Path) -> str:
    """The newest copy that stands beside the store, or an empty string."""
    copies = [each for each in path.parent.glob(f"{path.name}.before-*") if each.is_file()]
    return str(max(copies, key=lambda each: each.stat().st_mtime, default=""))


def _make_place(path: Path) -> None:
    """An empty file only we can read, in folders only we can enter, whatever the umask."""
    try:
        missing = [each for each in (path.parent, *path.parent.parents) if not each.exists()]
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o700)
        # Created under a name of our own: an empty file at `path` would look foreign to others.
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        with fresh.open("xb"):
            fresh.chmod(0o600)
        _fill(fresh, path)
    except OSError as error:
        raise NotWritable(str(path), _reason(error)) from error


def _fill(fresh: Path, path: Path) -> None:
    """Make the store under its temporary name, then link it into place: first come, first kept."""
    try:
        conn = connect(fresh)
        with faults(path):
            _migrate(conn, fresh, 0)
        conn.close()
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        for leftover in (fresh, fresh.with_name(f"{fresh.name}-journal")):
            leftover.unlink(missing_ok=True)


def _is_being_made(path: Path) -> bool:
    return path.with_name(f"{path.name}-journal").exists()


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn what SQLite says into a sentence with its exit code."""
    try:
        yield
    except sqlite3.Error as error:
        if told := kindly(error, path):
            raise told from error
        raise


def kindly(error: sqlite3.Error, path: Path) -> RescrmError | None:
    """The error to show for one of SQLite's, after its result code; None for a fault of ours."""
    where = str(path)
    match (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy(where)
        case sqlite3.SQLITE_FULL:
            return NotWritable(where, "the disk is full")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return NotWritable(where, "this place may not be written")
        case sqlite3.SQLITE_IOERR:
            return NotWritable(where, "the disk failed to read or write")
        case sqlite3.SQLITE_NOTADB:
            return StoreForeign(where, "this file is not a store of rescrm")
        case sqlite3.SQLITE_CORRUPT:
            return StoreDamaged(where, str(error), newest_copy(path))
        case _ if isinstance(error, sqlite3.DatabaseError) and "malformed" in str(error):
            return StoreDamaged(where, str(error), newest_copy(path))
    return None


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
