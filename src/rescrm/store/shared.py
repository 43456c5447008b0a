"""People and touches as machines share them: fields by name, under a uid they have everywhere."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..core.folding import search_text
from ..core.reconcile import Content
from ..formats.vcard.shared import NOTES, PRIVATE_TAG
from .known import Card

# A card from elsewhere keeps its own uid; of several the first.
UIDS = """
SELECT contact.id, coalesce(
           (SELECT substr(key, 5) FROM origin
             WHERE origin.contact = contact.id AND key LIKE 'uid:%' ORDER BY origin.id LIMIT 1),
           contact.uid)
  FROM contact
"""
PLAIN = ("name", "organisation", "title", "city", "kind", "stage", "specialty", "met_on", "note")
PEOPLE = f"""
SELECT id, nicknames, nullif(state, 'active'), {", ".join(PLAIN)} FROM contact
"""
TOUCHES = """
SELECT interaction.id, interaction.uid, day, kind, note, direction,
       iif(attempt, 'yes', NULL), event.handle, circle.handle, tags
  FROM interaction
       LEFT JOIN event ON event.id = event
       LEFT JOIN "group" AS circle ON circle.id = interaction."group"
"""
TOUCH = ("day", "kind", "note", "direction", "attempt", "event", "group")
UID = re.compile(r"[0-9a-fA-F][0-9a-fA-F-]{6,62}[0-9a-fA-F]")  # what the store has for a uid too


class Item(NamedTuple):
    """Something to share: its number in the store and its fields."""

    id: int
    content: Content


class Shared:
    """What one store has to share."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def uids(self) -> dict[int, str]:
        """The uid of everyone, as it is written on their card."""
        return dict(self._conn.execute(UIDS))

    def people(self, *, notes: bool, known: Container[str]) -> dict[str, Item]:
        """Everyone who is not set aside, or was shared before: by the uid of their card."""
        uids = self.uids()
        sides = self._sides(notes=notes)
        found = {}
        for id, nicknames, state, *plain in self._conn.execute(PEOPLE):
            uid = uids[id]
            if state is None or uid in known:
                said = zip(PLAIN, plain, strict=True)
                fields = {name: (value,) for name, value in said if value}
                if not notes:
                    fields.pop("note", None)
                if state:
                    fields["state"] = (state,)
                if nicknames:
                    fields["nickname"] = tuple(nicknames.split("\n"))
                found[uid] = Item(id, {**fields, **sides.get(id, {})})
        return found

    def _sides(self, *, notes: bool) -> dict[int, dict[str, tuple[str, ...]]]:
        """What has tables of its own, by person."""
        found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for contact, field, value in self._rows():
            if notes or field not in NOTES:
                found[contact][field].append(value)
        return {
            id: {name: tuple(values) for name, values in fields.items()}
            for id, fields in found.items()
        }

    def _rows(self) -> Iterator[tuple[int, str, str]]:
        run = self._conn.execute
        yield from run("SELECT contact, kind, value FROM channel ORDER BY id")
        yield from run(
            "SELECT contact, 'tag', name FROM tag WHERE name <> ? ORDER BY name", (PRIVATE_TAG,)
        )
        yield from run("SELECT contact, 'custom', name || '=' || value FROM custom ORDER BY name")
        for contact, label, monthday, year in run(
            "SELECT contact, label, monthday, year FROM occasion ORDER BY id"
        ):
            front = "-" if year is None else f"{year:04d}"
            day = f"{front}-{monthday // 100:02d}-{monthday % 100:02d}"
            if label == "birthday":
                yield contact, "birthday", day
            else:
                yield contact, "date", f"{label}={day}"
        yield from run(
            "SELECT CAST(value AS INTEGER), 'every', "
            "coalesce(every || coalesce(' max ' || max, ''), 'never') "
            "FROM rule WHERE scope = 'contact'"
        )
        yield from run("SELECT contact, 'remark', day || ' ' || text FROM note ORDER BY id")

    def touches(self) -> dict[str, Item]:
        """Everything that happened with someone."""
        return self._touches("TRUE", "TRUE")

    def some_touches(self, uids: Iterable[str]) -> dict[str, Item]:
        """Of these touches those that are there."""
        these = "uid IN (SELECT value FROM json_each(?))"
        own = f"interaction IN (SELECT id FROM interaction WHERE {these})"
        return self._touches(own, f"interaction.{these}", json.dumps([*uids]))

    def _touches(self, taking_part: str, which: str, *given: str) -> dict[str, Item]:
        uids = self.uids()
        there: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for interaction, contact, missed in self._conn.execute(
            f"SELECT interaction, contact, missed FROM participant WHERE {taking_part} ORDER BY id",
            given,
        ):
            there[interaction]["missed" if missed else "who"].append(uids[contact])
        found = {}
        for id, uid, *plain, tags in self._conn.execute(f"{TOUCHES} WHERE {which}", given):
            if id in there:
                fields = {name: (value,) for name, value in zip(TOUCH, plain, strict=True) if value}
                who = {name: tuple(values) for name, values in there[id].items()}
                words = tuple(each for each in (tags or "").split() if each != PRIVATE_TAG)
                found[uid] = Item(id, {**fields, **who, **({"tag": words} if words else {})})
        return found

    def count_touches(self) -> int:
        """How many touches with someone there are."""
        sql = "SELECT count(DISTINCT interaction) FROM participant"
        return int(self._conn.execute(sql).fetchone()[0])

    # What only a card needs.

    def labels(self, id: int) -> dict[str, str]:
        """What the addresses and numbers of someone are called."""
        return dict(
            self._conn.execute(
                "SELECT value, label FROM channel WHERE contact = ? AND label IS NOT NULL", (id,)
            )
        )

    def card(self, id: int) -> Card | None:
        """The card of someone as a file held it last; one with the uid it is shared by first."""
        row = self._conn.execute(
            "SELECT lines, encoding FROM origin WHERE contact = ? AND lines IS NOT NULL "
            "AND encoding IS NOT NULL ORDER BY key NOT LIKE 'uid:%', id",
            (id,),
        ).fetchone()
        return Card(*row) if row else None

    def keep_card(self, id: int, uid: str, digest: str, card: Card) -> None:
        """Remember the card that someone has elsewhere."""
        key = f"uid:{uid}"
        self._conn.execute(
            "INSERT INTO origin (key, contact, digest, lines, encoding) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE "
            "SET digest = substr(excluded.digest || ' ' || digest, 1, 659), "
            "lines = excluded.lines, encoding = excluded.encoding "
            "WHERE contact = excluded.contact AND lines IS NOT excluded.lines",
            (key, id, digest, *card),
        )

    def name(self, table: str, id: int, uid: str) -> None:
        """Give a new row the uid that other machines know it by, unless it is taken or unfit."""
        if UID.fullmatch(uid):
            self._conn.execute(
                f"UPDATE {table} SET uid = ?1 WHERE id = ?2 "
                f"AND NOT EXISTS (SELECT 1 FROM {table} WHERE uid = ?1)",
                (uid, id),
            )

    # Who in a folder is here already.

    def strangers(self, uids: Sequence[str]) -> list[str]:
        """Of these uids of cards, those that nobody here has."""
        known = self._conn.execute(
            "SELECT substr(key, 5) FROM origin WHERE key IN "
            "(SELECT 'uid:' || value FROM json_each(?1)) "
            "UNION ALL SELECT uid FROM contact WHERE uid IN (SELECT value FROM json_each(?1))",
            (json.dumps(uids),),
        )
        here = {uid for (uid,) in known}
        return [uid for uid in uids if uid not in here]

    def find(self, uid: str) -> int | None:
        """Who has this uid on a card or in the store; also someone set aside."""
        row = self._conn.execute(
            "SELECT contact FROM origin WHERE key = 'uid:' || ?1 "
            "UNION ALL SELECT id FROM contact WHERE uid = ?1",
            (uid,),
        ).fetchone()
        return int(row[0]) if row else None

    def holders(self, keys: Sequence[str]) -> Iterator[tuple[str, int, str]]:
        """Who is reached under these keys: the key, the number and the name."""
        yield from self._conn.execute(
            "SELECT DISTINCT key, contact.id, name FROM channel "
            "JOIN contact ON contact.id = channel.contact "
            "WHERE key IN (SELECT value FROM json_each(?)) AND state = 'active'",
            (json.dumps(keys),),
        )

    def thing(self, table: str, handle: str) -> int | None:
        """The number of an event or a group with this handle."""
        row = self._conn.execute(f'SELECT id FROM "{table}" WHERE handle = ?', (handle,)).fetchone()
        return int(row[0]) if row else None

    def remark(self, id: int, day: str, text: str, recorded: str) -> None:
        """Write a note about someone that was written elsewhere on a day."""
        self._conn.execute(
            "INSERT INTO note (contact, text, day, recorded, folded) VALUES (?, ?, ?, ?, ?)",
            (id, text, day, recorded, search_text(text)),
        )

    def forget_remark(self, id: int, day: str, text: str) -> None:
        """Take a note about someone away."""
        self._conn.execute(
            "DELETE FROM note WHERE contact = ? AND day = ? AND text = ?", (id, day, text)
        )
