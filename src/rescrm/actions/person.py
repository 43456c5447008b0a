"""What `add` and `edit` say about a person, read once and put into the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core import cadence, days
from ..core.cadence import Cadence
from ..core.model import YearDay
from ..errors import UsageError
from ..session import Session
from ..store.people import tag_name

TEXTS = {
    "name": "name",
    "org": "organisation",
    "title": "title",
    "stage": "stage",
    "specialty": "specialty",
    "city": "city",
    "note": "note",
}
OPTIONS = frozenset(TEXTS) | {
    "nick", "kind", "on", "met", "via", "email", "phone", "link", "tag", "birthday", "every", "set",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Everything said about someone, understood; None where nothing was said."""

    columns: Mapping[str, Any]
    emails: Sequence[str] | None = None
    phones: Sequence[str] | None = None
    links: Sequence[str] | None = None
    tags: Sequence[str] = ()
    birthday: YearDay | None = None
    no_birthday: bool = False
    every: Cadence | None = None
    never: bool = False
    custom: Mapping[str, str] = field(default_factory=dict)


def read(session: Session, said: Mapping[str, Any]) -> Details:
    """Understand the options of `add`, before anything is written.

    Raises UsageError (2) for a day, a cadence, an address or a kind that cannot be meant,
    and what naming an event or a person raises.
    """
    columns: dict[str, Any] = {
        column: " ".join(said[option].split()) or None
        for option, column in TEXTS.items()
        if said.get(option) is not None
    }
    if columns.get("name", "") is None:
        raise UsageError("a name is needed: it cannot be empty.")
    if said.get("nick") is not None:
        columns["nicknames"] = said["nick"]
    if said.get("kind") is not None:
        columns["kind"] = session.kind(said["kind"]) if said["kind"] else None
    if said.get("on") is not None:
        columns["met_on"] = _day(session, said["on"])
    if said.get("met") is not None:
        columns["met_at"] = session.event(said["met"]).id if said["met"] else None
    if said.get("via") is not None:
        columns["introduced_by"] = session.who(said["via"]).id if said["via"] else None
    every = said.get("every")
    return Details(
        columns=columns,
        emails=_emails(said.get("email")),
        phones=said.get("phone"),
        links=said.get("link"),
        tags=said.get("tag") or (),
        birthday=days.year_day(said["birthday"]) if said.get("birthday") else None,
        no_birthday=said.get("birthday") == "",
        every=cadence.read(every) if every and every != "never" else None,
        never=every == "never",
        custom=_custom(said.get("set") or ()),
    )


def write(session: Session, id: int, details: Details) -> None:
    """Put what was said into the store, inside the caller's write."""
    people, rules = session.store.people, session.store.rules
    for tag in details.tags:
        people.tag(id, [tag])
    for kind, values in (
        ("email", details.emails),
        ("phone", details.phones),
        ("link", details.links),
    ):
        if values == [""]:
            people.set_channels(id, kind, ())
            continue
        for value in values or ():
            people.add_channel(id, kind, value)
    _set_birthday(session, id, details)
    if details.every or details.never:
        every = cadence.words(details.every) if details.every else None
        rules.set("contact", str(id), every, None)
    for name, value in details.custom.items():
        people.set_custom(id, name, value)


def replace(session: Session, id: int, details: Details) -> None:
    """Make the store hold what a whole card says, and nothing that it left out."""
    people = session.store.people
    before = session.store.contacts.one(id)
    people.set_channels(id, "email", details.emails or ())
    people.set_channels(id, "phone", details.phones or ())
    people.set_channels(id, "link", details.links or ())
    people.tag(id, add=details.tags, remove=set(before.tags) - set(map(tag_name, details.tags)))
    for name in (*before.custom, *details.custom):
        people.set_custom(id, name, details.custom.get(name, ""))
    _set_birthday(session, id, details)


def beside(session: Session, id: int, said: Mapping[str, Any]) -> dict[str, Any]:
    """Options for someone who is there: nicknames are added; one empty option takes all away."""
    known = list(session.store.contacts.one(id).nicknames)
    nicks = [nick for nick in said.get("nick", ()) if nick]
    added = [nick for nick in nicks if nick not in known]
    return {**said, "nick": known + added if nicks else []} if "nick" in said else dict(said)


def _set_birthday(session: Session, id: int, details: Details) -> None:
    if details.birthday:
        session.store.people.set_date(id, "birthday", details.birthday)
    elif details.no_birthday:
        session.store.people.remove_date(id, "birthday")


def _day(session: Session, said: str) -> str | None:
    if not said:
        return None
    return days.touched(said, session.today, session.settings.date_order).isoformat()


def _emails(given: Sequence[str] | None) -> Sequence[str] | None:
    for address in given if given and given != [""] else ():
        name, at, host = address.strip().partition("@")
        if not (name and at and host) or any(char.isspace() for char in address.strip()):
            raise UsageError(f'"{address}" is no e-mail address. Try maya@ucsf.edu.')
    return given


def _custom(given: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not (name.strip() and equals):
            raise UsageError(f'"{each}" sets nothing. Try --set knows=cardiology.')
        pairs[name.strip()] = value.strip()
    return pairs
