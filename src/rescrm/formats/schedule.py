"""A conference programme as pretalx and frab write it: `schedule.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from rescrm.core.programme import Talk
from rescrm.errors import UnknownFormat, UsageError
from rescrm.formats.record import Unreadable, digest

KNOWN = ("a calendar (.ics)", "a pretalx or frab schedule (.json)")
LONGEST = 500  # letters of a title
NAMES = ("public_name", "full_public_name", "name")
KEYS = ("guid", "id", "code", "slug", "url")


def read(text: str, name: str) -> Iterator[Talk | Unreadable]:
    """Yield each session of a schedule, or why there is none.

    Raises UnknownFormat (2) for JSON that is no schedule, UsageError (2) for no JSON at all.
    """
    return _sessions(_days(_json(text, name), name), name)


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(
            f"{name}:{error.lineno}: this is no whole JSON ({error.msg.lower()}). "
            "Nothing was changed; is the file complete?"
        ) from None
    except (RecursionError, ValueError):  # nested a million deep; a number of a million figures
        raise UsageError(f"{name}: this JSON is no schedule. Nothing was changed.") from None


def _days(data: Any, name: str) -> list[Any]:
    """The days of a schedule, which lies one or two levels down."""
    for key in ("schedule", "conference"):
        if isinstance(data, dict):
            data = data.get(key, data)
    days = data.get("days") if isinstance(data, dict) else None
    if not isinstance(days, list):
        raise UnknownFormat(name, KNOWN)
    return days


def _sessions(days: list[Any], name: str) -> Iterator[Talk | Unreadable]:
    for number, day in enumerate(days, 1):
        rooms = day.get("rooms") if isinstance(day, dict) else None
        if not isinstance(rooms, dict):
            yield Unreadable(f"{name}:day {number}", "no rooms in this day")
            continue
        for room, entries in rooms.items():
            if not isinstance(entries, list):
                yield Unreadable(f"{name}:day {number}, {room}", "no sessions in this room")
                continue
            for nth, entry in enumerate(entries, 1):
                yield _session(entry, day, room, f"{name}:day {number}, {room}, {nth}")


def _session(entry: Any, day: dict[str, Any], room: str, where: str) -> Talk | Unreadable:
    if not isinstance(entry, dict):
        return Unreadable(where, "this is no session")
    title = said(entry.get("title"))
    if not title:
        return Unreadable(where, "a session without a title")
    try:
        starts, ends = _times(entry, day)
    except (ValueError, OverflowError):
        return Unreadable(where, f"the time of “{title[:60]}” cannot be read")
    return Talk(
        key=_key(entry, title, starts),
        title=title,
        track=said(entry.get("track")),
        room=said(entry.get("room")) or said(room),
        starts=starts,
        ends=ends,
        speakers=_speakers(entry.get("persons") or entry.get("speakers")),
        where=where,
    )


def _key(entry: dict[str, Any], title: str, starts: str | None) -> str:
    """What tells a session again: the programme's own word for it."""
    for key in KEYS:
        if isinstance(entry.get(key), str | int) and str(entry[key]).strip():
            return f"{key}:{str(entry[key])[:200]}"
    return f"digest:{digest(f'{title} {starts}'.encode())}"


def _times(entry: dict[str, Any], day: dict[str, Any]) -> tuple[str | None, str | None]:
    """When it begins and ends; ValueError for what is no time."""
    begins, clock = entry.get("date"), entry.get("start")
    if not begins and day.get("date") and clock:
        begins = f"{day['date']}T{clock}"
    if not begins:
        return None, None
    starts = datetime.fromisoformat(str(begins)[:40])
    lasts = entry.get("duration")
    ends = starts + _duration(str(lasts)[:20]) if lasts else None
    return starts.isoformat(), ends.isoformat() if ends else None


def _duration(text: str) -> timedelta:
    """`01:30`, or `1:01:30` with days before."""
    *days, hours, minutes = map(int, text.split(":"))
    return timedelta(days=days[0] if days else 0, hours=hours, minutes=minutes)


def _speakers(persons: Any) -> tuple[str, ...]:
    if not isinstance(persons, list):
        return ()
    return tuple(dict.fromkeys(filter(None, map(_name, persons))))


def _name(person: Any) -> str | None:
    if isinstance(person, dict):
        return next(filter(None, (said(person.get(key)) for key in NAMES)), None)
    return said(person)


def said(value: Any) -> str | None:
    """A text on one line; of one in several languages the first."""
    if isinstance(value, dict):
        value = next((each for each in value.values() if isinstance(each, str)), None)
    return " ".join(value.split())[:LONGEST] or None if isinstance(value, str) else None
