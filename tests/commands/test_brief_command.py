"""One screen before you meet: a person, an event's day, a calendar's."""

from __future__ import annotations

from pathlib import Path

import pytest

import dumps
from play import Program

KEYS = [
    "handle", "name", "contact", "met", "touches", "promises", "asks", "to_do", "points", "news",
    "questions", "state", "occasion",
]  # fmt: skip


@pytest.fixture
def maya(rescrm: Program) -> Program:
    """Maya, of whom much is known, and Ben, of whom nothing is."""
    rescrm.ok('add "Samuel Okafor" -k faculty')
    rescrm.ok('event add "ACC 2026" --from 2026-03-20 --city Chicago')
    rescrm.ok(
        'add "Maya Rao" -k faculty -o UCSF --specialty electrophysiology -e maya@ucsf.edu '
        '--met acc-2026 --on 2026-03-20 --via okafor --every "3 months" --birthday "dec 3"'
    )
    rescrm.ok('add "Ben Adler" -k co-resident')
    for day, note in (
        ("2026-04-02", "emailed Maya, the abstract"),
        ("2026-06-11", "call with Maya, IRB reply"),
        ("2026-08-15", "coffee with Maya, talked authorship"),
        ("2026-10-02", "coffee with Maya, talked boards"),
    ):
        rescrm.ok(f'log "{note}" --on {day}')
    rescrm.ok('promise maya "the dataset" --by fri')
    rescrm.ok('ask maya "a letter" --by "dec 1"')
    rescrm.ok('agenda maya "How is life in EP?"')
    rescrm.ok('note maya "kind at the retreat"')
    return rescrm


def test_everything_is_on_the_brief(maya: Program) -> None:
    item = maya.item("brief maya")
    assert list(item) == KEYS
    assert item["contact"]["organisation"] == "UCSF"
    assert item["met"] == "ACC 2026, Fri 20 Mar 2026, through Samuel Okafor"
    assert [each["on"] for each in item["touches"]] == ["2026-10-02", "2026-08-15", "2026-06-11"]
    assert [each["about"] for each in item["promises"]] == ["the dataset"]
    assert [each["about"] for each in item["asks"]] == ["a letter"]
    assert [each["text"] for each in item["points"]] == ["How is life in EP?"]
    assert [(each["what"], each["text"], each["on"]) for each in item["news"]] == [
        ("date", "birthday", "2026-12-03"),
        ("note", "kind at the retreat", "2026-11-22"),
    ]
    assert item["questions"] == [
        "How is life in EP?",
        "Last time, boards: how did it go on?",
        "I promised you the dataset: when do you need it?",
    ]
    assert (item["state"], item["occasion"]) == (None, None)


def test_a_pipe_gets_the_page(maya: Program) -> None:
    assert maya.ok("brief maya").out == (
        "Maya Rao (maya-rao)  faculty · electrophysiology · UCSF\n"
        "  maya@ucsf.edu\n"
        "  met       ACC 2026, Fri 20 Mar 2026, through Samuel Okafor\n"
        "  rhythm    every 3 months\n"
        "  last      Fri 2 Oct, coffee: talked boards\n"
        "            Sat 15 Aug, coffee: talked authorship\n"
        "            Thu 11 Jun, call: IRB reply\n"
        "  I owe     the dataset, by Fri 27 Nov 2026\n"
        "  asked     a letter, by Tue 1 Dec 2026\n"
        "  agenda    1  How is life in EP?\n"
        "  news      birthday, Thu 3 Dec 2026\n"
        "            kind at the retreat (Sun 22 Nov 2026)\n"
        "  ask       1. How is life in EP?\n"
        "            2. Last time, boards: how did it go on?\n"
        "            3. I promised you the dataset: when do you need it?\n"
    )


def test_the_same_day_gives_the_same_page_and_writes_nothing(maya: Program) -> None:
    before = dumps.everything()
    assert maya.ok("brief maya").out == maya.ok("brief maya").out
    maya.ok("brief --event acc-2026")
    assert dumps.everything() == before


