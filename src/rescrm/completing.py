"""What TAB offers, answered before anything heavy loads.

`rescrm __complete WORD…` is given the words after `rescrm`, the last of them unfinished, perhaps
empty. It prints what that word can become, one a line: the word, a tab, what it is. Exit code 10
asks the shell for files. Nothing here writes, waits, or fails aloud.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from .table import COMMANDS

WANTS_FILE = 10
MOST = 100  # people offered at once
LAST = "\U0010ffff"

HANDLES = "SELECT handle, name FROM {} WHERE handle >= ?1 AND handle < ?2 ORDER BY handle LIMIT ?3"
TAGS = """
WITH RECURSIVE each (name) AS (
    SELECT min(name) FROM tag WHERE name >= ?1
    UNION ALL
    SELECT (SELECT min(name) FROM tag WHERE name > each.name) FROM each WHERE each.name < ?2)
SELECT name, '' FROM each WHERE name < ?2 LIMIT ?3
"""
# What the store has for a kind of place, each looked up by an index.
LOOKUPS = {
    "who": HANDLES.format("contact"),
    "event": HANDLES.format("event"),
    "group": HANDLES.format('"group"'),
    "tag": TAGS,
}

Offer = tuple[str, str]  # a word, and what it is


class Grammar:
    """What follows what, as completions/words.txt has it."""

    def __init__(self) -> None:
        folder = os.path.dirname(__file__)  # noqa: PTH120 - pathlib takes longer than the answer
        with open(f"{folder}/completions/words.txt", encoding="utf-8") as file:  # noqa: PTH123
            rows = [line.rstrip("\n").split("\t") for line in file if line[0] != "#"]
        self.places = {word: places.split() for word, places, _ in rows if word[-1:] != ":"}
        self.filters = {word: kind for word, kind, _ in rows if word[-1:] == ":"}
        self._options = {word: options.split() for word, _, options in rows}

    def kind_at(self, command: str, place: int) -> str:
        """What stands in a place behind a command; an empty string when nothing does."""
        places = self.places.get(command, [])
        if place < len(places):
            return places[place].rstrip("*")
        return places[-1][:-1] if places and places[-1].endswith("*") else ""

    def options(self, command: str) -> dict[str, str]:
        """The options that may stand behind a command, and the kind of value each takes."""
        both = (*self._options.get(command, ()), *self._options[""])
        pairs = (each.partition("=") for each in both)
        return {name: kind for name, _, kind in pairs}

    def inner(self, command: str) -> list[str]:
        """The words that may follow a word such as `rule`."""
        front = f"{command} "
        return [each[len(front) :] for each in self.places if each.startswith(front)]


class Place:
    """Where the unfinished word stands."""

    # A plain class: to load `typing` or `dataclasses` would take longer than the answer.
    def __init__(self, command: str, kind: str, front: str, start: str, db: str) -> None:
        self.command = command
        self.kind = kind
        self.front = front  # the part of the word that stays: --with=
        self.start = start  # the part that is to be finished
        self.db = db  # the store that was named


def place_of(words: Sequence[str], grammar: Grammar) -> Place:
    """Tell where the last word stands by reading those before it."""
    *before, last = words or [""]
    command, place, asks = "", 0, ""
    db, awaits_db = os.environ.get("RESCRM_DB", ""), False
    for word in before:
        options = grammar.options(command)
        if asks:
            db = word if awaits_db else db
            asks = ""
        elif word in options:
            asks, awaits_db = options[word], word == "--db"
        elif word.startswith("--db="):
            db = word[5:]
        elif not command or grammar.inner(command):
            command = f"{command} {word}".strip()
        elif not word.startswith("-") or command == "tag":
            place += 1
    name, equals, value = last.partition("=")
    options = grammar.options(command)
    if asks:
        return Place(command, asks, "", last, db)
    if equals and name in options:
        return Place(command, options[name], f"{name}=", value, db)
    return Place(command, grammar.kind_at(command, place), "", last, db)


def complete(words: Sequence[str]) -> int:
    """Print what the last word can become; the exit code says whether files could stand there."""
    grammar = Grammar()
    # Whatever the locale, what was typed is UTF-8; where it is not, nothing begins so.
    place = place_of([os.fsencode(word).decode("utf-8", "replace") for word in words], grammar)
    found = [(word, about) for word, about in offers(place, grammar) if word.isprintable()]
    lines = [f"{place.front}{word}\t{_clean(about)}\n" for word, about in found]
    sys.stdout.buffer.write("".join(lines).encode("utf-8", "replace"))
    sys.stdout.flush()
    return WANTS_FILE if place.kind == "file" else 0


def offers(place: Place, grammar: Grammar) -> Iterator[Offer]:
    """What the word in a place can become, less its front."""
    if place.kind:
        yield from _of_kind(place.kind, place.start, place.db, grammar)
    elif not place.command:
        yield from _starting(place.start, COMMANDS.items())
    else:
        inner = grammar.inner(place.command)
        yield from _starting(place.start, ((word, "") for word in inner))
    if place.start[:1] == "-" and not place.front:
        options = grammar.options(place.command)
        yield from _starting(place.start, ((option, "") for option in options))


def _of_kind(kind: str, start: str, db: str, grammar: Grammar) -> Iterable[Offer]:
    match kind:
        case "filter" if start[:1] == "-":
            return _behind("-", _filters(start[1:], db, grammar))
        case "filter":
            return _filters(start, db, grammar)
        case "people" | "selector" if ":" in start:
            return _filters(start, db, grammar)
        case "people":
            return (*_filters(start, db, grammar), *_people(start, db))
        case "selector":
            own = ("everyone", "group:", "kind:", "role:", "tag:")
            return (*_starting(start, ((word, "") for word in own)), *_people(start, db))
        case "who":
            return _people(start, db)
        case "sentence" if "@" in start:  # Ana is named in the middle of it
            front, _, name = start.rpartition("@")
            return _behind(front, _people(f"@{name}", db))
        case "template":
            return _starting(start, ((name, "") for name in _templates()))
        case "tags" if start:  # +ep -rotation
            return _behind(start[0], _looked_up("tag", start[1:], db))
        case _ if kind in LOOKUPS:
            return _looked_up(kind, start, db)
    return _starting(start, ((word, "") for word in kind.split("|"))) if "|" in kind else ()


def _templates() -> list[str]:
    """The names of the templates: those of the package, and the user's own."""
    config = os.environ.get("XDG_CONFIG_HOME", "")
    own = config if config.startswith("/") else f"{os.environ.get('HOME', '')}/.config"
    found: set[str] = set()
    for folder in (f"{os.path.dirname(__file__)}/templates", f"{own}/rescrm/templates"):  # noqa: PTH120
        try:
            found.update(name[:-4] for name in os.listdir(folder) if name.endswith(".txt"))  # noqa: PTH208
        except OSError:
            continue
    return sorted(found)


