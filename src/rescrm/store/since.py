"""Which touches may be others than at a step of the history, told by the images of undo."""

from __future__ import annotations

import json
import sqlite3

MANY = 1000  # rows; of more, everything is looked at
WIDE = ("event", "group", "origin")  # their names and uids stand in any number of touches


def touched(conn: sqlite3.Connection, step: int) -> set[str] | None:
    """The uids of the touches that may have changed after a step; None: any may have."""
    (stands,) = conn.execute(
        "SELECT EXISTS (SELECT 1 FROM change WHERE id = ?1 AND undone = 0) "
        "AND NOT EXISTS (SELECT 1 FROM change_range WHERE change > ?1)",
        (step,),
    ).fetchone()
    rows = conn.execute(
        "SELECT tbl, key, image FROM change_row WHERE change > ? LIMIT ?", (step, MANY + 1)
    ).fetchall()
    if not stands or len(rows) > MANY:
        return None
    ids, uids, taking_part = set[int](), set[str](), set[int]()
    for table, key, image in rows:
        was = json.loads(image) if image else {}
        match table:
            case "interaction":
                ids.add(key)
                uids |= {was["uid"]} if was else set()
            case "participant":
                taking_part.add(key)
                ids |= {was["interaction"]} if was else set()
            case "contact" if was and not _is_called(conn, key, was["uid"]):
                return None
            case each if each in WIDE:
                return None
    return uids | _uids(conn, ids, taking_part)


def _is_called(conn: sqlite3.Connection, contact: int, uid: str) -> bool:
    now: tuple[str] | None
    now = conn.execute("SELECT uid FROM contact WHERE id = ?", (contact,)).fetchone()
    return now == (uid,)


def _uids(conn: sqlite3.Connection, ids: set[int], taking_part: set[int]) -> set[str]:
    rows = conn.execute(
        "SELECT uid FROM interaction WHERE id IN (SELECT value FROM json_each(?1) "
        "UNION SELECT interaction FROM participant "
        "WHERE id IN (SELECT value FROM json_each(?2)))",
        (json.dumps([*ids]), json.dumps([*taking_part])),
    )
    return {uid for (uid,) in rows}
