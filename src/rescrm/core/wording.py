"""How a fact is said inside a letter: days, thanks, groups, titles, in whole words."""

from __future__ import annotations

import re
from datetime import date, datetime

# Of the groups that a name does not say by itself.
NOUNS = {
    "pod": "pod",
    "committee": "committee",
    "interest": "interest group",
    "study": "study group",
    "journal-club": "journal club",
    "peer-support": "peer support group",
}
TOLD = frozenset(
    {"told", "gave", "wrote", "brought", "sent", "put", "spoke", "made", "took", "let", "found"}
    | {"taught", "led", "read", "got", "kept", "stood", "held", "met", "chose", "came", "went"}
)
PRONOUNS = frozenset({"you", "he", "she", "they"})
NO_ARTICLE = frozenset(
    {"the", "a", "an", "my", "your", "our", "his", "her", "their", "this", "that", "these"}
    | {"all", "being", "everything", "two", "three", "some"}
)
WEEKDAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
TITLE = 4  # words, from which on a session's name is a title and stands in quotes

# At the front, or where a thing of theirs is named; `told her about` is something else.
_THEIRS = re.compile(r"(^|\b(?:and|about|of|on) )(?:her|his|their) (?=[^\W\d_])")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def day(on: date, today: date) -> str:
    """`Friday 27 November`, with its year where that is another."""
    year = f" {on.year}" if on.year != today.year else ""
    return f"{on:%A} {on.day} {on:%B}{year}"


def month(on: date, today: date) -> str:
    """`October`, or `October 2025`."""
    return f"{on:%B}" if on.year == today.year else f"{on:%B} {on.year}"


def moment(at: str, today: date) -> str:
    """When a session is, as its programme's clock has it; what cannot be read stays as it is."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return at
    hour = f" at {when:%H:%M}" if _MOMENT.match(at) else ""
    return f"{day(when.date(), today)}{hour}"


def thanks(what: str) -> str:
    """What follows “I am grateful”: `for the CV review`, `that you told me of the T32 slot`."""
    words = what.split()
    if len(words) > 1 and words[0].lower() in PRONOUNS:
        return f"that you {' '.join(words[1:])}"
    first = words[0].lower() if words else ""
    if first in TOLD or (first.endswith("ed") and len(words) > 1):
        return f"that you {' '.join([first, *words[1:]])}"
    if first in NO_ARTICLE or first.endswith(("ing", "'s", "’s")):
        return f"for {' '.join(words)}"
    return f"for the {' '.join(words)}"


def circle(name: str, type: str) -> str:
    """A group as one speaks of it: `the Tuesday pod`, `the Wellness Committee`."""
    noun = NOUNS.get(type, "")
    said = name.casefold()
    whole = name if not noun or noun.split()[-1] in said else f"{name} {noun}"
    return whole if said.startswith(("the ", "our ")) else f"the {whole}"


def occasion(name: str, type: str) -> str:
    """An event as one speaks of it: `ACC 2027`, but `the CCU rotation`, `the Intern retreat`."""
    is_a_name = type == "conference" or name[:1].isdigit()
    return name if is_a_name or name.casefold().startswith(("the ", "our ")) else f"the {name}"


def to_them(text: str) -> str:
    """What was noted about somebody, as it is said to them: `her statement` is `your statement`."""
    return _THEIRS.sub(lambda found: f"{found[1]}your ", text)


def titled(text: str) -> str:
    """A session as it stands in a sentence: a title in quotes, `poster 212` as it is."""
    is_title = len(text.split()) >= TITLE and not text.casefold().startswith(("the ", "your "))
    return f"“{text}”" if is_title and "“" not in text and '"' not in text else text


def rhythm(words: str) -> str:
    """When a group meets, in whole words: `every 2nd tue 18:00` is `every 2nd Tuesday at 18:00`."""
    named = [WEEKDAYS.get(word, word) for word in words.split()]
    if len(named) > 1 and ":" in named[-1]:
        named.insert(-1, "at")
    return " ".join(named)
