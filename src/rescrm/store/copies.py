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
from typing import NamedTuple

from ..errors import (
    FileNotThere,
    NotWritable,
    RescrmError,
    StoreDamaged,
    StoreForeign,
    StoreNewer,
    UsageError,
)
from .connection import APPLICATION_ID, VERSION, connect, escaped, faults

KEPT = 5  # weekly copies; the oldest goes when a newer one is there
WEEK = timedelta(days=7)


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

    Raises NotWritable (7) for a place that is none, or is full.
    """
    fresh = target.with_name(f".{target.name}.{os.urandom(6).hex()}")
    try:
        fresh.touch(mode=0o600, exist_ok=False)
        try:
            with faults(target), closing(sqlite3.connect(fresh)) as copy:
                conn.backup(copy)
                # A copy of a store that is written ahead stands alone as well.
                copy.execute("PRAGMA journal_mode = DELETE")
            found = _read_through(fresh, "quick_check")
            _settle(fresh, target)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritable(str(target), (error.strerror or str(error)).lower()) from error
    return found._replace(file=str(target))


def checked(path: Path) -> Copy:
    """Read a copy through; it is not changed.

    Raises FileNotThere (4), StoreForeign, StoreNewer and StoreDamaged (6).
    """
    if not path.exists():
        raise FileNotThere(str(path))
    if not path.is_file():
        raise StoreForeign(str(path), "this is no plain file, so no copy of a store")
    return _read_through(path, "integrity_check")


def _read_through(path: Path, check: str) -> Copy:
    """What a copy holds; `quick_check` leaves out whether the indexes fit, and takes a fifth."""
    with faults(path), closing(_reader(path)) as conn:
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


def bring_back(source: Path, store: Path, aside: Path) -> Path | None:
    """Put a copy in the store's place and give the name of the old one, kept aside.

    A store that can be read is written over in one transaction: another program that has it
    open sees the old one or the new one. One that cannot is moved out of the way.
    """
    if not store.exists():
        _take_over(source, store)
        return None
    if not _can_be_copied(store, aside):
        # Its journal belongs to it, and would be played into whatever has its name.
        for suffix in ("-journal", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                store.with_name(store.name + suffix).rename(aside.with_name(aside.name + suffix))
        store.rename(aside)
        _take_over(source, store)
        return aside
    with faults(store), closing(_reader(source)) as copy, closing(connect(store)) as conn:
        copy.backup(conn)
    return aside


def weekly(conn: sqlite3.Connection, store: Path, today: date) -> None:
    """Take a copy when the last is a week old, and let the oldest go; never a reason to fail."""
    try:
        if not _is_time(conn, store, today):
            return
        save(conn, _named(store, "weekly", today.isoformat()))
        for old in _weekly(store)[:-KEPT]:
            old.unlink(missing_ok=True)
    except (RescrmError, OSError, sqlite3.Error):
        return  # what was asked is done; `doctor` tells that a copy is missing


def free_name(store: Path, kind: str, stamp: str) -> Path:
    """A name for a copy that no file has."""
    first = _named(store, kind, stamp)
    others = (first.with_name(f"{first.name}-{nth}") for nth in range(2, 1000))
    return next((each for each in (first, *others) if not os.path.lexists(each)), first)


def age(store: Path, today: date) -> int | None:
    """Days since the last weekly copy; None when there is none."""
    last = [day for each in _weekly(store) if (day := _day(each))]
    return (today - max(last)).days if last else None


def refuse(target: Path) -> None:
    """Raise for a place where no copy may go: NotWritable (7), UsageError (2)."""
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
    days = age(store, today)
    if days is None:
        first = conn.execute("SELECT at FROM change ORDER BY id LIMIT 1").fetchone()
        return bool(first) and today - date.fromisoformat(first[0][:10]) >= WEEK
    return days >= WEEK.days


def _weekly(store: Path) -> list[Path]:
    return sorted(store.parent.glob(f"{escaped(store.name)}.weekly-*"))


def _day(copy: Path) -> date | None:
    try:
        return date.fromisoformat(copy.name[-len("2026-11-22") :])
    except ValueError:
        return None


# Files ----------------------------------------------------------------------------------------


def _named(store: Path, kind: str, stamp: str) -> Path:
    return store.with_name(f"{store.name}.{kind}-{stamp}")


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _settle(fresh: Path, target: Path) -> None:
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


def _can_be_copied(store: Path, aside: Path) -> bool:
    """Copy a store aside; false when it is not one, or not whole."""
    try:
        with closing(_reader(store)) as conn, faults(store):
            save(conn, aside)
    except (StoreDamaged, StoreForeign, StoreNewer, sqlite3.Error):
        return False
    return True


def _take_over(source: Path, store: Path) -> None:
    try:
        with closing(_reader(source)) as conn:
            save(conn, store)
    except OSError as error:
        raise NotWritable(str(store), (error.strerror or str(error)).lower()) from error
