"""Everything that was said, table by table: no numbers of ours, no history, nothing worked out.

A row names another by its uid, so that the same things said in the same order give the same
rows, whatever was undone in between.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .tables import JOURNALED

Row = Mapping[str, object]

# Made from other columns when a row is written.
MADE = frozenset({
    ("contact", "name_folded"), ("contact", "about_folded"), ("channel", "key"),
    ("interaction", "folded"), ("note", "folded"),
})  # fmt: skip
# The newest touch there was when something was said: by now it may be gone, so the one before.
NEWEST = "(SELECT uid FROM interaction WHERE id <= contact.{column} ORDER BY id DESC LIMIT 1)"
WHOSE = """
CASE scope WHEN 'contact' THEN (SELECT uid FROM contact WHERE id = CAST(rule.value AS INTEGER))
           WHEN 'group' THEN (SELECT uid FROM "group" WHERE id = CAST(rule.value AS INTEGER))
           ELSE value END
"""
OTHERWISE = {
    ("contact", "snoozed_after"): NEWEST.format(column="snoozed_after"),
    ("contact", "woken_after"): NEWEST.format(column="woken_after"),
    ("rule", "value"): WHOSE,
}


class Whole(NamedTuple):
    """The tables by name, each with its rows in the order in which they were said."""

    people: int
    tables: Iterator[tuple[str, Iterator[Row]]]


def whole(conn: sqlite3.Connection) -> Whole:
    """Everything in the store; rows are read as they are asked for."""
    (people,) = conn.execute("SELECT count(*) FROM contact").fetchone()
    return Whole(people, ((table, _rows(conn, table)) for table in JOURNALED))


def _rows(conn: sqlite3.Connection, table: str) -> Iterator[Row]:
    columns = _columns(conn, table)
    values = ", ".join(columns.values())
    for row in conn.execute(f'SELECT {values} FROM "{table}" ORDER BY id'):
        yield dict(zip(columns, row, strict=True))


def _columns(conn: sqlite3.Connection, table: str) -> dict[str, str]:
    """The columns that are written out, each with the SQL for its value."""
    refers = {row[3]: row[2] for row in conn.execute(f'PRAGMA foreign_key_list("{table}")')}
    names = [row[1] for row in conn.execute(f'PRAGMA table_info("{table}")')]
    return {
        name: _value(table, name, refers.get(name))
        for name in names
        if name != "id" and (table, name) not in MADE
    }


def _value(table: str, column: str, refers: str | None) -> str:
    if refers:
        return f'(SELECT uid FROM "{refers}" AS other WHERE other.id = "{table}"."{column}")'
    return OTHERWISE.get((table, column)) or f'"{column}"'
