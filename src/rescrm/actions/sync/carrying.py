"""A plan carried out: in the store, in the folder, and what is remembered of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ...core.reconcile import Agreed, Deed, Rule, Step, settle
from ...formats.record import Unreadable
from ...session import Session
from ...store.shared import Item
from ...store.synced import Row, Synced, text
from .survey import Survey


class Carried(NamedTuple):
    """Whether files were written, and which could not be."""

    wrote: bool
    skipped: Sequence[Unreadable]


def carry_out(session: Session, found: Survey, *, is_carried: bool, arrived: bool) -> Carried:
    """Do what a collection needs, inside the caller's write.

    A file is written before what is remembered of it is kept: cut off in between, the same plan
    comes out again and finds it done. ``is_carried``: a server has still to get it; ``arrived``:
    it has had all that was written before.
    """
    synced = Synced(session.store.conn)
    shelf, name = found.shelf, found.shelf.name
    steps = [step for step in found.steps if not step.clashes and _is_as_seen(found, step)]
    for step in steps:
        if step.deed_here:
            met = found.found.get(step.uid)
            shelf.take(step, found.here.get(step.uid), met.item if met else None)
    taken = {step.uid for step in steps if step.deed_here}
    here = shelf.here(found.known | taken) if taken else found.here
    post = Post(found)
    waiting = is_carried and name != "reminders"
    rows = [
        _row(found, now, step, waiting=waiting, arrived=arrived)
        for step in steps
        if step.here is None or step.uid in here
        if (now := post.written(step, here.get(step.uid)))
    ]
    stamps = post.send()
    synced.keep(name, [row._replace(stamp=stamps.get(row.href, row.stamp)) for row in rows])
    # Of a touch in which nobody is known here yet, nothing is remembered: it is seen again.
    is_settled = len(rows) == len(found.steps) and not found.skipped
    synced.see(name, found.mark if is_settled else None)
    return Carried(post.has_some, post.skipped)


def _is_as_seen(found: Survey, step: Step) -> bool:
    """Whether a file is still as it was read; if not, its turn comes with the next sync."""
    href = _href(found, step.uid)
    return href is None or found.folder.stamp(href) == found.files.get(href)


def _href(found: Survey, uid: str) -> str | None:
    if uid in found.found:
        return found.found[uid].href
    row = found.rows.get(uid)
    return row.href or None if row else None  # who came back has no file yet


class Post:
    """The files of one folder that are to be written and taken away, all at the end."""

    def __init__(self, found: Survey) -> None:
        self._found = found
        self._files: dict[str, bytes] = {}
        self._gone: list[str] = []
        self._taken: set[str] = set()
        self.skipped: list[Unreadable] = []

    @property
    def has_some(self) -> bool:
        """Whether anything is to be written or taken away."""
        return bool(self._files or self._gone)

    def written(self, step: Step, item: Item | None) -> Row | None:
        """Prepare what a step says; how the item will be on both sides then.

        What nobody could read again (a name of a million letters) is left out and named.
        """
        found, there = self._found, step.there
        href = _href(found, step.uid) or ""
        match step.deed_there:
            case Deed.ADD | Deed.CHANGE:
                if href not in found.files:
                    href = found.folder.href(step.uid, self._taken)
                    self._taken.add(href)
                data = found.shelf.bytes(step, item, _read_again(found, step.uid))
                read = found.shelf.read(data, f"{found.shelf.name}/{href}")
                if isinstance(read, Unreadable):
                    self.skipped.append(read)
                    return None
                self._files[href] = data
                there = read.content
            case Deed.REMOVE if href:
                self._gone.append(href)
                there = None
        here = item.content if item and step.here is not None else None
        return Row(step.uid, href, found.files.get(href), text(here), text(there))

    def send(self) -> dict[str, str]:
        """Write and take away; gives the stamps of what was written."""
        stamps = self._found.folder.write(self._files)
        for href in self._gone:
            self._found.folder.remove(href)
        if self.has_some:
            self._found.folder.flush()
        return stamps


def _read_again(found: Survey, uid: str) -> Any:
    """The item of a file as it stands, for what else is in it."""
    if uid in found.found:
        return found.found[uid].item
    row = found.rows.get(uid)
    data = found.folder.read(row.href) if row and row.href in found.files else None
    item = found.shelf.read(data, row.href) if data and row else None
    return None if isinstance(item, Unreadable) else item


def _row(found: Survey, now: Row, step: Step, *, waiting: bool, arrived: bool) -> Row:
    """What is remembered of an item: agreed on at once, or when the server has it too."""
    if not waiting:
        return now
    if arrived:
        base = _as_if_untouched(found, step.uid)
    else:
        before = found.rows.get(step.uid)
        base = (before.here, before.there) if before else (None, None)
    if base[1] == now.there and (arrived or base[0] == now.here):
        return now
    return now._replace(here=base[0], there=base[1], here_next=now.here, there_next=now.there)


def _as_if_untouched(found: Survey, uid: str) -> tuple[str | None, str | None]:
    """What both sides would agree on if nothing had been changed here: the server's version."""
    was = found.there(uid)
    before = found.rows.get(uid)
    base: Agreed | None = before.base if before else None
    step = settle(uid, base.here if base else None, was, base, found.shelf.lists, Rule.THERE)
    return text(step.here), text(was)
