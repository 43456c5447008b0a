"""A touch: written from what was heard, changed, removed, and what it leaves to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..core.folding import fold
from ..core.identity import Named
from ..core.model import Commitment, Interaction, Ref, What
from ..core.points import Point
from ..core.rhythm import ATTEMPTS
from ..core.sentence import DEBRIEF, Owed, Who, direction
from ..session import Session
from . import gratitude, hearing, points
from .hearing import Heard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..core.due import Due
    from .naming import Touched


class Next(NamedTuple):
    """What someone is due for first, now that this happened."""

    handle: str
    name: str
    due_on: date
    what: What
    about: str | None  # research mentor, pod
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged(Interaction):
    """An interaction with all that its sentence brought about."""

    promises: tuple[Commitment, ...] = ()
    asks: tuple[Commitment, ...] = ()
    new_people: tuple[Ref, ...] = ()
    next: tuple[Next, ...] = ()
    resting: tuple[str, ...] = ()  # whose third try in a row this was
    thank_yous: tuple[Commitment, ...] = ()  # thanks that are in place now
    thanked: tuple[Commitment, ...] = ()  # and those that this gave
    covered: tuple[Point, ...] = ()  # points of an agenda that were talked about
    still_open: tuple[Point, ...] = ()  # and those that wait for the next time


# Writing -------------------------------------------------------------------------------------


def write(session: Session, heard: Heard) -> Logged:
    """Write a touch with its new people and promises, as one step, and read it back."""
    # Of a debrief no word is kept: the history has its own copy of the command line.
    with session.write("log debrief" if heard.kind == DEBRIEF else None):
        new = _new_people(session, heard)
        id = _put(session, heard, new)
        promises = [_owe(session, What.PROMISE, each, heard, id, new) for each in heard.promises]
        asks = [_owe(session, What.ASK, each, heard, id, new) for each in heard.asks]
        ticked = points.tick(session, heard, id, [id_of(who, new) for who in heard.people])
        thanks = gratitude.follow(session, id)
        session.store.refresh()
        item = session.store.touches.get(id)
        session.store.summary = f"logged {summary(item)}"
        return Logged(
            **values(item),
            promises=tuple(promises),
            asks=tuple(asks),
            new_people=tuple(session.store.touches.refs(new.values())),
            thank_yous=thanks.due,
            thanked=thanks.given,
            covered=ticked.covered,
            still_open=ticked.open,
            **_what_follows(session, heard, new),
        )


def _put(session: Session, heard: Heard, new: Mapping[str, int]) -> int:
    return session.store.touches.log(
        heard.day,
        [id_of(who, new) for who in heard.people],
        [who.id for who in heard.missed],
        kind=heard.kind,
        note=heard.note,
        tags=" ".join(heard.tags) or None,
        direction=heard.direction,
        attempt=int(heard.attempt),
        event=heard.event.id if heard.event else None,
        group=heard.group.id if heard.group else None,
    )


def _what_follows(session: Session, heard: Heard, new: Mapping[str, int]) -> dict[str, Any]:
    """Who rests from now on, and who is due when."""
    people = [id_of(who, new) for who in heard.people]
    owed = [id_of(each.who, new) for each in (*heard.promises, *heard.asks)]
    resting = _resting(session, people) if heard.attempt else []
    coming = next_due(session, [*dict.fromkeys((*people, *owed))], resting)
    return {"next": tuple(coming), "resting": tuple(resting)}


def id_of(who: Who, new: Mapping[str, int]) -> int:
    """The number of someone, new or not."""
    return who.id if isinstance(who, Named) else new[fold(who.name)]


def summary(item: Interaction) -> str:
    """A touch in a few words, for the history."""
    names = [each.name for each in item.people]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{item.kind or 'a touch'} with {', '.join(names[:3])}{more}"


def next_due(
    session: Session, people: Sequence[int], resting: Collection[str] = ()
) -> Iterator[Next]:
    """What each of these people is due for first, in their order; who is never due is left out."""
    firsts: dict[str, Due] = {}
    for due in session.store.dues.of_these(people):
        if due.what is not What.CHECK_IN or due.handle not in resting:
            firsts.setdefault(due.handle, due)
    circles = session.store.touches.circles(people)
    for each in session.store.touches.refs(people):
        if found := firsts.get(each.handle):
            yield _next(found, circles.get(each.handle))


def _next(due: Due, circle: str | None) -> Next:
    return Next(
        handle=due.handle,
        name=due.name,
        due_on=due.due_on,
        what=due.what,
        about=due.about or (circle if due.what is What.CHECK_IN else None),
        because=due.because,
    )


def values(item: Interaction) -> dict[str, Any]:
    """The fields of an interaction by name."""
    return {field.name: getattr(item, field.name) for field in fields(Interaction)}


def _new_people(session: Session, heard: Heard) -> dict[str, int]:
    """Add those nobody knew, each once however often they are named."""
    everyone = [*heard.people, *(each.who for each in (*heard.promises, *heard.asks))]
    names = {fold(who.name): who.name for who in everyone if not isinstance(who, Named)}
    return {key: session.store.people.add(name) for key, name in names.items()}


def _owe(
    session: Session, what: What, owed: Owed, heard: Heard, id: int, new: Mapping[str, int]
) -> Commitment:
    commitments = session.store.commitments
    number = commitments.add(
        what,
        id_of(owed.who, new),
        owed.what,
        owed.by or promise_day(session),
        event=heard.event.id if heard.event else None,
        interaction=id,
    )
    said = commitments.get(number)
    assert said
    return said


def promise_day(session: Session) -> date:
    """The day on which something owed falls due when none was said."""
    left = (date.max - session.today).days
    return session.today + timedelta(days=min(session.settings.promise_days, left))


def _resting(session: Session, people: Iterable[int]) -> list[str]:
    """Those who have not answered three times in a row, and rest from now on."""
    tried = [id for id in people if session.store.touches.attempts_in_a_row(id) >= ATTEMPTS]
    return [each.handle for each in session.store.touches.refs(tried)]


# Changing ------------------------------------------------------------------------------------


def change(session: Session, touch: Touched, said: Mapping[str, Any]) -> Interaction:
    """Change an interaction by the options of `edit`, as one step, and read it back.

    ``said`` may hold on, kind, note, event (texts; empty takes away), with_, missed, tag
    (several; the whole list). Raises what reading them raises (2, 3, 4).
    """
    store = session.store
    changed = _columns(session, touch.item, said)
    people = _people(session, touch.item, said)
    with session.write("edit a debrief" if touch.item.kind == DEBRIEF else None):
        if changed:
            store.touches.change(touch.id, **changed)
        if people:
            store.touches.set_people(touch.id, *people)
        gratitude.again(session, touch.id, touch.item.on)
        store.refresh()
        item = store.touches.get(touch.id)
        store.summary = f"changed {summary(item)}"
    return item


def remove(session: Session, touch: Touched) -> Interaction:
    """Delete an interaction; the clocks it had reset go back."""
    with session.write():
        session.store.points.open_again(touch.id)
        gratitude.forget(session, touch.id)
        session.store.touches.remove(touch.id)
        session.store.summary = f"removed {summary(touch.item)}"
    return touch.item


def _columns(session: Session, item: Interaction, said: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that the options change."""
    columns: dict[str, Any] = {}
    if said.get("on") is not None:
        columns["day"] = hearing.day(session, said["on"]).isoformat()
    if said.get("note") is not None:
        columns["note"] = hearing.note(said["note"])
    if said.get("event") is not None:
        columns["event"] = session.event(said["event"]).id if said["event"] else None
    if said.get("tag"):
        columns["tags"] = " ".join(_tags(item, said["tag"])) or None
    if said.get("kind") is not None:
        columns |= _kind(item, hearing.kind(session, said["kind"]), said)
    return columns


