"""Events: whom you met, what follows from it, and how it is spread."""

from __future__ import annotations

from typing import Any

import pytest

import dumps
from play import Program

DURING = "2027-03-21T18:00:00-04:00"  # the second of three days
AFTER = "2027-03-22T20:00:00-04:00"  # the evening of the last
LATE = "2027-04-20T08:00:00-04:00"


@pytest.fixture
def acc(rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """ACC 2027, seen from its second day."""
    rescrm.ok('event add "ACC 2027" --from 2027-03-20 --to 2027-03-22 --city "New Orleans"')
    monkeypatch.setenv("RESCRM_NOW", DURING)
    return rescrm


def met(rescrm: Program, line: str, now: str = DURING) -> dict[str, Any]:
    return rescrm.item(f'event met acc-2027 "{line}"', now=now)


def follow_ups(rescrm: Program, now: str = AFTER) -> dict[str, str]:
    found = rescrm.items("due --within 60", now=now)
    return {due["handle"]: due["due_on"] for due in found if due["what"] == "follow-up"}


# Keeping an event ----------------------------------------------------------------------------


def test_an_event_is_kept_with_its_days_and_counts(rescrm: Program) -> None:
    line = 'event add "ACC 2027" --from 2027-03-20 --to 2027-03-22 --city "New Orleans"'
    assert rescrm.item(line) == {
        "handle": "acc-2027",
        "name": "ACC 2027",
        "type": "conference",
        "from": "2027-03-20",
        "to": "2027-03-22",
        "city": "New Orleans",
        "targets": 0,
        "met": 0,
        "followed_up": 0,
        "replied": 0,
        "overdue": 0,
        "closed_on": None,
    }


def test_an_event_of_one_day_needs_no_end_and_words_will_do(rescrm: Program) -> None:
    found = rescrm.item("event add Intern retreat --from 'next sat' --type Program")
    assert (found["handle"], found["type"]) == ("intern-retreat", "program")
    assert (found["from"], found["to"], found["city"]) == ("2026-11-28", "2026-11-28", None)


@pytest.mark.parametrize(
    "options",
    [
        "--from 2027-03-20 --to 2027-03-19",
        "--from someday",
        "--from 2027-03-20 --to yesterday",
        "--from 2027-03-20 --type 'a b'",
        "--from 2027-03-20 --type ''",
        "",
    ],
)
def test_an_event_that_cannot_be_is_refused(rescrm: Program, options: str) -> None:
    assert rescrm(f"event add ACC {options}").code == 2
    assert rescrm.items("event list") == []


def test_an_event_without_a_name_is_refused(rescrm: Program) -> None:
    assert rescrm("event add '  ' --from 2027-03-20").code == 2


def test_the_same_event_twice_is_refused_and_next_years_is_not(acc: Program) -> None:
    said = acc('event add "acc 2027" --from 2027-03-20 --json')
    assert (said.code, said.error["candidates"]) == (3, ["acc-2027"])
    assert acc.item('event add "ACC 2027" --from 2027-09-20')["handle"] == "acc-2027-2"


def test_events_are_listed_the_latest_first(acc: Program) -> None:
    acc.ok("event add Retreat --from 2027-01-09")
    acc.ok("event add AHA --from 2027-11-06")
    assert [each["handle"] for each in acc.items("event list")] == ["aha", "acc-2027", "retreat"]
    plain = acc.ok("event list").out.splitlines()
    assert plain[1] == "acc-2027\tACC 2027\t2027-03-20\t2027-03-22\t0\t0"


@pytest.mark.parametrize("typed", ["acc-2027", "ACC 2027", "@acc-2027", "acc", "2027"])
def test_an_event_is_named_by_handle_name_or_part(acc: Program, typed: str) -> None:
    assert acc.item(f"event show '{typed}'")["handle"] == "acc-2027"


def test_an_event_nobody_knows_is_not_found_and_two_that_fit_are_asked_about(acc: Program) -> None:
    assert acc("event show aha").code == 4
    acc.ok("event add 'ACC Asia' --from 2027-09-20")
    said = acc("event show acc --json")
    assert (said.code, said.error["candidates"]) == (3, ["acc-2027", "acc-asia"])


# Meeting someone -----------------------------------------------------------------------------


def test_one_line_keeps_who_was_met_and_all_that_follows(acc: Program) -> None:
    line = (
        "Maya Rao, UCSF EP, poster 212; talked amyloid cohort; promised the dataset by fri; "
        "next send draft; maya@ucsf.edu"
    )
    said = met(acc, line)
    assert (said["handle"], said["on"], said["kind"]) == ("maya-rao", "2027-03-21", "conference")
    assert (said["event"], said["direction"]) == ("acc-2027", "both")
    assert said["note"] == "poster 212; amyloid cohort"
    assert (said["discussed"], said["next_step"]) == ("amyloid cohort", "send draft")
    assert [each["handle"] for each in said["new_people"]] == ["maya-rao"]
    (promise,) = said["promises"]
    assert (promise["about"], promise["by"]) == ("the dataset", "2027-03-26")
    assert said["follow_up"]["by"] == "2027-03-23"
    card = acc.item("show maya")
    assert (card["met_at"], card["met_on"]) == ("acc-2027", "2027-03-21")
    assert (card["organisation"], card["last"]) == ("UCSF EP", "2027-03-21")
    assert [each["address"] for each in card["emails"]] == ["maya@ucsf.edu"]


def test_a_follow_up_is_in_the_agenda_from_that_moment(acc: Program) -> None:
    met(acc, "Maya Rao; talked amyloid")
    (due,) = acc.items("due --within 7")
    assert (due["what"], due["about"], due["because"]) == (
        "follow-up", "amyloid", "met at ACC 2027",
    )  # fmt: skip
    assert (due["due_on"], due["limit_on"]) == ("2027-03-23", "2027-03-29")


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2027-03-01T08:00:00-05:00", "2027-03-20"),
        (DURING, "2027-03-21"),
        (LATE, "2027-03-22"),
    ],
)
def test_someone_was_met_on_the_day_of_the_event_nearest_to_today(
    acc: Program, now: str, day: str
) -> None:
    assert met(acc, "Maya Rao", now)["on"] == day


