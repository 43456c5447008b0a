"""Rhythm through the program: due, why, today, upcoming, rule, snooze, skip, pause, resume."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from by_hand import DAY, Network, Person, dues, network

from play import Program
from rescrm.core.contact import YearDay
from rescrm.core.due import What
from rescrm.store import Moment, Store

TODAY = date(2026, 11, 22)


def moment(today: date = TODAY) -> Moment:
    numbers = iter(range(1, 1_000_000))
    return Moment(now=f"{today}T12:00:00+00:00", today=today, uid=lambda: f"{next(numbers):032x}")


Writing = Callable[[], AbstractContextManager[Store]]


@pytest.fixture
def writing(home: Path, rescrm: Program) -> Writing:
    """The store that the program reads, for what would take a hundred commands to write."""

    @contextmanager
    def write() -> Iterator[Store]:
        store = Store(home / ".local/share/rescrm/rescrm.db", moment())
        with store.write("test"):
            yield store
        store.close()

    return write


def days(rescrm: Program, line: str = "due --within 3650", now: str | None = None) -> Any:
    """The due day of each item, by handle and what."""
    return {(each["handle"], each["what"]): each["due_on"] for each in rescrm.items(line, now=now)}


def at(day: str) -> str:
    return f"{day}T07:00:00-05:00"


def check_in(rescrm: Program, day: str = "2026-11-22", handle: str = "maya-rao") -> str | None:
    """When Maya's rhythm has her due, as seen from a day."""
    return days(rescrm, now=at(day)).get((handle, "check-in"))


@pytest.fixture
def maya(rescrm: Program) -> Program:
    """Maya, last seen on 2 October, every 6 weeks: due on 13 November."""
    rescrm.ok('add "Maya Rao" -k faculty --every "6 weeks" --on 2026-09-01')
    rescrm.ok('log "coffee with Maya, talked boards" --on 2026-10-02')
    return rescrm


# By hand -----------------------------------------------------------------------------------


def keep(writing: Writing, made_up: Network) -> None:
    """Write a made-up network, touches in the order in which they were logged."""
    with writing() as store:
        ids = {person.handle: _add(store, person) for person in made_up.people}
        touches = [(order, day, tried, person.handle) for person in made_up.people
                   for day, order, tried in person.touches]  # fmt: skip
        for _, day, tried, handle in sorted(touches):
            store.touches.log(day, [ids[handle]], attempt=int(tried))
        for scope, value, every in made_up.rules:
            whom = str(ids[value]) if scope == "contact" else value
            store.rules.set(scope, whom, None if every == "never" else every, None)
        for first, last in made_up.pauses:
            store.rules.pause(first, last, None)


def _add(store: Store, person: Person) -> int:
    people = store.people
    id = people.add(person.name, kind=person.kind, met_on=person.met and person.met.isoformat())
    people.set(id, added=person.added.isoformat())
    people.tag(id, person.tags)
    for role, first, last in person.roles:
        store.conn.execute(
            "INSERT INTO mentor (contact, role, first_day, last_day) VALUES (?, ?, ?, ?)",
            (id, role, str(first), str(last)),
        )
    if person.skipped:
        people.set(id, skipped_on=str(person.skipped))
    if person.rested:
        people.set(id, rested_on=str(person.rested[0]), rests_until=str(person.rested[1]))
    if person.snoozed:
        said_on, until, logged = person.snoozed
        people.set(id, snoozed_on=str(said_on), snoozed_until=str(until), snoozed_after=logged)
    for what, due in person.promises:
        store.commitments.add(What(what), id, "it", due)
    if person.birthday:
        people.set_date(id, "birthday", YearDay(*person.birthday))
    return id


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("within", [0, 60])
def test_due_is_what_one_would_work_out_by_hand(
    rescrm: Program, writing: Writing, seed: int, within: int
) -> None:
    made_up = network(seed, TODAY)
    keep(writing, made_up)
    for ahead in (0, 1, 6, 16, 100):
        today = TODAY + ahead * DAY
        found = rescrm.items(f"due --within {within}", now=at(str(today)))
        told = [(each["handle"], each["what"], each["due_on"], each["overdue"]) for each in found]
        expected = dues(made_up, today, within)
        assert len(told) > 20
        _same_in_order(told, [(h, w, str(day), over) for h, w, day, over in expected])


