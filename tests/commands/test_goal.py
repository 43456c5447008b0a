"""Goals a month: set, counted, told kindly."""

from __future__ import annotations

import pytest

import dumps
from play import Program

KEYS = ["name", "wanted", "counts", "done", "text", "suggestion", "handle"]


@pytest.fixture
def people(rescrm: Program) -> Program:
    """Faculty, a fellow, a co-resident."""
    rescrm.ok('add "Anna Lindqvist" -k faculty --every "3 months" --on 2026-06-01')
    rescrm.ok('add "Maya Rao" -k faculty --every "6 months" --on 2026-06-01')
    rescrm.ok('add "Lee Wong" -k fellow')
    rescrm.ok('add "Ana Torres" -k co-resident')
    return rescrm


def done(rescrm: Program, name: str, **more: str) -> int:
    (found,) = [each for each in rescrm.items("goal list", **more) if each["name"] == name]
    return int(found["done"])


@pytest.mark.parametrize(
    ("line", "name", "wanted", "counts"),
    [
        ("event 1", "event", 1, "event"),
        ("Events 2", "event", 2, "event"),
        ("committee 1", "committee", 1, "committee"),
        ('"faculty meeting" 1', "faculty meeting", 1, "meeting kind:faculty"),
        ("faculty meeting 3", "faculty meeting", 3, "meeting kind:faculty"),
        (
            '"peer coffee" 2 --counts "touch kind:co-resident"',
            "peer coffee",
            2,
            "touch kind:co-resident",
        ),
        ("anyone 99 --counts touch", "anyone", 99, "touch"),
    ],
)
def test_a_goal_is_set(people: Program, line: str, name: str, wanted: int, counts: str) -> None:
    item = people.item(f"goal set {line}")
    assert list(item) == KEYS
    assert (item["name"], item["wanted"], item["counts"]) == (name, wanted, counts)
    assert people.items("goal list") == [item]


def test_set_again_it_keeps_its_place_and_what_it_counts(people: Program) -> None:
    people.ok('goal set "peer coffee" 2 --counts "touch kind:co-resident"')
    people.ok("goal set event 1")
    people.ok('goal set "Peer Coffee" 3')
    found = [(each["name"], each["wanted"]) for each in people.items("goal list")]
    assert found == [("peer coffee", 3), ("event", 1)]
    assert people.items("goal list")[0]["counts"] == "touch kind:co-resident"


def test_the_same_goal_again_is_no_step(people: Program) -> None:
    people.ok("goal set event 1")
    steps = len(people.items("history"))
    people.ok("goal set event 1")
    assert len(people.items("history")) == steps


def test_zero_lets_it_go_and_undo_brings_it_back(people: Program) -> None:
    people.ok("goal set event 1")
    people.ok("goal set event 0 --dry-run")
    assert len(people.items("goal list")) == 1
    assert people.item("goal set event 0")["name"] == "event"
    assert people.items("goal list") == []
    people.ok("undo")
    assert [each["name"] for each in people.items("goal list")] == ["event"]


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("goal set", 2, "missing"),
        ("goal set event", 2, "how many a month"),
        ("goal set 1", 2, "how many a month"),
        ("goal set event many", 2, "how many a month"),
        ("goal set event 100", 2, "a lot for a month"),
        ("goal set event 99999999999999999999", 2, "how many a month"),
        ("goal set walking 1", 2, "--counts"),
        ("goal set walking 1 --counts steps", 2, "nothing to count"),
        ('goal set x 1 --counts "touch foo:bar"', 2, "no filter"),
        ('goal set x 1 --counts "touch role:boss"', 2, "no role"),
        ("goal set walking 0", 4, 'no goal "walking"'),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    people: Program, line: str, code: int, told: str
) -> None:
    before = dumps.journaled()
    said = people(line)
    assert said.code == code
    assert told in said.err.lower()
    assert dumps.journaled() == before


