"""Mail that leaves the machine: through a server, or the machine's own sendmail.

Each step up to the letter itself may fail and be tried again. From the moment the letter is
handed over nobody can tell whether it arrived until the server says so: whoever calls is told
of that moment, and marks it first.
"""

from __future__ import annotations

import ipaddress
import shutil
import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Literal, NamedTuple

from ..errors import OtherProgram, UsageError
from . import program

WITHIN = 20.0  # seconds to wait for each answer
PORTS = {"tls": 465, "starttls": 587, "none": 25}
SENDMAIL = ("/usr/sbin/sendmail", "/usr/lib/sendmail")  # where it is when it is not on the path
SENDMAIL_WITHIN = 120
CR_LF = b"\r\n"

Handed = Callable[[str], bool]
"""Marks that a letter is about to be handed over for someone; false when another run did."""
State = Literal["sent", "refused", "unknown"]


class Account(NamedTuple):
    """The server that takes mail; security is tls, starttls or none."""

    host: str
    security: str = "tls"
    port: int = 0  # 0: the usual one
    user: str | None = None
    within: float = WITHIN


class Letter(NamedTuple):
    """A letter as it travels: whom it is from, whom it is for, its bytes."""

    sender: str
    recipient: str
    raw: bytes


class Outcome(NamedTuple):
    """What became of a letter; ``trouble`` names who made it."""

    recipient: str
    state: State
    trouble: str = ""


class Refused(Exception):
    """What the server did before anything was handed over, in words that follow its name."""


def by_smtp(
    account: Account,
    password: Callable[[], str] | None,
    letters: Sequence[Letter],
    handed: Handed,
) -> Iterator[Outcome]:
    """Hand letters to a server one after the other, and yield what became of each.

    ``handed`` is asked between the server's yes and the letter itself; one for which it says no is
    passed over. Once a line is cut behind a letter, nothing more is yielded. Raises UsageError (2)
    for a line without TLS to another machine, OtherProgram (8) when a letter, and all after it,
    were not handed over.
    """
    refuse_open_line(account.host, account.security, "mail.security")
    left = list(letters)
    while left:
        yield from _on_one_line(account, password, left, handed)


def by_sendmail(
    letters: Sequence[Letter], handed: Handed, path: str | None = None
) -> Iterator[Outcome]:
    """Hand letters to the machine's own sendmail, which reads in them whom they are for.

    Raises OtherProgram (8) when there is none.
    """
    found = shutil.which("sendmail", path=path)
    where = found or next((each for each in SENDMAIL if shutil.which(each)), None)
    if not where:
        raise OtherProgram(
            "there is no sendmail on this machine. Nothing was sent. With a mail server: "
            "rescrm config set mail.transport smtp"
        )
    for letter in letters:
        if not handed(letter.recipient):
            continue
        # `-i`: a line of a single full stop is not the letter's end.
        argv = [where, "-t", "-i", "-f", letter.sender]
        ended = program.feed(argv, letter.raw, within=SENDMAIL_WITHIN)
        trouble = f"sendmail {ended.trouble}" if ended.trouble else ""
        # Cut off in the middle: who knows.
        is_cut = ended.trouble.startswith(("took longer", "ended with -"))
        state: State = "unknown" if is_cut else "refused" if trouble else "sent"
        yield Outcome(letter.recipient, state, trouble)


def refuse_open_line(host: str, security: str, key: str) -> None:
    """Raise UsageError (2) for a line to another machine that everyone on the way can read."""
    if security == "none" and not is_loopback(host):
        raise UsageError(
            f"without TLS what goes to {host} could be read on the way: that is for this machine "
            f"alone. rescrm config set {key} tls"
        )


