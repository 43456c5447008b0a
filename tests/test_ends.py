"""How a run ends: closed pipes, full disks, signals, other users, and what the store is then."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from conftest import needs
from play import Program
from real import locked, shell, start, store_at, until

SIGNALS = pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
NOBODY = 65534


@pytest.fixture
def store(rescrm: Program, home: Path) -> Path:
    """A store of 12 people, all due."""
    for number in range(12):
        rescrm.ok(f"add 'Person {number:02}' --every '4 weeks' --on 2026-01-01")
    return store_at(home)


def contents(store: Path) -> str:
    """What the store holds, as a dump; whole, or the test fails."""
    with closing(sqlite3.connect(store)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = conn.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%STRICT%'")
        return json.dumps([
            [name, conn.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall()]
            for (name,) in sorted(tables.fetchall())
        ])  # fmt: skip


# Streams.


@pytest.mark.parametrize("line", ["list", "list --json", "due", "--help", "due --help", "history",
                                  "search person", "list --format rich", "--version"])  # fmt: skip
def test_a_closed_pipe_ends_quietly_with_0(store: Path, line: str) -> None:
    ended = shell(f"rescrm {line} | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}")
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("line", ["list", "list --json", "due", "--help", "list --format rich",
                                  "--version"])  # fmt: skip
def test_a_pipe_closed_from_the_start_ends_quietly_with_0(store: Path, line: str) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    ended = subprocess.run(
        [sys.executable, "-m", "rescrm", *line.split()],
        check=False, stdout=writes, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    os.close(writes)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("line", ["list", "list --json", "--help", "--version",
                                  "list --format rich", "history"])  # fmt: skip
@pytest.mark.parametrize(("where", "why"), [(">/dev/full", "no space left on device"),
                                            (">&-", "it is closed")])  # fmt: skip
def test_an_answer_that_cannot_be_written_is_7(
    store: Path, line: str, where: str, why: str
) -> None:
    ended = shell(f"rescrm {line} {where}")
    assert ended.returncode == 7
    assert f"the answer could not be written: {why}." in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_a_lost_answer_is_not_called_a_lost_change(
    rescrm: Program, store: Path, where: str
) -> None:
    ended = shell(f"rescrm add 'Zoe Park' {where}")
    assert ended.returncode == 7
    assert "Nothing was changed" not in ended.stderr
    assert "What was changed stays" in ended.stderr
    assert rescrm.item("show zoe")["name"] == "Zoe Park"


def test_what_cannot_be_read_is_not_called_a_lost_answer(rescrm: Program, store: Path) -> None:
    ended = shell("rescrm import - 0>/dev/null")
    assert (ended.returncode, ended.stdout) == (7, "")
    assert ended.stderr == "rescrm: the disk: bad file descriptor. Nothing was changed.\n"
    assert len(rescrm.items("list")) == 12


@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full", ">&- 2>&- <&-", ">/dev/full 2>&1"])
def test_an_error_that_cannot_be_told_keeps_its_code(store: Path, where: str) -> None:
    ended = shell(f"rescrm show zzz {where}")
    assert (ended.returncode, ended.stdout, ended.stderr) == (4, "", "")


def test_a_closed_input_is_no_fault(store: Path) -> None:
    ended = shell("rescrm show person <&-")
    assert ended.returncode == 3
    assert "people fit" in ended.stderr


# The environment.


@pytest.mark.parametrize("environment", ["env -i", "env -u HOME", "env -u HOME XDG_DATA_HOME=here",
                                         "env HOME=here", "env HOME="])  # fmt: skip
def test_without_a_home_and_a_store_it_is_7(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: str
) -> None:
    monkeypatch.chdir(tmp_path)
    here = {path.name for path in tmp_path.iterdir()}
    for line in ("list", "add Maya", "due --json"):
        ended = shell(f"{environment} {sys.executable} -m rescrm {line}")
        assert ended.returncode == 7, ended.stderr
        assert "no home folder" in ended.stderr
    assert {path.name for path in tmp_path.iterdir()} == here


def test_without_a_home_a_store_can_be_named(store: Path) -> None:
    for line in (f"--db {store} list", f"list --db {store}"):
        ended = shell(f"env -i {sys.executable} -m rescrm {line}")
        assert ended.returncode == 0
        assert len(ended.stdout.splitlines()) == 12
    assert shell(f"env -i RESCRM_DB={store} {sys.executable} -m rescrm due -n 3").returncode == 0


@pytest.mark.parametrize("typed", [r"$'Maya \xff'", r"--db=$'/tmp/\xff.db'", r"--now=$'\xc3'"])
def test_what_is_no_utf_8_is_refused_wherever_it_stands(store: Path, typed: str) -> None:
    ended = shell(f"rescrm add {typed}")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "not readable as text (UTF-8)" in ended.stderr


@pytest.mark.parametrize("locale", ["LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=C PYTHONIOENCODING=ascii",
                                    "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0",
                                    "LANG= LC_ALL="])  # fmt: skip
def test_names_of_every_script_are_shown_in_a_locale_that_has_none(
    rescrm: Program, home: Path, locale: str
) -> None:
    for name in ("José Núñez", "王伟", "مريم", "🎉 Zoë"):
        rescrm.run(["add", name, "--every", "4 weeks", "--on", "2026-01-01"])
    for line in ("list", "due", "list --json", "list --format rich", "show nunez", "search nunez",
                 "show 王伟", "--help", "add --help"):  # fmt: skip
        ended = shell(f"{locale} rescrm {line}")
        assert ended.returncode == 0, ended.stderr
        assert "N" in ended.stdout or "王" in ended.stdout or "738b" in ended.stdout


# Places that cannot be written.


@pytest.mark.parametrize("place", ["{file}/rescrm.db", "{file}/a/b/rescrm.db", "/proc/rescrm.db",
                                   "/proc/1/x/rescrm.db", "/dev/null/rescrm.db",
                                   "{folder}/" + "x" * 300, "/sys/rescrm.db"])  # fmt: skip
def test_a_store_that_cannot_be_made_is_7(rescrm: Program, tmp_path: Path, place: str) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    where = place.format(file=file, folder=tmp_path)
    said = rescrm.run(["--db", where, "add", "Maya"])
    assert (said.code, said.out) == (7, "")
    assert where in said.err
    assert said.err.endswith("Nothing was changed.\n")
    assert file.read_text() == "not a folder"


def as_nobody(line: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a user who owns nothing."""
    setpriv = needs("setpriv")
    if os.getuid():
        pytest.skip("only root can become somebody else")
    given = f"--reuid={NOBODY} --regid={NOBODY} --clear-groups"
    return shell(f"{setpriv} {given} {sys.executable} -m rescrm {line}")


