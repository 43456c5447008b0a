"""Cards made up for the tests."""

from __future__ import annotations

from rescrm.formats.record import Record, Unreadable
from rescrm.formats.vcard import reading as vcard


def card(*lines: str | bytes, version: str = "3.0", end: bytes = b"\r\n") -> bytes:
    """The bytes of one card with these lines between its BEGIN and its END."""
    inner = [line.encode() if isinstance(line, str) else line for line in lines]
    whole = [b"BEGIN:VCARD", b"VERSION:" + version.encode(), *inner, b"END:VCARD"]
    return b"".join(line + end for line in whole)


def people(data: bytes, encoding: str | None = None) -> list[Record | Unreadable]:
    """All that the reader says about a file."""
    return list(vcard.read([data], "people.vcf", encoding))


def person(*lines: str | bytes, version: str = "3.0", encoding: str | None = None) -> Record:
    """The one record that a card with these lines gives."""
    (found,) = people(card(*lines, version=version), encoding)
    assert isinstance(found, Record), found
    return found


def ada(*lines: str | bytes, version: str = "3.0") -> Record:
    """The same for a card that needs no name of its own."""
    return person("FN:Ada Lovelace", *lines, version=version)
