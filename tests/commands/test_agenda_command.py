"""An agenda that grows between two meetings, and what a logged touch ticks."""

from __future__ import annotations

import pytest

import dumps
from play import Program

KEYS = {"id", "handle", "name", "text", "said_on", "done_on", "group", "interaction"}


@pytest.fixture
def people(rescrm: Program) -> Program:
    """Two Annas, Maya, and a pod with two of them."""
    rescrm.ok('add "Anna Lindqvist" -k faculty')
    rescrm.ok('add "Anna Wu" --stage PGY-2')
    rescrm.ok('add "Maya Rao"')
    rescrm.ok("group add lunch --type pod")
    rescrm.ok("group join lunch wu maya")
    return rescrm


def texts(rescrm: Program, who: str) -> list[str]:
    return [each["text"] for each in rescrm.items(f"agenda {who}")]


@pytest.mark.parametrize(
    ("line", "handle", "text"),
    [
        ('lindqvist "How is life in heme/onc?"', "anna-lindqvist", "How is life in heme/onc?"),
        ("anna lindqvist the T32   slot", "anna-lindqvist", "the T32 slot"),
        ('"Anna Wu" boards', "anna-wu", "boards"),
        ("@maya-rao poster", "maya-rao", "poster"),
        ('maya "rao\'s poster"', "maya-rao", "rao's poster"),
        ("group:lunch holidays", "lunch", "holidays"),
        ("lunch who covers the holidays", "lunch", "who covers the holidays"),
        ("GROUP:Lunch holidays", "lunch", "holidays"),
    ],
)
def test_a_point_goes_on_the_agenda_of_who_is_named(
    people: Program, line: str, handle: str, text: str
) -> None:
    kept = people.item(f"agenda {line}")
    assert set(kept) == KEYS
    assert (kept["id"], kept["handle"], kept["text"]) == (1, handle, text)
    assert (kept["said_on"], kept["done_on"], kept["interaction"]) == ("2026-11-22", None, None)
    assert kept["group"] == ("lunch" if handle == "lunch" else None)
    whose = "group:lunch" if handle == "lunch" else handle
    assert people.items(f"agenda {whose}") == [kept]


def test_a_name_alone_lists_however_many_words_it_has(people: Program) -> None:
    people.ok('agenda wu "boards"')
    assert texts(people, "anna wu") == ["boards"]
    assert texts(people, "Wu") == ["boards"]
    assert texts(people, "maya rao") == []


def test_points_come_in_the_order_they_were_said(people: Program) -> None:
    for text in ("second", "first", "third"):
        people.ok(f"agenda maya {text}")
    assert texts(people, "maya") == ["second", "first", "third"]
    assert people.ok("agenda maya").out == (
        "1\tmaya-rao\tMaya Rao\tsecond\t2026-11-22\t\n"
        "2\tmaya-rao\tMaya Rao\tfirst\t2026-11-22\t\n"
        "3\tmaya-rao\tMaya Rao\tthird\t2026-11-22\t\n"
    )


def test_a_point_that_is_open_is_not_kept_twice(people: Program) -> None:
    people.ok("agenda maya poster")
    steps = len(people.items("history"))
    assert people.item("agenda maya poster")["id"] == 1
    assert len(people.items("history")) == steps
    people.ok("agenda maya --done 1")
    assert people.item("agenda maya poster")["id"] == 2


def test_a_point_is_ticked_by_its_number(people: Program) -> None:
    for text in ("one", "two", "three"):
        people.ok(f"agenda maya {text}")
    done = people.items("agenda maya --done 1,3")
    assert [(each["id"], each["done_on"]) for each in done] == [
        (1, "2026-11-22"),
        (3, "2026-11-22"),
    ]
    assert texts(people, "maya") == ["two"]
    assert texts(people, "maya --all") == ["one", "two", "three"]
    people.ok("undo")
    assert texts(people, "maya") == ["one", "two", "three"]


def test_what_was_talked_about_keeps_its_day(people: Program) -> None:
    people.ok("agenda maya poster")
    people.ok("agenda maya --done 1")
    later = "2026-11-29T09:00:00-05:00"
    assert people.item("agenda maya --done 1", now=later)["done_on"] == "2026-11-22"


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("agenda zelda boards", 4, "zelda"),
        ("agenda anna boards", 3, "anna-wu"),
        ("agenda group:dinner boards", 4, 'no group "dinner"'),
        ("agenda maya --done 9", 4, "no point 9"),
        ("agenda wu --done 1", 4, "no point 1"),
        ("agenda maya --done first", 2, "has a number"),
        ("agenda maya --done -1", 2, "has a number"),
        ("agenda maya poster --done 1", 2, "one at a time"),
        ("agenda", 2, "missing"),
        ('agenda ""', 2, "say who"),
        ("log call maya --covered 9", 4, "no open point 9"),
        ("log call maya --covered first", 2, "has a number"),
        ("log call wu --covered 1", 4, "no open point 1"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    people: Program, line: str, code: int, told: str
) -> None:
    people.ok("agenda maya poster")
    before = dumps.journaled()
    said = people(line)
    assert said.code == code
    assert told in said.err.lower() or told in said.err
    assert dumps.journaled() == before


