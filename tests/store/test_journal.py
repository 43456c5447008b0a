"""Undo and redo: whatever was done, a step back is the store as it was, a step on as it became."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import Shelf, d

from rescrm.core.contact import YearDay
from rescrm.core.model import What
from rescrm.store import Store, health
from rescrm.store.tables import JOURNALED

TODAY = d("11-22")
ODD = 'O\'Hara "Ł" \\ 王伟 🎓 \x01 \x00 \\u0000 {"a": [1]} \n 007'


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Shelf(tmp_path / "rescrm.db").open(TODAY)


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that undo answers for."""
    return {
        table: store.conn.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
        for table in JOURNALED
    }


def faults(store: Store) -> list[str]:
    """What doctor would say: the file, the references, the indexes, the agenda."""
    found = health.findings(store.conn, store.path, full=True)
    return [f"{each.where}: {each.message}" for each in found]


def do(store: Store, step: Callable[[Store], object], command: str = "step") -> None:
    with store.write(command):
        step(store)


def ids(store: Store, table: str) -> list[int]:
    return [id for (id,) in store.conn.execute(f'SELECT id FROM "{table}" ORDER BY id')]


# The law -------------------------------------------------------------------------------------

Step = Callable[[Store, int], object]


def one_of(store: Store, table: str, number: int) -> int | None:
    """Some row of a table, or None when it has none."""
    there = ids(store, table)
    return there[number % len(there)] if there else None


def on_person(act: Callable[[Store, int, int], object]) -> Step:
    """A step that needs somebody."""

    def step(store: Store, number: int) -> None:
        who = one_of(store, "contact", number)
        if who is not None:
            act(store, who, number)

    return step


def on_row(table: str, act: Callable[[Store, int], object]) -> Step:
    """A step that needs a row of a table."""

    def step(store: Store, number: int) -> None:
        row = one_of(store, table, number)
        if row is not None:
            act(store, row)

    return step


def log(store: Store, number: int, **columns: Any) -> None:
    people = [id for id in ids(store, "contact") if (id + number) % 2]
    store.touches.log(TODAY - timedelta(number % 400 - 30), people, **columns)


def meet(store: Store, who: int, number: int) -> None:
    event = one_of(store, "event", number) or store.events.add(
        "ACC", "conference", TODAY, TODAY, None
    )
    store.events.meet(event, who, f"talked {number}", ODD, None)
    store.commitments.add(What.FOLLOW_UP, who, "talked", TODAY, event=event)
    store.people.change(who, met_at=event)


def join(store: Store, who: int, number: int) -> None:
    group = one_of(store, "group", number) or store.groups.add("Pod", "pod", "every 2 weeks", None)
    store.groups.join(group, who, "member", None)
    store.rules.set("group", str(group), "monthly", None)


def swap_handles(store: Store, number: int) -> None:
    """Two people trade what only one may have, as a merge or an import may bring about."""
    first, second = ids(store, "contact")[:2] if len(ids(store, "contact")) > 1 else (0, 0)
    if first:
        (mine,), (theirs,) = (
            store.conn.execute("SELECT handle FROM contact WHERE id = ?", (id,)).fetchone()
            for id in (first, second)
        )
        store.people.set(first, handle="between")
        store.people.set(second, handle=mine)
        store.people.set(first, handle=theirs)


def many_at_once(store: Store, number: int) -> None:
    with store.journal.bulk():
        first = store.conn.execute("SELECT coalesce(max(id), 0) FROM contact").fetchone()[0]
        store.conn.executemany(
            "INSERT INTO contact (uid, handle, name, added, recorded) VALUES (?1, ?1, ?2, ?3, ?3)",
            [(store.moment.uid(), f"Bulk {each} {ODD}", TODAY.isoformat()) for each in range(3)],
        )
    last = ids(store, "contact")[-1]
    from rescrm.store import search
    from rescrm.store.agenda import Writer

    search.fill(store.conn, "contact", first + 1, last)
    Writer(store.conn, TODAY, 14).add(first + 1, last)


