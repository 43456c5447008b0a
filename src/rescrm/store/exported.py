"""What calendars were told: kept beside the history, never undone, its numbers only rise."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, NamedTuple

from ..core.marks import Mark
from .filters import Condition
from .many import THESE
from .moment import Moment

READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
THESE_UIDS = THESE.replace("?", "?1")
# What is open today among the items with these uids, whatever its day.
STILL = f"""
SELECT commitment.uid, agenda.what
  FROM agenda JOIN commitment ON commitment.id = agenda.commitment
 WHERE commitment.uid {THESE_UIDS} AND ?2 BETWEEN valid_from AND valid_until
UNION ALL
SELECT contact.uid, agenda.what
  FROM agenda JOIN contact ON contact.id = agenda.contact
 WHERE contact.uid {THESE_UIDS} AND agenda.commitment IS NULL
   AND ?2 BETWEEN valid_from AND valid_until
UNION ALL
SELECT circle.uid, agenda.what
  FROM agenda JOIN "group" AS circle ON circle.id = agenda."group"
 WHERE circle.uid {THESE_UIDS} AND ?2 BETWEEN valid_from AND valid_until
"""
OWNERS = f"""
SELECT uid, id FROM contact WHERE uid {THESE_UIDS}
UNION ALL SELECT uid, contact FROM commitment WHERE uid {THESE_UIDS}
UNION ALL SELECT uid, contact FROM occasion WHERE uid {THESE_UIDS}
"""


COLUMNS = "uid, summary, day, state, sequence, modified, starts, ends, rings, stand_in"
# Who may stand in a calendar: nobody set aside, nobody at rest.
SHOWN = "state = 'active' AND coalesce(rests_until, '') <= ?"


class Yearly(NamedTuple):
    """A yearly date and the first day it falls on; 2000, a leap year, where none is known."""

    uid: str
    name: str
    label: str
    first: date


class Circle(NamedTuple):
    """A group with days of its own, and since when they are counted."""

    uid: str
    name: str
    meets: str
    since: date


class Exported:
    """The items that calendars know, by the uid they know them by."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def all(self) -> dict[str, Mark]:
        """Everything that was ever told."""
        rows = self._conn.execute(f"SELECT {COLUMNS} FROM exported ORDER BY uid")
        return {row[0]: _mark(row) for row in rows}

    def keep(self, marks: Iterable[Mark]) -> None:
        """Remember what is told now; a store that may only be read goes without.

        With nothing new to remember nobody else is kept from writing.
        """
        rows = [tuple(map(_text, mark)) for mark in marks]
        if not rows:
            return
        try:
            self._conn.execute("BEGIN IMMEDIATE")
            self._conn.executemany(
                f"INSERT INTO exported ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (uid) DO UPDATE SET (summary, day, state, sequence, modified, starts, "
                "ends, rings, stand_in) = (excluded.summary, excluded.day, excluded.state, "
                "excluded.sequence, excluded.modified, excluded.starts, excluded.ends, "
                "excluded.rings, excluded.stand_in) WHERE excluded.sequence >= sequence",
                rows,
            )
            self._conn.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if (error.sqlite_errorcode & 0xFF) not in READ_ONLY:
                raise
        finally:
            if self._conn.in_transaction:
                with suppress(sqlite3.Error):
                    self._conn.execute("ROLLBACK")

    def still(self, uids: Iterable[str]) -> set[tuple[str, str]]:
        """What is open among these, by its own uid and kind; yearly dates aside."""
        rows = self._conn.execute(STILL, (json.dumps(list(uids)), self._moment.day))
        return {(uid, what) for uid, what in rows}

    def owners(self, uids: Iterable[str]) -> Mapping[str, int]:
        """Whose each of these items is; what is no more, or a group's, is nobody's."""
        return dict(self._conn.execute(OWNERS, (json.dumps(list(uids)),)).fetchall())

    def yearly(self, whose: Condition | None) -> list[Yearly]:
        """The yearly dates of people who are neither set aside nor at rest."""
        where, given = whose or ("TRUE", ())
        rows = self._conn.execute(
            "SELECT occasion.uid, contact.name, label, monthday, coalesce(year, 2000) "
            "FROM occasion JOIN contact ON contact.id = contact "
            f"WHERE {SHOWN} AND ({where}) ORDER BY occasion.uid",
            (self._moment.day, *given),
        )
        return [
            Yearly(uid, name, label, date(year, monthday // 100, monthday % 100))
            for uid, name, label, monthday, year in rows
        ]

    def circles(self) -> list[Circle]:
        """The groups that meet on days of their own."""
        rows = self._conn.execute(
            'SELECT uid, name, meets, added FROM "group" WHERE meets IS NOT NULL ORDER BY uid'
        )
        return [
            Circle(uid, name, meets, date.fromisoformat(added)) for uid, name, meets, added in rows
        ]

    def shown(self, handles: Iterable[str], whose: Condition | None) -> set[str]:
        """Those of some people who may stand in a calendar."""
        where, given = whose or ("TRUE", ())
        rows = self._conn.execute(
            "SELECT handle FROM contact WHERE handle IN (SELECT value FROM json_each(?)) "
            f"AND {SHOWN} AND ({where})",
            (json.dumps(list(handles)), self._moment.day, *given),
        )
        return {handle for (handle,) in rows}


def _mark(row: tuple[Any, ...]) -> Mark:
    uid, summary, day, state, sequence, modified, starts, ends, *alarms = row
    return Mark(
        uid,
        summary,
        date.fromisoformat(day),
        state,
        sequence,
        date.fromisoformat(modified),
        datetime.fromisoformat(starts) if starts else None,
        datetime.fromisoformat(ends) if ends else None,
        *alarms,
    )


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
