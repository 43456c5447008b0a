"""Stages of training: how people type them, and which one comes next."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from .folding import words


class Rank(StrEnum):
    """The steps of a training, in their order."""

    STUDENT = "student"
    RESIDENT = "resident"
    CHIEF = "chief"
    FELLOW = "fellow"
    ATTENDING = "attending"


class Stage(NamedTuple):
    """A stage, understood; ``rest`` is what was typed behind it (", IM")."""

    rank: Rank
    year: int | None = None
    rest: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among the others."""
        return list(Rank).index(self.rank), self.year or 0

    def __str__(self) -> str:
        match self.rank:
            case Rank.STUDENT:
                return f"MS{self.year}{self.rest}"
            case Rank.RESIDENT:
                return f"PGY-{self.year}{self.rest}"
        return self.rank.value


# Years of residency in the United States, where they differ from those of internal medicine.
YEARS = {
    "neurology": 4, "psychiatry": 4, "anesthesiology": 4, "anesthesia": 4, "pathology": 4,
    "dermatology": 4, "ophthalmology": 4, "obstetrics": 4, "ob gyn": 4, "obgyn": 4, "physiatry": 4,
    "obstetrics and gynecology": 4, "med peds": 4, "radiology": 5, "radiation oncology": 5,
    "general surgery": 5, "surgery": 5, "orthopedics": 5, "orthopedic surgery": 5, "urology": 5,
    "otolaryngology": 5, "ent": 5, "plastic surgery": 6, "neurosurgery": 7,
}  # fmt: skip
STUDENT_YEARS = 4
_NUMBERED = re.compile(
    r"(?:(?P<student>oms|ms|m)|pgy|r)[ .\u2010-\u2015-]?"
    r"(?:(?P<figure>[1-9])|(?P<roman>iv|v|vi{1,2}|i{1,3}))(?![\w/])(?P<rest>[^0-9]*)",
    re.IGNORECASE | re.ASCII,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7}
_NOT_YET = frozenset({"elect", "incoming", "rising", "future", "former", "ex", "past"})


def read(text: str | None) -> Stage | None:
    """The stage that was typed: `PGY2`, `pgy-2` and `R2` are one; None where it cannot be told."""
    typed = " ".join((text or "").split())
    said = set(words(typed.replace("-", " ")))
    if said & _NOT_YET:
        return None
    for rank in (Rank.FELLOW, Rank.ATTENDING, Rank.CHIEF):
        if rank.value in said:
            return Stage(rank)
    if typed.lower() in ("intern", "intern year"):
        return Stage(Rank.RESIDENT, 1)
    found = _NUMBERED.fullmatch(typed)
    if not found:
        return None
    year = int(found["figure"]) if found["figure"] else _ROMAN[found["roman"].lower()]
    return Stage(Rank.STUDENT if found["student"] else Rank.RESIDENT, year, found["rest"])


def years(specialty: str | None, usual: int) -> int:
    """How many years a residency takes; ``usual`` where the specialty says nothing else."""
    return YEARS.get(" ".join(words((specialty or "").replace("/", " ").replace("-", " "))), usual)
