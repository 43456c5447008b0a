"""Free words about a meeting: a place, a thing, a sentence."""

from __future__ import annotations

import pytest

from rescrm.core.saying import is_place, is_sentence, parted


@pytest.mark.parametrize(
    "words",
    ["she wants a second reader", "I love amyloid", "i’m in", "really kind", "great teacher",
     "gave me her card", "(loved it)"],
)  # fmt: skip
def test_what_says_something_by_itself_is_a_sentence(words: str) -> None:
    assert is_sentence(words)


@pytest.mark.parametrize(
    "words",
    ["amyloid", "how she chose imaging", "whether to apply", "HE in cirrhosis", "CAN and rejection",
     "the IRB reply", "great vessels", "good outcomes", ""],
)  # fmt: skip
def test_a_thing_is_none_and_capitals_are_no_pronouns(words: str) -> None:
    assert not is_sentence(words)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("poster 212", True),
        ("at the reception", True),
        ("met her at lunch", True),
        ("next to the booth", True),
        ("talk on ECGs", False),
        ("her poster about amyloid", False),
        ("amyloid poster", False),
    ],
)
def test_where_one_met_is_a_place_but_not_what_it_was_about(words: str, place: bool) -> None:
    assert is_place(words) is place


@pytest.mark.parametrize(
    ("words", "thing", "sentence"),
    [
        ("amyloid, wants a second reader", "amyloid", "wants a second reader"),
        ("amyloid, AF", "amyloid, AF", None),
        ("wants a reader, amyloid", None, "wants a reader, amyloid"),
        ("", None, None),
    ],
)
def test_a_sentence_is_parted_from_the_thing_before_it(
    words: str, thing: str | None, sentence: str | None
) -> None:
    assert parted(words) == (thing, sentence)
