"""Introductions: two people who should know each other, and what each of them says to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from ..core.network import Introduction, Side
from .drafts import Drafts
from .moment import Moment

READ = """
SELECT introduction.id, introduction.uid, first.handle, first.name, second.handle, second.name,
       why, introduction.state, one_said, other_said, said_on, ended_on
  FROM introduction
       JOIN contact AS first ON first.id = one
       JOIN contact AS second ON second.id = other
"""
IS_OPEN = "introduction.state IN ('asking', 'agreed')"


class Introductions:
    """The introductions of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment
        self._drafts = Drafts(conn, moment)

    def add(self, one: int, other: int) -> int:
        """Keep that two people should know each other; nobody has been asked yet."""
        cursor = self._conn.execute(
            "INSERT INTO introduction (uid, one, other, state, said_on) "
            "VALUES (?, ?, ?, 'asking', ?)",
            (self._moment.uid(), one, other, self._moment.day),
        )
        return int(cursor.lastrowid or 0)

    def say_why(self, id: int, why: str) -> None:
        """Keep why they should meet."""
        self._conn.execute(
            "UPDATE introduction SET why = ?1 WHERE id = ?2 AND why IS NOT ?1", (why, id)
        )

    def say(self, id: int, contact: int, said: str) -> None:
        """Keep what one of the two said: yes or no."""
        for side in ("one", "other"):
            self._conn.execute(
                f"UPDATE introduction SET {side}_said = ?1 "
                f"WHERE id = ?2 AND {side} = ?3 AND {side}_said IS NOT ?1",
                (said, id, contact),
            )

    def become(self, id: int, state: str) -> None:
        """Let an introduction be in a state from today; one that is over keeps the day."""
        ended = self._moment.day if state in ("connected", "declined") else None
        self._conn.execute(
            "UPDATE introduction SET state = ?1, ended_on = ?2 WHERE id = ?3 AND state <> ?1",
            (state, ended, id),
        )

    def one(self, id: int) -> Introduction | None:
        """One introduction by its number, with its letters."""
        return next(iter(self._read("introduction.id = ?", (id,))), None)

    def all(self) -> list[Introduction]:
        """Every introduction, the newest first."""
        return self._read("TRUE", ())

    def open(self, contact: int | None = None) -> list[Introduction]:
        """Those that are under way, the newest first: all, or those of one person."""
        return self._read(f"{IS_OPEN} AND (?1 IS NULL OR ?1 IN (one, other))", (contact,))

    def between(self, one: int, other: int) -> list[Introduction]:
        """Those of two people, whoever was named first, the newest first."""
        return self._read("(one, other) IN (VALUES (?1, ?2), (?2, ?1))", (one, other))

    def sides(self, id: int) -> tuple[int, int]:
        """The two contacts, as they were named."""
        one, other = self._conn.execute(
            "SELECT one, other FROM introduction WHERE id = ?", (id,)
        ).fetchone()
        return one, other

    def of_draft(self, draft: int) -> int | None:
        """The introduction that a letter is about."""
        row = self._conn.execute("SELECT introduction FROM draft WHERE id = ?", (draft,)).fetchone()
        return row[0] if row else None

    def _read(self, where: str, given: Sequence[object]) -> list[Introduction]:
        rows = self._conn.execute(f"{READ} WHERE {where} ORDER BY introduction.id DESC", given)
        return [
            Introduction(
                id=id,
                uid=uid,
                one=Side(*ends[:2]),
                other=Side(*ends[2:]),
                why=why,
                state=state,
                one_said=one_said,
                other_said=other_said,
                drafts=tuple(self._drafts.introducing(id)),
                said_on=date.fromisoformat(said_on),
                ended_on=date.fromisoformat(ended_on) if ended_on else None,
            )
            for id, uid, *ends, why, state, one_said, other_said, said_on, ended_on in (
                rows.fetchall()
            )
        ]
