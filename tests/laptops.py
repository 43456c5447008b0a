"""Machines that share people and touches: each its own store and folders, one server between.

`Server` carries folders as vdirsyncer does (a change beats a removal, the server wins where both
changed), without a network, and fails when it is told to.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from play import NOW, Program, Said
from rescrm.actions.sync import rounds
from rescrm.actions.sync.folders import NAMES, Place
from rescrm.actions.sync.outcome import Done
from rescrm.actions.sync.survey import Wishes
from rescrm.core.reconcile import Content, Rule
from rescrm.errors import OtherProgram
from rescrm.session import Session, start
from rescrm.settings import read_settings
from rescrm.store.shared import Shared

Files = dict[str, bytes]  # by uid


class Laptop:
    """One machine: a home of its own, the program on it, and a courier to the server."""

    def __init__(self, place: Path, server: Server | None = None, *, first: int = 0) -> None:
        self.home = place
        self.home.mkdir(parents=True)
        self.root = place / "sync"
        self.program = Program()
        self.program.runs = first  # uids of its own
        self.courier = server.courier(self.root) if server else None

    def __call__(self, line: str, **rest: Any) -> Said:
        """Run one line on this machine; the exit code is not looked at."""
        with self.env():
            return self.program(line, **rest)

    def ok(self, line: str) -> Said:
        """Run one line that must end well."""
        with self.env():
            return self.program.ok(line)

    def items(self, line: str) -> list[dict[str, Any]]:
        """What a line answers in JSON."""
        with self.env():
            return self.program.items(line)

    def sync(self, *, rule: Rule = Rule.HERE, force: bool = True) -> list[Done]:
        """Sync through the courier of the tests."""
        wishes = Wishes(rule=rule, decided={}, force=force)
        place = Place(self.root, NAMES[:1] + NAMES[2:], self.courier, True)  # type: ignore[arg-type]
        session = self.session()
        try:
            return rounds.run(session, place, wishes)
        finally:
            session.store.close()

    def session(self) -> Session:
        """A run on this machine."""
        with self.env():
            self.program.runs += 1
            seed = {"RESCRM_SEED": f"run {self.program.runs}"}
            return start(read_settings(os.environ), environ={**os.environ, **seed}, now=NOW)

    def shares(self) -> tuple[Mapping[str, Content], Mapping[str, Content]]:
        """People and touches as they are on this machine, without any order."""
        session = self.session()
        shared = Shared(session.store.conn)
        people, touches = shared.people(notes=False, known={}), shared.touches()
        touches = {
            uid: item
            for uid, item in touches.items()
            if not people.keys().isdisjoint(item.content.get("who", ()))
        }
        session.store.close()
        return tuple(  # type: ignore[return-value]
            {uid: {name: frozenset(each) for name, each in item.content.items()}
             for uid, item in side.items()}
            for side in (people, touches)
        )  # fmt: skip

    def files(self, name: str = "people") -> dict[str, bytes]:
        """The files of a folder, by name."""
        folder = self.root / name
        return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}

    @contextmanager
    def env(self) -> Any:
        """This machine's home, settings and store, for a while."""
        mine = {"HOME": str(self.home), "RESCRM_DB": str(self.home / "r.db")}
        before = {name: os.environ.get(name) for name in mine}
        os.environ.update(mine)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name)
                else:
                    os.environ[name] = value


class Server:
    """Where folders meet: collections of items by uid."""

    def __init__(self) -> None:
        self.items: dict[str, Files] = {"people": {}, "touches": {}, "reminders": {}}

    def courier(self, root: Path) -> Carrier:
        """One that carries the folders of a machine."""
        return Carrier(self, root)


class Side:
    """How one side of an item was: its bytes, and what vdirsyncer keeps as its content."""

    def __init__(self, data: bytes) -> None:
        self.etag = self.content = data

    def has_changed(self, data: bytes) -> bool:
        """Whether vdirsyncer takes the item for changed."""
        return data not in (self.etag, self.content)


class Carrier:
    """What vdirsyncer does: two sides, and how both were when they were last alike.

    Like the real one, of an item that it writes over it keeps the content from before.
    """

    def __init__(self, server: Server, root: Path) -> None:
        self.server = server
        self.root = root
        self.status: dict[str, dict[str, tuple[Side, Side]]] = {}
        self.fails_after: int | None = None  # so many deeds

    def sync(self, pairs: Sequence[str] = (), *, force: bool = False) -> None:
        """Carry what changed, both ways."""
        for name in pairs:
            folder = self.root / name
            suffix = ".vcf" if name == "people" else ".ics"
            hrefs = {_uid(each.read_bytes()): each for each in sorted(folder.glob(f"*{suffix}"))}
            uids = {*hrefs, *self.server.items[name], *self.status.setdefault(name, {})}
            for uid in sorted(uids):
                self._item(name, uid, hrefs.get(uid, folder / f"{uid}{suffix}"))

    def _item(self, name: str, uid: str, path: Path) -> None:
        server, status = self.server.items[name], self.status[name]
        mine, its = path.read_bytes() if path.exists() else None, server.get(uid)
        a, b = status.get(uid, (None, None))
        mine_changed = mine is not None and (a is None or a.has_changed(mine))
        its_changed = its is not None and (b is None or b.has_changed(its))
        if mine is not None and its is not None:
            if its_changed:  # the server wins where both changed
                self._write(path, its, mine)
            elif mine_changed:
                self._may_fail()
                server[uid] = mine
            a, b = a or Side(mine), b or Side(its)
            a.etag, b.etag = path.read_bytes(), server[uid]
            status[uid] = (a, b)
        elif mine is not None and mine_changed:
            self._may_fail()
            server[uid] = mine
            status[uid] = (Side(mine), Side(mine))
        elif its is not None and its_changed:
            self._write(path, its, b"")
            status[uid] = (Side(its), Side(its))
        elif mine is not None or its is not None or a is not None:
            self._may_fail()
            path.unlink(missing_ok=True)
            server.pop(uid, None)
            status.pop(uid, None)

    def _write(self, path: Path, data: bytes, before: bytes) -> None:
        self._may_fail()
        if data != before:
            fresh = path.with_name(f".{path.name}.new")
            fresh.write_bytes(data)
            fresh.rename(path)

    def _may_fail(self) -> None:
        if self.fails_after is not None:
            self.fails_after -= 1
            if self.fails_after < 0:
                self.fails_after = None
                raise OtherProgram("the line was cut.")


def _uid(data: bytes) -> str:
    (line,) = [each for each in data.decode().splitlines() if each.startswith("UID:")]
    return line.removeprefix("UID:")
