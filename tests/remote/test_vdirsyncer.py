"""vdirsyncer's configuration for each kind of server, and how it is run."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest

from rescrm.errors import OtherProgram, UsageError
from rescrm.remote.vdirsyncer import (
    MARK,
    PRESETS,
    Courier,
    Server,
    check,
    configuration,
    find,
)

DAV = "https://dav.example.org"


def read(text: str, tmp_path: Path):  # type: ignore[no-untyped-def]
    """The configuration as vdirsyncer itself reads it."""
    config = pytest.importorskip("vdirsyncer.cli.config")
    path = tmp_path / "config"
    path.write_text(text)
    return config.load_config(str(path))


@pytest.mark.parametrize("preset", PRESETS)
def test_vdirsyncer_takes_the_configuration(preset: str, tmp_path: Path) -> None:
    server = Server(preset, DAV, "maya", "pass show 'my dav'")
    check(server)
    found = read(configuration(tmp_path, server), tmp_path)
    assert set(found.pairs) == {f"rescrm_{each}" for each in server.collections}
    for name, pair in found.pairs.items():
        assert pair.implicit == "create"
        assert pair.conflict_resolution == "b wins"
        assert found.storages[f"{name}_here"]["path"] == str(tmp_path)
        ((collection, here, there),) = pair.collections
        assert name == f"rescrm_{collection}"
        assert here == collection
        assert there


@pytest.mark.parametrize(
    ("server", "cards", "calendars"),
    [
        (Server("radicale", DAV), f"{DAV}/", f"{DAV}/"),
        (Server("radicale", f"{DAV}/maya/"), f"{DAV}/maya/", f"{DAV}/maya/"),
        (Server("nextcloud", DAV), f"{DAV}/remote.php/dav/", f"{DAV}/remote.php/dav/"),
        (Server("icloud"), "https://contacts.icloud.com/", "https://caldav.icloud.com/"),
        (Server("fastmail"), "https://carddav.fastmail.com/", "https://caldav.fastmail.com/"),
    ],
)
def test_each_kind_of_server_has_its_addresses(
    server: Server, cards: str, calendars: str, tmp_path: Path
) -> None:
    storages = read(configuration(tmp_path, server), tmp_path).storages
    assert storages["rescrm_people_there"]["url"] == cards
    assert storages["rescrm_reminders_there"]["url"] == calendars


def test_a_secret_comes_from_a_command_and_stands_nowhere(tmp_path: Path) -> None:
    text = configuration(tmp_path, Server("radicale", DAV, 'ma"ya', "pass show 'my dav'"))
    assert text.startswith(MARK)
    assert 'password.fetch = ["command", "pass", "show", "my dav"]' in text
    assert 'username = "ma\\"ya"' in text
    assert read(text, tmp_path).storages["rescrm_people_there"]["username"] == 'ma"ya'


def test_a_user_name_cannot_add_lines_to_the_configuration(tmp_path: Path) -> None:
    text = configuration(tmp_path, Server("radicale", DAV, "x\n[storage evil]\ntype = 1"))
    assert "\n[storage evil]" not in text
    assert "evil" not in read(text, tmp_path).storages


@pytest.mark.parametrize("url", ["https://me@x.org", "http://x.org", "x", "https://", "file:///x"])
def test_an_address_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        check(Server("radicale", url))


@pytest.mark.parametrize("url", ["http://localhost:5232", "http://127.0.0.1:1", "http://[::1]/"])
def test_this_machine_needs_no_encryption(url: str) -> None:
    check(Server("radicale", url))


# Running it ----------------------------------------------------------------------------------


def courier(tmp_path: Path, script: str, seconds: str = "20") -> Courier:
    """A program in vdirsyncer's place."""
    program = tmp_path / "vdirsyncer"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    environ = {"PATH": os.environ["PATH"], "RESCRM_SYNC_SECONDS": seconds}
    return Courier(str(program), tmp_path / "config", environ)


