"""Things with a handle and a name: events and groups."""

from __future__ import annotations

import sqlite3
from itertools import chain, count

from ..core.folding import fold, slug
from .filters import holds

Found = tuple[int, str, str]  # id, handle, name


def free_handle(conn: sqlite3.Connection, table: str, name: str) -> str:
    """A handle no other event or group has."""
    base = slug(name)
    taken = {handle for (handle,) in conn.execute(f'SELECT handle FROM "{table}"')}
    numbered = (f"{base}-{number}" for number in count(2))
    return next(handle for handle in chain([base], numbered) if handle not in taken)


def find_named(conn: sqlite3.Connection, table: str, typed: str) -> list[Found]:
    """Rows whose handle or name is what was typed, else those that hold its words.

    A handle goes before a name: of two "Intern retreat" the first has the handle without a number.
    """
    rows: list[Found] = conn.execute(
        f'SELECT id, handle, name FROM "{table}" ORDER BY id'
    ).fetchall()
    wanted = fold(" ".join(typed.removeprefix("@").split()))
    return (
        [row for row in rows if row[1] == wanted]
        or [row for row in rows if fold(row[2]) == wanted]
        or [row for row in rows if holds(row[2], typed) or holds(row[1], typed)]
    )
