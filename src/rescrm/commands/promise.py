"""What I promised someone."""

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
    'rescrm promise ben "the QI deck" --by fri',
    "rescrm promise @maya-rao amyloid dataset --by 2027-03-26",
)


def promise(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO", show_default=False)],
    text: Annotated[list[str], Argument(help="What you promised.", show_default=False)],
    by: Annotated[str | None, Option(help="The day; else in seven days.")] = None,
) -> Listing:
    """Keep what you promised someone."""
    session: Session = context.obj
    kept = commitment.keep(session, What.PROMISE, who, text, by)
    return Listing(
        kind="promise",
        items=[kept],
        shape=columns.PROMISE,
        lines=[commitment.line(kept)],
        after=[] if session.dry_run else [f"`rescrm done {kept.id}` closes it."],
    )
