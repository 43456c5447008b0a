"""Digests that left: one a day and person, marked before they go, doubtful ones told."""

from __future__ import annotations

from pathlib import Path

import pytest
from shelf import Shelf, d

from rescrm.store.deliveries import State

TODAY, TOMORROW = d("11-22"), d("11-23")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "marks.db")
    with shelf.write(TODAY):
        pass
    return shelf


def test_who_is_marked_is_not_written_to_again_until_tomorrow(shelf: Shelf) -> None:
    store = shelf.open(TODAY)
    assert store.deliveries.begin("ada@x.org") is True
    assert store.deliveries.begin("ada@x.org") is False
    assert store.deliveries.begin("ben@x.org") is True
    store.close()
    store = shelf.open(TOMORROW)
    assert store.deliveries.begin("ada@x.org") is True
    store.close()


@pytest.mark.parametrize(
    ("state", "may_go_again", "is_doubtful"),
    [
        ("sending", False, True),  # cut off between the mark and the answer
        ("unknown", False, True),
        ("sent", False, False),
        ("refused", True, False),
    ],
)
def test_only_what_was_refused_may_go_again_and_what_nobody_knows_is_told(
    shelf: Shelf, state: State, may_go_again: bool, is_doubtful: bool
) -> None:
    store = shelf.open(TODAY)
    store.deliveries.begin("ada@x.org")
    store.deliveries.end("ada@x.org", state)
    assert [each.state for each in store.deliveries.unsure()] == [state] * is_doubtful
    assert store.deliveries.is_open("ada@x.org") is may_go_again
    assert store.deliveries.begin("ada@x.org") is may_go_again
    store.close()


def test_the_latest_doubt_comes_first_and_one_day_by_name(shelf: Shelf) -> None:
    for day, who in ((TODAY, "ada"), (TOMORROW, "cal"), (TOMORROW, "ben")):
        store = shelf.open(day)
        store.deliveries.begin(who)
        store.close()
    store = shelf.open(TOMORROW)
    assert [(each.day, each.recipient) for each in store.deliveries.unsure()] == [
        ("2026-11-23", "ben"), ("2026-11-23", "cal"), ("2026-11-22", "ada"),
    ]  # fmt: skip
    store.close()
