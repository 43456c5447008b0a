"""When someone is due, and why.

    anchor  the latest touch that reached the person; else the day we met; else the day they
            were added; a skip or a rest said later takes its place
    ideal   anchor + the rule's interval, not before the snooze ends
    due     ideal, moved past a pause; limit is anchor + the rule's maximum

What is known about the days ahead (a planned touch, the end of a role) changes the answer by
itself, so the answer is a row of stretches, each true from one day to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from . import cadence
from .cadence import Cadence, Interval

SCOPES = ("contact", "group", "role", "tag", "kind", "everyone")
FIRST_DAY, LAST_DAY = date.min, date.max
NEVER = 1_000_000  # longer than any interval, in 48ths of a day
ATTEMPTS = 3  # this many without an answer, and the contact rests
SHOWN = 7  # days: so long `due` says that it does


class Touch(NamedTuple):
    """An interaction as one person's clock sees it; an attempt is one nobody answered."""

    day: date
    id: int
    attempt: bool = False
    mine: bool = True


class Rule(NamedTuple):
    """How often, for a contact, a group, a role, a tag, a kind or everyone; None is never."""

    id: int
    scope: str
    selector: str
    every: Cadence | None
    max: Cadence | None
    start: date

    @property
    def words(self) -> str:
        """The rule as one says it: "every 6 weeks, at most 10 weeks"."""
        if not self.every:
            return "never"
        limit = f", at most {longest(self.max)}" if self.max else ""
        return cadence.words(self.every) + limit


class Applies(NamedTuple):
    """A rule that decides about someone, on the days it does (a role or a term may end)."""

    rule: Rule
    about: str | None = None
    first: date = FIRST_DAY
    last: date = LAST_DAY


class Relationship(NamedTuple):
    """All of a person that the clock depends on. Touches are in order of day and id."""

    added: date
    met_on: date | None = None
    touches: Sequence[Touch] = ()
    rules: Sequence[Applies] = ()
    skipped_on: date | None = None
    rested_on: date | None = None
    rests_until: date | None = None
    snoozed_on: date | None = None
    snoozed_until: date | None = None
    snoozed_after: int = 0
    woken_after: int = 0


class Answer(NamedTuple):
    """When someone is due as seen from one day, with everything `why` has to tell."""

    anchor: date
    anchored_by: str  # touch, met, added, skip, rest
    last: Touch | None
    chosen: Applies
    beaten: tuple[Applies, ...]
    ideal: date
    due: date  # not before a snooze or the wait after an attempt; pauses come after
    limit: date | None
    snoozed: bool
    tries: int = 0  # attempts in a row that nobody answered
    waits_after: date | None = None  # the last of them
    ghosted_on: date | None = None  # the one after which the contact rests

    @property
    def allowance(self) -> int:
        """The interval in days, by which being overdue is measured."""
        return cadence.allowance(self.chosen.rule.every) if self.chosen.rule.every else 1


class Stretch(NamedTuple):
    """An answer and the first and last day on which it holds."""

    first: date
    last: date
    answer: Answer


def stretches(person: Relationship, today: date, cooldown: int) -> Iterator[Stretch]:
    """Yield what holds from today on, one stretch for each change that is already known."""
    starts = [today, *sorted(day for day in _turning_days(person) if day > today)]
    ends = [day - timedelta(days=1) for day in starts[1:]] + [LAST_DAY]
    waiting: Stretch | None = None
    for first, last in zip(starts, ends, strict=True):
        answer = on_day(person, first, cooldown)
        if waiting and answer == waiting.answer:
            waiting = waiting._replace(last=last)
            continue
        if waiting:
            yield waiting
        waiting = Stretch(first, last, answer) if answer else None
    if waiting:
        yield waiting


def on_day(person: Relationship, day: date, cooldown: int) -> Answer | None:
    """Tell when the person is due as known on a day; None when no rule says so, or at rest."""
    if not any(first <= day <= last for first, last in awake(person, day)):
        return None
    chosen, beaten = decide(person.rules, day)
    if not chosen or not chosen.rule.every:
        return None
    last = last_touch(person, day)
    answer = _count(person, day, last, chosen, beaten)
    attempts = unanswered(person, day)
    if not attempts:
        return answer
    tried = attempts[-1].day
    answer = answer._replace(tries=len(attempts), waits_after=tried)
    if len(attempts) >= ATTEMPTS:
        return _ghosted(answer, attempts[ATTEMPTS - 1].day, day)
    return answer._replace(due=max(answer.due, _later(tried, cooldown)))


def last_touch(person: Relationship, day: date) -> Touch | None:
    """The latest touch up to a day that reached the person, or came from them."""
    seen = (touch for touch in reversed(person.touches) if touch.day <= day)
    return next((touch for touch in seen if not touch.attempt), None)


