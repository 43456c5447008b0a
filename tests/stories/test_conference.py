"""A conference from the first letter to the report: fourteen people, each line through the program.

Before: the programme, whom to look for, letters in good time. During: a capture of fourteen. After:
follow-ups over six days, thank-yous, and what came of it, counted by hand.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import dumps
from play import Program

BUDGET = 3
PROGRAMME = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:poster-212@acc.org
SUMMARY:Amyloid in 2027
LOCATION:Hall B
DTSTART;TZID=America/Chicago:20270321T140000
DTEND;TZID=America/Chicago:20270321T150000
DESCRIPTION:Speaker: Maya Rao\\, MD
END:VEVENT
BEGIN:VEVENT
UID:panel-7@acc.org
SUMMARY:Careers in heart failure
LOCATION:Room 7
DTSTART;TZID=America/Chicago:20270320T090000
DESCRIPTION:Moderator: Helen Brandt
END:VEVENT
END:VCALENDAR
"""
LINES = """\
Maya Rao, UCSF EP, poster 212; talked the amyloid cohort; promised the dataset by 2027-03-30
Samuel Okafor; talked his grant; next a call in April
Ben Adler, Mercy, PGY-2; talked night float
Ana Torres, Mayo; talked ablation; ana@mayo.org
Lee Wong, Mayo; talked ECGs; next send the case
Priya Shah, Mayo
Dee Novak, Stanford; talked boards
Eli Stone; talked the echo lab; promised the protocol
Fay Moreau, Lyon; talked exchange years
Gus Lind, Oslo; talked registries
Ivy Chen, UW; talked interviews
Jon Bauer, Vienna; talked simulation; asked him for the slides by 2027-04-02
Kit Walsh
Lou Keane, Denver; talked altitude
"""
MET = [
    "maya-rao", "samuel-okafor", "ben-adler", "ana-torres", "lee-wong", "priya-shah", "dee-novak",
    "eli-stone", "fay-moreau", "gus-lind", "ivy-chen", "jon-bauer", "kit-walsh", "lou-keane",
]  # fmt: skip


