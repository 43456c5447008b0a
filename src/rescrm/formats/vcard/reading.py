"""The people in a vCard file, version 2.1, 3.0 or 4.0, read card by card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO

from rescrm.formats.encoding import Source, opened
from rescrm.formats.record import Record, Unreadable, digest
from rescrm.formats.vcard.draft import LONGEST, Draft, Take, taking
from rescrm.formats.vcard.lines import Raw, cards, logical, numbered
from rescrm.formats.vcard.property import LONGEST_HEAD, Broken, Head, read_head, split_head
from rescrm.formats.vcard.text import Body, decoded

_MOST_COMPLAINTS = 20  # about one card
_NAMES = ("FN:", "FN;", "N:", "N;")
_STAMPS = ("REV:", "REV;", "PRODID:", "PRODID;")  # they change without the card

Fault = tuple[int, str]  # which unfolded line, and what is the matter with it


def read(
    chunks: Iterable[bytes] | BinaryIO, name: str, encoding: str | None = None
) -> Iterator[Record | Unreadable]:
    """Yields a record for each card, or where and why there is none; memory stays flat.

    ``name`` stands in each "where". Raises `UnknownEncoding` and `UnreadableText`.
    """
    source = opened(chunks, name, encoding)
    return (
        _person(card, source, name) if isinstance(card, Raw) else card
        for card in cards(source.blocks, name)
    )


def original(record: Record) -> bytes:
    """The bytes of the card as they stood in its file."""
    return (record.lines or "").encode(record.encoding or "utf-8")


def _person(card: Raw, source: Source, name: str) -> Record | Unreadable:
    where = f"{name}:{card.line}"
    body = decoded(card.body, source)
    lines = logical(body.text)
    draft = Draft()
    faults = _take(draft, lines, body) if card.whole else _take_cut(draft, lines, body)
    called = draft.name()
    if draft.is_group:
        return Unreadable(where, "a group of cards, not a person")
    if not called:
        return Unreadable(where, "no name on this card" if card.whole else "cut short, no name")
    draft.settle_labels()
    return Record(
        where,
        f"uid:{draft.uid}" if draft.uid else f"card:{_content(lines, body)}",
        called,
        tuple(draft.nicknames),
        tuple(draft.emails),
        tuple(draft.phones),
        tuple(draft.links),
        draft.organisation or None,
        draft.title or draft.role or None,
        draft.city or None,
        draft.birthday,
        "\n".join(draft.notes) or None,
        tuple(draft.tags),
        draft.custom(),
        None,
        body.lines,
        body.encoding,
        () if card.whole and not faults else _complaints(card, body, faults, name),
    )


def _take(draft: Draft, lines: Sequence[str], body: Body, at: int = 0) -> list[Fault]:
    """Reads the lines into the draft; returns those that cannot be read."""
    faults: list[Fault] = []
    last: Head | None = None
    clean = body.clean
    for index, line in enumerate(lines, at):
        start, colon, value = line.partition(":")
        try:
            if not colon or '"' in start or len(start) > LONGEST_HEAD:
                # Some programs leave the lines of a photo unfolded.
                if not colon and (not line.strip() or (last and last.base64)):
                    continue
                start, value = split_head(line)
            take, last = _known(start)
            if take is None:
                continue
            if len(value) > LONGEST and last.name != "NOTE":
                raise Broken(f"is longer than {LONGEST} characters")
            if last.quoted or not clean:
                value = body.value(value, last)
            take(draft, last, value)
        except Broken as why:
            if len(faults) < _MOST_COMPLAINTS:
                fault = (index, f"{start[:40].partition(';')[0]} {why}")
            faults.append(fault)  # beyond those they are only counted
    return faults


def _take_cut(draft: Draft, lines: Sequence[str], body: Body) -> list[Fault]:
    """The last line of a card cut short is half a line: read only where it is the name."""
    faults = _take(draft, lines[:-1], body)
    if not draft.name() and lines[-1].upper().startswith(_NAMES):
        faults += _take(draft, lines[-1:], body, len(lines) - 1)
    return faults


@lru_cache(maxsize=512)  # a file has few different heads, and every card has them
def _known(start: str) -> tuple[Take | None, Head]:
    head = read_head(start)
    return taking(head), head


def _content(lines: Sequence[str], body: Body) -> str:
    """A digest of the unfolded lines: the same for the same bytes read in any encoding."""
    kept = [line for line in lines if line and not line.startswith(_STAMPS)]
    return digest("\n".join(kept).encode(body.coding))


def _complaints(card: Raw, body: Body, faults: Sequence[Fault], name: str) -> tuple[str, ...]:
    places = [place for place, _ in numbered(body.text)]
    said = [
        f"{name}:{card.line + places[index]}: {what}; that line is left out"
        for index, what in faults[:_MOST_COMPLAINTS]
    ]
    if len(faults) > _MOST_COMPLAINTS:
        said.append(f"{name}:{card.line}: {len(faults) - _MOST_COMPLAINTS} more lines like these")
    if not card.whole:
        said.append(f"{name}:{card.line}: this card has no end; what is there was read")
    return tuple(said)
