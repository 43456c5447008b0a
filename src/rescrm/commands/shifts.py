"""Nights and calls: nothing is planned in them, no alarm rings."""

from __future__ import annotations

from collections.abc import Sequence

from ..actions.calendars import rostering
from ..core import days
from ..errors import NotFound, UsageError
from ..session import Session
from ..store.shifts import Kept
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm shifts add nights 2026-12-01..06",
    "rescrm shifts add call 2026-12-12 --hours 18:00-08:00",
    "rescrm shifts import call.ics",
    "rescrm shifts list",
    "rescrm shifts clear nights",
    "rescrm shifts clear 12",
)


def add(
    context: Context,
    kind: Annotated[
        str,
        Argument(metavar="KIND", help="What it is: nights, call, vacation, …", show_default=False),
    ],
    range: Annotated[
        list[str],
        Argument(
            metavar="RANGE", help="Which days: 2026-12-01..06, dec 1..6, fri.", show_default=False
        ),
    ],
    hours: Annotated[
        str | None,
        Option(metavar="HOURS", help="18:00-08:00 or 6pm-8am, on each day; else whole days."),
    ] = None,
) -> Listing:
    """Block some days, or hours of each of them.

    Items: id, kind, from, to, starts, ends (instants; null for whole days), source.
    """
    session: Session = context.obj
    first, last = days.span(" ".join(range), session.today, session.settings.date_order)
    blocks = rostering.blocks(session, rostering.kind(kind), first, last, hours)
    with session.write():
        new = {id for each in blocks if (id := session.store.shifts.add(each))}
        added = [each for each in session.store.shifts.all() if each.id in new]
        until = f" to {days.spoken(last)}" if last != first else ""
        session.store.summary = f"blocked {days.spoken(first)}{until}"
    return Listing(
        kind="shift",
        items=rostering.here(session, added),
        shape=columns.SHIFT,
        empty="That is blocked already.",
        after=["`rescrm upcoming` shows the plan around it; `rescrm undo` takes it back."],
    )


def import_(
    context: Context,
    file: Annotated[str, Argument(metavar="FILE", help="A call schedule.", show_default=False)],
    replace: Annotated[
        bool, Option("--replace", help="Forget what earlier files had in the weeks of this one.")
    ] = False,
) -> Listing:
    """Read a call schedule (.ics); shifts.KIND in the settings says which names block.

    `shifts.free` says which never do. Answers as `rescrm import` does: read, added, changed,
    unchanged, skipped[]; and removed, the earlier shifts that are free now.
    """
    session: Session = context.obj
    return rostering.take_in(session, file, replace=replace)


def list_(
    context: Context,
    all: Annotated[bool, Option("--all", help="Those that are over, too.")] = False,
) -> Listing:
    """What is blocked from today on.

    Items: id, kind, from, to, starts, ends (instants; null for whole days), source.
    """
    session: Session = context.obj
    blocks = session.store.shifts.all()
    ahead = [each for each in blocks if all or each.to >= session.today]
    return Listing(
        kind="shift",
        items=rostering.here(session, ahead),
        shape=columns.SHIFT,
        empty="No shifts are kept. Try: rescrm shifts add nights dec 1..6",
    )


def clear(
    context: Context,
    which: Annotated[
        str | None,
        Argument(metavar="[KIND|ID]", help="Only those of a kind, or the one of a number."),
    ] = None,
) -> Listing:
    """Unblock: forget all shifts, those of one kind, or one by its number."""
    session: Session = context.obj
    blocks = session.store.shifts.all()
    gone = list(_meant(which, blocks))
    if gone:
        with session.write():
            session.store.shifts.remove(each.id for each in gone)
            many = "1 shift" if len(gone) == 1 else f"{len(gone)} shifts"
            session.store.summary = f"cleared {many}"
    return Listing(
        kind="shift",
        items=rostering.here(session, gone),
        shape=columns.SHIFT,
        empty="No shifts are kept, so there is nothing to clear.",
        after=["These days are free again; `rescrm undo` brings the shifts back."],
    )


COMMANDS = {"add": add, "import": import_, "list": list_, "clear": clear}


def _meant(which: str | None, blocks: Sequence[Kept]) -> Sequence[Kept]:
    """All, those of a kind, or the one of a number. Raises UsageError (2), NotFound (4)."""
    if which is None:
        return blocks
    if which.isascii() and which.isdigit():
        found = [each for each in blocks if str(each.id) == which]
        if not found:
            raise NotFound(f"no shift has the number {which}. `rescrm shifts list --all` has them.")
        return found
    word = rostering.kind(which)
    found = [each for each in blocks if each.kind == word]
    if not found:
        known = ", ".join(sorted({each.kind for each in blocks}))
        there = f". Known: {known}." if known else ": none is kept."
        raise UsageError(f'no shift is called "{which}"{there}')
    return found
