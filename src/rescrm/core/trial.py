"""A template tried out: what it is for, what it needs, what a busy reader would say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import TemplateRefused
from .drafting import EXAMPLE, MADE_FROM, Composed, compose, question

_HEAD = re.compile(r"\s*\{#(.*?)#\}", re.DOTALL)
UNTOLD = frozenset({"signature", "salutation", "first_name", *MADE_FROM})  # made of others


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a template is about, the facts it cannot do without, those it may name, its flaws."""

    about: str | None
    needs: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: str | None = None


def trial(text: str, name: str) -> Trial:
    """Try a template on a made-up person; raise TemplateRefused for what is no letter."""
    from .template import read

    mentions = read(text, name).mentions
    uses = sorted(fact for fact in mentions if fact not in UNTOLD)
    return Trial(
        about=about(text),
        needs=compose(text, {"name": "Ana Torres"}, name).missing,
        uses=tuple(fact for fact in uses if not _is_whole(fact, uses)),
        warnings=_flaws(compose(text, EXAMPLE, name), name),
    )


def tried(text: str, name: str) -> Trial:
    """The same; a template that is refused says so in place of the rest."""
    try:
        return trial(text, name)
    except TemplateRefused as error:
        return Trial(about=about(text), refused=error.message)


def about(text: str) -> str | None:
    """The first sentence of the comment above the subject."""
    head = _HEAD.match(text)
    first = " ".join(head[1].split()).partition(". ")[0].rstrip(".") if head else ""
    return None if not first or first.startswith("Needs") else first


def _is_whole(fact: str, facts: Sequence[str]) -> bool:
    """Whether only parts of a fact are named: `me` where there is `me.name`."""
    return any(each.startswith(f"{fact}.") for each in facts)


def _flaws(letter: Composed, name: str) -> tuple[str, ...]:
    """What is pointed out; a fact that even the made-up person lacks is perhaps misspelt."""
    unknown = tuple(
        f"nothing fills {fact}: {question(fact)} --say {fact}=…" for fact in letter.missing
    )
    return (*unknown, *letter.warnings)
