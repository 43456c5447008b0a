"""How somebody is addressed: `Dr. van der Berg`, `Ben`, or in full where they are a stranger."""

from __future__ import annotations

from .folding import without_degrees

DOCTORS = frozenset({"faculty", "leadership", "mentor", "sponsor"})
DOCTORATES = frozenset({"MD", "M.D.", "DO", "D.O.", "PhD", "Ph.D.", "MBBS"})
TITLES = {"Dr": "Dr.", "Dr.": "Dr.", "Prof": "Professor", "Prof.": "Professor"}
NOT_NAMES = frozenset(
    {*TITLES, *DOCTORATES, "Professor", "Mr.", "Ms.", "Mrs.", "Mx.", "Jr.", "Sr."}
    | {"II", "III", "IV", "MPH", "MBA", "MS", "MSc", "RN", "NP"}
)
# Of a surname, though they look like a name of their own.
PARTICLES = frozenset(
    {"Al", "Da", "De", "Del", "Della", "Di", "Dos", "Du", "El", "La", "St.", "Van", "Von"}
)


def salutation(name: str, kind: object = None) -> str:
    """How to address someone: a doctor by title, others by first name, the unknown in full."""
    title = _title(name)
    if kind in DOCTORS or (title and not kind):
        return f"{title or 'Dr.'} {_surname(name)}"
    return first_name(name) if kind else without_degrees(name)


def spoken_of(name: str, kind: object = None) -> str:
    """How to speak of someone to others: a doctor by title, anyone else in full."""
    return salutation(name, kind) if kind in DOCTORS else without_degrees(name)


def first_name(name: str) -> str:
    """The first name; the whole where it is one word, or a title and a surname."""
    words = _words(name)
    return words[0] if len(words) > 1 or words == name.split() else name


def _title(name: str) -> str | None:
    """The title that somebody's name comes with, or that its degree gives."""
    words = name.replace(",", " ").split()
    said = next((TITLES[word] for word in words if word in TITLES), None)
    return said or ("Dr." if len(words) > 2 and DOCTORATES.intersection(words[2:]) else None)


def _surname(name: str) -> str:
    words = _words(name)
    start = len(words) - 1
    while start > 1 and (words[start - 1][:1].islower() or words[start - 1] in PARTICLES):
        start -= 1
    return " ".join(words[start:])


def _words(name: str) -> list[str]:
    """The words of a name without titles before it and degrees after it."""
    words = [word for word in name.partition(",")[0].split() if word not in NOT_NAMES]
    return words or [name]
