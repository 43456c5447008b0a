"""Letters to many, each with their own facts: before an event, to whom is due, handing over."""

from __future__ import annotations

from typing import Any

import pytest

import dumps
from play import Program

AFTER = "2026-12-10T08:00:00-05:00"
DURING = "2026-12-06T08:00:00-05:00"


@pytest.fixture
def known(rescrm: Program) -> Program:
    """Co-residents in a pod, one with a topic and a promise; a mentor; the user signs."""
    rescrm.ok("config set me.name 'Sam Lee'")
    rescrm.ok("add 'Ana Torres' -k co-resident --every '4 weeks' --on 2026-09-01")
    rescrm.ok("add 'Ben Adler' -k co-resident --every '4 weeks' --on 2026-09-01")
    rescrm.ok("add 'Samuel Okafor' -k faculty --every '6 weeks' --on 2026-08-01")
    rescrm.ok("mentor set okafor --role research")
    rescrm.ok("group add Tuesday --type pod")
    rescrm.ok("group join tuesday ana ben")
    rescrm.ok("log '2026-10-02 coffee with Ana, talked boards'")
    rescrm.ok("promise ana 'the ECG slides' --by fri")
    return rescrm


@pytest.fixture
def acc(known: Program) -> Program:
    """A conference ahead, with four to look for there."""
    known.ok("event add 'ACC 2026' --from 2026-12-05 --to 2026-12-07 --city 'New Orleans'")
    for line in (
        "'Maya Rao' --session 'Amyloidosis after the trials' --topic 'cardiac amyloid' "
        "--at 2026-12-05T10:30:00-06:00",
        "'Lee Wong' --session 'poster 212'",
        "'Priya Shah'",
        "okafor --topic registries",
    ):
        known.ok(f"event target acc-2026 {line}")
    return known


def letters(rescrm: Program, line: str, now: str | None = None) -> dict[str, dict[str, Any]]:
    return {each["handle"]: each for each in rescrm.items(f"draft {line}", now=now)}


# Several at once -----------------------------------------------------------------------------


def test_each_letter_has_the_facts_of_its_own_person(known: Program) -> None:
    found = letters(known, "ana ben --template check-in")
    ana, ben = found["ana-torres"]["body"], found["ben-adler"]["body"]
    assert "we talked about boards" in ana
    assert "what I promised you: the ECG slides, by Friday, November 27." in ana
    assert "see you at the Tuesday pod soon." in ana
    assert "boards" not in ben and "ECG" not in ben
    assert "How have you been, outside the Tuesday pod?" in ben


def test_a_promise_past_its_day_is_named_without_it(known: Program) -> None:
    body = letters(known, "ana --template check-in", AFTER)["ana-torres"]["body"]
    assert "what I promised you: the ECG slides.\n" in body


def test_a_group_that_i_have_left_is_not_spoken_of(known: Program) -> None:
    known.ok("group join tuesday me --term 2026-01..2026-10")
    assert "Tuesday" in letters(known, "ben")["ben-adler"]["body"]
    known.ok("group join tuesday me --term 2027-01..2027-06")
    assert "Tuesday" not in letters(known, "ben")["ben-adler"]["body"]


def test_questions_on_the_agenda_go_into_a_request(known: Program) -> None:
    known.ok("agenda okafor 'Which cohort would you start with?'")
    known.ok("agenda okafor 'the abstract'")
    known.ok("agenda okafor 'Should I apply this year?'")
    line = "okafor --template mentor-request --say discussed=outcomes"
    found = letters(known, line)["samuel-okafor"]
    assert "- Which cohort would you start with?\n- Should I apply this year?\n\n" in found["body"]
    assert "abstract" not in found["body"] and found["warnings"] == []


def test_a_request_names_all_that_it_lacks(known: Program) -> None:
    known.ok("config set me.name ''")
    found = letters(
        known, "okafor --template mentor-request --say discussed=x --say questions=Why?"
    )["samuel-okafor"]
    assert "one question: two or three make the meeting worth their time" in found["warnings"]
    assert any(each.startswith("it does not say who you are") for each in found["warnings"])
    waits = letters(known, "okafor --template mentor-request")["samuel-okafor"]
    assert waits["missing"] == ["what did you talk about?", "what would you like to ask?"]


# Before an event -----------------------------------------------------------------------------


