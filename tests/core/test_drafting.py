"""What a letter says, what it waits for, and what is pointed out about it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rescrm
from rescrm.core.drafting import EXAMPLE, Composed, compose, question
from rescrm.core.lint import lint
from rescrm.errors import TemplateRefused

TEMPLATES = Path(rescrm.__file__).parent / "templates"
NAMES = [
    "before-conference",
    "check-in",
    "congratulation",
    "hand-over",
    "intro-ask",
    "intro-connect",
    "mentor-request",
    "mentor-update",
    "reconnect",
    "sponsor-thanks",
    "thank-you",
]
ME = {"name": "Sam Lee", "stage": "PGY-2", "institution": "Mercy Hospital"}
MAYA: Mapping[str, object] = {
    "name": "Maya Rao",
    "kind": "faculty",
    "event": "ACC",
    "discussed": "the amyloid cohort",
    "me": ME,
}


def own(name: str) -> str:
    return (TEMPLATES / f"{name}.txt").read_text(encoding="utf-8")


def letter(template: str, /, **facts: object) -> Composed:
    return compose(own(template), facts, template)


def simple(body: str, /, **facts: object) -> Composed:
    return compose(f"Subject: hello\n\n{body}", facts, "mine")


# A thank-you after a meeting ---------------------------------------------------------------


def test_a_thank_you_names_what_was_discussed_and_offers_fifteen_minutes() -> None:
    assert letter("thank-you", **MAYA) == Composed(
        subject="Following up from ACC: the amyloid cohort",
        body=(
            "Dear Dr. Rao,\n"
            "\n"
            "Thank you for taking the time to talk with me at ACC. I especially appreciated our "
            "conversation about the amyloid cohort.\n"
            "\n"
            "I would like to hear more. Could we talk for fifteen minutes by phone in the next "
            "few weeks?\n"
            "\n"
            "Warm regards,\n"
            "Sam Lee\n"
            "PGY-2, Mercy Hospital"
        ),
        warnings=("no next step noted: it offers fifteen minutes by phone",),
    )


def test_a_thank_you_keeps_the_promise_and_the_next_step() -> None:
    facts = {**MAYA, "next_step": "a call in April.", "promise": "the dataset, by Friday 26 March"}
    composed = letter("thank-you", **facts)
    assert composed.warnings == ()
    assert composed.body is not None
    assert "what I promised you: the dataset, by Friday 26 March.\n" in composed.body
    assert "next step: a call in April. Would that work for you?\n" in composed.body
    assert "fifteen minutes" not in composed.body


def test_without_the_thing_discussed_a_thank_you_is_not_written_but_asks() -> None:
    composed = letter("thank-you", name="Priya Shah", event="ACC")
    assert composed == Composed(subject=None, body=None, missing=("discussed",))
    assert question("discussed") == "what did you talk about?"


# Every template ----------------------------------------------------------------------------


def test_these_are_the_templates() -> None:
    assert sorted(path.stem for path in TEMPLATES.glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_template_with_all_its_facts_makes_a_letter_without_a_flaw(name: str) -> None:
    composed = compose(own(name), EXAMPLE, name)
    assert (composed.missing, composed.warnings) == ((), ())
    assert composed.body is not None and composed.subject
    assert "\n\n\n" not in composed.body and composed.body == composed.body.strip()
    assert not any(mark in composed.body + composed.subject for mark in ("{", "}", "  ", " ."))
    assert composed.body.endswith("\nSam Lee\nPGY-2, internal medicine, Mercy Hospital")


@pytest.mark.parametrize("name", NAMES)
def test_a_template_says_what_it_needs_above_its_subject(name: str) -> None:
    head, _, rest = own(name).partition("\n")
    assert head.startswith("{#") and "Needs" in head and head.endswith("#}")
    assert rest.startswith("Subject: ")


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_short_even_without_the_optional_facts(name: str) -> None:
    needed = {"event", "topic", "discussed", "what", "news", "why", "questions", "other"}
    needed |= {"group", "until"}
    facts = {word: EXAMPLE[word] for word in needed | {"name"}}
    composed = compose(own(name), facts, name)
    assert composed.body is not None
    assert len(composed.body.split()) <= 100
    assert not any("question" in warning for warning in composed.warnings)


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("before-conference", ("event", "topic")),
        ("check-in", ()),
        ("congratulation", ("what",)),
        ("hand-over", ("group", "until")),
        ("intro-connect", ("other.name", "why")),
        ("intro-ask", ("other.name", "why")),
        ("mentor-request", ("discussed", "questions")),
        ("mentor-update", ("news",)),
        ("reconnect", ("last_topic",)),
        ("sponsor-thanks", ("what",)),
        ("thank-you", ("discussed",)),
    ],
)
def test_a_name_alone_is_not_enough(name: str, missing: tuple[str, ...]) -> None:
    composed = letter(name, name="Ana Torres")
    assert composed.missing == missing
    assert (composed.body is None) == bool(missing)


@pytest.mark.parametrize("instead", [{"event": "ACC"}, {"last_topic": "boards"}])
def test_an_event_or_a_topic_is_enough_to_reconnect(instead: Mapping[str, object]) -> None:
    composed = letter("reconnect", name="Ana Torres", **instead)
    assert composed.body is not None
    assert str(next(iter(instead.values()))) in composed.body


def test_a_session_does_for_a_topic_before_a_conference() -> None:
    composed = letter("before-conference", name="Maya Rao", event="ACC", session="poster 212")
    assert composed.subject == "Meeting at ACC: poster 212"
    assert "plan to come to poster 212." in (composed.body or "")


def test_a_mentor_is_asked_three_questions_at_most_and_for_time() -> None:
    asked = ["Which fellowship?", "Which year?", "Which city?", "Which boat?"]
    composed = letter("mentor-request", **MAYA, questions=asked)
    body = composed.body or ""
    assert "- Which year?\n- Which city?\n\nIf you had 15 to 20 minutes" in body
    assert "I am Sam Lee, a PGY-2 at Mercy Hospital. I appreciated" in body
    assert "Which boat?" not in body and composed.warnings == ()


# Gaps --------------------------------------------------------------------------------------


def test_all_gaps_are_listed_in_the_order_they_are_read() -> None:
    composed = compose("Subject: {{ event }}\n\n{{ promise }} {{ event }} {{ me.stage }}", {}, "m")
    assert composed.missing == ("event", "promise", "me.stage")
    assert (composed.subject, composed.body, composed.warnings) == (None, None, ())


def test_a_subject_that_is_whole_is_kept_while_the_letter_waits() -> None:
    composed = simple("{{ discussed }}")
    assert (composed.subject, composed.body) == ("hello", None)


@pytest.mark.parametrize("nothing", [None, "", "  \n", []])
def test_an_empty_fact_is_a_missing_one(nothing: object) -> None:
    assert simple("{{ discussed }}", discussed=nothing).missing == ("discussed",)


@pytest.mark.parametrize(
    ("missing", "asked"),
    [
        ("discussed", "what did you talk about?"),
        ("other.name", "whom should they meet?"),
        ("me.stage", "who are you?"),
        ("discused", "what is “discused”?"),
    ],
)
def test_a_gap_is_asked_about_kindly(missing: str, asked: str) -> None:
    assert question(missing) == asked


# What people wrote -------------------------------------------------------------------------


def test_a_note_that_is_a_template_stays_text() -> None:
    composed = simple("{{ discussed }}?", discussed="{{ ''.__class__ }} {% for x in y %}")
    assert composed.body == "{{ ''.__class__ }} {% for x in y %}?"
    assert "a placeholder is left in: {{" in composed.warnings


def test_a_subject_is_one_line() -> None:
    facts = {"event": "ACC\r\nBcc: all@example.org\n\nDear all"}
    composed = compose("Subject: From {{ event }}\n\nHello", facts, "mine")
    assert composed.subject == "From ACC Bcc: all@example.org Dear all"
    assert composed.body == "Hello"


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_no_fact_breaks_a_subject_or_leaves_a_control_character(wild: str) -> None:
    composed = compose("Subject: a {{ x }}\n\nb {{ x }}", {"x": f"c{wild}"}, "mine")
    assert composed.subject is not None and composed.body is not None
    assert len(composed.subject.splitlines()) == 1
    assert all(c.isprintable() or c > "\x9f" or c in "\n\t" for c in composed.body)
    composed.body.encode()


def test_a_hostile_template_is_refused_by_name_and_line() -> None:
    with pytest.raises(TemplateRefused, match=r"template mine, line 4: a template calls nothing"):
        compose("Subject: x\n\nDear {{ name }},\n{{ f() }}", {"name": "Maya"}, "mine")


def test_paragraphs_that_were_left_out_leave_no_hole() -> None:
    body = "one   \n\n{% if no %}two{% endif %}\n\n{% if no %}three{% endif %}\n\nfour\n\n\n"
    assert simple(body).body == "one\n\nfour"


def test_a_warning_is_given_for_what_the_letter_would_have_said() -> None:
    body = "Thanks!{% if next_step %}{{ next_step }}{% endif %} Ok? {{ signature|default }}"
    unsigned = "unsigned: rescrm config set me.name 'YOUR NAME'"
    assert simple(body).warnings[-2:] == ("no next step noted", unsigned)
    known = simple(body, next_step="a call", me=ME).warnings
    assert "no next step noted" not in known and unsigned not in known
    promised = simple(body, promise="the dataset, by Friday").warnings
    assert "no next step noted" not in promised


# Names -------------------------------------------------------------------------------------


def test_a_greeting_that_was_given_is_kept() -> None:
    facts = {"name": "Maya Rao", "salutation": "Maya", "first_name": None, "signature": "S."}
    composed = simple("{{ salutation }} {{ first_name }} {{ signature }}", **facts, me=ME)
    assert composed.body == "Maya Maya S."


@pytest.mark.parametrize(
    ("me", "signed"),
    [
        (ME, "Sam Lee\nPGY-2, Mercy Hospital"),
        ({"name": "Sam Lee"}, "Sam Lee"),
        ({"name": None, "stage": "PGY-2"}, "-"),
        (None, "-"),
    ],
)
def test_a_letter_is_signed_as_far_as_is_known(me: object, signed: str) -> None:
    assert simple("{{ signature|default('-') }}", me=me).body == signed


# Words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["neglect", "fail", "score", "overdue", "guilt", "should have"])
def test_no_template_and_no_remark_blames(word: str) -> None:
    said = [own(name).lower() for name in NAMES]
    said += lint("", "word " * 200) + lint("a", "? " * 9 + "[NAME]")
    assert not any(word in text for text in said)
