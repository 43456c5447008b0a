"""Sync: two machines and a Radicale, and what rescrm adds to vdirsyncer's own time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from rescrm.actions.sync.folders import NAMES
from rescrm.core.reconcile import Content
from rescrm.session import Session, start
from rescrm.settings import read_settings
from rescrm.store.shared import Shared

from .stores import make

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-22T07:00:00-05:00"
EDITS = 20
RUNS = 3
SUFFIX = {"people": ".vcf", "reminders": ".ics", "touches": ".ics"}
TELL = """
import json, resource, sys
both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
print(json.dumps([sum(resource.getrusage(each)[:2]) for each in both]), file=sys.stderr)
"""
RESCRM = f"""
import sys
from rescrm.__main__ import answer
assert answer() == 0
{TELL}"""
LOOK = f"""
import os, sys
for name in ("people", "reminders", "touches"):
    with os.scandir(os.path.join(sys.argv[1], name)) as entries:
        looks = [entry.stat(follow_symlinks=False) for entry in entries]
{TELL}"""


class Machine:
    """One machine: a home of its own, and the program in processes of their own."""

    def __init__(self, home: Path, people: int = 0) -> None:
        home.mkdir()
        self.store = home / "r.db"
        self.environ = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "src"),
            "RESCRM_DB": str(self.store),
            "RESCRM_NOW": NOW,
            "LC_ALL": "C.UTF-8",
        }
        if people:
            make(self.store, people)

    def run(self, *words: str) -> float:
        """Run one line; the seconds it took."""
        began = time.perf_counter()
        line = (sys.executable, "-m", "rescrm", *words)
        subprocess.run(line, env=self.environ, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - began

    def carry(self) -> float:
        """vdirsyncer alone; the seconds it took."""
        began = time.perf_counter()
        program = Path(sys.executable).with_name("vdirsyncer")
        config = self.store.parent / "sync/vdirsyncer.conf"
        subprocess.run([program, "-c", config, "sync"], env=self.environ, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        return time.perf_counter() - began

    def session(self) -> Session:
        """A run on this machine, in this process."""
        return start(read_settings(self.environ), environ=self.environ)

    def shares(self) -> tuple[Mapping[str, object], Mapping[str, object]]:
        """People and touches, without any order."""
        session = self.session()
        shared = Shared(session.store.conn)
        sides = shared.people(notes=False, known=()), shared.touches()
        session.store.close()
        people, touches = (
            {uid: sets(each.content) for uid, each in side.items()} for side in sides
        )
        return people, touches


def sets(content: Content) -> Mapping[str, frozenset[str]]:
    """A content whose order does not count."""
    return {name: frozenset(values) for name, values in content.items()}


def measure() -> None:
    """Both tables."""
    print("| sync | seconds | vdirsyncer alone |\n|--|--:|--:|")
    with tempfile.TemporaryDirectory() as place:
        two_machines(Path(place))
        unchanged(Path(place))


def two_machines(place: Path) -> None:
    """500 people and 2,000 touches, edited on both machines at once."""
    sys.path.insert(0, str(ROOT / "tests"))
    from dav import radicale

    with radicale(place / "radicale") as server:
        one, other = Machine(place / "one", people=500), Machine(place / "other")
        trim(one)
        for each in (one, other):
            each.run("sync", "init", "--server", server, "--user", "me", "--password-cmd",
                     "echo pw", "--yes")  # fmt: skip
        other.run("config", "set", "sync.reminders", "no")
        row("first: 500 people, 2,000 touches go out", one.run("sync"))
        row("first on the second machine: they come in", other.run("sync"))
        edit_at_once(one, other)
        row(f"{EDITS} edits and touches on each go out", one.run("sync"))
        row("the same on the second machine", other.run("sync"))
        row("and what it sent comes in", one.run("sync"))
        assert one.shares() == other.shares(), "both machines have the same"
        people, touches = map(len, one.shares())
        print(f"| both have the same {people} people, {touches} touches |||")
        row("nothing to do", min(one.run("sync") for _ in range(3)), one.carry())


def trim(machine: Machine) -> None:
    """Leave four touches each, of ten."""
    session = machine.session()
    with session.store.write("trim"):
        session.store.conn.execute("DELETE FROM interaction WHERE id % 10 > 3")
    session.store.close()


def edit_at_once(one: Machine, other: Machine) -> None:
    """The same people changed on both machines, in different fields; new touches on both."""
    session = one.session()
    ids = session.store.matching((), "name", EDITS)
    handles = [each.handle for each in session.store.contacts.many(ids)]
    session.store.close()
    for handle in handles:
        one.run("edit", handle, "--city", "Rome")
        other.run("edit", handle, "--title", "Chief")
        one.run("log", "coffee", "--with", handle)
        other.run("log", "call", "--with", handle)


def unchanged(place: Path) -> None:
    """10,000 people and 100,000 touches in which nothing has happened.

    Processor time, so that a busy machine does not matter: our own without vdirsyncer's and
    without a start, beside that of one look at each file. The server is another folder.
    """
    machine = Machine(place / "large", people=10_000)
    machine.run("sync", "init")
    row("10,000 people, 100,000 touches go out", machine.run("sync"))
    compared(machine, "nothing to do, no server")
    beside_folder(machine, place / "server")
    machine.run("sync")
    compared(machine, "nothing to do, beside vdirsyncer")


def beside_folder(machine: Machine, server: Path) -> None:
    """Let vdirsyncer carry to another folder, which has everything already."""
    root = machine.store.parent / "sync"
    lines = [f"[general]\nstatus_path = {json.dumps(str(root / 'status'))}"]
    for name in NAMES:
        shutil.copytree(root / name, server / name)
        lines += [f'[pair rescrm_{name}]\na = "{name}_a"\nb = "{name}_b"\n'
                  f'collections = ["{name}"]\nconflict_resolution = "b wins"']  # fmt: skip
        lines += [
            f'[storage {name}_{side}]\ntype = "filesystem"\npath = {json.dumps(str(path))}\n'
            f'fileext = "{SUFFIX[name]}"'
            for side, path in (("a", root), ("b", server))
        ]
    config = root / "vdirsyncer.conf"
    config.write_text("\n".join(lines) + "\n")
    program = Path(sys.executable).with_name("vdirsyncer")
    subprocess.run([program, "-c", config, "discover", "--no-list"], check=True,
                   env=machine.environ, stdout=subprocess.DEVNULL)  # fmt: skip
    machine.run("config", "set", "sync.server", "http://127.0.0.1:1/")


def compared(machine: Machine, what: str) -> None:
    """Our own processor time, the best of some, beside one look at each file."""
    root = str(machine.store.parent / "sync")
    start, _ = least(machine, "config", "get", "sync.dir")
    own, carrier = least(machine, "sync")
    look, _ = least(machine, root, script=LOOK)
    nothing, _ = least(machine, script="import os" + TELL)
    ratio = (own - start) / (look - nothing)
    print(
        f"| {what}: {own - start:.2f} s of our own, {ratio:.1f} × a look at each file "
        f"({look - nothing:.2f} s) | {own + carrier:.2f} | {carrier:.2f} |",
        flush=True,
    )


def least(machine: Machine, *words: str, script: str = "") -> tuple[float, float]:
    """The least processor time of some runs: of the process, of those it started."""
    return min(
        tuple(json.loads(told.stderr.splitlines()[-1]))
        for told in (
            subprocess.run(
                [sys.executable, "-c", script or RESCRM, *words],
                env=machine.environ, check=True, capture_output=True, text=True,
            )
            for _ in range(RUNS)
        )
    )  # fmt: skip


def row(what: str, seconds: float, alone: float | None = None) -> None:
    """One line of the table."""
    print(f"| {what} | {seconds:.2f} | {'' if alone is None else f'{alone:.2f}'} |", flush=True)
