"""Hostile names: stored equal, shown safe, found again in any spelling, and nothing breaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest

from hostile_names import NAMES
from play import Program, Said

LONG = "Maya " + "x" * 100_000 + " Rao"
EACH = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())


def add(rescrm: Program, name: str, *options: str) -> dict[str, object]:
    """Add someone and give the card that is answered."""
    said = rescrm.run(["add", *options, "--json", "--", name])
    assert said.code == 0, said.err
    (card,) = said.items
    return card


def spellings(text: str) -> Iterator[str]:
    """The same text as other keyboards and other files have it."""
    for form in ("NFC", "NFD"):
        spelled = unicodedata.normalize(form, text)
        yield from (spelled, spelled.upper(), spelled.lower())


def is_safe(said: Said) -> bool:
    """Nothing that acts on a terminal left the program."""
    return not any(
        unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
        or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        for char in (said.out + said.err).replace("\n", "").replace("\t", "")
    )


@EACH
def test_a_hostile_name_is_stored_as_it_is(rescrm: Program, name: str) -> None:
    handle = add(rescrm, name)["handle"]
    assert rescrm.items(f"show @{handle}")[0]["name"] == name.replace("  ", " ")
    assert [each["name"] for each in rescrm.items("list")] == [name]


@EACH
def test_a_hostile_name_is_shown_safe_and_on_one_line(rescrm: Program, name: str) -> None:
    handle = add(rescrm, name, "--every", "4 weeks", "--on", "2026-01-01")["handle"]
    for line in ("list", "due", f"show @{handle}"):
        said = rescrm.ok(line)
        assert said.out.count("\n") == 1, line
        assert is_safe(said), line
    for line in ("list", "due", f"show @{handle}"):
        assert is_safe(rescrm.ok(f"{line} --format rich")), line


@EACH
def test_a_hostile_name_is_found_in_any_spelling(rescrm: Program, name: str) -> None:
    handle = add(rescrm, name)["handle"]
    add(rescrm, "Somebody Else")
    for spelled in spellings(name):
        found = rescrm.run(["search", "--json", "--", spelled])
        assert handle in [hit["handle"] for hit in found.items], spelled
        again = rescrm.run(["add", "--json", "--", spelled])
        assert again.code == 3, spelled
        assert again.error["candidates"] == [handle]


@EACH
def test_a_hostile_name_names_its_owner(rescrm: Program, name: str) -> None:
    handle = add(rescrm, name)["handle"]
    add(rescrm, "Somebody Else")
    said = rescrm.run(["show", "--json", "--", name])
    if name.startswith("@"):
        assert said.code == 4  # after @ comes a handle and nothing else
        return
    assert [each["handle"] for each in said.items] == [handle]


@EACH
def test_a_hostile_name_goes_and_comes_back(rescrm: Program, name: str) -> None:
    handle = add(rescrm, name)["handle"]
    before = rescrm.items("list")
    assert rescrm.item(f"remove @{handle}")["name"] == name
    assert rescrm.items("list") == []
    rescrm.ok("undo")
    assert rescrm.items("list") == before


@EACH
def test_a_hostile_text_is_a_note_a_tag_and_a_field_like_any_other(
    rescrm: Program, name: str
) -> None:
    add(rescrm, "Maya Rao", "--note", name, "--org", name, "--set", f"knows={name}")
    for line in (["note", "maya", "--", name], ["search", "--", name], ["list", "--", name]):
        said = rescrm.run(line)
        assert said.code in (0, 2), said.err
        assert is_safe(said)
    card = rescrm.item("show maya")
    assert card["note"] == card["organisation"] == card["custom"]["knows"] == name
    assert [note["text"] for note in card["notes"]] == [name]


def test_a_name_of_100_000_letters_is_stored_shown_and_taken_back(rescrm: Program) -> None:
    card = add(rescrm, LONG, "--every", "4 weeks", "--on", "2026-01-01")
    assert card["name"] == LONG
    assert len(str(card["handle"])) <= 60
    assert LONG in rescrm.ok("due").out
    assert rescrm.ok("due --format rich").code == 0
    assert len(rescrm.run(["search", "--json", LONG]).items) == 1
    assert rescrm.run(["show", "--json", LONG]).items[0]["name"] == LONG
    rescrm.ok("undo")
    assert rescrm.items("list") == []


def test_all_hostile_people_together_are_told_apart(rescrm: Program) -> None:
    cards = [add(rescrm, name, "--namesake") for name in NAMES.values()]
    handles = [str(card["handle"]) for card in cards]
    assert len(set(handles)) == len(NAMES)
    assert "me" not in handles
    for card in cards:
        assert rescrm.run(["show", "--json", f"@{card['handle']}"]).items[0]["uid"] == card["uid"]
    assert len(rescrm.ok("list").out.splitlines()) == len(NAMES)


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u3000", "\u00a0\u2003"])
def test_a_name_of_blanks_is_no_name(rescrm: Program, blank: str) -> None:
    assert rescrm.run(["add", "--", blank]).code == 2
    assert rescrm.items("list") == []


def test_letters_that_are_no_text_are_refused(rescrm: Program) -> None:
    said = rescrm.run(["add", "Maya \udcff"])
    assert (said.code, said.out) == (2, "")
    assert said.err == "rescrm: what was typed is not readable as text (UTF-8).\n"
