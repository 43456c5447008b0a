"""The agenda: worked out when something changes, right on every day that follows."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from shelf import FAR, Shelf, afresh, d, stored

from rescrm.core.contact import YearDay
from rescrm.core.due import Due, What
from rescrm.store import Store
from rescrm.store.dues import ALL, SAID

TODAY = d("11-22")
DAY = timedelta(days=1)
BEGINS, ENDS = d("03-18"), d("03-20")  # a conference in the life of a store
EVERY = ["every week", "every 6 weeks", "every month", "every 3 months", "every 2nd tue",
         "every 31st", "every weekday", "every other tue", None]  # fmt: skip


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "r.db")


def maya(shelf: Shelf, every: str | None = "every 6 weeks", **rest: Any) -> int:
    """Maya, added on 2 October, with a rule of her own."""
    with shelf.write("10-02") as store:
        id = store.people.add("Maya Rao", **rest)
        if every:
            store.rules.set("contact", str(id), every, None)
    return id


# Laws --------------------------------------------------------------------------------------


class Life:
    """Things that happen to a store, chosen by numbers, day after day."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.day = d("01-05")
        with shelf.write(self.day) as store:
            event = store.events.add("ACC 2026", "conference", BEGINS, ENDS, None)
            self.event = event
            self.groups = [store.groups.add("Lunch", "pod", "every 2 weeks", None)]
            self.people = [
                store.people.add("Ana Torres", kind="faculty", met_at=event),
                store.people.add("Ben Adler", kind="co-resident", met_on="2025-11-02"),
                store.people.add("Cy Young"),
            ]

    def happens(self, what: int, who: int, when: int, number: int) -> None:
        """One command: ``what`` of DEEDS, to someone, on or about a day, with a detail."""
        self.day += timedelta(days=number % 9)
        deed = DEEDS[what % len(DEEDS)]
        if deed in (Life.undo, Life.redo):
            deed(self)
            return
        with self.shelf.write(self.day) as store:
            deed(self, store, self.people[who % 3], self.day + timedelta(days=when), number)

    def undo(self) -> None:
        self._again(lambda store: store.undo())

    def redo(self) -> None:
        self._again(lambda store: store.redo())

    def _again(self, step: Any) -> None:
        store = self.shelf.open(self.day)
        done = [each for each in store.journal.history(99) if not each.undone]
        if len(done) > 1:  # the people of the first step stay
            step(store)
        store.close()

    def touch(self, store: Store, who: int, day: date, number: int) -> None:
        others = [each for each in self.people if each != who][: number % 3]
        store.touches.log(
            day,
            [who],
            others if number % 2 else (),
            direction=("me", "them", "both")[number % 3],
            group=self.groups[0] if number % 5 == 0 else None,
        )

    def attempt(self, store: Store, who: int, day: date, number: int) -> None:
        store.touches.log(day, [who], direction="me", attempt=1)

    def forget_touch(self, store: Store, who: int, day: date, number: int) -> None:
        store.touches.remove(number % 8 + 1)

    def move_touch(self, store: Store, who: int, day: date, number: int) -> None:
        store.touches.change(number % 8 + 1, day=day.isoformat())

    def rule(self, store: Store, who: int, day: date, number: int) -> None:
        every = EVERY[number % len(EVERY)]
        scope, value = (
            ("contact", str(who)), ("group", str(self.groups[0])), ("role", "any"),
            ("role", "research"), ("tag", "ep"), ("kind", "faculty"), ("everyone", ""),
        )[number % 7]  # fmt: skip
        store.rules.set(scope, value, every, "10 weeks" if number % 2 else None)

    def unrule(self, store: Store, who: int, day: date, number: int) -> None:
        store.rules.remove(number % 7 + 1)

    def mentor(self, store: Store, who: int, day: date, number: int) -> None:
        role = ("research", "career")[number % 2]
        last = day + timedelta(days=number) if number % 3 else None
        store.mentors.set(who, role, min(day, last or day), last)

    def join(self, store: Store, who: int, day: date, number: int) -> None:
        term = (day, day + timedelta(days=number)) if number % 2 else None
        store.groups.join(self.groups[0], who, None, term)

    def leave(self, store: Store, who: int, day: date, number: int) -> None:
        store.groups.leave(self.groups[0], who)

    def ritual(self, store: Store, who: int, day: date, number: int) -> None:
        meets = ("every 2nd tue 18:00", "every other fri", None)[number % 3]
        every = ("every week", None)[number % 2]
        store.groups.change(self.groups[0], every=every, meets=meets)

    def hand_over(self, store: Store, who: int, day: date, number: int) -> None:
        last = day + timedelta(days=14)
        group = self.groups[0]
        store.commitments.add(What.HAND_OVER, None, "thank", day, limit_on=last, group=group)

    def tag(self, store: Store, who: int, day: date, number: int) -> None:
        store.people.tag(who, ["ep"] if number % 2 else [], [] if number % 2 else ["ep"])

    def kind(self, store: Store, who: int, day: date, number: int) -> None:
        store.people.change(who, kind=("faculty", "alum", None)[number % 3])

    def meet(self, store: Store, who: int, day: date, number: int) -> None:
        store.people.change(who, met_at=self.event if number % 2 else None)

    def aside(self, store: Store, who: int, day: date, number: int) -> None:
        if number % 3 == 0:
            store.people.archive(who)
        elif number % 3 == 1:
            store.people.rest(who, max(day, self.day))
        else:
            store.people.rest(who, None)

    def wake(self, store: Store, who: int, day: date, number: int) -> None:
        store.people.wake(who)

    def skip(self, store: Store, who: int, day: date, number: int) -> None:
        store.people.skip(who)

    def snooze(self, store: Store, who: int, day: date, number: int) -> None:
        store.people.snooze(who, max(day, self.day))

    def pause(self, store: Store, who: int, day: date, number: int) -> None:
        store.rules.pause(day, day + timedelta(days=number), None)

    def resume(self, store: Store, who: int, day: date, number: int) -> None:
        for pause in store.rules.pauses()[:1]:
            store.rules.cut_pause(pause, day)

    def owe(self, store: Store, who: int, day: date, number: int) -> None:
        what = (What.PROMISE, What.ASK, What.THANK_YOU, What.FOLLOW_UP)[number % 4]
        event = self.event if what is What.FOLLOW_UP else None
        store.commitments.add(what, who, "it", max(day, self.day), event=event)

    def target(self, store: Store, who: int, day: date, number: int) -> None:
        due = max(BEGINS - timedelta(days=number), self.day)
        limit = max(BEGINS - timedelta(days=7), due)
        store.commitments.add(
            What.OUTREACH, who, "it", due, limit_on=limit,
            event=self.event if number % 4 else None,
        )  # fmt: skip

    def move(self, store: Store, who: int, day: date, number: int) -> None:
        if store.commitments.get(number % 5 + 1):
            store.commitments.move(number % 5 + 1, max(day, self.day))

    def done(self, store: Store, who: int, day: date, number: int) -> None:
        store.commitments.done(number % 5 + 1)

    def birthday(self, store: Store, who: int, day: date, number: int) -> None:
        store.people.set_date(who, "birthday", YearDay(day.month, day.day), number % 20)

    def leap_day(self, store: Store, who: int, day: date, number: int) -> None:
        store.people.set_date(who, "leap day", YearDay(2, 29, 1996), number % 9)


