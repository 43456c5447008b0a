"""What a note was about, short enough to stand in a sentence."""

from __future__ import annotations

import re

LONGEST = 60  # characters
MOST_WORDS = 6  # of a note without a verb: more are a sentence of their own

# Subjects of our own letters that say nothing of what they are about.
GREETINGS = frozenset(
    {"thank you", "checking in", "catching up", "a short update", "congratulations"}
    | {"could i ask your advice"}
)

_TALKED = re.compile(
    r"\b(?:talked|discussed|spoke|chatted)(?: (?:about|on|over|through))?:? ([^;.\n]+)",
    re.IGNORECASE,
)


def topic(note: str | None) -> str | None:
    """`coffee, talked about boards; tired` was about boards; None when a note does not say."""
    text = " ".join((note or "").split())
    if found := _TALKED.search(text):
        about = found[1].strip(" ,")
    else:
        # "Following up from ACC: the amyloid cohort" is the subject of a letter of ours.
        about = text.rpartition(": ")[2].strip(" .")
        about = about if len(about.split()) <= MOST_WORDS and not is_greeting(about) else ""
    return about if 0 < len(about) <= LONGEST else None


def is_greeting(note: str) -> bool:
    """Whether a note is but the subject of a letter: `Thank you` says nothing of what it was."""
    return note.strip(" .?!").lower() in GREETINGS
