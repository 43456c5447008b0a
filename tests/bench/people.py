"""Made-up people, the same ones each time: the n-th person is always the same person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple


def _words(text: str) -> list[str]:
    return text.split()


FIRST = _words("""
    Ada Aisha Alan Alice Amara Ana Anh Anil Arjun Asha Beatriz Ben Bilal Bruno Camille Carlos
    Chen Chidi Chloé Clara Daniel Deepa Diego Dmitri Elena Emeka Emma Esra Farah Felix Femi
    Fiona Gabriel Grace Hana Hassan Hugo Ibrahim Ines Ivan Jamal Jana João Jonas José Joy Julia
    Kai Kamal Karin Kofi Lars Laila Lee Leon Leïla Lina Liam Lucía Łukasz Maja Malik Marco Maria
    Maya Mei Mateo Mina Mohan Nadia Naomi Nils Noor Olga Omar Oskar Paula Pedro Priya Quentin
    Rafael Rania Ravi Renée Rosa Ruth Saanvi Samuel Sara Selin Sofia Søren Tamar Tariq Thea Tomás
    Uma Victor Wanda Yara Yusuf Zoë Zahra
""")
STARTS = _words("""
    Ab Ad Al An Ar Ba Be Bo Ca Co Da De Du El Fa Fi Ga Gu Ha Ho Is Ja Ka Ko La Lo Ma Mo
""")
MIDDLES = _words("ber can dar fel gar kow lan mar nov ral san tor vel zar ñez")
ENDS = _words("a ay berg es er i in man o off sen ski son sson ton u wala")
HOSPITALS = (
    "St. Agnes Medical Center", "Lakeside University Hospital", "Harbor General", "UCSF",
    "Massachusetts General Hospital", "Mount Hope Children's", "Hôpital Saint-Roch",
    "Karolinska Institutet", "Riverside VA", "Northwood Community Hospital",
)  # fmt: skip
TITLES = (
    "Resident, Internal Medicine", "Chief Resident", "Attending Physician", "Fellow, Cardiology",
    "Professor of Medicine", "Program Coordinator", "Research Fellow", "Nurse Practitioner",
    "Medical Student", "Associate Program Director",
)  # fmt: skip
CITIES = ("Boston", "San Francisco", "Chicago", "Montréal", "Stockholm", "Denver", "Austin")
FIRST_DAY = date(2015, 1, 1)


class Made(NamedTuple):
    """One made-up person."""

    number: int
    first: str
    last: str
    email: str
    phone: str
    slug: str
    hospital: str
    title: str
    city: str
    birthday: date
    met: date

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.first} {self.last}"


def people(count: int, start: int = 0) -> Iterator[Made]:
    """Yield the persons number ``start`` to ``start + count``."""
    for number in range(start, start + count):
        dice = Random(number)
        first = dice.choice(FIRST)
        last = dice.choice(STARTS) + dice.choice(MIDDLES) + dice.choice(ENDS)
        yield Made(
            number,
            first,
            last,
            f"person{number}@example.org",
            f"+1 415 {dice.randrange(200, 999)} {dice.randrange(10_000):04}",
            f"person-{number:07x}-{dice.getrandbits(24):06x}",
            dice.choice(HOSPITALS),
            dice.choice(TITLES),
            dice.choice(CITIES),
            date(1950, 1, 1) + timedelta(days=dice.randrange(18_000)),
            FIRST_DAY + timedelta(days=dice.randrange(4_200)),
        )
