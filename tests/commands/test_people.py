"""People through the program: added, shown, listed, changed, set aside, removed."""

from __future__ import annotations

from typing import Any

import pytest

from play import Program

CONTACT = [
    "uid", "handle", "name", "nicknames", "kind", "tags", "emails", "phones", "organisation",
    "title", "stage", "specialty", "city", "birthday", "met_at", "introduced_by", "every", "last",
    "due_on", "archived", "custom",
]  # fmt: skip
MORE = ["links", "met_on", "note"]
SHOWN = [
    "promises", "asks", "dates", "roles", "sponsored", "favours", "groups", "positions", "led_to",
    "notes", "timeline",
]  # fmt: skip


@pytest.fixture
def ward(rescrm: Program) -> Program:
    """Three people, one of them with everything."""
    rescrm.ok("add 'Ben Adler' -k co-resident --stage PGY-2 --on 2026-10-02 --nick Benny")
    rescrm.ok("event add 'ACC 2026' --from 2026-11-19 --to 2026-11-21")
    rescrm.ok(
        "add 'Maya Rao' -e maya@ucsf.edu -e m@home.org --phone '+1 415 555 0134' "
        "--link https://linkedin.com/in/mayarao -k faculty -t ep -t Amyloid -o 'UCSF Heart' "
        "--title Professor --stage attending --specialty electrophysiology "
        "--city 'San Francisco' --birthday 1985-03-14 --nick Mai --every '6 weeks' "
        "--met acc-2026 --on 2026-11-20 --via ben --note 'likes early calls' "
        "--set knows=ECG --set 'pager = 1234'"
    )
    rescrm.ok("add 'Ana Torres' -k faculty --on 2026-09-01 --every '4 weeks'")
    return rescrm


def names(items: list[dict[str, Any]]) -> list[str]:
    """The first names, in order."""
    return [item["name"].split()[0] for item in items]


# Adding.


def test_everything_that_is_said_of_someone_is_kept(ward: Program) -> None:
    maya = ward.item("show maya")
    del maya["uid"]
    assert {key: maya[key] for key in CONTACT[1:] + MORE} == {
        "handle": "maya-rao",
        "name": "Maya Rao",
        "nicknames": ["Mai"],
        "kind": "faculty",
        "tags": ["amyloid", "ep"],
        "emails": [
            {"address": "maya@ucsf.edu", "label": None},
            {"address": "m@home.org", "label": None},
        ],
        "phones": [{"number": "+1 415 555 0134", "label": None}],
        "organisation": "UCSF Heart",
        "title": "Professor",
        "stage": "attending",
        "specialty": "electrophysiology",
        "city": "San Francisco",
        "birthday": "1985-03-14",
        "met_at": "acc-2026",
        "introduced_by": "ben-adler",
        "every": "every 6 weeks",
        "last": None,
        "due_on": "2027-01-01",
        "archived": False,
        "custom": {"knows": "ECG", "pager": "1234"},
        "links": ["https://linkedin.com/in/mayarao"],
        "met_on": "2026-11-20",
        "note": "likes early calls",
    }


def test_the_keys_of_a_contact_stand_in_their_order(ward: Program) -> None:
    assert list(ward.items("list")[0]) == CONTACT + MORE
    assert list(ward.item("show maya")) == CONTACT + MORE + SHOWN
    for line in ("tag maya +x", "edit maya --city Boston", "rest maya", "wake maya",
                 "archive maya", "wake maya", "remove maya", "add Zoe"):  # fmt: skip
        assert list(ward.item(line)) == CONTACT + MORE, line


