"""Sponsors: an act goes into the ledger and asks for one thank-you, and never for two."""

from __future__ import annotations

import pytest

import dumps
from hostile_names import NAMES
from play import Program


@pytest.fixture
def people(rescrm: Program) -> Program:
    """A mentor who also sponsors, and a sponsor by kind who did nothing yet."""
    rescrm.ok('add "Samuel Okafor" -k faculty')
    rescrm.ok('add "Nadia Haddad" -k sponsor')
    rescrm.ok('add "Anna Lindqvist"')
    rescrm.ok('add "Anna Wu"')
    return rescrm


def thanks(rescrm: Program) -> list[tuple[str, str, str, str]]:
    return [
        (each["handle"], each["about"], each["due_on"], each["limit_on"])
        for each in rescrm.items("due --within 365")
        if each["what"] == "thank-you"
    ]


@pytest.mark.parametrize(
    ("on", "day", "due", "limit"),
    [
        ("", "2026-11-22", "2026-11-25", "2026-11-28"),
        ("--on yesterday", "2026-11-21", "2026-11-24", "2026-11-27"),
        ('--on "last fri"', "2026-11-20", "2026-11-23", "2026-11-26"),
        ("--on 2026-11-19", "2026-11-19", "2026-11-22", "2026-11-25"),
        ("--on 2026-03-01", "2026-03-01", "2026-11-22", "2026-11-25"),
    ],
)
def test_an_act_asks_for_one_thank_you_in_three_days_and_never_late(
    people: Program, on: str, day: str, due: str, limit: str
) -> None:
    act = people.item(f'sponsor okafor "invited me as co-author" {on}')
    assert (act["handle"], act["act"], act["on"]) == (
        "samuel-okafor", "invited me as co-author", day,
    )  # fmt: skip
    assert (act["thank_you"], act["due_on"], act["thanked_on"]) == (1, due, None)
    assert thanks(people) == [("samuel-okafor", "invited me as co-author", due, limit)]


@pytest.mark.parametrize(
    "again",
    [
        'sponsor okafor "invited me as co-author"',
        "sponsor okafor invited me as co-author",
        'sponsor @samuel-okafor "Invited me as Co-Author."',
        'sponsor okafor "  invited  me as co-author " --on today',
    ],
)
def test_the_same_act_said_twice_is_there_once(people: Program, again: str) -> None:
    first = people.item('sponsor okafor "invited me as co-author"')
    before = dumps.journaled()
    said = people(f"{again} --json")
    assert (said.code, said.items) == (0, [first])
    assert "in the ledger already" in said.err
    assert dumps.journaled() == before
    assert len(people.items("history")) == 5


@pytest.mark.parametrize(
    ("lines", "open_thanks"),
    [
        (['sponsor okafor "a"', 'sponsor okafor "b"'], 2),
        (['sponsor okafor "a"', 'sponsor okafor "a"'], 1),
        (['sponsor okafor "a"', 'sponsor okafor "a" --on yesterday'], 2),
        (['sponsor okafor "a" --on yesterday', 'sponsor okafor "a"'], 2),
        (['sponsor okafor "a"', 'sponsor haddad "a"'], 2),
        (['sponsor okafor "a"', "done 1"], 0),
        (['sponsor okafor "a"', "done 1", "done 1"], 0),
        (['sponsor okafor "a"', "done 1", 'sponsor okafor "a"'], 0),
        (['sponsor okafor "a"', "undo"], 0),
        (['sponsor okafor "a"', "log 'emailed Okafor, thanks for it'"], 0),
        (['sponsor okafor "a"', "log 'emailed Okafor the deck'"], 1),
        (['sponsor okafor "a"', 'sponsor okafor "b"', "log 'emailed Okafor, thanks'"], 2),
    ],
)
def test_each_act_gives_one_thank_you_and_twice_thanked_gives_none(
    people: Program, lines: list[str], open_thanks: int
) -> None:
    for line in lines:
        people.ok(line)
    assert len(thanks(people)) == open_thanks


def test_whoever_sponsors_stays_of_their_kind(people: Program) -> None:
    people.ok('sponsor okafor "put in a word"')
    assert people.item("show okafor")["kind"] == "faculty"


def test_the_ledger_tells_acts_thanks_and_news_of_each(people: Program) -> None:
    people.ok('sponsor okafor "invited me as co-author" --on 2026-11-10')
    people.ok('sponsor okafor "nominated me" --on 2026-11-20')
    people.ok("done 1")
    people.ok("log 'emailed Okafor the figures' --on 2026-11-15")
    people.ok("log 'coffee with Okafor' --on 2026-11-19")
    people.ok("log 'email from @samuel-okafor' --them --on 2026-11-18")
    people.ok('sponsor wu "told the chair" --on 2026-11-21')
    wu, okafor, haddad = people.items("sponsors")
    assert [each["handle"] for each in (wu, okafor, haddad)] == [
        "anna-wu", "samuel-okafor", "nadia-haddad",
    ]  # fmt: skip
    assert [(each["act"], each["on"], each["thanked_on"]) for each in okafor["acts"]] == [
        ("nominated me", "2026-11-20", None),
        ("invited me as co-author", "2026-11-10", "2026-11-22"),
    ]
    assert (okafor["thanked_on"], okafor["updated_on"]) == ("2026-11-22", "2026-11-15")
    assert (haddad["acts"], haddad["thanked_on"], haddad["updated_on"]) == ([], None, None)


