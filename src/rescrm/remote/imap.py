"""The Drafts folder of a mail account: found by its flag, added to, never read or sent from."""

from __future__ import annotations

import imaplib
import ipaddress
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from ..errors import OtherProgram, UsageError
from ..formats import mailbox
from ..formats.mailbox import Mailbox

WITHIN = 20.0  # seconds
MARK = "X-Rescrm-Draft"  # what is in the folder already is known by it
PORTS = {"tls": 993, "starttls": 143, "none": 143}


class Account(NamedTuple):
    """Where the mail is, and how the way there is kept private: tls, starttls or none."""

    host: str
    user: str
    security: str = "tls"
    port: int = 0  # 0: the usual one
    within: float = WITHIN  # seconds to wait for each answer


class Message(NamedTuple):
    """A letter as a message, and the mark in it that tells it from others."""

    mark: str
    raw: bytes


class Put(NamedTuple):
    """The folder as people read its name, and which of the messages were there already."""

    folder: str
    known: Sequence[bool]


def put(
    account: Account, password: Callable[[], str], messages: Sequence[Message], instead: str
) -> Put:
    """Add messages to the Drafts folder, each once, and say which folder it is.

    ``password`` is asked for once the line is private. Raises UsageError (2) for a line without
    TLS to another machine; OtherProgram (8), with ``instead`` as what to type, for a server that
    does not answer, is not who it says it is, refuses, or has no folder for drafts.
    """
    _refuse_open_line(account)
    with _troubles(account, instead):
        server = _connected(account)
        try:
            _log_in(server, account.user, password())
            folder = _drafts(server)
            _order(server.select(_sent_back(folder), readonly=True))
            known = [_has(server, each.mark) for each in messages]
            for each, is_there in zip(messages, known, strict=True):
                if not is_there:
                    _append(server, folder, each)
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                server.logout()
    return Put(mailbox.shown(folder.name), known)


# The line --------------------------------------------------------------------------------------


def is_loopback(host: str) -> bool:
    """Whether a name means this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _refuse_open_line(account: Account) -> None:
    if account.security == "none" and not is_loopback(account.host):
        raise UsageError(
            f"without TLS the password for {account.host} could be read on the way: that is for "
            "this machine alone. rescrm config set imap.security tls"
        )


def _connected(account: Account) -> imaplib.IMAP4:
    port = account.port or PORTS[account.security]
    if account.security == "tls":
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(account.host, port, ssl_context=context, timeout=account.within)
    server = imaplib.IMAP4(account.host, port, timeout=account.within)
    if account.security == "starttls":
        server.starttls(ssl.create_default_context())
    return server


def _log_in(server: imaplib.IMAP4, user: str, password: str) -> None:
    try:
        if "AUTH=PLAIN" in server.capabilities:
            told = f"\0{user}\0{password}".encode()
            server.authenticate("PLAIN", lambda _: told)
        else:
            server.login(user, password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeEncodeError):
        raise Refused(
            "refused the user or the password (rescrm config list shows imap.user, "
            "imap.password_cmd)"
        ) from None


# The folder --------------------------------------------------------------------------------------


def _drafts(server: imaplib.IMAP4) -> Mailbox:
    """The folder that is marked for drafts; some servers show the marks only when asked."""
    # Not `capabilities`: what it says before the login is kept there.
    shows_marks = b"SPECIAL-USE" in b" ".join(_order(server.capability())).upper()
    for pattern in ('"*" RETURN (SPECIAL-USE)', "*") if shows_marks else ("*",):
        answer, lines = server.list('""', pattern)
        found = (each for line in lines if (each := mailbox.read(line)) and each.takes_drafts)
        if answer == "OK" and (folder := next(found, None)):
            return folder
    raise Refused("has no folder that is marked for drafts")


def _has(server: imaplib.IMAP4, mark: str) -> bool:
    found = _order(server.search(None, "HEADER", MARK, f'"{mark}"'))
    return any(found)


def _append(server: imaplib.IMAP4, folder: Mailbox, message: Message) -> None:
    _order(server.append(_sent_back(folder), r"(\Draft)", "", message.raw))


def _sent_back(folder: Mailbox) -> str:
    return folder.name.decode("utf-8", "surrogateescape")


def _order(answered: tuple[str, Sequence[object]]) -> list[bytes]:
    """What was answered to an order that was carried out; Refused otherwise."""
    answer, lines = answered
    said = [line for line in lines if isinstance(line, bytes)]
    if answer != "OK":
        raise Refused(f"did not take it ({_words(said)})")
    return said


def _words(lines: Sequence[bytes]) -> str:
    said = b" ".join(lines)
    return " ".join(said.decode("utf-8", "replace").split())[:200] or "no reason given"


# What may go wrong -------------------------------------------------------------------------------


class Refused(Exception):
    """What the server did, in words that follow its name."""


@contextmanager
def _troubles(account: Account, instead: str) -> Iterator[None]:
    """Whatever stops it, as one sentence with the next thing to type; no secret is in it."""
    try:
        yield
    except Refused as error:
        raise _trouble(account, str(error), instead) from None
    except ssl.SSLCertVerificationError as error:
        reason = f"does not show a certificate that fits ({error.verify_message})"
        raise _trouble(account, reason, instead) from None
    except ssl.SSLError:
        other = "starttls" if account.security == "tls" else "tls"
        reason = f"does not speak TLS as it should; imap.security may have to be {other}"
        raise _trouble(account, reason, instead) from None
    except TimeoutError:
        raise _trouble(
            account, f"did not answer within {account.within:g} seconds", instead
        ) from None
    except imaplib.IMAP4.abort:
        raise _trouble(account, "ended the line", instead) from None
    except imaplib.IMAP4.error as error:
        said = _words([str(error).encode("utf-8", "replace")])
        raise _trouble(account, f"did not take it ({said})", instead) from None
    except (OSError, UnicodeError) as error:
        reason = (getattr(error, "strerror", None) or "no such name").lower()
        raise _trouble(account, f"cannot be reached ({reason})", instead) from None


def _trouble(account: Account, reason: str, instead: str) -> OtherProgram:
    return OtherProgram(f"{account.host} {reason}. Nothing was changed. Instead: {instead}")
