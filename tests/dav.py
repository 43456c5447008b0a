"""Servers on loopback: a real Radicale, and ones that misbehave."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    """A Radicale that anyone may use as anybody; gives its address."""
    from radicale import Application, config

    settings = config.load()
    settings.update(
        {
            "auth": {"type": "none"},
            "storage": {"filesystem_folder": str(folder), "_filesystem_fsync": "False"},
            "logging": {"level": "critical"},
        },
        "tests",
        privileged=True,
    )
    with serving(Application(settings)) as address:
        yield address


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """A WSGI application on a free port."""
    server = make_server("127.0.0.1", 0, app, server_class=_Threads, handler_class=_Quiet)
    with _running(server) as address:
        yield address


@contextmanager
def misbehaving(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """A server that answers everything in one odd way."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if self.raw_requestline and self.parse_request():
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer(self)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
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
