"""Filters: what each word means, alone, together and negated; few people and many."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import Shelf, d

from rescrm.core.model import What
from rescrm.errors import UnreadableDay, UsageError
from rescrm.store import Store
from rescrm.store.dues import FEW
from rescrm.store.filters import holds

TODAY = d("11-22")


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Store]:
    """Seven people with all that a filter can ask for."""
    store = Shelf(tmp_path / "ward.db").open(TODAY)
    with store.write("people"):
        people, groups, events = store.people, store.groups, store.events
        mentors = store.mentors
        maya = people.add(
            "Maya Rao", kind="faculty", organisation="UCSF Medical Center", title="Prof.",
            city="San Francisco", specialty="electrophysiology",
        )  # fmt: skip
        ben = people.add("Ben Adler", ["Benny"], kind="co-resident", stage="PGY-2", city="Boston")
        jose = people.add("José Núñez", kind="faculty", organisation="Hôpital Saint-Roch")
        wei = people.add("王伟", kind="fellow", organisation="北京协和医院")
        dee = people.add("Dee Okafor", kind="co-resident", stage="PGY-1", city="boston")
        old = people.add("Old Friend", kind="friend", city="Boston")
        people.add("🎉")
        for id, *tags in ((maya, "ep", "amyloid"), (ben, "ep-lab"), (jose, "EP"), (wei, "🎉")):
            people.tag(id, tags)
        people.set_custom(maya, "knows", "ECG, amyloid")
        people.set_custom(ben, "knows", "cardiology")
        people.set_custom(ben, "t-shirt size", "M")
        people.archive(old)
        mentors.set(maya, "research", d("11-22"), None)
        mentors.set(jose, "career", d("11-01"), d("11-21"))
        mentors.set(dee, "clinical", d("11-23"), None)
        lunch = groups.add("Lunch pod", "pod", None, None)
        for member in (ben, dee):
            groups.join(lunch, member, None, None)
        groups.join(lunch, wei, None, (d("11-01"), d("11-21")))
        groups.join(lunch, None, None, None)
        acc = events.add("ACC 2027", "conference", d("11-19"), d("11-21"), "Boston")
        events.meet(acc, maya, "Maya Rao", None, None)
        people.change(wei, met_at=acc)
        store.commitments.add(What.PROMISE, ben, "deck", d("11-27"))
        store.commitments.add(What.ASK, maya, "letter", d("11-20"))
    yield store
    store.close()


def found(store: Store, *words: str) -> set[str]:
    """The first names of those who fit."""
    return {each.name.split()[0] for each in store.contacts.many(store.matching(words))}


EVERYONE = {"Maya", "Ben", "José", "王伟", "Dee", "🎉"}


@pytest.mark.parametrize(("words", "fit"), [
    ("tag:ep", "Maya José Ben"), ("tag:EP", "Maya José Ben"), ("tag:ep-lab", "Ben"),
    ("tag:lab", "Ben"), ("tag:🎉", "王伟"), ("tag:e", ""), ("tag:eplab", "Ben"),
    ("kind:faculty", "Maya José"), ("KIND:Faculty", "Maya José"), ("kind:co-resident", "Ben Dee"),
    ("kind:coresident", "Ben Dee"), ("kind:resident", "Ben Dee"),
    ("stage:pgy2", "Ben"), ("stage:PGY-2", "Ben"), ("stage:pgy", "Ben Dee"), ("stage:2", "Ben"),
    ("stage:gy2", ""),
    ("city:boston", "Ben Dee"), ("city:San Francisco", "Maya"), ("city:francisco", "Maya"),
    ("city:sanfrancisco", "Maya"), ("city:san", "Maya"), ("city:fran", ""),
    ("org:ucsf", "Maya"), ("org:ucsf center", ""), ("org:medical center", "Maya"),
    ("org:hopital", "José"), ("org:HÔPITAL", "José"), ("org:saint-roch", "José"),
    ("org:协和", "王伟"), ("org:北京协和医院", "王伟"), ("org:北医", ""),
    ("organisation:ucsf", "Maya"), ("specialty:electrophysiology", "Maya"), ("title:prof", "Maya"),
    ("name:rao", "Maya"), ("name:nunez", "José"), ("name:maya rao", "Maya"),
    ("role:research", "Maya"), ("role:any", "Maya"), ("role:RESEARCH", "Maya"), ("role:career", ""),
    ("role:clinical", ""),
    ("group:lunch", "Ben Dee"), ("group:lunch-pod", "Ben Dee"), ("group:pod", "Ben Dee"),
    ("event:acc-2027", "Maya 王伟"), ("event:acc", "Maya 王伟"), ("event:ACC2027", "Maya 王伟"),
    ("custom.knows:ecg", "Maya"), ("custom.knows:amyloid", "Maya"),
    ("custom.KNOWS:cardiology", "Ben"), ("custom.t-shirt size:m", "Ben"), ("custom.nothing:x", ""),
    ("due.before:fri", "Maya"), ("due.before:2026-11-28", "Maya Ben"), ("due.before:today", "Maya"),
    ("due.before:2026-11-20", ""),
    ("maya", "Maya"), ("benny", "Ben"), ("nune", "José"), ("NUÑEZ", "José"), ("ucsf", "Maya"),
    ("王", "王伟"), ("伟", "王伟"), ("协和", "王伟"), ("rao maya", "Maya"),
    ("maya adler", ""), ("maya rao", "Maya"),
    ("🎉", "🎉"), ("pgy", "Ben Dee"),
])  # fmt: skip
def test_a_filter_word_finds_whom_it_says(ward: Store, words: str, fit: str) -> None:
    assert found(ward, words) == set(fit.split())


@pytest.mark.parametrize("word", ["tag:ep", "kind:faculty", "city:boston", "role:any",
                                  "group:lunch", "event:acc", "custom.knows:ecg",
                                  "due.before:fri", "maya", "🎉", "stage:pgy2"])  # fmt: skip
def test_not_finds_all_the_others_those_without_the_field_too(ward: Store, word: str) -> None:
    assert found(ward, word) | found(ward, f"-{word}") == EVERYONE
    assert not found(ward, word) & found(ward, f"-{word}")


WORDS = ("tag:ep", "-tag:ep", "kind:faculty", "-city:boston", "role:any", "maya", "-group:lunch",
         "event:acc", "due.before:2026-11-28")  # fmt: skip


@pytest.mark.parametrize("words", list(itertools.combinations(WORDS, 3)), ids=" ".join)
def test_several_words_narrow_one_after_the_other(ward: Store, words: tuple[str, ...]) -> None:
    expected = set(EVERYONE)
    for word in words:
        expected &= found(ward, word)
    assert found(ward, *words) == expected


def test_several_words_of_one_key_must_all_fit(ward: Store) -> None:
    assert found(ward, "tag:ep", "tag:amyloid") == {"Maya"}
    assert found(ward, "tag:ep", "-tag:amyloid") == {"José", "Ben"}
    assert found(ward, "city:boston", "city:san") == set()


def test_no_word_is_no_filter(ward: Store) -> None:
    assert found(ward) == EVERYONE


def test_those_set_aside_are_left_out_unless_they_are_asked_for(ward: Store) -> None:
    assert "Old" not in found(ward, "city:boston")
    ids = ward.matching(["city:boston"], aside=True)
    assert {each.name for each in ward.contacts.many(ids)} == {
        "Ben Adler",
        "Dee Okafor",
        "Old Friend",
    }


@pytest.mark.parametrize(("word", "says"), [
    ("colour:red", 'no filter "colour:"'), ("tag:", "names nothing"), ("-tag:", "names nothing"),
    ("due:fri", 'no filter "due:"'), ("due.after:fri", "Try due.before:fri"),
    ("role:boss", 'no role "boss"'), ("custom:x", "names no field"),
])  # fmt: skip
def test_a_word_that_filters_nothing_is_refused(ward: Store, word: str, says: str) -> None:
    with pytest.raises(UsageError, match=says.replace(".", r"\.")):
        ward.matching([word])


def test_a_day_that_cannot_be_read_is_refused(ward: Store) -> None:
    with pytest.raises(UnreadableDay):
        ward.matching(["due.before:someday"])


@pytest.mark.parametrize("word", ["https://example.org", "a:b", "12:30", ":x", "::", "x.y:z", "-"])
def test_other_words_with_a_colon_are_refused_or_sought(ward: Store, word: str) -> None:
    try:
        assert found(ward, word) == set()
    except UsageError as error:
        assert "Known: tag, kind" in error.message


# Whole words, folded.


@pytest.mark.parametrize(("text", "wanted", "yes"), [
    ("PGY-2", "pgy2", True), ("PGY-2", "pgy-2", True), ("PGY-2", "PGY 2", True),
    ("PGY-21", "pgy2", False), ("St. Mary's", "st marys", True),
    ("St. Mary's", "st mar", False), ("St. Mary's", "mary's", True),
    ("St. Mary's", "mary", True), ("a b c d e f g h i", "abcdefghi", True), ("ab", "a", False),
    ("", "", False), (None, "x", False), ("x", "", False), ("❤️", "❤️", True), ("!", "!", True),
    ("!", "?", False), ("_x_", "x", True), ("Straße", "strasse", True), ("ŁÓDŹ", "lodz", True),
])  # fmt: skip
def test_a_text_holds_whole_words(text: str | None, wanted: str, yes: bool) -> None:
    assert holds(text, wanted) is yes


@given(st.text(max_size=30))
def test_every_text_holds_itself(text: str) -> None:
    assert holds(text, text) is bool(text.strip() or text)


@given(
    st.lists(st.from_regex(r"[a-zé0-9]{1,5}", fullmatch=True), min_size=1, max_size=6), st.data()
)
def test_a_text_holds_each_run_of_its_words(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    for joint in (" ", "-", "", ". "):
        assert holds("/".join(words), joint.join(words[first:last]))


# Few are looked up one by one, many through a table of their own: both find the same.


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """More people than are looked up one by one, all of them due."""
    store = Shelf(tmp_path_factory.mktemp("crowd") / "crowd.db").open(TODAY)
    every = ("weekly", "every 6 weeks", "every 3 months", "every 2nd tue", "yearly")
    with store.write("people"):
        for number in range(FEW + 300):
            met = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
            id = store.people.add(
                f"Person {number}", kind="faculty" if number % 50 else "alum", met_on=met
            )
            store.people.tag(id, [f"t{number % 7}"])
            store.rules.set("contact", str(id), every[number % 5], None)
            if number % 11 == 0:
                store.commitments.add(What.PROMISE, id, "deck", d("11-20"))
    yield store
    store.close()


def tags_of(store: Store) -> dict[str, tuple[str, ...]]:
    """The tag of everyone, by handle."""
    return {each.handle: each.tags for each in store.contacts.many(store.matching(()))}


CASES: list[tuple[tuple[str, ...], Callable[[str, tuple[str, ...], Any], bool]]] = [
    (("-tag:t3",), lambda handle, tags, due: "t3" not in tags),
    (("-tag:t3", "-tag:t5"), lambda handle, tags, due: not {"t3", "t5"} & set(tags)),
    (("kind:faculty",), lambda handle, tags, due: int(handle.split("-")[1]) % 50 != 0),
    (("tag:t3",), lambda handle, tags, due: "t3" in tags),
    (("person",), lambda handle, tags, due: True),
    (("tag:t3", "kind:alum"), lambda h, tags, due: "t3" in tags and int(h.split("-")[1]) % 50 == 0),
]


@pytest.mark.parametrize(("words", "fits"), CASES, ids=[" ".join(words) for words, _ in CASES])
def test_what_is_due_for_a_filter_is_what_is_due_of_those_who_fit(
    crowd: Store, words: tuple[str, ...], fits: Callable[..., bool]
) -> None:
    tags = tags_of(crowd)
    everything = list(crowd.due(d("12-31"), ()))
    expected = [due for due in everything if fits(due.handle, tags[due.handle], due)]
    assert len(everything) > FEW
    assert list(crowd.due(d("12-31"), words)) == expected


def test_filters_asked_one_after_the_other_do_not_mix(crowd: Store) -> None:
    first = crowd.due(TODAY, ["-tag:t3"])
    head = list(itertools.islice(first, 5))
    other = list(crowd.due(TODAY, ["-tag:t5"]))
    assert head == list(itertools.islice(crowd.due(TODAY, ["-tag:t3"]), 5))
    assert {due.handle for due in other} != {due.handle for due in crowd.due(TODAY, ["-tag:t3"])}


def test_a_word_that_fits_nobody_is_told_with_what_is_near(ward: Store) -> None:
    mistyped = {
        "kind:facutly": ["kind:faculty"],
        "tag:amyloyd": ["tag:amyloid"],
        "city:bostn": ["city:boston"],
        "event:ac-2027": ["event:acc-2027", "event:ACC 2027"],
        "group:lunch-pdo": ["group:lunch-pod", "group:Lunch pod"],
        "org:zzz": [],
    }
    fine = ["kind:faculty", "-kind:facutly", "role:any", "Maya", "due.before:fri", "city:Boston"]
    assert ward.unheard([*mistyped, *fine, "group:lunch", "tag:EP", "name:nobody"]) == mistyped
    assert ward.unheard([]) == {}
