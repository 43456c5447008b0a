"""Where things are and what the user prefers. Read once, never changed."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any, NamedTuple

from .errors import NotWritable, UsageError
from .keys import check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .accounts import Imap, Mail, Sos, Sync

TABLES = ("me", "mail", "imap", "sync", "sos", "shifts")
EMPTY: Mapping[str, Any] = {}

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
    awake: tuple[time, time] = (time(7, 0), time(22, 0))  # no alarm rings outside
    work: tuple[time, ...] = ()  # nor within these hours
    post_call: time | str = time(12, 0)  # until when a morning after call is kept free
    zone: str | None = None  # None: that of the machine
    horizon: int = 90  # days that `export ics` looks ahead
    residency_years: int = 3
    kinds: tuple[str, ...] = ()
    touch_kinds: tuple[str, ...] = ()
    me: Me = Me()
    tables: Mapping[str, Mapping[str, Any]] = EMPTY  # the rest, read when it is asked for

    @property
    def mail(self) -> Mail:
        """How a digest leaves the machine."""
        from .accounts import Mail

        return Mail(**self.tables.get("mail", {}))

    @property
    def imap(self) -> Imap:
        """Where the Drafts folder is."""
        from .accounts import Imap

        return Imap(**self.tables.get("imap", {}))

    @property
    def sync(self) -> Sync:
        """The folders that other programs carry to a server."""
        from .accounts import Sync

        return Sync(**self.tables.get("sync", {}))

    @property
    def sos(self) -> Sos:
        """What you wrote down for a hard day."""
        from .accounts import Sos

        return Sos(**self.tables.get("sos", {}))

    @property
    def shifts(self) -> Mapping[str, tuple[str, ...]]:
        """The names that a call schedule gives to blocked shifts, by kind."""
        return self.tables.get("shifts", EMPTY)


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
    return _checked(written, str(config))


def _checked(written: dict[str, Any], where: str) -> dict[str, Any]:
    """What is written, each value as the program keeps it; `from` is `from_`."""
    settings: dict[str, Any] = {"tables": {}}
    for key, value in written.items():
        if key == "budget" and value is not False and value == 0:
            settings[key] = 1  # taken before; nobody is locked out of mending it
        elif key not in TABLES:
            settings[key] = check(key, value, where)
        elif not isinstance(value, dict):
            raise UsageError(f"{where}: [{key}] is a table, with lines of its own below it.")
        else:
            table = {
                "from_" if name == "from" else name: check(f"{key}.{name}", each, where)
                for name, each in value.items()
            }
            if key == "me":
                settings["me"] = Me(**table)
            else:
                settings["tables"][key] = table
    return settings


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
