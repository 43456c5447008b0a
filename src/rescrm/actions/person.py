"""What `add` and `edit` say about a person, read once and put into the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core import cadence, days
from ..core.cadence import Cadence
from ..core.contact import YearDay
from ..core.identity import email_key, phone_key
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
}
OPTIONS = frozenset(TEXTS) | {
    "nick", "kind", "on", "met", "via", "email", "phone", "link", "tag", "birthday", "every",
    "note", "set",
}  # fmt: skip
BLANKS = " \t\n\v\f\r"  # `strip` alone takes separators and some controls as well


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Everything said about someone, understood; None where nothing was said."""

    columns: Mapping[str, Any]
    emails: Sequence[str] | None = None
    phones: Sequence[str] | None = None
    links: Sequence[str] | None = None
    tags: Sequence[str] | None = None
    birthday: YearDay | None = None
    no_birthday: bool = False
    every: Cadence | None = None
    never: bool = False
    no_rule: bool = False
    custom: Mapping[str, str] = field(default_factory=dict)

    @property
    def reaches(self) -> bool:
        """True when a way to reach them was said."""
        return bool(self.emails or self.phones or self.links)


def read(session: Session, said: Mapping[str, Any], known: Collection[str] = ()) -> Details:
    """Understand the options of `add`, before anything is written; an empty one takes away.

    ``known`` are addresses that are kept as they are, however they are written. Raises
    UsageError (2) for a day, a cadence, an address or a kind that cannot be meant, and what
    naming an event or a person raises.
    """
    every = said.get("every")
    return Details(
        columns=_columns(session, said),
        emails=_each(said.get("email"), _email, known),
        phones=_each(said.get("phone"), _phone, known),
        links=_each(said.get("link"), one_line),
        tags=_each(said.get("tag"), _tag),
        birthday=days.year_day(said["birthday"]) if said.get("birthday") else None,
        no_birthday=said.get("birthday") == "",
        every=cadence.read(every) if every and every != "never" else None,
        never=every == "never",
        no_rule=every == "",
        custom={**_custom(said.get("set") or ()), **said.get("custom", {})},
    )


def write(session: Session, id: int, details: Details) -> None:
    """Put what was said beside what is known, inside the caller's write."""
    people = session.store.people
    if details.tags == []:
        people.tag(id, remove=session.store.contacts.one(id).tags)
    people.tag(id, add=details.tags or ())
    for kind, values in _channels(details):
        if values == []:
            people.set_channels(id, kind, ())
        for value in values or ():
            people.add_channel(id, kind, value)
    _write_rest(session, id, details)


def replace(session: Session, id: int, details: Details) -> None:
    """Put what was said in place of what is known: a list that is said is the whole list."""
    people = session.store.people
    if details.tags is not None:
        kept = set(map(tag_name, details.tags))
        people.tag(id, remove=sorted(set(session.store.contacts.one(id).tags) - kept))
        people.tag(id, add=details.tags)
    for kind, values in _channels(details):
        if values is not None:
            people.set_channels(id, kind, values)
    _write_rest(session, id, details)


def beside(session: Session, id: int, said: Mapping[str, Any]) -> dict[str, Any]:
    """Options for someone who is there: nicknames are added; one empty option takes all away."""
    if "nick" not in said:
        return dict(said)
    known = list(session.store.contacts.one(id).nicknames)
    nicks = [nick for nick in map(one_line, said["nick"]) if nick]
    added = [nick for nick in dict.fromkeys(nicks) if nick not in known]
    return {**said, "nick": known + added if nicks else []}


def shared(session: Session, id: int) -> list[str]:
    """A sentence for each address that somebody else has too: nobody is merged for it."""
    return [
        f"{value} is {handle}'s too. Nothing was merged."
        for value, handle in session.store.people.sharing(id)
    ]


def one_line(text: str) -> str:
    """A text as it stands on one line; only its blanks are touched."""
    return re.sub(f"[{BLANKS}]+", " ", text).strip(" ")


def _columns(session: Session, said: Mapping[str, Any]) -> dict[str, Any]:
    """What has a column of its own in the contact's row."""
    columns: dict[str, Any] = {
        column: one_line(said[option]) or None
        for option, column in TEXTS.items()
        if said.get(option) is not None
    }
    if not (columns.get("name", "kept") or "").strip():
        raise UsageError("a name is needed: it cannot be empty.")
    if said.get("note") is not None:
        columns["note"] = said["note"].strip(BLANKS) or None
    if said.get("nick") is not None:
        columns["nicknames"] = [nick for nick in map(one_line, said["nick"]) if nick]
    if said.get("kind") is not None:
        columns["kind"] = session.kind(said["kind"]) if said["kind"] else None
    if said.get("on") is not None:
        columns["met_on"] = _day(session, said["on"])
    if said.get("met") is not None:
        columns["met_at"] = session.event(said["met"]).id if said["met"] else None
    if said.get("via") is not None:
        columns["introduced_by"] = session.who(said["via"]).id if said["via"] else None
    return columns


def _channels(details: Details) -> Sequence[tuple[str, Sequence[str] | None]]:
    return (("email", details.emails), ("phone", details.phones), ("link", details.links))


def _write_rest(session: Session, id: int, details: Details) -> None:
    people, rules = session.store.people, session.store.rules
    if details.birthday:
        people.set_date(id, "birthday", details.birthday)
    elif details.no_birthday:
        people.remove_date(id, "birthday")
    if details.every or details.never:
        every = cadence.words(details.every) if details.every else None
        rules.set("contact", str(id), every, None)
    elif details.no_rule:
        rules.clear("contact", str(id))
    for name, value in details.custom.items():
        people.set_custom(id, name, value)


def _day(session: Session, said: str) -> str | None:
    if not said:
        return None
    return days.touched(said, session.today, session.settings.date_order).isoformat()


def _each(
    given: Sequence[str] | None, read: Callable[[str], str], known: Collection[str] = ()
) -> list[str] | None:
    """What was said several times, each once; one empty word is an empty list."""
    if given is None:
        return None
    if not any(map(str.strip, given)):
        return []
    return list(dict.fromkeys(each if each in known else read(each) for each in given))


def _email(said: str) -> str:
    address = said.strip()
    if not email_key(address) or "<" in address or not address.isprintable():
        raise UsageError(f'"{said}" is no e-mail address. Try maya@ucsf.edu.')
    return address.removeprefix("mailto:")


def _phone(said: str) -> str:
    number = one_line(said)
    if not phone_key(number):
        raise UsageError(f'"{said}" is no phone number. Try "+1 415 555 0134".')
    return number.removeprefix("tel:")


def _tag(said: str) -> str:
    if not tag_name(said):
        raise UsageError(f'"{said}" is no tag. Try -t ep.')
    return said


def _custom(given: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not (name.strip() and equals):
            raise UsageError(f'"{each}" sets nothing. Try --set knows=cardiology.')
        pairs[one_line(name)] = value.strip(BLANKS)
    return pairs
