"""The arithmetic behind a due day, as steps one can check with a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from . import cadence, days
from .cadence import Interval
from .due import Due, Last, What
from .rhythm import SHOWN, Answer, Applies, Rule, longest

NEARER = {
    "contact": "someone's own rule",
    "group": "a group",
    "role": "a role",
    "tag": "a tag",
    "kind": "a kind",
    "everyone": "everyone",
}


class Step(NamedTuple):
    """One step: what it is, and the day it comes to."""

    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A due item, or one that is not due at all, with how that came about."""

    uid: str
    handle: str
    name: str
    what: What
    about: str | None = None
    due_on: date | None = None
    overdue: int | None = None
    limit_on: date | None = None
    because: str | None = None
    last: Last | None = None
    planned_on: date | None = None
    id: int | None = None
    steps: Sequence[Step] = ()


class Place(NamedTuple):
    """Where the plan puts an item: its day, and how many people that day has by then."""

    day: date
    taken: int
    budget: int
    forced: bool = False
    passed: tuple[str, ...] = ()  # why each day before it was passed over: nights, a full day


# A person's rhythm -------------------------------------------------------------------------


def check_in(
    answer: Answer,
    due: Due,
    selectors: Mapping[int, str],
    snoozed_until: date | None,
    paused_until: date | None,
) -> Iterator[Step]:
    """Yield how a check-in came by its day, and the pause in which it waits now."""
    rule = answer.chosen.rule
    yield anchor(answer.anchored_by, answer.anchor, due.last)
    if answer.ghosted_on:
        yield Step("the third try", answer.ghosted_on)
        yield Step("shown until", answer.ghosted_on + timedelta(days=SHOWN))
        yield Step(f"a reply, or `rescrm wake {due.handle}`, ends it")
        return
    yield Step(f"{_counted(rule)}: rule {rule.id}: {_named(rule, selectors)}")
    yield Step("ideal day", answer.ideal)
    if answer.limit:
        yield Step("limit", answer.limit)
    if answer.snoozed and snoozed_until:
        yield Step("snoozed until", snoozed_until)
    if answer.waits_after:
        tried = "once" if answer.tries == 1 else "twice"
        yield Step(f"tried {tried} without an answer: a little patience", answer.waits_after)
    if due.due_on != answer.due:
        yield Step("the first day after the pause", due.due_on)
    elif due.due_on != answer.ideal:
        yield Step("due", due.due_on)
    is_in_none = due.due_on == answer.due and not paused_until
    quiet = ["not snoozed"] * (not answer.snoozed) + ["no pause"] * is_in_none
    if quiet:
        yield Step(", ".join(quiet))
    if paused_until:
        yield Step(f"paused until {days.spoken(paused_until)}: check-ins wait")


def anchor(anchored_by: str, day: date, last: Last | None) -> Step:
    """What the clock counts from."""
    match anchored_by:
        case "touch":
            return Step(f"last touch: {_told(last)}" if _told(last) else "last touch", day)
        case "met":
            return Step("the day you met; no touch since", day)
        case "skip":
            return Step("skipped: counts from here", day)
        case "rest":
            return Step("left to rest: counts from here", day)
    return Step("added; no touch since", day)


def precedence(
    chosen: Applies, beaten: Iterable[Applies], selectors: Mapping[int, str]
) -> Iterator[Step]:
    """Yield why a rule goes before each of the others."""
    rule, told = chosen.rule, {chosen.rule.id}
    for other in (each.rule for each in beaten):
        if other.id in told:
            continue
        told.add(other.id)
        yield Step(
            f"rule {rule.id} goes before rule {other.id} ({_named(other, selectors)}): "
            f"{_why_first(rule, other)}."
        )


def _why_first(rule: Rule, other: Rule) -> str:
    if rule.scope != other.scope:
        return f"{NEARER[rule.scope]} is nearer than {NEARER[other.scope]}"
    if rule.words == other.words:
        return "they say the same"
    return "of two alike the shorter interval counts"


def _counted(rule: Rule) -> str:
    assert rule.every
    if isinstance(rule.every, Interval):
        return f"+ {longest(rule.every)}"
    return f"then {cadence.gap(rule.every)}"


def _named(rule: Rule, selectors: Mapping[int, str]) -> str:
    return f"{selectors.get(rule.id, rule.scope)}, {rule.words}"