@pytest.mark.parametrize("line", [
    "add Zoe -k wizard", "add Zoe -e zoe", "add Zoe -e 'a b@c.org'", "add Zoe -e a@b@c",
    "add Zoe -e 'Zoe <z@o.org>'", "add Zoe --phone soon", "add Zoe --phone 1", "add Zoe -t '#'",
    "add Zoe --birthday 'feb 30'", "add Zoe --birthday soon", "add Zoe --on tomorrow",
    "add Zoe --on someday", "add Zoe --every 7", "add Zoe --every 0d", "add Zoe --set knows",
    "add Zoe --set =x", "add ''", "add", "add Zoe --every never --on 'feb 30'",
])  # fmt: skip
def test_what_cannot_be_meant_adds_nobody(ward: Program, line: str) -> None:
    said = ward(line)
    assert (said.code, said.out) == (2, "")
    assert len(ward.items("list")) == 3
    assert len(ward.items("history")) == 4


@pytest.mark.parametrize(("line", "code"), [
    ("add Zoe --met nowhere", 4), ("add Zoe --via nobody", 4), ("add Zoe --via a", 3),
    ("add 'maya rao'", 3), ("add 'MAYA  RAO'", 3), ("add 'ben adler' -o Mercy", 3),
])  # fmt: skip
def test_whom_or_what_nobody_knows_adds_nobody(ward: Program, line: str, code: int) -> None:
    ward.ok("add 'Ab Ax'")
    said = ward(line)
    assert (said.code, said.out) == (code, "")
    assert len(ward.items("list")) == 4


def test_a_namesake_is_somebody_else(ward: Program) -> None:
    assert ward.item("add 'Maya Rao' --namesake")["handle"] == "maya-rao-2"
    assert ward.item("add 'Maya Rao' --namesake -o Mayo")["handle"] == "maya-rao-3"
    told = ward("add 'maya rao' --json").error
    assert (told["code"], told["error"]) == (3, "same-name")
    assert told["candidates"] == ["maya-rao", "maya-rao-2", "maya-rao-3"]
    assert "maya-rao (UCSF Heart), maya-rao-2, maya-rao-3 (Mayo)" in told["message"]


def test_an_address_of_somebody_else_is_kept_and_told(ward: Program) -> None:
    said = ward.ok("add Zoe -e MAYA@ucsf.edu --phone '(415) 555-0134'")
    assert said.err == (
        "MAYA@ucsf.edu is maya-rao's too. Nothing was merged.\n"
        "(415) 555-0134 is maya-rao's too. Nothing was merged.\n"
    )
    assert ward.ok("edit zoe --city Boston").err == ""
    assert "maya-rao's too" in ward.ok("edit zoe -e m@home.org").err
    assert ward("show maya@ucsf.edu").code == 3


def test_the_day_we_met_starts_the_clock(ward: Program) -> None:
    assert ward.item("add Zoe --every weekly --on 2026-11-20")["due_on"] == "2026-11-27"
    assert ward.item("add Yan --every weekly")["due_on"] == "2026-11-29"
    assert ward.item("add Xia --every never")["due_on"] is None


# Showing.


def test_show_has_all_that_is_open_and_all_that_was(ward: Program) -> None:
    ward.ok("promise maya 'the deck' --by fri")
    ward.ok("ask maya 'a letter' --by 2026-12-01")
    ward.ok("note maya 'wants a reader'")
    ward.ok("log 'yesterday coffee with Maya, talked boards'")
    ward.ok("mentor set maya --role research")
    ward.ok("group add Lunch --type pod")
    ward.ok("group join lunch maya")
    shown = ward.item("show maya")
    assert [each["about"] for each in shown["promises"]] == ["the deck"]
    assert [each["by"] for each in shown["asks"]] == ["2026-12-01"]
    assert shown["notes"] == [{"on": "2026-11-22", "text": "wants a reader"}]
    assert [each["note"] for each in shown["timeline"]] == ["talked boards"]
    assert shown["dates"] == [{"label": "birthday", "day": "1985-03-14", "lead": 7}]
    assert (shown["roles"], shown["groups"]) == (["research"], ["lunch"])
    assert shown["last"] == "2026-11-21"
    screen = ward.ok("show maya --format rich").out
    for part in ("Maya Rao (Mai) (maya-rao)", "maya@ucsf.edu · m@home.org · +1 415 555 0134",
                 "linkedin.com/in/mayarao", "#amyloid #ep", "ACC 2026, Fri 20 Nov 2026",
                 "through Ben Adler", "research mentor", "the deck, by Fri 27 Nov 2026, id 1",
                 "a letter, by Tue 1 Dec 2026, id 2", "1985-03-14; next Sun 14 Mar 2027",
                 "likes early calls", "wants a reader (Sun 22 Nov 2026)", "boards"):  # fmt: skip
        assert part in screen, part


