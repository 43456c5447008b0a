"""What folders and the store agreed on, whether anything happened since, and what is shared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shelf import Shelf, d

from rescrm.core.contact import YearDay
from rescrm.core.reconcile import Agreed
from rescrm.store import Store
from rescrm.store.known import Card
from rescrm.store.shared import Shared
from rescrm.store.synced import GONE, Row, Synced, content, text

ADA = text({"name": ("Ada",)})
ROME = text({"name": ("Ada",), "city": ("Rome",)})
TODAY = d("11-22")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = Shelf(tmp_path / "r.db").open(TODAY)
    with found.write("begin"):
        found.people.add("Ada Byron", ["Countess"], kind="faculty", city="London", note="shy")
    yield found
    found.close()


@pytest.fixture
def synced(store: Store) -> Synced:
    return Synced(store.conn)


@pytest.fixture
def shared(store: Store) -> Shared:
    return Shared(store.conn)


# Agreements ----------------------------------------------------------------------------------


def test_what_is_kept_is_found_again(synced: Synced) -> None:
    row = Row("ada", "ada.vcf", "1.2.3", ADA, ROME)
    synced.keep("people", [row])
    synced.keep("people", [row])
    assert synced.rows("people") == {"ada": row}
    assert synced.rows("touches") == {}
    assert row.base == Agreed({"name": ("Ada",)}, {"name": ("Ada",), "city": ("Rome",)})
    assert synced.stamps("people") == {"ada.vcf": "1.2.3"}
    assert synced.count("people") == 1


def test_a_touch_that_is_gone_on_both_sides_is_forgotten(synced: Synced) -> None:
    synced.keep("touches", [Row("t", "t.ics", "1", ADA, ADA)])
    synced.keep("touches", [Row("t", "t.ics", None, GONE, GONE)])
    assert synced.rows("touches") == {}


def test_that_someone_was_there_is_remembered(synced: Synced) -> None:
    synced.keep("people", [Row("ada", "ada.vcf", "1", ADA, ADA)])
    synced.keep("people", [Row("ada", "ada.vcf", None, GONE, GONE)])
    (row,) = synced.rows("people").values()
    assert row.is_gone
    assert row.base is None
    assert synced.stamps("people") == {}, "and their file is nobody's any more"


def test_what_is_on_its_way_counts_when_it_has_arrived(synced: Synced) -> None:
    synced.keep("people", [Row("ada", "a.vcf", "2", ADA, ADA, ROME, ROME)])
    assert synced.waits("people")
    synced.arrived("people", {"a.vcf": "2"})
    assert synced.rows("people")["ada"] == Row("ada", "a.vcf", "2", ROME, ROME)
    assert not synced.waits("people")


def test_where_the_server_had_something_else_the_old_agreement_stands(synced: Synced) -> None:
    synced.keep("people", [Row("ada", "a.vcf", "2", ADA, ADA, ROME, ROME)])
    synced.arrived("people", {"a.vcf": "3"})
    assert synced.rows("people")["ada"] == Row("ada", "a.vcf", "2", ADA, ADA)


def test_what_was_new_and_met_something_else_was_never_agreed_on(synced: Synced) -> None:
    synced.keep("touches", [Row("t", "t.ics", "2", None, None, ADA, ADA)])
    synced.arrived("touches", {"t.ics": "3"})
    assert synced.rows("touches") == {}


@pytest.mark.parametrize(("files", "is_left"), [({}, False), ({"t.ics": "9"}, True)])
def test_a_removal_has_arrived_when_the_file_stays_away(
    synced: Synced, files: dict[str, str], is_left: bool
) -> None:
    synced.keep("touches", [Row("t", "t.ics", None, ADA, ADA, GONE, GONE)])
    assert synced.stamps("touches") == {}
    synced.arrived("touches", files)
    assert bool(synced.rows("touches")) is is_left


def test_a_content_is_one_text_whatever_its_order() -> None:
    one, other = {"b": ("1", "2"), "a": ("ü",)}, {"a": ("ü",), "b": ("1", "2")}
    assert text(one) == text(other)
    assert content(text(one)) == one
    assert text(None) == GONE
    assert content(GONE) == {}


# Whether anything happened since -------------------------------------------------------------


def test_the_mark_changes_with_each_change_and_comes_back_with_redo(
    store: Store, synced: Synced
) -> None:
    first = synced.mark()
    with store.write("nothing"):
        assert synced.mark() == first
    assert synced.mark() == first, "a command that changes nothing changes no mark"
    with store.write("edit"):
        store.people.change(1, city="Rome")
    second = synced.mark()
    store.undo()
    third = synced.mark()
    assert len({first, second, third}) == 3
    store.redo()
    assert synced.mark() == second


def test_what_was_seen_is_remembered_a_collection(synced: Synced) -> None:
    synced.see("people", "5 0 3")
    assert synced.seen("people") == "5 0 3"
    assert synced.seen("touches") is None
    synced.see("people", None)
    assert synced.seen("people") is None


# What is shared ------------------------------------------------------------------------------


def test_someone_is_shared_with_everything_that_is_theirs(store: Store, shared: Shared) -> None:
    with store.write("more"):
        store.people.add_channel(1, "email", "ada@example.org", "work")
        store.people.tag(1, ["ep", "tough-week"])
        store.people.set_custom(1, "pets", "1 cat")
        store.people.set_date(1, "birthday", YearDay(12, 10))
        store.people.set_date(1, "wedding", YearDay(7, 8, 1835))
        store.people.add_note(1, "likes engines")
        store.rules.set("contact", "1", "every 6 weeks", "every 10 weeks")
    uid = store.contacts.one(1).uid
    assert shared.people(notes=True, known=()) == {
        uid: (
            1,
            {
                "name": ("Ada Byron",),
                "nickname": ("Countess",),
                "kind": ("faculty",),
                "city": ("London",),
                "note": ("shy",),
                "email": ("ada@example.org",),
                "tag": ("ep",),
                "custom": ("pets=1 cat",),
                "birthday": ("--12-10",),
                "date": ("wedding=1835-07-08",),
                "remark": ("2026-11-22 likes engines",),
                "every": ("every 6 weeks max every 10 weeks",),
            },
        )
    }
    without = shared.people(notes=False, known=())[uid].content
    assert {"note", "remark"}.isdisjoint(without)
    assert shared.labels(1) == {"ada@example.org": "work"}


def test_who_is_set_aside_is_shared_only_when_they_were_before(
    store: Store, shared: Shared
) -> None:
    with store.write("archive"):
        store.people.archive(1)
    uid = store.contacts.one(1).uid
    assert shared.people(notes=False, known=()) == {}
    assert shared.people(notes=False, known={uid})[uid].content["state"] == ("archived",)


def test_a_card_from_elsewhere_keeps_its_uid(store: Store, shared: Shared) -> None:
    with store.write("card"):
        shared.keep_card(1, "PHONE-1", "d1", Card("BEGIN:VCARD", "utf-8"))
        shared.keep_card(1, "PHONE-2", "d2", Card("BEGIN:VCARD2", "utf-8"))
        shared.keep_card(1, "PHONE-1", "d3", Card("BEGIN:VCARD3", "utf-8"))
    assert list(shared.people(notes=False, known=())) == ["PHONE-1"]
    assert shared.find("PHONE-2") == shared.find(store.contacts.one(1).uid) == 1
    assert shared.find("PHONE-3") is None
    assert shared.strangers(["PHONE-2", "PHONE-3"]) == ["PHONE-3"]
    assert shared.card(1) == Card("BEGIN:VCARD3", "utf-8")


@pytest.mark.parametrize(
    ("uid", "is_taken"),
    [("0b7c9d0e-0000-4000-8000-000000000001", True), ("../../x", False), ("x", False)],
)
def test_a_newcomer_takes_a_uid_that_is_fit(
    store: Store, shared: Shared, uid: str, is_taken: bool
) -> None:
    with store.write("name"):
        shared.name("contact", 1, uid)
    assert (store.contacts.one(1).uid == uid) is is_taken


def test_nobody_takes_somebody_elses_uid(store: Store, shared: Shared) -> None:
    uid = store.contacts.one(1).uid
    with store.write("add"):
        id = store.people.add("Ben Okafor")
        shared.name("contact", id, uid)
    assert store.contacts.one(id).uid != uid


def test_a_touch_names_people_by_their_cards(store: Store, shared: Shared) -> None:
    with store.write("log"):
        other = store.people.add("Ben Okafor")
        store.touches.log(TODAY, [1], [other], kind="coffee", note="fine", tags="qi tough-week")
        store.touches.log(TODAY, [], [], kind="call")
        shared.keep_card(1, "PHONE-1", "d", Card("x", "utf-8"))
    (item,) = shared.touches().values()
    assert item.content == {
        "day": ("2026-11-22",),
        "kind": ("coffee",),
        "note": ("fine",),
        "direction": ("both",),
        "who": ("PHONE-1",),
        "missed": (store.contacts.one(other).uid,),
        "tag": ("qi",),
    }