def test_someone_known_is_found_by_any_form_of_the_name(acc: Program) -> None:
    acc.ok("add Maya Rao -o Stanford -e maya@ucsf.edu --nick Mimi --on 2026-10-01")
    for typed in ("@maya-rao", "maya-rao", "Maya", "maya rao", "Mimi", "maya@ucsf.edu", "Maya R"):
        said = met(acc, f"{typed}, UCSF")
        assert (said["handle"], said["new_people"]) == ("maya-rao", [])
    card = acc.item("show maya")
    assert (card["organisation"], card["met_at"]) == ("Stanford", None)
    assert len(acc.items("list")) == 1


@pytest.mark.parametrize("name", ["Ann Lee", "Rob Chen", "May"])
def test_a_part_of_a_known_name_is_someone_new(acc: Program, name: str) -> None:
    acc.ok("add Joann Leeman")
    acc.ok("add Robert Chenoweth")
    acc.ok("add Mayra Rao")
    assert met(acc, name)["new_people"][0]["name"] == name


def test_a_fuller_form_of_the_first_name_is_the_same_person(acc: Program) -> None:
    acc.ok("add Robert Chen")
    assert met(acc, "Bob Chen; talked ECGs")["handle"] == "robert-chen"


def test_stars_add_a_namesake_of_a_first_name(acc: Program) -> None:
    acc.ok("add Maya Rao")
    assert met(acc, "**Maya Patel**; talked ECGs")["handle"] == "maya-patel"
    assert met(acc, "**Maya Rao**; talked ECGs")["new_people"] == []


def test_two_people_who_fit_are_asked_about_and_nothing_changes(acc: Program) -> None:
    acc.ok("add Anna Wu --stage PGY-2")
    acc.ok("add Anna Lindqvist -k faculty")
    before = dumps.journaled()
    said = acc('event met acc-2027 "Anna; talked ECGs" --json')
    assert said.code == 3
    assert set(said.error["candidates"]) == {"anna-wu", "anna-lindqvist"}
    assert "rescrm event met acc-2027 '@anna-" in said.error["message"]
    assert dumps.journaled() == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("; talked ECGs", 2),
        ("me; talked ECGs", 2),
        ("Maya Rao; promised the set by someday", 2),
        ("Maya Rao; promised", 2),
        ("@nobody; talked ECGs", 4),
        ("who@where.org; talked ECGs", 4),
        ("1234", 4),
    ],
)
def test_a_line_that_cannot_be_meant_changes_nothing(acc: Program, line: str, code: int) -> None:
    before = dumps.journaled()
    assert acc(f'event met acc-2027 "{line}"').code == code
    assert dumps.journaled() == before


