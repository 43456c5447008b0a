"""A copy of the store, put in its place."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from ..errors import NotWritable, UsageError
from ..session import Session
from ..store import copies, restoring
from ..store.opening import make_folders
from ..view.listing import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Argument, Context

EXAMPLES = (
    "rescrm restore ~/.local/share/rescrm/rescrm.db.weekly-2026-11-15",
    "rescrm restore /media/stick/rescrm.db",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What is the store now, and where the former one is."""

    file: str
    people: int
    interactions: int
    steps: int
    aside: str | None


def restore(
    context: Context,
    file: Annotated[str, Argument(metavar="FILE", help="A copy; - is stdin.", show_default=False)],
) -> Listing:
    """Put a copy in the store's place; the old store is kept aside.

    Items: file, people, interactions, steps (of history), aside.
    """
    session: Session = context.obj
    store = Path(os.path.realpath(session.settings.store))
    with _source(file, store) as source:
        return _restored(session, copies.checked(source, _named(file)), source, store)


def _named(file: str) -> str:
    return "stdin" if file == "-" else ""


@contextmanager
def _source(file: str, store: Path) -> Iterator[Path]:
    """The copy that is named, or what comes from stdin, kept for as long."""
    if file == "-":
        with NamedTemporaryFile(prefix="rescrm-") as fresh:
            try:
                shutil.copyfileobj(sys.stdin.buffer, fresh)
                fresh.flush()
            except OSError as error:
                where = f"stdin, kept in {Path(fresh.name).parent} meanwhile"
                raise NotWritable(where, (error.strerror or str(error)).lower()) from error
            yield Path(fresh.name)
        return
    if not file.strip():
        raise UsageError("that is no name of a file. Which copy? rescrm restore FILE")
    source = Path(file).expanduser().absolute()
    if source.exists() and store.exists() and source.samefile(store):
        raise UsageError(f"{file}: this is the store itself.")
    yield source


def _restored(session: Session, copy: copies.Copy, source: Path, store: Path) -> Listing:
    aside = copies.free_name(store, "before", f"restore-{session.now:%Y-%m-%dT%H%M%S}")
    kept: Path | None = aside if store.exists() else None
    if not session.dry_run:
        make_folders(store.parent)
        kept = restoring.bring_back(source, store, aside)
    return Listing(
        kind="backup",
        items=[
            Restored(
                file=str(store),
                people=copy.people,
                interactions=copy.interactions,
                steps=copy.steps,
                aside=str(kept) if kept else None,
            )
        ],
        lines=list(_lines(session, copy, kept)),
    )


def _lines(session: Session, copy: copies.Copy, aside: Path | None) -> list[str]:
    lines = [f"{session.shown(session.settings.store)}: {copy.people:,} people, as they were."]
    if aside:
        lines.append(f"The former store is {session.shown(aside)}.")
    return lines
