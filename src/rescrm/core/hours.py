"""Hours: which days have room, and when an alarm may ring, beside shifts, sleep and work.

All is reckoned in instants and only the answers are clock times, so that the nights on which
the clock changes are no exception.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

LEAST = timedelta(hours=1)  # of waking hours that make a day worth planning
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
END = datetime.max.replace(tzinfo=UTC)
BEGINNING = datetime.min.replace(tzinfo=UTC)
QUARTERS = [time(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 15)]
NIGHTS = ("night", "call", "24")  # kinds after which a morning is slept through
LATEST = time(23)
WHOLE_DAY = "day"  # for `post_call`: the day after is kept free, not a morning

Span = tuple[datetime, datetime]  # instants


class Shift(NamedTuple):
    """A block of whole days, or of hours when it has instants."""

    kind: str
    first: date
    last: date
    starts: datetime | None = None
    ends: datetime | None = None

    def lasts(self) -> bool:
        """Whether any time passes in it: in spring an hour of the clock is skipped."""
        if not self.starts or not self.ends:
            return True
        return self.starts.astimezone(UTC) < self.ends.astimezone(UTC)


class Hours(NamedTuple):
    """When someone can be reached: awake, and not at work; when the day after a night begins.

    `post_call` is a time of day, `day` for the whole day, or anything else for at once.
    """

    awake: tuple[time, time]
    work: tuple[time, ...] = ()
    post_call: time | str = time(12)


class Roster:
    """The shifts of someone, in their zone."""

    def __init__(self, shifts: Iterable[Shift], hours: Hours, zone: tzinfo) -> None:
        self._hours = hours
        self._zone = zone
        self._nights = set[date]()  # days on which a shift begins that is over on another
        self._busy = _merged(span for shift in shifts for span in self._spans(shift))
        self._starts = [starts for starts, _ in self._busy]

    def is_blocked(self, day: date) -> bool:
        """Whether a night begins on a day, or shifts leave no hour of its waking ones."""
        if day in self._nights:
            return True
        begins, ends = (self._at(day, each) for each in self._hours.awake)
        busy = self._between(begins, ends)
        if not busy:
            return False
        edges = [begins, *(each for span in busy for each in span), ends]
        return all(later - earlier < LEAST for earlier, later in _pairs(edges))

    def alarm(self, day: date, wanted: time, room: timedelta = timedelta()) -> time | None:
        """The time of a day nearest to the wanted one at which an alarm may ring.

        ``room`` is what has to be free from then on. None when there is no such time: all waking
        hours are taken by shifts and work.
        """
        fits = self._fitting(day, wanted, room)
        return min(fits, key=lambda each: (_apart(each, wanted), each), default=None)

    def alarm_before(self, day: date, latest: time) -> time | None:
        """The last time of a day, up to a latest one, at which an alarm may ring."""
        fits = self._fitting(day, latest, timedelta())
        return max((each for each in fits if each <= latest), default=None)

    def since_midnight(self, day: date, at: time) -> timedelta:
        """What passes from a day's first moment to a clock time: on two nights a year not the same.

        A calendar's alarm is so long after the beginning of its day.
        """
        return self._at(day, at) - self._at(day, time())

    def until_midnight(self, day: date, at: time) -> timedelta:
        """What passes from a clock time to the first moment of the next day, if there is one."""
        tomorrow = _after(day)
        return (self._at(tomorrow, time()) if tomorrow else END) - self._at(day, at)

    # Which hours are taken.

    def _spans(self, shift: Shift) -> Iterator[Span]:
        if shift.starts and shift.ends:
            yield shift.starts, shift.ends
            starts, ends = (each.astimezone(self._zone) for each in (shift.starts, shift.ends))
            if ends.date() > starts.date() and ends.time() > time():
                self._nights.add(starts.date())
                yield from self._after(ends.date(), shift.ends)
            return
        morning = _after(shift.last)
        ends_at = self._at(morning, time()) if morning else END
        yield self._at(shift.first, time()), ends_at
        if morning and any(word in shift.kind for word in NIGHTS):
            yield from self._after(morning, ends_at)

    def _after(self, day: date, ended: datetime) -> Iterator[Span]:
        """The hours that are slept after a night."""
        until = self._hours.post_call
        if isinstance(until, time):
            wakes = self._at(day, until)
        elif until == WHOLE_DAY:
            tomorrow = _after(day)
            wakes = self._at(tomorrow, time()) if tomorrow else END
        else:
            return
        if wakes > ended:
            yield ended, wakes

    def _between(self, begins: datetime, ends: datetime) -> Sequence[Span]:
        """What is taken of a stretch."""
        first = max(bisect_right(self._starts, begins) - 1, 0)
        last = bisect_right(self._starts, ends)
        cut = ((max(a, begins), min(b, ends)) for a, b in self._busy[first:last])
        return [(a, b) for a, b in cut if a < b]

    # When an alarm may ring.

    def _fitting(self, day: date, wanted: time, room: timedelta) -> list[time]:
        near = self._candidates(day, wanted, max(room, MINUTE))
        fits = [each for each in near if self._may_ring(day, each, room)]
        if self._clock_changes(day):
            # An edge in the hour that comes twice, or never, is no time of its own.
            fits += [each for each in QUARTERS if self._may_ring(day, each, room)]
        return fits

    def _candidates(self, day: date, wanted: time, room: timedelta) -> Iterator[time]:
        """The wanted time, and the edges of all that may be in its way."""
        yield wanted
        begins, ends = self._hours.awake
        yield from (begins, _before(ends, room))
        if self._hours.work:
            begins, ends = self._hours.work
            yield from (_before(begins, room), ends)
        for starts, ends_at in self._between(self._at(day, time()), self._at(day, time(23, 59))):
            for edge in (starts - room, ends_at):
                there = edge.astimezone(self._zone)
                if there.date() == day:
                    yield _whole_minute(there)

    def _may_ring(self, day: date, at: time, room: timedelta) -> bool:
        awake, work = self._hours.awake, self._hours.work
        until = _minutes(at) + room // MINUTE
        if not awake[0] <= at < awake[1] or until > _minutes(awake[1]):
            return False
        if work and at < work[1] and (work[0] <= at or until > _minutes(work[0])):
            return False
        when = self._at(day, at)
        is_there = when.astimezone(self._zone).replace(tzinfo=None) == datetime.combine(day, at)
        is_taken = any(a <= when < b for a, b in self._near(when))
        over = when + min(room, END - when)
        return is_there and not is_taken and not self._between(when, over)

    def _clock_changes(self, day: date) -> bool:
        return self.since_midnight(day, LATEST) != timedelta(hours=LATEST.hour)

    def _near(self, when: datetime) -> Sequence[Span]:
        place = bisect_right(self._starts, when)
        return self._busy[max(place - 1, 0) : place]

    def _at(self, day: date, at: time) -> datetime:
        """A clock time of a day as an instant; the ends of the calendar are as far as it goes."""
        try:
            return datetime.combine(day, at.replace(fold=0), self._zone).astimezone(UTC)
        except OverflowError:
            return END if day.year > 2000 else BEGINNING


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for starts, ends in sorted(spans):
        if merged and starts <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((starts, ends))
    return merged


def _pairs(edges: Sequence[datetime]) -> Iterator[Span]:
    """The free stretches between the taken ones: from an end to the next start."""
    return zip(edges[::2], edges[1::2], strict=True)


def _before(at: time, room: timedelta) -> time:
    """The time that leaves room before a time of day; the day begins at midnight."""
    minutes = max(_minutes(at) - room // MINUTE, 0)
    return time(minutes // 60, minutes % 60)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _after(day: date) -> date | None:
    return day + DAY if day < date.max else None


def _whole_minute(moment: datetime) -> time:
    """The minute that has begun by then, or the next when it is not over."""
    if moment.second or moment.microsecond:
        moment += MINUTE
    return moment.time().replace(second=0, microsecond=0, fold=0)


def _apart(one: time, other: time) -> int:
    return abs(_minutes(one) - _minutes(other))
