"""Which format a file is in."""

from __future__ import annotations

import time

import pytest

from rescrm.errors import UnknownFormat
from rescrm.formats.detect import HEAD, KNOWN, READERS, detect

HEADING = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
CARD = "BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    ("head", "name", "found"),
    [
        (CARD.encode(), "people.vcf", "vcard"),
        (CARD.encode(), "no-ending", "vcard"),
        (CARD.lower().encode(), "x", "vcard"),
        (b"\xef\xbb\xbf" + CARD.encode(), "x", "vcard"),
        (CARD.encode("utf-16"), "x", "vcard"),
        (CARD.encode("utf-16-le"), "x", "vcard"),
        (CARD.replace("\r\n", "\r").encode(), "x", "vcard"),
        (b"junk\r\n\r\n" + CARD.encode(), "x", "vcard"),
        (b"\0" + CARD.encode(), "x", "vcard"),
        (b"", "people.vcf", "vcard"),
        (b"\xef\xbb\xbf", "people.VCF", "vcard"),
        (b" \r\n\r\n", "people.vcard", "vcard"),
        (HEADING.encode(), "Connections.csv", "linkedin"),
        (HEADING.encode("utf-16"), "x", "linkedin"),
        (("Notes:\r\n\r\n" + HEADING).encode(), "x.txt", "linkedin"),
        (("\r\n" * 19 + HEADING).encode(), "x", "linkedin"),
        (HEADING.replace(",", ";").encode(), "x", "linkedin"),
        (b"\xef\xbb\xbf" + HEADING.encode(), "x", "linkedin"),
        (HEADING.encode() + b"Jos\xe9,,,,,,\r\n", "x", "linkedin"),
    ],
)
def test_a_file_is_known_by_what_it_begins_with(head: bytes, name: str, found: str) -> None:
    assert detect(head, name) == found
    assert found in READERS


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"", "people.csv"),
        (b"", "people"),
        (b"hello", "people.vcf"),
        (b"FN:Ada\r\n", "people.vcf"),
        (b"see BEGIN:VCARD\r\n", "people.vcf"),
        (b"BEGIN:VCALENDAR\r\n", "x.ics"),
        (b"Name,Given Name,Group Membership\r\n", "contacts.csv"),
        (b"First Name,Last Name,E-mail Address\r\n", "contacts.csv"),
        (("\n" * 20 + HEADING).encode(), "x.csv"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "photo.png"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(head: bytes, name: str) -> None:
    with pytest.raises(UnknownFormat) as refused:
        detect(head, name)
    assert refused.value.message.startswith(f"{name}: ")
    assert all(known in refused.value.message for known in KNOWN)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("byte", [b" ", b"\n", b"\0", b'"', b",", b"BEGIN ", b"\xff", b'";'])
def test_looking_takes_no_time(byte: bytes) -> None:
    started = time.perf_counter()
    with pytest.raises(UnknownFormat):
        detect(byte * HEAD, "x")
    assert time.perf_counter() - started < 1


def test_a_cut_character_at_the_end_of_the_head_does_no_harm() -> None:
    assert detect((CARD + "ë").encode()[:-1], "x") == "vcard"
    assert detect(CARD.encode("utf-16")[:-1], "x") == "vcard"
