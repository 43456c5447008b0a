"""Copies of each change as it is made."""

from __future__ import annotations

from ..actions.copying import replicating
from ..errors import UsageError
from ..session import Session
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context, Option

EXAMPLES = (
    "rescrm replicate init --to /media/disk/rescrm",
    "rescrm replicate init --to sftp://maya@nas.example.org/backup/rescrm",
    "rescrm replicate status",
    "rescrm replicate remove",
)


def replicate(
    context: Context,
    word: Annotated[
        str, Argument(metavar="init|status|remove", help="Set up; look; take away.")
    ] = "status",
    to: Annotated[
        str | None, Option(help="A folder, s3://bucket/path or sftp://you@host/path (init).")
    ] = None,
) -> Listing:
    """Copy each change elsewhere as it is made, with Litestream.

    Items: store, to, settings, service, journal, program, runs, state, newest, behind.
    """
    session: Session = context.obj
    if to is not None and word != "init":
        raise UsageError("--to goes with: rescrm replicate init --to /media/disk/rescrm")
    match word:
        case "init" if to:
            return replicating.init(session, to)
        case "init":
            raise UsageError("where to? rescrm replicate init --to /media/disk/rescrm")
        case "status":
            return replicating.status(session)
        case "remove":
            return replicating.remove(session)
    raise UsageError(f'replicate takes init, status or remove, not "{word}".')
