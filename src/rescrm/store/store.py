"""The one door to the SQLite file. Rows stay inside; values come out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path

from .connection import connect, faults
from .moment import Moment
from .opening import open_store
from .parts import Parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..core.due import Due
    from .bulk import Bulk
    from .filters import Condition
    from .journal import Change
    from .search import Hit
    from .uids import Row
    from .whole import Whole


class Store(Parts):
    """One store, opened when first asked for; without a file it reads as an empty one."""

    def __init__(self, path: Path, moment: Moment) -> None:
        self.path = path
        self.moment = moment
        self._writes = self._makes = False
        self._asked = self._stands_in = False

    @property
    def exists(self) -> bool:
        """True when there is a file to read."""
        return self.path.exists()

    @property
    def is_missing(self) -> bool:
        """True when something was read where there is no file."""
        return self._asked and not self._writes and not self.exists

    @cached_property
    def conn(self) -> sqlite3.Connection:
        """The connection; made for writing once a write has begun, else an empty one in memory."""
        self._asked = True
        conn = open_store(self.path, create=self._makes)
        if conn and not self._makes:
            self._look_back(conn)
        self._stands_in = conn is None
        return conn or _empty()

    def faults(self) -> AbstractContextManager[None]:
        """What SQLite may say, as errors with a sentence and an exit code."""
        return faults(self.path)

    def close(self) -> None:
        """Let go of the file."""
        if "conn" in vars(self):
            self.conn.close()
            del self.conn

    # Writing: one transaction, one step of history.

    @contextmanager
    def write(self, command: str, *, keep: bool = True) -> Iterator[None]:
        """Run a change: all of it or nothing, with its undo; ``keep=False`` rolls it back.

        Set ``summary`` inside. Raises StoreBusy (6) and NotWritable (7).
        """
        self._begin(keep)
        self.summary = ""
        with faults(self.path):
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                self.journal.start(command, self.moment.now)
                self._arrive()
                yield
                self.journal.finish(self.summary or command)
                self._refresh()
                self.conn.execute("COMMIT" if keep else "ROLLBACK")
            finally:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")
        if keep:
            self._copy_weekly()

    def undo(self, steps: int = 1, *, keep: bool = True) -> list[Change]:
        """Take back the newest steps, as many as there are; ``keep=False`` only tells which."""
        return self._replay(self.journal.undo, steps, keep)

    def redo(self, steps: int = 1, *, keep: bool = True) -> list[Change]:
        """Do the steps that were undone last again, as many as there are."""
        return self._replay(self.journal.redo, steps, keep)

    def refresh(self) -> None:
        """Bring the agenda up to date inside a write, before reading what is due next."""
        self._refresh()

    def _replay(self, step: Callable[[], Change | None], steps: int, keep: bool) -> list[Change]:
        """Steps back or forth, all of them or none."""
        with faults(self.path):
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                changes = list(islice(iter(step, None), steps))
                self._refresh()
                self.conn.execute("COMMIT" if keep else "ROLLBACK")
            finally:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")
        return changes

    def _begin(self, keep: bool) -> None:
        """Where there was no store, a write that is kept makes one, or finds another's."""
        if self._stands_in:
            self.close()
            for name in PARTS & set(vars(self)):
                delattr(self, name)
        self._writes, self._makes = True, keep

    def _arrive(self) -> None:
        """Moves that were kept for a day that has come: a command that reads may not write them."""
        awaited = "SELECT 1 FROM position WHERE coming IS NOT NULL AND first_day <= ?"
        if self.conn.execute(awaited, (self.moment.day,)).fetchone():
            self.positions.arrive()

    def _refresh(self) -> None:
        from .agenda import Writer

        Writer(self.conn, self.moment.today, self.moment.cooldown).refresh()

    def _copy_weekly(self) -> None:
        from .copies import weekly

        weekly(self.conn, self.path, self.moment.today)

    def bulk(self) -> Bulk:
        """A file of people about to be stored, inside a write."""
        from .bulk import Bulk

        return Bulk(self.conn, self.moment, self.journal)

    # Reading what falls due.

    def _look_back(self, conn: sqlite3.Connection) -> None:
        """Read an agenda of our own when the day lies before the one that was stored.

        A table of this connection stands before the stored one of the same name, so that
        whoever asks for the agenda gets it.
        """
        as_of, cooldown = conn.execute("SELECT agenda_on, cooldown FROM state").fetchone()
        if as_of <= self.moment.day and cooldown == self.moment.cooldown:
            return
        from .agenda import Writer

        conn.execute("CREATE TEMP TABLE agenda AS SELECT * FROM main.agenda WHERE 0")
        Writer(conn, self.moment.today, self.moment.cooldown, "temp.agenda").rebuild()

    def due(self, until: date, words: Sequence[str] = ()) -> Iterator[Due]:
        """What is due by a day, first things first; on a paused day promises, asks, dates only."""
        where, circles = self.condition(words), self._circles(words)
        return (self.dues.walk_said if self.pause_now else self.dues.walk)(until, where, circles)

    @cached_property
    def pause_now(self) -> date | None:
        """The last day of the pause that today lies in; those that touch are one."""
        pauses = _pauses(self.conn)
        if not any(first <= self.moment.today <= last for first, last in pauses):
            return None
        from ..core.rhythm import free_day

        free = free_day(self.moment.today, pauses)
        return max(last for first, last in pauses if first <= free)

    @cached_property
    def pauses(self) -> list[tuple[date, date]]:
        """All pauses, first and last day."""
        return _pauses(self.conn)

    def matching(
        self, words: Sequence[str], sort: str = "name", limit: int = -1, *, aside: bool = False
    ) -> list[int]:
        """The ids of those who fit a filter."""
        where = self.condition(words)
        return self.contacts.ids(where, sort, limit, aside=aside)

    def condition(self, words: Sequence[str]) -> Condition | None:
        """A filter as it is asked of the store; None for no words."""
        if not words:
            return None
        from .filters import condition

        return condition(words, self.conn, self.moment.today, self.moment.date_order)

    def unheard(self, words: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """The filter words that fit nobody at all, each with the nearest that somebody does."""
        if not words:
            return {}
        from .filters import unheard

        return unheard(words, self.conn)

    def _circles(self, words: Sequence[str]) -> Sequence[int]:
        if not words:
            return ()
        from .filters import circles

        return circles(words, self.conn)

    def with_uid(self, typed: str) -> list[Row]:
        """The rows that a uid, or the beginning of one, belongs to."""
        from .uids import rows_with

        return rows_with(self.conn, typed)

    def whole(self) -> Whole:
        """Everything that was said, table by table."""
        from .whole import whole

        return whole(self.conn)

    def search(self, text: str, limit: int) -> list[Hit]:
        """People and notes that hold the words, the newest first."""
        from .search import find

        return find(self.conn, text, limit)


PARTS = frozenset(
    name
    for name, value in (*vars(Parts).items(), *vars(Store).items())
    if isinstance(value, cached_property)
)


def _pauses(conn: sqlite3.Connection) -> list[tuple[date, date]]:
    rows = conn.execute("SELECT first_day, last_day FROM pause ORDER BY first_day, id")
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in rows]


def _empty() -> sqlite3.Connection:
    """A store with nothing in it, for reading before the first write."""
    from .schema import apply

    conn = connect(Path(":memory:"))
    apply(conn)
    return conn
