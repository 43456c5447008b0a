"""Moves through the program: the card, what was, what is to come."""

from __future__ import annotations

from typing import Any

import pytest

from hostile_names import NAMES
from play import Program

KEYS = ["organisation", "title", "stage", "specialty", "city", "from", "to"]


@pytest.fixture
def ward(rescrm: Program) -> Program:
    """Ana at Mercy."""
    rescrm.ok(
        "add 'Ana Torres' -k co-resident --stage PGY-3 -o Mercy --city Boston --title Dr. "
        "--specialty 'internal medicine' -e ana@mercy.org"
    )
    return rescrm


def places(item: dict[str, Any]) -> list[tuple[str | None, str | None, str | None]]:
    """Where, from and to."""
    return [(each["organisation"], each["from"], each["to"]) for each in item["positions"]]


def test_a_move_changes_the_card_and_keeps_what_was(ward: Program) -> None:
    now = ward.item("moved ana --org Yale --stage fellow --city 'New Haven' --from 2026-07-01")
    assert [now[key] for key in ("organisation", "stage", "city", "title", "specialty")] == [
        "Yale", "fellow", "New Haven", "Dr.", "internal medicine",
    ]  # fmt: skip
    assert places(now) == [("Yale", "2026-07-01", None), ("Mercy", None, "2026-06-30")]
    before = now["positions"][1]
    assert list(before) == KEYS
    assert (before["stage"], before["city"], before["title"]) == ("PGY-3", "Boston", "Dr.")
    shown = ward.item("show ana")
    assert shown["positions"] == now["positions"]


def test_filters_find_where_someone_is_now(ward: Program) -> None:
    ward.ok("moved ana --org Yale --stage fellow --city 'New Haven' --specialty cardiology")
    for found in ("org:yale", "stage:fellow", "city:new-haven", "specialty:cardiology"):
        assert len(ward.items(f"list {found}")) == 1, found
    for lost in ("org:mercy", "stage:pgy3", "city:boston"):
        assert ward.items(f"list {lost}") == [], lost
    assert ward.items("search yale")[0]["handle"] == "ana-torres"


def test_the_same_move_again_is_no_step(ward: Program) -> None:
    ward.ok("moved ana --org Yale --from 2026-07-01")
    before = ward.items("history")
    for again in ("--org Yale", "--org Yale --from 2026-07-01", "--org Yale --stage PGY-3"):
        said = ward.ok(f"moved ana {again}")
        assert "is there already" in said.err
    assert ward.items("history") == before


def test_a_move_said_with_another_day_moves_the_day(ward: Program) -> None:
    ward.ok("moved ana --org Yale --from 2026-07-01")
    now = ward.item("moved ana --org Yale --from 2026-06-15")
    assert places(now) == [("Yale", "2026-06-15", None), ("Mercy", None, "2026-06-14")]


def test_a_move_of_the_same_day_is_put_right(ward: Program) -> None:
    ward.ok("moved ana --org Yale")
    now = ward.item("moved ana --org 'Yale New Haven' --stage fellow")
    assert places(now) == [("Yale New Haven", "2026-11-22", None), ("Mercy", None, "2026-11-21")]


def test_a_correction_by_edit_is_no_move(ward: Program) -> None:
    ward.ok("edit ana --org 'Mercy West'")
    assert places(ward.item("show ana")) == []  # no day is known, so no history
    ward.ok("moved ana --org Yale --from 2026-07-01")
    ward.ok("edit ana --org 'Yale New Haven'")
    assert places(ward.item("show ana")) == [
        ("Yale New Haven", "2026-07-01", None),
        ("Mercy West", None, "2026-06-30"),
    ]


def test_a_move_to_come_is_kept_and_shown_until_its_day(ward: Program) -> None:
    now = ward.item("moved ana --org Yale --stage fellow --from 2027-07-01")
    assert (now["organisation"], now["stage"]) == ("Mercy", "PGY-3")
    assert places(now) == [("Yale", "2027-07-01", None), ("Mercy", None, "2027-06-30")]
    day = "2027-07-01T08:00:00-05:00"
    assert ward.item("show ana", now=day)["organisation"] == "Yale"
    assert len(ward.items("list org:mercy", now=day)) == 1
    ward.ok("note ana 'started'", now=day)
    assert ward.items("list org:mercy", now=day) == []
    assert ward.item("list org:yale", now=day)["stage"] == "fellow"


