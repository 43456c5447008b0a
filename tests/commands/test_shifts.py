"""`shifts`: blocks said by hand, and call schedules as Amion and QGenda write them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dumps import journaled, steps
from play import Program

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Made for the tests//EN\r\n"
NEW_YORK = "DTSTART;TZID=America/New_York:"


def event(uid: str, name: str, starts: str, ends: str, *more: str) -> str:
    lines = [f"UID:{uid}", f"SUMMARY:{name}", f"DTSTART{starts}", f"DTEND{ends}", *more]
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def night(uid: str, day: int, name: str = "NF - MICU", *more: str) -> str:
    """A night as Amion has it: local times with the zone's name."""
    zone = ";TZID=America/New_York:"
    return event(
        uid, name, f"{zone}202612{day:02}T190000", f"{zone}202612{day + 1:02}T070000", *more
    )


def schedule(*events: str, name: str = "call.ics") -> str:
    Path(name).write_text(HEAD + "".join(events) + "END:VCALENDAR\r\n", newline="")
    return name


def days(rescrm: Program) -> list[tuple[str, str, str]]:
    return [(each["kind"], each["from"], each["to"]) for each in rescrm.items("shifts list")]


# By hand.


def test_days_are_blocked_and_cleared(rescrm: Program) -> None:
    added = rescrm.items("shifts add nights 2026-12-01..06")
    assert [(each["kind"], each["from"], each["to"], each["starts"]) for each in added] == [
        ("nights", "2026-12-01", "2026-12-06", None)
    ]
    assert rescrm.items("shifts add nights 2026-12-01..06") == []
    assert len(steps()) == 1
    assert [each["id"] for each in rescrm.items("shifts clear nights")] == [1]
    assert days(rescrm) == []
    rescrm.ok("undo")
    assert len(days(rescrm)) == 1


def test_hours_are_blocked_on_each_day(rescrm: Program) -> None:
    added = rescrm.items("shifts add call 2026-12-12..13 --hours 18:00-08:00")
    assert [(each["starts"], each["ends"]) for each in added] == [
        ("2026-12-12T18:00:00-05:00", "2026-12-13T08:00:00-05:00"),
        ("2026-12-13T18:00:00-05:00", "2026-12-14T08:00:00-05:00"),
    ]


@pytest.mark.parametrize(
    "hours", ["18:00-08:00", "1800-0800", "6pm-8am", "6p-8a", "6:00 PM - 8:00 AM", "18:00–08:00"]
)
def test_hours_are_read_as_a_ward_writes_them(rescrm: Program, hours: str) -> None:
    (added,) = rescrm.items(f"shifts add call 2026-12-12 --hours '{hours}'")
    assert (added["starts"], added["ends"]) == (
        "2026-12-12T18:00:00-05:00", "2026-12-13T08:00:00-05:00",
    )  # fmt: skip


@pytest.mark.parametrize(
    "hours", ["7-7", "18-8", "18:00", "13pm-8am", "18:60-08:00", "0pm-8am", "-"]
)
def test_hours_that_may_mean_two_things_are_refused(rescrm: Program, hours: str) -> None:
    said = rescrm(f"shifts add call 2026-12-12 --hours={hours}")
    assert said.code == 2 and "--hours is like 18:00-08:00" in said.err


def test_an_hour_that_the_clock_skips_is_no_shift(rescrm: Program) -> None:
    rescrm.ok("config set zone America/New_York")
    said = rescrm("shifts add call 2027-03-14 --hours 02:30-03:00")
    assert said.code == 2 and "on Sun 14 Mar 2027 the clock skips these hours" in said.err
    added = rescrm.items("shifts add call 2027-03-13..15 --hours 02:30-03:00")
    assert [each["from"] for each in added] == ["2027-03-13", "2027-03-15"]
    half = ";TZID=America/New_York:20270314T023000", ";TZID=America/New_York:20270314T030000"
    daily = (each.replace("0314", "0310") for each in half)
    name = schedule(
        event("a", "NF", *half), event("b", "Night", *daily, "RRULE:FREQ=DAILY;COUNT=6")
    )
    read = rescrm(f"shifts import {name} --json")
    assert (read.code, read.items[0]["added"]) == (5, 5)
    assert "the hour that the clock skips in spring" in read.items[0]["skipped"][0]["reason"]
    for each in rescrm.items("shifts list"):
        assert each["starts"] < each["ends"]


