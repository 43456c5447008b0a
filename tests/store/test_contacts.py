"""People in the store: handles of their own, addresses once, dates, resting and coming back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import Shelf, d

from rescrm.core.contact import YearDay
from rescrm.core.model import What
from rescrm.store import Store
from rescrm.store.people import tag_name

TODAY = d("11-22")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A store file that does not exist yet."""
    return Shelf(tmp_path / "people.db")


@pytest.fixture
def open_store(shelf: Shelf) -> Iterator[Store]:
    """A store inside a write that is taken back at the end."""
    store = shelf.open(TODAY)
    with store.write("test", keep=False):
        yield store
    store.close()


def card(store: Store, id: int) -> dict[str, object]:
    """Everything about someone, by key."""
    contact = store.contacts.one(id)
    return {key: getattr(contact, key) for key in contact.__dataclass_fields__}


# Handles.


@pytest.mark.parametrize(("name", "handle"), [
    ("Maya Rao", "maya-rao"), ("José Núñez, MD", "jose-nunez"),
    ("Mary-Kate Olsen", "mary-kate-olsen"),
    ("O’Brien", "obrien"), ("王伟", "王伟"), ("42", "42"), ("007", "007"), ("-n", "n"),
    ("--json", "json"), ("2026-11-22", "2026-11-22"), ("!!!", "contact"), ("🎉", "contact"),
    ("me", "me-2"), ("Me!", "me-2"), ("@me", "me-2"), ("../..", "contact"), ("x" * 500, "x" * 60),
    ("Rao 2", "rao-2"), (" ", "contact"),
])  # fmt: skip
def test_a_name_gives_a_handle_that_can_be_typed(open_store: Store, name: str, handle: str) -> None:
    assert card(open_store, open_store.people.add(name))["handle"] == handle


def test_a_thousand_namesakes_have_handles_of_their_own(open_store: Store) -> None:
    ids = [open_store.people.add("Maria Silva") for _ in range(1000)]
    handles = [each.handle for each in open_store.contacts.many(ids)]
    assert handles[:3] == ["maria-silva", "maria-silva-2", "maria-silva-3"]
    assert len(set(handles)) == 1000
    assert set(open_store.people.named("maria silva")) == set(ids)


def test_a_name_that_ends_in_a_number_takes_nobodys_handle(open_store: Store) -> None:
    people = open_store.people
    ids = [people.add(name) for name in ("Rao 2", "Rao", "Rao", "Rao 2", "Rao 2 2", "Rao")]
    handles = [each.handle for each in open_store.contacts.many(ids)]
    assert handles == ["rao-2", "rao", "rao-3", "rao-2-2", "rao-2-2-2", "rao-4"]


def test_a_handle_stays_when_the_name_changes(open_store: Store) -> None:
    id = open_store.people.add("Maya Rao")
    open_store.people.change(id, name="Maya Singh")
    assert card(open_store, id)["handle"] == "maya-rao"
    assert card(open_store, open_store.people.add("Maya Rao"))["handle"] == "maya-rao-2"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(max_size=12).filter(lambda text: "\x00" not in text), max_size=8))
def test_handles_are_unique_and_never_the_users(open_store: Store, names: list[str]) -> None:
    names = [name.encode("utf-8", "ignore").decode() for name in names]
    before = len(open_store.matching(()))
    ids = [open_store.people.add(name or "x") for name in names]
    handles = [each.handle for each in open_store.contacts.many(open_store.matching(()))]
    assert len(set(handles)) == len(handles) == before + len(ids)
    assert "me" not in handles


# The same name.


@pytest.mark.parametrize("again", ["José Núñez", "jose nunez", "JOSE NUNEZ", "  José   Núñez ",
                                   unicodedata.normalize("NFD", "José Núñez"),
                                   "Jose\u0301 Nunez", "José\u00a0Núñez"])  # fmt: skip
def test_a_name_is_the_same_in_every_spelling(open_store: Store, again: str) -> None:
    id = open_store.people.add("José Núñez")
    open_store.people.add("José Núñez García")
    open_store.people.add("Núñez José")
    assert open_store.people.named(again) == [id]


