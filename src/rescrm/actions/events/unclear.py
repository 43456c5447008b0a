"""Lines said while meeting people that could not be understood: kept, listed, cleared up."""

from __future__ import annotations

from collections.abc import Sequence

from ...core import encounter
from ...errors import NotFound, RescrmError, UsageError
from ...session import Session, Thing, quoted
from ...store.unclear import Unclear
from ...view.listing import tied
from . import whom

ANEW = "Name, where; talked …"  # a line as it could begin


def one(session: Session, event: Thing, id: int) -> Unclear:
    """A line by its number; NotFound (4) when the event has no such line."""
    lines = session.store.events.unclear.of(event.id)
    found = next((each for each in lines if each.id == id), None)
    if not found:
        raise NotFound(
            f"{event.name} has no unclear line {id}. `rescrm event unclear {event.handle}` "
            "lists those there are."
        )
    return found


def drop(session: Session, event: Thing, ids: Sequence[int]) -> list[Unclear]:
    """Throw lines away, as one step, and tell what they were."""
    lines = [one(session, event, id) for id in dict.fromkeys(ids)]
    with session.write():
        for each in lines:
            session.store.events.unclear.settle(each.id)
        session.store.summary = f"dropped {_count(lines)} of {event.name}"
    return lines


def what_to_type(session: Session, event: Thing, line: Unclear) -> str:
    """How to clear up a line: with a handle where two people fit, else itself, to be changed."""
    settles = ["rescrm", "event", "met", event.handle, "--settles", str(line.id)]
    return quoted([*settles, _clearer(session, line.line)]) or quoted([*settles, ANEW])


def asked(session: Session, event: Thing, line: Unclear) -> str:
    """What was not clear in a line, and what to type."""
    return f"“{_short(line.line)}”: {line.why} {what_to_type(session, event, line)}"


def shown(session: Session, event: Thing, line: Unclear) -> str:
    """The same for the screen: what to type is held together."""
    return f"“{_short(line.line)}”: {line.why} {tied(what_to_type(session, event, line))}"


def _clearer(session: Session, line: str) -> str:
    """A line as it may be meant: one of those who fit in the place of the name."""
    try:
        said = encounter.read(line)
    except UsageError:  # it begins with no name
        return ANEW
    try:
        found = whom.fitting(session, said.name, starred=said.is_new)
    except RescrmError:
        return line
    if len(found) < 2:
        return line
    name = f"**{said.name}**" if said.is_new else said.name
    return line.replace(name, f"@{whom.offered(found).handle}", 1)


def _short(line: str) -> str:
    return line if len(line) <= 60 else f"{line[:57]}…"


def _count(lines: Sequence[Unclear]) -> str:
    return "an unclear line" if len(lines) == 1 else f"{len(lines)} unclear lines"