def test_twelve_is_noon_or_midnight_by_its_half_of_the_day(rescrm: Program) -> None:
    (added,) = rescrm.items("shifts add icu 2026-12-12 --hours 12am-12pm")
    assert (added["starts"][11:16], added["ends"][11:16]) == ("00:00", "12:00")


def test_a_shift_at_noon_ends_on_its_day(rescrm: Program) -> None:
    (added,) = rescrm.items("shifts add clinic 2026-12-12 --hours 08:00-17:00")
    assert (added["from"], added["to"]) == ("2026-12-12", "2026-12-12")


def test_what_is_over_is_listed_only_when_asked(rescrm: Program) -> None:
    rescrm.ok("shifts add nights 2026-01-01..03")
    assert days(rescrm) == []
    assert len(rescrm.items("shifts list --all")) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("shifts add nights 2026-12-06..01", "ends before it begins"),
        ("shifts add nights soonish", "cannot read the range"),
        ("shifts add 77 2026-12-01", "no kind of shift"),
        ("shifts add call 2026-12-01 --hours all", "--hours is like"),
        ("shifts add call 2026-01-01..2029-01-01 --hours 18:00-08:00", "800 days"),
        ("shifts clear nights", "no shift is called"),
    ],
)
def test_what_cannot_be_meant_is_refused(rescrm: Program, words: str, said: str) -> None:
    refused = rescrm(words)
    assert refused.code == 2
    assert said in refused.err
    assert steps() == [] if Path("rescrm.db").exists() else True


def test_a_dry_run_blocks_nothing(rescrm: Program) -> None:
    assert len(rescrm.items("shifts add nights 2026-12-01..06 --dry-run")) == 1
    assert days(rescrm) == []


# What it does to the plan.


def test_nothing_is_planned_in_a_block_and_due_stays_as_it_is(rescrm: Program) -> None:
    rescrm.ok('add "Ana Torres" --every 1w --on 2026-11-15')
    rescrm.ok("shifts add nights 2026-11-22..25")
    (due,) = rescrm.items("due")
    assert due["due_on"] == "2026-11-22"
    assert rescrm.items("today") == []
    (planned,) = rescrm.items("upcoming")
    assert planned["planned_on"] == "2026-11-26"
    assert "plan" in rescrm.ok("why ana --format rich").out


def test_the_day_after_nights_is_kept_free_when_it_is_so_set(rescrm: Program) -> None:
    rescrm.ok('add "Ana Torres" --every 1w --on 2026-11-15')
    rescrm.ok("shifts add nights 2026-11-22..25")
    rescrm.ok("config set post_call day")
    (planned,) = rescrm.items("upcoming")
    assert planned["planned_on"] == "2026-11-27"


def test_a_promise_comes_before_the_block_that_holds_its_day(rescrm: Program) -> None:
    rescrm.ok('add "Ben Adler"')
    rescrm.ok('promise ben "QI deck" --by 2026-11-25')
    rescrm.ok("shifts add nights 2026-11-24..27")
    (planned,) = rescrm.items("upcoming")
    assert planned["planned_on"] == "2026-11-23"


# Call schedules.


