"""Why someone is due, or is not: what the store knows, told as steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from ..core import days, reasons
from ..core.almanac import plus
from ..core.due import Due, What
from ..core.identity import Named
from ..core.plan import Placed, taken
from ..core.reasons import Place, Step, Why
from ..core.rhythm import ATTEMPTS, LAST_DAY, Relationship, decide, on_day, stretches, unanswered
from ..session import Session, Thing
from . import schedule

TRIED = "rests: three tries had no answer."


class Told(NamedTuple):
    """An item with the sentence that stands above its steps."""

    headline: str
    item: Why


def person(session: Session, who: Named) -> list[Told]:
    """All that falls due of one person, the check-in first; why there is none comes first too."""
    found = session.store.dues.of(who.id)
    placed = _placed(session, [due for due, _ in found])
    told = [_told(session, who, due, allowance, placed) for due, allowance in found]
    if any(each.item.what is What.CHECK_IN for each in told):
        return told
    return [_never_due(session, who), *told]


def group(session: Session, circle: Thing) -> list[Told]:
    """Why a group is due: its meeting, and what the end of a term asks for."""
    found = session.store.dues.of_group(circle.id)
    placed = _placed(session, [due for due, _ in found])
    return [_of_group(session, due, allowance, placed) for due, allowance in found]


def _of_group(session: Session, due: Due, allowance: int, placed: list[Placed]) -> Told:
    ending = reasons.ending(due, allowance, _place(session, due, placed), session.today)
    steps = reasons.group(due) if due.what is What.GROUP else _said(session, due)
    return _one(session, due, [*steps, *ending], placed)


def _told(session: Session, who: Named, due: Due, allowance: int, placed: list[Placed]) -> Told:
    ending = reasons.ending(due, allowance, _place(session, due, placed), session.today)
    if due.what is What.CHECK_IN:
        return _check_in(session, who, due, list(ending), placed)
    return _one(session, due, [*_said(session, due), *ending], placed)


def _check_in(
    session: Session, who: Named, due: Due, ending: list[Step], placed: list[Placed]
) -> Told:
    clock = _clock(session, who)
    answer = clock and on_day(clock, session.today, session.settings.cooldown)
    assert clock and answer
    selectors = session.store.rules.selectors([answer.chosen.rule.id])
    paused_until = session.store.pause_now
    rhythm = reasons.check_in(answer, due, selectors, clock.snoozed_until, paused_until)
    steps = [*rhythm, *ending]
    told = _one(session, due, [*steps, *_more(session, clock)], placed)
    return told._replace(headline=f"{due.name} {TRIED}") if answer.ghosted_on else told


def _said(session: Session, due: Due) -> Iterator[Step]:
    if due.what is What.DATE:
        return reasons.occasion(due)
    assert due.id is not None
    return reasons.commitment(due, *session.store.commitments.said(due.id))


def _one(session: Session, due: Due, steps: list[Step], placed: list[Placed]) -> Told:
    place = _place(session, due, placed)
    values = due._asdict()
    values |= {"planned_on": place.day if place else None, "steps": tuple(steps)}
    return Told(reasons.headline(due, session.today), Why(**values))


def _more(session: Session, clock: Relationship) -> Iterator[Step]:
    """What follows the arithmetic: the rules it beat, a change to come."""
    yield from _precedence(session, clock)
    yield from _next(session, clock)


def _precedence(session: Session, clock: Relationship) -> Iterator[Step]:
    chosen, beaten = decide(clock.rules, session.today)
    if chosen:
        ids = [chosen.rule.id, *(each.rule.id for each in beaten)]
        yield from reasons.precedence(chosen, beaten, session.store.rules.selectors(ids))


def _next(session: Session, clock: Relationship) -> Iterator[Step]:
    """The next change that is known already: a touch that is planned, a role that ends."""
    today = session.today
    coming = stretches(clock, today, session.settings.cooldown)
    for first, _, answer in coming:
        if first > today:
            yield Step(f"from that day on: due {days.spoken(answer.due)}", first)
            return


def _never_due(session: Session, who: Named) -> Told:
    """Someone whom no rhythm has due today, and why."""
    clock = _clock(session, who)
    sentence, steps = _rest(session, who, clock)
    if clock:
        steps = [*steps, *_precedence(session, clock), *_next(session, clock)]
    why = Why(
        uid=who.uid,
        handle=who.handle,
        name=who.name,
        what=What.CHECK_IN,
        because=sentence.rstrip("."),
        steps=tuple(steps),
    )
    return Told(f"{who.name} {sentence}", why)


def _rest(session: Session, who: Named, clock: Relationship | None) -> tuple[str, list[Step]]:
    if clock is None:
        return "is set aside: kept, and never due.", [Step(f"`rescrm wake {who.handle}` ends it")]
    back = clock.rests_until
    if back and clock.rested_on and clock.rested_on <= session.today < back:
        said = Step("left to rest", clock.rested_on)
        if back == LAST_DAY:
            return "rests until woken.", [said, Step(f"`rescrm wake {who.handle}` ends it")]
        return f"rests until {days.spoken(back)}.", [said, Step("back on", back)]
    chosen, _ = decide(clock.rules, session.today)
    if not chosen:
        return (
            "has no rule, so nobody counts the days.",
            [Step(f'`rescrm rule set {who.handle} "6 weeks"` sets a rhythm')],
        )
    if not chosen.rule.every:
        selector = session.store.rules.selectors([chosen.rule.id])[chosen.rule.id]
        return "is never due, by rule.", [Step(f"rule {chosen.rule.id}: {selector}, never")]
    tried = unanswered(clock, session.today)[ATTEMPTS - 1]
    ends = Step(f"a reply, or `rescrm wake {who.handle}`, ends it")
    return TRIED, [Step("the third try", tried.day), ends]


def _clock(session: Session, who: Named) -> Relationship | None:
    found = session.store.rules.person(who.id)
    return found.clock if found else None


def _placed(session: Session, dues: Iterable[Due]) -> list[Placed]:
    """The plan as far as these items need it, and no further than the calendar reaches."""
    horizon = plus(session.today, session.settings.horizon, "day") or LAST_DAY
    soon = [due.due_on for due in dues if due.due_on <= horizon]
    return schedule.laid(session, max(soon)) if soon else []


def _place(session: Session, due: Due, placed: list[Placed]) -> Place | None:
    for each in placed:
        if schedule.mark(each.due) == schedule.mark(due):
            budget, passed = session.settings.budget, tuple(_passed(session, each))
            return Place(each.day, taken(placed, each.day), budget, each.forced, passed)
    return None


def _passed(session: Session, placed: Placed) -> Iterator[str]:
    """Why each day from the due day on was passed over, as far as shifts and pauses tell."""
    start = max(placed.due.due_on, session.today)
    blocks = schedule.reasons(session)
    for step in range((placed.day - start).days):
        yield blocks(start + timedelta(days=step)) or "a full day"