def test_show_gives_as_many_touches_as_are_wanted(ward: Program) -> None:
    for day in range(1, 15):
        ward.ok(f"log 'coffee with Maya' --on 2026-11-{day:02}")
    assert len(ward.item("show maya")["timeline"]) == 10
    assert len(ward.item("show maya -n 50")["timeline"]) == 14
    assert ward.item("show maya -n 0")["timeline"] == []
    assert ward.item("show maya -n 1")["timeline"][0]["on"] == "2026-11-14"


# Listing.


def test_people_are_sorted_as_is_wanted(ward: Program) -> None:
    ward.ok("log 'yesterday coffee with Ben'")
    ward.ok("add 'Étienne Zola'", now="2026-11-22T08:00:00-05:00")
    assert names(ward.items("list")) == ["Ana", "Ben", "Étienne", "Maya"]
    assert names(ward.items("list --sort name")) == ["Ana", "Ben", "Étienne", "Maya"]
    assert names(ward.items("list --sort last")) == ["Ben", "Ana", "Étienne", "Maya"]
    assert names(ward.items("list --sort due")) == ["Ana", "Maya", "Ben", "Étienne"]
    assert names(ward.items("list --sort added")) == ["Étienne", "Ana", "Maya", "Ben"]
    assert names(ward.items("list --sort added -n 2")) == ["Étienne", "Ana"]
    assert names(ward.items("list kind:faculty --sort due -n 1")) == ["Ana"]
    assert ward("list --sort height").code == ward("list -n 0").code == ward("list -n x").code == 2


def test_a_touch_that_is_planned_is_not_the_last(ward: Program) -> None:
    ward.ok("log 'coffee with Ana' --on 2026-12-24")
    ward.ok("log 'call with Ana' --on 2026-11-10 --attempt")
    assert ward.item("show ana")["last"] is None
    assert names(ward.items("list --sort last"))[0] != "Maya"
    assert ward.item("show ana", now="2026-12-24T08:00:00-05:00")["last"] == "2026-12-24"


def test_the_archived_are_listed_when_they_are_asked_for(ward: Program) -> None:
    ward.ok("archive ben")
    ward.ok("rest ana")
    assert names(ward.items("list")) == ["Ana", "Maya"]
    assert names(ward.items("list --archived")) == ["Ana", "Ben", "Maya"]
    assert [item["archived"] for item in ward.items("list --archived")] == [False, True, False]


# Changing.


def test_what_is_said_is_set_and_the_rest_stays(ward: Program) -> None:
    before = ward.item("show maya")
    ward.ok("edit maya --org Mayo --city Rochester")
    assert ward.item("show maya") == {**before, "organisation": "Mayo", "city": "Rochester"}
    ward.ok("undo")
    assert ward.item("show maya") == before


@pytest.mark.parametrize(("option", "key", "empty"), [
    ("--org", "organisation", None), ("--title", "title", None), ("--stage", "stage", None),
    ("--specialty", "specialty", None), ("--city", "city", None), ("--note", "note", None),
    ("--birthday", "birthday", None), ("--email", "emails", []), ("--phone", "phones", []),
    ("--link", "links", []), ("--tag", "tags", []), ("--nick", "nicknames", []),
    ("--kind", "kind", None), ("--met", "met_at", None), ("--via", "introduced_by", None),
    ("--on", "met_on", None), ("--every", "every", None),
])  # fmt: skip
def test_an_empty_option_takes_away(ward: Program, option: str, key: str, empty: object) -> None:
    assert ward.item("show maya")[key] not in (None, [])
    assert ward.run(["edit", "maya", option, ""]).code == 0
    assert ward.item("show maya")[key] == empty
    ward.ok("undo")
    assert ward.item("show maya")[key] not in (None, [])


