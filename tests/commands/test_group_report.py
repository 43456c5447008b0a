"""What came of a group: each part counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

import dumps
from play import Program


@pytest.fixture
def cohort(rescrm: Program) -> Program:
    """A study group of three with meetings, a guest, an ask, promises and a move."""
    for name in ("Ana Torres", "Ben Adler", "Dee Park", "Samuel Okafor"):
        rescrm.ok(f"add {name} --on 2026-07-01", now="2026-07-01T19:00:00-04:00")
    rescrm.ok("group add Cohort --type study-group --every weekly")
    rescrm.ok("group join cohort ana ben dee --term 2026-07..2027-06")
    rescrm.ok("group join cohort me --role host --term 2026-07..2027-06")
    rescrm.ok("log 'talked boards; owe Ben the QI deck by fri' --group cohort --on 2026-11-03")
    rescrm.ok("log 'journal club' --group cohort --missed dee --on 2026-11-10")
    rescrm.ok("log --group cohort --with ana --with '**Zed Quinn**' --on 2026-11-17")
    return rescrm


def report(rescrm: Program, now: str | None = None) -> dict[str, Any]:
    return rescrm.item("group report cohort", now=now)


def test_it_says_since_when_and_how_often(cohort: Program) -> None:
    told = report(cohort)
    assert (told["since"], told["meetings"], told["last"]) == ("2026-07-01", 3, "2026-11-17")
    assert (told["handle"], told["type"]) == ("cohort", "study-group")


def test_an_attempt_and_a_plan_are_no_meetings(cohort: Program) -> None:
    cohort.ok("log --group cohort --attempt")
    cohort.ok("log --group cohort --on 2026-11-24")
    assert report(cohort)["meetings"] == 3
    assert report(cohort, now="2026-11-24T20:00:00-05:00")["meetings"] == 4


def test_who_came_is_counted_and_told_by_name_not_by_number(cohort: Program) -> None:
    came = [
        (each["handle"], each["times"], each["missed"], each["last"], each["member"])
        for each in report(cohort)["came"]
    ]
    assert came == [
        ("ana-torres", 3, 0, "2026-11-17", True),
        ("ben-adler", 2, 0, "2026-11-10", True),
        ("dee-park", 1, 1, "2026-11-03", True),
        ("zed-quinn", 1, 0, "2026-11-17", False),
    ]
    screen = cohort.ok("group report cohort --format rich").out
    assert "Dee Park, 1 of 3 meetings, missed once" in screen
    assert "Zed Quinn, a guest, once" in screen


def test_who_was_first_met_there_came_through_it(cohort: Program) -> None:
    cohort.ok("log --group cohort --with okafor")  # known since July
    assert [(each["handle"], each["on"]) for each in report(cohort)["met"]] == [
        ("zed-quinn", "2026-11-17")
    ]
    cohort.ok("group join cohort zed", now="2026-12-01T08:00:00-05:00")
    assert [each["handle"] for each in report(cohort)["met"]] == ["zed-quinn"]


def test_who_was_named_and_asked_to_come_was_met_through_it_too(cohort: Program) -> None:
    cohort.ok("add Maya Rao --via okafor")
    cohort.ok("ask maya 'a talk' --group cohort")
    cohort.ok("add Lena Lindqvist")  # by nobody
    cohort.ok("ask lindqvist 'a talk' --group cohort")
    cohort.ok("ask okafor 'a talk' --group cohort")  # known since July
    assert [each["handle"] for each in report(cohort)["met"]] == ["zed-quinn"]
    cohort.ok("log --group cohort --with maya --with lena --with okafor --on 2026-12-01")
    told = report(cohort, now="2026-12-01T20:00:00-05:00")
    assert [each["handle"] for each in told["met"]] == ["zed-quinn", "maya-rao"]


def test_who_was_there_from_the_beginning_was_not_met_through_it(rescrm: Program) -> None:
    rescrm.ok("add Ana Torres")
    rescrm.ok("group add Cohort")
    rescrm.ok("group join cohort ana")
    rescrm.ok("log 'yesterday lunch' --group cohort")
    assert report(rescrm)["met"] == []


def test_promises_said_there_are_told_kept_or_not(cohort: Program) -> None:
    cohort.ok("promise ana 'the syllabus'")  # not said there
    (deck,) = report(cohort)["promises"]
    assert (deck["name"], deck["about"], deck["done_on"]) == ("Ben Adler", "the QI deck", None)
    cohort.ok(f"done {deck['id']}", now="2026-11-25T19:00:00-05:00")
    assert report(cohort)["promises"][0]["done_on"] == "2026-11-25"
    screen = cohort.ok("group report cohort --format rich").out
    assert "Ben Adler: the QI deck, done Wed 25 Nov 2026" in screen


def test_a_speaker_is_invited_hosted_and_thanked(cohort: Program) -> None:
    def state() -> str:
        (ask,) = report(cohort)["asks"]
        return str(ask["state"])

    asked = cohort.item("ask okafor 'a talk on ECGs' --group cohort --by 2026-12-04")
    assert state() == "invited"
    cohort.ok(f"agreed {asked['id']}")
    assert state() == "agreed"
    cohort.ok(f"done {asked['id']}", now="2026-12-04T20:00:00-05:00")
    assert state() == "hosted"
    assert cohort.item("group show cohort")["asks"] == []
    (thanks,) = [
        each
        for each in cohort.items("due --within 30", now="2026-12-05T08:00:00-05:00")
        if each["what"] == "thank-you"
    ]
    assert (thanks["handle"], thanks["due_on"]) == ("samuel-okafor", "2026-12-07")
    cohort.ok(f"done {thanks['id']}", now="2026-12-06T08:00:00-05:00")
    assert state() == "thanked"


def test_where_it_met_what_it_talked_about_and_what_was_handed_over(cohort: Program) -> None:
    cohort.ok("event add 'ECG night' --from 2026-11-19 --type workshop")
    cohort.ok("log --group cohort --event ecg-night --on 2026-11-19")
    cohort.ok("agenda group:cohort 'who covers the holidays'")
    cohort.ok("agenda group:cohort 'the winter schedule'")
    cohort.ok("log 'talked about who covers the holidays' --group cohort")
    told = report(cohort)
    assert [(each["handle"], each["on"]) for each in told["events"]] == [
        ("ecg-night", "2026-11-19")
    ]
    assert [each["text"] for each in told["points"]] == ["who covers the holidays"]
    (hand_over,) = told["hand_overs"]
    assert (hand_over["by"], hand_over["done_on"]) == ("2027-06-16", None)
    screen = cohort.ok("group report cohort --format rich").out
    assert "who covers the holidays, Sun 22 Nov 2026" in screen and "ECG night" in screen


def test_where_its_people_went_on_to(cohort: Program) -> None:
    cohort.ok("moved ana --org Stanford --stage fellow --from 2027-07-01")
    cohort.ok("moved okafor --org Mayo --from 2026-11-01")  # never in it
    cohort.ok("edit ben --stage PGY-1 -o Mercy")
    cohort.ok("moved ben --stage PGY-2 --from 2026-11-02")  # a year more of the same
    (move,) = report(cohort)["moves"]
    assert (move["handle"], move["from"]) == ("ana-torres", "2027-07-01")
    assert "fellow" in move["to"] and "Stanford" in move["to"]
    screen = cohort.ok("group report cohort --format rich").out
    assert "Ana Torres: fellow · Stanford, from Thu 1 Jul 2027" in screen


def test_a_group_of_which_nothing_came_yet_says_so(rescrm: Program) -> None:
    rescrm.ok("group add Cohort")
    told = report(rescrm)
    assert told["meetings"] == 0 and told["last"] is None
    assert not any(told[key] for key in (
        "came", "promises", "asks", "met", "events", "hand_overs", "points", "moves",
    ))  # fmt: skip
    assert "no meeting yet" in rescrm.ok("group report cohort --format rich").out


def test_it_is_told_in_a_pipe_as_a_group_is(cohort: Program) -> None:
    (line,) = cohort.ok("group report cohort").out.splitlines()
    assert line.split("\t")[:3] == ["cohort", "Cohort", "study-group"]


def test_nobody_is_ranked(cohort: Program) -> None:
    cohort.ok("log --group cohort --with dee --on 2026-11-18")
    cohort.ok("log --group cohort --with dee --on 2026-11-19")
    cohort.ok("log --group cohort --with dee --on 2026-11-20")
    assert [each["handle"] for each in report(cohort)["came"]] == [
        "ana-torres", "ben-adler", "dee-park", "zed-quinn",
    ]  # fmt: skip


def test_asking_changes_nothing(cohort: Program) -> None:
    before = dumps.everything()
    for line in ("group report cohort", "group show cohort", "group list"):
        cohort.ok(line)
    assert dumps.everything() == before


@pytest.mark.parametrize("line", ["group report nobody", "group show nobody", "group remove nobody",
                                  "group edit nobody --type pod"])  # fmt: skip
def test_a_group_nobody_knows_is_not_found(cohort: Program, line: str) -> None:
    assert cohort(line).code == 4