def _people(start: str, db: str) -> Iterator[Offer]:
    front = "@" if start[:1] == "@" else ""
    return _behind(front, _looked_up("who", start[len(front) :], db))


def _filters(start: str, db: str, grammar: Grammar) -> Iterator[Offer]:
    """`tag:`, and behind it what tags there are."""
    key, colon, value = start.partition(":")
    if colon:
        kind = grammar.filters.get(f"{key}:", "")
        yield from _behind(f"{key}:", _of_kind(kind, value, db, grammar))
    else:
        yield from _starting(start, ((word, "") for word in grammar.filters))


def _looked_up(kind: str, start: str, db: str) -> Iterator[Offer]:
    path, low = _store(db), start.lower()
    if not os.path.isfile(path):  # noqa: PTH113 - a FIFO would be waited for
        return
    import sqlite3

    try:
        conn = sqlite3.connect(f"file:{_quoted(path)}?mode=ro", uri=True, timeout=0.2)
        try:
            yield from conn.execute(LOOKUPS[kind], (low, low + LAST, MOST)).fetchall()
        finally:
            conn.close()
    except sqlite3.Error:
        return  # a store that cannot be read has nobody to offer


def _store(named: str) -> str:
    """Where the store is; the same answer as `settings.read_settings` gives."""
    if named:
        return os.path.abspath(os.path.expanduser(named))  # noqa: PTH100, PTH111
    data, home = os.environ.get("XDG_DATA_HOME", ""), os.environ.get("HOME", "")
    if not data.startswith("/"):
        data = f"{home}/.local/share" if home else ""
    return f"{data}/rescrm/rescrm.db" if data else ""


def _starting(start: str, among: Iterable[Offer]) -> Iterator[Offer]:
    return (offer for offer in among if offer[0].startswith(start))


def _behind(front: str, among: Iterable[Offer]) -> Iterator[Offer]:
    return ((front + word, about) for word, about in among)


def _quoted(path: str) -> str:
    """A path as a URI has it."""
    plain = b"/._-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in os.fsencode(path))


def _clean(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
