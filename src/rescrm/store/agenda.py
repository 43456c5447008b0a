"""What will fall due: worked out when something changes, so that asking costs the rows shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

from .agenda_rows import Row, Rows
from .many import CHUNK, THESE, chunks, numbers
from .relationships import Circle

STORED = "main.agenda"  # a reader's own table of this name may stand before it
UNCOVER = "DROP TABLE IF EXISTS temp.agenda"
COLUMNS = Row._fields
MOST_KINDS = 5000  # of newcomers kept in mind at once
# Those of a range whom some rule is about, and all that tells their clocks apart.
NEWCOMERS = """
SELECT id, handle, kind, added, met_on, met_at, tags
  FROM (SELECT contact.*, (SELECT group_concat(name, char(10)) FROM tag WHERE contact = contact.id
                              AND name IN (SELECT value FROM rule WHERE scope = 'tag')) AS tags
          FROM contact)
 WHERE id BETWEEN ? AND ?
   AND (tags IS NOT NULL
        OR kind IN (SELECT value FROM rule WHERE scope = 'kind')
        OR EXISTS (SELECT 1 FROM rule WHERE scope = 'everyone'))
 ORDER BY id
"""
INSERT = "INSERT INTO {{}} ({}) VALUES ({})".format(
    ", ".join(f'"{column}"' for column in COLUMNS), ", ".join("?" * len(COLUMNS))
)


class Writer:
    """Keeps an agenda table as the rest of the store says it must be."""

    def __init__(
        self, conn: sqlite3.Connection, today: date, cooldown: int, table: str = STORED
    ) -> None:
        self._conn = conn
        self._today = today
        self._cooldown = cooldown
        self._table = table
        self._rows = Rows(conn, today, cooldown)

    def refresh(self) -> None:
        """Work out again what the present change has touched."""
        self._conn.execute(UNCOVER)
        if self.is_behind():
            self.rebuild()
        elif scopes := self._stale():
            contacts, groups = self._touched(scopes)
            if any(scope == "pause" for scope, _ in scopes):
                self._move_past_pauses()
            self.people(contacts)
            self.groups(groups)
            self._catch_up()
        self._conn.execute("DELETE FROM stale")

    def rebuild(self) -> None:
        """Work out everything from scratch, as of today."""
        self._conn.execute(f"DELETE FROM {self._table}")
        self.people(id for (id,) in self._conn.execute("SELECT id FROM contact ORDER BY id"))
        self.groups(id for (id,) in self._conn.execute('SELECT id FROM "group" ORDER BY id'))
        if self._table == STORED:
            self._conn.execute(UNCOVER)
            self._conn.execute(
                "UPDATE state SET agenda_on = ?, cooldown = ?",
                (self._today.isoformat(), self._cooldown),
            )

    def add(self, first: int, last: int) -> None:
        """Write the rows of contacts, first to last, that a bulk write has added just now.

        Nothing is known of them but their kind, tags and days: those who are alike in these fall
        due alike, and the rhythm of one tells that of all.
        """
        has_rules = self._conn.execute("SELECT 1 FROM rule LIMIT 1").fetchone()
        if not has_rules or self.is_behind():
            return
        circle = Circle(self._conn)
        alike: dict[tuple[Any, ...], list[Row]] = {}
        newcomers = self._conn.execute(NEWCOMERS, (first, last))
        for some in iter(lambda: newcomers.fetchmany(CHUNK), []):
            rows = []
            for id, handle, *traits in some:
                key = tuple(traits)
                if key not in alike:
                    if len(alike) > MOST_KINDS:
                        alike.clear()
                    (person,) = circle.people([id])
                    alike[key] = list(self._rows.check_ins(person))
                rows += [row._replace(contact=id, handle=handle) for row in alike[key]]
            self._put(rows)
            self._catch_up()

    def people(self, ids: Iterable[int]) -> None:
        """Write the rows of these contacts anew, a chunk at a time."""
        circle = Circle(self._conn)
        for chunk in chunks(ids):
            given = numbers(chunk)
            self._conn.execute(f"DELETE FROM {self._table} WHERE contact {THESE}", (given,))
            said = self._rows.said_to(given)
            rows = (
                row
                for person in circle.people(chunk)
                for row in (*self._rows.check_ins(person), *self._rows.said(person, said))
            )
            self._put(rows)

    def groups(self, ids: Iterable[int]) -> None:
        """Write the rows of these groups anew."""
        for id in ids:
            self._conn.execute(f'DELETE FROM {self._table} WHERE "group" = ?', (id,))
            self._put(self._rows.group(id))
            self._put(self._rows.of_group(id))

    def _put(self, rows: Iterable[Row]) -> None:
        self._conn.executemany(INSERT.format(self._table), rows)

    # What a change has touched.

    def is_behind(self) -> bool:
        """True when the table holds answers for a later day than today, or another cooldown."""
        (as_of, cooldown) = self._conn.execute("SELECT agenda_on, cooldown FROM state").fetchone()
        return bool(as_of > self._today.isoformat() or cooldown != self._cooldown)

    def _catch_up(self) -> None:
        self._conn.execute(
            "UPDATE state SET agenda_on = max(agenda_on, ?)", (self._today.isoformat(),)
        )

    def _stale(self) -> list[tuple[str, str]]:
        return self._conn.execute("SELECT scope, value FROM stale").fetchall()

    def _touched(self, scopes: Iterable[tuple[str, str]]) -> tuple[list[int], list[int]]:
        contacts: set[int] = set()
        groups: set[int] = set()
        for scope, value in scopes:
            if scope == "group":
                groups.add(int(value))
            if sql := TOUCHES.get(scope):
                given = (value,) if "?" in sql else ()
                contacts.update(id for (id,) in self._conn.execute(sql, given))
        return sorted(contacts), sorted(groups)

    def _move_past_pauses(self) -> None:
        self._conn.create_function("free_day", 1, self._free_day, deterministic=True)
        self._conn.execute(
            f"UPDATE {self._table} SET due_on = free_day(ideal_on) "
            "WHERE what IN ('check-in', 'group') AND due_on <> free_day(ideal_on)"
        )

    def _free_day(self, day: str) -> str:
        return self._rows.free_day(date.fromisoformat(day)).isoformat()


# Which contacts a stale mark means.
TOUCHES = {
    "contact": "SELECT CAST(? AS INTEGER)",
    "interaction": "SELECT contact FROM participant WHERE interaction = CAST(? AS INTEGER)",
    "event": (
        "SELECT id FROM contact WHERE met_at = CAST(?1 AS INTEGER) "
        "UNION SELECT contact FROM commitment WHERE event = CAST(?1 AS INTEGER)"
    ),
    "group": (
        'SELECT contact FROM member WHERE "group" = CAST(? AS INTEGER) AND contact IS NOT NULL'
    ),
    "role": "SELECT contact FROM mentor WHERE ?1 = 'any' OR role = ?1",
    "tag": "SELECT contact FROM tag WHERE name = ?",
    "kind": "SELECT id FROM contact WHERE kind = ?",
    "everyone": "SELECT id FROM contact",
}
