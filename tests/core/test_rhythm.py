"""When someone is due: each sentence of the rhythm with days one can check by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rescrm.core import cadence
from rescrm.core.rhythm import (
    Answer,
    Applies,
    Relationship,
    Rule,
    Touch,
    awake,
    decide,
    follow_up_ends,
    free_day,
    on_day,
    stretches,
    unanswered,
)

TODAY = date(2026, 11, 22)  # a Sunday
ADDED = date(2026, 1, 5)
WAIT = 14  # days after an attempt


def d(text: str) -> date:
    """`11-22` is that day of 2026."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def applies(
    every: str | None,
    most: str | None = None,
    scope: str = "contact",
    id: int = 1,
    first: str = "0001-01-01",
    last: str = "9999-12-31",
    start: date = ADDED,
) -> Applies:
    rule = Rule(
        id=id,
        scope=scope,
        selector="x",
        every=cadence.read(every) if every else None,
        max=cadence.read(most) if most else None,
        start=start,
    )
    return Applies(rule=rule, first=d(first), last=d(last))


def touches(*days: str) -> list[Touch]:
    """Touches on days, in the order they were logged; `!` is an attempt, `<` came from them."""
    logged = [
        Touch(d(day.strip("!<")), id, day.endswith("!"), not day.endswith("<"))
        for id, day in enumerate(days, 1)
    ]
    return sorted(logged)


def someone(*days: str, rule: Applies | None = None, **rest: object) -> Relationship:
    return Relationship(
        **{"added": ADDED, "touches": touches(*days), "rules": [rule or applies("6 weeks")], **rest}
    )


def on(person: Relationship, day: str = "11-22") -> Answer:
    answer = on_day(person, d(day), WAIT)
    assert answer
    return answer


# The anchor --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "anchor", "by"),
    [
        (someone("10-02"), "10-02", "touch"),
        (someone("10-02", "09-01"), "10-02", "touch"),
        (someone("10-02", "11-22"), "11-22", "touch"),
        (someone("10-02", "11-23"), "10-02", "touch"),  # tomorrow's does not count yet
        (someone("10-02<"), "10-02", "touch"),  # it came from them
        (someone("10-02", "10-20!"), "10-02", "touch"),  # nobody answered
        (someone(), "01-05", "added"),
        (someone(met_on=d("10-02")), "10-02", "met"),
        (someone(met_on=d("2025-10-02")), "2025-10-02", "met"),  # long before it was written down
        (someone(met_on=d("12-01")), "01-05", "added"),  # the event is still to come
        (someone("03-01", met_on=d("10-02")), "03-01", "touch"),
        (someone("10-02", skipped_on=d("11-01")), "11-01", "skip"),
        (someone("10-02", skipped_on=d("09-01")), "10-02", "touch"),
        (someone("10-02", skipped_on=d("10-02")), "10-02", "touch"),
        (someone("10-02", rested_on=d("11-01"), rests_until=d("11-10")), "11-01", "rest"),
        (
            someone("10-02", skipped_on=d("11-03"), rested_on=d("11-01"), rests_until=d("11-10")),
            "11-03",
            "skip",
        ),
        (someone(met_on=d("10-02"), skipped_on=d("11-01")), "11-01", "skip"),
    ],
)
def test_the_clock_counts_from_the_latest_of_what_counts(
    person: Relationship, anchor: str, by: str
) -> None:
    answer = on(person)
    assert (answer.anchor, answer.anchored_by) == (d(anchor), by)


def test_an_older_entry_never_moves_the_clock_back() -> None:
    assert on(someone("10-02")).due == on(someone("10-02", "09-01")).due == d("11-13")


def test_taking_a_touch_away_gives_the_earlier_anchor_back() -> None:
    assert on(someone("10-02", "11-20")).due == d("2027-01-01")
    assert on(someone("10-02")).due == d("11-13")


