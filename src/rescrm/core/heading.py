"""The front of a line about someone met: the name, however hastily the rest was put behind it.

met Kate O'Brien from Mayo    Dana White - UPenn - talked HF    Pat Lee PGY-4 UCLA
    └─── name ──┘      └ place  └─ name ─┘  └place┘  └ clause ┘   └ name ┘└─ places ─┘
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rescrm.core.folding import without_degrees
from rescrm.core.identity import without_title

_WIDE = str.maketrans({"，": ", ", "；": "; ", "、": ", ", "：": ": "})
_BULLET = re.compile(r"^\s*(?:[-–—*•]|\d{1,2}[.)])\s+")
_DASH = r" +(?:[-–—|/]|--+) +|--+ *| *— *"
_DASHES = re.compile(_DASH)
_DASH_BEFORE_COMMA = re.compile(rf"[^,;\n]+?(?:{_DASH})")
_SPOKE = r"(?:talked|spoke|chatted) (?:to|with)"
_OPENER = re.compile(
    rf"(?:i |we )?(?:met(?: up)?(?: with| w/)?|saw|ran into|bumped into|({_SPOKE})) "
    r"(?!(?:her|him|them|at|in|on|over|with|and|up|again)\b)",
    re.IGNORECASE,
)
_IN_PARENTHESES = re.compile(r"(.*\S) \(([^()]+)\)")
_STAGE = r"(?:pgy|ms)[ -]?\d\b|attending\b|(?:chief )?resident\b|fellow\b"
# A place word with a capital may be a surname; "Kim Room" is somebody.
_BEYOND = re.compile(
    rf" (?:from|at) (?=\S)| (?=(?i:{_STAGE}))|(?<=\w) (?=(?:poster|booth|session)\b)"
)
_BEHIND_STAGE = re.compile(rf"({_STAGE}) +(?:at |from )?(?=\S)", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z]{2,5}")
_ROMAN = frozenset(("II", "III", "IV", "JR", "SR"))
_JOINING = """
    van von zu zur af av de da di du del della der den des dos das do la le el al bin ibn ben
    abu ter ten te y e
    """
_PARTICLES = frozenset(_JOINING.split())
_FIRST_LETTER = re.compile(r"(?:^|(?<=-)|(?<=^[oO]['’]))\w")
_SEVERAL = re.compile(r"\S (?:&|and|w/|with) \S")
# Typed small, they begin a sentence; He Jiang and An Nguyen are people.
_BEGINNING = """
    i we he she they met saw ran a an the my our his her their some somebody someone this that
    one two three both all everyone everybody people w/ with
    """
_NOBODY = frozenset(_BEGINNING.split())
_OF_SOMEBODY = re.compile(r"\w['’]s \S")


class Head(NamedTuple):
    """The name, what stands behind it, and what follows that is a clause of its own."""

    name: str
    places: list[str]
    rest: str


def evened(line: str) -> str:
    """The line with commas and semicolons where it has other marks, and without its bullet.

    Dashes part a line only when one stands behind the name: `AF - VT` is a topic.
    """
    line = _BULLET.sub("", line).translate(_WIDE)
    return _DASHES.sub(", ", line) if _DASH_BEFORE_COMMA.match(line) else line


def opened(line: str) -> str:
    """The line without the `met` or `talked to` before its name; the verb goes behind it."""
    found = _OPENER.match(line)
    if not found:
        return line
    bare = line[found.end() :]
    name, about, topic = bare.partition(" about ")
    return f"{name.rstrip(', ')}, talked about {topic}" if found[1] and about else bare


def is_several(name: str) -> bool:
    """Whether two people stand where the name of one does."""
    return bool(_SEVERAL.search(_BEYOND.split(name.partition(" (")[0].partition(": ")[0])[0]))


def is_no_name(name: str) -> bool:
    """Whether the words say that someone was met, and not whom."""
    first = name.partition(" ")[0]
    return first in _NOBODY or bool(_OF_SOMEBODY.search(name))


def cut(text: str) -> Head:
    """A name, and what was typed behind it without a comma."""
    text, colon, behind = text.partition(": ")
    places = [behind.strip()] if colon and behind.strip() else []
    if enclosed := _IN_PARENTHESES.fullmatch(text):
        text, inner = enclosed.groups()
        places = [*(each.strip() for each in inner.split(",")), *places]
    name, *beyond = _BEYOND.split(text)
    name, abbreviated, rest = _capitals(name)
    pieces = [each for one in (abbreviated, *beyond) for each in _staged(one)]
    return Head(name, [each for each in (*pieces, *places) if each], rest)


def _staged(place: str) -> list[str]:
    """`PGY-4 UCLA` in two."""
    found = _BEHIND_STAGE.match(place)
    return [found[1], place[found.end() :]] if found else [place]


def _capitals(name: str) -> tuple[str, str, str]:
    """A name, the abbreviation that ends it, and the plain words: `Maya Rao | UCSF EP | echo`."""
    bare = without_title(name)
    titles, spoken = name[: len(name) - len(bare)], bare.split()
    if len(spoken) < 3 or not (spoken[0][0].isupper() and spoken[1][0].isupper()):
        return name, "", ""
    at = next((at for at in range(2, len(spoken)) if _ends_before(spoken, at)), len(spoken))
    front, behind = titles + " ".join(spoken[:at]), " ".join(spoken[at:])
    return (front, "", behind) if behind[:1].islower() else (front, behind, "")


def _ends_before(spoken: list[str], at: int) -> bool:
    word = spoken[at]
    if word[0].islower():
        return word.isalpha() and word not in _PARTICLES
    is_degree = without_degrees(f"X Y {word}") == "X Y"
    alone = not any(each.isupper() and len(each) > 2 for each in spoken[:at])
    return bool(_ABBREVIATION.fullmatch(word)) and alone and not is_degree and word not in _ROMAN


def spelled(name: str) -> str:
    """A name typed small with its capitals: `meredith grey`, `ludwig van beethoven`."""
    if not name.islower() or not name.isprintable() or "@" in name:
        return name
    return " ".join(
        word if word in _PARTICLES else _FIRST_LETTER.sub(lambda found: found[0].upper(), word)
        for word in name.split(" ")
    )
