"""The day's digest: a few lines to begin the day with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import TextWrapper
from typing import NamedTuple

from . import goals
from .days import short
from .due import Due, What
from .goals import Goal
from .topics import is_greeting, topic

WIDTH = 80
INDENT = 12
A_PERSON = 5  # minutes
AT_REST = "three tries had no answer, so nothing is planned; a reply ends the rest"
LONGEST_HINT = 60  # of what was last talked about; a longer note says more than a line can

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MINUTES = ("no", "five", "ten", "fifteen", "twenty", "twenty-five", "thirty", "thirty-five")


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a day brings, each thing once; the names are the JSON keys."""

    day: date
    overdue: tuple[Due, ...] = ()
    today: tuple[Due, ...] = ()
    soon: tuple[Due, ...] = ()
    dates: tuple[Due, ...] = ()
    promises: tuple[Due, ...] = ()
    asks: tuple[Due, ...] = ()
    goals: tuple[Goal, ...] = ()
    resting: tuple[Due, ...] = ()  # who did not answer three times, told for a week


def make(
    day: date,
    due: Sequence[Due],
    coming: Sequence[Due],
    plan: Sequence[Due],
    aims: Sequence[Goal] = (),
    resting: Sequence[Due] = (),
) -> Digest:
    """Sort what is due, what is coming this week and what is planned into a digest.

    Promises, asks and dates have their own lists, planned or not. Of the rest, `overdue` and
    `today` hold what the plan has for the day, `soon` what comes after it; what is due and not
    planned this week is left to `rescrm due`. A planned item without ``planned_on`` is for the
    day itself.
    """
    planned = [each if each.planned_on else each._replace(planned_on=day) for each in plan]
    held: dict[str, list[Due]] = {}
    for item in _each_once((*planned, *due, *coming)):
        held.setdefault(_list_of(item, day), []).append(item)
    return Digest(
        day=day,
        overdue=tuple(held.get("overdue", ())),
        today=tuple(held.get("today", ())),
        soon=_by_day(held.get("soon", ())),
        dates=_by_day(held.get("dates", ())),
        promises=_by_day(held.get("promises", ())),
        asks=_by_day(held.get("asks", ())),
        goals=tuple(aims),
        resting=tuple(resting),
    )


def _each_once(items: Iterable[Due]) -> Iterable[Due]:
    seen: dict[tuple[object, ...], Due] = {}
    for item in items:
        seen.setdefault((item.uid, item.what, item.id, item.about), item)
    return seen.values()


def _list_of(item: Due, day: date) -> str:
    match item.what:
        case What.PROMISE:
            return "promises"
        case What.ASK:
            return "asks"
        case What.DATE:
            return "dates"
    if item.planned_on is not None and item.planned_on <= day:
        return "overdue" if item.due_on < day else "today"
    return "soon" if item.planned_on or item.due_on > day else "waits"


def _by_day(items: Iterable[Due]) -> tuple[Due, ...]:
    return tuple(sorted(items, key=_shown_on))


def _shown_on(item: Due) -> date:
    if item.what == What.DATE:  # due some days ahead, and over on the day itself
        return item.limit_on or item.due_on
    return item.planned_on or item.due_on


def is_empty(digest: Digest) -> bool:
    """Whether there is nothing to say; a goal alone is no news, nor is who rests."""
    lists = (digest.overdue, digest.today, digest.soon, digest.dates, digest.promises, digest.asks)
    return not any(lists)


# Saying it ---------------------------------------------------------------------------------


class Page(NamedTuple):
    """The digest in words: a headline, and sections with their entries; the empty ones left out."""

    headline: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    nothing: str = ""  # the sentence for a day without anything


def page(digest: Digest) -> Page:
    """What the digest says, in whatever form it is then written."""
    said = [*digest.promises, *digest.asks]
    due = [each for each in said if _shown_on(each) <= digest.day]
    now = [*digest.overdue, *digest.today, *due]
    later = [*digest.soon, *(each for each in said if _shown_on(each) > digest.day)]
    sections = (
        ("Today", [_line(each) for each in now]),
        ("This week", [f"{_when(each, digest.day)}  {_line(each)}" for each in _by_day(later)]),
        ("Dates", [f"{_when(each, digest.day)}  {_line(each)}" for each in digest.dates]),
        ("Resting", [f"{each.name}: {AT_REST}" for each in digest.resting]),
        ("Goals", [goals.line(digest.goals)] if digest.goals else []),
    )
    return Page(
        headline=_headline(digest.day, now),
        sections=tuple((label, tuple(entries)) for label, entries in sections if entries),
        nothing="Nothing is planned. Enjoy the day." if is_empty(digest) else "",
    )


def text(digest: Digest) -> list[str]:
    """The digest as lines of 80 columns; only a word that is longer reaches over."""
    told = page(digest)
    lines = [told.headline, *(["", told.nothing] if told.nothing else [])]
    body = [line for label, entries in told.sections for line in _section(label, entries)]
    return [*lines, "", *body] if body else lines


def _headline(day: date, now: Sequence[Due]) -> str:
    spoken = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
    people = len({each.handle for each in now})
    if not people:
        return f"{spoken} · nobody today"
    noun = "person" if people == 1 else "people"
    minutes = MINUTES[people] if people < len(MINUTES) else people * A_PERSON
    return f"{spoken} · {goals.number(people)} {noun} today, about {minutes} minutes"


def _section(label: str, entries: Iterable[str]) -> Iterator[str]:
    wrapper = TextWrapper(width=WIDTH, break_long_words=False, break_on_hyphens=False)
    wrapper.subsequent_indent = " " * INDENT
    for entry in entries:
        wrapper.initial_indent = label.ljust(INDENT)
        yield from wrapper.wrap(entry)
        label = ""


def _when(item: Due, day: date) -> str:
    on = _shown_on(item)
    if on == day:
        return "today"
    spoken = short(on, day)
    return spoken[:3] if 0 < (on - day).days < 7 else spoken


def _line(item: Due) -> str:
    over = f" ({item.overdue} {'day' if item.overdue == 1 else 'days'} over)" * (item.overdue > 0)
    about = f": {item.about}" if item.about else ""
    match item.what:
        case What.PROMISE:
            return f"{item.name}: {item.about or 'something'}, as you promised{over or _by(item)}"
        case What.ASK:
            return f"{item.name}: you asked for {item.about or 'something'}{over or _by(item)}"
        case What.DATE:
            return f"{item.name}, {item.about or 'a date'}"
        case What.CHECK_IN:
            return f"{item.name}{f', {item.about}' if item.about else ''}{over}{_hint(item)}"
        case What.GROUP:  # `every 2 weeks; Dee was missed twice`
            missed = item.because.partition("; ")[2]
            return f"{item.name}, group{over}{f': {missed}' if missed else ''}"
    return f"{item.name}, {item.what}{over}{about}"


def _by(item: Due) -> str:
    """The day by which it is to be done, where the plan has it on an earlier one."""
    return f" (by {short(item.due_on, _shown_on(item))})" if item.due_on > _shown_on(item) else ""


def _hint(item: Due) -> str:
    note = " ".join(((item.last and item.last.note) or "").split())
    said = topic(note) or ("" if is_greeting(note) else note)
    return f": last time, {said}" if 0 < len(said) <= LONGEST_HINT else ""
