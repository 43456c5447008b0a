"""Who is where, was there or will be: by organisation and by city, words compared as filters do."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..core.folding import fold
from .filters import holds, teach_holds
from .many import THESE, numbers

LIVE = "contact.state = 'active'"


class Stay(NamedTuple):
    """Someone's time at a place; ``there`` is now, formerly or coming."""

    contact: int
    there: str
    first: date | None = None
    last: date | None = None


class Places:
    """The places of one store, read."""

    def __init__(self, conn: sqlite3.Connection, today: date) -> None:
        self._conn = conn
        self._today = today
        teach_holds(conn)

    @cached_property
    def _here(self) -> Mapping[str, list[int]]:
        """Everyone by the organisation on their card, its words to be compared once for all."""
        found: dict[str, list[int]] = defaultdict(list)
        for name, id in self._conn.execute(
            f"SELECT organisation, id FROM contact WHERE {LIVE} AND organisation IS NOT NULL"
        ):
            found[name].append(id)
        return found

    def at(self, organisation: str) -> list[Stay]:
        """Everyone at an organisation: those there now, to come, and who left, the latest first."""
        here = [id for name, ids in self._here.items() if holds(name, organisation) for id in ids]
        now = self._conn.execute(
            f"""
            SELECT contact.id, position.first_day
              FROM contact LEFT JOIN position ON position.contact = contact.id
                   AND last_day IS NULL AND coming IS NULL
             WHERE contact.id {THESE} ORDER BY handle
            """,
            (numbers(here),),
        )
        stays = {id: Stay(id, "now", _day(first)) for id, first in now}
        for stay in (*self._coming("organisation", organisation), *self._former(organisation)):
            stays.setdefault(stay.contact, stay)
        return list(stays.values())

    def in_city(self, city: str) -> list[Stay]:
        """Everyone whose card names a city, and who will move there."""
        rows = self._conn.execute(
            f"SELECT id FROM contact WHERE {LIVE} AND holds(city, ?) ORDER BY handle", (city,)
        )
        stays = {id: Stay(id, "now") for (id,) in rows}
        for stay in self._coming("city", city):
            stays.setdefault(stay.contact, stay)
        return list(stays.values())

    def by_organisation(self, city: str) -> Mapping[int, str]:
        """Those of whom no city is known, at an organisation that others place in this one."""
        known = {fold(name) for (name,) in self._organisations(city)}
        rows = self._conn.execute(
            f"SELECT id, organisation FROM contact WHERE {LIVE} "
            "AND city IS NULL AND organisation IS NOT NULL ORDER BY handle"
        )
        return {id: name for id, name in rows if fold(name) in known} if known else {}

    def touches(self, contacts: list[int], since: date) -> Mapping[int, int]:
        """How often each was in touch from a day on until today."""
        rows = self._conn.execute(
            f"""
            SELECT contact, count(*)
              FROM participant JOIN interaction ON interaction.id = interaction
             WHERE contact {THESE} AND missed = 0 AND attempt = 0 AND day > ? AND day <= ?
             GROUP BY contact
            """,
            (numbers(contacts), since.isoformat(), self._today.isoformat()),
        )
        return defaultdict(int, rows)

    def _organisations(self, city: str) -> Iterator[tuple[str]]:
        yield from self._conn.execute(
            "SELECT organisation FROM contact WHERE organisation IS NOT NULL AND holds(city, ?1) "
            "UNION SELECT coalesce(organisation, name) FROM program WHERE holds(city, ?1)",
            (city,),
        )

    def _former(self, organisation: str) -> Iterator[Stay]:
        rows = self._conn.execute(
            f"""
            SELECT contact, first_day, last_day
              FROM position CROSS JOIN contact ON contact.id = contact
             WHERE {LIVE} AND last_day IS NOT NULL AND holds(position.organisation, ?)
             ORDER BY last_day DESC, handle
            """,
            (organisation,),
        )
        for contact, first, last in rows:
            yield Stay(contact, "formerly", _day(first), _day(last))

    def _coming(self, what: str, wanted: str) -> Iterator[Stay]:
        rows = self._conn.execute(
            f"""
            SELECT contact, first_day FROM position CROSS JOIN contact ON contact.id = contact
             WHERE {LIVE} AND coming IS NOT NULL AND holds(json_extract(coming, ?), ?)
             ORDER BY first_day, handle
            """,
            (f"$.{what}", wanted),
        )
        for contact, first in rows:
            yield Stay(contact, "coming", _day(first))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
