"""Who could be meant: one of a few, one of twenty thousand, in every script."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from shelf import Shelf, d

from rescrm.core.identity import CROWD, find
from rescrm.errors import AmbiguousContact, ContactNotFound
from rescrm.store import Store
from rescrm.store.directory import FEW, PeopleDirectory

TODAY = d("11-22")
PEOPLE = 20_000


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Store]:
    """A few people, and ways to reach them."""
    store = Shelf(tmp_path / "ward.db").open(TODAY)
    with store.write("people"):
        people = store.people
        ids = {
            name: people.add(name, nicknames)
            for name, *nicknames in (
                ("Maya Rao",), ("Ben Adler", "Benny", "the tall one"), ("José Núñez",), ("王小明",),
                ("Mary-Kate Olsen",), ("Pat O’Brien",), ("Кузнецов Иван",), ("مريم راو",),
                ("Λουκία Παππά",), ("김민준",), ("山田 太郎",),
            )
        }  # fmt: skip
        people.add_channel(ids["Maya Rao"], "email", "Maya.Rao@UCSF.edu")
        people.add_channel(ids["Maya Rao"], "phone", "+1 (415) 555-0134")
        people.add_channel(ids["Maya Rao"], "link", "https://www.linkedin.com/in/MayaRao/")
        for name in ("Ben Adler", "José Núñez"):
            people.add_channel(ids[name], "email", "desk@mercy.org")
            people.add_channel(ids[name], "phone", "617 555 0100")
    yield store
    store.close()


def meant(store: Store, typed: str) -> str:
    """The name of the one person who is meant."""
    return find(typed, store.directory).name


@pytest.mark.parametrize(("typed", "name"), [
    ("maya-rao", "Maya Rao"), ("@maya-rao", "Maya Rao"), ("MAYA-RAO", "Maya Rao"),
    ("maya", "Maya Rao"), ("rao", "Maya Rao"), ("Maya R", "Maya Rao"), ("aya r", "Maya Rao"),
    ("  maya   rao ", "Maya Rao"), ("Dr. Rao", "Maya Rao"),
    ("maya.rao@ucsf.edu", "Maya Rao"), ("MAYA.RAO@ucsf.EDU", "Maya Rao"),
    ("mailto:maya.rao@ucsf.edu", "Maya Rao"), ("Maya <maya.rao@ucsf.edu>", "Maya Rao"),
    ("+14155550134", "Maya Rao"), ("415.555.0134", "Maya Rao"), ("(415) 555 0134", "Maya Rao"),
    ("1-415-555-0134", "Maya Rao"), ("tel:+1-415-555-0134", "Maya Rao"),
    ("0014155550134", "Maya Rao"),
    ("linkedin.com/in/mayarao", "Maya Rao"), ("https://linkedin.com/in/mayarao/", "Maya Rao"),
    ("mayarao", "Maya Rao"),
    ("benny", "Ben Adler"), ("tall one", "Ben Adler"), ("THE TALL ONE", "Ben Adler"),
    ("benjamin", "Ben Adler"),
    ("jose", "José Núñez"), ("nunez", "José Núñez"), ("JOSE\u0301 NU\u0301N\u0303EZ", "José Núñez"),
    ("mary-kate", "Mary-Kate Olsen"), ("kate", "Mary-Kate Olsen"), ("mary kate", "Mary-Kate Olsen"),
    ("o'brien", "Pat O’Brien"), ("O’BRIEN", "Pat O’Brien"), ("obrien", "Pat O’Brien"),
    ("王小明", "王小明"), ("王", "王小明"), ("小明", "王小明"), ("@王小明", "王小明"),
    ("иван", "Кузнецов Иван"), ("КУЗНЕЦОВ", "Кузнецов Иван"), ("кузнецов-иван", "Кузнецов Иван"),
    ("مريم", "مريم راو"), ("راو", "مريم راو"), ("λουκία", "Λουκία Παππά"),
    ("ΛΟΥΚΙΑ ΠΑΠΠΑ", "Λουκία Παππά"), ("김민준", "김민준"), ("민준", "김민준"),
    ("\u1100\u1175\u11b7\u1106\u1175\u11ab\u110c\u116e\u11ab", "김민준"),
    ("山田", "山田 太郎"), ("太郎", "山田 太郎"), ("山田\u3000太郎", "山田 太郎"),
])  # fmt: skip
def test_a_person_is_known_by_whatever_they_are_called(ward: Store, typed: str, name: str) -> None:
    assert meant(ward, typed) == name


@pytest.mark.parametrize("typed", ["desk@mercy.org", "DESK@mercy.org", "617-555-0100",
                                   "+1 617 555 0100"])  # fmt: skip
def test_an_address_of_two_people_is_a_question(ward: Store, typed: str) -> None:
    with pytest.raises(AmbiguousContact) as told:
        find(typed, ward.directory)
    assert told.value.candidates == ("ben-adler", "jose-nunez")


@pytest.mark.parametrize("typed", ["gracefully", "@rao", "@", "0134", "555",
                                   "nobody@ucsf.edu", '"', "*", "%", "_", "a OR b",
                                   "name:rao", "NEAR(maya rao)", "ma*", "\u200d", "-"])  # fmt: skip
def test_what_nobody_is_called_is_not_found(ward: Store, typed: str) -> None:
    with pytest.raises(ContactNotFound):
        find(typed, ward.directory)


def test_of_a_few_people_the_nearest_are_all_looked_at(ward: Store) -> None:
    with pytest.raises(ContactNotFound) as told:
        find("mya", ward.directory)
    assert told.value.candidates[0] == "maya-rao"
    assert len(told.value.candidates) == 3


def test_an_empty_store_knows_nobody(tmp_path: Path) -> None:
    store = Shelf(tmp_path / "none.db").open(TODAY)
    directory = store.directory
    assert directory.by_handle("maya") is directory.by_uid("x") is None
    assert directory.by_words(["maya"], False) == directory.by_part("maya") == []
    assert directory.nearest("maya") == directory.by_address("tel:+1") == []
    assert PeopleDirectory(None).nearest("maya") == []


def test_who_changes_their_name_is_found_by_the_new_one(ward: Store) -> None:
    ben = ward.directory.by_handle("ben-adler")
    assert ben
    with ward.write("edit"):
        ward.people.change(ben.id, name="Łukasz Adler-Nowak", nicknames=["Luki"])
    assert meant(ward, "lukasz") == meant(ward, "nowak") == meant(ward, "luki")
    assert meant(ward, "ben-adler") == "Łukasz Adler-Nowak"
    with pytest.raises(ContactNotFound):
        find("benny", ward.directory)


# Twenty thousand people with ten first names.


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A town: first names are few, so that many people fit every one of them."""
    dice = Random(5)
    first = ["Maria", "Ana", "João", "Pedro", "Maya", "José", "Wei", "Fatima", "Lee", "Chloé"]
    middle = ("", "", "Clara ", "de ", "A. ")
    last = [
        "Silva",
        "Santos",
        "Rao",
        "Souza",
        "Lima",
        "Costa",
        "Park",
        "Kim",
        "Nguyen",
        "Okafor",
        "Müller",
    ]
    cards = [
        f"BEGIN:VCARD\nVERSION:3.0\nUID:{number}\n"
        f"FN:{dice.choice(first)} {dice.choice(middle)}{dice.choice(last)} {number}\n"
        f"EMAIL:p{number}@town.org\nEND:VCARD\n"
        for number in range(PEOPLE)
    ]
    cards.append("BEGIN:VCARD\nVERSION:3.0\nUID:only\nFN:Maria\nEND:VCARD\n")
    cards.append("BEGIN:VCARD\nVERSION:3.0\nUID:both\nFN:Maria Silva\nEND:VCARD\n")
    place = tmp_path_factory.mktemp("town")
    (place / "town.vcf").write_text("".join(cards), encoding="utf-8")
    store = _imported(place)
    yield store
    store.close()