def test_each_target_is_written_to_with_session_topic_and_time(acc: Program) -> None:
    found = letters(acc, "--event acc-2026 --template before-conference")
    assert {handle: each["state"] for handle, each in found.items()} == {
        "maya-rao": "draft", "lee-wong": "draft", "priya-shah": "waiting",
        "samuel-okafor": "draft",
    }  # fmt: skip
    maya = found["maya-rao"]
    assert (maya["template"], maya["event"]) == ("before-conference", "acc-2026")
    assert maya["subject"] == "Meeting at ACC 2026: cardiac amyloid"
    assert (
        "I will be at ACC 2026 in New Orleans and plan to come to “Amyloidosis after the trials” "
        "on Saturday, December 5, at 10:30 a.m. I would especially like to hear about your work on "
        "cardiac amyloid."
    ) in maya["body"]
    assert "plan to come to poster 212." in found["lee-wong"]["body"]


def test_a_target_without_a_topic_waits_and_says_where_to_put_it(acc: Program) -> None:
    said = acc.ok("draft --event acc-2026 --template before-conference")
    assert (
        "Priya Shah: which work of theirs interests you? "
        'rescrm event target acc-2026 "@priya-shah" --topic "…"\n'
    ) in said.err
    assert "acc-2026: 4 targets, 3 drafts, 1 waits for a fact" in said.err
    acc.ok("event target acc-2026 @priya-shah --topic ECGs")
    assert letters(acc, "--event acc-2026")["priya-shah"]["state"] == "draft"


def test_while_it_is_ahead_the_letter_of_an_event_is_the_one_before_it(acc: Program) -> None:
    ahead = letters(acc, "--event acc-2026")
    assert {each["template"] for each in ahead.values()} == {"before-conference"}
    assert letters(acc, "maya")["maya-rao"]["template"] == "before-conference"
    assert letters(acc, "maya --event acc-2026")["maya-rao"]["template"] == "before-conference"
    assert letters(acc, "maya --template before-conference")["maya-rao"]["event"] == "acc-2026"


def test_who_has_been_reached_is_not_written_to_again(acc: Program) -> None:
    maya = letters(acc, "--event acc-2026")["maya-rao"]
    said = acc.ok(f"sent {maya['id']} --format rich")
    assert '"Meeting at ACC 2026: cardiac amyloid", the outreach is done.' in " ".join(
        said.out.split()
    )
    acc.ok("log 'emailed Lee'")
    assert set(letters(acc, "--event acc-2026")) == {"priya-shah", "samuel-okafor"}
    acc.ok("archive okafor")
    acc.ok("event met acc-2026 '@priya-shah; talked ECGs'", now=DURING)
    assert letters(acc, "--event acc-2026 --template before-conference", DURING) == {}


def test_a_letter_before_an_event_that_is_over_is_refused(acc: Program) -> None:
    said = acc("draft --event acc-2026 --template before-conference", now=AFTER)
    assert said.code == 2
    assert "To thank whom you met: rescrm draft --event acc-2026" in said.err


def test_without_anyone_to_look_for_it_says_how_to_name_them(known: Program) -> None:
    known.ok("event add 'AHA 2026' --from 2026-12-05")
    said = known.ok("draft --event aha-2026 --template before-conference")
    assert 'rescrm event target aha-2026 "Name" --topic …' in said.err


def test_a_sent_letter_before_an_event_is_taken_back_in_one_step(acc: Program) -> None:
    maya = letters(acc, "--event acc-2026")["maya-rao"]
    before = dumps.journaled(), dumps.agenda()
    acc.ok(f"sent {maya['id']}")
    assert "maya-rao" not in {each["handle"] for each in acc.items("due")}
    acc.ok("undo")
    assert (dumps.journaled(), dumps.agenda()) == before


# What is due ---------------------------------------------------------------------------------


def test_everything_due_gets_the_letter_that_fits(acc: Program) -> None:
    acc.ok("sponsor ben 'invited me as co-author' --on 2026-11-18")
    found = {handle: each["template"] for handle, each in letters(acc, "--due").items()}
    assert found == {
        "ana-torres": "check-in", "ben-adler": "sponsor-thanks", "maya-rao": "before-conference",
        "lee-wong": "before-conference", "priya-shah": "before-conference",
        "samuel-okafor": "before-conference",
    }  # fmt: skip