def test_it_is_told_our_configuration_and_pairs(tmp_path: Path) -> None:
    courier(tmp_path, f'echo "$@" > {tmp_path}/said').sync(["people"], force=True)
    said = (tmp_path / "said").read_text()
    assert said == f"-c {tmp_path}/config sync --force-delete rescrm_people\n"


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("echo 'warning: x'; echo 'error: no such host.'; exit 1", "no such host."),
        ("echo 'critical: bad'; exit 3", "bad."),
        ("echo whatever; exit 1", "whatever."),
        ("exit 1", "it said nothing."),
        ("echo 'error: Unknown error occurred for a/b: no route'; exit 1", "no route."),
        (
            "echo 'error: Unknown error occurred: Precondition Failed'; exit 1",
            "another machine was writing there at the same moment.",
        ),
        (
            "echo 'error: Please run `vdirsyncer discover a` before it.'; exit 1",
            "the collections are not made yet. To make them: rescrm sync init --yes",
        ),
        (
            "echo 'critical: Detected change in config file, please run `vdirsyncer discover a`.'"
            "; exit 1",
            "the password, or where the server is, is not what it was. "
            "To begin with it: rescrm sync init --yes",
        ),
        (
            "echo \"error: 401, message='Unauthorized', url='http://a/'\"; exit 1",
            "the server does not take this user and password; they are sync.user and "
            "sync.password_cmd.",
        ),
        (
            "echo \"error: 403, message='Forbidden', url='http://a/'\"; exit 1",
            "the server knows this user, but does not let them in there.",
        ),
        (
            "echo 'error: Unknown error occurred for a/b: Not Found'; exit 1",
            "something is not on the server any more. Try again: rescrm sync; where that does "
            "not help, rescrm sync init --yes makes its collections anew.",
        ),
        (
            "echo 'error: Failed to execute command: pass show dav'; exit 1",
            "the command for the password does not work: pass show dav.",
        ),
        (
            "echo 'error: Cannot connect to host a.org:443 ssl:default [Name not known]'; exit 1",
            "nobody answers at a.org:443.",
        ),
        (
            "echo 'error: Cannot connect to host a:443 ssl:True [SSLCertVerificationError: old]'"
            "; exit 1",
            "Cannot connect to host a:443 ssl:True [SSLCertVerificationError: old].",
        ),
        ("echo 'Traceback:'; echo 'ValueError: odd'; exit 1", "ValueError: odd."),
    ],
)
def test_its_failure_is_told_in_its_own_words(tmp_path: Path, script: str, says: str) -> None:
    with pytest.raises(OtherProgram) as error:
        courier(tmp_path, script).sync()
    assert error.value.message == says


def test_what_is_wrong_is_told_whatever_is_said_after_it(tmp_path: Path) -> None:
    script = "echo 'error: no room.'; yes 'Copying (uploading) item' | head -n 9000; exit 1"
    with pytest.raises(OtherProgram) as error:
        courier(tmp_path, script).sync()
    assert error.value.message == "no room."


def test_silence_ends_it_and_what_it_started(tmp_path: Path) -> None:
    with pytest.raises(OtherProgram, match="did not answer"):
        courier(tmp_path, f"sleep 60 & echo $! > {tmp_path}/pid; wait", "0.3").sync()
    pid = int((tmp_path / "pid").read_text())
    try:
        ends = os.pidfd_open(pid)
    except ProcessLookupError:
        return  # it has ended already
    is_over, _, _ = select.select([ends], [], [], 10)
    os.close(ends)
    assert is_over, "what it started goes on"


def test_a_program_that_cannot_be_run_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(OtherProgram, match="no such file"):
        Courier(str(tmp_path / "none"), tmp_path, {}).sync()


def test_it_is_looked_for_beside_python_and_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin/python"))
    assert find({"PATH": str(tmp_path)}) is None
    courier(tmp_path, "")
    assert find({"PATH": str(tmp_path)}) == str(tmp_path / "vdirsyncer")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/vdirsyncer").write_text("")
    (tmp_path / "bin/vdirsyncer").chmod(0o700)
    assert find({"PATH": str(tmp_path)}) == str(tmp_path / "bin/vdirsyncer")
