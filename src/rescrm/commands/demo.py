"""A made-up network to look at, and a walk through the day with it."""

from __future__ import annotations

from pathlib import Path

from ..actions import demo as network
from ..session import Session, quoted
from ..settings import data_home
from ..view.listing import Listing, Walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Context, Option

EXAMPLES = ("rescrm demo", "rescrm demo --dir ~/try-rescrm")


def demo(
    context: Context,
    dir: Annotated[Path | None, Option(help="Where; a folder of the demo's own.")] = None,
) -> Listing | Walk:
    """A made-up network, and a walk through the day with it."""
    session: Session = context.obj
    folder = (dir or data_home(session.environ) / "rescrm-demo").expanduser().absolute()
    path = folder / network.STORE
    if session.dry_run:
        return Listing(kind="demo", items=[{"store": str(path), "people": None}])
    network.make_folder(folder)
    made = network.session_in(folder, session)
    try:
        event = network.fill(made)
        people = len(made.store.matching(()))
    finally:
        made.store.close()
    return Walk(
        first=Listing(
            kind="demo",
            items=[{"store": str(path), "people": people}],
            lines=[
                f"{people} people, all made up, as a second-year resident may know them.",
                f"They are in {path}, apart from your own.",
            ],
            prose=True,
        ),
        steps=_steps(event, folder / network.CALENDAR),
        options=("--db", str(path)),
        last=(
            "That was the day. To look round for yourself, with these people:",
            f"  export {quoted([f'RESCRM_DB={path}']) or f'RESCRM_DB={path}'}",
            "  rescrm list",
            "And to begin with your own, in a new terminal: rescrm init --starter",
        ),
    )


def _steps(event: str, calendar: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    said = "yesterday coffee with Ana and Ben, talked boards; owe Ben the QI deck by fri"
    return (
        ("Whom to reach out to now, and because of what.", ("due", "-n", "8")),
        ("The arithmetic behind one of them.", ("why", "okafor")),
        ("What happened, in a sentence; it knows who is meant.", ("log", said)),
        ("The conference is over: a follow-up for each within days.", ("event", "close", event)),
        ("A thank-you for each, about what you talked of.", ("draft", "--event", event)),
        ("The day on one page.", ("digest",)),
        ("And into any calendar.", ("export", "ics", "-o", str(calendar))),
    )
