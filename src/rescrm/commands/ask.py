"""What I asked someone for."""

from __future__ import annotations

from ..actions import commitment
from ..core.model import What
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    'rescrm ask okafor "letter of recommendation" --by "dec 1"',
    "rescrm ask ana CV review",
    'rescrm ask "Lee Wong" "a talk on ECGs" --by 2027-02-09 --group cardiology',
)


def ask(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO", show_default=False)],
    text: Annotated[list[str], Argument(help="What you asked for.", show_default=False)],
    by: Annotated[str | None, Option(help="The day; else in seven days.")] = None,
    group: Annotated[str | None, Option(help="Whose ask it is: a talk for this group.")] = None,
) -> Listing:
    """Keep what you asked someone for.

    It is asked, then agreed (or declined), done, thanked; what is asked for a group is invited,
    agreed, hosted, thanked.
    """
    session: Session = context.obj
    kept = commitment.keep(session, What.ASK, who, text, by, group)
    return Listing(
        kind="ask",
        items=[kept],
        shape=columns.ASK,
        lines=[commitment.line(kept)],
        after=[] if session.dry_run else [_after(kept.id)],
    )


def _after(id: int) -> str:
    return f"Then `rescrm agreed {id}` or `rescrm declined {id}`; `rescrm done {id}` when it came."