def _same_in_order(found: list[Any], expected: list[Any]) -> None:
    """Equal, where what presses alike of one person may stand in either order."""

    def alike(each: Any) -> Any:
        handle, what, due_on, over = each
        return handle, due_on, 0 if over <= 0 else {"thank-you": 3, "check-in": 0}.get(what, 7)

    def settled(items: list[Any]) -> list[Any]:
        return [each for _, tied in groupby(items, alike) for each in sorted(tied)]

    assert settled(found) == settled(expected)


# Anchors, through the program --------------------------------------------------------------


def test_a_touch_resets_the_clock_and_an_older_one_does_not(maya: Program) -> None:
    assert check_in(maya) == "2026-11-13"
    maya.ok('log "call with Maya" --on 2026-09-10')
    assert check_in(maya) == "2026-11-13"
    maya.ok('log "yesterday call with Maya"')
    assert check_in(maya) == "2027-01-02"
    maya.ok("undo")
    assert check_in(maya) == "2026-11-13"


def test_a_planned_touch_counts_from_its_day_on(maya: Program) -> None:
    maya.ok('log "coffee with Maya" --on 2026-12-01')
    assert check_in(maya, "2026-11-30") == "2026-11-13"
    assert check_in(maya, "2026-12-01") == "2027-01-12"


def test_who_was_never_touched_counts_from_the_day_you_met_or_added_them(rescrm: Program) -> None:
    rescrm.ok('add "Maya Rao" --every 6w --on 2026-10-02')
    rescrm.ok('add "Ben Adler" --every 6w')
    assert check_in(rescrm) == "2026-11-13"
    assert check_in(rescrm, handle="ben-adler") == "2027-01-03"


def test_due_today_is_over_by_nothing(maya: Program) -> None:
    assert maya.items("due", now=at("2026-11-12")) == []
    (due,) = maya.items("due", now=at("2026-11-13"))
    assert (due["overdue"], due["what"], due["because"]) == (0, "check-in", "every 6 weeks")
    assert due["last"] == {"on": "2026-10-02", "kind": "coffee", "note": "talked boards"}


def test_without_a_rule_nobody_is_due(rescrm: Program) -> None:
    rescrm.ok('add "Maya Rao" --on 2020-01-01')
    assert days(rescrm) == {}


@pytest.mark.parametrize(
    ("lines", "due"),
    [
        (["log --attempt 'mailed Maya'"], "2026-12-06"),
        (["log --attempt 'mailed Maya'", "log --them 'mail from Maya'"], "2027-01-03"),
        (["skip maya"], "2027-01-03"),
        (["snooze maya 2026-11-30"], "2026-11-30"),
        (["snooze maya 2026-11-30", "log 'call with Maya'"], "2027-01-03"),
        (["snooze maya 2027-06-01", "log 'call with Maya' --on 2026-11-01"], "2027-06-01"),
        (["snooze maya 2026-11-30", "pause 2026-11-28..2026-12-05"], "2026-12-06"),
        (["pause 2026-11-10..2026-11-21"], "2026-11-22"),
        (["pause 2026-11-10..2026-11-15", "pause 2026-11-16..2026-11-18"], "2026-11-19"),
        (["archive maya"], None),
        (["archive maya", "wake maya"], "2026-11-13"),
        (["rest maya"], None),
        (["rest maya", "wake maya"], "2027-01-03"),
        (["rest maya --until 2026-12-24"], None),
        (["rule set maya never"], None),
        (["rule set kind:faculty 1w"], "2026-11-13"),
        (["rule set maya 2w max 3w"], "2026-10-16"),
    ],
)
def test_what_is_said_about_someone_moves_their_day(
    maya: Program, lines: list[str], due: str | None
) -> None:
    for line in lines:
        maya.ok(line)
    assert check_in(maya) == due
    for _ in lines:
        maya.ok("undo")
    assert check_in(maya) == "2026-11-13"


