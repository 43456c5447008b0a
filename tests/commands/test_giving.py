"""What was given and received: kept once, thanked for once, offers settled."""

from __future__ import annotations

import pytest

import dumps
from play import Program


@pytest.fixture
def people(rescrm: Program) -> Program:
    """Who gives, who gets, and two of one name."""
    rescrm.ok('add "Maya Rao" -k faculty')
    rescrm.ok('add "Ben Adler" -k co-resident')
    rescrm.ok('add "Anna Lindqvist"')
    rescrm.ok('add "Anna Wu"')
    return rescrm


def thanks(rescrm: Program) -> list[tuple[str, str, str]]:
    return [
        (each["handle"], each["about"], each["due_on"])
        for each in rescrm.items("due --within 365")
        if each["what"] == "thank-you"
    ]


@pytest.mark.parametrize(
    ("line", "kept", "due"),
    [
        ('got maya "told me of the T32 slot"', ("got", "2026-11-22", "done"), "2026-11-25"),
        ("got maya told me of the slot --on yesterday", ("got", "2026-11-21", "done"),
         "2026-11-24"),
        ("got maya told me of the slot --on 2026-05-01", ("got", "2026-05-01", "done"),
         "2026-11-22"),
        ('got maya "to read the manuscript" --offer', ("got", "2026-11-22", "open"), None),
        ('gave maya "a mock interview"', ("gave", "2026-11-22", "done"), None),
        ('gave maya "a mock interview" --on 2026-11-01', ("gave", "2026-11-01", "done"), None),
        ('gave maya "a talk" --offer', ("gave", "2026-11-22", "open"), None),
    ],
)  # fmt: skip
def test_what_was_received_asks_for_thanks_and_what_was_given_does_not(
    people: Program, line: str, kept: tuple[str, str, str], due: str | None
) -> None:
    item = people.item(line)
    assert (item["way"], item["on"], item["state"], item["due_on"]) == (*kept, due)
    assert [each[2] for each in thanks(people)] == ([due] if due else [])
    assert people.items("offers") == [item]


@pytest.mark.parametrize("word", ["gave", "got"])
def test_the_same_said_twice_is_there_once(people: Program, word: str) -> None:
    first = people.item(f'{word} maya "told me of the slot"')
    before = dumps.journaled()
    said = people(f'{word} maya "Told me of the slot!" --json')
    assert (said.code, said.items) == (0, [first])
    assert "already" in said.err
    assert dumps.journaled() == before


@pytest.mark.parametrize("days", [("", "--on yesterday"), ("--on yesterday", "")])
def test_the_same_on_another_day_is_another(people: Program, days: tuple[str, str]) -> None:
    for on in days:
        people.ok(f"gave maya a coffee {on}")
    assert [each["on"] for each in people.items("offers")] == ["2026-11-22", "2026-11-21"]


def test_thanks_that_were_put_off_are_due_when_they_were_put_off_to(people: Program) -> None:
    people.ok("got maya advice")
    people.ok("snooze 1 2026-11-27")
    assert people.item("offers")["due_on"] == "2026-11-27"


def test_given_and_got_in_the_same_words_are_two(people: Program) -> None:
    people.ok("gave maya a coffee")
    people.ok("got maya a coffee")
    assert [each["way"] for each in people.items("offers")] == ["got", "gave"]


def test_the_ledger_has_the_latest_first_and_can_be_asked_for_one_person(people: Program) -> None:
    people.ok("gave ben slides --on 2026-11-01")
    people.ok("got maya advice --on 2026-11-10")
    people.ok("gave maya feedback --on 2026-11-05 --offer")
    assert [each["what"] for each in people.items("offers")] == ["advice", "feedback", "slides"]
    assert [each["what"] for each in people.items("offers maya")] == ["advice", "feedback"]
    assert [each["what"] for each in people.items("offers --open")] == ["feedback"]
    assert people.items("offers --open ben") == []


# Offers --------------------------------------------------------------------------------------


def test_their_offer_asks_for_thanks_once_it_is_taken(people: Program) -> None:
    uid = people.item('got maya "to read the manuscript" --offer --on 2026-11-01')["uid"]
    taken = people.item(f"offers --taken {uid[:8]}")
    assert (taken["state"], taken["due_on"]) == ("taken", "2026-11-25")
    assert thanks(people) == [("maya-rao", "to read the manuscript", "2026-11-25")]
    assert people.items("offers --open") == []


