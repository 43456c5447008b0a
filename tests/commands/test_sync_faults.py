"""sync cut off at any point: the next one finishes what was begun, and loses nothing."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import needs
from laptops import Laptop
from play import NOW

SOURCE = Path(__file__).resolve().parents[2] / "src"
RESCRM = (sys.executable, "-m", "rescrm")


class Machine:
    """The program in processes of its own, in a place that can be put back."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.root = place / "now/sync"
        keep = {name: os.environ[name] for name in ("PATH", "LC_ALL", "TZ")}
        self.environ = keep | {
            "HOME": str(place / "now"),
            "PYTHONPATH": str(SOURCE),
            "RESCRM_DB": str(place / "now/r.db"),
            "RESCRM_NOW": NOW,
        }

    def __call__(self, *argv: str, under: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*under, *RESCRM, *argv],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def ok(self, *argv: str) -> str:
        said = self(*argv)
        assert said.returncode == 0, said.stderr
        return said.stdout

    def keep(self) -> None:
        """Remember how everything is."""
        shutil.copytree(self.place / "now", self.place / "then", symlinks=True)

    def put_back(self) -> None:
        """As it was when it was remembered; files look the same to a stat."""
        shutil.rmtree(self.place / "now")
        shutil.copytree(self.place / "then", self.place / "now", symlinks=True)

    def state(self) -> tuple[object, ...]:
        """Everybody, everything that happened, and the files."""
        conn = sqlite3.connect(self.place / "now/r.db")
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        people = conn.execute("SELECT name, city, title, state FROM contact ORDER BY name")
        touches = conn.execute("SELECT day, note FROM interaction ORDER BY day, note")
        told = (people.fetchall(), touches.fetchall())
        conn.close()
        files = [
            re.sub(r"(X-RESCRM-EDIT|UID|X-RESCRM-WHO):.*\r?\n", "", each.read_text())
            for name in ("people", "touches")
            for each in (self.root / name).iterdir()
        ]
        return (*told, sorted(files))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Changes wait on both sides."""
    laptop, found = Laptop(tmp_path / "now"), Machine(tmp_path)
    for name in ("Ana Torres", "Ben Okafor", "Chen Li", "Dora Maar", "Eve Odd", "Finn Roe"):
        laptop.ok(f'add "{name}" --city Boston')
    laptop.ok('log "yesterday coffee with Ana; talked boards"')
    laptop.ok("sync init")
    laptop.ok("config set sync.reminders no")
    laptop.ok("sync")
    laptop.ok("edit ana --city Rome")
    laptop.ok("remove ben --yes")
    laptop.ok('add "Gus New"')
    laptop.ok('log "today call with Chen; good news"')
    people = found.root / "people"
    for path in people.iterdir():
        if "Chen" in path.read_text():
            path.write_bytes(path.read_bytes().replace(b"Boston", b"Oslo"))
    card = "BEGIN:VCARD\nVERSION:3.0\nUID:phone-1\nFN:Hana New\nN:New;Hana;;;\nEND:VCARD\n"
    (people / "phone.vcf").write_text(card)
    found.keep()
    return found


@pytest.mark.fault
def test_killed_at_any_write_the_next_sync_finishes_it(machine: Machine) -> None:
    strace = needs("strace")
    machine.put_back()
    machine.ok("sync")
    after = machine.state()
    cut = 0
    for call, numbers in (
        ("rename", (1, 3)),
        ("unlink", (1,)),
        ("pwrite64", (2, 20)),
        ("fsync", (1, 6, 8)),
    ):
        for number in numbers:
            machine.put_back()
            inject = f"inject={call}:signal=KILL:when={number}"
            under = (strace, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
            cut += machine("sync", under=under).returncode == -9
            machine.ok("sync")
            assert machine.state() == after, f"{call} {number}"
            assert machine.ok("sync").split().count("0") == 16
            assert not list(machine.root.rglob(".*.tmp"))
    assert cut >= 6, f"{cut} of the numbers are within a sync"
    machine.ok("doctor", "--full")


@pytest.mark.fault
def test_a_disk_that_fails_changes_nothing_and_says_so(machine: Machine) -> None:
    strace = needs("strace")
    machine.put_back()
    machine.ok("sync")
    after = machine.state()
    for call, fault in (("rename", "EIO"), ("fsync", "ENOSPC"), ("pwrite64", "ENOSPC")):
        machine.put_back()
        inject = f"inject={call}:error={fault}:when=2+"
        under = (strace, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
        said = machine("sync", under=under)
        assert said.returncode == 7, (call, said.stderr)
        machine.ok("doctor", "--full")
        machine.ok("sync")
        assert machine.state() == after, call


def test_a_store_that_another_program_holds_is_left_alone(machine: Machine) -> None:
    machine.put_back()
    machine.environ["RESCRM_BUSY_SECONDS"] = "0.3"
    before = machine.state()
    other = sqlite3.connect(machine.place / "now/r.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert machine("sync").returncode == 6
    other.execute("ROLLBACK")
    other.close()
    assert machine.state() == before
