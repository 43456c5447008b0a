"""Time zones: where the person is."""

from __future__ import annotations

from datetime import tzinfo

from ..errors import UsageError


def local() -> tzinfo:
    """The zone of this machine, with its summer and winter."""
    from dateutil.tz import tzlocal

    return tzlocal()


def named(name: str) -> tzinfo:
    """The zone of a name; UsageError (2) when nobody knows it."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UsageError(
            f'there is no time zone "{name}". '
            "Try America/New_York: rescrm config set zone America/New_York"
        ) from None
