"""What leaves the store: a calendar that survives being imported again, and everything."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

import dumps
from play import Program

TOMORROW = "2026-11-23T08:00:00-05:00"
IN_FEBRUARY = "2027-02-01T08:00:00-05:00"


@pytest.fixture
def store(rescrm: Program) -> Program:
    """A check-in that is overdue, a promise, a birthday, a pod, a secret note."""
    rescrm.ok("add Maya Rao -k faculty --every '6 weeks' --on 2026-10-02")
    rescrm.ok("log '2026-10-05 call with Maya, talked the secret grant'")
    rescrm.ok("add Ben Adler -k co-resident --birthday 1993-02-28")
    rescrm.ok('promise ben "the QI deck" --by fri')
    rescrm.ok("add Ana Torres --birthday 02-29")
    rescrm.ok('group add lunch --type pod --every "2 weeks"')
    rescrm.ok("group join lunch ana ben")
    return rescrm


def components(text: str, name: str = "VEVENT") -> Iterator[Any]:
    calendar = icalendar.Calendar.from_ical(text)
    yield from calendar.walk(name)


def calendar(rescrm: Program, options: str = "", now: str | None = None) -> dict[str, Any]:
    """Each event by its summary."""
    text = rescrm.ok(f"export ics {options}", now=now).out
    return {str(each["SUMMARY"]): each for each in components(text)}


def day(component: Any, key: str = "DTSTART") -> date:
    found: date = component[key].dt
    return found


def numbers(found: dict[str, Any]) -> dict[str, tuple[str, int, str]]:
    return {
        title: (str(each["UID"]), int(each["SEQUENCE"]), str(each["STATUS"]))
        for title, each in found.items()
    }


# What is in it -------------------------------------------------------------------------------


def test_what_falls_due_is_an_all_day_event_that_blocks_no_time(store: Program) -> None:
    found = calendar(store)
    assert {title: day(each) for title, each in found.items()} == {
        "Check in: Maya Rao": date(2026, 11, 16),
        "Promise: Ben Adler": date(2026, 11, 27),
        "Meet: lunch": date(2026, 12, 6),
        "Birthday: Ben Adler": date(1993, 2, 28),
        "Birthday: Ana Torres": date(2000, 2, 29),
    }
    for each in found.values():
        assert not isinstance(day(each), datetime) and "DTEND" not in each
        assert (each["TRANSP"], each["CLASS"], each["STATUS"]) == (
            "TRANSPARENT", "PRIVATE", "CONFIRMED",
        )  # fmt: skip
        (alarm,) = each.walk("VALARM")
        assert alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] == each["SUMMARY"]


def test_lines_end_and_fold_as_the_standard_wants(store: Program) -> None:
    store.ok(f"add {'Konstantinopolitanischer ' * 4}Dudelsack --every '2 weeks'")
    raw = store.ok("export ics").out.encode("utf-8")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75


def test_a_uid_is_made_of_the_item_and_its_kind(store: Program) -> None:
    uid = store.item("show maya")["uid"]
    found = calendar(store)
    assert found["Check in: Maya Rao"]["UID"] == f"{uid}-check-in@rescrm"
    uids = [each["UID"] for each in found.values()]
    assert len(set(uids)) == len(uids) and all(uid.endswith("@rescrm") for uid in uids)


def test_birthdays_come_round_each_year_as_the_setting_says(store: Program) -> None:
    found = calendar(store)
    assert found["Birthday: Ben Adler"]["RRULE"]["FREQ"] == ["YEARLY"]
    assert found["Birthday: Ana Torres"]["RRULE"]["BYMONTHDAY"] == [-1]
    store.ok("config set leap_birthdays mar-1")
    assert "BYMONTHDAY" not in calendar(store)["Birthday: Ana Torres"]["RRULE"]


def test_notes_never_leave_unless_asked_for(store: Program) -> None:
    store.ok("event add ACC --from 2026-11-20")
    store.ok('event met acc "Zed Quinn; talked the secret grant"')
    assert (
        "secret" not in store.ok("export ics").out and "QI deck" not in store.ok("export ics").out
    )
    found = calendar(store, "--with-notes")
    assert "the QI deck" in found["Promise: Ben Adler"]["DESCRIPTION"]
    assert "talked the secret grant" in found["Check in: Maya Rao"]["DESCRIPTION"]
    assert "the secret grant" in found["Follow up: Zed Quinn"]["DESCRIPTION"]


def test_a_filter_and_a_horizon_narrow_it(store: Program) -> None:
    assert set(calendar(store, "kind:faculty")) == {"Check in: Maya Rao"}
    assert set(calendar(store, "-kind:faculty")) == {
        "Promise: Ben Adler", "Birthday: Ben Adler", "Birthday: Ana Torres",
    }  # fmt: skip
    assert "Meet: lunch" not in calendar(store, "--days 13")
    assert "Meet: lunch" in calendar(store, "--days 14")
    store.ok("config set horizon 13")
    assert "Meet: lunch" not in calendar(store)


def test_with_the_plan_each_item_stands_on_its_planned_day(store: Program) -> None:
    found = calendar(store, "--plan")
    planned = {due["handle"]: due["planned_on"] for due in store.items("upcoming 30")}
    assert day(found["Check in: Maya Rao"]).isoformat() == planned["maya-rao"] == "2026-11-22"
    assert day(found["Promise: Ben Adler"]).isoformat() == planned["ben-adler"]


def test_no_alarm_rings_on_a_blocked_day(store: Program) -> None:
    store.ok("pause 2026-11-27..2026-11-28 nights")
    assert calendar(store)["Promise: Ben Adler"].walk("VALARM") == []


@pytest.mark.parametrize("aside", ["archive maya", "rest maya", "archive maya --deceased"])
def test_who_is_set_aside_is_in_no_calendar(store: Program, aside: str) -> None:
    store.ok(aside)
    assert "Check in: Maya Rao" not in calendar(store)


@pytest.mark.parametrize("aside", ["archive ana", "rest ana --until 2026-11-23"])
def test_nor_is_their_birthday(store: Program, aside: str) -> None:
    store.ok(aside)
    assert "Birthday: Ana Torres" not in calendar(store)
    assert "Birthday: Ben Adler" in calendar(store)


def test_who_rests_after_three_tries_is_in_no_calendar(store: Program) -> None:
    for _ in range(3):
        store.ok("log call --with maya --attempt")
    assert "Check in: Maya Rao" not in calendar(store)


def test_to_dos_are_written_for_those_who_want_them(store: Program) -> None:
    text = store.ok("export ics --as todo").out
    found = {str(each["SUMMARY"]): each for each in components(text, "VTODO")}
    assert day(found["Promise: Ben Adler"], "DUE") == date(2026, 11, 27)
    assert "VEVENT" not in text
    assert store("export ics --as journal").code == 2


def test_on_a_paused_day_nothing_is_lost(store: Program) -> None:
    store.ok("pause 2026-11-22..2026-11-30 nights")
    found = calendar(store)
    assert day(found["Check in: Maya Rao"]) == date(2026, 11, 16)
    assert "Promise: Ben Adler" in found


# Told again ----------------------------------------------------------------------------------


def test_the_same_store_gives_the_same_bytes_also_tomorrow(store: Program) -> None:
    first = store.ok("export ics").out
    assert store.ok("export ics").out == first
    assert store.ok("export ics", now="2026-11-22T23:00:00-05:00").out == first
    assert store.ok("export ics", now=TOMORROW).out == first


def test_only_what_changed_gets_a_higher_sequence_and_new_stamps(store: Program) -> None:
    before = calendar(store)
    store.ok("edit 1 --by 2026-12-01", now=TOMORROW)
    after = calendar(store, now=TOMORROW)
    moved = "Promise: Ben Adler"
    assert {title for title in after if after[title]["SEQUENCE"] != before[title]["SEQUENCE"]} == {
        moved
    }
    assert after[moved]["UID"] == before[moved]["UID"]
    assert (after[moved]["SEQUENCE"], day(after[moved])) == (1, date(2026, 12, 1))
    assert after[moved]["DTSTAMP"].dt > before[moved]["DTSTAMP"].dt
    assert after["Meet: lunch"]["DTSTAMP"].dt == before["Meet: lunch"]["DTSTAMP"].dt


def test_what_is_done_stays_for_thirty_days_as_cancelled(store: Program) -> None:
    calendar(store)
    store.ok("done 1", now=TOMORROW)
    gone = calendar(store, now=TOMORROW)["Promise: Ben Adler"]
    assert (gone["STATUS"], gone["SEQUENCE"], day(gone)) == ("CANCELLED", 1, date(2026, 11, 27))
    assert gone.walk("VALARM") == []
    again = calendar(store, now="2026-12-23T08:00:00-05:00")["Promise: Ben Adler"]
    assert (again["STATUS"], again["SEQUENCE"]) == ("CANCELLED", 1)
    assert "Promise: Ben Adler" not in calendar(store, now="2026-12-24T08:00:00-05:00")


def test_what_comes_back_has_a_higher_sequence_than_ever(store: Program) -> None:
    calendar(store)
    store.ok("done 1")
    calendar(store)
    store.ok("undo")
    assert numbers(calendar(store))["Promise: Ben Adler"][1:] == (2, "CONFIRMED")


def test_undo_never_takes_back_what_calendars_were_told(store: Program) -> None:
    store.ok("edit 1 --by 2026-12-01")
    calendar(store)
    store.ok("undo")
    calendar(store)
    store.ok("redo")
    assert numbers(calendar(store))["Promise: Ben Adler"][1] == 2


@pytest.mark.parametrize(
    "line", ["archive maya", "remove maya --yes", "rule set @maya-rao never", "rest maya"]
)
def test_who_is_due_no_more_is_cancelled(store: Program, line: str) -> None:
    calendar(store)
    store.ok(line)
    assert numbers(calendar(store))["Check in: Maya Rao"][1:] == (1, "CANCELLED")


def test_a_yearly_date_that_was_taken_back_is_cancelled(store: Program) -> None:
    calendar(store)
    store.ok("date ana birthday none")
    gone = calendar(store)["Birthday: Ana Torres"]
    assert (gone["STATUS"], gone["RRULE"]["FREQ"]) == ("CANCELLED", ["YEARLY"])


def test_a_touch_moves_the_next_check_in(store: Program) -> None:
    calendar(store)
    store.ok("log 'called Maya'")
    now = calendar(store)["Check in: Maya Rao"]
    assert (day(now), now["SEQUENCE"], now["STATUS"]) == (date(2027, 1, 3), 1, "CONFIRMED")


def test_what_moves_beyond_the_horizon_is_cancelled_until_it_comes_near(store: Program) -> None:
    calendar(store, "--days 20")
    store.ok("log 'called Maya'")
    first = store.ok("export ics --days 20").out
    gone = calendar(store, "--days 20")["Check in: Maya Rao"]
    assert (gone["STATUS"], gone["SEQUENCE"]) == ("CANCELLED", 1)
    assert store.ok("export ics --days 20").out == first
    back = calendar(store, "--days 60")["Check in: Maya Rao"]
    assert (back["STATUS"], back["SEQUENCE"], day(back)) == ("CONFIRMED", 2, date(2027, 1, 3))


def test_a_smaller_calendar_withdraws_nothing_from_a_larger_one(store: Program) -> None:
    whole = store.ok("export ics").out
    for smaller in ("--days 1", "kind:faculty", "ana"):
        found = calendar(store, smaller)
        assert {each["STATUS"] for each in found.values()} <= {"CONFIRMED"}
    assert store.ok("export ics").out == whole


def test_a_filtered_calendar_tells_of_nobody_else(store: Program) -> None:
    calendar(store)
    store.ok("archive maya")
    store.ok("done 1")
    assert set(calendar(store, "kind:co-resident")) == {
        "Promise: Ben Adler", "Birthday: Ben Adler",
    }  # fmt: skip


def test_exporting_is_no_step_and_says_nothing_of_itself(store: Program) -> None:
    before, steps = dumps.journaled(), dumps.steps()
    calendar(store)
    assert (dumps.journaled(), dumps.steps()) == (before, steps)


def test_a_store_that_may_only_be_read_is_exported_all_the_same(
    store: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = store.ok("export ics").out
    with closing(sqlite3.connect(store_file())) as conn:
        conn.execute("DELETE FROM exported")
        conn.commit()
    connect = sqlite3.connect

    def read_only(path: Any, **options: Any) -> sqlite3.Connection:
        # Root may write anywhere: the file is opened as a read-only disk would have it.
        return connect(f"file:{path}?mode=ro", uri=True, **options)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    assert store.ok("export ics").out == whole
    assert store.ok("export ics").out == whole


def store_file() -> Path:
    return Path(os.environ["HOME"]) / ".local/share/rescrm/rescrm.db"


# Where it goes -------------------------------------------------------------------------------


def test_a_file_is_private_whole_and_counted(store: Program) -> None:
    said = store.item("export ics -o out.ics")
    assert said == {"file": "out.ics", "format": "ics", "items": 5, "cancelled": 0}
    assert stat.S_IMODE(Path("out.ics").stat().st_mode) == 0o600
    assert Path("out.ics").read_bytes().decode() == store.ok("export ics -o -").out
    assert [each.name for each in Path().iterdir()] == ["out.ics"]
    store.ok("done 1")
    assert store.ok("export ics -o out.ics").out == "out.ics\tics\t4\t1\n"


def test_an_old_file_is_replaced_whole(store: Program) -> None:
    Path("out.ics").write_text("old", encoding="utf-8")
    Path("out.ics").chmod(0o644)
    store.ok("export ics -o out.ics")
    assert Path("out.ics").read_text().startswith("BEGIN:VCALENDAR")
    assert stat.S_IMODE(Path("out.ics").stat().st_mode) == 0o600


@pytest.mark.parametrize("what", ["ics", "json"])
@pytest.mark.parametrize("place", ["folder", "link", "no/folder.ics", "fifo", ""])
def test_a_place_that_is_no_file_is_refused(store: Program, what: str, place: str) -> None:
    Path("folder").mkdir()
    Path("link").symlink_to("elsewhere")
    os.mkfifo("fifo")
    said = store(f"export {what} -o '{place}' --json")
    assert (said.code, said.error["error"]) == (7, "disk")
    assert not Path("elsewhere").exists() and list(Path("folder").iterdir()) == []


def test_json_on_stdout_holds_the_calendar_as_text(store: Program) -> None:
    item = store.item("export ics")
    assert item["file"] is None and item["text"] == store.ok("export ics").out


def test_a_dry_run_writes_no_file_and_tells_calendars_nothing(store: Program) -> None:
    assert store.item("export ics -o out.ics --dry-run")["items"] == 5
    assert store.item("export json -o out.json --dry-run")["format"] == "json"
    assert list(Path().iterdir()) == []
    with closing(sqlite3.connect(store_file())) as conn:
        assert conn.execute("SELECT count(*) FROM exported").fetchone() == (0,)


@pytest.mark.parametrize("what", ["ics", "json"])
def test_without_a_store_nothing_is_written(rescrm: Program, what: str) -> None:
    said = rescrm(f"export {what} -o out")
    assert (said.code, said.out) == (0, "") and "rescrm init --starter" in said.err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    "line", ["export", "export vcard", "export ics --days x", "export ics x:y"]
)
def test_what_cannot_be_exported_is_refused(store: Program, line: str) -> None:
    assert store(line).code in (0, 2) and store(f"{line} --json").code in (0, 2)
    assert line == "export" or store(line).code == 2
