"""Opening the file: is it ours, is it whole, is it new enough; making it when it is not there."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from ..errors import (
    NotWritable,
    StoreDamaged,
    StoreForeign,
    StoreNewer,
)
from .connection import APPLICATION_ID, VERSION, connect, faults, no_store

HEADER = 100  # bytes with which every SQLite file begins


def open_store(path: Path, *, create: bool) -> sqlite3.Connection | None:
    """Connect to the store at ``path``; None when there is none and ``create`` is false.

    Raises StoreForeign, StoreNewer, StoreDamaged (exit 6) without touching the file, and
    NotWritable (exit 7) when it cannot be made.
    """
    if path.exists():
        _refuse_what_is_no_store(path)
    elif create:
        _make(Path(os.path.realpath(path)))
    else:
        return None
    conn = connect(path)
    with ExitStack() as unless_ours:
        unless_ours.callback(conn.close)
        with faults(path):
            _prepare(conn, path)
        unless_ours.pop_all()
    return conn


def _refuse_what_is_no_store(path: Path) -> None:
    """Some things are not opened at all: to open a FIFO is to wait for its other end."""
    there = path.stat()
    if stat.S_ISDIR(there.st_mode):
        raise StoreForeign(str(path), "this is a folder, not a store")
    if not stat.S_ISREG(there.st_mode):
        raise StoreForeign(str(path), "this is no plain file, so no store")
    if there.st_size < HEADER:
        is_empty = there.st_size == 0
        raise no_store(path, f"this file is {'empty' if is_empty else 'cut short'}, not a store")


def _prepare(conn: sqlite3.Connection, path: Path) -> None:
    (ours,) = conn.execute("PRAGMA application_id").fetchone()
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    if ours == APPLICATION_ID and version == VERSION:
        return
    if ours != APPLICATION_ID:
        raise no_store(path, "this SQLite file belongs to another program")
    if version > VERSION:
        raise StoreNewer(str(path), version, VERSION)
    _migrate(conn, path, version)


def _migrate(conn: sqlite3.Connection, path: Path, version: int) -> None:
    from .schema import apply

    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("BEGIN IMMEDIATE")
    try:
        if conn.execute("PRAGMA user_version").fetchone() != (VERSION,):
            if version:
                _keep_copy(path)
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


def _keep_copy(path: Path) -> None:
    """Copy the store as it was: while we hold its lock, or it might be a copy of the new one.

    By a connection that only reads: SQLite copies from none that writes. It is SQLite's in any
    case: to open and close the file ourselves would let go of the lock (POSIX; fcntl(2)).
    """
    from .copies import save

    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as old:
        save(old, path.with_name(f"{path.name}.before-version-{VERSION}"))


def _make(path: Path) -> None:
    """Make the store under a name of its own, then put it in its place, whole.

    Neither an empty file nor a half-made store is ever seen at ``path``, and of several who
    make it at once the first is kept.
    """
    fresh = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        make_folders(path.parent)
        _make_private(fresh)
        try:
            _fill(fresh, path)
            _put(fresh, path)
        finally:
            for leftover in (fresh, fresh.with_name(f"{fresh.name}-journal")):
                leftover.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritable(str(path), _reason(error)) from error


def make_folders(folder: Path) -> None:
    """Make the folders that are missing so that only we can enter them, whatever the umask."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        each.chmod(0o700)


def _make_private(path: Path) -> None:
    """Make an empty file that only we can read, whatever the umask."""
    fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    os.fchmod(fd, 0o600)
    os.close(fd)


def _fill(fresh: Path, path: Path) -> None:
    conn = connect(fresh)
    try:
        with faults(path):
            _migrate(conn, fresh, 0)
    finally:
        conn.close()


def _put(fresh: Path, path: Path) -> None:
    """Give a finished store its name, unless a store has it by now."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    except OSError:
        # No hard links here (FAT, some network drives): one at a time looks, then renames.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            _take_turns(folder)
            if not path.exists():
                fresh.rename(path)
        finally:
            os.close(folder)


def _take_turns(folder: int) -> None:
    import fcntl

    with suppress(OSError):  # a drive without locks has, most likely, one user
        fcntl.flock(folder, fcntl.LOCK_EX)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