def test_a_name_that_a_person_and_a_group_have_is_a_question(people: Program) -> None:
    people.ok('add "Bea Lunch"')
    said = people("agenda lunch boards --json")
    assert said.code == 3
    assert said.error["candidates"] == ["bea-lunch", "group:lunch"]
    assert people.item("agenda bea lunch boards")["handle"] == "bea-lunch"
    assert people.item("agenda group:lunch boards")["handle"] == "lunch"


# What a touch ticks -------------------------------------------------------------------------


@pytest.fixture
def agenda(people: Program) -> Program:
    """Three points with Maya, one of the pod."""
    people.ok('agenda maya "How is life in heme/onc?"')
    people.ok('agenda maya "authorship order"')
    people.ok('agenda maya "who else should read it"')
    people.ok('agenda lunch "who covers the holidays"')
    return people


@pytest.mark.parametrize(
    ("line", "covered", "left"),
    [
        ('"coffee with Maya, talked life in heme onc"', [1], [2, 3]),
        ('"coffee with Maya, life in heme/onc and the order of authorship"', [1, 2], [3]),
        ('"yesterday call with Maya, authorship order"', [2], [1, 3]),
        ('"coffee with Maya"', [], [1, 2, 3]),
        ('"coffee with Maya" --note "authorship order"', [2], [1, 3]),
        ('"coffee with Maya; owe Maya the authorship order"', [2], [1, 3]),
        ('"coffee with Maya" --covered all', [1, 2, 3], []),
        ('"coffee with Maya" --covered 3', [3], [1, 2]),
        ('"coffee with Maya" --covered 1,3', [1, 3], [2]),
        ('"coffee with Maya" --covered 1 --covered 2', [1, 2], [3]),
        ('"coffee with Maya, authorship order" --covered none', [], [1, 2, 3]),
        ('"emailed Maya, authorship order"', [2], [1, 3]),
        ('"emailed Maya, the slides"', [], []),
        ('"debrief with Maya, authorship order"', [], [1, 2, 3]),
        ('"coffee with Wu, authorship order"', [], []),
        ('"call Maya, authorship order" --attempt', [], []),
        ('"coffee with Maya, authorship order" --on 2026-12-01', [], []),
        ('"coffee with Maya, authorship order" --on 2026-11-14', [], [1, 2, 3]),
        ('"coffee with Maya, authorship order" --on 2026-11-15', [2], [1, 3]),
        ('--group lunch "meal, who covers the holidays"', [4], [1, 2, 3]),
        ('"meal with Maya, covers for the holidays"', [], [1, 2, 3]),
    ],
)
def test_a_touch_ticks_what_it_names_and_tells_the_rest(
    agenda: Program, line: str, covered: list[int], left: list[int]
) -> None:
    logged = agenda.item(f"log {line}")
    assert [each["id"] for each in logged["covered"]] == covered
    assert [each["id"] for each in logged["still_open"]] == left
    everything = [*agenda.items("agenda maya --all"), *agenda.items("agenda lunch --all")]
    ticked = [each for each in everything if each["done_on"]]
    assert [each["id"] for each in ticked] == covered
    assert {each["interaction"] for each in ticked} == ({logged["uid"]} if covered else set())


def test_a_point_is_done_on_the_day_of_the_touch_and_never_before_it_was_said(
    agenda: Program,
) -> None:
    later = "2026-11-29T09:00:00-05:00"
    agenda.ok('log "last fri coffee with Maya, authorship order"', now=later)
    agenda.ok('log "coffee with Maya, life in heme/onc" --on 2026-11-20', now=later)
    found = {each["id"]: each["done_on"] for each in agenda.items("agenda maya --all")}
    assert found == {1: "2026-11-22", 2: "2026-11-27", 3: None}


def test_undoing_the_log_opens_its_points_again(agenda: Program) -> None:
    agenda.ok('log "coffee with Maya" --covered all')
    assert texts(agenda, "maya") == []
    agenda.ok("undo")
    assert len(texts(agenda, "maya")) == 3
    agenda.ok("redo")
    assert texts(agenda, "maya") == []


def test_deleting_the_touch_opens_its_points_again(agenda: Program) -> None:
    agenda.ok("agenda maya --done 3")
    uid = agenda.item('log "coffee with Maya, authorship order"')["uid"]
    agenda.ok(f"remove {uid} --yes")
    assert texts(agenda, "maya") == ["How is life in heme/onc?", "authorship order"]
    agenda.ok("undo")
    assert texts(agenda, "maya") == ["How is life in heme/onc?"]


def test_a_dry_run_tells_what_would_be_ticked_and_ticks_nothing(agenda: Program) -> None:
    before = dumps.journaled()
    logged = agenda.item('log "coffee with Maya" --covered all --dry-run')
    assert len(logged["covered"]) == 3
    assert agenda.item("agenda maya poster --dry-run")["text"] == "poster"
    assert agenda.items("agenda maya --done 1 --dry-run")[0]["done_on"] == "2026-11-22"
    assert dumps.journaled() == before


def test_points_go_with_the_person_and_are_exported_with_the_whole(agenda: Program) -> None:
    agenda.ok("remove maya --yes")
    assert texts(agenda, "lunch") == ["who covers the holidays"]
    assert '"authorship order"' not in agenda.ok("export json").out
    agenda.ok("undo")
    assert '"authorship order"' in agenda.ok("export json").out
    assert len(texts(agenda, "maya")) == 3
