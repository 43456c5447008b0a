"""A calendar for Google, Apple or Outlook: what has an hour, what rings, what is told again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from play import Program

BOSTON = ZoneInfo("America/New_York")
CLIENTS = ("google", "apple", "outlook")
TOMORROW = "2026-11-23T08:00:00-05:00"


@pytest.fixture
def store(rescrm: Program) -> Program:
    """A check-in, a promise, birthdays, a group that meets, a session, in Boston."""
    rescrm.ok("config set zone America/New_York")
    rescrm.ok("add Maya Rao -k faculty --every '6 weeks' --on 2026-10-12")
    rescrm.ok("add Ben Adler -k co-resident --birthday 1993-02-28")
    rescrm.ok('promise ben "the secret deck" --by fri')
    rescrm.ok("add Ana Torres --birthday 02-29")
    rescrm.ok('group add lunch --type pod --meets "2nd tue 18:00"')
    rescrm.ok("group join lunch ana ben")
    rescrm.ok("event add ACC --from 2026-12-10 --to 2026-12-12")
    rescrm.ok(
        "event target acc maya --session 'Cardiac amyloid' --topic 'my secret question' "
        "--at 2026-12-11T15:00"
    )
    rescrm.ok("done 2")  # the letter before it
    return rescrm


def components(text: str, name: str = "VEVENT") -> Iterator[Any]:
    yield from icalendar.Calendar.from_ical(text).walk(name)


def calendar(rescrm: Program, options: str = "", now: str | None = None) -> dict[str, Any]:
    """Each event by its summary and its day, where it stands."""
    text = rescrm.ok(f"export ics {options}", now=now).out
    return {f"{each['SUMMARY']} {on(each)}": each for each in components(text)}


def on(event: Any) -> date:
    starts = event["DTSTART"].dt
    return starts.astimezone(BOSTON).date() if isinstance(starts, datetime) else starts


def rings(event: Any) -> datetime | None:
    """The moment of an alarm: what has passed since the event began, however the clock went."""
    alarms = event.walk("VALARM")
    if not alarms:
        return None
    starts, trigger = event["DTSTART"].dt, alarms[0]["TRIGGER"].dt
    if isinstance(trigger, datetime):
        return trigger
    if not isinstance(starts, datetime):
        starts = datetime.combine(starts, time(), BOSTON)
    return starts.astimezone(UTC) + trigger


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BOSTON)


def numbers(found: dict[str, Any]) -> dict[str, int]:
    return {title: int(each["SEQUENCE"]) for title, each in found.items()}


# Google --------------------------------------------------------------------------------------


def test_for_google_each_reminder_is_a_short_event_at_the_time_of_its_alarm(store: Program) -> None:
    found = calendar(store, "--for google")
    for each in found.values():
        assert isinstance(each["DTSTART"].dt, datetime) and str(each["DTSTART"].dt.tzinfo) == "UTC"
        assert each.walk("VALARM") == [] and "RRULE" not in each
    promise = found["Promise: Ben Adler 2026-11-27"]
    assert promise["DTSTART"].dt == at("2026-11-27", "09:00")
    assert promise["DTEND"].dt - promise["DTSTART"].dt == timedelta(minutes=15)
    assert promise["TRANSP"] == "TRANSPARENT"


def test_a_stand_in_keeps_out_of_shifts_and_work(store: Program) -> None:
    store.ok("shifts add day 2026-11-27 --hours 08:30-19:00")
    found = calendar(store, "--for google")
    assert found["Promise: Ben Adler 2026-11-27"]["DTSTART"].dt == at("2026-11-27", "08:15")
    store.ok("config set work 07:00-17:00")
    found = calendar(store, "--for google")
    assert found["Promise: Ben Adler 2026-11-27"]["DTSTART"].dt == at("2026-11-27", "19:00")


def test_on_a_day_without_room_it_is_all_day_and_not_lost(store: Program) -> None:
    store.ok("pause 2026-11-27..2026-11-28")
    found = calendar(store, "--for google")
    assert found["Promise: Ben Adler 2026-11-27"]["DTSTART"].dt == date(2026, 11, 27)


def test_a_stand_in_that_moves_has_a_higher_sequence_in_that_calendar(store: Program) -> None:
    before = numbers(calendar(store, "--for google"))
    store.ok("config set alarm 10:30", now=TOMORROW)
    after = calendar(store, "--for google", now=TOMORROW)
    moved = {title for title, each in numbers(after).items() if each != before[title]}
    assert moved == {
        "Check in: Maya Rao 2026-11-23", "Promise: Ben Adler 2026-11-27",
        "Birthday: Ben Adler 2027-02-28", "Birthday: Ana Torres 2027-02-28",
    }  # fmt: skip
    assert after["Promise: Ben Adler 2026-11-27"]["DTSTART"].dt == at("2026-11-27", "10:30")


def test_birthdays_are_single_events_there_each_with_a_uid_of_its_year(store: Program) -> None:
    found = calendar(store, "--for google --days 900")
    days = [title for title in found if title.startswith("Birthday: Ana")]
    assert days == [
        "Birthday: Ana Torres 2027-02-28", "Birthday: Ana Torres 2028-02-29",
        "Birthday: Ana Torres 2029-02-28",
    ]  # fmt: skip
    assert len({str(found[title]["UID"]) for title in days}) == 3
    store.ok("config set leap_birthdays mar-1")
    assert "Birthday: Ana Torres 2027-03-01" in calendar(store, "--for google")


def test_the_next_birthday_is_there_however_short_the_calendar(store: Program) -> None:
    assert "Birthday: Ana Torres 2027-02-28" in calendar(store, "--for google --days 1")


def test_a_birthday_that_is_over_is_not_called_off(store: Program) -> None:
    calendar(store, "--for google")
    later = calendar(store, "--for google", now="2027-03-01T08:00:00-05:00")
    assert [title for title in later if title.startswith("Birthday: Ana")] == [
        "Birthday: Ana Torres 2028-02-29"
    ]
    assert {str(each["STATUS"]) for each in later.values() if "Birthday" in each["SUMMARY"]} == {
        "CONFIRMED"
    }


def test_a_birthday_taken_back_is_called_off_in_each_calendar_as_it_has_it(store: Program) -> None:
    calendar(store)
    calendar(store, "--for google")
    store.ok("date ana birthday none")
    google = calendar(store, "--for google")["Birthday: Ana Torres 2027-02-28"]
    other = calendar(store)["Birthday: Ana Torres 2000-02-29"]
    assert (google["STATUS"], other["STATUS"]) == ("CANCELLED", "CANCELLED")
    assert google["UID"] != other["UID"]
    assert "Birthday: Ana Torres 2000-02-29" not in calendar(store, "--for google")


def test_calendars_in_turn_leave_each_other_alone(store: Program) -> None:
    first = {client: store.ok(f"export ics --for {client}").out for client in CLIENTS}
    plain = store.ok("export ics").out
    for client in (*CLIENTS, *reversed(CLIENTS)):
        assert store.ok(f"export ics --for {client}").out == first[client]
    assert store.ok("export ics", now=TOMORROW).out == plain


# Apple and Outlook ---------------------------------------------------------------------------


def test_for_apple_it_is_the_plain_calendar(store: Program) -> None:
    assert store.ok("export ics --for apple").out == store.ok("export ics").out


def test_for_outlook_the_alarm_of_a_day_is_a_moment_and_nothing_needs_a_zone(
    store: Program,
) -> None:
    text = store.ok("export ics --for outlook").out
    found = calendar(store, "--for outlook")
    promise = found["Promise: Ben Adler 2026-11-27"]
    assert promise["DTSTART"].dt == date(2026, 11, 27)
    assert promise["X-MICROSOFT-CDO-ALLDAYEVENT"] == "TRUE"
    assert rings(promise) == at("2026-11-27", "09:00")
    assert isinstance(promise.walk("VALARM")[0]["TRIGGER"].dt, datetime)
    assert "VTIMEZONE" not in text and "TZID" not in text and "VTODO" not in text


def test_for_outlook_a_yearly_date_rings_on_its_eve_since_it_counts_all_alarms_before(
    store: Program,
) -> None:
    title = "Birthday: Ben Adler 1993-02-28"
    birthday = calendar(store, "--for outlook")[title]
    assert birthday["RRULE"]["FREQ"] == ["YEARLY"]
    assert birthday.walk("VALARM")[0]["TRIGGER"].dt == timedelta(hours=-15)
    assert birthday.walk("VALARM")[0]["TRIGGER"].params == {}


def test_on_an_eve_in_a_shift_it_rings_before_or_after_and_is_told_again_once(
    store: Program,
) -> None:
    title = "Birthday: Ben Adler 1993-02-28"
    calendar(store, "--for outlook")
    plain = store.ok("export ics").out
    store.ok("shifts add day 2027-02-27 --hours 08:00-20:00")
    moved = calendar(store, "--for outlook")[title]
    assert moved.walk("VALARM")[0]["TRIGGER"].dt == -timedelta(hours=16, minutes=1)
    assert moved["SEQUENCE"] == 1
    first = store.ok("export ics --for outlook").out
    assert calendar(store)[title]["SEQUENCE"] == 1  # one row serves all; its alarm is as it was
    assert store.ok("export ics --for outlook").out == first
    store.ok("pause 2027-02-27..2027-02-27")
    assert calendar(store, "--for outlook")[title].walk("VALARM") == []
    assert plain.count("TRIGGER") == store.ok("export ics").out.count("TRIGGER")


@pytest.mark.parametrize("client", ["", *CLIENTS])
def test_uids_are_the_same_for_all_but_birthdays_and_no_two_alike(
    store: Program, client: str
) -> None:
    option = f"--for {client}" if client else ""
    uids = [str(each["UID"]) for each in calendar(store, option).values()]
    plain = [str(each["UID"]) for each in calendar(store).values()]
    assert len(set(uids)) == len(uids)
    assert {uid for uid in uids if "-date" not in uid} == {
        uid for uid in plain if "-date" not in uid
    }


@pytest.mark.parametrize(("client", "warned"), [("google", 1), ("outlook", 1), ("apple", 0)])
def test_to_dos_where_nobody_sees_them_are_warned_of(
    store: Program, client: str, warned: int
) -> None:
    said = store.ok(f"export ics --as todo --for {client}")
    assert said.err.count("ignores to-dos (VTODO)") == warned
    assert "BEGIN:VTODO" in said.out and "BEGIN:VEVENT" not in said.out


def test_another_client_is_refused_with_those_there_are(store: Program) -> None:
    said = store("export ics --for thunderbird")
    assert said.code == 2 and "google, apple or outlook" in said.err


# Groups that meet ----------------------------------------------------------------------------


def test_a_group_that_meets_has_each_meeting_at_its_hour(store: Program) -> None:
    found = {title: each for title, each in calendar(store).items() if "lunch" in title}
    assert list(found) == [
        "Meet: lunch 2026-12-08", "Meet: lunch 2027-01-12", "Meet: lunch 2027-02-09",
    ]  # fmt: skip
    first = found["Meet: lunch 2026-12-08"]
    assert first["DTSTART"].dt == at("2026-12-08", "18:00") == rings(first)
    assert (first["DTEND"].dt - first["DTSTART"].dt, first["TRANSP"]) == (
        timedelta(hours=1), "OPAQUE",
    )  # fmt: skip
    assert "RRULE" not in first and str(first["UID"]).endswith("-meeting-20261208@rescrm")


def test_in_summer_it_meets_at_the_same_time_of_the_clock(store: Program) -> None:
    found = calendar(store, "--days 200")
    assert found["Meet: lunch 2027-03-09"]["DTSTART"].dt == at("2027-03-09", "18:00")
    assert found["Meet: lunch 2027-04-13"]["DTSTART"].dt == at("2027-04-13", "18:00")
    hours = {each["DTSTART"].dt.hour for title, each in found.items() if "lunch" in title}
    assert hours == {22, 23}  # in UTC


def test_meetings_change_their_hour_or_are_called_off_with_their_days(store: Program) -> None:
    calendar(store)
    store.ok('group edit lunch --meets "2nd tue 19:00"')
    found = calendar(store)
    first = found["Meet: lunch 2026-12-08"]
    assert (first["DTSTART"].dt, first["SEQUENCE"]) == (at("2026-12-08", "19:00"), 1)
    store.ok('group edit lunch --meets "2nd wed 19:00"')
    found = calendar(store)
    assert (found["Meet: lunch 2026-12-08"]["STATUS"], found["Meet: lunch 2026-12-09"]["STATUS"]) \
        == ("CANCELLED", "CONFIRMED")  # fmt: skip
    assert found["Meet: lunch 2026-12-08"]["DTSTART"].dt == at("2026-12-08", "19:00")


def test_a_meeting_that_took_place_is_gone_and_not_called_off(store: Program) -> None:
    calendar(store)
    after = calendar(store, now="2026-12-09T08:00:00-05:00")
    assert next(title for title in after if "lunch" in title) == "Meet: lunch 2027-01-12"
    assert not [each for each in after.values() if each["STATUS"] == "CANCELLED"]


def test_what_is_said_of_a_group_before_it_had_days_is_called_off(store: Program) -> None:
    store.ok("group edit lunch --meets '' --every '2 weeks'")
    assert "Meet: lunch 2026-12-06" in calendar(store)
    store.ok('group edit lunch --meets "2nd tue 18:00"')
    found = calendar(store)
    assert found["Meet: lunch 2026-12-06"]["STATUS"] == "CANCELLED"
    assert found["Meet: lunch 2026-12-08"]["STATUS"] == "CONFIRMED"


def test_a_smaller_calendar_calls_off_no_meeting_of_a_larger_one(store: Program) -> None:
    whole = store.ok("export ics").out
    for smaller in ("--days 3", "kind:faculty", "--for google --days 20"):
        found = calendar(store, smaller)
        assert {str(each["STATUS"]) for each in found.values()} == {"CONFIRMED"}
    assert store.ok("export ics").out == whole


def test_a_group_without_an_hour_meets_on_whole_days(store: Program) -> None:
    store.ok('group edit lunch --meets "2nd tue"')
    first = calendar(store)["Meet: lunch 2026-12-08"]
    assert first["DTSTART"].dt == date(2026, 12, 8)
    assert rings(first) == at("2026-12-08", "09:00")


def test_a_meeting_in_a_shift_stays_and_rings_before_it(store: Program) -> None:
    store.ok("shifts add day 2026-12-08 --hours 12:00-19:00")
    meeting = calendar(store)["Meet: lunch 2026-12-08"]
    assert meeting["DTSTART"].dt == at("2026-12-08", "18:00")
    assert rings(meeting) == at("2026-12-08", "11:59")


def test_in_a_pause_a_group_does_not_meet(store: Program) -> None:
    calendar(store)
    store.ok("pause 2026-12-07..2026-12-13")
    assert calendar(store)["Meet: lunch 2026-12-08"]["STATUS"] == "CANCELLED"


# Sessions ------------------------------------------------------------------------------------

SESSION = "Session: Cardiac amyloid (Maya Rao) 2026-12-11"


def test_the_session_of_someone_to_be_met_is_at_its_hour(store: Program) -> None:
    found = calendar(store)[SESSION]
    assert found["DTSTART"].dt == at("2026-12-11", "15:00") == rings(found)
    assert (found["TRANSP"], found["CLASS"]) == ("OPAQUE", "PRIVATE")


def test_a_session_moves_and_goes_with_the_person(store: Program) -> None:
    calendar(store)
    store.ok("event target acc maya --at 2026-12-11T16:00")
    moved = calendar(store)[SESSION]
    assert (moved["DTSTART"].dt, moved["SEQUENCE"]) == (at("2026-12-11", "16:00"), 1)
    store.ok("archive maya")
    assert calendar(store)[SESSION]["STATUS"] == "CANCELLED"


def test_a_filter_lets_in_the_sessions_of_those_it_fits(store: Program) -> None:
    assert SESSION in calendar(store, "kind:faculty")
    assert SESSION not in calendar(store, "kind:co-resident")
    store.ok("rest maya --until 2026-12-20")
    assert calendar(store)[SESSION]["STATUS"] == "CANCELLED"


def test_a_session_that_is_over_is_not_called_off(store: Program) -> None:
    calendar(store)
    assert SESSION not in calendar(store, now="2026-12-12T08:00:00-05:00")


@pytest.mark.parametrize("client", ["", *CLIENTS])
def test_nothing_that_was_written_down_leaves_and_a_tough_week_never(
    store: Program, client: str
) -> None:
    store.ok("tag maya +tough-week +secret-tag")
    option = f"--for {client}" if client else ""
    text = store.ok(f"export ics {option}").out
    assert "secret" not in text and "DESCRIPTION:" not in text.replace(
        "ACTION:DISPLAY\r\nDESCRIPTION:", ""
    )
    noted = store.ok(f"export ics --with-notes {option}").out.replace("\r\n ", "")
    assert "the secret deck" in noted and "tough" not in noted


# Nights on which the clock changes -----------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "trigger"),
    [("2027-03-13", 9), ("2027-03-14", 8), ("2027-11-06", 9), ("2027-11-07", 10)],
)
def test_an_alarm_is_right_by_the_clock_on_every_night(
    store: Program, day: str, trigger: int
) -> None:
    store.ok(f'promise maya "the poster" --by {day}')
    found = calendar(store, "--days 400")[f"Promise: Maya Rao {day}"]
    assert found.walk("VALARM")[0]["TRIGGER"].dt == timedelta(hours=trigger)
    assert rings(found) == at(day, "09:00")
    google = calendar(store, "--days 400 --for google")[f"Promise: Maya Rao {day}"]
    assert google["DTSTART"].dt == at(day, "09:00")


def test_a_yearly_alarm_is_counted_by_the_plain_clock(store: Program) -> None:
    store.ok("date maya 'work anniversary' 03-14")
    title = "Work anniversary: Maya Rao 2000-03-14"
    assert calendar(store)[title].walk("VALARM")[0]["TRIGGER"].dt == timedelta(hours=9)


def test_a_yearly_alarm_keeps_to_waking_hours_and_out_of_the_next_shift(store: Program) -> None:
    title = "Birthday: Ben Adler 1993-02-28"

    def after_midnight() -> timedelta | None:
        alarms = calendar(store)[title].walk("VALARM")
        return alarms[0]["TRIGGER"].dt if alarms else None

    store.ok("config set awake 10:00-22:00")
    assert after_midnight() == timedelta(hours=10)
    store.ok("shifts add day 2027-02-28 --hours 08:00-20:00")
    assert after_midnight() == timedelta(hours=20)
    store.ok("pause 2027-02-25..2027-03-02")
    assert after_midnight() is None


def test_an_alarm_that_moves_has_a_higher_sequence_once(store: Program) -> None:
    before = numbers(calendar(store))
    store.ok("shifts add day 2026-11-27 --hours 08:00-12:00")
    first = store.ok("export ics").out
    after = numbers(calendar(store))
    assert {title for title in after if after[title] != before[title]} == {
        "Promise: Ben Adler 2026-11-27"
    }
    assert store.ok("export ics").out == first


@pytest.mark.parametrize(
    "now",
    [
        "0001-01-02T00:30:00+00:00",
        "1970-01-01T00:00:00-05:00",
        "2038-01-19T03:14:08+00:00",
        "9999-12-30T07:00:00-11:00",
        "9999-12-31T23:00:00+00:00",
    ],
)
@pytest.mark.parametrize("options", ["", "--for google", "--for outlook --plan"])
def test_a_clock_that_is_wrong_by_centuries_breaks_nothing(
    store: Program, now: str, options: str
) -> None:
    said = store(f"export ics {options}", now=now)
    assert said.code == 0 and said.out.endswith("END:VCALENDAR\r\n")
