"""A group on one screen: who comes, who was missed, when you meet next, what to talk about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from ...core import days, prompts, ritual
from ...core.coverage import SEVERAL, Covered, cover, often
from ...core.identity import ME
from ...core.model import Commitment, What
from ...core.network import Group, Member
from ...core.points import Point
from ...session import Session, Thing
from ...view.listing import Line, Span, tied

ABOUT_LIFE = frozenset({"pod", "peer", "support", "wellness"})
NEXT = 3  # meetings ahead that are shown
LABEL = 10


class Meeting(NamedTuple):
    """A meeting ahead; ``at`` is the time of day, where the ritual has one."""

    on: date
    at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait(Group):
    """A group with its coverage, the meetings ahead, and what is open in it."""

    next: tuple[Meeting, ...] = ()
    coverage: tuple[Covered, ...] = ()
    prompt: str | None = None
    points: tuple[Point, ...] = ()
    asks: tuple[Commitment, ...] = ()
    hand_overs: tuple[Commitment, ...] = ()
    link: str | None = None


def of(session: Session, circle: Thing) -> Portrait:
    """All that there is to know before the group meets."""
    store = session.store
    group = store.groups.one(circle.id)
    open_ones = [each for each in store.commitments.of_group(circle.id) if not each.done_on]
    return Portrait(
        **values(group),
        next=tuple(_next(session, circle, group)),
        coverage=tuple(_coverage(session, circle, group)),
        prompt=_prompt(session, circle, group),
        points=tuple(store.points.of_group(circle.id)),
        asks=tuple(_asks(open_ones, group)),
        hand_overs=tuple(each for each in open_ones if each.what is What.HAND_OVER),
        link=store.groups.link(circle.id),
    )


def values(group: Group) -> dict[str, Any]:
    """The fields of a group by name."""
    return {field.name: getattr(group, field.name) for field in fields(Group)}


def _next(session: Session, circle: Thing, group: Group) -> Iterator[Meeting]:
    """The next meetings on days of their own: today's too, until it is logged."""
    if not group.meets:
        return
    meets = ritual.read(group.meets)
    start = session.store.groups.kept_on(circle.id)
    pauses = [(each.from_, each.to) for each in session.store.rules.pauses()]
    ahead = ritual.gatherings(meets, session.today, date.max, start, pauses)
    coming = (each for each in ahead if not group.last or each.on > group.last)
    for each in islice(coming, NEXT):
        yield Meeting(each.on, f"{each.at:%H:%M}" if each.at else None)


def _coverage(session: Session, circle: Thing, group: Group) -> list[Covered]:
    gatherings = session.store.gatherings
    members = dict.fromkeys((each.handle, each.name) for each in group.members)
    return cover(
        [each for each in members if each[0] != ME],
        gatherings.marks(circle.id),
        gatherings.alone(circle.id),
        gatherings.resting(circle.id),
    )


def _prompt(session: Session, circle: Thing, group: Group) -> str | None:
    if ABOUT_LIFE.isdisjoint(group.type.split("-")):
        return None
    return prompts.prompt(group.handle, session.store.gatherings.count(circle.id))


def _asks(open_ones: Iterable[Commitment], group: Group) -> Iterator[Commitment]:
    """What people were asked for the group, and not only at a meeting of it."""
    for each in open_ones:
        if each.what is What.ASK and each.group == group.handle:
            yield each


# On the screen -------------------------------------------------------------------------------


def lines(session: Session, group: Group) -> Iterator[Line]:
    """The group and who is in it; of a portrait, what there is to know of each, and the rest."""
    yield _head(session, group)
    covered = {each.handle: each for each in getattr(group, "coverage", ())}
    for member in group.members:
        yield f"  {_member(session, member, covered.get(member.handle))}"
    if isinstance(group, Portrait):
        yield from _rest(session, group)


def _head(session: Session, group: Group) -> Line:
    about = [group.type, group.every, f"meets {group.meets}" if group.meets else None]
    if group.last:
        about.append(f"last {tied(days.short(group.last, session.today))}")
    if group.due_on:
        word = "due since" if group.due_on < session.today else "next"
        about.append(f"{word} {tied(days.short(group.due_on, session.today))}")
    told = " · ".join(filter(None, about))
    return (Span(tied(group.name), "bold"), " ", Span(f"({group.handle})", "dim"), f"  {told}")


def _member(session: Session, member: Member, covered: Covered | None) -> str:
    name = "you" if member.handle == ME else tied(member.name)
    told = [member.role] if member.role else []
    if member.from_ and member.from_ > session.today:
        told.append(f"from {tied(days.spoken(member.from_))}")
    if member.to:
        told.append(f"until {tied(days.spoken(member.to))}")
    role = ", ".join(told)
    seen = list(_seen(session, covered)) if covered else []
    return f"{name}  {' · '.join(filter(None, [role, *seen]))}".rstrip()


def _seen(session: Session, covered: Covered) -> Iterator[str]:
    """`missed twice · last there Sat 10 Oct · just you two Mon 2 Nov`."""
    if covered.missed >= SEVERAL:
        yield f"missed {often(covered.missed)}"
    if covered.last_meeting:
        yield f"last there {tied(days.short(covered.last_meeting, session.today))}"
    if covered.last_alone:
        yield f"just you two {tied(days.short(covered.last_alone, session.today))}"


def _rest(session: Session, group: Portrait) -> Iterator[Line]:
    if group.next:
        yield _labelled("meets", " · ".join(_when(session, each) for each in group.next))
    yield from to_do(group.hand_overs)
    for ask in group.asks:
        yield _labelled("asked", _ask(ask))
    for point in group.points:
        yield _labelled("to talk", point.text)
    if group.prompt:
        yield _labelled("to ask", group.prompt)
    if group.link:
        yield _labelled("link", tied(group.link))


def to_do(hand_overs: Iterable[Commitment]) -> Iterator[Line]:
    """What the ends of the user's terms ask for, a line each."""
    for each in hand_overs:
        yield _labelled("to do", f"{each.about}, by {tied(days.spoken(each.by))}, id {each.id}")


def _labelled(label: str, text: str) -> Line:
    return (Span(f"  {label:<{LABEL}}", "dim"), text)


def _when(session: Session, meeting: Meeting) -> str:
    day = days.short(meeting.on, session.today)
    return tied(f"{day} {meeting.at}" if meeting.at else day)


def _ask(each: Commitment) -> str:
    """`Dr. Lee: a talk on ECGs, by Fri 4 Dec 2026 (invited), id 3`."""
    by = tied(days.spoken(each.by))
    return f"{tied(each.name)}: {each.about}, by {by} ({each.state or 'asked'}), id {each.id}"