def _told(last: Last | None) -> str:
    if not last:
        return ""
    return ", ".join(filter(None, (last.kind, f'"{last.note}"' if last.note else None)))


# Everything else ---------------------------------------------------------------------------


def occasion(due: Due) -> Iterator[Step]:
    """Yield how a yearly date came by its day."""
    if due.limit_on:
        lead = (due.limit_on - due.due_on).days
        yield Step(due.about or "date", due.limit_on)
        ahead = {0: "due on the day itself", 1: "due a day ahead"}
        yield Step(ahead.get(lead, f"due {lead} days ahead"), due.due_on)


def commitment(due: Due, said_on: date, by: date) -> Iterator[Step]:
    """Yield how a promise, an ask, a thank-you or a follow-up came by its day."""
    yield Step(f"{due.because}: {due.about}" if due.about else due.because, said_on)
    if by != due.due_on:
        yield Step("was to be done by", by)
        yield Step("snoozed until", due.due_on)
    else:
        yield Step("to be done by", by)
    if due.limit_on and due.limit_on != due.due_on:
        yield Step("limit", due.limit_on)


def group(due: Due) -> Iterator[Step]:
    """Yield how a group came by its day."""
    yield Step("last meeting", due.last.on) if due.last else Step("no meeting yet")
    rhythm, _, missed = due.because.partition("; ")
    yield Step(f"+ {rhythm.removeprefix('every ')}: its rhythm, {rhythm}")
    yield Step("due", due.due_on)
    if missed:
        yield Step(missed)


# What all end with -------------------------------------------------------------------------


def ending(due: Due, allowance: int, place: Place | None, today: date) -> Iterator[Step]:
    """Yield how pressing something is, and where the plan puts it."""
    if due.overdue >= 0:
        over = "1 day" if due.overdue == 1 else f"{due.overdue} days"
        yield Step(f"pressure {due.overdue / allowance:.2f}: {over} over / {allowance}")
    if place:
        if place.passed:
            yield Step(f"moved {_days(len(place.passed))}: {_passed(place.passed)}")
        when = {0: "today", 1: "tomorrow"}.get((place.day - today).days, days.spoken(place.day))
        yield Step(f"plan: {when} ({_room(place)})", place.day)


def _passed(reasons: Sequence[str]) -> str:
    counts = {each: reasons.count(each) for each in dict.fromkeys(reasons)}
    return ", ".join(each if len(counts) == 1 else f"{n} for {each}" for each, n in counts.items())


def _room(place: Place) -> str:
    if place.forced:
        return "no free day before it"
    if place.taken > place.budget:
        return f"{place.taken} people on {place.budget} places: what is promised keeps its day"
    return f"{place.taken} of {place.budget} places taken"


def headline(due: Due, today: date) -> str:
    """When something is due, in a sentence."""
    if due.what is What.DATE and due.limit_on:
        ahead = {0: "today", 1: "tomorrow"}.get((due.limit_on - today).days)
        when = ahead or f"in {_days((due.limit_on - today).days)}"
        return f"{due.name}: {due.about} on {days.spoken(due.limit_on)} ({when})."
    who = due.name if due.what in (What.CHECK_IN, What.GROUP) else _of(due)
    day = days.spoken(due.due_on)
    match due.overdue:
        case 0:
            return f"{who} is due today, {day}."
        case over if over > 0:
            return f"{who} is due since {day} ({_days(over)})."
    return f"{who} is due on {day} (in {_days(-due.overdue)})."


def lines(headline: str, steps: Iterable[Step]) -> Iterator[str]:
    """The steps as a person reads them: the day first, what it is beside it."""
    yield headline
    for text, day in steps:
        mark, colon, rest = text.partition(": ")
        if day:
            yield f"  {day_only(day):<11}  {text}"
        elif colon and mark.startswith(("+ ", "then ")):
            yield f"  {mark:<11}  {rest}"
        else:
            yield f"  {text}"


def day_only(day: date) -> str:
    """`2 Oct 2026`: a day without its weekday."""
    return days.spoken(day).partition(" ")[2]


def _of(due: Due) -> str:
    number = f" {due.id}" if due.id is not None else ""
    about = f', "{due.about}",' if due.about else ""
    return f"{due.name}: {due.what}{number}{about}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