def test_a_schedule_is_read_by_the_names_of_its_shifts(rescrm: Program) -> None:
    name = schedule(night("a", 1), night("b", 2), night("c", 5, "Clinic - Continuity"))
    (read,) = rescrm.items(f"shifts import {name}")
    assert (read["read"], read["added"], read["changed"], read["unchanged"]) == (3, 2, 0, 0)
    assert [each["reason"] for each in read["skipped"]] == [
        "“Clinic - Continuity” is no shift that blocks"
    ]
    assert days(rescrm) == [
        ("nights", "2026-12-01", "2026-12-02"), ("nights", "2026-12-02", "2026-12-03"),
    ]  # fmt: skip


def test_twice_in_adds_nothing(rescrm: Program) -> None:
    name = schedule(night("a", 1), night("b", 2))
    rescrm.ok(f"shifts import {name}")
    before = journaled()
    (read,) = rescrm.items(f"shifts import {name}")
    assert (read["added"], read["changed"], read["unchanged"]) == (0, 0, 2)
    assert journaled() == before
    rescrm.ok("undo")
    assert days(rescrm) == []


def test_new_uids_for_the_same_nights_add_nothing(rescrm: Program) -> None:
    rescrm.ok(f"shifts import {schedule(night('a', 1))}")
    (read,) = rescrm.items(f"shifts import {schedule(night('z', 1))}")
    assert (read["added"], read["unchanged"]) == (0, 1)


def test_a_moved_night_moves_and_a_cancelled_one_goes(rescrm: Program) -> None:
    rescrm.ok(f"shifts import {schedule(night('a', 1), night('b', 5))}")
    name = schedule(night("a", 3), night("b", 5, "NF - MICU", "STATUS:CANCELLED"))
    (read,) = rescrm.items(f"shifts import {name}")
    assert (read["added"], read["changed"]) == (0, 2)
    assert days(rescrm) == [("nights", "2026-12-03", "2026-12-04")]


def test_a_swapped_schedule_replaces_what_it_had(rescrm: Program) -> None:
    rescrm.ok("shifts add vacation 2026-12-04")
    rescrm.ok(f"shifts import {schedule(night('a', 1), night('b', 3), night('c', 9))}")
    rescrm.ok(f"shifts import {schedule(night('z', 1), night('x', 2), night('c', 9))} --replace")
    assert days(rescrm) == [
        ("nights", "2026-12-01", "2026-12-02"),
        ("nights", "2026-12-02", "2026-12-03"),
        ("vacation", "2026-12-04", "2026-12-04"),
        ("nights", "2026-12-09", "2026-12-10"),
    ]


def test_your_own_names_are_said_in_the_settings_and_the_usual_ones_stay(rescrm: Program) -> None:
    rescrm.ok('config set shifts.icu "MICU long" Jeopardy')
    name = schedule(night("a", 1, "micu LONG (PGY-2)"), night("b", 2), night("c", 3, "jeopardy"))
    rescrm.ok(f"shifts import {name}")
    assert [kind for kind, _, _ in days(rescrm)] == ["icu", "nights", "icu"]


def test_names_that_block_nobody_are_said_so_too(rescrm: Program) -> None:
    rescrm.ok('config set shifts.free "NF backup"')
    name = schedule(night("a", 1), night("b", 2, "NF backup"), night("c", 3, "Post-Call"))
    said = rescrm.ok(f"shifts import {name}")
    # The user's own names of a kind take the place of the usual ones: “Post-Call” is a call now.
    assert [kind for kind, _, _ in days(rescrm)] == ["nights", "call"]
    assert "Not blocked" not in said.err


def test_a_schedule_of_strange_names_says_what_to_type(rescrm: Program) -> None:
    refused = rescrm(f"shifts import {schedule(night('a', 1, 'Purple Team'))}")
    assert refused.code == 2
    assert "“Purple Team”" in refused.err
    assert 'rescrm config set shifts.nights "Purple Team"' in refused.err
    assert not list(Path.home().glob(".local/share/rescrm/*"))


