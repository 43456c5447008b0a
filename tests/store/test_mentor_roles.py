"""Mentors' roles as they are stored: from a day, until one; given again, ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from shelf import Shelf, d

from rescrm.store import Store
from rescrm.store.mentors import Mentors

TODAY = d("11-22")
Row = tuple[str, str | None, str | None]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Two people, and nobody a mentor."""
    shelf = Shelf(tmp_path / "mentors.db")
    with shelf.write(TODAY) as store:
        store.people.add("Samuel Okafor")
        store.people.add("Maya Rao")
    return shelf


def rows(store: Store) -> list[Row]:
    sql = "SELECT role, first_day, last_day FROM mentor ORDER BY id"
    return store.conn.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("acts", "kept"),
    [
        ([lambda m: m.set(1, "career", d("11-22"), None)], [("career", "2026-11-22", None)]),
        ([lambda m: m.set(1, "career", d("11-22"), None),
          lambda m: m.set(1, "career", d("11-01"), d("12-31"))],
         [("career", "2026-11-01", "2026-12-31")]),
        ([lambda m: m.set(1, "career", d("01-01"), TODAY),
          lambda m: m.set(1, "career", d("11-22"), None)],
         [("career", "2026-11-22", None)]),
        ([lambda m: m.set(1, "career", d("01-01"), d("11-21")),
          lambda m: m.set(1, "career", d("11-22"), None)],
         [("career", "2026-01-01", "2026-11-21"), ("career", "2026-11-22", None)]),
        ([lambda m: m.set(1, "career", d("01-01"), None), lambda m: m.end(1, "career")],
         [("career", "2026-01-01", "2026-11-21")]),
        ([lambda m: m.set(1, "career", d("11-22"), None), lambda m: m.end(1, "career")], []),
        ([lambda m: m.set(1, "career", d("12-01"), None), lambda m: m.end(1, "career")], []),
        ([lambda m: m.set(1, "career", d("01-01"), d("11-01")), lambda m: m.end(1, "career")],
         [("career", "2026-01-01", "2026-11-01")]),
        ([lambda m: m.set(1, "career", d("01-01"), None), lambda m: m.end(1, "research"),
          lambda m: m.end(2, "career")],
         [("career", "2026-01-01", None)]),
    ],
)  # fmt: skip
def test_a_role_is_given_given_again_and_ended(
    shelf: Shelf, acts: list[Callable[[Mentors], object]], kept: list[Row]
) -> None:
    with shelf.write(TODAY) as store:
        for act in acts:
            act(store.mentors)
        assert rows(store) == kept


@pytest.mark.parametrize(
    ("day", "held", "lasting"),
    [
        ("2026-06-30", [], ["career", "research"]),
        ("2026-07-01", ["career"], ["career", "research"]),
        ("2026-11-30", ["career"], ["career", "research"]),
        ("2026-12-01", ["research"], ["research"]),
        ("2027-12-31", ["research"], ["research"]),
    ],
)
def test_a_role_is_held_from_its_first_day_to_its_last(
    shelf: Shelf, day: str, held: list[str], lasting: list[str]
) -> None:
    with shelf.write(TODAY) as store:
        store.mentors.set(1, "career", d("07-01"), d("11-30"))
        store.mentors.set(2, "research", d("12-01"), None)
    store = shelf.open(d(day))
    assert [row[2] for id in (1, 2) for row in store.mentors.held(id)] == held
    assert [mentor.role for _, mentor in store.mentors.lasting()] == lasting
    store.close()


def test_ending_tells_whether_there_was_anything_to_end(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        store.mentors.set(1, "career", d("01-01"), None)
        assert store.mentors.end(1, "career") is True
        assert store.mentors.end(1, "career") is False
        store.mentors.set(1, "career", d("12-01"), None)
        assert store.mentors.end(1, "career") is True


def test_roles_are_told_by_their_names_then_since_when(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        store.mentors.set(1, "research", d("03-01"), None)
        store.mentors.set(1, "career", d("07-01"), None)
        store.mentors.set(2, "career", d("01-01"), None)
        assert [row[2] for row in store.mentors.held(1)] == ["career", "research"]
        assert [(id, mentor.role) for id, mentor in store.mentors.lasting()] == [
            (2, "career"), (1, "career"), (1, "research"),
        ]  # fmt: skip


def test_the_archived_hold_no_role(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        store.mentors.set(1, "career", d("01-01"), None)
        store.people.archive(1)
        assert (store.mentors.held(1), store.mentors.lasting()) == ([], [])
        assert [each.role for each in store.mentors.roles(1)] == ["career"]
