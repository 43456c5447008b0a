"""The day on one page."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

import dumps
from play import Program


@pytest.fixture
def day(rescrm: Program) -> Program:
    """Someone overdue, someone due today, a promise, an ask, a birthday, someone this week."""
    rescrm.ok("add Samuel Okafor -k faculty --every '6 weeks' --on 2026-10-02")
    rescrm.ok("add Lee Wong --every '2 weeks' --on 2026-11-08")
    rescrm.ok("add Ben Adler")
    rescrm.ok("add Maya Rao --every '4 weeks' --on 2026-10-30")
    rescrm.ok("add Ana Torres --birthday 11-26")
    rescrm.ok('promise ben "the QI deck" --by today')
    rescrm.ok('ask maya "a letter" --by wed')
    return rescrm


def handles(found: list[dict[str, object]]) -> list[object]:
    return [each["handle"] for each in found]


def test_each_thing_has_its_list(day: Program) -> None:
    found = day.item("digest")
    assert found["day"] == "2026-11-22"
    assert handles(found["overdue"]) == ["samuel-okafor"]
    assert handles(found["today"]) == ["lee-wong"]
    assert handles(found["soon"]) == ["maya-rao"]
    assert handles(found["promises"]) == ["ben-adler"]
    assert handles(found["asks"]) == ["maya-rao"]
    assert handles(found["dates"]) == ["ana-torres"]
    assert found["goals"] == []
    assert [each["planned_on"] for each in found["overdue"]] == ["2026-11-22"]


def test_it_is_the_same_prose_in_a_pipe_and_on_a_screen(day: Program) -> None:
    said = day.ok("digest").out
    assert said.splitlines()[0] == (
        "Sunday 22 November 2026 · three people today, about fifteen minutes"
    )
    assert "Ben Adler: the QI deck, as you promised" in said
    assert day.ok("digest --format rich").out == said
    assert max(map(len, said.splitlines())) <= 80


def test_as_json_is_what_json_answers(day: Program) -> None:
    assert json.loads(day.ok("digest --as json").out) == {
        "kind": "digest", "items": [day.item("digest")],
    }  # fmt: skip
    assert day.item("digest --as json") == day.item("digest")


def test_another_form_is_refused(day: Program) -> None:
    said = day("digest --as pdf")
    assert (said.code, said.err) == (2, 'rescrm: --as is text, md, html or json, not "pdf".\n')


def test_over_the_budget_the_rest_waits_for_a_later_day(rescrm: Program) -> None:
    rescrm.ok("config set budget 2")
    for name in "ABCDE":
        rescrm.ok(f"add {name}na Nguyen --every '2 weeks' --on 2026-10-01")
    found = rescrm.item("digest")
    assert (len(found["overdue"]), len(found["soon"])) == (2, 3)


def test_what_the_plan_puts_off_beyond_the_week_is_left_to_due(rescrm: Program) -> None:
    rescrm.ok("config set budget 1")
    for name in "ABCDEFG":
        rescrm.ok(f"add {name}na Nguyen --every '2 weeks' --on 2026-10-01")
    rescrm.ok("add Zed Quinn --every '2 weeks' --on 2026-11-12")
    found = rescrm.item("digest")
    assert (len(found["overdue"]), len(found["soon"])) == (1, 6)
    assert "zed-quinn" not in handles(found["soon"])


def test_a_quiet_day_is_good_news(rescrm: Program) -> None:
    rescrm.ok("add Ben Adler --every year")
    assert rescrm.ok("digest").out == (
        "Sunday 22 November 2026 · nobody today\n\nNothing is planned. Enjoy the day.\n"
    )


def test_if_any_is_silent_when_there_is_nothing(rescrm: Program) -> None:
    rescrm.ok("add Ben Adler --every year")
    said = rescrm("digest --if-any")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert rescrm.items("digest --if-any") == []
    assert rescrm("digest --if-any --as json").out == ""
    rescrm.ok('promise ben "the QI deck" --by fri')
    assert "the QI deck" in rescrm.ok("digest --if-any").out


def test_what_is_promised_stands_on_the_day_that_the_plan_has_for_it(day: Program) -> None:
    day.ok("shifts add nights 2026-11-23..25")
    lines = day.ok("digest").out.splitlines()
    today = lines[2:6]
    assert lines[0].endswith("four people today, about twenty minutes")
    assert "Maya Rao: you asked for a letter (by Wed 25 Nov)" in " ".join(today)
    planned = {each["handle"] for each in day.items("today")}
    assert planned == {"samuel-okafor", "lee-wong", "ben-adler", "maya-rao", "ana-torres"}


def test_a_promise_past_its_day_waits_for_a_day_that_is_free(rescrm: Program) -> None:
    rescrm.ok("add Ben Adler")
    rescrm.ok('promise ben "the QI deck" --by today')
    rescrm.ok("shifts add nights 2026-11-23..24")
    said = rescrm.ok("digest", now="2026-11-23T07:00:00-05:00").out
    assert "Monday 23 November 2026 · nobody today" in said
    assert "This week   Wed  Ben Adler: the QI deck, as you promised (1 day over)" in said


@pytest.mark.parametrize("words", ["", "--if-any", "--to me@example.org"])
def test_a_time_is_for_install_alone(rescrm: Program, words: str) -> None:
    said = rescrm(f"digest {words} --at 07:00")
    assert (said.code, said.out) == (2, "")
    assert "rescrm digest install cron --at 07:00" in said.err


def test_what_runs_each_morning_takes_no_other_form(rescrm: Program) -> None:
    said = rescrm("digest install cron --as md --dry-run")
    assert said.code == 2 and "--as is for now alone" in said.err


def test_a_pause_leaves_what_was_said_and_what_comes_round(day: Program) -> None:
    day.ok("pause 2026-11-20..2026-12-05 nights")
    found = day.item("digest")
    assert (found["overdue"], found["today"], found["soon"]) == ([], [], [])
    assert handles(found["promises"]) == ["ben-adler"]
    assert handles(found["dates"]) == ["ana-torres"]
    assert "2 check-ins wait" in day.ok("digest").err


def test_who_rests_is_not_in_it(day: Program) -> None:
    day.ok("rest okafor")
    day.ok("archive lee")
    found = day.item("digest")
    assert (found["overdue"], found["today"]) == ([], [])


def test_reading_it_changes_nothing(day: Program) -> None:
    before = dumps.everything()
    day.ok("digest")
    assert dumps.everything() == before


def test_without_a_store_it_says_what_rescrm_is(rescrm: Program) -> None:
    said = rescrm("digest --if-any")
    assert (said.code, said.out) == (0, "") and "rescrm init --starter" in said.err


def test_it_is_the_last_day_of_the_calendar(rescrm: Program) -> None:
    rescrm.ok("add Ben Adler")
    assert "Friday 31 December 9999" in rescrm.ok("digest --now 9999-12-31T12:00:00+00:00").out


def test_what_turns_the_job_on_can_be_typed_as_it_stands(
    rescrm: Program, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = home / "it's my home"
    place.mkdir()
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("PATH", "")  # where launchd is not
    rescrm.ok("add Maya")
    said = rescrm.ok("digest install launchd")
    typed = shlex.split(said.err.partition("To turn it on: ")[2].splitlines()[0])
    assert typed[:3] == ["launchctl", "load", "-w"]
    assert typed[3] == rescrm.item("digest remove")["place"]