def test_whole_days_utc_and_floating_times_are_read(rescrm: Program) -> None:
    name = schedule(
        event("a", "Night", ";VALUE=DATE:20261201", ";VALUE=DATE:20261204"),
        event("b", "Night", ":20261211T000000Z", ":20261211T120000Z"),
        event("c", "Night", ":20261220T190000", ":20261221T070000"),
    )
    rescrm.ok(f"shifts import {name}")
    assert days(rescrm) == [
        ("nights", "2026-12-01", "2026-12-03"),
        ("nights", "2026-12-10", "2026-12-11"),
        ("nights", "2026-12-20", "2026-12-21"),
    ]


def test_a_zone_that_nobody_knows_is_said_and_its_hours_are_those_here(rescrm: Program) -> None:
    ward, paris = ";TZID=Ward clock:", ";TZID=Europe/Paris:"
    name = schedule(
        event("a", "NF", f"{ward}20261201T190000", f"{ward}20261202T070000"),
        event("b", "NF", f"{ward}20261203T190000", f"{ward}20261204T070000"),
        event("c", "NF", f"{paris}20261205T190000", f"{paris}20261206T070000"),
        event("d", "NF", ":20261208T190000", ":20261209T070000"),  # floating: no word is lost
    )
    said = rescrm.ok(f"shifts import {name}")
    assert said.err.count("“Ward clock”") == 1 and "Paris" not in said.err
    assert [each["starts"] for each in rescrm.items("shifts list")] == [
        "2026-12-01T19:00:00-05:00", "2026-12-03T19:00:00-05:00",
        "2026-12-05T13:00:00-05:00", "2026-12-08T19:00:00-05:00",
    ]  # fmt: skip


def test_a_shift_that_repeats_is_written_out_for_a_year(rescrm: Program) -> None:
    every = "RRULE:FREQ=WEEKLY;BYDAY=TU"
    name = schedule(night("a", 1, "Night", every, "EXDATE;TZID=America/New_York:20261208T190000"))
    rescrm.ok(f"shifts import {name}")
    blocks = rescrm.items("shifts list")
    assert [each["from"] for each in blocks[:3]] == ["2026-12-01", "2026-12-15", "2026-12-22"]
    assert len(blocks) == 57
    july = next(each for each in blocks if each["from"] == "2027-07-06")
    assert july["starts"] in ("2027-07-06T18:00:00-05:00",)


def test_a_year_of_nights_blocks_a_year_and_promises_stay(rescrm: Program) -> None:
    rescrm.ok('add "Ana Torres" --every 1w --on 2026-11-15')
    rescrm.ok('promise ana "QI deck" --by 2027-03-01')
    rescrm.ok("shifts add nights 2026-11-22..2027-11-22")
    (check_in, promise) = sorted(rescrm.items("upcoming 400"), key=lambda each: each["what"])
    assert check_in["planned_on"] == "2027-11-23"
    assert promise["planned_on"] == "2027-03-01"
    assert "no day is free" in promise["because"]


def test_a_broken_shift_costs_itself(rescrm: Program) -> None:
    name = schedule(
        night("a", 1),
        event("b", "Night", ":2026-12-99", ":2026-12-99"),
        event("c", "Night", ":20261205T190000Z", ":20261204T190000Z"),
        night("d", 9, "Night", "RRULE:FREQ=SECONDLY;COUNT=10000000"),
        "BEGIN:VEVENT\r\nSUMMARY:Night\r\n",
    )
    read = rescrm(f"shifts import {name} --json")
    assert read.code == 5
    (item,) = json.loads(read.out)["items"]
    assert (item["added"], len(item["skipped"])) == (1, 4)
    assert all(each["where"].startswith("call.ics:") for each in item["skipped"])


def test_two_nights_that_changed_places_both_stay(rescrm: Program) -> None:
    rescrm.ok(f"shifts import {schedule(night('b', 1), night('c', 2))}")
    # One moved; its old place was taken by an event that nobody knows yet.
    rescrm.ok(f"shifts import {schedule(night('a', 1), night('b', 3), night('c', 2))}")
    assert [first for _, first, _ in days(rescrm)] == ["2026-12-01", "2026-12-02", "2026-12-03"]


