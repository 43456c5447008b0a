"""Groups and who is in them; mentors and their roles."""

from __future__ import annotations

from typing import Any

import pytest

import dumps
from play import Program

IN_JULY = "2027-07-02T08:00:00-04:00"


@pytest.fixture
def people(rescrm: Program) -> Program:
    """Three co-residents and an attending."""
    for name in ("Ana Torres", "Ben Adler", "Dee Park", "Samuel Okafor"):
        rescrm.ok(f"add {name}")
    return rescrm


def members(rescrm: Program, group: str = "lunch", now: str | None = None) -> list[str]:
    found = rescrm.item(f"group show {group}", now=now)
    return [each["handle"] for each in found["members"]]


# Groups --------------------------------------------------------------------------------------


def test_a_group_is_kept_with_its_rhythm(people: Program) -> None:
    assert people.item('group add Lunch pod --type pod --every "2w"') == {
        "handle": "lunch-pod",
        "name": "Lunch pod",
        "type": "pod",
        "every": "every 2 weeks",
        "meets": None,
        "members": [],
        "last": None,
        "due_on": "2026-12-06",
    }


def test_a_ritual_falls_due_on_its_own_days(people: Program) -> None:
    found = people.item('group add Wellness --type peer-support --meets "2nd tue"')
    assert (found["every"], found["meets"]) == (None, "every 2nd tue")
    assert found["due_on"] == "2026-12-08"
    people.ok("group join wellness ana ben")
    people.ok("log 'yoga' --group wellness", now="2026-12-08T20:00:00-05:00")
    now = people.item("group show wellness", now="2026-12-09T08:00:00-05:00")
    assert (now["last"], now["due_on"]) == ("2026-12-08", "2027-01-12")


def test_a_group_without_a_rhythm_is_never_due(people: Program) -> None:
    assert people.item("group add QI --type committee")["due_on"] is None
    assert people.items("due --within 3650") == []


@pytest.mark.parametrize(
    "options",
    [
        "--every 7",
        "--every '2nd tue 18:00'",
        "--meets '6 weeks'",
        "--meets someday",
        "--meets '2nd tue 25:00'",
        "--meets 18:00",
        "--type '7 up'",
        "--type ''",
        "--type x",
    ],
)
def test_a_rhythm_or_a_type_that_cannot_be_is_refused(people: Program, options: str) -> None:
    assert people(f"group add lunch {options}").code == 2
    assert people.items("group list") == []


@pytest.mark.parametrize("name", ["me", "Me", "' '"])
def test_a_group_has_a_name_and_it_is_not_you(people: Program, name: str) -> None:
    assert people(f"group add {name}").code == 2


def test_the_same_name_twice_is_refused(people: Program) -> None:
    people.ok("group add Lunch")
    said = people("group add lunch --json")
    assert (said.code, said.error["candidates"]) == (3, ["lunch"])


def test_groups_are_listed_by_name(people: Program) -> None:
    for name in ("lunch", "QI", "Wellness"):
        people.ok(f"group add {name}")
    assert [each["handle"] for each in people.items("group list")] == ["lunch", "qi", "wellness"]


def test_a_group_nobody_knows_is_not_found(people: Program) -> None:
    assert people("group show lunch").code == 4
    assert people("group join lunch ana").code == 4


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("pod", "pod"), ("Pods", "pod"), ("COMMITTEE", "committee"),
        ("interest group", "interest-group"), ("interest", "interest"),
        ("study_group", "study-group"), ("Study Groups", "study-group"), ("study", "study"),
        ("journal club", "journal-club"), ("journalclub", "journal-club"),
        ("peer support", "peer-support"), ("Peer-Support", "peer-support"),
        ("ward  choir", "ward-choir"), ("class", "class"), ("Ärzte", "ärzte"),
    ],
)  # fmt: skip
def test_a_type_is_any_word_in_one_spelling(people: Program, typed: str, kept: str) -> None:
    assert people.item(f"group add G --type '{typed}'")["type"] == kept


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [
        ("--name 'Long lunch'", "name", "Long lunch"),
        ("--name LUNCH", "name", "LUNCH"),
        ("--type 'peer support'", "type", "peer-support"),
        ("--every monthly", "every", "every month"),
        ("--every ''", "every", None),
        ("--meets 'tue noon'", "meets", "every tue 12:00"),
    ],
)
def test_a_group_is_changed_and_keeps_its_handle(
    people: Program, options: str, key: str, value: str | None
) -> None:
    before = people.item("group add lunch --type pod --every '2 weeks'")
    changed = people.item(f"group edit lunch {options}")
    assert changed["handle"] == "lunch" and changed[key] == value
    assert {each for each in before if before[each] != changed[each]} <= {key, "due_on"}
    people.ok("undo")
    assert people.item("group list") == before


