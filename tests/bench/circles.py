"""A store in which people know each other: groups of hundreds, introductions, strangers.

Of the 100 touches that ten people have, a store of ``count`` has 10 a person, all with the lower
half; the upper half are strangers, known to each other and to some of the others. The last person
is in a group of strangers that nobody leads to.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from .stores import make

GROUP = 300  # people
ALONE = 50  # strangers at the end, whom nobody leads to


def make_circles(path: Path, count: int) -> Path:
    """Such a store; kept when it is there."""
    if path.exists():
        return path
    fresh = make(path.with_suffix(".base"), count)
    with closing(sqlite3.connect(fresh)) as conn:
        conn.execute("UPDATE state SET recording = -1")  # the triggers are silent
        conn.execute("UPDATE OR IGNORE participant SET contact = (contact + 1) / 2")
        conn.execute("DELETE FROM participant WHERE contact > ?", (count // 2,))
        _groups(conn, count)
        conn.execute(
            "UPDATE contact SET introduced_by = id - ? WHERE id > ? AND id <= ? AND id % 3 = 0",
            (count // 4, count // 2, count - ALONE),
        )
        conn.execute("UPDATE state SET recording = 0")
        conn.commit()
    return fresh.rename(path)


def _groups(conn: sqlite3.Connection, count: int) -> None:
    """Each of the others in two groups of hundreds, those at the end in one of their own."""
    groups = [*range(1, 2 * count // GROUP + 2)]
    conn.executemany(
        'INSERT INTO "group" (id, uid, handle, name, type, added) '
        "VALUES (?1, 'group ' || ?1, 'group-' || ?1, 'Group ' || ?1, 'interest', '2026-01-01')",
        [(each,) for each in (*groups, len(groups) + 1)],
    )
    members = [
        (groups[place % len(groups)], who)
        for who in range(1, count - ALONE + 1)
        for place in (who * 7, who * 13 + 5)
    ]
    members += [(len(groups) + 1, who) for who in range(count - ALONE + 1, count + 1)]
    conn.executemany('INSERT INTO member ("group", contact) VALUES (?, ?)', dict.fromkeys(members))


def somebody(store: Path, id: int) -> str:
    """The handle of a person by number."""
    with closing(sqlite3.connect(store)) as conn:
        (handle,) = conn.execute("SELECT handle FROM contact WHERE id = ?", (id,)).fetchone()
    return f"@{handle}"
