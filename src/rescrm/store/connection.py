"""A connection to the file: what SQLite is told, and what it says when something is wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import (
    NotWritable,
    RescrmError,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreForeign,
)
from .waiting import STEP, Patient, patience

APPLICATION_ID = int.from_bytes(b"resc", "big")
VERSION = 3
COPIES = ("before", "weekly", "backup")  # kinds, in the names of copies beside a store


def connect(path: Path) -> sqlite3.Connection:
    """A bare connection with the settings every one of ours has."""
    with faults(path):
        wait = min(STEP, patience())
        conn = sqlite3.connect(path, timeout=wait, isolation_level=None, factory=Patient)
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA recursive_triggers = ON")
        conn.execute("PRAGMA temp_store = MEMORY")
    return conn


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
        case sqlite3.SQLITE_READONLY:
            return NotWritable(where, "this place may not be written")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return NotWritable(where, "it may not be opened")
        case sqlite3.SQLITE_IOERR:
            return NotWritable(where, "the disk failed to read or write")
        case sqlite3.SQLITE_NOTADB:
            return no_store(path, "this file is not a store of rescrm")
        case sqlite3.SQLITE_CORRUPT:
            return StoreDamaged(where, str(error), newest_copy(path))
        case _ if isinstance(error, sqlite3.DatabaseError) and "malformed" in str(error):
            return StoreDamaged(where, str(error), newest_copy(path))
    return None


def no_store(path: Path, reason: str) -> StoreError:
    """A file of someone else's; with copies of a store beside it, one of ours that came to harm."""
    if copy := newest_copy(path):
        return StoreDamaged(str(path), reason, copy)
    return StoreForeign(str(path), reason)


def newest_copy(path: Path) -> str:
    """The newest copy that stands beside the store, or an empty string."""
    return str(max(copies_of(path), key=lambda each: each.stat().st_mtime, default=""))


def copies_of(store: Path) -> list[Path]:
    """The copies that stand beside a store."""
    found = (store.parent.glob(f"{escaped(store.name)}.{kind}-*") for kind in COPIES)
    return sorted(each for some in found for each in some if each.is_file())


def escaped(name: str) -> str:
    """A name with nothing in it that `glob` would read."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