def test_said_again_it_is_brought_up_to_date(acc: Program) -> None:
    first = met(acc, "Maya Rao, poster 212; talked amyloid; promised dataset")
    second = met(acc, "Maya; next a call; promised the dataset by 2027-04-02")
    assert second["uid"] == first["uid"]
    assert (second["note"], second["next_step"]) == ("poster 212; amyloid", "a call")
    assert [each["by"] for each in second["promises"]] == ["2027-04-02"]
    assert second["follow_up"]["id"] == first["follow_up"]["id"]
    third = met(acc, "Maya; talked the whole cohort")
    assert third["note"] == "poster 212; the whole cohort"
    assert third["follow_up"]["about"] == "the whole cohort"
    assert len(acc.items("timeline")) == 1
    assert acc.item("event show acc")["met"] == 1


def test_the_same_line_again_makes_no_step(acc: Program) -> None:
    line = "Maya Rao, UCSF; talked amyloid; promised dataset; maya@ucsf.edu"
    met(acc, line)
    steps = dumps.steps()
    met(acc, line)
    assert dumps.steps() == steps


def test_who_is_set_aside_is_met_once_and_stays_aside(acc: Program) -> None:
    acc.ok("add Maya Rao")
    acc.ok("archive maya")
    first = met(acc, "@maya-rao; talked amyloid")
    again = met(acc, "@maya-rao; next a call")
    assert again["follow_up"]["id"] == first["follow_up"]["id"]
    assert (again["discussed"], again["next_step"]) == ("amyloid", "a call")
    assert acc.items("due --within 60") == []
    assert acc.item("event show acc")["people"] == []


def test_a_note_that_was_edited_since_is_left_alone(acc: Program) -> None:
    uid = met(acc, "Maya Rao; talked amyloid")["uid"]
    acc.ok(f"edit {uid} --note 'in my own words'")
    said = met(acc, "Maya; talked the cohort")
    assert (said["note"], said["discussed"]) == ("in my own words", "the cohort")


def test_meeting_someone_is_one_step_back(acc: Program) -> None:
    before = dumps.journaled(), dumps.agenda()
    met(acc, "Maya Rao, UCSF; talked amyloid; promised dataset; maya@ucsf.edu")
    acc.ok("undo")
    assert (dumps.journaled(), dumps.agenda()) == before


def test_a_dry_run_tells_and_keeps_nothing(acc: Program) -> None:
    before = dumps.journaled()
    said = acc.item('event met acc-2027 "Maya Rao; talked amyloid" --dry-run')
    assert said["discussed"] == "amyloid"
    assert acc.items("event close acc-2027 --dry-run") == []
    assert acc.item("event add AHA --from 2027-11-06 --dry-run")["handle"] == "aha"
    assert dumps.journaled() == before


# When it is over -----------------------------------------------------------------------------


def crowd(rescrm: Program, people: int) -> None:
    for number in range(people):
        met(rescrm, f"P{chr(65 + number)} Nguyen; talked topic {number}")


def test_closing_spreads_the_follow_ups_over_the_week(acc: Program) -> None:
    crowd(acc, 8)
    due = acc.items("event close acc-2027", now=AFTER)
    days = [each["due_on"] for each in due]
    assert days == [
        "2027-03-23", "2027-03-23", "2027-03-24", "2027-03-24",
        "2027-03-25", "2027-03-26", "2027-03-27", "2027-03-28",
    ]  # fmt: skip
    assert {each["what"] for each in due} == {"follow-up"}
    assert {each["limit_on"] for each in due} == {"2027-03-29"}
    assert follow_ups(acc) == {each["handle"]: each["due_on"] for each in due}
    assert acc.item("event show acc", now=AFTER)["closed_on"] == "2027-03-22"


def test_who_was_promised_something_comes_first_then_mentors(acc: Program) -> None:
    crowd(acc, 7)
    met(acc, "Samuel Okafor; talked his grant")
    acc.ok("mentor set okafor --role research")
    met(acc, "Maya Rao; talked amyloid; promised dataset")
    due = [each["handle"] for each in acc.items("event close acc-2027", now=AFTER)]
    assert due[:2] == ["maya-rao", "samuel-okafor"]


def test_a_sponsor_comes_with_the_mentors_before_all_others(acc: Program) -> None:
    crowd(acc, 7)
    acc.ok("add Zoe Stone -k sponsor")
    met(acc, "Zoe Stone; talked her grant")
    acc.ok("event close acc-2027", now=AFTER)
    assert follow_ups(acc)["zoe-stone"] == "2027-03-23"  # met last, and yet on the first day