DEEDS: list[Any] = [
    Life.touch, Life.touch, Life.touch, Life.attempt, Life.attempt, Life.rule, Life.rule,
    Life.rule, Life.forget_touch, Life.move_touch, Life.unrule, Life.mentor, Life.join, Life.leave,
    Life.tag, Life.kind, Life.meet, Life.aside, Life.wake, Life.skip, Life.snooze, Life.pause,
    Life.resume, Life.ritual, Life.hand_over, Life.owe, Life.owe, Life.target, Life.move,
    Life.done, Life.birthday,
    Life.leap_day, Life.undo, Life.redo,
]  # fmt: skip
DEED = st.tuples(
    st.integers(0, len(DEEDS) - 1), st.integers(0, 2), st.integers(-60, 90), st.integers(0, 60)
)


def lived(deeds: list[tuple[int, int, int, int]]) -> tuple[Life, Path]:
    folder = Path(mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    life = Life(Shelf(folder / "r.db"))
    for deed in deeds:
        life.happens(*deed)
    return life, folder


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEED, min_size=3, max_size=25), st.sets(st.integers(0, 730), max_size=60))
def test_the_agenda_says_on_any_later_day_what_that_day_would_work_out(
    deeds: list[tuple[int, int, int, int]], later: set[int]
) -> None:
    life, folder = lived(deeds)
    store = life.shelf.open(life.day)
    for ahead in sorted(later | {0, 1, 2, 7, 8, 14, 30}):
        day = life.day + ahead * DAY
        assert stored(store, day, day + 40 * DAY) == afresh(store, day, day + 40 * DAY), day
    store.close()
    shutil.rmtree(folder)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_agenda_is_right_on_every_day_of_two_years(seed: int) -> None:
    import random

    numbers = random.Random(seed)
    life, folder = lived(
        [
            (numbers.randrange(len(DEEDS)), numbers.randrange(3), numbers.randint(-60, 90),
             numbers.randrange(60))
            for _ in range(60)
        ]
    )  # fmt: skip
    store = life.shelf.open(life.day)
    for ahead in range(730):
        day = life.day + ahead * DAY
        assert stored(store, day, day) == afresh(store, day, day), day
    store.close()
    shutil.rmtree(folder)


