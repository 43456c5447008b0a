"""Many people met, one line each: every line is kept at once, understood or not."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field

from ...core import encounter
from ...core.acquaintance import contradicts
from ...core.identity import Named
from ...errors import DecisionNeeded, NotFound, RescrmError, UsageError
from ...session import Session, Thing
from . import meeting, unclear
from .lines import left_notes, understood_line
from .meeting import Meeting, Understood

PROMPT = "> "
ENDS = ("", "q", "quit", "exit", ":q")  # at a prompt; in a file each line is a person
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
HOW = "One line a person; an empty line ends. Such as: {}"
NEW = "someone else of that name"


@dataclass(slots=True)
class Captured:
    """What came of the lines so far: a meeting a person, in order, and what is unclear."""

    met: dict[str, Meeting] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)  # each its reason, and what to type
    left: list[str] = field(default_factory=list)  # what cards say otherwise, and what to type

    def counted(self, event: Thing) -> str:
        """How many are kept, in words."""
        people = "1 person" if len(self.met) == 1 else f"{len(self.met)} people"
        said = f"{people} at {event.name}"
        if self.unclear:
            lines = "1 line is" if len(self.unclear) == 1 else f"{len(self.unclear)} lines are"
            said += f"; {lines} to be cleared up: rescrm event unclear {event.handle}"
        return said


def capture(session: Session, event: Thing) -> Captured:
    """Take lines from the terminal or from stdin until they end.

    However it ends, by Ctrl-C too, each line before is kept, and it is told how many are.
    Raises DecisionNeeded (3) at a terminal where nothing may be asked.
    """
    if session.no_input and sys.stdin and sys.stdin.isatty():
        raise DecisionNeeded(
            f"whom did you meet? A file can say: rescrm event capture {event.handle} < lines.txt"
        )
    captured, ended = Captured(), False
    lines = _typed(session, event) if session.ask_line else _piped()
    try:
        with _whole(session):
            for line in lines:
                _take(session, event, captured, line)
        ended = True
    finally:
        if not ended:
            kept = "Nothing is kept" if session.dry_run else "Kept"
            session.tell(f"{kept}: {captured.counted(event)}")
    return captured


def _whole(session: Session) -> AbstractContextManager[None]:
    """What is only tried out from a file is one write, so that its lines know each other."""
    return session.write() if session.dry_run and not session.ask_line else nullcontext()


# Lines ---------------------------------------------------------------------------------------


def _typed(session: Session, event: Thing) -> Iterator[str]:
    """Lines from the terminal, up to an empty one, a word of leaving, or the end."""
    assert session.ask_line
    session.tell(HOW.format(encounter.EXAMPLE))
    while (line := session.ask_line(PROMPT)) and line.strip().lower() not in ENDS:
        yield line


def _piped() -> Iterator[str]:
    """Lines from stdin as they come; empty ones say nothing."""
    for raw in sys.stdin.buffer if sys.stdin else ():
        line = _decoded(raw).strip("\ufeff\r\n\0 \t")
        if line:
            yield line.replace("\0", "")


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _take(session: Session, event: Thing, captured: Captured, line: str) -> None:
    """Keep one line, in its own write; what cannot be understood is kept as it was typed."""
    try:
        understood = _understood(session, event, line)
    except (UsageError, DecisionNeeded, NotFound) as error:
        _keep_unclear(session, event, captured, line, error)
        return
    with _undisturbed():
        with _step(session, f"event met {event.handle} {line}"):
            met = meeting.keep(session, event, understood)
        captured.met[met.uid] = met
        captured.left += left_notes(met)
    if session.ask_line:
        session.tell(understood_line(met))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait for a line that is being kept, so that it is kept and counted, or neither."""
    waiting = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, waiting)


def _step(session: Session, command: str) -> AbstractContextManager[None]:
    inside = session.dry_run and not session.ask_line
    return nullcontext() if inside else session.write(command)


def _keep_unclear(
    session: Session, event: Thing, captured: Captured, line: str, error: RescrmError
) -> None:
    why = _sentence(error.message.partition("\n")[0])
    with _undisturbed():
        with _step(session, f"event capture {event.handle} {line}"):
            kept = session.store.events.unclear.add(event.id, line, why)
            session.store.summary = f"an unclear line at {event.name}"
        captured.unclear.append(unclear.asked(session, event, kept))
    if session.ask_line:
        session.tell(f"  {why} It is kept as you typed it.")


def _sentence(text: str) -> str:
    return text if text.endswith("?") else f"{text.rstrip('.:')}."


# The second line about a name ----------------------------------------------------------------


def _understood(session: Session, event: Thing, line: str) -> Understood:
    """What a line says; a name that was met there already is asked about where it may be another.

    Raises what `meeting.understand` raises, and DecisionNeeded (3) when nobody answers.
    """
    understood = meeting.understand(session, event, line)
    if not understood.who or not _may_be_another(session, event, understood, understood.who):
        return understood
    is_same = _is_same(session, understood, understood.who)
    return understood if is_same else understood._replace(who=None)


def _may_be_another(session: Session, event: Thing, line: Understood, who: Named) -> bool:
    """Whether a name was met there before, and the line says what does not go with it."""
    if line.said.name.startswith("@") or line.said.is_new:
        return False
    former = meeting.former_lines(session, event, who.id)
    if not former:
        return False
    card = session.store.contacts.one(who.id)
    addresses = [each.address for each in card.emails]
    return contradicts(line.said, encounter.kept(former), card.organisation, addresses)


def _is_same(session: Session, line: Understood, who: Named) -> bool:
    name, about = line.said.name, who.about or who.name
    shown = [f"{who.handle}  {about}", f"**{name}**  {NEW}"]
    picked = session.ask(f'Who is "{name}"?', shown) if session.ask else None
    if picked is None:
        raise DecisionNeeded(
            f'is "{name}" {who.handle} ({about}), or {NEW}? '
            f"Begin the line with @{who.handle} or **{name}**",
            candidates=[who.handle],
        )
    return picked == 0
