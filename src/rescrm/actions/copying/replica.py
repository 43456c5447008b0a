"""How copying by Litestream is set up, and how it goes."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ...remote import litestream, service
from ...session import Session
from ...view.listing import Line, Listing

SOON = timedelta(seconds=10)  # in which a change should be there
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicated:
    """How copying is set up, and how it goes."""

    store: str
    to: str
    settings: str
    service: str | None
    journal: str  # wal while it is on
    program: str | None
    runs: bool | None = None  # the service, as the system says
    state: str | None = None  # what Litestream says
    newest: datetime | None = None  # copy in a folder
    behind: bool | None = None  # a change of some time ago is not there


# Files -------------------------------------------------------------------------------------------


def settings(session: Session) -> Path:
    """The file with Litestream's settings."""
    return session.settings.config.with_name("litestream.yml")


def said(session: Session) -> litestream.Said | None:
    """What the settings say; None when there are none of ours."""
    if not service.is_ours(settings(session)):
        return None
    return litestream.read(settings(session).read_text(encoding="utf-8", errors="replace"))


def files(session: Session) -> list[Path]:
    """All files that setting it up may write."""
    return [settings(session), unit(session), agent(session)]


def unit(session: Session) -> Path:
    """The service of a user's systemd."""
    return session.settings.config.parents[1] / "systemd/user" / litestream.NAME


def agent(session: Session) -> Path:
    """The job of a user's launchd."""
    home = Path(session.environ.get("HOME", "/"))
    return home / f"Library/LaunchAgents/{litestream.LABEL}.plist"


def is_mac() -> bool:
    """Whether launchd runs things here."""
    return sys.platform == "darwin"


# The answer ------------------------------------------------------------------------------------


def _mode(session: Session) -> str:
    try:
        return str(session.store.conn.execute("PRAGMA journal_mode").fetchone()[0])
    except sqlite3.Error:
        return "unknown"


def _runs(session: Session) -> bool | None:
    path = session.environ.get("PATH")
    if service.is_ours(unit(session)):
        return not service.systemctl(["is-active", litestream.NAME], path)
    if service.is_ours(agent(session)):
        return not service.launchctl(["list", litestream.LABEL], path)
    return None


def answer(session: Session, to: str, warnings: Sequence[str]) -> Listing:
    """How it goes now."""
    file = settings(session)
    program = litestream.program(session.environ.get("PATH"))
    newest = _newest(Path(to)) if to.startswith("/") else None
    item = Replicated(
        store=str(session.settings.store),
        to=to,
        settings=str(file),
        service=next((str(each) for each in files(session)[1:] if each.exists()), None),
        journal=_mode(session),
        program=program,
        runs=_runs(session),
        state=litestream.status(program, file) if program and file.exists() else None,
        newest=newest,
        behind=_is_behind(session, newest) if newest else None,
    )
    return Listing(
        kind="replicate",
        items=[item],
        lines=list(_lines(session, item)),
        warnings=warnings,
        after=["docs/devices.md tells how to come back from a copy."],
    )


def _lines(session: Session, item: Replicated) -> Iterator[Line]:
    yield f"{session.shown(Path(item.store))} is copied to {item.to}."
    yield f"settings  {session.shown(Path(item.settings))}"
    if item.service:
        runs = "runs" if item.runs else "does not run"
        yield f"service   {session.shown(Path(item.service))}, {runs}"
    if item.state:
        yield f"state     {item.state}"
    if item.newest:
        late = "; later changes are not there yet" if item.behind else ""
        yield f"newest    {item.newest.astimezone(session.zone):%Y-%m-%d %H:%M:%S}{late}"


def _newest(folder: Path) -> datetime | None:
    """When the newest piece of a copy was written."""
    stamps = []
    for each in folder.rglob("*.ltx") if folder.is_dir() else ():
        with suppress(OSError):  # gone since it was listed
            stamps.append(each.stat().st_mtime)
    return EPOCH + timedelta(seconds=max(stamps)) if stamps else None


def _is_behind(session: Session, newest: datetime) -> bool:
    """Whether the store was changed some time after the newest piece was written."""
    steps = session.store.journal.history(1)
    return bool(steps) and steps[0].at > newest + SOON
