"""A calendar where the machine fails it: the old file whole, or the new one, or none."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import needs
from play import Program
from real import RESCRM, shell

OLD = "BEGIN:VCALENDAR\r\nold\r\nEND:VCALENDAR\r\n"
CALLS = "write,fsync,rename"


@pytest.fixture
def store(rescrm: Program) -> Program:
    """So many reminders that a calendar is written in several pieces."""
    names = "".join(f"BEGIN:VCARD\nFN:Person {n}\nEND:VCARD\n" for n in range(120))
    Path("people.vcf").write_text(names, encoding="utf-8")
    rescrm.ok("import people.vcf --tag all")
    rescrm.ok("rule set tag:all '3 weeks'")
    Path("people.vcf").unlink()
    return rescrm


def under_strace(inject: str) -> subprocess.CompletedProcess[str]:
    trace = ("-e", f"trace={CALLS}", "-e", f"inject={CALLS}:{inject}")
    line = ("strace", "-f", "-qq", "-o", os.devnull, *trace, *RESCRM, "export", "ics")
    environ = {name: value for name, value in os.environ.items() if name != "RESCRM_SEED"}
    return subprocess.run(
        [*line, "-o", "out.ics"], env=environ, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip


def left() -> list[str]:
    return [each.name for each in Path().iterdir()]


@pytest.mark.fault
@pytest.mark.parametrize("was", [OLD, ""], ids=["over an old file", "where none was"])
def test_killed_at_any_call_the_file_is_the_old_one_or_the_new_one(
    store: Program, was: str
) -> None:
    needs("strace")
    new = store.ok("export ics").out
    assert len(new) > 40_000
    died = 0
    for nth in range(1, 40):
        Path("out.ics").write_text(was, encoding="utf-8", newline="")
        if not was:
            Path("out.ics").unlink()
        said = under_strace(f"signal=KILL:when={nth}")
        there = Path("out.ics").read_bytes().decode() if Path("out.ics").exists() else ""
        assert there in (was, new)
        if said.returncode == 0:
            break
        died += 1
        assert said.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    assert died >= 6 and there == new
    assert store.ok("export ics").out == new


@pytest.mark.fault
@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EDQUOT"])
def test_on_a_full_or_broken_disk_the_old_file_stays(store: Program, error: str) -> None:
    needs("strace")
    for when in ("1", "3+"):
        Path("out.ics").write_text(OLD, encoding="utf-8", newline="")
        said = under_strace(f"error={error}:when={when}")
        assert said.returncode == 7
        assert Path("out.ics").read_bytes().decode() == OLD and left() == ["out.ics"]
    assert store.ok("export ics -o out.ics").code == 0


def test_a_file_under_a_careless_umask_is_private_all_the_same(store: Program) -> None:
    assert shell("umask 000; rescrm export ics -o out.ics").returncode == 0
    assert stat.S_IMODE(Path("out.ics").stat().st_mode) == 0o600


def test_a_reader_that_stops_early_is_no_trouble(store: Program) -> None:
    said = shell('rescrm export ics | head -1; echo "${PIPESTATUS[0]}"')
    assert said.stdout.split() == ["BEGIN:VCALENDAR", "0"] and said.stderr == ""


def test_a_full_stdout_is_said(store: Program) -> None:
    assert shell("rescrm export ics > /dev/full").returncode == 7


@pytest.mark.parametrize("place", ["fifo", "folder", "link"])
def test_what_is_looked_at_is_a_file(rescrm: Program, place: str) -> None:
    os.mkfifo("fifo")
    Path("folder").mkdir()
    Path("link").symlink_to("nowhere")
    said = rescrm(f"export ics --check {place} --json")
    assert said.code == (4 if place == "link" else 2)
    assert said.error["code"] == said.code


def test_it_runs_where_nothing_is_set(store: Program) -> None:
    """As from cron: no terminal, no locale, another folder."""
    home = os.environ["HOME"]
    line = ["env", "-i", f"HOME={home}", f"PYTHONPATH={Path(__file__).parents[2] / 'src'}"]
    said = subprocess.run(
        [*line, sys.executable, "-m", "rescrm", "export", "ics", "-o", "out.ics", "--quiet"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (said.returncode, said.stderr) == (0, "")
    assert Path("out.ics").read_bytes().endswith(b"END:VCALENDAR\r\n")