@pytest.fixture
def ours(store: Path) -> Iterator[Path]:
    """The store in a folder that everybody can read and nobody else can write."""
    folder = Path("/tmp") / f"rescrm-test-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o755)
    shutil.copy(store, folder / "rescrm.db")
    (folder / "rescrm.db").chmod(0o644)
    yield folder / "rescrm.db"
    shutil.rmtree(folder)


def test_in_a_folder_of_somebody_else_reading_works_and_writing_is_7(ours: Path) -> None:
    before = contents(ours)
    assert len(as_nobody(f"--db {ours} list").stdout.splitlines()) == 12
    assert as_nobody(f"--db {ours} due --json").returncode == 0
    for line in ("add Maya", "remove 'person 01'", "undo", "tag 'person 01' +x"):
        ended = as_nobody(f"--db {ours} {line}")
        assert (ended.returncode, ended.stdout) == (7, ""), line
        assert str(ours) in ended.stderr
    assert contents(ours) == before
    assert [path.name for path in ours.parent.iterdir()] == ["rescrm.db"]


def test_what_may_not_be_read_is_7(ours: Path) -> None:
    ours.chmod(0o600)
    assert as_nobody(f"--db {ours} list").returncode == 7
    ours.chmod(0o644)
    ours.parent.chmod(0o700)
    for line in ("list", "add Maya", "list --json"):
        ended = as_nobody(f"--db {ours} {line}")
        assert ended.returncode == 7
        assert str(ours) in ended.stderr


# The disk is full.


def fill_up(rescrm: Program, db: str) -> int:
    """Write notes until it fails; the code of the failure."""
    for number in range(60):
        said = rescrm.run(["--db", db, "note", "maya", f"{number} " + "amyloid " * 3000])
        if said.code:
            assert (said.code, said.out) == (7, "")
            assert "Nothing was changed" in said.err
            return number
    raise AssertionError("the disk was never full")


def test_a_file_that_may_not_grow_leaves_the_state_before(rescrm: Program, home: Path) -> None:
    rescrm.ok("add Maya")
    store = store_at(home)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (store.stat().st_size + 200_000, hard))
    try:
        written = fill_up(rescrm, str(store))
        before = contents(store)
        for line in ("note maya " + "x" * 300_000, "add " + "y" * 300_000):
            assert rescrm(line).code == 7
        assert contents(store) == before
        assert len(rescrm.item("show maya")["notes"]) == written
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert rescrm.ok("doctor").out == ""
    assert rescrm.ok("add Ben").out.startswith("ben")


