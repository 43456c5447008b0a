"""Who is due first: a walk over the agenda that reads no more than it gives."""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from ..core.due import Due, Last, What

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .filters import Condition


FEW = 1000  # a filter that finds no more than this is looked up person by person
SAID = "agenda.what IN ('promise', 'ask')"

SELECT = """
SELECT agenda.what, agenda.handle, agenda.allowance, agenda.due_on, agenda.limit_on, agenda.about, because,
       contact.uid, contact.name, commitment.uid, commitment.id, circle.uid, circle.name,
       touch.day, touch.kind, touch.note
  FROM {table} AS agenda
       LEFT JOIN contact ON contact.id = agenda.contact
       LEFT JOIN commitment ON commitment.id = agenda.commitment
       LEFT JOIN "group" AS circle ON circle.id = agenda."group"
       LEFT JOIN interaction AS touch ON touch.id = coalesce(agenda.last, (
           SELECT interaction.id
             FROM participant JOIN interaction ON interaction.id = interaction
            WHERE participant.contact = agenda.contact AND missed = 0 AND attempt = 0
              AND day <= :today
            ORDER BY day DESC, interaction.id DESC LIMIT 1))
 WHERE {where}
   AND agenda.due_on <= :until
   AND :today BETWEEN agenda.valid_from AND agenda.valid_until
 ORDER BY agenda.due_on, agenda.handle
"""

ALLOWANCES = """
WITH RECURSIVE step (allowance) AS (
    SELECT min(allowance) FROM {table}
    UNION ALL
    SELECT (SELECT min(allowance) FROM {table} WHERE allowance > step.allowance)
      FROM step WHERE step.allowance IS NOT NULL)
SELECT allowance FROM step WHERE allowance IS NOT NULL
"""

LEADS = ALLOWANCES.replace("allowance", "lead").format(table="occasion")

Key = tuple[int, float, str, str]


