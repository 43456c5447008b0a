"""What is pointed out about a letter before it goes out."""

from __future__ import annotations

import pytest

from rescrm.core.lint import NOT_SPECIFIC, lint, lint_again

GOOD = "Thank you for the talk about the amyloid cohort. Could we speak again?"


def test_a_good_letter_draws_no_remark() -> None:
    assert lint("Following up", GOOD) == ()
    assert lint("Following up", GOOD, {"discussed": "The amyloid  cohort."}) == ()


@pytest.mark.parametrize(
    ("body", "remark"),
    [
        (GOOD + " word" * 139, "152 words: 150 are read to the end"),
        ("Thank you. Call me.", "no question: end with one that is easy to answer"),
        ("Thanks? a? b?? c? “d?”", "5 questions: one is answered, three at most"),
        ("How are you?", "nothing specific: say what you valued"),
        (GOOD + " [NAME]", "a placeholder is left in: [NAME]"),
        (GOOD + " [your institution]", "a placeholder is left in: [your institution]"),
        (GOOD + " <name>", "a placeholder is left in: <name>"),
        (GOOD + " {{ name }}", "a placeholder is left in: {{"),
        (GOOD + " XXX", "a placeholder is left in: XXX"),
        (GOOD + " ____", "a placeholder is left in: ____"),
        (GOOD + " TODO", "a placeholder is left in: TODO"),
        (GOOD + " TBD.", "a placeholder is left in: TBD"),
        (GOOD + " {% if x %}", "a placeholder is left in: {%"),
    ],
)
def test_lint_points_out(body: str, remark: str) -> None:
    assert lint("Hello", body) == (remark,)


@pytest.mark.parametrize(
    "aside",
    [
        "[1]",
        "[sic]",
        "<sam@example.org>",
        "MXXX1",
        "https://x.org/?a=1",
        "really?no",
        "{a}",
        "__",
        "to do",
        "todos",
    ],
)
def test_lint_leaves_alone(aside: str) -> None:
    assert lint("Hello", f"{GOOD} {aside}") == ()


def test_exactly_150_words_and_three_questions_are_fine() -> None:
    assert lint("Hello", "Thank you? " + "a? b? " + "word " * 146) == ()


@pytest.mark.parametrize("mark", ["?", "？", "؟", "?!", "?”", "?)"])
def test_a_question_is_a_question_in_any_script(mark: str) -> None:
    assert lint("Hello", f"Thank you, and when{mark}") == ()


def test_with_the_facts_at_hand_thanks_alone_are_not_specific() -> None:
    facts = {"discussed": "ECG night", "questions": ["amyloid"]}
    assert lint("Hello", GOOD, facts) == ("nothing specific: say what you valued",)
    assert lint("Hello", GOOD, {"topic": "AMYLOID"}) == ()
    assert lint("Hello", GOOD, {}) == ("nothing specific: say what you valued",)


@pytest.mark.parametrize(
    ("fact", "is_named"),
    [("the talk.", True), ("The Talk;", True), ("the talks", False), ("", False), (" . ", False)],
)
def test_a_fact_is_named_whatever_it_ends_with_and_an_empty_one_never(
    fact: str, is_named: bool
) -> None:
    assert (lint("Hello", GOOD, {"topic": fact}) == ()) is is_named


def test_a_letter_without_a_subject_is_pointed_out() -> None:
    assert lint(" ", GOOD) == ("it has no subject",)


@pytest.mark.parametrize("left", ["TODO TODO", "[NAME] and [NAME]"])
def test_the_same_placeholder_is_pointed_out_once(left: str) -> None:
    assert len(lint("Hello", f"{GOOD} {left}")) == 1


def test_a_placeholder_in_the_subject_is_found_too() -> None:
    assert lint("About XXX", GOOD) == ("a placeholder is left in: XXX",)


# A request to a mentor ------------------------------------------------------------------------

REQUEST = (
    "I am Sam Lee, PGY-2 at Mercy. I appreciated our talk about imaging.\n"
    "- How did you choose it?\n- What would you do first?\n"
    "If you had 15 to 20 minutes, I would be grateful."
)
WHO = "it does not say who you are: rescrm config set me.name, me.stage, me.institution"


def test_a_whole_request_draws_no_remark() -> None:
    assert lint("Your advice", REQUEST, kind="mentor-request") == ()


@pytest.mark.parametrize(
    ("without", "instead", "remark"),
    [
        ("I am Sam Lee, PGY-2 at Mercy. ", "", WHO),
        ("I am Sam Lee", "I am working", WHO),
        ("I am Sam Lee", "If this is a busy time", WHO),
        ("15 to 20 minutes", "time", "it asks for no time: 15 to 20 minutes are easy to give"),
        ("15 to 20 minutes", "2 hours", "it asks for no time: 15 to 20 minutes are easy to give"),
        (
            "- What would you do first?\n",
            "",
            "one question: two or three make the meeting worth their time",
        ),
        ("?", ".", "no question: end with one that is easy to answer"),
        ("first?\n", "first?\nWhen? Where?\n", "4 questions: one is answered, three at most"),
    ],
)
def test_a_request_says_what_it_lacks(without: str, instead: str, remark: str) -> None:
    lacking = REQUEST.replace(without, instead)
    assert lint("Your advice", lacking, kind="mentor-request") == (remark,)
    assert WHO not in lint("Your advice", lacking)


def test_a_request_without_a_kind_word_says_so() -> None:
    cold = "I am Sam Lee. Why? When? Could you spare fifteen minutes."
    assert lint("Hello", cold, {"topic": "when"}, "mentor-request") == (
        "it does not say what you appreciate",
    )


@pytest.mark.parametrize(
    "who", ["My name is Sam", "I'm Sam", "I’m Sam", "This is Élodie", "I am an MS4"]
)
def test_one_may_say_who_one_is_in_other_words(who: str) -> None:
    assert lint("Hi", REQUEST.replace("I am Sam Lee", who), kind="mentor-request") == ()


@pytest.mark.parametrize("time", ["15 minutes", "fifteen minutes", "20 or so minutes"])
def test_time_is_asked_for_in_figures_or_words(time: str) -> None:
    assert lint("Hi", REQUEST.replace("15 to 20 minutes", time), kind="mentor-request") == ()


def test_a_letter_changed_by_hand_stays_as_specific_as_it_was() -> None:
    before = "Hi Ana,\n\nI think you and Ben should know each other: you both do QI. May I?\n\nSam"
    after = before.replace("Sam", "Yours, Sam")
    assert lint_again("May I?", after, before, ()) == ()
    assert lint_again("May I?", after, before, (NOT_SPECIFIC,)) == (NOT_SPECIFIC,)
    assert lint_again("May I?", "Hi Ana, how are you?", before, ()) == (NOT_SPECIFIC,)
    assert lint_again("", f"{after} [NAME]", before, ()) == (
        "it has no subject",
        "a placeholder is left in: [NAME]",
    )
