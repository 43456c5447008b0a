"""Sessions, targets and unclear lines in the store."""

from __future__ import annotations

from pathlib import Path

import pytest
from shelf import Shelf, d

from rescrm.core.model import What
from rescrm.core.programme import Talk
from rescrm.store import Store
from rescrm.store.targets import Target

POSTER = Talk(
    "uid:1", "Amyloid", "Heart failure", "Hall B", "2026-11-14T14:00:00-05:00",
    "2026-11-14T15:00:00-05:00", ("Maya Rao", "Lee Wong"),
)  # fmt: skip


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """ACC, 14 to 16 November, with Maya."""
    shelf = Shelf(tmp_path / "r.db")
    with shelf.write("10-01") as store:
        store.events.add("ACC", "conference", d("11-14"), d("11-16"), None)
        store.people.add("Maya Rao")
    return shelf


def talks(store: Store) -> list[Talk]:
    return [kept.talk for kept in store.events.programme.talks(1).values()]


# Sessions ------------------------------------------------------------------------------------


def test_a_session_comes_back_as_it_was_kept(shelf: Shelf) -> None:
    with shelf.write("10-02") as store:
        store.events.programme.add(1, POSTER)
    assert shelf.ask("10-02", talks) == [POSTER]


def test_sessions_come_by_time_and_those_without_one_last(shelf: Shelf) -> None:
    with shelf.write("10-02") as store:
        for key, starts in (("a", None), ("b", "2026-11-15"), ("c", "2026-11-14")):
            store.events.programme.add(1, POSTER._replace(key=key, starts=starts))
    assert [each.key for each in shelf.ask("10-02", talks)] == ["c", "b", "a"]


def test_a_session_that_changed_keeps_the_speakers_it_still_has(shelf: Shelf) -> None:
    new = POSTER._replace(title="Amyloid, twice", speakers=("Lee Wong", "Ana Torres"))
    with shelf.write("10-02") as store:
        store.events.programme.add(1, POSTER)
    with shelf.write("10-03") as store:
        store.events.programme.change(store.events.programme.talks(1)["uid:1"], new)
    assert shelf.ask("10-03", talks) == [new]
    assert shelf.ask("10-03", lambda s: s.events.programme.speakers(1)) == [
        "Ana Torres", "Lee Wong",
    ]  # fmt: skip


def test_an_event_has_its_own_sessions(shelf: Shelf) -> None:
    with shelf.write("10-02") as store:
        other = store.events.add("AHA", "conference", d("12-01"), d("12-02"), None)
        store.events.programme.add(1, POSTER)
        store.events.programme.add(other, POSTER._replace(title="The same key elsewhere"))
        assert len(store.events.programme.talks(1)) == 1
        store.events.programme.remove(store.events.programme.talks(1)["uid:1"].id)
        assert store.events.programme.speakers(1) == []
        assert store.events.programme.speakers(other) == ["Lee Wong", "Maya Rao"]


def test_a_programme_is_one_step_back_and_forth(shelf: Shelf) -> None:
    with shelf.write("10-02") as store:
        store.events.programme.add(1, POSTER)
    store = shelf.open(d("10-02"))
    store.undo()
    assert talks(store) == [] and store.events.programme.speakers(1) == []
    store.redo()
    assert talks(store) == [POSTER]
    store.close()


# Targets -------------------------------------------------------------------------------------


def aim(store: Store, at: str | None = None, session: str | None = None) -> None:
    store.targets.keep(1, 1, session, "amyloid", at)
    store.commitments.add(
        What.OUTREACH, 1, "amyloid", d("10-24"), limit_on=d("11-07"), event=1
    )  # fmt: skip


def one(shelf: Shelf, day: str) -> Target:
    (found,) = shelf.ask(day, lambda store: store.targets.of(1))
    assert isinstance(found, Target)
    return found


def test_a_target_has_its_letter_until_it_is_needless(shelf: Shelf) -> None:
    with shelf.write("10-02") as store:
        aim(store)
    assert one(shelf, "10-02").due_on == one(shelf, "11-13").due_on == d("10-24")
    assert one(shelf, "11-14").due_on is None  # it has begun
    with shelf.write("10-20") as store:
        store.touches.log(d("10-20"), [1], direction="me")
    assert one(shelf, "10-20").due_on is None
    assert one(shelf, "10-20").outreach == 1


def test_a_letter_that_is_done_or_put_off_says_so(shelf: Shelf) -> None:
    with shelf.write("10-02") as store:
        aim(store)
    with shelf.write("10-25") as store:
        store.commitments.move(1, d("10-30"))
    assert one(shelf, "10-25").due_on == d("10-30")
    with shelf.write("10-26") as store:
        store.commitments.done(1)
    assert one(shelf, "10-26").due_on is None