def test_the_plan_of_those_days_counts_against_the_budget(acc: Program) -> None:
    for number in range(5):
        acc.ok(f"add Q{chr(65 + number)} Smith --every 'year' --on 2026-03-23")
    crowd(acc, 2)
    acc.ok("event close acc-2027", now=AFTER)
    assert set(follow_ups(acc).values()) == {"2027-03-24", "2027-03-25"}


def test_no_day_goes_over_the_budget_while_there_is_room(acc: Program) -> None:
    acc.ok("config set budget 2")
    crowd(acc, 12)
    days = [each["due_on"] for each in acc.items("event close acc-2027", now=AFTER)]
    assert {days.count(day) for day in days} == {2} and len(set(days)) == 6


def test_a_blocked_day_takes_no_follow_up(acc: Program) -> None:
    acc.ok("pause 2027-03-23..2027-03-25 nights", now=AFTER)
    crowd(acc, 3)
    acc.ok("event close acc-2027", now=AFTER)
    assert set(follow_ups(acc, "2027-03-26T08:00:00-04:00").values()) == {
        "2027-03-26", "2027-03-27", "2027-03-28",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("now", "days"),
    [
        ("2027-03-10T08:00:00-05:00", {"2027-03-23", "2027-03-24"}),
        ("2027-03-27T08:00:00-04:00", {"2027-03-27", "2027-03-28"}),
        (LATE, {"2027-04-20"}),
    ],
)
def test_closing_early_or_late_keeps_to_the_days_that_are_left(
    acc: Program, now: str, days: set[str]
) -> None:
    crowd(acc, 2)
    due = acc.items("event close acc-2027", now=now)
    assert {each["due_on"] for each in due} == days


def test_what_is_followed_up_already_stays_so(acc: Program) -> None:
    crowd(acc, 2)
    after = "2027-03-23T08:00:00-04:00"
    acc.ok("log 'called PA Nguyen'", now=after)
    due = acc.items("event close acc-2027", now=after)
    assert [each["handle"] for each in due] == ["pb-nguyen"]
    assert acc.item("event show acc", now=after)["followed_up"] == 1


def test_closing_asks_for_what_is_missing(acc: Program) -> None:
    met(acc, "Maya Rao; talked amyloid")
    met(acc, "Priya Shah, Mayo")
    said = acc.ok("event close acc-2027", now=AFTER)
    assert said.err == (
        'Priya Shah: what did you talk about? rescrm event met acc-2027 "@priya-shah; talked …"\n'
    )


def test_nobody_met_is_nothing_to_follow_up_and_no_step(acc: Program) -> None:
    steps = dumps.steps()
    said = acc("event close acc-2027", now=AFTER)
    assert (said.code, said.out) == (0, "")
    assert said.err == "Nobody was met at ACC 2027: nothing to follow up.\n"
    assert dumps.steps() == steps


def test_closing_again_the_same_day_changes_nothing(acc: Program) -> None:
    crowd(acc, 7)
    first = acc.items("event close acc-2027", now=AFTER)
    steps = dumps.steps()
    assert acc.items("event close acc-2027", now=AFTER) == first
    assert dumps.steps() == steps


@pytest.mark.parametrize("day", ["2027-03-23", "2027-03-25", "2027-03-28", "2027-04-20"])
def test_closing_again_days_later_changes_nothing(acc: Program, day: str) -> None:
    crowd(acc, 7)
    first = acc.items("event close acc-2027", now=AFTER)
    steps, before = dumps.steps(), dumps.journaled()
    again = acc.items("event close acc-2027", now=f"{day}T08:00:00-04:00")
    assert [each["due_on"] for each in again] == [each["due_on"] for each in first]
    assert (dumps.steps(), dumps.journaled()) == (steps, before)


def test_who_is_met_after_the_closing_is_given_a_day_at_once(acc: Program) -> None:
    acc.ok("config set budget 2")
    crowd(acc, 3)
    acc.ok("event close acc-2027", now=AFTER)
    late = met(acc, "Maya Rao; talked amyloid", AFTER)
    assert late["follow_up"]["by"] == "2027-03-26"
    later = met(acc, "Lee Wong; talked ECGs", "2027-03-27T08:00:00-04:00")
    assert later["follow_up"]["by"] == "2027-03-27"
    too_late = met(acc, "Ana Torres; talked ECGs", LATE)
    assert too_late["follow_up"]["by"] == "2027-04-20"