@pytest.mark.parametrize(
    ("line", "settle", "state"),
    [
        ("gave maya a talk --offer", "--taken", "taken"),
        ("gave maya a talk --offer", "--lapsed", "lapsed"),
        ("got maya a talk --offer", "--lapsed", "lapsed"),
    ],
)
def test_an_offer_of_mine_and_one_nothing_came_of_ask_for_no_thanks(
    people: Program, line: str, settle: str, state: str
) -> None:
    uid = people.item(line)["uid"]
    assert people.item(f"offers {settle} {uid}")["state"] == state
    assert thanks(people) == []
    people.ok("undo")
    assert people.item("offers --open")["state"] == "open"


def test_settled_the_same_way_again_is_no_step(people: Program) -> None:
    uid = people.item("got maya a talk --offer")["uid"]
    people.ok(f"offers --taken {uid}")
    before = dumps.journaled()
    said = people(f"offers --taken {uid}")
    assert (said.code, dumps.journaled()) == (0, before)
    assert "already" in said.err


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("gave maya", 2, "missing"),
        ('gave maya " "', 2, "rescrm gave @maya-rao"),
        ('got maya ""', 2, "rescrm got @maya-rao"),
        ("got maya slides --on tomorrow", 2, "tomorrow"),
        ("gave maya slides --on 2027-01-01", 2, "still to come"),
        ("gave anna slides", 3, "anna-wu"),
        ("got zelda slides", 4, "zelda"),
        ("offers zelda", 4, "zelda"),
        ("offers --taken 7", 4, "no offer"),
        ("offers --taken deadbeef", 4, "no offer"),
        ("offers --taken ben-adler", 4, "no offer"),
        ("offers --lapsed ''", 4, "no offer"),
        ("offers --taken a --lapsed b", 2, "one of"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    people: Program, line: str, code: int, told: str
) -> None:
    before = dumps.journaled()
    said = people(line)
    assert (said.code, said.out) == (code, "")
    assert told.lower() in said.err.lower()
    assert dumps.journaled() == before


def test_what_was_no_offer_cannot_be_settled(people: Program) -> None:
    uid = people.item("gave maya slides")["uid"]
    said = people(f"offers --taken {uid}")
    assert said.code == 2 and "done at once" in said.err


def test_what_was_taken_does_not_lapse(people: Program) -> None:
    uid = people.item("gave maya a talk --offer")["uid"]
    people.ok(f"offers --taken {uid}")
    assert people(f"offers --lapsed {uid}").code == 2


# Safe ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["got maya advice", "gave maya a talk --offer"])
def test_a_dry_run_tells_and_keeps_nothing_and_undo_takes_all_back(
    people: Program, line: str
) -> None:
    before = dumps.journaled()
    assert people.item(f"{line} --dry-run")["handle"] == "maya-rao"
    assert dumps.journaled() == before
    people.ok(line)
    people.ok("undo")
    assert dumps.journaled() == before


def test_a_dry_run_settles_nothing(people: Program) -> None:
    uid = people.item("got maya a talk --offer")["uid"]
    before = dumps.journaled()
    assert people.item(f"offers --taken {uid} --dry-run")["state"] == "taken"
    assert dumps.journaled() == before


def test_one_can_be_taken_out_of_the_ledger_with_its_thanks(people: Program) -> None:
    uid = people.item("got maya advice")["uid"]
    people.ok(f"remove {uid[:8]}")
    assert (people.items("offers"), thanks(people)) == ([], [])
    people.ok("undo")
    assert len(thanks(people)) == 1


@pytest.mark.parametrize("word", ["done", "edit", "snooze", "agreed"])
def test_an_offer_is_settled_by_its_own_word(people: Program, word: str) -> None:
    uid = people.item("got maya a talk --offer")["uid"]
    rest = {"edit": " --note x", "snooze": " fri"}.get(word, "")
    assert people(f"{word} {uid}{rest}").code == 2


def test_a_card_tells_what_was_given_and_received(people: Program) -> None:
    people.ok("gave maya slides")
    people.ok("got maya a talk --offer")
    assert [each["way"] for each in people.item("show maya")["favours"]] == ["got", "gave"]
    screen = people.ok("show maya --format rich").out
    assert "gave      slides, Sun 22 Nov 2026" in screen
    assert "offered   a talk, Sun 22 Nov 2026" in screen


def test_the_export_holds_the_ledgers(people: Program) -> None:
    people.ok("got maya advice")
    people.ok("sponsor maya nominated me")
    whole = people.ok("export json").out
    assert '"way": "got"' in whole and '"act": "nominated me"' in whole
    people.ok("undo 2")
    assert '"way": "got"' not in people.ok("export json").out
