"""Programmes of conferences: calendars and schedules, whole, broken and hostile."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.programme import CalledOff, Talk
from rescrm.errors import RescrmError, UnknownFormat, UsageError
from rescrm.formats import programme
from rescrm.formats.record import Unreadable

POSTER = """\
UID:poster-212@acc.org
SUMMARY:Amyloid in 2027
LOCATION:Hall B
CATEGORIES:Heart failure,Posters
DTSTART;TZID=America/New_York:20270321T140000
DTEND;TZID=America/New_York:20270321T150000
DESCRIPTION:Speaker: Maya Rao\\, MD\\nAll about it.
"""


def read(content: str | bytes, name: str = "acc.ics") -> tuple[str, list[Any]]:
    raw = content.encode() if isinstance(content, str) else content
    format, entries = programme.read(raw, name)
    return format, list(entries)


def calendar(*events: str, head: str = "") -> str:
    inner = "".join(f"BEGIN:VEVENT\n{event}END:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{inner}END:VCALENDAR\n"


def one(event: str, head: str = "") -> Any:
    (found,) = read(calendar(event, head=head))[1]
    return found


# Calendars -----------------------------------------------------------------------------------


def test_a_calendar_gives_its_sessions() -> None:
    format, found = read(calendar(POSTER))
    assert format == "ics"
    assert found == [
        Talk(
            key="uid:poster-212@acc.org",
            title="Amyloid in 2027",
            track="Heart failure,Posters",
            room="Hall B",
            starts="2027-03-21T14:00:00-04:00",
            ends="2027-03-21T15:00:00-04:00",
            speakers=("Maya Rao",),
            where="acc.ics:3",
        )
    ]


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("DTSTART:20270321T140000Z", "2027-03-21T14:00:00+00:00"),
        ("DTSTART:20270321T140000", "2027-03-21T14:00:00"),
        ("DTSTART;VALUE=DATE:20270321", "2027-03-21"),
        ("DTSTART:20270321", "2027-03-21"),
        ('DTSTART;TZID="Europe/Berlin":20270321T140000', "2027-03-21T14:00:00+01:00"),
        ("DTSTART;TZID=/x.org/2005/Europe/Berlin:20270321T140000", "2027-03-21T14:00:00+01:00"),
        ("DTSTART;TZID=Eastern Standard Time:20270321T140000", "2027-03-21T14:00:00"),
        ("DTSTART;TZID=../../../etc/passwd:20270321T140000", "2027-03-21T14:00:00"),
        ("DTSTART;TZID=:20270321T140000", "2027-03-21T14:00:00"),
        ("dtstart:20270321T140000Z", "2027-03-21T14:00:00+00:00"),
        ("DESCRIPTION:no time at all", None),
    ],
)
def test_a_time_is_read_as_far_as_its_zone_is_known(line: str, starts: str | None) -> None:
    assert one(f"SUMMARY:Amyloid\n{line}\n").starts == starts


def test_a_calendar_may_name_one_zone_for_all() -> None:
    found = one("SUMMARY:A\nDTSTART:20270321T140000\n", head="X-WR-TIMEZONE:Europe/Berlin\n")
    assert found.starts == "2027-03-21T14:00:00+01:00"


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        ("DTSTART:20270321T140000\nDURATION:PT1H30M\n", "2027-03-21T15:30:00"),
        ("DTSTART:20270321T140000\nDURATION:P1D\n", "2027-03-22T14:00:00"),
        ("DTSTART:20270321T140000\nDURATION:soon\n", None),
        ("DTSTART:20270321\nDURATION:PT1H\n", None),
        ("DTSTART:20270321T140000\n", None),
    ],
)
def test_an_end_may_be_said_as_a_duration(lines: str, ends: str | None) -> None:
    assert one(f"SUMMARY:A\n{lines}").ends == ends


def test_lines_are_unfolded_and_signs_unescaped() -> None:
    found = one("SUMMARY:Amyloid\\, a very lo\n ng\n\tstory\\; part\\n two\\\\three\nUID:1\n")
    assert found.title == "Amyloid, a very longstory; part two\\three"


def test_what_is_nested_in_a_session_is_no_part_of_it() -> None:
    alarm = "BEGIN:VALARM\nSUMMARY:Wake up\nDESCRIPTION:Speaker: Bad Alarm\nEND:VALARM\n"
    found = one(f"UID:1\n{alarm}SUMMARY:Amyloid\n")
    assert (found.title, found.speakers) == ("Amyloid", ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_any_line_end_and_encoding_will_do(mark: str, end: str) -> None:
    text = calendar("UID:1\nSUMMARY:José Núñez\n").replace("\n", end)
    assert read(text.encode(mark))[1][0].title == "José Núñez"


def test_a_session_moved_out_of_its_series_is_one_of_its_own() -> None:
    first, second = "UID:1\nSUMMARY:A\n", "UID:1\nRECURRENCE-ID:20270321T140000Z\nSUMMARY:B\n"
    keys = [each.key for each in read(calendar(first, second))[1]]
    assert keys == ["uid:1", "uid:1 20270321T140000Z"]


def test_without_a_uid_a_session_is_told_by_what_it_says() -> None:
    same = "SUMMARY:A\nDTSTART:20270321T140000\n"
    other = "SUMMARY:A\nDTSTART:20270321T150000\n"
    first, again, third = read(calendar(same, same, other))[1]
    assert first.key == again.key != third.key


def test_a_session_that_is_called_off_is_none() -> None:
    found = one("UID:1\nSUMMARY:A\nSTATUS:CANCELLED\n")
    assert found == CalledOff("uid:1", "A", "acc.ics:3")


# Who speaks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("description", "speakers"),
    [
        ("Speaker: Maya Rao", ("Maya Rao",)),
        ("Speakers: Maya Rao, Lee Wong and Ana Torres", ("Maya Rao", "Lee Wong", "Ana Torres")),
        ("Presenter(s): Maya Rao, MD, PhD", ("Maya Rao",)),
        ("Speakers: Maya Rao, MD, Mayo Clinic; Lee Wong, PhD, UCSF", ("Maya Rao", "Lee Wong")),
        ("About the heart.\\n\\n* Moderator: Dr. Maya Rao (UCSF)\\nmore", ("Maya Rao",)),
        ("<p>Speaker: <b>Maya Rao</b><br/>Room 2</p>", ("Maya Rao",)),
        ("Speaker: Maya Rao\\nModerator: Lee Wong", ("Maya Rao", "Lee Wong")),
        ("Speaker: Maya Rao & Maya Rao", ("Maya Rao",)),
        ("Speaker: TBA", ()),
        ("Speaker: Program Committee", ()),
        ("Maya Rao will speak about the heart", ()),
        ("The speaker: nobody knows yet", ()),
        ("", ()),
    ],
)
def test_speakers_are_those_whom_the_description_names(
    description: str, speakers: tuple[str, ...]
) -> None:
    escaped = description.replace(",", "\\,").replace(";", "\\;")
    assert one(f"SUMMARY:A\nDESCRIPTION:{escaped}\n").speakers == speakers


def test_else_they_are_those_who_were_invited() -> None:
    found = one(
        "SUMMARY:A\nATTENDEE;CN=Maya Rao:mailto:maya@ucsf.edu\n"
        'ATTENDEE;CN="Wong, Lee":mailto:lee@mayo.org\n'
        "ATTENDEE;CN=Ana Torres;PARTSTAT=DECLINED:mailto:a@b.org\n"
        "ATTENDEE;CN=Hall Big;CUTYPE=ROOM:mailto:hall@b.org\n"
        "ATTENDEE;CN=x@y.org:mailto:x@y.org\n"
    )
    assert found.speakers == ("Maya Rao", "Lee Wong")


def test_an_audience_is_not_on_stage() -> None:
    many = "".join(f"ATTENDEE;CN=Guest {chr(65 + n)}x:mailto:{n}@b.org\n" for n in range(20))
    assert one(f"SUMMARY:A\n{many}").speakers == ()


def test_an_organizer_speaks_unless_all_sessions_are_theirs() -> None:
    first = "UID:1\nSUMMARY:A\nORGANIZER;CN=Maya Rao:mailto:maya@ucsf.edu\n"
    second = "UID:2\nSUMMARY:B\nORGANIZER;CN=Lee Wong:mailto:lee@mayo.org\n"
    third = "UID:3\nSUMMARY:C\nORGANIZER;CN=ACC Office:mailto:office@acc.org\n"
    found = read(calendar(first, second, third))[1]
    assert [each.speakers for each in found] == [("Maya Rao",), ("Lee Wong",), ()]
    assert [each.speakers for each in read(calendar(first, first))[1]] == [(), ()]


# Broken calendars ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("UID:1\n", "a session without a title"),
        ("SUMMARY:  \n", "a session without a title"),
        ("SUMMARY:A\nDTSTART:someday\n", "the time of “A” cannot be read"),
        ("SUMMARY:A\nDTSTART:20271301T100000\n", "the time of “A” cannot be read"),
        ("SUMMARY:A\nDTSTART:20270321T140000\nDTEND:later\n", "the time of “A” cannot be read"),
    ],
)
def test_a_broken_session_is_named_and_the_others_are_in(broken: str, reason: str) -> None:
    first, bad, last = read(calendar(POSTER, broken, "UID:2\nSUMMARY:B\n"))[1]
    assert (first.title, last.title) == ("Amyloid in 2027", "B")
    assert bad == Unreadable("acc.ics:12", reason)


def test_a_file_that_is_cut_short_says_where() -> None:
    whole = calendar("UID:1\nSUMMARY:A\n", POSTER)
    cut = whole[: whole.index("LOCATION")]
    first, bad = read(cut)[1]
    assert first.title == "A"
    assert bad == Unreadable(
        "acc.ics:7", "the file is cut short here: this session has no end"
    )  # fmt: skip


def test_a_session_without_an_end_does_not_take_the_next_with_it() -> None:
    text = calendar(POSTER).replace("END:VEVENT\n", "BEGIN:VEVENT\nSUMMARY:B\nEND:VEVENT\n")
    bad, good = read(text)[1]
    assert isinstance(bad, Unreadable) and good.title == "B"


# Schedules -----------------------------------------------------------------------------------


def schedule(*entries: Any, **day: Any) -> str:
    days = [{"date": "2027-03-20", "rooms": {"Hall B": list(entries)}, **day}]
    return json.dumps({"schedule": {"conference": {"title": "ACC", "days": days}}})


ENTRY = {
    "guid": "g1",
    "title": "Amyloid in 2027",
    "track": "Heart failure",
    "room": "Hall B",
    "date": "2027-03-20T14:00:00-04:00",
    "duration": "01:30",
    "persons": [{"public_name": "Maya Rao"}, {"name": "Lee Wong"}],
}


def test_a_schedule_gives_its_sessions() -> None:
    format, found = read(schedule(ENTRY), "s.json")
    assert format == "schedule"
    assert found == [
        Talk(
            key="guid:g1",
            title="Amyloid in 2027",
            track="Heart failure",
            room="Hall B",
            starts="2027-03-20T14:00:00-04:00",
            ends="2027-03-20T15:30:00-04:00",
            speakers=("Maya Rao", "Lee Wong"),
            where="s.json:day 1, Hall B, 1",
        )
    ]


@pytest.mark.parametrize("wrap", ["schedule", "conference", None])
def test_a_schedule_may_lie_a_level_up(wrap: str | None) -> None:
    inner = json.loads(schedule(ENTRY))["schedule"]
    data = {"schedule": inner, "conference": inner["conference"], None: inner}[wrap]
    text = json.dumps({wrap: data} if wrap else data)
    assert read(text)[1][0].title == "Amyloid in 2027"


@pytest.mark.parametrize(
    ("change", "key", "value"),
    [
        ({"guid": None, "id": 25}, "key", "id:25"),
        ({"guid": "", "slug": "acc-25"}, "key", "slug:acc-25"),
        ({"title": {"en": "Heart", "de": "Herz"}}, "title", "Heart"),
        ({"track": {"de": "Herz"}}, "track", "Herz"),
        ({"track": 7}, "track", None),
        ({"room": None}, "room", "Hall B"),
        ({"date": None, "start": "09:00"}, "starts", "2027-03-20T09:00:00"),
        ({"date": None}, "starts", None),
        ({"duration": "1:00:30"}, "ends", "2027-03-21T14:30:00-04:00"),
        ({"duration": None}, "ends", None),
        ({"persons": ["Maya Rao", "Maya Rao", None, 3, {}]}, "speakers", ("Maya Rao",)),
        ({"persons": None, "speakers": [{"name": "Ana Torres"}]}, "speakers", ("Ana Torres",)),
        ({"persons": "Maya Rao"}, "speakers", ()),
        ({"title": "  A\n B "}, "title", "A B"),
    ],
)
def test_a_schedule_is_read_as_it_comes(change: dict[str, Any], key: str, value: object) -> None:
    (found,) = read(schedule(ENTRY | change))[1]
    assert getattr(found, key) == value


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("a talk", "this is no session"),
        (ENTRY | {"title": None}, "a session without a title"),
        (ENTRY | {"title": 12}, "a session without a title"),
        (ENTRY | {"date": "someday"}, "the time of “Amyloid in 2027” cannot be read"),
        (ENTRY | {"date": ["x"]}, "the time of “Amyloid in 2027” cannot be read"),
        (ENTRY | {"duration": "long"}, "the time of “Amyloid in 2027” cannot be read"),
        (ENTRY | {"duration": "99999999999:00"}, "the time of “Amyloid in 2027” cannot be read"),
    ],
)
def test_a_broken_entry_is_named_and_the_others_are_in(entry: Any, reason: str) -> None:
    first, bad, last = read(schedule(ENTRY, entry, ENTRY | {"guid": "g2"}), "s.json")[1]
    assert isinstance(first, Talk) and isinstance(last, Talk)
    assert bad == Unreadable("s.json:day 1, Hall B, 2", reason)


@pytest.mark.parametrize("rooms", [None, [], "Hall B"])
def test_a_day_without_rooms_is_named(rooms: object) -> None:
    (bad,) = read(schedule(rooms=rooms), "s.json")[1]
    assert bad == Unreadable("s.json:day 1", "no rooms in this day")


def test_a_room_without_sessions_is_named() -> None:
    (bad,) = read(schedule(rooms={"Hall B": {"x": 1}}), "s.json")[1]
    assert bad == Unreadable("s.json:day 1, Hall B", "no sessions in this room")


# What is neither -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    ["", "\n\n", "hello", "BEGIN:VEVENTS", "BEGIN:VCARD\nFN:Maya\nEND:VCARD\n", "[1, 2]",
     "{}", '{"days": 7}', "\x00\x01\x02"],
)  # fmt: skip
def test_what_is_no_programme_is_not_read(content: str) -> None:
    with pytest.raises(UnknownFormat):
        read(content)


def test_a_schedule_that_is_cut_off_says_where() -> None:
    with pytest.raises(UsageError, match=r"s\.json:1: this is no whole JSON"):
        read(schedule(ENTRY)[:200], "s.json")


# Hostile files -------------------------------------------------------------------------------


def bombs() -> Iterator[Any]:
    """Files that would take forever, or all memory, of a reader that obeys them."""
    yield (
        "rules",
        calendar(
            "UID:1\nSUMMARY:A\nDTSTART:20270321T140000Z\nRRULE:FREQ=SECONDLY;COUNT=10000000\n",
            "UID:2\nSUMMARY:B\nDTSTART:20270321T140000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31\n",
            "UID:3\nSUMMARY:C\nDTSTART:20270321T140000Z\nRRULE:FREQ=DAILY;INTERVAL=0\n",
        ),
    )
    alarms = "BEGIN:VALARM\nTRIGGER:-PT1M\nEND:VALARM\n" * 50_000
    yield "alarms", calendar(f"UID:1\nSUMMARY:A\n{alarms}")
    deep = "BEGIN:VALARM\n" * 50_000
    yield "nesting", calendar(f"UID:1\nSUMMARY:A\n{deep}")
    yield "one line", calendar(f"UID:1\nSUMMARY:{'A' * 5_000_000}\n")
    yield "folds", calendar("UID:1\nSUMMARY:A\n" + " b\n" * 500_000)
    yield "quotes", calendar('UID:1\nSUMMARY:A\nATTENDEE;CN="' + 'x;="' * 100_000 + "\n")
    yield "parameters", calendar("UID:1\nSUMMARY" + ";X=y" * 100_000 + ":A\n")
    yield "attendees", calendar("UID:1\nSUMMARY:A\n" + "ATTENDEE;CN=A B:x\n" * 50_000)
    yield "tags", calendar("UID:1\nSUMMARY:A\nDESCRIPTION:" + "<br <br" * 100_000 + "\n")
    yield "speakers", calendar("UID:1\nSUMMARY:A\nDESCRIPTION:Speaker: " + "A, " * 30_000 + "\n")
    zones = "".join(f"UID:{n}\nSUMMARY:A\nDTSTART;TZID=Z/{n}:20270321T140000\nEND:VEVENT\n"
                    "BEGIN:VEVENT\n" for n in range(5_000))  # fmt: skip
    yield "zones", calendar(zones)
    yield "begins", "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 100_000
    yield "arrays", '{"schedule": ' + "[" * 1_000_000
    yield "figures", '{"days": [' + "9" * 1_000_000 + "]}"
    yield "speaking", schedule(ENTRY | {"persons": [{"name": "A" * 1_000_000}] * 3})


@pytest.mark.parametrize("content", [pytest.param(text, id=name) for name, text in bombs()])
def test_a_hostile_file_costs_no_more_than_its_length(content: str) -> None:
    before = time.process_time()
    try:
        _, found = read(content)
    except RescrmError:
        found = []
    assert time.process_time() - before < 10  # a bomb would take minutes, or forever
    assert all(len(each.title) <= 500 for each in found if isinstance(each, Talk))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for head in (b"", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", b'{"days": '):
        try:
            read(head + content)
        except UsageError as refused:
            assert refused.exit_code == 2


@given(
    st.lists(st.sampled_from(
        ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "SUMMARY:A", "DTSTART:2027",
         "DTSTART:20270321", "UID:1", "END:VCALENDAR", ""]
    ), max_size=40)
)  # fmt: skip
def test_each_session_that_begins_is_read_or_named(lines: list[str]) -> None:
    begun = lines.count("BEGIN:VEVENT")
    text = "\n".join(["BEGIN:VCALENDAR", *lines, "BEGIN:VEVENT", "SUMMARY:Z", "END:VEVENT"])
    assert len(read(text)[1]) == begun + 1


# Real files ----------------------------------------------------------------------------------


def test_the_pretalx_sample_is_read_as_an_independent_reader_read_it(corpora: Path) -> None:
    name = "conference/schedule__pretalx-democon.json"
    expected = json.loads((corpora / "expected.json").read_text())["files"][name]
    format, found = read((corpora / name).read_bytes(), name)
    assert format == "schedule"
    assert [each for each in found if not isinstance(each, Talk)] == []
    assert len(found) == expected["events"]
    names = {speaker for talk in found for speaker in talk.speakers}
    assert len(names) == expected["distinct_person_names"]
    days = sorted(talk.starts[:10] for talk in found)
    assert expected["start"] <= days[0] and days[-1] <= expected["end"]


def test_real_calendars_are_read_or_refused_and_nothing_else(corpora: Path) -> None:
    files = sorted((corpora / "ics").glob("*.ics"))
    assert files
    for file in files:
        content = file.read_bytes()
        try:
            _, found = read(content, file.name)
        except UsageError:
            assert b"BEGIN:VEVENT" not in content.upper(), file.name
            continue
        assert len(found) == content.upper().count(b"BEGIN:VEVENT"), file.name