@pytest.mark.parametrize("columns", ["80", "40", "20"])
def test_it_fits_one_screen_however_much_there_is(
    maya: Program, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for nth in range(9):
        maya.ok(f'agenda maya "point number {nth}"')
        maya.ok(f'promise maya "thing number {nth}"')
        maya.ok(f'note maya "{"a long note " * 40} {nth}"')
    lines = maya.ok("brief maya --format rich").out.splitlines()
    assert max(map(len, lines)) <= max(int(columns), len('`rescrm log "coffee with @maya-rao, …"`'))
    if columns == "80":
        assert len(lines) <= 40
    assert len(maya.ok("brief maya").out.split("point number 8")) > 1


def test_of_someone_new_it_knows_only_what_it_knows(maya: Program) -> None:
    assert maya.ok("brief ben").out == (
        "Ben Adler (ben-adler)  co-resident\n"
        "  ask       1. How are you, outside of work?\n"
        "            2. What are you looking forward to?\n"
        "            3. Who else should I get to know?\n"
    )


@pytest.mark.parametrize(
    ("line", "state", "words"),
    [
        ("rest maya", "resting", "resting"),
        ("archive maya", "archived", "set aside"),
        ("archive maya --deceased", "deceased", "they died"),
    ],
)
def test_who_is_set_aside_is_said_to_be(maya: Program, line: str, state: str, words: str) -> None:
    maya.ok(line)
    assert maya.item("brief maya")["state"] == state
    assert words in maya.ok("brief maya").out
    assert bool(maya.item("brief maya")["questions"]) == (state != "deceased")


def test_a_move_is_news(maya: Program) -> None:
    maya.ok("moved maya --org Stanford --from 2026-11-01")
    assert "Stanford since Sun 1 Nov 2026" in maya.ok("brief maya").out


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("brief", 2, "say one"),
        ("brief maya --event acc-2026", 2, "say one"),
        ("brief maya --day fri", 2, "say one"),
        ("brief --calendar x.ics --day fri", 2, "say one"),
        ("brief zelda", 4, "zelda"),
        ("brief a", 3, "fit"),
        ("brief --event nowhere", 4, 'no event "nowhere"'),
        ("brief --event acc-2026 --day 2026-05-01", 2, "not on Fri 1 May 2026"),
        ("brief --event acc-2026 --day someday", 2, "someday"),
        ("brief --calendar nowhere.ics", 4, "no such file"),
        ("brief --calendar .", 2, "folder"),
        ("brief --calendar words.txt", 2, "not a file rescrm can read"),
    ],
)
def test_what_cannot_be_meant(maya: Program, line: str, code: int, told: str) -> None:
    maya.ok('add "Ana Adler"')
    Path("words.txt").write_text("hello", encoding="utf-8")
    said = maya(line)
    assert said.code == code
    assert told in said.err


def test_without_a_store_it_says_what_rescrm_is(rescrm: Program, home: Path) -> None:
    said = rescrm.ok("brief maya")
    assert said.out == ""
    assert "init --starter" in said.err
    assert not (home / ".local").exists()


# An event's day -----------------------------------------------------------------------------


@pytest.fixture
def meeting(maya: Program) -> Program:
    """Three days in March; two were met, on different days."""
    maya.ok('event add "AHA 2026" --from 2026-11-20 --to 2026-11-22 --city Boston')
    maya.ok('event met aha-2026 "Zed Quinn, Mayo; talked registries"')
    maya.ok('log "met Ben" --event aha-2026 --on 2026-11-20')
    return maya


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("--event aha-2026", ["zed-quinn"]),
        ("--event aha-2026 --day today", ["zed-quinn"]),
        ("--event aha-2026 --day 2026-11-20", ["ben-adler"]),
        ("--event aha-2026 --day fri", ["ben-adler"]),
        ("--event aha-2026 --day 2026-11-21", []),
        ("--event acc-2026", []),
    ],
)
def test_who_was_met_on_a_day_of_an_event(meeting: Program, line: str, who: list[str]) -> None:
    found = meeting.items(f"brief {line}")
    assert [each["handle"] for each in found] == who
    assert all(each["occasion"]["met"] for each in found)


def test_before_and_after_an_event_all_its_days_are_told(meeting: Program) -> None:
    for now in ("2026-11-01T09:00:00-05:00", "2026-12-24T09:00:00-05:00"):
        found = meeting.items("brief --event aha-2026", now=now)
        assert [each["handle"] for each in found] == ["zed-quinn"]


def test_an_event_on_one_page(meeting: Program) -> None:
    meeting.ok('promise zed "the slides" --by fri')
    assert meeting.ok("brief --event aha-2026").out == (
        "AHA 2026 (aha-2026) · Sun 22 Nov 2026\n"
        "\n"
        "Zed Quinn (zed-quinn)  Mayo\n"
        "  here      met\n"
        "  last      Sun 22 Nov, conference: registries\n"
        "  I owe     the slides, by Fri 27 Nov 2026\n"
        "  to do     follow-up, registries, by Mon 23 Nov 2026\n"
        "  ask       Last time, registries: how did it go on?\n"
    )


