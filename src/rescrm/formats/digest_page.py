"""The day's digest as Markdown, as HTML, and as a mail with both a text and an HTML part.

What people are called and what was said of them is escaped: none of it is markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import NamedTuple

from rescrm.core.digest import Page

# Emphasis, code, links, tags and entities are markup wherever they stand; a list, a heading and a
# line across only where an entry begins.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>~]|&(?=#?\w+;))")
_AT_FIRST = re.compile(r"^(\d+(?=[.)])|(?=[-+#=]))")
STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:42em;margin:1em auto;padding:0 1em;"
    "color:#222;background:#fff;overflow-wrap:anywhere}"
    "h1{font-size:1.15em}h2{font-size:1em;margin:1.2em 0 .2em;color:#666}"
    "ul{margin:0;padding-left:1.2em}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1b}h2{color:#aaa}}"
)


class Envelope(NamedTuple):
    """What a mail says on its outside; ``mark`` is the same for the same digest and person."""

    sender: str
    recipient: str
    subject: str
    sent: datetime
    mark: str


def markdown(page: Page) -> str:
    """The digest as Markdown."""
    lines = [f"# {_plain(page.headline)}", ""]
    lines += [page.nothing, ""] if page.nothing else []
    for label, entries in page.sections:
        lines += [f"## {label}", "", *(f"- {_plain(each)}" for each in entries), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def html(page: Page) -> str:
    """The digest as a page of its own: nothing in it is fetched from anywhere."""
    body = [f"<h1>{escape(page.headline)}</h1>"]
    body += [f"<p>{escape(page.nothing)}</p>"] if page.nothing else []
    for label, entries in page.sections:
        items = "".join(f"<li>{escape(_one_line(each))}</li>\n" for each in entries)
        body.append(f"<h2>{escape(label)}</h2>\n<ul>\n{items}</ul>")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(page.headline)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def mail(page: Page, lines: Sequence[str], envelope: Envelope) -> bytes:
    """The digest as a message (RFC 5322); the same one has the same Message-ID."""
    from email.message import EmailMessage
    from email.policy import SMTP, SMTPUTF8
    from email.utils import format_datetime

    addresses = f"{envelope.sender}{envelope.recipient}"
    # Seven bits pass through every server, also one that never heard of eight.
    policy = (SMTP if addresses.isascii() else SMTPUTF8).clone(cte_type="7bit")
    message = EmailMessage(policy=policy)
    message["From"] = _address(envelope.sender)
    message["To"] = _address(envelope.recipient)
    message["Subject"] = _one_line(envelope.subject)
    message["Date"] = format_datetime(envelope.sent)
    message["Message-ID"] = f"<{envelope.mark}@rescrm.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(lines) + "\n")
    message.add_alternative(html(page), subtype="html")
    message.set_boundary(f"=_{envelope.mark}")  # else it is drawn by lot
    return message.as_bytes()


def _address(text: str) -> object:
    from email.headerregistry import Address

    user, _, host = "".join(text.split()).rpartition("@")
    return Address("", user, host)


def _plain(text: str) -> str:
    return _AT_FIRST.sub(r"\1\\", _ANYWHERE.sub(r"\\\1", _one_line(text)))


def _one_line(text: str) -> str:
    return " ".join(text.split())