def test_undo_takes_the_closing_back_whole(acc: Program) -> None:
    crowd(acc, 7)
    before = dumps.journaled(), follow_ups(acc)
    acc.ok("event close acc-2027", now=AFTER)
    assert follow_ups(acc) != before[1]
    acc.ok("undo", now=AFTER)
    assert (dumps.journaled(), follow_ups(acc)) == before


def test_an_event_counts_who_was_followed_up_who_answered_and_who_waits(acc: Program) -> None:
    crowd(acc, 4)
    acc.ok("event close acc-2027", now=AFTER)
    acc.ok("log 'emailed PA Nguyen'", now="2027-03-23T08:00:00-04:00")
    acc.ok("log 'email from PA Nguyen' --them", now="2027-03-24T08:00:00-04:00")
    acc.ok("log 'call with PB Nguyen'", now="2027-03-24T08:00:00-04:00")
    acc.ok("log 'emailed PC Nguyen'", now="2027-03-24T08:00:00-04:00")
    found = acc.item("event show acc", now="2027-03-27T08:00:00-04:00")
    counts = {key: found[key] for key in ("met", "followed_up", "replied", "overdue")}
    assert counts == {"met": 4, "followed_up": 3, "replied": 2, "overdue": 1}
    assert [each["done"] for each in found["people"]] == [True, True, True, False]


# What came of it, and who one is -------------------------------------------------------------


def test_a_report_of_nothing_is_all_noughts(acc: Program) -> None:
    found = acc.item("event report acc")
    figures = [key for key, value in found.items() if value == 0]
    assert figures == [
        "targets", "met", "followed_up", "replied", "overdue", "targets_met", "promises_kept",
        "promises_open",
    ]  # fmt: skip
    assert acc("event report aha").code == 4


def test_a_report_tells_promises_kept_and_open(acc: Program) -> None:
    said = met(acc, "Maya Rao; promised the dataset; promised a call")
    acc.ok(f"done {said['promises'][0]['id']}")
    found = acc.item("event report acc")
    assert (found["promises_kept"], found["promises_open"]) == (1, 1)
    assert "1 kept, 1 open" in acc.ok("event report acc --format rich").out


ME = {
    "name": "Sam Lee",
    "stage": "PGY-2",
    "specialty": "internal medicine",
    "institution": "Mercy General",
}


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("", None),
        ("stage specialty", None),
        ("name", "I'm Sam Lee."),
        ("name stage", "I'm Sam Lee, PGY-2."),
        ("name specialty", "I'm Sam Lee, internal medicine."),
        ("name institution", "I'm Sam Lee at Mercy General."),
        ("name stage specialty", "I'm Sam Lee, PGY-2 in internal medicine."),
        ("name stage specialty institution",
         "I'm Sam Lee, PGY-2 in internal medicine at Mercy General."),
    ],
)  # fmt: skip
def test_the_card_says_who_one_is_and_what_is_missing(
    rescrm: Program, keys: str, line: str | None
) -> None:
    for key in keys.split():
        rescrm.ok(f"config set me.{key} '{ME[key]}'")
    said = rescrm.ok("event card")
    assert said.out == (f"{line}\n" if line else "")
    missing = [f"me.{key}" for key in ME if key not in keys.split()]
    assert said.err.splitlines() == [
        f'rescrm config set {key} "{ME[key.removeprefix("me.")]}"' for key in missing
    ]
    found = rescrm.item("event card")
    assert (found["line"], found["missing"]) == (line, missing)


# Several lines, titles, what the card has ----------------------------------------------------


def names(rescrm: Program) -> list[str]:
    return sorted(each["name"] for each in rescrm.items("list"))


def test_each_quoted_line_is_one_person_and_one_step(acc: Program) -> None:
    found = acc.items('event met acc-2027 "Ana Torres; talked boards" "Ben Adler; talked ECGs"')
    assert [(each["name"], each["discussed"]) for each in found] == [
        ("Ana Torres", "boards"),
        ("Ben Adler", "ECGs"),
    ]
    acc.ok("undo")
    assert names(acc) == []