def test_lists_grow_and_hold_everything_once(ward: Program) -> None:
    for _ in range(2):
        ward.ok("edit maya -e new@x.org -e MAYA@ucsf.edu --nick Mai --nick May -t EP -t new "
                "--phone '(415) 555 0134' --set knows=ECG --set more=1")  # fmt: skip
    maya = ward.item("show maya")
    assert [each["address"] for each in maya["emails"]] == [
        "maya@ucsf.edu", "m@home.org", "new@x.org",
    ]  # fmt: skip
    assert maya["nicknames"] == ["Mai", "May"]
    assert maya["tags"] == ["amyloid", "ep", "new"]
    assert len(maya["phones"]) == 1
    assert maya["custom"] == {"knows": "ECG", "more": "1", "pager": "1234"}
    assert len(ward.items("history")) == 5
    ward.ok("edit maya --set more=")
    assert "more" not in ward.item("show maya")["custom"]


def test_a_new_name_keeps_the_handle_and_is_found(ward: Program) -> None:
    renamed = ward.item("edit maya --name 'Maya Singh'")
    assert (renamed["handle"], renamed["name"]) == ("maya-rao", "Maya Singh")
    assert ward.item("show singh")["handle"] == "maya-rao"
    assert ward("edit maya --name ''").code == 2


@pytest.mark.parametrize("line", ["edit maya --by fri", "edit maya --with ben",
                                  "edit maya -k wizard", "edit maya -e nowhere",
                                  "edit maya --on tomorrow", "edit maya --missed ben"])  # fmt: skip
def test_what_does_not_fit_changes_nobody(ward: Program, line: str) -> None:
    before = ward.item("show maya")
    assert ward(line).code == 2
    assert ward.item("show maya") == before


# Tags, notes, dates.


def test_tags_are_put_on_and_taken_off_in_one_line(ward: Program) -> None:
    assert ward.item("tag maya +new -ep +'very good' -nothing")["tags"] == [
        "amyloid", "new", "very-good",
    ]  # fmt: skip
    assert ward.item("tag maya rao -new")["tags"] == ["amyloid", "very-good"]
    assert ward.item("tag 'Maya Rao' +x")["tags"] == ["amyloid", "very-good", "x"]
    ward.ok("undo 3")
    assert ward.item("show maya")["tags"] == ["amyloid", "ep"]


@pytest.mark.parametrize(("line", "code"), [
    ("tag", 2), ("tag maya", 2), ("tag maya +", 2), ("tag maya -", 2), ("tag maya ''", 2),
    ("tag +ep", 2), ("tag nobody +ep", 4), ("tag a +ep", 3), ("tag maya +#", 2),
])  # fmt: skip
def test_tags_without_a_person_or_a_word_are_refused(ward: Program, line: str, code: int) -> None:
    ward.ok("add 'Ab Ax'")
    assert ward(line).code == code
    assert ward.items("list tag:ep")[0]["tags"] == ["amyloid", "ep"]


def test_a_note_keeps_its_lines_and_its_day(ward: Program) -> None:
    said = ward.run(["note", "maya", "first\n  second", "--json"])
    assert said.items == [
        {"handle": "maya-rao", "name": "Maya Rao", "on": "2026-11-22", "text": "first\n  second"}
    ]
    assert ward.ok("note maya two words").out == "maya-rao\tMaya Rao\t2026-11-22\ttwo words\n"
    assert ward.run(["note", "maya", "a\tb\nc\\"]).out.endswith("\ta\\tb\\nc\\\\\n")
    assert ward("note maya ''").code == ward("note maya '  '").code == ward("note maya").code == 2
    assert ward("note nobody x").code == 4


