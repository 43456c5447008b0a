"""Who is due, worked out the slow way: from the rules as they are written, and from nothing else.

Nothing of rescrm is used here. A network is plain data; `dues` reads all of it for each person.
"""

from __future__ import annotations

import calendar
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

SCOPES = ["contact", "role", "tag", "kind", "everyone"]
EVERY = {  # the words, and the interval in days by which being late is measured
    "every 2 weeks": 14, "every 6 weeks": 42, "every month": 30, "every 3 months": 90,
    "every 6 months": 180, "every year": 365, "every 2nd tue": 30, "every fri": 7,
    "every 31st": 30, "never": 0,
}  # fmt: skip
DAY = timedelta(days=1)


@dataclass
class Person:
    handle: str
    name: str
    added: date
    met: date | None
    kind: str
    tags: list[str]
    roles: list[tuple[str, date, date]]
    touches: list[tuple[date, int, bool]] = field(default_factory=list)  # day, order, attempt
    skipped: date | None = None
    rested: tuple[date, date] | None = None  # said on, until
    snoozed: tuple[date, date, int] | None = None  # said on, until, touches logged by then
    promises: list[tuple[str, date]] = field(default_factory=list)
    birthday: tuple[int, int] | None = None


@dataclass
class Network:
    people: list[Person]
    rules: list[tuple[str, str, str]]  # scope, value, every
    pauses: list[tuple[date, date]]


def network(seed: int, today: date, people: int = 60, touches: int = 200) -> Network:
    """A made-up network: the same for the same seed."""
    pick = random.Random(seed)

    def ago(most: int) -> date:
        return today - pick.randrange(most) * DAY

    def maybe(chance: float) -> bool:
        return pick.random() < chance

    everyone = [
        Person(
            handle=f"person-{number:02d}",
            name=f"Person {number:02d}",
            added=ago(400),
            met=ago(500) if maybe(0.5) else None,
            kind=pick.choice(["faculty", "alum", "co-resident", "friend"]),
            tags=["ep"] if maybe(0.3) else [],
            roles=[
                (role, today - pick.randrange(300) * DAY, today + pick.randrange(-30, 300) * DAY)
                for role in ("research", "career")
                if maybe(0.15)
            ],
            birthday=(pick.randrange(1, 13), pick.randrange(1, 29)) if maybe(0.6) else None,
        )
        for number in range(people)
    ]
    for order in range(1, touches + 1):
        day = ago(250) if maybe(0.95) else today + pick.randrange(1, 40) * DAY
        pick.choice(everyone).touches.append((day, order, maybe(0.3)))
    for person in everyone:
        person.touches.sort()
        if maybe(0.15):
            person.skipped = ago(90)
        if maybe(0.15):
            person.rested = (ago(60), today + pick.randrange(-30, 60) * DAY)
        if maybe(0.25):
            logged = max([order for _, order, _ in person.touches], default=0)
            person.snoozed = (ago(60), today + pick.randrange(-20, 40) * DAY, logged)
        for what in ("promise", "ask", "thank-you"):
            if maybe(0.15):
                person.promises.append((what, today + pick.randrange(-30, 30) * DAY))
    rules = [
        ("kind", "faculty", "every 3 months"),
        ("kind", "alum", "every 6 months"),
        ("kind", "co-resident", "every month"),
        ("tag", "ep", "every 6 weeks"),
        ("role", "any", "every 6 weeks"),
        ("role", "research", "every 2 weeks"),
        ("everyone", "", "every year"),
        *(("contact", each.handle, pick.choice(list(EVERY))) for each in everyone if maybe(0.35)),
    ]
    pauses = [(today - 40 * DAY, today - 31 * DAY), (today + 9 * DAY, today + 15 * DAY)]
    return Network(everyone, rules, pauses)


def dues(network: Network, today: date, within: int = 0) -> list[tuple[str, str, date, int]]:
    """Handle, what, due day and days over, in the order in which `due` has them."""
    found = []
    for person in network.people:
        for what, due, allowance in items(network, person, today):
            over = (today - due).days
            if over >= -within:
                order = (0, -over / allowance, due) if over >= 0 else (1, 0.0, due)
                found.append((order, person.handle, what, due, over))
    return [each[1:] for each in sorted(found, key=lambda each: each[:2])]


def items(network: Network, person: Person, today: date) -> list[tuple[str, date, int]]:
    """What, due day and allowance of all that concerns one person."""
    if person.rested and person.rested[0] <= today < person.rested[1]:
        return []
    found = [(what, due, 3 if what == "thank-you" else 7) for what, due in person.promises]
    if person.birthday:
        falls = date(today.year, *person.birthday)
        if falls < today:
            falls = date(today.year + 1, *person.birthday)
        found.append(("date", falls - 7 * DAY, 7))
    check_in = rhythm(network, person, today)
    return [*found, check_in] if check_in else found


def rhythm(network: Network, person: Person, today: date) -> tuple[str, date, int] | None:
    every = deciding(network, person, today)
    if every in (None, "never"):
        return None
    seen = [touch for touch in person.touches if touch[0] <= today]
    reached = [touch for touch in seen if not touch[2]]
    last = max(reached, default=None)
    tries = [touch for touch in seen if touch[2] and (last is None or touch > last)]
    if len(tries) >= 3:
        third = tries[2][0]
        shown = today <= third + 7 * DAY
        return ("check-in", past(network, third), EVERY[every]) if shown else None
    anchor = last[0] if last else person.met or person.added
    for said in (person.skipped, person.rested and person.rested[0]):
        if said and said <= today:
            anchor = max(anchor, said)
    due = after(every, anchor)
    if person.snoozed:
        said_on, until, logged = person.snoozed
        if not last or last[:2] <= (said_on, logged):
            due = max(due, until)
    if tries:
        due = max(due, tries[-1][0] + 14 * DAY)
    return "check-in", past(network, due), EVERY[every]


def deciding(network: Network, person: Person, today: date) -> str | None:
    """The interval of the nearest rule; of two alike the shorter."""
    held = [role for role, first, last in person.roles if first <= today <= last]
    mine = {
        "contact": [person.handle],
        "role": [*held, *(["any"] if held else [])],
        "tag": person.tags,
        "kind": [person.kind],
        "everyone": [""],
    }
    for scope in SCOPES:
        said = [every for at, value, every in network.rules if at == scope and value in mine[scope]]
        if said:
            return min(said, key=lambda every: EVERY[every] or 10_000)
    return None


def past(network: Network, day: date) -> date:
    while any(first <= day <= last for first, last in network.pauses):
        day += DAY
    return day


def after(every: str, anchor: date) -> date:
    match every:
        case "every year":
            return months(anchor, 12)
        case "every fri":
            return walk(anchor, lambda day: day.weekday() == 4)
        case "every 2nd tue":
            return walk(anchor, lambda day: day.weekday() == 1 and 8 <= day.day <= 14)
        case "every 31st":
            return walk(anchor, lambda day: (day + DAY).month != day.month)
    count, unit = every.split()[1:] if len(every.split()) > 2 else ("1", every.split()[1])
    if unit.startswith("month"):
        return months(anchor, int(count))
    return anchor + int(count) * 7 * DAY


def months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def walk(day: date, fits: object) -> date:
    day += DAY
    while not fits(day):  # type: ignore[operator]
        day += DAY
    return day
