"""A note about someone."""

from __future__ import annotations

from ..actions.person import BLANKS
from ..errors import UsageError
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ('rescrm note maya "wants a second reader for the amyloid cohort"',)


def note(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO", show_default=False)],
    text: Annotated[list[str], Argument(show_default=False)],
) -> Listing:
    """Write a note about someone."""
    session: Session = context.obj
    about = session.who(who)
    said = " ".join(text).strip(BLANKS)
    if not said.strip():
        raise UsageError(f'a note needs words: rescrm note {about.handle} "…"')
    store = session.store
    with session.write():
        store.people.add_note(about.id, said)
        store.summary = f"noted about {about.name}"
    written = {
        "handle": about.handle,
        "name": about.name,
        "on": session.today,
        "text": said,
    }
    return Listing(
        kind="note",
        items=[written],
        after=[f"`rescrm show {about.handle}` shows it. `rescrm undo` takes it back."],
    )
