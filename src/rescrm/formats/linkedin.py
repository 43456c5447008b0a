"""The people in LinkedIn's Connections.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import BinaryIO

from rescrm.formats import table
from rescrm.formats.record import Record, Unreadable, digest, one_line

_COLUMNS = (
    "first name",
    "last name",
    "url",
    "email address",
    "company",
    "position",
    "connected on",
)
_LONGEST_NAME = 200  # characters of a name worth looking through for degrees
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4}|\d{2})", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_DEGREES = frozenset({
    "md", "do", "phd", "mph", "mba", "mbbs", "mbchb", "dphil", "ms", "msc", "bsc", "ma", "mhs",
    "mha", "mpp", "med", "msn", "bsn", "rn", "np", "pa", "pa-c", "dnp", "pharmd", "dds", "dmd",
    "dpt", "jd", "dvm", "facc", "facp", "facs", "faha", "fasn", "fscai", "fhrs", "fccp", "frcp",
    "frcpc", "mrcp", "faap", "faafp", "facep", "facog",
})  # fmt: skip


def read(
    chunks: Iterable[bytes] | BinaryIO, name: str, encoding: str | None = None
) -> Iterator[Record | Unreadable]:
    """Yields a record for each connection, or where and why a row makes none.

    Raises `HeadingNotFound`, `UnknownEncoding` and `UnreadableText`.
    """
    found = table.read(chunks, name, is_heading, "LinkedIn's Connections.csv", encoding)
    return _people(found, name)


def is_heading(cells: Sequence[str]) -> bool:
    """Says whether a line names the columns of a LinkedIn export."""
    return {"first name", "connected on"} <= {cell.lower() for cell in cells}


def _people(found: table.Table, name: str) -> Iterator[Record | Unreadable]:
    columns = [cell.lower() for cell in found.heading]
    known = itemgetter(*(columns.index(each) if each in columns else -1 for each in _COLUMNS))
    others = [(at, found.heading[at]) for at, each in enumerate(columns) if each not in _COLUMNS]
    width = len(columns)
    for row in found.rows:
        if isinstance(row, Unreadable):
            yield row
            continue
        line, cells = row
        cells += [""] * (width + 1 - len(cells))  # the last one stands for missing columns
        where = f"{name}:{line}"
        custom = [(column, cells[at].strip()) for at, column in others] if others else []
        yield _person(where, known(cells), [pair for pair in custom if all(pair)])


def _person(where: str, cells: Sequence[str], custom: list[tuple[str, str]]) -> Record | Unreadable:
    first, last, url, email, company, position, connected = map(str.strip, cells)
    degrees = ""
    if not last.isalpha() and len(last) <= _LONGEST_NAME:
        last, degrees = _split_degrees(last)
    slug = _slug(url)
    called = one_line(f"{first} {last}") or email or slug
    if not called:
        return Unreadable(where, "no name, e-mail or profile on this row")
    met_on = _day(connected) if len(connected) < 40 else None
    if "\n" in connected:
        return Unreadable(where, "a quote does not end")
    wrong = connected and not met_on
    return Record(
        where,
        f"linkedin:{slug}" if slug else "row:" + digest(f"{called}\n{connected}".encode()),
        called,
        (),
        ((email, None),) if email else (),
        (),
        (url,) if url else (),
        company or None,
        position or None,
        None,
        None,
        None,
        (),
        (("degrees", degrees), *custom) if degrees else tuple(custom),
        met_on,
        None,
        None,
        (f"{where}: {_COLUMNS[-1]} is not a day; it is left out",) if wrong else (),
    )


def _split_degrees(last: str) -> tuple[str, str]:
    """Parts `Nakamura, MD` and `Nakamura PhD` from their degrees; `Smith, Jr.` stays whole."""
    surname, _, tail = last.partition(",")
    words = surname.split()
    end = len(words)
    while end > 1 and _is_degree(words[end - 1]):
        end -= 1
    words, degrees = words[:end], words[end:]
    for part in filter(None, map(str.strip, tail.split(","))):
        if part.rstrip(".").lower() in _GENERATIONS:
            words.append(part)
        else:
            degrees.append(part)
    return " ".join(words), ", ".join(degrees)


def _is_degree(word: str) -> bool:
    """Two capitals at least: Do and Ma are surnames, DO and MA degrees."""
    return word.replace(".", "").lower() in _DEGREES and sum(map(str.isupper, word)) > 1


def _slug(url: str) -> str:
    """The name of a profile, `…/in/kei-nakamura/` → "kei-nakamura"."""
    slug = url.partition("/in/")[2].partition("?")[0].partition("/")[0].strip().lower()
    if "%" in slug:
        from urllib.parse import unquote

        with suppress(UnicodeError):
            return unquote(slug, errors="strict").lower()
    return slug


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    """Reads `12 Mar 2024`, `7-Feb-22` and `2024-03-12`."""
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            return date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
        year = int(found[3])
        month = _MONTHS.index(found[2].lower()) + 1
        return date(year if year > 99 else 2000 + year, month, int(found[1]))
    except ValueError:
        return None
