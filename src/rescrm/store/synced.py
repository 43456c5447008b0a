"""What folders and the store last agreed on; kept beside the history, never undone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from ..core.reconcile import Agreed, Content
from .since import touched

GONE = ""
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Row(NamedTuple):
    """One item: its file, what both sides last agreed on, and what is on its way to the server.

    Contents are JSON; ``here`` None: never agreed on, ``here_next`` None: nothing on its way,
    empty: gone.
    """

    uid: str
    href: str
    stamp: str | None = None
    here: str | None = None
    there: str | None = None
    here_next: str | None = None
    there_next: str | None = None

    @property
    def base(self) -> Agreed | None:
        """What both sides last agreed on."""
        return _agreed(self.here, self.there)

    @property
    def next(self) -> Agreed | None:
        """What is on its way; None for nothing, or for a removal."""
        return _agreed(self.here_next, self.there_next)

    @property
    def is_gone(self) -> bool:
        """Whether it was on both sides once and is on neither, or will be."""
        return (self.here if self.here_next is None else self.here_next) == GONE

    @property
    def waits(self) -> bool:
        """Whether something is on its way."""
        return self.here_next is not None


class Met(NamedTuple):
    """New files: those that are to be left alone, and why; those of somebody who is here."""

    left: Mapping[str, str] = {}
    known: Set[str] = frozenset()


class Synced:
    """The agreements of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def rows(self, collection: str) -> dict[str, Row]:
        """Everything that is known of a collection, by uid."""
        rows = self._conn.execute(
            "SELECT uid, href, stamp, here, there, here_next, there_next FROM synced "
            "WHERE collection = ?",
            (collection,),
        )
        return {row[0]: Row(*row) for row in rows}

    def some_rows(self, collection: str, uids: Iterable[str]) -> dict[str, Row]:
        """What is known of these items of a collection, by uid."""
        rows = self._conn.execute(
            "SELECT uid, href, stamp, here, there, here_next, there_next FROM synced "
            "WHERE collection = ? AND uid IN (SELECT value FROM json_each(?))",
            (collection, json.dumps([*uids])),
        )
        return {row[0]: Row(*row) for row in rows}

    def stamps(self, collection: str) -> dict[str, str | None]:
        """How the files of a collection looked when they were read last, by name."""
        rows = self._conn.execute(
            "SELECT href, stamp FROM synced "
            "WHERE collection = ? AND href <> '' AND coalesce(there_next, '-') <> ''",
            (collection,),
        )
        return dict(rows.fetchall())

    def count(self, collection: str) -> int:
        """How many items both sides have agreed on."""
        row = self._conn.execute(
            "SELECT count(*) FROM synced WHERE collection = ?", (collection,)
        ).fetchone()
        return int(row[0])

    def count_shared(self, collection: str) -> int:
        """How many items both sides have; those that are gone do not count."""
        row = self._conn.execute(
            "SELECT count(*) FROM synced WHERE collection = ? "
            "AND coalesce(here_next, here) IS NOT ''",
            (collection,),
        ).fetchone()
        return int(row[0])

    def waits(self, collection: str) -> bool:
        """Whether anything is on its way to the server."""
        row = self._conn.execute(
            "SELECT 1 FROM synced WHERE collection = ? AND here_next IS NOT NULL", (collection,)
        ).fetchone()
        return row is not None

    def keep(self, collection: str, rows: Iterable[Row]) -> None:
        """Remember agreements; of what is on neither side only that it was there."""
        for row in rows:
            if row.here_next is None and row.here in (None, GONE):
                self._forget(collection, "uid = ?", row.uid)
            else:
                self._conn.execute(
                    "INSERT INTO synced (collection, uid, href, stamp, here, there, here_next, "
                    "there_next) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                    "ON CONFLICT (collection, uid) DO UPDATE SET href = excluded.href, "
                    "stamp = excluded.stamp, here = excluded.here, there = excluded.there, "
                    "here_next = excluded.here_next, there_next = excluded.there_next",
                    (collection, *row),
                )

    def arrived(self, collection: str, unchanged: Mapping[str, str]) -> None:
        """What was on its way has reached the server, where the file is still as it was written.

        ``unchanged`` are the files with their stamps. The others keep what was agreed on before:
        the server had something else.
        """
        self._conn.execute("DROP TABLE IF EXISTS temp.still")
        self._conn.execute("CREATE TEMP TABLE still (href TEXT PRIMARY KEY, stamp TEXT)")
        self._conn.executemany("INSERT INTO still VALUES (?, ?)", unchanged.items())
        self._forget(collection, "there_next = '' AND href NOT IN (SELECT href FROM still)")
        same = "(href, stamp) IN (SELECT href, stamp FROM still)"
        self._conn.execute(
            f"UPDATE synced SET here = here_next, there = there_next "
            f"WHERE collection = ? AND here_next <> '' AND {same}",
            (collection,),
        )
        self._conn.execute(
            "UPDATE synced SET here_next = NULL, there_next = NULL "
            "WHERE collection = ? AND here_next IS NOT NULL",
            (collection,),
        )
        self._conn.execute(
            "DELETE FROM synced WHERE collection = ? AND here IS NULL", (collection,)
        )
        self._conn.execute("DROP TABLE temp.still")

    def _forget(self, collection: str, which: str, *given: str) -> None:
        """Forget an agreement. That someone was there is kept: who was set aside when their card
        was deleted comes back with it, and whom the user set aside does not.
        """
        if collection == "people":
            self._conn.execute(
                "UPDATE synced SET href = '', stamp = NULL, here = '', there = '', "
                f"here_next = NULL, there_next = NULL WHERE collection = ? AND {which}",
                (collection, *given),
            )
        else:
            self._conn.execute(
                f"DELETE FROM synced WHERE collection = ? AND {which}", (collection, *given)
            )

    def forget_all(self) -> None:
        """Forget every agreement: another folder or another server knows nothing of them."""
        self._conn.execute("DELETE FROM synced")
        self._conn.execute("DELETE FROM seen")

    # Whether anything happened since.

    def mark(self) -> str:
        """A text that is another one whenever a command has changed the store since."""
        newest, undone, version = self._conn.execute(
            "SELECT max(id), total(undone), (SELECT user_version FROM pragma_user_version) "
            "FROM change WHERE id <> (SELECT recording FROM state)"
        ).fetchone()
        return f"{newest or 0} {undone:.0f} {version}"

    def changed(self, collection: str, mark: str) -> set[str] | None:
        """The uids of the touches that may be others than when a collection needed nothing.

        None where nobody can tell: more than the history's newest step is another.
        """
        step, _, others = (self.seen(collection) or "").partition(" ")
        if not others.startswith("0 ") or others != mark.partition(" ")[2]:
            return None
        return touched(self._conn, int(step))

    def seen(self, collection: str) -> str | None:
        """The mark of the store when a collection needed nothing."""
        row = self._conn.execute(
            "SELECT mark FROM seen WHERE collection = ?", (collection,)
        ).fetchone()
        return str(row[0]) if row else None

    def see(self, collection: str, mark: str | None) -> None:
        """Remember that a collection needs nothing; None: it does."""
        if mark is None:
            self._conn.execute("DELETE FROM seen WHERE collection = ?", (collection,))
        elif mark != self.seen(collection):
            self._conn.execute(
                "INSERT INTO seen VALUES (?, ?) "
                "ON CONFLICT (collection) DO UPDATE SET mark = excluded.mark",
                (collection, mark),
            )


def _agreed(here: str | None, there: str | None) -> Agreed | None:
    return Agreed(content(here), content(there)) if here and there else None


def text(content: Content | None) -> str:
    """A content as it is kept: the same content, the same text."""
    if content is None:
        return GONE
    return ENCODER.encode(content)


def content(text: str | None) -> Content:
    """A content out of what is kept."""
    read = json.loads(text) if text else {}
    return {name: tuple(values) for name, values in read.items()}
