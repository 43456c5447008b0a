"""A whole copy of the store, checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import BinaryIO

from ..errors import NotFound, UsageError
from ..session import Session
from ..store import copies
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = (
    "rescrm backup",
    "rescrm backup /media/stick/rescrm.db",
    "rescrm backup - | gpg --encrypt -r me > rescrm.gpg",
)
CHUNK = 2**20  # bytes


def backup(
    context: Context,
    file: Annotated[
        str | None,
        Argument(metavar="[FILE]", help="Without one: beside the store; - is stdout."),
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
    if file == "-":
        return _poured(session)
    target = _target(session, file)
    copies.refuse(target, store.path)
    conn = store.conn
    if session.dry_run:
        item = copies.read_through(store.path, "integrity_check")._replace(file=str(target))
    else:
        item = copies.save(conn, target)
    return Listing(
        kind="backup",
        items=[item],
        lines=[f"{session.shown(target)}: {_counts(item)}, checked"],
        after=[f"`rescrm restore {quote(str(target))}` brings it back."],
    )


def _poured(session: Session) -> Listing:
    """The copy on stdout, for another program."""
    if session.form != "plain":
        raise UsageError("- is for a pipe: rescrm backup - | gpg --encrypt -r me > rescrm.gpg")
    file, item = copies.opened(session.store.conn, session.store.path)
    whole = None if session.dry_run else _chunks(file)
    return Listing(kind="backup", items=[item], raw=whole)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


def _target(session: Session, file: str | None) -> Path:
    stamp = f"{session.now:%Y-%m-%dT%H%M%S}"
    if file is None:
        return copies.free_name(session.store.path, "backup", stamp)
    if not file.strip():
        raise UsageError("that is no name of a file. Without one the copy stands beside the store.")
    path = Path(file).expanduser().absolute()
    return path / f"rescrm-{stamp}.db" if path.is_dir() else path


def _counts(copy: copies.Copy) -> str:
    people = "1 person" if copy.people == 1 else f"{copy.people:,} people"
    touches = "1 interaction" if copy.interactions == 1 else f"{copy.interactions:,} interactions"
    return f"{people}, {touches}, {copy.size / 1_000_000:.1f} MB"
