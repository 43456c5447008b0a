"""Groups and who is in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from ..core.model import Ref
from ..core.network import Group, Member
from ..core.term import HandOver, Term
from .moment import Moment
from .named import Found, find_named, free_handle

ME = "me"
IS_TODAY = ":today BETWEEN coalesce(first_day, '') AND coalesce(last_day, '9999')"
RESTS = "coalesce(rests_until, '') > :today AND rested_on <= :today"


Held = tuple[int, str | None, str | None, str | None]  # number, role, first and last day


class Groups:
    """Pods, committees, clubs. Inside the caller's transaction."""

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

    def change(self, id: int, **columns: str | None) -> None:
        """Set columns of a group; the same again writes nothing."""
        sets = ", ".join(f'"{column}" = ?' for column in columns)
        same = " AND ".join(f'"{column}" IS ?' for column in columns)
        values = tuple(columns.values())
        self._conn.execute(
            f'UPDATE "group" SET {sets} WHERE id = ? AND NOT ({same})', (*values, id, *values)
        )

    def remove(self, id: int) -> None:
        """Delete a group: its meetings stay as touches, what people were asked stays theirs."""
        self._conn.execute(
            'UPDATE commitment SET "group" = NULL WHERE "group" = ? AND contact IS NOT NULL', (id,)
        )
        self._conn.execute("DELETE FROM rule WHERE scope = 'group' AND value = ?", (str(id),))
        self._conn.execute('DELETE FROM "group" WHERE id = ?', (id,))

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

    def link(self, id: int) -> str | None:
        """The way into a group's chat."""
        (link,) = self._conn.execute('SELECT link FROM "group" WHERE id = ?', (id,)).fetchone()
        return link if link is None else str(link)

    def kept_on(self, id: int) -> date:
        """The day from which a group's `every other tue` counts."""
        row = self._conn.execute('SELECT added FROM "group" WHERE id = ?', (id,)).fetchone()
        return date.fromisoformat(row[0])

    # Members.

    def join(
        self, group: int, contact: int | None, role: str | None, term: tuple[date, date] | None
    ) -> None:
        """Take someone in (None is the user); a membership that lasts is changed, not doubled.

        A term that is still to come stands behind the membership of today, which it ends.
        """
        first, last = (day.isoformat() for day in term) if term else (None, None)
        held = self._held(group, contact, first, last)
        if held and first and (held[2] or "") < self._moment.day < first:
            self._set_term(held, last=_day_before(first))
            held = None
        if held:
            self._set_term(held, role, first, last if term else held[3])
        else:
            self._conn.execute(
                'INSERT INTO member ("group", contact, role, first_day, last_day) '
                "VALUES (?, ?, ?, ?, ?)",
                (group, contact, role, first or self._moment.day, last),
            )

    def _held(
        self, group: int, contact: int | None, first: str | None, last: str | None
    ) -> Held | None:
        """The membership that has a day in common with a term; without one, that of today on."""
        found: Held | None = self._conn.execute(
            'SELECT id, role, first_day, last_day FROM member WHERE "group" = :group '
            "AND contact IS :contact AND coalesce(first_day, '') <= :last "
            "AND coalesce(last_day, '9999') >= :first "
            "ORDER BY coalesce(first_day, '') > :today, id DESC LIMIT 1",
            {
                "group": group,
                "contact": contact,
                "first": first or self._moment.day,
                "last": last or "9999",
                "today": self._moment.day,
            },
        ).fetchone()
        return found

    def _set_term(
        self, held: Held, role: str | None = None, first: str | None = None, last: str | None = None
    ) -> None:
        """Give a membership what is said of it; the same again writes nothing."""
        after = (role or held[1], first or held[2], last)
        if after != held[1:]:
            self._conn.execute(
                "UPDATE member SET role = ?, first_day = ?, last_day = ? WHERE id = ?",
                (*after, held[0]),
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
        return self._refs(group, "TRUE")

    def expected(self, group: int) -> Iterator[Ref]:
        """The same less those who were left to rest: nobody waits for them at a meeting."""
        return self._refs(group, f"NOT ({RESTS})")

    def _refs(self, group: int, where: str) -> Iterator[Ref]:
        rows = self._conn.execute(
            f"""
            SELECT uid, handle, name FROM member JOIN contact ON contact.id = contact
             WHERE "group" = :group AND state = 'active' AND {IS_TODAY} AND {where}
             ORDER BY member.id
            """,
            {"group": group, "today": self._moment.day},
        )
        return (Ref(uid=uid, handle=handle, name=name) for uid, handle, name in rows)

    def terms(self, group: int) -> list[Term]:
        """The user's own terms in a group, over or not."""
        rows = self._conn.execute(
            'SELECT role, first_day, last_day FROM member WHERE "group" = ? '
            "AND contact IS NULL AND last_day IS NOT NULL ORDER BY last_day, id",
            (group,),
        )
        return [Term(role, _day(first), date.fromisoformat(last)) for role, first, last in rows]

    def hand_overs(self, group: int) -> list[HandOver]:
        """What is kept for the ends of the user's terms, done or not."""
        rows = self._conn.execute(
            'SELECT id, limit_on, done_on IS NOT NULL FROM commitment WHERE "group" = ? '
            "AND what = 'hand-over' AND contact IS NULL ORDER BY limit_on, id",
            (group,),
        )
        return [HandOver(id, date.fromisoformat(last), bool(done)) for id, last, done in rows]

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


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
