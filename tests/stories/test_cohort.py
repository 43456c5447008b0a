"""The cohort that met weekly for a protected hour: an agenda that grows, who came, what came of it.

Five interns, one year of Wednesdays at noon, told through the program and counted by hand.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from evenings import Evenings

import dumps
from play import Program
from rescrm.core.prompts import PROMPTS

INTERNS = ["ana-torres", "ben-adler", "cy-young", "dee-park"]


class Hour(NamedTuple):
    """One Wednesday: who was missed, and what was said."""

    day: str
    said: str
    missed: tuple[str, ...] = ()


AUTUMN = [
    Hour("2026-07-08", "lunch, talked about the first week"),
    Hour("2026-07-15", "lunch, talked about how to sign out"),
    Hour("2026-07-22", "lunch, talked about the night float schedule", ("dee",)),
    Hour("2026-07-29", "lunch", ("dee", "cy")),
]


@pytest.fixture
def evenings(rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> Evenings:
    """The first of July: five who begin together."""
    story = Evenings(rescrm, monkeypatch)
    rescrm = story.on("2026-07-01")
    rescrm.ok("config set me.name 'Sam Lee'")
    for name in ("Ana Torres", "Ben Adler", "Cy Young", "Dee Park"):
        rescrm.ok(f"add {name} -k co-resident --stage PGY-1 -o Mercy")
    rescrm.ok("add Helen Brandt -k faculty --title 'Program Director' -o Mercy")
    return story


def test_a_cohort_meets_for_a_protected_hour(evenings: Evenings) -> None:
    the_hour_is_asked_for(evenings)
    the_first_weeks(evenings)
    someone_is_missed(evenings)
    after_a_code(evenings)
    an_agenda_that_grows(evenings)
    the_hour_is_kept_while_on_vacation(evenings)
    a_newcomer(evenings)
    handing_it_over(evenings)
    what_came_of_it(evenings)


def the_hour_is_asked_for(evenings: Evenings) -> None:
    """The director is asked for the hour, agrees, gives it, and is thanked."""
    rescrm = evenings.on("2026-07-01")
    added = rescrm.item("group add 'Protected hour' --type pod --meets 'wed at noon'")
    assert (added["handle"], added["meets"]) == ("protected-hour", "every wed 12:00")
    joined = rescrm.ok("group join protected-hour ana ben cy dee")
    assert joined.err == ""  # four are a good number
    rescrm.ok("group join protected-hour me --role host --term 2026-07..2027-06")
    ask = rescrm.item("ask brandt 'an hour on Wednesdays' --group protected-hour --by 2026-07-07")
    rescrm.ok(f"agreed {ask['id']}")
    rescrm = evenings.on("2026-07-07")
    rescrm.ok(f"done {ask['id']}")
    (thanks,) = [each for each in rescrm.items("due --within 3") if each["what"] == "thank-you"]
    assert (thanks["handle"], thanks["due_on"]) == ("helen-brandt", "2026-07-10")
    evenings.on("2026-07-09").ok(f"done {thanks['id']}")
    assert evenings.due("2026-07-31", "helen-brandt") == []


def the_first_weeks(evenings: Evenings) -> None:
    """Every Wednesday is due on its own day, and a meeting counts for who was there."""
    rescrm = evenings.on("2026-07-07")
    assert [(each["on"], each["at"]) for each in shown(rescrm)["next"]] == [
        ("2026-07-08", "12:00"), ("2026-07-15", "12:00"), ("2026-07-22", "12:00"),
    ]  # fmt: skip
    asked = []
    for hour in AUTUMN:
        assert evenings.due(hour.day, "protected-hour")[0][0] == "group"
        asked.append(shown(evenings.on(hour.day))["prompt"])
        there = meet(evenings, hour)
        assert there == [each for each in INTERNS if each.partition("-")[0] not in hour.missed]
        assert evenings.due(hour.day, "protected-hour") == []
    # About life, and never the same two weeks running.
    assert set(asked) <= set(PROMPTS) and len(set(asked)) == len(asked)


def someone_is_missed(evenings: Evenings) -> None:
    """Dee was missed twice running: it says so, and a message is not a meeting."""
    assert evenings.due("2026-08-05", "protected-hour") == [
        ("group", "every wed 12:00; Dee was missed twice, Cy was missed last time")
    ]
    rescrm = evenings.on("2026-08-05")
    rescrm.ok("log 'texted Dee, how are the nights'")
    assert covered(rescrm, "dee-park") == (2, 2, "2026-07-15", "2026-08-05")
    assert evenings.due("2026-08-05", "protected-hour") != []
    meet(evenings, Hour("2026-08-05", "lunch, talked about sleep"))
    assert covered(rescrm, "dee-park") == (3, 0, "2026-08-05", "2026-08-05")
    assert covered(rescrm, "cy-young") == (4, 0, "2026-08-05", None)


def after_a_code(evenings: Evenings) -> None:
    """That they sat together is kept, and no word of what was said."""
    rescrm = evenings.on("2026-08-09")
    logged = rescrm.item("log 'debrief after the code in bed 12' --group protected-hour")
    assert (logged["kind"], logged["note"]) == ("debrief", None)
    assert "bed 12" not in str(dumps.journaled()) + str(dumps.steps())
    assert evenings.due("2026-08-09", "protected-hour") == []


def an_agenda_that_grows(evenings: Evenings) -> None:
    """What comes up in the week waits for the hour; what was talked about is ticked."""
    rescrm = evenings.on("2026-08-10")
    rescrm.ok("agenda group:protected-hour 'a better sign-out sheet'")
    rescrm.ok("agenda group:protected-hour 'who covers Thanksgiving'")
    evenings.on("2026-08-11").ok("agenda group:protected-hour 'board review plan'")
    assert [each["text"] for each in shown(rescrm)["points"]] == [
        "a better sign-out sheet", "who covers Thanksgiving", "board review plan",
    ]  # fmt: skip
    rescrm = evenings.on("2026-08-12")
    logged = rescrm.item(
        "log 'lunch, talked about a better sign-out sheet; owe Ben the template by fri' "
        "--group protected-hour --missed ana"
    )
    assert [each["text"] for each in logged["covered"]] == ["a better sign-out sheet"]
    assert [each["text"] for each in logged["still_open"]] == [
        "who covers Thanksgiving", "board review plan",
    ]  # fmt: skip
    (owed,) = logged["promises"]
    assert (owed["handle"], owed["by"]) == ("ben-adler", "2026-08-14")
    evenings.on("2026-08-14").ok(f"done {owed['id']}")
    meet(evenings, Hour("2026-08-19", "lunch, talked about who covers Thanksgiving"))
    assert [each["text"] for each in shown(rescrm)["points"]] == ["board review plan"]


def the_hour_is_kept_while_on_vacation(evenings: Evenings) -> None:
    """A pause moves the reminder, not the hour."""
    rescrm = evenings.on("2026-08-20")
    rescrm.ok("pause 2026-08-24..2026-09-04 vacation")
    assert evenings.due("2026-08-26", "protected-hour") == []
    assert [each["on"] for each in shown(rescrm)["next"]] == [
        "2026-09-09", "2026-09-16", "2026-09-23",
    ]  # fmt: skip
    assert evenings.due("2026-09-05", "protected-hour")[0][0] == "group"
    meet(evenings, Hour("2026-09-09", "lunch, talked about the board review plan"))
    assert shown(rescrm)["points"] == []


def a_newcomer(evenings: Evenings) -> None:
    """Someone comes as a guest, is asked in, and then there are many."""
    rescrm = evenings.on("2026-09-16")
    said = "lunch with Ana, Ben, Cy, Dee and **Eve Ray**, talked about moving house"
    logged = rescrm.item(f"log '{said}' --group protected-hour")
    assert [each["handle"] for each in logged["new_people"]] == ["eve-ray"]
    rescrm = evenings.on("2026-09-23")
    assert rescrm.ok("group join protected-hour eve").err == ""
    rescrm.ok("add Flo Finn")
    assert "three to five people" in rescrm.ok("group join protected-hour flo --dry-run").err
    meet(evenings, Hour("2026-09-23", "lunch"))
    assert covered(rescrm, "eve-ray")[0] == 2


def handing_it_over(evenings: Evenings) -> None:
    """In June the year as host ends: the hour goes to Eve, and Ana goes on to Denver."""
    rescrm = evenings.on("2027-06-15")
    assert [what for what, _ in evenings.due("2027-06-15", "protected-hour")] == ["group"]
    assert ("hand-over", "your term ends Wed 30 Jun 2027") in evenings.due(
        "2027-06-16", "protected-hour"
    )
    rescrm = evenings.on("2027-06-20")
    rescrm.ok("group join protected-hour eve --role host --term 2027-07..2028-06")
    (hand_over,) = shown(rescrm)["hand_overs"]
    rescrm.ok(f"done {hand_over['id']}")
    assert "hand-over" not in [what for what, _ in evenings.due("2027-06-30", "protected-hour")]
    rescrm.ok("moved ana --org Denver --stage fellow --from 2027-07-01")


def what_came_of_it(evenings: Evenings) -> None:
    """The report, against what was written down above."""
    rescrm = evenings.on("2027-07-02")
    told = rescrm.item("group report protected-hour")
    assert (told["since"], told["meetings"], told["last"]) == ("2026-07-01", 11, "2026-09-23")
    came = {each["handle"]: (each["times"], each["missed"]) for each in told["came"]}
    assert came == {
        "ana-torres": (10, 1),
        "ben-adler": (11, 0),
        "cy-young": (10, 1),
        "dee-park": (9, 2),
        "eve-ray": (2, 0),
    }
    assert [each["text"] for each in told["points"]] == [
        "a better sign-out sheet", "who covers Thanksgiving", "board review plan",
    ]  # fmt: skip
    assert [(each["about"], each["done_on"]) for each in told["promises"]] == [
        ("the template", "2026-08-14")
    ]
    assert [(each["about"], each["state"]) for each in told["asks"]] == [
        ("an hour on Wednesdays", "thanked")
    ]
    assert [(each["handle"], each["on"]) for each in told["met"]] == [("eve-ray", "2026-09-16")]
    assert [each["done_on"] for each in told["hand_overs"]] == ["2027-06-20"]
    assert [(each["handle"], each["from"]) for each in told["moves"]] == [
        ("ana-torres", "2027-07-01")
    ]
    screen = rescrm.ok("group report protected-hour --format rich").out
    for line in ("11 meetings", "Dee Park, 9 of 11 meetings", "Eve Ray", "fellow"):
        assert line in screen
    assert rescrm("doctor --full").code == 0


def shown(rescrm: Program) -> dict[str, Any]:
    """The group as it stands."""
    return rescrm.item("group show protected-hour")


def meet(evenings: Evenings, hour: Hour) -> list[str]:
    """Log an hour, and say who was there."""
    missed = " ".join(f"--missed {each}" for each in hour.missed)
    rescrm = evenings.on(hour.day)
    logged = rescrm.item(f"log '{hour.said}' --group protected-hour {missed}")
    return [each["handle"] for each in logged["people"]]


def covered(rescrm: Program, handle: str) -> tuple[int, int, str | None, str | None]:
    """How often someone came, was missed running, and when they were last met, alone too."""
    (found,) = [each for each in shown(rescrm)["coverage"] if each["handle"] == handle]
    return found["came"], found["missed"], found["last_meeting"], found["last_alone"]