@pytest.mark.parametrize(
    ("every", "touched", "ideal"),
    [
        ("6 weeks", "10-02", "11-13"),
        ("1 month", "01-31", "02-28"),
        ("1 month", "2024-01-31", "2024-02-29"),
        ("3 months", "11-30", "2027-02-28"),
        ("1 year", "2024-02-29", "2025-02-28"),
        ("90 days", "10-02", "12-31"),
        ("every 2nd tue", "10-02", "10-13"),
        ("every 2nd tue", "10-13", "11-10"),  # strictly after the anchor
        ("every 2nd fri", "11-13", "12-11"),
        ("every last fri", "10-30", "11-27"),
        ("every 31st", "2027-01-31", "2027-02-28"),
        ("every 31st", "2027-02-28", "2027-03-31"),  # never drifts to the 28th
        ("every 31st", "2027-03-31", "2027-04-30"),
        ("every weekday", "11-20", "11-23"),  # Friday, then Monday
        ("every weekday", "11-18", "11-19"),
        ("every tue", "11-17", "11-24"),
    ],
)
def test_the_ideal_day_follows_the_calendar(every: str, touched: str, ideal: str) -> None:
    person = someone(touched, rule=applies(every))
    assert on_day(person, d(touched), WAIT).ideal == d(ideal)  # type: ignore[union-attr]


def test_every_other_tuesday_counts_from_the_first_one_of_the_rule() -> None:
    # 10 Nov 2026 is a Tuesday; set on the Monday before, or on the Wednesday after.
    monday = applies("every other tue", start=d("11-09"))
    wednesday = applies("every other tue", start=d("11-11"))
    assert on(someone("11-12", rule=monday)).ideal == d("11-24")
    assert on(someone("11-12", rule=wednesday)).ideal == d("11-17")


def test_the_limit_is_the_anchor_and_the_maximum() -> None:
    answer = on(someone("10-02", rule=applies("6w", "10w")))
    assert (answer.due, answer.limit) == (d("11-13"), d("12-11"))
    assert on(someone("10-02")).limit is None


# Rules -------------------------------------------------------------------------------------


SCOPES = ["contact", "group", "role", "tag", "kind", "everyone"]


@pytest.mark.parametrize(("nearer", "farther"), [*pairwise(SCOPES)])
def test_the_nearer_rule_decides_whatever_its_interval(nearer: str, farther: str) -> None:
    rules = [applies("1w", scope=farther, id=1), applies("1 year", scope=nearer, id=2)]
    chosen, beaten = decide(rules, TODAY)
    assert chosen and chosen.rule.id == 2
    assert [each.rule.id for each in beaten] == [1]


@pytest.mark.parametrize(
    ("one", "other", "chosen"),
    [
        ("6 weeks", "4 weeks", 2),
        ("4 weeks", "6 weeks", 1),
        ("13 weeks", "3 months", 1),  # 91 days; three months are 91.3 in the mean
        ("52 weeks", "12 months", 1),
        ("1 month", "every 2nd tue", 1),  # alike: the one set first
        ("30 days", "1 month", 1),
        (None, "10 years", 2),  # never is the longest of all
    ],
)
def test_of_two_rules_of_a_rank_the_shorter_decides(
    one: str | None, other: str, chosen: int
) -> None:
    rules = [applies(one, scope="tag", id=1), applies(other, scope="tag", id=2)]
    found, _ = decide(rules, TODAY)
    assert found and found.rule.id == chosen


def test_never_exempts_from_the_rules_behind_it() -> None:
    person = someone(
        "10-02", rules=[applies(None, scope="tag", id=1), applies("1w", scope="kind", id=2)]
    )
    assert on_day(person, TODAY, WAIT) is None
    assert list(stretches(person, TODAY, WAIT)) == []


def test_without_a_rule_nobody_is_due() -> None:
    assert on_day(someone("10-02", rules=[]), TODAY, WAIT) is None


def test_a_role_decides_only_while_it_is_held() -> None:
    research = applies("6w", scope="role", id=1, first="06-01", last="12-31")
    person = someone("10-02", rules=[research, applies("3mo", scope="kind", id=2)])
    assert on(person, "05-31").chosen.rule.id == 2
    assert on(person, "06-01").chosen.rule.id == 1
    assert on(person, "12-31").due == d("11-13")
    assert on(person, "2027-01-01").due == d("2027-01-02")


