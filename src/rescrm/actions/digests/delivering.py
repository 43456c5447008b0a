"""The digest, sent: once a day and person at most, whatever happens."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...accounts import Mail
from ...core.addresses import email_key
from ...core.digest import Digest
from ...errors import OtherProgram, UsageError
from ...formats import digest_page
from ...formats.digest_page import Envelope
from ...remote import post, secret
from ...remote.post import Account, Letter, Outcome
from ...session import Session
from ...view.listing import Listing
from . import words as digest_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store import Store
    from ...store.deliveries import Deliveries

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
    mail, people = session.settings.mail, addresses(session, to)
    sender = _sender(session, mail)
    send = _way(session, mail)
    if session.dry_run:
        return _would(digest, people)
    deliveries = _made(session).deliveries
    fresh = [each for each in people if deliveries.is_open(_key(each))]
    letters = [Letter(sender, each, _raw(session, digest, sender, each)) for each in fresh]
    told = {each: Sent(day=digest.day, to=each, state="before") for each in people}
    for outcome in _sending(send, letters, deliveries) if letters else ():
        recipient, state, trouble = outcome
        told[recipient] = Sent(day=digest.day, to=recipient, state=state, reason=trouble or None)
    return _answer(session, list(told.values()))


def _sending(send: Send, letters: Sequence[Letter], deliveries: Deliveries) -> Iterator[Outcome]:
    """Send letters and mark what became of each; what stops it later is told of those it skipped.

    Raises OtherProgram (8) when it stopped the first.
    """
    done: list[str] = []
    trouble = "the line was cut before their letter"
    try:
        for outcome in send(letters, lambda recipient: deliveries.begin(_key(recipient))):
            deliveries.end(_key(outcome.recipient), outcome.state)
            done.append(outcome.recipient)
            yield outcome
    except OtherProgram as error:
        if not done:
            raise
        trouble = error.message.partition(". ")[0]
    for each in letters:
        # One that is marked by now was taken over by another run.
        if each.recipient not in done and deliveries.is_open(_key(each.recipient)):
            yield Outcome(each.recipient, "refused", trouble)


def _made(session: Session) -> Store:
    """The store, opened for writing: marks stand outside of the history."""
    store = session.store
    if not store.exists:
        raise UsageError("there is no store yet, so no digest. Begin with: rescrm init")
    return store


def missing(session: Session) -> str:
    """What the settings do not say yet and sending needs; empty when it is all there."""
    try:
        _sender(session, session.settings.mail)
        _way(session, session.settings.mail)
    except UsageError as error:
        return error.message
    return ""


# Whom, from whom, by what ----------------------------------------------------------------------


def addresses(session: Session, to: Sequence[str]) -> list[str]:
    """Whom a digest goes to: bare addresses, each person once. Raises UsageError (2)."""
    said = ",".join(to or [session.settings.mail.to or ""]).split(",")
    people: dict[str, str] = {}
    for each in filter(None, map(str.strip, said)):
        address = _bare(each)
        if not email_key(address):
            raise UsageError(f'"{each[:60]}" is no e-mail address.')
        people.setdefault(_key(address), address)
    if not people:
        raise UsageError(f"whom to? Say --to you@example.org, or {SET} mail.to you@example.org")
    return list(people.values())


def _sender(session: Session, mail: Mail) -> str:
    sender = _bare(mail.from_ or session.settings.me.email or "")
    if not email_key(sender):
        raise UsageError(f"who is it from? {SET} mail.from you@example.org")
    return sender


def _bare(typed: str) -> str:
    """`Maya Rao <maya@example.org>` is `maya@example.org`."""
    found = re.fullmatch(r"[^<>]*<([^<>]+)>", typed)
    return (found[1] if found else typed).strip()


def _key(address: str) -> str:
    """What tells people apart: nobody has a second address in capitals."""
    return (email_key(address) or address).removeprefix("mailto:")


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
    page, lines = digest_words.page(digest), digest_words.text(digest)
    for day in _unsure(session, recipient)[:1]:
        note = f"the digest of {day} may not have arrived"
        page = page._replace(sections=(*page.sections, ("Before", (note,))))
        lines += ["", f"{note.capitalize()}."]
    told = f"{session.settings.store} {digest.day} {recipient}"
    envelope = Envelope(
        sender=sender,
        recipient=recipient,
        subject=f"rescrm: {page.headline}",
        sent=session.now,
        mark=hashlib.sha256(told.encode()).hexdigest()[:32],
    )
    return digest_page.mail(page, lines, envelope)


# The answer ------------------------------------------------------------------------------------


def _would(digest: Digest, people: Sequence[str]) -> Listing:
    items = [Sent(day=digest.day, to=each, state="not sent") for each in people]
    return Listing(kind="digest", items=items, lines=digest_words.text(digest), prose=True)


def _answer(session: Session, items: Sequence[Sent]) -> Listing:
    good = [each for each in items if each.state in ("sent", "before")]
    bad = [each for each in items if each not in good]
    return Listing(
        kind="digest",
        items=items,
        lines=[_line(each) for each in good],
        warnings=[_warning(each) for each in bad],
        notes=[
            f"The digest of {day} may not have arrived at {each.to}."
            for each in items
            for day in _unsure(session, each.to)[:1]
        ],
        exit_code=FAILED if bad else 0,
    )


def _line(sent: Sent) -> str:
    if sent.state == "before":
        return f"{sent.to} has today's digest already, or may have it; it goes out once a day."
    return f"Sent to {sent.to}."


def _warning(sent: Sent) -> str:
    if sent.state == "unknown":
        return f"{sent.to}: {sent.reason}. It may have arrived, so it is not sent again today."
    return f"{sent.to}: {sent.reason}. It was not sent; the next run tries again."


def _unsure(session: Session, recipient: str) -> list[str]:
    """The days, of late, whose digest may not have arrived at someone."""
    today, lately = session.today, session.today - min(LATELY, session.today - date.min)
    return [
        each.day
        for each in session.store.deliveries.unsure()
        if each.recipient == _key(recipient) and lately.isoformat() <= each.day < today.isoformat()
    ]
