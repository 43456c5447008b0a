"""Stores of any size: so many people, ten touches each, all in a few sweeps of SQL."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from random import Random

from rescrm.core.folding import search_text, slug
from rescrm.store import Moment, Store, search
from rescrm.store.agenda import Writer
from rescrm.store.handles import Handles
from rescrm.store.schema import apply

from .people import Made, people

NOW, TODAY = "2026-11-22T12:00:00+00:00", date(2026, 11, 22)
TOUCHES = 10  # each
CHUNK = 5000
TOPICS = (
    "boards", "the amyloid cohort", "call schedules", "a QI project", "fellowship interviews",
    "the ICU rotation", "a case report", "moving to Boston", "the journal club", "ECG teaching",
    "grant writing", "her poster", "his thesis", "sleep after nights", "the ward team",
    "a mock interview", "the sim lab", "an echo course", "match day", "the retreat",
)  # fmt: skip


def make(path: Path, count: int, cadences: int = 1) -> Path:
    """A store with so many people under so many different rules; kept when it is there."""
    if path.exists():
        return path
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    dice = Random(count)
    moment = Moment(now=NOW, today=TODAY, uid=lambda: f"{dice.getrandbits(128):032x}")
    store = Store(fresh, moment)
    with store.write("made up"):
        pass
    conn = store.conn
    # Nobody needs this file after a power cut.
    conn.execute("PRAGMA journal_mode = OFF")
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("PRAGMA cache_size = -500000")
    conn.execute("BEGIN")
    _without_triggers(conn)
    _rules(conn, cadences)
    _contacts(conn, count, cadences)
    _touches(conn, count)
    apply(conn)  # the triggers again
    search.fill(conn, "contact", 1, count)
    search.fill(conn, "interaction", 1, count * TOUCHES)
    for index, *_ in search.BULK:  # in one piece, as years of small writes leave it
        conn.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    Writer(conn, TODAY, moment.cooldown).rebuild()
    conn.execute("DELETE FROM stale")
    conn.execute("COMMIT")
    conn.execute("PRAGMA journal_mode = DELETE")
    store.close()
    return fresh.rename(path)


def _without_triggers(conn: sqlite3.Connection) -> None:
    names = conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        conn.execute(f'DROP TRIGGER "{name}"')


def _rules(conn: sqlite3.Connection, cadences: int) -> None:
    """One rule for everyone, or one for each of many tags."""
    rules = [("everyone", "", "every 6 weeks")]
    if cadences > 1:
        rules = [("tag", f"t{each}", f"every {7 + 3 * each} days") for each in range(cadences)]
    conn.executemany(
        "INSERT INTO rule (scope, value, every, start_on) VALUES (?, ?, ?, '2026-01-01')", rules
    )


def _contacts(conn: sqlite3.Connection, count: int, cadences: int) -> None:
    handles = Handles(conn)
    for start in range(0, count, CHUNK):
        some = list(people(min(CHUNK, count - start), start))
        given = handles.give([slug(each.name) for each in some])
        conn.executemany(
            "INSERT INTO contact (id, uid, handle, name, organisation, title, city, added, "
            "recorded, name_folded, about_folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_row(each, handle) for each, handle in zip(some, given, strict=True)],
        )
        conn.executemany(
            "INSERT INTO channel (contact, kind, value, key) VALUES (?, 'email', ?, ?)",
            [(each.number + 1, each.email, f"mailto:{each.email}") for each in some],
        )
        if cadences > 1:
            conn.executemany(
                "INSERT INTO tag (contact, name) VALUES (?, ?)",
                [(each.number + 1, f"t{each.number % cadences}") for each in some],
            )


def _row(made: Made, handle: str) -> tuple[object, ...]:
    about = (made.hospital, made.title, made.city)
    return (
        made.number + 1,
        f"{made.number:08x}-0000-4000-8000-000000000000",
        handle,
        made.name,
        *about,
        made.met.isoformat(),
        NOW,
        search_text(made.name),
        search_text(" ".join(about)),
    )


def _touches(conn: sqlite3.Connection, count: int) -> None:
    """Ten for each person, spread over the last five years and over the store."""
    conn.execute("DROP INDEX interaction_by_day")
    conn.execute("DROP INDEX participant_of")
    conn.execute("CREATE TEMP TABLE topic (id INTEGER PRIMARY KEY, words TEXT)")
    conn.executemany("INSERT INTO topic VALUES (?, ?)", enumerate(TOPICS))
    conn.execute("CREATE TEMP TABLE day (id INTEGER PRIMARY KEY, day TEXT)")
    conn.executemany(
        "INSERT INTO day VALUES (?, ?)",
        [(each, date.fromordinal(TODAY.toordinal() - each).isoformat()) for each in range(1800)],
    )
    conn.execute(
        """
        INSERT INTO interaction (uid, day, kind, note, direction, recorded)
        WITH RECURSIVE each (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM each WHERE n < ?)
        SELECT printf('f%07x-0000-4000-8000-000000000000', n),
               (SELECT day FROM day WHERE id = (n * 7919) % 1800),
               CASE n % 4 WHEN 0 THEN 'coffee' WHEN 1 THEN 'call' WHEN 2 THEN 'email' END,
               'talked about ' || (SELECT words FROM topic WHERE id = n % 20) || ' and '
                               || (SELECT words FROM topic WHERE id = (n / 20) % 20),
               'both', '2026-11-22T12:00:00+00:00'
          FROM each
        """,
        (count * TOUCHES,),
    )
    conn.execute(
        "INSERT INTO participant (interaction, contact) "
        "SELECT id, 1 + (id * 104729) % ? FROM interaction",
        (count,),
    )
    conn.execute("CREATE INDEX interaction_by_day ON interaction (day, id)")
    conn.execute("CREATE INDEX participant_of ON participant (contact, interaction)")
