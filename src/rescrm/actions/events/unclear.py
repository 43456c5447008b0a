"""Lines said while meeting people that could not be understood: kept, listed, cleared up."""

from __future__ import annotations

from collections.abc import Sequence

from ...errors import NotFound
from ...session import Session, Thing, quoted
from ...store.unclear import Unclear


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


def what_to_type(event: Thing, line: Unclear) -> str:
    """How to clear up a line: itself, to be changed."""
    typed = quoted(["rescrm", "event", "met", event.handle, "--settles", str(line.id), line.line])
    return typed or f'rescrm event met {event.handle} --settles {line.id} "Name; talked …"'


def asked(event: Thing, line: Unclear) -> str:
    """What was not clear in a line, and what to type."""
    return f"“{_short(line.line)}”: {line.why} {what_to_type(event, line)}"


def _short(line: str) -> str:
    return line if len(line) <= 60 else f"{line[:57]}…"


def _count(lines: Sequence[Unclear]) -> str:
    return "an unclear line" if len(lines) == 1 else f"{len(lines)} unclear lines"
