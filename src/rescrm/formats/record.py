"""One person as a file tells it, or the reason why there is none."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from rescrm.core.contact import YearDay

Labelled = tuple[str, str | None]  # an address or a number, and what it is called
_BREAKS = re.compile(r"[\r\n]+")


class Record(NamedTuple):
    """One person in a file; a tuple, because a file may hold a hundred thousand.

    ``where`` is "people.vcf:120". ``key`` tells the same person from the same source again:
    "uid:…", "linkedin:…", or a digest of the content. ``lines`` is the card's own text and
    ``encoding`` its codec: `vcard.original` gives the bytes back. ``complaints`` name the
    properties that could not be read, each "people.vcf:17: NOTE is not valid utf-8; …".
    """

    where: str
    key: str
    name: str
    nicknames: tuple[str, ...] = ()
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    links: tuple[str, ...] = ()
    organisation: str | None = None
    title: str | None = None
    city: str | None = None
    birthday: YearDay | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    custom: tuple[tuple[str, str], ...] = ()
    met_on: date | None = None
    lines: str | None = None
    encoding: str | None = None
    complaints: tuple[str, ...] = ()


class Unreadable(NamedTuple):
    """A stretch of a file that no person could be made of."""

    where: str
    reason: str


def one_line(text: str) -> str:
    """A name on one line, without the space around it; nothing else is taken out."""
    text = text.strip()
    if "\n" in text or "\r" in text:
        return " ".join(filter(None, map(str.strip, _BREAKS.split(text))))
    return text


def digest(content: bytes) -> str:
    """The short digest that stands for a card or a row without an identity of its own."""
    return sha256(content).hexdigest()[:32]