STEPS: dict[str, Step] = {
    "add": lambda store, number: store.people.add(f"Name {number % 5}", [ODD], kind="alum"),
    "edit": on_person(lambda store, who, n: store.people.change(who, city=f"{ODD}{n % 3}")),
    "rename": on_person(lambda store, who, n: store.people.change(who, name=f"José {n % 4}")),
    "tag": on_person(lambda store, who, n: store.people.tag(who, [f"t{n % 3}"], [f"t{n % 2}"])),
    "field": on_person(lambda store, who, n: store.people.set_custom(who, "x", "y" * (n % 2))),
    "date": on_person(lambda s, who, n: s.people.set_date(who, "birthday", YearDay(2, 1 + n % 29))),
    "mail": on_person(lambda store, who, n: store.people.add_channel(who, "email", f"a{n}@x.org")),
    "note": on_person(lambda store, who, n: store.people.add_note(who, f"{ODD} {n}")),
    "remove": on_person(lambda store, who, n: store.people.remove(who)),
    "rest": on_person(lambda store, who, n: store.people.rest(who, TODAY + timedelta(n % 60))),
    "archive": on_person(lambda store, who, n: store.people.archive(who)),
    "wake": on_person(lambda store, who, n: store.people.wake(who)),
    "skip": on_person(lambda store, who, n: store.people.skip(who)),
    "snooze": on_person(lambda store, who, n: store.people.snooze(who, TODAY + timedelta(n % 40))),
    "log": lambda store, number: log(store, number, kind="call", note=ODD),
    "attempt": lambda store, number: log(store, number, kind="email", attempt=1, direction="me"),
    "unlog": on_row("interaction", lambda store, row: store.touches.remove(row)),
    "rewrite": on_row("interaction", lambda store, row: store.touches.change(row, note="Ødegård")),
    "promise": on_person(lambda s, who, n: s.commitments.add(What.PROMISE, who, ODD, TODAY)),
    "done": on_row("commitment", lambda store, row: store.commitments.done(row)),
    "rule": lambda s, n: s.rules.set("kind", "alum", ["monthly", None, "weekly"][n % 3], None),
    "own rule": on_person(lambda s, who, n: s.rules.set("contact", str(who), f"{n} days", None)),
    "no rule": on_row("rule", lambda store, row: store.rules.remove(row)),
    "pause": lambda store, n: store.rules.pause(TODAY, TODAY + timedelta(n % 9), "nights"),
    "meet": on_person(meet),
    "join": on_person(join),
    "mentor": on_person(lambda s, who, n: s.mentors.set(who, "research", TODAY, None)),
    "letter": on_person(lambda s, who, n: s.drafts.save(who, "news", None, (ODD, ODD), [], [])),
    "swap": swap_handles,
    "import": many_at_once,
}  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(1, 3000)), max_size=12),
    st.integers(1, 4),
)
def test_every_step_can_be_taken_back_and_done_again(
    steps: list[tuple[str, int]], at_once: int
) -> None:
    with TemporaryDirectory() as folder:
        store = Shelf(Path(folder) / "rescrm.db").open(TODAY)
        do(store, lambda store: None)
        states = [dump(store)]
        do(store, lambda store: [store.people.add(name) for name in ("Ana Torres", "Ben Adler")])
        states.append(dump(store))
        for word, number in steps:
            do(store, lambda store, word=word, number=number: STEPS[word](store, number))
            if dump(store) != states[-1]:
                states.append(dump(store))
        _walk(store, states, at_once)
        store.close()


def _walk(store: Store, states: list[dict[str, Any]], at_once: int) -> None:
    """Back to the beginning and on to the end, some steps at a time, and again."""
    last, place = len(states) - 1, len(states) - 1
    for move, direction in ((store.undo, -1), (store.redo, 1), (store.undo, -1)):
        while place > 0 if direction < 0 else place < last:
            moved = len(move(at_once))
            assert moved == min(at_once, place if direction < 0 else last - place)
            place += direction * moved
            assert dump(store) == states[place]
            assert faults(store) == []


# What undo promises beside -------------------------------------------------------------------


def test_text_comes_back_as_it_was_to_the_letter(store: Store) -> None:
    do(store, lambda store: store.people.add("Ana Torres", note=ODD))
    before = dump(store)
    do(store, lambda store: store.people.remove(1))
    store.undo()
    assert dump(store) == before
    assert store.conn.execute("SELECT note FROM contact").fetchone() == (ODD,)


def test_an_id_and_a_uid_are_never_used_twice(store: Store) -> None:
    do(store, lambda store: store.people.add("Ana Torres"))
    gone = store.conn.execute("SELECT id, uid FROM contact").fetchone()
    store.undo()
    do(store, lambda store: store.people.add("Ana Torres"))
    anew = store.conn.execute("SELECT id, uid FROM contact").fetchone()
    assert anew[0] > gone[0]
    assert anew[1] != gone[1]


def test_a_handle_freed_by_undo_may_be_used_again(store: Store) -> None:
    do(store, lambda store: store.people.add("Ana Torres"))
    store.undo()
    do(store, lambda store: store.people.add("Ana Torres"))
    assert store.conn.execute("SELECT handle FROM contact").fetchone() == ("ana-torres",)


def test_a_new_command_drops_what_could_be_done_again(store: Store) -> None:
    do(store, lambda store: store.people.add("Ana Torres"))
    store.undo()
    do(store, lambda store: store.people.add("Ben Adler"))
    assert store.redo() == []
    assert [step.summary for step in store.journal.history()] == ["step"]
    assert store.conn.execute("SELECT count(*) FROM change").fetchone() == (1,)


def test_a_command_that_changes_nothing_is_no_step_and_drops_nothing(store: Store) -> None:
    do(store, lambda store: store.people.add("Ana Torres"))
    store.undo()
    do(store, lambda store: store.people.tag(99, [], ["x"]))
    assert len(store.redo()) == 1
    do(store, lambda store: store.people.change(1, name="Ana Torres"))
    do(store, lambda store: store.people.tag(1, ["x"], ["x"]))
    do(store, lambda store: store.people.remove(store.people.add("Somebody Passing")))
    assert len(store.journal.history()) == 1