def is_loopback(host: str) -> bool:
    """Whether a name means this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


# A server --------------------------------------------------------------------------------------


def _on_one_line(
    account: Account, password: Callable[[], str] | None, left: list[Letter], handed: Handed
) -> Iterator[Outcome]:
    """Take letters from those that are left until there is none, or the line has to end."""
    with _troubles(account):
        server = _connected(account)
        try:
            if account.user and password:
                _log_in(server, account.user, password())
            while left:
                outcome = _handed_over(server, account.host, left.pop(0), handed)
                if outcome is None:
                    return  # the order cannot be taken back but by ending the line
                yield outcome
                if outcome.state == "unknown":
                    left.clear()  # the line is cut
                    return
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
        finally:
            server.close()


def _connected(account: Account) -> smtplib.SMTP:
    port = account.port or PORTS[account.security]
    if account.security == "tls":
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            account.host, port, timeout=account.within, context=context
        )
        server.ehlo()
        return server
    server = smtplib.SMTP(account.host, port, timeout=account.within)
    server.ehlo()
    if account.security == "starttls":
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    return server


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    try:
        server.login(user, password)
    except smtplib.SMTPAuthenticationError:
        raise Refused(
            "refused the user or the password (rescrm config list shows mail.user, "
            "mail.password_cmd)"
        ) from None
    except (smtplib.SMTPNotSupportedError, UnicodeEncodeError):
        raise Refused("takes no password; without one: rescrm config set mail.user ''") from None


def _handed_over(server: smtplib.SMTP, name: str, letter: Letter, handed: Handed) -> Outcome | None:
    """One letter; None when another run has handed it over in the meantime."""
    is_plain = f"{letter.sender}{letter.recipient}".isascii()
    _refuse_no(*server.mail(letter.sender, () if is_plain else ("SMTPUTF8",)), "the sender")
    code, said = server.rcpt(letter.recipient)
    if code not in (250, 251):
        _refuse_no(*server.rset(), "to begin again")
        trouble = f"{name} refused them ({code} {_words(said)})"
        return Outcome(letter.recipient, "refused", trouble)
    _refuse_no(*server.docmd("DATA"), "the letter", wanted=354)
    if not handed(letter.recipient):
        return None
    try:
        server.send(_dotted(letter.raw))
        code, said = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return Outcome(letter.recipient, "unknown", f"{name} {_cut(error)}")
    if code != 250:
        trouble = f"{name} did not take the letter ({code} {_words(said)})"
        return Outcome(letter.recipient, "refused", trouble)
    return Outcome(letter.recipient, "sent")


def _refuse_no(code: int, said: bytes, what: str, *, wanted: int = 250) -> None:
    if code != wanted:
        raise Refused(f"did not take {what} ({code} {_words(said)})")


def _dotted(raw: bytes) -> bytes:
    """The letter as it is sent: its lines end in CR LF, a full stop that begins one is doubled."""
    lines = raw.replace(CR_LF, b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    dotted = (b"." + line if line.startswith(b".") else line for line in lines)
    return CR_LF.join([*dotted, b".", b""])


def _words(said: bytes) -> str:
    return " ".join(said.decode("utf-8", "replace").split())[:200]


def _cut(error: Exception) -> str:
    if _is_late(error):
        return "took the letter and did not answer"
    return "took the letter and ended the line"


def _is_late(error: Exception) -> bool:
    """Whether it was waited for in vain: smtplib tells that as a line that ended."""
    return isinstance(error, TimeoutError) or "timed out" in str(error)


@contextmanager
def _troubles(account: Account) -> Iterator[None]:
    """Whatever stops it before the letter is handed over, as one sentence; no secret is in it."""
    try:
        yield
    except Refused as error:
        raise _trouble(account, str(error)) from None
    except ssl.SSLCertVerificationError as error:
        reason = f"does not show a certificate that fits ({error.verify_message})"
        raise _trouble(account, reason) from None
    except ssl.SSLError:
        other = "starttls" if account.security == "tls" else "tls"
        reason = f"does not speak TLS as it should; mail.security may have to be {other}"
        raise _trouble(account, reason) from None
    except TimeoutError:
        raise _trouble(account, f"did not answer within {account.within:g} seconds") from None
    except smtplib.SMTPServerDisconnected as error:
        within = f"did not answer within {account.within:g} seconds"
        raise _trouble(account, within if _is_late(error) else "ended the line") from None
    except smtplib.SMTPResponseException as error:
        said = error.smtp_error if isinstance(error.smtp_error, bytes) else b""
        reason = f"did not take it ({error.smtp_code} {_words(said)})"
        raise _trouble(account, reason) from None
    except smtplib.SMTPException as error:
        raise _trouble(account, f"did not take it ({_words(str(error).encode())})") from None
    except (OSError, UnicodeError) as error:
        reason = (getattr(error, "strerror", None) or "no such name").lower()
        raise _trouble(account, f"cannot be reached ({reason})") from None


def _trouble(account: Account, reason: str) -> OtherProgram:
    return OtherProgram(
        f"{account.host} {reason}. Nothing was sent; the next run tries again, or look at it "
        "with: rescrm config list"
    )
