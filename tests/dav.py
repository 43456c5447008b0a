"""Servers on loopback: a real Radicale, and ones that misbehave."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


Answer = Callable[[Any, Any], Iterable[bytes]]  # as WSGI has it


class Moody:
    """A server that is itself until it is given another answer to everything."""

    def __init__(self, app: Answer) -> None:
        self.app = app
        self.answer: Answer | None = None
        self.asked = 0  # times, since it has its moods

    def __call__(self, environ: Any, start: Any) -> Iterable[bytes]:
        """Answer one request."""
        if self.answer is None:
            return self.app(environ, start)
        self.asked += 1
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        return self.answer(environ, start)


def application(folder: Path, storage: Any = "multifilesystem", **rules: Mapping[str, str]) -> Any:
    """A Radicale that anyone may use as anybody, unless ``rules`` say otherwise."""
    from radicale import Application, config

    settings = config.load()
    settings.update(
        {
            "auth": {"type": "none"},
            **rules,
            "storage": {
                "type": storage,
                "filesystem_folder": str(folder),
                "_filesystem_fsync": "False",
            },
            "logging": {"level": "critical"},
        },
        "tests",
        privileged=True,
    )
    return Application(settings)


def guarded(folder: Path, rights: str, users: Mapping[str, str]) -> Any:
    """A Radicale with users, their passwords and a file of rights."""
    folder.mkdir(parents=True)
    allowed, known = folder / "rights", folder / "users"
    allowed.write_text(rights)
    known.write_text("".join(f"{user}:{password}\n" for user, password in users.items()))
    auth = {
        "type": "htpasswd", "htpasswd_filename": str(known), "htpasswd_encryption": "plain",
        "delay": "0",
    }  # fmt: skip
    return application(folder, auth=auth, rights={"type": "from_file", "file": str(allowed)})


def by_name() -> Any:
    """Radicale's storage, told that vdirsyncer names each new item by its UID.

    For each new item Radicale reads the whole collection to see whether another has the UID, and
    looks at each name that ever was: 2,000 items take 2,000,000 readings.
    """
    from radicale.storage import multifilesystem

    class Named(multifilesystem.Collection):
        def has_uid(self, uid: str) -> bool:
            names = (f"{uid}.vcf", f"{uid}.ics")
            return any(Path(self._filesystem_path, each).exists() for each in names)

        def _clean_history(self) -> None:
            """Names that are gone may stay."""

    class Storage(multifilesystem.Storage):
        _collection_class = Named

    return Storage


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    """A Radicale at work; gives its address."""
    with serving(application(folder)) as address:
        yield address


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """A WSGI application on a free port."""
    server = make_server("127.0.0.1", 0, app, server_class=_Threads, handler_class=_Quiet)
    with _running(server) as address:
        yield address


@contextmanager
def _running(server: Any) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
