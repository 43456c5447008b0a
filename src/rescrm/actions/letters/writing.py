"""Letters: written from what is known, kept as drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from ...core import drafting
from ...core.drafting import Composed
from ...core.network import Draft
from ...errors import NotFound
from ...session import Session
from . import templates
from .known import facts
from .wishes import BEFORE
from .wishes import Wish as Wish

Facts = Mapping[str, object]


class Letter(NamedTuple):
    """A letter as it was composed, not yet kept."""

    wish: Wish
    composed: Composed


def compose(session: Session, wish: Wish, said: Facts) -> Letter:
    """Write the letter from the store and what was said on top of it.

    Raises what reading a template raises (2, 4).
    """
    template = templates.text(session, wish.template)
    known = {**facts(session, wish), **said}
    composed = drafting.compose(template, known, wish.template)
    strange = tuple(drafting.unknown(template, said, wish.template))
    return Letter(wish, replace(composed, warnings=(*composed.warnings, *strange)))


# Keeping -------------------------------------------------------------------------------------


def keep(session: Session, letters: Iterable[Letter]) -> list[Draft]:
    """Put letters into the drafts, inside the caller's write, and read them back."""
    drafts, kept = session.store.drafts, []
    for wish, composed in letters:
        questions = [drafting.question(word) for word in composed.missing]
        id = drafts.save(
            wish.contact,
            wish.template,
            wish.event.id if wish.event else None,
            (composed.subject, composed.body),
            questions,
            composed.warnings,
            wish.introduction,
            wish.group.id if wish.group else None,
        )
        kept.append(one(session, id))
    return kept


def one(session: Session, id: int) -> Draft:
    """The draft of a number; NotFound (4) when there is none."""
    found = session.store.drafts.get(id)
    if not found:
        raise NotFound(f"there is no draft {id}. `rescrm drafts` tells theirs.")
    return found


def what_to_type(draft: Draft) -> str:
    """How to give a waiting draft the fact it waits for."""
    if draft.event and draft.missing == (drafting.question("discussed"),):
        return f'rescrm event met {draft.event} "@{draft.handle}; talked …"'
    if draft.event and draft.template == BEFORE:
        return f'rescrm event target {draft.event} "@{draft.handle}" --topic "…"'
    if draft.template.startswith("intro-"):
        return f'rescrm intro @{draft.handle} --why "…"'
    facts = " ".join(f'--say {_word(each)}="…"' for each in draft.missing)
    event = f" --event {draft.event}" if draft.event else ""
    return f"rescrm draft @{draft.handle}{event} --template {draft.template} {facts}"


def _word(question: str) -> str:
    """The fact that a question asks for."""
    asked = (word for word, said in drafting.QUESTIONS.items() if said == question)
    return next(asked, question.partition("“")[2].partition("”")[0])
