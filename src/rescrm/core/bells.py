"""When the alarm of a calendar's item rings: awake, and beside shifts, pauses and work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from .hours import Roster

DAY = timedelta(days=1)
ROOM = timedelta(minutes=15)  # of an event that is there only to ring


class Bells:
    """The alarms of someone, in their zone; each day is looked at once.

    ``wanted`` is the clock time at which an alarm of a whole day is to ring.
    """

    def __init__(
        self, roster: Roster, is_blocked: Callable[[date], bool], wanted: time, zone: tzinfo
    ) -> None:
        self._roster = roster
        self._is_blocked = is_blocked
        self._wanted = wanted
        self._zone = zone
        self._rings: dict[date, time | None] = {}
        self._rooms: dict[date, datetime | None] = {}

    def on(self, day: date) -> time | None:
        """When the alarm of a day rings: nearest to what is wanted; None when it may not."""
        if day not in self._rings:
            blocked = self._is_blocked(day)
            self._rings[day] = None if blocked else self._roster.alarm(day, self._wanted)
        return self._rings[day]

    def after_midnight(self, day: date, at: time) -> timedelta:
        """How long after the first moment of its day an alarm rings."""
        return self._roster.since_midnight(day, at)

    def room(self, day: date) -> datetime | None:
        """When a short event can be that rings as it begins; None on a day without room."""
        if day not in self._rooms:
            blocked = self._is_blocked(day)
            at = None if blocked else self._roster.alarm(day, self._wanted, ROOM)
            self._rooms[day] = self.moment(day, at) if at else None
        return self._rooms[day]

    def before(self, starts: datetime) -> datetime | None:
        """The last moment, as something starts or earlier on its day, at which an alarm rings."""
        there = starts.astimezone(self._zone)
        if self._is_blocked(there.date()):
            return None
        at = self._roster.alarm_before(there.date(), there.time().replace(second=0, microsecond=0))
        return self.moment(there.date(), at) if at else None

    def yearly(self, falls: date) -> time | None:
        """The alarm of a yearly date that falls on a day next, as one clock time for all years.

        A calendar counts it from midnight without looking at the clock: on a night on which the
        clock changes it rings an hour off, and does so only if it may.
        """
        at = self.on(falls)
        if at is None:
            return None
        return self._still(falls, at, plain(at) - self.after_midnight(falls, at))

    def eve(self, falls: date) -> time | None:
        """The alarm of a yearly date on the day before it, counted back from its midnight.

        For a calendar that reads every alarm as so long before; as `yearly`, for all years.
        """
        eve = falls - min(DAY, falls - date.min)
        at = self.on(eve)
        if at is None or eve == falls:
            return None
        return self._still(eve, at, self._roster.until_midnight(eve, at) - (DAY - plain(at)))

    def _still(self, day: date, at: time, off: timedelta) -> time | None:
        """The time of an alarm that really rings so much off it, if it may ring there too."""
        really = datetime.combine(day, at) + off
        rings = really.date() == day and self._roster.alarm(day, really.time()) == really.time()
        return at if rings else None

    def moment(self, day: date, at: time) -> datetime | None:
        """A clock time of a day as an instant; None beyond the ends of the calendar."""
        try:
            return datetime.combine(day, at.replace(fold=0), self._zone).astimezone(UTC)
        except OverflowError:
            return None


def plain(at: time) -> timedelta:
    """A clock time as a calendar counts it that does not look at the clock."""
    return timedelta(hours=at.hour, minutes=at.minute)
