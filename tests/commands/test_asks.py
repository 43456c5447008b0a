"""What I asked for: asked, agreed, done, thanked; declined, perhaps with another's name."""

from __future__ import annotations

import pytest

import dumps
from play import Program


@pytest.fixture
def asked(rescrm: Program) -> Program:
    """A letter asked for, number 1, due on 1 December; someone else is known, and two Annas."""
    rescrm.ok('add "Samuel Okafor" -k faculty')
    rescrm.ok('add "Maya Rao" -k faculty')
    rescrm.ok('add "Anna Lindqvist"')
    rescrm.ok('add "Anna Wu"')
    rescrm.ok('ask okafor "letter of recommendation" --by 2026-12-01')
    return rescrm


def state(rescrm: Program, id: int = 1) -> str:
    (found,) = (each for each in rescrm.items("asks --all") if each["id"] == id)
    return str(found["state"])


def dues(rescrm: Program, now: str | None = None) -> list[tuple[str, str, int]]:
    return [
        (each["what"], each["due_on"], each["id"] or 0)
        for each in rescrm.items("due okafor --within 365", now=now)
    ]


# Agreed, done, thanked -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "at_last"),
    [
        ([], "asked"),
        (["agreed 1"], "agreed"),
        (["done 1"], "done"),
        (["agreed 1", "done 1"], "done"),
        (["agreed 1", "done 1", "done 2"], "thanked"),
        (["declined 1"], "declined"),
        (["agreed 1", "declined 1"], "declined"),
        (["declined 1", "agreed 1"], "agreed"),
        (["agreed 1", "done 1", "undo"], "agreed"),
        (["agreed 1", "undo"], "asked"),
        (["declined 1", "undo"], "asked"),
    ],
)
def test_an_ask_goes_its_way(asked: Program, lines: list[str], at_last: str) -> None:
    for line in lines:
        asked.ok(line)
    assert state(asked) == at_last


@pytest.mark.parametrize(
    ("lines", "at_last"),
    [
        ([], "invited"),
        (["agreed 2 --by 2027-02-09"], "agreed"),
        (["agreed 2", "done 2"], "hosted"),
        (["done 2", "done 3"], "thanked"),
        (["declined 2"], "declined"),
    ],
)
def test_a_groups_speaker_is_invited_hosted_thanked(
    asked: Program, lines: list[str], at_last: str
) -> None:
    asked.ok('group add "Cardiology" --type interest-group')
    kept = asked.item('ask maya "a talk on ECGs" --group cardiology --by 2027-02-02')
    assert (kept["id"], kept["group"], kept["handle"]) == (2, "cardiology", "maya-rao")
    for line in lines:
        asked.ok(line)
    assert state(asked, 2) == at_last


def test_agreed_by_a_day_it_is_due_on_that_day(asked: Program) -> None:
    kept = asked.item("agreed 1 --by 2027-03-01")
    assert (kept["by"], kept["state"], kept["done_on"]) == ("2027-03-01", "agreed", None)
    (due,) = asked.items("due okafor --within 365")
    assert (due["due_on"], due["limit_on"], due["because"]) == (
        "2027-03-01", "2027-03-01", "they agreed to it",
    )  # fmt: skip
    assert "letter of recommendation, by Mon 1 Mar 2027 (agreed)" in asked.ok(
        "show okafor --format rich"
    ).out.replace("\n             ", " ")


def test_agreed_without_a_day_keeps_its_day_and_is_not_lost_when_it_passes(
    asked: Program,
) -> None:
    asked.ok("agreed 1")
    assert dues(asked, now="2026-12-20T08:00:00-05:00") == [("ask", "2026-12-01", 1)]


def test_what_came_is_thanked_for_once(asked: Program) -> None:
    closed = asked.item("done 1", now="2026-11-30T08:00:00-05:00")
    assert closed["thank_you"]["about"] == "letter of recommendation"
    (due,) = asked.items("due okafor --within 365", now="2026-11-30T08:00:00-05:00")
    assert (due["what"], due["due_on"], due["limit_on"]) == (
        "thank-you", "2026-12-03", "2026-12-06",
    )  # fmt: skip
    asked.ok("done 1")
    asked.ok(f"done {due['id']}")
    asked.ok("done 1")
    assert dues(asked) == []


def test_thanks_taken_back_are_not_made_twice(asked: Program) -> None:
    asked.ok("done 1")
    asked.ok("undo")
    assert dues(asked) == [("ask", "2026-12-01", 1)]
    asked.ok("done 1")
    assert [each[0] for each in dues(asked)] == ["thank-you"]


def test_a_promise_that_is_kept_asks_for_no_thanks(asked: Program) -> None:
    asked.ok("promise okafor the figures")
    assert asked.item("done 2")["thank_you"] is None
    assert dues(asked) == [("ask", "2026-12-01", 1)]


def test_said_again_agreed_is_no_step_and_another_day_is_one(asked: Program) -> None:
    asked.ok("agreed 1 --by 2027-03-01")
    before = dumps.journaled()
    assert "already" in asked.ok("agreed 1").err
    assert "already" in asked.ok("agreed 1 --by 2027-03-01").err
    assert dumps.journaled() == before
    assert asked.item("agreed 1 --by 2027-04-01")["by"] == "2027-04-01"


# Declined ------------------------------------------------------------------------------------