def test_three_tries_put_someone_to_rest_and_that_is_said_for_a_week(maya: Program) -> None:
    for day in ("2026-11-01", "2026-11-08", "2026-11-15"):
        said = maya.ok("log --attempt 'mailed Maya'", now=at(day))
    assert "rests" in said.out + said.err
    shown = maya.items("due", now=at("2026-11-22"))
    assert [(each["due_on"], each["overdue"]) for each in shown] == [("2026-11-15", 7)]
    assert "three tries" in shown[0]["because"]
    assert shown[0]["planned_on"] is None
    assert maya.items("upcoming", now=at("2026-11-22")) == []
    assert maya.items("due", now=at("2026-11-23")) == []
    assert maya.item("why maya", now=at("2026-11-23"))["due_on"] is None
    maya.ok("wake maya", now=at("2026-11-23"))
    assert check_in(maya, "2026-11-23") == "2026-11-13"
    maya.ok("undo", now=at("2026-11-23"))
    maya.ok("log --them 'mail from Maya'", now=at("2026-11-24"))
    assert check_in(maya, "2026-11-24") == "2027-01-05"


def test_a_clock_that_went_back_gets_right_answers_and_harms_nothing(maya: Program) -> None:
    maya.ok('log "call with Maya"')
    early = at("2026-11-15")
    assert maya.item("due", now=early)["overdue"] == 2
    assert maya.item("list", now=early)["due_on"] == "2026-11-13"
    assert maya.item("why maya", now=early)["overdue"] == 2
    maya.ok("doctor --full", now=early)
    maya.ok("promise maya deck --by 2026-11-16", now=early)
    assert [each["overdue"] for each in maya.items("due", now=at("2026-11-16"))] == [3, 0]
    assert check_in(maya) == "2027-01-03"
    maya.ok("doctor --full")


# Rules -------------------------------------------------------------------------------------


@pytest.fixture
def ruled(rescrm: Program, writing: Writing) -> Program:
    """Maya with one of everything a rule can be about, last seen on 2 October."""
    with writing() as store:
        id = store.people.add("Maya Rao", kind="faculty", met_on="2026-10-02")
        store.people.tag(id, ["ep", "icu"])
        store.groups.join(store.groups.add("Lunch", "pod", None, None), id, None, None)
        store.mentors.set(id, "research", date(2026, 1, 1), date(2026, 12, 31))
        store.mentors.set(id, "career", date(2026, 1, 1), None)
    return rescrm


NEAR_TO_FAR = ["maya", "group:lunch", "role:research", "tag:ep", "kind:faculty", "everyone"]


@pytest.mark.parametrize("order", [1, -1])
def test_the_nearest_rule_decides_in_whatever_order_they_were_set(
    ruled: Program, order: int
) -> None:
    # The farther, the shorter: the interval must not matter.
    for place, selector in list(enumerate(NEAR_TO_FAR))[::order]:
        ruled.ok(f"rule set {selector} every {7 - place} weeks")
    for place, selector in enumerate(NEAR_TO_FAR):
        assert check_in(ruled) == str(date(2026, 10, 2) + timedelta(weeks=7 - place))
        decides = {each["selector"]: each["people"] for each in ruled.items("rule list")}
        nearest = "maya-rao" if place == 0 else selector
        assert decides == dict.fromkeys(decides, 0) | {nearest: 1}
        (id,) = [each["id"] for each in ruled.items("rule list") if each["selector"] == nearest]
        ruled.ok(f"rule remove {id}")
    assert check_in(ruled) is None


@pytest.mark.parametrize(
    ("one", "other", "due"),
    [
        ("tag:ep 6w", "tag:icu 4w", "2026-10-30"),
        ("tag:icu 4w", "tag:ep 6w", "2026-10-30"),
        ("role:any 6w", "role:research 3mo", "2026-11-13"),
        ("role:any 3mo", "role:research 6w", "2026-11-13"),
        ("role:career 2mo", "role:research 6w", "2026-11-13"),
    ],
)
def test_of_two_rules_of_a_rank_the_shorter_decides(
    ruled: Program, one: str, other: str, due: str
) -> None:
    ruled.ok(f"rule set {one}")
    ruled.ok(f"rule set {other}")
    assert check_in(ruled) == due


