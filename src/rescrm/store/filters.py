"""A filter as SQL: `tag:ep kind:faculty -city:Boston okafor`, every word narrows."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ..core import days
from ..core.folding import fold, search_text
from ..errors import UsageError
from .matching import has_words, phrases


class Condition(NamedTuple):
    """A condition on ``contact.id``, with its parameters in order."""

    sql: str
    given: tuple[object, ...] = ()


class Asked(NamedTuple):
    """The day on which a filter is asked, and how 03/04/2026 is read in it."""

    today: date
    date_order: str | None

    @property
    def day(self) -> str:
        """Today, as the store writes days."""
        return self.today.isoformat()


COLUMNS = {
    "city": "city",
    "org": "organisation",
    "organisation": "organisation",
    "stage": "stage",
    "specialty": "specialty",
    "title": "title",
    "name": "name",
    "kind": "kind",
}
IN_LISTS = {
    "tag": "SELECT contact FROM tag WHERE holds(name, ?)",
    "event": " UNION ".join(
        f"SELECT {who} JOIN event ON event.id = {event} "
        "WHERE holds(event.handle, ?) OR holds(event.name, ?)"
        for who, event in (
            ("contact FROM meeting", "event"),
            ("contact FROM target", "event"),
            ("contact.id FROM contact", "met_at"),
        )
    ),
}
SAID = {  # what has been said of anybody
    **{
        key: f"SELECT said FROM (SELECT DISTINCT {column} AS said FROM contact) WHERE said <> ''"
        for key, column in COLUMNS.items()
        if key != "name"
    },
    "tag": "SELECT said FROM (SELECT DISTINCT name AS said FROM tag)",
    **{
        key: f'SELECT said FROM (SELECT handle AS said FROM "{key}" UNION SELECT name FROM "{key}")'
        for key in ("event", "group")
    },
}
IS_TODAY = "coalesce(first_day, '0001') <= ? AND coalesce(last_day, '9999') >= ?"
ROLES = ("clinical", "research", "career", "identity", "any")
SHORT = 80  # characters: a kind, a city, an organisation, which many have in common
KNOWN = ("tag", "kind", "role", "group", "city", "org", "stage", "event", "due.before")


def condition(
    words: Sequence[str], conn: sqlite3.Connection, today: date, date_order: str | None = None
) -> Condition | None:
    """Read filter words; None when there are none. Raises UsageError for an unknown one."""
    if not words:
        return None
    teach_holds(conn)
    terms = [_signed(word, Asked(today, date_order)) for word in words]
    return Condition(
        " AND ".join(f"({term.sql})" for term in terms),
        tuple(value for term in terms for value in term.given),
    )


def circles(words: Sequence[str], conn: sqlite3.Connection) -> list[int]:
    """The groups that a filter names and nothing else: `group:lunch` means lunch itself, too."""
    values = [word[len("group:") :] for word in words if word.lower().startswith("group:")]
    if not values or len(values) < len(words):
        return []
    teach_holds(conn)
    where = " AND ".join("(holds(handle, ?) OR holds(name, ?))" for _ in values)
    given = [value for value in values for _ in range(2)]
    return [id for (id,) in conn.execute(f'SELECT id FROM "group" WHERE {where}', given)]


def unheard(words: Sequence[str], conn: sqlite3.Connection) -> dict[str, list[str]]:
    """The filter words that fit nobody at all, each with the nearest that somebody does."""
    found: dict[str, list[str]] = {}
    for word in words:
        key, _, value = word.partition(":")
        sql = SAID.get(key.lower())
        if not sql or not value:
            continue
        known = [each for (each,) in conn.execute(sql)]
        if any(holds(each, value) for each in known):
            continue
        from difflib import get_close_matches

        said = {fold(each): each for each in known}
        found[word] = [f"{key}:{said[near]}" for near in get_close_matches(fold(value), said, n=2)]
    return found


def teach_holds(conn: sqlite3.Connection) -> None:
    """Let SQL ask `holds`; once a connection, as none can be made anew while rows are read."""
    if not conn.execute("SELECT 1 FROM pragma_function_list WHERE name = 'holds'").fetchone():
        conn.create_function("holds", 2, holds, deterministic=True)


def holds(text: str | None, wanted: str) -> bool:
    """Tell whether text holds some words whole, case, accents and punctuation aside.

    Words that punctuation parts may be written together: `pgy2` is held by "PGY-2". Where
    nothing is a word, as in a tag of one emoji, the whole has to be the same.
    """
    if not text:
        return False
    squeezed = "".join(_few(wanted))
    if not squeezed:
        return fold(text).strip() == fold(wanted).strip()
    found = _few(text) if len(text) <= SHORT else _words(text)
    return any(_begins(found, start, squeezed) for start in range(len(found)))


def _begins(found: Sequence[str], start: int, squeezed: str) -> bool:
    """Whether words from a place on, written together, are what is sought."""
    joined = ""
    for word in found[start:]:
        joined += word
        if len(joined) >= len(squeezed):
            return joined == squeezed
    return False


@lru_cache(maxsize=4096)
def _few(text: str) -> list[str]:
    """The words of a short text, read once."""
    return _words(text)


def _words(text: str) -> list[str]:
    """The words as the index has them: folded, each Chinese character alone."""
    return re.findall(r"[^\W_]+", search_text(text) or fold(text))


def _signed(word: str, asked: Asked) -> Condition:
    if word.startswith("-") and len(word) > 1:
        term = _term(word[1:], asked)
        return Condition(f"NOT ({term.sql})", term.given)
    return _term(word, asked)


def _term(word: str, asked: Asked) -> Condition:
    key, colon, value = word.partition(":")
    key = key.lower()
    if not colon or not re.fullmatch(r"[a-z]+(\.[^:]+)?", key):
        return _free(word)
    if not value:
        raise UsageError(f'"{word}" names nothing to look for. Try {key}:something.')
    if read := SPECIAL.get(key.partition(".")[0]):
        return read(key, value, asked)
    if column := COLUMNS.get(key):
        return Condition(f"holds({column}, ?)", (value,))
    if listed := IN_LISTS.get(key):
        return _listed(listed, value)
    raise UsageError(f'there is no filter "{key}:". Known: {", ".join(KNOWN)}, custom.NAME.')


def _listed(sql: str, value: str) -> Condition:
    return Condition(f"contact.id IN ({sql})", (value,) * sql.count("?"))


def _group(key: str, value: str, asked: Asked) -> Condition:
    sql = (
        'contact.id IN (SELECT contact FROM member JOIN "group" ON "group".id = "group" '
        'WHERE contact IS NOT NULL AND (holds("group".handle, ?) OR holds("group".name, ?)) '
        f"AND {IS_TODAY})"
    )
    return Condition(sql, (value, value, asked.day, asked.day))


def _role(key: str, value: str, asked: Asked) -> Condition:
    role = value.lower()
    if role not in ROLES:
        raise UsageError(f'there is no role "{value}". It is {", ".join(ROLES)}.')
    sql = f"contact.id IN (SELECT contact FROM mentor WHERE (? = 'any' OR role = ?) AND {IS_TODAY})"
    return Condition(sql, (role, role, asked.day, asked.day))


def _due(key: str, value: str, asked: Asked) -> Condition:
    if key != "due.before":
        raise UsageError(f'there is no filter "{key}:". Try due.before:fri.')
    sql = (
        "contact.id IN (SELECT contact FROM agenda WHERE due_on < ? "
        "AND ? BETWEEN valid_from AND valid_until)"
    )
    before = days.coming(value, asked.today, asked.date_order)
    return Condition(sql, (before.isoformat(), asked.day))


def _custom(key: str, value: str, asked: Asked) -> Condition:
    name = key.partition(".")[2]
    if not name:
        raise UsageError(f'"{key}:{value}" names no field. Try custom.knows:{value}.')
    sql = "contact.id IN (SELECT contact FROM custom WHERE holds(name, ?) AND holds(value, ?))"
    return Condition(sql, (name, value))


SPECIAL: dict[str, Callable[[str, str, Asked], Condition]] = {
    "group": _group,
    "role": _role,
    "due": _due,
    "custom": _custom,
}


def _free(word: str) -> Condition:
    """Plain words match in the name, the nicknames and where someone is and works."""
    if not has_words(word):
        signs = search_text(word) or word
        return Condition("instr(coalesce(name_folded, name), ?) > 0", (signs,))
    return Condition(
        "contact.id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)",
        (f"{phrases(word)}*",),
    )
