"""Thousands of newcomers from a file, stored as `People.add` would store each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain, count, islice
from typing import Any

from ..core.addresses import linkedin_key
from ..core.contact import YearDay
from ..core.folding import search_text, slug
from ..formats.record import Record
from . import search
from .agenda import Writer
from .handles import Handles
from .journal import Journal
from .known import Known, Origin
from .moment import Moment
from .people import People, channel_key, tag_name

# AUTOINCREMENT reads and writes its own table once a statement: many rows share one.
TOGETHER = 100
KEPT = 20  # so many versions of a card are known again
ORIGIN = ("key", "contact", "digest", "lines", "encoding")
ABOUT = ("organisation", "title", "city", "note")

Channel = tuple[str, str, str | None, str | None]  # kind, value, label, key


# Someone to add: what the file says, a digest of it, and where they are reached.
Newcomer = tuple[Record, str, Sequence[Channel]]
# Values under the name of their column.
Columns = Mapping[str, Sequence[object]]


class Bulk:
    """A file of people on its way into the store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment, journal: Journal) -> None:
        self._conn = conn
        self._moment = moment
        self._journal = journal
        self._handles = Handles(conn)
        self._uids = _counted(moment.uid())
        self._people = People(conn, moment)
        self._adding = ExitStack()
        self._is_adding = False
        self._first = self._last("contact") + 1
        self.known = Known(conn, self._last("origin") + 1)

    @property
    def writes(self) -> int:
        """How many rows were written so far: the same again when nothing changed since."""
        return self._conn.total_changes

    # Changing those who are here.

    @property
    def people(self) -> People:
        """Changing contacts one by one, each remembered."""
        self._settle()
        return self._people

    def attach(self, contact: int, record: Record, digest: str) -> None:
        """Remember what a file calls someone who was here before it."""
        self._settle()
        self._conn.execute(
            f"INSERT INTO origin ({', '.join(ORIGIN)}) VALUES (?, ?, ?, ?, ?)",
            (record.key, contact, digest, record.lines, record.encoding),
        )

    def renew(self, origin: Origin, record: Record, digest: str) -> None:
        """Remember what a file says of someone now."""
        self._settle()
        self._conn.execute(
            "UPDATE origin SET digest = ?, lines = ?, encoding = ? WHERE id = ?",
            (
                " ".join([digest, *origin.digest.split()][:KEPT]),
                record.lines,
                record.encoding,
                origin.id,
            ),
        )

    def wish(self, id: int, kind: str | None, tags: Sequence[str]) -> None:
        """Give someone the tags, and the kind if they have none."""
        self._settle()
        if kind:
            self._conn.execute(
                "UPDATE contact SET kind = ? WHERE id = ? AND kind IS NULL", (kind, id)
            )
        self.people.tag(id, tags)

    def set_birthday(self, id: int, day: YearDay) -> None:
        """Keep a birthday; how long before it is told stays as it was."""
        self.people.set_date(id, "birthday", day, self.known.lead(id))

    # Adding.

    def add(self, newcomers: Sequence[Newcomer], kind: str | None, tags: Sequence[str]) -> None:
        """Add people, all of one kind and with these tags besides their own."""
        if not newcomers:
            return
        records, digests, channels = zip(*newcomers, strict=True)
        said = dict(zip(Record._fields, zip(*records, strict=True), strict=True))
        first = self._last("contact") + 1
        ids = range(first, first + len(records))
        self._begin()
        self._put("contact", {"id": ids, "kind?": [kind] * len(ids), **self._contacts(said)})
        self._put("channel", _channels(ids, channels))
        self._put("tag", _tags(ids, said["tags"], tags))
        self._put("custom", _custom(ids, said["custom"]))
        self._put("occasion", self._birthdays(ids, said["birthday"]))
        self._put(
            "origin",
            {
                "contact": ids,
                "digest": digests,
                "key": said["key"],
                "lines?": said["lines"],
                "encoding?": said["encoding"],
            },
        )

    def finish(self) -> None:
        """Index those who were added, and say when they fall due, all at once."""
        self._settle()
        last = self._last("contact")
        if last >= self._first:
            search.fill(self._conn, "contact", self._first, last)
            Writer(self._conn, self._moment.today, self._moment.cooldown).add(self._first, last)

    def _begin(self) -> None:
        if not self._is_adding:
            self._is_adding = True
            self._adding.enter_context(self._journal.bulk())
            self._adding.enter_context(_without_triggers(self._conn))

    def _settle(self) -> None:
        """End the bulk write, before rows that were there are changed."""
        self._is_adding = False
        self._adding.close()

    # Rows are made column by column: that is twice as fast as person by person.

    def _contacts(self, said: Mapping[str, Sequence[Any]]) -> Columns:
        names, count = said["name"], len(said["name"])
        about = {f"{column}?": said[column] for column in ABOUT}
        return {
            "uid": list(islice(self._uids, count)),
            "handle": self._handles.give(list(map(slug, names))),
            "name": names,
            "nicknames?": list(map("\n".join, said["nicknames"])),
            **about,
            "met_on?": [day and day.isoformat() for day in said["met_on"]],
            "added": [self._moment.day] * count,
            "recorded": [self._moment.now] * count,
            "name_folded?": list(map(_name_folded, names, said["nicknames"])),
            "about_folded?": list(map(_about_folded, *about.values())),
        }

    def _birthdays(self, ids: Iterable[int], days: Iterable[YearDay | None]) -> Columns:
        born = [(id, day) for id, day in zip(ids, days, strict=True) if day]
        return {
            "uid": list(islice(self._uids, len(born))),
            "contact": [id for id, _ in born],
            "label": ["birthday"] * len(born),
            "monthday": [day.month * 100 + day.day for _, day in born],
            "year?": [day.year for _, day in born],
            "lead": [self._moment.birthday_lead] * len(born),
        }

    def _put(self, table: str, columns: Columns) -> None:
        """Write rows; a column with a mark may be empty, and is left out where all of it is.

        To sqlite3 None is no plain value and takes ten times as long as a text.
        """
        marks: dict[str, str] = {}
        filled: list[Sequence[object]] = []
        for name, column in columns.items():
            if name[-1] != "?" or all(column):
                marks[name.removesuffix("?")] = "?"
                filled.append(column)
            elif any(column):
                marks[name.removesuffix("?")] = "nullif(?, '')"
                filled.append([value or "" for value in column])
        values = list(chain.from_iterable(zip(*filled, strict=True)))
        if not values:
            return
        head = f"INSERT INTO {table} ({', '.join(marks)}) VALUES "
        one, width = f"({', '.join(marks.values())})", len(marks)
        many, step = head + ", ".join([one] * TOGETHER), width * TOGETHER
        whole = len(values) - len(values) % step
        self._conn.executemany(many, (values[at : at + step] for at in range(0, whole, step)))
        rest = (values[at : at + width] for at in range(whole, len(values), width))
        self._conn.executemany(head + one, rest)

    def _last(self, table: str) -> int:
        """The number given last; numbers are never given twice."""
        row = self._conn.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
        ).fetchone()
        return int(row[0]) if row else 0