def test_a_role_that_ends_takes_its_rule_along(ruled: Program) -> None:
    ruled.ok("rule set role:research 6w")
    ruled.ok("rule set kind:faculty 6mo")
    assert check_in(ruled, "2026-12-31") == "2026-11-13"
    assert check_in(ruled, "2027-01-01") == "2027-04-02"
    steps = ruled.item("why maya")["steps"]
    assert {"text": "from that day on: due Fri 2 Apr 2027", "day": "2027-01-01"} in steps


def test_never_exempts(ruled: Program) -> None:
    ruled.ok("rule set kind:faculty 6w")
    item = ruled.item("rule set tag:ep never")
    assert (item["every"], item["max"], item["people"]) == ("never", None, 1)
    assert check_in(ruled) is None
    assert ruled.item("why maya")["because"] == "is never due, by rule"


@pytest.mark.parametrize(
    ("typed", "selector", "every", "most"),
    [
        ("maya every 6 weeks", "maya-rao", "every 6 weeks", None),
        ("maya rao every 6 weeks", "maya-rao", "every 6 weeks", None),
        ("'Maya Rao' 6w", "maya-rao", "every 6 weeks", None),
        ("@maya-rao '6 weeks max 10 weeks'", "maya-rao", "every 6 weeks", "10 weeks"),
        ("maya rao 6w max 10w", "maya-rao", "every 6 weeks", "10 weeks"),
        ("role:any 6w max 10w", "role:any", "every 6 weeks", "10 weeks"),
        ("ROLE:Research monthly max 2mo", "role:research", "every month", "2 months"),
        ("group:lunch twice a year", "group:lunch", "every 6 months", None),
        ("'group:Lunch' yearly", "group:lunch", "every year", None),
        ("tag:#EP every 2nd tue", "tag:ep", "every 2nd tue", None),
        ("kind:Faculty fortnightly max month", "kind:faculty", "every 2 weeks", "1 month"),
        ("everyone every weekday", "everyone", "every weekday", None),
        ("Everyone never", "everyone", "never", None),
    ],
)
def test_a_selector_and_a_cadence_are_read(
    ruled: Program, typed: str, selector: str, every: str, most: str | None
) -> None:
    item = ruled.item(f"rule set {typed}")
    assert (item["selector"], item["every"], item["max"]) == (selector, every, most)
    assert ruled.items("rule list") == [item]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("maya", 2), ("maya 7", 2), ("maya 0d", 2), ("maya every fortnightish", 2),
        ("maya 6w max 2w", 2), ("maya 6w max", 2), ("maya 11 years", 2), ("maya never max 2w", 2),
        ("role:boss 6w", 2), ("kind:alien 6w", 2), ("tag: 6w", 2), ("org:ucsf 6w", 2),
        ("group:dinner 6w", 4), ("zelda 6w", 4), ("mentor:maya 6w", 2),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_meant_is_refused(ruled: Program, typed: str, code: int) -> None:
    assert ruled(f"rule set {typed}").code == code
    assert ruled.items("rule list") == []


def test_a_selector_has_one_rule(ruled: Program) -> None:
    assert ruled.item("rule set kind:faculty 6w")["id"] == 1
    assert ruled.item("rule set kind:faculty 3mo")["id"] == 1
    assert len(ruled.items("rule list")) == 1
    assert ruled.item("rule set tag:ep 6w")["id"] == 2


def test_the_same_rule_again_makes_no_step(ruled: Program) -> None:
    ruled.ok("rule set kind:faculty 6w")
    before = ruled.items("history")
    ruled.ok("rule set kind:faculty 'every 6 weeks'")
    assert ruled.items("history") == before


def test_a_rule_that_is_not_there_cannot_be_removed(ruled: Program) -> None:
    said = ruled("rule remove 7 --json")
    assert (said.code, said.error["error"]) == (4, "not-found")
    assert ruled("rule remove seven").code == 2


def test_two_people_who_fit_are_asked_about(ruled: Program) -> None:
    ruled.ok('add "Maya Lin"')
    said = ruled("rule set maya 6w --json")
    assert (said.code, set(said.error["candidates"])) == (3, {"maya-rao", "maya-lin"})


