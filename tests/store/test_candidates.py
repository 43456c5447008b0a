"""Who is looked at for a mentor's role, when there are many."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from shelf import Shelf, d

from rescrm.store import Store

TODAY = d("11-22")
NAMES = ("Ana", "Ben", "Cem", "Dee", "Eva")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Five faculty; Ben and Dee were met lately, Cem will be, Ana has a tag that speaks."""
    shelf = Shelf(tmp_path / "candidates.db")
    with shelf.write(TODAY) as store:
        for name in NAMES:
            store.people.add(f"{name} Rao", kind="faculty", met_on="2026-01-02")
        store.people.add("Zoe Rao", kind="friend", met_on="2026-01-02")
        store.people.tag(1, ["research"])
        store.touches.log(d("11-20"), [2])
        store.touches.log(d("11-21"), [4, 6])
        store.touches.log(d("12-21"), [3])
        store.touches.log(d("11-22"), [5], attempt=1)
    return shelf


def looked_at(store: Store, most: int) -> list[str]:
    return [each.name[:3] for each in store.mentors.candidates().all(most)]


@pytest.mark.parametrize(
    ("most", "found"),
    [
        (5, ["Ana", "Ben", "Cem", "Dee", "Eva"]),
        (4, ["Ana", "Ben", "Dee", "Eva"]),
        (3, ["Ana", "Ben", "Dee"]),
        (2, ["Ben", "Dee"]),
        (1, ["Dee"]),
    ],
)
def test_of_a_crowd_those_seen_last_are_looked_at_first(
    shelf: Shelf, most: int, found: list[str]
) -> None:
    with closing(shelf.open(TODAY)) as store:
        assert looked_at(store, most) == found


def test_the_last_touches_of_a_crowd_come_from_the_index(shelf: Shelf) -> None:
    from rescrm.store.candidates import NEAREST

    given = {"kinds": "[]", "speak": "[]", "today": "2026-11-22", "most": 3}
    with closing(shelf.open(TODAY)) as store:
        rows = store.conn.execute(f"EXPLAIN QUERY PLAN {NEAREST}", given).fetchall()
    plan = "\n".join(row[3] for row in rows)
    assert "interaction USING INDEX interaction_by_day" in plan
    assert "SCAN participant" not in plan