def test_targets_come_by_time_and_leave_with_who_is_set_aside(shelf: Shelf) -> None:
    with shelf.write("10-02") as store:
        ben, cy = store.people.add("Ben Adler"), store.people.add("Cy Young")
        store.targets.keep(1, 1, None, None, None)
        store.targets.keep(1, ben, None, None, "2026-11-15T09:00-05:00")
        store.targets.keep(1, cy, None, None, "2026-11-14T09:00-05:00")
        assert [each.handle for each in store.targets.of(1)] == [
            "cy-young", "ben-adler", "maya-rao",
        ]  # fmt: skip
        store.people.archive(cy)
        assert [each.handle for each in store.targets.of(1)] == ["ben-adler", "maya-rao"]
        assert [each.handle for each in store.targets.of(1, cy)] == ["cy-young"]


def test_a_target_that_was_met_says_so(shelf: Shelf) -> None:
    with shelf.write("10-02") as store:
        aim(store)
        assert not store.targets.of(1)[0].met
        store.events.meet(1, 1, "Maya", None, None)
        assert store.targets.of(1)[0].met


def test_the_same_target_again_makes_no_step(shelf: Shelf) -> None:
    with shelf.write("10-02") as store:
        store.targets.keep(1, 1, "Hall B", "amyloid", None)
    store = shelf.open(d("10-03"))
    steps = len(store.journal.history(9))
    with store.write("again"):
        store.targets.keep(1, 1, "Hall B", "amyloid", None)
    assert len(store.journal.history(9)) == steps
    store.close()


def test_a_target_goes_with_its_session_and_no_other(shelf: Shelf) -> None:
    at, later = "2026-11-14T14:00:00-05:00", "2026-11-14T16:00:00-05:00"
    with shelf.write("10-02") as store:
        aim(store, at, "Amyloid")
        store.targets.follow(1, ("Another", at), ("Elsewhere", later))
        store.targets.follow(1, ("Amyloid", later), ("Elsewhere", later))
        assert store.targets.of(1)[0].at == at
        store.targets.follow(1, ("Amyloid", at), ("Amyloid", later))
        assert store.targets.of(1)[0].at == later


def test_a_calendar_is_given_the_sessions_with_a_time(shelf: Shelf) -> None:
    at = "2026-11-14T14:00:00-05:00"
    with shelf.write("10-02") as store:
        ben = store.people.add("Ben Adler")
        store.events.programme.add(1, POSTER)
        aim(store, at, "Amyloid")
        store.targets.keep(1, ben, None, None, "2026-11-15T09:00:00-05:00")
        uids = [row[0] for row in store.conn.execute("SELECT uid FROM event UNION ALL SELECT uid "
                                                     "FROM contact")]  # fmt: skip
        maya, last = store.targets.appointments()
    assert (maya.title, maya.starts, maya.ends, maya.room) == (
        "Amyloid", at, "2026-11-14T15:00:00-05:00", "Hall B",
    )  # fmt: skip
    assert maya.uid == f"{uids[0]}.{uids[1]}"
    assert (last.title, last.ends, last.room) == ("Ben Adler at ACC", None, None)


@pytest.mark.parametrize(("day", "count"), [("11-16", 1), ("11-17", 0)])
def test_an_event_that_is_over_leaves_the_calendar(shelf: Shelf, day: str, count: int) -> None:
    with shelf.write("10-02") as store:
        aim(store, "2026-11-14T14:00:00-05:00", "Amyloid")
    assert shelf.ask(day, lambda store: len([*store.targets.appointments()])) == count


# Unclear lines -------------------------------------------------------------------------------


def test_an_unclear_line_is_kept_as_it_was_typed(shelf: Shelf) -> None:
    line = "somebody;; who said \t “hm”…"
    with shelf.write("11-14") as store:
        kept = store.events.unclear.add(1, line, "who?")
        assert (kept.line, kept.why, kept.event, kept.said_on) == (line, "who?", "acc", d("11-14"))
        other = store.events.unclear.add(1, "and another", "what?")
    assert [each.id for each in shelf.ask("11-15", lambda s: s.events.unclear.of(1))] == [1, 2]
    with shelf.write("11-15") as store:
        store.events.unclear.settle(other.id)
        assert [each.line for each in store.events.unclear.of(1)] == [line]


# What came of it -----------------------------------------------------------------------------


def test_an_outcome_counts_targets_met_and_promises_from_there(shelf: Shelf) -> None:
    with shelf.write("11-14") as store:
        ben = store.people.add("Ben Adler")
        store.targets.keep(1, 1, None, None, None)
        store.targets.keep(1, ben, None, None, None)
        assert store.events.outcome(1) == (0, 0, 0)
        store.events.meet(1, 1, "Maya", None, None)
        for event in (1, 1, 1, None):
            store.commitments.add(What.PROMISE, 1, "it", d("11-20"), event=event)
        store.commitments.add(What.ASK, 1, "it", d("11-20"), event=1)
        store.commitments.done(1)
        assert store.events.outcome(1) == (1, 1, 2)