@pytest.mark.parametrize("day", ["2026-07-01", "jul 1", "last friday", "2027-07-01", "in 3 months"])
def test_a_day_is_read_backwards_first(ward: Program, day: str) -> None:
    assert ward.run(["moved", "ana", "--org", "Yale", "--from", day]).code == 0


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        ("moved ana", 2, "say where"),
        ("moved ana --org ''", 2, "say where"),
        ("moved ana --org Yale --from feb-30", 2, "feb-30"),
        ("moved ana --org Yale --from 2099-01-01", 2, "too far off"),
        ("moved ana --org Yale --from 0001-01-01", 2, "too far off"),
        ("moved nobody --org Yale", 4, "nobody"),
        ("moved --org Yale", 2, "WHO"),
    ],
)
def test_what_cannot_be_meant_is_refused(ward: Program, line: str, code: int, word: str) -> None:
    before = ward.items("show ana")
    said = ward(line)
    assert (said.code, said.out) == (code, "")
    assert word in said.err
    assert ward.items("show ana") == before


def test_a_move_before_the_last_one_is_a_conflict(ward: Program) -> None:
    ward.ok("moved ana --org Yale --from 2026-07-01")
    said = ward("moved ana --org Mayo --from 2026-05-01 --json")
    assert said.code == 3
    assert said.error["error"] == "conflict"
    assert "Wed 1 Jul 2026" in said.error["message"]
    assert ward.item("show ana")["organisation"] == "Yale"


def test_a_dry_run_tells_and_keeps_nothing(ward: Program) -> None:
    before = ward.items("show ana")
    assert ward.item("moved ana --org Yale --dry-run")["organisation"] == "Yale"
    assert ward.items("show ana") == before


def test_a_move_is_one_step_to_take_back(ward: Program) -> None:
    before = ward.items("show ana")
    ward.ok("moved ana --org Yale --stage fellow --from 2026-07-01")
    after = ward.items("show ana")
    ward.ok("undo")
    assert ward.items("show ana") == before
    ward.ok("redo")
    assert ward.items("show ana") == after
    assert ward("doctor").code == 0


def test_an_empty_option_takes_away_what_is_no_longer_so(ward: Program) -> None:
    now = ward.item("moved ana --org Yale --title '' --city ''")
    assert (now["title"], now["city"]) == (None, None)
    assert now["positions"][1]["title"] == "Dr."


def test_the_city_that_is_kept_is_pointed_out(ward: Program) -> None:
    assert "Boston is kept" in ward.ok("moved ana --org Yale").err
    assert "kept" not in ward.ok("moved ana --org Mayo --city Rochester").err


def test_the_next_step_is_a_letter_that_can_be_typed(ward: Program) -> None:
    said = ward.ok("moved ana --org Yale --stage fellow --format rich").out
    line = "rescrm draft @ana-torres --template congratulation --say 'what=fellow at Yale'"
    assert line in " ".join(said.split())
    assert "fellow at Yale" in ward.item(line.removeprefix("rescrm "))["body"]


def test_who_is_removed_takes_the_positions_along(ward: Program) -> None:
    ward.ok("moved ana --org Yale")
    ward.ok("remove ana --yes")
    assert ward("doctor").code == 0
    ward.ok("undo")
    assert len(ward.item("show ana")["positions"]) == 2


def test_hostile_places_are_kept_as_they_are_and_shown_safe(ward: Program) -> None:
    for text in list(NAMES.values())[:30]:
        said = ward.run(["moved", "ana", "--json", "--org", text, "--title", text])
        assert said.code == 0, text
        assert said.items[0]["organisation"] == ward.item("show ana")["organisation"]
        rich = ward.run(["show", "ana", "--format", "rich"])
        assert "\x1b" not in rich.out and "\x07" not in rich.out
    assert ward("doctor").code == 0
