"""`export ics --check`: what each client makes of a file, in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from play import Program

EVENT = (
    "BEGIN:VEVENT\nUID:{}\nDTSTAMP:20261122T000000Z\nDTSTART;VALUE=DATE:20261127\n"
    "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:PT9H\nEND:VALARM\nEND:VEVENT\n"
)
TODO = "BEGIN:VTODO\nUID:t\nDTSTAMP:20261122T000000Z\nEND:VTODO\n"


def write(*parts: str) -> None:
    whole = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + "".join(parts) + "END:VCALENDAR\n"
    Path("them.ics").write_bytes(whole.replace("\n", "\r\n").encode())


def found(rescrm: Program, file: str = "them.ics") -> dict[tuple[str, str], dict[str, Any]]:
    """Each finding by its client and what it is."""
    items = rescrm.items(f"export ics --check {file}")
    assert len({(each["client"], each["what"]) for each in items}) == len(items)
    return {(each["client"], each["what"]): each for each in items}


def test_each_client_is_told_of_with_what_it_shows_and_ignores(rescrm: Program) -> None:
    write(EVENT.format("a"), EVENT.format("b"), TODO)
    items = found(rescrm)
    assert items["every", "contents"] == {
        "client": "every", "what": "contents", "where": "them.ics", "count": 3,
        "message": "2 events, 1 to-do, 2 alarms",
    }  # fmt: skip
    assert {key: each["message"] for key, each in items.items() if key[0] != "every"} == {
        ("google", "shows"): "shows 2 events",
        ("google", "no-todos"): "ignores 1 to-do (VTODO)",
        ("google", "no-alarms"): "ignores 2 alarms (VALARM); its own notification rings for "
        "timed events",
        ("apple", "shows"): "shows 2 events",
        ("apple", "no-todos"): "leaves to-dos (VTODO) to Reminders",
        ("outlook", "shows"): "shows 2 events",
        ("outlook", "no-todos"): "ignores 1 to-do (VTODO)",
        ("outlook", "early-alarms"): "rings 2 alarms as long before the event as said after it",
        ("khal", "shows"): "shows 2 events",
        ("khal", "no-todos"): "ignores 1 to-do (VTODO)",
        ("khal", "no-alarms"): "ignores 2 alarms (VALARM)",
    }


@pytest.mark.parametrize("client", ["google", "outlook"])
def test_what_is_made_for_a_client_draws_no_word_from_it(rescrm: Program, client: str) -> None:
    rescrm.ok("add Maya Rao --every '6 weeks' --on 2026-10-12 --birthday 02-29")
    rescrm.ok('group add lunch --type pod --meets "2nd tue 18:00"')
    rescrm.ok(f"export ics --for {client} -o mine.ics")
    items = found(rescrm, "mine.ics")
    assert [what for each, what in items if each in (client, "every")] == ["contents", "shows"]


def test_the_plain_calendar_is_warned_of_where_it_would_not_ring(rescrm: Program) -> None:
    rescrm.ok("add Maya Rao --every '6 weeks' --on 2026-10-12")
    rescrm.ok("export ics -o mine.ics")
    items = found(rescrm, "mine.ics")
    assert ("google", "no-alarms") in items and ("outlook", "early-alarms") in items
    assert [what for each, what in items if each == "apple"] == ["shows"]


def test_what_is_wrong_is_told_once_with_its_first_line(rescrm: Program) -> None:
    bad = EVENT.format("a").replace("UID:a\n", "")
    write(bad, bad, EVENT.format("c"), EVENT.format("c"))
    items = found(rescrm)
    assert items["every", "no-uid"]["where"] == "them.ics:4"
    assert (items["every", "no-uid"]["count"], items["every", "same-uid"]["count"]) == (2, 1)
    assert items["every", "no-uid"]["message"] == (
        "2 entries have no UID; each import may add it again"
    )


def test_zones_are_known_by_their_names_or_not_at_all(rescrm: Program) -> None:
    zones = ("America/New_York", "Eastern Standard Time", "/mozilla.org/1/Europe/Berlin",
             "Mars/North", "")  # fmt: skip
    day = "DTSTART;VALUE=DATE:20261127"
    hours = (f"DTSTART;TZID={each}:20261127T090000" for each in zones)
    write(*(EVENT.format(n).replace(day, each) for n, each in enumerate(hours)))
    items = rescrm.items("export ics --check them.ics")
    unknown = [each["message"] for each in items if each["what"] == "unknown-zone"]
    assert len(unknown) == 2 and "“Mars/North”" in unknown[0]
    (wanted,) = (each for each in items if each["what"] == "undeclared-zone")
    assert (wanted["client"], wanted["count"], wanted["where"]) == ("outlook", 5, "them.ics:7")


def test_outlook_is_told_of_zones_as_lists_of_dates_and_of_times_without_any(
    rescrm: Program,
) -> None:
    zone = ("BEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\nDTSTART:20261101T020000\n"
            "RDATE:20271107T020000\nEND:STANDARD\nEND:VTIMEZONE\n")  # fmt: skip
    write(zone, EVENT.format("a").replace(";VALUE=DATE:20261127", ":20261127T090000"))
    items = found(rescrm)
    assert "misreads" in items["outlook", "dated-zone"]["message"]
    assert items["outlook", "floating"]["count"] == 1


def test_a_file_cut_short_is_told_with_what_was_not_whole(rescrm: Program) -> None:
    write(EVENT.format("a"), EVENT.format("b"))
    whole = Path("them.ics").read_bytes()
    Path("them.ics").write_bytes(whole[: whole.index(b"UID:b") + 10])
    items = found(rescrm)
    assert items["every", "contents"]["message"] == "2 events, 1 alarm, 1 not whole"
    assert items["every", "cut-off"]["count"] == 2


def test_google_is_told_of_a_file_that_is_too_large(rescrm: Program) -> None:
    write(*(EVENT.format(n) for n in range(9000)))
    assert ("google", "too-large") in found(rescrm)


def test_no_file_is_four_and_no_calendar_two(rescrm: Program) -> None:
    assert rescrm("export ics --check nowhere.ics").code == 4
    Path("them.ics").write_text("BEGIN:VCARD\nEND:VCARD\n", encoding="utf-8")
    said = rescrm("export ics --check them.ics --json")
    assert (said.code, said.error["error"]) == (2, "format")
    Path("empty.ics").write_bytes(b"")
    assert rescrm("export ics --check empty.ics").code == 2


@pytest.mark.parametrize("more", ["kind:faculty", "--days 3", "--plan", "--for google"])
def test_a_check_takes_nothing_besides_a_file(rescrm: Program, more: str) -> None:
    write(EVENT.format("a"))
    assert rescrm(f"export ics {more} --check them.ics").code == 2


def test_it_needs_no_store_and_makes_none(rescrm: Program, home: Path) -> None:
    write(EVENT.format("a"))
    said = rescrm.ok("export ics --check them.ics")
    assert said.out.startswith("every\tcontents\tthem.ics\t1\t1 event, 1 alarm\n")
    assert not list(home.rglob("*.db"))


def test_what_a_file_says_is_shown_safely(rescrm: Program) -> None:
    evil = EVENT.format("a\x1b[31m[bold]").replace(";VALUE=DATE:20261127",
                                                   ";TZID=x\x1b[2J[/]:20261127T090000")  # fmt: skip
    write(evil, evil)
    for form in ("plain", "rich"):
        assert "\x1b" not in rescrm.ok(f"export ics --check them.ics --format {form}").out
    text = rescrm.ok("export ics --check them.ics --json").out
    assert "\x1b" in json.loads(text)["items"][1]["message"]