@pytest.mark.parametrize("name", ["王伟", "🎉", "!", "Łukasz", "Straße", "\u200d", "O'Brien",
                                  "a OR b", '"quoted"', "%", "हिन्दी"])  # fmt: skip
def test_an_odd_name_is_known_again(open_store: Store, name: str) -> None:
    open_store.people.add("Somebody Else")
    id = open_store.people.add(name)
    assert open_store.people.named(name) == [id]


@pytest.mark.parametrize(
    "other", ["Maya", "Rao", "Maya R", "Maya Raol", "Rao Maya", "", "Maia Rao"]
)
def test_another_name_is_not_the_same(open_store: Store, other: str) -> None:
    open_store.people.add("Maya Rao", ["Maya"])
    assert open_store.people.named(other) == []


# Addresses, tags, fields.


def test_an_address_is_kept_once_however_it_is_spelled(open_store: Store) -> None:
    people = open_store.people
    id = people.add("Maya Rao")
    for number in ("(415) 555-0134", "+1 415 555 0134", "415.555.0134"):
        people.add_channel(id, "phone", number)
    for address in ("maya@ucsf.edu", "MAYA@UCSF.EDU"):
        people.add_channel(id, "email", address)
    found = open_store.contacts.one(id)
    assert [each.number for each in found.phones] == ["(415) 555-0134"]
    assert [each.address for each in found.emails] == ["maya@ucsf.edu"]


def test_an_address_of_two_people_belongs_to_both(open_store: Store) -> None:
    people = open_store.people
    one, other = people.add("Maya Rao"), people.add("Ben Adler")
    for id in (one, other):
        people.add_channel(id, "email", "desk@mercy.org")
    assert people.sharing(one) == [("desk@mercy.org", "ben-adler")]
    assert people.sharing(other) == [("desk@mercy.org", "maya-rao")]
    assert people.sharing(people.add("Dee Park")) == []


def test_addresses_that_stay_keep_their_label(open_store: Store) -> None:
    people = open_store.people
    id = people.add("Maya Rao")
    people.add_channel(id, "email", "maya@ucsf.edu", "work")
    people.set_channels(id, "email", ["maya@ucsf.edu", "maya@home.org"])
    labels = {each.address: each.label for each in open_store.contacts.one(id).emails}
    assert labels == {"maya@ucsf.edu": "work", "maya@home.org": None}
    people.set_channels(id, "email", [])
    assert open_store.contacts.one(id).emails == ()


@pytest.mark.parametrize(("said", "kept"), [
    ("EP", "ep"), ("#ep", "ep"), ("+ep", "ep"), ("new fellow", "new-fellow"), (" a  b ", "a-b"),
    ("e\u0301p", "ép"), ("🎉", "🎉"), ("a:b", "a:b"), ("#", ""), ("", ""), ("##x", "x"),
])  # fmt: skip
def test_a_tag_is_kept_in_one_spelling(said: str, kept: str) -> None:
    assert tag_name(said) == kept


def test_tags_come_and_go_once(open_store: Store) -> None:
    people = open_store.people
    id = people.add("Maya Rao")
    people.tag(id, ["ep", "EP", "#ep", "x"])
    people.tag(id, remove=["X", "nothing"])
    assert open_store.contacts.one(id).tags == ("ep",)


def test_a_field_is_set_changed_and_taken_away(open_store: Store) -> None:
    people = open_store.people
    id = people.add("Maya Rao")
    for name, value in (("knows", "ECG"), ("pager", "1"), ("knows", "amyloid"), ("pager", "")):
        people.set_custom(id, name, value)
    assert open_store.contacts.one(id).custom == {"knows": "amyloid"}


def test_a_nickname_may_hold_every_letter_but_a_new_line(open_store: Store) -> None:
    nicknames = ("Mai", "the\u2028tall one", "a\x85b", "x\x1cy", "🎉")
    id = open_store.people.add("Maya Rao", nicknames)
    assert open_store.contacts.one(id).nicknames == nicknames
    found = open_store.directory.by_handle("maya-rao")
    assert found and found.nicknames == nicknames


# Changing.


