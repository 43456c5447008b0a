"""Who speaks in a session of a calendar, as far as the calendar says so plainly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rescrm.core.programme import bare, may_be_a_person

AUDIENCE = 12  # more attendees listen
LONGEST = 20_000  # letters of a description that are looked at

_BREAKS = re.compile(r"<(?:br|p|li|div)\b[^<>]{0,200}>|</(?:p|li|div)>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{1,300}>")
_ROLE = (
    r"(?:(?:invited|keynote|guest) )?(?:speaker|presenter|moderator|panell?ist|chair|instructor)s?"
    r"(?:\(s\))?|presented by|with"
)
_SAID = re.compile(rf"^[\s*•-]{{0,8}}(?:{_ROLE})\s{{0,4}}:\s*(.{{2,1000}})$", re.I | re.M)
_IN_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_JOINTS = re.compile(r"\s*(?:,|&|\||·)\s*|\s+(?:and|und|et)\s+")


def from_calendar(
    description: str,
    attendees: Sequence[Mapping[str, str]],
    organizers: Sequence[Mapping[str, str]],
) -> tuple[str, ...]:
    """The names: from a line `Speaker: …`; else from those invited; else from who organizes it.

    Attendees and organizers are given by their parameters.
    """
    listed = (name for said in _SAID.findall(_plain(description)) for name in _names(said))
    for found in (listed, _invited(attendees), _invited(organizers)):
        if names := tuple(dict.fromkeys(found)):
            return names
    return ()


def _plain(description: str) -> str:
    return _TAGS.sub("", _BREAKS.sub("\n", description[:LONGEST]))


def _names(said: str) -> Iterator[str]:
    """The names in a list; what stands in brackets, or after a comma, may be a place or a degree.

    With semicolons each piece is one person: `Maya Rao, MD, UCSF; Lee Wong`.
    """
    text = _IN_BRACKETS.sub("", said)
    each_is_one = ";" in text
    for piece in text.split(";"):
        parts = [bare(part) for part in _JOINTS.split(piece)]
        people = [part for part in parts if may_be_a_person(part)]
        yield from people[:1] if each_is_one else people


def _invited(given: Iterable[Mapping[str, str]]) -> Iterator[str]:
    people = [each for each in given if each.get("CUTYPE", "INDIVIDUAL").upper() == "INDIVIDUAL"]
    if len(people) > AUDIENCE:
        return
    for each in people:
        name = _spoken(bare(each.get("CN", "")))
        if each.get("PARTSTAT", "").upper() != "DECLINED" and may_be_a_person(name):
            yield name


def _spoken(name: str) -> str:
    """A name in its spoken order: `Wong, Lee` is Lee Wong."""
    last, _, first = name.partition(",")
    return f"{first} {last}".strip()
