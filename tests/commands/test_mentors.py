"""Mentors by role, the roles without anyone, mentees; roles given and ended."""

from __future__ import annotations

import pytest

import dumps
from play import Program

ROLES = ["clinical", "research", "career", "identity"]


@pytest.fixture
def faculty(rescrm: Program) -> Program:
    """Seven people: met and not met, of kinds that can be asked and that cannot."""
    rescrm.ok("init --starter")
    rescrm.ok('config set me.specialty "cardiology"')
    rescrm.ok('add "Samuel Okafor" -k faculty -t research')
    rescrm.ok("log 'coffee with Samuel, talked about the IRB reply' --on 2026-10-02")
    rescrm.ok("log 'call with Samuel' --on 2026-10-20")
    rescrm.ok('add "Maya Rao" -k leadership --title "Program Director" --on 2026-09-01')
    rescrm.ok('add "Lee Wong" -k fellow --specialty cardiology --on 2026-11-01')
    rescrm.ok('add "Priya Shah" -k faculty')
    rescrm.ok("log 'called Priya' --attempt --on 2026-11-01")
    rescrm.ok('add "Ben Adler" -k co-resident -t research --on 2026-07-01')
    rescrm.ok('add "Old Chief" -k faculty -t research --on 2024-07-01')
    rescrm.ok("archive old")
    rescrm.ok('add "Soon Met" -k faculty --on 2026-12-01')
    return rescrm


def gaps(rescrm: Program) -> dict[str, list[str]]:
    return {
        each["role"]: [someone["handle"] for someone in each["suggestions"]]
        for each in rescrm.items("mentors --gaps")
    }


# Gaps ----------------------------------------------------------------------------------------


def test_each_role_without_anyone_is_one_item(faculty: Program) -> None:
    items = faculty.items("mentors --gaps")
    assert [each["role"] for each in items] == ROLES
    assert all(list(each) == ["role", "handle", "suggestions"] for each in items)
    assert all(each["handle"] is None for each in items)


def test_who_was_met_and_fits_is_suggested_first(faculty: Program) -> None:
    assert gaps(faculty) == {
        "clinical": ["lee-wong", "samuel-okafor", "maya-rao"],
        "research": ["samuel-okafor", "lee-wong", "maya-rao"],
        "career": ["maya-rao", "lee-wong", "samuel-okafor"],
        "identity": ["samuel-okafor", "lee-wong", "maya-rao"],
    }


def test_why_they_are_suggested_is_told_in_words(faculty: Program) -> None:
    because = {
        (each["role"], someone["handle"]): someone["because"]
        for each in faculty.items("mentors --gaps")
        for someone in each["suggestions"]
    }
    assert because["research", "samuel-okafor"] == (
        "tagged research; notes speak of IRB; in touch twice, last Tue 20 Oct 2026"
    )
    assert because["career", "maya-rao"] == (
        "in leadership; title Program Director; met Tue 1 Sep 2026"
    )
    assert because["clinical", "lee-wong"] == (
        "shares your interest in cardiology; met Sun 1 Nov 2026"
    )


@pytest.mark.parametrize(
    ("line", "empty"),
    [
        ("mentor set okafor --role research", ["clinical", "career", "identity"]),
        ("mentor set okafor --role clinical,research,career,identity", []),
        ("mentor set okafor --role research --from 2026-01-01 --until 2026-11-22",
         ["clinical", "career", "identity"]),
        ("mentor set okafor --role research --from 2026-01-01 --until 2026-11-21", ROLES),
        ("mentor set okafor --role research --from 2026-12-01",
         ["clinical", "career", "identity"]),
        ("mentor set @old-chief --role research", ROLES),
    ],
)  # fmt: skip
def test_a_role_is_a_gap_while_nobody_has_it_or_will(
    faculty: Program, line: str, empty: list[str]
) -> None:
    faculty.ok(line)
    assert list(gaps(faculty)) == empty


