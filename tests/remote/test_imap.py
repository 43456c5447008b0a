"""The Drafts folder, on a real Dovecot and on servers that misbehave."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

import dovecot
from conftest import needs
from dovecot import PASSWORD, USER, Server
from rescrm.errors import OtherProgram, RescrmError, UsageError
from rescrm.remote.imap import Account, Message, Put, is_loopback, put

HELLO = Message("m1", b"X-Rescrm-Draft: m1\r\nSubject: Hello\r\n\r\nDear Maya\r\n")
AGAIN = Message("m2", b"X-Rescrm-Draft: m2\r\nSubject: Again\r\n\r\nDear Maya\r\n")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with dovecot.running(needs("dovecot")) as running:
        yield running


@pytest.fixture
def trusted(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server, its certificate trusted as one of an authority is."""
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    return server


def tls(server: Server) -> Account:
    return Account("localhost", USER, "tls", server.tls)


def sent(account: Account, *messages: Message, password: str = PASSWORD) -> Put:
    return put(account, lambda: password, messages, "rescrm draft 1 --to eml")


def refusal(account: Account, password: str = PASSWORD) -> RescrmError:
    with pytest.raises(RescrmError) as caught:
        sent(account, HELLO, password=password)
    assert password not in caught.value.message
    return caught.value


# A real server -------------------------------------------------------------------------------


def test_a_letter_goes_into_the_folder_that_is_marked_and_only_once(trusted: Server) -> None:
    assert sent(tls(trusted), HELLO) == Put("Entwürfe", [False])
    assert sent(tls(trusted), HELLO, AGAIN) == Put("Entwürfe", [True, False])
    assert [each["Subject"] for each in trusted.drafts()] == ["Hello", "Again"]


@pytest.mark.parametrize("security", ["starttls", "none"])
def test_a_line_may_become_private_later_or_stay_on_this_machine(
    trusted: Server, security: str
) -> None:
    account = Account("localhost", USER, security, trusted.plain)
    assert sent(account).folder == "Entwürfe"


def test_a_wrong_password_is_refused(trusted: Server) -> None:
    error = refusal(tls(trusted), "wrong")
    assert isinstance(error, OtherProgram)
    assert "localhost refused the user or the password" in error.message
    assert error.message.endswith("Instead: rescrm draft 1 --to eml")


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_nobody_vouches_for_ends_it_before_the_password(
    server: Server, security: str
) -> None:
    port = server.tls if security == "tls" else server.plain
    asked: list[str] = []
    with pytest.raises(OtherProgram, match="does not show a certificate that fits"):
        account = Account("localhost", USER, security, port)
        put(account, lambda: asked.append("") or PASSWORD, [HELLO], "x")  # type: ignore[func-returns-value]
    assert asked == []


def test_a_certificate_of_another_name_does_not_fit(trusted: Server) -> None:
    error = refusal(Account("127.0.0.1", USER, "tls", trusted.tls))
    assert "does not show a certificate that fits (IP address mismatch" in error.message


def test_a_server_that_speaks_no_tls_is_told_so(trusted: Server) -> None:
    error = refusal(Account("localhost", USER, "tls", trusted.plain))
    assert "does not speak TLS as it should; imap.security may have to be starttls" in error.message


def test_a_server_without_a_marked_folder_says_so_and_gets_nothing() -> None:
    with dovecot.running(needs("dovecot"), marked=False) as unmarked:
        error = refusal(Account("127.0.0.1", USER, "none", unmarked.plain))
    assert "127.0.0.1 has no folder that is marked for drafts" in error.message


# Servers that misbehave -----------------------------------------------------------------------


@contextmanager
def misbehaving(serve: Callable[[socket.socket], None]) -> Iterator[Account]:
    """An account on a server that does as it is told, once."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def run() -> None:
            client, _ = listening.accept()
            with client:
                serve(client)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield Account("127.0.0.1", USER, "none", listening.getsockname()[1], 0.5)
        thread.join(5)


def says(*lines: bytes) -> Callable[[socket.socket], None]:
    def serve(client: socket.socket) -> None:
        for line in lines:
            client.sendall(line)
            client.recv(4096)

    return serve


SILENT = threading.Event()


@pytest.mark.parametrize(
    ("serve", "said"),
    [
        (lambda client: SILENT.wait(1.5), "did not answer within 0.5 seconds"),
        (lambda client: None, "ended the line"),
        (says(b"* BYE too busy\r\n"), "did not take it"),
        (says(b"220 smtp.example.org\r\n"), "ended the line"),
        (says(b"* OK hi\r\n", b"* CAPABILITY IMAP4rev1\r\nXXXX1 OK\r\n"), "127.0.0.1"),
    ],
)
def test_a_server_that_does_not_do_its_part_is_left(
    serve: Callable[[socket.socket], None], said: str
) -> None:
    with misbehaving(serve) as account:
        error = refusal(account)
    assert isinstance(error, OtherProgram)
    assert said in error.message and "Nothing was changed." in error.message


def test_a_port_where_nobody_listens_cannot_be_reached() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port = listening.getsockname()[1]
    error = refusal(Account("127.0.0.1", USER, "none", port))
    assert "127.0.0.1 cannot be reached (connection refused)" in error.message


@pytest.mark.parametrize("host", ["no-such-host.invalid", "x" * 80, "ü..de"])
def test_a_name_that_is_none_cannot_be_reached(host: str) -> None:
    assert f"{host} cannot be reached" in refusal(Account(host, USER)).message


# Whose machine -------------------------------------------------------------------------------


def test_without_tls_no_other_machine_is_spoken_to() -> None:
    error = refusal(Account("imap.example.org", USER, "none"))
    assert isinstance(error, UsageError)
    assert "rescrm config set imap.security tls" in error.message


@pytest.mark.parametrize(
    ("host", "is_here"),
    [
        ("localhost", True),
        ("LOCALHOST", True),
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost.example.org", False),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
        ("", False),
    ],
)
def test_this_machine_is_known_by_its_name(host: str, is_here: bool) -> None:
    assert is_loopback(host) == is_here
