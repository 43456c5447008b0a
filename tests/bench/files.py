"""Files to import: address books and LinkedIn exports of any length."""

from __future__ import annotations

import csv
from pathlib import Path

from .people import Made, people

LINKEDIN = (
    "First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On",
)  # fmt: skip


def vcards(path: Path, count: int) -> Path:
    """Write so many cards as a phone does, and give the path."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(map(card, people(count)))
    return path


def card(made: Made) -> str:
    """One card of version 3.0."""
    lines = (
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:urn:uuid:00000000-0000-4000-8000-{made.number:012x}",
        f"FN:{made.name}",
        f"N:{made.last};{made.first};;;",
        f"ORG:{made.hospital}",
        f"TITLE:{made.title}".replace(",", "\\,"),
        f"EMAIL;TYPE=INTERNET,WORK:{made.email}",
        f"TEL;TYPE=CELL:{made.phone}",
        f"ADR;TYPE=WORK:;;1 Main Street;{made.city};;;",
        f"BDAY:{made.birthday:%Y-%m-%d}",
        "REV:2026-01-01T00:00:00Z",
        "END:VCARD",
    )
    return "".join(f"{line}\r\n" for line in lines)


def connections(path: Path, count: int) -> Path:
    """Write a LinkedIn export of so many rows, one in ten with an e-mail, and give the path."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write('Notes:\n"When exporting your connection data, you may notice …"\n\n')
        rows = csv.writer(out)
        rows.writerow(LINKEDIN)
        rows.writerows(map(row, people(count)))
    return path


def row(made: Made) -> tuple[str, ...]:
    """One row of Connections.csv."""
    return (
        made.first,
        made.last,
        f"https://www.linkedin.com/in/{made.slug}",
        made.email if made.number % 10 == 0 else "",
        made.hospital,
        made.title,
        f"{made.met:%d %b %Y}",
    )
