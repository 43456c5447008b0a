"""A store on a shelf: opened on one day after another, and what is due in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rescrm.core.due import Due
from rescrm.store import Moment, Store
from rescrm.store.agenda import UNCOVER, Writer
from rescrm.store.dues import Dues

COOLDOWN = 14
FAR = date(2030, 12, 31)


def d(text: str) -> date:
    """`11-22` is that day of 2026."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


class Shelf:
    """One store file and the days on which it is opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._uids = iter(range(1_000_000))

    def moment(self, today: date, cooldown: int = COOLDOWN) -> Moment:
        return Moment(
            now=f"{today.isoformat()}T12:00:00+00:00",
            today=today,
            uid=lambda: f"{next(self._uids):032x}",
            cooldown=cooldown,
        )

    def open(self, today: date, cooldown: int = COOLDOWN) -> Store:
        return Store(self.path, self.moment(today, cooldown))

    @contextmanager
    def write(self, today: date | str) -> Iterator[Store]:
        """One command on a day; the agenda is refreshed by it, as ever."""
        store = self.open(d(today) if isinstance(today, str) else today)
        with store.write("test"):
            yield store
        store.close()

    def ask(self, today: date | str, question: Callable[[Store], object]) -> object:
        store = self.open(d(today) if isinstance(today, str) else today)
        try:
            return question(store)
        finally:
            store.close()

    def due(self, today: date | str, until: date | str | None = None) -> list[Due]:
        """What `due` shows on a day."""
        last = d(until) if isinstance(until, str) else until
        store = self.open(d(today) if isinstance(today, str) else today)
        try:
            return list(store.due(last or store.moment.today))
        finally:
            store.close()

    def days(self, today: date | str) -> dict[tuple[str, str], str]:
        """The due day of each item that is due or will be, by handle and what."""
        return {
            (due.handle, due.what.value): due.due_on.isoformat()[5:]
            if due.due_on.year == 2026
            else due.due_on.isoformat()
            for due in self.due(today, FAR)
        }


def stored(store: Store, day: date, until: date) -> list[Due]:
    """What the agenda that is kept says about a day."""
    return list(Dues(store.conn, day, store.moment.leap).walk(until))


def afresh(store: Store, day: date, until: date) -> list[Due]:
    """What an agenda worked out from nothing on that very day says."""
    conn = store.conn
    conn.execute("CREATE TEMP TABLE agenda AS SELECT * FROM main.agenda WHERE 0")
    Writer(conn, day, store.moment.cooldown, "temp.agenda").rebuild()
    found = list(Dues(conn, day, store.moment.leap).walk(until))
    conn.execute(UNCOVER)
    return found
