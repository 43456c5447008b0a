"""The days on which something repeats: RFC 5545's rules by dateutil, a bounded amount of work.

A rule is followed to a last day and no further; what repeats by the hour is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import islice

LONGEST = 500  # letters of a rule
OLDEST = timedelta(days=20 * 366)  # from the first day to the last that is asked for
DAILY = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
KNOWN = frozenset({
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS",
    "BYYEARDAY", "BYWEEKNO",
})  # fmt: skip


def days(rule: str, first: date, last: date) -> list[date]:
    """The days of a rule from its first to a last one; ValueError says why it is not followed.

    ``rule`` is as a calendar writes it (`FREQ=WEEKLY;BYDAY=MO`), without the name before it.
    """
    if last < first:
        return []
    _refuse(rule, first, last)
    begins = datetime.combine(first, time())
    endless, ends, count = _without_end(rule)
    # dateutil looks for the next day up to the year 9999, unless the rule ends before.
    until = min(datetime.combine(last, time()), ends)
    return [each.date() for each in islice(_bounded(endless, begins, until), count)]


def _bounded(rule: str, begins: datetime, until: datetime) -> Iterable[datetime]:
    from dateutil.rrule import rrule, rrulestr

    found = rrulestr(rule, dtstart=begins)
    if not isinstance(found, rrule):
        raise ValueError("its rule is more than one rule")
    return found.replace(until=until)


def _refuse(rule: str, first: date, last: date) -> None:
    said = dict(part.upper().partition("=")[::2] for part in rule.split(";") if part)
    if len(rule) > LONGEST or set(said) - KNOWN:
        raise ValueError("its rule is more than a rule can be")
    if said.get("FREQ") not in DAILY:
        raise ValueError("it repeats more often than daily, or no one knows how often")
    if not said.get("INTERVAL", "1").isdigit() or int(said.get("INTERVAL", "1")) < 1:
        raise ValueError("its rule has an INTERVAL without sense")
    if last - first > OLDEST:
        raise ValueError("it began too long ago to be followed")


def _without_end(rule: str) -> tuple[str, datetime, int | None]:
    """The rule without its end; the end of its last day; how many days it has at most."""
    parts, ends, count = [], datetime.max, None
    for part in rule.upper().split(";"):
        name, _, value = part.partition("=")
        match name:
            case "UNTIL":
                ends = datetime.combine(datetime.strptime(value[:8], "%Y%m%d").date(), time.max)
            case "COUNT":
                count = int(value)
            case _:
                parts.append(f"{part};")
    return "".join(parts).strip(";"), ends, count
