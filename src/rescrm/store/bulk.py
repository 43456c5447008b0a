"""Thousands of newcomers from a file, stored as `People.add` would store each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

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
CONTACT = (
    "id", "uid", "handle", "name", "nicknames", "kind", "organisation", "title", "city", "note",
    "met_on", "added", "recorded", "name_folded", "about_folded",
)  # fmt: skip
CHANNEL = ("contact", "kind", "value", "label", "key")
OCCASION = ("uid", "contact", "label", "monthday", "year", "lead")
BIRTHDAY = "FROM occasion WHERE contact = ? AND label = 'birthday'"
REVISED = ("name", "nicknames", "kind", "organisation", "title", "city", "note", "met_on")
ORIGIN = ("key", "contact", "digest", "lines", "encoding")

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

    columns: Mapping[str, str | None]
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
        self.people = People(conn, moment)
        self.first = self._last("contact") + 1
        self.first_origin = self._last("origin") + 1
        self._had_people = bool(conn.execute("SELECT 1 FROM contact LIMIT 1").fetchone())

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
        if not self._had_people:
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

    def set_birthday(self, id: int, day: YearDay) -> None:
        """Keep a birthday; how long before it is told stays as it was."""
        known = self._conn.execute(f"SELECT lead {BIRTHDAY}", (id,)).fetchone()
        self.people.set_date(id, "birthday", day, known[0] if known else None)

    # Adding.

    def add(self, newcomers: Sequence[Newcomer], kind: str | None, tags: Sequence[str]) -> None:
        """Add people, all of one kind and with these tags besides their own."""
        if not newcomers:
            return
        first = self._last("contact") + 1
        handles = self._handles.give([slug(each.record.name) for each in newcomers])
        with self._journal.bulk():
            self._put(
                "contact",
                CONTACT,
                [
                    self._contact(id, handle, each.record, kind)
                    for id, handle, each in zip(range(first, first + len(handles)), handles, newcomers)
                ],
            )
            people = list(enumerate(newcomers, first))
            self._put(
                "channel",
                CHANNEL,
                [(id, *channel) for id, each in people for channel in each.channels],
            )
            self._put(
                "origin",
                ORIGIN,
                [
                    (each.record.key, id, each.digest, each.record.lines, each.record.encoding)
                    for id, each in people
                ],
            )
            self._put("tag", ("contact", "name"), _tags(people, tags))
            self._put("custom", ("contact", "name", "value"), _custom(people))
            self._put("occasion", OCCASION, list(self._birthdays(people)))

    def finish(self) -> None:
        """Index those who were added, and say when they fall due, all at once."""
        last = self._last("contact")
        if last >= self.first:
            search.fill(self._conn, "contact", self.first, last)
            Writer(self._conn, self._moment.today, self._moment.cooldown).add(self.first, last)

    def _contact(self, id: int, handle: str, record: Record, kind: str | None) -> tuple[object, ...]:
        moment, name, nicknames = self._moment, record.name, record.nicknames
        names = " ".join((name, *nicknames))
        about = (record.organisation, record.title, record.city, record.note)
        return (
            id,
            moment.uid(),
            handle,
            name,
            "\n".join(nicknames) or None,
            kind,
            *about,
            record.met_on.isoformat() if record.met_on else None,
            moment.day,
            moment.now,
            search_text(names) or (names if nicknames else None),
            search_text(" ".join(filter(None, about))),
        )

    def _birthdays(self, people: Iterable[tuple[int, Newcomer]]) -> Iterable[tuple[object, ...]]:
        for id, each in people:
            if day := each.record.birthday:
                yield (
                    self._moment.uid(),
                    id,
                    "birthday",
                    day.month * 100 + day.day,
                    day.year,
                    self._moment.birthday_lead,
                )

    def _put(self, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        one = f"({', '.join('?' * len(columns))})"
        head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
        whole = len(rows) - len(rows) % TOGETHER
        self._conn.executemany(
            head + ", ".join([one] * TOGETHER),
            (tuple(chain.from_iterable(rows[at : at + TOGETHER])) for at in range(0, whole, TOGETHER)),
        )
        self._conn.executemany(head + one, rows[whole:])

    def _last(self, table: str) -> int:
        """The number given last; numbers are never given twice."""
        row = self._conn.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
        ).fetchone()
        return int(row[0]) if row else 0


def channels(record: Record, region: str) -> list[Channel]:
    """Where someone is reached, each address once, as `People.add_channel` would keep it."""
    given = [
        *(("email", value, label) for value, label in record.emails),
        *(("phone", value, label) for value, label in record.phones),
        *(("link", value, None) for value in record.links),
    ]
    kept: list[Channel] = []
    seen: set[tuple[str, str | None]] = set()
    for kind, value, label in given:
        key = channel_key(kind, value, region)
        marks = {(kind, value), (kind, key)} if key else {(kind, value)}
        if not marks & seen:
            kept.append((kind, value, label, key))
            seen |= marks
    return kept


def _tags(people: Iterable[tuple[int, Newcomer]], tags: Sequence[str]) -> list[tuple[object, ...]]:
    return [
        (id, name)
        for id, each in people
        if each.record.tags or tags
        for name in dict.fromkeys(filter(None, map(tag_name, (*each.record.tags, *tags))))
    ]


def _custom(people: Iterable[tuple[int, Newcomer]]) -> list[tuple[object, ...]]:
    return [
        (id, name, value)
        for id, each in people
        if each.record.custom
        for name, value in dict(each.record.custom).items()
    ]
