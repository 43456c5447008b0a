"""Digests that left: at most one a day and person, marked before they are handed over.

Kept beside the history: taking back a step does not unsend a letter.
"""

from __future__ import annotations

import sqlite3
from typing import Literal, NamedTuple

from .moment import Moment

State = Literal["sending", "sent", "refused", "unknown"]


class Handed(NamedTuple):
    """A digest of a day, and what became of it."""

    day: str
    recipient: str
    state: State
    at: str


class Deliveries:
    """What left this store; each mark is a transaction of its own."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def is_open(self, recipient: str) -> bool:
        """Whether someone has no digest of today yet, and may have one."""
        return self._state(recipient) in (None, "refused")

    def begin(self, recipient: str) -> bool:
        """Mark that a digest is about to be handed over; false when another run has marked it."""
        self._conn.execute("BEGIN IMMEDIATE")
        try:
            is_open = self.is_open(recipient)
            if is_open:
                self._put(recipient, "sending")
            self._conn.execute("COMMIT")
        finally:
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")
        return is_open

    def end(self, recipient: str, state: State) -> None:
        """Mark what became of it."""
        self._put(recipient, state)

    def unsure(self) -> list[Handed]:
        """Earlier digests of which nobody knows whether they arrived, the latest first."""
        rows = self._conn.execute(
            "SELECT day, recipient, state, at FROM delivery WHERE state IN ('sending', 'unknown') "
            "ORDER BY day DESC, recipient"
        )
        return [Handed(*row) for row in rows]

    def _state(self, recipient: str) -> str | None:
        row = self._conn.execute(
            "SELECT state FROM delivery WHERE day = ? AND recipient = ?",
            (self._moment.day, recipient),
        ).fetchone()
        return row[0] if row else None

    def _put(self, recipient: str, state: State) -> None:
        self._conn.execute(
            "INSERT INTO delivery VALUES (?, ?, ?, ?) ON CONFLICT (day, recipient) "
            "DO UPDATE SET state = excluded.state, at = excluded.at",
            (self._moment.day, recipient, state, self._moment.now),
        )
