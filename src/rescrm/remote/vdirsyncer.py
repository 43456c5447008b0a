"""vdirsyncer, which carries folders to a server: its configuration, and how it is run."""

from __future__ import annotations

import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from ..errors import OtherProgram, UsageError
from .overheard import Overheard

MARK = "# Made by `rescrm sync init`, which writes it anew; secrets come from commands."
QUIET = 120  # seconds without a word after which it is taken to hang
LOCAL = ("localhost", "127.0.0.1", "::1")


class Preset(NamedTuple):
    """A kind of server: where its address books and calendars are, and what they are called."""

    cards: str | None = None  # None: what the user names
    calendars: str | None = None
    path: str = ""  # added to an address without a path
    people: str = "rescrm-people"
    collections: tuple[str, ...] = ("people", "reminders", "touches")


PRESETS: Mapping[str, Preset] = {
    "radicale": Preset(),
    "nextcloud": Preset(path="/remote.php/dav/"),
    # They have one address book, with a name of its own, and take no journal entries.
    "icloud": Preset(
        "https://contacts.icloud.com/",
        "https://caldav.icloud.com/",
        people="card",
        collections=("people", "reminders"),
    ),
    "fastmail": Preset(
        "https://carddav.fastmail.com/",
        "https://caldav.fastmail.com/",
        people="Default",
        collections=("people", "reminders"),
    ),
    # Its calendars can only be made in a browser.
    "google": Preset(people="default", collections=("people",)),
}


class Server(NamedTuple):
    """A server that the user names."""

    preset: str = "radicale"
    url: str | None = None
    user: str | None = None
    password_cmd: str | None = None

    @property
    def collections(self) -> tuple[str, ...]:
        """What it can hold."""
        return PRESETS[self.preset].collections


def check(server: Server) -> None:
    """Refuse an address that cannot be used, or would give a secret away; UsageError (2)."""
    preset = PRESETS.get(server.preset)
    if preset is None:
        raise UsageError(f'--preset is one of {", ".join(PRESETS)}, not "{server.preset}".')
    if server.url is None:
        if preset.cards is None and server.preset != "google":
            raise UsageError(
                "say where the server is: rescrm sync init --server https://dav.example.org"
            )
        return
    try:
        parts = urlsplit(server.url)
        host, user, password = parts.hostname, parts.username, parts.password
    except ValueError:
        raise UsageError(f'"{server.url}" is no address. Try https://dav.example.org') from None
    if user is not None or password is not None:
        raise UsageError(
            "no name or password in the address: use --user and --password-cmd, "
            'such as --password-cmd "pass show dav".'
        )
    if not host or parts.scheme not in ("https", "http") or not server.url.isprintable():
        raise UsageError(f'"{server.url}" is no address. Try https://dav.example.org')
    if parts.scheme == "http" and host not in LOCAL:
        raise UsageError(f"{server.url} is not private; use https://{host}.")


def configuration(folder: Path, server: Server) -> str:
    """The text of vdirsyncer's configuration for the folders in ``folder``."""
    blocks = [f"{MARK}\n[general]\nstatus_path = {json.dumps(str(folder / 'status'))}\n"]
    preset = PRESETS[server.preset]
    for name in server.collections:
        there = preset.people if name == "people" else f"rescrm-{name}"
        blocks += [_pair(name, there), _folder(folder, name), _remote(folder, name, server, preset)]
    return "\n".join(blocks)


def _pair(name: str, there: str) -> str:
    return (
        f"[pair rescrm_{name}]\n"
        f'a = "rescrm_{name}_here"\n'
        f'b = "rescrm_{name}_there"\n'
        f"collections = {json.dumps([[name, name, there]])}\n"
        # rescrm has its own version in the store, and merges the two field by field.
        'conflict_resolution = "b wins"\n'
        'implicit = "create"\n'
    )


