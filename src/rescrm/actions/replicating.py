"""Copies of each change as it is made, by Litestream: set up, looked at, taken away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..errors import NotFound, NotWritable, StoreBusy, UsageError
from ..remote import litestream, service
from ..session import Session
from ..view.listing import Line, Listing
from . import private_file

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INSTALL = "pip install 'rescrm[replicate]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicated:
    """How copying is set up, and how it goes."""

    store: str
    to: str | None
    settings: str | None
    service: str | None
    journal: str  # wal while it is on
    program: str | None
    state: str | None = None  # what Litestream says
    newest: datetime | None = None  # copy in a folder


def init(session: Session, to: str) -> Listing:
    """Write Litestream's settings and a service, and let the store write ahead.

    Raises UsageError (2), NotFound (4), NotWritable (7), StoreBusy (6).
    """
    store = _store(session)
    where = litestream.place(to, Path(session.environ.get("HOME", "/")))
    if where.kind == "file":
        _refuse_inside(Path(dict(where.said)["path"]), store)
    files = [(_settings(session), litestream.settings(store, where).encode())]
    program = litestream.program(session.environ.get("PATH"))
    argv = litestream.command(program or "litestream", _settings(session))
    files.append(_service(session, argv))
    for file, _ in files:
        if file.exists() and not service.is_ours(file):
            raise NotWritable(str(file), "this is not a file of rescrm's")
    wrong = ""
    if not session.dry_run:
        for file, data in files:
            private_file.write(file, data)
        _journal(session, "WAL")
        wrong = _turn_on(session) if program else ""
    return _answer(session, to, list(_next(session, program, wrong, argv)))


def status(session: Session) -> Listing:
    """How copying is set up, and what Litestream says."""
    if not service.is_ours(_settings(session)):
        return Listing(
            kind="replicate",
            empty="Nothing is copied. Set it up: rescrm replicate init --to /media/disk/rescrm",
        )
    return _answer(session, _where(session), [])


def remove(session: Session) -> Listing:
    """Take the settings and the service away; the copies stay where they are."""
    ours = [each for each in _files(session) if service.is_ours(each)]
    if not ours:
        return Listing(kind="replicate", empty="Nothing is copied, so there is nothing to end.")
    if not session.dry_run:
        path = session.environ.get("PATH")
        service.systemctl(["disable", "--now", litestream.NAME], path)
        service.launchctl(["unload", str(_agent(session))], path)
        for file in ours:
            file.unlink(missing_ok=True)
        _journal(session, "DELETE")
    return Listing(
        kind="replicate",
        items=[{"file": str(each)} for each in ours],
        lines=[f"Taken away: {session.shown(each)}" for each in ours],
        after=["The copies stay where they are."],
    )


# The store ---------------------------------------------------------------------------------------


def _store(session: Session) -> Path:
    if not session.store.exists:
        raise NotFound("there is no store yet, so nothing to copy. Begin with: rescrm init")
    return session.settings.store.resolve()


def _refuse_inside(folder: Path, store: Path) -> None:
    """A copy beside the store dies with it; one over it would be its end."""
    if folder == store.parent or store.is_relative_to(folder):
        raise UsageError(
            f"{folder}: the store is in there. Name a folder on another disk, or a server."
        )
    if folder.exists() and not folder.is_dir():
        raise NotWritable(str(folder), "this is no folder")


def _journal(session: Session, mode: str) -> None:
    with session.store.faults():
        (now,) = session.store.conn.execute(f"PRAGMA journal_mode = {mode}").fetchone()
    if now.lower() != mode.lower():
        raise StoreBusy(str(session.settings.store))


def _mode(session: Session) -> str:
    try:
        return str(session.store.conn.execute("PRAGMA journal_mode").fetchone()[0])
    except sqlite3.Error:
        return "unknown"


# Files -------------------------------------------------------------------------------------------


def _settings(session: Session) -> Path:
    return session.settings.config.with_name("litestream.yml")


def _files(session: Session) -> list[Path]:
    return [_settings(session), _unit(session), _agent(session)]


def _service(session: Session, argv: list[str]) -> tuple[Path, bytes]:
    if _is_mac(session):
        return _agent(session), litestream.plist(argv)
    return _unit(session), litestream.unit(argv).encode()


def _unit(session: Session) -> Path:
    return session.settings.config.parents[1] / "systemd/user" / litestream.NAME


def _agent(session: Session) -> Path:
    home = Path(session.environ.get("HOME", "/"))
    return home / f"Library/LaunchAgents/{litestream.LABEL}.plist"


def _is_mac(session: Session) -> bool:
    import sys

    return sys.platform == "darwin"


def _where(session: Session) -> str | None:
    """Where copies go, as the settings say; Litestream's own spelling."""
    said = {}
    for line in _settings(session).read_text(encoding="utf-8").splitlines():
        name, colon, value = line.strip().partition(": ")
        if colon and line.startswith("      "):
            said[name] = value.strip('"')
    match said.get("type"):
        case "s3":
            return f"s3://{said['bucket']}/{said['path']}"
        case "sftp":
            return f"sftp://{said['user']}@{said['host']}{said['path']}"
    return said.get("path")


# The answer --------------------------------------------------------------------------------------


def _turn_on(session: Session) -> str:
    path = session.environ.get("PATH")
    if _is_mac(session):
        return service.launchctl(["load", "-w", str(_agent(session))], path)
    return service.systemctl(["daemon-reload"], path) or service.systemctl(
        ["enable", "--now", litestream.NAME], path
    )


def _next(session: Session, program: str | None, wrong: str, argv: list[str]) -> Iterator[str]:
    from shlex import join

    if not program:
        yield f"Litestream is not here yet: {INSTALL}, then rescrm replicate init again."
    elif wrong:
        yield f"It is written but not on yet ({wrong}). To run it: {join(argv)}"


def _answer(session: Session, to: str | None, warnings: list[str]) -> Listing:
    path, settings = session.environ.get("PATH"), _settings(session)
    program = litestream.program(path)
    item = Replicated(
        store=str(session.settings.store),
        to=to,
        settings=str(settings),
        service=next((str(each) for each in _files(session)[1:] if each.exists()), None),
        journal=_mode(session),
        program=program,
        state=litestream.status(program, settings) if program and settings.exists() else None,
        newest=_newest(Path(to)) if to and to.startswith("/") else None,
    )
    return Listing(
        kind="replicate",
        items=[item],
        lines=list(_lines(session, item)),
        warnings=warnings,
        after=["docs/devices.md tells how to come back from a copy."],
    )


def _lines(session: Session, item: Replicated) -> Iterator[Line]:
    yield f"{session.shown(session.settings.store)} is copied to {item.to}."
    yield f"settings  {session.shown(Path(item.settings or ''))}"
    if item.service:
        yield f"service   {session.shown(Path(item.service))}"
    if item.state:
        yield f"state     {item.state}"
    if item.newest:
        yield f"newest    {item.newest.astimezone(session.zone):%Y-%m-%d %H:%M:%S}"


def _newest(folder: Path) -> datetime | None:
    """When the newest piece of a copy was written."""
    stamps = [each.stat().st_mtime for each in folder.rglob("*.ltx")] if folder.is_dir() else []
    return EPOCH + timedelta(seconds=max(stamps)) if stamps else None