def test_another_rhythm_moves_the_day(people: Program) -> None:
    people.ok("group add lunch --type pod --every '2 weeks'")
    assert people.item("group edit lunch --every monthly")["due_on"] == "2026-12-22"
    assert people.item("group edit lunch --every ''")["due_on"] is None
    assert people.items("due --within 3650") == []


@pytest.mark.parametrize(
    ("options", "code"),
    [("", 2), ("--name ' '", 2), ("--name me", 2), ("--every 7", 2), ("--meets someday", 2),
     ("--type '!'", 2), ("--type ''", 2), ("--name qi", 3)],
)  # fmt: skip
def test_a_change_that_cannot_be_is_refused(people: Program, options: str, code: int) -> None:
    people.ok("group add lunch")
    people.ok("group add QI")
    before = dumps.journaled()
    assert people(f"group edit lunch {options}").code == code
    assert dumps.journaled() == before


def test_the_same_again_is_no_step(people: Program) -> None:
    people.ok("group add lunch --every monthly")
    steps = dumps.steps()
    people.ok("group edit lunch --name lunch --every monthly")
    assert dumps.steps() == steps


def test_of_a_group_that_is_removed_what_happened_stays(people: Program) -> None:
    people.ok("group add lunch --type pod --every '2 weeks'")
    people.ok("group join lunch ana ben me --term 2026-07..2027-06")
    people.ok("rule set group:lunch '2 weeks'")
    people.ok("ask okafor 'a talk' --group lunch")
    people.ok("log --group lunch 'soup'")
    before = dumps.journaled(), dumps.agenda()
    assert people.item("group remove lunch")["handle"] == "lunch"
    assert people.items("group list") == [] and people.items("rule list") == []
    assert [each["note"] for each in people.items("timeline ana")] == ["soup"]
    assert [each["about"] for each in people.items("asks")] == ["a talk"]
    assert {each["what"] for each in people.items("due --within 3650")} == {"ask"}
    assert people("doctor").code == 0
    people.ok("undo")
    assert (dumps.journaled(), dumps.agenda()) == before


# Members -------------------------------------------------------------------------------------


@pytest.fixture
def lunch(people: Program) -> Program:
    """The same, with Ana, Ben and me in a pod."""
    people.ok('group add lunch --type pod --every "2 weeks"')
    people.ok("group join lunch ana ben me")
    return people


def test_people_join_and_you_do_too(lunch: Program) -> None:
    assert members(lunch) == ["ana-torres", "ben-adler", "me"]
    assert [each["handle"] for each in lunch.items("list group:lunch")] == [
        "ana-torres", "ben-adler",
    ]  # fmt: skip


def test_a_role_and_a_term_are_kept(people: Program) -> None:
    people.ok("group add QI --type committee")
    people.ok("group join QI me --role member --term 2026-07..2027-06")
    (me,) = people.item("group show QI")["members"]
    assert (me["handle"], me["role"]) == ("me", "member")
    assert (me["from"], me["to"]) == ("2026-07-01", "2027-06-30")
    assert members(people, "QI", now="2027-06-30T20:00:00-04:00") == ["me"]
    assert members(people, "QI", now=IN_JULY) == []


@pytest.mark.parametrize("term", ["2027-06..2026-07", "someday", "10d", ""])
def test_a_term_that_ends_before_it_begins_is_refused(lunch: Program, term: str) -> None:
    before = dumps.journaled()
    said = lunch(f"group join lunch dee --term '{term}'")
    assert said.code == (2 if term else 0)
    assert (dumps.journaled() == before) is bool(term)


def test_joining_again_changes_the_role_and_doubles_nothing(lunch: Program) -> None:
    lunch.ok("group join lunch ana --role chair")
    (ana,) = [
        each for each in lunch.item("group show lunch")["members"] if each["handle"] == "ana-torres"
    ]
    assert (ana["role"], ana["from"], ana["to"]) == ("chair", "2026-11-22", None)
    steps = dumps.steps()
    lunch.ok("group join lunch ana ben")
    assert dumps.steps() == steps


def test_the_next_term_stands_beside_this_one(people: Program) -> None:
    people.ok("group add QI")
    people.ok("group join QI ana --term 2026-07..2027-06")
    people.ok("group join QI ana --role chair --term 2027-07..2028-06")
    terms = [(each["role"], each["to"]) for each in people.item("group show QI")["members"]]
    assert terms == [(None, "2027-06-30"), ("chair", "2028-06-30")]
    (now,) = people.item("group show QI", now=IN_JULY)["members"]
    assert now["role"] == "chair"


