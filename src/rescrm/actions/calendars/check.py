"""What each calendar program makes of a file, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ...core import zones
from ...core.clients import APPLE, CLIENTS, KHAL, OUTLOOK, Client
from ...errors import UsageError
from ...formats.ics_look import Look, look
from .. import whole_file

EVERY = "every"
ONE_ZONE_EACH = 20  # zones that are named; of more the first tell enough

# What is wrong in any client: the words after so many.
SAYINGS: Mapping[str, tuple[str, str]] = {
    "cut-off": ("component has no end", "components have no end"),
    "too-long": ("part of it was looked at", "parts of it were looked at"),
    "too-deep": ("component is nested too deep", "components are nested too deep"),
    "no-begin": ("END has no BEGIN", "ENDs have no BEGIN"),
    "unreadable": ("event cannot be read whole", "events cannot be read whole"),
    "no-property": ("line is no property", "lines are no properties"),
    "no-uid": ("entry has no UID", "entries have no UID"),
    "same-uid": ("entry has the UID of another", "entries have the UID of another"),
    "no-dtstamp": ("entry has no DTSTAMP", "entries have no DTSTAMP"),
    "no-dtstart": ("event has no beginning", "events have no beginning"),
    "no-version": ("calendar has no VERSION", "calendars have no VERSION"),
    "no-prodid": ("calendar has no PRODID", "calendars have no PRODID"),
    "rule": ("rule repeats within a day, or never steps on", "rules repeat within a day, or never "
             "step on"),
    "encoding": ("byte is not UTF-8", "bytes are not UTF-8"),
    "line-end": ("line ends without CR LF", "lines end without CR LF"),
    "long-line": ("line is longer than 75 octets", "lines are longer than 75 octets"),
    "control": ("line has a NUL in it", "lines have a NUL in them"),
}  # fmt: skip
THEN: Mapping[str, str] = {
    "cut-off": "was the file cut short? Get it anew",
    "unreadable": "some clients refuse the whole file for one",
    "no-uid": "each import may add it again",
    "same-uid": "clients keep one, or mix them",
    "no-dtstamp": "the standard asks for one",
    "no-dtstart": "left out everywhere",
    "rule": "some clients hang on that",
    "encoding": "names may come out wrong",
    "line-end": "strict readers refuse that",
    "long-line": "strict readers cut there",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a client does with a file, or that is wrong with it."""

    client: str
    what: str
    where: str
    count: int
    message: str

    @property
    def line(self) -> str:
        """The line that it is about; nothing for the whole file."""
        line = self.where.rpartition(":")[2]
        return line if line.isdigit() and ":" in self.where else ""


def findings(file: str) -> list[Finding]:
    """What becomes of a file in Google, Apple, Outlook and khal.

    Raises FileNotThere (4), UnknownFormat (2) and what reading a file raises.
    """
    raw = whole_file.content(file)
    found = look(raw, whole_file.decoded(raw), file)
    general = [Finding(EVERY, "contents", file, _entries(found), _contents(found))]
    general += _wrong(found, file)
    general += _zones(found, file)
    return general + [each for client in CLIENTS for each in _of(client, found, file, len(raw))]


# What is in it, and what is wrong ------------------------------------------------------------


def _entries(found: Look) -> int:
    return found.counts["VEVENT"] + found.counts["VTODO"] + found.counts["VJOURNAL"]


def _contents(found: Look) -> str:
    counts = found.counts
    parts = [_many(counts["VEVENT"], "event", "events")]
    for name, one, many in (
        ("cancelled", "cancelled", "cancelled"),
        ("repeats", "of them repeats", "of them repeat"),
        ("VTODO", "to-do", "to-dos"),
        ("VJOURNAL", "journal entry", "journal entries"),
        ("VALARM", "alarm", "alarms"),
        ("VTIMEZONE", "time zone", "time zones"),
    ):
        if counts[name]:
            parts.append(_many(counts[name], one, many))
    if lost := counts["VEVENT"] - counts["whole events"]:
        parts.append(f"{lost} not whole")
    return ", ".join(parts)