STEADY = [
    Life.touch, Life.rule, Life.owe, Life.target, Life.move, Life.tag, Life.skip, Life.snooze,
]  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(DEED, st.sampled_from(STEADY)), max_size=15), st.integers(0, 400))
def test_what_is_due_today_is_still_due_tomorrow(
    deeds: list[tuple[tuple[int, int, int, int], Any]], ahead: int
) -> None:
    """Of check-ins, promises, asks and letters before an event, when nothing lies between."""
    life, folder = lived(
        [(DEEDS.index(deed), who, min(when, 0), number) for (_, who, when, number), deed in deeds]
    )
    store = life.shelf.open(life.day)
    day = life.day + ahead * DAY
    # Who is met at an event counts from its end; letters before it leave when it begins.
    assume(day + DAY not in (BEGINS, ENDS))
    lasting = (What.CHECK_IN, What.PROMISE, What.ASK, What.OUTREACH)
    today, tomorrow = (
        {(due.uid, due.what) for due in stored(store, each, each) if due.what in lasting}
        for each in (day, day + DAY)
    )
    assert today <= tomorrow
    store.close()
    shutil.rmtree(folder)


# An earlier day than the agenda knows ------------------------------------------------------


def test_a_clock_that_went_back_still_gets_right_answers(shelf: Shelf) -> None:
    id = maya(shelf)
    with shelf.write("11-20") as store:
        store.touches.log(d("11-20"), [id])
    assert shelf.days("11-20") == {("maya-rao", "check-in"): "2027-01-01"}
    assert shelf.days("11-19") == {("maya-rao", "check-in"): "11-13"}
    assert [due.overdue for due in shelf.due("11-15")] == [2]
    found = shelf.ask("11-15", lambda store: store.contacts.one(id).due_on)
    assert found == d("11-13")
    assert shelf.ask("11-15", lambda store: store.matching(["due.before:2026-11-14"])) == [id]


def test_writing_on_an_earlier_day_works_the_agenda_out_anew(shelf: Shelf) -> None:
    id = maya(shelf)
    with shelf.write("11-20") as store:
        store.touches.log(d("11-20"), [id])
    with shelf.write("11-10") as store:
        other = store.people.add("Ben Adler")
        store.rules.set("contact", str(other), "every week", None)
        store.refresh()
        assert store.contacts.one(id).due_on == d("11-13")
    assert shelf.days("11-10") == {
        ("maya-rao", "check-in"): "11-13",
        ("ben-adler", "check-in"): "11-17",
    }
    assert shelf.days("11-20")["maya-rao", "check-in"] == "2027-01-01"


def test_another_wait_after_attempts_is_heeded_before_anything_is_written(shelf: Shelf) -> None:
    id = maya(shelf)
    with shelf.write("11-20") as store:
        store.touches.log(d("11-20"), [id], attempt=1)
    store = shelf.open(d("11-22"), cooldown=30)
    assert [due.due_on for due in store.due(FAR)] == [d("12-20")]
    store.close()


def test_an_agenda_that_was_looked_back_at_is_not_kept(shelf: Shelf) -> None:
    id = maya(shelf)
    with shelf.write("11-20") as store:
        store.touches.log(d("11-20"), [id])
    store = shelf.open(d("11-10"))
    assert [due.due_on for due in store.due(FAR)] == [d("11-13")]
    with store.write("test"):
        store.people.skip(id)
    assert [due.due_on for due in store.due(FAR)] == [d("12-22")]
    store.close()
    assert shelf.days("11-10") == {("maya-rao", "check-in"): "12-22"}


def test_two_runs_on_an_earlier_day_do_not_hide_each_other(shelf: Shelf) -> None:
    id = maya(shelf)
    with shelf.write("11-20") as store:
        store.touches.log(d("11-20"), [id])
    looking_back = shelf.open(d("11-10"))
    assert [due.due_on for due in looking_back.due(FAR)] == [d("11-13")]
    with shelf.write("11-10") as store:
        store.people.snooze(id, d("11-16"))
    with looking_back.write("test"):
        looking_back.people.tag(id, ["ep"])
        looking_back.refresh()
        assert [due.due_on for due in looking_back.due(FAR)] == [d("11-16")]
    looking_back.close()


# What a change touches ---------------------------------------------------------------------