@pytest.mark.parametrize(
    "line",
    ["rule set maya 1w", "snooze maya fri", "skip maya", "pause dec 1..6", "snooze 1 2026-12-24"],
)
def test_a_dry_run_answers_as_if_and_changes_nothing(maya: Program, line: str) -> None:
    maya.ok('promise maya "the deck"')
    before, history = days(maya), maya.items("history")
    (would,) = maya.items(f"{line} --dry-run")
    assert (days(maya), maya.items("history")) == (before, history)
    (is_so,) = maya.items(line)
    assert is_so == would


# Snooze and skip ---------------------------------------------------------------------------


def test_a_snooze_takes_all_words_that_are_left(maya: Program) -> None:
    assert maya.item("snooze maya next week")["due_on"] == "2026-11-29"
    assert maya.item("snooze maya rao in 3 weeks")["due_on"] == "2026-12-13"
    assert maya.item("snooze 'Maya Rao' 2nd friday of december")["due_on"] == "2026-12-11"


@pytest.mark.parametrize(
    "line",
    ["snooze maya yesterday", "snooze maya 2026-11-21", "snooze maya", "snooze maya friday-ish",
     "snooze 1 2026-11-21", "snooze maya 3d ago"],
)  # fmt: skip
def test_a_snooze_needs_a_day_ahead(maya: Program, line: str) -> None:
    maya.ok('promise maya "the deck"')
    before = days(maya)
    assert maya(line).code == 2
    assert days(maya) == before


@pytest.mark.parametrize(
    ("said", "due_on", "limit_on"),
    [
        ("2026-12-12", "2026-12-12", "2026-12-12"),
        ("tomorrow", "2026-11-23", "2026-11-23"),
        ("today", "2026-11-22", "2026-11-22"),
    ],
)
def test_one_promise_is_moved_by_its_number_or_its_uid(
    maya: Program, said: str, due_on: str, limit_on: str
) -> None:
    promise = maya.item('promise maya "the deck"')
    (uid,) = [each["uid"] for each in maya.items("due --within 9") if each["what"] == "promise"]
    for name in (promise["id"], uid):
        item = maya.item(f"snooze {name} {said}")
        assert (item["what"], item["id"]) == ("promise", promise["id"])
        assert (item["due_on"], item["limit_on"]) == (due_on, limit_on)
    assert maya.item("promises")["by"] == due_on
    assert check_in(maya) == "2026-11-13"


def test_what_is_done_or_was_never_there_cannot_be_moved(maya: Program) -> None:
    maya.ok('promise maya "the deck"')
    maya.ok("done 1")
    assert maya("snooze 1 fri").code == 2
    assert maya("snooze 2 fri").code == 4
    assert maya("snooze zelda fri").code == 4


def test_the_promise_of_someone_at_rest_can_be_moved(maya: Program) -> None:
    maya.ok('promise maya "the deck"')
    maya.ok("rest maya --until 2026-12-01")
    assert maya.items("snooze 1 2026-12-12") == []
    assert maya.item("promises")["by"] == "2026-12-12"


@pytest.mark.parametrize("word", ["snooze {} fri", "skip {}"])
@pytest.mark.parametrize("handle", ["ben", "cy"])
def test_who_has_no_check_in_is_left_alone(maya: Program, word: str, handle: str) -> None:
    maya.ok('add "Ben Adler"')
    maya.ok('add "Cy Young" --every 6w')
    maya.ok("archive cy")
    history = maya.items("history")
    said = maya.ok(word.format(handle))
    assert (said.out, "has no check-in to put off" in said.err) == ("", True)
    assert maya.items("history") == history


def test_a_skip_said_twice_is_one(maya: Program) -> None:
    assert maya.item("skip maya")["due_on"] == "2027-01-03"
    history = maya.items("history")
    assert maya.item("skip maya")["due_on"] == "2027-01-03"
    assert maya.items("history") == history


# Pauses ------------------------------------------------------------------------------------


