"""Who could be asked to be a mentor, and what speaks for it: in words, in one order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .days import spoken
from .folding import fold, words
from .network import Mentor

ROLES = ("clinical", "research", "career", "identity")
KINDS = ("faculty", "fellow", "leadership", "mentor")  # who can be asked
MOST = 5  # suggestions for one role
NAMED = 3  # words of a text that are told
LEADERS = "leadership"
# Words in the names of groups and specialties that are nobody's interest.
PLAIN = frozenset(("and", "club", "committee", "group", "interest", "journal", "of", "study"))

# What speaks of each role, in whole words.
_SPEAKS = {
    "clinical": (
        "clinic clinics clinical ward wards bedside rounds rounding icu ccu micu consult consults "
        "procedure procedures procedural echo cath attending inpatient outpatient ambulatory exam "
        "teaching teacher supervisor preceptor rotation simulation ecg ecgs"
    ),
    "research": (
        "research researcher study studies trial trials trialist lab laboratory cohort manuscript "
        "paper papers abstract abstracts publication publications poster grant grants irb dataset "
        "data statistics biostatistics epidemiology outcomes review reviewer editor investigator "
        "scientist registry t32 r01 k23 k08 phd nih"
    ),
    "career": (
        "career careers fellowship fellowships director chief chair chairman chairwoman dean job "
        "jobs match matching cv resume interview interviews recommendation recommendations "
        "promotion promotions negotiation contract leadership apd pd advisor adviser"
    ),
    "identity": (
        "identity dei diversity inclusion equity belonging women urim underrepresented lgbtq "
        "lgbtqia immigrant immigrants img imgs visa parent parents parenting first-gen firstgen "
        "first-generation veteran disability faith latina latino latinx affinity wellness"
    ),
}
SPEAKS = {role: frozenset(text.split()) for role, text in _SPEAKS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentorship(Mentor):
    """A role with how it goes: the last touch, when you meet next, how often."""

    last: date | None = None
    due_on: date | None = None
    every: str | None = None


class Candidate(NamedTuple):
    """Someone already met who could be a mentor, with all that is known to speak for it."""

    handle: str
    name: str
    kind: str
    title: str | None = None
    specialty: str | None = None
    tags: Sequence[str] = ()
    groups: Sequence[str] = ()  # names of groups they are in
    fields: Sequence[str] = ()  # what the user's own fields say
    notes: Sequence[str] = ()
    roles: Sequence[str] = ()  # that they have already
    touches: int = 0
    last: date | None = None
    declined: date | None = None  # something they were asked for, of late


class Suggestion(NamedTuple):
    """Someone to ask, and why."""

    handle: str
    name: str
    because: str


class Gap(NamedTuple):
    """A role without anyone, and who could be asked."""

    role: str
    handle: None
    suggestions: tuple[Suggestion, ...]


def suggest(
    role: str, candidates: Iterable[Candidate], interests: Collection[str] = ()
) -> tuple[Suggestion, ...]:
    """Name whom to ask for a role: who fits it best, who is no mentor yet, who is best known.

    Who said no of late comes last.

    ``interests`` are my own, as folded words: my specialty, the names of my groups.
    """
    found = [(each, tuple(reasons(role, each, interests))) for each in candidates]
    found.sort(key=lambda pair: _order(*pair))
    return tuple(
        Suggestion(each.handle, each.name, "; ".join((*why, *_known(each))))
        for each, why in found[:MOST]
    )


def reasons(role: str, who: Candidate, interests: Collection[str] = ()) -> Iterator[str]:
    """Yield what speaks for someone in a role, the plainest first."""
    if role == "career" and who.kind == LEADERS:
        yield "in leadership"
    for label, texts in (
        ("title", [who.title]),
        ("specialty", [who.specialty]),
        ("tagged", who.tags),
        ("in", who.groups),
        ("fields say", who.fields),
        ("notes speak of", who.notes),
    ):
        if told := _told(label, [text for text in texts if text], SPEAKS[role]):
            yield told
    if role != "identity":
        shared = [each for each in (who.specialty, *who.tags) if each and _is_mine(each, interests)]
        if shared:
            yield f"shares your interest in {shared[0]}"


def _told(label: str, texts: Sequence[str], speaks: frozenset[str]) -> str:
    """`tagged research`, `title Program Director`: a short text whole, of a long one the words."""
    if label in ("title", "specialty", "tagged", "in"):
        whole = [text for text in texts if speaks & {*words(text.replace("-", " ")), *words(text)}]
        return f"{label} {', '.join(whole[:NAMED])}" if whole else ""
    written = fold(" ".join(texts))
    if not any(word in written for word in speaks):  # as of most: no need to look at each word
        return ""
    said: dict[str, str] = {}
    for word in (word for text in texts for word in _spoken(text)):
        said.setdefault(fold(word), word)
    told = [said[word] for word in said if word in speaks]
    return f"{label} {', '.join(told[:NAMED])}" if told else ""


def _spoken(text: str) -> list[str]:
    """The words of a text as they are written."""
    return [word.strip(".,;:!?()\"'") for word in text.split()]


def _is_mine(text: str, interests: Collection[str]) -> bool:
    return any(word in interests and word not in PLAIN for word in words(text))


def _known(who: Candidate) -> Iterator[str]:
    """How well they are known; which role they have already."""
    often = {1: "once", 2: "twice"}.get(who.touches, "several times")
    if not who.touches:
        yield f"met {spoken(who.last)}" if who.last else "met"
    else:
        yield f"in touch {often}" + (f", last {spoken(who.last)}" if who.last else "")
    if who.roles:
        yield f"already your {' and '.join(who.roles)} mentor"
    if who.declined:
        yield f"said no {spoken(who.declined)}"


def _order(who: Candidate, why: Sequence[str]) -> tuple[bool, int, bool, int, int, str]:
    last = who.last.toordinal() if who.last else 0
    return bool(who.declined), -len(why), bool(who.roles), -who.touches, -last, who.handle
