"""Mentors and the roles they have: each from a day, and until one."""

from __future__ import annotations

import sqlite3
from datetime import date

from ..core.network import Mentor
from .moment import Moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .candidates import Candidates

IS_TODAY = ":today BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999')"


class Mentors:
    """The mentors of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def set(self, contact: int, role: str, first: date, last: date | None) -> None:
        """Let someone have a mentor's role from a day on; one that lasts is changed."""
        days = (first.isoformat(), last.isoformat() if last else None)
        held = self._conn.execute(
            "SELECT id FROM mentor WHERE contact = ? AND role = ? "
            "AND coalesce(last_day, '9999') >= ? ORDER BY id DESC LIMIT 1",
            (contact, role, self._moment.day),
        ).fetchone()
        if not held:
            self._conn.execute(
                "INSERT INTO mentor (contact, role, first_day, last_day) VALUES (?, ?, ?, ?)",
                (contact, role, *days),
            )
            return
        self._conn.execute(
            "UPDATE mentor SET first_day = ?1, last_day = ?2 WHERE id = ?3 "
            "AND (first_day, last_day) IS NOT (?1, ?2)",
            (*days, held[0]),
        )

    def end(self, contact: int, role: str) -> bool:
        """End a role as of yesterday; false when they have none such.

        One that has not begun before today was never theirs.
        """
        theirs = "WHERE contact = ?2 AND role = ?3 AND coalesce(last_day, '9999') >= ?1"
        given = (self._moment.day, contact, role)
        gone = self._conn.execute(f"DELETE FROM mentor {theirs} AND first_day >= ?1", given)
        ended = self._conn.execute(
            f"UPDATE mentor SET last_day = date(?1, '-1 day') {theirs}", given
        )
        return gone.rowcount + ended.rowcount > 0

    def roles(self, contact: int) -> list[Mentor]:
        """The roles that someone has or will have."""
        rows = self._conn.execute(
            "SELECT role, handle, name, first_day, last_day "
            "FROM mentor JOIN contact ON contact.id = contact "
            "WHERE contact = ? AND coalesce(last_day, '9999') >= ? ORDER BY role, mentor.id",
            (contact, self._moment.day),
        )
        return [
            Mentor(role=role, handle=handle, name=name, from_=_day(first), until=_day(last))
            for role, handle, name, first, last in rows
        ]

    def lasting(self) -> list[tuple[int, Mentor]]:
        """Who has a role today or will have one, with their ids, by role and since when."""
        rows = self._conn.execute(
            "SELECT contact.id, role, handle, name, first_day, last_day "
            "FROM mentor CROSS JOIN contact ON contact.id = contact "
            "WHERE state = 'active' AND coalesce(last_day, '9999') >= ? "
            "ORDER BY role, first_day, mentor.id",
            (self._moment.day,),
        )
        return [
            (id, Mentor(role=role, handle=handle, name=name, from_=_day(first), until=_day(last)))
            for id, role, handle, name, first, last in rows
        ]

    def candidates(self) -> Candidates:
        """Those who could be asked to be one."""
        from .candidates import Candidates

        return Candidates(self._conn, self._moment)

    def held(self, contact: int) -> list[tuple[str, str, str, str | None]]:
        """Handle, name, role and end of each role that someone holds today."""
        return self._conn.execute(
            f"""
            SELECT handle, name, role, last_day FROM mentor JOIN contact ON contact.id = contact
             WHERE contact = :id AND state = 'active' AND {IS_TODAY}
             ORDER BY role, name
            """,
            {"id": contact, "today": self._moment.day},
        ).fetchall()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