@pytest.mark.parametrize(
    ("words", "met"),
    [
        ("Maya Rao, UCSF EP, poster 212", ["Maya Rao"]),
        ('Maya Rao, "UCSF EP, poster 212; talked boards"', ["Maya Rao"]),
        ('"Maya Rao" "Ben Adler"', ["Ben Adler", "Maya Rao"]),
        ('"**Maya Rao**" "**Maya Rao**"', ["Maya Rao", "Maya Rao"]),
    ],
)
def test_loose_words_are_one_line(acc: Program, words: str, met: list[str]) -> None:
    acc.ok(f"event met acc-2027 {words}")
    assert names(acc) == met


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ('Maya Rao "Ben Adler; boards"', "is “Ben Adler; boards” about someone else?"),
        ('"Ana Torres; boards" Ben', "is “Ben” about someone else?"),
        ('"Ana Torres; boards" "talked ECGs"', "whom did you meet?"),
        ('"Ana Torres; boards" "Ben Adler; promised x by noday"', "cannot read the day"),
        ('"Ana Torres; boards" "Dr. Ana Torres; ECGs"', "Ana Torres is in two of the lines"),
    ],
)
def test_lines_that_cannot_be_told_apart_are_refused_whole(
    acc: Program, words: str, why: str
) -> None:
    said = acc(f"event met acc-2027 {words}")
    assert said.code == 2
    assert why in said.err
    assert names(acc) == []


def test_several_lines_clear_up_one_that_was_unclear(acc: Program) -> None:
    acc("event capture acc-2027", stdin="talked to two of them\n")
    acc.ok('event met acc-2027 --settles 1 "Ana Torres; boards" "Ben Adler; ECGs"')
    assert acc.items("event unclear acc-2027") == []
    assert names(acc) == ["Ana Torres", "Ben Adler"]


def test_a_title_finds_the_same_person_and_greets_someone_new(acc: Program) -> None:
    acc.ok('add "Maya Rao" -k faculty')
    assert met(acc, "Dr. Maya Rao; boards")["handle"] == "maya-rao"
    assert met(acc, "Prof. Rao; ECGs")["handle"] == "maya-rao"
    new = met(acc, "Professor Jane Lim; her K award")
    assert (new["handle"], new["name"]) == ("jane-lim", "Jane Lim")
    acc.ok('event target acc-2027 "Dr. Amy Poe"')
    assert acc.item("show amy")["name"] == "Amy Poe"
    letter = acc.items("draft jane --event acc-2027")[0]["body"]
    assert letter.startswith("Dear Professor Lim,")
    assert "our conversation about your K award." in letter


def test_what_the_card_has_stays_and_what_was_said_is_told(acc: Program) -> None:
    acc.ok('add "Maya Rao" -o UCSF')
    said = acc.ok('event met acc-2027 "Maya Rao, Stanford, PGY-4; boards" --json')
    (item,) = said.items
    assert item["left"] == [{"field": "organisation", "said": "Stanford", "card": "UCSF"}]
    assert (item["organisation"], item["stage"]) == ("UCSF", "PGY-4")
    assert "the card keeps organisation “UCSF”, not “Stanford”" in said.err
    assert "rescrm moved @maya-rao --org Stanford" in said.err
    more = acc.ok('event met acc-2027 "Maya Rao, UCSF EP; boards"').err
    assert "rescrm edit @maya-rao --org 'UCSF EP'" in more
    assert acc.ok('event met acc-2027 "Maya Rao, ucsf; boards"').err == ""


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("talk on ECGs", "the talk on ECGs"),
        ("AF ablation registry", "the AF ablation registry"),
        ("her K award", "your K award"),
        ("ablation; promised dataset", "ablation"),
        ("amyloid cohort, wants a second reader", "the amyloid cohort"),
        ("poster 212", None),
        ("at the reception", None),
        ("she is starting a lab", None),
        ("talked poster 212", "poster 212"),
    ],
)
def test_the_letter_says_it_as_one_would(acc: Program, line: str, about: str | None) -> None:
    acc.ok(f'event met acc-2027 "Ida Sol; {line}"')
    (draft,) = acc.items("draft --event acc-2027")
    if about is None:
        assert draft["missing"] == ["what did you talk about?"]
        assert draft["body"] is None
    else:
        assert f"our conversation about {about}." in draft["body"]


def test_a_step_and_a_promise_are_said_to_them(acc: Program) -> None:
    acc.ok('event met acc-2027 "Ida Sol; boards; promised dataset; next send her the draft"')
    (draft,) = acc.items("draft --event acc-2027")
    assert "what I promised you: the dataset, by " in draft["body"]
    assert "One idea for a next step: I could send you the draft." in draft["body"]
