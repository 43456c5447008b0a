"""How an event looks on the screen, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from ...core import days
from ...core.due import Due
from ...core.folding import pieces
from ...core.model import Commitment
from ...core.network import Event
from ...session import Session, Thing, quoted
from ...store.events import Met, Outcome, is_open
from ...view import columns
from ...view.listing import Line, Shape, Span, tied
from . import unclear
from .happening import Told
from .meeting import Meeting
from .programme import CALLED_OFF, ImportedProgramme
from .targeting import Aim

LABEL = 18
WIDEST = 28  # a name that is longer does not push the others' column
# Of `edit`, and of `moved`, which keeps what was before.
OPTIONS = {
    "organisation": "--org",
    "title": "--title",
    "stage": "--stage",
    "specialty": "--specialty",
}


class Row(NamedTuple):
    """One of an event's people: what is to be done about them, and what was said."""

    name: str
    due: str
    said: list[str | Span]


def head(event: Event) -> Line:
    """Its name, its kind, when and where."""
    when = tied(days.spoken(event.from_))
    if event.to != event.from_:
        when += f" – {tied(days.spoken(event.to))}"
    about = " · ".join(filter(None, (event.type, when, event.city and tied(event.city))))
    return (Span(tied(event.name), "bold"), " ", Span(f"({event.handle})", "dim"), f"  {about}")


def counts(event: Event) -> Line:
    """How many were met, and what came of it."""
    said = [f"{event.targets} to meet"] if event.targets else []
    said += [f"{event.met} met", f"{event.followed_up} followed up"]
    said += [f"{event.replied} replied"] if event.replied else []
    said += [f"{event.overdue} overdue"] if event.overdue else []
    said += [f"closed {tied(days.spoken(event.closed_on))}"] if event.closed_on else []
    return "  " + " · ".join(said)


def event_lines(session: Session, told: Told, event: Thing) -> Iterator[Line]:
    """An event with its counts, whom to look for, whom one met, what is unclear."""
    yield from (head(told.event), counts(told.event))
    ahead = [each for each in told.aims if not each.met]
    if ahead:
        yield Span("To meet", "dim")
        yield from _aligned([aim_row(session, each) for each in ahead])
    if told.met and ahead:
        yield Span("Met", "dim")
    yield from _aligned([met_row(session, each) for each in told.met])
    if told.unclear:
        yield Span("To be cleared up", "dim")
        yield from (f"  {unclear.shown(session, event, each)}" for each in told.unclear)


def what_next(told: Told) -> list[str]:
    """The letters that can be written: before the event, or after it."""
    handle = told.event.handle
    if told.met:
        return [f"`rescrm draft --event {handle}` writes a thank-you for each."]
    if any(each.due_on for each in told.aims):
        return [f"`rescrm draft --event {handle} --template before-conference` writes to them."]
    return []


def report_lines(event: Event, outcome: Outcome) -> Iterator[Line]:
    """What came of an event, a figure a line; what there is none of is left out."""
    yield head(event)
    told = (
        ("to meet", f"{event.targets}, {outcome.targets_met} of them met", event.targets),
        ("met", f"{event.met}", True),
        ("followed up", f"{event.followed_up}", True),
        ("replied", f"{event.replied}", True),
        ("overdue", f"{event.overdue}", event.overdue),
        ("promises", f"{outcome.promises_kept} kept, {outcome.promises_open} open",
         outcome.promises_kept + outcome.promises_open),
    )  # fmt: skip
    yield from _labelled((label, text if is_said else None) for label, text, is_said in told)


def met_row(session: Session, met: Met) -> Row:
    """Someone who was met: when to follow up, about what, what comes next."""
    said = [met.discussed or Span("what did you talk about?", "late")]
    if met.next_step:
        said.append(f"next: {met.next_step}")
    follow_up = f"follow-up {days.short(met.due_on, session.today)}" if met.due_on else ""
    return Row(met.name, "followed up" if met.done else follow_up, said)


def aim_row(session: Session, aim: Aim) -> Row:
    """Someone to be met: the letter before, where and when, about what."""
    write = f"write {days.short(aim.due_on, session.today)}" if aim.due_on else ""
    return Row(aim.name, write, list(filter(None, (aim.session, _at(aim), aim.topic))))


def aim_lines(aim: Aim, event: Thing) -> Iterator[Line]:
    """A target that was kept just now."""
    yield " · ".join((tied(event.name), tied(aim.name)))
    told = (
        ("known" if aim.known else "new", aim.handle),
        ("session", " · ".join(filter(None, (aim.session, _at(aim))))),
        ("topic", aim.topic),
        ("write", f"{tied(days.spoken(aim.due_on))}, before {event.name}" if aim.due_on else None),
    )
    yield from _labelled(told)


def meeting_lines(said: Meeting, event: Thing) -> Iterator[Line]:
    """What was understood of a line about someone, label by label."""
    told = [tied(days.spoken(said.on)), tied(event.name), tied(said.name)]
    if said.note and said.note != said.discussed:
        told.append(f'"{said.note}"')
    yield " · ".join(told)
    yield from _labelled(_told(said))


