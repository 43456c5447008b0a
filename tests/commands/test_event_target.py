"""Whom to look for: found or added, with their session, and one letter in good time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dumps
from play import Program

BEFORE = "2027-02-01T08:00:00-05:00"
PROGRAMME = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Amyloid in 2027
LOCATION:Hall B
DTSTART;TZID=America/New_York:20270321T140000
DTEND;TZID=America/New_York:20270321T150000
DESCRIPTION:Speakers: Dr. Maya Rao\\, Lee Wong
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Breakfast with experts
DTSTART;TZID=America/New_York:20270322T070000
DESCRIPTION:Speakers: Maya Rao\\, Mei Wong
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def acc(rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """ACC 2027 in seven weeks."""
    monkeypatch.setenv("RESCRM_NOW", BEFORE)
    rescrm.ok('event add "ACC 2027" --from 2027-03-20 --to 2027-03-22')
    return rescrm


@pytest.fixture
def programme(acc: Program) -> Program:
    """The same with its programme."""
    Path("acc.ics").write_text(PROGRAMME, encoding="utf-8")
    acc.ok("event import acc acc.ics")
    return acc


def target(rescrm: Program, rest: str, now: str = BEFORE) -> dict[str, Any]:
    return rescrm.item(f"event target acc-2027 {rest}", now=now)


def letters(rescrm: Program, day: str = "2027-02-01") -> list[tuple[str, str, str | None]]:
    found = rescrm.items("due --within 60", now=f"{day}T08:00:00-05:00")
    return [(each["handle"], each["due_on"], each["limit_on"])
            for each in found if each["what"] == "outreach"]  # fmt: skip


# Who -----------------------------------------------------------------------------------------


def test_a_target_is_a_contact_from_when_it_is_named(acc: Program) -> None:
    found = target(acc, "Maya Rao --topic 'the amyloid cohort' --session 'Hall B'")
    assert found == {
        "handle": "maya-rao",
        "name": "Maya Rao",
        "event": "acc-2027",
        "session": "Hall B",
        "topic": "the amyloid cohort",
        "at": None,
        "due_on": "2027-02-27",
        "known": False,
        "id": 1,
        "met": False,
    }
    assert acc.item("show maya")["met_at"] is None
    assert acc.item("event show acc")["targets"] == 1


@pytest.mark.parametrize("typed", ["@maya-rao", "maya-rao", "Maya", "'maya rao'", "maya@ucsf.edu"])
def test_a_target_who_is_known_is_linked_and_told(acc: Program, typed: str) -> None:
    acc.ok("add Maya Rao -o UCSF -e maya@ucsf.edu")
    found = target(acc, typed)
    assert (found["handle"], found["known"]) == ("maya-rao", True)
    assert "known             maya-rao" in acc.ok(f"event target acc {typed} --format rich").out
    assert len(acc.items("list")) == 1


def test_two_who_fit_are_asked_about_and_nothing_changes(acc: Program) -> None:
    acc.ok("add Maya Rao")
    acc.ok("add Maya Patel")
    before = dumps.journaled()
    said = acc("event target acc Maya --json")
    assert said.code == 3
    assert set(said.error["candidates"]) == {"maya-rao", "maya-patel"}
    assert "rescrm event target acc-2027 @maya-" in said.error["message"]
    assert dumps.journaled() == before


def test_stars_make_someone_new_of_a_first_name(acc: Program) -> None:
    acc.ok("add Maya Rao")
    assert target(acc, "'**Maya Patel**'")["handle"] == "maya-patel"
    assert target(acc, "'**Maya Rao**'")["known"] is True


@pytest.mark.parametrize(
    ("typed", "code"),
    [("me", 2), ("''", 2), ("'** **'", 2), ("@", 2), ("@nobody", 4), ("who@where.org", 4),
     ("1234", 4)],
)  # fmt: skip
def test_who_cannot_be_meant_is_no_target(acc: Program, typed: str, code: int) -> None:
    before = dumps.journaled()
    assert acc(f"event target acc {typed}").code == code
    assert dumps.journaled() == before


def test_an_event_that_is_not_there_is_4(acc: Program) -> None:
    assert acc("event target aha Maya").code == 4


# Where and when ------------------------------------------------------------------------------


def test_session_and_time_are_the_speakers_own(programme: Program) -> None:
    found = target(programme, "'maya rao'")
    assert (found["name"], found["known"]) == ("Maya Rao", False)
    assert (found["session"], found["at"]) == ("Amyloid in 2027", "2027-03-21T14:00:00-04:00")


def test_a_known_person_has_their_session_too(programme: Program) -> None:
    programme.ok("add 'Maya Rao, MD' --nick Mimi")
    found = target(programme, "Mimi")
    assert (found["handle"], found["session"]) == ("maya-rao", "Amyloid in 2027")


def test_a_part_of_a_speakers_name_is_the_speaker(programme: Program) -> None:
    assert target(programme, "Rao")["name"] == "Maya Rao"
    said = programme("event target acc Wong --json")
    assert (said.code, said.error["candidates"]) == (3, ["Lee Wong", "Mei Wong"])
    assert target(programme, "'Mei Wong'")["session"] == "Breakfast with experts"


def test_the_session_can_be_chosen_by_its_words(programme: Program) -> None:
    found = target(programme, "'Maya Rao' --session breakfast")
    assert found["session"] == "Breakfast with experts"
    assert found["at"] == "2027-03-22T07:00:00-04:00"
    again = target(programme, "'Maya Rao' --session amyloid")
    assert again["at"] == "2027-03-21T14:00:00-04:00"
    own = target(programme, "'Maya Rao' --session 'Poster 212'")
    assert own["session"] == "Poster 212"


def test_who_is_no_speaker_has_no_session(programme: Program) -> None:
    found = target(programme, "'Ana Torres'")
    assert (found["session"], found["at"]) == (None, None)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("2027-03-21T14:00", "2027-03-21T14:00:00-05:00"),
        ("'2027-03-21 14:00'", "2027-03-21T14:00:00-05:00"),
        ("2027-03-21T14:00-04:00", "2027-03-21T14:00:00-04:00"),
        ("2027-03-21T14:00Z", "2027-03-21T14:00:00+00:00"),
        ("2027-03-19T23:00", "2027-03-19T23:00:00-05:00"),
        ("2027-03-23T01:00", "2027-03-23T01:00:00-05:00"),
    ],
)
def test_a_time_may_be_said(acc: Program, typed: str, at: str) -> None:
    assert target(acc, f"'Maya Rao' --at {typed}")["at"] == at


def test_a_time_without_a_zone_is_the_programmes(programme: Program) -> None:
    assert target(programme, "Ana --at 2027-03-22T08:00")["at"] == "2027-03-22T08:00:00-04:00"


@pytest.mark.parametrize(
    "typed", ["soon", "2027-03-21", "14:00", "2026-03-21T14:00", "2027-03-24T14:00", "2027-13-01T1"]
)
def test_a_time_that_cannot_be_meant_is_refused(acc: Program, typed: str) -> None:
    before = dumps.journaled()
    said = acc(f"event target acc 'Maya Rao' --at {typed}")
    assert said.code == 2 and "Try --at 2027-03-20T14:00" in said.err
    assert dumps.journaled() == before


# Named again ---------------------------------------------------------------------------------


def test_a_target_named_again_is_changed_and_not_doubled(acc: Program) -> None:
    first = target(acc, "'Maya Rao' --topic amyloid --at 2027-03-21T14:00")
    again = target(acc, "maya --session 'Hall B' --topic ablation")
    assert again == first | {"session": "Hall B", "topic": "ablation", "known": True}
    assert acc.item("event show acc")["targets"] == 1
    (due,) = acc.items("due --within 60")
    assert (due["id"], due["about"]) == (first["id"], "ablation")


def test_an_empty_option_takes_away(acc: Program) -> None:
    target(acc, "'Maya Rao' --topic amyloid --session 'Hall B' --at 2027-03-21T14:00")
    found = target(acc, "maya --topic '' --session '' --at ''")
    assert (found["topic"], found["session"], found["at"]) == (None, None, None)


def test_the_same_target_again_makes_no_step(acc: Program) -> None:
    target(acc, "'Maya Rao' --topic amyloid")
    steps = dumps.steps()
    target(acc, "maya --topic amyloid")
    target(acc, "maya")
    assert dumps.steps() == steps


def test_a_target_is_one_step_back_and_a_dry_run_keeps_none(acc: Program) -> None:
    before = dumps.journaled(), dumps.agenda()
    assert target(acc, "'Maya Rao' --dry-run")["due_on"] == "2027-02-27"
    assert (dumps.journaled(), dumps.agenda()) == before
    target(acc, "'Maya Rao'")
    acc.ok("undo")
    assert (dumps.journaled(), dumps.agenda()) == before


# The letter before ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "due", "limit"),
    [
        ("2027-02-01", "2027-02-27", "2027-03-13"),
        ("2027-03-10", "2027-03-10", "2027-03-13"),
        ("2027-03-19", "2027-03-19", "2027-03-19"),
    ],
)
def test_a_letter_falls_due_three_weeks_before_and_never_in_the_past(
    acc: Program, day: str, due: str, limit: str
) -> None:
    now = f"{day}T08:00:00-05:00"
    assert target(acc, "'Maya Rao'", now)["due_on"] == due
    assert letters(acc, day) == [("maya-rao", due, limit)]


def test_it_is_asked_for_anew_a_week_before(acc: Program) -> None:
    target(acc, "'Maya Rao'")
    because = {
        day: [each["because"] for each in acc.items("due", now=f"2027-03-{day}T08:00:00-04:00")]
        for day in ("12", "13", "19", "20")
    }
    near = ["ACC 2027 begins Sat 20 Mar 2027"]
    assert because == {"12": ["before ACC 2027"], "13": near, "19": near, "20": []}


def test_once_the_event_has_begun_there_is_no_letter(acc: Program) -> None:
    now = "2027-03-20T08:00:00-04:00"
    found = target(acc, "'Maya Rao'", now)
    assert (found["due_on"], found["id"]) == (None, None)
    assert letters(acc, "2027-03-20") == []


@pytest.mark.parametrize(
    ("how", "closed"),
    [
        ("done 1", True),
        ("log 'emailed Maya Rao'", True),
        ("log 'coffee with Maya Rao'", True),
        ("log 'email from Maya Rao' --them", False),
        ("log 'emailed Maya Rao' --attempt", False),
        ("log 'emailed Maya Rao' --on 2027-01-20", False),
    ],
)
def test_a_letter_is_closed_by_done_or_by_my_own_touch(
    acc: Program, how: str, closed: bool
) -> None:
    target(acc, "'Maya Rao'")
    acc.ok(how, now="2027-02-02T08:00:00-05:00")
    assert letters(acc, "2027-02-03") == (
        [] if closed else [("maya-rao", "2027-02-27", "2027-03-13")]
    )
    again = target(acc, "maya --topic amyloid", "2027-02-03T08:00:00-05:00")
    assert (again["due_on"], again["id"]) == (None if closed else "2027-02-27", 1)


def test_a_letter_that_was_sent_is_closed(acc: Program) -> None:
    acc.ok("config set me.name 'Sam Lee'")
    target(acc, "'Maya Rao' --topic amyloid")
    draft = acc.item("draft maya --event acc-2027 --template before-conference")
    acc.ok(f"sent {draft['id']}")
    assert letters(acc) == []
    assert acc.item("event show acc")["to_meet"][0]["due_on"] is None


def test_a_letter_can_be_put_off(acc: Program) -> None:
    target(acc, "'Maya Rao'")
    acc.ok("snooze 1 2027-03-05")
    assert letters(acc) == [("maya-rao", "2027-03-05", "2027-03-13")]


# At the event --------------------------------------------------------------------------------


def test_show_has_targets_by_time_with_their_sessions(programme: Program) -> None:
    target(programme, "'Mei Wong'")
    target(programme, "'Lee Wong' --topic ECGs")
    target(programme, "'Ana Torres'")
    screen = programme.ok("event show acc --format rich").out
    at = [screen.index(name) for name in ("Lee Wong", "Mei Wong", "Ana Torres")]
    assert at == sorted(at)
    assert "Lee Wong    write Sat 27 Feb  Amyloid in 2027 · Sun 21 Mar 2027 14:00 · ECGs" in screen
    found = programme.item("event show acc")["to_meet"]
    assert [each["handle"] for each in found] == ["lee-wong", "mei-wong", "ana-torres"]


def test_a_target_who_was_met_was_met_there_first(programme: Program) -> None:
    target(programme, "'Maya Rao'")
    now = "2027-03-21T18:00:00-04:00"
    programme.ok("event met acc 'Maya; talked amyloid'", now=now)
    card = programme.item("show maya")
    assert (card["met_at"], card["met_on"]) == ("acc-2027", "2027-03-21")
    (found,) = programme.item("event show acc", now=now)["to_meet"]
    assert found["met"] is True
    assert "To meet" not in programme.ok("event show acc --format rich", now=now).out


def test_where_someone_known_was_met_before_stays(acc: Program) -> None:
    acc.ok("add Maya Rao --on 2026-01-02")
    target(acc, "maya")
    acc.ok("event met acc 'Maya; talked amyloid'", now="2027-03-21T18:00:00-04:00")
    card = acc.item("show maya")
    assert (card["met_at"], card["met_on"]) == (None, "2026-01-02")


def test_a_filter_by_event_finds_targets(acc: Program) -> None:
    target(acc, "'Maya Rao'")
    acc.ok("add Ben Adler")
    assert [each["handle"] for each in acc.items("list event:acc-2027")] == ["maya-rao"]


def test_a_calendar_could_have_the_sessions_of_targets(programme: Program) -> None:
    from rescrm.actions.events.targeting import appointments
    from rescrm.session import start
    from rescrm.settings import read_settings

    target(programme, "'Maya Rao'")
    target(programme, "'Ana Torres'")
    import os

    session = start(read_settings(os.environ), environ=os.environ, now=BEFORE)
    (found,) = appointments(session)
    session.store.close()
    assert (found.title, found.room, found.handle) == ("Amyloid in 2027", "Hall B", "maya-rao")
    assert found.starts == "2027-03-21T14:00:00-04:00"
    assert found.ends == "2027-03-21T15:00:00-04:00"


def test_two_names_are_refused_and_loose_words_are_one(acc: Program) -> None:
    said = acc("event target acc-2027 'Maya Rao' 'Ben Adler'")
    assert said.code == 2
    assert "one person at a time: rescrm event target acc-2027 'Maya Rao'" in said.err
    assert acc.items("list") == []
    assert acc.item("event target acc-2027 Dr. Maya Rao")["name"] == "Maya Rao"


@pytest.mark.parametrize(
    ("typed", "full", "topic"),
    [("Maya Rao, ablation", "'Maya Rao'", "ablation"), ("Bo Li, VT, ICD", "'Bo Li'", "'VT, ICD'")],
)
def test_a_topic_behind_the_name_is_not_taken_for_a_name(
    acc: Program, typed: str, full: str, topic: str
) -> None:
    said = acc(f"event target acc-2027 '{typed}'")
    assert said.code == 2
    assert f"rescrm event target acc-2027 {full} --topic {topic}" in said.err
    assert acc.items("list") == []


@pytest.mark.parametrize("name", ["Rao, Maya", "Maya Rao, MD, PhD", "Lu Xi, Jr."])
def test_a_comma_may_belong_to_a_name(acc: Program, name: str) -> None:
    assert acc.item(f"event target acc-2027 '{name}'")["name"] == name
