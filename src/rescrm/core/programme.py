"""A conference's programme: its sessions, and the names of those who speak in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from .folding import pieces, without_degrees
from .identity import without_title

LONGEST = 80  # letters of a name
MOST_WORDS = 5
_PARTICLES = "al bin da de del den der di dos du el ibn la le ten ter van von y"
_NO_PERSON = """
    academy association board center centre clinic college committee conference congress council
    department desk division faculty foundation group hall hospital institute meeting office
    organizer organizers organiser organisers panel program programme registration room school
    section session society staff symposium team university workshop
"""
PARTICLES, NO_PERSON = frozenset(_PARTICLES.split()), frozenset(_NO_PERSON.split())


class Talk(NamedTuple):
    """A session; times are ISO, with an offset where the programme gives one.

    ``key`` is what the programme calls it, so that it is known again; ``where`` is its place in
    the file.
    """

    key: str
    title: str
    track: str | None = None
    room: str | None = None
    starts: str | None = None
    ends: str | None = None
    speakers: tuple[str, ...] = ()
    where: str = ""


class CalledOff(NamedTuple):
    """A session that the programme names only to say that it does not take place."""

    key: str
    title: str
    where: str = ""


def bare(name: str) -> str:
    """A speaker's name without `Dr.` before it and degrees behind it."""
    return without_degrees(without_title(" ".join(name.split())))


def may_be_a_person(name: str) -> bool:
    """Whether a text can be somebody's name: a few capital words, none of them a committee's."""
    words = name.split()
    if not words or len(name) > LONGEST or any(map(str.isdigit, name)) or "@" in name:
        return False
    if len(words) > MOST_WORDS or (len(words) == 1 and words[0].upper() != words[0].lower()):
        return False
    if not NO_PERSON.isdisjoint(pieces(name)):
        return False
    return all(word in PARTICLES or _is_titled(word) for word in words)


def fitting(typed: str, speakers: Iterable[str]) -> list[str]:
    """The speakers whose name is what was typed, else those that hold all its words."""
    asked = pieces(bare(typed))
    known = {name: pieces(bare(name)) for name in speakers}
    same = [name for name, words in known.items() if words == asked]
    return same or [name for name, words in known.items() if asked and {*asked} <= {*words}]


def is_one_of(name: str, speakers: Iterable[str]) -> bool:
    """Whether a full name is one of the speakers'."""
    wanted = pieces(bare(name))
    return any(pieces(bare(each)) == wanted for each in speakers)


def first_of(talks: Sequence[Talk], titled: str | None = None) -> Talk | None:
    """The earliest session, or that of a title when one was said."""
    wanted = pieces(titled or "")
    fits = [each for each in talks if {*wanted} <= {*pieces(each.title)}]
    return min(fits, key=lambda each: each.starts or "9", default=None)


def moment(text: str | None) -> datetime | None:
    """A time of a programme, which is its place's own when it has no offset; a day is none."""
    return datetime.fromisoformat(text) if text and len(text) > len("2027-03-20") else None


def zone_of(talks: Iterable[Talk], day: date) -> tzinfo | None:
    """How far the clocks of a programme are from UTC, on a day if it can be told."""
    known = [at for talk in talks if (at := moment(talk.starts)) and at.tzinfo]
    there = [at for at in known if at.date() == day] or known
    return there[0].tzinfo if there else None


def _is_titled(word: str) -> bool:
    """Whether a word begins as a name does: with a capital, or in a script without them."""
    first = word.lstrip("('’\"")[:1]
    return first.isalpha() and not first.islower()
