"""Groups and who is in them; mentors and their roles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ..core.model import Ref
from ..core.network import Group, Member, Mentor
from .moment import Moment
from .named import Found, find_named, free_handle

ME = "me"
IS_TODAY = ":today BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999')"


class Groups:
    """Pods, committees, clubs; mentors. Inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def add(self, name: str, type: str, every: str | None, meets: str | None) -> int:
        """Keep a group and give its id."""
        handle = free_handle(self._conn, "group", name)
        cursor = self._conn.execute(
            'INSERT INTO "group" (uid, handle, name, type, every, meets, added) '
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._moment.uid(), handle, name, type, every, meets, self._moment.day),
        )
        return int(cursor.lastrowid or 0)

    def find(self, typed: str) -> list[Found]:
        """Groups that fit what was typed: id, handle, name."""
        return find_named(self._conn, "group", typed)

    def all(self, id: int | None = None) -> list[Group]:
        """All groups, or one, with who is in them today or will be."""
        rows = self._conn.execute(
            """
            SELECT id, handle, name, type, every, meets,
                   (SELECT max(day) FROM interaction WHERE "group" = "group".id
                       AND attempt = 0 AND day <= :today),
                   (SELECT min(due_on) FROM agenda WHERE "group" = "group".id AND what = 'group'
                       AND :today BETWEEN valid_from AND valid_until)
              FROM "group" WHERE :id IS NULL OR id = :id ORDER BY name COLLATE NOCASE, id
            """,
            {"today": self._moment.day, "id": id},
        )
        return [self._group(row) for row in rows.fetchall()]

    def one(self, id: int) -> Group:
        """One group with its members."""
        (group,) = self.all(id)
        return group

    # Members.

    def join(
        self, group: int, contact: int | None, role: str | None, term: tuple[date, date] | None
    ) -> None:
        """Take someone in (None is the user); a membership that lasts is changed, not doubled."""
        first, last = (day.isoformat() for day in term) if term else (None, None)
        held = self._conn.execute(
            'SELECT id, role, first_day, last_day FROM member WHERE "group" = ? '
            "AND contact IS ? AND coalesce(last_day, '9999') >= ? ORDER BY id DESC LIMIT 1",
            (group, contact, self._moment.day),
        ).fetchone()
        if not held or (first and held[3] and first > held[3]):
            self._conn.execute(
                'INSERT INTO member ("group", contact, role, first_day, last_day) '
                "VALUES (?, ?, ?, ?, ?)",
                (group, contact, role, first or self._moment.day, last),
            )
            return
        id, *before = held
        after = [role or before[0], *((first, last) if term else before[1:])]
        if after != before:
            self._conn.execute(
                "UPDATE member SET role = ?, first_day = ?, last_day = ? WHERE id = ?",
                (*after, id),
            )

    def leave(self, group: int, contact: int | None) -> bool:
        """End someone's membership as of yesterday; false when they are not in it."""
        theirs = "WHERE \"group\" = ?2 AND contact IS ?3 AND coalesce(last_day, '9999') >= ?1"
        given = (self._moment.day, group, contact)
        # Who joined today was never in it: a term may not end before it begins.
        gone = self._conn.execute(f"DELETE FROM member {theirs} AND first_day >= ?1", given)
        ended = self._conn.execute(
            f"UPDATE member SET last_day = date(?1, '-1 day') {theirs}", given
        )
        return gone.rowcount + ended.rowcount > 0

    def members(self, group: int) -> Iterator[Ref]:
        """Who is in a group today, the user aside."""
        rows = self._conn.execute(
            f"""
            SELECT uid, handle, name FROM member JOIN contact ON contact.id = contact
             WHERE "group" = :group AND state = 'active' AND {IS_TODAY}
             ORDER BY member.id
            """,
            {"group": group, "today": self._moment.day},
        )
        return (Ref(uid=uid, handle=handle, name=name) for uid, handle, name in rows)

    def of(self, contact: int) -> list[str]:
        """The handles of the groups someone is in today."""
        rows = self._conn.execute(
            f"""
            SELECT "group".handle FROM member JOIN "group" ON "group".id = "group"
             WHERE contact = :contact AND {IS_TODAY}
             ORDER BY member.id
            """,
            {"contact": contact, "today": self._moment.day},
        )
        return [handle for (handle,) in rows]

    def _group(self, row: Sequence[Any]) -> Group:
        id, handle, name, type, every, meets, last, due = row
        return Group(
            handle=handle,
            name=name,
            type=type,
            every=every,
            meets=meets,
            members=tuple(self._memberships(id)),
            last=_day(last),
            due_on=_day(due),
        )

    def _memberships(self, group: int) -> Iterator[Member]:
        rows = self._conn.execute(
            """
            SELECT uid, handle, name, role, first_day, last_day
              FROM member LEFT JOIN contact ON contact.id = contact
             WHERE "group" = ? AND coalesce(state, 'active') = 'active'
               AND coalesce(last_day, '9999') >= ?
             ORDER BY member.id
            """,
            (group, self._moment.day),
        )
        for uid, handle, name, role, first, last in rows:
            yield Member(
                uid=uid or ME,
                handle=handle or ME,
                name=name or ME,
                role=role,
                from_=_day(first),
                to=_day(last),
            )

    # Mentors.

    def set_role(self, contact: int, role: str, first: date, last: date | None) -> None:
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

    def mentors(self, contact: int | None = None) -> list[tuple[str, str, str, str | None]]:
        """Handle, name, role and end of each role held today."""
        return self._conn.execute(
            f"""
            SELECT handle, name, role, last_day FROM mentor JOIN contact ON contact.id = contact
             WHERE (:id IS NULL OR contact = :id) AND state = 'active' AND {IS_TODAY}
             ORDER BY role, name
            """,
            {"id": contact, "today": self._moment.day},
        ).fetchall()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
