"""Letters before an event: in good time, and asked for anew a week before."""

from __future__ import annotations

from datetime import date, timedelta

AHEAD = timedelta(weeks=3)
NUDGE = timedelta(weeks=1)


def window(begins: date, today: date) -> tuple[date, date]:
    """The day a letter falls due, three weeks before the event or today, and its limit."""
    due = max(_earlier(begins, AHEAD), today)
    return due, max(_earlier(begins, NUDGE), due)


def _earlier(day: date, by: timedelta) -> date:
    """Some days earlier, at most the first day there is."""
    return day - min(by, day - date.min)
