"""Someone of that name is there already, even when they came at the same moment."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from play import Program
from real import locked, start, store_at, until


def test_of_two_who_are_added_at_once_the_second_is_refused(rescrm: Program, home: Path) -> None:
    rescrm.ok("add Ben")
    store = store_at(home)
    with locked(store) as other:
        other.execute("UPDATE contact SET name = 'Maya Rao', handle = 'maya-rao'")
        other.execute("INSERT INTO contact_search (contact_search) VALUES ('rebuild')")
        second = start("add", "Maya Rao", "--debug")
        until(lambda: _waits_for(store, second.pid), second)
        other.execute("COMMIT")
    _, err = second.communicate(timeout=60)
    assert second.returncode == 3, err
    assert "Maya Rao is here already: maya-rao" in err
    with closing(sqlite3.connect(store)) as conn:
        assert conn.execute("SELECT count(*) FROM contact").fetchone() == (1,)


def _waits_for(store: Path, pid: int) -> bool:
    """Whether a process holds the store open, and sleeps."""
    place = Path(f"/proc/{pid}")
    try:
        is_open = any(link.resolve() == store for link in (place / "fd").iterdir())
        return is_open and "nanosleep" in (place / "wchan").read_text()
    except OSError:
        return False


def test_a_refused_name_leaves_no_step_and_no_store(rescrm: Program, home: Path) -> None:
    rescrm.ok("add 'Maya Rao'")
    said = rescrm("add 'maya  RAO' --json")
    assert (said.code, said.error["error"]) == (3, "same-name")
    assert len(rescrm.items("history")) == 1
    assert rescrm.ok("add 'Maya Rao' --namesake").out.startswith("maya-rao-2\t")


def test_what_cannot_be_meant_is_told_before_the_name(rescrm: Program) -> None:
    rescrm.ok("add Maya")
    assert rescrm("add Maya -k wizard").code == 2