@pytest.mark.parametrize(("day", "kept", "next_on"), [
    ("1993-03-14", "1993-03-14", "2027-03-14"), ("--03-14", "--03-14", "2027-03-14"),
    ("03-14", "--03-14", "2027-03-14"), ("mar 14", "--03-14", "2027-03-14"),
    ("mar 14 1993", "1993-03-14", "2027-03-14"), ("14 march", "--03-14", "2027-03-14"),
    ("nov 22", "--11-22", "2026-11-22"), ("nov 21", "--11-21", "2027-11-21"),
    ("2028-05-01", "2028-05-01", "2028-05-01"), ("2026-11-21", "2026-11-21", "2027-11-21"),
    ("2026-11-22", "2026-11-22", "2026-11-22"), ("feb 29", "--02-29", "2027-02-28"),
    ("2028-02-29", "2028-02-29", "2028-02-29"), ("2000-02-29", "2000-02-29", "2027-02-28"),
])  # fmt: skip
def test_a_yearly_date_comes_round(ward: Program, day: str, kept: str, next_on: str) -> None:
    said = ward.run(["date", "ben", "boards", "--json", "--", *day.split()])
    (date,) = said.items
    assert (date["day"], date["next_on"], date["lead"]) == (kept, next_on, 0)


@pytest.mark.parametrize(("lead", "eve", "first"), [
    (0, "2027-12-09", "2027-12-10"), (1, "2027-12-08", "2027-12-09"),
    (7, "2027-12-02", "2027-12-03"), (364, "2026-12-10", "2026-12-11"),
])  # fmt: skip
def test_a_date_is_due_its_lead_ahead_until_the_day_after(
    ward: Program, lead: int, eve: str, first: str
) -> None:
    ward.ok(f"date ben boards 2027-12-10 --lead {lead}")
    assert ward.items("due benny", now=f"{eve}T12:00:00-05:00") == []
    for day, overdue in ((first, 0), ("2027-12-10", lead)):
        (due,) = ward.items("due benny", now=f"{day}T12:00:00-05:00")
        assert (due["what"], due["about"], due["overdue"]) == ("date", "boards", overdue)
        assert (due["due_on"], due["limit_on"]) == (first, "2027-12-10")
    assert ward.items("due benny", now="2027-12-11T12:00:00-05:00") == []


def test_a_date_told_a_whole_year_ahead_is_always_due_once(ward: Program) -> None:
    ward.ok("date ben boards 'dec 10' --lead 365")
    for day, falls in (("2026-11-22", "2026-12-10"), ("2026-12-10", "2026-12-10"),
                       ("2026-12-11", "2027-12-10"), ("2027-12-10", "2027-12-10")):  # fmt: skip
        (due,) = ward.items("due benny", now=f"{day}T12:00:00-05:00")
        assert due["limit_on"] == falls


def test_a_date_whose_year_is_still_to_come_starts_then(ward: Program) -> None:
    ward.ok("date ben boards 2029-05-01 --lead 3")
    assert ward.items("due benny", now="2028-05-01T12:00:00-05:00") == []
    assert len(ward.items("due benny", now="2029-05-01T12:00:00-05:00")) == 1
    assert len(ward.items("due benny", now="2030-05-01T12:00:00-05:00")) == 1


def test_a_date_that_is_done_comes_again_next_year(ward: Program) -> None:
    (due,) = ward.items("due maya", now="2027-03-10T12:00:00-05:00")[-1:]
    assert due["what"] == "date"
    ward.ok(f"done {due['uid']}", now="2027-03-10T12:00:00-05:00")
    now = [each["what"] for each in ward.items("due maya", now="2027-03-12T12:00:00-05:00")]
    assert "date" not in now
    later = [each["what"] for each in ward.items("due maya", now="2028-03-10T12:00:00-05:00")]
    assert "date" in later


