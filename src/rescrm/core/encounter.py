"""A line about someone met at an event.

    Maya Rao, UCSF EP, poster 212; talked amyloid cohort; promised the dataset by fri; next a call
    └ name ─┘ └──┬──┘  └─ where ┘  └──── discussed ────┘  └─────── promise ───────┘  └next step┘
            organisation

Only the name is needed. A segment that begins with none of the verbs is what was discussed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from rescrm.core import days
from rescrm.core.addresses import email_key, linkedin_key, phone_key
from rescrm.core.folding import without_degrees
from rescrm.errors import UsageError

Way = Literal["email", "phone", "link"]
Said = Literal["talked", "promised", "asked", "next"]

LONGEST_NAME = 6  # words; more are a sentence that does not begin with a name
LONGEST = 120  # letters
LEAST_FIGURES = 7  # of a phone number: fewer are a poster's
EXAMPLE = "“Maya Rao, UCSF, poster 212; talked amyloid; promised the dataset by fri; next a call”"

_WHERE = re.compile(
    r"\b(?:poster|session|booth|stand|table|talk|panel|workshop|tutorial|abstract|keynote|plenary"
    r"|symposium|reception|room|hall|hallway|lunch|dinner|breakfast|coffee)s?\b",
    re.IGNORECASE,
)
_STAGE = re.compile(r"(?:ms|pgy)[ -]?\d|(?:chief )?resident|fellow|attending|intern", re.IGNORECASE)
# Alone between commas; "UCSF EP" is a place.
_SPECIALTY = re.compile(
    r"(?:(?:interventional|general|advanced|pa?ediatric|neuro|critical care) )?(?:cardiology|cards"
    r"|ep|electrophysiology|heart failure|ha?em(?:e|atology)?[/ -]?onc(?:ology)?|oncology"
    r"|ha?ematology|gi|gastroenterology|nephrology|renal|pulmonology"
    r"|pulm(?:onary)?[/ -]?(?:crit|critical care)"
    r"|rheum(?:atology)?|endo(?:crinology)?|infectious diseases?|geriatrics|palliative care"
    r"|critical care|hospital medicine|internal medicine|family medicine|emergency medicine|em"
    r"|neurology|psychiatry|pa?ediatrics|peds|med[/ -]peds|surgery|orthopa?edics|ortho|urology|ent"
    r"|ob[/ -]?gyn|ana?esthesi(?:a|ology)|radiology|pathology|dermatology|ophthalmology)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:[\w/&-]+ ){0,3}(?:nurse|pharmacist|director|chair(?:man|woman|person)?|chief|professor"
    r"|dean|coordinator|therapist|social worker|chaplain|manager|administrator|librarian|ombuds)",
    re.IGNORECASE,
)
_WAY = re.compile(r"(?:e-?mail|mail|phone|tel|cell|mobile|linkedin)(?::\s*|\.?\s+)", re.I)
_IN_ANGLES = re.compile(r"(.*\S)\s*<([^<>\s]+@[^<>\s]+)>")
_BY = re.compile(r"(?<!\S)by(?:\s+|$)", re.IGNORECASE)
_SOON = "week|month|year|mon|tue|wed|thu|fri|sat|sun"
_THEM = r"(?: (?:him|her|them))?"
_WITH = r"(?: with (?:him|her|them))?"
_VERBS: tuple[tuple[Said, str], ...] = (
    ("promised", rf"(?:promised|owe){_THEM}:?"),
    ("asked", rf"asked{_THEM} for"),
    ("talked", rf"(?:talked|discussed|spoke|chatted){_WITH}(?: (?:about|on|over|through))?:?"),
    ("talked", r"asked about|about"),
    ("next", rf"next(?! (?:to\b|{_SOON}))(?: steps?)?[:,]?"),
)
_CLAUSES = [
    (said, re.compile(rf"(?:i |we )?(?:{words})(?!\S)[ :]*", re.IGNORECASE))
    for said, words in _VERBS
]
# "next week a call" keeps its week.
_NEXT_WEEK = re.compile(rf"next (?:{_SOON})", re.IGNORECASE)


class Pledge(NamedTuple):
    """What was promised or asked for; ``by`` is None when no day was said."""

    what: str
    by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """Someone met, and what was said; None and () where the line says nothing.

    ``name`` is as it was typed, `@handle` too; ``is_new`` for `**Maya Rao**`. The promises and
    asks still hold their `by` (see `pledge`).
    """

    name: str
    is_new: bool = False
    organisation: str | None = None
    stage: str | None = None
    specialty: str | None = None
    title: str | None = None
    where: str | None = None
    discussed: str | None = None
    next_step: str | None = None
    remark: str | None = None
    promised: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    ways: tuple[tuple[Way, str], ...] = ()

    @property
    def note(self) -> str | None:
        """What the timeline keeps: where it was, what was discussed, what else was said."""
        return "; ".join(filter(None, (self.where, self.discussed, self.remark))) or None


@dataclass(slots=True)
class _Heard:
    """What the pieces of a line say, in their order."""

    organisation: list[str] = field(default_factory=list)
    stage: list[str] = field(default_factory=list)
    specialty: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)
    said: dict[Said, list[str]] = field(default_factory=dict)
    ways: list[tuple[Way, str]] = field(default_factory=list)


def read(line: str) -> Encounter:
    """Take a line apart; UsageError (2) when it does not begin with a name."""
    first, *rest = [" ".join(each.split()).rstrip(" ,") for each in re.split("[;\n]", line)]
    name, places, clauses = _head(first)
    heard = _Heard()
    if angled := _IN_ANGLES.fullmatch(name):
        name = angled[1]
        heard.ways.append(("email", angled[2]))
    for place in places:
        _hear_place(heard, place)
    for clause in filter(None, (*clauses, *rest)):
        _hear(heard, clause.rstrip(" ."))
    starred = re.fullmatch(r"\*\*(.+)\*\*", name)
    return _encounter(starred[1].strip() if starred else name, bool(starred), heard)


def merged(lines: Iterable[Encounter]) -> Encounter:
    """Several lines about one person as one: what was said later takes the place of the former."""
    first, *later = lines
    for each in later:
        told = {
            word: value
            for word in ("where", "discussed", "next_step", "remark")
            if (value := getattr(each, word))
        }
        first = replace(first, **told)
    return first


def pledge(text: str, today: date, order: str | None = None) -> Pledge:
    """What is promised, and the day behind the last `by`, which must be readable (2)."""
    *_, last = [None, *_BY.finditer(text)]
    if last is None:
        return Pledge(text, None)
    what = text[: last.start()].strip(" ,")
    if not what:
        raise UsageError(f"“{text}”: promised what? Try “promised the dataset by fri”.")
    return Pledge(what, days.ahead(text[last.end() :], today, order))


# The head: who it was, and where -------------------------------------------------------------


def _head(first: str) -> tuple[str, list[str], list[str]]:
    """The name, the places behind it, and what was said already before the first semicolon."""
    name, *parts = [part.strip() for part in first.split(",")]
    too_long = len(name.split()) > LONGEST_NAME or len(name) > LONGEST
    if not name.strip("*@ ") or _clause(name) or too_long:
        raise UsageError(f"whom did you meet? A line begins with the name: {EXAMPLE}")
    # "Lee Wong, MD": a degree belongs to the name.
    while parts and without_degrees(f"X Y, {parts[0]}") == "X Y":
        name = f"{name}, {parts.pop(0)}"
    places = parts.copy()
    for at, part in enumerate(parts):
        if _clause(part):
            return name, places[:at], [", ".join(parts[at:])]
    return name, places, []


def _hear_place(heard: _Heard, part: str) -> None:
    if way := _way(part):
        heard.ways.append(way)
    elif _WHERE.search(part):
        heard.where.append(part)
    elif _STAGE.fullmatch(part):
        heard.stage.append(part)
    elif _SPECIALTY.fullmatch(part):
        heard.specialty.append(part)
    elif _TITLE.fullmatch(part):
        heard.title.append(part)
    elif part:
        heard.organisation.append(part)


# What was said -------------------------------------------------------------------------------


def _hear(heard: _Heard, segment: str) -> None:
    if clause := _clause(segment):
        said, text = clause
        if not text.strip(" …."):
            raise UsageError(f"“{segment}”: {said} what? Say it behind the word.")
        heard.said.setdefault(said, []).append(text)
    elif ways := list(_ways(segment)):
        heard.ways += ways
    elif _WHERE.match(segment) and not heard.where:
        heard.where.append(segment)
    elif segment:
        heard.free.append(segment)


def _clause(segment: str) -> tuple[Said, str] | None:
    """The verb that a segment begins with, and what stands behind it."""
    for said, pattern in _CLAUSES:
        if match := pattern.match(segment):
            return said, segment[match.end() :]
    return ("next", segment) if _NEXT_WEEK.match(segment) else None


def _ways(segment: str) -> Iterator[tuple[Way, str]]:
    """Each address of a segment that holds nothing else."""
    found = [_way(part.strip()) for part in segment.split(",")]
    if all(found):
        yield from filter(None, found)


def _way(part: str) -> tuple[Way, str] | None:
    bare = part
    if (match := _WAY.match(part)) and part[match.end() :]:
        bare = part[match.end() :]
    if email_key(bare):
        return "email", bare
    if linkedin_key(bare):
        return "link", bare
    figures = sum(map(str.isdigit, bare))
    return ("phone", bare) if figures >= LEAST_FIGURES and phone_key(bare) else None


def _encounter(name: str, is_new: bool, heard: _Heard) -> Encounter:
    talked, free = heard.said.get("talked", []), heard.free
    if not talked:
        talked, free = free[:1], free[1:]
    return Encounter(
        name=name,
        is_new=is_new,
        organisation=", ".join(heard.organisation) or None,
        stage=", ".join(heard.stage) or None,
        specialty=", ".join(heard.specialty) or None,
        title=", ".join(heard.title) or None,
        where=", ".join(heard.where) or None,
        discussed=" and ".join(talked) or None,
        next_step=" and ".join(heard.said.get("next", ())) or None,
        remark="; ".join(free) or None,
        promised=tuple(heard.said.get("promised", ())),
        asked=tuple(heard.said.get("asked", ())),
        ways=tuple(heard.ways),
    )
