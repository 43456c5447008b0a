"""Programmes taken in: counted, known again, brought up to date, taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dumps
from play import Program

BEFORE = "2027-02-01T08:00:00-05:00"


@pytest.fixture
def acc(rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """ACC 2027 in seven weeks."""
    monkeypatch.setenv("RESCRM_NOW", BEFORE)
    rescrm.ok('event add "ACC 2027" --from 2027-03-20 --to 2027-03-22')
    return rescrm


def event(uid: str, title: str, **more: str) -> str:
    lines = [f"UID:{uid}", f"SUMMARY:{title}", "DTSTART:20270321T140000Z"]
    lines += [f"{name}:{value}" for name, value in more.items()]
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def calendar(*events: str, name: str = "acc.ics") -> str:
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(events)}END:VCALENDAR\n"
    Path(name).write_text(text, encoding="utf-8")
    return name


def counts(item: dict[str, Any]) -> tuple[int, ...]:
    skipped = len(item["skipped"])
    return item["read"], item["added"], item["changed"], item["unchanged"], skipped


def test_a_programme_is_counted_and_names_whom_you_know(acc: Program) -> None:
    acc.ok("add Maya Rao")
    file = calendar(
        event("1", "Amyloid", DESCRIPTION="Speaker: Dr. Maya Rao"),
        event("2", "Ablation", DESCRIPTION="Speaker: Lee Wong"),
        event("3", "Breakfast"),
    )
    found = acc.item(f"event import acc {file}")
    uid = acc.item("show maya")["uid"]
    assert found == {
        "file": "acc.ics",
        "format": "ics",
        "read": 3,
        "added": 3,
        "changed": 0,
        "unchanged": 0,
        "skipped": [],
        "sessions": 3,
        "speakers": 2,
        "known": [{"uid": uid, "handle": "maya-rao", "name": "Maya Rao"}],
    }
    plain = acc.ok(f"event import acc {file}").out
    assert plain == "acc.ics\tics\t3\t0\t0\t3\t0\n"
    screen = acc.ok(f"event import acc {file} --format rich").out
    assert "3 sessions · 2 speakers" in screen and "You know Maya Rao." in screen


def test_twice_in_adds_nothing_and_makes_no_step(acc: Program) -> None:
    file = calendar(event("1", "Amyloid", DESCRIPTION="Speaker: Maya Rao"), event("2", "B"))
    acc.ok(f"event import acc {file}")
    before, steps = dumps.journaled(), dumps.steps()
    assert counts(acc.item(f"event import acc {file}")) == (2, 0, 0, 2, 0)
    assert (dumps.journaled(), dumps.steps()) == (before, steps)


def test_a_session_that_changed_is_brought_up_to_date(acc: Program) -> None:
    acc.ok(f"event import acc {calendar(event('1', 'Amyloid'), event('2', 'B'))}")
    file = calendar(event("1", "Amyloid, moved", LOCATION="Hall C"), event("2", "B"))
    assert counts(acc.item(f"event import acc {file}")) == (2, 0, 1, 1, 0)
    assert acc.item(f"event import acc {file}")["sessions"] == 2


def test_a_target_goes_with_a_session_that_moved(acc: Program) -> None:
    maya = "Speaker: Maya Rao"
    acc.ok(f"event import acc {calendar(event('1', 'Amyloid', DESCRIPTION=maya))}")
    assert acc.item("event target acc 'Maya Rao'")["at"] == "2027-03-21T14:00:00+00:00"
    moved = event("1", "Amyloid", DESCRIPTION=maya).replace("T140000Z", "T160000Z")
    acc.ok(f"event import acc {calendar(moved)}")
    (target,) = acc.item("event show acc")["to_meet"]
    assert target["at"] == "2027-03-21T16:00:00+00:00"


def test_a_session_called_off_is_left_out_and_taken_out(acc: Program) -> None:
    off = event("1", "Amyloid", STATUS="CANCELLED")
    said = acc(f"event import acc {calendar(off, event('2', 'B'))} --json")
    (item,) = said.items
    assert said.code == 0 and said.err == ""
    assert counts(item) == (2, 1, 0, 0, 1)
    assert item["skipped"] == [{"where": "acc.ics:3", "reason": "called off"}]
    acc.ok(f"event import acc {calendar(event('1', 'Amyloid'))}")
    again = acc.item(f"event import acc {calendar(off)}")
    assert (counts(again), again["sessions"]) == ((1, 0, 1, 0, 0), 1)


def test_broken_sessions_are_named_and_the_others_are_in(acc: Program) -> None:
    file = calendar(event("1", "A"), event("2", ""), event("3", "C"))
    said = acc(f"event import acc {file} --json")
    assert said.code == 5
    assert said.err == "acc.ics:8: a session without a title\n"
    assert counts(said.items[0]) == (3, 2, 0, 0, 1)


def test_one_uid_twice_in_a_file_is_said(acc: Program) -> None:
    same = calendar(event("1", "A"), event("1", "A"))
    assert counts(acc.item(f"event import acc {same}")) == (2, 1, 0, 1, 0)
    said = acc(f"event import acc {calendar(event('1', 'A'), event('1', 'B'))} --json")
    assert (said.code, counts(said.items[0])) == (5, (2, 0, 0, 1, 1))
    assert "“B” again, with other content" in said.err


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("", 2, "not a file rescrm can read"),
        ("hello", 2, "a calendar (.ics), a pretalx or frab schedule (.json)"),
        ('{"schedule": {"conference": {}}}', 2, "not a file rescrm can read"),
        ('{"schedule": {"conference": {"days": [', 2, "f:1: this is no whole JSON"),
        ('{"schedule": ' + "[" * 100_000, 2, "f: this JSON is no schedule"),
    ],
)
def test_what_is_no_programme_changes_nothing(
    acc: Program, content: str, code: int, said: str
) -> None:
    Path("f").write_text(content, encoding="utf-8")
    before = dumps.journaled()
    told = acc("event import acc f")
    assert told.code == code and said in told.err
    assert dumps.journaled() == before


def test_a_file_that_is_not_there_is_4_and_a_folder_is_2(acc: Program) -> None:
    assert acc("event import acc nowhere.ics").code == 4
    assert acc("event import aha nowhere.ics").code == 4
    assert acc("event import acc .").code == 2


def test_a_programme_may_come_from_stdin(acc: Program) -> None:
    text = Path(calendar(event("1", "A"), event("2", ""))).read_text(encoding="utf-8")
    said = acc("event import acc - --json", stdin=text)
    assert (said.items[0]["file"], said.items[0]["added"]) == ("-", 1)
    assert said.err == "stdin:8: a session without a title\n"


def test_too_large_a_file_is_refused(acc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    file = calendar(*(event(str(n), "A" * 90) for n in range(9)))
    monkeypatch.setattr("rescrm.formats.programme.LARGEST", 1000)  # a bound, not a behaviour
    assert "too large for a programme" in acc(f"event import acc {file}").err


def test_another_years_programme_is_taken_in_with_a_word_of_care(acc: Program) -> None:
    other = event("1", "A").replace("20270321", "20260321")
    said = acc.ok(f"event import acc {calendar(other)}")
    assert "Is it the right programme?" in said.err
    assert acc.ok(f"event import acc {calendar(event('2', 'B'))}").err == ""


def test_undo_takes_a_programme_back_and_a_dry_run_keeps_none(acc: Program) -> None:
    before = dumps.journaled()
    file = calendar(event("1", "A", DESCRIPTION="Speaker: Maya Rao"))
    assert acc.item(f"event import acc {file} --dry-run")["sessions"] == 1
    assert dumps.journaled() == before
    acc.ok(f"event import acc {file}")
    acc.ok("undo")
    assert dumps.journaled() == before
    assert acc.item(f"event import acc {file}")["added"] == 1


def test_the_pretalx_sample_is_taken_in_whole(acc: Program, corpora: Path) -> None:
    name = "conference/schedule__pretalx-democon.json"
    expected = json.loads((corpora / "expected.json").read_text())["files"][name]
    acc.ok("add Brian Robinson")
    found = acc.item(f"event import acc '{corpora / name}'")
    assert counts(found) == (expected["events"], expected["events"], 0, 0, 0)
    assert found["sessions"] == expected["events"]
    assert found["speakers"] == expected["distinct_person_names"]
    assert [each["handle"] for each in found["known"]] == ["brian-robinson"]
    assert counts(acc.item(f"event import acc '{corpora / name}'")) == (36, 0, 0, 36, 0)


def test_a_hostile_title_is_kept_and_shown_safely(acc: Program) -> None:
    title = "\x1b[31mAmyloid [bold]in[/] \u202e2027"
    acc.ok(f"event import acc {calendar(event('1', title, DESCRIPTION='Speaker: Maya Rao'))}")
    found = acc.item("event target acc 'Maya Rao'")
    assert found["session"] == title
    for form in ("rich", "plain"):
        shown = acc.ok(f"event target acc 'Maya Rao' --format {form}").out
        assert {"\x1b", "\u202e"}.isdisjoint(shown) and "[bold]in[/]" in shown


def test_a_calendar_without_events_says_so_and_changes_nothing(acc: Program) -> None:
    before = dumps.journaled(), dumps.steps()
    said = acc.ok(f"event import acc-2027 {calendar()} --json")
    assert counts(said.items[0]) == (0, 0, 0, 0, 0)
    assert "acc.ics: this calendar has no events. Nothing was changed." in said.err
    assert (dumps.journaled(), dumps.steps()) == before
    refused = acc("import acc.ics")
    assert refused.code == 2
    assert "this calendar has no events" in refused.err
    calendar(event("1", "Opening"))
    assert "read by rescrm event import" in acc("import acc.ics").err
