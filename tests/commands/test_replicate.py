"""Copies by a real Litestream into a folder, and back; what is written, refused, ended."""

from __future__ import annotations

import json
import os
import plistlib
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from conftest import needs
from dumps import everything
from play import NOW, Program
from rescrm.remote import litestream

STAMP = 1795348800  # NOW, in seconds


@pytest.fixture(autouse=True)
def unattended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's systemd is spoken to."""
    monkeypatch.setenv("RESCRM_BUSY_SECONDS", "0.3")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)


@pytest.fixture
def kept(rescrm: Program) -> Program:
    """A store with two people and a touch."""
    rescrm.ok('add "Ana Torres" --every 2w')
    rescrm.ok('add "Ben Adler"')
    rescrm.ok('log "coffee with Ana"')
    return rescrm


@pytest.fixture
def store(home: Path) -> Path:
    return home / ".local/share/rescrm/rescrm.db"


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """Where copies go: a folder that is not there yet."""
    return tmp_path / "another disk/rescrm"


def the_program() -> str:
    """The real one: beside this Python, or on the path."""
    return litestream.program(os.environ.get("PATH")) or needs("litestream")


def settings() -> Path:
    return Path.home() / ".config/rescrm/litestream.yml"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Litestream with our settings, its files for nobody else."""
    word, *rest = words
    argv = [the_program(), word, "-config", str(settings()), "-no-expand-env", *rest]
    return subprocess.run(
        argv, capture_output=True, text=True, check=False, timeout=60, umask=0o077
    )


def once() -> None:
    done = run("replicate", "-once")
    assert done.returncode == 0, done.stderr


@contextmanager
def running() -> Iterator[subprocess.Popen[str]]:
    """Litestream as the service runs it, until it has copied all and ended."""
    argv = litestream.command(the_program(), settings())
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout
        assert any("snapshot complete" in line for line in process.stdout)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def mode(store: Path) -> str:
    with closing(sqlite3.connect(store)) as conn:
        return str(conn.execute("PRAGMA journal_mode").fetchone()[0])


def export(rescrm: Program) -> str:
    return rescrm.ok("export json").out


def beside(store: Path) -> list[str]:
    return sorted(each.name for each in store.parent.iterdir())


def back_by_hand(store: Path, target: Path) -> None:
    done = run("restore", "-o", str(target), str(store))
    assert done.returncode == 0, done.stderr


# There and back.


def test_a_copy_comes_back_through_restore(kept: Program, store: Path, copies: Path) -> None:
    kept.ok(f"replicate init --to '{copies}'")
    once()
    was, back = export(kept), copies.parent / "back.db"
    back_by_hand(store, back)
    before = back.read_bytes()
    kept.ok("remove ben --yes")
    item = kept.item(f"restore '{back}'")
    assert export(kept) == was
    assert item["people"] == 2
    assert kept.ok("doctor --full").out == ""
    # The copy is only read, and the store goes on writing ahead.
    assert back.read_bytes() == before
    assert sorted(each.name for each in copies.parent.iterdir()) == ["back.db", "rescrm"]
    assert mode(store) == "wal"


def test_a_copy_comes_back_by_hand_on_a_new_disk(kept: Program, store: Path, copies: Path) -> None:
    kept.ok(f"replicate init --to '{copies}'")
    once()
    was = export(kept)
    for each in store.parent.iterdir():
        subprocess.run(["rm", "-r", each], check=True)
    assert kept.items("list") == []
    back_by_hand(store, store)
    assert export(kept) == was
    kept.ok('log "call with Ben"')
    assert kept.ok("doctor --full").out == ""


def test_what_is_written_while_it_runs_is_in_the_copy(
    kept: Program, store: Path, copies: Path
) -> None:
    kept.ok(f"replicate init --to '{copies}'")
    with running():
        for nth in range(12):
            kept.ok(f'log "call with Ben, talked {nth}"')
        kept.ok("undo 2")
        kept.ok("redo")
        was = export(kept)
    back = copies.parent / "back.db"
    back_by_hand(store, back)
    assert kept.ok(f"--db '{back}' export json").out == was


def test_a_store_brought_back_while_it_runs_is_copied_too(
    kept: Program, store: Path, copies: Path
) -> None:
    kept.ok("backup")
    was = export(kept)
    kept.ok('add "Cai Li"')
    kept.ok(f"replicate init --to '{copies}'")
    with running():
        kept.ok(f"backup '{copies.parent}/by-hand.db'")
        kept.ok(f"restore {store}.backup-2026-11-22T070000")
        assert export(kept) == was
        assert kept.ok("doctor --full").out == ""
        # A week on, a change leaves its weekly copy.
        kept.ok('log "call with Ben"', now="2026-12-24T07:00:00-05:00")
        was = export(kept)
    weekly = f"{store}.weekly-2026-12-24"
    assert kept.ok(f"--db {weekly} export json").out == was
    assert len(kept.items(f"--db '{copies.parent}/by-hand.db' list")) == 3
    back = copies.parent / "back.db"
    back_by_hand(store, back)
    assert kept.ok(f"--db '{back}' export json").out == was


@pytest.mark.fault
def test_a_writer_killed_under_a_store_that_writes_ahead_leaves_all_or_nothing(
    kept: Program, store: Path, copies: Path
) -> None:
    strace = needs("strace")
    kept.ok(f"replicate init --to '{copies}'")
    with running():
        for nth in (1, 2, 5, 9, 14):
            before = export(kept)
            subprocess.run(
                [strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64",
                 "-e", f"inject=pwrite64:signal=KILL:when={nth}",
                 sys.executable, "-m", "rescrm", "add", f"Cai Li {nth}"],
                env=dict(os.environ), check=False, capture_output=True,
            )  # fmt: skip
            assert kept.ok("doctor --full").out == ""
            after = export(kept)
            assert after == before or f"Cai Li {nth}" in after
            kept.ok(f'add "Dee Fox {nth}"')
        was = export(kept)
    back = copies.parent / "back.db"
    back_by_hand(store, back)
    assert kept.ok(f"--db '{back}' export json").out == was


@pytest.mark.parametrize(
    "name", ["my store.db", 'a "b" \\ c.db', "$HOME ${PATH}.db", "josé: 1;&.db", "'x'.db"]
)
def test_a_store_of_any_name_is_copied(rescrm: Program, tmp_path: Path, name: str) -> None:
    store, to = tmp_path / f"in {name}" / name, tmp_path / f"to {name}"
    rescrm.run(["--db", str(store), "add", "Ana Torres"])
    assert rescrm.run(["--db", str(store), "replicate", "init", "--to", str(to)]).code == 0
    listed = run("databases").stdout
    assert str(store) in listed
    once()
    back = tmp_path / "back.db"
    back_by_hand(store, back)
    assert [each["name"] for each in rescrm.items(f"--db {back} list")] == ["Ana Torres"]
    said = rescrm.run(["--db", str(store), "replicate", "status", "--json"])
    assert said.items[0]["to"] == str(to)


@pytest.mark.parametrize("name", ["a#b.db", "a?b.db", "a%20b.db"])
def test_a_store_that_litestream_cannot_open_is_refused(
    rescrm: Program, tmp_path: Path, name: str
) -> None:
    db = tmp_path / "store" / name
    rescrm.ok(f"--db '{db}' add Ana")
    refused = rescrm(f"--db '{db}' replicate init --to {tmp_path}/copies")
    assert refused.code == 2
    assert "in its path" in refused.err
    assert mode(db) == "delete"


# What is written.


def test_settings_and_service_are_private_and_hold_no_secret(
    kept: Program, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "sesame")
    monkeypatch.setenv("LITESTREAM_SECRET_ACCESS_KEY", "sesame")
    before = os.umask(0)
    try:
        item = kept.item("replicate init --to s3://my-bucket/rescrm")
    finally:
        os.umask(before)
    for file in (Path(item["settings"]), Path(item["service"])):
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
        assert "sesame" not in file.read_text()
    text = settings().read_text()
    assert 'bucket: "my-bucket"' in text
    assert "UMask=0077" in Path(item["service"]).read_text()
    assert item["to"] == "s3://my-bucket/rescrm"


def test_the_service_of_systemd_holds(kept: Program, copies: Path, tmp_path: Path) -> None:
    analyze = needs("systemd-analyze")
    odd = ["/bin/true", "-config", '/a $b %c/"d"/e\'f.yml']
    unit = tmp_path / litestream.NAME
    unit.write_text(litestream.unit(odd))
    said = subprocess.run(
        [analyze, "verify", "--user", "--man=no", unit], capture_output=True, text=True,
        check=False, env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )  # fmt: skip
    assert "rescrm" not in said.stderr
    assert said.returncode == 0, said.stderr


def test_the_job_of_launchd_holds() -> None:
    argv = litestream.command("/opt/my tools/litestream", Path("/a & b/litestream.yml"))
    said = plistlib.loads(litestream.plist(argv))
    assert said["ProgramArguments"] == argv
    assert (said["KeepAlive"], said["Umask"]) == (True, 0o077)


def test_it_says_how_to_run_what_nothing_runs_yet(kept: Program, copies: Path) -> None:
    said = kept.ok(f"replicate init --to '{copies}' --format rich")
    assert "It is written but not on yet" in said.err
    assert f"replicate -config {settings()} -no-expand-env" in said.err
    assert f"is copied to {copies}" in said.out.replace("\n", " ")


def test_a_dry_run_writes_nothing(kept: Program, store: Path, copies: Path) -> None:
    before = everything()
    assert kept.item(f"replicate init --to '{copies}' --dry-run")["journal"] == "delete"
    assert everything() == before
    assert not settings().exists()
    kept.ok(f"replicate init --to '{copies}'")
    kept.ok("replicate remove --dry-run")
    assert settings().exists()
    assert mode(store) == "wal"


# SFTP: a server is known, or nothing is sent to it.


@pytest.fixture
def ssh(home: Path) -> Path:
    folder = home / ".ssh"
    folder.mkdir()
    (folder / "id_ed25519").write_text("a key")
    (folder / "known_hosts").write_text("nas.example.org ssh-ed25519 AAAAkey\n")
    return folder


def test_a_server_is_named_by_its_key(kept: Program, ssh: Path) -> None:
    said = kept.ok("replicate init --to sftp://maya@nas.example.org/copies --json")
    text = settings().read_text()
    assert 'host-key: "ssh-ed25519 AAAAkey"' in text
    assert f'key-path: "{ssh}/id_ed25519"' in text
    assert said.items[0]["to"] == "sftp://maya@nas.example.org/copies"
    assert "HostKeyAlgorithms=ecdsa-sha2-nistp256 -p 22 maya@nas.example.org" in said.err


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("id_ed25519", "there is no SSH key in"),
        ("known_hosts", "SSH does not know nas.example.org yet. Connect once, and look: ssh maya@"),
    ],
)
def test_what_ssh_does_not_have_is_asked_for(
    kept: Program, ssh: Path, spoil: str, said: str
) -> None:
    (ssh / spoil).unlink()
    told = kept("replicate init --to sftp://maya@nas.example.org/copies")
    assert told.code == 2
    assert said in told.err
    assert not settings().exists()


# What is refused.


@pytest.mark.parametrize(
    ("to", "code", "said"),
    [
        ("~/.local/share/rescrm", 2, "the store is in there"),
        ("~/.local/share/rescrm/copies", 2, "the store is in there"),
        ("~/.local/share", 2, "the store is in there"),
        ("~/link/copies", 2, "the store is in there"),
        ("/", 2, "the store is in there"),
        ("~/file", 7, "this is no folder"),
        ("~/file/copies", 7, "this is no folder"),
        ("/proc/copies", 7, "/proc/copies: no such file"),
        ("'  '", 2, "Try a folder"),
        ("https://example.org/x", 2, "Try a folder, s3://bucket/path"),
        ("gs://bucket", 2, "Try a folder"),
        ("s3://", 2, "Try a folder"),
        ("sftp://nas.example.org/copies", 2, "Try a folder"),
        ("sftp://maya:sesame@nas.example.org/copies", 2, "a password does not belong there"),
        ("'a\nb'", 2, "Try a folder"),
        ("''", 2, "where to?"),
    ],
)
def test_a_place_that_is_none_is_refused(
    kept: Program, store: Path, home: Path, to: str, code: int, said: str
) -> None:
    (home / "link").symlink_to(store.parent)
    (home / "file").write_text("mine")
    told = kept(f"replicate init --to {to}")
    assert told.code == code
    assert said in told.err
    assert "sesame" not in told.err
    assert not settings().exists()
    assert mode(store) == "delete"


@pytest.mark.parametrize("word", ["status", "remove"])
def test_a_place_is_named_when_it_is_set_up(kept: Program, word: str) -> None:
    assert kept(f"replicate {word} --to /tmp/x").code == 2


def test_the_folder_of_copies_is_for_us_alone(kept: Program, copies: Path) -> None:
    kept.ok(f"replicate init --to '{copies}' --dry-run")
    assert not copies.exists()
    kept.ok(f"replicate init --to '{copies}'")
    assert copies.stat().st_mode & 0o777 == 0o700


def test_without_a_store_there_is_nothing_to_copy(rescrm: Program, copies: Path) -> None:
    assert rescrm(f"replicate init --to '{copies}'").code == 4
    assert rescrm.ok("replicate").out == ""
    assert rescrm("replicate sideways").code == 2
    assert rescrm("replicate init").code == 2


def test_files_of_someone_else_are_left_alone(kept: Program, store: Path, copies: Path) -> None:
    kept.ok("config set budget 4")
    settings().write_text("dbs: []  # mine\n")
    assert kept(f"replicate init --to '{copies}'").code == 7
    assert settings().read_text() == "dbs: []  # mine\n"
    assert kept.ok("replicate remove").out == ""
    assert settings().exists()
    assert mode(store) == "delete"


def test_one_store_is_copied_at_a_time(kept: Program, copies: Path, tmp_path: Path) -> None:
    kept.ok(f"replicate init --to '{copies}'")
    text = settings().read_text()
    other = f"--db {tmp_path}/other/rescrm.db"
    kept.ok(f"{other} add Dee")
    for words in ("replicate remove", f"replicate init --to {tmp_path}/elsewhere"):
        refused = kept(f"{other} {words}")
        assert refused.code == 2
        assert "one store has them at a time" in refused.err
    assert kept.items(f"{other} replicate") == []
    assert settings().read_text() == text


def test_a_store_that_somebody_holds_is_told(kept: Program, store: Path, copies: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM contact").fetchone()
        refused = kept(f"replicate init --to '{copies}'")
        assert refused.code == 6
        assert "another program has the store open" in refused.err
    assert not settings().exists()
    kept.ok(f"replicate init --to '{copies}'")


# How it goes, and its end.


def test_it_tells_what_is_not_there_yet(kept: Program, copies: Path) -> None:
    kept.ok(f"replicate init --to '{copies}'")
    item = kept.item("replicate status")
    assert (item["state"], item["newest"], item["behind"]) == ("not initialized", None, None)
    once()
    pieces = list(copies.rglob("*.ltx"))
    for seconds, behind in ((-60, True), (5, False)):
        for each in pieces:
            os.utime(each, (STAMP + seconds, STAMP + seconds))
        item = kept.item("replicate")
        assert (item["state"], item["behind"], item["runs"]) == ("ok", behind, False)
        told = kept.ok("replicate --format rich").out
        assert ("later changes are not there yet" in told) is behind
    assert kept.item("replicate")["newest"].startswith("2026-11-22T12:00:05")
    assert NOW.startswith("2026-11-22T07:00:00")


def test_it_ends_and_the_store_is_one_file_again(kept: Program, store: Path, copies: Path) -> None:
    was = export(kept)
    kept.ok(f"replicate init --to '{copies}'")
    once()
    assert ".rescrm.db-litestream" in beside(store)
    assert len(kept.items("replicate remove")) == 2
    assert beside(store) == ["rescrm.db"]
    assert mode(store) == "delete"
    assert not settings().exists()
    assert list(copies.rglob("*.ltx"))
    assert export(kept) == was
    assert kept.items("replicate remove") == []


def test_while_it_runs_it_does_not_end(kept: Program, store: Path, copies: Path) -> None:
    kept.ok(f"replicate init --to '{copies}'")
    with running():
        refused = kept("replicate remove")
        assert refused.code == 6
        assert "a Litestream that was begun by hand" in refused.err
        assert settings().exists()
    kept.ok("replicate remove")
    assert beside(store) == ["rescrm.db"]


def test_a_new_place_takes_the_place_of_the_old(kept: Program, store: Path, copies: Path) -> None:
    kept.ok(f"replicate init --to '{copies}'")
    once()
    elsewhere = copies.with_name("elsewhere")
    kept.ok(f"replicate init --to '{elsewhere}'")
    kept.ok('add "Cai Li"')
    once()
    back = copies.parent / "back.db"
    back_by_hand(store, back)
    assert len(kept.items(f"--db '{back}' list")) == 3
    assert json.loads(kept.ok("replicate --json").out)["items"][0]["to"] == str(elsewhere)
