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
    the_plan(days)
    the_conversation(days)
    the_follow_up(days)
    the_manuscript(days)
    keeping_in_touch(days)
    the_review(days)
    the_advocate(days)
    the_whole_story(days)
    the_way_to_the_fellowship(days)
    the_next_one(days)


def the_plan(days: Days) -> None:
    """Three weeks before: whom to look for, and a letter to her."""
    rescrm = days.rescrm
    target = rescrm.item(
        'event target acc-2027 "Maya Rao" --session "poster 212" --topic "the amyloid cohort" '
        "--at 2027-03-21T14:00"
    )
    assert (target["handle"], target["known"], target["due_on"]) == (
        "maya-rao", False, "2027-03-01",
    )  # fmt: skip
    assert list(days.due("2027-03-01")) == [("outreach", "2027-03-01", 0)]
    (letter,) = rescrm.items("draft --event acc-2027")
    assert letter["template"] == "before-conference"
    for what in ("I am Sam Lee, a PGY-2.", "ACC 2027 in New Orleans", "poster 212", "at 2 p.m."):
        assert what in letter["body"]
    rescrm.ok(f"sent {letter['id']}")
    assert list(days.due("2027-03-15")) == []


def the_conversation(days: Days) -> None:
    """At the poster: what to ask her, and then one line is enough."""
    rescrm = days.on("2027-03-21")
    (brief,) = rescrm.items("brief --event acc-2027")
    assert brief["occasion"]["session"] == "poster 212"
    assert brief["questions"][0] == "Your work on the amyloid cohort: what comes next?"
    assert rescrm.item("event card")["line"] == "I'm Sam Lee, PGY-2."
    met = rescrm.item(f'event met acc-2027 "{MAYA_LINE}"')
    assert (met["on"], met["note"]) == ("2027-03-21", "poster 212; the amyloid cohort")
    assert met["promises"][0]["by"] == "2027-03-26"
    others = "Lee Wong, Mayo; talked ECGs\nPriya Shah, Mayo\n"
    rescrm.ok("event capture acc-2027", stdin=others)
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
    assert "the manuscript" in maya["body"] and "March 26" in maya["body"]
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
    rescrm = days.on("2027-07-11")
    rescrm.ok("agenda maya 'a review article together'")
    rescrm.ok("agenda maya 'which fellowship would you look at?'")
    brief = rescrm.item("brief maya")
    assert [each["text"] for each in brief["points"]] == [*brief["questions"][:2]]
    assert [each["on"] for each in brief["touches"]] == ["2027-07-05", "2027-04-02", "2027-03-26"]
    rescrm = days.on("2027-07-12")
    called = rescrm.item(
        "log 'call with Maya, talked the review article; owe Maya the outline by jul 20'"
    )
    assert [each["text"] for each in called["covered"]] == ["a review article together"]
    assert [each["text"] for each in called["still_open"]] == [
        "which fellowship would you look at?"
    ]
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
    for what in ("the letter of recommendation", "called the program director"):
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
        ("2027-03-01", "email", "me"),
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


def the_way_to_the_fellowship(days: Days) -> None:
    """Maya led to the program director; who moves there is seen, and when she rises herself."""
    rescrm = days.on("2027-09-22")
    assert rescrm.item("show maya")["led_to"] == [
        {"handle": "helen-brandt", "name": "Helen Brandt"}
    ]
    (way,) = rescrm.items("path helen")
    assert [step["handle"] for step in way["steps"]] == ["maya-rao", "helen-brandt"]
    assert way["steps"][1]["how"] == "Maya Rao introduced you"
    rescrm.ok("moved lee --org UCSF --from 2028-01-01")
    there = {each["handle"]: each["there"] for each in rescrm.items("who-at UCSF")}
    assert there == {"maya-rao": "now", "helen-brandt": "now", "lee-wong": "coming"}
    program = rescrm.item("program add 'UCSF fellowship' --org UCSF --weight research=3")
    assert {each["handle"] for each in program["people"]} >= {"maya-rao", "helen-brandt"}
    rescrm.ok("moved maya --title 'Section Chief' --from 2027-11-01")
    now = days.on("2027-11-02").item("show maya")
    assert [each["title"] for each in now["positions"]] == ["Section Chief", None]
    joy = rescrm.item("draft maya --template congratulation --say 'what=Section Chief'")
    assert joy["subject"] == "Congratulations: Section Chief"


def the_next_one(days: Days) -> None:
    """What came to me goes on: Priya wants to meet Maya, and each is asked first."""
    rescrm = days.on("2027-12-01")
    asking = rescrm.item("intro priya maya --why 'Priya begins with amyloid'")
    assert (asking["state"], len(asking["drafts"])) == ("asking", 2)
    letters = " ".join(str(each["id"]) for each in asking["drafts"])
    rescrm.ok(f"sent {letters}")
    assert rescrm.item("intro priya maya --agreed priya")["state"] == "asking"
    agreed = rescrm.item("intro priya maya --agreed maya")
    assert agreed["state"] == "agreed"
    connect = next(each for each in agreed["drafts"] if each["state"] == "draft")
    rescrm.ok(f"sent {connect['id']}")
    assert rescrm.items("intro --all")[0]["state"] == "connected"
    ties = rescrm("graph").out.splitlines()
    assert {"connected\tpriya-shah\tmaya-rao", "introduced\tmaya-rao\thelen-brandt"} == {*ties}
    assert rescrm.item("event report acc-2027")["followed_up"] == 2