def test_a_night_that_was_swapped_for_the_clinic_is_free(rescrm: Program) -> None:
    rescrm.ok(f"shifts import {schedule(night('a', 1), night('b', 5))}")
    read = rescrm.ok(f"shifts import {schedule(night('a', 1, 'Clinic'), night('b', 5))} --json")
    assert (read.items[0]["removed"], read.items[0]["read"]) == (1, 2)
    assert "1 earlier shift is free now." in read.err
    assert days(rescrm) == [("nights", "2026-12-05", "2026-12-06")]


def test_what_an_earlier_file_had_goes_in_all_the_weeks_of_the_new_one(rescrm: Program) -> None:
    rescrm.ok(f"shifts import {schedule(night('a', 1), night('b', 9))}")
    name = schedule(night("c", 1, "Clinic"), night("d", 5), night("e", 10, "Clinic"))
    rescrm.ok(f"shifts import {name} --replace")
    assert days(rescrm) == [("nights", "2026-12-05", "2026-12-06")]


def test_one_uid_for_several_nights_is_several_nights(rescrm: Program) -> None:
    name = schedule(night("a", 1), night("a", 3), night("a", 5))
    for added in (3, 0):
        (read,) = rescrm.items(f"shifts import {name}")
        assert (read["added"], read["changed"]) == (added, 0)
    assert len(days(rescrm)) == 3


def test_a_night_in_the_hour_that_comes_twice_is_the_same_one_again(rescrm: Program) -> None:
    zone = ";TZID=America/New_York:"
    name = schedule(event("a", "NF", f"{zone}20271107T013030", f"{zone}20271107T090000"))
    rescrm.ok(f"shifts import {name}")
    (read,) = rescrm.items(f"shifts import {name}")
    assert (read["changed"], read["unchanged"]) == (0, 1)


@pytest.mark.parametrize("year", ["00010101", "99991231", "25001224"])
def test_a_shift_at_the_ends_of_the_calendar_costs_itself(rescrm: Program, year: str) -> None:
    name = schedule(night("a", 1), event("b", "NF", f":{year}T190000", f":{year}T233000"))
    assert rescrm(f"shifts import {name}").code == 5
    assert len(days(rescrm)) == 1
    assert rescrm("shifts add call 9999-12-31 --hours 18:00-08:00").code == 2
    assert len(rescrm.items("shifts add icu 9999-12-01..31")) == 1


def test_one_block_is_cleared_by_its_number(rescrm: Program) -> None:
    rescrm.ok("shifts add call 2026-12-12..14 --hours 18:00-08:00")
    assert [each["id"] for each in rescrm.items("shifts clear 2")] == [2]
    assert [each["id"] for each in rescrm.items("shifts list")] == [1, 3]
    assert rescrm("shifts clear 2").code == 4
    rescrm.ok("undo")
    assert len(rescrm.items("shifts list")) == 3


def test_more_shifts_than_anyone_works_are_refused(rescrm: Program) -> None:
    rule = "RRULE:FREQ=DAILY"
    name = schedule(*(night(f"u{nth}", 1, "NF", rule) for nth in range(14)))
    refused = rescrm(f"shifts import {name}")
    assert refused.code == 2
    assert "more than 5,000 shifts" in refused.err


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: None, 4),
        (lambda: Path("call.ics").mkdir(), 2),
        (lambda: Path("call.ics").write_text("hello"), 2),
        (lambda: Path("call.ics").write_bytes(b""), 2),
        (lambda: Path("call.ics").write_bytes(b"\xff\xfe\x00garbage"), 2),
    ],
)
def test_what_is_no_schedule_is_refused(
    rescrm: Program, make: Callable[[], object], code: int
) -> None:
    make()
    assert rescrm("shifts import call.ics").code == code
