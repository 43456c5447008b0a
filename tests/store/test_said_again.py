"""What is said again as it is known writes nothing, so that history has no empty step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from shelf import Shelf, d

from rescrm.core.hours import Shift
from rescrm.store import Store

TODAY = d("11-22")
AT = "2027-03-20T10:30:00-05:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two people, a conference, a program and an introduction, in the middle of a command."""
    with Shelf(tmp_path / "again.db").write(TODAY) as store:
        for name in ("Samuel Okafor", "Maya Rao"):
            store.people.add(name)
        store.events.add("ACC 2027", "conference", d("2027-03-20"), d("2027-03-22"), None)
        store.programs.add("Mercy")
        store.introductions.add(1, 2)
        yield store


CALL = Shift(
    "call", d("12-01"), d("12-02"), datetime(2026, 12, 1, 22, tzinfo=UTC),
    datetime(2026, 12, 2, 12, tzinfo=UTC),
)  # fmt: skip
ICU = Shift("icu", d("12-01"), d("12-14"))
SAYINGS: dict[str, tuple[Callable[[Store], object], ...]] = {  # said, and then something else
    "a mentor": (
        lambda store: store.mentors.set(1, "career", TODAY, None),
        lambda store: store.mentors.set(1, "career", TODAY, d("12-31")),
    ),
    "a target": (
        lambda store: store.targets.keep(1, 1, "Poster 212", "amyloid", AT),
        lambda store: store.targets.keep(1, 1, "Poster 212", None, AT),
    ),
    "a goal": (
        lambda store: store.goals.set("peer coffee", 2, "meeting kind:co-resident"),
        lambda store: store.goals.set("peer coffee", 3, "meeting kind:co-resident"),
    ),
    "a program": (
        lambda store: store.programs.change(1, city="Boston"),
        lambda store: store.programs.change(1, city=None),
    ),
    "a weight": (
        lambda store: store.programs.weigh(1, {"research": 3}),
        lambda store: store.programs.weigh(1, {"research": None}),
    ),
    "what matters": (
        lambda store: store.programs.prefer({"research": 2}),
        lambda store: store.programs.prefer({"research": None}),
    ),
    "why two should meet": (
        lambda store: store.introductions.say_why(1, "both do amyloid"),
        lambda store: store.introductions.say_why(1, "both do POCUS"),
    ),
    "what the first of two said": (
        lambda store: store.introductions.say(1, 1, "yes"),
        lambda store: store.introductions.say(1, 1, "no"),
    ),
    "what the second of two said": (
        lambda store: store.introductions.say(1, 2, "yes"),
        lambda store: store.introductions.say(1, 2, "no"),
    ),
    "how far an introduction is": (
        lambda store: store.introductions.become(1, "connected"),
        lambda store: store.introductions.become(1, "agreed"),
    ),
    "a point": (
        lambda store: store.points.add("the deck", contact=1),
        lambda store: store.points.add("the deck", contact=2),
    ),
    "a block of days": (
        lambda store: store.shifts.add(ICU),
        lambda store: store.shifts.add(ICU._replace(last=d("12-15"))),
    ),
    "a block of hours": (
        lambda store: store.shifts.add(CALL),
        lambda store: store.shifts.add(CALL._replace(ends=None)),
    ),
}


@pytest.mark.parametrize(("said", "other"), SAYINGS.values(), ids=list(SAYINGS))
def test_what_is_known_writes_nothing_and_what_is_new_does(
    store: Store, said: Callable[[Store], object], other: Callable[[Store], object]
) -> None:
    said(store)
    before = store.conn.total_changes
    said(store)
    assert store.conn.total_changes == before
    other(store)
    assert store.conn.total_changes > before


def test_a_block_is_known_by_any_clock_and_is_told_by_when_it_begins(store: Store) -> None:
    boston = ZoneInfo("America/New_York")
    late, early = CALL, CALL._replace(starts=datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert late.starts and late.ends
    there = late._replace(starts=late.starts.astimezone(boston), ends=late.ends.astimezone(boston))
    assert (store.shifts.add(there), store.shifts.add(late), store.shifts.add(early)) == (
        1,
        None,
        2,
    )
    assert [kept.id for kept in store.shifts.all()] == [2, 1]
    assert [kept.shift for kept in store.shifts.all()] == [early, late]
