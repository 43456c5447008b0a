"""The line with which one introduces oneself at an event."""

from __future__ import annotations

from typing import NamedTuple

from ...settings import Me

NEEDED = {
    "name": "Sam Lee",
    "stage": "PGY-2",
    "specialty": "internal medicine",
    "institution": "Mercy General",
}


class Card(NamedTuple):
    """Who one is, and the line that says it; None without a name.

    ``missing`` are the settings that would make it whole.
    """

    line: str | None
    name: str | None
    stage: str | None
    specialty: str | None
    institution: str | None
    email: str | None
    missing: tuple[str, ...]


def card(me: Me) -> Card:
    """The line, as far as the settings know what to say."""
    missing = tuple(f"me.{key}" for key in NEEDED if not getattr(me, key))
    line = _line(me) if me.name else None
    return Card(line, me.name, me.stage, me.specialty, me.institution, me.email, missing)


def what_to_type(key: str) -> str:
    """How to set what is missing."""
    return f'rescrm config set {key} "{NEEDED[key.removeprefix("me.")]}"'


def _line(me: Me) -> str:
    what = " in ".join(filter(None, (me.stage, me.specialty)))
    parts = [f"I'm {me.name}", *([what] if what else [])]
    return ", ".join(parts) + (f" at {me.institution}." if me.institution else ".")
