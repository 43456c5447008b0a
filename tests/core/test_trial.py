"""A template tried on a made-up person."""

from __future__ import annotations

from pathlib import Path

import pytest

import rescrm
from rescrm.core.trial import about, trial, tried
from rescrm.errors import TemplateRefused

BUILT_IN = sorted((Path(rescrm.__file__).parent / "templates").glob("*.txt"))
GOOD = "{# Tea for two. Needs: topic. #}\nSubject: Tea\n\nI enjoyed {{ topic }}. Tea?\n"


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.stem)
def test_every_built_in_template_is_without_a_flaw(path: Path) -> None:
    found = trial(path.read_text(encoding="utf-8"), path.stem)
    assert (found.warnings, found.refused) == ((), None)
    assert found.about and len(found.about) <= 60
    assert "each" not in found.uses and "me" not in found.uses


def test_a_trial_says_what_is_needed_and_what_may_be_named() -> None:
    text = (
        "Subject: Tea\n\n{{ topic }}{% if me.name %}{{ me.name }}{% endif %}\n"
        "{% for one in questions %}{{ one }}{% endfor %}{{ salutation }}{{ thanks }}"
    )
    found = trial(text, "tea")
    assert found.needs == ("topic", "questions", "what")
    assert found.uses == ("me.name", "questions", "topic")


def test_a_fact_that_nothing_fills_is_perhaps_misspelt() -> None:
    found = trial("Subject: Tea\n\nI enjoyed {{ topc }}. Tea?\n", "tea")
    assert found.warnings == ("nothing fills topc: what is “topc”? --say topc=…",)
    assert found.needs == ("topc",)


def test_the_letter_it_makes_is_linted() -> None:
    found = trial("Subject: Tea\n\nHello [NAME].\n", "tea")
    assert "a placeholder is left in: [NAME]" in found.warnings
    assert "no question: end with one that is easy to answer" in found.warnings


def test_a_template_that_is_refused_says_so_with_its_line() -> None:
    hostile = GOOD + "{{ ''.__class__ }}"
    with pytest.raises(TemplateRefused, match="line 5"):
        trial(hostile, "tea")
    found = tried(hostile, "tea")
    assert found.refused and "template tea, line 5" in found.refused
    assert (found.about, found.needs) == ("Tea for two", ())
    assert tried(GOOD, "tea").refused is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD, "Tea for two"),
        ("{#\n Tea\n for two.\n#}\nSubject: x", "Tea for two"),
        ("{# Needs: topic. #}\nSubject: x", None),
        ("{# #}\nSubject: x", None),
        ("Subject: x\n\n{# later #}", None),
    ],
)
def test_the_first_sentence_above_the_subject_is_what_it_is_for(
    text: str, said: str | None
) -> None:
    assert about(text) == said
