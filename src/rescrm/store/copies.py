"""Copies of the store: whole and checked, taken by hand, each week and before it changes shape.

They stand beside the store under its name: `.backup-…` by hand, `.weekly-…` by themselves,
`.before-…` ahead of a migration or a restore.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ..errors import (
    CopyDamaged,
    FileNotThere,
    NoCopy,
    NotWritable,
    RescrmError,
    StoreBusy,
    StoreDamaged,
    StoreForeign,
    StoreNewer,
    UsageError,
)
from .connection import APPLICATION_ID, VERSION, escaped, faults
from .waiting import STEP, patience

KEPT = 5  # weekly copies; the oldest goes when a newer one is there
WEEK = timedelta(days=7)
HEADER = 100  # bytes
LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Copy(NamedTuple):
    """A copy as it was found whole."""

    file: str
    size: int  # bytes
    version: int
    people: int
    interactions: int
    steps: int  # of history that `undo` can go back


def save(conn: sqlite3.Connection, target: Path) -> Copy:
    """Copy the open store to a file, 0600: there whole and checked, or not at all.

    Raises NotWritable (7) for a place that is none, or is full, StoreBusy (6).
    """
    try:
        with copied(conn, target) as (fresh, found):
            settle(fresh, target)
    except OSError as error:
        raise NotWritable(str(target), (error.strerror or str(error)).lower()) from error
    return found._replace(file=str(target))


def opened(conn: sqlite3.Connection, store: Path) -> tuple[BinaryIO, Copy]:
    """A whole and checked copy to read from; it has no name, and is gone once it is closed.

    Raises as `save` does.
    """
    try:
        with copied(conn, store) as (fresh, found):
            return fresh.open("rb"), found._replace(file="-")
    except OSError as error:
        raise NotWritable(str(store), (error.strerror or str(error)).lower()) from error


@contextmanager
def copied(conn: sqlite3.Connection, target: Path) -> Iterator[tuple[Path, Copy]]:
    """A whole copy under a name of its own beside the target, read through; gone afterwards."""
    fresh = target.with_name(f".{target.name}.{os.urandom(6).hex()}")
    fresh.touch(mode=0o600, exist_ok=False)
    try:
        with faults(target), closing(sqlite3.connect(fresh)) as copy:
            pour(conn, copy, target)
            # A copy of a store that is written ahead stands alone as well.
            copy.execute("PRAGMA journal_mode = DELETE")
        yield fresh, read_through(fresh, "quick_check")
    finally:
        fresh.unlink(missing_ok=True)


def pour(source: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    """Copy one store over another in one transaction; for a locked one there is a limit to wait."""
    steps = 0

    def count(status: int, remaining: int, total: int) -> None:
        nonlocal steps
        steps += 1
        if status in LOCKED and steps * STEP >= patience():
            raise StoreBusy(str(path))

    source.backup(target, progress=count, sleep=STEP)


def checked(path: Path, named: str = "") -> Copy:
    """Read a copy through; it is not changed. ``named``: what errors call it, if not by its path.

    Raises FileNotThere (4), NoCopy, StoreNewer and CopyDamaged (6).
    """
    named = named or str(path)
    if not path.exists():
        raise FileNotThere(named)
    if not path.is_file():
        raise NoCopy(named, "this is no plain file, so no copy of a store")
    try:
        return read_through(path, "integrity_check")
    except StoreDamaged as error:
        raise CopyDamaged(named, error.reason) from error
    except StoreNewer as error:
        raise StoreNewer(named, error.found, VERSION) from error
    except StoreForeign as error:
        raise NoCopy(named, "this is not a copy of a store") from error


def read_through(path: Path, check: str) -> Copy:
    """What a store or a copy holds; `quick_check` takes a fifth, and leaves out the indexes."""
    with faults(path), closing(reader(path)) as conn:
        (ours,) = conn.execute("PRAGMA application_id").fetchone()
        (version,) = conn.execute("PRAGMA user_version").fetchone()
        if ours != APPLICATION_ID or not version:
            raise StoreForeign(str(path), "this is not a copy of a store")
        if version > VERSION:
            raise StoreNewer(str(path), version, VERSION)
        for (said,) in conn.execute(f"PRAGMA {check}(1)"):
            if said != "ok":
                raise StoreDamaged(str(path), said)
        counts = [
            conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("contact", "interaction", "change")
        ]
    return Copy(str(path), path.stat().st_size, version, *counts)


def weekly(conn: sqlite3.Connection, store: Path, today: date) -> None:
    """Take a copy when the last is a week old, and let the oldest go; never a reason to fail."""
    try:
        if not _is_time(conn, store, today):
            return
        save(conn, _named(store, "weekly", today.isoformat()))
        for old in _weekly(store, today)[:-KEPT]:
            old.unlink(missing_ok=True)
    except (RescrmError, OSError, sqlite3.Error):
        return  # what was asked is done, and the next change tries again


def free_name(store: Path, kind: str, stamp: str) -> Path:
    """A name for a copy that no file has."""
    first = _named(store, kind, stamp)
    others = (first.with_name(f"{first.name}-{nth}") for nth in range(2, 1000))
    return next((each for each in (first, *others) if not os.path.lexists(each)), first)


def refuse(target: Path, store: Path) -> None:
    """Raise for a place where no copy of a store may go: NotWritable (7), UsageError (2)."""
    real, own = Path(os.path.realpath(target)), Path(os.path.realpath(store))
    if real in (own, *(own.with_name(own.name + each) for each in ("-journal", "-wal", "-shm"))):
        raise UsageError(f"{target}: this belongs to the store itself. Name another.")
    if target.is_symlink():
        raise NotWritable(str(target), "this is a link; name the file itself")
    if target.exists() and not target.is_file():
        raise NotWritable(str(target), "this is no plain file")
    if not target.parent.is_dir():
        raise NotWritable(str(target), "there is no such folder")
    if target.exists():
        with suppress(RescrmError):
            checked(target)
            return
        raise UsageError(f"{target}: there is a file that is no copy of a store. Name another.")


# By itself ------------------------------------------------------------------------------------


def _is_time(conn: sqlite3.Connection, store: Path, today: date) -> bool:
    days = [day for each in _weekly(store, today) if (day := _day(each)) and day <= today]
    if days:
        return today - max(days) >= WEEK
    first = conn.execute("SELECT at FROM change ORDER BY id LIMIT 1").fetchone()
    return bool(first) and today - date.fromisoformat(first[0][:10]) >= WEEK


def _weekly(store: Path, today: date) -> list[Path]:
    """The weekly copies, the first to go first: days to come are of a clock gone wrong."""
    found = store.parent.glob(f"{escaped(store.name)}.weekly-*")
    return sorted(found, key=lambda each: ((_day(each) or date.min) <= today, each.name))


def _day(copy: Path) -> date | None:
    try:
        return date.fromisoformat(copy.name[-len("2026-11-22") :])
    except ValueError:
        return None


# Files ----------------------------------------------------------------------------------------


def _named(store: Path, kind: str, stamp: str) -> Path:
    return store.with_name(f"{store.name}.{kind}-{stamp}")


def reader(path: Path) -> sqlite3.Connection:
    """A connection that leaves a copy as it is.

    One whose header says that it is written ahead, and that has nothing written ahead, is read as
    a file that cannot change: else SQLite would have to write beside it.
    """
    with path.open("rb") as file:
        is_ahead = file.read(HEADER)[18:19] == b"\2"
    alone = is_ahead and not path.with_name(f"{path.name}-wal").exists()
    mode = "immutable=1" if alone else "mode=ro"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)


def settle(fresh: Path, target: Path) -> None:
    """Give a finished file its name, on the disk too."""
    with _descriptor(fresh) as file:
        os.fchmod(file, 0o600)
        os.fsync(file)
    fresh.replace(target)
    with _descriptor(target.parent) as folder:
        os.fsync(folder)


@contextmanager
def _descriptor(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
