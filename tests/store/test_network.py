"""Who knows whom, as the store has it: each tie once, over an index, a room looked into once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from shelf import Shelf, d

from rescrm.core.paths import ME, Chain, Kind, Tie, shortest
from rescrm.store import Store
from rescrm.store.network import DIRECT, KNOWN, ROOMS

TODAY = d("11-22")
LISTS = {"people": "[1,2,3]", "rooms": "[1,2,3]", "today": "2026-11-22"}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "rescrm.db")


def people(store: Store, *names: str, **fields: object) -> list[int]:
    return [store.people.add(name, **fields) for name in names]


def met(store: Store, *who: int, day: str = "10-02", **columns: object) -> None:
    store.touches.log(d(day), who, **columns)


def paths(shelf: Shelf, goal: int) -> list[Chain]:
    found = shelf.ask(TODAY, lambda store: shortest(goal, store.network.ties()))
    assert isinstance(found, list)
    return found


def last(shelf: Shelf, goal: int) -> Tie | None:
    """The tie to the goal on the first way."""
    found = paths(shelf, goal)
    return found[0][-1] if found else None


# Which ties there are ------------------------------------------------------------------------


def test_a_touch_that_reached_somebody_makes_them_known(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        (ana,) = people(store, "Ana")
        met(store, ana, day="10-02")
        met(store, ana, day="10-01")
    assert paths(shelf, ana) == [(Tie(ana, ME, Kind.TOUCH, day="2026-10-02"),)]


@pytest.mark.parametrize(("day", "columns"), [("10-02", {"attempt": 1}), ("12-02", {})])
def test_what_did_not_happen_makes_nobody_known(
    shelf: Shelf, day: str, columns: dict[str, object]
) -> None:
    with shelf.write(TODAY) as store:
        (ana,) = people(store, "Ana")
        met(store, ana, day=day, **columns)
    assert paths(shelf, ana) == []


def test_who_was_missed_was_not_there(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        ana, dee = people(store, "Ana", "Dee")
        store.touches.log(d("10-02"), [ana], [dee])
    assert paths(shelf, dee) == []


def test_who_was_introduced_is_reached_over_the_introducer_and_back(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        ana, ben = people(store, "Ana", "Ben")
        (tom,) = people(store, "Tom", introduced_by=ana)
        store.people.change(ana, introduced_by=ben)
        met(store, ana)
    assert last(shelf, tom) == Tie(tom, ana, Kind.INTRODUCED)
    assert last(shelf, ben) == Tie(ben, ana, Kind.THROUGH)


@pytest.mark.parametrize("turned", [False, True])
def test_whom_i_connected_know_each_other(shelf: Shelf, turned: bool) -> None:
    with shelf.write(TODAY) as store:
        ana, ben = people(store, "Ana", "Ben")
        met(store, ana)
        pair = (ben, ana) if turned else (ana, ben)
        id = store.introductions.add(*pair)
    assert paths(shelf, ben) == []
    with shelf.write(TODAY) as store:
        store.introductions.become(id, "connected")
    assert last(shelf, ben) == Tie(ben, ana, Kind.CONNECTED, day="2026-11-22")


def group(store: Store, *members: int | None, **term: object) -> int:
    id = store.groups.add("QI", "committee", None, None)
    store.conn.executemany(
        'INSERT INTO member ("group", contact, first_day, last_day) VALUES (?, ?, ?, ?)',
        [(id, each, term.get("first"), term.get("last")) for each in members],
    )
    return id


def test_who_shares_a_group_knows_each_other(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        ana, lee = people(store, "Ana", "Lee")
        met(store, ana)
        group(store, ana, lee)
    assert last(shelf, lee) == Tie(lee, ana, Kind.GROUP, "QI")


def test_a_group_of_my_own_is_a_way_to_its_members(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        (lee,) = people(store, "Lee")
        group(store, None, lee)
    assert paths(shelf, lee) == [(Tie(lee, ME, Kind.GROUP, "QI"),)]


def test_who_was_missed_met_nobody_there(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        ana, lee = people(store, "Ana", "Lee")
        met(store, ana)
        store.touches.log(d("10-02"), [lee], [ana])
    assert len(paths(shelf, lee)) == 1


def test_a_room_is_looked_into_once(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        ana, lee, eva = people(store, "Ana", "Lee", "Eva")
        group(store, ana, lee, eva)
        ties = store.network.ties()
        assert [tie.far for tie in ties.around([lee])] == [ana, eva]
        assert [tie.far for tie in ties.around([eva])] == []


def test_whom_one_met_before_the_last_time_is_a_tie_too(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        ana, lee = people(store, "Ana", "Lee")
        met(store, ana, lee, day="10-01")
        met(store, lee, day="10-02")
    direct, around = paths(shelf, lee)
    assert [tie.kind for tie in direct] == [Kind.TOUCH]
    assert around[-1] == Tie(lee, ana, Kind.TOGETHER, day="2026-10-01")


@pytest.mark.parametrize(
    "term", [{"last": "2026-11-21"}, {"first": "2026-11-23"}], ids=["over", "to come"]
)
def test_a_term_that_is_over_or_to_come_ties_nobody(shelf: Shelf, term: dict[str, str]) -> None:
    with shelf.write(TODAY) as store:
        ana, lee = people(store, "Ana", "Lee")
        met(store, ana)
        group(store, ana, lee, **term)
    assert paths(shelf, lee) == []


def test_a_large_group_is_a_weak_tie(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        many = people(store, *(f"Person {n}" for n in range(40)))
        met(store, many[0])
        group(store, *many)
    tie = last(shelf, many[-1])
    assert tie and tie.cost == 2


@pytest.mark.parametrize("how", ["meeting", "target", "met_at"])
def test_an_event_is_a_weak_tie(shelf: Shelf, how: str) -> None:
    with shelf.write(TODAY) as store:
        ana, lee = people(store, "Ana", "Lee")
        met(store, ana)
        acc = store.events.add("ACC", "conference", d("10-01"), d("10-03"), None)
        store.events.meet(acc, ana, "Ana", None, None)
        match how:
            case "meeting":
                store.events.meet(acc, lee, "Lee", None, None)
            case "target":
                store.conn.execute("INSERT INTO target (event, contact) VALUES (?, ?)", (acc, lee))
            case _:
                store.people.change(lee, met_at=acc)
    assert last(shelf, lee) == Tie(lee, ana, Kind.EVENT, "ACC", cost=2)


def test_who_was_together_with_somebody_known_is_a_second_way(shelf: Shelf) -> None:
    with shelf.write(TODAY) as store:
        ana, lee = people(store, "Ana", "Lee")
        met(store, ana, lee, kind="coffee")
    direct, over = paths(shelf, lee)
    assert len(direct) == 1
    assert over[-1] == Tie(lee, ana, Kind.TOGETHER, "coffee", "2026-10-02")


@pytest.mark.parametrize("state", ["archived", "deceased"])
def test_nobody_who_is_set_aside_stands_between(shelf: Shelf, state: str) -> None:
    with shelf.write(TODAY) as store:
        ana, lee = people(store, "Ana", "Lee")
        store.people.change(lee, introduced_by=ana)
        store.introductions.become(store.introductions.add(ana, lee), "connected")
        met(store, ana)
        group(store, ana, lee)
    assert paths(shelf, lee)
    with shelf.write(TODAY) as store:
        store.people.set(ana, state=state)
    assert paths(shelf, lee) == []


# What it costs -------------------------------------------------------------------------------


def plan(conn: sqlite3.Connection, sql: str) -> list[str]:
    return [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}", LISTS)]


@pytest.mark.parametrize(
    "sql",
    [KNOWN, *DIRECT.values(), *(sql for room in ROOMS.values() for sql in room)],
    ids=["known", *(kind.name for kind in DIRECT),
         *(f"{kind.name} {side}" for kind in ROOMS for side in ("rooms", "people"))],
)  # fmt: skip
def test_each_question_is_answered_over_an_index(shelf: Shelf, sql: str) -> None:
    with shelf.write(TODAY) as store:
        people(store, "Ana")
    steps = shelf.ask(TODAY, lambda store: plan(store.conn, sql))
    assert isinstance(steps, list)
    scans = [step for step in steps if step.startswith("SCAN")]
    # Lists that were given, and the union of indexed parts, may be gone through.
    assert [step for step in scans if "json_each" not in step and "subquery" not in step.lower()
            and "(subquery" not in step] == [], steps  # fmt: skip
    assert any("USING" in step and "SEARCH" in step for step in steps)


def work(store: Store, do: Callable[[], object]) -> int:
    """How many hundreds of steps SQLite takes for something."""
    steps = [0]

    def count() -> int:
        steps[0] += 1
        return 0

    store.conn.set_progress_handler(count, 100)
    do()
    store.conn.set_progress_handler(None, 0)
    return steps[0]


def crowd(path: Path, count: int) -> int:
    """People in groups of 20, each met ten times but the last twenty; what a search takes."""
    shelf = Shelf(path)
    with shelf.write(TODAY) as store:
        everyone = people(store, *(f"Person {n}" for n in range(count)))
        for start in range(0, count, 20):
            circle = everyone[start : start + 20]
            group(store, *circle)
            for _ in range(10 if start + 20 < count else 0):
                met(store, *circle)
        store.people.change(everyone[-1], introduced_by=everyone[0])
    store = shelf.open(TODAY)
    found: list[list[Chain]] = []
    taken = work(store, lambda: found.append(shortest(everyone[-1], store.network.ties())))
    assert [tie.near for tie in found[0][0]] == [everyone[0], everyone[-1]]
    store.close()
    return taken


def test_a_search_costs_the_neighbours_and_not_the_store(tmp_path: Path) -> None:
    few, many = crowd(tmp_path / "few.db", 60), crowd(tmp_path / "many.db", 1200)
    assert many <= 2 * few + 5


def test_a_room_of_hundreds_costs_hundreds_and_not_their_square(tmp_path: Path) -> None:
    def room(count: int) -> int:
        shelf = Shelf(tmp_path / f"{count}.db")
        with shelf.write(TODAY) as store:
            everyone = people(store, *(f"Person {n}" for n in range(count)))
            group(store, *everyone)
        store = shelf.open(TODAY)
        taken = work(store, lambda: shortest(everyone[0], store.network.ties()))
        store.close()
        return taken

    small, large = room(50), room(400)
    assert large <= 12 * small + 20
