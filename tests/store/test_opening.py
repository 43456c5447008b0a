"""The file: made once and privately, never opened when it is not ours, never harmed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import needs
from play import Program
from rescrm.errors import NotWritable, StoreBusy, StoreDamaged, StoreError, StoreForeign, StoreNewer
from rescrm.store.connection import APPLICATION_ID, VERSION
from rescrm.store.opening import open_store
from rescrm.store.waiting import patience

SRC = Path(__file__).resolve().parents[2] / "src"
NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    place = tmp_path / "empty"
    place.mkdir()
    return place


@pytest.fixture
def path(home: Path) -> Path:
    return home / ".local/share/rescrm/rescrm.db"


@pytest.fixture
def made(rescrm: Program, path: Path) -> Path:
    """A store with somebody in it."""
    rescrm.ok('add "Ana Torres" -k alum --note "met at the poster session"')
    return path


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def environ(**more: str) -> dict[str, str]:
    """For a process of its own; without the seed, which would give each the same uids."""
    said = {name: value for name, value in os.environ.items() if name != "RESCRM_SEED"}
    return {**said, "PYTHONPATH": str(SRC), "PYTHONDONTWRITEBYTECODE": "1", **more}


def program(*words: str) -> subprocess.Popen[str]:
    """The program as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "rescrm", *words],
        env=environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


# Making it -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777], ids=oct)
def test_a_store_is_private_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    path = tmp_path / "new" / "rescrm" / "rescrm.db"
    with umask(mask):
        conn = open_store(path, create=True)
    assert conn
    conn.close()
    assert mode(path) == 0o600
    assert mode(path.parent) == mode(path.parent.parent) == 0o700


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_store(tmp_path / "rescrm.db", create=True)
    assert mode(tmp_path) == 0o755


def test_nothing_is_left_beside_a_new_store(folder: Path) -> None:
    open_store(folder / "rescrm.db", create=True)
    assert [each.name for each in folder.iterdir()] == ["rescrm.db"]


def test_reading_makes_no_store(folder: Path) -> None:
    assert open_store(folder / "deep" / "rescrm.db", create=False) is None
    assert list(folder.iterdir()) == []


def test_a_new_store_says_whose_it_is(tmp_path: Path) -> None:
    conn = open_store(tmp_path / "rescrm.db", create=True)
    assert conn
    assert conn.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert conn.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_link_to_nowhere_yet_is_followed(tmp_path: Path) -> None:
    link, target = tmp_path / "rescrm.db", tmp_path / "cloud" / "rescrm.db"
    link.symlink_to(target)
    open_store(link, create=True)
    assert link.is_symlink()
    assert mode(target) == 0o600


def test_where_no_hard_links_are_the_store_is_renamed_into_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    path = folder / "rescrm.db"
    first = open_store(path, create=True)
    assert first
    first.execute("INSERT INTO pause (first_day, last_day) VALUES ('2026-01-01', '2026-01-02')")
    first.close()
    assert [each.name for each in folder.iterdir()] == ["rescrm.db"]
    again = open_store(path, create=True)
    assert again
    assert again.execute("SELECT count(*) FROM pause").fetchone() == (1,)


def test_the_dry_run_of_a_first_write_makes_no_store(rescrm: Program, path: Path) -> None:
    said = rescrm.item('add "Ana Torres" --dry-run')
    assert said["handle"] == "ana-torres"
    assert not path.exists()


def test_eight_at_once_make_one_store(path: Path) -> None:
    several = [program("add", f"Person Number{nth}") for nth in range(8)]
    for each in several:
        assert each.wait(timeout=120) == 0, each.stderr.read() if each.stderr else ""
    with sqlite3.connect(path) as conn:
        assert conn.execute("SELECT count(*) FROM contact").fetchone() == (8,)
        assert conn.execute("SELECT count(*) FROM change").fetchone() == (8,)
    assert [each.name for each in path.parent.iterdir()] == ["rescrm.db"]


