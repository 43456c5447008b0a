"""Letters put where they can be sent from: the clipboard, the Drafts folder of a mail account."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from ...core.network import Draft
from ...errors import UsageError
from ...formats import letter
from ...session import Session
from .drafted import Hand

KNOWN = "already in"


def hand(to: str | None) -> Hand | None:
    """What puts letters there, for a way that needs more than a line on the screen."""
    match to:
        case "clipboard":
            return _to_clipboard
        case "imap":
            return _to_folder
    return None


def written(session: Session, draft: Draft) -> letter.Letter:
    """A draft as a mail program wants it."""
    return letter.Letter(
        name=draft.name,
        to=draft.to,
        subject=draft.subject or "",
        body=draft.body or "",
        from_name=session.settings.me.name,
        from_address=session.settings.me.email,
    )


def _to_clipboard(session: Session, drafts: Sequence[Draft]) -> list[str]:
    from ...remote import clipboard

    if len(drafts) > 1:
        names = f"{drafts[0].name} and {len(drafts) - 1} more"
        raise UsageError(
            f"the clipboard holds one letter, not those to {names}. Nothing was changed. Name one "
            f"person, or all as files: --to eml -o drafts/"
        )
    streams = (sys.stdout, sys.stderr)
    instead = _instead(drafts[0], "stdout")
    return [clipboard.copy(drafts[0].body or "", session.environ, streams, instead)]


def _to_folder(session: Session, drafts: Sequence[Draft]) -> list[str]:
    """The folder of each; a letter that is there in the same words is not put there twice."""
    from ...remote import imap, secret

    account = session.settings.imap
    if not (account.host and account.user):
        raise UsageError(
            "where is your mail? rescrm config set imap.host HOST, imap.user NAME and "
            "imap.password_cmd 'COMMAND'; or --to eml makes a file."
        )

    def password() -> str:
        if account.password_cmd:
            return secret.printed(account.password_cmd, "imap.password_cmd")
        if account.password_file:
            return secret.kept(Path(account.password_file).expanduser(), "imap.password_file")
        raise UsageError("how to log in? rescrm config set imap.password_cmd 'COMMAND'")

    where = imap.Account(account.host, account.user, account.security, account.port)
    messages = [_message(session, each, imap.MARK) for each in drafts]
    put = imap.put(
        where, password, [imap.Message(*each) for each in messages], _instead(drafts[0], "eml")
    )
    return [f"{KNOWN} {put.folder}" if known else put.folder for known in put.known]


def _message(session: Session, draft: Draft, header: str) -> tuple[str, bytes]:
    """A letter with a mark made of its words alone."""
    raw = letter.eml(written(session, draft))
    mark = hashlib.sha256(raw).hexdigest()[:32]
    return mark, f"{header}: {mark}\r\n".encode() + raw


def _instead(draft: Draft, to: str) -> str:
    return f"rescrm draft @{draft.handle} --template {draft.template} --to {to}"