def test_a_pause_is_the_longest_range_and_the_rest_its_reason(rescrm: Program) -> None:
    item = rescrm.item("pause dec 20..jan 3 home for the holidays")
    assert item == {
        "id": 1,
        "from": "2026-12-20",
        "to": "2027-01-03",
        "reason": "home for the holidays",
    }
    assert rescrm.item("pause 2026-12-01..06")["reason"] is None
    assert [each["from"] for each in rescrm.items("pause")] == ["2026-12-01", "2026-12-20"]
    assert rescrm("pause blah").code == 2
    assert rescrm("pause 2026-12-06..2026-12-01").code == 2
    assert rescrm("pause next week").code == 2


def test_the_same_pause_again_makes_no_step(rescrm: Program) -> None:
    once = rescrm.item("pause dec 1..6 nights")
    history = rescrm.items("history")
    assert rescrm.item("pause dec 1..6 nights") == once
    assert rescrm.items("history") == history


def test_on_a_paused_day_due_says_how_many_wait(maya: Program) -> None:
    maya.ok('add "Ben Adler" --every 1w --birthday 11-25 --on 2026-11-14')  # due on the 21st
    maya.ok('promise ben "the deck" --by today')
    maya.ok("pause 2026-11-20..2026-11-30 nights")
    said = maya.ok("due")
    assert "Paused until Mon 30 Nov 2026: 2 check-ins wait." in said.err
    shown = ["date", "promise"]
    assert [each["what"] for each in maya.items("due")] == shown
    assert {each["what"] for each in maya.items("due", now=at("2026-12-01"))} == {
        "check-in", *shown[1:],
    }  # fmt: skip


def test_pauses_that_touch_are_one_in_what_is_said(maya: Program) -> None:
    for days in ("2026-11-22", "2026-11-22..2026-11-30", "2026-12-01..06", "2026-12-08..09"):
        maya.ok(f"pause {days}")
    assert "Paused until Sun 6 Dec 2026: 1 check-in waits." in maya.ok("today").err
    assert "paused until Sun 6 Dec 2026: check-ins wait" in maya.ok("why maya").out


def test_resuming_loses_nothing(maya: Program) -> None:
    maya.ok('add "Ben Adler" --every 1w --on 2026-11-14')
    maya.ok("pause 2026-11-10..2026-12-20")
    assert maya.item("why maya")["due_on"] == "2026-12-21"
    assert maya.item("resume")["to"] == "2026-11-21"
    assert check_in(maya) == check_in(maya, handle="ben-adler") == "2026-11-22"
    assert check_in(maya, "2026-11-23") == "2026-11-22"
    maya.ok("undo")
    assert maya.item("why maya")["due_on"] == "2026-12-21"


def test_a_pause_that_begins_today_goes_whole_and_later_ones_stay(maya: Program) -> None:
    maya.ok("pause 2026-11-22..2026-11-24")
    maya.ok("pause 2026-12-01..06")
    assert maya.item("resume")["from"] == "2026-11-22"
    assert [each["from"] for each in maya.items("pause")] == ["2026-12-01"]
    assert check_in(maya) == "2026-11-13"


def test_without_a_pause_there_is_nothing_to_end(maya: Program) -> None:
    maya.ok("pause 2026-12-01..06")
    history = maya.items("history")
    said = maya.ok("resume")
    assert (said.out, "No pause is on" in said.err) == ("", True)
    assert maya.items("history") == history


# The plan ----------------------------------------------------------------------------------


@pytest.fixture
def many(rescrm: Program, writing: Writing) -> Program:
    """Twelve people, the first the most overdue; the last three with a promise."""
    with writing() as store:
        for number in range(12):
            met = date(2026, 10, 1) + number * DAY
            id = store.people.add(f"P {number:02d}", met_on=str(met))
            store.rules.set("contact", str(id), "every 4 weeks", None)
            if number > 8:
                store.commitments.add(What.PROMISE, id, "it", TODAY + (number - 9) * DAY)
    return rescrm


def placed(rescrm: Program, line: str, now: str | None = None) -> list[tuple[str, str, str]]:
    return [
        (each["handle"], each["what"], each["planned_on"][8:])
        for each in rescrm.items(line, now=now)
    ]


def test_today_is_the_first_five_people_and_what_is_bound(many: Program) -> None:
    assert placed(many, "today") == [
        *((f"p-0{number}", "check-in", "22") for number in range(5)),
        ("p-09", "promise", "22"),  # it may not wait, budget or not
    ]


