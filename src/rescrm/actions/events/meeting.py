"""Meeting someone at an event: the person, the touch, what was promised, the follow-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ...core import encounter, follow_up, pledges
from ...core.contact import Address, Phone
from ...core.encounter import Encounter
from ...core.folding import fold, pieces
from ...core.identity import Named
from ...core.model import Commitment, Interaction, Ref, What
from ...core.pledges import Pledge
from ...errors import UsageError
from ...session import Session, Thing, quoted
from ...store.events import Met
from .. import touch
from . import closing, unclear, whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Interaction):
    """An interaction at an event, with all that its line brought about."""

    handle: str
    name: str
    organisation: str | None
    title: str | None
    stage: str | None
    specialty: str | None
    emails: tuple[Address, ...]
    phones: tuple[Phone, ...]
    discussed: str | None
    next_step: str | None
    promises: tuple[Commitment, ...] = ()
    asks: tuple[Commitment, ...] = ()
    follow_up: Commitment | None = None
    new_people: tuple[Ref, ...] = ()
    left: tuple[Left, ...] = ()


class Left(NamedTuple):
    """What was said of someone and not taken over: the card has something else."""

    field: str
    said: str
    card: str


class Understood(NamedTuple):
    """A line about someone, with the person it means; None for someone new."""

    line: str
    said: Encounter
    who: Named | None
    promises: Sequence[Pledge]
    asks: Sequence[Pledge]


# One line a person ---------------------------------------------------------------------------


def meet(
    session: Session, event: Thing, lines: Sequence[str], settles: int | None = None
) -> list[Meeting]:
    """Keep who was met and what was said, as one step; said again, it is brought up to date.

    ``settles`` is a line that could not be understood before, and is cleared up by these.
    Raises what `understand` raises, UsageError (2) for a new name in two lines, and NotFound (4)
    when there is no such line.
    """
    if settles is not None:
        unclear.one(session, event, settles)
    understood = [understand(session, event, line) for line in lines]
    _refuse_twice([fold(each.said.name) for each in understood if not each.who], understood)
    with session.write():
        if settles is not None:
            session.store.events.unclear.settle(settles)
        met = {each.uid: each for each in (keep(session, event, one) for one in understood)}
        names = ", ".join(each.name for each in met.values())
        session.store.summary = f"met {names} at {event.name}"
        return list(met.values())


def _refuse_twice(names: Sequence[str], lines: Sequence[Understood]) -> None:
    for each in lines:
        if not each.who and not each.said.is_new and names.count(fold(each.said.name)) > 1:
            raise UsageError(
                f"{each.said.name} is in two of the lines. Put what belongs to one person into "
                f"one line; **{each.said.name}** is someone else of that name."
            )


def understand(session: Session, event: Thing, line: str) -> Understood:
    """What a line says, and about whom; nothing is written.

    Raises UsageError (2) for a line without a name or a day that cannot be read, and what
    naming a person raises (3, 4).
    """
    said = encounter.read(line)
    promises, asks = _pledges(session, said.promised), _pledges(session, said.asked)
    who = _who(session, event, line, said)
    if not who:
        whom.refuse_no_name(session, said.name)
    return Understood(line, said, who, promises, asks)


def keep(session: Session, event: Thing, understood: Understood) -> Meeting:
    """Write what was understood, inside the caller's write, and read it back."""
    line, said, who, promises, asks = understood
    store = session.store
    id = who.id if who else _add(session, event, said)
    left = _describe(session, event, id, said)
    _keep(session, event, id, line)
    for what, given in ((What.PROMISE, promises), (What.ASK, asks)):
        for pledge in given:
            _owe(session, event, id, what, pledge)
    store.refresh()
    met = replace(_read(session, event, id, is_new=who is None), left=left)
    store.summary = f"met {met.name} at {event.name}"
    return met


def former_lines(session: Session, event: Thing, contact: int) -> list[str]:
    """What was typed about someone who was met there already."""
    before = next(iter(session.store.events.met(event.id, contact)), None)
    return before.lines.split("\n") if before else []


def _pledges(session: Session, said: tuple[str, ...]) -> list[Pledge]:
    order = session.settings.date_order
    return [pledges.read(each, session.today, order) for each in said]


def _who(session: Session, event: Thing, line: str, said: Encounter) -> Named | None:
    """The person who is meant; None for someone new."""

    def retyped(handle: str) -> str:
        name = f"**{said.name}**" if said.is_new else said.name
        return quoted(["rescrm", "event", "met", event.handle, line.replace(name, handle, 1)])

    found = whom.fitting(session, said.name, starred=said.is_new)
    if said.is_new and found:
        found = _namesakes(session, event, line, found)
    return whom.one_of(session, said.name, found, retyped)


def _namesakes(session: Session, event: Thing, line: str, found: list[Named]) -> list[Named]:
    """Whom a name between stars can mean: this very line was about them, or none there was.

    A second one of a name that was met there is someone else, as the stars say.
    """
    typed = one_line(line)
    lines = {each.id: former_lines(session, event, each.id) for each in found}
    same = [each for each in found if typed in lines[each.id]]
    return same or [each for each in found if not lines[each.id]]


