"""Ways to reach someone, in a line about them: an e-mail address, a number, a profile."""

from __future__ import annotations

import re
from typing import Literal

from rescrm.core.addresses import email_key, linkedin_key, phone_key

Way = Literal["email", "phone", "link"]

LEAST_FIGURES = 7  # of a phone number: fewer are a poster's

_WAY = re.compile(r"(?:e-?mail|mail|phone|tel|cell|mobile|linkedin)(?::\s*|\.?\s+)", re.I)
_IN_ANGLES = re.compile(r"(.*\S)\s*<([^<>\s]+@[^<>\s]+)>")
# "write to her at m@uab.edu" keeps its address.
_MAIL_AT_END = re.compile(
    r"(.*\S)(?<!\bat)(?<!\bto)(?<!\bvia)(?<!\bfrom)"
    r" (?:(?:(?:her|his|their) )?e-?mail:? )?(\S+@\S+)",
    re.IGNORECASE,
)


def way(part: str) -> tuple[Way, str] | None:
    """The way that the words are, if they are one, and its address."""
    bare = part
    if (match := _WAY.match(part)) and part[match.end() :]:
        bare = part[match.end() :]
    if email_key(bare):
        return "email", bare
    if linkedin_key(bare):
        return "link", bare
    figures = sum(map(str.isdigit, bare))
    return ("phone", bare) if figures >= LEAST_FIGURES and phone_key(bare) else None


def named_with_mail(text: str) -> tuple[str, str] | None:
    """`Maya Rao <m@ucsf.edu>` and `Maya Rao m@ucsf.edu` in two."""
    found = _IN_ANGLES.fullmatch(text) or _MAIL_AT_END.fullmatch(text)
    return (found[1], found[2]) if found else None


def ending_in_mail(text: str) -> tuple[str, str] | None:
    """What was said, and the address that ends it: `boards, her email m@uab.edu`."""
    found = None if way(text) else _MAIL_AT_END.fullmatch(text)
    return (found[1], found[2]) if found and email_key(found[2]) else None