def test_a_rule_for_a_kind_touches_those_of_the_kind(shelf: Shelf) -> None:
    maya(shelf, None, kind="faculty")
    with shelf.write("11-01") as store:
        store.rules.set("kind", "faculty", "every 3 months", None)
    assert shelf.days("11-22") == {("maya-rao", "check-in"): "2027-01-02"}
    with shelf.write("11-01") as store:
        store.rules.remove(1)
    assert shelf.days("11-22") == {}


@pytest.mark.parametrize(
    ("scope", "value", "put", "take"),
    [
        ("tag", "ep", lambda s: s.people.tag(1, ["ep"]), lambda s: s.people.tag(1, [], ["ep"])),
        ("kind", "alum", lambda s: s.people.change(1, kind="alum"),
         lambda s: s.people.change(1, kind=None)),
        ("role", "any", lambda s: s.mentors.set(1, "career", d("10-02"), None),
         lambda s: s.mentors.set(1, "career", d("10-02"), d("11-01"))),
        ("group", "1", lambda s: s.groups.join(1, 1, None, None),
         lambda s: s.groups.leave(1, 1)),
    ],
)  # fmt: skip
def test_who_comes_under_a_rule_or_leaves_it_is_counted_anew(
    shelf: Shelf, scope: str, value: str, put: Any, take: Any
) -> None:
    maya(shelf, None)
    with shelf.write("11-01") as store:
        store.groups.add("Tuesday", "pod", None, None)
        store.rules.set(scope, value, "every 6 weeks", None)
    assert shelf.days("11-05") == {}
    with shelf.write("11-05") as store:
        put(store)
    assert shelf.days("11-05") == {("maya-rao", "check-in"): "11-13"}
    with shelf.write("11-05") as store:
        take(store)
    assert shelf.days("11-05") == {}


def outreach(shelf: Shelf, said: str = "10-20", due: str = "10-24", limit: str = "11-07") -> None:
    """A letter to Maya before ACC, which begins on 14 November."""
    id = maya(shelf, None)
    with shelf.write(said) as store:
        event = store.events.add("ACC", "conference", d("11-14"), d("11-16"), None)
        store.commitments.add(
            What.OUTREACH, id, "amyloid", d(due), limit_on=d(limit), event=event
        )  # fmt: skip


@pytest.mark.parametrize(
    ("today", "because"),
    [
        ("10-23", None),
        ("10-24", "before ACC"),
        ("11-06", "before ACC"),
        ("11-07", "ACC begins Sat 14 Nov 2026"),
        ("11-13", "ACC begins Sat 14 Nov 2026"),
        ("11-14", None),
        ("12-01", None),
    ],
)
def test_a_letter_before_an_event_is_asked_for_anew_a_week_before_and_not_after(
    shelf: Shelf, today: str, because: str | None
) -> None:
    outreach(shelf)
    said = [(due.what.value, due.because) for due in shelf.due(today)]
    assert said == ([("outreach", because)] if because else [])


def test_a_letter_before_an_event_that_is_near_says_so_at_once(shelf: Shelf) -> None:
    outreach(shelf, said="11-10", due="11-10", limit="11-10")
    assert [due.because for due in shelf.due("11-10")] == ["ACC begins Sat 14 Nov 2026"]


@pytest.mark.parametrize(
    ("day", "how", "still"),
    [
        ("10-19", {}, True),  # before it was said
        ("10-20", {"direction": "me"}, False),
        ("10-30", {"direction": "both"}, False),
        ("10-30", {"direction": "them"}, True),
        ("10-30", {"direction": "me", "attempt": 1}, True),
        ("11-08", {"direction": "me"}, True),  # planned, not yet
    ],
)
def test_my_own_touch_since_it_was_said_is_the_letter_before_an_event(
    shelf: Shelf, day: str, how: dict[str, Any], still: bool
) -> None:
    outreach(shelf)
    with shelf.write("10-30") as store:
        store.touches.log(d(day), [1], **how)
    assert bool(shelf.due("10-31")) is still
    assert bool(shelf.due("11-09")) is (still and day != "11-08")


def test_a_follow_up_opens_again_when_its_event_turns_out_to_last_longer(shelf: Shelf) -> None:
    id = maya(shelf, None)
    with shelf.write("11-10") as store:
        event = store.events.add("ACC", "conference", d("11-12"), d("11-14"), None)
        store.commitments.add(What.FOLLOW_UP, id, "it", d("11-15"), event=event)
        store.touches.log(d("11-16"), [id])
    assert shelf.days("11-16") == {}
    with shelf.write("11-11") as store:
        store.conn.execute("UPDATE event SET last_day = '2026-11-17'")
    assert shelf.days("11-16") == {("maya-rao", "follow-up"): "11-15"}


