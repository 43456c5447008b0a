"""Events: what is on there, whom you look for, whom you meet, and the follow-ups behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from ..actions.events import (
    capturing,
    closing,
    happening,
    lines,
    meeting,
    programme,
    targeting,
    unclear,
)
from ..actions.events import introduction_line as introduction
from ..core.network import Event
from ..core.typed_lines import lines_of
from ..session import Session, Thing
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm event add "ACC 2027" --from 2027-03-20 --to 2027-03-22 --city "New Orleans"',
    'rescrm event add "Intern retreat" --from "next sat" --type program',
    "rescrm event list",
    "rescrm event show acc-2027",
    "rescrm event import acc-2027 programme.ics",
    "rescrm event import acc-2027 schedule.json --dry-run",
    'rescrm event target acc-2027 "Maya Rao" --topic "the amyloid cohort"',
    'rescrm event target acc-2027 maya-rao --session "Poster hall B" --at 2027-03-21T14:00',
    'rescrm event met acc-2027 "Maya Rao, UCSF EP, poster 212; talked amyloid; next a call"',
    'rescrm event met acc-2027 "@ben-adler; promised the dataset by fri; ben@mercy.org"',
    "rescrm event capture acc-2027",
    "rescrm event unclear acc-2027",
    "rescrm event unclear acc-2027 --drop 3",
    "rescrm event card",
    "rescrm event close acc-2027",
    "rescrm event report acc-2027",
)
IN_PART = 5


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
    added = happening.add(session, " ".join(name), type, (from_, to), city)
    return Listing(
        kind="event",
        items=[added],
        shape=columns.EVENT,
        lines=[lines.head(added)],
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
    """An event, whom you look for and whom you met.

    JSON has them as to_meet[] (as `event target` answers, with met), people[], and the lines
    that are to be cleared up as unclear[].
    """
    session: Session = context.obj
    which = session.event(event)
    found = happening.told(session, which)
    return Listing(
        kind="event",
        items=[_values(found.event) | found.lists],
        shape=columns.EVENT,
        lines=list(lines.event_lines(session, found, which)),
        after=lines.what_next(found),
    )


def import_(
    context: Context,
    event: Annotated[str, Argument(metavar="EVENT", show_default=False)],
    file: Annotated[str, Argument(metavar="FILE", help="- is stdin.", show_default=False)],
) -> Listing:
    """Read a programme (.ics, or schedule JSON of pretalx or frab).

    Answers as `import` does, with sessions, speakers (how many the event has now) and known[]:
    the speakers you know already. Read again, it brings the sessions up to date.
    """
    session: Session = context.obj
    which = session.event(event)
    found, complaints = programme.take_in(session, which, file)
    return Listing(
        kind="import",
        items=[found],
        shape=columns.IMPORT,
        lines=list(lines.import_lines(found, which)),
        warnings=complaints,
        notes=programme.doubts(session, which, found),
        after=[f'`rescrm event target {which.handle} "{_someone(found)}"` keeps whom to look for.']
        if found.sessions
        else (),
        exit_code=IN_PART if complaints else 0,
    )


def target(
    context: Context,
    event: Annotated[str, Argument(metavar="EVENT", show_default=False)],
    name: Annotated[list[str], Argument(metavar="NAME", show_default=False)],
    session: Annotated[str | None, Option(help="Where to find them: a session, a poster.")] = None,
    topic: Annotated[str | None, Option(help="What to talk about.")] = None,
    at: Annotated[str | None, Option(help="When: 2027-03-21T14:00.")] = None,
) -> Listing:
    """Keep whom to look for; a letter falls due three weeks before.

    Session and time are taken from the programme when the name is a speaker's. Answers with
    handle, name, event, session, topic, at, due_on (of the letter; null when there is none to
    write), known (was here before), id (of the letter, for `done` and `snooze`) and met.
    """
    run: Session = context.obj
    which = run.event(event)
    wanted = targeting.one_name(which, name)
    aim = targeting.aim(run, which, targeting.Wish(wanted, session, topic, at))
    letter = f"rescrm draft @{aim.handle} --event {which.handle} --template before-conference"
    return Listing(
        kind="target",
        items=[aim],
        shape=lines.TARGET,
        lines=list(lines.aim_lines(aim, which)),
        after=[f"`{letter}` writes to them."] if aim.due_on else (),
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
    settles: Annotated[
        int | None, Option(metavar="ID", help="The unclear line that this one clears up.")
    ] = None,
) -> Listing:
    """Keep whom you met, one line a person; say it again to add to it.

    Several lines, each in its own quotes, are several people. Answers with the interaction, and
    discussed, next_step, promises[], asks[], follow_up, new_people[] and left[]: field, said,
    card, where the card says something else and stays as it is.
    """
    session: Session = context.obj
    which = session.event(event)
    said = meeting.meet(session, which, lines_of(line), settles)
    return Listing(
        kind="interaction",
        items=said,
        shape=columns.INTERACTION,
        lines=[line for each in said for line in ("", *lines.meeting_lines(each, which))][1:],
        notes=[note for each in said for note in lines.left_notes(each)],
        after=[f"`rescrm event close {which.handle}` spreads the follow-ups when it is over."],
    )


def capture(
    context: Context,
    event: Annotated[str, Argument(metavar="EVENT", show_default=False)],
) -> Listing:
    """Keep whom you meet, line after line, from a prompt or from stdin.

    Each line is kept at once, as by `event met`; one that cannot be understood is kept as it was
    typed, for `event unclear` (exit 5). A second `**Name**` is someone else of that name.
    """
    session: Session = context.obj
    which = session.event(event)
    captured = capturing.capture(session, which)
    found = list(captured.met.values())
    return Listing(
        kind="interaction",
        items=found,
        shape=columns.INTERACTION,
        lines=[captured.counted(which)] if session.ask_line and found else None,
        empty=captured.counted(which) if captured.unclear else "Nobody was named.",
        notes=() if session.ask_line else captured.left,
        warnings=() if session.ask_line else captured.unclear,
        after=[f"`rescrm event close {which.handle}` spreads the follow-ups when it is over."]
        if found
        else (),
        exit_code=IN_PART if captured.unclear else 0,
    )


def unclear_(
    context: Context,
    event: Annotated[str, Argument(metavar="EVENT", show_default=False)],
    drop: Annotated[
        list[int] | None, Option(metavar="ID", help="Throw a line away; may be repeated.")
    ] = None,
) -> Listing:
    """What was typed and not understood, to be cleared up.

    Each has id, event, line, said_on and why; `event met EVENT --settles ID LINE` says it anew.
    """
    session: Session = context.obj
    which = session.event(event)
    found = session.store.events.unclear.of(which.id)
    if drop:
        found = unclear.drop(session, which, drop)
    return Listing(
        kind="unclear",
        items=found,
        shape=lines.UNCLEAR,
        lines=[f"Dropped: {each.line}" for each in found]
        if drop
        else [unclear.shown(session, which, each) for each in found],
        empty=f"Nothing of {which.name} is unclear.",
        after=["`rescrm undo` brings it back."] if drop else (),
    )


def card(context: Context) -> Listing:
    """The line with which you introduce yourself.

    JSON has line, name, stage, specialty, institution, email and missing[]: settings to fill.
    """
    session: Session = context.obj
    mine = introduction.card(session.settings.me)
    return Listing(
        kind="card",
        items=[mine],
        shape=lines.CARD,
        lines=[mine.line] if mine.line else [],
        prose=True,
        warnings=[introduction.what_to_type(key) for key in mine.missing],
    )


def close(
    context: Context,
    event: Annotated[str, Argument(metavar="EVENT", show_default=False)],
) -> Listing:
    """Spread the follow-ups over the week after; answers with them, by day."""
    session: Session = context.obj
    which = session.event(event)
    if not session.store.events.met(which.id):
        return Listing(
            kind="due",
            empty=f"Nobody was met at {which.name}: nothing to follow up.",
            warnings=_asked(session, which),
        )
    due = closing.close(session, which)
    thanks = [f"`rescrm draft --event {which.handle}` writes a thank-you for each."]
    return Listing(
        kind="due",
        items=due,
        shape=columns.DUE,
        lines=list(lines.closed_lines(due)) if due else None,
        empty=f"{which.name} is closed; everyone is followed up already.",
        warnings=[*lines.lacking(session, which), *_asked(session, which)],
        after=thanks if due else (),
    )


def report(
    context: Context,
    event: Annotated[str, Argument(metavar="EVENT", show_default=False)],
) -> Listing:
    """What came of an event, in figures.

    The event's keys, and targets_met, promises_kept, promises_open.
    """
    session: Session = context.obj
    which = session.event(event)
    found, outcome = session.store.events.one(which.id), session.store.events.outcome(which.id)
    return Listing(
        kind="event",
        items=[_values(found) | outcome._asdict()],
        shape=lines.REPORT,
        lines=list(lines.report_lines(found, outcome)),
    )


COMMANDS = {
    "add": add,
    "list": list_,
    "show": show,
    "import": import_,
    "target": target,
    "met": met,
    "capture": capture,
    "unclear": unclear_,
    "card": card,
    "close": close,
    "report": report,
}


def _values(event: Event) -> dict[str, object]:
    return {field.name.rstrip("_"): getattr(event, field.name) for field in fields(Event)}


def _asked(session: Session, event: Thing) -> Sequence[str]:
    """The lines that are to be cleared up, each with what to type."""
    found = session.store.events.unclear.of(event.id)
    return [unclear.asked(session, event, each) for each in found]


def _someone(found: programme.ImportedProgramme) -> str:
    return found.known[0].name if found.known else "Maya Rao"
