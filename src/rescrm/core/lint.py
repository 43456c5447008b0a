"""What a busy reader would stumble over in a letter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

LONGEST = 150  # words
MOST_QUESTIONS = 3
NOT_SPECIFIC = "nothing specific: say what you valued"

# One of these, said in the letter, makes it a letter to this person.
SPECIFIC = (
    "discussed", "what", "thanks", "good_news", "last_topic", "last_wrote", "topic", "session",
    "news", "why", "event", "group", "introduced_by", "promise",
)  # fmt: skip

_QUESTION = re.compile(r"[?？؟]+(?=[\s\"'”’)\]!]|$)")
_PLACEHOLDER = re.compile(
    r"\[(?:[A-Z][A-Z _'-]+|(?i:your|their|name|insert)\b[^\]\n]{0,40})\]"
    r"|<[a-z][a-z _-]{1,30}>|\{\{|\{%|\bX{3,}\b|_{3,}|\b(?:TODO|TBD|FIXME)\b"
)
_APPRECIATION = re.compile(
    r"\b(?:thank|appreciat|grateful|congratulat|enjoyed|valued|glad)", re.IGNORECASE
)
# What a letter of a kind has to say beside that, and what is remarked where it does not.
_ASKED_OF = {
    "mentor-request": (
        (
            re.compile(
                r"\bI(?: am|['’]m) (?:an? |[^\W\d_a-z])|\b[Mm]y name is |\b[Tt]his is [^\W\d_a-z]"
            ),
            "it does not say who you are: rescrm config set me.name, me.stage, me.institution",
        ),
        (_APPRECIATION, "it does not say what you appreciate"),
        (
            re.compile(r"\b(?:1[05]|20|ten|fifteen|twenty)\b[^.?!\n]{0,30}\bminutes\b"),
            "it asks for no time: 15 to 20 minutes are easy to give",
        ),
    )
}
_TWO_OR_THREE = frozenset({"mentor-request"})  # questions, so that an answer can be prepared


def lint(
    subject: str, body: str, facts: Mapping[str, object] | None = None, kind: str = ""
) -> tuple[str, ...]:
    """What to mend in a letter; with the facts at hand, whether one of them is named.

    ``kind`` is the name of its template: a request to a mentor has to say more than others.
    """
    return tuple(dict.fromkeys(_findings(subject, body, facts, kind)))


def lint_again(
    subject: str, body: str, before: str, found_before: Collection[str], kind: str = ""
) -> tuple[str, ...]:
    """What to mend in a letter that was changed by hand, its facts no longer at hand.

    One that named something specific still does while most of its words are there.
    """
    found = lint(subject, body, kind=kind)
    kept = set(_folded(before).split()) & set(_folded(body).split())
    is_much_the_same = 2 * len(kept) >= len(set(_folded(before).split()))
    if is_much_the_same and NOT_SPECIFIC not in found_before:
        return tuple(each for each in found if each != NOT_SPECIFIC)
    return found


def _findings(
    subject: str, body: str, facts: Mapping[str, object] | None, kind: str
) -> Iterator[str]:
    if not subject.strip():
        yield "it has no subject"
    if (words := len(body.split())) > LONGEST:
        yield f"{words} words: {LONGEST} are read to the end"
    yield from _about_questions(len(_QUESTION.findall(body)), kind)
    yield from (said for wanted, said in _ASKED_OF.get(kind, ()) if not wanted.search(body))
    if not _is_specific(body, facts):
        yield NOT_SPECIFIC
    for left in _PLACEHOLDER.findall(f"{subject}\n{body}"):
        yield f"a placeholder is left in: {left}"


def _about_questions(asked: int, kind: str) -> Iterator[str]:
    if not asked:
        yield "no question: end with one that is easy to answer"
    elif asked > MOST_QUESTIONS:
        yield f"{asked} questions: one is answered, three at most"
    elif asked == 1 and kind in _TWO_OR_THREE:
        yield "one question: two or three make the meeting worth their time"


def _is_specific(body: str, facts: Mapping[str, object] | None) -> bool:
    if facts is None:
        return bool(_APPRECIATION.search(body))
    said = _folded(body)
    named = (value for word in SPECIFIC if isinstance(value := facts.get(word), str))
    return any(wanted in said for value in named if (wanted := _folded(value)))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .;,")
