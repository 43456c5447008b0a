"""What was promised or asked for, and by when."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from rescrm.core import days
from rescrm.core.almanac import WEEKDAYS
from rescrm.errors import UsageError

_BY = re.compile(r"(?<!\S)by(?:\s+|$)", re.IGNORECASE)
_NEAR_DAY = re.compile(
    r"(.*?\w)(?<!\bfrom)(?<!\bsince)(?<!\bof)(?<!\bfor),? (?:on )?"
    rf"(to(?:morrow|day)|tmrw?|(?:next )?(?:{'|'.join(WEEKDAYS)})|next (?:week|month))\.?",
    re.IGNORECASE,
)


class Pledge(NamedTuple):
    """What was promised or asked for; ``by`` is None when no day was said."""

    what: str
    by: date | None


def read(text: str, today: date, order: str | None = None) -> Pledge:
    """What is promised, and the day behind the last `by`, which must be readable (2)."""
    *_, last = [None, *_BY.finditer(text)]
    if last is None:
        return _soon(text, today)
    what = text[: last.start()].strip(" ,")
    if not what:
        raise UsageError(f"“{text}”: promised what? Try “promised the dataset by fri”.")
    return Pledge(what, days.ahead(text[last.end() :], today, order))


def _soon(text: str, today: date) -> Pledge:
    """A near day needs no `by`: `the paper tomorrow`."""
    found = _NEAR_DAY.fullmatch(text)
    if not found:
        return Pledge(text, None)
    day = "tomorrow" if found[2].lower().startswith("tm") else found[2]
    return Pledge(found[1], days.ahead(day, today))
