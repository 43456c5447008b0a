"""A group's meetings: whom they count for, who was missed, when it meets next, what to ask."""

from __future__ import annotations

from typing import Any

import pytest

import dumps
from play import Program
from rescrm.core.prompts import PROMPTS

NOV_24 = "2026-11-24T20:00:00-05:00"
DEC_8 = "2026-12-08T20:00:00-05:00"
EVERYONE = ["ana-torres", "ben-adler", "cy-young", "dee-park"]


@pytest.fixture
def pod(rescrm: Program) -> Program:
    """A pod of four that meets every two weeks, each with a rhythm of their own too."""
    for name in ("Ana Torres", "Ben Adler", "Cy Young", "Dee Park", "Samuel Okafor"):
        rescrm.ok(f"add {name} --on 2026-11-01")
    rescrm.ok('group add lunch --type pod --every "2 weeks"')
    rescrm.ok("group join lunch ana ben cy dee me")
    rescrm.ok('rule set everyone "every 2 weeks"')
    return rescrm


def due_on(rescrm: Program, handle: str) -> str:
    """When a person's rhythm, or a group's, has them due."""
    (due,) = [each for each in rescrm.items("due --within 60") if each["handle"] == handle]
    return str(due["due_on"])


def covered(rescrm: Program, handle: str) -> dict[str, Any]:
    """How a member stands in the pod."""
    (found,) = [
        each for each in rescrm.item("group show lunch")["coverage"] if each["handle"] == handle
    ]
    return dict(found)


# Whom a meeting counts for -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "there", "missed", "kept", "pod_due"),
    [
        # All but the missed; nobody else's clock moves.
        ("log --group lunch", EVERYONE, [], [], "2026-12-06"),
        ("log --group lunch --missed dee", EVERYONE[:3], ["dee-park"], ["dee-park"], "2026-12-06"),
        (
            "log --group lunch --missed dee --missed cy",
            EVERYONE[:2], ["dee-park", "cy-young"], ["dee-park", "cy-young"], "2026-12-06",
        ),
        # Those who are named are those who were there.
        (
            "log 'lunch with Ana and Ben' --group lunch",
            EVERYONE[:2], [], ["cy-young", "dee-park"], "2026-12-06",
        ),
        # A guest is welcome.
        (
            "log --group lunch --with ana --with okafor",
            ["ana-torres", "samuel-okafor"], [], EVERYONE[1:], "2026-12-06",
        ),
        # One to one counts for the person and not for the pod.
        ("log 'coffee with Ana'", ["ana-torres"], [], EVERYONE[1:], "2026-12-06"),
        # An attempt is no meeting.
        ("log --group lunch --attempt", EVERYONE, [], EVERYONE, "2026-12-06"),
    ],
)  # fmt: skip
def test_a_meeting_counts_for_those_present(
    pod: Program, line: str, there: list[str], missed: list[str], kept: list[str], pod_due: str
) -> None:
    logged = pod.item(line)
    assert [each["handle"] for each in logged["people"]] == there
    assert [each["handle"] for each in logged["missed"]] == missed
    on_time = {each: due_on(pod, each) for each in EVERYONE}
    patience = "2026-12-06"  # after a try without an answer
    clock = patience if "--attempt" in line else "2026-11-15"
    assert on_time == {each: clock if each in kept else "2026-12-06" for each in EVERYONE}
    assert due_on(pod, "lunch") == pod_due


@pytest.mark.parametrize(
    ("line", "last", "pod_due"),
    [
        ("log --group lunch --on 2026-11-20 --missed dee", "2026-11-20", "2026-12-04"),
        ("log 'coffee with Ana' --on 2026-11-20", None, "2026-12-06"),
        ("log --group lunch --on 2026-11-20 --attempt", None, "2026-12-06"),
        ("log --group lunch --on 2026-11-30", None, "2026-12-06"),  # planned: not yet
    ],
)
def test_the_pod_is_reset_by_its_meetings_alone(
    pod: Program, line: str, last: str | None, pod_due: str
) -> None:
    pod.ok(line)
    assert (pod.item("group show lunch")["last"], due_on(pod, "lunch")) == (last, pod_due)


@pytest.mark.parametrize(
    ("aside", "there"),
    [
        ("rest dee --until 2027-01-15", EVERYONE[:3]),
        ("rest dee", EVERYONE[:3]),
        ("archive dee", EVERYONE[:3]),
        ("snooze dee 2027-01-15", EVERYONE),  # put off is not away
    ],
)
def test_who_is_left_to_rest_is_not_taken_to_have_come(
    pod: Program, aside: str, there: list[str]
) -> None:
    pod.ok(aside)
    logged = pod.item("log --group lunch")
    assert [each["handle"] for each in logged["people"]] == there
    assert logged["missed"] == []


def test_who_rests_and_came_all_the_same_is_named(pod: Program) -> None:
    pod.ok("rest dee --until 2027-01-15")
    logged = pod.item("log --group lunch --with ana --with dee")
    assert [each["handle"] for each in logged["people"]] == ["ana-torres", "dee-park"]