def _imported(place: Path) -> Store:
    from rescrm.cli import main

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(place))
        patch.setenv("RESCRM_NOW", "2026-11-22T07:00:00-05:00")
        assert main(["--db", f"{place}/town.db", "--quiet", "import", f"{place}/town.vcf"]) == 0
    return Shelf(place / "town.db").open(TODAY)


def test_the_town_is_too_large_to_be_looked_at_whole(town: Store) -> None:
    assert PEOPLE > FEW
    assert len(town.directory.by_words(["maria"], False)) == CROWD


def test_an_exact_name_is_found_among_thousands_who_hold_it(town: Store) -> None:
    assert meant(town, "maria") == "Maria"
    assert meant(town, "MARIA SILVA") == "Maria Silva"


def test_words_that_few_hold_together_are_found(town: Store) -> None:
    found = town.directory.by_words(["maria", "silva"], False)
    assert 100 < len(found) <= CROWD
    assert all({"Maria", "Silva"} <= set(each.name.split()) for each in found)
    assert meant(town, "p777@town.org").endswith(" 777")
    number = meant(town, "p777@town.org").split()[-1]
    assert find(f"777 {meant(town, 'p777@town.org').split()[0]}", town.directory).name.endswith(
        number
    )


def test_a_name_of_thousands_is_a_question_with_a_few_of_them(town: Store) -> None:
    with pytest.raises(AmbiguousContact, match="200 or more people fit"):
        find("pedro", town.directory)


@pytest.mark.parametrize(("typed", "handle"), [
    ("mya", "maya"), ("mya rao", "maya-rao"), ("okafr", "okafor"), ("Marja Slva", "maria-silva"),
    ("jsé costa", "jose-costa"), ("nguyn", "nguyen"), ("fatma", "fatima"), ("mueller", "muller"),
])  # fmt: skip
def test_a_slip_of_the_finger_is_told_the_nearest(town: Store, typed: str, handle: str) -> None:
    with pytest.raises(ContactNotFound) as told:
        find(typed, town.directory)
    words = handle.split("-")
    assert all(set(words) <= set(near.split("-")) for near in told.value.candidates)
    assert len(told.value.candidates) == 3


@pytest.mark.parametrize("typed", ["zzzzzz", "%", "🎉", "q", "", "x" * 500])
def test_what_resembles_nobody_is_told_nobody(town: Store, typed: str) -> None:
    with pytest.raises(ContactNotFound) as told:
        find(typed, town.directory)
    assert told.value.candidates == ()


def test_every_question_reads_an_index(town: Store) -> None:
    asked: list[str] = []
    town.conn.set_trace_callback(asked.append)
    for typed in ("maya-rao", "maria silva", "p5@town.org", "mya rao", "uvwxyz", "王"):
        with pytest.MonkeyPatch.context():
            try:
                find(typed, town.directory)
            except (ContactNotFound, AmbiguousContact):
                continue
    town.conn.set_trace_callback(None)
    plans = itertools.chain.from_iterable(
        town.conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        for sql in asked
        if sql.lstrip().startswith("SELECT id, uid")
    )
    assert [plan[3] for plan in plans if plan[3] == "SCAN contact"] == []