def test_a_mentor_is_told_the_news_where_there_are_any(known: Program) -> None:
    assert letters(known, "--due role:any")["samuel-okafor"]["template"] == "check-in"
    found = letters(known, "--due role:any --say news='the abstract was accepted'")
    assert found["samuel-okafor"]["template"] == "mentor-update"
    assert "the abstract was accepted" in found["samuel-okafor"]["body"]
    assert letters(known, "--due --say news=x")["ana-torres"]["template"] == "check-in"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("told me of the T32 slot", "I am grateful that you told me of the T32 slot"),
        ("CV review", "I am grateful for the CV review"),
    ],
)
def test_what_was_received_is_thanked_for_in_a_sentence(
    known: Program, what: str, said: str
) -> None:
    known.ok(f"got ana '{what}' --on 2026-11-18")
    found = letters(known, "ana")["ana-torres"]
    assert found["template"] == "thank-you" and said in found["body"]
    closed = known.items("due")
    assert "thank-you" in {each["what"] for each in closed}
    known.ok(f"sent {found['id']}")
    assert "thank-you" not in {each["what"] for each in known.items("due")}


def test_two_kindnesses_are_thanked_for_in_one_letter(known: Program) -> None:
    known.ok("got ana 'the CV review' --on 2026-11-18")
    known.ok("got ana 'told me of the slot' --on 2026-11-18")
    found = letters(known, "ana")["ana-torres"]
    assert "for the CV review, and that you told me of the slot" in found["body"]
    known.ok("got ana 'a ride home' --on 2026-11-18")
    known.ok(f"sent {found['id']}")
    left = [each["about"] for each in known.items("due") if each["what"] == "thank-you"]
    assert left == ["a ride home"]


def test_a_letter_after_an_event_closes_no_thanks_it_does_not_name(known: Program) -> None:
    known.ok("event add ACC --from 2026-11-19 --to 2026-11-21")
    known.ok("event met acc '@ana-torres; talked ECGs'")
    known.ok("got ana 'the CV review' --on 2026-11-18")
    found = letters(known, "ana --event acc")["ana-torres"]
    known.ok(f"sent {found['id']}")
    assert [each["what"] for each in known.items("due") if each["handle"] == "ana-torres"] == [
        "thank-you"
    ]


def test_a_mentors_meeting_is_thanked_for_by_what_was_talked_about(known: Program) -> None:
    known.ok("log 'coffee with Okafor, talked the IRB reply'")
    found = letters(known, "okafor")["samuel-okafor"]
    assert found["template"] == "thank-you"
    assert "I especially appreciated our conversation about the IRB reply." in found["body"]


# A group handed over -------------------------------------------------------------------------


@pytest.fixture
def chair(known: Program) -> Program:
    """The user's term in a committee is about to end."""
    known.ok("group add QI --type committee --meets '2nd tue 18:00'")
    known.ok("group join qi me --role chair --term 2025-12..2026-11")
    known.ok("agenda group:qi 'the hand hygiene audit'")
    return known


def test_the_next_person_gets_the_hand_over_with_the_groups_facts(chair: Program) -> None:
    chair.ok("group join qi ben --role chair --term 2026-12..2027-11")
    found = [each for each in chair.items("draft --due") if each["template"] == "hand-over"]
    (ben,) = found
    assert (ben["handle"], ben["subject"]) == ("ben-adler", "Handing over the QI committee")
    assert "My term as chair of the QI committee ends on Monday, November 30" in ben["body"]
    assert "We meet on the second Tuesday of each month at 6 p.m. Still open:" in ben["body"]
    assert "\n\n- the hand hygiene audit" in ben["body"]
    chair.ok(f"sent {ben['id']}")
    assert "hand-over" not in {each["what"] for each in chair.items("due")}
    assert chair.items("due")[0]["what"] == "check-in"


def test_a_term_that_is_over_is_spoken_of_as_over(chair: Program) -> None:
    chair.ok("group join qi ben --role chair --term 2026-12..2027-11")
    body = letters(chair, "ben --template hand-over", AFTER)["ben-adler"]["body"]
    assert "ended on Monday, November 30, and" in body
    assert "sit down for twenty minutes soon, so that" in body


def test_a_group_without_days_of_its_own_is_handed_over_too(known: Program) -> None:
    known.ok("group add Echo --type study --every '2 weeks'")
    known.ok("group join echo me --term 2025-12..2026-11")
    known.ok("group join echo ben --term 2026-12..2027-11")
    body = letters(known, "ben --template hand-over")["ben-adler"]["body"]
    assert "My term in the Echo study group ends on Monday, November 30" in body
    assert "\n\nWe meet every 2 weeks.\n\nCould we" in body


def test_without_a_next_person_it_asks_who_and_writes_the_others(chair: Program) -> None:
    said = chair.ok("draft --due")
    assert "QI: who comes after you?" in said.err
    assert "ana-torres" in said.out and "hand-over" not in said.out


