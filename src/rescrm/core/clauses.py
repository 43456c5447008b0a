"""The clauses of a line about someone met: the verb that one begins with, and what it is about."""

from __future__ import annotations

import re
from typing import Literal

Said = Literal["talked", "promised", "asked", "next"]

_SOON = "week|month|year|mon|tue|wed|thu|fri|sat|sun"
_THEM = r"(?: (?:him|her|them))?"
_WITH = r"(?: with (?:him|her|them))?"
_SPOKE = "talked|discussed|spoke|chatted"
_ABOUT = r"asked about|about|abt|re:"  # behind a comma it belongs to what stands before
_VERBS: tuple[tuple[Said, str], ...] = (
    ("promised", rf"(?:promised|owe){_THEM}:?"),
    ("asked", rf"ask(?:ed{_THEM} for|:)"),
    ("talked", rf"(?:{_SPOKE}){_WITH}(?: (?:about|abt|on|over|through))?:?"),
    ("talked", _ABOUT),
    ("next", rf"next(?! (?:to\b|{_SOON}))(?: steps?)?[:,]?"),
    ("next", r"follow[- ]?up:"),
)
_ALSO = r"(?:also |and )?"
_CLAUSES = [
    (said, re.compile(rf"{_ALSO}(?:i |we )?(?:{words})(?!\S)[ :]*", re.IGNORECASE))
    for said, words in _VERBS
]
_BEHIND_COMMA = [
    clause for (_, words), (_, clause) in zip(_VERBS, _CLAUSES, strict=True) if words != _ABOUT
]
# "Sarah Kim talked residents": no comma parts the name from what was said.
_SAID_AT_ONCE = re.compile(
    rf"(\S+(?: \S+)*?) ((?:{_SPOKE}|promised|about|abt|re:)(?!\S).*)",
    re.IGNORECASE,
)
# "talked hearts. she promised me the file": what follows says something by itself.
_FULL_STOP = re.compile(
    rf"(?<=\w\w)[.!?]+ +(?={_ALSO}(?:i|we|he|she|they|{'|'.join(words for _, words in _VERBS)})"
    r"(?!\S))",
    re.IGNORECASE,
)
# What I will do for them, said outright; what they will send me is no step of mine.
_TO_DO = re.compile(
    r"(?:(?:i |we )?(?:will|should|must|need to|have to) |(?:i|we)['’]ll |to )?"
    r"((?:send|forward|introduce) (?!me\b|us\b)"
    r"|(?:e-?mail|call|text|ask|invite|visit|meet|write|join) (?:her|him|them)\b)",
    re.IGNORECASE,
)
# "next week a call" keeps its week.
_NEXT_WEEK = re.compile(rf"next (?:{_SOON})", re.IGNORECASE)


def sentences(line: str) -> list[str]:
    """A line in pieces where a full stop is followed by something that was said."""
    return _FULL_STOP.split(line)


def said_at_once(name: str) -> tuple[str, str] | None:
    """A name and what was said, where no comma parts them: `Sarah Kim talked residents`."""
    found = _SAID_AT_ONCE.fullmatch(name)
    return (found[1], found[2]) if found else None


def at_clause(segment: str) -> tuple[str, str]:
    """A segment in two, where a verb follows a comma: `ablation, promised the dataset`."""
    parts = segment.split(", ")
    for at, part in enumerate(parts[1:], 1):
        if any(each.match(part) for each in (*_BEHIND_COMMA, _TO_DO)):
            return ", ".join(parts[:at]), ", ".join(parts[at:])
    return segment, ""


def clause(segment: str) -> tuple[Said, str] | None:
    """The verb that a segment begins with, and what stands behind it."""
    for said, pattern in _CLAUSES:
        if match := pattern.match(segment):
            return said, segment[match.end() :]
    if match := _TO_DO.match(segment):
        return "next", segment[match.start(1) :]
    return ("next", segment) if _NEXT_WEEK.match(segment) else None
