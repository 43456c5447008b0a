"""What is in a calendar file, counted line by line, and what is wrong with it.

No rule is followed and nothing nested is built: however hostile a file is, it costs its length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rescrm.formats import calendar_events

LINE = 75  # octets, without the line's end
ODD = 2_000  # events of an unusual kind that are read one by one
DEEP = 50  # how far up an END is looked for
DEEPEST = 1_000  # components inside each other
MOST_LINES = 2_000_000  # some 150,000 events
ZONES = 500  # names of zones that are looked up
WIDE = (b"\xff\xfe", b"\xfe\xff")
ENTRIES = frozenset({"VEVENT", "VTODO", "VJOURNAL"})

_EDGE = re.compile(r"(BEGIN|END) *: *([A-Z0-9-]+)\s*$", re.IGNORECASE)
_PROPERTY = re.compile(r'([A-Za-z0-9-]+)((?:;[^";:]*(?:"[^"]*"[^";:]*)*)*):(.*)', re.DOTALL)
_TZID = re.compile(r';TZID=(?:"([^"]*)"|([^";:]*))', re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T([01]\d|2[0-3])[0-5]\d[0-5]\d(Z?))?")
_TIMES = frozenset({"DTSTART", "DTEND", "DUE", "RECURRENCE-ID"})
_MANY_TIMES = frozenset({"EXDATE", "RDATE", "DURATION"})
_RULE = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*;?", re.IGNORECASE)
_NO_STEP = re.compile(r"INTERVAL=0*(;|$)", re.IGNORECASE)


@dataclass(slots=True)
class Flaw:
    """Something wrong: how often, the first line where it is, and what it is about there."""

    count: int
    line: int
    about: str = ""


class Property(NamedTuple):
    """A line taken apart; the name in capitals."""

    line: int
    name: str
    parameters: str
    value: str


@dataclass(slots=True)
class Component:
    """A component as far as it was read."""

    name: str
    line: int
    said: set[str] = field(default_factory=set)
    key: tuple[str, str] = ("", "")  # UID and RECURRENCE-ID


@dataclass(slots=True)
class Look:
    """What a file holds: components by name, what they do, and what is wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    flaws: dict[str, Flaw] = field(default_factory=dict)
    zones: dict[str, int] = field(default_factory=dict)  # named by times, and where first
    declared: set[str] = field(default_factory=set)

    def flaw(self, what: str, line: int, about: str = "") -> None:
        """Count something wrong."""
        flaw = self.flaws.get(what)
        if flaw is None:
            self.flaws[what] = Flaw(1, line, about)
            return
        flaw.count += 1
        if line < flaw.line:
            flaw.line, flaw.about = line, about


def look(raw: bytes, text: str, name: str, most: int = MOST_LINES) -> Look:
    """Read a calendar as far as ``most`` lines go; UnknownFormat (2) for no calendar."""
    found = Look()
    if (lines := max(raw.count(b"\n"), raw.count(b"\r"))) > most:
        share = most / lines
        raw, text = raw[: int(len(raw) * share)], text[: int(len(text) * share)]
        found.flaw("too-long", raw.count(b"\n") + 1)
    events = calendar_events.events(text, name)
    _lines(raw, found)
    _components(text, found)
    _events(events, found)
    return found


# Lines ---------------------------------------------------------------------------------------


def _lines(raw: bytes, found: Look) -> None:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        found.flaw("encoding", raw.count(b"\n", 0, error.start) + 1)
        if raw[:2] in WIDE:  # its line ends are not ASCII's
            return
    for number, line in enumerate(raw.removesuffix(b"\n").split(b"\n"), 1):
        body = line.removesuffix(b"\r")
        if body == line or b"\r" in body:
            found.flaw("line-end", number)
        if len(body) > LINE:
            found.flaw("long-line", number)
        if b"\0" in body:
            found.flaw("control", number)


# Components ----------------------------------------------------------------------------------


def _components(text: str, found: Look) -> None:
    open_ones: list[Component] = []
    beyond = 0  # components that are nested too deep to be told apart
    seen: dict[tuple[str, str, str], int] = {}
    for line, whole in calendar_events.unfolded(text.removeprefix("\ufeff")):
        if edge := _EDGE.match(whole):
            name = edge[2].upper()
            if edge[1].upper() == "BEGIN":
                found.counts[name] += 1
                if len(open_ones) < DEEPEST:
                    open_ones.append(Component(name, line))
                else:
                    beyond += 1
                    found.flaw("too-deep", line, name)
            elif beyond:
                beyond -= 1
            elif not _close(open_ones, name, found, seen):
                found.flaw("no-begin", line, name)
        elif open_ones and (said := _PROPERTY.match(whole)):
            _note(Property(line, said[1].upper(), said[2], said[3]), open_ones[-1], found)
        elif whole.strip():
            found.flaw("no-property", line)
    for each in open_ones:
        found.flaw("cut-off", each.line, each.name)


