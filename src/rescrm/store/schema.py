"""The shape of the store, as the ordered list of changes that made it.

Add to the end; never edit what has been released.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database, Migrations

from .growth import CALENDAR_GROWS, NETWORK_GROWS
from .tables import JOURNALED, SCHEMA
from .triggers import STALE, journal_triggers, search_triggers, stale_triggers

migrations = Migrations("rescrm")


@migrations()
def m001_everything(db: Database) -> None:
    """The first release: all nouns at once."""
    _run(db, SCHEMA)


@migrations()
def m002_network(db: Database) -> None:
    """Hand-overs and asks of groups, programmes, introductions, giving, goals, programs."""
    _run(db, NETWORK_GROWS)


@migrations()
def m003_calendar(db: Database) -> None:
    """Shifts by the hour, digests handed over, what folders and the store agreed on."""
    _run(db, CALENDAR_GROWS)


def _run(db: Database, script: str) -> None:
    for statement in statements(script):
        db.conn.execute(statement)


def apply(conn: sqlite3.Connection) -> None:
    """Bring an open transaction's store to the newest shape, its triggers made anew."""
    for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        conn.execute(f'DROP TRIGGER "{name}"')
    migrations.apply(Database(conn))
    for trigger in _triggers(conn):
        conn.execute(trigger)


def _triggers(conn: sqlite3.Connection) -> Iterator[str]:
    for table in JOURNALED:
        columns = [row[1] for row in conn.execute(f'PRAGMA table_info("{table}")')]
        yield from journal_triggers(table, columns)
    for table in STALE:
        yield from stale_triggers(table)
    yield from search_triggers()


def statements(script: str) -> Iterator[str]:
    """Single statements of a script: `executescript` would commit the open transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