def test_targets_come_by_time_on_their_day_before_those_who_were_met(meeting: Program) -> None:
    meeting.ok('event target aha-2026 "Lee Wong" --at 2026-11-21T09:00')
    meeting.ok('event target aha-2026 "Dana Cole" --session Trials --at 2026-11-22T14:00')
    meeting.ok('event target aha-2026 "Ida Sol" --topic amyloid')
    told = {
        day: [each["handle"] for each in meeting.items(f"brief --event aha-2026 --day {day}")]
        for day in ("2026-11-20", "2026-11-21", "2026-11-22")
    }
    assert told == {
        "2026-11-20": ["ida-sol", "ben-adler"],
        "2026-11-21": ["lee-wong", "ida-sol"],
        "2026-11-22": ["dana-cole", "ida-sol", "zed-quinn"],
    }
    page = meeting.ok("brief --event aha-2026").out
    assert "Dana Cole (dana-cole)\n  at        14:00 · Trials\n" in page
    assert "Ida Sol (ida-sol)\n  here      amyloid\n" in page


def test_a_day_without_anyone_says_what_to_type(meeting: Program) -> None:
    meeting.ok('event add "HRS 2026" --from 2026-11-20 --to 2026-11-24')
    said = meeting.ok("brief --event hrs-2026 --day 2026-11-21")
    assert said.out == ""
    assert "rescrm event target hrs-2026 NAME" in said.err


def test_a_day_on_which_nobody_was_met_tells_of_the_other_days(meeting: Program) -> None:
    said = meeting.ok("brief --event aha-2026 --day 2026-11-21")
    assert said.out == ""
    assert "Nobody is noted for AHA 2026 on Sat 21 Nov 2026; " in said.err
    assert "1 person was met on other days: rescrm event show aha-2026" in said.err


def test_a_day_of_an_event_may_be_said_looking_back(meeting: Program) -> None:
    for typed in ("'2 days ago'", "'last fri'", "fri"):
        found = meeting.items(f"brief --event aha-2026 --day {typed}")
        assert [each["handle"] for each in found] == ["ben-adler"]
    assert meeting("brief --event aha-2026 --day nonsense").code == 2


def test_where_somebody_was_missed_is_no_touch_of_theirs(rescrm: Program) -> None:
    for name in ("Ana Torres", "Dee Hall"):
        rescrm.ok(f'add "{name}"')
    rescrm.ok("group add lunch --type pod")
    rescrm.ok("group join lunch ana dee")
    rescrm.ok('log "coffee with Dee, talked boards" --on 2026-11-01')
    rescrm.ok('log "lunch, talked about moving" --group lunch --missed dee')
    dee, ana = rescrm.item("brief dee"), rescrm.item("brief ana")
    assert [each["on"] for each in dee["touches"]] == ["2026-11-01"]
    assert dee["questions"][0] == "Last time, boards: how did it go on?"
    assert [each["on"] for each in ana["touches"]] == ["2026-11-22"]


# A calendar's day ---------------------------------------------------------------------------

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\n"


def calendar(*events: str) -> None:
    body = "".join(
        f"BEGIN:VEVENT\nUID:{nth}\n{each}\nEND:VEVENT\n" for nth, each in enumerate(events)
    )
    Path("work.ics").write_text(f"{HEAD}{body}END:VCALENDAR\n", encoding="utf-8")


NINE = "DTSTART:20261122T090000\nSUMMARY:{}"


@pytest.mark.parametrize(
    ("more", "who"),
    [
        ("ATTENDEE;CN=Somebody:mailto:MAYA@ucsf.edu", ["maya-rao"]),
        ("ATTENDEE;CN=Maya Rao:mailto:other@example.org", ["maya-rao"]),
        ('ATTENDEE;CN="Rao, Maya":mailto:other@example.org', ["maya-rao"]),
        ("ATTENDEE;CN=Maya:mailto:other@example.org", []),
        ("ATTENDEE;CN=Maya Rao;PARTSTAT=DECLINED:mailto:maya@ucsf.edu", []),
        ("ORGANIZER:mailto:maya@ucsf.edu\nATTENDEE;CN=Ben Adler:mailto:b@x.y",
         ["maya-rao", "ben-adler"]),
        ("ATTENDEE:mailto:maya@ucsf.edu\nATTENDEE:mailto:maya@ucsf.edu", ["maya-rao"]),
        ("LOCATION:Maya Rao's office", []),
    ],
)  # fmt: skip
def test_who_is_invited_is_known_by_address_or_full_name(
    maya: Program, more: str, who: list[str]
) -> None:
    calendar(f"{NINE.format('Talk')}\n{more}")
    assert [each["handle"] for each in maya.items("brief --calendar work.ics")] == who


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Coffee with Maya Rao", ["maya-rao"]),
        ("Maya Rao / Ben Adler", ["maya-rao", "ben-adler"]),
        ("Coffee (Maya Rao)", ["maya-rao"]),
        ("Coffee with Maya", []),
        ("coffee with maya rao", []),
        ("Grand Rounds", []),
    ],
)
def test_without_a_list_a_full_name_in_the_title_will_do(
    maya: Program, title: str, who: list[str]
) -> None:
    calendar(NINE.format(title))
    assert [each["handle"] for each in maya.items("brief --calendar work.ics")] == who


