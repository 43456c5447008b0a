"""Mail servers for the tests: a real one (aiosmtpd) that keeps letters, and rude ones."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER, PASSWORD = "maya", "a long password"


class Box:
    """Takes letters; ``answers`` to an order (mail, rcpt, data) can be put in its mouth."""

    def __init__(self, **answers: Callable[[str], str]) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []
        self.answers = answers
        self.arrived = threading.Event()

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        envelope.mail_from = address
        return self._say("mail", address)

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        said = self._say("rcpt", address)
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        said = self._say("data", envelope.rcpt_tos[0])
        if said.startswith("250"):
            message = message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            self.letters += [(each, message) for each in envelope.rcpt_tos]
            self.arrived.set()
        return said

    def _say(self, order: str, address: str) -> str:
        return self.answers.get(order, lambda _: "250 OK")(address)

    @property
    def to(self) -> list[str]:
        return [recipient for recipient, _ in self.letters]


@contextmanager
def office(box: Box, context: ssl.SSLContext | None = None, **given: Any) -> Iterator[int]:
    """Run a server on a free port of this machine and give the port."""
    controller = Controller(
        box, hostname="127.0.0.1", port=free_port(), ssl_context=context, **given
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def knows(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    """Whether someone logs in as they should."""
    is_right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=is_right)


@contextmanager
def rude(*answers: bytes | None) -> Iterator[tuple[int, list[bytes]]]:
    """A server that gives these answers one after the other, then cuts the line; None: silence."""
    heard: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line:
                line.settimeout(1)
                _speak(line, answers, heard, over)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        over.set()
        listener.close()


def _speak(
    line: socket.socket,
    answers: tuple[bytes | None, ...],
    heard: list[bytes],
    over: threading.Event,
) -> None:
    for nth, answer in enumerate(answers):
        if nth:
            try:
                heard.append(line.recv(65536))
            except OSError:
                return
        if answer is None:
            over.wait(10)
            return
        line.sendall(answer)
    try:  # the letter itself may still be on its way
        heard.append(line.recv(65536))
    except OSError:
        return


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
