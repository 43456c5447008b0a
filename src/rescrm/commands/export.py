"""What leaves the store: a calendar, or everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta

from ..actions import target
from ..actions.calendars import check as calendar_check
from ..actions.calendars import telling
from ..actions.calendars.telling import Wanted
from ..core import clients
from ..core.clients import OUTLOOK
from ..errors import UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Line, Listing, Span, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

    from ..formats.ics import Item

EXAMPLES = (
    "rescrm export ics -o follow-ups.ics",
    "rescrm export ics kind:faculty --days 30 --plan -o faculty.ics",
    "rescrm export ics --for google --plan -o google.ics",
    "rescrm export ics --as todo --with-notes -o -",
    "rescrm export ics --check google.ics",
    "rescrm export json -o all.json",
)
TODOS_IGNORED = "{} ignores to-dos (VTODO): nothing of this file will show there. Try --as event"


def ics(
    context: Context,
    filter: Annotated[list[str] | None, Argument(help="tag:ep kind:faculty -city:x words")] = None,
    o: Annotated[str, Option("-o", metavar="FILE", help="The file; - is stdout.")] = "-",
    days: Annotated[
        int | None, Option(help="So many days ahead; else the setting horizon.", min=0, max=3650)
    ] = None,
    plan: Annotated[
        bool, Option("--plan", help="Each on its planned day, not on the one it is due.")
    ] = False,
    as_: Annotated[str, Option("--as", metavar="KIND", help="event or todo.")] = "event",
    for_: Annotated[
        str | None, Option("--for", metavar="CLIENT", help="google, apple or outlook.")
    ] = None,
    with_notes: Annotated[
        bool, Option("--with-notes", help="Say what each is about; else notes stay here.")
    ] = False,
    check: Annotated[
        str | None, Option("--check", metavar="FILE", help="Say what each client makes of a file.")
    ] = None,
) -> Listing:
    """Reminders as a calendar: what falls due, yearly dates, meetings.

    What is overdue keeps its day (with --plan it moves along). What was exported before and is
    done stays for 30 days as cancelled. Alarms ring in waking hours, never in a shift or a pause.
    Answers with file, format, items, cancelled.

    Google Calendar ignores the alarms of a file: --for google makes short events at their time, so
    that its own notification rings. Outlook reads an alarm as so long before an event: --for
    outlook names the moment, and a yearly date rings the day before. Both ignore to-dos.

    --check FILE says what Google, Apple, Outlook and khal make of any calendar, and what is wrong
    with it: client, what, where, count, message.
    """
    session: Session = context.obj
    if check is not None:
        return _checked(check, told=bool(filter or days is not None or plan or for_ or with_notes))
    if as_ not in ("event", "todo"):
        raise UsageError(f'--as is event or todo, not "{as_}".')
    client = clients.named(for_)
    ahead = timedelta(days=session.settings.horizon if days is None else days)
    until = session.today + min(ahead, session.today.max - session.today)
    wanted = Wanted(words=filter or (), until=until, plan=plan, notes=with_notes, client=client)
    return _told(session, o, wanted) if as_ == "event" else _to_do(session, o, wanted)


def json_(
    context: Context,
    o: Annotated[str, Option("-o", metavar="FILE", help="The file; - is stdout.")] = "-",
) -> Listing:
    """Everything that was said, as one JSON document; no history, no settings."""
    session: Session = context.obj
    from ..formats.whole_json import write

    whole = session.store.whole()
    if session.store.is_missing:
        return Listing(kind="export")
    item = {
        "file": o if o != "-" else None,
        "format": "json",
        "items": whole.people,
        "cancelled": 0,
    }
    return _poured(session, o, item, write(whole.tables))


COMMANDS = {"ics": ics, "json": json_}


def _told(session: Session, to: str, wanted: Wanted) -> Listing:
    from ..formats import ics

    write = ics.write_for_outlook if wanted.client is OUTLOOK else ics.write
    return _exported(session, to, wanted, write)


def _to_do(session: Session, to: str, wanted: Wanted) -> Listing:
    from ..formats import ics

    said = _exported(session, to, wanted, ics.write_todos)
    ignored = [] if wanted.client.takes_todos else [TODOS_IGNORED.format(wanted.client.name)]
    return said._replace(warnings=[*said.warnings, *ignored])


def _exported(
    session: Session, to: str, wanted: Wanted, write: Callable[[Iterable[Item]], Iterator[bytes]]
) -> Listing:
    """A calendar written; what it tells is remembered first, so that no sequence is used twice."""
    made = telling.make(session, wanted)
    if session.store.is_missing:
        return Listing(kind="export")
    if not session.dry_run:
        session.store.exported.keep(made.marks)
    item = {
        "file": to if to != "-" else None,
        "format": "ics",
        "items": len(made.items) - made.cancelled,
        "cancelled": made.cancelled,
    }
    unheard = session.unheard(wanted.words)
    poured = _poured(session, to, item, write(made.items))
    return poured._replace(warnings=[unheard]) if unheard else poured


def _checked(file: str, *, told: bool) -> Listing:
    """What becomes of a file in each client."""
    if told:
        raise UsageError(f"--check looks at a file as it is: rescrm export ics --check {file}")
    found = calendar_check.findings(file)
    names = {each.word: each.name for each in clients.CLIENTS}
    lines: list[Line] = [
        (Span(names.get(each.client, "The file:"), "bold"), f" {each.message}")
        + ((Span(f"  line {each.line}", "dim"),) if each.line else ())
        for each in found
    ]
    return Listing(kind="finding", items=found, shape=columns.CALENDAR_FINDING, lines=lines)


def _poured(
    session: Session, to: str, item: Mapping[str, object], chunks: Iterable[bytes]
) -> Listing:
    """The file written, or its bytes on stdout; asked for JSON, stdout has them as text."""
    if to == "-":
        whole = list(chunks)  # the store is closed by the time it is printed
        text = {"text": b"".join(whole).decode("utf-8")} if session.form == "json" else {}
        return Listing(kind="export", items=[{**item, **text}], raw=whole)
    if not session.dry_run:
        target.write(to, chunks)
    return Listing(kind="export", items=[item], shape=columns.EXPORT, lines=[_line(to, item)])


def _line(to: str, item: Mapping[str, object]) -> str:
    one, many = ("person", "people") if item["format"] == "json" else ("item", "items")
    gone = f", {item['cancelled']} cancelled" if item["cancelled"] else ""
    return f"{tied(to)}: {item['items']} {one if item['items'] == 1 else many}{gone}"