def test_the_last_act_of_a_day_comes_first(people: Program) -> None:
    for act in ("nominated me", "told the chair"):
        people.ok(f'sponsor okafor "{act}"')
    acts = people.items("sponsors")[0]["acts"]
    assert [each["act"] for each in acts] == ["told the chair", "nominated me"]


def test_thanks_that_were_put_off_are_due_when_they_were_put_off_to(people: Program) -> None:
    people.ok('sponsor okafor "nominated me"')
    people.ok("snooze 1 2026-11-27")
    assert people.items("sponsors")[0]["acts"][0]["due_on"] == "2026-11-27"


def test_only_thanks_count_as_thanks_and_only_what_went_out_as_news(people: Program) -> None:
    people.ok('sponsor okafor "nominated me"')
    people.ok('promise okafor "the figures"')
    people.ok("done 2")
    people.ok("log 'emailed @samuel-okafor' --on 2026-12-01")
    okafor = people.items("sponsors")[0]
    assert (okafor["thanked_on"], okafor["updated_on"]) == (None, None)


def test_a_sponsor_who_was_set_aside_is_told_of_only_for_what_they_did(people: Program) -> None:
    people.ok('sponsor okafor "nominated me"')
    for who in ("okafor", "haddad"):
        people.ok(f"archive {who}")
    assert [each["handle"] for each in people.items("sponsors")] == ["samuel-okafor"]


def test_a_pipe_gets_one_line_a_person(people: Program) -> None:
    people.ok('sponsor okafor "nominated me"')
    assert people.ok("sponsors").out == (
        "samuel-okafor\tSamuel Okafor\t1\t\t\nnadia-haddad\tNadia Haddad\t0\t\t\n"
    )


def test_a_card_tells_what_someone_did(people: Program) -> None:
    people.ok('sponsor okafor "nominated me"')
    people.ok("done 1")
    (act,) = people.item("show okafor")["sponsored"]
    assert (act["act"], act["thanked_on"]) == ("nominated me", "2026-11-22")
    screen = people.ok("show okafor --format rich").out
    assert "sponsored nominated me, Sun 22 Nov 2026 (thanked)" in screen


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("sponsor okafor", 2, "missing"),
        ('sponsor okafor " "', 2, "rescrm sponsor @samuel-okafor"),
        ('sponsor okafor "a" --on tomorrow', 2, "tomorrow"),
        ('sponsor okafor "a" --on 2026-11-23', 2, "still to come"),
        ('sponsor okafor "a" --on someday', 2, "someday"),
        ('sponsor anna "a"', 3, "anna-wu"),
        ('sponsor zelda "a"', 4, "zelda"),
        ("sponsor", 2, "missing"),
        ("sponsors okafor", 2, "okafor"),
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


def test_a_dry_run_tells_and_keeps_nothing(people: Program) -> None:
    before = dumps.journaled()
    assert people.item('sponsor okafor "nominated me" --dry-run')["due_on"] == "2026-11-25"
    assert dumps.journaled() == before


def test_undo_takes_the_act_and_its_thanks_and_redo_brings_both(people: Program) -> None:
    people.ok('sponsor okafor "nominated me"')
    after = dumps.journaled()
    people.ok("undo")
    assert people.items("sponsors")[0]["acts"] == []
    people.ok("redo")
    assert dumps.journaled() == after


def test_an_act_can_be_taken_out_of_the_ledger(people: Program) -> None:
    uid = people.item('sponsor okafor "nominated me"')["uid"]
    assert people.item(f"remove {uid[:8]}")["act"] == "nominated me"
    assert (thanks(people), people.item("show okafor")["sponsored"]) == ([], [])
    people.ok("undo")
    assert len(thanks(people)) == 1


def test_thanks_that_were_given_stay_when_the_act_goes(people: Program) -> None:
    uid = people.item('sponsor okafor "nominated me"')["uid"]
    people.ok("done 1")
    people.ok(f"remove {uid}")
    assert people.item("done 1")["done_on"] == "2026-11-22"


def test_everything_goes_when_the_person_goes_and_comes_back_with_them(people: Program) -> None:
    people.ok('sponsor okafor "nominated me"')
    before = dumps.journaled()
    people.ok("remove okafor")
    assert [each["handle"] for each in people.items("sponsors")] == ["nadia-haddad"]
    people.ok("undo")
    assert dumps.journaled() == before


def test_a_number_closes_the_thanks_and_an_act_is_closed_by_nothing(people: Program) -> None:
    act = people.item('sponsor okafor "nominated me"')
    said = people(f"done {act['uid']}")
    assert said.code == 2 and "ledger" in said.err


@pytest.mark.parametrize("key", ["rich tag", "template", "sql", "escape clear", "csv formula"])
def test_any_name_and_any_words_are_kept_and_shown_safely(rescrm: Program, key: str) -> None:
    name = NAMES[key]
    who = rescrm.run(["add", "--json", "--", name]).items[0]["handle"]
    (act,) = rescrm.run(["sponsor", "--json", "--", f"@{who}", name]).items
    assert (act["name"], act["act"]) == (name, name)
    for form in ("plain", "rich"):
        shown = rescrm.run(["sponsors", "--format", form]).out
        assert "\x1b" not in shown and "\x9b" not in shown
    assert rescrm.items("sponsors")[0]["acts"][0]["act"] == name
