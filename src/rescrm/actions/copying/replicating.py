"""Copies of each change as it is made, by Litestream: set up, looked at, taken away."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import join, quote

from ...errors import NotFound, NotWritable, StoreBusy, StoreOpen, UsageError
from ...remote import litestream, service
from ...session import Session
from ...store.opening import make_folders
from ...view.listing import Listing
from .. import private_file
from . import replica

INSTALL = "pip install 'rescrm[replicate]'"
UNREAD = "#?%"  # it takes the path for an address
MATCH_KEY = "ssh -o HostKeyAlgorithms=ecdsa-sha2-nistp256"


def init(session: Session, to: str) -> Listing:
    """Write Litestream's settings and a service, and let the store write ahead.

    Raises UsageError (2), NotFound (4), StoreOpen (6), NotWritable (7).
    """
    store = _store(session)
    where = litestream.place(to, Path(session.environ.get("HOME", "/")))
    folder = Path(dict(where.said)["path"]) if where.kind == "file" else None
    if folder:
        _refuse_near(folder, store)
    _refuse_another(session, store)
    program = litestream.program(session.environ.get("PATH"))
    argv = litestream.command(program or "litestream", replica.settings(session))
    files = [
        (replica.settings(session), litestream.settings(store, where).encode()),
        _service(session, argv),
    ]
    for file, _ in files:
        if file.exists() and not service.is_ours(file):
            raise NotWritable(str(file), "this is not a file of rescrm's")
    wrong = ""
    if not session.dry_run:
        if folder:
            _make(folder)
        _journal(session, "WAL")
        for file, data in files:
            private_file.write(file, data)
        wrong = _turn_on(session) if program else ""
    said = litestream.read(litestream.settings(store, where))
    return replica.answer(session, said.to, list(_next(where, program, wrong, argv)))


def status(session: Session) -> Listing:
    """How copying is set up, how it goes, and what Litestream says."""
    said = replica.said(session)
    if not said or said.store != str(session.settings.store.resolve()):
        of = f" of this store, but of {said.store}" if said else ""
        return Listing(
            kind="replicate",
            empty=f"Nothing is copied{of}. "
            "Set it up: rescrm replicate init --to /media/disk/rescrm",
        )
    return replica.answer(session, said.to, [])


def remove(session: Session) -> Listing:
    """Take the settings and the service away; the copies stay where they are.

    Raises UsageError (2) when they are another store's, StoreOpen (6) while something copies.
    """
    ours = [each for each in replica.files(session) if service.is_ours(each)]
    if ours and session.store.exists:
        _refuse_another(session, session.settings.store.resolve())
    if not session.dry_run:
        _end(session, ours)
    return Listing(
        kind="replicate",
        items=[{"file": str(each)} for each in ours],
        lines=[f"Taken away: {session.shown(each)}" for each in ours] if ours else None,
        empty="Nothing is copied, so there is nothing to end.",
        after=["The copies stay where they are."],
    )


def _end(session: Session, ours: Sequence[Path]) -> None:
    path = session.environ.get("PATH")
    if replica.unit(session) in ours:
        service.systemctl(["disable", "--now", litestream.NAME], path)
    if replica.agent(session) in ours:
        service.launchctl(["unload", str(replica.agent(session))], path)
    if session.store.exists:
        _journal(session, "DELETE")
        shutil.rmtree(litestream.scratch(session.settings.store.resolve()), ignore_errors=True)
    for file in ours:
        file.unlink(missing_ok=True)


# The store ---------------------------------------------------------------------------------------


def _store(session: Session) -> Path:
    if not session.store.exists:
        raise NotFound("there is no store yet, so nothing to copy. Begin with: rescrm init")
    store = session.settings.store.resolve()
    if any(sign in str(store) for sign in UNREAD):
        raise UsageError(f"{store}: Litestream opens no store with {' '.join(UNREAD)} in its path.")
    return store


def _refuse_near(folder: Path, store: Path) -> None:
    """A copy in the folder of the store dies with it; one over it would be its end."""
    real = folder.resolve()
    if real.is_relative_to(store.parent) or store.is_relative_to(real):
        raise UsageError(
            f"{folder}: the store is in there. Name a folder on another disk, or a server."
        )
    nearest = next(each for each in (real, *real.parents) if each.exists())
    if not nearest.is_dir():
        raise NotWritable(str(nearest), "this is no folder")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise NotWritable(str(nearest), "this folder may not be written")


def _make(folder: Path) -> None:
    try:
        make_folders(folder)
    except OSError as error:
        raise NotWritable(str(folder), (error.strerror or str(error)).lower()) from error


def _refuse_another(session: Session, store: Path) -> None:
    said = replica.said(session)
    if said and said.store != str(store):
        raise UsageError(
            f"copies are made of {said.store}, and one store has them at a time. "
            f"To end that: rescrm --db {quote(said.store)} replicate remove"
        )


def _journal(session: Session, mode: str) -> None:
    """Let the store write ahead, or no longer. Raises StoreOpen (6)."""
    path = str(session.settings.store)
    try:
        with session.store.faults():
            (now,) = session.store.conn.execute(f"PRAGMA journal_mode = {mode}").fetchone()
    except StoreBusy:
        raise StoreOpen(path) from None
    if now.lower() != mode.lower():
        raise StoreOpen(path)


# The service -----------------------------------------------------------------------------------


def _service(session: Session, argv: list[str]) -> tuple[Path, bytes]:
    if replica.is_mac():
        return replica.agent(session), litestream.plist(argv)
    return replica.unit(session), litestream.unit(argv).encode()


def _turn_on(session: Session) -> str:
    path = session.environ.get("PATH")
    if replica.is_mac():
        return service.launchctl(["load", "-w", str(replica.agent(session))], path)
    # One that runs already is to read the new settings.
    return service.systemctl(["daemon-reload"], path) or (
        service.systemctl(["enable", litestream.NAME], path)
        or service.systemctl(["restart", litestream.NAME], path)
    )


def _next(
    where: litestream.Place, program: str | None, wrong: str, argv: Sequence[str]
) -> Iterator[str]:
    if not program:
        yield f"Litestream is not here yet: {INSTALL}, then rescrm replicate init again."
    elif wrong:
        yield f"It is written but not on yet ({wrong}). To run it: {join(argv)}"
    said = dict(where.said)
    if where.kind == "sftp" and not said["host-key"].startswith("ecdsa-"):
        host, _, port = said["host"].partition(":")
        yield (
            "If Litestream tells of a host key mismatch, let SSH learn the other key of the "
            f"server, then init again: {MATCH_KEY} -p {port} {said['user']}@{host}"
        )
