"""Nights and calls: nothing is planned in them, no alarm rings."""

from __future__ import annotations

from collections.abc import Iterable

from ..actions import rostering
from ..core import days
from ..errors import UsageError
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
    'rescrm config set shifts.nights NF "Night Float"',
    "rescrm shifts import call.ics",
    "rescrm shifts list",
    "rescrm shifts clear nights",
)


def add(
    context: Context,
    kind: Annotated[str, Argument(metavar="KIND", help="nights, call, …", show_default=False)],
    range: Annotated[
        list[str], Argument(metavar="RANGE", help="2026-12-01..06", show_default=False)
    ],
    hours: Annotated[str | None, Option(help="18:00-08:00 on each day; else whole days.")] = None,
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
        session.store.summary = f"blocked {days.spoken(first)} to {days.spoken(last)}"
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
        bool, Option("--replace", help="Forget what an earlier file had in these weeks.")
    ] = False,
) -> Listing:
    """Read a call schedule (.ics); shifts.KIND in the settings says which names block.

    Answers as `rescrm import` does: read, added, changed, unchanged, skipped[].
    """
    session: Session = context.obj
    return rostering.take_in(session, file, replace=replace)


def list_(
    context: Context,
    all: Annotated[bool, Option("--all", help="Those that are over too.")] = False,
) -> Listing:
    """What is blocked from today on."""
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
    kind: Annotated[str | None, Argument(metavar="[KIND]", help="Only those.")] = None,
) -> Listing:
    """Unblock: forget all shifts, or those of one kind."""
    session: Session = context.obj
    word = rostering.kind(kind) if kind else None
    blocks = session.store.shifts.all()
    gone = [each for each in blocks if word in (None, each.kind)]
    if not gone and kind:
        raise UsageError(f'no shift is called "{kind}". Known: {_kinds(blocks)}.')
    if gone:
        with session.write():
            session.store.shifts.remove(each.id for each in gone)
            session.store.summary = f"cleared {len(gone)} shifts"
    return Listing(
        kind="shift",
        items=rostering.here(session, gone),
        shape=columns.SHIFT,
        empty="No shifts are kept, so there is nothing to clear.",
        after=["These days are free again; `rescrm undo` brings the shifts back."],
    )


COMMANDS = {"add": add, "import": import_, "list": list_, "clear": clear}


def _kinds(blocks: Iterable[Kept]) -> str:
    return ", ".join(sorted({each.kind for each in blocks})) or "none"
