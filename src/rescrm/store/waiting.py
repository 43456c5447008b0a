"""Waiting for another program's lock, in steps: between them Ctrl-C and other signals are heard."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

BUSY_SECONDS = 30.0
STEP = 0.2  # seconds that SQLite waits by itself, deaf to signals


class Patient(sqlite3.Connection):
    """A connection that goes on asking while another program holds the store."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run a statement; raises OperationalError (busy) when patience is at an end."""
        steps = 1
        while True:
            try:
                return super().execute(sql, parameters)
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or steps * STEP >= patience():
                    raise
            steps += 1


def patience() -> float:
    """How many seconds to wait for another writer: 30, or what RESCRM_BUSY_SECONDS says."""
    said = os.environ.get("RESCRM_BUSY_SECONDS", "")
    is_number = said.isascii() and said.replace(".", "", 1).isdigit()
    return float(said) if is_number else BUSY_SECONDS


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return (error.sqlite_errorcode or 0) & 0xFF == sqlite3.SQLITE_BUSY
