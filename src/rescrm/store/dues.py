"""Who is due first: a walk over the agenda that reads no more than it gives."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from ..core.due import GHOSTED, Due, Last, What
from .dates import Dates
from .many import numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .filters import Condition


FEW = 1000  # a filter that finds no more than this is looked up person by person
ALL = "TRUE"
SAID = "agenda.what IN ('promise', 'ask')"
BOUND = "agenda.what IN ('promise', 'ask', 'follow-up')"  # dates too, which are no rows
LOOSE = f"NOT ({BOUND})"

SELECT = """
SELECT agenda.what, agenda.handle, agenda.allowance, agenda.due_on, agenda.limit_on, agenda.about,
       because, contact.uid, contact.name, commitment.uid, commitment.id,
       circle.id, circle.uid, circle.name, touch.day, touch.kind, touch.note
  FROM agenda
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
 ORDER BY agenda.due_on, agenda.handle, agenda.rowid
"""

ALLOWANCES = """
WITH RECURSIVE step (allowance) AS (
    SELECT min(allowance) FROM agenda
    UNION ALL
    SELECT (SELECT min(allowance) FROM agenda WHERE allowance > step.allowance)
      FROM step WHERE step.allowance IS NOT NULL)
SELECT allowance FROM step WHERE allowance IS NOT NULL
"""

HEAD = """
SELECT agenda.due_on, agenda.handle FROM agenda
 WHERE {where} AND agenda.due_on <= :until
   AND :today BETWEEN agenda.valid_from AND agenda.valid_until
 ORDER BY agenda.due_on, agenda.handle LIMIT 1
