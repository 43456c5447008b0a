"""A copy that takes the store's place; the old one is kept, and what left the house stays told."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from ..errors import NotWritable, StoreDamaged, StoreForeign, StoreNewer
from .connection import VERSION, connect, faults
from .copies import copied, pour, reader, save, settle
from .exported import COLUMNS

# Who had a digest of which day, and the highest number that calendars have seen of each item.
DELIVERIES = """
INSERT INTO main.delivery SELECT * FROM former.delivery WHERE TRUE
    ON CONFLICT (day, recipient) DO UPDATE SET state = excluded.state, at = excluded.at
"""
MARKS = f"""
DELETE FROM main.exported
 WHERE sequence < (SELECT sequence FROM former.exported AS told WHERE told.uid = exported.uid);
INSERT OR IGNORE INTO main.exported ({COLUMNS}) SELECT {COLUMNS} FROM former.exported
"""


def bring_back(source: Path, store: Path, aside: Path) -> Path | None:
    """Put a copy in the store's place and give the name of the old one, kept aside.

    A store that can be read is written over in one transaction: another program that has it
    open sees the old one or the new one. One that cannot is moved out of the way.
    """
    if store.exists() and not store.is_file():
        raise StoreForeign(str(store), "this is no plain file, so no store")
    if store.exists() and not os.access(store, os.W_OK):
        raise NotWritable(str(store), "this file may not be written")
    try:
        with closing(reader(source)) as conn, copied(conn, store) as (fresh, _):
            there = store.exists()
            if there and _written_over(fresh, store, aside):
                return aside
            _out_of_the_way(store, aside)
            settle(fresh, store)
            return aside if there else None
    except OSError as error:
        raise NotWritable(str(store), (error.strerror or str(error)).lower()) from error


def _written_over(fresh: Path, store: Path, aside: Path) -> bool:
    """Copy the store aside, then another over it; false when it is no store, or not whole."""
    with closing(connect(store)) as conn, closing(sqlite3.connect(fresh)) as copy:
        try:
            with faults(store), _nobody_else(conn, store):
                save(conn, aside)
                _carry(copy, aside)
        except (StoreDamaged, StoreForeign, StoreNewer, sqlite3.Error):
            return False
        with faults(store):
            pour(copy, conn, store)
    return True


@contextmanager
def _nobody_else(conn: sqlite3.Connection, store: Path) -> Iterator[None]:
    """Nobody else writes meanwhile, nor until ``conn`` has written or is closed.

    A store that is written ahead cannot be locked beyond a transaction while Litestream has it
    open: there the moment between the two is left.
    """
    if conn.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        conn.execute("BEGIN EXCLUSIVE")
        # Not before: who waits for the lock would keep the half of it that stops the other.
        conn.execute("PRAGMA locking_mode = EXCLUSIVE")
        conn.execute("COMMIT")
        yield
        return
    with closing(connect(store)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def _out_of_the_way(store: Path, aside: Path) -> None:
    """Move a store away with its journals, which would be played into whatever has its name."""
    for suffix in ("-journal", "-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            store.with_name(store.name + suffix).rename(aside.with_name(aside.name + suffix))


def _carry(conn: sqlite3.Connection, former: Path) -> None:
    """Note in a copy what the former store told others; of other shapes of a store nothing."""
    conn.execute("ATTACH ? AS former", (str(former),))
    versions = [
        conn.execute(f"PRAGMA {schema}.user_version").fetchone() for schema in ("main", "former")
    ]
    if versions == [(VERSION,), (VERSION,)]:
        with conn:
            for statement in (DELIVERIES, *MARKS.split(";")):
                conn.execute(statement)
    conn.execute("DETACH former")