def test_someone_in_the_group_can_be_named(chair: Program) -> None:
    chair.ok("group join qi ana --role member")
    found = letters(chair, "ana --template hand-over")["ana-torres"]
    assert found["subject"] == "Handing over the QI committee"
    chair.ok(f"sent {found['id']}")
    assert "hand-over" not in {each["what"] for each in chair.items("due")}


def test_someone_in_no_group_of_mine_waits_for_its_name(chair: Program) -> None:
    found = letters(chair, "okafor --template hand-over")["samuel-okafor"]
    assert found["missing"] == ["which group is it?", "when does your term end?"]
    chair.ok("draft okafor --template hand-over --say group='the QI' --say until=June")


def test_each_group_has_a_letter_of_its_own(chair: Program) -> None:
    chair.ok("group join qi ben --role chair --term 2026-12..2027-11")
    chair.ok("group add Wellness --type committee")
    chair.ok("group join wellness me --role chair --term 2025-12..2026-11")
    chair.ok("group join wellness ben --role chair --term 2026-12..2027-11")
    found = [each for each in chair.items("draft --due") if each["template"] == "hand-over"]
    assert sorted(each["subject"] for each in found) == [
        "Handing over the QI committee", "Handing over the Wellness committee",
    ]  # fmt: skip
    assert chair.items("draft --due") == chair.items("draft --due")


# What is noted of them, said to them ---------------------------------------------------------


def test_what_was_noted_of_someone_is_said_to_them(known: Program) -> None:
    known.ok("log 'coffee with Ben, talked about his amyloid registry'")
    assert "we talked about your amyloid registry," in letters(known, "ben")["ben-adler"]["body"]


def test_what_several_spoke_of_stays_as_it_was_noted(known: Program) -> None:
    known.ok("log 'coffee with Ben and Ana, talked about her slides'")
    assert "we talked about her slides," in letters(known, "ben")["ben-adler"]["body"]


def test_my_own_letter_is_no_talk_unless_there_was_nothing_else(known: Program) -> None:
    known.ok("log 'coffee with Ben, talked about rowing'")
    known.ok("log 'emailed Ben, the CV'")
    assert letters(known, "ben")["ben-adler"]["subject"] == "Checking in: rowing"
    known.ok("add 'Priya Nair' -k co-resident")
    known.ok("log 'emailed Priya Nair, the CV'")
    only = letters(known, "@priya-nair")["priya-nair"]
    assert only["subject"] == "Checking in: the CV"
    assert "I last wrote to you about the CV," in only["body"]
    assert "talked" not in only["body"]


@pytest.mark.parametrize(
    "line",
    [
        "log 'coffee with Ben, we walked round the block'",
        "log debrief --with ben --note 'the long night'",
    ],
)
def test_what_is_no_topic_stays_out_of_a_letter(known: Program, line: str) -> None:
    known.ok(line)
    ben = letters(known, "ben")["ben-adler"]
    assert "we walked" not in ben["body"] and "night" not in ben["body"]
    assert ben["subject"] == "Checking in"


def test_who_was_named_by_someone_is_told_so(known: Program) -> None:
    known.ok("add 'Helen Brandt' --via okafor")
    line = "helen --template mentor-request --say 'questions=How did you begin? What next?'"
    found = letters(known, line)["helen-brandt"]
    assert "Dr. Okafor suggested that I write to you, and I would value" in found["body"]
    assert "conversation" not in found["body"] and found["warnings"] == []


def test_with_news_a_mentor_gets_an_update_and_others_a_word(known: Program) -> None:
    known.ok("mentor set okafor --role research")
    found = letters(known, "okafor ben --say 'news=our paper is out'")
    assert found["samuel-okafor"]["template"] == "mentor-update"
    assert found["ben-adler"]["template"] == "check-in"
    assert "Some news from here: our paper is out." in found["ben-adler"]["body"]


def test_a_tough_week_asks_for_a_word_and_nothing_else(known: Program) -> None:
    known.ok("add 'Kofi Mensah' -k co-resident")
    known.ok("tag kofi +tough-week")
    assert letters(known, "kofi")["kofi-mensah"]["template"] == "check-in"


@pytest.mark.parametrize(
    ("type", "said"),
    [
        ("rotation", "to talk with me on the Fall block."),
        ("workshop", "to talk with me at the Fall block."),
        ("conference", "to talk with me at Fall block."),
    ],
)
def test_an_event_is_spoken_of_as_what_it_is(known: Program, type: str, said: str) -> None:
    known.ok(f"event add 'Fall block' --from 2026-11-02 --to 2026-11-20 --type {type}")
    known.ok("event met fall-block 'Helen Brandt; talked family meetings'")
    assert said in letters(known, "--event fall-block")["helen-brandt"]["body"]
