"""What a note was about."""

from __future__ import annotations

import pytest

from rescrm.core.topics import topic


@pytest.mark.parametrize(
    ("note", "about"),
    [
        ("talked boards", "boards"),
        ("coffee, talked about the boards; tired", "the boards"),
        ("We discussed: QI, and fellowship. Then lunch.", "QI, and fellowship"),
        ("IRB reply", "IRB reply"),
        ("IRB reply.", "IRB reply"),
        ("Following up from ACC 2027: the amyloid cohort", "the amyloid cohort"),
        ("boards", "boards"),
        ("Ana told me that she has matched in cardiology", None),
        ("talked " + "very long " * 9, None),
        ("talked " + "a" * 60, "a" * 60),
        ("talked " + "a" * 61, None),
        ("discussed X", "X"),
        ("a b c d e f", "a b c d e f"),
        ("a b c d e f g", None),
        ("lovely person; amyloid", "amyloid"),
        ("works nights; amyloid", "amyloid"),
        ("", None),
        ("...", None),
        ("we walked round the block after", None),
        ("missed you at lunch", None),
        ("wants a second reader", None),
        ("commented on the post on burnout", None),
        ("Thank you", None),
        ("Could I ask your advice?", None),
        ("Thank you: the IRB reply", "the IRB reply"),
        ("poster 212; AF ablation registry; her K award", "AF ablation registry"),
        ("poster 212; she wants a second reader", None),
        ("talk on ECGs", "talk on ECGs"),
        ("at the reception", None),
        ("about the IRB reply", "the IRB reply"),
        ("re: boards!", "boards"),
        ("discussed whether to apply this year?", "whether to apply this year"),
        ("at clinic", None),
        ("after rounds with Ben", None),
        ("congrats on the baby", None),
        ("Happy birthday!", None),
        (None, None),
    ],
)
def test_a_topic_is_short_and_said_plainly(note: str | None, about: str | None) -> None:
    assert topic(note) == about