def test_when_everyone_rests_nobody_is_there(pod: Program) -> None:
    for each in EVERYONE:
        pod.ok(f"rest {each}")
    before = dumps.journaled()
    assert pod("log --group lunch").code == 2
    assert dumps.journaled() == before


def test_in_a_pause_the_pod_waits_and_a_meeting_counts(pod: Program) -> None:
    pod.ok("pause 2026-12-01..2026-12-10 vacation")
    assert due_on(pod, "lunch") == "2026-12-11"
    pod.ok("log --group lunch --on 2026-11-21")
    assert due_on(pod, "lunch") == "2026-12-11"
    assert pod.items("due", now="2026-12-06T08:00:00-05:00") == []


# Who was missed ------------------------------------------------------------------------------


def test_who_was_missed_twice_running_is_told(pod: Program) -> None:
    pod.ok("log --group lunch --missed dee --on 2026-10-20")
    assert covered(pod, "dee-park")["missed"] == 1
    pod.ok("log --group lunch --missed dee --missed ana --on 2026-11-03")
    dee, ana = covered(pod, "dee-park"), covered(pod, "ana-torres")
    assert (dee["missed"], dee["came"], dee["last_meeting"]) == (2, 0, None)
    assert (ana["missed"], ana["came"], ana["last_meeting"]) == (1, 1, "2026-10-20")
    (due,) = [each for each in pod.items("due") if each["handle"] == "lunch"]
    assert due["because"] == "every 2 weeks; Dee was missed twice, Ana was missed last time"
    screen = pod.ok("group show lunch --format rich").out
    assert "Dee Park  missed twice" in screen and "Ana Torres  last there" in screen


def test_coming_again_ends_it(pod: Program) -> None:
    pod.ok("log --group lunch --missed dee --on 2026-10-20")
    pod.ok("log --group lunch --missed dee --on 2026-11-03")
    pod.ok("log 'lunch with Dee' --group lunch")
    assert covered(pod, "dee-park")["missed"] == 0
    pod.ok("undo")
    assert covered(pod, "dee-park")["missed"] == 2


def test_who_rests_is_not_missed(pod: Program) -> None:
    for day in ("2026-10-20", "2026-11-03"):
        pod.ok(f"log --group lunch --missed dee --on {day}")
    pod.ok("rest dee --until 2027-01-15")
    assert covered(pod, "dee-park")["missed"] == 0
    assert [each["because"] for each in pod.items("due") if each["handle"] == "lunch"] == [
        "every 2 weeks"
    ]


def test_the_last_time_alone_is_one_to_one(pod: Program) -> None:
    pod.ok("log 'coffee with Ana and Ben' --on 2026-11-10")
    pod.ok("log --group lunch --with ana --on 2026-11-12")
    pod.ok("log 'call Ana' --attempt --on 2026-11-14")
    assert covered(pod, "ana-torres")["last_alone"] is None
    pod.ok("log 'coffee with Ana' --on 2026-11-09")
    assert covered(pod, "ana-torres")["last_alone"] == "2026-11-09"
    assert "just you two Mon 9 Nov" in pod.ok("group show lunch --format rich").out


# When it meets next --------------------------------------------------------------------------


def meets(rescrm: Program, now: str | None = None) -> list[tuple[str, str | None]]:
    found = rescrm.item("group show wellness", now=now)["next"]
    return [(each["on"], each["at"]) for each in found]


def test_a_ritual_has_its_next_three_meetings_with_the_hour(rescrm: Program) -> None:
    added = rescrm.item("group add Wellness --type peer-support --meets '2nd tue 6pm'")
    assert (added["meets"], added["due_on"]) == ("every 2nd tue 18:00", "2026-12-08")
    assert meets(rescrm) == [
        ("2026-12-08", "18:00"), ("2027-01-12", "18:00"), ("2027-02-09", "18:00"),
    ]  # fmt: skip
    screen = rescrm.ok("group show wellness --format rich").out
    assert "Tue 8 Dec 18:00 · Tue 12 Jan 18:00" in screen
    assert rescrm.item("due --within 30")["because"] == "every 2nd tue 18:00"


def test_todays_meeting_is_next_until_it_is_logged(rescrm: Program) -> None:
    rescrm.ok("add Ana Torres")
    rescrm.ok("group add Wellness --meets 'tue'")
    rescrm.ok("group join wellness ana")
    assert meets(rescrm, now=NOV_24)[0] == ("2026-11-24", None)
    rescrm.ok("log --group wellness", now=NOV_24)
    assert meets(rescrm, now=NOV_24)[0] == ("2026-12-01", None)


def test_in_a_pause_it_meets_without_you(rescrm: Program) -> None:
    rescrm.ok("group add Wellness --meets 'tue'")
    rescrm.ok("pause 2026-11-23..2026-12-05")
    assert [day for day, _ in meets(rescrm)] == ["2026-12-08", "2026-12-15", "2026-12-22"]


