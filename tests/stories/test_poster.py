"""The poster that became a fellowship: a conversation, a manuscript, a review, an advocate.

One story, told from start to end through the program, a day at a time.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from play import Program

MAYA_LINE = (
    "Maya Rao, UCSF, poster 212; talked the amyloid cohort; promised the manuscript by fri; "
    "next a call in April; maya@ucsf.edu"
)


class Days:
    """The program, moved on from day to day; it is evening, after the work."""

    def __init__(self, rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rescrm = rescrm
        self._environ = monkeypatch

    def on(self, day: str) -> Program:
        """The program on a day."""
        self._environ.setenv("RESCRM_NOW", f"{day}T19:00:00-04:00")
        return self.rescrm

    def due(self, day: str, who: str = "maya-rao") -> Iterator[tuple[str, str, int]]:
        """What someone is due for on a day: what, since when, how many days over."""
        for each in self.on(day).items("due"):
            if each["handle"] == who:
                yield each["what"], each["due_on"], each["overdue"]


@pytest.fixture
def days(rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> Days:
    """A resident with the starter rules, on the way to a conference with a poster."""
    story = Days(rescrm, monkeypatch)
    rescrm = story.on("2027-03-01")
    rescrm.ok("init --starter")
    rescrm.ok("config set me.name 'Sam Lee'")
    rescrm.ok("config set me.stage PGY-2")
    rescrm.ok('event add "ACC 2027" --from 2027-03-20 --to 2027-03-22 --city "New Orleans"')
    return story


def test_a_poster_becomes_a_fellowship(days: Days) -> None:
    the_conversation(days)
    the_follow_up(days)
    the_manuscript(days)
    keeping_in_touch(days)
    the_review(days)
    the_advocate(days)
    the_whole_story(days)


def the_conversation(days: Days) -> None:
    """At the poster: one line is enough."""
    rescrm = days.on("2027-03-21")
    met = rescrm.item(f'event met acc-2027 "{MAYA_LINE}"')
    assert (met["on"], met["note"]) == ("2027-03-21", "poster 212; the amyloid cohort")
    assert met["promises"][0]["by"] == "2027-03-26"
    rescrm.ok('event met acc-2027 "Lee Wong, Mayo; talked ECGs"')
    rescrm.ok('event met acc-2027 "Priya Shah, Mayo"')
    assert rescrm.items("due") == []  # the conference is still on
    assert rescrm.item("event show acc-2027")["met"] == 3


def the_follow_up(days: Days) -> None:
    """Within the week everyone is thanked, and Maya, who was promised something, first."""
    rescrm = days.on("2027-03-22")
    closed = rescrm.items("event close acc-2027")
    assert [(each["handle"], each["due_on"]) for each in closed] == [
        ("maya-rao", "2027-03-23"),
        ("lee-wong", "2027-03-24"),
        ("priya-shah", "2027-03-25"),
    ]
    assert list(days.due("2027-03-23")) == [("follow-up", "2027-03-23", 0)]
    drafts = rescrm.items("draft --event acc-2027")
    assert [each["state"] for each in drafts] == ["draft", "draft", "waiting"]
    maya = drafts[0]
    assert "our conversation about the amyloid cohort" in maya["body"]
    assert "the manuscript" in maya["body"] and "26 Mar" in maya["body"]
    assert "a call in April" in maya["body"]
    assert maya["body"].endswith("Sam Lee\nPGY-2")
    assert rescrm.item(f"sent {maya['id']}")["state"] == "sent"
    assert list(days.due("2027-03-23")) == []
    assert [each["handle"] for each in rescrm.items("draft --event acc-2027")] == [
        "lee-wong", "priya-shah",
    ]  # fmt: skip
    counts = rescrm.item("event show acc-2027")
    assert (counts["met"], counts["followed_up"]) == (3, 1)


def the_manuscript(days: Days) -> None:
    """The promise comes up on its day, and is kept."""
    assert list(days.due("2027-03-25")) == []
    assert list(days.due("2027-03-26")) == [("promise", "2027-03-26", 0)]
    rescrm = days.on("2027-03-26")
    (promise,) = rescrm.items("promises")
    assert (promise["handle"], promise["about"]) == ("maya-rao", "the manuscript")
    rescrm.ok("log 'emailed Maya the manuscript'")
    rescrm.ok(f"done {promise['id']}")
    assert list(days.due("2027-04-30")) == []
    days.on("2027-04-02").ok("log 'email from Maya, wants a second reader' --them")
    assert days.on("2027-04-02").item("event show acc-2027")["replied"] == 1


def keeping_in_touch(days: Days) -> None:
    """Faculty every three months: she comes up by herself, with what was said last."""
    rescrm = days.on("2027-04-02")
    rescrm.ok("edit maya --kind faculty")
    assert list(days.due("2027-07-01")) == []
    assert list(days.due("2027-07-02")) == [("check-in", "2027-07-02", 0)]
    why = days.on("2027-07-05").item("why maya")
    assert (why["due_on"], why["overdue"]) == ("2027-07-02", 3)
    steps = " ".join(step["text"] for step in why["steps"])
    assert "email" in steps and "every 3 months" in steps and "kind:faculty" in steps
    letter = rescrm.item("draft maya")
    assert (letter["template"], letter["subject"].partition(":")[0]) == ("check-in", "Checking in")
    rescrm.ok(f"sent {letter['id']}")
    assert list(days.due("2027-07-05")) == []


def the_review(days: Days) -> None:
    """A call becomes a review article, and Maya a mentor."""
    rescrm = days.on("2027-07-12")
    rescrm.ok("log 'call with Maya, talked the review article; owe Maya the outline by jul 20'")
    rescrm.ok("mentor set maya --role research")
    assert list(days.due("2027-07-21")) == [("promise", "2027-07-20", 1)]
    rescrm = days.on("2027-07-21")
    (outline,) = rescrm.items("promises --overdue")
    rescrm.ok("log 'emailed Maya the outline'")
    rescrm.ok(f"done {outline['id']}")
    # A mentor's rhythm goes before that of faculty.
    assert list(days.due("2027-09-01")) == [("check-in", "2027-09-01", 0)]
    why = rescrm.item("why maya")
    assert "role:any" in " ".join(step["text"] for step in why["steps"])


def the_advocate(days: Days) -> None:
    """She writes a letter, makes a call, and names someone; each is kept, each is thanked for."""
    rescrm = days.on("2027-09-02")
    ask = rescrm.item('ask maya "a letter of recommendation" --by 2027-09-10')
    rescrm.ok("log 'zoom with Maya, talked fellowships'")
    agreed = rescrm.item(f"agreed {ask['id']} --by 2027-09-20")
    assert (agreed["state"], agreed["by"]) == ("agreed", "2027-09-20")
    # A mentor gave her time: thanks are due in two days, and a letter is thanks.
    assert list(days.due("2027-09-04")) == [("thank-you", "2027-09-04", 0)]
    (letter,) = days.on("2027-09-03").items("draft maya")
    assert letter["template"] == "thank-you" and "fellowships" in letter["body"]
    days.rescrm.ok(f"sent {letter['id']}")
    assert list(days.due("2027-09-20")) == [("ask", "2027-09-20", 0)]
    rescrm = days.on("2027-09-20")
    rescrm.ok("log 'email from Maya, letter is in, called the program director' --them")
    assert rescrm.item(f"done {ask['id']}")["thank_you"]["by"] == "2027-09-23"
    rescrm.ok('sponsor maya "called the program director"')
    assert list(days.due("2027-09-23")) == [("thank-you", "2027-09-23", 0)] * 2
    rescrm = days.on("2027-09-20")
    rescrm.ok("add Helen Brandt -k leadership --via maya --on 2027-09-20 -o 'UCSF fellowship'")
    assert rescrm.item("show helen")["introduced_by"] == "maya-rao"
    thanks = rescrm.item("draft maya --template sponsor-thanks")
    assert thanks["body"].startswith("Dear Dr. Rao,")
    for what in ("a letter of recommendation", "called the program director"):
        assert what in thanks["body"]
    rescrm.ok(f"sent {thanks['id']}")
    assert list(days.due("2027-10-31")) == []
    (sponsor,) = rescrm.items("sponsors")
    assert (sponsor["handle"], sponsor["thanked_on"], len(sponsor["acts"])) == (
        "maya-rao", "2027-09-20", 1,
    )  # fmt: skip


def the_whole_story(days: Days) -> None:
    """From the first line to the last: how it began, what was said, what it led to."""
    rescrm = days.on("2027-09-21")
    maya = rescrm.item("show maya")
    assert (maya["met_at"], maya["met_on"], maya["roles"]) == (
        "acc-2027", "2027-03-21", ["research"],
    )  # fmt: skip
    assert (maya["promises"], maya["asks"]) == ([], [])
    told = [(each["on"], each["kind"], each["direction"]) for each in rescrm.items("timeline maya")]
    assert told == [
        ("2027-09-20", "email", "me"),
        ("2027-09-20", "email", "them"),
        ("2027-09-03", "email", "me"),
        ("2027-09-02", "video", "both"),
        ("2027-07-21", "email", "me"),
        ("2027-07-12", "call", "both"),
        ("2027-07-05", "email", "me"),
        ("2027-04-02", "email", "them"),
        ("2027-03-26", "email", "me"),
        ("2027-03-23", "email", "me"),
        ("2027-03-21", "conference", "both"),
    ]
    seen = [each["handle"] for each in rescrm.items("search amyloid")]
    assert "maya-rao" in seen
    screen = rescrm.ok("show maya -n 20 --format rich").out
    for line in ("ACC 2027", "poster 212; the amyloid cohort", "the review article"):
        assert line in screen
    # Who was met beside her is not forgotten: both wait, long overdue.
    waiting = {each["handle"] for each in rescrm.items("due") if each["what"] == "follow-up"}
    assert waiting == {"lee-wong", "priya-shah"}
    assert rescrm.item("event show acc-2027")["overdue"] == 2
