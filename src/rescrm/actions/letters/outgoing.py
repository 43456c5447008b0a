"""Drafts on their way out, as they are told: on the screen, as a link, as files; none is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from ...core.network import Draft, Event
from ...formats import letter
from ...session import Session, Thing
from ...view import columns
from ...view.listing import Column, Line, Listing, Shape, Span, tied
from .. import target
from . import writing
from .drafted import Kept
from .handing import written
from .wishes import BEFORE

WAYS = ("stdout", "editor", "clipboard", "mailto", "eml", "imap")
LONGEST_LINK = 2_000  # characters; longer ones are cut by some mail programs
UNSIGNED = "unsigned"  # how the lint begins to say that nobody's name is below


# Saying --------------------------------------------------------------------------------------


def answer(session: Session, kept: Kept, to: str | None, folder: str) -> Listing:
    """The drafts, brought to where they were asked for."""
    drafts = kept.drafts
    ready = [each for each in drafts if each.body]
    waiting = [_waiting(each) for each in drafts if each.missing]
    match to:
        case "stdout":
            return _listing(drafts, lines=[*_letters(ready)], prose=True, warnings=waiting)
        case "mailto":
            links = {each.id: letter.mailto(written(session, each)) for each in ready}
            items = [_with(each, "url", links.get(each.id)) for each in drafts]
            warnings = [*waiting, *_without_address(ready), *_too_long(ready, links)]
            return _listing(items, lines=list(links.values()), prose=True, warnings=warnings)
        case "eml":
            return _files(session, drafts, folder, [*waiting, *_without_address(ready)])
        case "clipboard" | "imap":
            return _put(kept, to, waiting)
    if len(drafts) == 1 and ready:
        lines = [*_letters(ready), *_pointed_out(ready[0])]
        return _listing(drafts, lines=lines, after=_after(drafts))
    return _listing(drafts, warnings=waiting, after=_after(drafts))


def around_event(session: Session, event: Thing, drafts: Sequence[Draft]) -> Listing:
    """A letter to each who was met, or who is to be met, and what still lacks a fact."""
    now = session.store.events.one(event.id)
    is_ahead = any(each.template == BEFORE for each in drafts) or now.from_ > session.today
    count = f"{now.targets} target{'s' * (now.targets != 1)}" if is_ahead else f"{now.met} met"
    waiting = [each for each in drafts if each.missing]
    ready = len(drafts) - len(waiting)
    counts = [count, f"{ready} draft{'s' * (ready != 1)}"]
    if waiting:
        counts.append(f"{len(waiting)} wait{'s' * (len(waiting) == 1)} for a fact")
    return Listing(
        kind="draft",
        items=drafts,
        shape=AROUND_EVENT,
        empty=_nobody_ahead(now) if is_ahead else _nobody_met(now),
        notes=[f"{event.handle}: {', '.join(counts)}"] if drafts else (),
        warnings=[_waiting(each) for each in waiting] if session.form == "plain" else (),
        after=[*_unsigned(drafts), *_after(drafts)],
    )


def _nobody_met(event: Event) -> str:
    if event.met:
        return f"{event.name}: nobody is left to thank."
    return f'Nobody was met at {event.name}. rescrm event met {event.handle} "Name; talked …"'


def _nobody_ahead(event: Event) -> str:
    if event.targets:
        return f"{event.name}: nobody is left to write to before it."
    return f'{event.name}: whom to meet? rescrm event target {event.handle} "Name" --topic …'


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
                target.write(item["file"], [letter.eml(written(session, each))])
    lines = [f"{item['file']}  {item['name']}" for item in items if item["file"]]
    count = f"{len(lines)} file{'s' * (len(lines) != 1)}"
    notes = [f"{count} in {folder}; nothing is sent by itself."] if lines else []
    return _listing(items, lines=lines, warnings=warnings, notes=notes)


def _put(kept: Kept, to: str, waiting: Sequence[str]) -> Listing:
    """Where each was put, and that sending it is the user's."""
    key = {"clipboard": "copied", "imap": "folder"}[to]
    items = [_with(each, key, where or None) for each, where in zip(*kept, strict=True)]
    lines = [
        f"{_place(to, item[key])}  the letter to {item['name']}" for item in items if item[key]
    ]
    notes = ["Nothing is sent by itself."] if lines else []
    ready = [each for each in kept.drafts if each.body]
    after = [f"`rescrm sent {ready[0].id}` logs it once you sent it."] if lines else []
    return _listing(items, lines=lines, warnings=waiting, notes=notes, after=after)


def _place(to: str, where: str) -> str:
    return f"clipboard ({where})" if to == "clipboard" else where


def _with(draft: Draft, key: str, value: str | None) -> dict[str, Any]:
    return {field.name: getattr(draft, field.name) for field in fields(Draft)} | {key: value}


def _waiting(draft: Draft) -> str:
    return f"{draft.name}: {' '.join(draft.missing)} {writing.what_to_type(draft)}"


def _without_address(drafts: Sequence[Draft]) -> Iterator[str]:
    for each in drafts:
        if not each.to:
            yield f"{each.name}: no address is known. rescrm edit {each.handle} -e ADDRESS"


def _too_long(drafts: Sequence[Draft], links: dict[int | None, str]) -> Iterator[str]:
    for each in drafts:
        if (length := len(links[each.id])) > LONGEST_LINK:
            yield (
                f"{each.name}: a link of {length:,} characters, which some mail programs cut. "
                f"rescrm draft {each.id} --to eml"
            )


def _letters(drafts: Sequence[Draft]) -> Iterator[Line]:
    """Letters as they are read, a rule between two."""
    for draft in drafts:
        if draft is not drafts[0]:
            yield from ("", "---", "")
        if draft.to:
            both = ", " in draft.to  # of two people who are introduced
            yield f"To: {draft.to}" if both else f"To: {draft.name} <{draft.to}>"
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


# The screen around an event: what waits for a fact shows what to type.


def _unsigned(drafts: Sequence[Draft]) -> list[str]:
    """How to sign, said once for all of them."""
    found = (each for draft in drafts for each in draft.warnings if each.startswith(UNSIGNED))
    return [f"{each[:1].upper()}{each[1:]}" for each in found][:1]


def _number(draft: Draft) -> str:
    return "–" if draft.missing else str(draft.id)


def _told(draft: Draft) -> str | Span:
    if draft.missing:
        return f"{' '.join(draft.missing)}  {tied(writing.what_to_type(draft))}"
    pointed_out = [each for each in draft.warnings if not each.startswith(UNSIGNED)]
    return Span(pointed_out[0], "late") if pointed_out else f'"{draft.subject}"'


AROUND_EVENT = Shape(
    plain=columns.DRAFT.plain,
    columns=(
        Column(heading="", cell=_number, right=True),
        Column(heading="", cell=lambda draft: draft.name),
        Column(heading="", cell=lambda draft: draft.template, leaves=2),
        Column(heading="", cell=_told, leaves=1),
    ),
)
