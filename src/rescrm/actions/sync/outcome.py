"""What a sync does to each collection, and what it leaves to the user."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...core.reconcile import Clash, Deed, Step
from ...errors import DecisionNeeded
from ...formats.record import Unreadable
from ..calendars.telling import DOMAIN
from .survey import Survey

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


def outcome(found: Survey) -> Done:
    """What a survey comes to."""
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


def joined(first: Sequence[Done], second: Sequence[Done]) -> list[Done]:
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


def summary(done: Sequence[Done]) -> str:
    """A sync in a few words, for the history."""
    came = sum(bool(item.here) and not item.clashes for each in done for item in each.plan)
    return f"synced: {came} came in"


def clashing(done: Sequence[Done]) -> Iterator[tuple[str, Planned]]:
    """The items that wait for a decision, each with its collection."""
    for each in done:
        yield from ((each.collection, item) for item in each.plan if item.clashes)
