"""Sync: the store and its folders reconciled, the folders carried to a server, and once more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.reconcile import Clash, Deed, Step
from ..errors import DecisionNeeded, OtherProgram
from ..formats.record import Unreadable
from ..remote.vdir import Folder
from ..session import Session
from ..store.synced import Synced
from .calendar import DOMAIN
from .syncing_people import People
from .syncing_place import Place, folders
from .syncing_reminders import Reminders
from .syncing_round import carry_out
from .syncing_survey import Shelf, Survey, Wishes, survey
from .syncing_touches import Touches

SHELVES: Mapping[str, Callable[[Session], Shelf]] = {  # in this order
    "people": People,
    "touches": Touches,
    "reminders": Reminders,
}
SHOWN = 10  # names of what would go


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One item of a plan, in words."""

    uid: str
    name: str
    here: Deed | None
    there: Deed | None
    clashes: Sequence[Clash] = ()


@dataclass(slots=True)
class Done:
    """What became of one collection."""

    collection: str
    plan: list[Planned] = field(default_factory=list)
    skipped: list[Unreadable] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    wrote: bool = False  # files

    def count(self, side: str, deed: Deed) -> int:
        """How many items were added, changed or removed on a side."""
        done = (each for each in self.plan if not each.clashes)
        return len({each.uid for each in done if getattr(each, side) is deed})

    @property
    def conflicts(self) -> int:
        """How many items wait for a decision."""
        return sum(bool(each.clashes) for each in self.plan)


def look(session: Session, place: Place, wishes: Wishes) -> list[Done]:
    """What a sync would do; nothing is changed."""
    folders(place)
    with session.store.write("sync", keep=False):
        return [_done(each) for each in _surveys(session, place, wishes, arrived=False)]


def run(session: Session, place: Place, wishes: Wishes) -> list[Done]:
    """Reconcile, let the folders be carried, reconcile again.

    Raises DecisionNeeded (3) for a plan that takes away too much, OtherProgram (8) when the
    server cannot be reached: by then the store and the folders agree, item by item.
    """
    folders(place)
    if place.courier is None:
        return _round(session, place, wishes, arrived=False)
    before = list[Done]()
    if _is_first(session, place):
        _carry(session, place, wishes)  # see who is there before anyone is sent
    else:
        before = _round(session, place, wishes, arrived=False)
        _carry(session, place, wishes)
    after = _round(session, place, wishes, arrived=True)
    if any(each.wrote for each in after):
        _carry(session, place, wishes)
        after = _joined(after, _round(session, place, wishes, arrived=True))
    return _joined(before, after)


def _is_first(session: Session, place: Place) -> bool:
    with session.store.write("sync", keep=False):
        return not Synced(session.store.conn).count("people")


def _carry(session: Session, place: Place, wishes: Wishes) -> None:
    """Run vdirsyncer; a collection whose last item is done may be empty, its own guard aside."""
    assert place.courier
    if session.progress:
        session.progress("the folders are on their way to the server")
    try:
        if wishes.force or not _is_done(place):
            place.courier.sync(place.names, force=wishes.force)
        else:
            place.courier.sync([name for name in place.names if name != "reminders"])
            place.courier.sync(["reminders"], force=True)
    except OtherProgram as error:
        raise OtherProgram(
            f"{error.message} What was done so far stays; the rest waits. {_mend(error)}"
        ) from error


def _is_done(place: Place) -> bool:
    """Whether no reminder is left: the folder may be empty then."""
    return "reminders" in place.names and not Folder(place.root / "reminders", ".ics").scan()[0]


def _mend(error: OtherProgram) -> str:
    if "discover" in error.message:
        return "Its collections are not made yet: rescrm sync init --yes"
    return "Try again: rescrm sync"


# One round -----------------------------------------------------------------------------------


