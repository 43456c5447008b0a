"""The digest, sent: once a day and person at most, whatever happens."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..accounts import Mail
from ..core import digest as day
from ..core.addresses import email_key
from ..core.digest import Digest
from ..errors import UsageError
from ..formats import digest_page
from ..formats.digest_page import Envelope
from ..remote import post, secret
from ..remote.post import Account, Letter, Outcome
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..store import Store

FAILED = 8  # exit
LATELY = timedelta(days=3)
SET = "rescrm config set"


Send = Callable[[Sequence[Letter], post.Handed], Iterator[Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of a day's digest for one person."""

    day: date
    to: str
    state: str  # sent, refused, unknown, before (it left earlier today)
    reason: str | None = None


def deliver(session: Session, digest: Digest, to: Sequence[str]) -> Listing:
    """Send a digest to each address that has none of today yet.

    Raises UsageError (2) for settings that are missing, OtherProgram (8) when none was handed over.
    """
    mail, people = session.settings.mail, _addresses(session, to)
    sender = _sender(session, mail)
    send = _way(session, mail)
    if session.dry_run:
        return _would(digest, people)
    deliveries = _made(session).deliveries
    fresh = [each for each in people if deliveries.is_open(each)]
    letters = [Letter(sender, each, _raw(session, digest, sender, each)) for each in fresh]
    before = [Sent(day=digest.day, to=each, state="before") for each in people if each not in fresh]
    outcomes = []
    for outcome in send(letters, deliveries.begin) if letters else ():
        deliveries.end(outcome.recipient, outcome.state)
        outcomes.append(outcome)
    return _answer(session, digest.day, before, outcomes)


def _made(session: Session) -> Store:
    """The store, opened for writing: marks stand outside of the history."""
    store = session.store
    if not store.exists:
        raise UsageError("there is no store yet, so no digest. Begin with: rescrm init")
    return store


# Whom, from whom, by what ----------------------------------------------------------------------


def _addresses(session: Session, to: Sequence[str]) -> list[str]:
    said = [each.strip() for each in to or (session.settings.mail.to or "").split(",")]
    people = list(dict.fromkeys(filter(None, said)))
    if not people:
        raise UsageError(f"whom to? Say --to you@example.org, or {SET} mail.to you@example.org")
    for each in people:
        if not email_key(each):
            raise UsageError(f'"{each[:60]}" is no e-mail address.')
    return people


def _sender(session: Session, mail: Mail) -> str:
    sender = mail.from_ or session.settings.me.email
    if not sender or not email_key(sender):
        raise UsageError(f"who is it from? {SET} mail.from you@example.org")
    return sender


def _way(session: Session, mail: Mail) -> Send:
    if mail.transport == "sendmail":
        path = session.environ.get("PATH")
        return lambda letters, handed: post.by_sendmail(letters, handed, path)
    if not mail.host:
        raise UsageError(
            f"through which server? {SET} mail.host smtp.example.org, then mail.user and "
            f"mail.password_cmd; or {SET} mail.transport sendmail"
        )
    account = Account(mail.host, mail.security, mail.port, mail.user)
    post.refuse_open_line(mail.host, mail.security, "mail.security")
    command = mail.password_cmd
    password = (lambda: secret.printed(command, "mail.password_cmd")) if command else None
    return lambda letters, handed: post.by_smtp(account, password, letters, handed)


def _raw(session: Session, digest: Digest, sender: str, recipient: str) -> bytes:
    page = day.page(digest)
    told = f"{session.settings.store} {digest.day} {recipient}"
    envelope = Envelope(
        sender=sender,
        recipient=recipient,
        subject=f"rescrm: {page.headline}",
        sent=session.now,
        mark=hashlib.sha256(told.encode()).hexdigest()[:32],
    )
    return digest_page.mail(page, day.text(digest), envelope)


# The answer ------------------------------------------------------------------------------------


def _would(digest: Digest, people: Sequence[str]) -> Listing:
    items = [Sent(day=digest.day, to=each, state="not sent") for each in people]
    return Listing(kind="digest", items=items, lines=day.text(digest), prose=True)


def _answer(
    session: Session, today: date, before: Sequence[Sent], outcomes: Sequence[Outcome]
) -> Listing:
    items = [
        Sent(day=today, to=each.recipient, state=each.state, reason=each.trouble or None)
        for each in outcomes
    ]
    bad = [each for each in items if each.state != "sent"]
    return Listing(
        kind="digest",
        items=[*before, *items],
        lines=[_line(each) for each in (*before, *items) if each.state in ("sent", "before")],
        warnings=[_warning(session, each) for each in bad],
        notes=list(filter(None, [_unsure(session)])),
        exit_code=FAILED if bad else 0,
    )


def _line(sent: Sent) -> str:
    if sent.state == "before":
        return f"{sent.to} has today's digest already, or may have it; it goes out once a day."
    return f"Sent to {sent.to}."


def _warning(session: Session, sent: Sent) -> str:
    mail = session.settings.mail
    who = mail.host if mail.transport == "smtp" else ""
    said = f"{who} {sent.reason}".strip()
    if sent.state == "unknown":
        return f"{sent.to}: {said}. It may have arrived, so it is not sent again today."
    return f"{sent.to}: {said}. It was not sent; the next run tries again."


def _unsure(session: Session) -> str:
    today, lately = session.today, session.today - min(LATELY, session.today - date.min)
    unsure = session.store.deliveries.unsure()
    earlier = [each for each in unsure if lately.isoformat() <= each.day < today.isoformat()]
    if not earlier:
        return ""
    return f"The digest of {earlier[0].day} may not have arrived at {earlier[0].recipient}."
