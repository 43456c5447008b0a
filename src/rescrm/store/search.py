"""Full-text search over people and what was written about them, the newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from ..core.folding import fold, search_text
from .matching import has_words, phrases

LONGEST_PART = 100  # letters of a word sought inside names; each costs a lookup

BULK = (
    ("contact_search", "contact_text", "name, about"),
    ("contact_trigram", "contact_part", "name"),
    ("interaction_search", "interaction_text", "text"),
    ("note_search", "note_text", "text"),
)


class Hit(NamedTuple):
    """Something that holds the words, and the words around them."""

    what: str
    handle: str | None
    name: str | None
    on: str | None
    excerpt: str


NAMES = """
(SELECT group_concat({column}, ', ') FROM (
    SELECT contact.{column} FROM participant JOIN contact ON contact.id = contact
     WHERE interaction = interaction.id ORDER BY participant.id))
"""
INTERACTION = f"""
    SELECT interaction.recorded, 'interaction', {NAMES.format(column="handle")},
           {NAMES.format(column="name")}, day, interaction.note
      FROM interaction
"""
NOTE = """
    SELECT note.recorded, 'note', handle, name, day, note.text
      FROM note JOIN contact ON contact.id = contact
"""
CONTACT = """
    SELECT contact.recorded, 'contact', contact.handle, contact.name, NULL,
           contact.name || coalesce(' (' || replace(nicknames, char(10), ', ') || ')', '')
                || coalesce(', ' || title, '') || coalesce(', ' || specialty, '')
                || coalesce(', ' || organisation, '') || coalesce(', ' || city, '')
                || coalesce(' · ' || contact.note, '')
      FROM contact
"""
FOUND = """
      JOIN {index} ON {index}.rowid = {table}.id
     WHERE {index} MATCH ? ORDER BY {index}.rowid DESC LIMIT ?
"""
SEARCHES = tuple(
    select + FOUND.format(index=f"{table}_search", table=table)
    for select, table in ((INTERACTION, "interaction"), (NOTE, "note"), (CONTACT, "contact"))
)
PARTS = CONTACT + FOUND.format(index="contact_trigram", table="contact")
CHANNELS = """
    SELECT contact.recorded, 'contact', contact.handle, contact.name, NULL, name || ', ' || value
      FROM channel JOIN contact ON contact.id = contact
     WHERE key >= ?1 AND key < ?1 || char(0x10FFFF) ORDER BY contact DESC LIMIT ?2
"""
# Signs alone, such as an emoji, are in no index: every text is looked through.
SIGNS = tuple(
    f"{select} WHERE instr({text}, ?) > 0 ORDER BY {table}.id DESC LIMIT ?"
    for select, table, text in (
        (INTERACTION, "interaction", "coalesce(interaction.folded, interaction.note)"),
        (NOTE, "note", "coalesce(folded, text)"),
        (CONTACT, "contact", "coalesce(name_folded, name)"),
    )
)


def find(conn: sqlite3.Connection, text: str, limit: int) -> list[Hit]:
    """What holds all the words: whole ones, else their beginnings, else parts of names."""
    words = text.split()
    if not words:
        return []
    rows = _holding(conn, text, words, limit)
    if not rows and not has_words(text):
        rows = _with_signs(conn, text, limit)
    return list(_newest(rows, words, limit))


def _holding(
    conn: sqlite3.Connection, text: str, words: list[str], limit: int
) -> list[tuple[str, ...]]:
    rows = [row for sql in SEARCHES for row in conn.execute(sql, (phrases(text), limit))]
    if len(rows) < limit:
        starts = phrases(text, begun="*")
        rows = [row for sql in SEARCHES for row in conn.execute(sql, (starts, limit))]
    if all(2 < len(word) <= LONGEST_PART for word in words):
        rows += conn.execute(PARTS, (phrases(text), limit)).fetchall()
    if "@" in text:
        rows += conn.execute(CHANNELS, (f"mailto:{text.strip().casefold()}", limit)).fetchall()
    return rows


def _with_signs(conn: sqlite3.Connection, text: str, limit: int) -> list[tuple[str, ...]]:
    signs = (search_text(text) or text).strip()
    if not signs:
        return []
    return [row for sql in SIGNS for row in conn.execute(sql, (signs, limit))]


def fill(conn: sqlite3.Connection, table: str, first: int, last: int) -> None:
    """Index the rows of a bulk write all at once."""
    for index, view, columns in BULK:
        if view.partition("_")[0] == table:
            conn.execute(
                f"INSERT INTO {index} (rowid, {columns}) "
                f"SELECT id, {columns} FROM {view} WHERE id BETWEEN ? AND ?",
                (first, last),
            )


def _newest(rows: list[tuple[str, ...]], words: list[str], limit: int) -> Iterator[Hit]:
    seen: set[tuple[str, ...]] = set()
    rows.sort(key=lambda row: row[0], reverse=True)
    for _, what, handle, name, day, text in rows:
        key = (what, handle) if what == "contact" else (what, handle, day, text)
        if key not in seen and len(seen) < limit:
            seen.add(key)
            yield Hit(what, handle, name, day, _excerpt(text or "", words))


def _excerpt(text: str, words: list[str], around: int = 60) -> str:
    """The text near the first word found, on one line."""
    line = " ".join(text.split())
    if len(line) <= 2 * around:
        return line
    at = max(fold(line).find(fold(words[0])), 0)
    start, end = max(at - around, 0), at + around
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")