def test_a_rule_says_itself_in_words() -> None:
    assert applies("6w", "10w").rule.words == "every 6 weeks, at most 10 weeks"
    assert applies("2w", "1mo").rule.words == "every 2 weeks, at most 1 month"
    assert applies(None).rule.words == "never"


@pytest.mark.parametrize(
    ("every", "allowance"),
    [
        ("10 days", 10), ("6 weeks", 42), ("1 month", 30), ("3 months", 90), ("1 year", 365),
        ("every weekday", 1), ("every tue", 7), ("every other tue", 14), ("every 2nd tue", 30),
        ("every 31st", 30),
    ],
)  # fmt: skip
def test_the_allowance_is_the_interval_in_days(every: str, allowance: int) -> None:
    assert on(someone("10-02", rule=applies(every))).allowance == allowance


# Snooze, skip, rest ------------------------------------------------------------------------


def snoozed(*days: str, on: str, until: str, after: int = 99, **rest: object) -> Relationship:
    return someone(*days, snoozed_on=d(on), snoozed_until=d(until), snoozed_after=after, **rest)


@pytest.mark.parametrize(
    ("person", "due"),
    [
        (snoozed("10-02", on="11-20", until="11-29"), "11-29"),
        (snoozed("10-02", on="11-20", until="11-05"), "11-13"),  # earlier than the day: no matter
        (snoozed(on="11-20", until="11-29"), "11-29"),
        (snoozed("10-02", "11-20", on="11-20", until="2027-02-01", after=2), "2027-02-01"),
        (snoozed("10-02", "11-20", on="11-20", until="2027-02-01", after=1), "2027-01-01"),
        (snoozed("10-02", "11-21", on="11-20", until="2027-02-01"), "2027-01-02"),
        # Written down after the snooze, yet it was before it: the snooze still holds.
        (snoozed("10-02", "11-10", on="11-20", until="2027-02-01", after=1), "2027-02-01"),
        (snoozed("10-02", on="11-23", until="2027-02-01"), "11-13"),  # said tomorrow
        (snoozed("10-02", "11-21!", on="11-20", until="11-25"), "12-05"),  # and then tried
    ],
)
def test_a_snooze_holds_until_the_next_touch(person: Relationship, due: str) -> None:
    assert on(person).due == d(due)


def test_a_planned_touch_ends_a_snooze_on_its_day() -> None:
    person = snoozed("10-02", "12-01", on="11-20", until="2027-03-01", after=2)
    assert on(person, "11-30").due == d("2027-03-01")
    assert on(person, "12-01").due == d("2027-01-12")


def test_a_skip_lets_one_round_pass() -> None:
    assert on(someone("10-02", skipped_on=d("11-15"))).due == d("12-27")


@pytest.mark.parametrize("day", ["11-01", "11-22", "12-31"])
def test_who_rests_is_not_due(day: str) -> None:
    person = someone("10-02", rested_on=d("11-01"), rests_until=d("2027-01-01"))
    assert on_day(person, d(day), WAIT) is None


def test_a_rest_ends_on_its_day_and_counts_from_when_it_was_said() -> None:
    person = someone("10-02", rested_on=d("11-01"), rests_until=d("2027-01-01"))
    assert on(person, "2027-01-01").due == d("12-13")
    (only,) = stretches(person, TODAY, WAIT)
    assert only.first == d("2027-01-01")


def test_a_rest_without_an_end_lasts() -> None:
    person = someone("10-02", rested_on=d("11-01"), rests_until=date.max)
    assert list(stretches(person, TODAY, WAIT)) == []
    assert on_day(person, date.max, WAIT) is None


def test_a_rest_that_is_said_later_does_not_hide_the_days_before() -> None:
    person = someone("10-02", rested_on=d("11-25"), rests_until=d("12-01"))
    assert list(awake(person, TODAY)) == [(TODAY, d("11-24")), (d("12-01"), date.max)]
    assert on(person).due == d("11-13")


