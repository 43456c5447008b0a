"""A card as machines share it: a person's fields by name, of one file in a folder of cards.

What a card has no property for stands in lines of our own, `X-RESCRM-…`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from unicodedata import normalize

from rescrm.core.contact import YearDay
from rescrm.core.private import TOUGH_WEEK
from rescrm.core.reconcile import Content
from rescrm.formats.record import Record, Unreadable, one_line
from rescrm.formats.vcard.days import read_day
from rescrm.formats.vcard.lines import logical
from rescrm.formats.vcard.property import plain
from rescrm.formats.vcard.reading import read

# Fields of one value, and of several, that have a line of our own.
OWN = {
    "kind": "X-RESCRM-KIND",
    "stage": "X-RESCRM-STAGE",
    "specialty": "X-RESCRM-SPECIALTY",
    "every": "X-RESCRM-EVERY",
    "state": "X-RESCRM-STATE",
    "met_on": "X-RESCRM-MET",
}
OWN_LISTS = {
    "tag": "X-RESCRM-TAG",
    "custom": "X-RESCRM-FIELD",
    "date": "X-RESCRM-DATE",
    "remark": "X-RESCRM-NOTE",
}
BIRTHDAY = "X-RESCRM-BIRTHDAY"  # one without a year, which only version 4.0 can say in BDAY
LISTS = frozenset({"nickname", "email", "phone", "link", *OWN_LISTS})
NOTES = frozenset({"note", "remark"})  # they leave the store only when asked to
PRIVATE_TAG = TOUGH_WEEK  # never leaves at all
_FIELDS = {name: field for field, name in (*OWN.items(), *OWN_LISTS.items())}
_GROUP = "a group of cards"


class Card(NamedTuple):
    """A card in a folder: the uid it is known by, its fields, and the record it was read as."""

    uid: str
    content: Content
    record: Record


def read_card(data: bytes, where: str, *, notes: bool) -> Card | Unreadable | None:
    """Reads the one card of a file; None for a group of cards, which is nobody.

    A card with a line that cannot be read is left alone whole: what is missing in it would
    look as if it had been taken out.
    """
    if not data.strip():
        return Unreadable(where, "an empty file")
    found = list(read([data], where))
    match found:
        case [Unreadable() as broken]:
            return None if broken.reason.startswith(_GROUP) else broken
        case [Record() as record] if record.complaints:
            return Unreadable(*_parted(record.complaints[0]))
        case [Record() as record] if record.key.startswith("uid:"):
            return Card(record.key.removeprefix("uid:"), content(record, notes=notes), record)
        case [Record()]:
            return Unreadable(where, "no UID on this card")
        case []:
            return Unreadable(where, "no card in this file")
    return Unreadable(where, "not one card, but several or a part")


def _parted(complaint: str) -> tuple[str, str]:
    where, _, reason = complaint.partition(": ")
    return where, reason


def content(record: Record, *, notes: bool) -> Content:
    """The fields of a card as they are compared and merged."""
    own = dict[str, list[str]]()
    for field, value in _own(record):
        own.setdefault(field, []).append(value)
    birthday: YearDay | None = record.birthday or read_day("".join(own.pop("birthday", [])[:1]))
    dated = [value for value in own.get("date", ()) if "=" in value]
    fields: Mapping[str, tuple[str, ...]] = {
        "name": (record.name,),
        "nickname": tuple(dict.fromkeys(record.nicknames)),
        "email": tuple(dict.fromkeys(address for address, _ in record.emails)),
        "phone": tuple(dict.fromkeys(number for number, _ in record.phones)),
        "link": tuple(dict.fromkeys(record.links)),
        "organisation": _one(record.organisation),
        "title": _one(record.title),
        "city": _one(record.city),
        "birthday": _one(str(birthday) if birthday else None),
        "note": _one(record.note),
        "tag": _tags([*record.tags, *own.get("tag", ())]),
        "custom": tuple(
            dict.fromkeys([*(f"{name}={value}" for name, value in record.custom),
                           *(each for each in own.get("custom", ()) if "=" in each)])
        ),
        "date": tuple(dict.fromkeys(dated)),
        "remark": tuple(dict.fromkeys(own.get("remark", ()))),
        **{field: tuple(own[field][:1]) for field in OWN if field in own},
    }  # fmt: skip
    return {
        name: values for name, values in fields.items() if values and (notes or name not in NOTES)
    }


def tag(text: str) -> str:
    """A tag as the store keeps it."""
    return normalize("NFC", "-".join(text.lstrip("#+").lower().split()))


def _tags(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in map(tag, words) if each and each != PRIVATE_TAG))


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _own(record: Record) -> Iterator[tuple[str, str]]:
    """The lines of our own, as fields and values."""
    text = (record.lines or "").replace("\r\n", "\n").replace("\r", "\n")
    if "X-RESCRM-" not in text.upper():
        return
    for line in logical(text):
        head, colon, value = line.partition(":")
        name = head.partition(";")[0].rpartition(".")[2].upper()
        field = "birthday" if name == BIRTHDAY else _FIELDS.get(name)
        text = plain(value).strip()
        if field and colon and text:
            yield field, text if field == "remark" else one_line(text)
