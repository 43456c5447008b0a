"""Positions in the store: the present one on the card, the past and what is to come beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from shelf import Shelf, d

from rescrm.core.career import Position, Step
from rescrm.store import Store


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Ana at Mercy since nobody knows when."""
    shelf = Shelf(tmp_path / "r.db")
    with shelf.write("11-01") as store:
        store.people.add("Ana Torres", organisation="Mercy", stage="PGY-3", city="Boston")
    return shelf


def history(shelf: Shelf, today: str) -> list[tuple[str | None, str | None, str | None]]:
    """Where Ana will be, is and was, and when, the latest first."""

    def ask(store: Store) -> list[Position]:
        return store.positions.history(1)

    found = shelf.ask(today, ask)
    assert isinstance(found, list)
    return [
        (each.organisation, each.from_ and str(each.from_), each.to and str(each.to))
        for each in found
    ]


def take(shelf: Shelf, today: str, step: Step, first: str, **said: str | None) -> None:
    with shelf.write(today) as store:
        store.positions.take(1, step, said, d(first))


def card(shelf: Shelf, today: str) -> tuple[str | None, str | None, str | None]:
    """What Ana's card says."""

    def ask(store: Store) -> tuple[str | None, str | None, str | None]:
        ana = store.contacts.one(1)
        return ana.organisation, ana.stage, ana.kind

    found = shelf.ask(today, ask)
    assert isinstance(found, tuple)
    return found


def test_the_present_position_is_the_card(shelf: Shelf) -> None:
    assert history(shelf, "11-02") == [("Mercy", None, None)]
    with shelf.write("11-02") as store:
        store.people.change(1, organisation="Mercy West")
    assert history(shelf, "11-03") == [("Mercy West", None, None)]


def test_a_move_ends_one_and_begins_another(shelf: Shelf) -> None:
    take(shelf, "11-02", Step.MOVE, "11-02", organisation="Yale", stage="fellow")
    take(shelf, "11-20", Step.MOVE, "11-10", organisation="Mayo")
    assert history(shelf, "11-20") == [
        ("Mayo", "2026-11-10", None),
        ("Yale", "2026-11-02", "2026-11-09"),
        ("Mercy", None, "2026-11-01"),
    ]
    assert card(shelf, "11-20") == ("Mayo", "fellow", None)


def test_a_day_put_right_moves_the_end_of_the_one_before(shelf: Shelf) -> None:
    take(shelf, "11-10", Step.MOVE, "11-10", organisation="Yale")
    take(shelf, "11-10", Step.SINCE, "11-05")
    assert history(shelf, "11-10") == [
        ("Yale", "2026-11-05", None),
        ("Mercy", None, "2026-11-04"),
    ]


def test_a_card_that_said_nothing_leaves_no_past(shelf: Shelf) -> None:
    with shelf.write("11-02") as store:
        ben = store.people.add("Ben Adler", city="Boston")
        store.positions.take(ben, Step.MOVE, {"organisation": "Yale"}, d("11-02"))
        assert [each.organisation for each in store.positions.history(ben)] == ["Yale"]


def test_a_move_to_come_waits_for_a_write_on_its_day(shelf: Shelf) -> None:
    take(shelf, "11-02", Step.COMING, "11-20", organisation="Yale", kind="alum")
    assert card(shelf, "11-19") == card(shelf, "11-20") == ("Mercy", "PGY-3", None)
    assert shelf.ask("11-19", lambda store: store.positions.awaited(1)) == {}
    assert shelf.ask("11-20", lambda store: store.positions.awaited(1)) == {
        "organisation": "Yale", "kind": "alum",
    }  # fmt: skip
    expected = [("Yale", "2026-11-20", None), ("Mercy", None, "2026-11-19")]
    assert history(shelf, "11-19") == history(shelf, "11-20") == expected
    with shelf.write("11-25") as store:
        store.people.add("Ben Adler")
    assert card(shelf, "11-25") == ("Yale", "PGY-3", "alum")
    assert history(shelf, "11-25") == expected


