"""A letter as text for an editor, as a mailto: link, and as a file a mail program opens.

The link is RFC 6068. The file is RFC 5322 with `X-Unsent: 1`, which lets Outlook and others open
it as a draft to be sent by hand.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail program has to know; the subject is one line."""

    name: str
    to: str | None
    subject: str
    body: str
    from_name: str | None = None
    from_address: str | None = None


def text(subject: str, body: str) -> str:
    """The letter as a template begins: `Subject: …`, an empty line, the body."""
    return f"Subject: {subject}\n\n{body}\n"


def read(written: str) -> tuple[str, str] | None:
    """Subject and body of such a text; None when nothing is left of it.

    Without a first line that says `Subject:` the whole is the body.
    """
    head, _, rest = written.replace("\r\n", "\n").lstrip("\ufeff\n").partition("\n")
    if head[:8].lower() != "subject:":
        head, rest = "", f"{head}\n{rest}"
    body = rest.strip("\n").rstrip()
    return (" ".join(head[8:].split()), body) if body.strip() else None


def mailto(letter: Letter) -> str:
    """A link that opens the letter in the mail program."""
    from urllib.parse import quote

    body = letter.body.replace("\n", "\r\n")
    to = quote(",".join(_addresses(letter)), safe="@,")
    return f"mailto:{to}?subject={quote(letter.subject, safe='')}&body={quote(body, safe='')}"


def eml(letter: Letter) -> bytes:
    """The letter as a message that is not sent yet."""
    from email.message import EmailMessage
    from email.policy import SMTP, SMTPUTF8

    addresses = f"{letter.to}{letter.from_address}"
    message = EmailMessage(policy=SMTP if addresses.isascii() else SMTPUTF8)
    message["X-Unsent"] = "1"
    if letter.from_address:
        message["From"] = _address(letter.from_name or "", letter.from_address)
    if to := _addresses(letter):
        rest = [_address("", each) for each in to[1:]]
        message["To"] = [_address(letter.name, to[0]), *rest]
    message["Subject"] = letter.subject
    message.set_content(f"{letter.body}\n")
    return message.as_bytes()


def _addresses(letter: Letter) -> list[str]:
    """The addresses it goes to: of two people who are introduced, both."""
    return letter.to.split(", ") if letter.to else []


def _address(name: str, address: str) -> object:
    """An address as a header holds it; a line break in a name ends no header."""
    from email.headerregistry import Address

    user, _, host = "".join(address.split()).rpartition("@")
    return Address(" ".join(name.split()), user, host)
