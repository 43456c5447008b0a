"""What `config set` takes: each key, the words that say what it wants, and how a value is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from .errors import UsageError

KEYS: Mapping[str, str] = {
    "budget": "a number of people a day, 1 to 100",
    "cooldown": "a number of days, 0 to 365",
    "promise_days": "a number of days, 1 to 365",
    "birthday_lead": "a number of days, 0 to 365",
    "day_starts": "a time of day such as 04:00",
    "leap_birthdays": "feb-28 or mar-1",
    "date_order": "dmy, mdy or ymd",
    "region": "a country of two letters, such as US",
    "alarm": "a time of day such as 09:00",
    "awake": "hours such as 07:00-22:00",
    "work": "hours such as 07:00-17:00, or none",
    "post_call": "a time of day such as 12:00, day or none",
    "zone": "a time zone such as America/New_York",
    "horizon": "a number of days, 1 to 730",
    "residency_years": "a number of years, 1 to 10",
    "kinds": "your own kinds of people, parted by commas",
    "touch_kinds": "your own kinds of touches, parted by commas",
    "me.name": "your name",
    "me.stage": "your stage, such as PGY-2",
    "me.specialty": "your specialty",
    "me.institution": "your institution",
    "me.email": "your e-mail address",
    "mail.transport": "smtp or sendmail",
    "mail.host": "the name of a server",
    "mail.port": "a number, or 0 for the usual one",
    "mail.security": "tls, starttls or none (only to this machine)",
    "mail.user": "the name you log in with",
    "mail.password_cmd": "a command that prints the password",
    "mail.from": "an e-mail address",
    "mail.to": "an e-mail address",
    "imap.host": "the name of a server",
    "imap.port": "a number, or 0 for the usual one",
    "imap.security": "tls, starttls or none (only to this machine)",
    "imap.user": "the name you log in with",
    "imap.password_cmd": "a command that prints the password",
    "imap.password_file": "a file only you can read, with the password in it",
    "sync.dir": "a folder",
    "sync.server": "an address that begins with https://",
    "sync.user": "the name you log in with",
    "sync.password_cmd": "a command that prints the password",
    "sync.conflicts": "ask, here or there",
    "sync.preset": "radicale, nextcloud, icloud, fastmail or google",
    "sync.notes": "yes or no",
    "sync.reminders": "yes or no",
    "sos.person": "who you would call",
    "sos.group": "a group of yours",
    "sos.lines": "what you want to read that day, parted by semicolons",
}
NUMBERS = {
    "budget": (1, 100),
    "cooldown": (0, 365),
    "promise_days": (1, 365),
    "birthday_lead": (0, 365),
    "horizon": (1, 730),
    "residency_years": (1, 10),
    "mail.port": (0, 65535),
    "imap.port": (0, 65535),
}
SECURITY = ("tls", "starttls", "none")
CHOICES = {
    "leap_birthdays": ("feb-28", "mar-1"),
    "date_order": ("dmy", "mdy", "ymd"),
    "mail.transport": ("smtp", "sendmail"),
    "mail.security": SECURITY,
    "imap.security": SECURITY,
    "sync.conflicts": ("ask", "here", "there"),
    "sync.preset": ("radicale", "nextcloud", "icloud", "fastmail", "google"),
}
TIMES = ("day_starts", "alarm")
SPANS = ("awake", "work")
WORDS = ("kinds", "touch_kinds")  # lower-case words
LINES = ("sos.lines",)  # as they are written
SWITCHES = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
SHIFTS = "shifts."  # shifts.nights = ["NF", "Night Float"]: the user's own words


def wants(key: str) -> str | None:
    """What a key wants, in words; None when there is no such key."""
    word = key.removeprefix(SHIFTS)
    if key.startswith(SHIFTS) and word.replace("-", "").isalpha() and word.islower():
        return "names of shifts in your call schedule, parted by commas"
    return KEYS.get(key)


def no_setting(key: str) -> str:
    """The sentence that there is no such setting, with those that are near."""
    from difflib import get_close_matches

    room = key.partition(".")[0] + "."
    near = [each for each in KEYS if each.startswith(room)] or get_close_matches(key, KEYS, n=3)
    nearest = f" Nearest: {', '.join(near)}." if near else ""
    return f'there is no setting "{key}".{nearest} `rescrm config list` shows them all.'


def between(key: str) -> str:
    """What parts the words of a setting as it is typed; a line to read may have commas in it."""
    if key in LINES:
        return "; "
    return ", " if key in WORDS or key.startswith(SHIFTS) else " "


def check(key: str, value: Any, where: str = "config") -> Any:
    """The value of a setting as the program keeps it; UsageError says what the key wants."""
    if not (words := wants(key)):
        raise UsageError(f"{where}: {no_setting(key)}")
    read = _check_one(key, value)
    if read is None:
        shown = str(value)[:60]
        raise UsageError(f'{where}: {key} is {words}, not "{shown}".')
    return read


def _check_one(key: str, value: Any) -> Any:
    if key in NUMBERS:
        low, high = NUMBERS[key]
        number = int(value) if _is_number(str(value)) else -1
        return number if low <= number <= high else None
    if key in CHOICES:
        return value if value in CHOICES[key] else None
    if key in TIMES:
        return _time(value)
    if key in SPANS:
        return _span(key, value)
    if key == "post_call":
        return value if value in ("day", "none") else _time(value)
    if key in ("sync.notes", "sync.reminders"):
        return value if isinstance(value, bool) else SWITCHES.get(str(value).lower())
    if key in WORDS:
        words = _lines(value)
        return None if words is None else tuple(word.lower() for word in words)
    if key in LINES:
        return _lines(value, ";")
    if key.startswith(SHIFTS):
        return _lines(value)
    return _text(key, value)


def _text(key: str, value: Any) -> str | None:
    if not (isinstance(value, str) and value.isprintable()):
        return None
    if key == "region":
        return value.upper() if len(value) == 2 and value.isascii() and value.isalpha() else None
    if key == "zone":  # whether there is such a zone is asked when it is needed
        return value if value == "UTC" or (value.isascii() and "/" in value[1:-1]) else None
    return value


def _lines(value: Any, between: str = ",") -> tuple[str, ...] | None:
    if isinstance(value, str):
        value = value.split(between)
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        return None
    lines = tuple(" ".join(each.split()) for each in value if each.strip())
    return lines if all(line.isprintable() for line in lines) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _time(value: Any) -> time | None:
    if isinstance(value, time):
        return value
    hours, colon, minutes = str(value).strip().partition(":")
    if colon and _is_number(hours) and _is_number(minutes) and len(minutes) == 2:
        return time(int(hours), int(minutes)) if int(hours) < 24 and int(minutes) < 60 else None
    return _time_on_a_ward(str(value).strip().lower())


def _time_on_a_ward(text: str) -> time | None:
    """`1800`, `7p`, `6:30 am`; a bare `7` may be either, and is none."""
    if re.fullmatch(r"([01]\d|2[0-3])[0-5]\d", text, re.ASCII):
        return time(int(text[:2]), int(text[2:]))
    said = re.fullmatch(r"(0?[1-9]|1[0-2])(?::?([0-5]\d))? ?([ap])\.?m?\.?", text, re.ASCII)
    if not said:
        return None
    return time(int(said[1]) % 12 + 12 * (said[3] == "p"), int(said[2] or 0))


def _span(key: str, value: Any) -> tuple[time, time] | tuple[()] | None:
    """Hours from one time to a later one; () for none, where there may be none."""
    if key == "work" and value in ("none", [], ()):  # an empty list is how it is kept
        return ()
    first, dash, last = str(value).partition("-")
    begins, ends = _time(first), _time(last)
    return (begins, ends) if dash and begins and ends and begins < ends else None