def _round(session: Session, place: Place, wishes: Wishes, *, arrived: bool) -> list[Done]:
    """Reconcile all collections in one step, or refuse and change nothing."""
    is_carried = place.courier is not None or place.wants_courier
    with session.write():
        surveys = _surveys(session, place, wishes, arrived=arrived)
        done = [_done(each) for each in surveys]
        if not wishes.force:
            refuse(done)
        marks: list[Any] = []
        for each, outcome in zip(surveys, done, strict=True):
            outcome.wrote = carry_out(session, each, is_carried=is_carried, arrived=arrived)
            marks += getattr(each.shelf, "marks", ())
        session.store.summary = _summary(done)
    if marks:
        session.store.exported.keep(marks)
    return done


def _surveys(session: Session, place: Place, wishes: Wishes, *, arrived: bool) -> list[Survey]:
    session.store.refresh()
    surveys: list[Survey] = []
    for name in (each for each in SHELVES if each in place.names):
        shelf = SHELVES[name](session)
        if isinstance(shelf, Touches) and surveys:
            steps = surveys[0].steps
            shelf.coming = {step.uid for step in steps if step.deed_here is Deed.ADD}
        folder = Folder(place.root / name, shelf.suffix)
        surveys.append(survey(session, shelf, folder, wishes, arrived=arrived))
    return surveys


def _done(found: Survey) -> Done:
    return Done(
        found.shelf.name,
        plan=[
            Planned(uid=step.uid, name=_called(found, step), here=step.deed_here,
                    there=step.deed_there, clashes=step.clashes)
            for step in found.steps
            if step.deed_here or step.deed_there or step.clashes
        ],
        skipped=list(found.skipped),
        reasons=list(found.reasons),
        notes=_notes(found),
    )  # fmt: skip


def _notes(found: Survey) -> list[str]:
    """Two machines that write reminders write each of them twice."""
    if found.shelf.name != "reminders":
        return []
    theirs = [uid for uid in found.found if uid.endswith(DOMAIN) and uid not in found.here]
    if not [uid for uid in theirs if uid not in found.rows]:
        return []
    return [
        "another machine of yours writes reminders too; one is enough: "
        "rescrm config set sync.reminders no"
    ]


def _called(found: Survey, step: Step) -> str:
    item = found.here.get(step.uid)
    content = item.content if item else step.here or step.there or found.there(step.uid)
    return found.shelf.called(content) if content else step.uid


def refuse(done: Sequence[Done]) -> None:
    """Raise DecisionNeeded (3) for a plan that takes away too much."""
    refused = [each for each in done if each.reasons]
    if not refused:
        return
    lines = [f"{each.collection}: {reason}" for each in refused for reason in each.reasons]
    gone = [item.name for each in refused for item in each.plan if Deed.REMOVE in
            (item.here, item.there)]  # fmt: skip
    names = ", ".join(gone[:SHOWN]) + (f" and {len(gone) - SHOWN} more" if gone[SHOWN:] else "")
    raise DecisionNeeded(
        f"{'; '.join(lines)}{f' ({names})' if names else ''}. Nothing was changed.\n"
        "If it is meant: rescrm sync --force. "
        "To put back what was removed elsewhere: rescrm sync --put-back",
    )


# Saying --------------------------------------------------------------------------------------


def _joined(first: Sequence[Done], second: Sequence[Done]) -> list[Done]:
    """What two rounds did, as one."""
    later = {each.collection: each for each in second}
    return [
        Done(
            each.collection,
            plan=[
                *(item for item in each.plan if not item.clashes),
                *later.pop(each.collection).plan,
            ],
            skipped=second[at].skipped,
            notes=second[at].notes,
        )
        for at, each in enumerate(first)
    ] + list(later.values())


def _summary(done: Sequence[Done]) -> str:
    came = sum(bool(item.here) and not item.clashes for each in done for item in each.plan)
    return f"synced: {came} came in"


def clashing(done: Sequence[Done]) -> Iterator[tuple[str, Planned]]:
    """The items that wait for a decision, each with its collection."""
    for each in done:
        yield from ((each.collection, item) for item in each.plan if item.clashes)
