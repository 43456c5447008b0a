"""What the clock of each person depends on, read for many people at once."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from ..core import cadence
from ..core.cadence import Cadence
from ..core.rhythm import FIRST_DAY, LAST_DAY, Applies, Relationship, Rule, Touch
from .many import THESE, numbers


class Person(NamedTuple):
    """A living contact with its clock."""

    id: int
    handle: str
    clock: Relationship


class Circle:
    """Everyone's clocks; the rules that are not about one person are read once."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._rules: dict[tuple[str, str], Rule] = {}
        for rule in self._read_rules("scope <> 'contact'"):
            self._rules[rule.scope, rule.selector] = rule

    def people(self, ids: Sequence[int]) -> Iterator[Person]:
        """Yield the living among these contacts, in the order of their ids."""
        given = numbers(ids)
        touches, rules = self._touches(given), dict(self.rules(ids))
        for id, handle, *days in self._contacts(given):
            clock = _clock(days, touches.get(id, ()), rules[id])
            yield Person(id, handle, clock)

    def rules(self, ids: Sequence[int]) -> Iterator[tuple[int, list[Applies]]]:
        """Yield the rules that decide, or are to decide, about the living among these."""
        given = numbers(ids)
        tags, mentors, members, own = (
            self._many("SELECT contact, name FROM tag", given),
            self._many("SELECT contact, role, first_day, last_day FROM mentor", given),
            self._many('SELECT contact, "group", first_day, last_day FROM member', given),
            self._own_rules(given),
        )
        kinds = self._conn.execute(
            f"SELECT id, kind FROM contact WHERE id {THESE} AND state = 'active' ORDER BY id",
            (given,),
        )
        for id, kind in kinds:
            yield (
                id,
                [
                    *own.get(id, ()),
                    *self._kept("group", members.get(id, ())),
                    *self._kept("role", mentors.get(id, ())),
                    *self._kept("tag", [(name, None, None) for (name,) in tags.get(id, ())]),
                    *self._kept("kind", [(kind, None, None)] if kind else []),
                    *self._kept("everyone", [("", None, None)]),
                ],
            )

    def _kept(self, scope: str, values: Sequence[Sequence[Any]]) -> Iterator[Applies]:
        for value, first, last in values:
            about = f"{value} mentor" if scope == "role" else None
            for selector in (str(value), "any") if scope == "role" else (str(value),):
                if rule := self._rules.get((scope, selector)):
                    yield Applies(
                        rule=rule,
                        about=about,
                        first=_day(first) or FIRST_DAY,
                        last=_day(last) or LAST_DAY,
                    )

    def _contacts(self, given: str) -> Iterator[tuple[Any, ...]]:
        return self._conn.execute(
            f"""
            SELECT contact.id, contact.handle, added, coalesce(met_on, last_day), skipped_on,
                   rested_on, rests_until, snoozed_on, snoozed_until, snoozed_after, woken_after
              FROM contact LEFT JOIN event ON event.id = met_at
             WHERE contact.id {THESE} AND state = 'active'
             ORDER BY contact.id
            """,
            (given,),
        )

    def _touches(self, given: str) -> dict[int, list[Touch]]:
        found: dict[int, list[Touch]] = defaultdict(list)
        rows = self._conn.execute(
            f"""
            SELECT contact, day, interaction.id, attempt, direction
              FROM participant JOIN interaction ON interaction.id = interaction
             WHERE contact {THESE} AND missed = 0
            """,
            (given,),
        )
        for contact, day, id, attempt, direction in rows:
            touch = Touch(date.fromisoformat(day), id, bool(attempt), direction != "them")
            found[contact].append(touch)
        for touches in found.values():
            touches.sort()
        return found

    def _many(self, select: str, given: str) -> dict[int, list[tuple[Any, ...]]]:
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for contact, *rest in self._conn.execute(f"{select} WHERE contact {THESE}", (given,)):
            found[contact].append(tuple(rest))
        return found

    def _own_rules(self, given: str) -> dict[int, list[Applies]]:
        found: dict[int, list[Applies]] = defaultdict(list)
        where = "scope = 'contact' AND value IN (SELECT CAST(value AS TEXT) FROM json_each(?))"
        for rule in self._read_rules(where, given):
            found[int(rule.selector)].append(Applies(rule=rule))
        return found

    def _read_rules(self, where: str, *given: str) -> Iterator[Rule]:
        rows = self._conn.execute(
            f"SELECT id, scope, value, every, max, start_on FROM rule WHERE {where}", given
        )
        for id, scope, value, every, longest, start in rows:
            yield Rule(
                id=id,
                scope=scope,
                selector=value,
                every=read_cadence(every),
                max=read_cadence(longest),
                start=date.fromisoformat(start),
            )


@lru_cache(maxsize=512)
def read_cadence(text: str | None) -> Cadence | None:
    """A stored cadence; None, which is never, stays None."""
    return cadence.read(text) if text else None


def _clock(row: Sequence[Any], touches: Sequence[Touch], rules: Sequence[Applies]) -> Relationship:
    added, met, skipped, rested, rests, snoozed_on, snoozed, after, woken = row
    return Relationship(
        added=date.fromisoformat(added),
        met_on=_day(met),
        touches=touches,
        rules=rules,
        skipped_on=_day(skipped),
        rested_on=_day(rested),
        rests_until=_day(rests),
        snoozed_on=_day(snoozed_on),
        snoozed_until=_day(snoozed),
        snoozed_after=after or 0,
        woken_after=woken or 0,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
