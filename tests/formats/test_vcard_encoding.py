"""Cards in UTF-8, UTF-16 and code pages, also mixed in one file and in one card."""

from __future__ import annotations

import pytest
from vcard_samples import card, people

from rescrm.errors import UnknownEncoding, UnreadableText
from rescrm.formats.record import Record
from rescrm.formats.vcard import reading as vcard


def read(data: bytes, encoding: str | None = None) -> list[Record]:
    found = people(data, encoding)
    assert all(isinstance(each, Record) for each in found), found
    return [each for each in found if isinstance(each, Record)]


@pytest.mark.parametrize(
    ("mark", "encoding", "kept"),
    [
        (b"", "utf-8", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8", "utf-8"),
        (b"\xff\xfe", "utf-16-le", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be", "utf-16-be"),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "utf-16-be", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be", "utf-32-be"),
    ],
)
def test_a_unicode_file_is_known_by_its_first_bytes(mark: bytes, encoding: str, kept: str) -> None:
    whole = card("FN:Zoë 王伟 👩‍⚕️", "NOTE:a", " b").decode().encode(encoding)
    (found,) = read(mark + whole)
    assert (found.name, found.note, found.encoding) == ("Zoë 王伟 👩‍⚕️", "ab", kept)
    assert vcard.original(found) == whole


def test_a_file_that_is_not_utf8_is_cp1252() -> None:
    whole = card("FN:Sören Nüßlebaum", "NOTE:10 €").decode().encode("cp1252")
    (found,) = read(whole)
    assert (found.name, found.note, found.encoding) == ("Sören Nüßlebaum", "10 €", "cp1252")
    assert vcard.original(found) == whole


def test_each_card_of_a_file_has_its_own_encoding() -> None:
    data = card("FN:Zoë") + card("FN:José".encode("cp1252")) + card("FN:王伟")
    assert [(each.name, each.encoding) for each in read(data)] == [
        ("Zoë", "utf-8"),
        ("José", "cp1252"),
        ("王伟", "utf-8"),
    ]


def test_a_card_that_mixes_encodings_is_read_value_by_value() -> None:
    whole = card("FN:王伟", "TITLE:Zoë", b"NOTE:Jos\xe9", b"X-A:\x81")
    (found,) = read(whole)
    assert (found.name, found.title, found.note) == ("王伟", "Zoë", "José")
    assert vcard.original(found) == whole


def test_bytes_that_are_no_text_cost_their_line_and_leave_no_replacement() -> None:
    (found,) = read(card("FN:Zoë", b"TITLE:a\x81b", b"NOTE:Jos\xe9"))
    assert (found.name, found.title, found.note) == ("Zoë", None, "José")
    assert found.complaints == (
        "people.vcf:4: TITLE is not valid utf-8 or cp1252; that line is left out",
    )
    assert "\ufffd" not in repr(found)


def test_a_character_cut_by_folding_is_whole_again() -> None:
    whole = card("FN:Ada", b"NOTE:Krak\xc3", b" \xb3w")
    (found,) = read(whole)
    assert found.note == "Kraków"
    assert vcard.original(found) == whole


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1251", "Віталій Кличко"), ("iso-8859-2", "Łukasz Żak"), ("shift_jis", "表 太郎ソ")],
)
def test_an_encoding_that_is_given_is_used_and_kept(encoding: str, name: str) -> None:
    whole = card(f"FN:{name}", "N:a\\;b;c").decode().encode(encoding)
    (found,) = read(whole, encoding)
    assert found.name == name
    assert "\ufffd" not in repr(found)
    assert vcard.original(found) == whole


def test_a_code_page_that_the_card_names_is_tried_before_cp1252() -> None:
    whole = card(
        "FN:Київ".encode("cp1251"),
        "LABEL;CHARSET=Windows-1251;QUOTED-PRINTABLE:=CA=E8",
        version="2.1",
    )
    (found,) = read(whole)
    assert (found.name, found.encoding) == ("Київ", "cp1251")
    assert vcard.original(found) == whole


