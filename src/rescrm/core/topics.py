"""What a note was about, short enough to stand in a sentence."""

from __future__ import annotations

import re

from .saying import is_place, is_sentence

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

# Before a place, a day or somebody else: `at clinic` is where it was.
ELSEWHERE = frozenset(
    {"at", "in", "with", "from", "after", "before", "during", "for", "near", "to", "by", "while"}
)
# Said to them, not talked about: `congrats on the baby`.
WISHES = frozenset(
    {"congrats", "congratulations", "happy", "hello", "hi", "hey", "welcome", "sorry", "merry"}
    | {"condolences", "thank", "thanks", "birthday", "good", "great", "nice", "very"}
)

_TALKED = re.compile(
    r"\b(?:talked|discussed|spoke|chatted)(?: (?:about|on|over|through))?:? ([^;.\n]+)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:about|re:?|regarding|on) ", re.IGNORECASE)


def topic(note: str | None) -> str | None:
    """`coffee, talked about boards; tired` was about boards; None when a note does not say."""
    text = " ".join((note or "").split())
    if found := _TALKED.search(text):
        about = found[1].strip(" ,!?")
    else:
        # "Following up from ACC: the amyloid cohort" is the subject of a letter of ours.
        said = text.rpartition(": ")[2].split("; ")
        about = next(filter(_is_a_thing, map(_bare, said)), "")
    return about if 0 < len(about) <= LONGEST else None


def _bare(text: str) -> str:
    """What is left without the word before a topic and the mark behind it: `about boards!`"""
    said = text.strip(" .,!?")
    found = _ABOUT.match(said)
    return said[found.end() :] if found else said


def _is_a_thing(text: str) -> bool:
    """Whether a few words may stand behind `about`: "the IRB reply", but not "I was glad"."""
    words = text.lower().split()
    if not words or words[0] in ELSEWHERE | WISHES or len(words) > MOST_WORDS:
        return False
    if is_place(text) or is_sentence(text) or is_greeting(text):
        return False
    return SENTENCE.isdisjoint(words)


def is_greeting(note: str) -> bool:
    """Whether a note is but the subject of a letter: `Thank you` says nothing of what it was."""
    return note.strip(" .?!").lower() in GREETINGS
