"""Undo: every change keeps how its rows were before, and undoing swaps before for after.

One command is one change. A change holds the first image of each row it touched (no image:
the row was not there) and, for bulk writes, ranges of keys that it added.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import NamedTuple

from .tables import JOURNALED


class Change(NamedTuple):
    """One step of the history."""

    id: int
    at: datetime
    command: str
    summary: str
    undone: bool


class Journal:
    """The history of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._open = 0
        self._reader = "json_extract"  # how a value is read from an image

    def start(self, command: str, at: str) -> None:
        """Open a change; rows touched from here on are remembered."""
        cursor = self._conn.execute(
            "INSERT INTO change (at, command, summary) VALUES (?, ?, '')", (at, command)
        )
        self._open = cursor.lastrowid or 0
        self._record(self._open)

    def finish(self, summary: str) -> None:
        """Close the change; one that touched nothing leaves no step behind."""
        self._record(0)
        for added in self._ranges(self._open):
            # Whatever became of these rows since, before the change they were not there.
            self._conn.execute(
                "UPDATE change_row SET image = NULL "
                "WHERE change = ? AND tbl = ? AND key BETWEEN ? AND ?",
                (self._open, *added),
            )
        self._forget_what_is_as_before(self._open)
        if self._is_empty(self._open):
            self._conn.execute("DELETE FROM change WHERE id = ?", (self._open,))
            return
        self._conn.execute("UPDATE change SET summary = ? WHERE id = ?", (summary, self._open))
        self._conn.execute("DELETE FROM change WHERE undone = 1")

    def history(self, limit: int = -1) -> list[Change]:
        """The newest steps first, undone ones too; all of them without a limit."""
        return list(self._read("ORDER BY id DESC LIMIT ?", limit))

    def undo(self) -> Change | None:
        """Take back the newest step that still stands; None when there is none."""
        return self._swap("SELECT max(id) FROM change WHERE undone = 0", undone=1)

    def redo(self) -> Change | None:
        """Do the oldest undone step again; None when there is none."""
        return self._swap("SELECT min(id) FROM change WHERE undone = 1", undone=0)

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """Remember what is inserted inside as ranges of keys, for many rows at once."""
        before = self._sequences()
        self._record(-1)
        yield
        self._record(self._open)
        self._conn.executemany(
            "INSERT INTO change_range VALUES (?, ?, ?, ?)",
            [
                (self._open, table, before.get(table, 0) + 1, last)
                for table, last in self._sequences().items()
                if last > before.get(table, 0) and table in JOURNALED
            ],
        )

    def remember(self, table: str, ids: Iterable[int]) -> None:
        """Keep how these rows are now: inside `bulk`, before changing rows that were there."""
        self._conn.executemany(
            f"INSERT OR IGNORE INTO change_row "
            f'SELECT ?, ?, id, {self._image(table)} FROM "{table}" WHERE id = ?',
            [(self._open, table, id) for id in ids],
        )

    def _one(self, id: int) -> Change:
        (found,) = self._read("WHERE id = ?", id)
        return found

    def _read(self, tail: str, given: int) -> Iterator[Change]:
        sql = f"SELECT id, at, command, summary, undone FROM change {tail}"
        rows = self._conn.execute(sql, (given,))
        for id, at, command, summary, undone in rows:
            yield Change(
                id=id,
                at=datetime.fromisoformat(at),
                command=command,
                summary=summary,
                undone=bool(undone),
            )

    def _record(self, change: int) -> None:
        self._conn.execute("UPDATE state SET recording = ?", (change,))

    def _forget_what_is_as_before(self, change: int) -> None:
        """Rows that came and went, or were changed and changed back, are none of the change."""
        for table in self._tables(change):
            self._conn.execute(
                f"DELETE FROM change_row WHERE change = ? AND tbl = ? AND image IS "
                f'(SELECT {self._image(table)} FROM "{table}" WHERE id = change_row.key)',
                (change, table),
            )

    def _is_empty(self, change: int) -> bool:
        return not self._conn.execute(
            "SELECT 1 FROM change_row WHERE change = ?1 "
            "UNION ALL SELECT 1 FROM change_range WHERE change = ?1",
            (change,),
        ).fetchone()

    def _sequences(self) -> dict[str, int]:
        return dict(self._conn.execute("SELECT name, seq FROM sqlite_sequence"))

    # Undo and redo are one movement: what a row is now becomes its image, its image what it is.

    def _swap(self, which: str, *, undone: int) -> Change | None:
        (change,) = self._conn.execute(which).fetchone()
        if change is None:
            return None
        self._conn.execute("PRAGMA defer_foreign_keys = ON")
        self._record(0)
        added = self._ranges(change)
        self._spread(change)
        self._exchange(change, self._tables(change))
        if not undone:
            self._gather(change, added)
        self._conn.execute("UPDATE change SET undone = ? WHERE id = ?", (undone, change))
        return self._one(change)

    def _tables(self, change: int) -> list[str]:
        rows = self._conn.execute("SELECT DISTINCT tbl FROM change_row WHERE change = ?", (change,))
        touched = {table for (table,) in rows}
        return [table for table in JOURNALED if table in touched]

    def _exchange(self, change: int, tables: Sequence[str]) -> None:
        """All images are taken before the first row goes: a deleted parent takes its children."""
        run = self._conn.execute
        run("DROP TABLE IF EXISTS temp.was")
        run(
            "CREATE TEMP TABLE was (tbl TEXT, key INTEGER, image TEXT, PRIMARY KEY (tbl, key)) "
            "WITHOUT ROWID"
        )
        run("INSERT INTO was SELECT tbl, key, image FROM change_row WHERE change = ?", (change,))
        for table in tables:
            run(
                f'UPDATE change_row SET image = (SELECT {self._image(table)} FROM "{table}" '
                f"WHERE id = change_row.key) WHERE change = ? AND tbl = ?",
                (change, table),
            )
        self._read_whole()
        for table in tables:
            run(f'DELETE FROM "{table}" WHERE id IN ({_was(table, "IS NULL")})')
        for table in tables:
            self._make_way(table)
            self._bring_back(table)
        run("DROP TABLE temp.was")

    def _read_whole(self) -> None:
        """Where a text holds a NUL, Python reads the images: SQLite's own reading ends there."""
        self._reader = "json_extract"
        has_nul = "SELECT 1 FROM was WHERE instr(image, '\\u0000') LIMIT 1"
        if self._conn.execute(has_nul).fetchone():
            self._reader = "read_whole"
            self._conn.create_function("read_whole", 2, _held, deterministic=True)

    def _make_way(self, table: str) -> None:
        """Rows that trade unique values would meet half way: each first gets one nobody has."""
        for column, kind in self._unique(table):
            nobodys = "char(10) || id" if kind == "TEXT" else "-id"
            self._conn.execute(
                f'UPDATE "{table}" SET "{column}" = {nobodys} '
                f'WHERE id IN ({_was(table, "IS NOT NULL")}) AND "{column}" IS NOT '
                f"(SELECT {self._reader}(image, '$.{column}') FROM was "
                f"WHERE tbl = '{table}' AND key = id)"
            )

    def _bring_back(self, table: str) -> None:
        columns = self._columns(table)
        names = ", ".join(f'"{column}"' for column in columns)
        values = ", ".join(f"{self._reader}(image, '$.{column}')" for column in columns)
        self._conn.execute(
            f'UPDATE "{table}" SET ({names}) = '
            f"(SELECT {values} FROM was WHERE tbl = '{table}' AND key = \"{table}\".id) "
            f"WHERE id IN ({_was(table, 'IS NOT NULL')})"
        )
        self._conn.execute(
            f"INSERT INTO \"{table}\" ({names}) SELECT {values} FROM was WHERE tbl = '{table}' "
            f'AND image IS NOT NULL AND key NOT IN (SELECT id FROM "{table}") ORDER BY key'
        )

    def _ranges(self, change: int) -> list[tuple[str, int, int]]:
        rows = self._conn.execute(
            "SELECT tbl, first, last FROM change_range WHERE change = ?", (change,)
        )
        return rows.fetchall()

    def _spread(self, change: int) -> None:
        """Write ranges out as rows without an image: they were not there before."""
        for table, first, last in self._ranges(change):
            self._conn.execute(
                f"INSERT OR IGNORE INTO change_row SELECT ?, ?, id, NULL "
                f'FROM "{table}" WHERE id BETWEEN ? AND ?',
                (change, table, first, last),
            )

    def _gather(self, change: int, ranges: Sequence[tuple[str, int, int]]) -> None:
        """After a redo the rows of a range need no entry of their own."""
        for table, first, last in ranges:
            self._conn.execute(
                "DELETE FROM change_row WHERE change = ? AND tbl = ? AND image IS NULL "
                "AND key BETWEEN ? AND ?",
                (change, table, first, last),
            )

    @cache  # noqa: B019 - one journal lives as long as its connection
    def _columns(self, table: str) -> list[str]:
        return [row[1] for row in self._conn.execute(f'PRAGMA table_info("{table}")')]

    def _unique(self, table: str) -> list[tuple[str, str]]:
        """The last column, and its type, of each index that holds a value only once."""
        return self._conn.execute(
            """
            SELECT held.name, kept.type
              FROM pragma_index_list(?1) AS list, pragma_index_info(list.name) AS held,
                   pragma_table_info(?1) AS kept
             WHERE list."unique" AND kept.name = held.name
               AND held.seqno = (SELECT max(seqno) FROM pragma_index_info(list.name))
            """,
            (table,),
        ).fetchall()

    def _image(self, table: str) -> str:
        pairs = ", ".join(f"'{column}', \"{column}\"" for column in self._columns(table))
        return f"json_object({pairs})"


def _was(table: str, image: str) -> str:
    return f"SELECT key FROM was WHERE tbl = '{table}' AND image {image}"


def _held(image: str, path: str) -> str | int | None:
    import json

    held: str | int | None = json.loads(image)[path.removeprefix("$.")]
    return held