def _wrong(found: Look, file: str) -> Iterator[Finding]:
    """Each kind of flaw once, with where it is first."""
    for what, (one, many) in SAYINGS.items():
        if flaw := found.flaws.get(what):
            about = f" ({flaw.about[:60]})" if flaw.about else ""
            then = f"; {THEN[what]}" if what in THEN else ""
            message = f"{_many(flaw.count, one, many)}{about}{then}"
            yield Finding(EVERY, what, f"{file}:{flaw.line}", flaw.count, message)


def _zones(found: Look, file: str) -> Iterator[Finding]:
    """Zones that no one knows: neither the file nor the world."""
    unknown = [each for each in found.zones.items() if each[0] not in found.declared]
    unknown = [each for each in unknown if not _is_zone(each[0])]
    for zone, line in unknown[:ONE_ZONE_EACH]:
        message = f"nobody knows the time zone “{zone[:60]}”; its times are read as local ones"
        yield Finding(EVERY, "unknown-zone", f"{file}:{line}", 1, message)


def _is_zone(name: str) -> bool:
    """Whether a name, or its end, is that of a zone: in the world's table or in Windows'."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    ends = ("/".join(name.split("/")[-parts:]) for parts in (2, 3, 1))
    return name in WINDOWS_TO_OLSON or any(map(_is_known, (name, *ends)))


def _is_known(zone: str) -> bool:
    try:
        zones.named(zone)
    except UsageError:
        return False
    return True


# What each client does -----------------------------------------------------------------------


def _of(client: Client, found: Look, file: str, size: int) -> Iterator[Finding]:
    def finding(what: str, count: int, message: str, line: int = 0) -> Finding:
        where = f"{file}:{line}" if line else file
        return Finding(client.word, what, where, count, message)

    counts = found.counts
    events, todos, alarms = counts["VEVENT"], counts["VTODO"], counts["VALARM"]
    yield finding("shows", events, f"shows {_many(events, 'event', 'events')}")
    if todos and not client.takes_todos:
        yield finding("no-todos", todos, f"ignores {_many(todos, 'to-do', 'to-dos')} (VTODO)")
    if todos and client is APPLE:
        yield finding("no-todos", todos, "leaves to-dos (VTODO) to Reminders")
    if alarms and not client.rings:
        yield finding("no-alarms", alarms, f"ignores {_many(alarms, 'alarm', 'alarms')} (VALARM)"
                      f"{_instead(client)}")  # fmt: skip
    after = counts["alarms after"]
    if after and client.counts_before:
        message = (f"rings {_many(after, 'alarm', 'alarms')} as long before the event as said "
                   "after it")  # fmt: skip
        yield finding("early-alarms", after, message)
    if client.most_bytes and size > client.most_bytes:
        yield finding("too-large", size, "asks for files of at most 1 MB: export fewer --days")
    if client is OUTLOOK:
        yield from _in_outlook(found, finding)


def _in_outlook(found: Look, finding: Callable[..., Finding]) -> Iterator[Finding]:
    """Outlook goes by the zones in the file alone, and reads them in its own way."""
    if dated := found.flaws.get("dated-zone"):
        message = "misreads time zones written as lists of dates (RDATE): hours may be off"
        yield finding("dated-zone", dated.count, message, dated.line)
    undeclared = [each for each in found.zones.items() if each[0] not in found.declared]
    if undeclared:
        message = f"wants the time zone “{undeclared[0][0][:60]}” in the file (VTIMEZONE)"
        yield finding("undeclared-zone", len(undeclared), message, undeclared[0][1])
    if floating := found.flaws.get("floating"):
        message = f"doubts {_many(floating.count, 'time', 'times')} without a time zone"
        yield finding("floating", floating.count, message, floating.line)


def _instead(client: Client) -> str:
    return "" if client is KHAL else "; its own notification rings for timed events"


def _many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
