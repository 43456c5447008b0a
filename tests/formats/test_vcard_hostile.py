"""Cards that are cut, mixed up, far too long or made to do harm."""

from __future__ import annotations

import io
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vcard_samples import ada, card, people, person

from rescrm.errors import RescrmError
from rescrm.formats.record import Record, Unreadable
from rescrm.formats.vcard import reading as vcard

TEN_MB = 10_000_000


def names(found: list[Record | Unreadable]) -> list[str]:
    return [each.name for each in found if isinstance(each, Record)]


def test_a_card_cut_short_is_read_and_named() -> None:
    found = people(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nTEL:123\r\n")
    assert names(found) == ["Ada"]
    assert found[0] == ada()._replace(
        key=found[0].key if isinstance(found[0], Record) else "",
        name="Ada",
        phones=(("123", None),),
        lines="BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nTEL:123\r\n",
        complaints=("people.vcf:1: this card has no end; what is there was read",),
    )


def test_the_half_line_of_a_card_cut_short_is_not_taken_for_whole() -> None:
    (found,) = people(b"BEGIN:VCARD\nFN:Ada\nTEL:+1 415 5")
    assert isinstance(found, Record)
    assert (found.phones, found.name) == ((), "Ada")


def test_half_a_name_is_better_than_none() -> None:
    (found,) = people(b"BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lov")
    assert isinstance(found, Record)
    assert found.name == "Ada Lov"


@pytest.mark.parametrize("tail", [b"", b"VERSION:3.0\n", b"NOTE:x\n", b"EMAIL:ada@exam"])
def test_a_card_cut_short_before_its_name_is_named(tail: bytes) -> None:
    assert people(card("FN:Zoe") + b"BEGIN:VCARD\n" + tail)[1:] == [
        Unreadable("people.vcf:5", "cut short, no name")
    ]


def test_a_file_cut_anywhere_gives_all_whole_cards() -> None:
    data = card("FN:Ada", "TEL:1", end=b"\n") + card("FN:Zoë", "NOTE:x", end=b"\n")
    first = len(card("FN:Ada", "TEL:1", end=b"\n"))
    for cut in range(first, len(data)):
        found = people(data[:cut])
        assert names(found)[0] == "Ada"
        assert len(found) <= 2


def test_a_file_that_begins_inside_a_card_says_so() -> None:
    found = people(b"TEL:1\r\nEND:VCARD\r\n" + card("FN:Ada"))
    assert found[0] == Unreadable("people.vcf:1", "outside any card; left out")
    assert names(found) == ["Ada"]
    assert found[1].where == "people.vcf:3"


def test_lines_between_and_after_cards_are_named_once() -> None:
    data = card("FN:Ada") + b"junk\r\nmore junk\r\n" + card("FN:Zoe") + b"\r\njunk"
    assert [each.where for each in people(data) if isinstance(each, Unreadable)] == [
        "people.vcf:5",
        "people.vcf:12",
    ]


@pytest.mark.parametrize(
    "between", [b"", b"\r\n", b"\0\0\0", b"\x1a", b"  \t\r\n", b"\xef\xbb\xbf"]
)
def test_filling_between_cards_is_passed_over(between: bytes) -> None:
    found = people(card("FN:Ada") + between + card("FN:Zoe") + between)
    assert names(found) == ["Ada", "Zoe"]
    assert len(found) == 2


def test_a_begin_inside_a_card_begins_the_next_one() -> None:
    found = people(b"BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Zoe\nEND:VCARD\nTEL:1\nEND:VCARD\n")
    assert names(found) == ["Ada", "Zoe"]
    assert isinstance(found[0], Record)
    assert "has no end" in found[0].complaints[0]
    assert found[2] == Unreadable("people.vcf:6", "outside any card; left out")


def test_cards_that_never_end_are_each_read() -> None:
    found = people(b"BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Zoe\n")
    assert names(found) == ["Ada", "Zoe"]


@pytest.mark.parametrize(
    "begin", [b"begin:vcard", b"Begin:VCard ", b"BEGIN: VCARD", b"\0BEGIN:VCARD"]
)
@pytest.mark.parametrize("end", [b"end:vcard", b"END:VCARD ", b"End : VCARD\0"])
def test_begin_and_end_are_known_in_any_spelling(begin: bytes, end: bytes) -> None:
    found = people(begin + b"\r\nfn:Ada\r\n" + end + b"\r\n" + card("FN:Zoe"))
    assert names(found) == ["Ada", "Zoe"]
    assert len(found) == 2


def test_a_soft_break_never_swallows_the_end_of_a_card() -> None:
    data = b"BEGIN:VCARD\nFN:Ada\nNOTE;QUOTED-PRINTABLE:abc=\nEND:VCARD\n" + card("FN:Zoe")
    found = people(data)
    assert names(found) == ["Ada", "Zoe"]
    assert isinstance(found[0], Record)
    assert found[0].note == "abc"


def test_a_soft_break_at_the_end_of_the_file_is_read() -> None:
    (found,) = people(b"BEGIN:VCARD\nFN:Ada\nNOTE;QUOTED-PRINTABLE:abc=\n")
    assert isinstance(found, Record)
    assert found.note == "abc"


@pytest.mark.parametrize(
    "line",
    ["TEL;", ";:1", ":", "::", ".:x", "a.b.TEL:1", "TEL;TYPE=:1", "TEL;=:1", "TEL;;;:1", "\\:;,"],
)
def test_odd_heads_do_no_harm(line: str) -> None:
    assert ada(line, "EMAIL:ada@example.org").emails == (("ada@example.org", None),)


def test_a_quote_that_does_not_end_costs_its_line() -> None:
    found = ada('TEL;TYPE="work:1', "TEL:2")
    assert found.phones == (("2", None),)
    assert found.complaints == (
        "people.vcf:4: TEL has a quote that does not end; that line is left out",
    )


@pytest.mark.parametrize("value", ["=" * 200, '="' * 200, '="=,' * 150, ";;" * 200, '"' * 301])
def test_a_hostile_head_takes_no_time(value: str) -> None:
    started = time.perf_counter()
    ada(f"TEL;a{value}", f"TEL;a{value}:1", f'TEL;a{value}"":1')
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    "filling",
    [
        b"NOTE:" + b"a" * TEN_MB,
        b"NOTE:" + b"\\n" * (TEN_MB // 20),
        b"NOTE:" + b"\xe9" * TEN_MB,
        b"NOTE;QUOTED-PRINTABLE:" + b"=41" * (TEN_MB // 3),
        b"FN:" + b" " * TEN_MB + b"x",
        b"N:" + b"\\;" * (TEN_MB // 2),
        b"ADR:" + b";" * TEN_MB,
        b"TEL;" + b"a;" * (TEN_MB // 2) + b":1",
        b"x" * TEN_MB,
        b"\n".join([b"ab"] * 50_000),
        b"\n".join([b"a"] * 1_000_000),
        b"NOTE:" + b"a" * 2 * TEN_MB,
    ],
    ids=lambda filling: f"{filling[:12]!r} {len(filling) // 1_000_000} MB",
)
def test_a_giant_field_is_bounded_and_the_next_card_is_read(filling: bytes) -> None:
    data = b"BEGIN:VCARD\nFN:Ada\n" + filling + b"\nEND:VCARD\n" + card("FN:Zoe")
    tracemalloc.start(1)
    try:
        found = people(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert names(found)[-1] == "Zoe"
    assert len(found) == 2
    assert peak < 200 * 1024 * 1024


def test_a_note_of_ten_megabytes_is_kept_whole() -> None:
    assert len(ada("NOTE:" + "a" * TEN_MB).note or "") == TEN_MB


def test_a_giant_value_is_named_where_no_such_thing_is_so_long() -> None:
    found = ada("TITLE:" + "a" * 10_001)
    assert found.title is None
    assert found.complaints == (
        "people.vcf:4: TITLE is longer than 10000 characters; that line is left out",
    )


def test_a_card_beyond_the_limit_is_named_and_nothing_else() -> None:
    big = b"BEGIN:VCARD\nFN:Ada\n" + b"NOTE:x\n" * 3_000_000 + b"END:VCARD\n"
    found = people(card("FN:Zoe", end=b"\n") + big + card("FN:Eve", end=b"\n"))
    assert names(found) == ["Zoe", "Eve"]
    assert found[1].where == "people.vcf:5"
    assert "longer than 16 MiB" in found[1].reason if isinstance(found[1], Unreadable) else False
    assert found[2].where == "people.vcf:3000008"


def test_memory_stays_flat_over_many_cards() -> None:
    def peak(cards: int) -> int:
        data = io.BytesIO(card("FN:Ada Lovelace", "EMAIL:ada@example.org") * cards)
        tracemalloc.start(1)
        try:
            assert sum(1 for _ in vcard.read(data, "people.vcf")) == cards
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(30_000) < peak(6_000) * 1.5


def test_control_characters_in_a_name_are_left_to_the_screen() -> None:
    assert ada("NICKNAME:\x1b[2J,a\x00b").nicknames == ("\x1b[2J", "a\x00b")


def test_a_template_or_markup_is_only_text() -> None:
    assert person("FN:{{ x }} [bold]").name == "{{ x }} [bold]"


PIECES = st.sampled_from(
    [
        b"BEGIN:VCARD\n", b"END:VCARD\n", b"BEGIN:VCARD\r\n", b"END:VCARD\r", b"begin:vcard\n",
        b"VERSION:2.1\n", b"FN:Ada\n", b"FN;CHARSET=cp1252:Jos\xe9\n", b"N:a;b\\;c;d\n", b"N:\n",
        b"NOTE;QUOTED-PRINTABLE:a=\n", b"=C3=", b" folded\n", b"\tfolded\r\n", b"\n", b"\r", b"\0",
        b"TEL;CELL:1\n", b'TEL;TYPE="a:b":1\n', b'TEL;"', b"item1.X-ABLabel:_$!<a>!$_\n",
        b"item1.TEL:1\n", b"BDAY:--0230\n", b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-01-01\n",
        b"PHOTO;BASE64:\n", b"AAAA\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc3", b"\x81", b":", b";",
        b"EMAIL;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-16:=00\n", b"KIND:group\n", b"UID:1\n",
        b"NOTE;CHARSET=utf-7:+2AA-\n", b"X-SOCIALPROFILE;x-user=a:\n", b"CATEGORIES:a,b\n",
    ]
)  # fmt: skip
ENCODINGS = st.sampled_from(
    [None, None, "utf-8", "cp1251", "utf-16", "utf-7", "shift_jis", "cp037"]
)


@settings(max_examples=300, deadline=2000)
@given(
    data=st.lists(PIECES | st.binary(max_size=12), max_size=40).map(b"".join),
    encoding=ENCODINGS,
)
def test_no_bytes_raise_anything_but_an_error_of_ours(data: bytes, encoding: str | None) -> None:
    try:
        found = people(data, encoding)
    except RescrmError:
        return
    for each in found:
        if isinstance(each, Record):
            assert each.name
            repr(each).encode()
            (each.lines or "").encode()  # no lone surrogate, which the store could not hold
            assert "\ufffd" not in repr(each) or b"\xef\xbf\xbd" in data or encoding
            assert len(vcard.original(each)) > 0


@settings(max_examples=200, deadline=2000)
@given(st.lists(PIECES | st.binary(max_size=12), max_size=30).map(b"".join))
def test_the_lines_of_a_card_are_kept_byte_for_byte(inner: bytes) -> None:
    # What begins with a space goes on with the line before it: not with the name's.
    data = b"BEGIN:VCARD\nFN:Ada\nX-ANY:\n" + inner.replace(b":", b"") + b"\nEND:VCARD\n"
    (found,) = people(data)
    assert isinstance(found, Record)
    assert vcard.original(found) == data


@settings(max_examples=200, deadline=2000)
@given(st.lists(PIECES | st.binary(max_size=12), max_size=30).map(b"".join))
def test_reading_again_gives_the_same_keys(data: bytes) -> None:
    once = [each.key for each in people(data) if isinstance(each, Record)]
    kept = b"".join(vcard.original(each) for each in people(data) if isinstance(each, Record))
    assert once == [each.key for each in people(data) if isinstance(each, Record)]
    assert len(kept) <= 2 * len(data)
