"""Contacts as values: everything about someone on one card, for one person or for many."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ..core.contact import Address, Contact, Handle, Phone, Uid, YearDay
from ..core.rhythm import decide
from .filters import Condition
from .many import THESE, chunks
from .relationships import Circle

READ = f"""
SELECT contact.id, contact.uid, contact.handle, contact.name, contact.nicknames, contact.kind,
       contact.organisation, contact.title, contact.stage, contact.specialty, contact.city,
       contact.note, contact.met_on, event.handle, other.handle, contact.state,
       (SELECT max(day) FROM participant JOIN interaction ON interaction.id = interaction
         WHERE contact = contact.id AND missed = 0 AND attempt = 0 AND day <= ?2),
       (SELECT min(due_on) FROM agenda
         WHERE contact = contact.id AND ?2 BETWEEN valid_from AND valid_until)
  FROM contact
       LEFT JOIN event ON event.id = contact.met_at
       LEFT JOIN contact AS other ON other.id = contact.introduced_by
 WHERE contact.id {THESE.replace("?", "?1")}
"""

# What has tables of its own: table, columns, order.
SIDES = (
    ("tag", "name", "name"),
    ("channel", "kind, value, label", "id"),
    ("custom", "name, value", "name"),
    ("occasion", "label, monthday, year", "id"),
)

SORTS = {
    "name": "coalesce(name_folded, name) COLLATE NOCASE, id",
    "added": "recorded DESC, id DESC",
    "last": (
        "(SELECT max(day) FROM participant JOIN interaction ON interaction.id = interaction "
        "WHERE contact = contact.id AND missed = 0 AND attempt = 0 AND day <= :today) "
        "DESC NULLS LAST, handle"
    ),
    "due": (
        "(SELECT min(due_on) FROM agenda WHERE contact = contact.id "
        "AND :today BETWEEN valid_from AND valid_until) ASC NULLS LAST, handle"
    ),
}


class Contacts:
    """The people of one store, read."""

    def __init__(self, conn: sqlite3.Connection, today: date) -> None:
        self._conn = conn
        self._today = today

    def one(self, id: int) -> Contact:
        """Everything about one person."""
        (found,) = self.many([id])
        return found

    def many(self, ids: Iterable[int]) -> Iterator[Contact]:
        """Everything about these, in the order given, a chunk at a time."""
        circle = Circle(self._conn)
        for chunk in chunks(ids):
            found = self._chunk(chunk, circle)
            yield from (found[id] for id in chunk if id in found)

    def ids(
        self, condition: Condition | None, sort: str, limit: int = -1, *, aside: bool = False
    ) -> list[int]:
        """Who fits a filter, sorted by name, last, due or added; ``aside`` has the archived too."""
        where, given = ("TRUE", ()) if condition is None else condition
        live = "" if aside else "AND state = 'active'"
        order = SORTS[sort].replace(":today", f"'{self._today.isoformat()}'")
        rows = self._conn.execute(
            f"SELECT id FROM contact WHERE ({where}) {live} ORDER BY {order} LIMIT ?",
            (*given, limit),
        )
        return [id for (id,) in rows]

    def dates(self, id: int) -> list[tuple[str, YearDay, int]]:
        """The yearly dates of someone: label, day, lead in days."""
        rows = self._conn.execute(
            "SELECT label, monthday, year, lead FROM occasion WHERE contact = ? ORDER BY monthday",
            (id,),
        )
        return [
            (label, YearDay(monthday // 100, monthday % 100, year), lead)
            for label, monthday, year, lead in rows
        ]

    def aside(self, id: int) -> tuple[str, date | None]:
        """Whether someone is active, archived, deceased or resting, and until when they rest.

        Who rests until woken rests to the end of time.
        """
        state, rested_on, until = self._conn.execute(
            "SELECT state, rested_on, rests_until FROM contact WHERE id = ?", (id,)
        ).fetchone()
        today = self._today.isoformat()
        if state == "active" and until and rested_on <= today < until:
            return "resting", date.fromisoformat(until)
        return state, None

    def notes(self, id: int) -> list[tuple[date, str]]:
        """The notes about someone, the latest first."""
        rows = self._conn.execute(
            "SELECT day, text FROM note WHERE contact = ? ORDER BY id DESC", (id,)
        )
        return [(date.fromisoformat(day), text) for day, text in rows]

    def _chunk(self, ids: Sequence[int], circle: Circle) -> dict[int, Contact]:
        given = json.dumps(ids)
        every = {id: self._every(rules) for id, rules in circle.rules(ids)}
        sides = {
            side: self._gather(f"SELECT contact, {columns} FROM {side}", order, given)
            for side, columns, order in SIDES
        }
        rows = self._conn.execute(READ, (given, self._today.isoformat()))
        return {
            row[0]: _contact(row, every.get(row[0]), {k: v[row[0]] for k, v in sides.items()})
            for row in rows
        }

    def _every(self, rules: Sequence[Any]) -> str | None:
        chosen, _ = decide(rules, self._today)
        return chosen.rule.words.split(", at most")[0] if chosen else None

    def _gather(self, select: str, order: str, given: str) -> dict[int, list[tuple[Any, ...]]]:
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        sql = f"{select} WHERE contact {THESE} ORDER BY {order}"
        for contact, *rest in self._conn.execute(sql, (given,)):
            found[contact].append(tuple(rest))
        return found


def _contact(row: Sequence[Any], every: str | None, sides: dict[str, list[Any]]) -> Contact:
    _, uid, handle, name, nicknames, kind, organisation, title, stage, specialty, *rest = row
    city, note, met_on, met_at, introduced_by, state, last, due_on = rest
    channels = sides["channel"]
    return Contact(
        uid=Uid(uid),
        handle=Handle(handle),
        name=name,
        nicknames=tuple(nicknames.split("\n")) if nicknames else (),
        kind=kind,
        tags=tuple(tag for (tag,) in sides["tag"]),
        emails=tuple(Address(address=v, label=la) for k, v, la in channels if k == "email"),
        phones=tuple(Phone(number=v, label=la) for k, v, la in channels if k == "phone"),
        links=tuple(value for kind, value, _ in channels if kind == "link"),
        organisation=organisation,
        title=title,
        stage=stage,
        specialty=specialty,
        city=city,
        birthday=_birthday(sides["occasion"]),
        met_at=met_at,
        introduced_by=introduced_by,
        every=every,
        last=date.fromisoformat(last) if last else None,
        due_on=date.fromisoformat(due_on) if due_on else None,
        archived=state != "active",
        custom=dict(sides["custom"]),
        met_on=date.fromisoformat(met_on) if met_on else None,
        note=note,
    )


def _birthday(dates: Iterable[tuple[str, int, int | None]]) -> str | None:
    found = (YearDay(md // 100, md % 100, year) for label, md, year in dates if label == "birthday")
    return next((str(each) for each in found), None)