def test_a_row_that_came_and_went_within_a_command_leaves_it_whole(store: Store) -> None:
    do(store, lambda store: store.people.add("Ana Torres"))
    before = dump(store)

    def busy(store: Store) -> None:
        passing = store.people.add("Somebody Passing")
        store.people.tag(passing, ["x"])
        store.people.tag(1, ["y"])
        store.people.remove(passing)

    do(store, busy)
    after = dump(store)
    store.undo()
    assert dump(store) == before
    store.redo()
    assert dump(store) == after


def test_a_removed_person_comes_back_with_everything_that_was_theirs(store: Store) -> None:
    def begin(store: Store) -> None:
        ana, ben = store.people.add("Ana Torres"), store.people.add("Ben Adler", introduced_by=1)
        store.people.tag(ana, ["x"])
        store.touches.log(TODAY, [ana, ben], kind="coffee")
        store.touches.log(TODAY, [ana], kind="call")
        store.commitments.add(What.PROMISE, ana, "the deck", TODAY)
        store.rules.set("contact", str(ana), "monthly", None)

    do(store, begin)
    before = dump(store)
    do(store, lambda store: store.people.remove(1))
    assert len(dump(store)["interaction"]) == 1  # the shared one stays, with Ben
    store.undo()
    assert dump(store) == before
    assert faults(store) == []


def test_a_bulk_write_that_changes_a_row_that_was_there_takes_it_back_too(store: Store) -> None:
    do(store, lambda store: store.people.add("Ana Torres", city="Boston"))
    before = dump(store)

    def bulk(store: Store) -> None:
        with store.journal.bulk():
            store.journal.remember("contact", [1])
            store.conn.execute("UPDATE contact SET city = 'Chicago' WHERE id = 1")
            store.conn.execute("INSERT INTO tag (contact, name) VALUES (1, 'x')")

    do(store, bulk)
    after = dump(store)
    store.undo()
    assert dump(store) == before
    store.redo()
    assert dump(store) == after


def test_two_who_traded_handles_trade_them_back(store: Store) -> None:
    do(store, lambda store: [store.people.add("Ana Torres"), store.people.add("Ben Adler")])
    before = dump(store)
    do(store, lambda store: swap_handles(store, 0))
    after = dump(store)
    store.undo()
    assert dump(store) == before
    store.redo()
    assert dump(store) == after
    assert faults(store) == []


def test_undo_forgets_no_step_when_it_is_only_asked_what_it_would_do(store: Store) -> None:
    do(store, lambda store: store.people.add("Ana Torres"))
    before = dump(store)
    assert [step.undone for step in store.undo(keep=False)] == [True]
    assert dump(store) == before
    assert [step.undone for step in store.journal.history()] == [False]


def test_the_history_tells_when_and_in_what_words(store: Store) -> None:
    with store.write("add Ana"):
        store.people.add("Ana Torres")
        store.summary = "added Ana Torres"
    (step,) = store.journal.history()
    assert (step.id, step.command, step.summary) == (1, "add Ana", "added Ana Torres")
    assert step.at.isoformat() == "2026-11-22T12:00:00+00:00"


def test_a_failure_in_the_middle_leaves_neither_rows_nor_a_step(store: Store) -> None:
    do(store, lambda store: store.people.add("Ana Torres"))
    before = dump(store)
    with pytest.raises(ZeroDivisionError), store.write("fails"):
        store.people.add("Ben Adler")
        _ = 1 // 0
    assert dump(store) == before
    assert len(store.journal.history()) == 1
    assert store.conn.execute("SELECT recording FROM state").fetchone() == (0,)


def test_the_agenda_of_the_day_is_right_after_an_undo_on_a_later_day(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "rescrm.db")
    with shelf.write("11-01") as store:
        store.people.add("Ana Torres", kind="alum")
        store.rules.set("kind", "alum", "every 10 days", None)
    with shelf.write("11-05") as store:
        store.touches.log(d("11-05"), [1], kind="call")
    later = shelf.open(d("11-20"))
    later.undo()
    assert faults(later) == []
    assert [due.due_on for due in later.due(date(2026, 11, 20))] == [d("11-11")]
    later.close()


def test_json_images_hold_numbers_and_nothing_exactly(store: Store) -> None:
    do(store, lambda store: store.people.add("Ana Torres"))
    do(store, lambda store: store.people.set(1, snoozed_after=2**62, note="12", city=""))
    before = dump(store)
    do(store, lambda store: store.people.remove(1))
    images = store.conn.execute("SELECT image FROM change_row WHERE tbl = 'contact' AND change = 3")
    assert json.loads(images.fetchone()[0])["snoozed_after"] == 2**62
    store.undo()
    assert dump(store) == before
