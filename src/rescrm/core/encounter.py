"""A line about someone met at an event.

    Maya Rao, UCSF EP, poster 212; talked amyloid cohort; promised the dataset by fri; next a call
    └ name ─┘ └──┬──┘  └─ where ┘  └──── discussed ────┘  └─────── promise ───────┘  └next step┘
            organisation

Only the name is needed. A segment that begins with none of the verbs is what was discussed.
Typed in haste, other marks than these part it, or none (see `heading`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from rescrm.core import days, heading, saying
from rescrm.core.addresses import email_key, linkedin_key, phone_key
from rescrm.core.almanac import WEEKDAYS
from rescrm.core.folding import fold, without_degrees
from rescrm.core.identity import without_title
from rescrm.errors import UsageError

Way = Literal["email", "phone", "link"]
Said = Literal["talked", "promised", "asked", "next"]

LONGEST_NAME = 6  # words; more are a sentence that does not begin with a name
LONGEST = 120  # letters
LEAST_FIGURES = 7  # of a phone number: fewer are a poster's
CALLED = {"prof": "Prof.", "professor": "Prof.", "dr": "Dr.", "doctor": "Dr."}
EXAMPLE = "“Maya Rao, UCSF, poster 212; talked amyloid; promised the dataset by fri; next a call”"

_STAGE = re.compile(r"(?:ms|pgy)[ -]?\d|(?:chief )?resident|fellow|attending|intern", re.IGNORECASE)
# Alone between commas; "UCSF EP" is a place.
_SPECIALTY = re.compile(
    r"(?:(?:interventional|general|advanced|pa?ediatric|neuro|critical care) )?(?:cardiology|cards"
    r"|ep|hf|neuro|onc|ct surg(?:ery)?|neurosurg(?:ery)?|electrophysiology|heart failure"
    r"|ha?em(?:e|atology)?[/ -]?onc(?:ology)?|oncology"
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
    r"|dean|a?pd|coordinator|therapist|social worker|chaplain|manager|administrator|librarian"
    r"|ombuds)",
    re.IGNORECASE,
)
_AT_WORK = re.compile(r"(.+?) (?:at|@) (\S.*)")  # "program director at Emory"
_WAY = re.compile(r"(?:e-?mail|mail|phone|tel|cell|mobile|linkedin)(?::\s*|\.?\s+)", re.I)
_QUOTED = re.compile(r"[\"“]([^\"“”]*)[\"”]")
_IN_ANGLES = re.compile(r"(.*\S)\s*<([^<>\s]+@[^<>\s]+)>")
# "write to her at m@uab.edu" keeps its address.
_MAIL_AT_END = re.compile(
    r"(.*\S)(?<!\bat)(?<!\bto)(?<!\bvia)(?<!\bfrom)"
    r" (?:(?:(?:her|his|their) )?e-?mail:? )?(\S+@\S+)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?<!\S)by(?:\s+|$)", re.IGNORECASE)
_NEAR_DAY = re.compile(
    r"(.*?\w)(?<!\bfrom)(?<!\bsince)(?<!\bof)(?<!\bfor),? (?:on )?"
    rf"(to(?:morrow|day)|tmrw?|(?:next )?(?:{'|'.join(WEEKDAYS)})|next (?:week|month))\.?",
    re.IGNORECASE,
)
_SOON = "week|month|year|mon|tue|wed|thu|fri|sat|sun"
_THEM = r"(?: (?:him|her|them))?"
_WITH = r"(?: with (?:him|her|them))?"
_ABOUT = r"asked about|about|abt|re:"  # behind a comma it belongs to what stands before
_VERBS: tuple[tuple[Said, str], ...] = (
    ("promised", rf"(?:promised|owe){_THEM}:?"),
    ("asked", rf"ask(?:ed{_THEM} for|:)"),
    ("talked", rf"(?:talked|discussed|spoke|chatted){_WITH}(?: (?:about|abt|on|over|through))?:?"),
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
    r"(\S+(?: \S+)*?) ((?:talked|discussed|spoke|chatted|promised|about|re:)(?!\S).*)",
    re.IGNORECASE,
)
# "talked hearts. she promised me the file": what follows says something by itself.
_FULL_STOP = re.compile(
    rf"(?<=\w\w)[.!?]+ +(?={_ALSO}(?:i|we|he|she|they|{'|'.join(words for _, words in _VERBS)})"
    r"(?!\S))",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"(?=.*\b(?:Universi\w+|Hospital|Clinic|Institute|College|Medical|School|Health)\b)"
    r"[^\W\d_a-z]\S*(?: (?:[^\W\d_a-z]\S*|of|for|the|and|de|&))*"
)
_PRONOUNS = re.compile(r"(?:she|he|they|her|him|them|hers|his|theirs)(?:/\w+)+", re.IGNORECASE)
# What I will do for them, said outright; what they will send me is no step of mine.
_TO_DO = re.compile(
    r"(?:(?:i |we )?(?:will|should|must|need to|have to) |(?:i|we)['’]ll |to )?"
    r"((?:send|forward|introduce) (?!me\b|us\b)"
    r"|(?:e-?mail|call|text|ask|invite|visit|meet|write|join) (?:her|him|them)\b)",
    re.IGNORECASE,
)
# "next week a call" keeps its week.
_NEXT_WEEK = re.compile(rf"next (?:{_SOON})", re.IGNORECASE)


class Pledge(NamedTuple):
    """What was promised or asked for; ``by`` is None when no day was said."""

    what: str
    by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """Someone met, and what was said; None and () where the line says nothing.

    ``name`` is as it was typed, `@handle` too, without the `Dr.` or `Prof.` that they are
    ``called``; ``is_new`` for `**Maya Rao**`. The promises and asks still hold their `by` (see
    `pledge`).
    """

    name: str
    called: str | None = None
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
    remarks: list[str] = field(default_factory=list)
    said: dict[Said, list[str]] = field(default_factory=dict)
    ways: list[tuple[Way, str]] = field(default_factory=list)


def read(line: str) -> Encounter:
    """Take a line apart; UsageError (2) when it does not begin with a name."""
    line = whole[1] if (whole := _QUOTED.fullmatch(line.strip())) else line
    first, *rest = _segments(heading.evened(line))
    name, places, clauses = _head(heading.opened(first))
    heard = _Heard()
    if angled := _IN_ANGLES.fullmatch(name) or _MAIL_AT_END.fullmatch(name):
        name = angled[1]
        heard.ways.append(("email", angled[2]))
    for place in places:
        _hear_place(heard, place)
    for clause in filter(None, (*clauses, *rest)):
        _hear(heard, clause.rstrip(" ."))
    name, called = untitled(name)
    starred = re.fullmatch(r"\*\*(.+)\*\*", name)
    if starred:
        name, called = untitled(starred[1], called)
    return replace(_encounter(name, heard), is_new=bool(starred), called=called)


def _segments(line: str) -> list[str]:
    spoken = (" ".join(each.split()) for each in re.split("[;\n]", line))
    return [part.rstrip(" ,") for each in spoken for part in _FULL_STOP.split(each)]


def kept(lines: Iterable[str]) -> list[Encounter]:
    """What lines say that were kept before; one that nobody would take today says nothing."""
    found = []
    for line in lines:
        try:
            found.append(read(line))
        except UsageError:
            continue
    return found


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
        return _soon(text, today)
    what = text[: last.start()].strip(" ,")
    if not what:
        raise UsageError(f"“{text}”: promised what? Try “promised the dataset by fri”.")
    return Pledge(what, days.ahead(text[last.end() :], today, order))


def _soon(text: str, today: date) -> Pledge:
    """A near day needs no `by`: `the paper tomorrow`."""
    found = _NEAR_DAY.fullmatch(text)
    if not found:
        return Pledge(text, None)
    day = "tomorrow" if found[2].lower().startswith("tm") else found[2]
    return Pledge(found[1], days.ahead(day, today))


# The head: who it was, and where -------------------------------------------------------------


def _head(first: str) -> tuple[str, list[str], list[str]]:
    """The name, the places behind it, and what was said already before the first semicolon."""
    name, *parts = [part.strip() for part in first.split(",")]
    if _clause(name) or heading.is_no_name(name):
        raise _nobody()
    if said := _SAID_AT_ONCE.fullmatch(name):
        name, parts = said[1], [said[2], *parts]
    if heading.is_several(name):
        raise UsageError(f"“{name}” looks like two people.\nOne line a person: {EXAMPLE}")
    name, behind, plain = heading.cut(name)
    if not name.strip("*@ ") or len(name.split()) > LONGEST_NAME or len(name) > LONGEST:
        raise _nobody()
    parts = [*behind, *parts]
    # "Lee Wong, MD": a degree belongs to the name.
    while parts and without_degrees(f"X Y, {parts[0]}") == "X Y":
        name = f"{name}, {parts.pop(0)}"
    places = parts.copy()
    for at, part in enumerate(parts):
        if _clause(part) or saying.is_aside(part):
            return name, places[:at], [plain, ", ".join(parts[at:])]
    return name, places, [plain]


def _nobody() -> UsageError:
    return UsageError(f"whom did you meet?\nA line begins with the name: {EXAMPLE}")


def untitled(name: str, called: str | None = None) -> tuple[str, str | None]:
    """A name without the title before it, and how a doctor is called; "MS" may be initials."""
    if name.startswith("MS "):
        return name, called
    bare = without_title(name)
    titles = fold(name[: len(name) - len(bare)]).replace(".", "").split()
    found = next((CALLED[each] for each in CALLED if each in titles), called)
    return bare, found


def _hear_place(heard: _Heard, part: str) -> None:
    if way := _way(part):
        heard.ways.append(way)
    elif saying.PLACE.search(part):
        heard.where.append(part)
    elif _PRONOUNS.fullmatch(part) or part.startswith("@"):
        heard.remarks.append(part)
    elif (split := _AT_WORK.fullmatch(part)) and _hear_work(heard, split[1]):
        heard.organisation.append(split[2])
    elif part and not _hear_work(heard, part):
        heard.organisation.append(part)


def _hear_work(heard: _Heard, part: str) -> bool:
    """Hear a stage, a specialty or a title; False when it is none of them."""
    for pattern, found in (
        (_STAGE, heard.stage),
        (_SPECIALTY, heard.specialty),
        (_TITLE, heard.title),
    ):
        if pattern.fullmatch(part):
            found.append(part)
            return True
    return False


# What was said -------------------------------------------------------------------------------


def _hear(heard: _Heard, segment: str) -> None:
    segment = _hear_ways(heard, segment)
    front, behind = _at_clause(segment)
    if behind:
        _hear(heard, front)
        _hear(heard, behind)
    elif clause := _clause(segment):
        said, text = clause
        if not text.strip(" …."):
            raise UsageError(f"“{segment}”: {said} what? Say it behind the word.")
        heard.said.setdefault(said, []).append(text)
    elif not heard.organisation and _INSTITUTION.fullmatch(segment):
        heard.organisation.append(segment)
    elif _TITLE.fullmatch(segment) and not heard.title:
        heard.title.append(segment)
    elif _STAGE.fullmatch(segment):
        heard.stage.append(segment)
    elif saying.is_place(segment):
        (heard.remarks if heard.where else heard.where).append(segment)
    elif segment:
        heard.free.append(segment)


def _at_clause(segment: str) -> tuple[str, str]:
    """A segment in two, where a verb follows a comma: `ablation, promised the dataset`."""
    parts = segment.split(", ")
    for at, part in enumerate(parts[1:], 1):
        if any(clause.match(part) for clause in (*_BEHIND_COMMA, _TO_DO)):
            return ", ".join(parts[:at]), ", ".join(parts[at:])
    return segment, ""


def _clause(segment: str) -> tuple[Said, str] | None:
    """The verb that a segment begins with, and what stands behind it."""
    for said, pattern in _CLAUSES:
        if match := pattern.match(segment):
            return said, segment[match.end() :]
    if match := _TO_DO.match(segment):
        return "next", segment[match.start(1) :]
    return ("next", segment) if _NEXT_WEEK.match(segment) else None


def _hear_ways(heard: _Heard, segment: str) -> str:
    """Take addresses out of a segment, and what one is behind them: `boards, m@uab.edu, PD`."""
    rest: list[str] = []
    seen = len(heard.ways)
    for part in segment.split(", "):
        bare = part.strip()
        ended = None if _way(bare) else _MAIL_AT_END.fullmatch(bare)
        if ended and email_key(ended[2]):
            rest.append(ended[1])
            bare = ended[2]
        if way := _way(bare):
            heard.ways.append(way)
        elif len(heard.ways) == seen or not _hear_work(heard, bare):
            rest.append(part)
    return ", ".join(rest)


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


def _encounter(name: str, heard: _Heard) -> Encounter:
    discussed, remarks = _discussed(heard)
    return Encounter(
        name=name,
        organisation=", ".join(heard.organisation) or None,
        stage=", ".join(heard.stage) or None,
        specialty=", ".join(heard.specialty) or None,
        title=", ".join(heard.title) or None,
        where=", ".join(heard.where) or None,
        discussed=" and ".join(discussed) or None,
        next_step=" and ".join(heard.said.get("next", ())) or None,
        remark="; ".join(remarks) or None,
        promised=tuple(heard.said.get("promised", ())),
        asked=tuple(heard.said.get("asked", ())),
        ways=tuple(heard.ways),
    )


def _discussed(heard: _Heard) -> tuple[list[str], list[str]]:
    """What was discussed, and what else was said: without a verb the first thing was."""
    talked, remarks = [], heard.remarks.copy()
    for text in heard.said.get("talked", ()):
        thing, rest = saying.parted(text)
        talked.append(thing or text)
        remarks += [rest] if thing and rest else []
    for text in heard.free:
        thing, rest = (None, text) if talked else saying.parted(text)
        talked += [thing] if thing else []
        remarks += [rest] if rest else []
    return talked, remarks
