"""Files of people, read into the store: who is new, who is here already, who is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ..core.likeness import may_be_one
from ..formats.detect import READERS
from ..formats.record import Record, Unreadable
from ..formats.record import digest as digest_of
from ..session import Session
from ..store.bulk import Bulk, Newcomer, Origin, channels
from .revising import greet, revise
from .sources import Source

CHUNK = 2000  # records that are decided and stored together
# They change without the card.
_STAMPS = re.compile(r"^(?:REV|PRODID)[:;].*\n?", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was asked for everyone in the files."""

    kind: str | None = None
    tags: Sequence[str] = ()
    encoding: str | None = None


@dataclass(slots=True)
class Tally:
    """What has become of a file so far; every record that was read is one of these."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: list[Unreadable] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)  # what was left out, in the file's order

    @property
    def read(self) -> int:
        """How many records stood in the file."""
        return self.added + self.changed + self.unchanged + len(self.skipped)

    def skip(self, record: Unreadable) -> None:
        """Leave a record out, and say so."""
        self.skipped.append(record)
        self.complaints.append(f"{record.where}: {record.reason}")


def take_in(session: Session, source: Source, wishes: Wishes) -> Tally:
    """Read one file into the store, inside the caller's write, a chunk at a time."""
    bulk = session.store.bulk()
    intake = Intake(bulk, wishes, session.settings.region)
    records = iter(READERS[source.format](source.chunks(), source.name, wishes.encoding))
    while chunk := list(islice(records, CHUNK)):
        intake.take(chunk)
        if session.progress:
            session.progress(f"{source.name}: {intake.tally.read:,} read")
    bulk.finish()
    return intake.tally


class Intake:
    """One file on its way into the store: decides about each record in it."""

    def __init__(self, bulk: Bulk, wishes: Wishes, region: str) -> None:
        self.tally = Tally()
        self._bulk = bulk
        self._wishes = wishes
        self._region = region
        self._named = bytearray(bulk.first_origin)  # 1: this file has named this origin already

    def take(self, records: Iterable[Record | Unreadable]) -> None:
        """Decide about some records and store what they say."""
        readable = []
        for record in records:
            if isinstance(record, Record):
                readable.append(record)
                self.tally.complaints += record.complaints
            else:
                self.tally.skip(record)
        unknown = self._without_known(readable)
        newcomers = self._without_namesakes_of_one(unknown)
        self._bulk.add(newcomers, self._wishes.kind, self._wishes.tags)
        self.tally.added += len(newcomers)

    # Those whom this file, or an earlier one, has named by the same key.

    def _without_known(self, records: Sequence[Record]) -> list[Newcomer]:
        origins = self._bulk.origins([record.key for record in records])
        here: dict[str, str] = {}
        unknown = []
        for record in records:
            key, said = record.key, content(record)
            origin = origins.get(key)
            if key in here:
                self._again(record, said == here[key])
                continue
            here[key] = said
            if origin is None:
                unknown.append(Newcomer(record, said, channels(record, self._region)))
            elif self._is_named(origin):
                self._again(record, said == origin.digest)
            else:
                self._known(origin, record, said)
        return unknown

    def _is_named(self, origin: Origin) -> bool:
        if origin.id >= len(self._named) or self._named[origin.id]:
            return True
        self._named[origin.id] = 1
        return False

    def _again(self, record: Record, same: bool) -> None:
        if same:
            self.tally.unchanged += 1
        else:
            what, _, name = record.key.partition(":")
            called = f"{WORDS[what]} {name}" if what in WORDS else "the same name and day"
            self.tally.skip(
                Unreadable(record.where, f"{called} is in this file twice, with other content")
            )

    def _known(self, origin: Origin, record: Record, said: str) -> None:
        before = self._bulk.writes
        if said != origin.digest:
            revise(self._bulk, origin.contact, record, self._bulk.card(origin))
            self._bulk.renew(origin, record, said)
        self._wish(origin.contact)
        self._count(self._bulk.writes != before)

    # Those who are here under another key, or were typed in.

    def _without_namesakes_of_one(self, unknown: Sequence[Newcomer]) -> list[Newcomer]:
        ...
