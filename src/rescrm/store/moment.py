"""What a run knows beforehand: the moment, where new uids come from, the user's habits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple


class Moment(NamedTuple):
    """Given to the store once; nothing below reads a clock."""

    now: str  # instant, ISO, UTC
    today: date
    uid: Callable[[], str]
    cooldown: int = 14  # days that an attempt nobody answered asks to wait
    leap: str = "feb-28"  # where 29 February falls in common years
    region: str = "US"  # how a phone number without a country is read
    birthday_lead: int = 7
    date_order: str | None = None  # how 03/04/2026 is read in a filter

    @property
    def day(self) -> str:
        """Today, as the store writes days."""
        return self.today.isoformat()