def _close(
    open_ones: list[Component], name: str, found: Look, seen: dict[tuple[str, str, str], int]
) -> bool:
    """End a component; those still open inside it were cut off. False when it never began."""
    if name not in {each.name for each in open_ones[-DEEP:]}:
        return False
    while (last := open_ones.pop()).name != name:
        found.flaw("cut-off", last.line, last.name)
    for each in _wanted(name):
        if each not in last.said:
            found.flaw(f"no-{each.lower()}", last.line)
    if name in ENTRIES and last.key[0]:
        first = seen.setdefault((name, *last.key), last.line)
        if first != last.line:
            found.flaw("same-uid", last.line, last.key[0])
    return True


def _wanted(name: str) -> tuple[str, ...]:
    """What a component cannot be without."""
    match name:
        case "VEVENT":
            return "UID", "DTSTAMP", "DTSTART"
        case "VTODO" | "VJOURNAL":
            return "UID", "DTSTAMP"
        case "VCALENDAR":
            return "VERSION", "PRODID"
    return ()


def _note(said: Property, inside: Component, found: Look) -> None:
    """Keep of a property what any client goes by."""
    inside.said.add(said.name)
    match inside.name, said.name:
        case (("VEVENT" | "VTODO" | "VJOURNAL"), "UID"):
            inside.key = (said.value.strip(), inside.key[1])
        case (("VEVENT" | "VTODO" | "VJOURNAL"), "RECURRENCE-ID"):
            inside.key = (inside.key[0], said.value.strip())
        case "VEVENT", "RRULE":
            found.counts["repeats"] += 1
            if not _RULE.match(said.value) or _NO_STEP.search(said.value):
                found.flaw("rule", said.line, said.value[:40])
        case "VEVENT", "STATUS" if said.value.strip().upper() == "CANCELLED":
            found.counts["cancelled"] += 1
        case "VALARM", "TRIGGER" if _is_after(said):
            found.counts["alarms after"] += 1
        case "VTIMEZONE", "TZID":
            found.declared.add(said.value.strip())
        case (("STANDARD" | "DAYLIGHT"), "RDATE"):
            found.flaw("dated-zone", said.line)
    if inside.name in ENTRIES and said.name in _TIMES:
        _time(said, found)


def _is_after(trigger: Property) -> bool:
    """Whether an alarm rings so long after its event begins."""
    value = trigger.value.strip().upper()
    return value.startswith(("P", "+P")) and any(each in value for each in "123456789")


def _time(said: Property, found: Look) -> None:
    zone = _TZID.search(said.parameters)
    if zone and len(found.zones) < ZONES:
        found.zones.setdefault((zone[1] or zone[2] or "").strip(), said.line)
    is_floating = "T" in said.value and not said.value.strip().endswith("Z") and not zone
    if is_floating and said.name == "DTSTART":
        found.flaw("floating", said.line)


# Events --------------------------------------------------------------------------------------


def _events(events: Iterator[tuple[int, list[str] | None]], found: Look) -> None:
    """Look for events that icalendar cannot read; the usual ones are known at sight."""
    odd = 0
    for line, lines in events:
        if lines is None:
            continue
        found.counts["whole events"] += 1
        if all(map(_is_usual, lines)) or odd == ODD:
            continue
        odd += 1
        if not _is_readable(lines):
            found.flaw("unreadable", line)


def _is_readable(lines: list[str]) -> bool:
    try:
        return not calendar_events.parsed(lines).errors
    except ValueError:
        return False


def _is_usual(line: str) -> bool:
    said = _PROPERTY.match(line)
    if not said or (name := said[1].upper()) in _MANY_TIMES:
        return False
    if name == "RRULE":
        return _RULE.fullmatch(said[3].strip()) is not None
    return name not in _TIMES or _is_time(said[3].strip())


@lru_cache(maxsize=1000)
def _is_time(value: str) -> bool:
    found = _MOMENT.fullmatch(value)
    try:
        return found is not None and bool(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return False