# What counts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "counted"),
    [
        ("--from 2026-11-22", 1),
        ("--from 2026-11-01", 1),
        ("--from 2026-10-30 --to 2026-11-01", 1),
        ("--from 2026-11-20 --to 2026-12-02", 1),
        ("--from 2026-10-30 --to 2026-10-31", 0),
        ("--from 2026-11-23", 0),
        ("--from 2026-12-01", 0),
    ],
)
def test_an_event_counts_in_the_months_it_took_place(
    people: Program, dates: str, counted: int
) -> None:
    people.ok("goal set event 1")
    people.ok(f'event add "Intern retreat" {dates}')
    assert done(people, "event") == counted


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ('"coffee with Lindqvist"', 1),
        ('"met Lindqvist"', 1),
        ('"call with Lindqvist and Maya"', 1),
        ('"zoom with Maya" --on 2026-11-01', 1),
        ('"coffee with Maya" --on 2026-10-31', 0),
        ('"coffee with Maya" --on 2026-11-23', 0),
        ('"emailed Maya"', 0),
        ('"Maya, talked boards"', 0),
        ('"call with Maya" --attempt', 0),
        ('"coffee with Lee"', 0),
        ('"coffee with Lee" --missed maya', 0),
    ],
)
def test_a_faculty_meeting_is_a_meeting_with_faculty(
    people: Program, line: str, counted: int
) -> None:
    people.ok('goal set "faculty meeting" 1')
    people.ok(f"log {line}")
    assert done(people, "faculty meeting") == counted


def test_touches_count_whatever_their_kind(people: Program) -> None:
    people.ok('goal set peers 2 --counts "touch kind:co-resident"')
    people.ok('log "texted Ana"')
    people.ok('log "coffee with Ana and Lee"')
    people.ok('log "coffee with Lee"')
    assert done(people, "peers") == 2
    assert people.items("goal list")[0]["text"] == "peers: both done"
    assert done(people, "peers", now="2026-12-01T08:00:00-05:00") == 0


def test_a_committee_counts_by_its_meetings_or_while_you_are_in_it(people: Program) -> None:
    people.ok("goal set committee 2")
    people.ok("group add QI --type committee")
    people.ok("group add lunch --type pod")
    people.ok("group join QI maya")
    people.ok("group join lunch me ana")
    people.ok('log --group lunch "meal"')
    assert done(people, "committee") == 0
    people.ok('log --group qi "meeting"')
    people.ok('log --group qi "call"')
    assert done(people, "committee") == 2
    assert done(people, "committee", now="2026-12-01T08:00:00-05:00") == 0
    people.ok("group join QI me --term 2026-07..2026-12")
    assert done(people, "committee", now="2026-12-01T08:00:00-05:00") == 1
    assert done(people, "committee", now="2027-01-01T08:00:00-05:00") == 0


def test_a_meeting_nobody_came_to_counts_for_no_committee_and_two_roles_are_one(
    people: Program,
) -> None:
    people.ok("goal set committee 2")
    people.ok("group add QI --type committee")
    people.ok("group join QI maya")
    people.ok('log --group qi "call" --attempt')
    assert done(people, "committee") == 0
    people.ok("group join QI me --role chair --term 2026-07..2026-12")
    people.ok("group join QI me --role member --term 2026-09..2027-06")
    assert done(people, "committee") == 1


# How to go on -------------------------------------------------------------------------------


def suggested(rescrm: Program) -> tuple[str | None, str | None]:
    (item,) = rescrm.items("goal list")
    return item["handle"], item["suggestion"]


def test_nobody_is_suggested_whom_one_has_never_met(people: Program) -> None:
    people.ok('goal set "faculty meeting" 1')
    assert suggested(people) == (None, None)


def test_who_is_due_first_is_suggested_with_what_is_known(people: Program) -> None:
    people.ok('goal set "faculty meeting" 1')
    people.ok('log "coffee with Maya, IRB reply" --on 2026-08-01')
    assert suggested(people) == ("maya-rao", "perhaps Maya Rao: last time, IRB reply")
    people.ok('event add "Intern retreat" --from 2026-09-12 --type program')
    people.ok('log "met Lindqvist" --on 2026-09-12 --event intern-retreat')
    assert suggested(people) == (
        "anna-lindqvist",
        "perhaps Anna Lindqvist: you last met at Intern retreat",
    )
    people.ok("rest lindqvist")
    assert suggested(people)[0] == "maya-rao"
    people.ok("archive maya")
    assert suggested(people) == (None, None)


def test_it_is_the_rhythm_that_says_who_is_due_first(people: Program) -> None:
    people.ok('goal set "faculty meeting" 1')
    people.ok('add "Aaron Fox" -k faculty')
    for who in ("Aaron", "Maya", "Lindqvist"):
        people.ok(f'log "coffee with {who}" --on 2026-08-01')
    people.ok("promise maya the deck by 2026-11-23")
    assert suggested(people)[0] == "anna-lindqvist"  # every 3 months, Maya every 6, Aaron never


