"""What a file says of someone who is here already: only what is new in it is taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..core.contact import YearDay
from ..core.likeness import says_nothing
from ..formats.record import Record
from ..formats.vcard import reading as vcard
from ..store.bulk import Bulk
from ..store.known import Card, Standing

COLUMNS = ("organisation", "title", "city")
UNSAID = Record("", "", "")


def greet(bulk: Bulk, id: int, record: Record) -> None:
    """Someone is met in a file for the first time: it fills in what nobody has said yet."""
    there = bulk.known.standing(id)
    columns: dict[str, Any] = {
        column: getattr(record, column) for column in COLUMNS if not there.columns[column]
    }
    if says_nothing(there.columns["name"]):
        columns["name"] = record.name
    known = [name for name, _ in there.custom]
    _take(
        bulk,
        id,
        columns | _always(record, there, _joined(there.columns["note"], record.note)),
        record._replace(custom=tuple(pair for pair in record.custom if pair[0] not in known)),
        UNSAID,
        None if there.birthday else record.birthday,
    )


def revise(bulk: Bulk, id: int, record: Record, card: Card | None) -> None:
    """A file that was read before says something else: what is new in it goes into the store.

    ``card`` is the one it held then; where none was kept, everything in it may be new.
    """
    there = bulk.known.standing(id)
    before = _read(card) if card else UNSAID
    columns = {
        column: value
        for column in COLUMNS
        if (value := getattr(record, column)) != getattr(before, column)
    }
    if record.name != before.name and not says_nothing(record.name):
        columns["name"] = record.name
    note = _revised(there.columns["note"], record.note, before.note)
    birthday = record.birthday if record.birthday != before.birthday else None
    _take(bulk, id, columns | _always(record, there, note), record, before, birthday)


def _always(record: Record, there: Standing, note: str | None) -> dict[str, Any]:
    """Columns that grow and are never replaced."""
    known = there.columns["nicknames"] or ""
    nicknames = dict.fromkeys([*known.splitlines(), *record.nicknames])
    met_on = there.columns["met_on"] or (record.met_on and record.met_on.isoformat())
    return {"nicknames": tuple(nicknames), "met_on": met_on, "note": note}


def _take(
    bulk: Bulk,
    id: int,
    columns: dict[str, Any],
    record: Record,
    before: Record,
    birthday: YearDay | None,
) -> None:
    """Store the columns and what is more in the record than in the one before."""
    people = bulk.people
    people.change(id, **{name: value for name, value in columns.items() if value})
    for kind, now, then in (
        ("email", record.emails, before.emails),
        ("phone", record.phones, before.phones),
    ):
        known = [value for value, _ in then]
        for value, label in now:
            if value not in known:
                people.add_channel(id, kind, value, label)
    for link in _more(record.links, before.links):
        people.add_channel(id, "link", link)
    people.tag(id, _more(record.tags, before.tags))
    for name, value in record.custom:
        if (name, value) not in before.custom:
            people.set_custom(id, name, value)
    if birthday:
        bulk.set_birthday(id, birthday)


def _more(now: Sequence[str], before: Sequence[str]) -> Iterator[str]:
    return (each for each in now if each not in before)


def _joined(there: str | None, note: str | None) -> str | None:
    if not there or not note or note in there:
        return there or note
    return f"{there}\n{note}"


def _revised(there: str | None, note: str | None, before: str | None) -> str | None:
    """The note: replaced while nobody has written into it, else both."""
    if not note or note == before:
        return there
    return note if there == before else _joined(there, note)


def _read(card: Card) -> Record:
    """The record that a kept card gave; Latin-1 stands for a card of mixed encodings."""
    encoding = None if card.encoding == "latin-1" else card.encoding
    raw = card.lines.encode(card.encoding)
    found = next(iter(vcard.read([raw], "", encoding)), UNSAID)
    return found if isinstance(found, Record) else UNSAID
