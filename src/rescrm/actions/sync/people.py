"""People on their way between the store and a folder of cards."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping

from ...core.addresses import email_key
from ...core.likeness import may_be_one
from ...core.reconcile import Content, Deed, Step
from ...formats.record import Record, Unreadable
from ...formats.vcard.shared import LISTS, Card, read_card
from ...formats.vcard.writing import fresh, rewritten
from ...session import Session
from ...store import known
from ...store.bulk import channels
from ...store.shared import Item, Shared
from ...store.synced import Met, Row
from ..importing import content as digest
from .fields import ASIDE, Fields


class People:
    """The cards of everyone."""

    name = "people"
    suffix = ".vcf"
    lists = LISTS
    coming = ()
    told = marks = ()

    def __init__(self, session: Session) -> None:
        self._session = session
        self._notes = session.settings.sync.notes
        self._shared = Shared(session.store.conn)
        self._fields = Fields(session)
        self._new: set[str] = set()  # who came in

    def here(self, known: Container[str]) -> dict[str, Item]:
        """Everyone to share, by the uid of their card."""
        return self._shared.people(notes=self._notes, known=known)

    def near(self, uids: Iterable[str]) -> None:
        """Everyone is looked at: who has another uid, or came back, would be missed."""

    def read(self, data: bytes, where: str) -> Card | Unreadable | None:
        """The card of a file."""
        return read_card(data, where, notes=self._notes)

    def called(self, content: Content) -> str:
        """Whom a content is about."""
        return "".join(content.get("name", ()))

    def meet(self, cards: Iterable[Card], rows: Mapping[str, Row]) -> Met:
        """New cards of people who are here, with another uid or none: they are these people.

        The same address and a name that fits, as an import has it; only who is not shared yet.
        Gives what is to be left alone, and why: a second card of someone.
        """
        news = {card.uid: card for card in cards if card.uid not in rows}
        region = self._session.settings.region
        shared = {id for id, uid in self._shared.uids().items() if uid in rows or uid in news}
        keys = {
            uid: {key for *_, key in channels(news[uid].record, region) if key}
            for uid in self._shared.strangers(list(news))
        }
        holders: dict[str, list[tuple[int, str]]] = {}
        for key, id, name in self._shared.holders(sorted(set().union(*keys.values()))):
            holders.setdefault(key, []).append((id, name))
        met = set()
        for uid, mine in keys.items():
            record = news[uid].record
            near = {pair for key in mine for pair in holders.get(key, ())}
            fit = {id for id, name in near if may_be_one(record.name, name)} - shared
            if len(fit) == 1:
                shared |= fit
                self._keep_card(fit.pop(), uid, record)
                met.add(uid)
        firsts = self._shared.uids()
        second = {uid: self._shared.find(uid) for uid in news}
        left = {
            uid: f"a second card of {news[uid].record.name}, whose first has the UID {firsts[id]}"
            for uid, id in second.items()
            if id is not None and firsts[id] != uid
        }
        return Met(left, met)

    # Into the folder.

    def bytes(self, step: Step, item: Item | None, card: Card | None) -> bytes:
        """The file of someone as it is to be."""
        wanted = step.there or {}
        labels = self._shared.labels(item.id) if item else {}
        if card:
            edit = self._session.uid()[:8]
            return rewritten(card.record, step.uid, wanted, labels, notes=self._notes, edit=edit)
        kept = self._shared.card(item.id) if item else None
        if kept and (record := _record(kept)):
            # On their first way out its notes are taken off the card, unless they are asked for.
            return rewritten(record, step.uid, wanted, labels, notes=True)
        return fresh(step.uid, wanted, labels)

    # Into the store.

    def take(self, step: Step, item: Item | None, card: Card | None) -> None:
        """Do in the store what a step says; whose card was deleted is archived, not lost."""
        people = self._session.store.people
        wanted = step.here or {}
        match step.deed_here:
            case Deed.REMOVE if item:
                if self._state(item) not in ASIDE:
                    people.archive(item.id)
                return
            case Deed.ADD:
                id = self._shared.find(step.uid) or self._newcomer(step.uid, wanted)
                self._fields.change(id, self._known(step.uid, wanted), wanted, _labels(card))
            case Deed.CHANGE if item:
                id = item.id
                self._fields.change(id, item.content, wanted, _labels(card))
            case _:
                return
        if card:
            self._keep_card(id, step.uid, card.record)

    def _newcomer(self, uid: str, wanted: Content) -> int:
        id = self._session.store.people.add(self.called(wanted) or uid)
        self._shared.name("contact", id, uid)
        self._new.add(uid)
        return id

    def _known(self, uid: str, wanted: Content) -> Content:
        """What is known of someone who comes in: of a newcomer the name, else all of it."""
        if uid in self._new:
            return {"name": wanted.get("name", ())}
        return self._shared.people(notes=self._notes, known={uid})[uid].content

    def _state(self, item: Item) -> str:
        return "".join(item.content.get("state", ()))

    def _keep_card(self, id: int, uid: str, record: Record) -> None:
        if record.lines and record.encoding:
            card = known.Card(record.lines, record.encoding)
            self._shared.keep_card(id, uid, digest(record), card)


def respelled(found: Content, like: Content | None) -> Content:
    """A content whose numbers and addresses are spelled as the other one spells the same."""
    if not like:
        return found
    return {
        name: tuple(_like(values, like.get(name, ()), KEYS[name])) if name in KEYS else values
        for name, values in found.items()
    }


def _digits(number: str) -> str:
    return "".join(each for each in number if each.isdigit() or each == "+")


KEYS: Mapping[str, Callable[[str], str | None]] = {"phone": _digits, "email": email_key}


def _like(
    values: Iterable[str], others: Iterable[str], key: Callable[[str], str | None]
) -> Iterable[str]:
    known = {key(each): each for each in others}
    return dict.fromkeys(known.get(key(each), each) for each in values)


def _record(card: known.Card) -> Record | None:
    raw = card.lines.encode(card.encoding, "replace")
    from ...formats.vcard import reading as vcard

    encoding = None if card.encoding == "latin-1" else card.encoding
    found = next(iter(vcard.read([raw], "", encoding)), None)
    return found if isinstance(found, Record) and not found.complaints else None


def _labels(card: Card | None) -> Mapping[str, str | None]:
    """What a card calls its addresses and numbers."""
    return dict((*card.record.emails, *card.record.phones)) if card else {}
