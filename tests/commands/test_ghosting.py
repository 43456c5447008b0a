"""Three tries without an answer: the contact rests, and every screen says so kindly."""

from __future__ import annotations

import pytest

from play import Program

TRIES = ("2026-10-01", "2026-10-20", "2026-11-22")
WEEK = "2026-11-29T08:00:00-05:00"  # the last day on which it is told
AFTER = "2026-11-30T08:00:00-05:00"


@pytest.fixture
def lee(rescrm: Program) -> Program:
    """Lee, tried three times; a promise to Lee stays."""
    rescrm.ok('add "Lee Wong" -k faculty --every 2w --on 2026-09-01 -e lee@example.org')
    rescrm.ok('promise lee "the slides" --by 2026-12-01')
    for day in TRIES[:2]:
        rescrm.ok(f"log email lee --attempt --on {day}")
    return rescrm


def rest(rescrm: Program) -> None:
    rescrm.ok("log email lee --attempt")


def test_two_tries_wait_and_do_not_rest(lee: Program) -> None:
    (due, _) = lee.items("due --within 30")
    assert due["because"] == "every 2 weeks; tried twice, no answer yet"
    assert lee.item("digest")["resting"] == []
    assert "resting" not in lee.ok("show lee --format rich").out
    assert lee.item("brief lee")["state"] is None


def test_the_third_try_says_so_at_once(lee: Program) -> None:
    said = lee.ok("log email lee --attempt")
    assert (
        "Three tries without an answer: lee-wong rests now, until a reply or "
        "`rescrm wake lee-wong`." in said.err
    )
    assert lee.item("brief lee")["state"] == "unanswered"


def test_for_a_week_every_screen_says_so_and_none_says_late(lee: Program) -> None:
    rest(lee)
    for now in (None, WEEK):
        due = lee.ok("due --format rich", now=now).out
        assert "Lee Wong  check-in  resting  three tries without an answer" in due
        why = lee.ok("why lee --format rich", now=now).out
        assert why.startswith("Lee Wong rests: three tries had no answer.")
        show = lee.ok("show lee --format rich", now=now).out
        assert "every 2 weeks; resting: three tries had no answer; a reply, or" in show
        digest = lee.ok("digest", now=now).out
        assert "Resting     Lee Wong: three tries had no answer, so nothing is planned; a" in digest
        brief = lee.ok("brief lee", now=now).out
        assert "  rhythm    resting: three tries had no answer yet" in brief
        for said in (due, show, digest, brief):
            assert "over" not in said
            assert "next Sun" not in said


def test_scripts_read_it_too(lee: Program) -> None:
    rest(lee)
    (due,) = [each for each in lee.items("due", now=WEEK) if each["what"] == "check-in"]
    assert (due["overdue"], due["because"][:31]) == (7, "three tries without an answer: ")
    (told,) = lee.item("digest", now=WEEK)["resting"]
    assert told["handle"] == "lee-wong"


def test_after_a_week_it_is_quiet_but_for_the_card(lee: Program) -> None:
    rest(lee)
    assert lee.items("due", now=AFTER) == []
    assert lee.item("digest", now=AFTER)["resting"] == []
    assert "resting: three tries had no answer" in lee.ok("show lee --format rich", now=AFTER).out
    assert lee.ok("why lee --format rich", now=AFTER).out.startswith("Lee Wong rests")


def test_who_rests_is_no_news_for_cron(lee: Program) -> None:
    lee.ok("done 1")
    rest(lee)
    assert lee.ok("digest --if-any").out == ""
    assert "Resting" in lee.ok("digest").out


def test_nothing_is_planned_nor_in_a_calendar_nor_written(lee: Program) -> None:
    rest(lee)
    lee.ok("done 1")
    assert lee.items("today") == []
    assert lee.items("upcoming 60") == []
    assert "Lee" not in lee.ok("export ics --days 60").out
    assert lee.items("draft kind:faculty") == []


def test_a_promise_never_goes_silent(lee: Program) -> None:
    rest(lee)
    (due,) = lee.items("due", now="2026-12-01T08:00:00-05:00")
    assert (due["what"], due["about"]) == ("promise", "the slides")


@pytest.mark.parametrize("line", ["log email lee --them", "wake lee", 'log "coffee with Lee"'])
def test_a_reply_or_a_word_ends_the_rest(lee: Program, line: str) -> None:
    rest(lee)
    lee.ok(line, now=AFTER)
    assert lee.item("brief lee", now=AFTER)["state"] is None
    assert "resting" not in lee.ok("show lee --format rich", now=AFTER).out
    assert "resting" not in lee.ok("due --within 30 --format rich", now=AFTER).out


def test_undo_of_the_third_try_ends_the_rest(lee: Program) -> None:
    rest(lee)
    lee.ok("undo")
    assert lee.item("digest")["resting"] == []
    assert "resting" not in lee.ok("due --within 30 --format rich").out