def test_a_write_before_the_day_changes_nothing(shelf: Shelf) -> None:
    take(shelf, "11-02", Step.COMING, "11-20", organisation="Yale")
    with shelf.write("11-19") as store:
        store.people.add("Ben Adler")
    assert card(shelf, "11-19")[0] == "Mercy"


def test_undoing_the_write_takes_the_arrival_back(shelf: Shelf) -> None:
    take(shelf, "11-02", Step.COMING, "11-20", organisation="Yale")
    with shelf.write("11-25") as store:
        store.people.add("Ben Adler")
    assert card(shelf, "11-25")[0] == "Yale"
    shelf.ask("11-25", lambda store: store.undo())
    assert card(shelf, "11-25")[0] == "Mercy"
    assert shelf.ask("11-25", lambda store: store.positions.awaited(1)) == {"organisation": "Yale"}
    shelf.ask("11-25", lambda store: store.redo())
    assert card(shelf, "11-25")[0] == "Yale"


def test_one_move_is_to_come_and_later_words_add_to_it(shelf: Shelf) -> None:
    take(shelf, "11-02", Step.COMING, "11-20", organisation="Yale")
    take(shelf, "11-02", Step.COMING, "11-25", stage="fellow")
    assert history(shelf, "11-02")[0] == ("Yale", "2026-11-25", None)
    take(shelf, "11-02", Step.COMING, "11-25", stage="PGY-3")
    assert history(shelf, "11-02")[0] == ("Yale", "2026-11-25", None)
    take(shelf, "11-02", Step.COMING, "11-25", organisation="Mercy")
    assert history(shelf, "11-02") == [("Mercy", None, None)]


def test_a_move_of_the_same_day_said_since_is_put_right_by_what_was_to_come(
    shelf: Shelf,
) -> None:
    take(shelf, "11-02", Step.COMING, "11-20", stage="fellow")
    with shelf.write("11-20") as store:
        assert store.contacts.one(1).stage == "fellow"
    take(shelf, "11-20", Step.MOVE, "11-21", organisation="Yale")
    assert [row[0] for row in history(shelf, "11-21")] == ["Yale", "Mercy", "Mercy"]


def test_histories_are_read_for_many_at_once(shelf: Shelf) -> None:
    with shelf.write("11-02") as store:
        ids = [store.people.add(f"P {number}", stage="PGY-1") for number in range(1200)]
        found = store.positions.histories([1, *ids])
        assert len(found) == 1201
        assert {len(each) for each in found.values()} == {1}


def test_when_a_stage_was_changed_is_in_the_history_of_commands(shelf: Shelf) -> None:
    def since(today: str, day: str) -> object:
        return shelf.ask(today, lambda store: store.positions.said_since([1], d(day)))

    with shelf.write("11-10") as store:
        store.people.change(1, organisation="Yale")
    assert since("11-20", "11-01") == {}
    with shelf.write("11-12") as store:
        store.people.change(1, stage="fellow")
    assert since("11-20", "11-01") == {1: date(2026, 11, 12)}
    assert since("11-20", "11-13") == {}
    shelf.ask("11-20", lambda store: store.undo())
    assert since("11-20", "11-01") == {}


def test_pods_of_today_stand_beside_who_is_in_training(shelf: Shelf) -> None:
    with shelf.write("11-02") as store:
        store.groups.join(store.groups.add("Lunch", "pod", None, None), 1, None, None)
        store.groups.join(store.groups.add("QI", "committee", None, None), 1, None, None)
        store.people.add("Ben Adler")
        gone = store.people.add("Dee Park", stage="PGY-1")
        store.people.archive(gone)
        (ana,) = store.positions.in_training()
    assert (ana.handle, ana.stage, ana.added, ana.pods) == (
        "ana-torres", "PGY-3", date(2026, 11, 1), ("lunch",),
    )  # fmt: skip
