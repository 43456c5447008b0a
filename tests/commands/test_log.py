"""Logging a touch: what is understood, what is written, what is refused."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dumps
from play import Program, Said

QUICK = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


SETUP = (
    'add "Ana Torres" -k co-resident --every "2 weeks" -e ana@mgh.org',
    'add "Ben Adler" --every "6 weeks"',
    'add "Anna Lindqvist" -k faculty -o UCSF',
    'add "Anna Wu" --stage PGY-2 -o "your program"',
    'add "Dee Park" --every "4 weeks" --nick Deedee',
)


@pytest.fixture
def people(rescrm: Program) -> Program:
    """Five people, two of them an Anna."""
    for line in SETUP:
        rescrm.ok(line)
    return rescrm


def handles(item: dict[str, Any], key: str = "people") -> list[str]:
    return [each["handle"] for each in item[key]]


def log(rescrm: Program, line: str) -> dict[str, Any]:
    return rescrm.item(f"log {line}")


# What a sentence says -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "day", "kind", "who", "note"),
    [
        ("yesterday coffee with Ana and Ben, talked boards", "2026-11-21", "coffee",
         ["ana-torres", "ben-adler"], "talked boards"),
        ("coffee with Ana", "2026-11-22", "coffee", ["ana-torres"], None),
        ("last fri lunch with Dee", "2026-11-20", "meal", ["dee-park"], None),
        ("emailed Ben about the IRB", "2026-11-22", "email", ["ben-adler"], "about the IRB"),
        ("Ana's poster was good", "2026-11-22", None, ["ana-torres"], "Ana's poster was good"),
        ("zoom with @anna-wu, 3 days ago", "2026-11-19", "video", ["anna-wu"], None),
        ("2026-11-01 call with deedee", "2026-11-01", "call", ["dee-park"], None),
        ("card to ana@mgh.org", "2026-11-22", "letter", ["ana-torres"],
         "card to ana@mgh.org"),
    ],
)  # fmt: skip
def test_a_sentence_becomes_an_interaction(
    people: Program, sentence: str, day: str, kind: str | None, who: list[str], note: str | None
) -> None:
    item = people.run(["log", sentence, "--json"]).items[0]
    assert (item["on"], item["kind"], item["note"]) == (day, kind, note)
    assert handles(item) == who
    assert people.items("timeline")[0]["uid"] == item["uid"]


def test_words_of_several_arguments_are_one_sentence(people: Program) -> None:
    item = log(people, "yesterday coffee with Ana and Ben, talked boards")
    assert (item["on"], item["note"]) == ("2026-11-21", "talked boards")


def test_one_line_says_touch_promise_and_ask(people: Program) -> None:
    item = log(
        people,
        '"yesterday coffee with Ana; owe Ben the QI deck by fri; asked Ana for a letter #boards"',
    )
    (promise,), (ask,) = item["promises"], item["asks"]
    assert (promise["handle"], promise["about"], promise["by"]) == (
        "ben-adler",
        "the QI deck",
        "2026-11-27",
    )
    assert (ask["handle"], ask["about"], ask["by"]) == ("ana-torres", "a letter", "2026-11-29")
    assert item["tags"] == ["boards"]
    assert handles(item) == ["ana-torres"]
    assert people.item("promises")["id"] == promise["id"]
    assert people.item("asks")["id"] == ask["id"]


def test_every_key_that_scripts_rely_on_is_there(people: Program) -> None:
    item = log(people, "coffee with Ana")
    assert set(item) >= {
        "uid", "on", "kind", "note", "tags", "people", "missed", "event", "group", "direction",
        "attempt", "source", "promises", "asks", "new_people", "next",
    }  # fmt: skip
    assert set(item["people"][0]) == {"uid", "handle", "name"}


def test_next_says_who_is_due_when_now(people: Program) -> None:
    item = log(people, '"yesterday coffee with Ana and Ben; owe Ben the QI deck by fri"')
    told = [(each["handle"], each["due_on"], each["what"]) for each in item["next"]]
    assert told == [
        ("ana-torres", "2026-12-05", "check-in"),
        ("ben-adler", "2026-11-27", "promise"),
    ]
    assert item["next"][0]["because"] == "every 2 weeks"
    assert {"handle", "name", "due_on", "what", "because"} <= set(item["next"][0])


def test_what_was_said_goes_before_the_rhythm_of_the_same_day(people: Program) -> None:
    item = log(people, '"coffee with Ana; owe Ana the slides by 2026-12-06"')
    assert [(each["what"], each["due_on"]) for each in item["next"]] == [("promise", "2026-12-06")]


def test_next_leaves_out_who_is_never_due(people: Program) -> None:
    assert log(people, "coffee with @anna-wu")["next"] == []


def test_a_promise_without_a_day_is_due_in_seven(people: Program) -> None:
    (promise,) = log(people, '"call with Ben; owe Ben the slides"')["promises"]
    assert promise["by"] == "2026-11-29"


def test_the_days_of_a_promise_count_from_today_not_from_the_touch(people: Program) -> None:
    item = log(people, '"last mon call with Ben; owe Ben the slides by tomorrow"')
    assert item["on"] == "2026-11-16"
    assert item["promises"][0]["by"] == "2026-11-23"


def test_a_promise_is_due_on_its_limit(people: Program) -> None:
    people.ok('log "call with Ana; owe Ana the slides by today"')
    due = next(each for each in people.items("due") if each["what"] == "promise")
    assert (due["due_on"], due["limit_on"], due["overdue"]) == ("2026-11-22", "2026-11-22", 0)


def test_what_a_touch_leaves_to_do_knows_its_touch(people: Program) -> None:
    people.ok('log "call with Ana; owe Ben the deck; asked Ana for a letter"')
    rows = dumps.journaled()
    (interaction,) = rows["interaction"]
    assert [row[11] for row in rows["commitment"]] == [interaction[0]] * 2


def test_what_is_only_owed_does_not_take_part(people: Program) -> None:
    item = log(people, '"coffee with Ana; owe Ben the deck"')
    assert handles(item) == ["ana-torres"]


# New people ---------------------------------------------------------------------------------


def test_stars_add_someone(people: Program) -> None:
    item = log(people, '"met **Zed Quinn** at the retreat"')
    (new,) = item["new_people"]
    assert (new["handle"], new["name"]) == ("zed-quinn", "Zed Quinn")
    assert handles(item) == ["zed-quinn"]
    assert people.item("list zed")["name"] == "Zed Quinn"


def test_a_new_person_is_added_once_however_often_named(people: Program) -> None:
    item = log(
        people,
        '"met **Zed Quinn**; owe **Zed Quinn** the slides; asked Zed for a letter by dec 1"',
    )
    assert handles(item, "new_people") == ["zed-quinn"]
    assert [each["handle"] for each in (*item["promises"], *item["asks"])] == ["zed-quinn"] * 2
    assert len(people.items("list zed")) == 1


def test_someone_new_in_a_promise_is_added_without_taking_part(people: Program) -> None:
    item = log(people, '"coffee with Ana; owe **Zed Quinn** the slides"')
    assert handles(item) == ["ana-torres"]
    assert handles(item, "new_people") == ["zed-quinn"]


def test_stars_round_someone_known_add_nobody(people: Program) -> None:
    item = log(people, '"met **Ben Adler**"')
    assert (handles(item), item["new_people"]) == (["ben-adler"], [])


def test_an_option_adds_someone_too(people: Program) -> None:
    item = log(people, 'coffee --with "**Zed Quinn**" --with ana')
    assert handles(item) == ["zed-quinn", "ana-torres"]
    assert handles(item, "new_people") == ["zed-quinn"]


def test_the_first_touch_makes_the_store(rescrm: Program) -> None:
    item = log(rescrm, '"met **Zed Quinn**"')
    assert item["new_people"][0]["handle"] == "zed-quinn"
    assert rescrm.items("timeline")[0]["uid"] == item["uid"]


@pytest.mark.parametrize("line", ["log coffee with Ana", "promise ana slides", "done 1"])
def test_who_is_unknown_without_a_store_makes_none(rescrm: Program, home: Path, line: str) -> None:
    assert rescrm(line).code == 4
    assert [*home.rglob("*.db*")] == []


# Options win --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [
        ("--on 2026-11-01", "on", "2026-11-01"),
        ('--on "last mon"', "on", "2026-11-16"),
        ("--kind call", "kind", "call"),
        ("--kind Lunch", "kind", "meal"),
        ('--note "we planned the pod"', "note", "we planned the pod"),
        ('--note ""', "note", None),
        ("--them", "direction", "them"),
        ("--attempt", "attempt", True),
    ],
)
def test_an_option_wins_over_the_sentence(
    people: Program, options: str, key: str, value: object
) -> None:
    said = f'"yesterday coffee with Ana, talked boards" {options}'
    assert log(people, said)[key] == value


def test_with_adds_to_those_named(people: Program) -> None:
    assert handles(log(people, "coffee with Ana --with ben")) == ["ana-torres", "ben-adler"]


def test_with_alone_needs_no_text(people: Program) -> None:
    item = log(people, "--with ana --with ana-torres --kind call --on yesterday")
    assert (handles(item), item["kind"], item["note"]) == (["ana-torres"], "call", None)


def test_the_user_is_never_one_of_those_who_took_part(people: Program) -> None:
    assert handles(log(people, "coffee --with me --with ana")) == ["ana-torres"]


def test_who_was_missed_did_not_take_part(people: Program) -> None:
    item = log(people, "dinner with Ana and Dee --missed dee")
    assert (handles(item), handles(item, "missed")) == (["ana-torres"], ["dee-park"])


def test_who_was_missed_keeps_their_clock(people: Program) -> None:
    before = people.item("list dee")["due_on"]
    people.ok("log dinner with Ana --missed dee", now="2026-12-01T08:00:00-05:00")
    assert people.item("list dee")["due_on"] == before


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("coffee with Ana", "both"),
        ("emailed Ana", "me"),
        ("texted Ana", "me"),
        ("card to Ana", "me"),
        ("talked to Ana", "both"),
        ("emailed Ana --them", "them"),
        ("call with Ana --them", "them"),
        ("coffee with Ana --kind email", "me"),
        ("call Ana --attempt", "me"),
    ],
)
def test_who_spoke_to_whom(people: Program, sentence: str, direction: str) -> None:
    assert log(people, sentence)["direction"] == direction


def test_a_kind_of_the_users_own_is_understood(people: Program, home: Path) -> None:
    config = home / ".config/rescrm/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('touch_kinds = ["journal club"]\n', encoding="utf-8")
    assert log(people, '"journal club with Ana"')["kind"] == "journal club"
    assert log(people, '--with ana --kind "Journal Club"')["kind"] == "journal club"


def test_a_coming_day_is_planned_and_counts_from_then_on(people: Program) -> None:
    item = log(people, "coffee with Ana --on 2026-12-01")
    assert item["next"][0]["due_on"] == "2026-12-06"
    (later,) = people.items("due --within 60 ana", now="2026-12-01T08:00:00-05:00")
    assert later["due_on"] == "2026-12-15"


def test_an_older_touch_never_moves_the_clock_back(people: Program) -> None:
    people.ok("log coffee with Ana")
    item = log(people, '"coffee with Ana" --on 2026-10-01')
    assert item["next"][0]["due_on"] == "2026-12-06"


# A debrief keeps the fact -------------------------------------------------------------------


def test_of_a_debrief_no_word_is_kept_anywhere(people: Program) -> None:
    item = log(people, '"debrief with Ana about the xylophonic night"')
    assert (item["kind"], item["note"], handles(item)) == ("debrief", None, ["ana-torres"])
    assert b"xylophonic" not in dumps.everything()
    assert dumps.steps()[-1] == ("log debrief", "logged debrief with Ana Torres")


def test_a_debrief_by_option_keeps_no_word_either(people: Program) -> None:
    assert log(people, '"talked with Ana, xylophonic" --kind debrief')["note"] is None
    assert b"xylophonic" not in dumps.everything()


@pytest.mark.parametrize(
    ("line", "is_said"),
    [
        ("log 'debrief with Ana about it all'", True),
        ("log 'debrief with Ana'", False),
        ("log 'debrief with Ana about it all' --note 'better now'", False),
        ("log 'coffee with Ana about it all'", False),
    ],
)
def test_that_words_were_not_kept_is_said(people: Program, line: str, is_said: bool) -> None:
    assert ("only the fact is kept" in people.ok(line).err) is is_said


def test_a_debrief_keeps_the_note_that_was_asked_for(people: Program) -> None:
    item = log(people, '"debrief with Ana about it all" --note "better now"')
    assert item["note"] == "better now"


# Attempts -----------------------------------------------------------------------------------


def test_an_attempt_does_not_reset_the_clock(people: Program) -> None:
    people.ok("log coffee with Ana --on 2026-11-01")
    item = log(people, "call Ana --attempt")
    assert item["attempt"] is True
    assert people.item("list ana.torres")["last"] == "2026-11-01"
    # Due since 15 Nov, but not before the attempt's day and two weeks.
    assert item["next"][0]["due_on"] == "2026-12-06"


def test_the_third_attempt_in_a_row_says_that_the_contact_rests(people: Program) -> None:
    first, second, third = (
        people.ok(f"log call Ana --attempt --on {day}")
        for day in ("2026-11-02", "2026-11-12", "2026-11-22")
    )
    assert "rests" not in first.err + second.err
    assert "ana-torres rests now" in third.err
    assert "rescrm wake ana-torres" in third.err


def test_who_rests_is_due_for_nothing_next_and_what_is_owed_stays(people: Program) -> None:
    for _ in range(2):
        people.ok("log call Ana and Ben --attempt")
    # Their check-in is still shown by `due` today, a week long.
    item = log(people, '"call Ana and Ben; owe Ben the deck" --attempt')
    assert [(each["handle"], each["what"]) for each in item["next"]] == [("ben-adler", "promise")]
    assert item["resting"] == ["ana-torres", "ben-adler"]
    people.ok("undo")
    assert log(people, "call Ana --attempt")["next"] == []


def test_a_reply_between_makes_attempts_count_anew(people: Program) -> None:
    for line in ("call Ana --attempt", "call Ana --attempt", "emailed Ana --them"):
        people.ok(f"log {line}")
    assert "rests" not in people.ok("log call Ana --attempt").err
    assert "rests" not in people.ok("log call Ana --attempt").err
    assert "rests" in people.ok("log call Ana --attempt").err


def test_attempts_before_a_wake_do_not_count(people: Program) -> None:
    for _ in range(3):
        people.ok("log call Ana --attempt")
    people.ok("wake ana")
    assert "rests" not in people.ok("log call Ana --attempt").err


def test_two_who_do_not_answer_are_counted_apart(people: Program) -> None:
    people.ok("log call Ana --attempt")
    people.ok("log call Ana and Ben --attempt")
    said = people.ok("log call Ana and Ben --attempt")
    assert "ana-torres rests" in said.err
    assert "ben-adler rests" not in said.err


# What a touch ends --------------------------------------------------------------------------


def test_a_touch_ends_a_snooze(people: Program) -> None:
    people.ok("log coffee with Ana --on 2026-11-01")
    people.ok("snooze ana 2027-02-01")
    assert people.item("list ana.torres")["due_on"] == "2027-02-01"
    assert log(people, "coffee with Ana")["next"][0]["due_on"] == "2026-12-06"


def test_my_touch_after_an_event_closes_its_follow_up(people: Program) -> None:
    people.ok('event add "ACC 2026" --from 2026-11-13 --to 2026-11-15')
    people.ok('event met acc-2026 "@anna-wu; talked amyloid"')
    assert [each["what"] for each in people.items("due wu")] == ["follow-up"]
    people.ok("log emailed @anna-wu --them")
    assert [each["what"] for each in people.items("due wu")] == ["follow-up"]
    people.ok("log emailed @anna-wu --attempt")
    assert [each["what"] for each in people.items("due wu")] == ["follow-up"]
    people.ok("log emailed @anna-wu --on 2026-11-15")
    assert [each["what"] for each in people.items("due wu")] == ["follow-up"]
    item = log(people, "emailed @anna-wu --event acc-2026")
    assert (item["event"], item["next"]) == ("acc-2026", [])
    assert people.items("due wu") == []
    assert people.items("event show acc-2026")[0]["followed_up"] == 1
    people.ok("undo")
    assert [each["what"] for each in people.items("due wu")] == ["follow-up"]


# Groups -------------------------------------------------------------------------------------


@pytest.fixture
def pod(people: Program) -> Program:
    """A pod of three and the user."""
    people.ok("group add lunch --type pod --every 2w")
    people.ok("group join lunch ana ben dee me")
    return people


def test_a_group_meeting_counts_for_all_in_it_but_the_missed(pod: Program) -> None:
    item = log(pod, "--group lunch --missed dee")
    assert (handles(item), handles(item, "missed"), item["group"]) == (
        ["ana-torres", "ben-adler"],
        ["dee-park"],
        "lunch",
    )
    (due,) = [each for each in pod.items("due --within 30") if each["what"] == "group"]
    assert due["due_on"] == "2026-12-06"


def test_those_named_are_those_who_were_there(pod: Program) -> None:
    assert handles(log(pod, "breakfast with Ana --group lunch")) == ["ana-torres"]


def test_a_word_about_the_meeting_names_nobody(pod: Program) -> None:
    item = log(pod, '"debrief" --group lunch')
    assert (handles(item), item["kind"]) == (["ana-torres", "ben-adler", "dee-park"], "debrief")


def test_who_left_the_group_was_not_there(pod: Program) -> None:
    pod.ok("group leave lunch ben")
    assert handles(log(pod, "--group lunch")) == ["ana-torres", "dee-park"]


def test_the_rule_of_a_pod_is_named_as_the_pods(pod: Program) -> None:
    pod.ok("rule set group:lunch 10 days")
    pod.ok("rule remove 1")
    said = pod.ok("log coffee with Ana --format rich")
    assert "Ana Torres Wed 2 Dec (pod, every 10 days)" in said.out


@pytest.mark.parametrize(
    "line",
    ["--group lunch --missed ana --missed ben --missed dee", "--group lunch --missed me"],
)
def test_a_meeting_without_anyone_is_refused(pod: Program, line: str) -> None:
    assert pod(f"log {line}").code == 2
    assert pod.items("timeline") == []


# Refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ('"nothing in particular"', 2, "coffee with Ana"),
        ("", 2, "coffee with Ana"),
        ('"  "', 2, "coffee with Ana"),
        ("--with me", 2, "coffee with Ana"),
        ("--missed dee", 2, "coffee with Ana"),
        ('"tomorrow coffee with Ana"', 2, "tomorrow"),
        ('"feb 30 coffee with Ana"', 2, "feb 30"),
        ('"coffee with Ana" --on tomorrow', 2, "tomorrow"),
        ('"coffee with Ana" --on friday-ish', 2, "friday-ish"),
        ('"coffee with Ana" --kind nap', 2, "touch_kinds nap"),
        ('"coffee with Ana" --attempt --them', 2, "--attempt and --them"),
        ('"coffee with Ana; owe Ana the deck by someday"', 2, "someday"),
        ('"coffee with Ana; owe Ana the deck by yesterday"', 2, "yesterday"),
        ('"read papers; owe Ben the deck"', 2, 'rescrm promise @ben-adler "the deck"'),
        ('"call with Anna"', 3, 'rescrm log "call with @anna-wu"'),
        ("lunch --with anna", 3, "rescrm log lunch --with @anna-wu"),
        ('"coffee with Ana" --missed anna', 3, "--missed @anna-wu"),
        ('"call with Zelda"', 4, "**Zelda**"),
        ('"coffee with @nobody"', 4, "@nobody"),
        ("lunch --with zelda", 4, "zelda"),
        ("lunch --with **zelda", 4, "zelda"),
        ('"coffee with Ana" --group nothing', 4, "group add"),
        ('"coffee with Ana" --event nothing', 4, "event add"),
        ('"coffee with Ana" --bogus', 2, "log --help"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    people: Program, line: str, code: int, told: str
) -> None:
    before = dumps.journaled()
    said = people(f"log {line}")
    assert (said.code, said.out) == (code, "")
    assert told in said.err
    assert dumps.journaled() == before


def test_two_who_fit_are_listed_for_scripts(people: Program) -> None:
    error = people('log "call with Anna" --json').error
    assert (error["code"], error["error"]) == (3, "ambiguous")
    assert error["candidates"] == ["anna-lindqvist", "anna-wu"]
    assert "anna-lindqvist (faculty, UCSF)" in error["message"]


def test_a_name_nobody_has_comes_with_the_three_nearest(people: Program) -> None:
    error = people('log "call with Lindquist" --json').error
    assert (error["code"], error["candidates"][0]) == (4, "anna-lindqvist")
    assert len(error["candidates"]) == 3


# On the screen, and taken back --------------------------------------------------------------


def test_the_screen_gives_back_what_was_understood(people: Program) -> None:
    line = "yesterday coffee with Ana and Ben, talked boards; owe Ben the QI deck by fri"
    said = people(f'log "{line}" --format rich')
    assert said.out.replace("\n                 ", "") == (
        'Sat 21 Nov 2026 · coffee · Ana Torres, Ben Adler · "talked boards"\n'
        "promise           Ben Adler: the QI deck, by Fri 27 Nov 2026\n"
        "next              Ana Torres Sat 5 Dec (every 2 weeks) ·"
        " Ben Adler Fri 27 Nov (promise)\n"
        "`rescrm undo` takes it back.\n"
    )


def test_plain_is_one_line_of_cells(people: Program) -> None:
    said = people.ok('log "yesterday coffee with Ana and Ben, talked boards"')
    uid = people.items("timeline")[0]["uid"]
    assert said.out == f"{uid}\t2026-11-21\tcoffee\tAna Torres, Ben Adler\ttalked boards\n"


def test_undo_takes_all_of_it_back_and_redo_brings_it_again(people: Program) -> None:
    before, due = dumps.journaled(), people.items("due --within 90")
    agenda = dumps.agenda()
    people.ok('log "coffee with Ana and **Zed Quinn**; owe Zed the deck; asked Ana for a letter"')
    after, due_after = dumps.journaled(), people.items("due --within 90")
    assert after != before
    people.ok("undo")
    assert (dumps.journaled(), dumps.agenda()) == (before, agenda)
    assert people.items("due --within 90") == due
    people.ok("redo")
    assert dumps.journaled() == after
    assert people.items("due --within 90") == due_after


def test_a_dry_run_answers_and_changes_nothing(people: Program) -> None:
    before, history = dumps.journaled(), dumps.steps()
    item = log(people, '"coffee with **Zed Quinn** and Ana; owe Ana the deck" --dry-run')
    assert handles(item) == ["zed-quinn", "ana-torres"]
    assert item["promises"][0]["by"] == "2026-11-29"
    assert item["next"][0]["handle"] == "ana-torres"
    assert (dumps.journaled(), dumps.steps()) == (before, history)
    assert "undo" not in people.ok("log coffee with Ana --dry-run --format rich").out


def test_the_history_tells_it_in_words(people: Program) -> None:
    people.ok('log "coffee with Ana, Ben, Dee and @anna-wu"')
    assert dumps.steps()[-1] == (
        "log 'coffee with Ana, Ben, Dee and @anna-wu'",
        "logged coffee with Ana Torres, Ben Adler, Dee Park and 1 more",
    )


@pytest.mark.parametrize(
    "text",
    ["[/]", "[bold]x[/bold]", "\x1b[31mred\x07", "‮abc", ":smile:", "a\tb\\n", "{{ 7*7 }}", "%s"],
)
def test_a_hostile_note_is_kept_as_it_is_and_shown_safe(people: Program, text: str) -> None:
    said = people.run(["log", "coffee with Ana", "--note", text, "--format", "rich"])
    assert said.code == 0
    assert "\x1b" not in said.out and "\x07" not in said.out and "‮" not in said.out
    assert people.items("timeline")[0]["note"] == text.strip()


def test_a_pasted_page_is_a_note_and_takes_no_time(people: Program) -> None:
    page = " ".join(f"word{number}" for number in range(20_000))
    began = time.perf_counter()
    said = people.run(["log", f"coffee with Ana, {page}; owe Ana the deck", "--json"])
    assert time.perf_counter() - began < 2
    assert said.items[0]["note"] == page
    assert said.items[0]["promises"][0]["about"] == "the deck"
    rich = people.run(["log", f"coffee with Ana, {page}", "--format", "rich"])
    assert len(rich.out) < 500


words = st.sampled_from(
    ["coffee", "with", "Ana", "Ben", "and", "yesterday", "call", "**Zed Quinn**", "#ep", ";",
     "owe", "asked", "Dee", "the", "deck", "by", "fri", "emailed", "@anna-wu", "boards", "last"]
)  # fmt: skip


@QUICK
@given(said=st.lists(words, min_size=1, max_size=12), attempt=st.booleans())
def test_whatever_is_logged_undo_takes_back(
    people: Program, said: list[str], attempt: bool
) -> None:
    before, agenda = dumps.journaled(), dumps.agenda()
    answer: Said = people.run(["log", *said, "--with", "ben", *(["--attempt"] * attempt)])
    assert answer.code in (0, 2, 3, 4), answer.err
    if answer.code == 0:
        assert dumps.journaled() != before
        people.ok("undo")
    assert (dumps.journaled(), dumps.agenda()) == (before, agenda)


lines = st.sampled_from(
    [
        'log "coffee with Ana and Ben; owe Ben the deck by fri"',
        'log "met **Zed Quinn**; asked Zed for a letter"',
        'log "call Dee" --attempt',
        'log "coffee with Dee" --on 2027-01-15',
        'log "lunch with Ana" --missed ben --on 2026-10-01',
        "promise ana slides",
        "done {number}",
        "edit {number} --by 9d",
        "remove {number}",
        "remove zed",
        "archive ben",
        "wake ben",
        "undo",
        "redo",
    ]
)


@settings(QUICK, max_examples=15)
@given(said=st.lists(lines, min_size=1, max_size=8))
def test_whatever_is_done_the_agenda_is_what_it_would_be_from_scratch(
    people: Program, said: list[str]
) -> None:
    before, agenda, steps = dumps.journaled(), dumps.agenda(), len(dumps.steps())
    for line in said:
        number = max((row[0] for row in dumps.journaled()["commitment"]), default=1)
        assert people(line.format(number=number)).code in (0, 2, 3, 4)
    assert people.ok("doctor").out == ""
    # A step of before may have been undone and another put in its place.
    taken = len(dumps.steps()) - steps
    if "undo" not in said and taken:
        people.ok(f"undo {taken}")
        assert (dumps.journaled(), dumps.agenda()) == (before, agenda)
    people.ok("undo 99")
    for line in SETUP:
        people.ok(line)


# What may have been meant otherwise ----------------------------------------------------------


def test_a_day_and_a_promise_that_stay_in_the_note_are_told(rescrm: Program) -> None:
    rescrm.ok("add Dee Park")
    said = rescrm.ok('log "lunch with dee, boards on 10/28, owe dee the deck by fri"')
    assert "“on 10/28” was not read as the day; that is Sun 22 Nov 2026" in said.err
    assert "a promise begins with a semicolon: “; owe dee the deck" in said.err


@pytest.mark.parametrize(
    "line", ['"yesterday coffee with dee, boards"', '"yest coffee with dee" --on yesterday']
)
def test_a_day_that_was_said_leaves_no_doubt(rescrm: Program, line: str) -> None:
    rescrm.ok("add Dee Park")
    assert rescrm.ok(f"log {line}").err == ""


def test_a_promise_in_other_words_is_told_how_it_is_said(rescrm: Program) -> None:
    rescrm.ok("add Dee Park")
    said = rescrm.ok('log "lunch with dee, boards; promised her the deck"')
    assert "“promised her the deck” was kept as words; a promise is “; owe WHO WHAT" in said.err


def test_a_doubt_about_a_dry_run_takes_nothing_back(rescrm: Program) -> None:
    rescrm.ok("add Dee Park")
    line = 'log "called dee, no answer"'
    assert "Nobody reached? The same with --attempt" in rescrm.ok(f"{line} --dry-run").err
    assert "Nobody reached? `rescrm undo`, then the same with --attempt" in rescrm.ok(line).err


def test_a_day_that_was_said_leaves_the_other_doubts(rescrm: Program) -> None:
    rescrm.ok("add Dee Park")
    said = rescrm.ok('log "lunch with dee, boards; promised her the deck" --on yesterday')
    assert "was kept as words; a promise is" in said.err


def test_who_was_said_to_be_missed_leaves_no_doubt(rescrm: Program) -> None:
    for line in ("add Dee Park", "add Ana Roe", "group add lunch --type pod"):
        rescrm.ok(line)
    rescrm.ok("group join lunch ana dee")
    line = 'log "coffee with Ana, everyone but Dee" --group lunch'
    assert rescrm.ok(f"{line} --missed dee").err == ""
    assert "whoever is named counts as there" in rescrm.ok(line).err