def test_upcoming_counts_today_and_goes_by_day(many: Program) -> None:
    assert placed(many, "upcoming 1") == placed(many, "today")
    two = placed(many, "upcoming 2")
    assert two[:6] == placed(many, "today")
    assert {day for _, _, day in two[6:]} == {"23"}
    whole = placed(many, "upcoming")
    assert [day for _, _, day in whole] == sorted(day for _, _, day in whole)
    assert len(whole) == 15
    assert len({(handle, what) for handle, what, _ in whole}) == 15


def test_due_why_and_upcoming_agree_about_the_plan(many: Program) -> None:
    plan = {(each["uid"]): each["planned_on"] for each in many.items("upcoming 60")}
    assert {each["uid"]: each["planned_on"] for each in many.items("due --within 30")} == plan
    for number in (0, 7, 9, 11):
        for item in many.items(f"why p-{number:02d}"):
            assert item["planned_on"] == plan[item["uid"]]


def test_a_smaller_budget_spreads_the_same_people(many: Program) -> None:
    many.ok("config set budget 2")
    assert [handle for handle, what, _ in placed(many, "today") if what == "check-in"] == [
        "p-00", "p-01",
    ]  # fmt: skip
    assert len(placed(many, "upcoming 30")) == 15


def test_a_promise_whose_day_is_blocked_is_planned_before_it(
    many: Program, writing: Writing
) -> None:
    with writing() as store:
        store.conn.execute(
            "INSERT INTO shift (kind, first_day, last_day) "
            "VALUES ('NF', '2026-11-23', '2026-11-26')"
        )
    today = placed(many, "today")
    assert {handle for handle, what, _ in today if what == "promise"} == {"p-09", "p-10", "p-11"}
    assert {day for _, _, day in placed(many, "upcoming")} == {"22", "27", "28"}
    assert check_in(many, handle="p-00") == "2026-10-29"  # a shift never moves the due day


def test_a_promise_without_a_free_day_is_on_its_limit_and_says_so(many: Program) -> None:
    many.ok("pause 2026-11-22..2026-11-30")
    (p09, *_), whole = many.items("today"), many.items("upcoming 5")
    assert (p09["handle"], p09["planned_on"]) == ("p-09", "2026-11-22")
    assert p09["because"].endswith("; no day is free")
    assert [each["planned_on"][8:] for each in whole] == ["22", "23", "24"]
    assert {each["what"] for each in whole} == {"promise"}


def test_the_plan_is_the_same_however_often_it_is_asked_for(many: Program) -> None:
    assert many.ok("upcoming 30 --json").out == many.ok("upcoming 30 --json").out


def test_days_ahead_have_bounds(many: Program) -> None:
    assert many("upcoming 0").code == 2
    assert many("upcoming soon").code == 2
    assert many("upcoming 3650", now="9999-12-30T07:00:00-05:00").code == 0
    assert many("due --within 3650", now="9999-12-30T07:00:00-05:00").code == 0


# Why ---------------------------------------------------------------------------------------


def steps(item: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["text"], each["day"]) for each in item["steps"]]


def test_why_prints_the_arithmetic(maya: Program) -> None:
    maya.ok("rule set maya 6w max 10w")
    maya.ok("rule set kind:faculty 3mo")
    item = maya.item("why maya")
    due = maya.item("due")
    assert {key: item[key] for key in due} == due
    assert steps(item) == [
        ('last touch: coffee, "talked boards"', "2026-10-02"),
        ("+ 6 weeks: rule 1: maya-rao, every 6 weeks, at most 10 weeks", None),
        ("ideal day", "2026-11-13"),
        ("limit", "2026-12-11"),
        ("not snoozed, no pause", None),
        ("pressure 0.21: 9 days over / 42", None),
        ("plan: today (1 of 5 places taken)", "2026-11-22"),
        (
            "rule 1 goes before rule 2 (kind:faculty, every 3 months): "
            "someone's own rule is nearer than a kind.",
            None,
        ),
    ]