@pytest.mark.parametrize("hint", ["utf-16", "x-unknown", "base64", "cp037", "utf-8"])
def test_a_code_page_that_cannot_be_is_not_tried(hint: str) -> None:
    (found,) = read(card("FN:José".encode("cp1252"), f"NOTE;CHARSET={hint}:x", version="2.1"))
    assert (found.name, found.encoding) == ("José", "cp1252")


def test_a_value_is_read_in_the_charset_it_declares() -> None:
    (found,) = read(card(b"FN;CHARSET=iso-8859-2:\xa3ukasz", b"NOTE;CHARSET=UTF-8:Zo\xc3\xab"))
    assert (found.name, found.note) == ("Łukasz", "Zoë")


def test_each_value_may_declare_its_own_charset() -> None:
    lines = (b"FN;CHARSET=iso-8859-2:\xa3ukasz", "NOTE;CHARSET=cp1251:Київ".encode("cp1251"))
    (found,) = read(card(*lines))
    assert (found.name, found.note) == ("Łukasz", "Київ")


def test_utf8_that_declares_another_charset_is_still_utf8() -> None:
    (found,) = read(card("FN;CHARSET=windows-1252:Zoë"))
    assert found.name == "Zoë"


def test_a_given_encoding_goes_before_a_declared_charset() -> None:
    (found,) = read(card("FN;CHARSET=windows-1252:Київ".encode("cp1251")), "cp1251")
    assert found.name == "Київ"


def test_so_it_does_in_a_card_that_it_does_not_fit_everywhere() -> None:
    whole = card("FN;CHARSET=windows-1252:Київ".encode("cp1251"), b"NOTE:\x98")
    (found,) = read(whole, "cp1251")
    assert (found.name, found.note, len(found.complaints)) == ("Київ", None, 1)
    assert vcard.original(found) == whole


def test_the_key_of_a_card_does_not_depend_on_the_encoding_it_is_read_in() -> None:
    data = card("FN:Віталій".encode("cp1251"))
    assert read(data)[0].key == read(data, "cp1251")[0].key
    assert read(data)[0].name != read(data, "cp1251")[0].name


def test_a_given_encoding_that_does_not_fit_costs_the_values_only() -> None:
    (found,) = read(card("FN:Ada", b"NOTE:Jos\xe9"), "utf-8")
    assert (found.name, found.note) == ("Ada", None)
    assert found.complaints == ("people.vcf:4: NOTE is not valid utf-8; that line is left out",)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b""])
def test_utf16_may_be_given_with_or_without_a_mark(mark: bytes) -> None:
    whole = card("FN:Zoë").decode().encode("utf-16-le")
    assert read(mark + whole, "utf-16")[0].name == "Zoë"


def test_half_a_surrogate_pair_never_reaches_a_field() -> None:
    whole = card("FN:Ada", "NOTE:x").decode().encode("utf-16-le")
    broken = whole.replace("x".encode("utf-16-le"), b"\x00\xd8")
    (found,) = read(b"\xff\xfe" + broken)
    assert found.note is None
    assert len(found.complaints) == 1
    (found.lines or "").encode()
    assert vcard.original(found) == broken


def test_a_utf16_file_cut_inside_a_character_is_read() -> None:
    data = b"\xff\xfe" + (card("FN:Zoë") + card("FN:Ada")).decode().encode("utf-16-le")
    assert [each.name for each in people(data[:-1]) if isinstance(each, Record)] == ["Zoë", "Ada"]


def test_ebcdic_is_read_when_it_is_given() -> None:
    whole = card("FN:Ada", end=b"\n").decode().encode("cp037")
    (found,) = read(whole, "cp037")
    assert found.name == "Ada"
    assert vcard.original(found) == whole


@pytest.mark.parametrize(
    "encoding",
    ["no-such", "base64", "rot13", "idna", "punycode", "unicode_escape", "undefined", "a\0b"],
)
def test_what_is_no_encoding_of_text_is_refused_before_reading(encoding: str) -> None:
    with pytest.raises(UnknownEncoding) as refused:
        vcard.read([b""], "people.vcf", encoding)
    assert refused.value.exit_code == 2


def test_a_wide_encoding_that_does_not_fit_is_refused_with_the_file() -> None:
    with pytest.raises(UnreadableText, match=r"people\.vcf: not readable as utf-32-le"):
        people(card("FN:Ada") * 10, "utf-32")
