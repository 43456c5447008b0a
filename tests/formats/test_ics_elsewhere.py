"""Calendars from fixed stores: the same bytes as ever, and the same days in other programs."""

from __future__ import annotations

import os
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr

from calendars import Khal, ical_js
from play import Program

REWRITE = os.environ.get("RESCRM_REWRITE")
GOLDEN = Path(__file__).with_name("golden")
BOSTON = ZoneInfo("America/New_York")
FIRST, LAST = date(2026, 11, 1), date(2029, 3, 31)
LATER = "2026-12-05T08:00:00-05:00"
CALENDARS = {
    "plain": "",
    "google": "--for google",
    "outlook": "--for outlook",
    "todos": "--as todo",
    "notes": "--with-notes",
    "planned": "--plan --days 30",
}


@pytest.fixture
def store(rescrm: Program) -> Program:
    """A network with everything that a calendar can hold, some of it over by now."""
    for line in (
        "config set zone America/New_York",
        "add Maya Rao -k faculty --every '6 weeks' --on 2026-10-02",
        "add 'José Núñez, Ph.D.; 王伟' --every '2 weeks' --on 2026-11-20",
        "log '2026-10-05 call with Maya, talked amyloid; and boards, \\ 100%'",
        "add Ben Adler -k co-resident --birthday 1993-02-28",
        "add Ana Torres --birthday 02-29",
        "add Lea Marti --birthday 2000-03-14",
        'promise ben "the QI deck" --by 2026-11-27',
        'promise ana "slides" --by 2026-12-01',
        'ask maya "a letter" --by 2027-02-01',
        'group add lunch --type pod --meets "2nd tue 18:00"',
        'group add "journal club" --type committee --meets "last fri"',
        "group join lunch ana ben",
        "event add ACC --from 2026-12-10 --to 2026-12-12",
        "event target acc maya --session 'Amyloid, new ways' --at 2026-12-11T15:00",
        "shifts add nights 2026-11-30..2026-12-03",
        "shifts add day 2026-11-27 --hours 08:00-13:00",
        "pause 2026-12-24..2026-12-27 home",
    ):
        rescrm.ok(line)
    rescrm.ok("export ics -o first.ics")
    rescrm.ok("done 2", now=LATER)
    rescrm.ok("edit 1 --by 2026-12-09", now=LATER)
    return rescrm


@pytest.mark.parametrize("name", CALENDARS)
def test_a_fixed_store_gives_the_bytes_it_ever_gave(store: Program, name: str) -> None:
    store.ok(f"export ics {CALENDARS[name]} -o now.ics", now=LATER)
    written, golden = Path("now.ics").read_bytes(), GOLDEN / f"{name}.ics"
    if REWRITE:
        golden.write_bytes(written)
    assert written == golden.read_bytes()


def golden(name: str) -> Path:
    return GOLDEN / f"{name}.ics"


def read(file: Path, kind: str = "VEVENT") -> list[Any]:
    return list(icalendar.Calendar.from_ical(file.read_bytes()).walk(kind))


def events(name: str) -> list[Any]:
    return read(golden(name), "VTODO" if name == "todos" else "VEVENT")


def days(event: Any) -> list[date]:
    """The days of an event, as dateutil counts those of one that repeats."""
    starts = event["DTSTART"].dt
    if isinstance(starts, datetime):
        return [starts.astimezone(BOSTON).date()]
    if "RRULE" not in event:
        return [starts]
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=datetime.combine(starts, time()))
    return [each.date() for each in rule.between(datetime(1900, 1, 1), datetime(2029, 3, 31, 1))]


@pytest.mark.parametrize("name", CALENDARS)
def test_icalendar_reads_every_one_of_them(name: str) -> None:
    raw = golden(name).read_bytes()
    begins = raw.count(b"BEGIN:VEVENT") + raw.count(b"BEGIN:VTODO")
    assert len(events(name)) == begins >= 10
    uids = [str(each["UID"]) for each in events(name)]
    assert len(set(uids)) == len(uids)
    assert not [each for event in events(name) for each in event.errors]


@pytest.mark.parametrize("name", ["plain", "google", "outlook"])
def test_ical_js_agrees_on_every_day_state_and_alarm(name: str) -> None:
    theirs = {each["uid"]: each for each in ical_js(golden(name), LAST.isoformat())}
    assert len(theirs) == len(events(name))
    for event in events(name):
        there = theirs[str(event["UID"])]
        assert (there["summary"], there["sequence"], there["status"]) == (
            str(event["SUMMARY"]), int(event["SEQUENCE"]), str(event["STATUS"]),
        )  # fmt: skip
        assert len(there["alarms"]) == len(event.walk("VALARM"))
        if isinstance(event["DTSTART"].dt, datetime):
            moment = datetime.fromisoformat(there["days"][0])
            assert moment == event["DTSTART"].dt
        else:
            assert there["days"] == [each.isoformat() for each in days(event)]


@pytest.mark.parametrize("name", ["plain", "google"])
def test_khal_takes_each_once_and_shows_it_on_its_days(name: str, tmp_path: Path) -> None:
    khal = Khal(tmp_path / "khal")
    first = khal.takes(golden(name))
    assert len(first) == len(events(name))
    assert khal.takes(golden(name)) == first
    expected = sorted(
        (day.isoformat(), str(event["SUMMARY"]))
        for event in events(name)
        for day in days(event)
        if FIRST <= day <= LAST
    )
    shown = khal.days(FIRST.isoformat(), f"{(LAST - FIRST).days + 1}d")
    assert [(day, title.removeprefix("CANCELLED ")) for day, title in shown] == expected
    assert ("2028-02-29", "Birthday: Ana Torres") in expected or name == "google"
    assert ("2027-02-28", "Birthday: Ana Torres") in expected


def test_what_changed_replaces_what_khal_has(store: Program, tmp_path: Path) -> None:
    khal = Khal(tmp_path / "khal")
    before = {each.name for each in khal.takes(Path("first.ics"))}
    store.ok("export ics -o now.ics", now=LATER)
    after = {each.name for each in khal.takes(Path("now.ics"))}
    told = {str(each["UID"]) for name in ("first.ics", "now.ics") for each in read(Path(name))}
    assert before < after == {f"{uid}.ics" for uid in told}
    shown = khal.days("2026-11-01", "60d")
    moved = [day for day, title in shown if title == "Promise: Ben Adler"]
    assert moved == ["2026-12-09"]