def test_who_leaves_is_gone_and_what_was_is_kept(lunch: Program) -> None:
    lunch.ok("group leave lunch ben me", now="2026-12-01T08:00:00-05:00")
    assert members(lunch, now="2026-12-01T08:00:00-05:00") == ["ana-torres"]
    assert members(lunch, now="2026-11-25T08:00:00-05:00") == ["ana-torres", "ben-adler", "me"]
    assert members(lunch, now="2026-11-30T08:00:00-05:00") == ["ana-torres", "ben-adler", "me"]


def test_who_joined_today_and_leaves_was_never_in_it(lunch: Program) -> None:
    lunch.ok("group leave lunch ben")
    assert members(lunch) == ["ana-torres", "me"]
    assert not [row for row in dumps.journaled()["member"] if row[5] and row[5] < row[4]]


def test_who_is_not_in_it_cannot_leave_and_nobody_else_does(lunch: Program) -> None:
    before = dumps.journaled()
    said = lunch("group leave lunch ana dee --json")
    assert said.code == 4 and "dee-park is not in lunch" in said.error["message"]
    assert dumps.journaled() == before


@pytest.mark.parametrize(("who", "code"), [("zed", 4), ("a", 3)])
def test_naming_who_joins_may_fail(lunch: Program, who: str, code: int) -> None:
    lunch.ok("add Ann Abel --nick a")
    lunch.ok("add Amy Ames --nick a")
    assert lunch(f"group join lunch {who}").code == code


def test_a_crowded_pod_is_told_so_kindly(lunch: Program) -> None:
    for name in ("Flo Finn", "Gus Grey", "Hal Hill"):
        lunch.ok(f"add {name}")
    assert lunch.ok("group join lunch dee flo gus").err == ""
    assert "three to five people" in lunch.ok("group join lunch hal").err
    assert "three to five people" in lunch.ok("group show lunch").err
    assert lunch.ok("group leave lunch hal").err == ""


def test_so_is_a_small_one_and_no_other_group_is(lunch: Program) -> None:
    assert "two so far" in lunch.ok("group show lunch").err
    assert lunch.ok("group join lunch dee").err == ""
    assert "two so far" in lunch.ok("group leave lunch dee").err
    assert "one so far" in lunch.ok("group leave lunch ben").err
    assert "nobody yet" in lunch.ok("group leave lunch ana").err
    assert lunch.ok("group edit lunch --type committee").err == ""
    assert lunch.ok("group join lunch ana").err == ""


def test_a_pod_without_anyone_is_told_who_talks_best_on_the_screen(people: Program) -> None:
    said = people.ok("group add lunch --type pod --format rich")
    assert "Three to five talk best." in said.out and said.err == ""
    assert "talk best" not in people.ok("group add QI --type committee --format rich").out


@pytest.mark.parametrize(
    "line",
    ["group add QI --every monthly", "group join lunch dee", "group leave lunch ana",
     "group edit lunch --name Supper --every weekly", "group remove lunch"],
)  # fmt: skip
def test_each_change_is_one_step_back(lunch: Program, line: str) -> None:
    before = dumps.journaled(), dumps.agenda()
    lunch.ok(f"{line} --dry-run")
    assert (dumps.journaled(), dumps.agenda()) == before
    lunch.ok(line)
    assert dumps.journaled() != before[0]
    lunch.ok("undo")
    assert (dumps.journaled(), dumps.agenda()) == before


# Mentors -------------------------------------------------------------------------------------


def roles(rescrm: Program, line: str) -> list[dict[str, Any]]:
    return rescrm.items(f"mentor set okafor {line}")


def test_a_mentor_has_a_role_from_today_on(people: Program) -> None:
    assert roles(people, "--role research") == [
        {
            "role": "research",
            "handle": "samuel-okafor",
            "name": "Samuel Okafor",
            "from": "2026-11-22",
            "until": None,
        }
    ]
    assert people.item("list role:research")["handle"] == "samuel-okafor"
    assert people.item("list role:any")["handle"] == "samuel-okafor"


def test_several_roles_at_once_and_more_later(people: Program) -> None:
    roles(people, "--role 'Research, career'")
    found = roles(people, "--role identity --from 2026-07-01 --until 2027-06-30")
    assert [each["role"] for each in found] == ["career", "identity", "research"]
    assert (found[1]["from"], found[1]["until"]) == ("2026-07-01", "2027-06-30")