# Attempts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "due"),
    [
        (someone("10-02", "11-20!"), "12-04"),
        (someone("10-02", "10-15!"), "11-13"),  # the ideal day is later than the wait
        (someone("10-02", "11-10!", "11-20!"), "12-04"),
        (someone("10-02", "11-20!", "11-21"), "2027-01-02"),  # answered
        (someone("10-02", "11-20!", "11-20"), "2027-01-01"),  # on the same day, after it
        (someone("10-02", "11-20", "11-20!"), "2027-01-01"),  # reached, then tried again
        (someone("11-20!"), "12-04"),
    ],
)
def test_an_attempt_asks_for_patience_and_resets_nothing(person: Relationship, due: str) -> None:
    assert on(person).due == d(due)


def test_the_wait_after_an_attempt_is_a_setting() -> None:
    answer = on_day(someone("10-02", "11-20!"), TODAY, 3)
    assert answer and answer.due == d("11-23")


TRIED = ("10-02", "10-15!", "10-30!", "11-14!")


def test_after_three_tries_the_contact_rests_and_that_is_shown_for_a_week() -> None:
    person = someone(*TRIED)
    assert on(person, "11-13").tries == 2
    for day in ("11-14", "11-20", "11-21"):
        assert (on(person, day).due, on(person, day).ghosted_on) == (d("11-14"), d("11-14"))
    assert on_day(person, d("11-22"), WAIT) is None
    assert [(each.first, each.last) for each in stretches(person, d("11-14"), WAIT)] == [
        (d("11-14"), d("11-21"))
    ]


def test_a_fourth_try_does_not_show_the_rest_again() -> None:
    assert on_day(someone(*TRIED, "11-22!"), TODAY, WAIT) is None


def test_a_reply_wakes() -> None:
    person = someone(*TRIED, "11-22<")
    assert on(person).due == d("2027-01-03")
    assert unanswered(person, TODAY) == []


def test_a_touch_between_two_tries_begins_the_count_anew() -> None:
    assert on(someone("10-02", "10-15!", "10-20", "10-30!", "11-14!")).tries == 2


def test_who_was_woken_is_due_as_before() -> None:
    person = someone(*TRIED, woken_after=4)
    assert (on(person).due, on(person).tries) == (d("11-13"), 0)
    assert on(someone(*TRIED, "11-22!", woken_after=4)).tries == 1


# Pauses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "free"),
    [
        ("11-30", "11-30"),
        ("12-01", "12-07"),  # both ends are inside
        ("12-06", "12-07"),
        ("12-07", "12-07"),
        ("12-20", "12-27"),  # 20 to 23 and 24 to 26 touch: one pause
        ("12-24", "12-27"),
        ("12-28", "12-28"),
        ("2027-01-02", "2027-01-11"),  # one inside another
        ("2027-01-05", "2027-01-11"),
    ],
)
def test_a_day_inside_a_pause_moves_to_the_first_free_one(day: str, free: str) -> None:
    pauses = [
        (d("12-24"), d("12-26")),
        (d("12-01"), d("12-06")),
        (d("12-20"), d("12-23")),
        (d("2027-01-01"), d("2027-01-10")),
        (d("2027-01-04"), d("2027-01-06")),
    ]
    assert free_day(d(day), pauses) == d(free)


def test_a_pause_to_the_end_of_time_is_no_fault() -> None:
    assert free_day(TODAY, [(TODAY, date.max)]) == date.max


# Follow-ups --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "ends"),
    [
        (("11-10",), None),  # at the event itself
        (("11-11",), "11-11"),
        (("11-12", "11-20"), "11-12"),
        (("11-12<",), None),  # they wrote, I have not
        (("11-12!",), None),
        (("11-12<", "11-14"), "11-14"),
        ((), None),
    ],
)
def test_my_own_touch_after_the_last_day_closes_a_follow_up(
    days: tuple[str, ...], ends: str | None
) -> None:
    assert follow_up_ends(touches(*days), d("11-10")) == (d(ends) if ends else None)


