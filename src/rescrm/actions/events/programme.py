"""The programme of an event: read from a file into its sessions; twice in adds nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ...core.days import spoken
from ...core.model import Ref
from ...core.programme import CalledOff, Talk, bare, moment
from ...errors import FileNotThere, UsageError
from ...formats import programme
from ...formats.record import Unreadable
from ...session import Session, Thing
from ...store.programmes import Kept
from . import whom

STDIN = "-"
CALLED_OFF = "called off"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedProgramme:
    """What became of a programme's file; each session in it is one of the others.

    ``sessions`` and ``speakers`` are what the event has now, ``known`` those you know already.
    """

    file: str
    format: str
    read: int
    added: int
    changed: int
    unchanged: int
    skipped: tuple[Unreadable, ...]
    sessions: int
    speakers: int
    known: tuple[Ref, ...]


class Outcome(NamedTuple):
    """The answer, and what is to be complained about."""

    item: ImportedProgramme
    complaints: list[str]


@dataclass(slots=True)
class _Tally:
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: list[Unreadable] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def skip(self, where: str, reason: str) -> None:
        self.skipped.append(Unreadable(where, reason))
        self.complaints.append(f"{where}: {reason}")


def take_in(session: Session, event: Thing, name: str) -> Outcome:
    """Read a programme into an event, as one step.

    Raises FileNotThere (4), UnknownFormat and UsageError (2).
    """
    format, entries = programme.read(_content(name), "stdin" if name == STDIN else name)
    with session.write():
        tally = _store(session, event, entries)
        sessions = len(session.store.events.programme.talks(event.id))
        speakers = session.store.events.programme.speakers(event.id)
        session.store.summary = f"programme of {event.name}: {sessions:,} sessions"
        item = ImportedProgramme(
            file=name,
            format=format,
            read=tally.added + tally.changed + tally.unchanged + len(tally.skipped),
            added=tally.added,
            changed=tally.changed,
            unchanged=tally.unchanged,
            skipped=tuple(tally.skipped),
            sessions=sessions,
            speakers=len(speakers),
            known=tuple(_known(session, speakers)),
        )
        return Outcome(item, tally.complaints)


def there(session: Session, starts: str | None) -> str | None:
    """A programme's time with an offset: where it gives none, the person's own."""
    at = moment(starts)
    return (at if at.tzinfo else at.replace(tzinfo=session.zone)).isoformat() if at else None


def doubts(session: Session, event: Thing, found: ImportedProgramme) -> list[str]:
    """A word of care where a file holds nothing, or no session on a day of the event."""
    if not found.read:
        noun = "calendar has no events" if found.format == "ics" else "programme has no sessions"
        return [f"{found.file}: this {noun}. Nothing was changed."]
    talks = session.store.events.programme.talks(event.id).values()
    on = sorted(date.fromisoformat(each.talk.starts[:10]) for each in talks if each.talk.starts)
    first, last = session.store.events.days(event.id)
    if not on or any(first <= day <= last for day in on):
        return []
    return [
        f"Its sessions are on {spoken(on[0])} and later; {event.name} begins "
        f"{spoken(first)}. Is it the right programme? `rescrm undo` takes it back."
    ]


def _content(name: str) -> bytes:
    """The bytes of a file, as far as a programme can be long."""
    if name == STDIN:
        content = sys.stdin.buffer.read(programme.LARGEST + 1) if sys.stdin else b""
    else:
        path = Path(name)
        if path.is_dir():
            raise UsageError(f"{name}: this is a folder. Name the file in it.")
        try:
            with path.open("rb") as file:
                content = file.read(programme.LARGEST + 1)
        except (FileNotFoundError, NotADirectoryError):
            raise FileNotThere(name) from None
    if len(content) > programme.LARGEST:
        raise UsageError(f"{name}: too large for a programme. Nothing was changed.")
    return content


def _store(
    session: Session, event: Thing, entries: Iterable[Talk | CalledOff | Unreadable]
) -> _Tally:
    kept = session.store.events.programme.talks(event.id)
    tally, seen = _Tally(), dict[str, Talk]()
    for entry in entries:
        match entry:
            case Unreadable():
                tally.skip(entry.where, entry.reason)
            case CalledOff() if entry.key in kept:
                session.store.events.programme.remove(kept.pop(entry.key).id)
                tally.changed += 1
            case CalledOff():
                tally.skipped.append(Unreadable(entry.where, CALLED_OFF))
            case Talk() if entry.key in seen:
                _again(tally, seen[entry.key], entry)
            case Talk():
                seen[entry.key] = entry
                _keep(session, event, kept, entry, tally)
    return tally


def _again(tally: _Tally, first: Talk, entry: Talk) -> None:
    if first._replace(where="") == entry._replace(where=""):
        tally.unchanged += 1
    else:
        tally.skip(entry.where, f"“{entry.title[:60]}” again, with other content")


def _keep(
    session: Session, event: Thing, kept: Mapping[str, Kept], entry: Talk, tally: _Tally
) -> None:
    programme = session.store.events.programme
    before, now = kept.get(entry.key), entry._replace(where="")
    if before is None:
        programme.add(event.id, now)
        tally.added += 1
    elif before.talk == now:
        tally.unchanged += 1
    else:
        programme.change(before, now)
        was, new = ((each.title, there(session, each.starts)) for each in (before.talk, now))
        session.store.targets.follow(event.id, was, new)
        tally.changed += 1


def _known(session: Session, speakers: Iterable[str]) -> list[Ref]:
    """Those of the speakers whose full name is somebody's here; namesakes are each named."""
    found = {
        each.id: Ref(uid=each.uid, handle=each.handle, name=each.name)
        for speaker in speakers
        for each in whom.namesakes(session, bare(speaker))
    }
    return sorted(found.values(), key=lambda ref: ref.handle)
