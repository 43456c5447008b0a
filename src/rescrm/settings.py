"""Where things are and what the user prefers. Read once, never changed."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any, NamedTuple

from .errors import NotWritable, UsageError

KINDS = (
    "co-resident", "faculty", "fellow", "leadership", "alum", "collaborator", "student",
    "mentee", "mentor", "sponsor", "staff", "friend", "other",
)  # fmt: skip


class Me(NamedTuple):
    """Who signs the letters."""

    name: str | None = None
    stage: str | None = None
    specialty: str | None = None
    institution: str | None = None
    email: str | None = None


class Settings(NamedTuple):
    """Everything that config.toml and the environment decide."""

    store: Path
    config: Path
    budget: int = 5  # people a day
    cooldown: int = 14  # days to wait after an attempt nobody answered
    promise_days: int = 7  # until a promise or an ask without a day falls due
    birthday_lead: int = 7
    day_starts: time = time(0, 0)
    leap_birthdays: str = "feb-28"
    date_order: str | None = None
    region: str = "US"
    alarm: time = time(9, 0)
    horizon: int = 90  # days that `export ics` looks ahead
    kinds: tuple[str, ...] = ()
    touch_kinds: tuple[str, ...] = ()
    me: Me = Me()


# What `config set` takes: each key with the words that say what it wants.
KEYS: Mapping[str, str] = {
    "budget": "a number of people a day, 0 to 100",
    "cooldown": "a number of days, 0 to 365",
    "promise_days": "a number of days, 1 to 365",
    "birthday_lead": "a number of days, 0 to 365",
    "day_starts": "a time of day such as 04:00",
    "leap_birthdays": "feb-28 or mar-1",
    "date_order": "dmy, mdy or ymd",
    "region": "a country of two letters, such as US",
    "alarm": "a time of day such as 09:00",
    "horizon": "a number of days, 1 to 730",
    "kinds": "your own kinds of people, parted by commas",
    "touch_kinds": "your own kinds of touches, parted by commas",
    "me.name": "your name",
    "me.stage": "your stage, such as PGY-2",
    "me.specialty": "your specialty",
    "me.institution": "your institution",
    "me.email": "your e-mail address",
}
NUMBERS = {
    "budget": (0, 100),
    "cooldown": (0, 365),
    "promise_days": (1, 365),
    "birthday_lead": (0, 365),
    "horizon": (1, 730),
}
CHOICES = {"leap_birthdays": ("feb-28", "mar-1"), "date_order": ("dmy", "mdy", "ymd")}
TIMES = ("day_starts", "alarm")
NOWHERE = Path("/nonexistent")  # where settings would be for someone without a home


def read_settings(environ: Mapping[str, str], db: str | None = None) -> Settings:
    """Read config.toml, if there is one, and where the store is.

    Raises UsageError (2) for a setting that cannot be meant, NotWritable (7) without a home.
    """
    config = _place(environ, "XDG_CONFIG_HOME", ".config", needed=False) / "rescrm/config.toml"
    named = db or environ.get("RESCRM_DB")
    store = Path(named) if named else data_home(environ) / "rescrm/rescrm.db"
    return Settings(store=store.absolute(), config=config, **_read(config))


def data_home(environ: Mapping[str, str]) -> Path:
    """The folder for data, after the XDG rules; NotWritable (7) without a home."""
    return _place(environ, "XDG_DATA_HOME", ".local/share", needed=True)


def check(key: str, value: Any, where: str = "config") -> Any:
    """The value of a setting as the program keeps it; UsageError says what the key wants."""
    if key not in KEYS:
        known = ", ".join(KEYS)
        raise UsageError(f'{where}: there is no setting "{key}". Known: {known}.')
    read = _check_one(key, value)
    if read is None:
        shown = str(value)[:60]
        raise UsageError(f'{where}: {key} is {KEYS[key]}, not "{shown}".')
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
    if key in ("kinds", "touch_kinds"):
        return _words(value.split(",") if isinstance(value, str) else value)
    if not (isinstance(value, str) and value.isprintable()):
        return None
    if key == "region":
        return value.upper() if len(value) == 2 and value.isascii() and value.isalpha() else None
    return value


def _words(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
        return None
    words = tuple(" ".join(word.lower().split()) for word in value if word.strip())
    return words if all(word.isprintable() for word in words) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _time(value: Any) -> time | None:
    if isinstance(value, time):
        return value
    hours, colon, minutes = str(value).partition(":")
    if colon and _is_number(hours) and _is_number(minutes) and len(minutes) == 2:
        return time(int(hours), int(minutes)) if int(hours) < 24 and int(minutes) < 60 else None
    return None


def _read(config: Path) -> dict[str, Any]:
    try:
        if not config.exists():
            return {}
    except PermissionError:  # somebody else's home, after `sudo -u`
        return {}
    _refuse_what_others_decide(config)
    import tomllib

    try:
        written = tomllib.loads(config.read_text(encoding="utf-8-sig"))
    except RecursionError:
        raise UsageError(f"{config}: nested too deep. Mend it and try again.") from None
    except ValueError as error:  # no TOML, no UTF-8, a number of 5,000 figures
        raise UsageError(
            f"{config}: not readable as TOML ({error}). Mend it and try again."
        ) from None
    except OSError as error:
        raise NotWritable(str(config), (error.strerror or "not readable").lower()) from None
    me = written.pop("me", {})
    if not isinstance(me, dict):
        raise UsageError(f"{config}: [me] is a table: name, stage, specialty, institution, email.")
    where = str(config)
    mine = {key: check(f"me.{key}", value, where) for key, value in me.items()}
    return {key: check(key, value, where) for key, value in written.items()} | {"me": Me(**mine)}


def _refuse_what_others_decide(config: Path) -> None:
    """A FIFO is not waited for, and what anyone may write is not obeyed."""
    mode = config.stat().st_mode
    if not stat.S_ISREG(mode):
        raise NotWritable(str(config), "this is no plain file, so no settings are read")
    if mode & stat.S_IWOTH:
        raise NotWritable(
            str(config), f"anyone may write to it, so it is not obeyed; chmod 600 {config} mends it"
        )


def _place(environ: Mapping[str, str], variable: str, default: str, *, needed: bool) -> Path:
    """A folder after the XDG base directory rules: a relative value does not count."""
    named = environ.get(variable, "")
    if named.startswith("/"):
        return Path(named)
    home = environ.get("HOME", "")
    if home.startswith("/"):
        return Path(home) / default
    if needed:
        raise NotWritable(
            "the store", "there is no home folder. Set HOME, or name a place with --db PATH"
        )
    return NOWHERE
