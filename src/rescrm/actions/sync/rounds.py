"""Sync: the store and its folders reconciled, the folders carried to a server, and once more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from ...core.marks import Mark
from ...core.reconcile import Deed
from ...errors import OtherProgram
from ...remote.overheard import Emptied
from ...remote.vdir import Folder
from ...remote.vdirsyncer import Courier
from ...session import Session
from ...store.synced import Synced
from .carrying import carry_out
from .folders import Place, alone, check, folders
from .outcome import Done, joined, outcome, refuse, summary
from .people import People
from .reminders import Reminders
from .shelf import Shelf
from .survey import Survey, Wishes, survey
from .touches import Touches

BOTH_WAYS, OUTWARD = ("people", "touches"), ("reminders",)
SHELVES: Mapping[str, Callable[[Session], Shelf]] = {
    "people": People,
    "touches": Touches,
    "reminders": Reminders,
}


def look(session: Session, place: Place, wishes: Wishes) -> list[Done]:
    """What a sync would do; nothing is changed."""
    check(place)
    with session.store.write("sync", keep=False):
        found = _Run(session, place, wishes).surveys((*BOTH_WAYS, *OUTWARD), (), arrived=False)
        return [outcome(each) for each in found]


def run(session: Session, place: Place, wishes: Wishes) -> list[Done]:
    """Reconcile, let the folders be carried, reconcile again.

    Raises DecisionNeeded (3) for a plan that takes away too much, SyncBusy (6), OtherProgram (8)
    when the server cannot be reached: by then the store and the folders agree, item by item.
    """
    folders(place)
    with alone(place), _stopped(session):
        return _rounds(_Run(session, place, wishes), place)


@contextmanager
def _stopped(session: Session) -> Iterator[None]:
    """Ended by a signal, it is said how it goes on: what was reconciled by then is kept."""
    try:
        yield
    except SystemExit:
        if session.progress:
            session.progress("")
        session.tell("Stopped. What was done so far stays; the rest waits: rescrm sync")
        raise


def _rounds(now: _Run, place: Place) -> list[Done]:
    if place.courier is None:
        return now.round(arrived=False)
    # At first it is seen who is there before anyone is sent.
    before = [] if now.is_first() else now.round(arrived=False)
    now.carry()
    if before and now.is_quiet(before):
        return before
    after = now.round(arrived=True)
    if any(each.wrote for each in after):
        now.carry()
        after = joined(after, now.round(arrived=True))
    return joined(before, after)


class _Run:
    """One sync: its folders are looked through again only where something was put in them."""

    def __init__(self, session: Session, place: Place, wishes: Wishes) -> None:
        self._session = session
        self._place = place
        self._wishes = wishes
        self._shelves = {name: SHELVES[name] for name in SHELVES if name in place.names}
        self._folders = {
            name: Folder(place.root / name, ".vcf" if name == "people" else ".ics")
            for name in self._shelves
        }

    def is_first(self) -> bool:
        """Whether nobody was ever shared."""
        with self._session.store.write("sync", keep=False):
            return not Synced(self._session.store.conn).count("people")

    def is_quiet(self, before: Sequence[Done]) -> bool:
        """Whether nothing went, nothing came back, and nothing of a sync cut off is on its way."""
        synced = Synced(self._session.store.conn)
        return (
            not any(each.plan or each.wrote or each.skipped for each in before)
            and all(folder.is_still() for folder in self._folders.values())
            and not any(synced.waits(name) for name in self._shelves)
        )

    def carry(self) -> None:
        """Run vdirsyncer; where the server was emptied, again with all, if that is wanted."""
        courier = self._place.courier
        assert courier
        if self._session.progress:
            self._session.progress("the folders are on their way to the server")
        try:
            try:
                self._sync(courier)
            except Emptied as error:
                if not self._wishes.put_back and not {*error.names} <= {*OUTWARD}:
                    raise
                courier.forget(error.names)
                self._sync(courier)
        except OtherProgram as error:
            again = "" if "rescrm sync" in error.message else " Try again: rescrm sync"
            raise OtherProgram(
                f"What was done so far stays; the rest waits: {error.message}{again}"
            ) from error

    def _sync(self, courier: Courier) -> None:
        """Carry; where the last reminder is done, a guard of empty folders is no use."""
        names, force = self._place.names, self._wishes.force
        if force or not self._is_done():
            courier.sync(names, force=force)
        else:
            courier.sync([name for name in names if name not in OUTWARD])
            courier.sync(OUTWARD, force=True)

    def _is_done(self) -> bool:
        folder = self._folders.get("reminders")
        return folder is not None and not folder.scan_again()[0]

    def round(self, *, arrived: bool) -> list[Done]:
        """Reconcile all collections in one step, or refuse and change nothing.

        Reminders come last: they follow from what has come in.
        """
        is_carried = self._place.courier is not None or self._place.wants_courier
        marks: list[Mark] = []
        done: list[Done] = []
        with self._session.write():
            for names in (BOTH_WAYS, OUTWARD):
                surveys = self.surveys(names, _news(done), arrived=arrived)
                found = [outcome(each) for each in surveys]
                if not self._wishes.force:
                    refuse(found)
                for each, told in zip(surveys, found, strict=True):
                    carried = carry_out(self._session, each, is_carried=is_carried, arrived=arrived)
                    told.wrote = carried.wrote
                    told.skipped += carried.skipped
                    marks += each.shelf.marks
                done += found
            self._session.store.summary = summary(done)
        if marks:
            self._session.store.exported.keep(marks)
        return done

    def surveys(
        self, names: Sequence[str], news: Collection[str], *, arrived: bool
    ) -> list[Survey]:
        """Some collections as they stand; ``news`` are the uids of what has come in before."""
        self._session.store.refresh()
        found: list[Survey] = []
        for name in (each for each in names if each in self._shelves):
            shelf = self._shelves[name](self._session)
            if isinstance(shelf, Touches) and found:
                steps = found[0].steps
                shelf.coming = {step.uid for step in steps if step.deed_here is Deed.ADD}
            if isinstance(shelf, Reminders):
                shelf.coming = news
            folder = self._folders[name]
            found.append(survey(self._session, shelf, folder, self._wishes, arrived=arrived))
        return found


def _news(done: Sequence[Done]) -> set[str]:
    return {item.uid for each in done for item in each.plan if item.here}
