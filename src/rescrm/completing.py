"""What TAB offers, answered before anything heavy loads.

`rescrm __complete WORD…` is given the words after `rescrm`, the last of them unfinished, perhaps
empty. It prints what that word can become, one a line: the word, a tab, what it is. Exit code 10
asks the shell for files. Nothing here writes, waits, or fails aloud.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence

from .table import COMMANDS
from .words import FILTERS, GROUPS, SHARED, WORDS

WANTS_FILE = 10
MOST = 100  # people offered at once
LAST = "\U0010ffff"

Offer = tuple[str, str]  # a word, and what it is

# What a kind of place holds, looked up by the index of its handles or names.
HANDLES = {
    "who": "SELECT handle, name FROM contact WHERE handle >= ? AND handle < ? ORDER BY 1 LIMIT ?",
    "event": "SELECT handle, name FROM event WHERE handle >= ? AND handle < ? ORDER BY 1 LIMIT ?",
    "group": 'SELECT handle, name FROM "group" WHERE handle >= ? AND handle < ? ORDER BY 1 LIMIT ?',
}
TAGS = """
WITH RECURSIVE each (name) AS (
    SELECT min(name) FROM tag WHERE name >= ?1
    UNION ALL SELECT (SELECT min(name) FROM tag WHERE name > each.name) FROM each
               WHERE each.name < ?2)
SELECT name, '' FROM each WHERE name < ?2 LIMIT ?3
"""


class Typed:
    """The words typed so far: the command, what place the last word has, the store meant."""

    def __init__(self, words: Sequence[str]) -> None:
        *before, self.last = words or [""]
        self.command = ""
        self.place = 0  # of the last word among those that are no options
        self.option = ""  # the kind of value that the word before asks for
        self.db = os.environ.get("RESCRM_DB", "")
        asked = ""
        for word in before:
            self._take(word, asked)
            asked = word if self.option else ""

    @property
    def options(self) -> dict[str, str]:
        """The options that may stand here, and the kind of value each takes."""
        _, own = WORDS.get(self.command, ("", ""))
        pairs = (each.partition("=") for each in f"{own} {SHARED}".split())
        return {name: kind for name, _, kind in pairs}

    @property
    def kind(self) -> str:
        """What stands where the last word is."""
        places = WORDS.get(self.command, ("", ""))[0].split()
        if self.place < len(places):
            return places[self.place].rstrip("*")
        return places[-1][:-1] if places and places[-1].endswith("*") else ""

    def _take(self, word: str, asked: str) -> None:
        if self.option:
            self.option = ""
            self.db = word if asked == "--db" else self.db
        elif word in self.options:
            self.option = self.options[word]
        elif word.startswith("--db="):
            self.db = word[5:]
        elif word.startswith("-") and not self.command.startswith("tag"):
            return
        elif self.command in ("", *GROUPS):
            self.command = f"{self.command} {word}".strip()
        else:
            self.place += 1


def complete(words: Sequence[str]) -> int:
    """Print what the last word can become; the exit code says whether files could stand there."""
    typed = Typed(words)
    offers: list[Offer] = []
    try:
        offers.extend(_offers(typed))
    except (sqlite3.Error, OSError, ValueError):
        pass  # a store that cannot be read has nobody to offer
    lines = [f"{word}\t{_clean(about)}\n" for word, about in offers if word.isprintable()]
    sys.stdout.buffer.write("".join(lines).encode("utf-8", "replace"))
    sys.stdout.flush()
    return WANTS_FILE if _kind(typed) == "file" else 0


def _kind(typed: Typed) -> str:
    if typed.option:
        return typed.option
    name, equals, _ = typed.last.partition("=")
    return typed.options.get(name, "") if equals else typed.kind


def _offers(typed: Typed) -> Iterator[Offer]:
    last, kind = typed.last, _kind(typed)
    name, equals, value = last.partition("=")
    if typed.option:
        yield from _of_kind(kind, last, typed.db)
    elif equals and name in typed.options:
        yield from _behind(f"{name}=", _of_kind(kind, value, typed.db))
    elif not typed.command:
        yield from _starting(last, COMMANDS.items())
    elif typed.command in GROUPS:
        yield from _starting(last, ((word, "") for word in GROUPS[typed.command].split()))
    elif last[:1] != "-":
        yield from _of_kind(kind, last, typed.db)
    if last[:1] == "-" and not typed.option and not equals:
        yield from _starting(last, ((option, "") for option in typed.options))
        if kind == "filter":
            yield from _behind("-", _of_kind(kind, last[1:], typed.db))


def _of_kind(kind: str, start: str, db: str) -> Iterable[Offer]:
    """What can stand in a place of this kind and begins so."""
    if "|" in kind:
        return _starting(start, ((word, "") for word in kind.split("|")))
    if kind == "sentence":
        front, _, start = start.rpartition("@")
        return _behind(f"{front}@", _looked_up("who", start, db)) if front else ()
    if kind == "who" and start[:1] == "@":
        return _behind("@", _looked_up(kind, start[1:], db))
    if kind in ("filter", "selector"):
        return _filters(kind, start, db)
    return _looked_up(kind, start, db) if kind in HANDLES else ()


def _filters(kind: str, start: str, db: str) -> Iterator[Offer]:
    """`tag:`, then what tags there are."""
    key, colon, value = start.partition(":")
    if colon:
        yield from _behind(f"{key}:", _of_kind(FILTERS.get(key, ""), value, db))
        return
    keys = FILTERS if kind == "filter" else ("group", "role", "tag", "kind")
    yield from _starting(start, ((f"{each}:", "") for each in keys))
    if kind == "selector":
        yield from _starting(start, [("everyone", "")])
        yield from _looked_up("who", start, db)


def _looked_up(kind: str, start: str, db: str) -> Iterator[Offer]:
    path = _store(db)
    if not os.path.isfile(path):  # noqa: PTH113 - pathlib takes longer than the answer
        return
    quoted = "".join(c if c.isalnum() and c.isascii() or c in "/._-" else _percent(c) for c in path)
    conn = sqlite3.connect(f"file:{quoted}?mode=ro", uri=True, timeout=0.2)
    try:
        low = start.lower()
        yield from conn.execute(HANDLES.get(kind, TAGS), (low, low + LAST, MOST))
    finally:
        conn.close()


def _store(named: str) -> str:
    """Where the store is; the same answer as `settings.read_settings` gives."""
    if named:
        return os.path.abspath(os.path.expanduser(named))  # noqa: PTH100, PTH111
    data, home = os.environ.get("XDG_DATA_HOME", ""), os.environ.get("HOME", "")
    if not data.startswith("/"):
        data = f"{home}/.local/share" if home else ""
    return f"{data}/rescrm/rescrm.db" if data else ""


def _starting(start: str, offers: Iterable[Offer]) -> Iterator[Offer]:
    return (offer for offer in offers if offer[0].startswith(start))


def _behind(front: str, offers: Iterable[Offer]) -> Iterator[Offer]:
    return ((front + word, about) for word, about in offers)


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in os.fsencode(char))


def _clean(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
