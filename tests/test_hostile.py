"""Hostile names: stored equal, shown safe, found again in any spelling, and nothing breaks."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hostile_names import NAMES
from play import Program, Said

LONG = "Maya " + "x" * 100_000 + " Rao"


def add(rescrm: Program, name: str, *options: str) -> dict[str, Any]:
    """Add someone and give the card that is answered."""
    said = rescrm.run(["add", *options, "--json", "--", name])
    assert said.code == 0, said.err
    (card,) = said.items
    return card


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the store of the first test is kept for the others."""
    return tmp_path_factory.mktemp("crowd") / "rescrm.db"


@pytest.fixture
def crowd(rescrm: Program, kept: Path, home: Path) -> dict[str, str]:
    """All of them in one store, each due since January: name and handle."""
    store = home / ".local/share/rescrm/rescrm.db"
    if kept.exists():
        store.parent.mkdir(parents=True)
        shutil.copy(kept, store)
    else:
        for name in NAMES.values():
            add(rescrm, name, "--every", "4 weeks", "--on", "2026-01-01", "--namesake")
        shutil.copy(store, kept)
    return {card["name"]: card["handle"] for card in rescrm.items("list --sort added")[::-1]}


def spellings(text: str) -> Iterator[str]:
    """The same text as other keyboards and other files have it."""
    for form in ("NFC", "NFD"):
        spelled = unicodedata.normalize(form, text)
        yield from {spelled, spelled.upper(), spelled.lower()}


def harmful(said: Said) -> set[str]:
    """What left the program and acts on a terminal."""
    letters = set(said.out + said.err) - {"\n", "\t"}
    kinds = ("Cc", "Cs", "Zl", "Zp")
    turns = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return {char for char in letters if unicodedata.category(char) in kinds} | (letters & turns)


def test_hostile_names_are_stored_as_they_are(rescrm: Program, crowd: dict[str, str]) -> None:
    listed = {card["handle"]: card["name"] for card in rescrm.items("list")}
    assert listed == {handle: name for name, handle in crowd.items()}
    shown = {name: rescrm.item(f"show @{handle}")["name"] for name, handle in crowd.items()}
    assert shown == {name: name for name in crowd}


def test_hostile_names_give_each_a_handle_of_their_own(crowd: dict[str, str]) -> None:
    handles = set(crowd.values())
    assert len(handles) == len(NAMES)
    assert "me" not in handles
    assert {handle for handle in handles if not handle or handle != handle.casefold()} == set()


@pytest.mark.parametrize("line", ["list", "due", "search rao", "history"])
def test_hostile_names_take_one_line_each_in_a_pipe(
    rescrm: Program, crowd: dict[str, str], line: str
) -> None:
    said = rescrm.ok(line)
    count = len(rescrm.items(line))
    assert count >= 20
    assert len(said.out.splitlines()) == said.out.count("\n") == count
    assert harmful(said) == set()


@pytest.mark.parametrize("line", ["list", "due -n 100", "search rao", "history"])
def test_hostile_names_harm_no_screen(rescrm: Program, crowd: dict[str, str], line: str) -> None:
    assert harmful(rescrm.ok(f"{line} --format rich")) == set()


def test_a_hostile_name_harms_no_screen_of_its_own(rescrm: Program, crowd: dict[str, str]) -> None:
    for name, handle in crowd.items():
        assert harmful(rescrm.ok(f"show @{handle} --format rich")) == set(), name
        refused = rescrm.run(["show", "--", f"nobody {name}"])
        assert refused.code in (3, 4)
        assert harmful(refused) == set(), name


def test_hostile_names_are_found_in_any_spelling(rescrm: Program, crowd: dict[str, str]) -> None:
    for name, handle in crowd.items():
        for spelled in spellings(name):
            found = rescrm.run(["search", "-n", "100", "--json", "--", spelled])
            assert handle in [hit["handle"] for hit in found.items], spelled


def test_hostile_names_are_not_doubled_in_any_spelling(
    rescrm: Program, crowd: dict[str, str]
) -> None:
    for name, handle in crowd.items():
        for spelled in spellings(name):
            again = rescrm.run(["add", "--json", "--", spelled])
            assert again.code == 3, spelled
            assert handle in again.error["candidates"]


def test_a_hostile_name_names_its_owner(rescrm: Program, crowd: dict[str, str]) -> None:
    for name, handle in crowd.items():
        said = rescrm.run(["show", "--json", "--", name])
        named = said.error["candidates"] if said.code else [said.items[0]["handle"]]
        assert handle in named, (name, named)


def test_hostile_names_go_and_come_back(rescrm: Program, crowd: dict[str, str]) -> None:
    before = rescrm.items("list")
    gone = [rescrm.item(f"remove @{handle}")["name"] for handle in crowd.values()]
    assert gone == list(NAMES.values())
    assert rescrm.items("list") == rescrm.items("due") == rescrm.items("search rao") == []
    rescrm.ok(f"undo {len(gone)}")
    assert rescrm.items("list") == before


def test_a_hostile_text_is_a_note_a_field_and_a_place_of_work(rescrm: Program) -> None:
    add(rescrm, "Maya Rao")
    for text in NAMES.values():
        rescrm.run(["edit", "maya", "--note", text, "--org", text, "--set", f"knows={text}"])
        noted = rescrm.run(["note", "maya", "--", text])
        assert harmful(noted) == set()
        card = rescrm.item("show maya -n 0")
        assert card["note"] == card["organisation"] == card["custom"]["knows"] == text
        assert card["notes"][0]["text"] == text
        found = rescrm.run(["search", "--json", "-n", "200", "--", text])
        assert "note" in [hit["what"] for hit in found.items], text
    assert harmful(rescrm.ok("show maya --format rich")) == set()


def test_hostile_words_are_filters_that_fit_or_are_refused(
    rescrm: Program, crowd: dict[str, str]
) -> None:
    for text in NAMES.values():
        for line in (["list", "--", text], ["due", "--", f"-tag:{text}"], ["list", f"org:{text}"]):
            said = rescrm.run(line)
            assert said.code in (0, 2), (line, said.err)
            assert harmful(said) == set()


def test_a_name_of_100_000_letters_is_stored_shown_and_taken_back(rescrm: Program) -> None:
    card = add(rescrm, LONG, "--every", "4 weeks", "--on", "2026-01-01")
    assert card["name"] == LONG
    assert len(str(card["handle"])) <= 60
    assert LONG in rescrm.ok("due").out
    assert rescrm.ok("due --format rich").out
    assert len(rescrm.run(["search", "--json", LONG]).items) == 1
    assert rescrm.run(["show", "--json", LONG]).items[0]["name"] == LONG
    rescrm.ok("undo")
    assert rescrm.items("list") == []


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u3000", "\u00a0\u2003"])
def test_a_name_of_blanks_is_no_name(rescrm: Program, blank: str) -> None:
    assert rescrm.run(["add", "--", blank]).code == 2
    assert rescrm.items("list") == []


def test_letters_that_are_no_text_are_refused(rescrm: Program) -> None:
    said = rescrm.run(["add", "Maya \udcff"])
    assert (said.code, said.out) == (2, "")
    assert said.err == "rescrm: what was typed is not readable as text (UTF-8).\n"