def _folder(folder: Path, name: str) -> str:
    suffix = ".vcf" if name == "people" else ".ics"
    return (
        f"[storage rescrm_{name}_here]\n"
        'type = "filesystem"\n'
        f"path = {json.dumps(str(folder))}\n"
        f"fileext = {json.dumps(suffix)}\n"
    )


def _remote(folder: Path, name: str, server: Server, preset: Preset) -> str:
    lines = [f"[storage rescrm_{name}_there]"]
    if server.preset == "google":
        lines += ['type = "google_contacts"',
                  f"token_file = {json.dumps(str(folder / 'google-token'))}",
                  f"client_id = {json.dumps(server.user or '')}",
                  *_fetched("client_secret", server.password_cmd)]  # fmt: skip
        return "\n".join(lines) + "\n"
    is_people = name == "people"
    lines += [f'type = "{"carddav" if is_people else "caldav"}"',
              f"url = {json.dumps(_url(server, preset, is_people=is_people))}"]  # fmt: skip
    if server.user:
        lines.append(f"username = {json.dumps(server.user)}")
    return "\n".join([*lines, *_fetched("password", server.password_cmd)]) + "\n"


def _fetched(name: str, command: str | None) -> list[str]:
    if not command:
        return []
    import shlex

    try:
        words = shlex.split(command)
    except ValueError:
        raise UsageError(f"--password-cmd: a quote in it does not end: {command}") from None
    return [f"{name}.fetch = {json.dumps(['command', *words])}"]


def _url(server: Server, preset: Preset, *, is_people: bool) -> str:
    own = preset.cards if is_people else preset.calendars
    if not server.url:
        return own or ""
    parts = urlsplit(server.url)
    return server.url if parts.path.strip("/") else server.url.rstrip("/") + (preset.path or "/")


# Running it ----------------------------------------------------------------------------------


def find(environ: Mapping[str, str]) -> str | None:
    """Where vdirsyncer is: beside this Python, or on the path."""
    beside = Path(sys.executable).with_name("vdirsyncer")
    if beside.is_file() and os.access(beside, os.X_OK):
        return str(beside)
    return shutil.which("vdirsyncer", path=environ.get("PATH"))


class Courier:
    """vdirsyncer with our configuration."""

    def __init__(self, program: str, config: Path, environ: Mapping[str, str]) -> None:
        self._program = program
        self._config = config
        self._environ = {**environ, "PYTHONUNBUFFERED": "1"}
        self._quiet = float(environ.get("RESCRM_SYNC_SECONDS", QUIET))

    def discover(self) -> None:
        """Find the collections on the server, and make those that are not there."""
        self._run("discover", "--no-list")

    def sync(self, pairs: Sequence[str] = (), *, force: bool = False) -> None:
        """Carry what changed, both ways; ``force``: even where a side is empty."""
        names = [f"rescrm_{each}" for each in pairs]
        self._run("sync", *(["--force-delete"] if force else []), *names)

    def forget(self, names: Iterable[str]) -> None:
        """Forget what was on the server: everything in these folders is new to it."""
        for name in names:
            status = self._config.with_name("status") / f"rescrm_{name}"
            (status / f"{name}.items").unlink(missing_ok=True)

    def _run(self, *words: str) -> None:
        """Run it to its end; OtherProgram (8) when it fails or says nothing for too long."""
        argv = [self._program, "-c", str(self._config), *words]
        try:
            process = subprocess.Popen(
                argv,
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise OtherProgram(f"{self._program}: {(error.strerror or '').lower()}.") from error
        try:
            heard = self._listen(process)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        if process.returncode:
            raise heard.error()

    def _listen(self, process: subprocess.Popen[bytes]) -> Overheard:
        assert process.stdout
        heard = Overheard()
        with selectors.DefaultSelector() as wait:
            wait.register(process.stdout, selectors.EVENT_READ)
            while True:
                if not wait.select(self._quiet):
                    raise OtherProgram(f"the server did not answer for {self._quiet:g} seconds.")
                if not (piece := os.read(process.stdout.fileno(), 65536)):
                    break
                heard.hear(piece)
        process.wait(self._quiet)
        return heard
