"""What two sides that were changed apart have to do to agree: here, there, and what they were.

An item is its fields by name, each with its values. The two sides may spell an item
differently (a card has no word for a rule), so what is compared is each side with itself as it
was when they last agreed; the *changes* of one are then made to the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

Content = Mapping[str, tuple[str, ...]]

MANY = 10  # items that may go at once without being asked about
SHARE = 5  # and one in so many


class Deed(StrEnum):
    """What becomes of an item on one side."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


class Rule(StrEnum):
    """Who is right where both sides say something else of the same field."""

    ASK = "ask"
    HERE = "here"
    THERE = "there"


class Agreed(NamedTuple):
    """An item on both sides, as it was when they agreed."""

    here: Content
    there: Content


class Clash(NamedTuple):
    """A field of which both sides say something else."""

    field: str
    here: tuple[str, ...]
    there: tuple[str, ...]


class Step(NamedTuple):
    """What one item needs: what it becomes on each side (None: nothing), and the deeds.

    With ``clashes`` nothing is done before somebody decides.
    """

    uid: str
    here: Content | None
    there: Content | None
    deed_here: Deed | None = None
    deed_there: Deed | None = None
    clashes: tuple[Clash, ...] = ()


def plan(
    here: Mapping[str, Content],
    there: Mapping[str, Content],
    base: Mapping[str, Agreed],
    lists: Collection[str],
    rule: Rule = Rule.ASK,
) -> list[Step]:
    """The steps after which both sides agree, in the order of uids; none for who agrees already.

    ``lists`` are the fields whose values are a set; of all others there is one or none.
    """
    steps = (
        settle(uid, here.get(uid), there.get(uid), base.get(uid), lists, rule)
        for uid in sorted({*here, *there, *base})
    )
    return [step for step in steps if (step.here, step.there) != base.get(step.uid)]


def settle(
    uid: str,
    here: Content | None,
    there: Content | None,
    base: Agreed | None,
    lists: Collection[str],
    rule: Rule = Rule.ASK,
) -> Step:
    """The step for one item. What was changed on one side outlives its removal on the other."""
    if here is None and there is None:
        return Step(uid, None, None)
    if there is None:
        if base and here == base.here:
            return Step(uid, None, None, deed_here=Deed.REMOVE)
        return Step(uid, here, here, deed_there=Deed.ADD)
    if here is None:
        if base and there == base.there:
            return Step(uid, None, None, deed_there=Deed.REMOVE)
        return Step(uid, there, there, deed_here=Deed.ADD)
    return _merged(uid, here, there, base or Agreed({}, {}), lists, rule)


def _merged(
    uid: str, here: Content, there: Content, base: Agreed, lists: Collection[str], rule: Rule
) -> Step:
    ours, theirs = dict(here), dict(there)
    clashes = []
    for name in sorted({*here, *there}):
        mine, before_mine = here.get(name, ()), base.here.get(name, ())
        other, before_other = there.get(name, ()), base.there.get(name, ())
        if name in lists:
            ours[name] = _with_changes(mine, before_other, other)
            theirs[name] = _with_changes(other, before_mine, mine)
        elif mine == other:
            continue
        elif mine == before_mine:
            ours[name] = mine if other == before_other else other
        elif other == before_other or rule is Rule.HERE:
            theirs[name] = mine
        elif rule is Rule.THERE:
            ours[name] = other
        else:
            clashes.append(Clash(name, mine, other))
    if clashes:
        return Step(uid, here, there, clashes=tuple(clashes))
    ours, theirs = _filled(ours), _filled(theirs)
    return Step(
        uid,
        ours,
        theirs,
        deed_here=Deed.CHANGE if ours != _filled(here) else None,
        deed_there=Deed.CHANGE if theirs != _filled(there) else None,
    )


def _with_changes(
    values: tuple[str, ...], before: Sequence[str], after: Sequence[str]
) -> tuple[str, ...]:
    """Values with what another side has taken out and put in."""
    gone = {each for each in before if each not in after}
    kept = [each for each in values if each not in gone]
    new = (each for each in after if each not in before and each not in kept)
    return (*kept, *new)


def _filled(content: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: values for name, values in content.items() if values}


def too_much(steps: Sequence[Step], known: int, here: int, there: int) -> Iterator[str]:
    """Why a plan is not carried out unasked: a side that is suddenly empty, many removals.

    ``known`` is how many items both sides had; ``here`` and ``there`` how many they have.
    """
    if known and not there and here:
        yield "the folder is empty"
        return
    if known and not here and there:
        yield "the store has none of them any more"
        return
    for side, deeds in (
        ("store", [step.deed_here for step in steps]),
        ("folder", [step.deed_there for step in steps]),
    ):
        gone = deeds.count(Deed.REMOVE)
        if gone > MANY or gone * SHARE > known:
            yield f"{gone} of {known} would be taken out of the {side}"
