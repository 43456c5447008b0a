"""Who knows whom, and how: looked up for many people at once, each over an index."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ..core.network import Edge, Side
from ..core.paths import ME, Kind, Tie, cost_of_room
from .many import THESE, numbers
from .moment import Moment

NEWEST = 200  # touches of somebody that are looked into
IS_LIVE = "contact.state = 'active'"
HAPPENED = "missed = 0 AND attempt = 0 AND day <= :today"
IS_TODAY = "coalesce(first_day, '') <= :today AND coalesce(last_day, '9999') >= :today"

KNOWN = f"""
SELECT contact, max(day) FROM participant JOIN interaction ON interaction.id = interaction
 WHERE contact {THESE.replace("?", ":people")} AND {HAPPENED} GROUP BY contact ORDER BY contact
"""
# Where no touch leads anywhere: whom you met, and with whom introductions begin.
MET = f"""
SELECT id, coalesce(met_on, '') FROM contact
 WHERE id {THESE.replace("?", ":people")} AND (met_on <= :today OR (introduced_by IS NULL
   AND EXISTS (SELECT 1 FROM contact AS led WHERE led.introduced_by = contact.id)))
 ORDER BY id
"""
# One who is looked at, the other, a word about it and a day; each side over its own index.
DIRECT = {
    Kind.INTRODUCED: f"""
        SELECT one.id, contact.id, '', '' FROM contact AS one
          JOIN contact ON contact.id = one.introduced_by
         WHERE one.id {THESE.replace("?", ":people")} AND {IS_LIVE}
    """,
    Kind.THROUGH: f"""
        SELECT introduced_by, id, '', '' FROM contact
         WHERE introduced_by {THESE.replace("?", ":people")} AND {IS_LIVE}
    """,
    Kind.CONNECTED: " UNION ALL ".join(
        f"""
        SELECT introduction.{near}, contact.id, coalesce(why, ''), coalesce(ended_on, '')
          FROM introduction JOIN contact ON contact.id = introduction.{far}
         WHERE introduction.{near} {THESE.replace("?", ":people")}
           AND introduction.state = 'connected' AND {IS_LIVE}
        """
        for near, far in (("one", "other"), ("other", "one"))
    ),
}

# What a picture of the network shows: from whom, to whom; the user has no row.
EDGES = {
    "introduced": """
        SELECT other.handle, other.name, contact.handle, contact.name
          FROM contact JOIN contact AS other ON other.id = contact.introduced_by
         ORDER BY other.handle, contact.handle
    """,
    "connected": """
        SELECT first.handle, first.name, second.handle, second.name
          FROM introduction
               JOIN contact AS first ON first.id = one
               JOIN contact AS second ON second.id = other
         WHERE introduction.state = 'connected' ORDER BY first.handle, second.handle
    """,
    "group": f"""
        SELECT contact.handle, contact.name, circle.handle, circle.name
          FROM member JOIN "group" AS circle ON circle.id = "group"
               LEFT JOIN contact ON contact.id = contact
         WHERE {IS_TODAY} AND (contact IS NULL OR {IS_LIVE})
         ORDER BY circle.handle, contact.handle
    """,
}


class Room(NamedTuple):
    """Where people meet: how to find the rooms of some people, and the people of some rooms.

    ``rooms`` gives a person, a room, what it is called and a day; ``people`` a room and a person,
    who is NULL for the user.
    """

    rooms: str
    people: str


ROOMS = {
    Kind.TOGETHER: Room(
        f"""
        SELECT contact, interaction.id, coalesce(kind, ''), day
          FROM participant JOIN interaction ON interaction.id = interaction
         WHERE contact {THESE.replace("?", ":people")} AND {HAPPENED}
         ORDER BY day DESC, interaction.id DESC LIMIT {NEWEST}
        """,
        f"""
        SELECT interaction, contact FROM participant JOIN contact ON contact.id = contact
         WHERE interaction {THESE.replace("?", ":rooms")} AND missed = 0 AND {IS_LIVE}
        """,
    ),
    Kind.GROUP: Room(
        f"""
        SELECT contact, "group".id, name, ''
          FROM member JOIN "group" ON "group".id = "group"
         WHERE contact {THESE.replace("?", ":people")} AND {IS_TODAY} ORDER BY contact, "group".id
        """,
        f"""
        SELECT "group", contact FROM member LEFT JOIN contact ON contact.id = contact
         WHERE "group" {THESE.replace("?", ":rooms")} AND {IS_TODAY}
           AND (contact IS NULL OR {IS_LIVE})
        """,
    ),
    Kind.EVENT: Room(
        f"""
        SELECT who, event.id, name, '' FROM (
            SELECT contact AS who, event FROM meeting
             WHERE contact {THESE.replace("?", ":people")}
            UNION SELECT contact, event FROM target WHERE contact {THESE.replace("?", ":people")}
            UNION SELECT id, met_at FROM contact
             WHERE id {THESE.replace("?", ":people")} AND met_at IS NOT NULL)
          JOIN event ON event.id = event ORDER BY who, event.id
        """,
        f"""
        SELECT room, who FROM (
            SELECT event AS room, contact AS who FROM meeting
             WHERE event {THESE.replace("?", ":rooms")}
            UNION SELECT event, contact FROM target WHERE event {THESE.replace("?", ":rooms")}
            UNION SELECT met_at, id FROM contact WHERE met_at {THESE.replace("?", ":rooms")})
          JOIN contact ON contact.id = who WHERE {IS_LIVE}
        """,
    ),
}


class Ties:
    """The ties between people, as they are today, for one search through them."""

    def __init__(
        self, conn: sqlite3.Connection, moment: Moment, kind: Literal[Kind.TOUCH, Kind.MET]
    ) -> None:
        self._conn = conn
        self._moment = moment
        self._kind = kind
        self._seen: set[tuple[Kind, int]] = set()

    def known(self, people: Sequence[int]) -> Iterator[Tie]:
        """A tie to ME for each of these whom a touch reached, with its last day, or whom I met."""
        sql = KNOWN if self._kind is Kind.TOUCH else MET
        for contact, day in self._run(sql, people=people):
            yield Tie(contact, ME, self._kind, day=day)

    def around(self, people: Sequence[int]) -> Iterator[Tie]:
        """The ties of these to others; each room is looked into once."""
        for kind, sql in DIRECT.items():
            for near, far, about, day in self._run(sql, people=people):
                yield Tie(near, far, kind, about, day)
        for kind, room in ROOMS.items():
            yield from self._through(kind, room, people)

    def _through(self, kind: Kind, room: Room, people: Sequence[int]) -> Iterator[Tie]:
        doors: dict[int, tuple[int, str, str]] = {}
        for near, id, about, day in self._run(room.rooms, people=people):
            if (kind, id) not in self._seen:
                doors.setdefault(id, (near, about, day))
        self._seen |= {(kind, id) for id in doors}
        inside: dict[int, list[int]] = defaultdict(list)
        for id, contact in self._run(room.people, rooms=list(doors)) if doors else ():
            inside[id].append(contact or ME)
        for id, there in inside.items():
            near, about, day = doors[id]
            cost = 2 if kind is Kind.EVENT else cost_of_room(len(there))
            for far in there:
                if far != near:
                    yield Tie(near, far, kind, about, day, cost)

    def _run(self, sql: str, **given: Sequence[int]) -> sqlite3.Cursor:
        lists = {name: numbers(ids) for name, ids in given.items()}
        return self._conn.execute(sql, {"today": self._moment.day, **lists})


class Network:
    """Who knows whom in one store."""

    def __init__(self, conn: sqlite3.Connection, moment: Moment) -> None:
        self._conn = conn
        self._moment = moment

    def ties(self) -> Ties:
        """The ties between people, for one search that begins at those a touch reached."""
        return Ties(self._conn, self._moment, Kind.TOUCH)

    def ties_without_touch(self) -> Ties:
        """The same for one that begins at those you only met, or who introduced others to you."""
        return Ties(self._conn, self._moment, Kind.MET)

    def last_touch(self, contact: int) -> tuple[str | None, str]:
        """The kind and the day of the last touch that reached somebody you know."""
        kind, day = self._conn.execute(
            "SELECT kind, day FROM participant JOIN interaction ON interaction.id = interaction "
            f"WHERE contact = :contact AND {HAPPENED} ORDER BY day DESC, interaction.id DESC",
            {"contact": contact, "today": self._moment.day},
        ).fetchone()
        return kind, day

    def led_to(self, contact: int) -> list[tuple[str, str]]:
        """Handle and name of each whom someone introduced, in the order of meeting them."""
        return self._conn.execute(
            "SELECT handle, name FROM contact WHERE introduced_by = ? "
            "ORDER BY met_on IS NULL, met_on, id",
            (contact,),
        ).fetchall()

    def edges(self) -> Iterator[Edge]:
        """Who came through whom, whom you introduced, and who is in which group, in this order."""
        for kind, sql in EDGES.items():
            for one, one_name, other, other_name in self._conn.execute(
                sql, {"today": self._moment.day}
            ):
                yield Edge(kind, Side(one or "me", one_name or "me"), Side(other, other_name))