def test_who_has_a_role_is_asked_for_another_after_the_rest(faculty: Program) -> None:
    faculty.ok("mentor set okafor --role research")
    assert gaps(faculty)["identity"] == ["lee-wong", "maya-rao", "samuel-okafor"]
    (identity,) = (g for g in faculty.items("mentors --gaps") if g["role"] == "identity")
    assert identity["suggestions"][-1]["because"].endswith("already your research mentor")


def test_groups_in_common_are_interests_and_a_rest_is_left_alone(faculty: Program) -> None:
    faculty.ok('group add "QI committee" --type committee')
    faculty.ok("group join qi me")
    faculty.ok("tag maya +qi")
    assert gaps(faculty)["research"][1] == "lee-wong"
    assert "shares your interest in qi" in faculty.ok("mentors --gaps --json").out
    faculty.ok("rest maya")
    assert "maya-rao" not in gaps(faculty)["career"]


def test_who_did_not_answer_three_times_is_not_proposed_until_they_are_woken(
    faculty: Program,
) -> None:
    for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
        assert "samuel-okafor" in gaps(faculty)["research"]
        faculty.ok(f"log 'called Samuel' --attempt --on {day}")
    assert "samuel-okafor" not in gaps(faculty)["research"]
    faculty.ok("wake samuel")
    assert "samuel-okafor" in gaps(faculty)["research"]


def test_where_nobody_was_met_the_role_is_named_all_the_same(rescrm: Program) -> None:
    rescrm.ok('add "Priya Shah" -k faculty')
    assert gaps(rescrm) == {role: [] for role in ROLES}
    assert "nobody met yet" in rescrm.ok("mentors --gaps --format rich").out


def test_with_every_role_held_it_says_so(faculty: Program) -> None:
    faculty.ok("mentor set okafor --role clinical,research,career,identity")
    said = faculty.ok("mentors --gaps")
    assert said.out == "" and "Every role has someone" in said.err


def test_a_pipe_gets_the_role_and_handles(faculty: Program) -> None:
    first = faculty.ok("mentors --gaps").out.splitlines()[0]
    assert first == "clinical\t\tlee-wong, samuel-okafor, maya-rao"


# Who has which -------------------------------------------------------------------------------


def test_mentors_stand_in_the_order_of_the_roles_with_how_it_goes(faculty: Program) -> None:
    faculty.ok("mentor set okafor --role research --from 2026-07-01")
    faculty.ok("mentor set maya --role clinical,career --from 2026-09-01 --until 2027-06-30")
    assert faculty.items("mentors") == [
        {"role": "clinical", "handle": "maya-rao", "name": "Maya Rao", "from": "2026-09-01",
         "until": "2027-06-30", "last": None, "due_on": "2026-10-13", "every": "every 6 weeks"},
        {"role": "research", "handle": "samuel-okafor", "name": "Samuel Okafor",
         "from": "2026-07-01", "until": None, "last": "2026-10-20", "due_on": "2026-12-01",
         "every": "every 6 weeks"},
        {"role": "career", "handle": "maya-rao", "name": "Maya Rao", "from": "2026-09-01",
         "until": "2027-06-30", "last": None, "due_on": "2026-10-13", "every": "every 6 weeks"},
    ]  # fmt: skip


def test_who_was_one_and_who_is_set_aside_is_no_mentor(faculty: Program) -> None:
    faculty.ok("mentor set okafor --role research --from 2026-01-01 --until 2026-11-21")
    faculty.ok("mentor set @old-chief --role career")
    assert faculty.items("mentors") == []


def test_mentees_have_their_own_rhythm(faculty: Program) -> None:
    faculty.ok('add "Zoe Intern" -k mentee --on 2026-11-01')
    faculty.ok('add "Abe Student" -k mentee --every "2 weeks"')
    faculty.ok("log 'coffee with Abe' --on 2026-11-15")
    abe, zoe = faculty.items("mentees")
    assert (abe["role"], abe["handle"], abe["last"], abe["due_on"], abe["every"]) == (
        "mentee", "abe-student", "2026-11-15", "2026-11-29", "every 2 weeks",
    )  # fmt: skip
    assert (zoe["from"], zoe["last"], zoe["due_on"]) == ("2026-11-01", None, "2026-11-29")


