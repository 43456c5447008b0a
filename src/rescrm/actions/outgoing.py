"""Drafts on their way out: to the screen, an editor, a link, a file; none is ever sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from ..core import drafting
from ..core.network import Draft
from ..errors import UsageError
from ..formats import letter
from ..session import Session, Thing
from ..view import columns
from ..view.listing import Column, Line, Listing, Shape, Span, tied
from . import editor, letters, target
from .letters import Letter

WAYS = ("stdout", "editor", "mailto", "eml")
UNSIGNED = "unsigned"  # how the lint begins to say that nobody's name is below


# Keeping -------------------------------------------------------------------------------------


def kept(session: Session, composed: Sequence[Letter], *, edits: bool) -> list[Draft]:
    """The letters as drafts, written in one step; with ``edits``, as the editor leaves them."""
    if not composed:
        return []
    texts = _edits(session, _as_they_would_be(session, composed)) if edits else []
    with session.write():
        drafts = letters.keep(session, composed)
        drafts = _rewritten(session, drafts, texts) if edits else drafts
        session.store.summary = f"drafted {_count(drafts)}"
    return drafts


def edited(session: Session, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts that are kept already, as the editor leaves them."""
    for each in drafts:
        if each.state not in ("draft", "waiting"):
            raise UsageError(f"draft {each.id} ({each.name}) was {each.state}: too late to edit.")
    texts = _edits(session, drafts)
    if not any(texts):
        return list(drafts)
    with session.write():
        session.store.summary = f"edited {_count(drafts)}"
        return _rewritten(session, drafts, texts)


def _as_they_would_be(session: Session, composed: Sequence[Letter]) -> list[Draft]:
    """The drafts before they are written: one edited before keeps its words."""
    with session.store.write("draft", keep=False):
        return letters.keep(session, composed)


def _edits(session: Session, drafts: Sequence[Draft]) -> list[tuple[str, str] | None]:
    """What the user made of each; None where nothing was changed, or a fact is lacking."""
    return [_edit(session, each) if each.body and not session.dry_run else None for each in drafts]


def _edit(session: Session, draft: Draft) -> tuple[str, str] | None:
    before = letter.text(draft.subject or "", draft.body or "")
    said = letter.read(editor.edit(session, before, ".txt"))
    return None if said == (draft.subject, draft.body) else said


def _rewritten(
    session: Session, drafts: Sequence[Draft], texts: Sequence[tuple[str, str] | None]
) -> list[Draft]:
    for draft, text in zip(drafts, texts, strict=True):
        if text and draft.id is not None:
            session.store.drafts.rewrite(draft.id, *text, drafting.lint(*text))
    return [letters.one(session, draft.id or 0) for draft in drafts]


def _count(drafts: Sequence[Draft]) -> str:
    return f"a letter to {drafts[0].name}" if len(drafts) == 1 else f"{len(drafts)} letters"


# Saying --------------------------------------------------------------------------------------


def answer(session: Session, drafts: Sequence[Draft], to: str | None, folder: str) -> Listing:
    """The drafts, brought to where they were asked for."""
    ready = [each for each in drafts if each.body]
    waiting = [_waiting(each) for each in drafts if each.missing]
    match to:
        case "stdout":
            return _listing(drafts, lines=[*_letters(ready)], prose=True, warnings=waiting)
        case "mailto":
            links = {each.id: letter.mailto(_outgoing(session, each)) for each in ready}
            items = [_with(each, "url", links.get(each.id)) for each in drafts]
            warnings = [*waiting, *_without_address(ready)]
            return _listing(items, lines=list(links.values()), prose=True, warnings=warnings)
        case "eml":
            return _files(session, drafts, folder, [*waiting, *_without_address(ready)])
    if len(drafts) == 1 and ready:
        lines = [*_letters(ready), *_pointed_out(ready[0])]
        return _listing(drafts, lines=lines, after=_after(drafts))
    return _listing(drafts, warnings=waiting, after=_after(drafts))


