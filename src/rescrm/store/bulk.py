"""Thousands of newcomers from a file, stored as `People.add` would store each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from ..core.addresses import linkedin_key
from ..core.folding import search_text, slug
from ..core.model import YearDay
from ..formats.record import Record
from . import search
from .agenda import Writer
from .handles import Handles
from .journal import Journal
from .moment import Moment
from .people import People, channel_key, tag_name

# AUTOINCREMENT reads and writes its own table once a statement: many rows share one.
TOGETHER = 100
ORIGIN = ("key", "contact", "digest", "lines", "encoding")
TABLES = {
    "contact": (
        "id", "uid", "handle", "name", "nicknames", "kind", "organisation", "title", "city",
        "note", "met_on", "added", "recorded", "name_folded", "about_folded",
    ),
    "channel": ("contact", "kind", "value", "label", "key"),
    "origin": ORIGIN,
    "tag": ("contact", "name"),
    "custom": ("contact", "name", "value"),
    "occasion": ("uid", "contact", "label", "monthday", "year", "lead"),
}  # fmt: skip
BIRTHDAY = "FROM occasion WHERE contact = ? AND label = 'birthday'"
REVISED = ("name", "nicknames", "kind", "organisation", "title", "city", "note", "met_on")

Channel = tuple[str, str, str | None, str | None]  # kind, value, label, key


class Origin(NamedTuple):
    """What a file called someone, and a digest of what it said of them."""

    id: int
    contact: int
    digest: str


class Card(NamedTuple):
    """A card as a file held it."""

    lines: str
    encoding: str


class Standing(NamedTuple):
    """What is known of someone, as far as a file may add to it."""

    columns: Mapping[str, Any]
    custom: Sequence[tuple[str, str]]
    birthday: bool


class Newcomer(NamedTuple):
    """Someone to add: what the file says, a digest of it, and where they are reached."""

    record: Record
    digest: str
    channels: Sequence[Channel]


class Bulk:
    """A file of people on its way into the store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment, journal: Journal) -> None:
        self._conn = conn
        self._moment = moment
        self._journal = journal
        self._handles = Handles(conn)
        self._uids = _counted(moment.uid())
        self.people = People(conn, moment)
        self.first = self._last("contact") + 1
        self.first_origin = self._last("origin") + 1
        self.had_people = bool(conn.execute("SELECT 1 FROM contact LIMIT 1").fetchone())

    # Who is known already.

    def origins(self, keys: Sequence[str]) -> dict[str, Origin]:
        """What is known under these keys."""
        rows = self._conn.execute(
            "SELECT key, id, contact, digest FROM origin "
            "WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(keys),),
        )
        return {key: Origin(*rest) for key, *rest in rows}

    def holders(self, keys: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
        """Who had these addresses before this file, by id and name.

        Someone whom this file has named once is not looked for again: it means two people.
        """
        found: dict[str, list[tuple[int, str]]] = {}
        if not self.had_people:
            return found
        rows = self._conn.execute(
            "SELECT DISTINCT key, contact.id, name "
            "FROM channel JOIN contact ON contact.id = channel.contact "
            "WHERE key IN (SELECT value FROM json_each(?1)) AND contact.id < ?2 AND NOT EXISTS "
            "(SELECT 1 FROM origin WHERE origin.contact = contact.id AND origin.id >= ?3)",
            (json.dumps(keys), self.first, self.first_origin),
        )
        for key, id, name in rows:
            found.setdefault(key, []).append((id, name))
        return found

    def standing(self, id: int) -> Standing:
        """What is known of someone."""
        names = ", ".join(REVISED)
        row = self._conn.execute(f"SELECT {names} FROM contact WHERE id = ?", (id,)).fetchone()
        custom = self._conn.execute("SELECT name, value FROM custom WHERE contact = ?", (id,))
        birthday = self._conn.execute(f"SELECT 1 {BIRTHDAY}", (id,))
        return Standing(
            dict(zip(REVISED, row, strict=True)), custom.fetchall(), bool(birthday.fetchone())
        )

    def card(self, origin: Origin) -> Card | None:
        """The card of an origin, as it was last read; None where none is kept."""
        row = self._conn.execute(
            "SELECT lines, encoding FROM origin WHERE id = ?", (origin.id,)
        ).fetchone()
        return Card(*row) if row[0] and row[1] else None

    @property
    def writes(self) -> int:
        """How many rows were written so far: the same again when nothing changed since."""
        return self._conn.total_changes

    # Changing those who are here.

    def attach(self, contact: int, record: Record, digest: str) -> None:
        """Remember what a file calls someone who was here before it."""
        self._conn.execute(
            f"INSERT INTO origin ({', '.join(ORIGIN)}) VALUES (?, ?, ?, ?, ?)",
            (record.key, contact, digest, record.lines, record.encoding),
        )

    def renew(self, origin: Origin, record: Record, digest: str) -> None:
        """Remember what a file says of someone now."""
        self._conn.execute(
            "UPDATE origin SET digest = ?, lines = ?, encoding = ? WHERE id = ?",
            (digest, record.lines, record.encoding, origin.id),
        )

    def wish(self, id: int, kind: str | None, tags: Sequence[str]) -> None:
        """Give someone the tags, and the kind if they have none."""
        if kind:
            self._conn.execute(
                "UPDATE contact SET kind = ? WHERE id = ? AND kind IS NULL", (kind, id)
            )
        self.people.tag(id, tags)

    def set_birthday(self, id: int, day: YearDay) -> None:
        """Keep a birthday; how long before it is told stays as it was."""
        known = self._conn.execute(f"SELECT lead {BIRTHDAY}", (id,)).fetchone()
        self.people.set_date(id, "birthday", day, known[0] if known else None)

    # Adding.

    def add(self, newcomers: Sequence[Newcomer], kind: str | None, tags: Sequence[str]) -> None:
        """Add people, all of one kind and with these tags besides their own."""
        if not newcomers:
            return
        rows = self._rows(newcomers, kind, tags)
        with self._journal.bulk():
            for table, columns in TABLES.items():
                self._put(table, columns, rows[table])

    def finish(self) -> None:
        """Index those who were added, and say when they fall due, all at once."""
        last = self._last("contact")
        if last >= self.first:
            search.fill(self._conn, "contact", self.first, last)
            Writer(self._conn, self._moment.today, self._moment.cooldown).add(self.first, last)

    def _rows(
        self, newcomers: Sequence[Newcomer], kind: str | None, tags: Sequence[str]
    ) -> Mapping[str, list[object]]:
        """What goes into each table, value after value: one loop, for it runs a million times."""
        moment, uids = self._moment, self._uids
        day, now, lead = moment.day, moment.now, moment.birthday_lead
        rows: dict[str, list[object]] = {table: [] for table in TABLES}
        contacts, ways, origins, labels, facts, days = rows.values()
        handles = self._handles.give([slug(record.name) for record, *_ in newcomers])
        first = self._last("contact") + 1
        for id, handle, (record, said, channels) in zip(count(first), handles, newcomers):
            (
                _, key, name, nicknames, _, _, _, organisation, title, city, birthday, note, own,
                custom, met_on, lines, encoding, _,
            ) = record  # fmt: skip
            names = " ".join((name, *nicknames)) if nicknames else name
            about = " ".join([each for each in (organisation, title, city, note) if each])
            contacts += (
                id,
                next(uids),
                handle,
                name,
                "\n".join(nicknames) or None,
                kind,
                organisation,
                title,
                city,
                note,
                met_on and met_on.isoformat(),
                day,
                now,
                search_text(names) or (names if nicknames else None),
                search_text(about),
            )
            for channel in channels:
                ways.append(id)
                ways += channel
            origins += (key, id, said, lines, encoding)
            if own or tags:
                for tag in dict.fromkeys(map(tag_name, (*own, *tags))):
                    if tag:
                        labels += (id, tag)
            for each, value in dict(custom).items():
                facts += (id, each, value)
            if birthday:
                monthday = birthday.month * 100 + birthday.day
                days += (next(uids), id, "birthday", monthday, birthday.year, lead)
        return rows

    def _put(self, table: str, columns: Sequence[str], values: list[object]) -> None:
        width = len(columns)
        one = f"({', '.join('?' * width)})"
        head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
        step = width * TOGETHER
        whole = len(values) - len(values) % step
        self._conn.executemany(
            head + ", ".join([one] * TOGETHER),
            (values[at : at + step] for at in range(0, whole, step)),
        )
        self._conn.executemany(
            head + one, (values[at : at + width] for at in range(whole, len(values), width))
        )

    def _last(self, table: str) -> int:
        """The number given last; numbers are never given twice."""
        row = self._conn.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
        ).fetchone()
        return int(row[0]) if row else 0


def channels(record: Record, region: str) -> Sequence[Channel]:
    """Where someone is reached, each address once, as `People.add_channel` would keep it."""
    if len(record.links) == 1 and not (record.emails or record.phones):
        (link,) = record.links
        return (("link", link, None, linkedin_key(link)),)
    kept: list[Channel] = []
    seen: set[tuple[str, str | None, str | None]] = set()
    for kind, value, label in _ways(record):
        key = channel_key(kind, value, region)
        marks = {(kind, value, None), (kind, None, key)} if key else {(kind, value, None)}
        if not marks & seen:
            kept.append((kind, value, label, key))
            seen |= marks
    return kept


def _ways(record: Record) -> Iterator[tuple[str, str, str | None]]:
    for value, label in record.emails:
        yield "email", value, label
    for value, label in record.phones:
        yield "phone", value, label
    for value in record.links:
        yield "link", value, None


def _counted(uid: str) -> Iterator[str]:
    """Uids that begin like this one and count on: neighbours in the index, which is faster."""
    front, _, last = uid.rpartition("-")
    start = int(last, 16)
    return (f"{front}-{(start + number) % 2**48:012x}" for number in count())