def unanswered(person: Relationship, day: date) -> list[Touch]:
    """The attempts in a row, up to a day, that nobody has answered."""
    last = last_touch(person, day)
    return [
        touch
        for touch in person.touches
        if touch.attempt
        and touch.day <= day
        and touch.id > person.woken_after
        and (not last or touch[:2] > last[:2])
    ]


def awake(person: Relationship, today: date) -> Iterator[tuple[date, date]]:
    """Yield the stretches of days, from one on, on which the person is not left to rest."""
    back = person.rests_until
    if not back:
        yield today, LAST_DAY
        return
    if person.rested_on and person.rested_on > today:  # said later than the clock now says
        yield today, person.rested_on - timedelta(days=1)
    if back < LAST_DAY:
        yield max(today, back), LAST_DAY


def decide(rules: Iterable[Applies], day: date) -> tuple[Applies | None, tuple[Applies, ...]]:
    """Choose the nearest rule of that day, by scope, then interval; and those that it beat."""
    valid = [each for each in rules if each.first <= day <= each.last]
    ranked = sorted(valid, key=lambda each: _rank(each.rule))
    return (ranked[0], tuple(ranked[1:])) if ranked else (None, ())


def longest(maximum: Cadence) -> str:
    """A maximum gap in words: "10 weeks", "1 month"."""
    said = cadence.gap(maximum)
    return f"1 {said}" if isinstance(maximum, Interval) and maximum.count == 1 else said


def follow_up_ends(touches: Iterable[Touch], last_day: date) -> date | None:
    """The first day on which my own touch after an event makes its follow-up needless."""
    mine = (t.day for t in touches if t.mine and not t.attempt and t.day > last_day)
    return min(mine, default=None)


def outreach_ends(touches: Iterable[Touch], said: date, begins: date | None) -> date | None:
    """The first day on which a letter before an event is needless: in touch, or it has begun."""
    mine = (t.day for t in touches if t.mine and not t.attempt and t.day >= said)
    return min(filter(None, (begins, *mine)), default=None)


def free_day(day: date, pauses: Sequence[tuple[date, date]]) -> date:
    """The first day on or after ``day`` outside all pauses; pauses that touch are one."""
    for first, last in sorted(pauses):
        if first <= day <= last:
            day = _later(last, 1)
    return day


def _count(
    person: Relationship,
    day: date,
    last: Touch | None,
    chosen: Applies,
    beaten: tuple[Applies, ...],
) -> Answer:
    anchor, anchored_by = _anchor(person, last, day)
    rule = chosen.rule
    assert rule.every
    ideal = cadence.after(rule.every, anchor, rule.start)
    snoozed = _is_snoozed(person, last, day)
    return Answer(
        anchor=anchor,
        anchored_by=anchored_by,
        last=last,
        chosen=chosen,
        beaten=beaten,
        ideal=ideal,
        due=max(ideal, person.snoozed_until or ideal) if snoozed else ideal,
        limit=cadence.after(rule.max, anchor, rule.start) if rule.max else None,
        snoozed=snoozed,
    )


def _anchor(person: Relationship, last: Touch | None, day: date) -> tuple[date, str]:
    """Of a touch, a skip and a rest the latest counts; a touch goes first on the same day."""
    met = person.met_on if person.met_on and person.met_on <= day else None
    base = (last.day, "touch") if last else (met, "met") if met else (person.added, "added")
    said = [(person.rested_on, "rest"), (person.skipped_on, "skip")]
    later = [(when, word) for when, word in said if when and base[0] < when <= day]
    return max(later, default=base)


def _is_snoozed(person: Relationship, last: Touch | None, day: date) -> bool:
    """A snooze holds until the next touch; of its own day, one that was logged after it."""
    said = person.snoozed_on
    if not person.snoozed_until or not said or said > day:
        return False
    return not last or last[:2] <= (said, person.snoozed_after)


def _ghosted(answer: Answer, since: date, day: date) -> Answer | None:
    """Resting after three attempts, which is said for a week and then kept quiet."""
    if day > _later(since, SHOWN):
        return None
    return answer._replace(due=since, limit=None, ghosted_on=since)


def _turning_days(person: Relationship) -> set[date]:
    """The days from which another answer may hold."""
    days = {touch.day for touch in person.touches}
    days |= {_later(touch.day, SHOWN + 1) for touch in person.touches if touch.attempt}
    days |= {each.first for each in person.rules}
    days |= {_later(each.last, 1) for each in person.rules}
    said = (person.met_on, person.skipped_on, person.rested_on, person.rests_until)
    return days | {day for day in (*said, person.snoozed_on) if day}


def _rank(rule: Rule) -> tuple[int, int, int]:
    interval = cadence.mean_length(rule.every) if rule.every else NEVER
    return SCOPES.index(rule.scope), interval, rule.id


def _later(day: date, days: int) -> date:
    """Some days later, at most the last day there is."""
    return day + timedelta(days=min(days, (LAST_DAY - day).days))