def understood_line(said: Meeting) -> str:
    """The same on one line."""
    who = f"{said.name} ({'new' if said.new_people else said.handle})"
    owed = [_owed(each) for each in (*said.promises, *said.asks)]
    next_step = [f"next: {said.next_step}"] if said.next_step else []
    heard = (who, *_card(said), said.note, *owed, *next_step, *_ways(said))
    return "\n".join(["  " + " · ".join(filter(None, heard)), *map(_indented, left_notes(said))])


def left_notes(said: Meeting) -> Iterator[str]:
    """What was not taken over from a line, as the card says something else, and what to type."""
    for field, new, card in said.left:
        is_more = {*pieces(card)} <= {*pieces(new)}
        verb = "edit" if is_more else "moved"
        typed = quoted(["rescrm", verb, f"@{said.handle}", OPTIONS[field], new])
        change = f" To change it: {typed}" if typed else ""
        yield f"{said.name}: the card keeps {field} “{card}”, not “{new}”.{change}"


def import_lines(found: ImportedProgramme, event: Thing) -> Iterator[Line]:
    """What a programme holds, and who of its speakers is known."""
    yield (
        Span(tied(event.name), "bold"),
        f"  {found.sessions:,} sessions · {found.speakers:,} speakers",
        f"  ({found.added:,} added, {found.changed:,} changed)",
    )
    off = sum(each.reason == CALLED_OFF for each in found.skipped)
    if off:
        yield f"  {off} called off"
    if found.known:
        yield f"  You know {', '.join(tied(each.name) for each in found.known)}."


def closed_lines(due: Sequence[Due]) -> Iterator[Line]:
    """Follow-ups by day."""
    width = max(len(days.spoken(each.due_on)) for each in due)
    for each in due:
        when = Span(f"{days.spoken(each.due_on):<{width}}", "dim")
        yield (when, f"  {tied(each.name)}", f": {each.about}" if each.about else "")


def lacking(session: Session, event: Thing) -> Iterator[str]:
    """Whose thank-you waits for a fact, and what to type."""
    for each in session.store.events.met(event.id):
        if is_open(each) and not each.discussed:
            yield (
                f"{each.name}: what did you talk about? "
                f'rescrm event met {event.handle} "@{each.handle}; talked …"'
            )


def _told(said: Meeting) -> Iterator[tuple[str, str | None]]:
    """What was understood, label by label."""
    card = " · ".join((*_card(said), *_ways(said)))
    yield "new" if said.new_people else "known", f"{said.handle}  {card}".rstrip()
    yield "talked", said.discussed
    for each in (*said.promises, *said.asks):
        yield each.what.value, f"{each.about}, by {tied(days.spoken(each.by))}"
    yield "next step", said.next_step
    if said.follow_up:
        by = f"due {tied(days.spoken(said.follow_up.by))}"
        yield "follow-up", "done" if said.follow_up.done_on else by


def _card(said: Meeting) -> Iterator[str]:
    """What the card has now, whoever told it."""
    yield from filter(None, (said.title, said.stage, said.specialty, said.organisation))


def _ways(said: Meeting) -> list[str]:
    return [*(each.address for each in said.emails), *(each.number for each in said.phones)]


def _indented(text: str) -> str:
    return f"  {text}"


def _labelled(told: Iterable[tuple[str, str | None]]) -> Iterator[Line]:
    for label, text in told:
        if text:
            yield (Span(f"{label:<{LABEL}}", "dim"), text)


def _owed(each: Commitment) -> str:
    return f"{each.what.value}: {each.about}, by {days.spoken(each.by)}"


def _at(aim: Aim) -> str | None:
    """Its day and time, as the place of the event has them."""
    if not aim.at:
        return None
    at = datetime.fromisoformat(aim.at)
    return tied(f"{days.spoken(at.date())} {at:%H:%M}")


def _aligned(rows: Sequence[Row]) -> Iterator[Line]:
    """Names, what is to be done, and what was said, each beneath the other."""
    names = _width(each.name for each in rows)
    dues = _width(each.due for each in rows)
    for each in rows:
        first = f"  {tied(f'{each.name:<{names}}')}  "
        due = f"{tied(f'{each.due:<{dues}}')}  " if dues else ""
        parts = [part for said in each.said for part in (said, " · ")]
        yield (f"{first}{due}", *parts[:-1]) if parts else f"{first}{due}".rstrip()


def _width(texts: Iterable[str]) -> int:
    """How wide a column is; a very long name stands out of it."""
    return max((len(each) for each in texts if len(each) <= WIDEST), default=0)


# Cells ---------------------------------------------------------------------------------------

TARGET = Shape(plain=("handle", "name", "event", "session", "topic", "at", "due_on"))
UNCLEAR = Shape(plain=("id", "event", "line", "said_on", "why"))
CARD = Shape(plain=("line",))
REPORT = Shape(
    plain=(
        *columns.EVENT.plain, "targets", "targets_met", "replied", "overdue", "promises_kept",
        "promises_open",
    ),
)  # fmt: skip
