"""Programmes of events: sessions and who speaks in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from ..core.programme import Talk
from .moment import Moment

COLUMNS = ("title", "track", "room", "starts", "ends")


class Kept(NamedTuple):
    """A session and its id."""

    id: int
    talk: Talk


class Programmes:
    """The sessions of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def talks(self, event: int) -> dict[str, Kept]:
        """All sessions of an event by what the programme calls them, the earliest first."""
        speakers: dict[int, list[str]] = {}
        rows = self._conn.execute(
            "SELECT talk, name FROM speaker JOIN talk ON talk.id = talk WHERE event = ? "
            "ORDER BY speaker.id",
            (event,),
        )
        for talk, name in rows:
            speakers.setdefault(talk, []).append(name)
        rows = self._conn.execute(
            "SELECT id, key, title, track, room, starts, ends FROM talk WHERE event = ? "
            "ORDER BY starts IS NULL, starts, id",
            (event,),
        )
        return {
            key: Kept(id, Talk._make((key, *columns, tuple(speakers.get(id, ())), "")))
            for id, key, *columns in rows
        }

    def add(self, event: int, talk: Talk) -> None:
        """Keep a session."""
        values = [getattr(talk, column) for column in COLUMNS]
        cursor = self._conn.execute(
            f"INSERT INTO talk (uid, event, key, {', '.join(COLUMNS)}) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self._moment.uid(), event, talk.key, *values),
        )
        self._speak(int(cursor.lastrowid or 0), talk.speakers)

    def change(self, before: Kept, now: Talk) -> None:
        """Bring a session up to date."""
        sets = ", ".join(f"{column} = ?" for column in COLUMNS)
        values = [getattr(now, column) for column in COLUMNS]
        self._conn.execute(f"UPDATE talk SET {sets} WHERE id = ?", (*values, before.id))
        gone = set(before.talk.speakers) - set(now.speakers)
        self._conn.executemany(
            "DELETE FROM speaker WHERE talk = ? AND name = ?", [(before.id, name) for name in gone]
        )
        self._speak(before.id, [name for name in now.speakers if name not in before.talk.speakers])

    def remove(self, talk: int) -> None:
        """Take a session out."""
        self._conn.execute("DELETE FROM talk WHERE id = ?", (talk,))

    def speakers(self, event: int) -> list[str]:
        """Everyone who speaks at an event, by name."""
        rows = self._conn.execute(
            "SELECT DISTINCT name FROM speaker JOIN talk ON talk.id = talk "
            "WHERE event = ? ORDER BY name",
            (event,),
        )
        return [name for (name,) in rows]

    def _speak(self, talk: int, names: Iterable[str]) -> None:
        self._conn.executemany(
            "INSERT INTO speaker (talk, name) VALUES (?, ?)", [(talk, name) for name in names]
        )
