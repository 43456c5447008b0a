"""Whom a rule is for, as it is typed; and words of which the first few name someone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeVar

from ..errors import NotFound, UsageError
from ..session import Session
from ..store.people import tag_name

ROLES = ("clinical", "research", "career", "identity")
PREFIXES = ("group", "role", "tag", "kind")
T = TypeVar("T")
W = TypeVar("W")


class Selector(NamedTuple):
    """A scope and its value as the store keeps it, and both in words."""

    scope: str
    value: str
    words: str


def read(session: Session, typed: str) -> Selector:
    """The people that `group:g`, `role:r`, `tag:t`, `kind:k`, `everyone` or a name stands for.

    Raises UsageError (2) for a prefix, a role or a kind there is none of, and what naming a
    person or a group raises (3, 4).
    """
    prefix, colon, value = typed.partition(":")
    scope, value = prefix.strip().lower(), value.strip()
    if typed.strip().lower() == "everyone":
        return Selector("everyone", "", "everyone")
    if not colon or not re.fullmatch(r"[a-z]+", scope) or value.startswith("//"):
        person = session.who(typed)
        return Selector("contact", str(person.id), person.name)
    if scope not in PREFIXES:
        known = ", ".join(f"{each}:" for each in PREFIXES)
        raise UsageError(f'there is no selector "{scope}:". Try a name, {known} or everyone.')
    if not value:
        raise UsageError(f'"{typed}" names nobody. Try {scope}:something.')
    return _many(session, scope, value)


def parted(
    words: Sequence[str], whom: Callable[[str], W], read: Callable[[Sequence[str]], T]
) -> tuple[W, T]:
    """Whom the first words name, as few as leave a rest that can be read; and what that says.

    Raises what reading the rest after the first word raises, and what naming raises.
    """
    try:
        rest = read(words[1:])
    except UsageError as error:
        for count in range(2, len(words)):
            with suppress(UsageError, NotFound):
                return whom(" ".join(words[:count])), read(words[count:])
        raise error from None
    return whom(words[0]), rest


def _many(session: Session, scope: str, value: str) -> Selector:
    match scope:
        case "group":
            group = session.group(value)
            return Selector(scope, str(group.id), f"group:{group.handle}")
        case "kind":
            kept = session.kind(value)
        case "role":
            kept = value.lower()
            if kept not in (*ROLES, "any"):
                raise UsageError(f'there is no role "{value}". Known: {", ".join(ROLES)}, any.')
        case _:
            kept = tag_name(value)
    return Selector(scope, kept, f"{scope}:{kept}")
