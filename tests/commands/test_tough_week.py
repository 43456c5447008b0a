"""A tough week: kept private, asked about again."""

from __future__ import annotations

import pytest

import dumps
from play import Program

NEXT = "2026-11-29T08:00:00-05:00"
LATER = "2026-11-30T08:00:00-05:00"


@pytest.fixture
def dee(rescrm: Program) -> Program:
    """Dee, who told of a tough week."""
    rescrm.ok('add "Dee Park" -k co-resident')
    rescrm.ok("tag dee +tough-week")
    return rescrm


def asked(rescrm: Program, now: str = NEXT) -> list[tuple[str, str]]:
    found = rescrm.items("due", now=now)
    return [(each["about"], each["due_on"]) for each in found if each["what"] == "outreach"]


def test_it_is_asked_about_again_in_a_week(dee: Program) -> None:
    assert asked(dee, "2026-11-28T08:00:00-05:00") == []
    assert asked(dee) == [("how is the week?", "2026-11-29")]


@pytest.mark.parametrize("line", ['log "coffee with Dee"', 'log "coffee with Dee" --on 2026-11-20'])
def test_the_talk_in_which_it_was_told_does_not_answer_it(dee: Program, line: str) -> None:
    dee.ok(line)
    assert len(asked(dee)) == 1


@pytest.mark.parametrize("line", ["tag dee -tough-week", "done 1", "archive dee", "undo"])
def test_what_ends_it(dee: Program, line: str) -> None:
    dee.ok(line)
    assert asked(dee) == []


def test_said_twice_it_is_asked_once(dee: Program) -> None:
    steps = len(dee.items("history"))
    dee.ok("tag dee +tough-week", now="2026-11-25T08:00:00-05:00")
    assert asked(dee) == [("how is the week?", "2026-11-29")]
    assert len(dee.items("history")) == steps


def test_another_week_is_another_question(dee: Program) -> None:
    dee.ok("done 1", now=NEXT)
    dee.ok("tag dee +tough-week", now=LATER)
    assert asked(dee, "2026-12-07T08:00:00-05:00") == [("how is the week?", "2026-12-07")]


def test_other_tags_ask_nothing(dee: Program) -> None:
    dee.ok("tag dee -tough-week +ep -night")
    dee.ok("tag dee +tough +week")
    assert asked(dee) == []


def test_put_on_and_off_in_one_breath_it_is_off(rescrm: Program) -> None:
    rescrm.ok('add "Dee Park"')
    rescrm.ok("tag dee +tough-week -tough-week")
    assert asked(rescrm) == []


def test_undo_puts_tag_and_question_back(dee: Program) -> None:
    before = dumps.journaled()
    dee.ok("tag dee -tough-week")
    dee.ok("undo")
    assert dumps.journaled() == before
    assert len(asked(dee)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "export ics --days 60",
        "export ics --days 60 --with-notes",
        "export ics --as todo --with-notes --days 60",
        "digest",
        "digest --as json",
        "draft dee --to stdout",
        "due",
        "today",
        "brief dee",
        "goal list",
    ],
)
def test_nothing_that_leaves_the_store_names_it(dee: Program, line: str) -> None:
    said = dee(line, now=LATER)
    assert said.code == 0
    assert "tough" not in (said.out + said.err).lower()


def test_the_whole_export_keeps_it_so_that_it_can_be_restored(dee: Program) -> None:
    assert '"tough-week"' in dee.ok("export json").out


def test_it_stands_on_the_users_own_screen(dee: Program) -> None:
    assert "tough-week" in dee.item("show dee")["tags"]
    said = dee.ok("tag dee +ep +tough-week --format rich")
    assert "You will be reminded to ask again: Sun 29 Nov 2026." in said.out
