"""Search: words and their beginnings in people and notes, the newest first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import Shelf, d

from rescrm.core.folding import fold
from rescrm.store import Store
from rescrm.store.search import SEARCHES, Hit

TODAY = d("11-22")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """People, notes and touches of several days."""
    shelf = Shelf(tmp_path_factory.mktemp("search") / "search.db")
    with shelf.write("11-01") as store:
        maya = store.people.add(
            "Maya Rao", ["Mai"], organisation="UCSF Medical Center", city="San Francisco",
            title="Prof.", specialty="electrophysiology", note="likes early calls",
        )  # fmt: skip
        store.people.add_channel(maya, "email", "maya.rao@ucsf.edu")
    with shelf.write("11-02") as store:
        jose = store.people.add("José Núñez", organisation="Hôpital Saint-Roch")
        store.people.add_note(jose, "amyloid registry")
    with shelf.write("11-03") as store:
        store.people.add_note(maya, "talked about the amyloidosis cohort; first-line therapy")
    with shelf.write("11-04") as store:
        wei = store.people.add("王伟")
        store.people.add_note(wei, "他在上海开会 🎉")
    with shelf.write("11-05") as store:
        lukasz = store.people.add("Łukasz Nowak")
        store.people.add_note(lukasz, "amyloid, again")
    return shelf.open(TODAY)


def hits(store: Store, text: str, limit: int = 20) -> list[tuple[str, str | None]]:
    """What is found and whose it is, in order."""
    return [(hit.what, hit.handle) for hit in store.search(text, limit)]


MAYA, JOSE, WEI, LUKASZ = (
    ("contact", handle) for handle in ("maya-rao", "jose-nunez", "王伟", "lukasz-nowak")
)


@pytest.mark.parametrize(("text", "found"), [
    ("maya", [MAYA]), ("MAYA", [MAYA]), ("rao maya", [MAYA]), ("ma", [MAYA]), ("mai", [MAYA]),
    ("ucsf", [MAYA]), ("medical francisco", [MAYA]), ("electro", [MAYA]), ("prof", [MAYA]),
    ("early calls", [MAYA]), ("maya nowak", []), ("cisco", []), ("aya", [MAYA]), ("owak", [LUKASZ]),
    ("maya.rao@ucsf.edu", [MAYA]), ("Maya.Rao@", [MAYA]), ("maya-rao", [MAYA]),
    ("nunez", [JOSE]), ("NÚÑEZ", [JOSE]), ("nu\u0301n\u0303ez", [JOSE]), ("hopital", [JOSE]),
    ("lukasz", [LUKASZ]), ("ŁUKASZ", [LUKASZ]),
    ("amyloid", [("note", "lukasz-nowak"), ("note", "maya-rao"), ("note", "jose-nunez")]),
    ("amyloidosis", [("note", "maya-rao")]), ("first-line", [("note", "maya-rao")]),
    ("first line", [("note", "maya-rao")]), ("amyloid registry", [("note", "jose-nunez")]),
    ("上海", [("note", "王伟")]), ("海上", []), ("伟", [WEI]), ("王伟", [WEI]),
    ("🎉", [("note", "王伟")]), ("🎊", []), ("", []), ("  ", []), ("%", []),
])  # fmt: skip
def test_words_find_what_holds_them(shelf: Store, text: str, found: list[tuple[str, str]]) -> None:
    assert hits(shelf, text) == found


def test_the_newest_is_the_one_recorded_last(shelf: Store) -> None:
    assert [hit.on for hit in shelf.search("amyloid", 20)] == [
        "2026-11-05", "2026-11-03", "2026-11-02",
    ]  # fmt: skip
    assert hits(shelf, "amyloid", 1) == [("note", "lukasz-nowak")]


def test_an_entry_of_long_ago_that_was_written_today_is_new(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "new.db")
    with shelf.write("11-20") as store:
        maya = store.people.add("Maya Rao")
        store.people.add_note(maya, "amyloid, today's news")
    with shelf.write("11-22") as store:
        store.touches.log(d("2019-01-01"), [maya], note="amyloid, long ago")
    found = shelf.open(TODAY).search("amyloid", 5)
    assert [hit.what for hit in found] == ["interaction", "note"]


def test_the_excerpt_is_the_text_near_the_word_on_one_line(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "long.db")
    with shelf.write("11-20") as store:
        maya = store.people.add("Maya Rao")
        store.people.add_note(maya, "before " * 60 + "the\namyloid\tcohort " + "after " * 60)
        store.people.add_note(maya, "short amyloid")
    short, long = (hit.excerpt for hit in shelf.open(TODAY).search("amyloid", 5))
    assert short == "short amyloid"
    assert "the amyloid cohort" in long
    assert long.startswith("…")
    assert long.endswith("…")
    assert len(long) < 130


def test_each_thing_is_found_once(shelf: Store) -> None:
    for text in ("maya", "rao", "ucsf", "maya.rao@ucsf.edu"):
        found = hits(shelf, text)
        assert len(found) == len(set(found)) == 1


def test_what_is_gone_is_not_found_until_it_comes_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "gone.db")
    with shelf.write("11-20") as store:
        maya = store.people.add("Łucja Rao", ["Lulu"])
        store.people.add_note(maya, "amyloid — registry")
    store = shelf.open(TODAY)
    assert hits(store, "amyloid") and hits(store, "lucja") and hits(store, "lulu")
    with store.write("remove"):
        store.people.remove(maya)
    assert hits(store, "amyloid") == hits(store, "lucja") == hits(store, "lulu") == []
    store.undo()
    assert hits(store, "amyloid") and hits(store, "lucja") and hits(store, "lulu")


def test_every_search_reads_its_index(shelf: Store) -> None:
    for sql in SEARCHES:
        plan = shelf.conn.execute(f"EXPLAIN QUERY PLAN {sql}", ('"x"', 20)).fetchall()
        assert "VIRTUAL TABLE INDEX" in plan[0][3]
        assert not [
            row[3] for row in plan if row[3] == "USE TEMP B-TREE FOR ORDER BY" and row[1] == 0
        ]


@pytest.fixture(scope="module")
def one_note(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with one person, to whom notes come and go."""
    shelf = Shelf(tmp_path_factory.mktemp("note") / "note.db")
    with shelf.write("11-20") as store:
        store.people.add("X")
    store = shelf.open(TODAY)
    yield store
    store.close()


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TEXT.filter(lambda text: any(map(str.isalnum, fold(text))) and "\x00" not in text))
def test_a_note_is_found_by_all_that_is_spelled_as_it_is(one_note: Store, text: str) -> None:
    with one_note.write("note", keep=False):
        one_note.people.add_note(1, text)
        for form in ("NFC", "NFD"):
            spelled = unicodedata.normalize(form, text)
            for typed in (spelled, spelled.lower(), spelled.upper()):
                if fold(typed) == fold(text):  # not so for a few Greek capitals
                    assert "note" in [hit.what for hit in one_note.search(typed, 100)], typed


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_text_breaks_the_search(one_note: Store, text: str) -> None:
    assert all(isinstance(hit, Hit) for hit in one_note.search(text, 5))
    one_note.matching([f"name:{text}x"])
    one_note.directory.by_part(text)
    one_note.directory.by_words(text.split(), True)
    one_note.people.named(text)