def test_a_rule_that_fits_someone_twice_goes_before_nothing(ruled: Program) -> None:
    ruled.ok("rule set role:any 6w")
    assert not [text for text, _ in steps(ruled.item("why maya")) if "goes before" in text]
    ruled.ok("rule set role:research 6w")
    (text,) = [text for text, _ in steps(ruled.item("why maya")) if "goes before" in text]
    assert text == ("rule 1 goes before rule 2 (role:research, every 6 weeks): they say the same.")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["skip maya"], ("skipped: counts from here", "2026-11-22")),
        (["snooze maya 2026-12-01"], ("snoozed until", "2026-12-01")),
        (["pause nov 10..dec 1"], ("the first day after the pause", "2026-12-02")),
        (["pause nov 20..dec 1"], ("paused until Tue 1 Dec 2026: check-ins wait", None)),
        (
            ["log --attempt 'mailed Maya'"],
            ("tried once without an answer: a little patience", "2026-11-22"),
        ),
        (["log 'coffee with Maya' --on 2026-12-01"],
         ("from that day on: due Tue 12 Jan 2027", "2026-12-01")),
        (["archive maya"], ("`rescrm wake maya-rao` ends it", None)),
        (["rest maya --until 2026-12-24"], ("back on", "2026-12-24")),
        (["rest maya"], ("left to rest", "2026-11-22")),
        (["rule remove 1"], ('`rescrm rule set maya-rao "6 weeks"` sets a rhythm', None)),
        (["rule set maya never"], ("rule 1: maya-rao, never", None)),
    ],
)  # fmt: skip
def test_why_tells_what_was_said_about_someone(
    maya: Program, lines: list[str], told: tuple[str, str | None]
) -> None:
    for line in lines:
        maya.ok(line)
    item = maya.item("why maya")
    assert told in steps(item)
    assert item["due_on"] == (item["due_on"] if "pause" in lines[0] else check_in(maya))


def test_why_has_an_item_for_each_thing_the_check_in_first(maya: Program) -> None:
    maya.ok('promise maya "the deck" --by fri', now=at("2026-11-18"))
    maya.ok("date maya birthday 11-25")
    assert [each["what"] for each in maya.items("why maya")] == ["check-in", "date", "promise"]
    maya.ok("archive maya")
    (item,) = maya.items("why maya")
    assert (item["what"], item["due_on"], item["overdue"]) == ("check-in", None, None)


def test_why_takes_a_number_a_uid_a_group(maya: Program, writing: Writing) -> None:
    maya.ok('promise maya "the deck" --by fri', now=at("2026-11-18"))
    assert maya.item("why 1")["about"] == "the deck"
    assert steps(maya.item("why 1"))[-2][0] == "pressure 0.29: 2 days over / 7"
    with writing() as store:
        store.groups.add("Tuesday", "pod", "every 2 weeks", None)
        store.groups.add("Committee", "committee", None, None)
    maya.ok("log 'call with Maya' --group tuesday --on 2026-11-03")
    pod = maya.item("why tuesday")
    assert (pod["what"], pod["due_on"]) == ("group", "2026-11-17")
    assert ("last meeting", "2026-11-03") in steps(pod)
    assert maya.items("why committee") == []
    assert maya("why zelda").code == 4
    assert maya("why 99").code == 4


def test_only_why_names_the_pressure(maya: Program) -> None:
    assert "pressure" in maya.ok("why maya --format rich").out
    for line in ("due", "today", "upcoming", "show maya", "list"):
        for form in ("plain", "json", "rich"):
            assert "pressure" not in maya.ok(f"{line} --format {form}").out


# Without a store ---------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["today", "upcoming", "why maya", "rule list"])
def test_reading_without_a_store_says_what_rescrm_is(
    rescrm: Program, home: Path, line: str
) -> None:
    said = rescrm(line)
    assert (said.code, said.out) == (0, "")
    assert "rescrm init --starter" in said.err
    assert list(home.iterdir()) == []


def test_a_pause_may_last_to_the_end_of_the_calendar(rescrm: Program) -> None:
    rescrm.ok("add Ana Torres --every 2w --on 2026-10-01")
    rescrm.ok("pause 2026-11-20..9999-12-31")
    assert "Paused until Fri 31 Dec 9999: 1 check-in waits." in rescrm.ok("due").err
