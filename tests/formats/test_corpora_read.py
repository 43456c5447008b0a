"""Real files of many programs, against what independent parsers found in each."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from rescrm.errors import UnknownFormat
from rescrm.formats.detect import HEAD, READERS, detect
from rescrm.formats.record import Record, Unreadable
from rescrm.formats.vcard import reading as vcard
from rescrm.formats.vcard.lines import numbered
from rescrm.formats.vcard.property import read_head, split_head

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
EXPECTED: dict[str, Any] = (
    json.loads((CORPORA / "expected.json").read_text("utf-8"))["files"]
    if (CORPORA / "expected.json").exists()
    else {}
)
VCARDS = sorted(path for path in EXPECTED if path.endswith(".vcf"))
LINKEDIN = sorted(path for path in EXPECTED if "linkedin" in EXPECTED[path])
OTHERS = sorted(
    path for path in EXPECTED if path.startswith("csv/") and path not in {*VCARDS, *LINKEDIN}
)

# Properties that are there and say nothing: `tel;work:`.
EMPTY_NUMBERS = {"vcard/ical4j-vcard__4b62872a-849-0.vcf": 3}
NOT_PEOPLE = {  # a photo, an address or a web page alone
    "vcard/VCards__Photo_Outlook_v2.vcf",
    "vcard/ical.js__vcard_grouped.vcf",
    "vcard/ical4j-vcard__vcard-group.vcf",
    "vcard/ical4j-vcard__vcard-url.vcf",
    "vcard/vobject__issue64.vcf",
}

pytestmark = pytest.mark.skipif(not EXPECTED, reason="the folder of real files is not here")


def read(path: str, encoding: str | None = None) -> list[Record | Unreadable]:
    with (CORPORA / path).open("rb") as file:
        reader = READERS[detect(file.read(HEAD), path)]
        file.seek(0)
        return list(reader(file, Path(path).name, encoding))


def cards(path: str) -> list[tuple[Record, dict[str, Any]]]:
    """The people read from a file, each beside what is expected of the card (first ones)."""
    pairs = zip(read(path), EXPECTED[path]["list"], strict=False)
    return [(found, card) for found, card in pairs if isinstance(found, Record)]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


@pytest.mark.parametrize("path", VCARDS)
def test_every_card_is_read_or_named(path: str) -> None:
    found = read(path)
    assert len(found) == EXPECTED[path]["begin_vcard"]
    unreadable = [each for each in found if isinstance(each, Unreadable)]
    assert [each.reason for each in unreadable] == ["no name on this card"] * len(unreadable)
    assert bool(unreadable) == (path in NOT_PEOPLE)
    assert "\ufffd" not in repr(found)


@pytest.mark.parametrize("path", VCARDS)
def test_names_are_those_of_the_cards(path: str) -> None:
    right = EXPECTED[path].get("fn_in_that_code_page")
    for at, (found, card) in enumerate(cards(path)):
        formatted = right[at] if right else card["fn"]
        if formatted and formatted.strip():
            assert found.name == formatted.strip()
        elif card["n"]:
            family, given = (*card["n"].split(";"), "")[:2]
            assert found.name.startswith(given)
            assert found.name.endswith(family)
        else:
            assert found.name == card["emails"][0]


@pytest.mark.parametrize("path", VCARDS)
def test_addresses_and_numbers_are_all_there(path: str) -> None:
    for found, card in cards(path):
        assert [address for address, _ in found.emails] == card["emails"]
        assert len(found.phones) == card["tels"] - EMPTY_NUMBERS.get(path, 0)


@pytest.mark.parametrize("path", VCARDS)
def test_birthdays_are_those_of_the_cards(path: str) -> None:
    for found, card in cards(path):
        written = (card.get("bday") or "").partition("T")[0]
        if written == "circa 1800":
            assert (found.birthday, found.custom) == (None, (("birthday", written),))
        elif written:
            assert str(found.birthday).replace("-", "") == written.replace("-", "")
        else:
            assert found.birthday is None


@pytest.mark.parametrize("path", VCARDS)
def test_organisations_nicknames_and_uids_are_those_of_the_cards(path: str) -> None:
    for found, card in cards(path):
        organisations = [each.replace("\\,", ",") for each in listed(card.get("org")) if each]
        assert (found.organisation is None) == (not organisations)
        if organisations:
            assert organisations[0].split(";")[0] == found.organisation
        if card.get("nickname"):
            assert found.nicknames == (card["nickname"],)
        if card.get("uid"):
            assert found.key == f"uid:{card['uid']}"


@pytest.mark.parametrize("path", VCARDS)
def test_the_cards_come_back_byte_for_byte(path: str) -> None:
    raw = (CORPORA / path).read_bytes()
    at = 0
    for found in read(path):
        if isinstance(found, Record):
            at = raw.index(vcard.original(found), at) + len(vcard.original(found))
            assert raw[:at].rstrip().upper().endswith(b"END:VCARD")


@pytest.mark.parametrize("path", VCARDS)
def test_lines_are_cut_as_vobject_cuts_them(path: str) -> None:
    from vobject.base import ParseError, getLogicalLines, parseLine

    text = (CORPORA / path).read_bytes().decode("latin-1").replace("\r\n", "\n")
    ours = [line for _, line in numbered(text) if line.strip()]
    theirs = [line for line, _ in getLogicalLines(StringIO(text))]
    for our_line, line in zip(ours, theirs, strict=True):
        try:
            name, _, value, group = parseLine(line)
        except ParseError:
            continue  # it reads fewer lines than we do
        if "QUOTED-PRINTABLE" not in line.upper():
            start, our_value = split_head(our_line)
            head = read_head(start)
            assert (head.name, head.group) == (name.upper(), (group or "").lower())
            assert our_value == value


@pytest.mark.parametrize("path", VCARDS)
def test_a_file_has_the_same_keys_when_it_is_read_again(path: str) -> None:
    first, again = read(path), read(path, "latin-1")
    keys = [each.key for each in first if isinstance(each, Record)]
    assert len(set(keys)) == len(keys)
    assert keys == [each.key for each in again if isinstance(each, Record)]


@pytest.mark.parametrize(
    ("path", "encoding", "name"),
    [
        ("vcard/VCards__Ukrainian.vcf", "cp1251", "Віталій Володимирович Кличко"),
        ("vcard/VCards__German.vcf", "cp1252", "Sören Täve Nüßlebaum"),
        ("vcard/roundcubemail__johndoe.vcf", "iso-8859-1", "John Doë"),
    ],
)
def test_a_code_page_that_is_given_reads_the_name(path: str, encoding: str, name: str) -> None:
    if path not in EXPECTED:
        pytest.skip("this file is not here")
    (found,) = read(path, encoding)
    assert isinstance(found, Record)
    assert found.name == name


def test_six_people_of_android_are_read_although_a_photo_is_bad() -> None:
    found = [
        each for each in read("vcard/ez-vcard__John_Doe_ANDROID.vcf") if isinstance(each, Record)
    ]
    assert [each.name for each in found[:2]] == ["john.doe@company.com", "jane.doe@company.com"]
    assert len(found) == 6
    assert [each.complaints for each in found if each.complaints] == [
        ("ez-vcard__John_Doe_ANDROID.vcf:82: ORG is not valid utf-8; that line is left out",)
    ]


@pytest.mark.parametrize("path", LINKEDIN)
def test_connections_are_all_there(path: str) -> None:
    expected = EXPECTED[path]
    found = [each for each in read(path) if isinstance(each, Record)]
    assert len(found) == expected["linkedin"]["people_with_a_name"]
    for record, (first, last, url) in zip(found, expected["first_fields"], strict=True):
        assert (record.name, record.links) == (f"{first} {last}", (url,))
    days = [f"{each.met_on:%d %b %Y}" if each.met_on else "" for each in found]
    assert days == expected["linkedin"]["connected_on"]


@pytest.mark.parametrize("path", OTHERS)
def test_what_cannot_be_read_yet_is_refused(path: str) -> None:
    with pytest.raises(UnknownFormat):
        read(path)
