"""The tables of config.toml that few commands need: servers, folders, what is for a hard day."""

from __future__ import annotations

from typing import NamedTuple


class Mail(NamedTuple):
    """How a digest leaves the machine; `transport` smtp or sendmail."""

    transport: str = "smtp"
    host: str | None = None
    port: int = 0  # 0: 465 for tls, 587 for starttls, 25 for none
    security: str = "tls"
    user: str | None = None
    password_cmd: str | None = None
    from_: str | None = None
    to: str | None = None


class Imap(NamedTuple):
    """Where the Drafts folder is."""

    host: str | None = None
    port: int = 0  # 0: 993 for tls, else 143
    security: str = "tls"
    user: str | None = None
    password_cmd: str | None = None
    password_file: str | None = None


class Sync(NamedTuple):
    """The folders that other programs carry, and the server they carry them to."""

    dir: str | None = None
    server: str | None = None
    user: str | None = None
    password_cmd: str | None = None
    preset: str = "radicale"
    conflicts: str = "ask"
    notes: bool = False
    reminders: bool = True


class Sos(NamedTuple):
    """What you wrote down for a hard day."""

    person: str | None = None
    group: str | None = None
    lines: tuple[str, ...] = ()
