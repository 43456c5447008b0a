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

# Words of a sentence: what holds one is no name of a thing.
SENTENCE = frozenset(
    {"i", "me", "we", "us", "you", "he", "she", "they", "him", "them", "it"}
    | {"am", "is", "are", "was", "were", "be", "has", "have", "had", "will", "would", "missed"}
    | {"wants", "wanted", "said", "says", "asked", "told", "thanks", "sent", "gave", "got"}
    | {"i'm", "it's", "he's", "she's", "that's", "congratulated", "commented"}
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
        about = about if _is_a_thing(about) else ""
    return about if 0 < len(about) <= LONGEST else None


def _is_a_thing(text: str) -> bool:
    """Whether a few words may stand behind `about`: "the IRB reply", but not "I was glad"."""
    words = text.lower().split()
    return len(words) <= MOST_WORDS and SENTENCE.isdisjoint(words) and not is_greeting(text)


def is_greeting(note: str) -> bool:
    """Whether a note is but the subject of a letter: `Thank you` says nothing of what it was."""
    return note.strip(" .?!").lower() in GREETINGS
