"""Finding words in people and notes."""

from __future__ import annotations

from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = ("rescrm search amyloid", "rescrm search jose nunez", "rescrm search 王 -n 5")


def search(
    context: Context,
    text: Annotated[list[str], Argument(help="Words; all must be there.", show_default=False)],
    n: Annotated[int, Option("-n", help="At most so many.", min=1)] = 20,
) -> Listing:
    """Find words in people and notes."""
    session: Session = context.obj
    sought = " ".join(text)
    found = session.store.search(sought, n)
    return Listing(
        kind="search",
        items=found,
        shape=columns.SEARCH,
        empty=f'Nothing holds "{sought[:60]}".',
        after=[f"`rescrm show {found[0].handle}` shows the first."]
        if found and found[0].handle and "," not in found[0].handle
        else (),
    )
