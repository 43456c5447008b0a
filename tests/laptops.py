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
from rescrm.actions import syncing
from rescrm.actions.syncing import Done
from rescrm.actions.syncing_place import NAMES, Place
from rescrm.actions.syncing_survey import Wishes
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
            return syncing.run(session, place, wishes)
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


class Carrier:
    """What vdirsyncer does: two sides, and how both were when they were last alike."""

    def __init__(self, server: Server, root: Path) -> None:
        self.server = server
        self.root = root
        self.status: dict[str, dict[str, tuple[bytes, bytes]]] = {}
        self.fails_after: int | None = None  # so many deeds

    def sync(self, pairs: Sequence[str] = (), *, force: bool = False) -> None:
        """Carry what changed, both ways."""
        for name in pairs:
            self._pair(name)

    def _pair(self, name: str) -> None:
        suffix = ".vcf" if name == "people" else ".ics"
        folder = self.root / name
        hrefs = {_uid(each.read_bytes()): each for each in sorted(folder.glob(f"*{suffix}"))}
        a = {uid: path.read_bytes() for uid, path in hrefs.items()}
        b = self.server.items[name]
        status = self.status.setdefault(name, {})
        for uid in sorted({*a, *b, *status}):
            self._deed(uid, a.get(uid), b, status, hrefs.get(uid, folder / f"{uid}{suffix}"))

    def _deed(
        self,
        uid: str,
        mine: bytes | None,
        server: Files,
        status: dict[str, tuple[bytes, bytes]],
        path: Path,
    ) -> None:
        was_mine, was_its = status.get(uid, (None, None))
        its = server.get(uid)
        if (mine, its) == (was_mine, was_its):
            return
        self._may_fail()
        if its is not None and (its != was_its or (mine is None and its != was_its)):
            if mine != its:  # the server wins; what it changed outlives a removal here
                path.write_bytes(its)
        elif mine is not None and mine != was_mine:
            server[uid] = mine
        elif mine is None:
            server.pop(uid, None)
        else:
            path.unlink()
        now = server.get(uid)
        status.pop(uid, None)
        if now is not None:
            status[uid] = (now, now)

    def _may_fail(self) -> None:
        if self.fails_after is not None:
            self.fails_after -= 1
            if self.fails_after < 0:
                self.fails_after = None
                raise OtherProgram("the line was cut.")


def _uid(data: bytes) -> str:
    (line,) = [each for each in data.decode().splitlines() if each.startswith("UID:")]
    return line.removeprefix("UID:")
