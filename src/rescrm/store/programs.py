"""Programs where you might train next, what speaks for each, and how much that matters."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..core.fit import Known
from .many import THESE, numbers
from .moment import Moment
from .named import Found, find_named, free_handle
from .places import Places

PEOPLE = f"""
SELECT contact.id, handle, contact.name, kind,
       coalesce((SELECT name FROM event WHERE id = contact.met_at),
                (SELECT event.name FROM meeting JOIN event ON event.id = event
                  WHERE contact = contact.id AND last_day <= ?2
                  ORDER BY last_day DESC, event.id DESC LIMIT 1)),
       (SELECT min(role) FROM mentor WHERE contact = contact.id
           AND ?2 BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999')),
       EXISTS (SELECT 1 FROM sponsor_act WHERE contact = contact.id)
  FROM contact WHERE contact.id {THESE.replace("?", "?1")} ORDER BY handle
"""


class Program(NamedTuple):
    """A program as it was said."""

    id: int
    uid: str
    handle: str
    name: str
    organisation: str | None
    city: str | None
    note: str | None
    weights: Mapping[str, int]


class Programs:
    """The programs of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    @cached_property
    def _places(self) -> Places:
        return Places(self._conn, self._moment.today)

    # Saying.

    def add(self, name: str, **columns: str | None) -> int:
        """Keep a program and give its id."""
        row = {
            **columns,
            "uid": self._moment.uid(),
            "handle": free_handle(self._conn, "program", name),
            "name": name,
            "added": self._moment.day,
        }
        cursor = self._conn.execute(
            f"INSERT INTO program ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )
        return int(cursor.lastrowid or 0)

    def change(self, id: int, **columns: str | None) -> None:
        """Say something else of a program; what is said already writes nothing."""
        for column, value in columns.items():
            self._conn.execute(
                f"UPDATE program SET {column} = ?1 WHERE id = ?2 AND {column} IS NOT ?1",
                (value, id),
            )

    def weigh(self, id: int, weights: Mapping[str, int | None]) -> None:
        """Say how much speaks for a program; None says nothing of it any more."""
        for name, value in weights.items():
            if value is None:
                self._conn.execute("DELETE FROM weight WHERE program = ? AND name = ?", (id, name))
                continue
            self._conn.execute(
                "INSERT INTO weight (program, name, value) VALUES (?, ?, ?) "
                "ON CONFLICT (program, name) DO UPDATE SET value = excluded.value "
                "WHERE value <> excluded.value",
                (id, name, value),
            )

    def prefer(self, preferences: Mapping[str, int | None]) -> None:
        """Say how much each thing matters; None is once again, as for all others."""
        for name, value in preferences.items():
            if value is None:
                self._conn.execute("DELETE FROM preference WHERE name = ?", (name,))
                continue
            self._conn.execute(
                "INSERT INTO preference (name, value) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value "
                "WHERE value <> excluded.value",
                (name, value),
            )

    def remove(self, id: int) -> None:
        """Forget a program and what was said of it."""
        self._conn.execute("DELETE FROM program WHERE id = ?", (id,))

    # Reading.

    def find(self, typed: str) -> list[Found]:
        """Programs that fit what was typed: id, handle, name."""
        return find_named(self._conn, "program", typed)

    def all(self, id: int | None = None) -> list[Program]:
        """All programs, or one, by handle."""
        weights: dict[int, dict[str, int]] = {}
        for program, name, value in self._conn.execute(
            "SELECT program, name, value FROM weight ORDER BY name"
        ):
            weights.setdefault(program, {})[name] = value
        rows = self._conn.execute(
            "SELECT id, uid, handle, name, organisation, city, note FROM program "
            "WHERE ?1 IS NULL OR id = ?1 ORDER BY handle",
            (id,),
        )
        return [Program._make((*row, weights.get(row[0], {}))) for row in rows]

    def preferences(self) -> dict[str, int]:
        """How much things matter, where it was said."""
        return dict(self._conn.execute("SELECT name, value FROM preference ORDER BY name"))

    def known_at(self, organisation: str, since: date) -> list[Known]:
        """Whom you know at an organisation now; touches count from after a day."""
        places = self._places
        ids = [stay.contact for stay in places.at(organisation) if stay.there == "now"]
        touches = places.touches(ids, since)
        rows = self._conn.execute(PEOPLE, (numbers(ids), self._moment.day))
        return [
            Known(
                handle=handle,
                name=name,
                touches=touches[id],
                roles=_roles(kind, role, sponsors=sponsored or kind == "sponsor"),
                met=met,
            )
            for id, handle, name, kind, met, role, sponsored in rows
        ]


def _roles(kind: str | None, role: str | None, *, sponsors: bool) -> tuple[str, ...]:
    told = (
        f"{role} mentor" if role else "mentor" if kind == "mentor" else "",
        "sponsor" if sponsors else "",
        "alum" if kind == "alum" else "",
    )
    return tuple(filter(None, told))
