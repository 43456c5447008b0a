"""Query plans of the network: nothing that is asked of one person reads everybody."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from shelf import Shelf, d

from rescrm.store import Store

TODAY = d("11-22")
LARGE = ("contact", "interaction", "participant", "agenda", "favour", "sponsor_act", "point")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "rescrm.db")


def scanned(conn: sqlite3.Connection, sql: str) -> set[str]:
    """The large tables that a statement reads from end to end."""
    plan = [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
    read = [match[1] for row in plan if (match := re.match(r"SCAN (\w+)", row))]
    return set(read) & set(LARGE)


@pytest.fixture
def conn(tmp_path: Path, shelf: Shelf) -> Iterator[sqlite3.Connection]:
    """A store that has people, with the figures that ANALYZE keeps of a store grown by import."""

    with shelf.write(TODAY) as store:
        for nth in range(300):
            store.people.add(f"Person {nth}", organisation=f"Hospital {nth % 3}")
    with closing(sqlite3.connect(tmp_path / "rescrm.db")) as conn:
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("ANALYZE contact")
        conn.commit()
        yield conn


@pytest.mark.parametrize("table", ["commitment", "interaction"])
def test_what_goes_is_looked_for_by_an_index_in_all_that_names_it(
    conn: sqlite3.Connection, table: str
) -> None:
    assert scanned(conn, f"DELETE FROM {table} WHERE id = 1") == set()


def test_a_persons_roles_are_found_without_reading_everybody(
    conn: sqlite3.Connection, shelf: Shelf
) -> None:
    asked: list[str] = []

    def look(store: Store) -> None:
        store.conn.set_trace_callback(asked.append)
        store.mentors.held(7)
        store.favours.all(7)
        store.mentors.lasting()

    shelf.ask(TODAY, look)
    selects = [sql for sql in asked if "mentor" in sql or "favour" in sql]
    assert len(selects) == 3
    for sql in selects:
        assert scanned(conn, sql) == set(), sql