def test_the_day_by_time_and_the_others_in_a_line(maya: Program) -> None:
    calendar(
        "DTSTART:20261122T150000\nSUMMARY:Mentor meeting\nLOCATION:Cafe\n"
        "ATTENDEE:mailto:maya@ucsf.edu",
        "DTSTART:20261122T090000\nSUMMARY:Coffee with Ben Adler",
        "DTSTART:20261122T110000\nSUMMARY:Dentist",
        "DTSTART:20261122T170000\nSUMMARY:Grand rounds\n"
        + "\n".join(f"ATTENDEE:mailto:{nth}@x.y" for nth in range(20))
        + "\nATTENDEE:mailto:maya@ucsf.edu",
        "DTSTART:20261123T090000\nSUMMARY:Tomorrow with Maya Rao",
    )
    said = maya.ok("brief --calendar work.ics")
    assert said.out == (
        "Ben Adler (ben-adler)  co-resident\n"
        "  at        09:00 · Coffee with Ben Adler\n"
        "  ask       How are you, outside of work?\n"
        "\n"
        "Maya Rao (maya-rao)  faculty · electrophysiology · UCSF\n"
        "  at        15:00 · Mentor meeting · Cafe\n"
        "  last      Fri 2 Oct, coffee: talked boards\n"
        "  I owe     the dataset, by Fri 27 Nov 2026\n"
        "  asked     a letter, by Tue 1 Dec 2026\n"
        "  agenda    1  How is life in EP?\n"
        "  ask       How is life in EP?\n"
        "\n"
        "With nobody you keep here: 11:00 Dentist · 17:00 Grand rounds\n"
    )
    occasion = maya.items("brief --calendar work.ics")[1]["occasion"]
    assert occasion["name"] == "Mentor meeting"
    assert occasion["at"] == "2026-11-22T15:00:00-05:00"


def test_what_i_declined_is_no_meeting_and_i_am_nobody_to_meet(maya: Program) -> None:
    maya.ok("config set me.email maya@ucsf.edu")
    calendar(
        f"{NINE.format('Mine')}\nATTENDEE:mailto:maya@ucsf.edu",
        f"{NINE.format('Off')}\nATTENDEE;PARTSTAT=DECLINED:mailto:Maya@UCSF.edu",
    )
    assert maya.items("brief --calendar work.ics") == []
    assert maya.ok("brief --calendar work.ics").out == "With nobody you keep here: 09:00 Mine\n"


def test_a_day_without_meetings(maya: Program) -> None:
    calendar("DTSTART;VALUE=DATE:20261122\nSUMMARY:Maya Rao")
    said = maya.ok("brief --calendar work.ics")
    assert (said.out, said.err) == ("", "No meetings on Sun 22 Nov 2026.\n")


def test_what_cannot_be_read_is_named_and_the_rest_is_in(maya: Program) -> None:
    calendar(
        "DTSTART:sunday\nSUMMARY:Broken",
        NINE.format("Coffee with Maya Rao"),
        f"{NINE.format('Bomb')}\nRRULE:FREQ=SECONDLY;COUNT=10000000",
    )
    said = maya("brief --calendar work.ics --json")
    assert said.code == 5
    assert [each["handle"] for each in said.items] == ["maya-rao"]
    assert [line.partition(": ")[0] for line in said.err.splitlines()] == [
        "work.ics:3",
        "work.ics:13",
    ]


def test_signs_in_a_calendar_do_not_reach_the_terminal(maya: Program) -> None:
    calendar(NINE.format("Coffee \x1b[31m with Maya Rao"), NINE.format("[bold]x[/] \x07"))
    said = maya.ok("brief --calendar work.ics --format rich")
    assert "\x1b" not in said.out
    assert "\x07" not in said.out
    assert "[bold]x[/]" in said.out