def test_eight_at_once_make_one_store_where_no_hard_links_are(path: Path, tmp_path: Path) -> None:
    strace = needs("strace")
    refuse = [strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=link,linkat"]
    refuse += ["-e", "inject=link,linkat:error=EPERM", sys.executable, "-m", "rescrm", "add"]
    several = [
        subprocess.Popen(
            [*refuse, f"Person Number{nth}"],
            env=environ(),
            stdout=subprocess.DEVNULL,
        )
        for nth in range(8)
    ]
    assert [each.wait(timeout=120) for each in several] == [0] * 8
    with sqlite3.connect(path) as conn:
        assert conn.execute("SELECT count(*) FROM contact").fetchone() == (8,)


# What is not a store of ours, or not whole ---------------------------------------------------


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(4096, len(data), 7):
        data[place] ^= 0x55
    path.write_bytes(data)


def other_program(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE contact (handle, name)")


def newer(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA user_version = 99")


BAD: dict[str, tuple[Callable[[Path], object], type[StoreError], str]] = {
    "a damaged header": (
        lambda path: path.write_bytes(b"garbagegarbage!!" + path.read_bytes()[16:]),
        StoreForeign,
        "not a store of rescrm",
    ),
    "cut short within the header": (lambda path: os.truncate(path, 50), StoreForeign, "cut short"),
    "cut short within a page": (lambda path: os.truncate(path, 5000), StoreDamaged, "damaged"),
    "cut short at a page": (lambda path: os.truncate(path, 40960), StoreDamaged, "damaged"),
    "bytes flipped": (flipped, StoreDamaged, "damaged"),
    "nothing in it": (lambda path: os.truncate(path, 0), StoreForeign, "empty"),
    "a text": (lambda path: path.write_text("hello there\n"), StoreForeign, "not a store"),
    "of another program": (other_program, StoreForeign, "another program"),
    "of a newer rescrm": (newer, StoreNewer, "newer rescrm (version 99"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_is_not_ours_is_refused_in_a_sentence_and_left_as_it_is(
    made: Path, rescrm: Program, what: str
) -> None:
    harm, error, words = BAD[what]
    harm(made)
    before = made.read_bytes()
    for line in ("list", "due", 'add "Ben Adler"', "undo", "doctor --mend"):
        said = rescrm(line)
        assert said.code == 6, f"{line}: {said.out}{said.err}"
        assert str(made) in said.err
        assert words in said.err
        assert said.err.count("\n") == 1
    assert rescrm("list --json").error["error"] == error.word
    assert made.read_bytes() == before
    assert [each.name for each in made.parent.iterdir()] == ["rescrm.db"]


def test_the_newest_copy_of_a_damaged_store_is_named(made: Path, rescrm: Program) -> None:
    for version, age in ((1, 1000), (2, 2000)):
        copy = made.with_name(f"rescrm.db.before-version-{version}")
        shutil.copy(made, copy)
        os.utime(copy, (age, age))
    made.write_bytes(b"garbagegarbage!!" + made.read_bytes()[16:])
    said = rescrm("list")
    assert said.code == 6
    assert "rescrm.db.before-version-2" in said.err


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreForeign, match="folder"):
        open_store(tmp_path, create=True)


@pytest.mark.parametrize("create", [True, False])
def test_a_fifo_is_not_waited_for(tmp_path: Path, create: bool) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(StoreForeign, match="no plain file"):
        open_store(tmp_path / "fifo", create=create)


def test_a_link_in_a_ring_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ring.db").symlink_to(tmp_path / "ring.db")
    with pytest.raises((NotWritable, StoreForeign)):
        open_store(tmp_path / "ring.db", create=True)


def test_a_store_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritable, match=r"file/rescrm\.db"):
        open_store(tmp_path / "file" / "rescrm.db", create=True)


# Others at work ------------------------------------------------------------------------------


def test_a_writer_waits_and_then_says_so_while_reading_goes_on(
    made: Path, rescrm: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESCRM_BUSY_SECONDS", "0.2")
    other = sqlite3.connect(made, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused = rescrm('add "Ben Adler"')
    assert refused.code == 6
    assert "another program is writing" in refused.err
    assert rescrm('add "Ben Adler" --json').error["error"] == StoreBusy.word
    assert [each["handle"] for each in rescrm.items("list")] == ["ana-torres"]
    assert rescrm("undo").code == 6
    other.execute("ROLLBACK")
    rescrm.ok('add "Ben Adler"')


@pytest.mark.parametrize(
    ("said", "seconds"), [("", 30), ("2", 2), ("0.5", 0.5), ("soon", 30), ("-1", 30), ("1e9", 30)]
)
def test_how_long_to_wait_can_be_said(
    said: str, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESCRM_BUSY_SECONDS", said)
    assert patience() == seconds


WRITER = """
import os, sys
os.environ["RESCRM_BUSY_SECONDS"] = "120"
from rescrm.cli import main
sys.stdout = open(os.devnull, "w")
who = sys.argv[1]
codes = [main(["log", "call with @ana-torres", "--note", f"{who}-{nth}"]) for nth in range(50)]
sys.exit(max(codes))
"""


@pytest.mark.fault
def test_eight_writers_of_fifty_touches_each_lose_none(made: Path) -> None:
    several = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(nth)], env=environ())
        for nth in range(8)
    ]
    readers = 0
    while any(each.poll() is None for each in several):
        reader = program("list")
        assert reader.wait(timeout=120) == 0
        readers += 1
    assert readers > 0
    assert [each.returncode for each in several] == [0] * 8
    with sqlite3.connect(made) as conn:
        notes = {note for (note,) in conn.execute("SELECT note FROM interaction")}
        assert notes == {f"{who}-{nth}" for who in range(8) for nth in range(50)}
        assert conn.execute("SELECT count(*) FROM change").fetchone() == (401,)
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# Where one may not ---------------------------------------------------------------------------


def as_nobody(*words: str, home: str = "/tmp") -> subprocess.CompletedProcess[str]:
    """Run the program as a user whom file modes hold back."""
    if os.geteuid() == 0:
        setpriv = needs("setpriv")
        front = [setpriv, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    else:
        front = []
    return subprocess.run(
        [*front, sys.executable, "-m", "rescrm", *words],
        env=environ(HOME=home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def shared(tmp_path_factory: pytest.TempPathFactory, made: Path) -> Iterator[Path]:
    """A copy of the store in a place that anyone may enter."""
    place = Path("/tmp") / f"rescrm-{os.getpid()}-{tmp_path_factory.getbasetemp().name}"
    place.mkdir(mode=0o755)
    shutil.copy(made, place / "rescrm.db")
    if as_nobody("--version").returncode:
        shutil.rmtree(place)
        pytest.skip("another user cannot run this Python")
    yield place
    for each in place.iterdir():
        each.chmod(0o600 if each.is_file() else 0o700)
    place.chmod(0o700)
    shutil.rmtree(place)


def test_a_folder_that_may_only_be_read_is_read_and_a_write_says_where(shared: Path) -> None:
    path = shared / "rescrm.db"
    path.chmod(0o444)
    shared.chmod(0o555)
    before = path.read_bytes()
    listed = as_nobody("--db", str(path), "list")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert listed.stdout.startswith("ana-torres\t")
    assert as_nobody("--db", str(path), "doctor").returncode == 0
    refused = as_nobody("--db", str(path), "add", "Ben Adler")
    assert refused.returncode == 7
    assert refused.stderr.startswith(f"rescrm: {path}: this place may not be written")
    assert path.read_bytes() == before


def test_a_store_that_may_not_be_made_or_opened_is_named(shared: Path) -> None:
    new = as_nobody("--db", str(shared / "deep" / "new.db"), "add", "Ben Adler")
    assert (new.returncode, str(shared) in new.stderr) == (7, True)
    (shared / "rescrm.db").chmod(0o000)
    locked = as_nobody("--db", str(shared / "rescrm.db"), "list")
    assert (locked.returncode, "may not be opened" in locked.stderr) == (7, True)


def test_without_a_home_a_place_is_asked_for(
    rescrm: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("HOME")
    said = rescrm("list")
    assert said.code == 7
    assert "--db PATH" in said.err
    rescrm.ok(f'--db {tmp_path / "x.db"} add "Ana Torres"')
