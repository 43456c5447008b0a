"""What a card says of someone, put into the store field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ...core import cadence
from ...core.reconcile import Content
from ...errors import UnreadableCadence
from ...formats.vcard.days import read_day
from ...session import Session
from ...settings import KINDS
from ...store.shared import PLAIN, Shared

ASIDE = ("archived", "deceased")


class Fields:
    """Everything that can be said of someone; what cannot be meant does not count."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shared = Shared(session.store.conn)

    def change(
        self, id: int, before: Content, after: Content, labels: Mapping[str, str | None]
    ) -> None:
        """Make someone what they are elsewhere; ``labels`` are what new addresses are called."""
        columns: dict[str, Any] = {}
        for name in sorted({*before, *after}):
            old, new = before.get(name, ()), after.get(name, ())
            if old == new:
                continue
            if name in PLAIN:
                columns |= self._column(name, new)
            elif name == "nickname":
                columns["nicknames"] = new
            elif name in ("email", "phone", "link"):
                self._channels(id, name, new, labels)
            elif setter := self._setters().get(name):
                setter(id, old, new)
        if columns:
            self._session.store.people.change(id, **columns)

    def _column(self, name: str, new: Sequence[str]) -> dict[str, str | None]:
        """A column and its value; what a hostile card says of a kind or a day does not count."""
        value = new[0] if new else None
        kinds = (*KINDS, *self._session.settings.kinds)
        unfit = (
            (name == "name" and not value)
            or (name == "kind" and value is not None and value not in kinds)
            or (name == "met_on" and value is not None and not is_day(value))
        )
        return {} if unfit else {name: value}

    def _channels(
        self, id: int, kind: str, new: Sequence[str], labels: Mapping[str, str | None]
    ) -> None:
        people = self._session.store.people
        kept = self._session.store.contacts.one(id)
        there = {
            "email": [each.address for each in kept.emails],
            "phone": [each.number for each in kept.phones],
            "link": list(kept.links),
        }[kind]
        if gone := [each for each in there if each not in new]:
            people.set_channels(id, kind, [each for each in there if each not in gone])
        for value in new:
            people.add_channel(id, kind, value, labels.get(value))

    def _setters(self) -> Mapping[str, Callable[[int, Sequence[str], Sequence[str]], None]]:
        return {
            "tag": self._tags,
            "custom": self._custom,
            "birthday": self._birthday,
            "date": self._dates,
            "every": self._every,
            "state": self._aside,
            "remark": self._remarks,
        }

    def _tags(self, id: int, old: Sequence[str], new: Sequence[str]) -> None:
        gone = [each for each in old if each not in new]
        self._session.store.people.tag(id, add=new, remove=gone)

    def _custom(self, id: int, old: Sequence[str], new: Sequence[str]) -> None:
        now = dict(each.split("=", 1) for each in new)
        for name in dict(each.split("=", 1) for each in old):
            if name not in now:
                self._session.store.people.set_custom(id, name, "")
        for name, value in now.items():
            if name:
                self._session.store.people.set_custom(id, name, value)

    def _birthday(self, id: int, old: Sequence[str], new: Sequence[str]) -> None:
        self._dates(id, [f"birthday={each}" for each in old], [f"birthday={each}" for each in new])

    def _dates(self, id: int, old: Sequence[str], new: Sequence[str]) -> None:
        people = self._session.store.people
        now = dict(each.rsplit("=", 1) for each in new)
        for label in dict(each.rsplit("=", 1) for each in old):
            if label not in now:
                people.remove_date(id, label)
        for label, text in now.items():
            if label and (day := read_day(text)):
                people.set_date(id, label, day)

    def _every(self, id: int, old: Sequence[str], new: Sequence[str]) -> None:
        rules = self._session.store.rules
        every, _, longest = (new[0] if new else "").partition(" max ")
        try:
            said = [cadence.words(cadence.read(each)) for each in (every, longest) if each]
        except UnreadableCadence:
            if every == "never":
                rules.set("contact", str(id), None, None)
            return
        if said:
            rules.set("contact", str(id), said[0], said[1] if longest else None)
        else:
            rules.clear("contact", str(id))

    def _aside(self, id: int, old: Sequence[str], new: Sequence[str]) -> None:
        people = self._session.store.people
        if not new:
            people.set(id, state="active")
        elif new[0] in ASIDE:
            people.archive(id, deceased=new[0] == "deceased")

    def _remarks(self, id: int, old: Sequence[str], new: Sequence[str]) -> None:
        for each in old:
            if each not in new:
                day, _, text = each.partition(" ")
                self._shared.forget_remark(id, day, text)
        for each in new:
            day, _, text = each.partition(" ")
            if each not in old and is_day(day) and text:
                self._shared.remark(id, day, text, self._session.store.moment.now)


def is_day(text: str) -> bool:
    """Whether a text is a day as the store writes days."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
