"""Interactions: what happened, when, and who took part."""

from __future__ import annotations

import itertools
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ..core.folding import search_text
from ..core.model import Interaction, Ref
from ..core.rhythm import decide
from .many import THESE, numbers
from .moment import Moment
from .relationships import Circle

READ = """
SELECT interaction.id, interaction.uid, day, kind, note, tags, event.handle, circle.handle,
       direction, attempt, source
  FROM interaction
       LEFT JOIN event ON event.id = event
       LEFT JOIN "group" AS circle ON circle.id = interaction."group"
"""


class Touches:
    """The interactions of one store, inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def log(
        self, day: date, people: Iterable[int], missed: Iterable[int] = (), **columns: Any
    ) -> int:
        """Record a touch and who took part; ``columns`` are the interaction's own."""
        row = {
            "direction": "both",
            **columns,
            "uid": self._moment.uid(),
            "day": day.isoformat(),
            "recorded": self._moment.now,
            "folded": search_text(columns.get("note") or ""),
        }
        names = ", ".join(f'"{name}"' for name in row)
        cursor = self._conn.execute(
            f"INSERT INTO interaction ({names}) VALUES ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )
        id = int(cursor.lastrowid or 0)
        self.set_people(id, people, missed)
        return id

    def set_people(self, id: int, people: Iterable[int], missed: Iterable[int] = ()) -> None:
        """Make these the ones who took part and who were missed."""
        wanted = dict.fromkeys(people, 0)
        wanted = wanted | {each: 1 for each in missed if each not in wanted}
        self._conn.execute(
            "DELETE FROM participant WHERE interaction = ? "
            "AND contact NOT IN (SELECT value FROM json_each(?))",
            (id, numbers(list(wanted))),
        )
        self._conn.executemany(
            "INSERT INTO participant (interaction, contact, missed) VALUES (?, ?, ?) "
            "ON CONFLICT (interaction, contact) DO UPDATE SET missed = excluded.missed "
            "WHERE missed <> excluded.missed",
            [(id, contact, missing) for contact, missing in wanted.items()],
        )

    def change(self, id: int, **columns: Any) -> None:
        """Set columns of an interaction."""
        if "note" in columns:
            columns["folded"] = search_text(columns["note"] or "")
        sets = ", ".join(f'"{column}" = ?' for column in columns)
        self._conn.execute(f"UPDATE interaction SET {sets} WHERE id = ?", (*columns.values(), id))

    def remove(self, id: int) -> None:
        """Delete an interaction; the clocks it had reset go back."""
        self._conn.execute("DELETE FROM interaction WHERE id = ?", (id,))

    def find(self, uid: str) -> int | None:
        """The id of the interaction with this uid."""
        row = self._conn.execute("SELECT id FROM interaction WHERE uid = ?", (uid,)).fetchone()
        return int(row[0]) if row else None

    def get(self, id: int) -> Interaction:
        """One interaction as a value."""
        (found,) = self._read("WHERE interaction.id = ?", (id,))
        return found

    def timeline(
        self,
        contact: int | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = -1,
    ) -> list[Interaction]:
        """Interactions, the latest day first: all, or those of one person."""
        where, given = _within(contact, since, until)
        tail = f"WHERE {where} ORDER BY day DESC, interaction.id DESC LIMIT ?"
        return self._read(tail, (*given, limit))

    def attended(self, contact: int, until: date, limit: int) -> list[Interaction]:
        """The latest interactions in which someone took part; where they were missed is none."""
        where = (
            "interaction.id IN (SELECT interaction FROM participant WHERE contact = ? "
            "AND missed = 0) AND day <= ?"
        )
        tail = f"WHERE {where} ORDER BY day DESC, interaction.id DESC LIMIT ?"
        return self._read(tail, (contact, until.isoformat(), limit))

    def count(self, contact: int | None, since: date | None, until: date | None) -> int:
        """How many interactions the timeline has."""
        where, given = _within(contact, since, until)
        row = self._conn.execute(f"SELECT count(*) FROM interaction WHERE {where}", given)
        return int(row.fetchone()[0])

    def refs(self, contacts: Iterable[int]) -> list[Ref]:
        """People as an interaction names them, in their order."""
        ids = [*contacts]
        rows = self._conn.execute(
            f"SELECT id, uid, handle, name FROM contact WHERE id {THESE}", (numbers(ids),)
        )
        found = {id: Ref(uid=uid, handle=handle, name=name) for id, uid, handle, name in rows}
        return [found[id] for id in ids if id in found]

    def circles(self, contacts: Sequence[int]) -> dict[str, str]:
        """By handle, the type of the group (pod) whose rule decides when someone is due."""
        types = dict(self._conn.execute('SELECT CAST(id AS TEXT), type FROM "group"').fetchall())
        people = Circle(self._conn).people(contacts) if types else ()
        chosen = {each.handle: decide(each.clock.rules, self._moment.today)[0] for each in people}
        return {
            handle: types[each.rule.selector]
            for handle, each in chosen.items()
            if each and each.rule.scope == "group"
        }

    def attempts_in_a_row(self, contact: int) -> int:
        """How many tries up to today, since a touch reached this person or they were woken."""
        rows = self._conn.execute(
            "SELECT attempt, interaction.id > coalesce(woken_after, 0) FROM participant "
            "JOIN interaction ON interaction.id = interaction "
            "JOIN contact ON contact.id = participant.contact "
            "WHERE participant.contact = ? AND missed = 0 AND day <= ? "
            "ORDER BY day DESC, interaction.id DESC",
            (contact, self._moment.day),
        )
        counted = itertools.takewhile(lambda row: row[0], rows)
        return sum(counts for _, counts in counted)

    def _read(self, tail: str, given: Sequence[object]) -> list[Interaction]:
        rows = self._conn.execute(f"{READ} {tail}", given).fetchall()
        people, missed = self._participants([row[0] for row in rows])
        return [
            Interaction(
                uid=uid,
                on=date.fromisoformat(day),
                kind=kind,
                note=note,
                tags=tuple((tags or "").split()),
                people=tuple(people.get(id, ())),
                missed=tuple(missed.get(id, ())),
                event=event,
                group=group,
                direction=direction,
                attempt=bool(attempt),
                source=source,
            )
            for id, uid, day, kind, note, tags, event, group, direction, attempt, source in rows
        ]

    def _participants(
        self, ids: Sequence[int]
    ) -> tuple[dict[int, list[Ref]], dict[int, list[Ref]]]:
        both: tuple[dict[int, list[Ref]], dict[int, list[Ref]]]
        both = defaultdict(list), defaultdict(list)
        rows = self._conn.execute(
            f"""
            SELECT interaction, missed, uid, handle, name
              FROM participant JOIN contact ON contact.id = contact
             WHERE interaction {THESE} ORDER BY participant.id
            """,
            (numbers(ids),),
        )
        for interaction, missing, uid, handle, name in rows:
            both[missing][interaction].append(Ref(uid=uid, handle=handle, name=name))
        return both


def _within(
    contact: int | None, since: date | None, until: date | None
) -> tuple[str, list[object]]:
    """The condition on interactions of one person and some days."""
    where, given = ["TRUE"], list[object]()
    if contact is not None:
        where.append("interaction.id IN (SELECT interaction FROM participant WHERE contact = ?)")
        given.append(contact)
    for sign, day in ((">=", since), ("<=", until)):
        if day:
            where.append(f"day {sign} ?")
            given.append(day.isoformat())
    return " AND ".join(where), given
