"""Files of people, read into the store: who is new, who is here already, who is left out."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from ..core.likeness import may_be_one
from ..formats.detect import READERS
from ..formats.record import Record, Unreadable
from ..formats.record import digest as digest_of
from ..session import Session
from ..store.bulk import Bulk, Newcomer, channels
from ..store.known import Origin
from .revising import greet, revise
from .sources import Source

SEPARATOR = "\x1f"
CHUNK = 2000  # records that are decided and stored together
# Lines of a card that change although the card does not.
_STAMPS = re.compile(r"\n(?:REV|PRODID)[:;][^\r\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one file; each record that was read is one of the others."""

    file: str
    format: str
    read: int
    added: int
    changed: int
    unchanged: int
    skipped: Sequence[Unreadable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was asked for everyone in the files."""

    kind: str | None = None
    tags: Sequence[str] = ()


@dataclass(slots=True)
class Tally:
    """The count while a file is read; ``complaints`` are in its order."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: list[Unreadable] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many records were read."""
        return self.added + self.changed + self.unchanged + len(self.skipped)

    def of(self, source: Source) -> Imported:
        """The count as an answer."""
        return Imported(
            file=source.name,
            format=source.format,
            read=self.read,
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            skipped=self.skipped,
        )


def take_in(session: Session, source: Source, encoding: str | None, wishes: Wishes) -> Tally:
    """Read one file into the store, inside the caller's write, a chunk at a time."""
    intake = Intake(session.store.bulk(), wishes, session.settings.region)
    records = iter(READERS[source.format](source.pieces(), source.name, encoding))
    with _without_rings():
        while chunk := list(islice(records, CHUNK)):
            intake.take(chunk)
            if session.progress:
                session.progress(f"{source.name}: {intake.tally.read:,} read")
    intake.finish()
    return intake.tally


@contextmanager
def _without_rings() -> Iterator[None]:
    """Let no garbage be looked for: records hold no rings, and the search takes a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Intake:
    """One file on its way into the store; decides about each record in it."""

    def __init__(self, bulk: Bulk, wishes: Wishes, region: str) -> None:
        self.tally = Tally()
        self._bulk = bulk
        self._wishes = wishes
        self._region = region
        self._met = bytearray(bulk.known.first_origin)  # 1: this file has named this origin

    def take(self, records: Iterable[Record | Unreadable]) -> None:
        """Decide about some records and store what they say."""
        readable = []
        for record in records:
            if isinstance(record, Record):
                readable.append(record)
                if record.complaints:
                    self.tally.complaints += record.complaints
            else:
                self._skip(record)
        newcomers = self._strangers(self._unknown(readable))
        self._bulk.add(newcomers, self._wishes.kind, self._wishes.tags)
        self.tally.added += len(newcomers)

    def finish(self) -> None:
        """End the file."""
        self._bulk.finish()

    # Those whom this file, or an earlier one, has named by the same key.

    def _unknown(self, records: Sequence[Record]) -> list[Newcomer]:
        origins = self._bulk.known.origins([record.key for record in records])
        here: dict[str, str] = {}
        unknown = []
        for record in records:
            key, said = record.key, content(record)
            if key in here:
                self._again(record, said, here[key])
                continue
            here[key] = said
            origin = origins.get(key)
            if origin is None:
                unknown.append((record, said, channels(record, self._region)))
            elif self._is_met(origin):
                self._again(record, said, origin.digest)
            else:
                self._known(origin, record, said)
        return unknown

    def _is_met(self, origin: Origin) -> bool:
        """Whether this file has named the origin before; from now on it has."""
        if origin.id >= len(self._met) or self._met[origin.id]:
            return True
        self._met[origin.id] = 1
        return False

    def _again(self, record: Record, said: str, before: str) -> None:
        if said in before.split():
            self.tally.unchanged += 1
        else:
            self._skip(Unreadable(record.where, f"{_called(record)} again, with other content"))

    def _known(self, origin: Origin, record: Record, said: str) -> None:
        before = self._bulk.writes
        # What was taken in once is no news, also when another file said something else since.
        if said not in origin.digest.split():
            revise(self._bulk, origin.contact, record, self._bulk.known.card(origin))
            self._bulk.renew(origin, record, said)
        self._wish(origin.contact)
        self._count(before)

    # Those who are here under another key, or were typed in.

    def _strangers(self, unknown: Sequence[Newcomer]) -> list[Newcomer]:
        """All but those who are one person here: the same address, and a name that fits."""
        if not self._bulk.known.had_people:
            return list(unknown)
        keys = {key for *_, ways in unknown for *_, key in ways if key}
        holders = self._bulk.known.holders(sorted(keys))
        met: set[int] = set()
        strangers = []
        for each in unknown:
            record, said, ways = each
            fit = {
                id
                for *_, key in ways
                for id, name in holders.get(key or "", ())
                if may_be_one(record.name, name)
            } - met
            if len(fit) == 1:
                met |= fit
                self._greet(fit.pop(), record, said)
            else:
                strangers.append(each)
        return strangers

    def _greet(self, contact: int, record: Record, said: str) -> None:
        before = self._bulk.writes
        greet(self._bulk, contact, record)
        self._wish(contact)
        self._count(before)
        self._bulk.attach(contact, record, said)

    # The rest.

    def _wish(self, contact: int) -> None:
        if self._wishes.kind or self._wishes.tags:
            self._bulk.wish(contact, self._wishes.kind, self._wishes.tags)

    def _count(self, writes_before: int) -> None:
        if self._bulk.writes == writes_before:
            self.tally.unchanged += 1
        else:
            self.tally.changed += 1

    def _skip(self, record: Unreadable) -> None:
        self.tally.skipped.append(record)
        self.tally.complaints.append(f"{record.where}: {record.reason}")


def content(record: Record) -> str:
    """A digest of what a record says, to see whether it has changed."""
    if record.key.startswith("card:"):
        return record.key[5:]  # is one already
    if record.lines is not None:
        return digest_of(_STAMPS.sub("", record.lines).encode())
    (
        _, _, name, nicknames, emails, phones, links, organisation, title, city, birthday, note,
        tags, custom, met_on, _, _, _,
    ) = record  # fmt: skip
    usual = (name, organisation or "", title or "", met_on.isoformat() if met_on else "", *links)
    rest = (nicknames, emails, phones, city, birthday, note, tags, custom)
    return digest_of(f"{SEPARATOR.join(usual)}{rest if any(rest) else ''}".encode())


def _called(record: Record) -> str:
    """How a record is told from others, in words."""
    what, _, name = record.key.partition(":")
    match what:
        case "uid":
            return f"the UID {name}"
        case "linkedin":
            return f"the profile {name}"
    return "the same name and day"