def test_what_was_declined_is_waited_for_no_more(asked: Program) -> None:
    said = asked.item("declined 1")
    assert (said["state"], said["done_on"], said["referred_to"]) == (
        "declined", "2026-11-22", None,
    )  # fmt: skip
    assert (asked.items("asks"), dues(asked)) == ([], [])
    assert "declined on Sun 22 Nov 2026 already" in asked.ok("done 1").err
    assert dues(asked) == []


def test_who_was_named_instead_is_kept_as_introduced(asked: Program) -> None:
    said = asked.item('declined 1 --referred-to "Lee Wong"')
    assert said["referred_to"]["handle"] == "lee-wong"
    assert asked.item("show lee-wong")["introduced_by"] == "samuel-okafor"
    assert (
        "new               Zed Quinn (zed-quinn)"
        in asked.ok('declined 1 --referred-to "Zed Quinn" --format rich').out
    )


@pytest.mark.parametrize("name", ["Maya Rao", "maya", "@maya-rao"])
def test_who_is_known_is_linked_and_nobody_is_added(asked: Program, name: str) -> None:
    people = len(asked.items("list"))
    said = asked.item(f'declined 1 --referred-to "{name}"')
    assert said["referred_to"]["handle"] == "maya-rao"
    assert asked.item("show maya")["introduced_by"] == "samuel-okafor"
    assert len(asked.items("list")) == people


def test_who_introduced_someone_first_stays(asked: Program) -> None:
    asked.ok("edit maya --via wu")
    said = asked.ok("declined 1 --referred-to maya")
    assert "through anna-wu; that stays" in said.err
    assert asked.item("show maya")["introduced_by"] == "anna-wu"


def test_between_asterisks_someone_is_new(asked: Program) -> None:
    said = asked.item('declined 1 --referred-to "**Maya**"')
    assert (said["referred_to"]["handle"], said["referred_to"]["name"]) == ("maya", "Maya")


def test_declined_first_and_who_was_named_later(asked: Program) -> None:
    asked.ok("declined 1", now="2026-11-23T08:00:00-05:00")
    assert "already" in asked.ok("declined 1").err
    said = asked.item('declined 1 --referred-to "Lee Wong"')
    assert (said["referred_to"]["name"], said["done_on"]) == ("Lee Wong", "2026-11-23")


def test_declined_and_agreed_to_later_it_has_a_day_ahead(asked: Program) -> None:
    asked.ok("declined 1")
    kept = asked.item("agreed 1", now="2027-01-10T08:00:00-05:00")
    assert (kept["by"], kept["done_on"]) == ("2027-01-17", None)


# Not meant, not kept -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("agreed", 2, "missing"),
        ("agreed 7", 4, "number 7"),
        ("agreed 20261122", 4, "number 20261122"),  # long enough for a uid
        ("agreed okafor", 2, "no number"),
        ("agreed nobody", 2, "no number"),
        ("agreed 1 --by yesterday", 2, "yesterday"),
        ("agreed 1 --by someday", 2, "someday"),
        ("declined 7", 4, "number 7"),
        ("declined 20261122", 4, "number 20261122"),
        ("declined okafor", 2, "no number"),
        ("declined 1 --referred-to anna", 3, "anna-wu"),
        ("declined 1 --referred-to okafor", 2, "who was asked"),
        ("declined 1 --referred-to @zelda", 4, "zelda"),
        ("declined 1 --referred-to '...'", 2, "no name"),
        ("declined 1 --referred-to ''", 2, "say who"),
        ("ask maya 'a talk' --group nowhere", 4, "nowhere"),
        ("asks nobody --all", 4, "nobody"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    asked: Program, line: str, code: int, told: str
) -> None:
    before = dumps.journaled()
    said = asked(line)
    assert (said.code, said.out) == (code, "")
    assert told.lower() in said.err.lower()
    assert dumps.journaled() == before


@pytest.mark.parametrize("word", ["agreed", "declined"])
def test_what_is_no_ask_or_done_is_refused(asked: Program, word: str) -> None:
    asked.ok("promise okafor the figures")
    assert "promise" in asked(f"{word} 2").err
    uid = asked.item("log 'coffee with Maya'")["uid"]
    assert f'"{uid}" is nothing you asked for' in asked(f"{word} {uid}").err
    asked.ok("done 1")
    said = asked(f"{word} 1")
    assert said.code == 2 and "was done on" in said.err


@pytest.mark.parametrize(
    "line", ["agreed 1 --by 2027-03-01", 'declined 1 --referred-to "Lee Wong"', "done 1"]
)
def test_a_dry_run_keeps_nothing_and_undo_takes_all_back(asked: Program, line: str) -> None:
    before = dumps.journaled()
    asked.ok(f"{line} --dry-run")
    assert dumps.journaled() == before
    asked.ok(line)
    assert dumps.journaled() != before
    asked.ok("undo")
    assert dumps.journaled() == before


def test_the_agenda_is_as_if_worked_out_anew(asked: Program) -> None:
    asked.ok("agreed 1 --by 2027-03-01")
    assert asked.ok("doctor").out == ""
    asked.ok("done 1")
    assert asked.ok("doctor").out == ""


def test_a_letter_before_an_event_is_no_ask_and_is_named_as_what_it_is(rescrm: Program) -> None:
    rescrm.ok('event add "ACC 2027" --from 2027-03-20')
    rescrm.ok('event target acc-2027 "Maya Rao"')
    said = rescrm("agreed 1")
    assert said.code == 2
    assert said.err.startswith("rescrm: 1 is an outreach, nothing you asked for.")
