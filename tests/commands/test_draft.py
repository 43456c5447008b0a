"""Letters: which one, from which facts, where they go, and what became of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import dumps
from play import Program

ME = "config set me.name 'Sam Lee'"
MONDAY = "2026-11-23T08:00:00-05:00"


@pytest.fixture
def acc(rescrm: Program) -> Program:
    """The day after a conference: one with all facts, one without a next step, one without any."""
    rescrm.ok(ME)
    rescrm.ok('event add "ACC 2026" --from 2026-11-19 --to 2026-11-21 --city Boston')
    for line in (
        "Maya Rao, UCSF; talked the amyloid cohort; promised the dataset by fri; "
        "next a call in April; maya@ucsf.edu",
        "Lee Wong, Mayo; talked ECGs; lee@mayo.edu",
        "Priya Shah, Mayo",
    ):
        rescrm.ok(f'event met acc-2026 "{line}"')
    return rescrm


def letter(rescrm: Program, line: str, now: str | None = None) -> dict[str, Any]:
    return rescrm.item(f"draft {line}", now=now)


# After an event ------------------------------------------------------------------------------


def test_everyone_met_gets_a_thank_you_or_a_question(acc: Program) -> None:
    maya, lee, priya = acc.items("draft --event acc-2026")
    assert [each["template"] for each in (maya, lee, priya)] == ["thank-you"] * 3
    assert [each["state"] for each in (maya, lee, priya)] == ["draft", "draft", "waiting"]
    assert [each["event"] for each in (maya, lee, priya)] == ["acc-2026"] * 3
    assert maya["to"] == "maya@ucsf.edu"


def test_a_thank_you_names_what_was_discussed_the_promise_and_the_next_step(acc: Program) -> None:
    maya = acc.items("draft --event acc-2026")[0]
    assert maya["subject"] == "Following up from ACC 2026: the amyloid cohort"
    assert maya["body"] == (
        "Dear Maya Rao,\n\n"
        "Thank you for taking the time to talk with me at ACC 2026. I especially appreciated our "
        "conversation about the amyloid cohort.\n\n"
        "I have not forgotten what I promised you: the dataset, by Friday, November 27.\n\n"
        "One idea for a next step: a call in April. Would that work for you?\n\n"
        "Warm regards,\nSam Lee"
    )
    assert (maya["missing"], maya["warnings"]) == ([], [])


def test_without_a_next_step_it_offers_fifteen_minutes_and_says_so(acc: Program) -> None:
    lee = acc.items("draft --event acc-2026")[1]
    assert "Could we talk for fifteen minutes by phone" in lee["body"]
    assert lee["warnings"] == ["no next step noted: it offers fifteen minutes by phone"]


def test_without_the_thing_discussed_it_waits_and_has_no_body(acc: Program) -> None:
    said = acc("draft --event acc-2026")
    priya = acc.items("draft --event acc-2026")[2]
    assert said.code == 0
    assert (priya["subject"], priya["body"]) == (None, None)
    assert priya["missing"] == ["what did you talk about?"]
    assert 'rescrm event met acc-2026 "@priya-shah; talked …"' in said.err


def test_the_fact_that_was_missing_completes_the_same_draft(acc: Program) -> None:
    before = acc.items("draft --event acc-2026")[2]
    acc.ok('event met acc-2026 "@priya-shah; talked her fellowship"')
    after = acc.items("draft --event acc-2026")[2]
    assert (after["id"], after["state"]) == (before["id"], "draft")
    assert "our conversation about your fellowship" in after["body"]


def test_who_was_thanked_is_not_drafted_again(acc: Program) -> None:
    maya = acc.items("draft --event acc-2026")[0]
    acc.ok(f"sent {maya['id']}")
    assert [each["handle"] for each in acc.items("draft --event acc-2026")] == [
        "lee-wong", "priya-shah",
    ]  # fmt: skip
    acc.ok("log 'called Lee'", now=MONDAY)
    left = acc.items("draft --event acc-2026", now=MONDAY)
    assert [each["handle"] for each in left] == ["priya-shah"]


@pytest.mark.parametrize(
    "aside", ["archive lee", "archive lee --deceased", "rest lee --until 2027-01-01"]
)
def test_who_is_set_aside_is_in_no_run(acc: Program, aside: str) -> None:
    acc.ok(aside)
    handles = [each["handle"] for each in acc.items("draft --event acc-2026")]
    assert handles == ["maya-rao", "priya-shah"]


def test_who_died_is_written_no_letter_even_by_name(rescrm: Program) -> None:
    rescrm.ok("add Lee Wong")
    rescrm.ok("add Maya Rao")
    rescrm.ok("archive lee --deceased")
    steps = dumps.steps()
    for line in ("draft lee", "draft maya lee", "draft @lee-wong --template check-in"):
        said = rescrm(line)
        assert (said.code, said.err) == (
            2, "rescrm: Lee Wong died; no letter is written to them.\n",
        )  # fmt: skip
    assert dumps.steps() == steps


def test_who_never_answered_three_times_is_in_no_run(rescrm: Program) -> None:
    rescrm.ok("add Maya Rao -t ep")
    for _ in range(3):
        rescrm.ok("log call --with maya --attempt")
    assert rescrm.items("draft tag:ep") == []
    assert letter(rescrm, "maya")["handle"] == "maya-rao"


def test_an_event_without_anyone_to_thank_says_so_and_makes_no_step(rescrm: Program) -> None:
    rescrm.ok("event add ACC --from 2026-11-19")
    steps = dumps.steps()
    said = rescrm.ok("draft --event acc")
    assert said.err == 'Nobody was met at ACC. rescrm event met acc "Name; talked …"\n'
    assert dumps.steps() == steps


def test_the_same_run_again_changes_nothing(acc: Program) -> None:
    first = acc.items("draft --event acc-2026")
    steps = dumps.steps()
    assert acc.items("draft --event acc-2026") == first
    assert dumps.steps() == steps


# One person ----------------------------------------------------------------------------------


def test_while_a_follow_up_waits_the_letter_is_its_thank_you(acc: Program) -> None:
    maya = letter(acc, "maya")
    assert (maya["template"], maya["event"]) == ("thank-you", "acc-2026")


def test_else_it_is_a_check_in_about_the_last_topic(rescrm: Program) -> None:
    rescrm.ok("add Maya Rao -k faculty")
    rescrm.ok("log 'yesterday coffee with Maya, talked boards; thanks'")
    maya = letter(rescrm, "maya")
    assert (maya["template"], maya["event"]) == ("check-in", None)
    assert maya["subject"] == "Checking in: boards"
    assert "Hi Dr. Rao," in maya["body"] and "we talked about boards," in maya["body"]


def test_an_attempt_and_a_meeting_missed_are_no_last_topic(rescrm: Program) -> None:
    rescrm.ok("add Maya Rao")
    rescrm.ok("add Ben Adler")
    rescrm.ok("log 'coffee with Ben, talked boards' --missed maya")
    rescrm.ok("log 'called Maya, talked nothing' --attempt")
    assert letter(rescrm, "maya")["subject"] == "Checking in"


def test_a_topic_from_another_day_is_never_put_into_the_event(acc: Program) -> None:
    acc.ok("log '2026-11-01 coffee with Priya, talked boards'")
    assert letter(acc, "priya")["missing"] == ["what did you talk about?"]


def test_a_named_event_decides(acc: Program) -> None:
    acc.ok("log 'called Maya'", now=MONDAY)
    assert letter(acc, "maya", MONDAY)["template"] == "check-in"
    again = letter(acc, "maya --event acc-2026", MONDAY)
    assert (again["template"], again["event"]) == ("thank-you", "acc-2026")


def test_of_an_event_only_what_was_promised_there_is_named(acc: Program) -> None:
    acc.ok('promise maya "the slides" --by wed')
    assert "promised you: the dataset, by Friday, November 27." in letter(acc, "maya")["body"]
    acc.ok('promise lee "the slides" --by wed')
    assert "promised you: the slides, by Wednesday, November 25." in letter(acc, "lee")["body"]


def test_where_we_met_is_no_event_to_come(acc: Program) -> None:
    acc.ok("add Zed Quinn --met acc-2026")
    said = letter(acc, "zed --template before-conference --say topic=ECGs")
    assert said["missing"] == ["which event was it?"]


def test_a_reconnect_may_name_where_we_met(acc: Program) -> None:
    acc.ok("add Zed Quinn --met acc-2026")
    assert letter(acc, "zed --template reconnect")["subject"] == "Catching up after ACC 2026"


@pytest.mark.parametrize(
    ("words", "handles"),
    [
        ("maya", ["maya-rao"]),
        ("maya rao", ["maya-rao"]),
        ("maya lee", ["maya-rao", "lee-wong"]),
        ("@maya-rao lee-wong maya", ["maya-rao", "lee-wong"]),
        ("org:mayo", ["lee-wong", "priya-shah"]),
        ("event:acc-2026 -org:mayo", ["maya-rao"]),
        ("org:nowhere", []),
        ("https://linkedin.com/in/mrao", ["maya-rao"]),
        ("maya@ucsf.edu", ["maya-rao"]),
    ],
)
def test_people_are_named_or_filtered(acc: Program, words: str, handles: list[str]) -> None:
    acc.ok("edit maya --link linkedin.com/in/mrao")
    assert [each["handle"] for each in acc.items(f"draft {words}")] == handles


def test_everyone_who_is_due_is_written_to(acc: Program) -> None:
    acc.ok("add Ben Adler --every '2 weeks' --on 2026-10-01")
    acc.ok("add Dee Park")
    acc.ok('promise dee "the QI deck" --by today')
    found = {each["handle"]: each["template"] for each in acc.items("draft --due")}
    assert found == {
        "ben-adler": "check-in", "maya-rao": "thank-you", "lee-wong": "thank-you",
        "priya-shah": "thank-you",
    }  # fmt: skip
    assert [each["handle"] for each in acc.items("draft --due org:mayo")] == [
        "lee-wong", "priya-shah",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("draft", 2),
        ("draft zed", 4),
        ("draft 99", 4),
        ("draft maya zed", 4),
        ("draft --event nope", 4),
        ("draft maya --template nope", 4),
        ("draft maya --template ../x", 2),
        ("draft maya --template a/b", 2),
        ("draft maya --template ''", 2),
        ("draft maya --to imap", 2),
        ("draft maya lee --to clipboard", 2),
        ("draft maya --to post", 2),
        ("draft maya --through ''", 2),
        ('draft maya --through "\'" --yes', 2),
        ("draft maya --through cat", 3),
        ("draft maya --say news", 2),
        ("draft maya --say 'a b=c'", 2),
        ("draft maya --say news=", 2),
    ],
)
def test_what_cannot_be_written_changes_nothing(acc: Program, line: str, code: int) -> None:
    before = dumps.journaled()
    assert acc(line).code == code
    assert dumps.journaled() == before


def test_two_people_who_fit_are_asked_about(acc: Program) -> None:
    acc.ok("add Maya Patel")
    assert acc("draft maya").code == 3


# Facts and templates -------------------------------------------------------------------------


def test_a_fact_is_said_on_the_spot(acc: Program) -> None:
    waits = letter(acc, "lee --template mentor-update")
    assert waits["missing"] == ["what is new since you last wrote?"]
    assert '--say news="…"' in acc.ok("draft lee --template mentor-update").err
    said = letter(acc, "lee --template mentor-update --say 'news=the abstract was accepted'")
    assert said["state"] == "draft" and "the abstract was accepted" in said["body"]


def test_questions_are_several_and_others_have_names(acc: Program) -> None:
    asked = letter(
        acc, "maya --template mentor-request --say 'questions=How did you begin?' "
        "--say 'questions=What would you do again?'"
    )  # fmt: skip
    assert "- How did you begin?\n- What would you do again?" in asked["body"]
    linked = letter(
        acc, "maya --template intro-ask --say 'other.name=Ben Adler' "
        "--say 'other.about=PGY-2' --say 'why=both follow amyloid'"
    )  # fmt: skip
    assert linked["subject"] == "May I introduce you to Ben Adler?"
    assert "Ben Adler (PGY-2)" in linked["body"]


def test_two_questions_said_at_once_are_two(acc: Program) -> None:
    asked = letter(acc, "maya --template mentor-request --say 'questions=How? And why?'")
    assert "- How?\n- And why?" in asked["body"]


def test_a_fact_that_no_letter_has_room_for_is_named(acc: Program) -> None:
    asked = letter(acc, "maya --template check-in --say 'appreciation=the slides'")
    assert asked["warnings"][-1] == (
        "“appreciation” is not said in it; it may say group, last_topic, news, next_step, promise"
    )
    other = letter(acc, "maya --template check-in --say 'why=both row'")
    assert not any("is not said" in each for each in other["warnings"])


def test_a_field_of_ones_own_is_a_fact(acc: Program) -> None:
    acc.ok("edit lee --set 'what=the grant'")
    assert letter(acc, "lee --template congratulation")["subject"] == "Congratulations: the grant"


def test_ones_own_template_comes_first(acc: Program) -> None:
    write_template("thank-you", "Subject: hi {{ first_name }}\n\nThanks for {{ discussed }}.\n")
    assert letter(acc, "maya")["subject"] == "hi Maya"
    write_template("tea", "Subject: tea?\n\nDear {{ name }}, tea on {{ weekday }}?\n")
    assert letter(acc, "maya --template tea")["missing"] == ["what is “weekday”?"]
    assert letter(acc, "maya --template tea --say weekday=Friday")["state"] == "draft"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("no subject", "Subject"),
        ("Subject: x\n\n{{ ''.__class__ }}", "line 3"),
        ("Subject: x\n\n{% include '/etc/passwd' %}", "line 3"),
        ("x" * 200_000, "too long"),
    ],
)
def test_a_template_that_does_more_than_fill_in_is_refused(
    acc: Program, text: str, word: str
) -> None:
    write_template("mine", text)
    said = acc("draft maya --template mine --json")
    assert said.code == 2 and "template mine" in said.error["message"]
    assert word in said.error["message"]


def test_a_template_that_is_no_text_is_refused(acc: Program) -> None:
    write_template("mine", "").write_bytes(b"Subject: \xff\n\nx")
    assert acc("draft maya --template mine").code == 2


def write_template(name: str, text: str) -> Path:
    folder = Path(os.environ["HOME"]) / ".config/rescrm/templates"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_in_a_note_is_no_template(acc: Program) -> None:
    acc.ok("event met acc-2026 '@priya-shah; talked {{ 7 * 7 }} and {% raw %}'")
    assert "{{ 7 * 7 }} and {% raw %}" in letter(acc, "priya")["body"]


def test_a_group_is_written_to_one_by_one(rescrm: Program) -> None:
    for line in ("add Ana Torres", "group add QI --type committee", "group join qi ana"):
        rescrm.ok(line)
    said = rescrm("draft qi")
    assert said.code == 4
    assert "QI is a group. A letter to each in it: rescrm draft group:qi" in said.err
    assert [each["handle"] for each in rescrm.items("draft group:qi")] == ["ana-torres"]
