"""A calendar written, beside icalendar's writer given the same events."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from .stores import make
from .timing import Once, once

# The events of a file, built and written anew; reading them is not counted.
PEER = """
import sys, time
from datetime import timedelta
from pathlib import Path
import icalendar
read = icalendar.Calendar.from_ical(Path(sys.argv[1]).read_bytes()).walk("VEVENT")
given = [(str(e["UID"]), e["DTSTAMP"].dt, int(e["SEQUENCE"]), str(e["SUMMARY"]),
          e["DTSTART"].dt) for e in read]
began = time.perf_counter()
calendar = icalendar.Calendar()
calendar.add("prodid", "-//peer//peer//EN")
calendar.add("version", "2.0")
for uid, stamp, sequence, summary, day in given:
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", sequence)
    event.add("summary", summary)
    event.add("class", "PRIVATE")
    event.add("dtstart", day)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(hours=9))
    event.add_component(alarm)
    calendar.add_component(event)
Path(sys.argv[2]).write_bytes(calendar.to_ical())
print(time.perf_counter() - began)
"""
# Our writer alone, given its items.
OURS = """
import sys, time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from rescrm.formats.ics import Item, write
stamp, day = datetime(2026, 11, 22, tzinfo=UTC), date(2026, 11, 27)
items = [Item(uid=f"{n:032x}-check-in@rescrm", day=day, summary=f"Check in: Person {n}",
              modified=stamp, alarm=timedelta(hours=9)) for n in range(int(sys.argv[1]))]
began = time.perf_counter()
with Path(sys.argv[2]).open("wb") as out:
    out.writelines(write(items))
print(time.perf_counter() - began)
"""


def exports(
    place: Path, environ: Mapping[str, str], rescrm: Sequence[str], count: int = 10_000
) -> None:
    """The whole command, the writer alone, and the peer's, the best of some rounds in turns."""
    make(place / f"{count}.db", count)
    ours, theirs = place / "ours.ics", place / "theirs.ics"
    lines = {
        "first": (*rescrm, "export", "ics", "-o", str(ours)),
        "again": (*rescrm, "export", "ics", "-o", str(ours)),
        "google": (*rescrm, "export", "ics", "--for", "google", "-o", str(ours)),
        "--plan": (*rescrm, "export", "ics", "--plan", "-o", str(ours)),
        "check": (*rescrm, "export", "ics", "--check", str(ours)),
    }
    print(f"\n| work, {count:,} items | s | MiB |\n|--|--:|--:|")
    for name, line in lines.items():
        rounds = 1 if name == "first" else 3
        took = min(once(line, environ) for _ in range(rounds))
        print(f"| export ics, {name} | {took.seconds:.2f} | {took.memory:.0f} |", flush=True)
    for name, code, given in (
        ("our writer alone", OURS, str(count)), ("icalendar's writer alone", PEER, str(ours)),
    ):  # fmt: skip
        best = min(_alone(code, given, theirs, environ) for _ in range(3))
        print(f"| {name} | {best.seconds:.2f} | {best.memory:.0f} |", flush=True)


def _alone(code: str, given: str, out: Path, environ: Mapping[str, str]) -> Once:
    """A writer without its start: it tells how long it took."""
    import subprocess

    line = (sys.executable, "-c", code, given, str(out))
    memory = once(line, environ).memory
    said = subprocess.run(line, env=dict(environ), capture_output=True, text=True, check=True)
    return Once(float(said.stdout), memory)
