"""Touches on their way between the store and a folder of journal entries."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ...core.reconcile import Content, Deed, Step
from ...formats import journal
from ...formats.journal import Entry
from ...formats.record import Unreadable
from ...session import Session
from ...store.shared import Item, Shared
from ...store.synced import Met, Row
from .fields import is_day
from .shelf import Near

LONGEST_UID = 255
LONGEST_KIND = 40
WAITS = ""  # no word about it
DIRECTIONS = ("me", "them", "both")


class Touches:
    """The journal entries of what happened."""

    name = "touches"
    suffix = ".ics"
    lists = journal.LISTS
    told = marks = ()

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shared = Shared(session.store.conn)
        self._known: dict[str, int] | None = None
        self.coming: Collection[str] = ()  # who comes in first

    def here(self, known: Container[str]) -> dict[str, Item]:
        """Everything that happened, by uid."""
        return self._shared.touches()

    def near(self, uids: Iterable[str]) -> Near:
        """Of these touches those that are here."""
        return Near(self._shared.some_touches(uids), self._shared.count_touches())

    def read(self, data: bytes, where: str) -> Entry | Unreadable | None:
        """The entry of a file."""
        entry = journal.read(data, where, notes=True)
        if not isinstance(entry, Entry):
            return entry
        if len(entry.uid) > LONGEST_UID or not entry.uid.isprintable():
            return Unreadable(where, "a UID that cannot be kept")
        return entry

    def called(self, content: Content) -> str:
        """What a content is about."""
        return " ".join((*content.get("day", ()), *content.get("kind", ())))

    def meet(self, found: Iterable[Entry], rows: Mapping[str, Row]) -> Met:
        """Those in which nobody is known here wait, until somebody is."""
        known = {*self._ids, *self.coming}
        new = [each for each in found if each.uid not in rows]
        return Met({each.uid: WAITS for each in new if known.isdisjoint(_everyone(each.content))})

    # Into the folder.

    def bytes(self, step: Step, item: Item | None, entry: Entry | None) -> bytes:
        """The file of a touch as it is to be; what others wrote into it stays."""
        others, edit = (entry.others, self._session.uid()[:8]) if entry else ((), "")
        return journal.write(step.uid, step.there or {}, others, edit)

    # Into the store.

    def take(self, step: Step, item: Item | None, entry: Entry | None) -> None:
        """Do in the store what a step says."""
        touches = self._session.store.touches
        wanted = step.here or {}
        match step.deed_here:
            case Deed.REMOVE if item:
                touches.remove(item.id)
            case Deed.ADD:
                self._add(step.uid, wanted)
            case Deed.CHANGE if item:
                self._change(item.id, item.content, wanted)

    def _add(self, uid: str, wanted: Content) -> None:
        """A touch with those of its people who are known here."""
        touches = self._session.store.touches
        who = self._people(wanted.get("who", ()))
        missed = self._people(wanted.get("missed", ()))
        known = touches.find(uid)
        if known is not None:  # nobody was left in it here
            touches.set_people(known, who, missed)
            return
        columns = self._columns(wanted, tuple(wanted))
        day = date.fromisoformat(columns.pop("day"))
        id = touches.log(day, who, missed, **columns)
        touches.change(id, uid=uid)

    def _change(self, id: int, before: Content, wanted: Content) -> None:
        touches = self._session.store.touches
        names = {*before, *wanted}
        changed = [each for each in names if before.get(each, ()) != wanted.get(each, ())]
        if columns := self._columns(wanted, changed):
            touches.change(id, **columns)
        if {"who", "missed"} & set(changed):
            who = self._people(wanted.get("who", ()))
            missed = self._people(wanted.get("missed", ()))
            if who or missed:
                touches.set_people(id, who, missed)

    def _columns(self, wanted: Content, names: Iterable[str]) -> dict[str, Any]:
        """The columns of these fields; what cannot be meant does not count."""
        columns: dict[str, Any] = {}
        for name in names:
            value = "".join(wanted.get(name, ())[:1])
            match name:
                case "day" if is_day(value):
                    columns["day"] = value
                case "kind":
                    columns["kind"] = value[:LONGEST_KIND] or None
                case "note":
                    columns["note"] = value or None
                case "direction" if value in DIRECTIONS:
                    columns["direction"] = value
                case "attempt":
                    columns["attempt"] = int(bool(value))
                case "event" | "group":
                    columns[name] = self._shared.thing(name, value)
                case "tag":
                    columns["tags"] = " ".join("-".join(each.split()) for each in wanted[name]) \
                        if wanted.get(name) else None  # fmt: skip
        return columns

    def _people(self, uids: Sequence[str]) -> list[int]:
        return [self._ids[uid] for uid in uids if uid in self._ids]

    @property
    def _ids(self) -> dict[str, int]:
        """Everyone's number by the uid of their card, read again when people have come in."""
        if self._known is None or not self._known.keys() >= set(self.coming):
            self._known = {uid: id for id, uid in self._shared.uids().items()}
        return self._known


def _everyone(content: Content) -> tuple[str, ...]:
    return (*content.get("who", ()), *content.get("missed", ()))
