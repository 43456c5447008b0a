"""Cards as machines share them: read, written fresh, and with only the changed lines rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.reconcile import Content
from rescrm.formats.record import Record, Unreadable
from rescrm.formats.vcard.reading import original, read
from rescrm.formats.vcard.shared import Card, content, read_card, tag
from rescrm.formats.vcard.writing import fresh, rewritten

MAYA: Content = {
    "name": ("Maya Rao",),
    "nickname": ("May", "Mo, the first"),
    "email": ("maya@ucsf.edu", "may@example.org"),
    "phone": ("+1 415 555 0134",),
    "link": ("https://www.linkedin.com/in/maya",),
    "organisation": ("UCSF; Heart, Lung",),
    "title": ("Fellow",),
    "city": ("San Francisco",),
    "birthday": ("1993-03-14",),
    "kind": ("co-resident",),
    "stage": ("PGY-2",),
    "specialty": ("cardiology",),
    "every": ("every 6 weeks",),
    "state": ("archived",),
    "met_on": ("2026-11-02",),
    "tag": ("ep", "tough-night"),
    "custom": ("knows=cardiology", "pets=2 cats; 1 dog"),
    "date": ("anniversary=--05-01",),
    "note": ("Likes\nboards, and tea",),
    "remark": ("2026-11-20 two lines\nof it",),
}
LABELS = {"maya@ucsf.edu": "work", "may@example.org": "My own", "+1 415 555 0134": "cell"}

PHONE = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17.4//EN\r\n"
    b"N:Rao;Maya;;Dr.;\r\nFN:Dr. Maya Rao\r\nORG:UCSF;Cardiology;\r\n"
    b"item1.EMAIL;type=INTERNET;type=pref:maya@ucsf.edu\r\nitem1.X-ABLabel:_$!<Work>!$_\r\n"
    b"TEL;type=CELL;type=VOICE:+1 415 555 0134\r\n"
    b"ADR;type=HOME:;;1 Long Street with a very long name that has to be folded at sev\r\n"
    b" enty-five;San Francisco;CA;94110;USA\r\n"
    b"CATEGORIES:Work Friends,ep\r\n"
    b"PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgK\r\n"
    b" DBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/\r\n"
    b"X-SOCIALPROFILE;type=twitter:https://twitter.com/maya\r\n"
    b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-14\r\nUID:PHONE-1\r\nEND:VCARD\r\n"
)


def card(data: bytes, *, notes: bool = True) -> Card:
    """The card of a file that has one."""
    found = read_card(data, "people/a.vcf", notes=notes)
    assert isinstance(found, Card), found
    return found


def changed(data: bytes, wanted: dict[str, tuple[str, ...]], labels: dict[str, str]) -> bytes:
    """A card with some fields said anew; () takes one away."""
    found = card(data)
    content = {name: each for name, each in {**found.content, **wanted}.items() if each}
    return rewritten(found.record, found.uid, content, labels, notes=True)


# Fresh cards ---------------------------------------------------------------------------------


def test_a_fresh_card_says_everything() -> None:
    found = card(fresh("maya-1", MAYA, LABELS))
    assert found.uid == "maya-1"
    assert found.content == MAYA
    assert found.record.emails == (("maya@ucsf.edu", "work"), ("may@example.org", "My own"))
    assert found.record.phones == (("+1 415 555 0134", "cell"),)


def test_a_fresh_card_is_version_three_with_folded_lines() -> None:
    data = fresh("maya-1", {**MAYA, "note": ("ä" * 200,)}, LABELS)
    assert data.startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:maya-1\r\nFN:Maya Rao\r\nN:Rao;Maya")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()  # none is broken inside a character


def test_other_readers_take_a_fresh_card() -> None:
    found = vobject.readOne(fresh("maya-1", MAYA, LABELS).decode())
    assert found.fn.value == "Maya Rao"
    assert found.n.value.family == "Rao"
    assert [each.value for each in found.contents["email"]] == ["maya@ucsf.edu", "may@example.org"]
    assert found.bday.value == "1993-03-14"
    assert found.note.value == "Likes\nboards, and tea"


def test_a_yearless_birthday_has_no_bday_in_version_three() -> None:
    data = fresh("x", {"name": ("A",), "birthday": ("--03-14",)}, {})
    assert b"BDAY:" not in data.replace(b"X-RESCRM-BIRTHDAY:", b"")
    assert b"1604" not in data
    assert card(data).content["birthday"] == ("--03-14",)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip
WORDS = st.lists(TEXT, min_size=1, max_size=3, unique=True).map(tuple)


@given(
    st.fixed_dictionaries(
        {"name": st.tuples(TEXT)},
        optional={
            "title": st.tuples(TEXT),
            "organisation": st.tuples(TEXT),
            "city": st.tuples(TEXT),
            "note": st.tuples(TEXT),
            "stage": st.tuples(TEXT),
            "nickname": WORDS,
            "remark": WORDS,
        },
    )
)
def test_what_is_written_is_what_is_read(content: dict[str, tuple[str, ...]]) -> None:
    found = card(fresh("u", content, {}))
    assert found.content == content
    assert rewritten(found.record, "u", content, {}, notes=True) == fresh("u", content, {})


# Cards that are there ------------------------------------------------------------------------


def test_an_unchanged_card_comes_back_byte_for_byte() -> None:
    assert changed(PHONE, {}, {}) == PHONE


@pytest.mark.parametrize(
    ("wanted", "gone", "new"),
    [
        ({"title": ("Chief",)}, [], [b"TITLE:Chief\r\n"]),
        ({"organisation": ("MGH",)}, [b"ORG:UCSF;Cardiology;\r\n"], [b"ORG:MGH;Cardiology;\r\n"]),
        (
            {"email": ("m@mgh.org",)},
            [
                b"item1.EMAIL;type=INTERNET;type=pref:maya@ucsf.edu\r\n",
                b"item1.X-ABLabel:_$!<Work>!$_\r\n",
            ],
            [b"EMAIL;TYPE=WORK:m@mgh.org\r\n"],
        ),
        ({"phone": ()}, [b"TEL;type=CELL;type=VOICE:+1 415 555 0134\r\n"], []),
        ({"link": ()}, [b"X-SOCIALPROFILE;type=twitter:https://twitter.com/maya\r\n"], []),
        ({"tag": ("ep", "chess")}, [b"CATEGORIES:Work Friends,ep\r\n"],
         [b"CATEGORIES:ep\r\n", b"X-RESCRM-TAG:chess\r\n"]),
        ({"birthday": ("1993-03-14",)}, [b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-14\r\n"],
         [b"BDAY:1993-03-14\r\n"]),
        ({"birthday": ()}, [b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-14\r\n"], []),
        ({"kind": ("fellow",)}, [], [b"X-RESCRM-KIND:fellow\r\n"]),
        ({"name": ("Maya R. Stern",)}, [b"N:Rao;Maya;;Dr.;\r\n", b"FN:Dr. Maya Rao\r\n"],
         [b"FN:Maya R. Stern\r\n", b"N:Stern;Maya R.;;;\r\n"]),
    ],
)  # fmt: skip
def test_only_the_lines_of_what_changed_are_rewritten(
    wanted: dict[str, tuple[str, ...]], gone: list[bytes], new: list[bytes]
) -> None:
    after = changed(PHONE, wanted, {"m@mgh.org": "work"})
    before_lines, after_lines = lines(PHONE), lines(after)
    assert sorted(set(before_lines) - set(after_lines)) == sorted(gone)
    assert sorted(set(after_lines) - set(before_lines)) == sorted(new)
    kept = {name: each for name, each in wanted.items() if each}
    assert {name: card(after).content.get(name) for name in kept} == kept


def lines(data: bytes) -> list[bytes]:
    """The lines of a card, those that are folded in one piece."""
    whole = data.replace(b"\r\n ", b"\0")
    return [line.replace(b"\0", b"\r\n ") for line in whole.splitlines(keepends=True)]


def test_a_city_changes_inside_its_address() -> None:
    after = changed(PHONE, {"city": ("Boston",)}, {})
    unfolded = after.replace(b"\r\n ", b"")
    assert b"has to be folded at seventy-five;Boston;CA;94110;USA\r\n" in unfolded
    assert b"ADR;type=HOME:" in unfolded
    assert card(changed(after, {"city": ()}, {})).content.get("city") is None


def test_a_card_with_bare_newlines_keeps_them() -> None:
    data = b"BEGIN:VCARD\nVERSION:4.0\nUID:1\nFN:Ada\nX-OTHER:kept\nEND:VCARD\n"
    after = changed(data, {"birthday": ("--03-14",), "title": ("Fellow",)}, {})
    assert after == (
        b"BEGIN:VCARD\nVERSION:4.0\nUID:1\nFN:Ada\nX-OTHER:kept\n"
        b"TITLE:Fellow\nBDAY:--0314\nEND:VCARD\n"
    )


def test_a_card_of_version_two_becomes_a_fresh_one() -> None:
    data = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nUID:1\r\nN;CHARSET=UTF-8:Gr\xc3\xbcn;Eva\r\nEND:VCARD\r\n"
    )
    assert changed(data, {}, {}).startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Eva Gr")


def test_a_card_without_a_uid_is_given_one() -> None:
    (record,) = read([b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n"], "a.vcf")
    assert isinstance(record, Record)
    after = rewritten(record, "ada-1", content(record, notes=True), {}, notes=True)
    assert after == b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ada-1\r\nFN:Ada\r\nEND:VCARD\r\n"


def test_notes_on_a_card_are_left_alone_unless_they_are_asked_for() -> None:
    data = PHONE.replace(b"UID:", b"NOTE:hers\r\nUID:")
    found = card(data, notes=False)
    assert "note" not in found.content
    after = rewritten(found.record, "PHONE-1", found.content, {}, notes=False)
    assert after == data
    without = rewritten(found.record, "PHONE-1", found.content, {}, notes=True)
    assert without == PHONE


def test_the_private_tag_is_on_no_card() -> None:
    data = PHONE.replace(b"Work Friends", b"Tough Week")
    assert card(data).content["tag"] == ("ep",)
    assert b"ough" not in changed(data, {}, {})


def test_real_cards_come_back_unchanged(corpora: Path) -> None:
    seen = 0
    for path in sorted((corpora / "vcard").rglob("*.vcf"))[:200]:
        for record in read([path.read_bytes()], path.name):
            if not isinstance(record, Record) or record.complaints or record.encoding != "utf-8":
                continue
            raw = original(record)
            is_plain = b"VERSION:3.0" in raw or b"VERSION:4.0" in raw
            if is_plain and b"UID:" in raw and record.key.startswith("uid:"):
                seen += 1
                said = content(record, notes=True)
                assert rewritten(record, "u", said, {}, notes=True) == raw, path
    assert seen > 10


# Files that cannot be taken ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "an empty file"),
        (b" \r\n", "an empty file"),
        (b"hello\r\n", "outside any card; left out"),
        (PHONE[:200], "this card has no end; what is there was read"),
        (PHONE + PHONE, "not one card, but several or a part"),
        (PHONE.replace(b"UID:PHONE-1\r\n", b""), "no UID on this card"),
        (PHONE.replace(b"TITLE", b"X").replace(b"UID:", b"rubbish\r\nUID:"),
         "rubbish is not a property; that line is left out"),
    ],
)  # fmt: skip
def test_a_broken_card_is_named(data: bytes, reason: str) -> None:
    found = read_card(data, "people/a.vcf", notes=True)
    assert isinstance(found, Unreadable)
    assert found.where.startswith("people/a.vcf")
    assert found.reason == reason


def test_a_group_of_cards_is_nobody() -> None:
    data = b"BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nUID:g\r\nFN:Pod\r\nEND:VCARD\r\n"
    assert read_card(data, "g.vcf", notes=True) is None


@pytest.mark.parametrize(("typed", "kept"), [("Work Friends", "work-friends"), ("#EP", "ep")])
def test_tags_are_as_the_store_has_them(typed: str, kept: str) -> None:
    assert tag(typed) == kept
