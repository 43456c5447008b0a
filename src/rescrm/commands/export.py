"""What leaves the store: a calendar, or everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from ..actions import calendar, target
from ..actions.calendar import Wanted
from ..errors import UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Listing, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm export ics -o follow-ups.ics",
    "rescrm export ics kind:faculty --days 30 --plan -o faculty.ics",
    "rescrm export ics --as todo --with-notes -o -",
    "rescrm export json -o all.json",
)


def ics(
    context: Context,
    filter: Annotated[list[str] | None, Argument(help="tag:ep kind:faculty -city:x words")] = None,
    o: Annotated[str, Option("-o", metavar="FILE", help="The file; - is stdout.")] = "-",
    days: Annotated[int | None, Option(help="Look so many days ahead.", min=0, max=3650)] = None,
    plan: Annotated[bool, Option("--plan", help="The planned day, not the day it is due.")] = False,
    as_: Annotated[str, Option("--as", help="event or todo.")] = "event",
    with_notes: Annotated[
        bool, Option("--with-notes", help="Say what it is about; else notes stay here.")
    ] = False,
) -> Listing:
    """Reminders as a calendar: what falls due, and yearly dates.

    What is overdue keeps its day (with --plan it moves along). What was exported before and is
    done stays for 30 days as cancelled. Answers with file, format, items, cancelled.
    """
    session: Session = context.obj
    if as_ not in ("event", "todo"):
        raise UsageError(f'--as is event or todo, not "{as_}".')
    ahead = timedelta(days=session.settings.horizon if days is None else days)
    until = session.today + min(ahead, session.today.max - session.today)
    wanted = Wanted(words=filter or (), until=until, plan=plan, notes=with_notes)
    made = calendar.make(session, wanted)
    if session.store.is_missing:
        return Listing(kind="export")
    if not session.dry_run:
        session.store.exported.keep(made.marks)
    from ..formats.ics import write, write_todos

    chunks = (write if as_ == "event" else write_todos)(made.items)
    item = {
        "file": o if o != "-" else None,
        "format": "ics",
        "items": len(made.items) - made.cancelled,
        "cancelled": made.cancelled,
    }
    return _poured(session, o, item, chunks)


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