def test_a_rule_set_again_keeps_its_number_and_the_next_gets_the_next(shelf: Shelf) -> None:
    with shelf.write("11-01") as store:
        assert store.rules.set("kind", "alum", "every 6 months", None) == 1
        assert store.rules.set("kind", "alum", "every month", "6 weeks") == 1
        assert store.rules.set("kind", "faculty", "every month", None) == 2
        assert store.rules.remove(2)
        assert store.rules.set("kind", "faculty", "every month", None) == 3
    rules = shelf.ask("11-01", lambda store: store.rules.all())
    assert [(each.id, each.every, each.max) for each in rules] == [  # type: ignore[attr-defined]
        (1, "every month", "6 weeks"),
        (3, "every month", None),
    ]


def test_an_event_that_lasts_longer_moves_those_met_there(shelf: Shelf) -> None:
    with shelf.write("11-01") as store:
        event = store.events.add("ACC", "conference", d("11-05"), d("11-07"), None)
        id = store.people.add("Maya Rao", met_at=event)
        store.rules.set("contact", str(id), "every week", None)
    assert shelf.days("11-06") == {("maya-rao", "check-in"): "11-08"}  # from the day added
    assert shelf.days("11-07") == {("maya-rao", "check-in"): "11-14"}
    with shelf.write("11-06") as store:
        store.conn.execute("UPDATE event SET last_day = '2026-11-09'")
    assert shelf.days("11-09") == {("maya-rao", "check-in"): "11-16"}


def test_a_pause_moves_what_falls_inside_and_gives_it_back(shelf: Shelf) -> None:
    maya(shelf)
    with shelf.write("11-01") as store:
        store.rules.pause(d("11-10"), d("11-20"), None)
    assert shelf.days("11-05") == {("maya-rao", "check-in"): "11-21"}
    with shelf.write("11-12") as store:
        (pause,) = store.rules.pauses()
        store.rules.cut_pause(pause, d("11-11"))
    assert shelf.days("11-12") == {("maya-rao", "check-in"): "11-13"}


def test_the_day_a_row_speaks_for_begins_and_ends_with_what_is_known(shelf: Shelf) -> None:
    id = maya(shelf)
    with shelf.write("11-01") as store:
        store.touches.log(d("12-05"), [id], kind="coffee")
    assert shelf.days("12-04") == {("maya-rao", "check-in"): "11-13"}
    assert shelf.days("12-05") == {("maya-rao", "check-in"): "2027-01-16"}
    (planned,) = shelf.due("12-05", FAR)
    assert planned.last and (planned.last.on, planned.last.kind) == (d("12-05"), "coffee")


# The items ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "limit", "moved"),
    [
        (What.PROMISE, "11-25", "11-30"),
        (What.ASK, "11-25", "11-30"),
        (What.THANK_YOU, "11-28", "12-03"),
        (What.FOLLOW_UP, "11-27", "11-30"),  # its event's week, unless it is put off past it
        (What.OUTREACH, "11-27", "11-30"),
    ],
)
def test_each_kind_of_commitment_has_its_limit(
    shelf: Shelf, what: What, limit: str, moved: str
) -> None:
    id = maya(shelf, None)
    with shelf.write("11-20") as store:
        said = store.commitments.add(what, id, "it", d("11-25"), limit_on=d("11-27"))
    (due,) = shelf.due("11-26")
    assert (due.due_on, due.limit_on, due.overdue, due.id) == (d("11-25"), d(limit), 1, said)
    with shelf.write("11-20") as store:
        store.commitments.move(said, d("11-30"))
    (due,) = shelf.due("11-30")
    assert (due.due_on, due.limit_on) == (d("11-30"), d(moved))


def test_a_promise_can_be_brought_forward_too(shelf: Shelf) -> None:
    id = maya(shelf, None)
    with shelf.write("11-20") as store:
        said = store.commitments.add(What.PROMISE, id, "it", d("11-27"))
        store.commitments.move(said, d("11-29"))
        store.commitments.move(said, d("11-24"))
    (due,) = shelf.due("11-24")
    assert (due.due_on, due.limit_on) == (d("11-24"), d("11-24"))


