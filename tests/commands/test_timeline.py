"""What happened, and changing what was written about it."""

from __future__ import annotations

from pathlib import Path

import pytest

import dumps
from play import Program


@pytest.fixture
def rounds(rescrm: Program) -> Program:
    """Four touches of two people, one of them planned."""
    rescrm.ok('add "Ana Torres" --every "2 weeks"')
    rescrm.ok('add "Ben Adler"')
    rescrm.ok('log "coffee with Ana, boards" --on 2026-11-01')
    rescrm.ok('log "emailed Ben" --on 2026-11-10')
    rescrm.ok('log "lunch with Ana and Ben #pod" --on 2026-11-05 --missed ben')
    rescrm.ok('log "call with Ana" --on 2026-12-01')
    return rescrm


def days(rescrm: Program, line: str) -> list[str]:
    return [each["on"] for each in rescrm.items(line)]


def uid(rescrm: Program, on: str) -> str:
    return next(str(each["uid"]) for each in rescrm.items("timeline") if each["on"] == on)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("timeline", ["2026-12-01", "2026-11-10", "2026-11-05", "2026-11-01"]),
        ("timeline ana", ["2026-12-01", "2026-11-05", "2026-11-01"]),
        ("timeline ben adler", ["2026-11-10", "2026-11-05"]),
        ("timeline --since 2026-11-05", ["2026-12-01", "2026-11-10", "2026-11-05"]),
        ('timeline --since "2 weeks ago" --until today', ["2026-11-10"]),
        ("timeline --until 2026-11-05", ["2026-11-05", "2026-11-01"]),
        ("timeline ana --until today -n 1", ["2026-11-05"]),
        ("timeline -n 2", ["2026-12-01", "2026-11-10"]),
        ("timeline --since 2027-01-01", []),
    ],
)
def test_a_timeline_has_the_latest_first(rounds: Program, line: str, told: list[str]) -> None:
    assert days(rounds, line) == told


def test_on_one_day_the_last_written_stands_first(rounds: Program) -> None:
    rounds.ok("log call with Ben --on 2026-11-01")
    assert [each["kind"] for each in rounds.items("timeline --until 2026-11-01")] == [
        "call",
        "coffee",
    ]


def test_plain_is_one_line_an_interaction(rounds: Program) -> None:
    line = rounds.ok("timeline --until 2026-11-01").out
    assert line == f"{uid(rounds, '2026-11-01')}\t2026-11-01\tcoffee\tAna Torres\tboards\n"


def test_who_was_missed_is_told_beside_who_was_there(rounds: Program) -> None:
    item = next(each for each in rounds.items("timeline ben") if each["on"] == "2026-11-05")
    assert [each["handle"] for each in item["people"]] == ["ana-torres"]
    assert [each["handle"] for each in item["missed"]] == ["ben-adler"]
    assert item["tags"] == ["pod"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("timeline zelda", 4),
        ("timeline --since someday", 2),
        ("timeline --until tomorrow", 2),
        ("timeline -n 0", 2),
    ],
)
def test_what_cannot_be_meant_is_refused(rounds: Program, line: str, code: int) -> None:
    said = rounds(line)
    assert (said.code, said.out) == (code, "")


def test_nothing_yet_says_what_to_type(rescrm: Program) -> None:
    rescrm.ok('add "Ana Torres"')
    said = rescrm.ok("timeline ana")
    assert said.out == ""
    assert "rescrm log" in said.err


def test_a_terminal_gets_one_screen_and_the_count_of_the_rest(rescrm: Program) -> None:
    rescrm.ok('add "Ana Torres"')
    for day in range(1, 24):
        rescrm.ok(f"log coffee with Ana --on 2026-10-{day:02d}")
    said = rescrm.ok("timeline --format rich")
    assert "3 more: `rescrm timeline -n 23`." in said.out
    assert len(rescrm.ok("timeline").out.splitlines()) == 23
    assert "more" not in rescrm.ok("timeline -n 5 --format rich").out


