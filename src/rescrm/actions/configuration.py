"""config.toml as it is written: one that explains itself, and changes that keep comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Any

from ..errors import NotWritable
from ..keys import KEYS, SPANS
from ..settings import NOWHERE, Settings
from . import private_file

Value = int | str | list[str]

HEAD = """\
# The settings of rescrm. What stands behind a # holds by itself; to change it, take
# the # away and the value with it, or type: rescrm config set KEY VALUE
"""

# What each setting is about; KEYS says what it wants.
ABOUT: Mapping[str, str] = {
    "budget": "how many people the plan of a day asks you to reach",
    "cooldown": "how long to wait after an attempt that nobody answered",
    "promise_days": "when a promise or an ask without a day falls due",
    "birthday_lead": "how far ahead a birthday is due",
    "day_starts": "when a day begins: before it, on nights, it is still the evening before",
    "leap_birthdays": "where 29 February falls in common years",
    "date_order": "how 03/04/2026 is read; it is refused while this is empty",
    "region": "where phone numbers without a country are",
    "alarm": "when reminders in a calendar ring",
    "awake": "no alarm rings outside these hours",
    "work": "nor within these",
    "post_call": "how long the day after a night or a call is kept free",
    "zone": "where you are; without one, where this machine is",
    "horizon": "how far ahead `rescrm export ics` looks",
    "residency_years": "how long a residency is, for `rescrm rollover`",
    "kinds": "kinds of people beside the built-in ones",
    "touch_kinds": "kinds of touches beside the built-in ones",
    "me.name": "who signs the letters",
    "me.stage": "where you are",
    "me.specialty": "what you train in",
    "me.institution": "where you train",
    "me.email": "where answers go",
    "mail.transport": "how the digest leaves: through a server, or the machine's own sendmail",
    "mail.host": "the server that takes mail",
    "mail.port": "its port; without one 465 for tls, 587 for starttls",
    "mail.security": "how the line to it is kept private",
    "mail.user": "who you are to it",
    "mail.password_cmd": "what prints the password; it is never kept here",
    "mail.from": "who the digest is from",
    "mail.to": "whom it goes to",
    "imap.host": "the server that has your Drafts folder",
    "imap.port": "its port; without one 993 for tls",
    "imap.security": "how the line to it is kept private",
    "imap.user": "who you are to it",
    "imap.password_cmd": "what prints the password; it is never kept here",
    "imap.password_file": "or where it is kept, readable by you alone",
    "sync.dir": "where the folders are that vdirsyncer carries",
    "sync.server": "the server it carries them to",
    "sync.user": "who you are to it",
    "sync.password_cmd": "what prints the password; it is never kept here",
    "sync.preset": "what kind of server it is",
    "sync.conflicts": "what to do when both sides changed",
    "sync.notes": "whether notes about people go along",
    "sync.reminders": "whether this machine writes the reminders; one of yours is enough",
    "sos.person": "whom `rescrm sos` names first",
    "sos.group": "the pod it names",
    "sos.lines": "and what else you want to read on a hard day",
}


def current(settings: Settings, key: str) -> Value | None:
    """What a setting is now, as config.toml spells it."""
    value: Any = settings
    for part in key.split("."):
        name = "from_" if part == "from" else part
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name)
    if value == () and key in SPANS:
        return "none"
    return spelled(value)


def everything(settings: Settings) -> Iterator[Mapping[str, Any]]:
    """Each setting with its value."""
    own = (f"shifts.{kind}" for kind in settings.shifts)
    for key in (*KEYS, *own):
        yield {"key": key, "value": current(settings, key)}


def default(settings: Settings, key: str) -> Value | None:
    """What a setting is when nothing is said."""
    return current(Settings(store=settings.store, config=settings.config), key)


def make(settings: Settings, *, keep: bool = True) -> bool:
    """Write a config.toml of comments, where there is none; false where nothing is to be made.

    Raises NotWritable (7).
    """
    if settings.config.exists() or _is_nowhere(settings.config):
        return False
    if keep:
        private_file.write(settings.config, template(settings).encode())
    return True


def change(settings: Settings, key: str, value: Value | None) -> None:
    """Write one setting, or take it out (None). Raises NotWritable (7)."""
    config = settings.config
    if _is_nowhere(config):
        raise NotWritable("config.toml", "there is no home folder to keep it in; set HOME")
    text = config.read_text(encoding="utf-8") if config.exists() else template(settings)
    private_file.write(config, changed(text, key, value).encode())


def template(settings: Settings) -> str:
    """A config.toml in which every setting is explained and none is made."""
    text, table = HEAD, ""
    for key, wants in KEYS.items():
        place, _, name = key.rpartition(".")
        if place != table:
            table = place
            text += f"\n[{table}]\n"
        holds = default(settings, key)
        text += f"\n# {ABOUT[key]}: {wants}\n# {name} = {_toml('' if holds is None else holds)}\n"
    return text


def changed(text: str, key: str, value: Value | None) -> str:
    """The text of a config.toml with one setting changed and every comment kept."""
    import tomlkit

    document: Any = tomlkit.parse(text)
    table, _, name = key.rpartition(".")
    place = document.setdefault(table, tomlkit.table()) if table else document
    if value is None:
        place.pop(name, None)
    elif name in place:
        place[name] = value
    elif offered := _offered(text, table, name):
        start, end = offered
        return f"{text[:start]}{name} = {_toml(value)}{text[end:]}"
    else:
        place[name] = value
    return tomlkit.dumps(document)


def _offered(text: str, table: str, name: str) -> tuple[int, int] | None:
    """Where the template's line of a setting stands, still behind its #."""
    now = ""
    for line in re.finditer(r"^(?:\[(?P<table>[^]]+)\]|# ?(?P<name>\w+) = ).*$", text, re.M):
        if line["table"]:
            now = line["table"]
        elif (now, line["name"]) == (table, name):
            return line.span()
    return None


def spelled(value: Any) -> Value | None:
    """A value as config.toml spells it."""
    match value:
        case time():
            return f"{value:%H:%M}"
        case (time() as first, time() as last):
            return f"{first:%H:%M}-{last:%H:%M}"
        case tuple():
            return list(value)
        case bool():
            return "yes" if value else "no"
    return value if value is None or isinstance(value, int) else str(value)


def _toml(value: Value) -> str:
    import tomlkit

    return tomlkit.item(value).as_string()


def _is_nowhere(config: Path) -> bool:
    return config.is_relative_to(NOWHERE)