def test_a_full_disk_leaves_the_state_before(rescrm: Program, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(disk)],
        check=False, capture_output=True,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        db = f"{disk}/rescrm.db"
        rescrm.ok(f"--db {db} add Maya")
        written = fill_up(rescrm, db)
        before = contents(Path(db))
        assert rescrm.run(["--db", db, "note", "maya", "z" * 400_000]).code == 7
        assert contents(Path(db)) == before
        assert len(rescrm.item(f"--db {db} show maya")["notes"]) == written
        assert rescrm.ok(f"--db {db} doctor").out == ""
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_too_small_for_a_store_gets_none(rescrm: Program, tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        assert rescrm(f"--db {tmp_path}/small/rescrm.db add Maya").code == 7
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list((tmp_path / "small").iterdir()) == []


# Signals.


@SIGNALS
def test_a_signal_while_another_program_writes_ends_at_once(
    store: Path, sent: signal.Signals, code: int
) -> None:
    before = contents(store)
    with locked(store):
        process = start("add", "Zoe Park")
        until(lambda: is_waiting(process, store), process)
        begun = time.monotonic()
        process.send_signal(sent)
        out, err = process.communicate(timeout=20)
        took = time.monotonic() - begun
    assert (process.returncode, out, err) == (code, "", "")
    assert took < 5
    assert contents(store) == before


@SIGNALS
def test_a_signal_in_the_middle_of_a_change_takes_it_back(
    store: Path, sent: signal.Signals, code: int
) -> None:
    before = contents(store)
    # Readers let a writer begin but not end: the change is made, and waits to be kept.
    with closing(sqlite3.connect(store, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM contact").fetchone()
        process = start("add", "Zoe Park")
        journal = store.with_name("rescrm.db-journal")
        until(journal.exists, process)
        process.send_signal(sent)
        process.communicate(timeout=20)
    assert process.returncode == code
    assert not journal.exists()
    assert contents(store) == before


def test_a_hang_up_is_not_heard_under_nohup(store: Path) -> None:
    with locked(store) as other:
        process = start(
            "add", "Zoe Park", preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)
        )
        until(lambda: is_waiting(process, store), process)
        process.send_signal(signal.SIGHUP)
        other.rollback()
        assert process.wait(timeout=20) == 0


def is_waiting(process: subprocess.Popen[str], store: Path) -> bool:
    """Whether a process has the store open."""
    try:
        opened = list(Path(f"/proc/{process.pid}/fd").iterdir())
        return any(each.readlink() == store for each in opened)
    except (FileNotFoundError, PermissionError):
        return False


# Another program is writing.


def test_another_writer_is_waited_for(store: Path) -> None:
    with locked(store) as other:
        process = start("add", "Zoe Park")
        until(lambda: is_waiting(process, store), process)
        other.rollback()
        out, _ = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "zoe-park\tZoe Park\t\t\t\t\n")


def test_patience_ends_with_6_and_a_sentence(
    rescrm: Program, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESCRM_BUSY_SECONDS", "0.3")
    before = contents(store)
    with locked(store):
        said = rescrm("add Maya")
        assert (said.code, said.out) == (6, "")
        assert said.err == (
            f"rescrm: {store}: another program is writing to the store and did not finish. "
            "Nothing was changed; try again in a moment.\n"
        )
        assert len(rescrm.items("list")) == 12
    with locked(store, "EXCLUSIVE"):
        assert rescrm("list").code == rescrm("due --json").code == 6
    assert contents(store) == before


# A fault of ours.

BREAK = (
    "import sys, rescrm.commands.list as broken; "
    "broken.SORTS = {'Maya Rao, secret': 1}['Maya Rao, secret']; "
    "sys.argv = ['rescrm', *sys.argv[1:]]; "
    "from rescrm.__main__ import main; sys.exit(main())"
)


def broken(*argv: str) -> subprocess.CompletedProcess[str]:
    """Run the program with a mistake built in."""
    return subprocess.run(
        [sys.executable, "-c", BREAK, *argv], check=False, capture_output=True, text=True
    )


def test_a_fault_is_one_line_and_1(store: Path) -> None:
    ended = broken("list", "--sort", "Secret Name")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert len(ended.stderr.splitlines()) == 1
    assert "a fault in rescrm itself (TypeError)" in ended.stderr
    assert "Secret Name" not in ended.stderr


def test_a_fault_shows_where_it_broke_with_debug_and_no_value(store: Path) -> None:
    ended = broken("list", "--sort", "Secret Name", "--debug")
    assert ended.returncode == 1
    assert "commands/list.py" in ended.stderr
    assert "Secret Name" not in ended.stderr
    assert "int" not in ended.stderr.splitlines()[-1]


def test_a_fault_is_told_to_programs(store: Path) -> None:
    ended = broken("list", "--json")
    (told,) = json.loads(ended.stderr)["items"]
    assert (ended.returncode, told["code"], told["error"]) == (1, 1, "fault")
