"""Letters become drafts: as written, as the editor or a program leaves them, handed over or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ...core.lint import lint_again
from ...core.network import Draft
from ...errors import UsageError
from ...formats import letter
from ...session import Session
from .. import editor
from . import writing
from .through import Reviser, Text
from .writing import Letter

Hand = Callable[[Session, Sequence[Draft]], Sequence[str]]  # where each went, in a word or two


class Way(NamedTuple):
    """What happens to letters before they are kept: who changes them, and where they are put.

    Whatever goes wrong there, nothing is kept.
    """

    revisers: Sequence[Reviser] = ()
    hand: Hand | None = None


class Kept(NamedTuple):
    """Drafts, and where each was put; empty for one that was put nowhere."""

    drafts: Sequence[Draft]
    went: Sequence[str]


def fresh(session: Session, composed: Sequence[Letter], way: Way) -> Kept:
    """New letters as drafts, in one step."""
    if not composed:
        return Kept((), ())
    would_be = _as_they_would_be(session, composed) if way.revisers or way.hand else []
    texts, went = _done(session, would_be, way)
    with session.write():
        drafts = _rewritten(session, writing.keep(session, composed), texts)
        session.store.summary = f"drafted {_count(drafts)}"
    return Kept(drafts, went or [""] * len(drafts))


def again(session: Session, drafts: Sequence[Draft], way: Way) -> Kept:
    """Drafts that are kept already, in one step; one that is gone is not changed any more (2)."""
    for each in drafts if way.revisers else ():
        if each.state not in ("draft", "waiting"):
            raise UsageError(f"draft {each.id} ({each.name}) was {each.state}: too late to edit.")
    texts, went = _done(session, drafts, way)
    if not any(texts):
        return Kept(drafts, went)
    with session.write():
        session.store.summary = f"edited {_count(drafts)}"
        return Kept(_rewritten(session, drafts, texts), went)


def by_hand(session: Session, draft: Draft, before: Text) -> Text:
    """What the user made of a letter in the editor; what is emptied stays as it was."""
    return letter.read(editor.edit(session, letter.text(*before), ".txt")) or before


def _as_they_would_be(session: Session, composed: Sequence[Letter]) -> list[Draft]:
    """The drafts before they are written: one edited before keeps its words."""
    with session.store.write("draft", keep=False):
        return writing.keep(session, composed)


def _done(
    session: Session, drafts: Sequence[Draft], way: Way
) -> tuple[list[Text | None], list[str]]:
    """What became of each, and where it was put; on a dry run nothing."""
    if session.dry_run:
        return [None] * len(drafts), [""] * len(drafts)
    texts = [_revised(session, each, way.revisers) for each in drafts]
    return texts, _handed(session, list(map(_with_text, drafts, texts)), way.hand)


def _revised(session: Session, draft: Draft, revisers: Sequence[Reviser]) -> Text | None:
    """What became of one; None where nothing was changed, or a fact is lacking."""
    if draft.body is None:
        return None
    before = text = (draft.subject or "", draft.body)
    for revise in revisers:
        text = revise(session, draft, text)
    return None if text == before else text


def _with_text(draft: Draft, text: Text | None) -> Draft:
    return replace(draft, subject=text[0], body=text[1]) if text else draft


def _handed(session: Session, drafts: Sequence[Draft], hand: Hand | None) -> list[str]:
    ready = [each for each in drafts if each.body]
    went = iter(hand(session, ready) if hand and ready else [""] * len(ready))
    return [next(went) if each.body else "" for each in drafts]


def _rewritten(
    session: Session, drafts: Sequence[Draft], texts: Sequence[Text | None]
) -> list[Draft]:
    for draft, text in zip(drafts, texts, strict=False):
        if text and draft.id is not None:
            found = lint_again(*text, draft.body or "", draft.warnings, draft.template)
            session.store.drafts.rewrite(draft.id, *text, found)
    return [writing.one(session, draft.id or 0) for draft in drafts]


def _count(drafts: Sequence[Draft]) -> str:
    return f"a letter to {drafts[0].name}" if len(drafts) == 1 else f"{len(drafts)} letters"
