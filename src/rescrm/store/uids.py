"""Which row a uid belongs to, or the beginning of one."""

from __future__ import annotations

import re
import sqlite3
from typing import NamedTuple

TABLES = ("interaction", "commitment", "contact", "occasion", "group", "favour", "sponsor_act")
BEGINNING = re.compile(r"[0-9a-f][0-9a-f-]{5,34}")  # at least six characters of ours


class Row(NamedTuple):
    """A row with a uid: its table, its number, the whole uid."""

    table: str
    id: int
    uid: str


def rows_with(conn: sqlite3.Connection, typed: str) -> list[Row]:
    """The row of this uid; else those whose uid begins so, when it is long enough to tell."""
    exact = _rows(conn, "uid = ?", typed)
    start = typed.lower()
    if exact or not BEGINNING.fullmatch(start):
        return exact
    # Nothing in such a uid comes after f: the range is read from the index.
    return _rows(conn, "uid >= ? AND uid < ?", start, f"{start}g")


def _rows(conn: sqlite3.Connection, where: str, *given: str) -> list[Row]:
    return [
        Row(table, id, uid)
        for table in TABLES
        for id, uid in conn.execute(f'SELECT id, uid FROM "{table}" WHERE {where} LIMIT 9', given)
    ]