def after_event(session: Session, event: Thing, drafts: Sequence[Draft]) -> Listing:
    """A thank-you for each who was met, and what still lacks a fact."""
    met = session.store.events.one(event.id).met
    waiting = [each for each in drafts if each.missing]
    ready = len(drafts) - len(waiting)
    counts = [f"{met} met", f"{ready} draft{'s' * (ready != 1)}"]
    if waiting:
        counts.append(f"{len(waiting)} wait{'s' * (len(waiting) == 1)} for a fact")
    return Listing(
        kind="draft",
        items=drafts,
        shape=AFTER_EVENT,
        empty=f"{event.name}: nobody is left to thank."
        if met
        else f'Nobody was met at {event.name}. rescrm event met {event.handle} "Name; talked …"',
        notes=[f"{event.handle}: {', '.join(counts)}"] if drafts else (),
        warnings=[_waiting(each) for each in waiting] if session.form == "plain" else (),
        after=[*_unsigned(drafts), *_after(drafts)],
    )


def _listing(items: Sequence[Any], **more: Any) -> Listing:
    return Listing(
        kind="draft", items=items, shape=columns.DRAFT, empty="Nobody to write to.", **more
    )


def _files(
    session: Session, drafts: Sequence[Draft], folder: str, warnings: Sequence[str]
) -> Listing:
    """One file a letter, named by its number and never by what is in it."""
    items = [_with(each, "file", None) for each in drafts]
    if not session.dry_run:
        place = target.folder(folder)
        for each, item in zip(drafts, items, strict=True):
            if each.body:
                item["file"] = str(place / f"draft-{each.id}.eml")
                target.write(item["file"], [letter.eml(_outgoing(session, each))])
    lines = [f"{item['file']}  {item['name']}" for item in items if item["file"]]
    count = f"{len(lines)} file{'s' * (len(lines) != 1)}"
    notes = [f"{count} in {folder}; nothing is sent by itself."] if lines else []
    return _listing(items, lines=lines, warnings=warnings, notes=notes)


def _outgoing(session: Session, draft: Draft) -> letter.Letter:
    return letter.Letter(
        name=draft.name,
        to=draft.to,
        subject=draft.subject or "",
        body=draft.body or "",
        from_name=session.settings.me.name,
        from_address=session.settings.me.email,
    )


def _with(draft: Draft, key: str, value: str | None) -> dict[str, Any]:
    return {field.name: getattr(draft, field.name) for field in fields(Draft)} | {key: value}


def _waiting(draft: Draft) -> str:
    return f"{draft.name}: {' '.join(draft.missing)} {letters.what_to_type(draft)}"


def _without_address(drafts: Sequence[Draft]) -> Iterator[str]:
    for each in drafts:
        if not each.to:
            yield f"{each.name}: no address is known. rescrm edit {each.handle} -e ADDRESS"


def _letters(drafts: Sequence[Draft]) -> Iterator[Line]:
    """Letters as they are read, a rule between two."""
    for draft in drafts:
        if draft is not drafts[0]:
            yield from ("", "---", "")
        if draft.to:
            yield f"To: {draft.name} <{draft.to}>"
        yield f"Subject: {draft.subject}"
        yield ""
        yield from (draft.body or "").split("\n")


def _pointed_out(draft: Draft) -> Iterator[Line]:
    if draft.warnings:
        yield ""
    for each in draft.warnings:
        yield Span(f"{each}", "late")


def _after(drafts: Sequence[Draft]) -> list[str]:
    ready = [each for each in drafts if each.body]
    if not ready:
        return []
    id = ready[0].id
    more = f", `rescrm sent {id}` logs it once you sent it"
    return [f"`rescrm draft {id} --to editor` opens one{more}; nothing is sent by itself."]


# The screen after an event: what waits for a fact shows what to type.


def _unsigned(drafts: Sequence[Draft]) -> list[str]:
    """How to sign, said once for all of them."""
    found = (each for draft in drafts for each in draft.warnings if each.startswith(UNSIGNED))
    return [f"{each[:1].upper()}{each[1:]}" for each in found][:1]


def _number(draft: Draft) -> str:
    return "–" if draft.missing else str(draft.id)


def _told(draft: Draft) -> str | Span:
    if draft.missing:
        return f"{' '.join(draft.missing)}  {tied(letters.what_to_type(draft))}"
    pointed_out = [each for each in draft.warnings if not each.startswith(UNSIGNED)]
    return Span(pointed_out[0], "late") if pointed_out else f'"{draft.subject}"'


AFTER_EVENT = Shape(
    plain=columns.DRAFT.plain,
    columns=(
        Column(heading="", cell=_number, right=True),
        Column(heading="", cell=lambda draft: draft.name),
        Column(heading="", cell=lambda draft: draft.template, leaves=2),
        Column(heading="", cell=_told, leaves=1),
    ),
)
