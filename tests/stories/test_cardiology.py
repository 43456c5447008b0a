"""The cardiology interest group: speakers, ECG nights, a project, an introduction, matches.

Begun by one intern in August, told through the program to the day its people go on.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from evenings import Evenings

from play import Program


class Night(NamedTuple):
    """One ECG night: when, who was there, and whom it had as a guest."""

    day: str
    there: str
    guest: str = ""


NIGHTS = [
    Night("2026-09-17", "Ana, Ben and Lena Lindqvist"),
    Night("2026-10-15", "Ana, Ben and Cy", "**Zed Quinn**"),
    Night("2026-11-19", "Ana, Cy and Zed"),
]


@pytest.fixture
def evenings(rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> Evenings:
    """An intern who wants to be a cardiologist, three others, and two of the faculty."""
    story = Evenings(rescrm, monkeypatch)
    rescrm = story.on("2026-08-01")
    for line in ("me.name 'Sam Lee'", "me.stage PGY-1", "me.specialty cardiology"):
        rescrm.ok(f"config set {line}")
    for name in ("Ana Torres", "Ben Adler", "Cy Young"):
        rescrm.ok(f"add {name} -k co-resident --stage PGY-2 -o Mercy")
    rescrm.ok("add Lena Lindqvist -k faculty --title Cardiologist -o Mercy")
    rescrm.ok("add Samuel Okafor -k faculty -o Mercy")
    return story


def test_an_interest_group_leads_to_matches(evenings: Evenings) -> None:
    the_group_begins(evenings)
    a_speaker_is_invited_hosted_and_thanked(evenings)
    another_names_somebody_else(evenings)
    a_project(evenings)
    an_ecg_night_and_a_student_who_comes_along(evenings)
    someone_speaks_for_it(evenings)
    another_night_and_the_student_stays(evenings)
    the_other_speaker(evenings)
    an_introduction(evenings)
    matches(evenings)
    the_chair_is_handed_on(evenings)
    what_came_of_it(evenings)


def the_group_begins(evenings: Evenings) -> None:
    """It meets on third Thursdays; the year as chair ends in June."""
    rescrm = evenings.on("2026-08-02")
    added = rescrm.item("group add Cardiology --type 'interest group' --meets '3rd thu at 6:30 pm'")
    assert (added["type"], added["meets"]) == ("interest-group", "every 3rd thu 18:30")
    rescrm.ok("group join cardiology ana ben cy --role member")
    rescrm.ok("group join cardiology me --role chair --term 2026-08..2027-06")
    shown = rescrm.item("group show cardiology")
    assert shown["next"][0] == {"on": "2026-08-20", "at": "18:30"}
    assert shown["prompt"] is None  # they have enough to talk about
    assert [each["by"] for each in shown["hand_overs"]] == ["2027-06-16"]


def a_speaker_is_invited_hosted_and_thanked(evenings: Evenings) -> None:
    """Dr. Lindqvist comes to the first ECG night; the invitation is never silently past its day."""
    rescrm = evenings.on("2026-08-20")
    ask = rescrm.item("ask lindqvist 'a talk on reading ECGs' --group cardiology --by 2026-09-17")
    assert state(rescrm, "a talk on reading ECGs") == "invited"
    evenings.on("2026-08-25").ok(f"agreed {ask['id']}")
    assert state(rescrm, "a talk on reading ECGs") == "agreed"
    assert [what for what, _ in evenings.due("2026-09-17", "lena-lindqvist")] == ["ask"]
    rescrm = evenings.on("2026-09-17")
    meet(evenings, NIGHTS[0])
    rescrm.ok(f"done {ask['id']}")
    assert state(rescrm, "a talk on reading ECGs") == "hosted"
    assert rescrm.item("group show cardiology")["asks"] == []
    (thanks,) = [each for each in rescrm.items("due --within 3") if each["what"] == "thank-you"]
    assert (thanks["handle"], thanks["due_on"]) == ("lena-lindqvist", "2026-09-20")
    evenings.on("2026-09-19").ok(f"done {thanks['id']}")
    assert state(rescrm, "a talk on reading ECGs") == "thanked"


def another_names_somebody_else(evenings: Evenings) -> None:
    """Dr. Okafor is too busy: try Maya Rao. She is new, and came through him."""
    rescrm = evenings.on("2026-09-21")
    ask = rescrm.item("ask okafor 'a talk on amyloid' --group cardiology")
    rescrm = evenings.on("2026-09-24")
    said = rescrm.item(f"declined {ask['id']} --referred-to 'Maya Rao'")
    assert said["referred_to"]["handle"] == "maya-rao"
    assert rescrm.item("show maya")["introduced_by"] == "samuel-okafor"
    rescrm.ok("edit maya -o UCSF -k faculty")
    again = rescrm.item("ask maya 'a talk on amyloid' --group cardiology --by 2026-12-17")
    rescrm.ok(f"agreed {again['id']}")


def a_project(evenings: Evenings) -> None:
    """What came up at a talk waits for the next coffee, and becomes a project."""
    rescrm = evenings.on("2026-10-01")
    rescrm.ok("agenda group:cardiology 'door to ECG time'")
    logged = rescrm.item(
        "log 'coffee with Ana and Lena, talked about the door to ECG time; "
        "owe Lena the chart by 2026-10-09' --group cardiology"
    )
    assert [each["text"] for each in logged["covered"]] == ["door to ECG time"]
    (chart,) = logged["promises"]
    assert evenings.due("2026-10-09", "lena-lindqvist") == [("promise", "you promised it")]
    evenings.on("2026-10-09").ok(f"done {chart['id']}")


def an_ecg_night_and_a_student_who_comes_along(evenings: Evenings) -> None:
    """A night is an event at which the group meets."""
    day = NIGHTS[1].day
    assert ("group", "every 3rd thu 18:30") in evenings.due(day, "cardiology")
    meet(evenings, NIGHTS[1])
    assert evenings.due(day, "cardiology") == []


def someone_speaks_for_it(evenings: Evenings) -> None:
    """A mentor advises, a sponsor acts: each is kept, and each is thanked once."""
    rescrm = evenings.on("2026-11-02")
    rescrm.ok("mentor set lindqvist --role research")
    act = rescrm.item("sponsor lindqvist 'put our project before the quality board'")
    assert act["due_on"] == "2026-11-05"
    evenings.on("2026-11-04").ok(f"done {act['thank_you']}")
    told = rescrm.item("got lindqvist 'told me of the research elective'")
    evenings.on("2026-11-06").ok(f"done {told['thank_you']}")
    assert evenings.due("2026-11-30", "lena-lindqvist") == []


def another_night_and_the_student_stays(evenings: Evenings) -> None:
    """Who came twice as a guest is asked in."""
    meet(evenings, NIGHTS[2])
    rescrm = evenings.on("2026-11-20")
    rescrm.ok("group join cardiology zed --role student")
    found = {each["handle"]: each for each in rescrm.item("group show cardiology")["coverage"]}
    assert (found["zed-quinn"]["came"], found["zed-quinn"]["last_meeting"]) == (2, "2026-11-19")
    assert (found["ben-adler"]["came"], found["ben-adler"]["missed"]) == (2, 0)


def the_other_speaker(evenings: Evenings) -> None:
    """Maya speaks by video; she is thanked."""
    rescrm = evenings.on("2026-12-17")
    (talk,) = rescrm.item("group show cardiology")["asks"]
    assert (talk["name"], talk["state"]) == ("Maya Rao", "agreed")
    rescrm.ok("log 'video with Ana, Ben, Cy and Maya, talked amyloid' --group cardiology")
    rescrm.ok(f"done {talk['id']}")
    (thanks,) = [each for each in rescrm.items("due --within 3") if each["what"] == "thank-you"]
    assert thanks["handle"] == "maya-rao"
    evenings.on("2026-12-18").ok(f"done {thanks['id']}")


def an_introduction(evenings: Evenings) -> None:
    """Ana should know Maya; both are asked first, and the group is what they share with you."""
    rescrm = evenings.on("2027-01-10")
    asked = rescrm.item("intro ana maya --why 'both look at amyloid by echo'")
    for each in asked["drafts"]:
        rescrm.ok(f"sent {each['id']}")
    rescrm.ok("intro ana maya --agreed ana")
    both = rescrm.item("intro ana maya --agreed maya")
    assert both["state"] == "agreed"
    (letter,) = [each for each in both["drafts"] if each["template"] == "intro-connect"]
    rescrm.ok(f"sent {letter['id']}")
    (intro,) = rescrm.items("intro --all")
    assert intro["state"] == "connected"
    # Maya names the director of her program; the way to her goes over Maya.
    rescrm.ok("add Helen Brandt -k leadership --title 'Program Director' -o UCSF --via maya")
    (way, *_) = rescrm.items("path helen")
    assert "maya-rao" in [step["handle"] for step in way["steps"]]


def matches(evenings: Evenings) -> None:
    """A list of programs, ranked by what matters and by who is there; two match, in their own."""
    rescrm = evenings.on("2027-02-01")
    rescrm.ok("program add 'UCSF Cardiology' -o UCSF --weight research=3")
    rescrm.ok("program add 'Denver Cardiology' -o Denver --weight research=3")
    first, second = rescrm.items("programs")
    assert (first["handle"], second["handle"]) == ("ucsf-cardiology", "denver-cardiology")
    assert [each["handle"] for each in first["people"]] == ["maya-rao", "helen-brandt"]
    assert second["people"] == []
    rescrm = evenings.on("2027-03-19")
    rescrm.ok("moved ana --org UCSF --stage fellow --from 2027-07-01")
    rescrm.ok("moved ben --org Denver --stage fellow --from 2027-07-01")
    letter = rescrm.item("draft ana --template congratulation --say what='the match at UCSF'")
    assert "the match at UCSF" in letter["body"]
    rescrm.ok(f"sent {letter['id']}")


def the_chair_is_handed_on(evenings: Evenings) -> None:
    """Two weeks before the end there is something to hand over, and someone to thank."""
    asked = ("hand-over", "your term ends Wed 30 Jun 2027")
    assert asked not in evenings.due("2027-06-15", "cardiology")
    assert asked in evenings.due("2027-06-16", "cardiology")
    assert asked in evenings.due("2027-07-05", "cardiology")  # it does not go silently
    rescrm = evenings.on("2027-06-20")
    rescrm.ok("group join cardiology cy --role chair --term 2027-07..2028-06")
    letter = rescrm.item("draft cy --template hand-over")
    assert "Cardiology" in letter["body"]
    rescrm.ok(f"sent {letter['id']}")
    assert rescrm.item("group show cardiology")["hand_overs"] == []
    assert asked not in evenings.due("2027-07-05", "cardiology")


def what_came_of_it(evenings: Evenings) -> None:
    """The report, against the story."""
    rescrm = evenings.on("2027-07-06")
    told = rescrm.item("group report cardiology")
    assert (told["since"], told["meetings"], told["last"]) == ("2026-08-01", 5, "2026-12-17")
    assert {each["handle"]: each["times"] for each in told["came"]} == {
        "ana-torres": 5,
        "ben-adler": 3,
        "cy-young": 3,
        "lena-lindqvist": 2,
        "maya-rao": 1,
        "zed-quinn": 2,
    }
    assert [each["handle"] for each in told["met"]] == ["zed-quinn", "maya-rao"]
    assert [each["on"] for each in told["events"]] == [night.day for night in NIGHTS]
    assert [(each["handle"], each["state"]) for each in told["asks"]] == [
        ("lena-lindqvist", "thanked"), ("samuel-okafor", "declined"), ("maya-rao", "thanked"),
    ]  # fmt: skip
    assert [(each["about"], each["done_on"]) for each in told["promises"]] == [
        ("the chart", "2026-10-09")
    ]
    assert [each["text"] for each in told["points"]] == ["door to ECG time"]
    assert [each["done_on"] for each in told["hand_overs"]] == ["2027-06-20"]
    assert [(each["handle"], each["from"]) for each in told["moves"]] == [
        ("ana-torres", "2027-07-01"), ("ben-adler", "2027-07-01"),
    ]  # fmt: skip
    screen = rescrm.ok("group report cardiology --format rich").out
    for words in ("5 meetings", "a talk on amyloid, thanked", "ECG night", "fellow · UCSF"):
        assert words in screen
    acts = [act["act"] for each in rescrm.items("sponsors") for act in each["acts"]]
    assert acts == ["put our project before the quality board"]
    assert rescrm("doctor --full").code == 0


def meet(evenings: Evenings, night: Night) -> None:
    """Hold an ECG night and log it."""
    rescrm = evenings.on(night.day)
    event = rescrm.item(f"event add 'ECG night' --from {night.day} --type workshop")
    there = f"{night.there} and {night.guest}" if night.guest else night.there
    rescrm.ok(f"log 'with {there}, read strips' --group cardiology --event {event['handle']}")


def state(rescrm: Program, about: str) -> str:
    """How far an invitation has come."""
    asks: list[dict[str, Any]] = rescrm.item("group report cardiology")["asks"]
    return next(str(each["state"]) for each in asks if each["about"] == about)
