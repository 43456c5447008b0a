"""Who in a file is known already: by what it calls them, or by where they are reached."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

REVISED = ("name", "nicknames", "kind", "organisation", "title", "city", "note", "met_on")


class Origin(NamedTuple):
    """What a file called someone, and a digest of what it said of them."""

    id: int
    contact: int
    digest: str


class Card(NamedTuple):
    """A card as a file held it."""

    lines: str
    encoding: str


class Standing(NamedTuple):
    """What is known of someone, as far as a file may add to it."""

    columns: Mapping[str, Any]
    custom: Sequence[tuple[str, str]]
    birthday: bool


class Known:
    """The people of a store as a file meets them.

    Origins with a number from ``first_origin`` on have come in with the file.
    """

    def __init__(self, conn: sqlite3.Connection, first_origin: int) -> None:
        self._conn = conn
        self.first_origin = first_origin
        self.had_people = bool(conn.execute("SELECT 1 FROM contact LIMIT 1").fetchone())

    def origins(self, keys: Sequence[str]) -> dict[str, Origin]:
        """What is known under these keys."""
        rows = self._conn.execute(
            "SELECT key, id, contact, digest FROM origin "
            "WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(keys),),
        )
        return {key: Origin(*rest) for key, *rest in rows}

    def holders(self, keys: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
        """Who had these addresses before this file, by id and name.

        Someone whom this file has named once is not looked for again: it means two people.
        """
        found: dict[str, list[tuple[int, str]]] = {}
        if not self.had_people:
            return found
        rows = self._conn.execute(
            "SELECT DISTINCT key, contact.id, name "
            "FROM channel JOIN contact ON contact.id = channel.contact "
            "WHERE key IN (SELECT value FROM json_each(?)) AND NOT EXISTS "
            "(SELECT 1 FROM origin WHERE origin.contact = contact.id AND origin.id >= ?)",
            (json.dumps(keys), self.first_origin),
        )
        for key, id, name in rows:
            found.setdefault(key, []).append((id, name))
        return found

    def standing(self, id: int) -> Standing:
        """What is known of someone."""
        names = ", ".join(REVISED)
        row = self._conn.execute(f"SELECT {names} FROM contact WHERE id = ?", (id,)).fetchone()
        custom = self._conn.execute("SELECT name, value FROM custom WHERE contact = ?", (id,))
        columns = dict(zip(REVISED, row, strict=True))
        return Standing(columns, custom.fetchall(), self.lead(id) is not None)

    def lead(self, id: int) -> int | None:
        """How many days ahead a birthday is told; None where none is known."""
        row = self._conn.execute(
            "SELECT lead FROM occasion WHERE contact = ? AND label = 'birthday'", (id,)
        ).fetchone()
        return int(row[0]) if row else None

    def card(self, origin: Origin) -> Card | None:
        """The card of an origin, as it was last read; None where none is kept."""
        row = self._conn.execute(
            "SELECT lines, encoding FROM origin WHERE id = ?", (origin.id,)
        ).fetchone()
        return Card(*row) if row[0] and row[1] else None