def test_a_follow_up_ends_with_my_own_touch_and_comes_back_without_it(shelf: Shelf) -> None:
    id = maya(shelf, None)
    with shelf.write("11-10") as store:
        event = store.events.add("ACC", "conference", d("11-12"), d("11-14"), None)
        store.commitments.add(
            What.FOLLOW_UP, id, "amyloid", d("11-15"), limit_on=d("11-21"), event=event
        )
        store.touches.log(d("11-13"), [id], direction="both")
        store.touches.log(d("11-16"), [id], direction="them")
    assert shelf.days("11-16") == {("maya-rao", "follow-up"): "11-15"}
    with shelf.write("11-16") as store:
        mine = store.touches.log(d("11-18"), [id], direction="me")
    assert shelf.days("11-17") == {("maya-rao", "follow-up"): "11-15"}
    assert shelf.days("11-18") == {}
    with shelf.write("11-18") as store:
        store.touches.remove(mine)
    assert shelf.days("11-18") == {("maya-rao", "follow-up"): "11-15"}


def test_who_rests_or_is_set_aside_has_nothing_due_not_even_a_promise(shelf: Shelf) -> None:
    id = maya(shelf)
    with shelf.write("11-01") as store:
        store.commitments.add(What.PROMISE, id, "it", d("11-05"))
        store.people.set_date(id, "birthday", YearDay(12, 1))
    everything = {
        ("maya-rao", "check-in"): "11-13",
        ("maya-rao", "promise"): "11-05",
        ("maya-rao", "date"): "11-24",
    }
    assert shelf.days("11-22") == everything
    with shelf.write("11-22") as store:
        store.people.rest(id, d("12-01"))
    assert shelf.days("11-22") == shelf.days("11-30") == {}
    assert set(shelf.days("12-01")) == set(everything)
    with shelf.write("11-22") as store:
        store.people.wake(id)
    assert set(shelf.days("11-22")) == set(everything)
    with shelf.write("11-22") as store:
        store.people.archive(id)
    assert shelf.days("11-22") == {}


def test_a_group_has_one_item_reset_by_its_meetings_alone(shelf: Shelf) -> None:
    id = maya(shelf, None)
    with shelf.write("11-01") as store:
        pod = store.groups.add("Tuesday", "pod", "every 2 weeks", None)
        store.groups.join(pod, id, None, None)
    assert shelf.days("11-22") == {("tuesday", "group"): "11-15"}
    with shelf.write("11-20") as store:
        store.touches.log(d("11-20"), [id])
    assert shelf.days("11-22") == {("tuesday", "group"): "11-15"}
    with shelf.write("11-20") as store:
        store.touches.log(d("11-18"), [id], group=pod)
        store.touches.log(d("12-01"), [id], group=pod)
    assert shelf.days("11-22") == {("tuesday", "group"): "12-02"}
    assert shelf.days("12-01") == {("tuesday", "group"): "12-15"}


def test_a_rule_for_a_group_gives_each_member_a_rhythm_for_their_term(shelf: Shelf) -> None:
    id = maya(shelf, None)
    with shelf.write("11-01") as store:
        pod = store.groups.add("Tuesday", "pod", None, None)
        store.groups.join(pod, id, None, (d("11-01"), d("11-30")))
        store.rules.set("group", str(pod), "every 6 weeks", None)
    assert shelf.days("11-30") == {("maya-rao", "check-in"): "11-13"}
    assert shelf.days("12-01") == {}


def test_a_group_item_says_who_was_missed(shelf: Shelf) -> None:
    with shelf.write("10-01") as store:
        dee, eve, fay = (store.people.add(name) for name in ("Dee Park", "Eve Lin", "Fay Ott"))
        pod = store.groups.add("Tuesday", "pod", "every 2 weeks", None)
        for each in (dee, eve, fay):
            store.groups.join(pod, each, None, None)
        store.touches.log(d("10-06"), [dee, eve], [fay], group=pod)
        store.touches.log(d("10-20"), [eve, fay], [dee], group=pod)
        store.touches.log(d("11-03"), [fay], [dee, eve], group=pod)
    (due,) = shelf.due("11-22")
    assert due.because == "every 2 weeks; Dee was missed twice, Eve was missed last time"
    assert (due.due_on, due.last and due.last.on) == (d("11-17"), d("11-03"))


# Yearly dates ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("11-23", []),
        ("11-24", [("11-24", 0, "12-01")]),
        ("12-01", [("11-24", 7, "12-01")]),
        ("12-02", []),
    ],
)
def test_a_birthday_is_due_a_week_ahead_and_gone_the_day_after(
    shelf: Shelf, day: str, shown: list[tuple[str, int, str]]
) -> None:
    id = maya(shelf, None)
    with shelf.write("10-02") as store:
        store.people.set_date(id, "birthday", YearDay(12, 1, 1993))
    assert [(due.due_on, due.overdue, due.limit_on) for due in shelf.due(day)] == [
        (d(due_on), over, d(limit)) for due_on, over, limit in shown
    ]