class Days:
    """The program, moved on from day to day; it is evening, after the sessions."""

    def __init__(self, rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rescrm = rescrm
        self._environ = monkeypatch

    def on(self, day: str) -> Program:
        """The program on a day."""
        self._environ.setenv("RESCRM_NOW", f"{day}T19:00:00-05:00")
        return self.rescrm

    def due(self, day: str, what: str) -> list[str]:
        """Who is due for something on a day."""
        return [each["handle"] for each in self.on(day).items("due") if each["what"] == what]


@pytest.fixture
def days(rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> Days:
    """A resident with a mentor and a sponsor, two months before."""
    story = Days(rescrm, monkeypatch)
    rescrm = story.on("2027-01-20")
    rescrm.ok("init --starter")
    rescrm.ok("config set me.name 'Sam Lee'")
    rescrm.ok(f"config set budget {BUDGET}")
    rescrm.ok("add 'Samuel Okafor' -k faculty -e okafor@mercy.org")
    rescrm.ok("mentor set okafor --role research")
    rescrm.ok("add 'Ana Torres' -k sponsor")
    rescrm.ok('event add "ACC 2027" --from 2027-03-20 --to 2027-03-22 --city Chicago')
    return story


def test_a_conference_from_the_first_letter_to_the_report(days: Days) -> None:
    the_programme(days)
    the_letters(days)
    the_capture(days)
    the_closing(days)
    the_thank_yous(days)
    the_report(days)


def the_programme(days: Days) -> None:
    """Its speakers, one of whom is looked for, and someone else."""
    rescrm = days.on("2027-01-20")
    Path("acc.ics").write_text(PROGRAMME, encoding="utf-8")
    taken = rescrm.item("event import acc acc.ics")
    assert (taken["sessions"], taken["speakers"], taken["known"]) == (2, 2, [])
    maya = rescrm.item("event target acc Rao --topic 'the amyloid cohort'")
    assert (maya["name"], maya["session"]) == ("Maya Rao", "Amyloid in 2027")
    assert maya["at"] == "2027-03-21T14:00:00-05:00"
    assert rescrm.item("event target acc 'Helen Brandt'")["session"] == "Careers in heart failure"
    assert rescrm.item("event target acc okafor")["known"] is True


def the_letters(days: Days) -> None:
    """Three weeks before; one is written, one is closed by a call, one is let pass."""
    assert days.due("2027-02-26", "outreach") == []
    assert days.due("2027-02-27", "outreach") == ["helen-brandt", "maya-rao", "samuel-okafor"]
    rescrm = days.on("2027-03-01")
    letter = rescrm.item("draft maya --event acc-2027 --template before-conference")
    assert "the amyloid cohort" in letter["body"]
    rescrm.ok(f"sent {letter['id']}")
    rescrm.ok("log 'called Okafor, will both be there'")
    assert days.due("2027-03-19", "outreach") == ["helen-brandt"]
    assert days.due("2027-03-20", "outreach") == []


def the_capture(days: Days) -> None:
    """Fourteen lines in one go; who was known is known again."""
    rescrm = days.on("2027-03-21")
    said = rescrm("event capture acc-2027 --json", stdin=LINES)
    assert (said.code, said.err) == (0, "")
    assert [each["handle"] for each in said.items] == MET
    known = [each["handle"] for each in said.items if not each["new_people"]]
    assert known == ["maya-rao", "samuel-okafor", "ana-torres"]
    assert days.due("2027-03-22", "follow-up") == []
    assert sorted(days.due("2027-03-23", "follow-up")) == sorted(MET)


def the_closing(days: Days) -> None:
    """Six days, none over the budget, the promised and the mentors first; undo takes all back."""
    rescrm = days.on("2027-03-22")
    before = dumps.journaled(), rescrm.items("due --within 60")
    closed = rescrm.items("event close acc-2027")
    assert len(closed) == 14
    on = [each["due_on"] for each in closed]
    assert on == sorted(on)
    assert {"2027-03-23", "2027-03-28"} == {on[0], on[-1]}
    assert max(on) < "2027-03-29" == closed[0]["limit_on"]
    first = [each["handle"] for each in closed]
    assert set(first[:2]) == {"eli-stone", "maya-rao"}
    assert set(first[2:4]) == {"samuel-okafor", "ana-torres"}
    assert the_plan_keeps_the_budget(rescrm)
    assert rescrm.items("event close acc-2027") == closed
    again = days.on("2027-03-24")
    steps = dumps.steps()
    assert [each["due_on"] for each in again.items("event close acc-2027")] == on
    assert dumps.steps() == steps
    rescrm = days.on("2027-03-22")
    rescrm.ok("undo")
    assert (dumps.journaled(), rescrm.items("due --within 60")) == before
    rescrm.ok("redo")
    assert rescrm.items("event close acc-2027") == closed


def the_plan_keeps_the_budget(rescrm: Program) -> bool:
    """No day of that week has more people than the budget, whatever else is due."""
    people: dict[str, set[str]] = {}
    for each in rescrm.items("upcoming 7"):
        people.setdefault(each["planned_on"], set()).add(each["handle"])
    return max(map(len, people.values())) <= BUDGET


def the_thank_yous(days: Days) -> None:
    """A letter to each, but for the two with whom nobody knows what was talked about."""
    rescrm = days.on("2027-03-23")
    lacking = rescrm("event close acc-2027").err.splitlines()
    assert [line.partition(":")[0] for line in lacking] == ["Priya Shah", "Kit Walsh"]
    drafts = {each["handle"]: each for each in rescrm.items("draft --event acc-2027")}
    assert sorted(drafts) == sorted(MET)
    waiting = {handle for handle, each in drafts.items() if each["missing"]}
    assert waiting == {"priya-shah", "kit-walsh"}
    screen = rescrm.ok("draft --event acc-2027").err
    assert "14 met, 12 drafts, 2 wait for a fact" in screen
    for handle in ("maya-rao", "samuel-okafor", "ben-adler", "lee-wong"):
        rescrm.ok(f"sent {drafts[handle]['id']}")
    rescrm.ok("event met acc-2027 '@kit-walsh; talked the match'")
    assert [each["handle"] for each in rescrm.items("draft --event acc-2027") if each["missing"]] \
        == ["priya-shah"]  # fmt: skip
    rescrm.ok("log 'called Ana Torres'")
    rescrm = days.on("2027-03-25")
    rescrm.ok("log 'email from Maya, the dataset came' --them")
    rescrm.ok("log 'email from Ivy Chen' --them")
    promise = next(each for each in rescrm.items("promises") if each["handle"] == "maya-rao")
    rescrm.ok(f"done {promise['id']}")


def the_report(days: Days) -> None:
    """Counted by hand: three were looked for and two of them met; five followed up."""
    rescrm = days.on("2027-04-05")
    by_hand = Counter(by_hand_of(rescrm))
    report = rescrm.item("event report acc-2027")
    assert {key: report[key] for key in by_hand} == dict(by_hand)
    assert report | {
        "targets": 3, "targets_met": 2, "met": 14, "followed_up": 5, "replied": 3, "overdue": 9,
        "promises_kept": 1, "promises_open": 1,
    } == report  # fmt: skip
    steps = dumps.steps()
    plain = rescrm.ok("event report acc-2027").out
    assert plain == "acc-2027\tACC 2027\t2027-03-20\t2027-03-22\t14\t5\t3\t2\t3\t9\t1\t1\n"
    assert "3, 2 of them met" in rescrm.ok("event report acc-2027 --format rich").out
    assert dumps.steps() == steps


def by_hand_of(rescrm: Program) -> dict[str, int]:
    """The same figures from the timeline and the lists of what is owed, one person at a time."""
    wrote, answered = set(), set()
    for each in rescrm.items("timeline --since 2027-03-23"):
        people = {person["handle"] for person in each["people"]} & set(MET)
        wrote |= people if each["direction"] != "them" else set()
        answered |= people if each["direction"] != "me" else set()
    open_ones = {each["handle"] for each in rescrm.items("due") if each["what"] == "follow-up"}
    there = [each for each in rescrm.items("promises") if each["event"] == "acc-2027"]
    shown: list[dict[str, Any]] = rescrm.item("event show acc-2027")["to_meet"]
    return {
        "targets": len(shown),
        "targets_met": sum(each["met"] for each in shown),
        "met": len([each for each in rescrm.items("timeline") if each["kind"] == "conference"]),
        "followed_up": len(wrote),
        "replied": len(answered),
        "overdue": len(open_ones),
        "promises_open": len(there),
    }


def test_a_rotation_is_closed_in_the_same_way(days: Days) -> None:
    rescrm = days.on("2027-02-01")
    rescrm.ok("event add 'CCU rotation' --from 2027-02-01 --to 2027-02-28 --type rotation")
    met = "Ben Adler; talked lines\nAna Torres\n"
    days.on("2027-02-20").ok("event capture ccu-rotation", stdin=met)
    closed = days.on("2027-02-28").items("event close ccu-rotation")
    assert [(each["handle"], each["due_on"]) for each in closed] == [
        ("ana-torres", "2027-03-01"), ("ben-adler", "2027-03-02"),
    ]  # fmt: skip
    drafts = rescrm.items("draft --event ccu-rotation")
    assert [each["template"] for each in drafts] == ["thank-you", "thank-you"]
