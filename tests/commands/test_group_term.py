"""A term of one's own: two weeks before its end there is something to hand over."""

from __future__ import annotations

from typing import Any

import pytest

import dumps
from play import Program

BEFORE = "2027-06-15T08:00:00-04:00"
DUE = "2027-06-16T08:00:00-04:00"
LATE = "2027-07-03T08:00:00-04:00"
YEAR = "--term 2026-07..2027-06"


@pytest.fixture
def qi(rescrm: Program) -> Program:
    """A committee with me and Ana in it, mine until June."""
    rescrm.ok("add Ana Torres")
    rescrm.ok("group add QI --type committee")
    rescrm.ok(f"group join QI me --role member {YEAR}")
    rescrm.ok(f"group join QI ana --role chair {YEAR}")
    return rescrm


def to_do(rescrm: Program, group: str = "QI") -> list[dict[str, Any]]:
    return list(rescrm.item(f"group show {group}")["hand_overs"])


def test_the_end_of_a_term_falls_due_two_weeks_before(qi: Program) -> None:
    assert qi.items("due", now=BEFORE) == []
    due = qi.item("due", now=DUE)
    assert (due["what"], due["handle"], due["name"]) == ("hand-over", "qi", "QI")
    assert (due["due_on"], due["limit_on"], due["overdue"]) == ("2027-06-16", "2027-06-30", 0)
    assert (due["about"], due["because"]) == (
        "hand over and thank", "your term ends Wed 30 Jun 2027",
    )  # fmt: skip


def test_what_is_not_done_by_the_last_day_stays(qi: Program) -> None:
    assert qi.item("due", now=LATE)["overdue"] == 17


def test_nobody_elses_term_asks_for_anything(rescrm: Program) -> None:
    rescrm.ok("add Ana Torres")
    rescrm.ok("group add QI --type committee")
    rescrm.ok(f"group join QI ana --role chair {YEAR}")
    assert rescrm.items("due --within 3650") == []
    rescrm.ok("group join QI me --role member")
    assert rescrm.items("due --within 3650") == []


def test_joining_says_what_the_end_will_ask_for(qi: Program) -> None:
    said = qi.ok(f"group join QI me {YEAR} --format rich").out
    assert "hand over and thank, by Wed 16 Jun 2027, id 1" in said
    assert to_do(qi)[0]["by"] == "2027-06-16"


def test_done_closes_it(qi: Program) -> None:
    closed = qi.item("done 1", now=DUE)
    assert (closed["what"], closed["handle"], closed["done_on"]) == (
        "hand-over", "qi", "2027-06-16",
    )  # fmt: skip
    assert qi.items("due", now=LATE) == []
    qi.ok("undo", now=DUE)
    assert qi.item("due", now=DUE)["id"] == 1


@pytest.mark.parametrize(
    ("line", "due_on", "limit_on"),
    [
        ("--term 2026-07..2027-12", "2027-12-17", "2027-12-31"),
        ("--term 2026-07-01..2027-03-15", "2027-03-01", "2027-03-15"),
        ("--term 2026-07..2026-11-30", "2026-11-22", "2026-11-30"),
        ("--role chair", "2027-06-16", "2027-06-30"),
        ("--role member --term 2027-07..2028-06", "2028-06-16", "2028-06-30"),
    ],
)
def test_it_moves_with_the_term_and_keeps_its_number(
    qi: Program, line: str, due_on: str, limit_on: str
) -> None:
    qi.ok(f"group join QI me {line}")
    (due,) = qi.items("due --within 3650")
    assert (due["id"], due["due_on"], due["limit_on"]) == (1, due_on, limit_on)


def test_another_role_afterwards_has_an_end_of_its_own(qi: Program) -> None:
    qi.ok("group join QI me --role chair --term 2027-07..2028-06")
    assert [each["limit_on"] for each in qi.items("due --within 3650")] == [
        "2027-06-30", "2028-06-30",
    ]  # fmt: skip


def test_who_leaves_has_nothing_to_hand_over(qi: Program) -> None:
    qi.ok("group leave QI me")
    assert qi.items("due --within 3650") == []
    qi.ok("undo")
    assert qi.item("due --within 3650")["id"] == 1
    qi.ok("group leave QI ana")
    assert qi.item("due --within 3650")["id"] == 1


def test_a_term_that_is_over_asks_for_nothing(qi: Program) -> None:
    qi.ok("group add Wellness")
    qi.ok("group join Wellness me --term 2024-07..2025-06")
    assert to_do(qi, "Wellness") == []
    assert qi.item("group show Wellness")["members"] == []


def test_an_earlier_term_stands_beside_this_one(qi: Program) -> None:
    qi.ok("group join QI me --role member --term 2024-07..2025-06")
    (me, _) = qi.item("group show QI")["members"]
    assert (me["from"], me["to"]) == ("2026-07-01", "2027-06-30")
    assert len(to_do(qi)) == 1


