"""Handles that nobody has: one for a newcomer, thousands for a file of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

RESERVED = frozenset({"me"})  # the user, in groups and events
MANY = 10_000  # names shared by several people that are kept in mind at once


def free(conn: sqlite3.Connection, base: str) -> Iterator[str]:
    """Yield handles nobody has, from a slug on: maya-rao, maya-rao-2."""
    taken = _numbered(conn, base)
    if base not in taken:
        yield base
    yield from _after(base, taken)


class Handles:
    """Handles for many newcomers, the same that each would get alone, one after the other."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._known: dict[str, set[str]] = {}
        self._free: dict[str, Iterator[str]] = {}
        self._fresh: dict[str, list[str]] = {}  # with a number, not in the store yet; by slug

    def give(self, bases: Sequence[str]) -> list[str]:
        """A handle for each slug; those given before must be in the store by now."""
        self._fresh.clear()
        if len(self._free) > MANY:
            self._known.clear()
            self._free.clear()
        taken = self._among(bases)
        given = []
        for base in bases:
            handle = base
            while handle in taken:
                handle = self._next(base)
            taken.add(handle)
            given.append(handle)
            if handle[-1].isdigit():
                self._note(handle)
        return given

    def _among(self, bases: Sequence[str]) -> set[str]:
        rows = self._conn.execute(
            "SELECT handle FROM contact WHERE handle IN (SELECT value FROM json_each(?))",
            (json.dumps(bases),),
        )
        return {*RESERVED, *(handle for (handle,) in rows)}

    def _next(self, base: str) -> str:
        if base not in self._free:
            self._known[base] = _numbered(self._conn, base).union(self._fresh.get(base, ()))
            self._free[base] = _after(base, self._known[base])
        return next(self._free[base])

    def _note(self, handle: str) -> None:
        """Someone whose name ends in a number has the handle that another would be given."""
        base = handle.rpartition("-")[0]
        self._fresh.setdefault(base, []).append(handle)
        if known := self._known.get(base):
            known.add(handle)


def _numbered(conn: sqlite3.Connection, base: str) -> set[str]:
    """The handles that begin with a slug and go on with a number, if at all."""
    rows = conn.execute(
        "SELECT handle FROM contact WHERE handle = ?1 "
        "OR (handle >= ?1 || '-0' AND handle < ?1 || '-:')",  # the colon comes after the nine
        (base,),
    )
    return {*RESERVED, *(handle for (handle,) in rows)}


def _after(base: str, taken: set[str]) -> Iterator[str]:
    number = 1
    while True:
        number += 1
        handle = f"{base}-{number}"
        if handle not in taken:
            yield handle
