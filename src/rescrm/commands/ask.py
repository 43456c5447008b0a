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
)


def ask(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO", show_default=False)],
    text: Annotated[list[str], Argument(help="What you asked for.", show_default=False)],
    by: Annotated[str | None, Option(help="The day; else in seven days.")] = None,
) -> Listing:
    """Keep what you asked someone for."""
    session: Session = context.obj
    kept = commitment.keep(session, What.ASK, who, text, by)
    return Listing(
        kind="ask",
        items=[kept],
        shape=columns.ASK,
        lines=[commitment.line(kept)],
        after=[] if session.dry_run else [f"`rescrm done {kept.id}` closes it."],
    )
