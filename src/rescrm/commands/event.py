"""Events: when they are, whom you met, and the follow-ups behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from ..actions import meeting
from ..actions.meeting import Meeting
from ..core import days
from ..core.due import Due
from ..core.folding import fold
from ..core.network import Event
from ..errors import DecisionNeeded, UsageError
from ..session import Session, Thing
from ..store.events import Met, is_open
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm event add "ACC 2027" --from 2027-03-20 --to 2027-03-22 --city "New Orleans"',
    'rescrm event add "Intern retreat" --from "next sat" --type program',
    "rescrm event list",
    "rescrm event show acc-2027",
    'rescrm event met acc-2027 "Maya Rao, UCSF EP, poster 212; talked amyloid; next a call"',
    'rescrm event met acc-2027 "@ben-adler; promised the dataset by fri; ben@mercy.org"',
    "rescrm event close acc-2027",
)
TYPE = re.compile(r"[a-z][a-z-]{1,29}")
LABEL = 18


def add(
    context: Context,
    name: Annotated[list[str], Argument(metavar="NAME", show_default=False)],
    from_: Annotated[str, Option("--from", help="The first day.", show_default=False)],
    to: Annotated[str | None, Option(help="The last day; without it there is one.")] = None,
    city: Annotated[str | None, Option(help="The city.")] = None,
    type: Annotated[str, Option(help="conference, workshop, program, rotation, …")] = "conference",
) -> Listing:
    """Keep an event: a conference, a workshop, a rotation."""
    session: Session = context.obj
    whole, kind = " ".join(" ".join(name).split()), type.strip().lower()
    if not whole or not TYPE.fullmatch(kind):
        raise UsageError('an event has a name and a type: rescrm event add "ACC" --type workshop')
    first, last = _days(session, from_, to)
    _refuse_twice(session, whole, first)
    store = session.store
    with session.write():
        id = store.events.add(whole, kind, first, last, " ".join((city or "").split()) or None)
        added = store.events.one(id)
        store.summary = f"event {added.handle}"
    return Listing(
        kind="event",
        items=[added],
        shape=columns.EVENT,
        lines=[_head(added)],
        after=[f'`rescrm event met {added.handle} "Name, where; talked …"` keeps whom you meet.'],
    )


def list_(context: Context) -> Listing:
    """All events, the latest first."""
    session: Session = context.obj
    return Listing(
        kind="event",
        items=session.store.events.all(),
        shape=columns.EVENT,
        empty='No events yet. rescrm event add "ACC 2027" --from 2027-03-20 --to 2027-03-22',
    )


def show(
    context: Context,
    event: Annotated[str, Argument(metavar="EVENT", show_default=False)],
) -> Listing:
    """An event and whom you met there; JSON has them as people[]."""
    session: Session = context.obj
    which = session.event(event)
    found, met = session.store.events.one(which.id), session.store.events.met(which.id)
    card = {field.name.rstrip("_"): getattr(found, field.name) for field in fields(Event)}
    return Listing(
        kind="event",
        items=[card | {"people": [_person(each) for each in met]}],
        shape=columns.EVENT,
        lines=[_head(found), _counts(found), *(_met_line(session, each) for each in met)],
        after=[f"`rescrm draft --event {found.handle}` writes a thank-you for each."],
    )


def met(
    context: Context,
    event: Annotated[str, Argument(metavar="EVENT", show_default=False)],
    line: Annotated[
        list[str],
        Argument(
            metavar="LINE",
            help="Name, organisation, where; talked …; promised … by …; next …; e-mail",
            show_default=False,
        ),
    ],
) -> Listing:
    """Keep whom you met, one line a person; say it again to add to it.

    Answers with the interaction, and discussed, next_step, promises[], asks[], follow_up
    and new_people[].
    """
    session: Session = context.obj
    which = session.event(event)
    said = meeting.meet(session, which, " ".join(line))
    return Listing(
        kind="interaction",
        items=[said],
        shape=columns.INTERACTION,
        lines=list(_meeting_lines(said, which)),
        after=[f"`rescrm event close {which.handle}` spreads the follow-ups when it is over."],
    )


def close(
    context: Context,
    event: Annotated[str, Argument(metavar="EVENT", show_default=False)],
) -> Listing:
    """Spread the follow-ups over the week after; answers with them, by day."""
    session: Session = context.obj
    which = session.event(event)
    if not session.store.events.met(which.id):
        return Listing(kind="due", empty=f"Nobody was met at {which.name}: nothing to follow up.")
    due = meeting.close(session, which)
    thanks = [f"`rescrm draft --event {which.handle}` writes a thank-you for each."]
    return Listing(
        kind="due",
        items=due,
        shape=columns.DUE,
        lines=list(_closed_lines(due)) if due else None,
        empty=f"{which.name} is closed; everyone is followed up already.",
        warnings=list(_lacking(session, which)),
        after=thanks if due else (),
    )


COMMANDS = {"add": add, "list": list_, "show": show, "met": met, "close": close}


def _days(session: Session, first: str, last: str | None) -> tuple[date, date]:
    order = session.settings.date_order
    begins = days.coming(first, session.today, order)
    ends = days.coming(last, session.today, order) if last else begins
    if ends < begins:
        raise UsageError(
            f"an event ends on its first day or later: {days.spoken(begins)} is after "
            f"{days.spoken(ends)}."
        )
    return begins, ends


def _refuse_twice(session: Session, name: str, first: date) -> None:
    """The same name comes round each year; on the same day it is the same event."""
    for id, handle, known in session.store.events.find(name):
        if fold(known) == fold(name) and session.store.events.days(id)[0] == first:
            raise DecisionNeeded(
                f"{name} on {days.spoken(first)} is here already: {handle}. "
                f"Nothing was changed. `rescrm event show {handle}` shows it.",
                candidates=[handle],
            )


# On the screen -------------------------------------------------------------------------------


def _head(event: Event) -> Line:
    when = tied(days.spoken(event.from_))
    if event.to != event.from_:
        when += f" – {tied(days.spoken(event.to))}"
    about = " · ".join(filter(None, (event.type, when, event.city and tied(event.city))))
    return (Span(tied(event.name), "bold"), " ", Span(f"({event.handle})", "dim"), f"  {about}")


def _counts(event: Event) -> Line:
    said = [f"{event.met} met", f"{event.followed_up} followed up"]
    said += [f"{event.replied} replied"] if event.replied else []
    said += [f"{event.overdue} overdue"] if event.overdue else []
    said += [f"closed {tied(days.spoken(event.closed_on))}"] if event.closed_on else []
    return "  " + " · ".join(said)


def _met_line(session: Session, met: Met) -> Line:
    said = [met.discussed or Span("what did you talk about?", "late")]
    if met.next_step:
        said.append(f"next: {met.next_step}")
    if met.done:
        said.append("followed up")
    elif met.due_on:
        said.append(tied(f"follow-up {days.short(met.due_on, session.today)}"))
    parts: list[str | Span] = [f"  {tied(met.name)}  "]
    for each in said:
        parts += [each, " · "]
    return tuple(parts[:-1])


def _person(met: Met) -> dict[str, object]:
    return {
        "handle": met.handle,
        "name": met.name,
        "discussed": met.discussed,
        "next_step": met.next_step,
        "follow_up": met.follow_up,
        "due_on": met.due_on,
        "done": met.done,
    }


def _meeting_lines(said: Meeting, event: Thing) -> Iterator[Line]:
    head = [tied(days.spoken(said.on)), tied(event.name), tied(said.name)]
    if said.note and said.note != said.discussed:
        head.append(f'"{said.note}"')
    yield " · ".join(head)
    for label, text in _told(said):
        if text:
            yield (Span(f"{label:<{LABEL}}", "dim"), text)


def _told(said: Meeting) -> Iterator[tuple[str, str | None]]:
    """What was understood, line by line."""
    addresses = (each.address for each in said.emails)
    card = " · ".join(filter(None, (said.organisation, *addresses)))
    yield "new" if said.new_people else "known", f"{said.handle}  {card}".rstrip()
    yield "talked", said.discussed
    for each in (*said.promises, *said.asks):
        yield each.what.value, f"{each.about}, by {tied(days.spoken(each.by))}"
    yield "next step", said.next_step
    if said.follow_up:
        by = f"due {tied(days.spoken(said.follow_up.by))}"
        yield "follow-up", "done" if said.follow_up.done_on else by


def _closed_lines(due: list[Due]) -> Iterator[Line]:
    width = max(len(days.spoken(each.due_on)) for each in due)
    for each in due:
        when = Span(f"{days.spoken(each.due_on):<{width}}", "dim")
        yield (when, f"  {tied(each.name)}", f": {each.about}" if each.about else "")


def _lacking(session: Session, event: Thing) -> Iterator[str]:
    """Whose thank-you waits for a fact, and what to type."""
    for each in session.store.events.met(event.id):
        if is_open(each) and not each.discussed:
            yield (
                f"{each.name}: what did you talk about? "
                f'rescrm event met {event.handle} "@{each.handle}; talked …"'
            )