class Dues:
    """The agenda as seen from one day."""

    def __init__(
        self, conn: sqlite3.Connection, today: date, leap: str, table: str = "agenda"
    ) -> None:
        self._conn = conn
        self._today = today
        self._leap = leap
        self._table = table

    def walk(
        self, until: date, condition: Condition | None = None, *, said_only: bool = False
    ) -> Iterator[Due]:
        """Yield what is due by ``until``: by pressure, then what is not due yet, by day.

        Pressure is days overdue beside the allowance; equal ones go by day, then handle.
        """
        where, given = "TRUE", {"today": self._today.isoformat(), "until": until.isoformat()}
        if said_only:
            where = SAID
        ids: Sequence[int] | None = None
        if condition:
            where, ids = self._narrow(where, condition, given)
        streams = self._streams(where, given) if ids is None else [self._few(where, given)]
        streams += self._dates(until, condition, ids)
        for _, due in heapq.merge(*streams, key=lambda pair: pair[0]):
            yield due

    def count(self, until: date) -> int:
        """How many rows of rhythm are due by a day: those that wait while a pause lasts."""
        (found,) = self._conn.execute(
            f"SELECT count(*) FROM {self._table} AS agenda WHERE due_on <= ?1 AND NOT {SAID} "
            "AND ?2 BETWEEN valid_from AND valid_until",
            (until.isoformat(), self._today.isoformat()),
        ).fetchone()
        return int(found)

    def check_in(self, contact: int) -> date | None:
        """When someone's rhythm has them due, as known today."""
        row = self._conn.execute(
            f"SELECT due_on FROM {self._table} WHERE contact = ?1 AND what = 'check-in' "
            "AND ?2 BETWEEN valid_from AND valid_until",
            (contact, self._today.isoformat()),
        ).fetchone()
        return date.fromisoformat(row[0]) if row else None

    def first_of(self, contacts: Iterable[int]) -> list[Due]:
        """What each of these people is due for first, as known today; what was said goes first."""
        sql = SELECT.format(
            table=self._table, where="agenda.contact IN (SELECT value FROM json_each(:ids))"
        )
        given = {
            "today": self._today.isoformat(),
            "until": date.max.isoformat(),
            "ids": json.dumps([*contacts]),
        }
        found = [self._due(row)[1] for row in self._conn.execute(sql, given)]
        found.sort(key=lambda due: (due.due_on, due.what is What.CHECK_IN, due.handle))
        firsts: dict[str, Due] = {}
        for due in found:
            firsts.setdefault(due.handle, due)
        return list(firsts.values())

    def plan_sql(self) -> list[str]:
        """How SQLite means to walk one allowance: a test looks for the index."""
        sql = SELECT.format(table=self._table, where="TRUE AND agenda.allowance = :allowance")
        given = {"today": "2026-01-01", "until": "2026-01-01", "allowance": 7}
        return [row[3] for row in self._conn.execute(f"EXPLAIN QUERY PLAN {sql}", given)]

    def _narrow(
        self, where: str, condition: Condition, given: dict[str, str]
    ) -> tuple[str, list[int] | None]:
        """Few people: look each up. Many: let the walk ask of each row whether it fits."""
        found = self._conn.execute(
            f"SELECT id FROM contact WHERE {condition.sql} LIMIT {FEW + 1}", condition.given
        ).fetchall()
        ids = [id for (id,) in found]
        if len(ids) <= FEW:
            return f"{where} AND +agenda.contact IN ({','.join(map(str, ids))})", ids
        self._conn.execute("DROP TABLE IF EXISTS temp.fitting")
        self._conn.execute(
            "CREATE TEMP TABLE fitting AS "
            f"SELECT id FROM contact WHERE {condition.sql} ORDER BY id",
            condition.given,
        )
        self._conn.execute("CREATE UNIQUE INDEX temp.fitting_id ON fitting (id)")
        return f"{where} AND agenda.contact IN (SELECT id FROM temp.fitting)", None

    def _streams(self, where: str, given: dict[str, str]) -> list[Iterator[tuple[Key, Due]]]:
        allowances = self._conn.execute(ALLOWANCES.format(table=self._table)).fetchall()
        return [
            self._stream(f"{where} AND agenda.allowance = :allowance", given, allowance)
            for (allowance,) in allowances
        ]

    def _stream(
        self, where: str, given: dict[str, str], allowance: int
    ) -> Iterator[tuple[Key, Due]]:
        sql = SELECT.format(table=self._table, where=where)
        for row in self._conn.execute(sql, {**given, "allowance": allowance}):
            yield self._due(row)

    def _few(self, where: str, given: dict[str, str]) -> Iterator[tuple[Key, Due]]:
        sql = SELECT.format(table=self._table, where=where.replace("+agenda", "agenda"))
        rows = self._conn.execute(sql, given)
        return iter(sorted(map(self._due, rows), key=lambda pair: pair[0]))

    def _due(self, row: Sequence[Any]) -> tuple[Key, Due]:
        what, handle, allowance, due_on, limit_on, about, because, *rest = row
        contact_uid, name, said_uid, said_id, group_uid, group, day, kind, note = rest
        due = Due(
            uid=said_uid or group_uid or contact_uid,
            handle=handle,
            name=group or name,
            what=What(what),
            about=about,
            due_on=date.fromisoformat(due_on),
            overdue=(self._today - date.fromisoformat(due_on)).days,
            limit_on=date.fromisoformat(limit_on) if limit_on else None,
            because=because,
            last=Last(on=date.fromisoformat(day), kind=kind, note=note) if day else None,
            id=said_id,
        )
        return key(due, allowance), due

    # Yearly dates are looked up by month and day: no row of theirs has to move with the year.

    def _dates(
        self, until: date, condition: Condition | None, ids: Sequence[int] | None
    ) -> list[Iterator[tuple[Key, Due]]]:
        where = ""
        given: tuple[object, ...] = ()
        if ids is not None:
            where = f" AND contact.id IN ({','.join(map(str, ids))})"
        elif condition:
            where, given = f" AND ({condition.sql})", condition.given
        return [
            self._with_lead(lead, first, last, where, given)
            for (lead,) in self._conn.execute(LEADS).fetchall()
            for first, last in _years(self._today, until + timedelta(days=lead))
        ]

    def _with_lead(
        self, lead: int, first: date, last: date, where: str, given: tuple[object, ...]
    ) -> Iterator[tuple[Key, Due]]:
        sql = f"""
            SELECT handle, contact.name, occasion.uid, label, monthday, year, done_on
              FROM occasion JOIN contact ON contact.id = contact
             WHERE lead = ? AND monthday BETWEEN ? AND ? AND state = 'active'
               AND coalesce(rests_until, '') <= ? {where}
             ORDER BY monthday, handle
        """
        bounds = (*self._monthdays(first, last), self._today.isoformat())
        found = []
        for row in self._conn.execute(sql, (lead, *bounds, *given)):
            falls = self._falls(row[4], first.year)
            known_from = row[5] or first.year
            if first <= falls <= last and known_from <= falls.year and falls.isoformat() > (
                row[6] or ""
            ):
                found.append(self._occasion(row, falls, lead))
        return iter(sorted(found, key=lambda pair: pair[0]))

    def _monthdays(self, first: date, last: date) -> tuple[int, int]:
        """The stretch to look up: 29 February stands beside the day it falls on."""
        low, high = first.month * 100 + first.day, last.month * 100 + last.day
        return (229 if low == 301 else low), (229 if high == 228 else high)

    def _falls(self, monthday: int, year: int) -> date:
        if monthday == 229 and not _is_leap(year):
            return date(year, 3, 1) if self._leap == "mar-1" else date(year, 2, 28)
        return date(year, monthday // 100, monthday % 100)

    def _occasion(self, row: Sequence[Any], falls: date, lead: int) -> tuple[Key, Due]:
        handle, name, uid, label, *_ = row
        due_on = falls - timedelta(days=lead)
        due = Due(
            uid=uid,
            handle=handle,
            name=name,
            what=What.DATE,
            about=label,
            due_on=due_on,
            overdue=(self._today - due_on).days,
            limit_on=falls,
            because=f"{label} on {falls.isoformat()}",
        )
        return key(due, max(1, lead)), due


def key(due: Due, allowance: int) -> Key:
    """What `due` is sorted by: pressure while it is due, the day while it is not."""
    late = due.overdue >= 0
    return (
        0 if late else 1,
        -due.overdue / allowance if late else 0.0,
        due.due_on.isoformat(),
        due.handle,
    )


def _years(first: date, last: date) -> list[tuple[date, date]]:
    """A stretch of days cut at each new year, one year long at most."""
    last = min(last, first + timedelta(days=365))
    if first.year == last.year:
        return [(first, last)]
    return [(first, date(first.year, 12, 31)), (date(last.year, 1, 1), last)]


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
