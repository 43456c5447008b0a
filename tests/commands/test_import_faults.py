"""import where the machine fails it: all of the file is in, or nothing is."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import needs
from play import NOW, Program
from rescrm.store.tables import JOURNALED

SOURCE = Path(__file__).resolve().parents[2] / "src"
RESCRM = (sys.executable, "-m", "rescrm")


def cards(count: int) -> str:
    return "".join(
        f"BEGIN:VCARD\nUID:{number}\nFN:Person {number}\nEMAIL:p{number}@example.org\n"
        f"NOTE:met at poster {number}\nBDAY:--03-14\nEND:VCARD\n"
        for number in range(count)
    )


class Run:
    """The program in a process of its own, with a store that can be looked into."""

    def __init__(self, place: Path, home: Path) -> None:
        self.place = place
        self.store = place / "r.db"
        self.file = place / "people.vcf"
        keep = {name: os.environ[name] for name in ("PATH", "LC_ALL", "TZ")}
        self.environ = keep | {
            "HOME": str(home),
            "PYTHONPATH": str(SOURCE),
            "RESCRM_DB": str(self.store),
            "RESCRM_NOW": NOW,
            "RESCRM_BUSY_SECONDS": "0.3",
        }

    def __call__(
        self, *argv: str, under: tuple[str, ...] = (), **rest: Any
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*under, *RESCRM, *argv],
            env=self.environ,
            cwd=self.place,
            capture_output=True,
            text=True,
            timeout=120,
            **rest,
        )

    def ok(self, *argv: str) -> None:
        said = self(*argv)
        assert said.returncode == 0, said.stderr

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that undo answers for, and that the file is whole."""
        conn = sqlite3.connect(self.store)
        try:
            assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return {
                table: conn.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
                for table in JOURNALED
            }
        finally:
            conn.close()


@pytest.fixture
def run(tmp_path: Path, home: Path) -> Run:
    found = Run(tmp_path, home)
    found.ok("add", "Ana Torres", "-e", "ana@example.org")
    return found


def test_a_store_that_another_program_holds_is_left_alone(run: Run) -> None:
    run.file.write_text(cards(3))
    before = run.dump()
    other = sqlite3.connect(run.store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = run("import", "people.vcf")
    assert said.returncode == 6
    assert "another program is writing to the store" in said.stderr
    assert run("list").stdout.startswith("ana-torres\t")  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    assert run.dump() == before
    run.ok("import", "people.vcf")


def test_a_full_disk_changes_nothing_and_reading_goes_on(run: Run) -> None:
    run.file.write_text(cards(4000))
    before = run.dump()
    room = run.store.stat().st_size + 300_000

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    said = run("import", "people.vcf", preexec_fn=limit)
    assert said.returncode == 7, said.stderr
    assert "Nothing was changed" in said.stderr
    assert run.dump() == before
    assert run("list").stdout.startswith("ana-torres\t")
    run.ok("doctor", "--full")
    run.ok("import", "people.vcf")


def test_ctrl_c_in_the_middle_changes_nothing(run: Run) -> None:
    run.file.write_text(cards(3))
    before = run.dump()
    reader, writer = os.pipe()
    import_it = subprocess.Popen(
        [*RESCRM, "import", "people.vcf", "-"],
        env=run.environ,
        cwd=run.place,
        stdin=reader,
        stderr=subprocess.PIPE,
    )
    # A pipe holds 64 KiB: when the rest is written, the program has begun and waits for more.
    os.write(writer, cards(5000).encode() + b"BEGIN:VCARD\n")
    import_it.send_signal(2)
    os.close(writer)
    import_it.communicate(timeout=60)
    os.close(reader)
    assert import_it.returncode == 130
    assert run.dump() == before


@pytest.mark.fault
@pytest.mark.parametrize("fate", ["signal=KILL", "error=ENOSPC", "error=EIO"])
def test_cut_off_at_any_write_it_is_all_or_nothing(fate: str, run: Run) -> None:
    strace = needs("strace")
    run.file.write_text(cards(300))
    before = run.dump()
    spare = run.place / "spare.db"
    shutil.copyfile(run.store, spare)
    run.ok("import", "people.vcf")
    after = run.dump()
    finished, cut = 0, 0
    for number in (1, 2, 3, 7, 15, 40, 80, 120, 160, 200, 400):
        shutil.copyfile(spare, run.store)
        inject = f"inject=pwrite64:{fate}:when={number}{'' if 'KILL' in fate else '+'}"
        under = (strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", "-e", inject)
        said = run("import", "people.vcf", under=under)
        run.ok("doctor", "--full")  # a reader finds the journal and rolls it back
        found = run.dump()
        if said.returncode == 0:
            finished += 1
            assert sized(found) == sized(after)
        else:
            cut += 1
            assert said.returncode == (-9 if "KILL" in fate else 7), said.stderr
            assert found == before
        run.ok("import", "people.vcf")
        assert sized(run.dump()) == sized(after)
    assert finished and cut, "the numbers cover both ends of an import"


def sized(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, int]:
    return {table: len(rows) for table, rows in found.items()}


@pytest.mark.fault
def test_progress_is_for_a_terminal_only(run: Run, rescrm: Program) -> None:
    pexpect = pytest.importorskip("pexpect")
    run.file.write_text(cards(4500))
    rescrm_on = pexpect.spawn(
        RESCRM[0],
        [*RESCRM[1:], "import", "people.vcf"],
        env=run.environ | {"TERM": "xterm"},
        cwd=str(run.place),
        timeout=60,
        encoding="utf-8",
    )
    rescrm_on.expect_exact("people.vcf: 2,000 read\x1b[K")
    rescrm_on.expect_exact("\r\x1b[K")
    rescrm_on.expect(pexpect.EOF)
    rescrm_on.close()
    assert rescrm_on.exitstatus == 0
    assert run("import", "people.vcf").stderr == ""