def test_a_term_to_come_ends_what_is_now(qi: Program) -> None:
    qi.ok("add Ben Adler")
    qi.ok("group join QI ben", now="2026-10-01T08:00:00-04:00")
    qi.ok("group join QI ben --role chair --term 2027-07..2028-06")
    terms = [
        (each["role"], each["from"], each["to"])
        for each in qi.item("group show QI")["members"]
        if each["handle"] == "ben-adler"
    ]
    assert terms == [
        (None, "2026-10-01", "2027-06-30"), ("chair", "2027-07-01", "2028-06-30"),
    ]  # fmt: skip


@pytest.mark.parametrize("term", ["2027-06..2026-07", "jun 2027..jul 2026", "2027-07-01..2027-06"])
def test_a_term_that_ends_before_it_begins_is_refused(qi: Program, term: str) -> None:
    before = dumps.journaled()
    said = qi(f"group join QI me --term '{term}' --json")
    assert (said.code, said.error["error"]) == (2, "range")
    assert "ends before it begins" in said.error["message"]
    assert dumps.journaled() == before


@pytest.mark.parametrize("who", ["QI", "qi", "1"])
def test_why_tells_how_it_came_by_its_day(qi: Program, who: str) -> None:
    told = qi.item(f"why {who}")
    assert (told["what"], told["due_on"], told["id"]) == ("hand-over", "2027-06-16", 1)
    assert [step["day"] for step in told["steps"]] == ["2026-11-22", "2027-06-16", "2027-06-30"]
    assert told["steps"][0]["text"] == "your term ends Wed 30 Jun 2027: hand over and thank"


def test_why_of_a_group_tells_the_meeting_first(qi: Program) -> None:
    qi.ok("group edit QI --every monthly")
    assert [each["what"] for each in qi.items("why QI")] == ["group", "hand-over"]
    assert [each["what"] for each in qi.items("why 1")] == ["hand-over"]


def test_it_can_be_put_off_and_moved_like_any_item(qi: Program) -> None:
    assert qi.item("snooze 1 2027-06-28", now=DUE)["due_on"] == "2027-06-28"
    assert qi.items("due", now="2027-06-27T08:00:00-04:00") == []
    assert qi.item("edit 1 --by 2027-06-20", now=DUE)["by"] == "2027-06-20"
    assert qi.item("due --within 10", now=DUE)["limit_on"] == "2027-06-30"
    qi.ok("remove 1")
    assert qi.items("due --within 3650") == []


def test_the_plan_and_the_digest_have_it(qi: Program) -> None:
    (planned,) = qi.items("upcoming 7", now="2027-06-12T08:00:00-04:00")
    assert (planned["handle"], planned["planned_on"]) == ("qi", "2027-06-16")
    assert "QI, hand-over: hand over and thank" in qi.ok("digest", now=DUE).out


def test_a_calendar_has_it_until_you_leave(qi: Program) -> None:
    assert "SUMMARY:Hand over: QI" in qi.ok("export ics --days 365").out
    qi.ok("group leave QI me")
    told = qi.ok("export ics --days 365").out
    assert "SUMMARY:Hand over: QI" in told and "STATUS:CANCELLED" in told


def test_a_pause_leaves_it_to_wait(qi: Program) -> None:
    qi.ok("pause 2027-06-10..2027-06-20", now=BEFORE)
    assert qi.items("due", now=DUE) == []
    assert qi.item("due", now="2027-06-21T08:00:00-04:00")["what"] == "hand-over"


def test_one_join_is_one_step_and_dry_run_none(qi: Program) -> None:
    before = dumps.journaled(), dumps.agenda()
    qi.ok("group join QI me --role chair --term 2026-07..2027-12 --dry-run")
    assert (dumps.journaled(), dumps.agenda()) == before
    qi.ok("group join QI me --role chair --term 2026-07..2027-12")
    assert dumps.journaled() != before[0]
    qi.ok("undo")
    assert (dumps.journaled(), dumps.agenda()) == before
    qi.ok("redo")
    assert qi.item("due --within 3650")["limit_on"] == "2027-12-31"


def test_the_same_again_makes_no_step(qi: Program) -> None:
    steps = dumps.steps()
    qi.ok(f"group join QI me --role member {YEAR}")
    assert dumps.steps() == steps


def test_a_copy_of_everything_holds_it(qi: Program) -> None:
    (kept,) = dumps.journaled()["commitment"]
    assert kept[2:6] == ("hand-over", None, "hand over and thank", "2026-11-22")
    assert "hand over and thank" in qi.ok("export json").out
    assert qi("doctor").code == 0
