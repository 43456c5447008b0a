"""What came of a group, in words: who came, what was kept, whom it brought, where they went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...core import days
from ...core.career import Position, label
from ...core.model import Commitment, What
from ...core.network import Group
from ...core.outcome import Attendance, Found, Move, Occasion
from ...core.points import Point
from ...session import Session, Thing
from ...view.listing import Line, Span, tied
from .portrait import values

LABEL = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Group):
    """A group with all that came of it."""

    since: date
    meetings: int
    came: tuple[Attendance, ...] = ()
    promises: tuple[Commitment, ...] = ()
    asks: tuple[Commitment, ...] = ()
    met: tuple[Found, ...] = ()
    events: tuple[Occasion, ...] = ()
    hand_overs: tuple[Commitment, ...] = ()
    points: tuple[Point, ...] = ()
    moves: tuple[Move, ...] = ()


def of(session: Session, circle: Thing) -> Report:
    """What came of a group up to today."""
    store, gatherings = session.store, session.store.gatherings
    said = store.commitments.of_group(circle.id)
    since = gatherings.began(circle.id)
    return Report(
        **values(store.groups.one(circle.id)),
        since=since,
        meetings=gatherings.count(circle.id),
        came=tuple(gatherings.came(circle.id)),
        promises=_those(said, What.PROMISE),
        asks=_those(said, What.ASK),
        met=tuple(gatherings.found(circle.id)),
        events=tuple(gatherings.events(circle.id)),
        hand_overs=_those(said, What.HAND_OVER),
        points=tuple(each for each in store.points.of_group(circle.id, done=True) if each.done_on),
        moves=tuple(_moves(session, circle, since)),
    )


def _those(said: Iterable[Commitment], what: What) -> tuple[Commitment, ...]:
    return tuple(each for each in said if each.what is what)


def _moves(session: Session, circle: Thing, since: date) -> Iterator[Move]:
    """Where its people went on to since it began, the earliest move first of each."""
    people = session.store.gatherings.ever(circle.id)
    histories = session.store.positions.histories([each.id for each in people])
    for each in people:
        before = Position()
        for position in reversed(histories[each.id]):
            to = label(position)
            if position.from_ and position.from_ > since and to and _is_new(before, position):
                yield Move(each.handle, each.name, to, position.from_)
            before = position


def _is_new(before: Position, position: Position) -> bool:
    """Whether somewhere is another place or another stage; a year more of the same is neither."""
    same = (before.organisation, before.title) == (position.organisation, position.title)
    return not same or not (position.stage or "").upper().startswith("PGY")


# On the screen -------------------------------------------------------------------------------


def lines(session: Session, report: Report) -> Iterator[Line]:
    """The report as one reads it: a sentence, then what there is of each kind."""
    yield (
        Span(tied(report.name), "bold"), " ", Span(f"({report.handle})", "dim"),
        f"  {report.type} · {_met(report)}",
    )  # fmt: skip
    for name, told in _parts(session, report):
        for each in told:
            yield (Span(f"  {name:<{LABEL}}", "dim"), each)
            name = ""


def _met(report: Report) -> str:
    since = f"since {tied(days.spoken(report.since))}"
    if not report.meetings or not report.last:
        return f"{since} · no meeting yet"
    last = tied(days.spoken(report.last))
    if report.meetings == 1:
        return f"{since} · one meeting, {last}"
    return f"{since} · {report.meetings} meetings, the last {last}"


def _parts(session: Session, report: Report) -> Iterator[tuple[str, Iterable[str]]]:
    yield "came", (_came(each, report) for each in report.came)
    yield "talked about", (_dated(each.text, each.done_on) for each in report.points)
    yield "promised", (_owed(each) for each in report.promises)
    yield "asked", (_asked(each) for each in report.asks)
    yield "met through it", (_dated(tied(each.name), each.on) for each in report.met)
    yield "events", (_dated(each.name, each.on) for each in report.events)
    yield "hand-over", (_owed(each) for each in report.hand_overs)
    yield "went on", (_moved(each, session.today) for each in report.moves)


def _came(each: Attendance, report: Report) -> str:
    """`Ana Torres, 13 of 14 meetings`; a guest came so often, of how many is not said."""
    name = tied(each.name)
    if not each.member:
        return f"{name}, a guest, {_times(each.times)}" if each.times else name
    meetings = "1 meeting" if report.meetings == 1 else f"{report.meetings} meetings"
    told = f"{name}, {each.times} of {meetings}"
    return f"{told}, missed {_times(each.missed)}" if each.missed else told


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _dated(text: str, day: date | None) -> str:
    return f"{text}, {tied(days.spoken(day))}" if day else text


def _owed(each: Commitment) -> str:
    """`Ben Adler: the QI deck, kept Fri 27 Nov 2026`."""
    done = f"done {tied(days.spoken(each.done_on))}" if each.done_on else ""
    return f"{tied(each.name)}: {each.about}, {done or 'by ' + tied(days.spoken(each.by))}"


def _asked(each: Commitment) -> str:
    """`Dr. Lee: a talk on ECGs, thanked`."""
    about = f"{tied(each.name)}: {each.about}, {each.state or 'asked'}"
    return about if each.done_on else f"{about}, by {tied(days.spoken(each.by))}"


def _moved(each: Move, today: date) -> str:
    word = "from" if each.from_ > today else "since"
    return f"{tied(each.name)}: {each.to}, {word} {tied(days.spoken(each.from_))}"