"""

ALLOWANCE = 2  # its place in a row
Key = tuple[int, float, str, str]
Keyed = tuple[Key, Due]


class Dues:
    """The agenda as seen from one day."""

    def __init__(self, conn: sqlite3.Connection, today: date, leap: str) -> None:
        self._conn = conn
        self._today = today
        self._dates = Dates(conn, today, leap)
        self._walks = 0

    def walk(
        self, until: date, condition: Condition | None = None, circles: Sequence[int] = ()
    ) -> Iterator[Due]:
        """Yield what is due by ``until``: by pressure, then what is not due yet, by day.

        Pressure is days overdue beside the allowance; equal ones go by day, then handle. With a
        condition on people come the items of those groups themselves, too.
        """
        return (due for _, due in self._merged(ALL, until, condition, circles))

    def walk_said(
        self, until: date, condition: Condition | None = None, circles: Sequence[int] = ()
    ) -> Iterator[Due]:
        """Yield promises, asks and dates alone, in the same order: what a pause leaves."""
        return (due for _, due in self._merged(SAID, until, condition, circles))

    def to_plan(self, until: date, most: int) -> Iterator[Due]:
        """Yield all that is bound to a limit, and of the rest the ``most`` pressing, as `walk`."""
        loose = heapq.merge(*self._rows(LOOSE, until, None), key=_first)
        both = heapq.merge(self._merged(BOUND, until, None), islice(loose, most), key=_first)
        return (due for _, due in both)

    def of(self, contact: int) -> list[tuple[Due, int]]:
        """All of one person that is due or will be, with its allowance; the check-in first."""
        from .filters import Condition

        sql = SELECT.format(where="agenda.contact = :contact")
        rows = self._conn.execute(sql, {**self._days(date.max), "contact": contact})
        found = [(self._due(row)[1], row[ALLOWANCE]) for row in rows]
        dates = self._dates.due(date.max, Condition("contact.id = ?", (contact,)))
        found += [(due, max(1, lead)) for due, lead in dates]
        return sorted(found, key=lambda pair: (pair[0].what is not What.CHECK_IN, pair[0].due_on))

    def of_group(self, group: int) -> list[tuple[Due, int]]:
        """A group's own items with their allowance: its meeting first, then what a term asks."""
        sql = SELECT.format(where='agenda."group" = :group')
        given = {**self._days(date.max), "group": group}
        found = [(self._due(row)[1], row[ALLOWANCE]) for row in self._conn.execute(sql, given)]
        return sorted(found, key=lambda pair: (pair[0].what is not What.GROUP, pair[0].due_on))

    def check_ins(self, first: date, last: date) -> int:
        """How many check-ins, those of groups too, have their day in a stretch, pauses aside."""
        (found,) = self._conn.execute(
            "SELECT count(*) FROM agenda WHERE what IN ('check-in', 'group') "
            "AND ideal_on BETWEEN ? AND ? AND ? BETWEEN valid_from AND valid_until",
            (first.isoformat(), last.isoformat(), self._today.isoformat()),
        ).fetchone()
        return int(found)

    def check_in(self, contact: int) -> date | None:
        """When someone's rhythm has them due, as known today."""
        row = self._conn.execute(
            "SELECT due_on FROM agenda WHERE contact = ?1 AND what = 'check-in' "
            "AND ?2 BETWEEN valid_from AND valid_until",
            (contact, self._today.isoformat()),
        ).fetchone()
        return date.fromisoformat(row[0]) if row else None

    def at_rest(self) -> list[Due]:
        """Who rests since their third try without an answer, as long as it is told."""
        sql = SELECT.format(where="agenda.what = 'check-in' AND because = :ghosted")
        given = {**self._days(self._today), "ghosted": GHOSTED}
        return [self._due(row)[1] for row in self._conn.execute(sql, given)]

    def of_these(self, contacts: Iterable[int]) -> list[Due]:
        """All that these people are due for, as known today, the earliest first.

        Of one day what was said goes before the rhythm.
        """
        sql = SELECT.format(where="agenda.contact IN (SELECT value FROM json_each(:ids))")
        given = {**self._days(date.max), "ids": numbers(contacts)}
        found = [self._due(row)[1] for row in self._conn.execute(sql, given)]
        return sorted(found, key=lambda due: (due.due_on, due.what is What.CHECK_IN, due.handle))

    def plan_sql(self, kinds: str = ALL) -> list[str]:
        """How SQLite means to walk one allowance: a test looks for the index."""
        sql = SELECT.format(where=f"{kinds} AND agenda.allowance = :allowance")
        given = {**self._days(self._today), "allowance": 7}
        steps = self._conn.execute(f"EXPLAIN QUERY PLAN {sql}", given)
        return [detail for _, parent, _, detail in steps if not parent]

    # One stream for each allowance, the longest overdue first in each; merged, by pressure.

    def _merged(
        self, kinds: str, until: date, condition: Condition | None, circles: Sequence[int] = ()
    ) -> Iterator[Keyed]:
        streams = self._rows(kinds, until, condition, circles)
        return heapq.merge(*streams, self._occasions(until, condition), key=_first)

    def _rows(
        self, kinds: str, until: date, condition: Condition | None, circles: Sequence[int] = ()
    ) -> Sequence[Iterable[Keyed]]:
        if not condition:
            return self._streams(kinds, self._days(until))
        ids = self._ids(condition)
        also = f' OR agenda."group" IN ({_listed(circles)})' if circles else ""
        if len(ids) > FEW:
            fits = f"agenda.contact IN (SELECT id FROM temp.{self._keep_fitting(condition)})"
            return self._streams(f"{kinds} AND ({fits}{also})", self._days(until))
        sql = SELECT.format(where=f"{kinds} AND (agenda.contact IN ({_listed(ids)}){also})")
        return [sorted(map(self._due, self._conn.execute(sql, self._days(until))), key=_first)]

    def _streams(self, where: str, given: dict[str, str]) -> list[Iterator[Keyed]]:
        return [self._by_heads(f"{where} AND agenda.allowance = :allowance", given)]

    def _by_heads(self, where: str, given: dict[str, str]) -> Iterator[Keyed]:
        """The streams of all allowances as one; each is opened when its head comes first."""
        sql = SELECT.format(where=where)
        heap: list[tuple[Key, int, Due | None, Iterator[Keyed]]]
        heap = [(head, allowance, None, iter(())) for head, allowance in self._heads(where, given)]
        heapq.heapify(heap)
        while heap:
            first, allowance, due, stream = heap[0]
            if due is None:
                rows = self._conn.execute(sql, {**given, "allowance": allowance})
                stream = map(self._due, rows)
                first, due = next(stream)
            yield first, due
            if following := next(stream, None):
                heapq.heapreplace(heap, (following[0], allowance, following[1], stream))
            else:
                heapq.heappop(heap)

    def _heads(self, where: str, given: dict[str, str]) -> Iterator[tuple[Key, int]]:
        """Where each allowance begins: one light look at the index for each."""
        sql = HEAD.format(where=where)
        for (allowance,) in self._conn.execute(ALLOWANCES).fetchall():
            head = self._conn.execute(sql, {**given, "allowance": allowance}).fetchone()
            if head:
                overdue = (self._today - date.fromisoformat(head[0])).days
                yield key(overdue, head[0], head[1], allowance), allowance

    def _occasions(self, until: date, condition: Condition | None) -> list[Keyed]:
        found = self._dates.due(until, condition)
        return sorted(((key_of(due, max(1, lead)), due) for due, lead in found), key=_first)

    def _ids(self, condition: Condition) -> list[int]:
        """Those who fit, as far as they are few enough to be looked up one by one."""
        found = self._conn.execute(
            f"SELECT id FROM contact WHERE {condition.sql} LIMIT {FEW + 1}", condition.given
        )
        return [id for (id,) in found]

    def _keep_fitting(self, condition: Condition) -> str:
        """Those who fit, as a table of their own: another walk may still read the last one."""
        self._walks += 1
        name = f"fitting_{self._walks}"
        self._conn.execute(
            f"CREATE TEMP TABLE {name} AS SELECT id FROM contact WHERE {condition.sql} ORDER BY id",
            condition.given,
        )
        self._conn.execute(f"CREATE UNIQUE INDEX temp.{name}_id ON {name} (id)")
        return name

    def _days(self, until: date) -> dict[str, str]:
        return {"today": self._today.isoformat(), "until": until.isoformat()}

    def _due(self, row: Sequence[Any]) -> Keyed:
        what, handle, allowance, due_on, limit_on, about, because, *rest = row
        contact_uid, name, said_uid, said_id, circle, circle_uid, group, day, kind, note = rest
        due = Due(
            uid=said_uid or circle_uid or contact_uid,
            handle=handle,
            name=group or name,
            what=What(what),
            about=about,
            due_on=date.fromisoformat(due_on),
            overdue=(self._today - date.fromisoformat(due_on)).days,
            limit_on=date.fromisoformat(limit_on) if limit_on else None,
            because=self._with_missed(circle, because) if what == "group" else because,
            last=Last(on=date.fromisoformat(day), kind=kind, note=note) if day else None,
            id=said_id,
        )
        return key_of(due, allowance), due

    def _with_missed(self, group: int, because: str) -> str:
        from .missed import missed_in

        missed = missed_in(self._conn, group, self._today)
        return f"{because}; {missed}" if missed else because


def _listed(ids: Iterable[int]) -> str:
    return ",".join(map(str, ids))


def key(overdue: int, due_on: str, handle: str, allowance: int) -> Key:
    """What `due` is sorted by: pressure while it is due, the day while it is not."""
    late = overdue >= 0
    return (0 if late else 1, -overdue / allowance if late else 0.0, due_on, handle)


def key_of(due: Due, allowance: int) -> Key:
    """The same for an item."""
    return key(due.overdue, due.due_on.isoformat(), due.handle, allowance)


def _first(pair: Keyed) -> Key:
    return pair[0]