def test_a_role_ends_on_the_day_that_was_said(people: Program) -> None:
    people.ok('rule set role:research "6 weeks"')
    roles(people, "--role research")
    (found,) = roles(people, "--role research --until 2027-06-30")
    assert (found["from"], found["until"]) == ("2026-11-22", "2027-06-30")
    assert people.items("list role:research", now=IN_JULY) == []
    before = [due["what"] for due in people.items("due", now="2027-06-30T08:00:00-04:00")]
    assert before == ["check-in"] and people.items("due", now=IN_JULY) == []


@pytest.mark.parametrize(
    "options",
    [
        "--role boss",
        "--role research,boss",
        "--role ''",
        "--role any",
        "--role research --until 2026-11-21",
        "--role research --from 2027-01-02 --until 2027-01-01",
        "--role research --from someday",
        "",
    ],
)
def test_a_role_that_cannot_be_is_refused(people: Program, options: str) -> None:
    before = dumps.journaled()
    assert people(f"mentor set okafor {options}").code == 2
    assert dumps.journaled() == before


def test_a_role_they_have_cannot_end_before_it_began(people: Program) -> None:
    roles(people, "--role research --from 2026-09-01")
    assert people("mentor set okafor --role research --until 2026-08-31").code == 2
    assert roles(people, "--role research --until 2026-10-31") == []


def test_the_same_again_makes_no_step(people: Program) -> None:
    roles(people, "--role research")
    steps = dumps.steps()
    roles(people, "--role research")
    assert dumps.steps() == steps


def test_a_role_is_one_step_back(people: Program) -> None:
    before = dumps.journaled()
    roles(people, "--role research,career")
    people.ok("undo")
    assert dumps.journaled() == before


def test_naming_a_mentor_may_fail(people: Program) -> None:
    assert people("mentor set zed --role research").code == 4
    people.ok("add Ada Okafor")
    assert people("mentor set okafor --role research").code == 3


# The link to its chat ------------------------------------------------------------------------

LINK = "https://signal.group/abc-Xyz"


@pytest.fixture
def chat(people: Program) -> Program:
    people.ok("group add lunch --type pod --every '2 weeks'")
    people.ok(f"group edit lunch --link {LINK}")
    return people


def test_a_link_is_shown_with_its_group_alone(chat: Program) -> None:
    assert chat.item("group show lunch")["link"] == LINK
    assert LINK in chat.ok("group show lunch --format rich").out
    for line in ("group list --json", "group report lunch --json", "history --json",
                 "export ics --with-notes -o -", "due --within 30 --json"):  # fmt: skip
        assert LINK not in chat.ok(line).out


def test_a_link_goes_by_an_empty_one_and_comes_back_by_undo(chat: Program) -> None:
    chat.ok("group edit lunch --link ''")
    assert chat.item("group show lunch")["link"] is None
    chat.ok("undo")
    assert chat.item("group show lunch")["link"] == LINK


@pytest.mark.parametrize("link", ["'two words'", "'…'", "'-'"])
def test_what_is_no_link_is_refused(chat: Program, link: str) -> None:
    assert chat(f"group edit lunch --link {link}").code == 2
    assert chat.item("group show lunch")["link"] == LINK


# What is nearly right ------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["comittee", "commitee", "Commitees", "jurnal club"])
def test_a_type_that_is_nearly_a_known_one_is_asked_about(people: Program, typed: str) -> None:
    said = people(f'group add QI --type "{typed}"')
    assert said.code == 3
    assert "Nothing was changed. Say --type " in said.err
    assert people.items("group list") == []
    people.ok("group add QI --type pod")
    assert people(f'group edit qi --type "{typed}"').code == 3


def test_a_type_of_ones_own_is_taken_and_from_then_on_known(people: Program) -> None:
    assert people.item("group add Run --type running-club")["type"] == "running-club"
    assert people.item("group add A --type comittee --yes")["type"] == "comittee"
    assert people.item("group add B --type comittee")["type"] == "comittee"


def test_a_term_that_is_over_says_so(people: Program) -> None:
    people.ok("group add QI --type committee")
    said = people.ok("group join qi me --role chair --term 2024-07..2025-06")
    assert said.err == (
        "That term was over on Mon 30 Jun 2025: it is kept as what was, and nobody is in QI by "
        "it today.\n"
    )
    assert members(people, "qi") == []
    assert people.ok("group join qi me --role chair --term 2026-07..2027-06").err == ""
    assert people.ok("group join qi ana --term 2026-01-01..2026-11-22").err == ""
