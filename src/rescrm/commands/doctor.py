"""Whether the store is whole."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import StoreDamaged
from ..session import Session
from ..store import health
from ..store.connection import copies_of
from ..store.health import Finding
from ..view.listing import Listing, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Context, Option

EXAMPLES = ("rescrm doctor", "rescrm doctor --full", "rescrm doctor --mend")
DAMAGED = 6


def doctor(
    context: Context,
    full: Annotated[bool, Option("--full", help="Read every row; this may take a while.")] = False,
    mend: Annotated[bool, Option("--mend", help="Make the indexes and the agenda anew.")] = False,
) -> Listing:
    """Check that the store is whole; silent when it is."""
    session: Session = context.obj
    if mend:
        with session.write("doctor --mend"):
            health.mend(session.store.conn, session.today, session.settings.cooldown)
    found = list(_findings(session, full or mend))
    return Listing(
        kind="finding",
        items=found,
        lines=[
            (Span(each.where, "bold"), f": {each.message}. ", Span(f"`{each.fix}`", "dim"))
            for each in found
        ],
        exit_code=DAMAGED if any(each.is_damage for each in found) else 0,
    )


def _findings(session: Session, full: bool) -> Iterator[Finding]:
    store, path = session.store, session.settings.store
    try:
        with store.faults():
            yield from health.findings(store.conn, path, full=full)
    except StoreDamaged as error:
        yield health.damage(path, error.reason)
    for file in (path, session.settings.config, *copies_of(path)):
        yield from health.unfit(file)
    yield from health.leftovers(path)
