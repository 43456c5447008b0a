"""A whole copy of the store, checked."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from ..errors import NotFound
from ..session import Session
from ..store import copies
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = ("rescrm backup", "rescrm backup /media/stick/rescrm.db")


def backup(
    context: Context,
    file: Annotated[
        Path | None, Argument(metavar="[FILE]", help="Without one: beside the store.")
    ] = None,
) -> Listing:
    """Copy the whole store, checked; `restore` brings it back.

    Items: file, size (bytes), version, people, interactions, steps (of history). A copy is
    also taken by itself each week; the last five are kept.
    """
    session: Session = context.obj
    store = session.store
    if not store.exists:
        raise NotFound("there is no store yet, so nothing to copy. Begin with: rescrm init")
    target = _target(session, file)
    copies.refuse(target, store.path)
    conn = store.conn
    if session.dry_run:
        item = copies.checked(store.path)._replace(file=str(target))
    else:
        item = copies.save(conn, target)
    return Listing(
        kind="backup",
        items=[item],
        lines=[f"{session.shown(target)}: {_counts(item)}, checked"],
        after=[f"`rescrm restore {quote(str(target))}` brings it back."],
    )


def _target(session: Session, file: Path | None) -> Path:
    stamp = f"{session.now:%Y-%m-%dT%H%M%S}"
    if file is None:
        return copies.free_name(session.store.path, "backup", stamp)
    path = file.expanduser().absolute()
    return path / f"rescrm-{stamp}.db" if path.is_dir() else path


def _counts(copy: copies.Copy) -> str:
    people = "1 person" if copy.people == 1 else f"{copy.people:,} people"
    touches = "1 interaction" if copy.interactions == 1 else f"{copy.interactions:,} interactions"
    return f"{people}, {touches}, {copy.size / 1_000_000:.1f} MB"
