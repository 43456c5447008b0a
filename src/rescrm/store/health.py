"""Whether the store is whole: the file, its rows, and what is worked out from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shlex import quote

from .agenda import COLUMNS, Writer
from .connection import newest_copy
from .search import BULK

UNASKED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY)
MEND = "rescrm doctor --mend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it should be: what, where, in words, and what to type."""

    what: str  # file, rows, index, agenda: damage; mode, leftover: a matter of tidiness
    where: str
    message: str
    fix: str

    @property
    def is_damage(self) -> bool:
        """True when answers can be wrong because of it."""
        return self.what in ("file", "rows", "index", "agenda")


def findings(conn: sqlite3.Connection, path: Path, *, full: bool) -> Iterator[Finding]:
    """Yield what is wrong inside the store; ``full`` reads every row, works the agenda out anew."""
    broken = list(_file(conn, path, "integrity_check" if full else "quick_check"))
    yield from broken
    if broken:
        return  # what follows would only stumble over the same pages
    yield from _rows(conn, path)
    yield from _indexes(conn, compare=full)
    if full:
        yield from _agenda(conn)


def mend(conn: sqlite3.Connection, today: date, cooldown: int) -> None:
    """Make anew what is worked out from other rows: the indexes and the agenda."""
    for index, _, _ in BULK:
        conn.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    Writer(conn, today, cooldown).rebuild()


def damage(path: Path, message: str) -> Finding:
    """What SQLite says of a file that it cannot read through."""
    return Finding(what="file", where=str(path), message=message, fix=_go_back(path))


def unfit(path: Path) -> Iterator[Finding]:
    """Yield files that others may read or write."""
    if path.is_file() and (mode := path.stat().st_mode & 0o777) & 0o077:
        yield Finding(
            what="mode",
            where=str(path),
            message=f"others on this machine may open it (mode {mode:04o})",
            fix=f"chmod 600 {quote(str(path))}",
        )


def leftovers(path: Path) -> Iterator[Finding]:
    """Yield what a run that was cut off left beside the store."""
    left = [*path.parent.glob(f".{path.name}.*"), path.with_name(f"{path.name}-journal")]
    for each in left:
        if each.is_file() and not _is_written(path):
            yield Finding(
                what="leftover",
                where=str(each),
                message="left by a run that was cut off; nothing needs it",
                fix=f"rm {quote(str(each))}",
            )


def _go_back(path: Path) -> str:
    copy = newest_copy(path)
    return f"rescrm restore {quote(copy)}" if copy else "put back a copy you have of it"


def _is_written(path: Path) -> bool:
    """Whether another program is writing just now, whose journal it then is."""
    with suppress(sqlite3.Error):
        conn = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=0)
        try:
            conn.execute("BEGIN IMMEDIATE")
            return False
        finally:
            conn.close()
    return True


def _file(conn: sqlite3.Connection, path: Path, check: str) -> Iterator[Finding]:
    for (said,) in conn.execute(f"PRAGMA {check}(20)"):
        if said != "ok":
            yield damage(path, said)


def _rows(conn: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    for table, row, parent, _ in conn.execute("PRAGMA foreign_key_check"):
        yield Finding(
            what="rows",
            where=f"{table} {row}",
            message=f"belongs to a row of {parent} that is not there",
            fix=_go_back(path),
        )


def _indexes(conn: sqlite3.Connection, *, compare: bool) -> Iterator[Finding]:
    """Ask each full-text index whether it is whole and, comparing, holds what the rows say."""
    for index, _, _ in BULK:
        try:
            conn.execute("SAVEPOINT asked")
            # The question is put as an insert, which a store that may only be read does not take.
            conn.execute(
                f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', ?)", (compare,)
            )
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in UNASKED:
                raise
        except sqlite3.DatabaseError:
            yield Finding(
                what="index",
                where=index,
                message="search does not find what the rows say",
                fix=MEND,
            )
        finally:
            conn.execute("ROLLBACK TO asked")
            conn.execute("RELEASE asked")


def _agenda(conn: sqlite3.Connection) -> Iterator[Finding]:
    """Compare the agenda with one worked out from scratch, as of the day it speaks for."""
    as_of, cooldown = conn.execute("SELECT agenda_on, cooldown FROM state").fetchone()
    conn.execute("DROP TABLE IF EXISTS temp.anew")
    conn.execute("CREATE TEMP TABLE anew AS SELECT * FROM agenda WHERE FALSE")
    Writer(conn, date.fromisoformat(as_of), cooldown, "anew").rebuild()
    for handle, what in conn.execute(DRIFT, {"day": as_of}):
        yield Finding(
            what="agenda",
            where=handle,
            message=f"the {what} in the agenda is not what the rows say",
            fix=MEND,
        )
    conn.execute("DROP TABLE temp.anew")


# Rows of an earlier day are compared from the day on for which the newer ones speak.
SPEAKS = "SELECT {columns}, max(valid_from, :day) FROM {table} WHERE valid_until >= :day"
HELD = ", ".join(f'"{column}"' for column in COLUMNS if column != "valid_from")
KEPT, ANEW = (SPEAKS.format(columns=HELD, table=table) for table in ("main.agenda", "anew"))
DRIFT = f"""
SELECT DISTINCT handle, what FROM (
    SELECT * FROM ({KEPT} EXCEPT {ANEW}) UNION ALL SELECT * FROM ({ANEW} EXCEPT {KEPT}))
 ORDER BY handle, what
"""