def test_a_change_to_the_same_makes_no_step(shelf: Shelf) -> None:
    with shelf.write("11-20") as store:
        id = store.people.add("Maya Rao", ["Mai"], kind="faculty")
        store.people.set_date(id, "birthday", YearDay(3, 14))
        store.people.tag(id, ["ep"])
        store.people.add_channel(id, "email", "maya@ucsf.edu")
    with shelf.write("11-21") as store:
        store.people.change(id, name="Maya Rao", nicknames=["Mai"], kind="faculty")
        store.people.set_date(id, "birthday", YearDay(3, 14))
        store.people.tag(id, ["EP"], remove=["x"])
        store.people.add_channel(id, "email", "MAYA@ucsf.edu")
        store.people.set_channels(id, "email", ["maya@ucsf.edu"])
        store.people.set_custom(id, "knows", "")
        store.people.remove_date(id, "boards")
        store.people.wake(id)
    store = shelf.open(TODAY)
    assert [step.id for step in store.journal.history()] == [1]


# Dates.


def test_a_date_said_again_keeps_its_lead(open_store: Store) -> None:
    people, contacts = open_store.people, open_store.contacts
    id = people.add("Maya Rao")
    people.set_date(id, "birthday", YearDay(3, 14))
    people.set_date(id, "boards", YearDay(8, 12), 14)
    assert contacts.dates(id) == [("birthday", YearDay(3, 14), 7), ("boards", YearDay(8, 12), 14)]
    people.set_date(id, "boards", YearDay(8, 13, 2027))
    people.set_date(id, "birthday", YearDay(3, 15), 0)
    people.set_date(id, "birthday", YearDay(3, 16))
    assert contacts.dates(id) == [
        ("birthday", YearDay(3, 16), 0), ("boards", YearDay(8, 13, 2027), 14),
    ]  # fmt: skip


def test_a_date_on_another_day_is_open_again(shelf: Shelf) -> None:
    with shelf.write("11-22") as store:
        id = store.people.add("Maya Rao")
        store.people.set_date(id, "boards", YearDay(11, 24), 7)
    (due,) = shelf.due("11-22")
    with shelf.write("11-22") as store:
        store.occasions.done(store.with_uid(due.uid)[0].id, d("11-24"))
    assert shelf.due("11-22") == []
    with shelf.write("11-22") as store:
        store.people.set_date(id, "boards", YearDay(11, 24))
    assert shelf.due("11-22") == []
    with shelf.write("11-22") as store:
        store.people.set_date(id, "boards", YearDay(11, 23))
    assert [due.due_on for due in shelf.due("11-22")] == [d("11-16")]


# Setting aside.


def test_who_is_removed_leaves_what_others_took_part_in(shelf: Shelf) -> None:
    with shelf.write("11-20") as store:
        maya, ben = store.people.add("Maya Rao"), store.people.add("Ben Adler")
        store.touches.log(d("11-01"), [maya, ben], note="together")
        store.touches.log(d("11-02"), [maya], note="alone")
        store.commitments.add(What.PROMISE, maya, "deck", d("11-27"))
        store.people.change(ben, introduced_by=maya)
        store.rules.set("contact", str(maya), "weekly", None)
        store.people.add_note(maya, "a note")
    before = shelf.open(TODAY).contacts.one(ben)
    with shelf.write("11-21") as store:
        store.people.remove(maya)
    store = shelf.open(TODAY)
    assert [each.note for each in store.touches.timeline(None)] == ["together"]
    assert store.rules.all() == []
    assert store.search("note", 5) == []
    assert store.contacts.one(ben).introduced_by is None
    assert before.introduced_by == "maya-rao"
    store.undo()
    assert store.contacts.one(ben) == before
    assert [each.note for each in store.touches.timeline(maya)] == ["alone", "together"]
    assert [rule.selector for rule in store.rules.all()] == ["maya-rao"]


def test_an_id_and_a_uid_are_never_used_again(shelf: Shelf) -> None:
    with shelf.write("11-20") as store:
        first = store.people.add("Maya Rao")
        uid = store.contacts.one(first).uid
    with shelf.write("11-21") as store:
        store.people.remove(first)
    with shelf.write("11-22") as store:
        second = store.people.add("Maya Rao")
        assert second > first
        assert store.contacts.one(second).uid != uid
        assert store.contacts.one(second).handle == "maya-rao"
