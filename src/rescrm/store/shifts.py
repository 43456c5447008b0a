"""Shifts: the blocks of days and hours in which nothing is planned."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from ..core.hours import Shift

READ = "SELECT id, kind, first_day, last_day, starts, ends, source FROM shift"


class Kept(NamedTuple):
    """A block as it is stored; `source` is what a call schedule calls it."""

    id: int
    kind: str
    from_: date
    to: date
    starts: datetime | None
    ends: datetime | None
    source: str | None

    @property
    def shift(self) -> Shift:
        """The block itself."""
        return Shift(self.kind, self.from_, self.to, self.starts, self.ends)


class Shifts:
    """The roster of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def all(self) -> list[Kept]:
        """Every block, the earliest first."""
        rows = self._conn.execute(f"{READ} ORDER BY first_day, coalesce(starts, ''), id")
        return [_kept(row) for row in rows]

    def add(self, shift: Shift, source: str | None = None) -> int | None:
        """Keep a block and give its number; None when the same one is there."""
        row = _row(shift)
        known = self._conn.execute(
            "SELECT 1 FROM shift WHERE kind = ? AND first_day = ? AND last_day = ? "
            "AND starts IS ? AND ends IS ?",
            row,
        ).fetchone()
        if known:
            return None
        cursor = self._conn.execute(
            "INSERT INTO shift (kind, first_day, last_day, starts, ends, source) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (*row, source),
        )
        return int(cursor.lastrowid or 0)

    def change(self, id: int, shift: Shift) -> None:
        """Give a block other days and hours."""
        self._conn.execute(
            "UPDATE shift SET kind = ?, first_day = ?, last_day = ?, starts = ?, ends = ? "
            "WHERE id = ?",
            (*_row(shift), id),
        )

    def remove(self, ids: Iterable[int]) -> None:
        """Delete blocks."""
        self._conn.executemany("DELETE FROM shift WHERE id = ?", [(id,) for id in ids])


def _row(shift: Shift) -> tuple[str, str, str, str | None, str | None]:
    return (
        shift.kind,
        shift.first.isoformat(),
        shift.last.isoformat(),
        _utc(shift.starts),
        _utc(shift.ends),
    )


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="minutes") if moment else None


def _kept(row: Sequence[Any]) -> Kept:
    id, kind, first, last, starts, ends, source = row
    return Kept(
        id=id,
        kind=kind,
        from_=date.fromisoformat(first),
        to=date.fromisoformat(last),
        starts=datetime.fromisoformat(starts) if starts else None,
        ends=datetime.fromisoformat(ends) if ends else None,
        source=source,
    )
