"""What is owed, either way: kept, listed, closed, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

import dumps
from play import Program


@pytest.fixture
def people(rescrm: Program) -> Program:
    """Ben, who is owed the most, and two Annas."""
    rescrm.ok('add "Ben Adler" --birthday "nov 26"')
    rescrm.ok('add "Anna Lindqvist" -k faculty -o UCSF')
    rescrm.ok('add "Anna Wu" --stage PGY-2')
    return rescrm


def whats(rescrm: Program, line: str = "due --within 365") -> list[str]:
    return [each["what"] for each in rescrm.items(line)]


# Keeping ------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["promise", "ask"])
@pytest.mark.parametrize(
    ("line", "about", "by"),
    [
        ('ben "the QI deck"', "the QI deck", "2026-11-29"),
        ("ben the QI deck", "the QI deck", "2026-11-29"),
        ('ben "the QI deck" --by fri', "the QI deck", "2026-11-27"),
        ('@ben-adler slides --by "next week"', "slides", "2026-11-29"),
        ("ben slides --by today", "slides", "2026-11-22"),
        ("ben slides --by 2027-03-26", "slides", "2027-03-26"),
        ('ben "the QI deck by fri"', "the QI deck", "2026-11-27"),
        ('ben "the QI deck, by dec 1."', "the QI deck", "2026-12-01"),
        ('ben "the book by Oliver Sacks"', "the book by Oliver Sacks", "2026-11-29"),
        ('ben "the book by fri" --by mon', "the book by fri", "2026-11-23"),
    ],
)
def test_a_promise_and_an_ask_are_kept_with_their_day(
    people: Program, word: str, line: str, about: str, by: str
) -> None:
    item = people.item(f"{word} {line}")
    assert (item["handle"], item["about"], item["by"]) == ("ben-adler", about, by)
    assert people.item(f"{word}s") == item


def test_every_key_that_scripts_rely_on_is_there(people: Program) -> None:
    item = people.item("promise ben slides")
    assert set(item) >= {"id", "handle", "name", "about", "by", "done_on", "event"}
    assert (item["id"], item["name"], item["done_on"], item["event"]) == (
        1,
        "Ben Adler",
        None,
        None,
    )


def test_promises_and_asks_share_one_number_space_and_no_number_returns(people: Program) -> None:
    assert people.item("promise ben slides")["id"] == 1
    assert people.item("ask ben letter")["id"] == 2
    people.ok("undo")
    assert people.item("ask ben letter")["id"] == 3


def test_days_of_the_users_choice_pass_until_one_is_due(people: Program, home: Path) -> None:
    config = home / ".config/rescrm/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("promise_days = 3\n", encoding="utf-8")
    assert people.item("promise ben slides")["by"] == "2026-11-25"


def test_at_the_end_of_time_a_promise_is_due_at_once(people: Program) -> None:
    kept = people.item("promise ben slides", now="9999-12-30T12:00:00+00:00")
    assert kept["by"] == "9999-12-31"


def test_what_is_owed_stands_in_due(people: Program) -> None:
    people.ok("promise ben the QI deck --by 2026-11-23")
    people.ok("ask ben a letter --by 2026-11-24")
    told = people.items("due ben", now="2026-11-30T08:00:00-05:00")
    assert [(each["what"], each["overdue"], each["about"]) for each in told] == [
        ("promise", 7, "the QI deck"),
        ("ask", 6, "a letter"),
    ]


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("promise ben", 2, "missing"),
        ('promise ben ""', 2, 'rescrm promise @ben-adler "the QI deck" --by fri'),
        ('ask ben "  "', 2, 'rescrm ask @ben-adler "a letter" --by fri'),
        ("promise ben slides --by yesterday", 2, "yesterday"),
        ("promise ben slides --by 2026-11-21", 2, "that day is over"),
        ("promise ben slides --by someday", 2, "someday"),
        ("promise anna slides", 3, "rescrm promise @anna-wu slides"),
        ("ask zelda slides", 4, "zelda"),
        ("promises zelda", 4, "zelda"),
        ("asks anna", 3, "rescrm asks @anna-wu"),
        ("done 7", 4, "number 7"),
        ("done nobody", 4, "nobody"),
        ("done 123456789012345678901234567890", 4, "1234567890"),
        ("done ben-adler", 2, 'rescrm log "coffee with @ben-adler"'),
        ("done Ben", 2, 'rescrm log "coffee with @ben-adler"'),
        ("done anna", 2, "rescrm log @anna-lindqvist"),
        ("done", 2, "missing"),
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


# Listing ------------------------------------------------------------------------------------


def test_the_earliest_day_stands_first(people: Program) -> None:
    people.ok("promise ben slides --by 9d")
    people.ok("promise wu deck --by 2d")
    assert [each["about"] for each in people.items("promises")] == ["deck", "slides"]
    assert [each["about"] for each in people.items("promises ben")] == ["slides"]
    assert people.items("asks") == []


@pytest.mark.parametrize("word", ["promise", "ask"])
def test_what_is_due_today_is_not_overdue_yet(people: Program, word: str) -> None:
    people.ok(f"{word} ben slides --by 2026-11-23")
    people.ok(f"{word} ben deck --by 2026-11-24")
    moment = "2026-11-24T08:00:00-05:00"
    assert [each["about"] for each in people.items(f"{word}s --overdue", now=moment)] == ["slides"]
    assert len(people.items(f"{word}s", now=moment)) == 2


def test_plain_has_the_number_first(people: Program) -> None:
    said = people.ok("promise ben the QI deck --by fri")
    assert said.out == "1\tben-adler\tBen Adler\t2026-11-27\tthe QI deck\n"
    assert people.ok("promises").out == said.out


@pytest.mark.parametrize("line", ["promises", "asks", "promises --overdue", "asks --overdue"])
def test_nothing_is_nothing_on_stdout_and_a_sentence_beside_it(people: Program, line: str) -> None:
    said = people.ok(line)
    assert said.out == ""
    assert said.err.endswith(".\n")
    assert people.items(line) == []


@pytest.mark.parametrize("line", ["promises", "asks", "timeline"])
def test_without_a_store_a_reader_says_what_rescrm_is(rescrm: Program, line: str) -> None:
    said = rescrm.ok(line)
    assert said.out == ""
    assert "rescrm init" in said.err


# Closing ------------------------------------------------------------------------------------


def test_done_closes_by_number(people: Program) -> None:
    people.ok("promise ben slides")
    closed = people.item("done 1")
    assert (closed["id"], closed["done_on"]) == (1, "2026-11-22")
    assert people.items("promises") == []
    assert whats(people) == ["date"]


def test_done_closes_by_the_uid_that_due_tells(people: Program) -> None:
    people.ok("promise ben slides --by today")
    (due,) = [each for each in people.items("due") if each["what"] == "promise"]
    assert people.item(f"done {due['uid']}")["done_on"] == "2026-11-22"


def test_the_beginning_of_a_uid_is_enough(people: Program) -> None:
    uid = people.item("promise ben slides")["uid"]
    assert people.item(f"done {uid[:8].upper()}")["uid"] == uid


def test_five_figures_are_a_number_and_never_a_uid(people: Program) -> None:
    assert people("done 12345").code == 4


def test_several_are_closed_in_one_step(people: Program) -> None:
    people.ok("promise ben slides")
    people.ok("ask ben letter")
    assert [each["id"] for each in people.items("done 2 1 2")] == [2, 1]
    people.ok("undo")
    assert len(people.items("promises")) == len(people.items("asks")) == 1


def test_one_that_is_not_there_keeps_all_open(people: Program) -> None:
    people.ok("promise ben slides")
    assert people("done 1 9").code == 4
    assert len(people.items("promises")) == 1


def test_done_twice_says_so_and_is_no_step(people: Program) -> None:
    people.ok("promise ben slides")
    people.ok("done 1")
    before = dumps.steps()
    said = people.ok("done 1", now="2026-11-30T08:00:00-05:00")
    assert "done on Sun 22 Nov 2026" in said.err
    assert dumps.steps() == before
    assert people.item("done 1")["done_on"] == "2026-11-22"


def test_undo_opens_it_again(people: Program) -> None:
    people.ok("promise ben slides")
    before, agenda = dumps.journaled(), dumps.agenda()
    people.ok("done 1")
    after = dumps.journaled()
    people.ok("undo")
    assert (dumps.journaled(), dumps.agenda()) == (before, agenda)
    people.ok("redo")
    assert dumps.journaled() == after


@pytest.mark.parametrize("line", ["promise ben deck", "ask ben deck", "done 1"])
def test_a_dry_run_changes_nothing(people: Program, line: str) -> None:
    people.ok("promise ben slides")
    before, steps = dumps.journaled(), dumps.steps()
    assert people.items(f"{line} --dry-run")
    assert (dumps.journaled(), dumps.steps()) == (before, steps)


def test_a_follow_up_is_closed_by_done(people: Program) -> None:
    people.ok('event add "ACC 2026" --from 2026-11-13 --to 2026-11-15')
    people.ok('event met acc-2026 "@anna-wu; talked amyloid"')
    (due,) = people.items("due wu")
    closed = people.item(f"done {due['id']}")
    assert (closed["what"], closed["event"]) == ("follow-up", "acc-2026")
    assert people.items("due wu") == []
    assert people.item("event show acc-2026")["followed_up"] == 1


def test_a_yearly_date_is_closed_for_this_year(people: Program) -> None:
    (due,) = people.items("due")
    assert due["what"] == "date"
    closed = people.item(f"done {due['uid']}")
    assert (closed["id"], closed["what"], closed["about"], closed["by"]) == (
        None,
        "date",
        "birthday",
        "2026-11-26",
    )
    assert people.items("due") == []
    next_year = people.items("due", now="2027-11-20T08:00:00-05:00")
    assert [each["uid"] for each in next_year] == [due["uid"]]
    people.ok("undo")
    assert [each["uid"] for each in people.items("due")] == [due["uid"]]


def test_a_date_closed_twice_says_so(people: Program) -> None:
    uid = people.items("due")[0]["uid"]
    people.ok(f"done {uid}")
    steps = dumps.steps()
    assert "done already" in people.ok(f"done {uid}").err
    assert dumps.steps() == steps


def test_a_date_that_has_just_passed_is_over_and_next_year_stays_open(people: Program) -> None:
    uid = people.items("due")[0]["uid"]
    said = people.ok(f"done {uid}", now="2026-11-28T08:00:00-05:00")
    assert "is over" in said.err
    assert people.items("due", now="2027-11-26T08:00:00-05:00") != []


def test_done_on_a_check_in_points_to_log(people: Program) -> None:
    people.ok('add "Dee Park" --every "4 weeks"')
    (due,) = people.items("due --within 60 dee")
    said = people(f"done {due['uid']}")
    assert said.code == 2
    assert "rescrm log" in said.err


def test_done_on_a_group_points_to_log(people: Program) -> None:
    people.ok("group add lunch --type pod --every 2w")
    (due,) = [each for each in people.items("due --within 60") if each["what"] == "group"]
    for typed in (due["uid"], "lunch"):
        said = people(f"done {typed}")
        assert said.code == 2
        assert "rescrm log --group lunch" in said.err


def test_done_on_an_interaction_points_to_remove(people: Program) -> None:
    uid = people.item("log coffee with Ben")["uid"]
    said = people(f"done {uid}")
    assert said.code == 2
    assert f"rescrm remove {uid}" in said.err


def test_a_number_is_a_promise_even_where_it_is_somebodys_handle(people: Program) -> None:
    people.ok('add "1"')
    people.ok("promise ben slides")
    assert people.item("done 1")["handle"] == "ben-adler"
    assert people("done 2").code == 4
    assert people("done @1").code == 2


def test_a_handle_goes_before_the_beginning_of_a_uid(people: Program) -> None:
    uid = people.item("promise ben slides")["uid"]
    people.ok(f'add "{uid[:13]}"')
    assert people(f"done {uid[:13]}").code == 2
    assert people(f"done {uid[:14]}").code == 0


# On the screen ------------------------------------------------------------------------------


def test_the_screen_spells_the_day_and_says_how_to_close(people: Program) -> None:
    said = people.ok('promise ben "the QI deck" --by fri --format rich')
    assert said.out == (
        "promise           Ben Adler: the QI deck, by Fri 27 Nov 2026\n`rescrm done 1` closes it.\n"
    )
    said = people.ok("done 1 --format rich")
    assert said.out == (
        "promise           Ben Adler: the QI deck, done Sun 22 Nov 2026\n"
        "`rescrm undo` opens it again.\n"
    )


def test_what_is_hostile_is_kept_as_it_is_and_shown_safe(people: Program) -> None:
    said = people.run(["promise", "ben", "[/] \x1b[31mred", "--format", "rich"])
    assert "\x1b" not in said.out
    assert people.items("promises")[0]["about"] == "[/] \x1b[31mred"


# Changed and removed ------------------------------------------------------------------------


def test_a_promise_gets_another_day_and_other_words(people: Program) -> None:
    people.ok("promise ben slides --by fri")
    changed = people.item('edit 1 --by "dec 1" --note "the slides, with figures"')
    assert (changed["by"], changed["about"]) == ("2026-12-01", "the slides, with figures")
    (due,) = [each for each in people.items("due --within 30") if each["what"] == "promise"]
    assert (due["due_on"], due["limit_on"]) == ("2026-12-01", "2026-12-01")
    people.ok("undo")
    assert people.item("promises")["by"] == "2026-11-27"


@pytest.mark.parametrize("word", ["promise", "ask"])
def test_the_limit_moves_with_the_day(people: Program, word: str) -> None:
    people.ok(f"{word} ben slides --by fri")
    people.ok("edit 1 --by mon")
    (due,) = [each for each in people.items("due --within 30") if each["what"] == word]
    assert (due["due_on"], due["limit_on"]) == ("2026-11-23", "2026-11-23")


def test_a_follow_up_keeps_the_limit_of_its_event(people: Program) -> None:
    people.ok('event add "ACC 2026" --from 2026-11-20 --to 2026-11-22')
    people.ok('event met acc-2026 "@anna-wu; talked amyloid"')
    people.ok("edit 1 --by tomorrow")
    (due,) = people.items("due --within 9 wu")
    assert (due["due_on"], due["limit_on"]) == ("2026-11-23", "2026-11-29")


@pytest.mark.parametrize("options", ["--by yesterday", '--note ""', "--by someday"])
def test_what_a_promise_cannot_become_is_refused(people: Program, options: str) -> None:
    people.ok("promise ben slides --by fri")
    before = dumps.journaled()
    assert people(f"edit 1 {options}").code == 2
    assert dumps.journaled() == before


def test_a_promise_is_removed_and_brought_back(people: Program) -> None:
    people.ok("promise ben slides")
    before = dumps.journaled()
    assert people.item("remove 1")["about"] == "slides"
    assert people.items("promises") == []
    people.ok("undo")
    assert dumps.journaled() == before
