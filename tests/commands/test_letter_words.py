"""Letters as somebody careful would write them, from notes as somebody tired writes them."""

from __future__ import annotations

import pytest

from play import Program


@pytest.fixture
def known(rescrm: Program) -> Program:
    """Who writes, and a doctor to write to."""
    rescrm.ok("config set me.name 'Sam Lee'")
    rescrm.ok("config set me.stage MS4")
    rescrm.ok("add 'Jean van der Berg, MD' -k faculty")
    return rescrm


def body(rescrm: Program, line: str) -> str:
    text: str = rescrm.item(line)["body"]
    return text


def test_a_surname_is_whole_and_a_degree_is_no_name(known: Program) -> None:
    assert body(known, "draft jean").startswith("Hi Dr. van der Berg,\n")
    known.ok("add 'Ana Torres'")
    item = known.item("intro ana jean --why 'both do QI'")
    to_ana, to_jean = item["drafts"]
    assert to_ana["subject"] == "May I introduce you to Jean van der Berg?"
    assert "should know each other: you both do QI." in to_jean["body"]


def test_a_friendly_word_to_someone_of_no_kind_takes_the_first_name(known: Program) -> None:
    known.ok("add 'Mary-Kate Olsen'")
    assert body(known, "draft mary-kate").startswith("Hi Mary-Kate,\n")
    thanks = "draft mary-kate --template thank-you --say what='the CV review'"
    assert body(known, thanks).startswith("Dear Mary-Kate Olsen,\n")


def test_only_a_stranger_is_told_who_writes(known: Program) -> None:
    known.ok("event add 'AHA 2026' --from 2026-12-12")
    known.ok("event target aha-2026 'Jean van der Berg, MD' --topic 'his work on AF'")
    draft = "draft jean --event aha-2026"
    assert "I am Sam Lee, an MS4. I will be at AHA 2026." in body(known, draft)
    assert "to hear about your work on AF." in body(known, draft)
    known.ok("log 'yesterday call with Jean, talked IRB timeline'")
    assert "I am Sam Lee" not in body(known, f"{draft} --template before-conference")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("talked IRB timeline", "Last time we talked about the IRB timeline, and"),
        ("discussed whether to apply!", "Last time we talked about whether to apply, and"),
        ("congrats on the baby", "I was thinking of you and wanted to say hello."),
        ("at clinic", "I was thinking of you and wanted to say hello."),
    ],
)
def test_a_note_is_no_topic_before_it_can_stand_in_a_sentence(
    known: Program, note: str, said: str
) -> None:
    known.ok(f"log --with jean --kind coffee --on 2026-11-20 --note '{note}'")
    assert said in body(known, "draft jean --template check-in")


def test_a_month_is_named_once_it_is_long_ago(known: Program) -> None:
    known.ok("log --with jean --kind coffee --on 2026-11-02 --note 'talked boards'")
    said = "It has been a while. When we last talked it was about boards,"
    assert said in body(known, "draft jean --template reconnect")


def test_what_they_did_is_no_news_of_theirs_but_a_move_is(known: Program) -> None:
    known.ok("sponsor jean 'nominated me for the award'")
    congratulation = "draft jean --template congratulation"
    assert known.item(congratulation)["missing"] == ["what did they do?"]
    known.ok("moved jean --org Stanford --title 'section chief' --from 2026-11-01")
    assert "the good news: section chief at Stanford. Congrat" in body(known, congratulation)
    said = body(known, f"{congratulation} --say what='won the teaching award'")
    assert "the good news: you won the teaching award. Congrat" in said


def test_thanks_are_said_once_and_joined_as_in_a_sentence(known: Program) -> None:
    for act in ("introduced me to her boss", "letter of support", "CV review"):
        known.ok(f"sponsor jean '{act}'")
    letter = body(known, "draft jean")
    assert (
        "I am deeply grateful that you introduced me to your boss, for the letter of support, "
        "and for the CV review. You did not have to do that"
    ) in letter
    assert "hank" not in letter


def test_a_kindness_on_a_rotation_is_thanked_for_as_one(known: Program) -> None:
    known.ok("event add 'CCU rotation' --from 2026-11-01 --to 2026-11-20 --type rotation")
    known.ok("event met ccu-rotation '@jean-van-der-berg; taught me echo'")
    letter = known.item("draft jean")
    assert letter["subject"] == "Following up from the CCU rotation"
    assert "I am grateful that you taught me echo." in letter["body"]
    assert "nothing specific: say what you valued" not in letter["warnings"]


def test_two_questions_of_one_point_are_two(known: Program) -> None:
    known.ok("log --with jean --kind coffee --on 2026-11-02 --note 'talked boards'")
    known.ok("agenda jean 'How did you choose? What would you do first?'")
    request = body(known, "draft jean --template mentor-request")
    assert "- How did you choose?\n- What would you do first?\n" in request