def test_who_rests_until_today_is_back_today(people: Program) -> None:
    people.ok('goal set "faculty meeting" 1')
    people.ok('log "coffee with Maya" --on 2026-08-01')
    people.ok("rest maya --until 2026-11-23")
    assert suggested(people)[0] is None
    (item,) = people.items("goal list", now="2026-11-23T08:00:00-05:00")
    assert item["handle"] == "maya-rao"


def test_who_has_not_answered_three_times_is_left_in_peace(people: Program) -> None:
    people.ok('goal set "faculty meeting" 1')
    people.ok('log "coffee with Maya" --on 2026-08-01')
    assert suggested(people) == ("maya-rao", "perhaps Maya Rao: last coffee Sat 1 Aug")
    for day in ("2026-09-01", "2026-09-20", "2026-10-10"):
        people.ok(f"log email maya --attempt --on {day}")
    assert suggested(people) == (None, None)


def test_who_was_woken_after_three_tries_is_suggested_again(people: Program) -> None:
    people.ok('goal set "faculty meeting" 1')
    people.ok('log "coffee with Maya" --on 2026-08-01')
    for day in ("2026-09-01", "2026-09-20", "2026-10-10"):
        people.ok(f"log email maya --attempt --on {day}")
    people.ok("wake maya")
    assert suggested(people) == ("maya-rao", "perhaps Maya Rao: last coffee Sat 1 Aug")


def test_an_event_of_the_month_that_is_to_come_is_suggested(people: Program) -> None:
    people.ok("goal set event 1")
    people.ok('event add "Next month" --from 2026-12-03')
    assert suggested(people) == (None, None)
    people.ok('event add "Intern retreat" --from 2026-11-27')
    assert suggested(people) == (None, "Intern retreat begins Fri 27 Nov")


@pytest.mark.parametrize(
    ("begins", "suggestion"),
    [
        ("2026-11-22", None),  # it counts already
        ("2026-11-23", "Boards begins Mon 23 Nov"),
        ("2026-11-30", "Boards begins Mon 30 Nov"),
        ("2026-12-01", None),
    ],
)
def test_what_begins_after_today_and_in_this_month_is_to_come(
    people: Program, begins: str, suggestion: str | None
) -> None:
    people.ok("goal set event 2")
    people.ok(f"event add Boards --from {begins}")
    assert suggested(people) == (None, suggestion)


def test_a_goal_that_is_reached_needs_no_suggestion(people: Program) -> None:
    people.ok('goal set "faculty meeting" 1')
    people.ok('log "coffee with Maya"')
    assert suggested(people) == (None, None)


# Where they are told ------------------------------------------------------------------------


def test_the_digest_tells_the_goals_and_they_alone_are_no_news(rescrm: Program) -> None:
    rescrm.ok("goal set event 1")
    rescrm.ok("goal set committee 1")
    assert rescrm.ok("digest --if-any").out == ""
    found = rescrm.item("digest")["goals"]
    assert found == rescrm.items("goal list")
    assert (
        "Goals       one event this month: not yet · one committee: not yet"
        in rescrm.ok("digest").out.splitlines()
    )


def test_the_starter_goals_are_these(rescrm: Program) -> None:
    made = [each for each in rescrm.items("init --starter") if each["what"] == "goal"]
    assert made == [
        {"what": "goal", "where": name, "made": True}
        for name in ("event", "committee", "faculty meeting")
    ]
    rescrm.ok("goal set event 3")
    rescrm.ok("goal set committee 0")
    rescrm.ok("init --starter")
    found = {each["name"]: each["wanted"] for each in rescrm.items("goal list")}
    assert found == {"event": 3, "faculty meeting": 1, "committee": 1}


def test_without_starter_there_are_no_goals(rescrm: Program) -> None:
    rescrm.ok("init")
    assert rescrm.items("goal list") == []
    assert "none are needed" in rescrm.ok("goal list").err


def test_a_gentle_word_when_very_many_people_have_a_rhythm(rescrm: Program) -> None:
    names = "".join(f"Person{nth},Example{nth},,,,,\n" for nth in range(61))
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    from pathlib import Path

    Path("Connections.csv").write_text(head + names, encoding="utf-8")
    rescrm.ok("import Connections.csv --kind alum")
    assert "A handful" not in rescrm.ok("goal list").err
    told = rescrm.ok("rule set kind:alum 6mo")
    assert "More than 60 people have a rhythm now. A handful" in told.err
    assert "A handful" in rescrm.ok("goal list").err
    assert "A handful" not in rescrm.ok("goal list --quiet").err
    assert "A handful" not in rescrm.ok("rule set @person0-example0 never").err
    assert "A handful" not in rescrm.ok("rule set kind:faculty 3mo").err