def _add(session: Session, event: Thing, said: Encounter) -> int:
    day = whom.day_of(session, event).isoformat()
    return whom.add(session, said.name, said.called, met_at=event.id, met_on=day)


def _describe(session: Session, event: Thing, id: int, said: Encounter) -> tuple[Left, ...]:
    """Put on the card what was not known; what is there stays, and what was left is told."""
    people, card = session.store.people, session.store.contacts.one(id)
    told = {
        "organisation": said.organisation,
        "stage": said.stage,
        "specialty": said.specialty,
        "title": said.title,
    }
    new: dict[str, object] = {
        key: value for key, value in told.items() if value and not getattr(card, key)
    }
    if session.store.targets.of(event.id, id) and not (card.met_at or card.met_on):
        new |= {"met_at": event.id, "met_on": whom.day_of(session, event).isoformat()}
    if new:
        people.change(id, **new)
    for kind, value in said.ways:
        people.add_channel(id, kind, value)
    both = [(key, value, getattr(card, key)) for key, value in told.items() if value]
    return tuple(Left(*each) for each in both if each[2] and not _says(each[2], each[1]))


def _says(card: str, said: str) -> bool:
    """Whether a card tells all that was said: `University of California` and `California`."""
    return {*pieces(said)} <= {*pieces(card)}


def _keep(session: Session, event: Thing, id: int, line: str) -> None:
    """The meeting, its touch and its follow-up; a line said again joins the former ones."""
    store = session.store
    before = next(iter(store.events.met(event.id, id)), None)
    lines = before.lines.split("\n") if before else []
    was = _merged(lines)
    typed = one_line(line)
    if typed not in lines:
        lines.append(typed)
    now = _merged(lines)
    assert now
    store.events.meet(event.id, id, "\n".join(lines), now.discussed, now.next_step)
    _touch(session, event, id, was.note if was else None, now.note)
    _follow_up(session, event, id, before, now.discussed)


def one_line(line: str) -> str:
    """A line as it is kept, each blank one space."""
    return " ".join(line.split())


def _merged(lines: list[str]) -> Encounter | None:
    said = encounter.kept(lines)
    return encounter.merged(said) if said else None


def _touch(session: Session, event: Thing, id: int, was: str | None, now: str | None) -> None:
    """One touch a person; a note that was edited since is left as it is."""
    touches = session.store.touches
    there = session.store.events.touch(event.id, id)
    if there is None:
        touches.log(whom.day_of(session, event), [id], kind="conference", note=now, event=event.id)
    elif now != was and touches.get(there).note == was:
        touches.change(there, note=now)


def _follow_up(
    session: Session, event: Thing, id: int, before: Met | None, discussed: str | None
) -> None:
    commitments = session.store.commitments
    if not before or before.follow_up is None:
        _, last = session.store.events.days(event.id)
        day = closing.next_free(session, event) or follow_up.first_day(last)
        limit = follow_up.limit(last)
        commitments.add(What.FOLLOW_UP, id, discussed, day, limit_on=limit, event=event.id)
    elif discussed != before.discussed:
        commitments.change(before.follow_up, about=discussed)


def _owe(session: Session, event: Thing, id: int, what: What, pledge: Pledge) -> None:
    """Keep a promise or an ask; said again, only its day is new."""
    commitments = session.store.commitments
    for each in commitments.open(what, id):
        if each.event == event.handle and _same(each.about or "", pledge.what):
            if pledge.by and pledge.by != each.by:
                new = pledge.by.isoformat()
                commitments.change(each.id, due_on=new, limit_on=new, snoozed_until=None)
            return
    by = pledge.by or touch.promise_day(session)
    commitments.add(what, id, pledge.what, by, event=event.id)


def _same(one: str, other: str) -> bool:
    """Whether two promises are one: `the dataset` is `dataset`."""
    bare = [re.sub(r"^(?:the|a|an|my|our) ", "", fold(each)) for each in (one, other)]
    return bare[0] == bare[1]


def _read(session: Session, event: Thing, id: int, *, is_new: bool) -> Meeting:
    store = session.store
    met = next(iter(store.events.met(event.id, id)), None)
    there = store.events.touch(event.id, id)
    card = store.contacts.one(id)
    assert there
    owed = {
        what: tuple(each for each in store.commitments.open(what, id) if each.event == event.handle)
        for what in (What.PROMISE, What.ASK)
    }
    return Meeting(
        **touch.values(store.touches.get(there)),
        handle=card.handle,
        name=card.name,
        organisation=card.organisation,
        title=card.title,
        stage=card.stage,
        specialty=card.specialty,
        emails=card.emails,
        phones=card.phones,
        discussed=met.discussed if met else None,
        next_step=met.next_step if met else None,
        promises=owed[What.PROMISE],
        asks=owed[What.ASK],
        follow_up=store.commitments.get(met.follow_up) if met and met.follow_up else None,
        new_people=(Ref(uid=card.uid, handle=card.handle, name=card.name),) if is_new else (),
    )
