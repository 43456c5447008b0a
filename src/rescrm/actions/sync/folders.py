"""The folders of sync: where they are, whether they are fit to be used, who carries them."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ...errors import DecisionNeeded, NotFound, NotWritable, OtherProgram, SyncBusy
from ...remote import vdir, vdirsyncer
from ...remote.vdirsyncer import Courier, Server
from ...session import Session
from ...store.synced import Synced
from ...store.waiting import STEP, patience
from .. import configuration, private_file

NAMES = ("people", "reminders", "touches")
CONFIG = "vdirsyncer.conf"


class Place(NamedTuple):
    """Where the folders are, which there are, and what carries them (None: nothing here)."""

    root: Path
    names: Sequence[str]
    courier: Courier | None
    wants_courier: bool


def place(session: Session) -> Place:
    """The folders as they were set up; NotFound (4) before `sync init`."""
    settings = session.settings.sync
    if not settings.dir:
        raise NotFound(
            "there are no folders to sync yet. To make them: "
            "rescrm sync init --server https://dav.example.org --user NAME"
        )
    root = folder(session, settings.dir)
    carried = carries(session)
    server = Server(preset=settings.preset)
    names = [name for name in NAMES if name != "reminders" or settings.reminders]
    found = program(session) if carried else None
    known = server.collections if carried else NAMES
    carrier = courier(session, root, found) if found else None
    return Place(root, [each for each in names if each in known], carrier, carried)


def program(session: Session) -> str | None:
    """Where vdirsyncer is; None when it is not installed."""
    return vdirsyncer.find(session.environ)


def courier(session: Session, root: Path, program: str) -> Courier:
    """vdirsyncer, told of our folders."""
    return Courier(program, root / CONFIG, session.environ)


def make_collections(session: Session, root: Path, program: str) -> None:
    """Find the collections on the server, and make those that are not there; OtherProgram (8)."""
    try:
        courier(session, root, program).discover()
    except OtherProgram as error:
        raise OtherProgram(
            f"The folders are made, the collections are not: {error.message} "
            "Try again: rescrm sync init --yes"
        ) from error


def folder(session: Session, named: str) -> Path:
    """A folder as it is named in the settings: `~` is the home folder."""
    home = session.environ.get("HOME", "")
    return Path(home, named[2:]) if named.startswith("~/") else Path(named).absolute()


def carries(session: Session) -> bool:
    """Whether a server was named."""
    settings = session.settings.sync
    return bool(settings.server) or settings.preset not in ("radicale", "nextcloud")


def check(found: Place) -> None:
    """See that the folders that are there are fit to be used."""
    for path in (found.root, *(found.root / name for name in found.names)):
        vdir.check(path)


def folders(found: Place) -> None:
    """See that the folders are fit to be used, and make those that are missing."""
    vdir.make(found.root)
    for name in found.names:
        vdir.make(found.root / name)


@contextmanager
def alone(found: Place) -> Iterator[None]:
    """No other sync of these folders runs meanwhile; SyncBusy (6) when one does not end.

    It would take what this one has written for what the server has already.
    """
    folder = os.open(found.root, os.O_RDONLY)
    try:
        waited = 0.0
        while not _is_locked(folder):
            if waited >= patience():
                raise SyncBusy(str(found.root))
            time.sleep(STEP)
            waited += STEP
        yield
    finally:
        os.close(folder)


def _is_locked(folder: int) -> bool:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def set_up(session: Session, server: Server | None, root: Path) -> None:
    """Make the folders and vdirsyncer's configuration, and remember where they are."""
    if server:
        vdirsyncer.check(server)
    text = vdirsyncer.configuration(root, server) if server else None
    config = root / CONFIG
    if text and config.is_file() and not _is_ours(config):
        raise DecisionNeeded(
            f"{config} was not made by rescrm. Nothing was changed. "
            "Move it away, or name another folder: rescrm sync init --dir DIR"
        )
    if session.dry_run:
        return
    _make_parents(root)
    vdir.make(root)
    for name in server.collections if server else NAMES:
        vdir.make(root / name)
    if text:
        if config.is_symlink():
            raise NotWritable(str(config), "this is a link; name another folder with --dir")
        private_file.write(config, text.encode())
    if _is_elsewhere(session, server, root):
        _start_over(session, root)
    _remember(session, server, root)


def _is_elsewhere(session: Session, server: Server | None, root: Path) -> bool:
    """Whether folders and server were others so far: what was agreed on does not hold there."""
    settings = session.settings.sync
    if settings.dir is None:
        return False
    now = (server.preset, server.url, server.user) if server else (settings.preset, None, None)
    before = (settings.preset, settings.server, settings.user)
    return folder(session, settings.dir) != root or now != before


def _start_over(session: Session, root: Path) -> None:
    if session.store.exists:
        with session.write():
            Synced(session.store.conn).forget_all()
    shutil.rmtree(root / "status", ignore_errors=True)  # what vdirsyncer remembers


def _make_parents(root: Path) -> None:
    from ...store.opening import make_folders

    try:
        make_folders(root.parent)
    except OSError as error:
        raise NotWritable(str(root), (error.strerror or str(error)).lower()) from error


def _is_ours(config: Path) -> bool:
    try:
        with config.open(encoding="utf-8", errors="replace") as file:
            return file.readline().rstrip("\n") == vdirsyncer.MARK
    except OSError:
        return False


def _remember(session: Session, server: Server | None, root: Path) -> None:
    said = {"dir": str(root)}
    if server:
        said |= {
            "preset": server.preset,
            "server": server.url or "",
            "user": server.user or "",
            "password_cmd": server.password_cmd or "",
        }
    for key, value in said.items():
        current = getattr(session.settings.sync, key)
        if (value or None) != current:
            configuration.change(session.settings, f"sync.{key}", value or None)
