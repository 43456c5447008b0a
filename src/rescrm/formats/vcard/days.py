"""The spellings of a birthday on a card."""

from __future__ import annotations

import re
from datetime import date

from rescrm.core.contact import YearDay

_TIME = r"(?:[T ].*)?"
_FULL = re.compile(rf"(\d{{4}})-?(\d{{2}})-?(\d{{2}}){_TIME}", re.DOTALL | re.ASCII)
_YEARLESS = re.compile(rf"--(\d{{2}})-?(\d{{2}}){_TIME}", re.DOTALL | re.ASCII)
_NO_YEAR = frozenset({0, 1604})  # Apple writes 1604, a leap year, where none is known


def read_day(text: str, omitted: str | None = None) -> YearDay | None:
    """Reads `1993-03-14`, `19930314`, `--03-14`, `--0314`, each with or without a time.

    ``omitted`` is the year that X-APPLE-OMIT-YEAR says is none. None: not such a day.
    """
    text = text.strip()
    if found := _YEARLESS.fullmatch(text):
        return _day(None, int(found[1]), int(found[2]))
    if found := _FULL.fullmatch(text):
        year = int(found[1])
        unknown = year in _NO_YEAR or found[1] == omitted
        return _day(None if unknown else year, int(found[2]), int(found[3]))
    return None


def _day(year: int | None, month: int, day: int) -> YearDay | None:
    try:
        date(year or 1604, month, day)  # 29 February is a day where the year is not known
    except ValueError:
        return None
    return YearDay(month, day, year)