# Changing an interaction --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [
        ('--note "we talked boards"', "note", "we talked boards"),
        ('--note ""', "note", None),
        ("--kind call", "kind", "call"),
        ("--kind lunch", "kind", "meal"),
        ('--on "last fri"', "on", "2026-11-20"),
        ("--on 2026-12-24", "on", "2026-12-24"),
        ("--tag ep", "tags", ["ep"]),
    ],
)
def test_an_interaction_is_changed(rounds: Program, options: str, key: str, value: object) -> None:
    changed = uid(rounds, "2026-11-01")
    before, agenda = dumps.journaled(), dumps.agenda()
    assert rounds.item(f"edit {changed} {options}")[key] == value
    rounds.ok("undo")
    assert (dumps.journaled(), dumps.agenda()) == (before, agenda)


def test_a_touch_moved_to_another_day_moves_the_clock(rounds: Program) -> None:
    rounds.ok(f"remove {uid(rounds, '2026-12-01')}")
    rounds.ok(f"edit {uid(rounds, '2026-11-05')} --on 2026-11-20")
    (due,) = rounds.items("due --within 60 ana")
    assert due["due_on"] == "2026-12-04"


def test_others_took_part(rounds: Program) -> None:
    changed = rounds.item(f"edit {uid(rounds, '2026-11-01')} --with ben")
    assert [each["handle"] for each in changed["people"]] == ["ben-adler"]


def test_who_was_missed_and_came_after_all_is_there(rounds: Program) -> None:
    changed = rounds.item(f"edit {uid(rounds, '2026-11-05')} --with ana --with ben")
    assert {each["handle"] for each in changed["people"]} == {"ana-torres", "ben-adler"}
    assert changed["missed"] == []


def test_who_was_there_was_missed_after_all(rounds: Program) -> None:
    rounds.ok('log "dinner with Ana and Ben" --on 2026-11-12')
    changed = rounds.item(f"edit {uid(rounds, '2026-11-12')} --missed ben")
    assert [each["handle"] for each in changed["people"]] == ["ana-torres"]
    assert [each["handle"] for each in changed["missed"]] == ["ben-adler"]


def test_another_kind_tells_anew_who_spoke(rounds: Program) -> None:
    assert rounds.item(f"edit {uid(rounds, '2026-11-10')} --kind call")["direction"] == "both"
    assert rounds.item(f"edit {uid(rounds, '2026-11-10')} --kind letter")["direction"] == "me"


def test_a_touch_that_becomes_a_debrief_loses_its_text(rounds: Program) -> None:
    assert rounds.item(f"edit {uid(rounds, '2026-11-01')} --kind debrief")["note"] is None


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("--on tomorrow", 2),
        ("--kind nap", 2),
        ("--with me", 2),
        ("--with zelda", 4),
        ("--missed ana", 2),
        ("--by fri", 2),
        ("--org UCSF", 2),
    ],
)
def test_what_an_interaction_cannot_become_is_refused(
    rounds: Program, options: str, code: int
) -> None:
    before = dumps.journaled()
    assert rounds(f"edit {uid(rounds, '2026-11-01')} {options}").code == code
    assert dumps.journaled() == before


def test_a_removed_touch_gives_the_earlier_anchor_back(rounds: Program) -> None:
    rounds.ok(f"remove {uid(rounds, '2026-12-01')}")
    rounds.ok(f"remove {uid(rounds, '2026-11-05')[:8]}")
    (due,) = rounds.items("due --within 60 ana")
    assert due["due_on"] == "2026-11-15"
    rounds.ok("undo")
    (due,) = rounds.items("due --within 60 ana")
    assert due["due_on"] == "2026-11-19"


def test_a_removed_touch_leaves_its_promises(rounds: Program) -> None:
    item = rounds.item('log "call with Ben; owe Ben the deck"')
    rounds.ok(f"remove {item['uid']}")
    assert rounds.item("promises")["about"] == "the deck"
    rounds.ok("undo")
    assert rounds.item("promises")["about"] == "the deck"


def test_an_interaction_is_found_by_what_was_noted(rounds: Program) -> None:
    changed = uid(rounds, "2026-11-01")
    rounds.ok(f'edit {changed} --note "amyloid cohort"')
    assert [each["what"] for each in rounds.items("search amyloid")] == ["interaction"]
    assert rounds.items("search boards") == []
    rounds.ok("undo")
    assert [each["what"] for each in rounds.items("search boards")] == ["interaction"]


def test_a_store_that_is_no_store_is_left_alone(rescrm: Program, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("not a store", encoding="utf-8")
    assert rescrm(f'--db {other} log "met **Zed Quinn**"').code == 6
    assert other.read_text(encoding="utf-8") == "not a store"
