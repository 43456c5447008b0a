"""Interactions in the store: who took part, in which order they are told, who was tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from rescrm.core.model import What
from rescrm.store import Moment, Store

TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with Ana (1), Ben (2) and Dee (3)."""
    numbers = count(1)
    moment = Moment(
        now="2026-11-22T12:00:00+00:00", today=TODAY, uid=lambda: f"{next(numbers):08x}-beef"
    )
    made = Store(tmp_path / "r.db", moment)
    with made.write("begin"):
        for name in ("Ana Torres", "Ben Adler", "Dee Park"):
            made.people.add(name)
    yield made
    made.close()


def log(
    store: Store, day: int, *people: int, missed: tuple[int, ...] = (), **columns: object
) -> int:
    with store.write("log"):
        return store.touches.log(date(2026, 11, day), people, missed, **columns)


def test_people_are_told_in_the_order_they_were_named(store: Store) -> None:
    item = store.touches.get(log(store, 1, 3, 1, missed=(2,)))
    assert [each.handle for each in item.people] == ["dee-park", "ana-torres"]
    assert [each.handle for each in item.missed] == ["ben-adler"]


def test_who_was_there_was_not_missed(store: Store) -> None:
    item = store.touches.get(log(store, 1, 1, 2, missed=(2,)))
    assert [each.handle for each in item.people] == ["ana-torres", "ben-adler"]
    assert item.missed == ()


def test_the_same_people_set_again_write_nothing(store: Store) -> None:
    id = log(store, 1, 1, 2, missed=(3,))
    before = store.conn.total_changes
    store.touches.set_people(id, [1, 2], [3])
    assert store.conn.total_changes == before


def test_others_take_the_place_of_those_who_were_there(store: Store) -> None:
    id = log(store, 1, 1, 2)
    with store.write("edit"):
        store.touches.set_people(id, [2, 3], [1])
    item = store.touches.get(id)
    assert {each.handle for each in item.people} == {"ben-adler", "dee-park"}
    assert [each.handle for each in item.missed] == ["ana-torres"]


def test_a_timeline_counts_what_it_would_tell(store: Store) -> None:
    for day in (1, 5, 9):
        log(store, day, 1)
    log(store, 9, 2)
    assert store.touches.count(None, None, None) == 4
    assert store.touches.count(1, date(2026, 11, 5), date(2026, 11, 9)) == 2
    assert len(store.touches.timeline(1, date(2026, 11, 5))) == 2
    assert [each.on.day for each in store.touches.timeline(limit=2)] == [9, 9]


def test_refs_keep_the_order_and_leave_out_who_is_gone(store: Store) -> None:
    assert [each.handle for each in store.touches.refs([3, 99, 1])] == ["dee-park", "ana-torres"]


@pytest.mark.parametrize(
    ("touches", "tried"),
    [
        ([], 0),
        ([(1, 0)], 0),
        ([(1, 1)], 1),
        ([(1, 1), (2, 1), (3, 1)], 3),
        ([(1, 1), (2, 0), (3, 1)], 1),
        ([(3, 1), (1, 0), (2, 1)], 2),
        ([(1, 1), (2, 1), (3, 0)], 0),
        ([(1, 1), (30, 1)], 1),
        ([(1, 1), (30, 0)], 1),
    ],
    ids=str,
)
def test_tries_are_counted_back_to_the_last_touch(
    store: Store, touches: list[tuple[int, int]], tried: int
) -> None:
    for day, attempt in touches:
        log(store, day, 1, attempt=attempt)
    assert store.touches.attempts_in_a_row(1) == tried
    assert store.touches.attempts_in_a_row(2) == 0


def test_a_try_at_which_someone_was_missed_is_none_of_theirs(store: Store) -> None:
    log(store, 1, 1, missed=(2,), attempt=1)
    assert store.touches.attempts_in_a_row(2) == 0


def test_tries_before_a_wake_are_forgotten_and_later_ones_count(store: Store) -> None:
    for day in (1, 2, 3):
        log(store, day, 1, attempt=1)
    with store.write("wake"):
        store.people.wake(1)
    assert store.touches.attempts_in_a_row(1) == 0
    log(store, 4, 1, attempt=1)
    assert store.touches.attempts_in_a_row(1) == 1


# Uids ---------------------------------------------------------------------------------------


def test_a_uid_tells_what_it_belongs_to(store: Store) -> None:
    id = log(store, 1, 1)
    with store.write("promise"):
        number = store.commitments.add(What.PROMISE, 1, "slides", TODAY)
    touch, said = store.touches.get(id).uid, store.commitments.get(number)
    assert said
    assert [row[:2] for row in store.with_uid(touch)] == [("interaction", id)]
    assert [row[:2] for row in store.with_uid(said.uid)] == [("commitment", number)]
    assert [row.table for row in store.with_uid("00000001-beef")] == ["contact"]


@pytest.mark.parametrize(
    ("typed", "how_many"),
    [("00000", 0), ("000000", 3), ("00000002", 1), ("00000002-B", 1), ("000000_2", 0), ("%", 0)],
)
def test_six_characters_of_a_uid_are_enough_to_look(
    store: Store, typed: str, how_many: int
) -> None:
    assert len(store.with_uid(typed)) == how_many


def test_a_uid_is_looked_up_in_an_index(store: Store) -> None:
    for table in ("interaction", "commitment", "contact", "occasion", "group"):
        (*_, plan) = store.conn.execute(
            f'EXPLAIN QUERY PLAN SELECT id, uid FROM "{table}" '
            "WHERE uid >= '00000002' AND uid < '00000002g' LIMIT 9"
        ).fetchone()
        assert "USING" in plan and "SCAN" not in plan


# Marks left by a parent's going -------------------------------------------------------------


def test_what_goes_with_its_parent_is_marked_and_remembered_once(store: Store) -> None:
    """A row changed and then taken along by a deletion in the same step comes back as it was."""
    id = log(store, 1, 1, 2)
    before = store.conn.execute("SELECT * FROM participant ORDER BY id").fetchall()
    with store.write("change, then remove"):
        store.touches.set_people(id, [1], [2])
        store.touches.remove(id)
    assert store.conn.execute("SELECT count(*) FROM participant").fetchone() == (0,)
    store.undo(1)
    assert store.conn.execute("SELECT * FROM participant ORDER BY id").fetchall() == before
