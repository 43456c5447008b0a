"""What one collection needs: its folder and its part of the store, laid beside what both were."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from ...core.reconcile import Agreed, Content, Deed, Rule, Step, plan, settle, too_much
from ...formats.record import Unreadable
from ...remote.vdir import Folder
from ...session import Session
from ...store.shared import Item
from ...store.synced import GONE, Row, Synced, content, text
from .people import respelled
from .shelf import Shelf


class Found(NamedTuple):
    """A file that is new or was changed, read."""

    href: str
    item: Any
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the user wants it."""

    rule: Rule = Rule.ASK
    decided: Mapping[tuple[str, str], Rule]  # collection and uid
    force: bool = False
    put_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """One collection as it stands, and the steps it needs."""

    shelf: Shelf
    folder: Folder
    mark: str
    files: Mapping[str, str]
    found: Mapping[str, Found] = field(default_factory=dict)
    rows: Mapping[str, Row] = field(default_factory=dict)
    known: Set[str] = frozenset()  # uids that both sides have had
    here: Mapping[str, Item] = field(default_factory=dict)
    steps: Sequence[Step] = ()
    skipped: Sequence[Unreadable] = ()
    reasons: Sequence[str] = ()

    def there(self, uid: str) -> Content | None:
        """What the file of an item says; None when there is none."""
        return _there(uid, self.files, self.found, self.rows.get(uid))


def survey(
    session: Session, shelf: Shelf, folder: Folder, wishes: Wishes, *, arrived: bool
) -> Survey:
    """Look at a collection, inside the caller's write; ``arrived``: the server has it all.

    Where neither the store nor a file has changed since it needed nothing, nothing is read.
    """
    synced = Synced(session.store.conn)
    files, odd = folder.scan_again() if arrived else folder.scan()
    if arrived and synced.waits(shelf.name):
        synced.arrived(shelf.name, files)
    stamps = synced.stamps(shelf.name)
    mark = _mark(session, synced.mark(), files, stamps)
    if _same(stamps, files) and not odd and not shelf.coming:
        if synced.seen(shelf.name) == mark:
            return Survey(shelf=shelf, folder=folder, mark=mark, files=files)
        if nearby := _nearby(synced, shelf, folder, wishes, files, mark):
            return nearby
    rows = synced.rows(shelf.name)
    found, skipped, blocked = _read(shelf, folder, files, rows)
    met = shelf.meet([each.item for each in found.values()], rows)
    for uid, reason in met.left.items():
        left = Unreadable(f"{shelf.name}/{found.pop(uid).href}", reason)
        skipped += [left] if reason else []
        blocked.add(uid)
    known = {uid for uid, row in rows.items() if not row.is_gone}
    here = shelf.here(known)
    found = {uid: _spelled(each, rows.get(uid), here.get(uid)) for uid, each in found.items()}
    if shelf.name == "reminders":
        steps, reasons = list(_outward(shelf, files, found, rows, here, blocked)), list[str]()
    else:
        firsts = {uid: _as_called(here[uid], found[uid]) for uid in met.known}
        steps = _both_ways(shelf, files, found, rows, here, blocked, wishes, firsts)
        reasons = list(too_much(steps, len(known), len(here), len(files)))
    skipped += [Unreadable(f"{shelf.name}/{name}", "this is no plain file") for name in odd]
    return Survey(
        shelf=shelf, folder=folder, mark=mark, files=files, found=found, rows=rows,
        known=known, here=here, steps=steps, skipped=skipped, reasons=reasons,
    )  # fmt: skip


def _nearby(
    synced: Synced,
    shelf: Shelf,
    folder: Folder,
    wishes: Wishes,
    files: Mapping[str, str],
    mark: str,
) -> Survey | None:
    """Where no file has changed: only what the store has changed since; None: it cannot tell."""
    uids = synced.changed(shelf.name, mark)
    near = None if uids is None else shelf.near(uids)
    if uids is None or near is None:
        return None
    rows = synced.some_rows(shelf.name, uids)
    steps = _both_ways(shelf, files, {}, rows, near.here, set(), wishes, {})
    known = synced.count_shared(shelf.name)
    return Survey(
        shelf=shelf, folder=folder, mark=mark, files=files, rows=rows, here=near.here, steps=steps,
        known={uid for uid, row in rows.items() if not row.is_gone},
        reasons=list(too_much(steps, known, near.total, len(files))),
    )  # fmt: skip


def _mark(
    session: Session, store: str, files: Mapping[str, str], stamps: Mapping[str, str | None]
) -> str:
    """What a collection depends on: the store, the settings, the day, files that are not ours."""
    settings = session.settings
    strays = files.keys() - stamps.keys()
    others = sorted(f"{href} {files[href]}" for href in strays)
    hours = (settings.alarm, settings.awake, settings.work, settings.post_call, settings.zone)
    wants = (settings.sync.notes, settings.horizon, hours, settings.leap_birthdays, settings.kinds)
    stray = sha256("\n".join(others).encode()).hexdigest()[:16]
    return f"{store} {session.today} {wants} {stray}"