# The ends of time --------------------------------------------------------------------------


def test_the_end_of_time_is_no_fault() -> None:
    late = someone("9999-12-30", "9999-12-31!", rule=applies("10 years", "10 years"))
    answer = on_day(late, date.max, WAIT)
    assert answer and (answer.ideal, answer.limit, answer.due) == (date.max,) * 3
    assert list(stretches(late, date(9999, 12, 29), WAIT))[-1].last == date.max


# Laws --------------------------------------------------------------------------------------

DAYS = st.dates(date(2026, 1, 5), date(2028, 6, 30))
EVERY = st.sampled_from(
    ["1w", "6w", "1mo", "3mo", "1 year", "every 2nd tue", "every 31st", "every weekday", None]
)


@st.composite
def rules(draw: st.DrawFn) -> Applies:
    first, last = draw(DAYS), draw(DAYS | st.just(date.max))
    every = draw(EVERY)
    return Applies(
        rule=Rule(
            id=draw(st.integers(1, 6)),
            scope=draw(st.sampled_from(SCOPES)),
            selector="x",
            every=cadence.read(every) if every else None,
            max=None,
            start=ADDED,
        ),
        first=min(first, last),
        last=max(first, last),
    )


@st.composite
def people(draw: st.DrawFn) -> Relationship:
    logged = draw(st.lists(st.tuples(DAYS, st.booleans()), max_size=7))
    said = draw(DAYS)
    return Relationship(
        added=ADDED,
        met_on=draw(DAYS | st.none()),
        touches=sorted(Touch(day, id, tried) for id, (day, tried) in enumerate(logged, 1)),
        rules=draw(st.lists(rules(), max_size=4)),
        skipped_on=draw(DAYS | st.none()),
        rested_on=said,
        rests_until=draw(DAYS.filter(lambda day: day >= said) | st.none() | st.just(date.max)),
        snoozed_on=draw(DAYS),
        snoozed_until=draw(DAYS | st.none()),
        snoozed_after=draw(st.integers(0, 7)),
        woken_after=draw(st.integers(0, 4)),
    )


@settings(max_examples=150, deadline=None)
@given(people(), st.dates(date(2026, 1, 5), date(2027, 12, 31)))
def test_the_stretches_say_on_each_day_what_that_day_would_say(
    person: Relationship, today: date
) -> None:
    said = list(stretches(person, today, WAIT))
    for ahead in range(0, 730):
        day = today + timedelta(days=ahead)
        holding = [each.answer for each in said if each.first <= day <= each.last]
        answer = on_day(person, day, WAIT)
        assert holding == ([answer] if answer else [])


@given(people(), DAYS, st.booleans())
def test_a_touch_today_is_the_anchor_of_today(
    person: Relationship, today: date, theirs: bool
) -> None:
    met = Touch(today, 99, mine=not theirs)
    fields = {name: getattr(person, name) for name in Relationship._fields}
    person = Relationship(**{**fields, "touches": sorted([*person.touches, met])})
    if answer := on_day(person, today, WAIT):
        assert (answer.anchor, answer.last, answer.tries) == (today, met, 0)
        assert answer.due > today
        assert not answer.snoozed


@given(DAYS, st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=6))
def test_a_free_day_is_the_first_outside_all_pauses(
    day: date, given_pauses: list[tuple[date, int]]
) -> None:
    pauses = [(first, first + timedelta(days=length)) for first, length in given_pauses]
    expected = day
    while any(first <= expected <= last for first, last in pauses):
        expected += timedelta(days=1)
    assert free_day(day, pauses) == expected


@given(people(), DAYS, DAYS)
def test_logging_an_older_touch_never_moves_the_anchor_back(
    person: Relationship, today: date, older: date
) -> None:
    before = on_day(person, today, WAIT)
    fields = {name: getattr(person, name) for name in Relationship._fields}
    more = sorted([*person.touches, Touch(older, 99)])
    after = on_day(Relationship(**{**fields, "touches": more}), today, WAIT)
    if before and after and before.anchored_by == "touch":
        assert after.anchor >= before.anchor