def test_a_date_is_forgotten_when_it_is_said_so(ward: Program) -> None:
    assert ward.ok("date maya birthday none").err == "Removed the birthday of maya-rao.\n"
    assert ward.item("show maya")["birthday"] is None
    assert ward("date maya birthday none").code == 4
    assert ward("date maya '' 03-14").code == 2
    assert ward("date maya boards").code == ward("date maya boards 'feb 30'").code == 2
    ward.ok("undo")
    assert ward.item("show maya")["birthday"] == "1985-03-14"


# Setting aside.


def test_a_rest_hides_until_its_day_and_counts_from_today(ward: Program) -> None:
    assert [each["handle"] for each in ward.items("due")] == ["ana-torres"]
    ward.ok("rest ana --until 2026-12-10")
    assert ward.items("due", now="2026-12-09T12:00:00-05:00") == []
    ward.ok("log 'coffee with Ben'")
    assert ward.items("due", now="2026-12-19T12:00:00-05:00") == []
    (due,) = ward.items("due kind:faculty -city:francisco", now="2026-12-20T12:00:00-05:00")
    assert due["due_on"] == "2026-12-20"


def test_a_rest_without_a_day_ends_with_wake(ward: Program) -> None:
    ward.ok("rest ana")
    assert ward.items("due ana", now="2030-01-01T12:00:00-05:00") == []
    assert "resting until `rescrm wake ana-torres`" in ward.ok("show ana --format rich").out
    ward.ok("wake ana")
    assert ward.item("show ana")["due_on"] == "2026-12-20"
    assert ward("rest ana --until yesterday").code == ward("rest ana --until soon").code == 2


def test_who_is_archived_is_silent_and_keeps_everything(ward: Program) -> None:
    ward.ok("promise ana 'the deck' --by today")
    ward.ok("date ana boards 'nov 23' --lead 3")
    before = ward.item("show ana")
    assert len(ward.items("due ana")) == 3
    gone = ward.item("archive ana")
    assert (gone["archived"], gone["due_on"]) == (True, None)
    assert ward.items("due", now="2026-11-23T12:00:00-05:00") == []
    assert ward.ok("list ana").out == ""
    assert ward.item("show ana")["promises"] == before["promises"]
    ward.ok("wake ana")
    assert ward.item("show ana") == before


def test_of_someone_who_died_nothing_speaks(ward: Program) -> None:
    said = ward.ok("archive ana --deceased --format rich")
    assert "Ana Torres is kept. Nothing will remind you of them." in said.out
    assert "wake" not in said.out
    screen = ward.ok("show ana --format rich").out
    assert "they died" in screen
    assert "wake" not in screen
    assert ward.items("due") == []
    ward.ok("undo")
    assert len(ward.items("due")) == 1


@pytest.mark.parametrize("line", ["archive ben", "rest ben --until 2027-01-01", "tag ben +x",
                                  "edit ben --city Boston", "date ben boards 03-14"])  # fmt: skip
def test_the_same_again_makes_no_step(ward: Program, line: str) -> None:
    first = ward.item(line)
    steps = ward.items("history")
    assert ward.item(line) == first
    assert ward.items("history") == steps


@pytest.mark.parametrize("line", [
    "add Zoe", "edit maya --city Boston", "tag maya +x -ep", "note maya hello", "archive maya",
    "date maya boards 03-14", "date maya birthday none", "rest maya", "remove maya", "wake maya",
    "archive maya --deceased", "edit maya --every ''",
])  # fmt: skip
def test_a_rehearsal_answers_as_the_change_and_changes_nothing(ward: Program, line: str) -> None:
    before = ward.items("list --archived"), ward.item("show maya"), ward.items("history")
    rehearsed = ward.ok(f"{line} --dry-run --json")
    assert (ward.items("list --archived"), ward.item("show maya"), ward.items("history")) == before
    done = ward.ok(f"{line} --json")
    keep = [{**item, "uid": None} for item in done.items]
    assert [{**item, "uid": None} for item in rehearsed.items] == keep
    if ward.items("history") != before[2]:
        ward.ok("undo")
    assert ward.item("show maya") == before[1]