def test_how_often_and_days_of_its_own_may_stand_together(rescrm: Program) -> None:
    added = rescrm.item("group add Wellness --every monthly --meets 'tue 18:00'")
    assert added["due_on"] == "2026-12-22"
    assert meets(rescrm)[0] == ("2026-11-24", "18:00")


def test_every_other_week_goes_on_in_step(rescrm: Program) -> None:
    rescrm.ok("add Ana Torres")
    rescrm.ok("group add Wellness --meets 'other tue 18:00'")
    rescrm.ok("group join wellness ana")
    days = [day for day, _ in meets(rescrm)]
    assert days == ["2026-11-24", "2026-12-08", "2026-12-22"]
    rescrm.ok("log --group wellness", now=NOV_24)
    assert [day for day, _ in meets(rescrm, now=NOV_24)] == [*days[1:], "2027-01-05"]
    assert rescrm.item("group show wellness", now=NOV_24)["due_on"] == "2026-12-08"


# What to ask ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type", "asks"),
    [("pod", True), ("peer-support", True), ("Peer Support", True), ("wellness", True),
     ("committee", False), ("study-group", False), ("group", False)],
)  # fmt: skip
def test_a_pod_is_asked_about_life_and_a_committee_is_not(
    rescrm: Program, type: str, asks: bool
) -> None:
    rescrm.ok(f"group add G --type '{type}'")
    prompt = rescrm.item("group show G")["prompt"]
    assert (prompt in PROMPTS) if asks else prompt is None


def test_the_question_turns_with_each_meeting_and_not_before(pod: Program) -> None:
    def prompt() -> str:
        return str(pod.item("group show lunch")["prompt"])

    first = prompt()
    pod.ok("log 'coffee with Ana'")
    assert prompt() == first
    seen = [first]
    for day in ("2026-11-01", "2026-11-08", "2026-11-15"):
        pod.ok(f"log --group lunch --on {day}")
        seen.append(prompt())
    assert len(set(seen)) == 4
    pod.ok("undo")
    assert prompt() == seen[-2]


# What is open in it --------------------------------------------------------------------------


def test_points_and_asks_stand_where_the_group_is_shown(pod: Program) -> None:
    pod.ok("agenda group:lunch 'who covers the holidays'")
    pod.ok("agenda ana 'her move'")
    pod.ok("ask okafor 'a talk on sleep' --group lunch --by 2026-12-04")
    pod.ok("ask okafor 'a letter'")
    shown = pod.item("group show lunch")
    assert [each["text"] for each in shown["points"]] == ["who covers the holidays"]
    assert [(each["name"], each["about"], each["state"]) for each in shown["asks"]] == [
        ("Samuel Okafor", "a talk on sleep", "invited")
    ]
    screen = pod.ok("group show lunch --format rich").out
    assert "to talk   who covers the holidays" in screen
    assert "Samuel Okafor: a talk on sleep, by Fri 4 Dec 2026 (invited)" in screen


# Kept to themselves --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("log --group lunch 'debrief after the code'", None),
        ("log --group lunch debrief", None),
        ("log --group lunch --kind debrief 'hard night'", None),
        ("log --group lunch 'debrief' --note 'we are all right'", "we are all right"),
    ],
)
def test_of_a_debrief_the_fact_is_kept_and_no_word(
    pod: Program, line: str, note: str | None
) -> None:
    logged = pod.item(line)
    assert (logged["kind"], logged["note"], logged["group"]) == ("debrief", note, "lunch")
    assert len(logged["people"]) == 4
    kept = str(dumps.journaled()) + str(dumps.steps())
    assert "the code" not in kept and "hard night" not in kept
    assert "the code" not in pod.ok("group report lunch --format rich").out


# Asked for by a filter -----------------------------------------------------------------------


def test_a_filter_of_one_group_names_the_group_itself_too(rescrm: Program) -> None:
    rescrm.ok("add 'Ana Torres' --every '4 weeks' --on 2026-10-01")
    rescrm.ok("add 'Ben Adler' --every '4 weeks' --on 2026-10-01")
    rescrm.ok("group add lunch --type pod --every '2 weeks'")
    rescrm.ok("group add QI --type committee")
    rescrm.ok("group join lunch ana")
    rescrm.ok("group join QI me --term 2026-07..2026-12")

    def found(words: str) -> set[tuple[str, str]]:
        items = rescrm.items(f"due --within 60 {words}")
        return {(each["handle"], each["what"]) for each in items}

    lunch = ("lunch", "group")
    assert found("group:lunch") == {("ana-torres", "check-in"), lunch}
    assert found("group:qi") == {("qi", "hand-over")}
    assert found("group:lunch kind:faculty") == set()
    assert found("-group:lunch") == {("ben-adler", "check-in")}
    assert lunch in found("")
