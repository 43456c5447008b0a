"""People, filtered and sorted."""

from __future__ import annotations

from ..errors import UsageError
from ..session import Session
from ..view import columns
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm list",
    "rescrm list kind:faculty org:ucsf -tag:ep --sort last",
    "rescrm list custom.knows:cardiology --json",
)
SORTS = ("name", "last", "due", "added")


def list_(
    context: Context,
    filter: Annotated[list[str] | None, Argument(help="tag:ep kind:faculty -city:x words")] = None,
    sort: Annotated[str, Option(help="name, last, due or added.")] = "name",
    n: Annotated[int | None, Option("-n", help="At most so many.", min=1)] = None,
    archived: Annotated[bool, Option("--archived", help="The archived, too.")] = False,
) -> Listing:
    """People, filtered and sorted."""
    session: Session = context.obj
    if sort not in SORTS:
        raise UsageError(f'people are sorted by name, last, due or added, not by "{sort}".')
    store = session.store
    ids = store.matching(filter or (), sort, n or -1, aside=archived)
    found = tuple(store.contacts.many(ids))
    nobody = 'Nobody yet. `rescrm add "Maya Rao"` adds someone.'
    if filter and not found:
        nobody = session.unheard(filter) or "Nobody fits."
    return Listing(
        kind="contact",
        items=found,
        shape=columns.CONTACT,
        empty=nobody,
        after=[f"{len(found)} {'person' if len(found) == 1 else 'people'}."] if found else (),
    )