def _same(stamps: Mapping[str, str | None], files: Mapping[str, str]) -> bool:
    return stamps == files or all(files.get(href) == stamp for href, stamp in stamps.items())


def _read(
    shelf: Shelf, folder: Folder, files: Mapping[str, str], rows: Mapping[str, Row]
) -> tuple[dict[str, Found], list[Unreadable], set[str]]:
    """The files that are new or were changed; what cannot be read, and whose items that blocks."""
    known = {row.href: row for row in rows.values() if row.there_next != GONE}
    found: dict[str, Found] = {}
    skipped: list[Unreadable] = []
    blocked: set[str] = set()
    for href in sorted(files):
        row = known.get(href)
        if row and row.stamp == files[href]:
            continue
        where = f"{shelf.name}/{href}"
        data = folder.read(href)
        item = Unreadable(where, "cannot be read") if data is None else shelf.read(data, where)
        if isinstance(item, Unreadable):
            skipped.append(item)
            blocked |= {row.uid} if row else set()
        elif item is not None:
            twin = found.get(item.uid) or _twin(rows.get(item.uid), href, files)
            if twin:
                skipped.append(Unreadable(where, f"the same UID as {twin.href}, so both wait"))
                blocked.add(item.uid)
            found[item.uid] = Found(href, item, item.content)
    return {uid: each for uid, each in found.items() if uid not in blocked}, skipped, blocked


def _twin(row: Row | None, href: str, files: Mapping[str, str]) -> Row | None:
    """The file that an item is known to be in, when it is still there beside another one."""
    return row if row and row.href != href and row.href in files else None


def _spelled(found: Found, row: Row | None, item: Item | None) -> Found:
    base = row.base if row else None
    like = base.there if base else item.content if item else None
    return found._replace(content=respelled(found.content, like))


def _there(
    uid: str, files: Mapping[str, str], found: Mapping[str, Found], row: Row | None
) -> Content | None:
    if uid in found:
        return found[uid].content
    if row is None or row.href not in files or row.there_next == GONE:
        return None
    return content(row.there_next or row.there)


def _outward(
    shelf: Shelf,
    files: Mapping[str, str],
    found: Mapping[str, Found],
    rows: Mapping[str, Row],
    here: Mapping[str, Item],
    blocked: set[str],
) -> Iterator[Step]:
    """Steps of a collection that only goes out; of what is there, only our own is taken away."""
    for uid in sorted({*rows, *here} - blocked):
        item, there = here.get(uid), _there(uid, files, found, rows.get(uid))
        wanted = item.content if item else None
        deed = None
        if wanted is None:
            deed = Deed.REMOVE if there is not None else None
        elif there is None:
            deed = Deed.ADD
        elif _differs(wanted, there, rows.get(uid), shelf.told):
            deed = Deed.CHANGE
        if deed or uid in found or wanted is None:
            yield Step(uid, wanted, wanted, deed_there=deed)


def _differs(wanted: Content, there: Content, row: Row | None, told: Collection[str]) -> bool:
    """Whether a file says something else, or was told something else last."""
    was = content(row.here) if row else {}
    return any(
        wanted.get(name) != (was if name in told else there).get(name)
        for name in {*wanted, *there, *was}
    )


def _both_ways(
    shelf: Shelf,
    files: Mapping[str, str],
    found: Mapping[str, Found],
    rows: Mapping[str, Row],
    here: Mapping[str, Item],
    blocked: set[str],
    wishes: Wishes,
    firsts: Mapping[str, Agreed],
) -> list[Step]:
    ours: dict[str, Content] = {}
    theirs: dict[str, Content] = {}
    base: dict[str, Agreed] = dict(firsts)
    for uid in {*rows, *found, *here} - blocked:
        row, item = rows.get(uid), here.get(uid)
        if row and uid not in found and _is_settled(row, item, files):
            continue
        there = _there(uid, files, found, row)
        if item:
            ours[uid] = item.content
        if there is not None:
            theirs[uid] = there
        agreed = _base(row, is_changed=uid in found) if row else None
        if agreed and not (wishes.put_back and there is None):
            base[uid] = agreed
    steps = plan(ours, theirs, base, shelf.lists, wishes.rule)
    return [
        settle(step.uid, ours.get(step.uid), theirs.get(step.uid), base.get(step.uid),
               shelf.lists, wishes.decided[shelf.name, step.uid])
        if (shelf.name, step.uid) in wishes.decided
        else step
        for step in steps
    ]  # fmt: skip


def _as_called(item: Item, found: Found) -> Agreed:
    """Someone known by another name: both keep the one they have."""
    return Agreed(*({"name": each.get("name", ())} for each in (item.content, found.content)))


def _is_settled(row: Row, item: Item | None, files: Mapping[str, str]) -> bool:
    """Whether nothing has happened to an item since it was looked at last."""
    was_here, was_there = (row.here_next, row.there_next) if row.waits else (row.here, row.there)
    is_there = row.href in files
    return is_there == bool(was_there) and text(item.content if item else None) == was_here


def _base(row: Row, *, is_changed: bool) -> Agreed | None:
    """What to compare with: what was written last, unless the file is another one by now."""
    if row.waits and not is_changed:
        return row.next
    return row.base
