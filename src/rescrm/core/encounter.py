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

from rescrm.core import heading, saying, ways
from rescrm.core.clauses import Said, at_clause, clause, said_at_once, sentences
from rescrm.core.folding import fold, without_degrees
from rescrm.core.identity import without_title
from rescrm.core.walk_of_life import is_institution, is_pronouns, work, work_at
from rescrm.core.ways import Way
from rescrm.errors import UsageError

LONGEST_NAME = 6  # words; more are a sentence that does not begin with a name
LONGEST = 120  # letters
CALLED = {"prof": "Prof.", "professor": "Prof.", "dr": "Dr.", "doctor": "Dr."}
EXAMPLE = "“Maya Rao, UCSF, poster 212; talked amyloid; promised the dataset by fri; next a call”"

_QUOTED = re.compile(r"[\"“]([^\"“”]*)[\"”]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """Someone met, and what was said; None and () where the line says nothing.

    ``name`` is as it was typed, `@handle` too, without the `Dr.` or `Prof.` that they are
    ``called``; ``is_new`` for `**Maya Rao**`. The promises and asks still hold their `by` (see
    `pledges.read`).
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

    def hear_work(self, part: str) -> bool:
        """Hear a stage, a specialty or a title; False when it is none of them."""
        match work(part):
            case "stage":
                self.stage.append(part)
            case "specialty":
                self.specialty.append(part)
            case "title":
                self.title.append(part)
            case None:
                return False
        return True


def read(line: str) -> Encounter:
    """Take a line apart; UsageError (2) when it does not begin with a name."""
    line = whole[1] if (whole := _QUOTED.fullmatch(line.strip())) else line
    first, *rest = _segments(heading.evened(line))
    name, places, clauses = _head(heading.opened(first))
    heard = _Heard()
    if with_mail := ways.named_with_mail(name):
        name, address = with_mail
        heard.ways.append(("email", address))
    for place in places:
        _hear_place(heard, place)
    for segment in filter(None, (*clauses, *rest)):
        _hear(heard, segment.rstrip(" ."))
    name, called = untitled(name)
    starred = re.fullmatch(r"\*\*(.+)\*\*", name)
    if starred:
        name, called = untitled(starred[1], called)
    return replace(_encounter(name, heard), is_new=bool(starred), called=called)


def _segments(line: str) -> list[str]:
    spoken = (" ".join(each.split()) for each in re.split("[;\n]", line))
    return [part.rstrip(" ,") for each in spoken for part in sentences(each)]


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


# The head: who it was, and where -------------------------------------------------------------


def _head(first: str) -> tuple[str, list[str], list[str]]:
    """The name, the places behind it, and what was said already before the first semicolon."""
    name, *parts = [part.strip(" :-–—") for part in first.split(",")]
    parts = [part for part in parts if part]
    if clause(name) or heading.is_no_name(name):
        raise _nobody()
    if at_once := said_at_once(name):
        name, parts = at_once[0], [at_once[1], *parts]
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
        if clause(part) or saying.is_aside(part):
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
    if way := ways.way(part):
        heard.ways.append(way)
    elif saying.PLACE.search(part):
        heard.where.append(part)
    elif is_pronouns(part) or part.startswith("@"):
        heard.remarks.append(part)
    elif there := work_at(part):
        heard.hear_work(there[0])
        heard.organisation.append(there[1])
    elif part and not heard.hear_work(part):
        heard.organisation.append(part)


# What was said -------------------------------------------------------------------------------


def _hear(heard: _Heard, segment: str) -> None:
    segment = _hear_ways(heard, segment)
    front, behind = at_clause(segment)
    if behind:
        _hear(heard, front)
        _hear(heard, behind)
    elif found := clause(segment):
        said, text = found
        if not text.strip(" …."):
            raise UsageError(f"“{segment}”: {said} what? Say it behind the word.")
        heard.said.setdefault(said, []).append(text)
    elif not heard.organisation and is_institution(segment):
        heard.organisation.append(segment)
    elif (what := work(segment)) == "stage" or (what == "title" and not heard.title):
        heard.hear_work(segment)
    elif saying.is_place(segment):
        (heard.remarks if heard.where else heard.where).append(segment)
    elif segment:
        heard.free.append(segment)


def _hear_ways(heard: _Heard, segment: str) -> str:
    """Take addresses out of a segment, and what one is behind them: `boards, m@uab.edu, PD`."""
    rest: list[str] = []
    seen = len(heard.ways)
    for part in segment.split(", "):
        bare = part.strip()
        if ended := ways.ending_in_mail(bare):
            rest.append(ended[0])
            bare = ended[1]
        if way := ways.way(bare):
            heard.ways.append(way)
        elif len(heard.ways) == seen or not heard.hear_work(bare):
            rest.append(part)
    return ", ".join(rest)


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