@contextmanager
def _without_triggers(conn: sqlite3.Connection) -> Iterator[None]:
    """Set aside triggers that would do nothing, but for each row would look whether to."""
    triggers = conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%/_insert' "
        "ESCAPE '/' AND tbl_name IN "
        "('contact', 'channel', 'tag', 'custom', 'occasion', 'origin')"
    ).fetchall()
    for name, _ in triggers:
        conn.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in triggers:
        conn.execute(sql)


def channels(record: Record, region: str) -> Sequence[Channel]:
    """Where someone is reached, each address once, as `People.add_channel` would keep it."""
    if len(record.links) == 1 and not (record.emails or record.phones):
        (link,) = record.links
        return (("link", link, None, linkedin_key(link)),)
    kept: list[Channel] = []
    for kind, values in (
        ("email", record.emails),
        ("phone", record.phones),
        ("link", [(link, None) for link in record.links]),
    ):
        mine: list[Channel] = []
        for value, label in values:
            key = channel_key(kind, value, region)
            if not any(value == known or (key and key == other) for _, known, _, other in mine):
                mine.append((kind, value, label, key))
        kept += mine
    return kept


def _channels(ids: Sequence[int], channels: Sequence[Sequence[Channel]]) -> Columns:
    rows = [(id, *channel) for id, each in zip(ids, channels, strict=True) for channel in each]
    return _columns(("contact", "kind", "value", "label?", "key?"), rows)


def _tags(ids: Sequence[int], own: Sequence[Sequence[str]], tags: Sequence[str]) -> Columns:
    rows = [
        (id, tag)
        for id, each in zip(ids, own, strict=True)
        if each or tags
        for tag in dict.fromkeys(filter(None, map(tag_name, (*each, *tags))))
    ]
    return _columns(("contact", "name"), rows)


def _custom(ids: Sequence[int], facts: Sequence[Sequence[tuple[str, str]]]) -> Columns:
    rows = [
        (id, *fact)
        for id, each in zip(ids, facts, strict=True)
        if each
        for fact in dict(each).items()
    ]
    return _columns(("contact", "name", "value"), rows)


def _columns(names: Sequence[str], rows: Sequence[Sequence[object]]) -> Columns:
    empty: Sequence[Sequence[object]] = [()] * len(names)
    return dict(zip(names, zip(*rows, strict=True) if rows else empty, strict=True))


def _name_folded(name: str, nicknames: Sequence[str]) -> str | None:
    if not nicknames:
        return search_text(name)
    names = " ".join((name, *nicknames))
    return search_text(names) or names


def _about_folded(*about: str | None) -> str | None:
    return search_text(" ".join(filter(None, about)))


def _counted(uid: str) -> Iterator[str]:
    """Uids that begin like this one and count on: neighbours in the index, which is faster."""
    front, start = uid[:-12], int(uid[-12:], 16)
    return (f"{front}{(start + number) % 16**12:012x}" for number in count())
