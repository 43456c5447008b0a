"""What was written down on a good day for a hard one; nothing else, and no network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..core.identity import find
from ..errors import AmbiguousContact, ContactNotFound
from ..session import Session
from ..view.listing import Line, Listing, Shape, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typer import Context

EXAMPLES = ("rescrm sos", "rescrm sos --json")
EMPTY = """\
Nothing is written down here yet; nothing is made up either. On a good day, in two minutes:
  rescrm config set sos.person "someone you trust"
  rescrm config set sos.group lunch
  rescrm config set sos.lines "a line to call; another"\
"""
CLOSING = "You wrote this down for a day like this one. One of them is enough."


class Help(NamedTuple):
    """One thing that was written down; ``ways`` are the phones and addresses you keep."""

    what: str  # person, group, line
    text: str
    handle: str | None = None
    ways: tuple[str, ...] = ()


SHAPE = Shape(plain=("what", "text", "handle", "ways"))


def sos(context: Context) -> Listing:
    """What you wrote down for a hard day.

    It shows `sos.person`, `sos.group` and `sos.lines` of the settings, with the phones and
    addresses you keep, and nothing else. Answers with what, text, handle, ways[].
    """
    session: Session = context.obj
    found = list(_written(session))
    return Listing(
        kind="sos",
        items=found,
        shape=SHAPE,
        lines=[_line(each) for each in found] if found else None,
        empty=EMPTY,
        after=[CLOSING] if found else [],
    )


def _written(session: Session) -> Iterator[Help]:
    said = session.settings.sos
    if said.person:
        yield _person(session, said.person, "person")
    if said.group:
        yield from _group(session, said.group)
    for line in said.lines:
        yield Help("line", line)


def _person(session: Session, typed: str, what: str) -> Help:
    """Someone in the store with the ways to reach them; else the words as they were written."""
    if not session.store.exists:
        return Help(what, typed)
    try:
        id = find(typed, session.store.directory, session.settings.region).id
    except (ContactNotFound, AmbiguousContact):
        return Help(what, typed)
    contact = session.store.contacts.one(id)
    phones = (each.number for each in contact.phones)
    emails = (each.address for each in contact.emails)
    return Help(what, contact.name, contact.handle, (*phones, *emails, *contact.links))


def _group(session: Session, typed: str) -> Iterator[Help]:
    """A group in the store with its people; else the words as they were written."""
    groups = session.store.groups if session.store.exists else None
    match groups.find(typed) if groups else []:
        case [(id, handle, name)]:
            yield Help("group", name, handle)
            for member in session.store.groups.members(id):
                yield _person(session, f"@{member.handle}", "member")
        case _:
            yield Help("group", typed)


def _line(each: Help) -> Line:
    ways = "".join(f" · {tied(way)}" for way in each.ways)
    indent = "  " if each.what == "member" else ""
    return (indent, Span(tied(each.text), "bold"), ways)