def _kind(item: Interaction, kind: str | None, said: Mapping[str, Any]) -> dict[str, Any]:
    """Another kind, with what follows from it: who spoke to whom, what a debrief keeps."""
    columns: dict[str, Any] = {"kind": kind}
    if item.direction == direction(item.kind) and not item.attempt:
        columns["direction"] = direction(kind)
    if kind == DEBRIEF and said.get("note") is None:
        columns["note"] = None
    return columns


def _tags(item: Interaction, added: Sequence[str]) -> list[str]:
    """The tags with some more; one empty takes all away."""
    words = [word.lstrip("#+") for each in added for word in each.split()]
    known = {fold(tag): tag for tag in item.tags if list(added) != [""]}
    return [*{**known, **{fold(word): known.get(fold(word), word) for word in words}}.values()]


def _people(
    session: Session, item: Interaction, said: Mapping[str, Any]
) -> tuple[list[int], list[int]] | None:
    """Who took part and who was missed, when the options say so."""
    if not said.get("with_") and said.get("missed") is None:
        return None
    there, missed = _ids(session, item.people), _ids(session, item.missed)
    if said.get("with_"):
        there = [each.id for each in hearing.everyone(session, said["with_"])]
    if said.get("missed") is not None:
        missed = [each.id for each in hearing.everyone(session, filter(None, said["missed"]))]
        there = [id for id in there if id not in missed]
    if not there:
        raise hearing.nobody_left()
    return there, [id for id in missed if id not in there]


def _ids(session: Session, people: Iterable[Ref]) -> list[int]:
    found = (session.store.directory.by_uid(each.uid) for each in people)
    return [each.id for each in found if each]
