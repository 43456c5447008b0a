"""People: adding, changing, finding them, setting them aside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from unicodedata import normalize

from ..core.contact import YearDay
from ..core.folding import fold, search_text, slug
from ..core.identity import email_key, linkedin_key, phone_key
from .handles import free
from .matching import has_words, phrases
from .moment import Moment

# What `add` and `edit` set in one place; the rest has tables of its own.
PLAIN = (
    "name", "kind", "organisation", "title", "stage", "specialty", "city", "note", "met_on",
    "met_at", "introduced_by",
)  # fmt: skip
ABOUT = ("organisation", "title", "stage", "specialty", "city", "note")
FOREVER = "9999-12-31"


class People:
    """The contacts of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def add(self, name: str, nicknames: Sequence[str] = (), **fields: Any) -> int:
        """Add someone and give their id; ``fields`` are columns of PLAIN."""
        row = {
            **fields,
            "name": name,
            "uid": self._moment.uid(),
            "handle": self.free_handle(name),
            "nicknames": "\n".join(nicknames) or None,
            "added": self._moment.day,
            "recorded": self._moment.now,
        }
        row |= folded(row)
        names = ", ".join(row)
        cursor = self._conn.execute(
            f"INSERT INTO contact ({names}) VALUES ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )
        return int(cursor.lastrowid or 0)

    def change(self, id: int, **fields: Any) -> None:
        """Set columns of PLAIN (and ``nicknames``, a sequence) to new values."""
        if "nicknames" in fields:
            fields["nicknames"] = "\n".join(fields["nicknames"]) or None
        before = self._row(id)
        changed = {key: value for key, value in fields.items() if before[key] != value}
        if changed:
            changed |= folded({**before, **changed})
            self.set(id, **changed)

    def set(self, id: int, **columns: Any) -> None:
        """Set any columns as they are; a change to the same values writes nothing."""
        sets = ", ".join(f"{column} = ?" for column in columns)
        same = " AND ".join(f"{column} IS ?" for column in columns)
        values = tuple(columns.values())
        self._conn.execute(
            f"UPDATE contact SET {sets} WHERE id = ? AND NOT ({same})", (*values, id, *values)
        )

    def free_handle(self, name: str) -> str:
        """A handle nobody has: maya-rao, then maya-rao-2."""
        return next(free(self._conn, slug(name)))

    def named(self, name: str) -> list[int]:
        """Those whose name is this one, whatever its case, accents and kind of Unicode."""
        same = _letters(name)
        where, given = "TRUE", tuple[str, ...]()
        if has_words(name):
            where = "id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)"
            given = (f"name : ({phrases(name)})",)
        rows = self._conn.execute(f"SELECT id, name FROM contact WHERE {where}", given)
        return [id for id, found in rows if _letters(found) == same]

    # Ways to reach someone.

    def add_channel(self, id: int, kind: str, value: str, label: str | None = None) -> None:
        """Keep an e-mail, phone or link, unless it is there already."""
        given = channel_key(kind, value, self._moment.region)
        known = self._conn.execute(
            "SELECT 1 FROM channel WHERE contact = ? AND kind = ? AND (value = ? OR key = ?)",
            (id, kind, value, given),
        ).fetchone()
        if not known:
            self._conn.execute(
                "INSERT INTO channel (contact, kind, value, label, key) VALUES (?, ?, ?, ?, ?)",
                (id, kind, value, label, given),
            )

    def set_channels(self, id: int, kind: str, values: Sequence[str]) -> None:
        """Make these the only ones of their kind."""
        given = json.dumps(values)
        self._conn.execute(
            "DELETE FROM channel WHERE contact = ? AND kind = ? "
            "AND value NOT IN (SELECT value FROM json_each(?))",
            (id, kind, given),
        )
        for value in values:
            self.add_channel(id, kind, value)

    def sharing(self, id: int) -> list[tuple[str, str]]:
        """The addresses of someone that others have as well: value, and the other's handle."""
        return self._conn.execute(
            "SELECT mine.value, contact.handle FROM channel AS mine "
            "JOIN channel AS other ON other.key = mine.key AND other.contact <> mine.contact "
            "JOIN contact ON contact.id = other.contact WHERE mine.contact = ? ORDER BY mine.id",
            (id,),
        ).fetchall()

    # Tags, fields of the user's own, dates, notes.

    def tag(self, id: int, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Put tags on and take tags off; lower-case, without the #."""
        for name in filter(None, map(tag_name, add)):
            self._conn.execute(
                "INSERT INTO tag (contact, name) SELECT ?1, ?2 "
                "WHERE NOT EXISTS (SELECT 1 FROM tag WHERE contact = ?1 AND name = ?2)",
                (id, name),
            )
        for name in remove:
            self._conn.execute(
                "DELETE FROM tag WHERE contact = ? AND name = ?", (id, tag_name(name))
            )

    def set_custom(self, id: int, name: str, value: str) -> None:
        """Set a field of the user's own; an empty value takes it away."""
        if not value:
            self._conn.execute("DELETE FROM custom WHERE contact = ? AND name = ?", (id, name))
            return
        self._conn.execute(
            "INSERT INTO custom (contact, name, value) VALUES (?, ?, ?) "
            "ON CONFLICT (contact, name) DO UPDATE SET value = excluded.value "
            "WHERE value <> excluded.value",
            (id, name, value),
        )

    def set_date(self, id: int, label: str, day: YearDay, lead: int | None = None) -> None:
        """Keep a yearly date; birthdays fall due a week ahead, others on the day.

        Said again, it keeps the lead it had; on another day it is open again.
        """
        known = self._conn.execute(
            "SELECT lead FROM occasion WHERE contact = ? AND label = ?", (id, label)
        ).fetchone()
        ahead = lead if lead is not None else known[0] if known else self._lead(label)
        self._conn.execute(
            "INSERT INTO occasion (uid, contact, label, monthday, year, lead) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (contact, label) DO UPDATE "
            "SET monthday = excluded.monthday, year = excluded.year, lead = excluded.lead, "
            "done_on = iif(monthday = excluded.monthday, done_on, NULL) "
            "WHERE (monthday, year, lead) IS NOT (excluded.monthday, excluded.year, excluded.lead)",
            (self._moment.uid(), id, label, day.month * 100 + day.day, day.year, ahead),
        )

    def remove_date(self, id: int, label: str) -> None:
        """Forget a yearly date."""
        self._conn.execute("DELETE FROM occasion WHERE contact = ? AND label = ?", (id, label))

    def add_note(self, id: int, text: str) -> int:
        """Write a note about someone, kept with its day."""
        cursor = self._conn.execute(
            "INSERT INTO note (contact, text, day, recorded, folded) VALUES (?, ?, ?, ?, ?)",
            (id, text, self._moment.day, self._moment.now, search_text(text)),
        )
        return int(cursor.lastrowid or 0)

    # Setting aside.

    def archive(self, id: int, *, deceased: bool = False) -> None:
        """Keep someone and never speak of them again, until `wake`."""
        self.set(id, state="deceased" if deceased else "archived")

    def rest(self, id: int, until: date | None) -> None:
        """Hide someone before a day, or until woken; their clock counts from today."""
        self.set(
            id,
            rested_on=self._moment.day,
            rests_until=until.isoformat() if until else FOREVER,
        )

    def wake(self, id: int) -> None:
        """Bring someone back from the archive, from a rest, from three tries without answer."""
        (newest,) = self._conn.execute("SELECT coalesce(max(id), 0) FROM interaction").fetchone()
        has_tried = self._conn.execute(
            "SELECT 1 FROM participant JOIN interaction ON interaction.id = interaction "
            "WHERE contact = ? AND attempt = 1",
            (id,),
        ).fetchone()
        self.set(id, state="active", rests_until=None)
        if has_tried:
            self.set(id, woken_after=newest)

    def skip(self, id: int) -> None:
        """Let this round pass: the clock counts from today."""
        self.set(id, skipped_on=self._moment.day)

    def snooze(self, id: int, until: date) -> None:
        """Not before a day; the next touch ends it."""
        (newest,) = self._conn.execute("SELECT coalesce(max(id), 0) FROM interaction").fetchone()
        self.set(
            id,
            snoozed_on=self._moment.day,
            snoozed_until=until.isoformat(),
            snoozed_after=newest,
        )

    def remove(self, id: int) -> None:
        """Delete someone and what is theirs alone; interactions shared with others stay."""
        self._conn.execute(
            "DELETE FROM interaction WHERE id IN "
            "(SELECT interaction FROM participant WHERE contact = ?1) AND NOT EXISTS "
            "(SELECT 1 FROM participant WHERE interaction = interaction.id AND contact <> ?1)",
            (id,),
        )
        self._conn.execute("DELETE FROM rule WHERE scope = 'contact' AND value = ?", (str(id),))
        self._conn.execute("DELETE FROM contact WHERE id = ?", (id,))

    def _row(self, id: int) -> Mapping[str, Any]:
        cursor = self._conn.execute("SELECT * FROM contact WHERE id = ?", (id,))
        names = [column[0] for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))

    def _lead(self, label: str) -> int:
        return self._moment.birthday_lead if label == "birthday" else 0


def folded(row: Mapping[str, Any]) -> dict[str, str | None]:
    """The texts the indexes read in place of plain ones: nicknames too, letters as compared."""
    name = " ".join(filter(None, (row["name"], (row.get("nicknames") or "").replace("\n", " "))))
    about = " ".join(row[column] for column in ABOUT if row.get(column))
    return {
        "name_folded": search_text(name) or (name if row.get("nicknames") else None),
        "about_folded": search_text(about) if about else None,
    }


def _letters(name: str) -> str:
    return " ".join(fold(name).split())


def channel_key(kind: str, value: str, region: str) -> str | None:
    """The form in which an e-mail, a phone or a profile is compared."""
    match kind:
        case "email":
            return email_key(value)
        case "phone":
            return phone_key(value, region)
    return linkedin_key(value)


def tag_name(text: str) -> str:
    """A tag as it is kept."""
    return normalize("NFC", "-".join(text.lstrip("#+").lower().split()))
