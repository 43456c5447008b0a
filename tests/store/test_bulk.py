"""People by the thousand: stored as one by one, in a fraction of the time."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import Shelf, d

from rescrm.core.contact import YearDay
from rescrm.core.folding import slug
from rescrm.formats.record import Record
from rescrm.store import Store, health
from rescrm.store.bulk import Bulk, channels
from rescrm.store.handles import Handles, free
from rescrm.store.moment import Moment
from rescrm.store.tables import JOURNALED

TODAY = d("11-22")
ODD = "a\tb 'q' \"王伟\" ñ \x01 🎓"


def moment() -> Moment:
    dice = Random(1)
    return Moment(
        now="2026-11-22T12:00:00+00:00", today=TODAY, uid=lambda: f"{dice.getrandbits(128):032x}"
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "r.db", moment())


def person(number: int, name: str = "", **rest: Any) -> Record:
    """A record with a key of its own."""
    return Record(f"people.vcf:{number}", f"uid:{number}", name or f"Person {number}", **rest)


# The two ways ------------------------------------------------------------------------------


def in_bulk(store: Store, records: Sequence[Record], at_once: int = 7) -> None:
    bulk = store.bulk()
    for start in range(0, len(records), at_once):
        some = records[start : start + at_once]
        bulk.add([(each, "digest", channels(each, "US")) for each in some], "alum", ["Met 2026"])
    bulk.finish()


def one_by_one(store: Store, records: Sequence[Record]) -> None:
    people = store.people
    for each in records:
        id = people.add(
            each.name,
            each.nicknames,
            kind="alum",
            organisation=each.organisation,
            title=each.title,
            city=each.city,
            note=each.note,
            met_on=each.met_on and each.met_on.isoformat(),
        )
        for kind, ways in (("email", each.emails), ("phone", each.phones)):
            for value, label in ways:
                people.add_channel(id, kind, value, label)
        for link in each.links:
            people.add_channel(id, "link", link)
        people.tag(id, [*each.tags, "Met 2026"])
        for name, value in each.custom:
            people.set_custom(id, name, value)
        if each.birthday:
            people.set_date(id, "birthday", each.birthday)
        store.bulk().attach(id, each, "digest")


def dump(store: Store) -> dict[str, list[dict[str, Any]]]:
    """All rows of a store but for their uids; only people have numbers to compare."""
    found = {}
    for table in (*JOURNALED, "agenda"):
        rows = store.conn.execute(f'SELECT * FROM "{table}" ORDER BY id')
        names = [column[0] for column in rows.description]
        gone = {"uid"} if table == "contact" else {"uid", "id"}
        kept = [
            {name: value for name, value in zip(names, row, strict=True) if name not in gone}
            for row in rows
        ]
        found[table] = sorted(kept, key=json.dumps) if table == "agenda" else kept
    return found


def faults(store: Store) -> list[str]:
    found = health.findings(store.conn, store.path, full=True)
    return [f"{each.where}: {each.message}" for each in found]


def with_rules(store: Store) -> Store:
    """Someone is there, and rules that everybody new falls under."""
    with store.write("begin"):
        store.people.add("Ana Torres", organisation="UCSF")
        store.people.add("Ana Torres")
        store.people.add("Me")
        store.rules.set("kind", "alum", "every 6 months", None)
        store.rules.set("everyone", "", "every 2nd tue", None)
    return store


# The law -----------------------------------------------------------------------------------

NAMES = st.one_of(
    st.sampled_from([
        "Ana Torres", "ana torres", "Ana Torres 2", "Ana-Torres 3", "Me", "José Núñez, MD", "王伟",
        "Łukasz Øster", "O'Brien", "…", "Ana", "A" * 200,
    ]),
    st.text(min_size=1, max_size=12).filter(str.strip),
)  # fmt: skip
TEXTS = st.one_of(st.none(), st.sampled_from(["UCSF", "Hôpital", ODD]))
WAYS = st.lists(
    st.tuples(
        st.sampled_from(["a@x.org", "A@X.org", "b@x.org", "+1 415 555 0134", "415-555-0134", "x"]),
        st.sampled_from([None, "work"]),
    ),
    max_size=4,
).map(tuple)
LINKS = st.lists(
    st.sampled_from(["https://www.linkedin.com/in/ana/", "linkedin.com/in/Ana", "https://x.org"]),
    max_size=3,
).map(tuple)
RECORDS = st.lists(
    st.builds(
        dict,
        name=NAMES,
        nicknames=st.lists(st.sampled_from(["Ani", "Łucja"]), max_size=2).map(tuple),
        emails=WAYS,
        phones=WAYS,
        links=LINKS,
        organisation=TEXTS,
        title=TEXTS,
        city=TEXTS,
        note=TEXTS,
        tags=st.lists(st.sampled_from(["EP", "#ep", " ", "Met 2026"]), max_size=3).map(tuple),
        custom=st.lists(
            st.tuples(st.sampled_from(["knows", "x"]), st.sampled_from(["one", ODD])), max_size=3
        ).map(tuple),
        birthday=st.sampled_from([None, YearDay(2, 29), YearDay(3, 14, 1993)]),
        met_on=st.sampled_from([None, date(2024, 3, 12)]),
        lines=st.sampled_from([None, "BEGIN:VCARD\r\n"]),
        encoding=st.sampled_from([None, "utf-8"]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people=RECORDS, at_once=st.integers(1, 12))
def test_people_in_bulk_are_stored_as_one_by_one(
    people: list[dict[str, Any]], at_once: int
) -> None:
    records = [person(number, **each) for number, each in enumerate(people)]
    with TemporaryDirectory() as folder:
        fast = with_rules(Store(Path(folder) / "fast.db", moment()))
        slow = with_rules(Store(Path(folder) / "slow.db", moment()))
        with fast.write("import"):
            in_bulk(fast, records, at_once)
        with slow.write("by hand"):
            one_by_one(slow, records)
        assert dump(fast) == dump(slow)
        assert faults(fast) == []
        fast.close()
        slow.close()


def crowd(count: int) -> list[Record]:
    """More people than one statement takes, some with everything and some with little."""
    return [
        person(
            number,
            name=("Ana Torres", f"Zoë {number}", f"Ben {number % 5}")[number % 3],
            emails=((f"p{number}@x.org", None),) if number % 2 else (),
            city="Montréal" if number > 250 else None,
            birthday=YearDay(1 + number % 12, 1) if number % 7 == 0 else None,
        )
        for number in range(count)
    ]


def test_more_people_than_one_statement_takes(tmp_path: Path) -> None:
    fast, slow = (with_rules(Store(tmp_path / f"{name}.db", moment())) for name in "fs")
    with fast.write("import"):
        in_bulk(fast, crowd(333), at_once=210)
    with slow.write("by hand"):
        one_by_one(slow, crowd(333))
    assert dump(fast) == dump(slow)
    assert faults(fast) == []
    assert len(dump(fast)["agenda"]) > 333


def test_one_undo_takes_a_bulk_back_and_redo_brings_it_again(store: Store) -> None:
    before = dump(with_rules(store))
    with store.write("import"):
        in_bulk(store, crowd(120))
    after = dump(store)
    store.undo()
    assert dump(store) == before
    assert faults(store) == []
    store.redo()
    assert dump(store) == after
    assert faults(store) == []


def test_what_is_changed_between_two_bulks_is_taken_back_too(store: Store) -> None:
    before = dump(with_rules(store))
    with store.write("import"):
        bulk = store.bulk()
        bulk.add([(person(1), "d", ())], None, ())
        bulk.people.change(1, city="Boston")
        bulk.wish(2, "alum", ["ep"])
        bulk.attach(3, person(7), "d")
        bulk.add([(person(2), "d", ())], None, ())
        bulk.finish()
    after = dump(store)
    assert [row["city"] for row in after["contact"]] == ["Boston", None, None, None, None]
    assert faults(store) == []
    store.undo()
    assert dump(store) == before
    store.redo()
    assert dump(store) == after


def test_those_who_came_in_bulk_and_were_changed_in_the_same_step_go_too(store: Store) -> None:
    before = dump(with_rules(store))
    with store.write("import"):
        bulk = store.bulk()
        some = [person(1, emails=(("a@x.org", None),)), person(2), person(3)]
        bulk.add([(each, "d", channels(each, "US")) for each in some], "alum", ())
        bulk.finish()
        store.people.change(4, name="Zoë", city="Boston")
        store.people.set_channels(4, "email", ["b@x.org"])
        store.people.remove(5)
    after = dump(store)
    assert faults(store) == []
    for _ in range(2):
        store.undo()
        assert dump(store) == before
        assert faults(store) == []
        store.redo()
        assert dump(store) == after
        assert faults(store) == []


def test_the_triggers_are_in_place_after_a_bulk(store: Store) -> None:
    def triggers() -> list[tuple[str, str]]:
        sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        return store.conn.execute(sql).fetchall()

    with store.write("begin"):
        store.people.add("Ana Torres")
    before = triggers()
    with store.write("import"):
        in_bulk(store, crowd(5))
    assert triggers() == before
    with pytest.raises(ZeroDivisionError), store.write("import"):
        store.bulk().add([(person(99), "d", ())], None, ())
        raise ZeroDivisionError
    assert triggers() == before


def test_uids_in_a_bulk_are_all_different_and_like_any_other(store: Store) -> None:
    with store.write("import"):
        in_bulk(store, crowd(300))
        in_bulk(store, [person(number) for number in range(900, 950)])
    uids = [uid for (uid,) in store.conn.execute("SELECT uid FROM contact")]
    assert len(set(uids)) == 350
    assert {len(uid) for uid in uids} == {32}


def test_uids_count_on_past_the_last_number(tmp_path: Path) -> None:
    uid = "11111111-1111-4111-8111-ffffffffffff"
    store = Store(tmp_path / "r.db", Moment(now="n", today=TODAY, uid=lambda: uid))
    with store.write("import"):
        store.bulk().add([(person(1), "d", ()), (person(2), "d", ())], None, ())
        found = store.conn.execute("SELECT uid FROM contact ORDER BY id").fetchall()
    assert found == [(uid,), ("11111111-1111-4111-8111-000000000000",)]


# Who is known ------------------------------------------------------------------------------


def test_holders_are_those_who_were_there_before_the_file(store: Store) -> None:
    with store.write("begin"):
        old = store.people.add("Ana Torres")
        store.people.add_channel(old, "email", "Ana@x.org")
    with store.write("import"):
        bulk: Bulk = store.bulk()
        new = person(1, name="Ana Torres", emails=(("ana@x.org", None),))
        bulk.add([(new, "d", channels(new, "US"))], None, ())
        found = bulk.known.holders(["mailto:ana@x.org"])
        assert found == {"mailto:ana@x.org": [(old, "Ana Torres")]}


def test_someone_whom_this_file_has_named_is_not_looked_for_again(store: Store) -> None:
    with store.write("begin"):
        old = store.people.add("Ana Torres")
        store.people.add_channel(old, "email", "ana@x.org")
    with store.write("import"):
        bulk = store.bulk()
        assert bulk.known.holders(["mailto:ana@x.org"])
        bulk.attach(old, person(1), "d")
        assert bulk.known.holders(["mailto:ana@x.org"]) == {}
        assert store.bulk().known.holders(["mailto:ana@x.org"])  # another file may


def test_an_address_is_kept_once_for_each_way(store: Store) -> None:
    twice = person(
        1,
        emails=(("Ana@x.org", "work"), ("ana@X.org", None)),
        phones=(("415-555-0134", None), ("+1 415 555 0134", "cell"), ("front desk", None)),
        links=("linkedin.com/in/ana", "https://www.linkedin.com/in/Ana/", "front desk"),
    )
    assert channels(twice, "US") == [
        ("email", "Ana@x.org", "work", "mailto:ana@x.org"),
        ("phone", "415-555-0134", None, "tel:+14155550134"),
        ("phone", "front desk", None, None),
        ("link", "linkedin.com/in/ana", None, "linkedin:ana"),
        ("link", "front desk", None, None),
    ]


# Handles -----------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(
    there=st.lists(st.sampled_from(["ana", "ana-2", "ana-4", "ben", "ana-torres"]), unique=True),
    names=st.lists(
        st.sampled_from(["Ana", "ana", "Ana 2", "Ana 3", "Ana-4", "Me", "Me 2", "Ana Torres"]),
        max_size=14,
    ),
    at_once=st.integers(1, 5),
)
def test_handles_for_many_are_those_that_each_would_get(
    there: list[str], names: list[str], at_once: int
) -> None:
    def keep(store: Store, handle: str) -> None:
        store.conn.execute(
            "INSERT INTO contact (uid, handle, name, added, recorded) "
            "VALUES (?1, ?1, ?1, '2026-11-22', '')",
            (handle,),
        )

    def given_to(ask: Callable[[Store], list[str]]) -> list[str]:
        with TemporaryDirectory() as folder:
            store = Store(Path(folder) / "r.db", moment())
            with store.write("handles", keep=True):
                for handle in there:
                    keep(store, handle)
                return ask(store)

    def alone(store: Store) -> list[str]:
        found = []
        for name in names:
            found.append(next(free(store.conn, slug(name))))
            keep(store, found[-1])
        return found

    def together(store: Store) -> list[str]:
        handles, found = Handles(store.conn), []
        for start in range(0, len(names), at_once):
            some = handles.give([slug(name) for name in names[start : start + at_once]])
            for handle in some:
                keep(store, handle)
            found += some
        return found

    assert given_to(together) == given_to(alone)


def test_nobody_gets_the_handle_that_means_the_user(store: Store) -> None:
    with store.write("import"):
        in_bulk(store, [person(1, name="Me"), person(2, name="me")])
    found = store.conn.execute("SELECT handle FROM contact ORDER BY id").fetchall()
    assert found == [("me-2",), ("me-3",)]


def test_shelf_and_bulk_agree_about_the_day(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "r.db")
    with shelf.write("11-22") as store:
        store.rules.set("everyone", "", "every 3 months", None)
        in_bulk(store, [person(1, name="Ana Torres", met_on=date(2026, 9, 22))])
    assert shelf.days("11-22") == {("ana-torres", "check-in"): "12-22"}


def test_newcomers_fall_due_each_by_their_own_rule_and_day(store: Store) -> None:
    with store.write("begin"):
        store.rules.set("kind", "alum", "every 6 months", None)
        store.rules.set("tag", "ep", "every 2 weeks", None)
        store.rules.set("tag", "icu", "every 3 weeks", None)
    met = date(2026, 9, 1)
    people = [
        person(1, tags=("ep",)),
        person(2, tags=("ep", "gym")),
        person(3, tags=("icu", "ep")),
        person(4, tags=("gym",), met_on=met),
        person(5, tags=("ep",), met_on=met),
        person(6),
    ]
    with store.write("import"):
        bulk = store.bulk()
        bulk.add([(each, "d", ()) for each in people[:4]], "alum", ())
        bulk.add([(each, "d", ()) for each in people[4:]], None, ())
        bulk.finish()
    assert [(due.handle, due.due_on.isoformat()) for due in store.due(date(2027, 12, 31))] == [
        ("person-5", "2026-09-15"),
        ("person-1", "2026-12-06"),
        ("person-2", "2026-12-06"),
        ("person-3", "2026-12-06"),
        ("person-4", "2027-03-01"),
    ]
    assert faults(store) == []


def test_where_the_agenda_is_of_a_later_day_a_bulk_leaves_it_whole(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "r.db")
    with shelf.write("12-24") as store:
        store.rules.set("everyone", "", "every 2 weeks", None)
        store.people.add("Ana Torres")
    with shelf.write("11-22") as store:
        in_bulk(store, [person(1, name="Ben Adler")])
    assert shelf.days("11-22") == {
        ("ana-torres", "check-in"): "2027-01-07",
        ("ben-adler", "check-in"): "12-06",
    }