@pytest.mark.parametrize("word", ["show", "edit --city x", "remove", "archive", "rest", "wake"])
def test_whom_a_command_means_is_asked_or_told(ward: Program, word: str) -> None:
    ward.ok("add 'Maya Lind'")
    before = ward.items("list --archived")
    command, *options = word.split()
    for typed, code in (("maya", 3), ("nobody", 4), ("", 2)):
        said = ward.run([command, typed, *options, "--json"])
        assert (said.code, said.out) == (code, "")
        assert said.error["code"] == code
    assert ward.run([command, "maya", "rao", *options]).code == 0
    assert len(before) == 4


def test_who_is_removed_comes_back_whole(ward: Program) -> None:
    ward.ok("log 'yesterday coffee with Maya and Ben'")
    ward.ok("promise maya deck --by fri")
    before = ward.item("show maya"), ward.item("show ben"), ward.items("due --within 365")
    gone = ward.item("remove maya")
    assert gone["name"] == "Maya Rao"
    assert ward("show maya").code == 4
    assert ward.item("show ben")["timeline"][0]["people"][0]["handle"] == "ben-adler"
    ward.ok("undo")
    assert (ward.item("show maya"), ward.item("show ben"), ward.items("due --within 365")) == before


def test_the_history_tells_what_was_done_in_words(ward: Program) -> None:
    for line in ("tag maya +x", "note maya hello", "archive ben", "wake ben", "rest ben",
                 "date ben boards 03-14", "remove ben", "edit maya --city Boston"):  # fmt: skip
        ward.ok(line)
    assert [step["summary"] for step in ward.items("history")[:8]] == [
        "edited Maya Rao", "removed Ben Adler", "Ben Adler: boards --03-14", "Ben Adler rests",
        "woke Ben Adler", "archived Ben Adler", "noted about Maya Rao", "tagged Maya Rao +x",
    ]  # fmt: skip


def test_plain_columns_are_those_that_were_promised(ward: Program) -> None:
    ward.ok("log 'yesterday coffee with Maya'")
    assert ward.ok("list maya").out == (
        "maya-rao\tMaya Rao\tfaculty\tUCSF Heart\t2026-11-21\t2027-01-02\n"
    )
    ward.ok("note ben amyloid")
    assert ward.ok("search amyloid").out == ("note\tben-adler\t2026-11-22\tamyloid\n")


def test_an_empty_answer_is_empty_and_says_so_kindly(ward: Program) -> None:
    for line in ("list tag:none", "search nothing", "due tag:none"):
        said = ward.ok(line)
        assert said.out == ""
        assert len(said.err.splitlines()) == 1
        assert ward.ok(f"{line} --json").items == []


@pytest.mark.parametrize("command", ["list", "due", "draft"])
def test_a_mistyped_filter_is_not_answered_with_calm(rescrm: Program, command: str) -> None:
    rescrm.ok("add Maya Rao -k faculty")
    said = rescrm(f"{command} kind:facutly")
    assert (said.code, said.out) == (0, "")
    assert said.err == "Nobody fits kind:facutly. Nearest: kind:faculty.\n"
    assert "fits" not in rescrm("due kind:faculty").err


def test_a_calendar_of_a_mistyped_filter_says_so(rescrm: Program) -> None:
    rescrm.ok("add Maya Rao -k faculty")
    for as_ in ("event", "todo"):
        said = rescrm(f"export ics kind:facutly --as {as_}")
        assert "Nobody fits kind:facutly. Nearest: kind:faculty." in said.err
        assert said.out.startswith("BEGIN:VCALENDAR")
