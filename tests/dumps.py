"""The store's own tables, row by row: what undo must bring back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from rescrm.store.tables import JOURNALED


def journaled() -> dict[str, list[tuple[Any, ...]]]:
    """Every row that undo answers for."""
    with closing(sqlite3.connect(_store())) as conn:
        return {
            table: conn.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
            for table in JOURNALED
        }


def agenda() -> list[tuple[Any, ...]]:
    """What is to fall due, less its own numbers."""
    sql = "SELECT * FROM agenda ORDER BY handle, what, due_on, valid_from, commitment"
    with closing(sqlite3.connect(_store())) as conn:
        return [row[1:] for row in conn.execute(sql)]


def steps() -> list[tuple[str, str]]:
    """The history: command and summary, the oldest first."""
    with closing(sqlite3.connect(_store())) as conn:
        return conn.execute("SELECT command, summary FROM change ORDER BY id").fetchall()


def everything() -> bytes:
    """The bytes of the file."""
    return _store().read_bytes()


def _store() -> Path:
    return Path(os.environ["HOME"]) / ".local/share/rescrm/rescrm.db"