def test_without_anyone_both_say_so_kindly(rescrm: Program) -> None:
    rescrm.ok('add "Ben Adler"')
    assert "whom to ask" in rescrm.ok("mentors").err
    assert "nobody yet" in rescrm.ok("mentees").err


# Roles that end ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "left"),
    [
        ("okafor", []),
        ("okafor --role research", ["career"]),
        ("okafor --role Research,career", []),
        ("okafor --role clinical", ["career", "research"]),
        ("maya", ["career", "research"]),
    ],
)
def test_a_role_ends_as_of_yesterday(faculty: Program, end: str, left: list[str]) -> None:
    faculty.ok("mentor set okafor --role research,career --from 2026-07-01")
    said = faculty(f"mentor end {end}")
    assert said.code == 0
    assert sorted(each["role"] for each in faculty.items("mentors")) == left
    then = "2026-11-21T08:00:00-05:00"
    assert len(faculty.items("mentors", now=then)) == 2


def test_a_role_that_began_today_was_never_theirs(faculty: Program) -> None:
    faculty.ok("mentor set okafor --role research")
    faculty.ok("mentor end okafor")
    assert faculty.items("mentors") == []
    assert faculty.ok("doctor").out == ""


def test_ending_what_nobody_has_is_no_step(faculty: Program) -> None:
    before = dumps.journaled()
    assert "was no clinical mentor" in faculty.ok("mentor end okafor --role clinical").err
    assert "was no mentor" in faculty.ok("mentor end okafor").err
    assert dumps.journaled() == before


def test_the_rhythm_of_a_role_ends_with_it(faculty: Program) -> None:
    faculty.ok("mentor set okafor --role research --from 2026-07-01")
    assert faculty.item("why okafor")["due_on"] == "2026-12-01"
    faculty.ok("mentor end okafor")
    assert faculty.item("why okafor")["due_on"] == "2027-01-20"
    faculty.ok("undo")
    assert faculty.item("why okafor")["due_on"] == "2026-12-01"


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("mentor set okafor --role boss", 2, "clinical, research, career, identity"),
        ("mentor set okafor --role clinical,boss", 2, "clinical, research, career, identity"),
        ("mentor set okafor --role ''", 2, "clinical, research, career, identity"),
        ("mentor set okafor --role research --from 2026-11-01 --until 2026-10-31", 2, "ends after"),
        ("mentor set okafor --role research --until 2026-11-21", 2, "ends after"),
        ("mentor set okafor --role research --from someday", 2, "someday"),
        ("mentor set zelda --role research", 4, "zelda"),
        ("mentor end okafor --role boss", 2, "clinical, research, career, identity"),
        ("mentor end zelda", 4, "zelda"),
        ("mentors okafor", 2, "okafor"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    faculty: Program, line: str, code: int, told: str
) -> None:
    before = dumps.journaled()
    said = faculty(line)
    assert (said.code, said.out) == (code, "")
    assert told.lower() in said.err.lower()
    assert dumps.journaled() == before


def test_a_dry_run_ends_nothing(faculty: Program) -> None:
    faculty.ok("mentor set okafor --role research")
    before = dumps.journaled()
    assert "no role now" in faculty.ok("mentor end okafor --dry-run").err
    assert dumps.journaled() == before


def test_who_declined_is_named_last_for_half_a_year(rescrm: Program) -> None:
    rescrm.ok("add 'Samuel Okafor' -k faculty -t research --on 2026-08-01")
    rescrm.ok("add 'Lee Wong' -k faculty --on 2026-08-01")
    rescrm.ok("ask okafor 'to be my mentor'")
    rescrm.ok("declined 1")

    def order(now: str) -> list[str]:
        gaps = rescrm.items("mentors --gaps", now=now)
        research = next(each for each in gaps if each["role"] == "research")
        return [each["handle"] for each in research["suggestions"]]

    assert order("2026-12-01T08:00:00-05:00") == ["lee-wong", "samuel-okafor"]
    assert order("2027-08-01T08:00:00-04:00") == ["samuel-okafor", "lee-wong"]
