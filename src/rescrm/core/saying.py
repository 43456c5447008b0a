"""What free words about a meeting are: a place, a thing that was discussed, or a sentence."""

from __future__ import annotations

import re

_ROOMS = (
    r"(?:poster|session|booth|stand|table|talk|panel|workshop|tutorial|abstract|keynote|plenary"
    r"|symposium|reception|room|hall|hallway|lunch|dinner|breakfast|coffee)s?"
)
PLACE = re.compile(rf"\b{_ROOMS}\b", re.IGNORECASE)
# "talk on ECGs" names what it was about; "poster 212" does not.
_SUBJECT = re.compile(
    rf"(?:(?:an?|the|his|her|their|my) )?(?:\S+ )?{_ROOMS} (?:on|about|of|for|over|with)\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:we )?(?:met(?: (?:her|him|them))?|ran into(?: (?:her|him|them))?)\b"
    r"|(?:at|next to|near|outside|behind)\b",
    re.IGNORECASE,
)

# What is asked with them is a thing: "how she chose imaging".
_ASKING = frozenset(("how", "what", "why", "when", "where", "which", "who", "whom", "whether"))
_SPOKEN = """
    i i'm i'll i've he he's he'll he'd she she's she'll she'd they they're they'll we we'll you
    it's that's didn't didnt doesn't don't
    is isn't was are were has had have will would can could should
    wants wanted says said thinks thought knows knew works worked runs needs likes liked loves
    loved offered told gave sent asked mentioned suggested recommended invited introduced promised
    thanked owes remembers seemed looks interested happy glad
"""
_SAYING = frozenset(_SPOKEN.split())
_MANNER = re.compile(
    r"(?:very|really|so|super|nice|kind|friendly|lovely|funny|fun)\b"
    r"|(?:great|good) (?:talk|chat|conversation|person|people|guy|teacher|laugh|energy)\b",
    re.IGNORECASE,
)


def is_place(words: str) -> bool:
    """Whether the words tell where one met: `poster 212`, `at the reception`."""
    return bool(_AT.match(words) or (PLACE.match(words) and not _SUBJECT.match(words)))


def is_sentence(words: str) -> bool:
    """Whether the words say something by themselves, and cannot stand behind `about`."""
    if _MANNER.match(words):
        return True
    spoken = words.replace("’", "'").split()
    if spoken and spoken[0].lower() in _ASKING:
        return False
    # "HE" and "CAN" in capitals are abbreviations; a name may be written so, too.
    lower = {word.strip(".,!?:()").lower() for word in spoken if word == "I" or not word.isupper()}
    return not _SAYING.isdisjoint(lower)


def is_aside(words: str) -> bool:
    """Whether the words are a sentence and no place: `Will County` and `Nice` are places."""
    spoken = [word for word in words.replace("’", "'").split() if word == "I" or word[0].islower()]
    return bool(_SAYING.intersection(spoken)) or (words[0].islower() and bool(_MANNER.match(words)))


def parted(words: str) -> tuple[str | None, str | None]:
    """The thing at the front, and the sentence behind it: `amyloid, wants a second reader`."""
    parts = words.split(", ")
    at = next((nth for nth, part in enumerate(parts) if is_sentence(part)), len(parts))
    return ", ".join(parts[:at]) or None, ", ".join(parts[at:]) or None