def test_other_dates_are_due_on_the_day_unless_a_lead_is_said(shelf: Shelf) -> None:
    id = maya(shelf, None)
    with shelf.write("10-02") as store:
        store.people.set_date(id, "match day", YearDay(12, 1))
        store.people.set_date(id, "graduation", YearDay(12, 5), 14)
    assert {due.about: due.due_on for due in shelf.due("12-01")} == {
        "match day": d("12-01"),
        "graduation": d("11-21"),
    }


@pytest.mark.parametrize(
    ("leap", "year", "falls"),
    [
        ("feb-28", 2027, "2027-02-28"),
        ("mar-1", 2027, "2027-03-01"),
        ("feb-28", 2028, "2028-02-29"),
        ("mar-1", 2028, "2028-02-29"),
    ],
)
def test_the_29th_of_february_falls_by_rule_in_common_years(
    shelf: Shelf, leap: str, year: int, falls: str
) -> None:

    id = maya(shelf, None)
    with shelf.write("10-02") as store:
        store.people.set_date(id, "birthday", YearDay(2, 29, 1992), 3)
    for ahead in range(-4, 3):
        today = d(falls) + ahead * DAY
        store = Store(shelf.path, shelf.moment(today)._replace(leap=leap))
        found = [(due.due_on, due.limit_on) for due in store.due(today)]
        assert found == ([(d(falls) - 3 * DAY, d(falls))] if -3 <= ahead <= 0 else [])
        store.close()


def test_a_date_that_is_done_comes_back_next_year(shelf: Shelf) -> None:
    id = maya(shelf, None)
    with shelf.write("11-20") as store:
        store.people.set_date(id, "birthday", YearDay(11, 25))
        store.occasions.done(1, d("11-25"))
    assert shelf.due("11-22") == shelf.due("11-25") == []
    assert [due.limit_on for due in shelf.due("2027-11-20")] == [d("2027-11-25")]


def test_a_date_comes_once_however_far_one_looks(shelf: Shelf) -> None:
    id = maya(shelf, None)
    with shelf.write("11-20") as store:
        store.people.set_date(id, "birthday", YearDay(11, 22))
    assert [due.limit_on for due in shelf.due("11-22", FAR)] == [d("11-22")]
    assert [due.limit_on for due in shelf.due("11-23", FAR)] == [d("2027-11-22")]


def test_the_end_of_time_is_no_fault(shelf: Shelf) -> None:
    id = maya(shelf)
    with shelf.write("10-02") as store:
        store.people.set_date(id, "birthday", YearDay(12, 31), 30)
    assert {due.what.value for due in shelf.due("9999-12-31", date.max)} == {"check-in", "date"}


# The order ---------------------------------------------------------------------------------


def test_what_presses_most_comes_first(shelf: Shelf) -> None:
    with shelf.write("01-01") as store:
        for name, every, met in (
            ("Ana", "every 6 weeks", "10-09"),  # 2 days over of 42
            ("Ben", "every year", "2025-09-01"),  # 82 days over of 365: 0.22
            ("Cy", None, None),
            ("Dee", "every week", "11-14"),  # 1 day over of 7
            ("Eve", "every week", "11-14"),
        ):
            id = store.people.add(name, met_on=d(met).isoformat() if met else None)
            if every:
                store.rules.set("contact", str(id), every, None)
        store.commitments.add(What.PROMISE, 3, "it", d("11-21"))  # 1 day over of 7
        store.commitments.add(What.THANK_YOU, 3, "that", d("11-21"))  # 1 day over of 3
        store.people.set_date(3, "birthday", YearDay(11, 26))  # 3 days since it fell due, of 7
    assert [(due.handle, due.what.value) for due in shelf.due("11-22")] == [
        ("cy", "date"),
        ("cy", "thank-you"),
        ("ben", "check-in"),
        ("cy", "promise"),
        ("dee", "check-in"),
        ("eve", "check-in"),
        ("ana", "check-in"),
    ]


def test_what_is_not_due_yet_follows_by_day(shelf: Shelf) -> None:
    with shelf.write("11-20") as store:
        for number, name in enumerate(("Ana", "Ben", "Cy"), 1):
            store.people.add(name)
            store.commitments.add(What.PROMISE, number, "it", d(f"11-2{9 - number}"))
        store.commitments.add(What.THANK_YOU, 1, "it", d("11-21"))
    assert [(due.handle, due.due_on.day) for due in shelf.due("11-22", "11-27")] == [
        ("ana", 21), ("cy", 26), ("ben", 27),
    ]  # fmt: skip


def test_a_filter_that_fits_many_gives_the_same_order_as_one_that_fits_few(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rescrm.store.dues as dues

    with shelf.write("01-01") as store:
        for number in range(12):
            id = store.people.add(f"P{number}", kind="alum" if number % 3 else "faculty")
            store.rules.set("contact", str(id), EVERY[number % 8], None)
            store.commitments.add(What.PROMISE, id, "it", d("11-01") + number * DAY)

    def found() -> list[Due]:
        store = shelf.open(TODAY)
        try:
            return list(store.due(FAR, ["kind:alum"]))
        finally:
            store.close()

    few = found()
    monkeypatch.setattr(dues, "FEW", 2)  # a bound, not a behaviour
    assert found() == few
    assert len(few) == 16


def test_the_plan_is_given_all_that_is_bound_and_the_most_pressing_of_the_rest(
    shelf: Shelf,
) -> None:
    with shelf.write("10-01") as store:
        for number in range(6):
            id = store.people.add(f"P{number}")
            store.rules.set("contact", str(id), f"every {number + 1} weeks", None)
        for what in (What.PROMISE, What.ASK, What.FOLLOW_UP, What.THANK_YOU):
            store.commitments.add(what, 6, "it", d("11-22"))
        store.people.set_date(6, "birthday", YearDay(11, 29))
    store = shelf.open(TODAY)
    found = [(due.handle, due.what.value) for due in store.dues.to_plan(TODAY, 3)]
    store.close()
    assert found[:3] == [("p0", "check-in"), ("p1", "check-in"), ("p2", "check-in")]
    bound = ("ask", "date", "follow-up", "promise")
    assert sorted(found[3:]) == [("p5", what) for what in bound]


# A pause -----------------------------------------------------------------------------------


def test_on_a_paused_day_only_promises_asks_and_dates_are_due(shelf: Shelf) -> None:
    id = maya(shelf)
    with shelf.write("11-01") as store:
        for what in (What.PROMISE, What.ASK, What.THANK_YOU, What.FOLLOW_UP):
            store.commitments.add(what, id, "it", d("11-02"))
        store.people.set_date(id, "birthday", YearDay(11, 25))
        store.rules.pause(d("11-20"), d("11-24"), "nights")
    said = ["ask", "date", "promise"]
    for day in ("11-20", "11-24"):
        assert sorted(due.what.value for due in shelf.due(day)) == said
    assert len(shelf.due("11-19")) == len(shelf.due("11-25")) == 6


@pytest.mark.parametrize(
    ("met", "waits"),
    [("10-02", 1), ("10-09", 1), ("10-10", 1), ("10-12", 0)],  # due 13, 20, 21, 23 Nov
)
def test_a_pause_counts_who_waits_whether_their_day_came_before_or_inside(
    shelf: Shelf, met: str, waits: int
) -> None:
    maya(shelf, met_on=d(met).isoformat())
    with shelf.write("11-01") as store:
        store.rules.pause(d("11-20"), d("11-24"), None)
    assert shelf.ask("11-22", lambda store: store.dues.check_ins(date.min, TODAY)) == waits


# How it is looked up -----------------------------------------------------------------------


@pytest.mark.parametrize(("kinds", "index"), [(ALL, "agenda_heads"), (SAID, "agenda_said")])
def test_the_walk_reads_an_index_in_its_order(shelf: Shelf, kinds: str, index: str) -> None:
    maya(shelf)
    store = shelf.open(TODAY)
    plan = store.dues.plan_sql(kinds)
    store.close()
    assert any(f"INDEX {index} (allowance=? AND due_on<?)" in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


def steps_for_twenty(shelf: Shelf, rows: int) -> int:
    """How many steps SQLite takes to give the twenty most pressing of so many rows."""
    maya(shelf)
    store = shelf.open(TODAY)
    store.conn.execute("BEGIN")
    store.conn.executemany(
        "INSERT INTO agenda (what, contact, handle, allowance, ideal_on, due_on, because,"
        " valid_from, valid_until) VALUES ('check-in', 1, ?, ?, ?, ?, '', '2026-01-01',"
        " '9999-12-31')",
        (
            (f"p{number}", 7 + number % 100, day, day)
            for number in range(rows)
            for day in [(TODAY - (number * 7919 % 900) * DAY).isoformat()]
        ),
    )
    store.conn.execute("COMMIT")
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    store.conn.set_progress_handler(count, 10)
    walk = store.due(TODAY)
    assert len([next(walk) for _ in range(20)]) == 20
    store.conn.set_progress_handler(None, 0)
    del walk
    store.close()
    return steps * 10


def test_a_hundred_cadences_cost_their_heads_and_not_their_rows(tmp_path: Path) -> None:
    few = steps_for_twenty(Shelf(tmp_path / "few.db"), 1_000)
    many = steps_for_twenty(Shelf(tmp_path / "many.db"), 30_000)
    assert many < few * 1.3
