"""How often."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from itertools import islice, pairwise
from subprocess import run

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from rescrm.core import cadence
from rescrm.core.cadence import Cadence, Interval, Ritual
from rescrm.errors import UnreadableCadence

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
SUNDAY = date(2026, 11, 22)

# typed, meant, shown
CADENCES: list[tuple[str, Cadence, str]] = [
    ("every 6 weeks", Interval(6, "week"), "every 6 weeks"),
    ("6 weeks", Interval(6, "week"), "every 6 weeks"),
    ("six weeks", Interval(6, "week"), "every 6 weeks"),
    ("6w", Interval(6, "week"), "every 6 weeks"),
    ("every 6w", Interval(6, "week"), "every 6 weeks"),
    ("Every 6 Weeks", Interval(6, "week"), "every 6 weeks"),
    ("  every   6 weeks ", Interval(6, "week"), "every 6 weeks"),
    ("every 3 months", Interval(3, "month"), "every 3 months"),
    ("3mo", Interval(3, "month"), "every 3 months"),
    ("quarterly", Interval(3, "month"), "every 3 months"),
    ("every quarter", Interval(3, "month"), "every 3 months"),
    ("monthly", Interval(1, "month"), "every month"),
    ("every month", Interval(1, "month"), "every month"),
    ("once a month", Interval(1, "month"), "every month"),
    ("1 month", Interval(1, "month"), "every month"),
    ("weekly", Interval(1, "week"), "every week"),
    ("every week", Interval(1, "week"), "every week"),
    ("once a week", Interval(1, "week"), "every week"),
    ("biweekly", Interval(2, "week"), "every 2 weeks"),
    ("fortnightly", Interval(2, "week"), "every 2 weeks"),
    ("every fortnight", Interval(2, "week"), "every 2 weeks"),
    ("every other week", Interval(2, "week"), "every 2 weeks"),
    ("other week", Interval(2, "week"), "every 2 weeks"),
    ("every other month", Interval(2, "month"), "every 2 months"),
    ("twice a year", Interval(6, "month"), "every 6 months"),
    ("half-yearly", Interval(6, "month"), "every 6 months"),
    ("yearly", Interval(1, "year"), "every year"),
    ("annually", Interval(1, "year"), "every year"),
    ("every year", Interval(1, "year"), "every year"),
    ("once a year", Interval(1, "year"), "every year"),
    ("1yr", Interval(1, "year"), "every year"),
    ("2y", Interval(2, "year"), "every 2 years"),
    ("every 90 days", Interval(90, "day"), "every 90 days"),
    ("90d", Interval(90, "day"), "every 90 days"),
    ("daily", Interval(1, "day"), "every day"),
    ("every day", Interval(1, "day"), "every day"),
    ("every other day", Interval(2, "day"), "every 2 days"),
    ("10 years", Interval(10, "year"), "every 10 years"),
    ("120mo", Interval(120, "month"), "every 120 months"),
    ("521w", Interval(521, "week"), "every 521 weeks"),
    ("3653d", Interval(3653, "day"), "every 3653 days"),
    ("every weekday", Ritual("weekdays"), "every weekday"),
    ("weekday", Ritual("weekdays"), "every weekday"),
    ("every tue", Ritual("weekly", TUE), "every tue"),
    ("every Tuesday", Ritual("weekly", TUE), "every tue"),
    ("every other tue", Ritual("other", TUE), "every other tue"),
    ("every other tuesday", Ritual("other", TUE), "every other tue"),
    ("other tuesday", Ritual("other", TUE), "every other tue"),
    ("every 2nd tue", Ritual("nth", TUE, 2), "every 2nd tue"),
    ("every 2nd fri", Ritual("nth", FRI, 2), "every 2nd fri"),
    ("2nd fri", Ritual("nth", FRI, 2), "every 2nd fri"),
    ("every first mon", Ritual("nth", MON, 1), "every 1st mon"),
    ("every 2nd fri of the month", Ritual("nth", FRI, 2), "every 2nd fri"),
    ("2nd fri of each month", Ritual("nth", FRI, 2), "every 2nd fri"),
    ("every 5th sun", Ritual("nth", SUN, 5), "every 5th sun"),
    ("every last mon", Ritual("nth", MON, -1), "every last mon"),
    ("last monday of month", Ritual("nth", MON, -1), "every last mon"),
    ("every 31st", Ritual("day", place=31), "every 31st"),
    ("31st", Ritual("day", place=31), "every 31st"),
    ("every 1st of the month", Ritual("day", place=1), "every 1st"),
]


@pytest.mark.parametrize(("typed", "meant", "shown"), CADENCES)
def test_a_cadence_is_read_and_shown_in_one_spelling(
    typed: str, meant: Cadence, shown: str
) -> None:
    assert cadence.read(typed) == meant
    assert cadence.words(meant) == shown
    assert f"every {cadence.gap(meant)}" == shown


@pytest.mark.parametrize(("typed", "meant", "shown"), CADENCES)
def test_what_is_shown_reads_back_with_every_and_without(
    typed: str, meant: Cadence, shown: str
) -> None:
    assert cadence.read(shown) == meant
    assert cadence.read(cadence.gap(meant)) == meant
    assert cadence.read(shown.upper()) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "every",
        "never",
        "sometimes",
        "0",
        "7",
        "every 7",
        "0d",
        "0 weeks",
        "zero weeks",
        "every 0 months",
        "-1 weeks",
        "-6w",
        "every -3 days",
        "+3 days",
        "1.5 weeks",
        "1,5 weeks",
        "6e2 days",
        "12 hours",
        "12h",
        "every hour",
        "90 minutes",
        "30 min",
        "6m",
        "hourly",
        "11 years",
        "11y",
        "121 months",
        "41 quarters",
        "522 weeks",
        "3654 days",
        "999999999999999999999 days",
        "bimonthly",
        "twice a week",
        "twice a month",
        "once",
        "once a",
        "every monthly",
        "every once a week",
        "every weeks",
        "every 6",
        "every six",
        "6 weeks or so",
        "6 weeks 2 days",
        "weeks 6",
        "every every 6 weeks",
        "every other",
        "every other 2 weeks",
        "every second tue",
        "every second week",
        "every 6th fri",
        "every 0th fri",
        "every 2th fri",
        "every last",
        "every last 31st",
        "every 0th",
        "every 32nd",
        "every 31th",
        "every 31",
        "every weekend",
        "every weekday of the month",
        "every tue of the month",
        "every fri and mon",
        "every mar 12",
        "6 weeks\x00",
        "6\tweeks",
        "6 weeks\n",
        "\u202e6 weeks",
        "٦ weeks",
        "6 wee\u212as",
        "6\u00a0weeks",
        "6w" + " " * 127,
        "9" * 5000,
    ],
)
def test_what_is_no_cadence_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableCadence) as refusal:
        cadence.read(typed)
    assert refusal.value.exit_code == 2


def test_a_cadence_may_be_128_characters_long() -> None:
    assert cadence.read("6w" + " " * 126) == Interval(6, "week")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("7", "7 what? 7 days, 7w, 7mo"),
        ("0d", "a day at least"),
        ("-6w", "a day at least"),
        ("12h", "a day at least"),
        ("every 12 hours", "a day at least"),
        ("11y", "ten years at most"),
        ("6m", "minutes? months are mo"),
        ("every second tuesday", "2nd tue of the month, or other tue?"),
        ("x" * 129, "longer than 128 characters"),
        ("6w\x00", "only plain letters and figures"),
    ],
)
def test_a_refusal_names_the_fault(typed: str, reason: str) -> None:
    with pytest.raises(UnreadableCadence) as refusal:
        cadence.read(typed)
    assert f"({reason})" in refusal.value.message
    assert "“6 weeks”, “monthly” or “2nd tue”" in refusal.value.message


def test_a_cadence_is_a_value() -> None:
    assert len({cadence.read("quarterly"), cadence.read("3mo")}) == 1
    with pytest.raises(AttributeError):
        cadence.read("6w").count = 7  # type: ignore[misc, union-attr]


# With a maximum ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "every", "most"),
    [
        ("every 6 weeks max 10w", Interval(6, "week"), Interval(10, "week")),
        ("6w max 10w", Interval(6, "week"), Interval(10, "week")),
        ("6W MAX 10W", Interval(6, "week"), Interval(10, "week")),
        ("6w max every 10 weeks", Interval(6, "week"), Interval(10, "week")),
        ("6w max 6w", Interval(6, "week"), Interval(6, "week")),
        ("monthly max quarterly", Interval(1, "month"), Interval(3, "month")),
        ("yearly max 12 months", Interval(1, "year"), Interval(12, "month")),
        ("every 2nd tue max 2mo", Ritual("nth", TUE, 2), Interval(2, "month")),
        ("every 6 weeks", Interval(6, "week"), None),
        ("every other tuesday", Ritual("other", TUE), None),
    ],
)
def test_a_rule_may_have_a_maximum_gap(typed: str, every: Cadence, most: Cadence | None) -> None:
    assert cadence.read_with_limit(typed.split()) == (every, most)
    assert cadence.read_with_limit([typed]) == (every, most)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "max",
        "max 10w",
        "6w max",
        "6w max never",
        "6w max 10",
        "6w max 10w max 12w",
        "6w maximum 10w",
        "6w 10w",
        "6w max 2w",
        "6w max 11y",
        "yearly max 11 months",
    ],
)
def test_an_unreadable_or_shorter_maximum_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableCadence):
        cadence.read_with_limit(typed.split())


def test_a_shorter_maximum_is_refused_with_both_lengths() -> None:
    with pytest.raises(UnreadableCadence, match="max 2 weeks is shorter than every 6 weeks"):
        cadence.read_with_limit(["every", "6", "weeks", "max", "2w"])


# When --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "anchor", "day"),
    [
        ("6w", date(2026, 10, 2), date(2026, 11, 13)),
        ("90d", date(2026, 11, 22), date(2027, 2, 20)),
        ("every day", date(2026, 12, 31), date(2027, 1, 1)),
        ("monthly", date(2026, 1, 31), date(2026, 2, 28)),
        ("monthly", date(2028, 1, 31), date(2028, 2, 29)),
        ("monthly", date(2026, 2, 28), date(2026, 3, 28)),
        ("3mo", date(2026, 11, 30), date(2027, 2, 28)),
        ("twice a year", date(2026, 8, 31), date(2027, 2, 28)),
        ("yearly", date(2028, 2, 29), date(2029, 2, 28)),
        ("every 4 years", date(2024, 2, 29), date(2028, 2, 29)),
        ("every weekday", date(2026, 11, 19), date(2026, 11, 20)),
        ("every weekday", date(2026, 11, 20), date(2026, 11, 23)),
        ("every weekday", date(2026, 11, 21), date(2026, 11, 23)),
        ("every weekday", date(2026, 11, 22), date(2026, 11, 23)),
        ("every tue", date(2026, 11, 22), date(2026, 11, 24)),
        ("every tue", date(2026, 11, 24), date(2026, 12, 1)),
        ("every 2nd tue", date(2026, 11, 9), date(2026, 11, 10)),
        ("every 2nd tue", date(2026, 11, 10), date(2026, 12, 8)),
        ("every 2nd tue", date(2026, 12, 31), date(2027, 1, 12)),
        ("every 5th fri", date(2026, 11, 1), date(2027, 1, 29)),
        ("every last mon", date(2026, 11, 22), date(2026, 11, 30)),
        ("every last mon", date(2026, 11, 30), date(2026, 12, 28)),
        ("every 31st", date(2026, 1, 30), date(2026, 1, 31)),
        ("every 31st", date(2026, 1, 31), date(2026, 2, 28)),
        ("every 31st", date(2026, 2, 28), date(2026, 3, 31)),
        ("every 31st", date(2028, 2, 28), date(2028, 2, 29)),
        ("every 31st", date(2026, 3, 31), date(2026, 4, 30)),
        ("every 30th", date(2026, 2, 28), date(2026, 3, 30)),
        ("every 1st", date(2026, 12, 1), date(2027, 1, 1)),
    ],
)
def test_the_next_day_follows_the_anchor(typed: str, anchor: date, day: date) -> None:
    assert cadence.after(cadence.read(typed), anchor) == day


@pytest.mark.parametrize(
    ("start", "anchor", "day"),
    [
        (date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 24)),
        (date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24)),
        (date(2026, 11, 22), date(2026, 11, 24), date(2026, 12, 8)),
        (date(2026, 11, 22), date(2026, 12, 1), date(2026, 12, 8)),
        (date(2026, 11, 22), date(2026, 12, 8), date(2026, 12, 22)),
        (date(2026, 11, 24), date(2026, 11, 24), date(2026, 12, 8)),
        (date(2026, 11, 25), date(2026, 11, 25), date(2026, 12, 1)),
        (date(2026, 11, 25), date(2026, 12, 1), date(2026, 12, 15)),
        (date(2026, 11, 22), date(2026, 10, 1), date(2026, 10, 13)),
    ],
)
def test_every_other_tuesday_counts_from_the_first_of_the_rule(
    start: date, anchor: date, day: date
) -> None:
    assert cadence.after(Ritual("other", TUE), anchor, start) == day


def test_the_31st_never_drifts_and_skips_no_short_month() -> None:
    days = list(cadence.occurrences(Ritual("day", place=31), date(2026, 1, 1), date(2026, 12, 31)))
    assert [day.day for day in days] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert [day.month for day in days] == list(range(1, 13))


@pytest.mark.parametrize(
    ("typed", "first", "last", "days"),
    [
        (
            "every 2nd tue",
            date(2026, 11, 10),
            date(2027, 1, 12),
            [date(2026, 11, 10), date(2026, 12, 8), date(2027, 1, 12)],
        ),
        (
            "every weekday",
            date(2026, 11, 20),
            date(2026, 11, 24),
            [date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)],
        ),
        (
            "every other tue",
            date(2026, 11, 22),
            date(2026, 12, 31),
            [date(2026, 11, 24), date(2026, 12, 8), date(2026, 12, 22)],
        ),
        ("every tue", date(2026, 11, 25), date(2026, 11, 30), []),
        ("every tue", date(2026, 12, 31), date(2026, 11, 1), []),
        ("every fri", date(9999, 12, 20), date.max, [date(9999, 12, 24), date(9999, 12, 31)]),
        ("every 31st", date(9999, 12, 1), date.max, [date(9999, 12, 31)]),
        ("every mon", date.min, date(1, 1, 9), [date(1, 1, 1), date(1, 1, 8)]),
    ],
)
def test_the_days_of_a_ritual_between_two_days(
    typed: str, first: date, last: date, days: list[date]
) -> None:
    ritual = cadence.read(typed)
    assert isinstance(ritual, Ritual)
    assert list(cadence.occurrences(ritual, first, last, SUNDAY)) == days


@pytest.mark.parametrize("typed", ["10y", "6w", "every day", "every tue", "every other tue"])
@pytest.mark.parametrize("also", ["every 2nd fri", "every 31st", "every weekday", "3mo"])
def test_the_calendar_ends_without_an_error(typed: str, also: str) -> None:
    for each in (typed, also):
        assert cadence.after(cadence.read(each), date.max) == date.max
        assert cadence.after(cadence.read(each), date.max, date.max) == date.max


# How long ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("90d", 90),
        ("daily", 1),
        ("6w", 42),
        ("fortnightly", 14),
        ("monthly", 30),
        ("quarterly", 90),
        ("twice a year", 180),
        ("12 months", 360),
        ("yearly", 365),
        ("2y", 730),
        ("every weekday", 1),
        ("every tue", 7),
        ("every other tue", 14),
        ("every 2nd tue", 30),
        ("every last fri", 30),
        ("every 31st", 30),
    ],
)
def test_the_allowance_of_a_cadence_in_days(typed: str, days: int) -> None:
    assert cadence.allowance(cadence.read(typed)) == days


def test_cadences_have_an_order() -> None:
    ranked = [
        "every weekday",
        "2d",
        "every tue",
        "10d",
        "every other tue",
        "30 days",
        "every 2nd tue",
        "31 days",
        "13 weeks",
        "3 months",
        "52 weeks",
        "yearly",
        "2y",
    ]
    for shorter, longer in pairwise(ranked):
        assert cadence.before(cadence.read(shorter), cadence.read(longer))
        assert not cadence.before(cadence.read(longer), cadence.read(shorter))


@pytest.mark.parametrize(
    ("one", "other"),
    [("12 months", "yearly"), ("2w", "14 days"), ("monthly", "every 31st"), ("1d", "weekday")],
)
def test_equal_lengths_are_not_before_each_other(one: str, other: str) -> None:
    assert not cadence.before(cadence.read(one), cadence.read(other))
    assert not cadence.before(cadence.read(other), cadence.read(one))


# Laws --------------------------------------------------------------------------------------

INTERVALS = st.one_of(
    st.builds(Interval, st.integers(1, 3653), st.just("day")),
    st.builds(Interval, st.integers(1, 521), st.just("week")),
    st.builds(Interval, st.integers(1, 120), st.just("month")),
    st.builds(Interval, st.integers(1, 10), st.just("year")),
)
WEEKDAY = st.integers(0, 6)
RITUALS = st.one_of(
    st.just(Ritual("weekdays")),
    st.builds(Ritual, st.sampled_from(["weekly", "other"]), WEEKDAY),
    st.builds(Ritual, st.just("nth"), WEEKDAY, st.sampled_from([-1, 1, 2, 3, 4, 5])),
    st.builds(Ritual, st.just("day"), st.just(0), st.integers(1, 31)),
)
CADENCE = st.one_of(INTERVALS, RITUALS)
ANCHORS = st.one_of(st.dates(), st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 1, 1)))
STARTS = st.one_of(st.none(), ANCHORS)


@given(CADENCE)
def test_words_are_read_back(each: Cadence) -> None:
    assert cadence.read(cadence.words(each)) == each
    assert cadence.read(cadence.gap(each)) == each


@given(CADENCE, ANCHORS, STARTS)
@example(Interval(1, "day"), date.max - timedelta(days=1), None)
@example(Ritual("other", 4), date.max - timedelta(days=8), date.max)
def test_the_next_day_is_after_the_anchor(each: Cadence, anchor: date, start: date | None) -> None:
    assume(anchor < date.max)
    assert cadence.after(each, anchor, start) > anchor


@given(CADENCE, ANCHORS, ANCHORS, STARTS)
@example(Interval(1, "month"), date(2026, 1, 30), date(2026, 1, 31), None)
def test_a_later_anchor_never_gives_an_earlier_day(
    each: Cadence, one: date, other: date, start: date | None
) -> None:
    earlier, later = sorted((one, other))
    assert cadence.after(each, earlier, start) <= cadence.after(each, later, start)


@given(RITUALS, ANCHORS, STARTS)
def test_the_days_of_a_ritual_do_not_hang_on_the_anchor(
    ritual: Ritual, anchor: date, start: date | None
) -> None:
    assume(anchor < date(9990, 1, 1))
    day = cadence.after(ritual, anchor, start)
    assert cadence.after(ritual, day - timedelta(days=1), start) == day
    days = list(islice(cadence.occurrences(ritual, anchor, date.max, start), 3))
    assert days[0] == (day if days[0] != anchor else anchor)
    assert days == sorted(set(days))
    assert cadence.after(ritual, days[0], start) == days[1]


@given(WEEKDAY, ANCHORS, ANCHORS)
def test_every_other_week_keeps_its_week(weekday: int, anchor: date, start: date) -> None:
    assume(max(anchor, start) < date(9990, 1, 1))
    ritual = Ritual("other", weekday)
    base = next(cadence.occurrences(ritual, start, date.max, start))
    assert timedelta(0) <= base - start < timedelta(days=7)
    assert (cadence.after(ritual, anchor, start) - base).days % 14 == 0


@given(RITUALS, st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1)))
def test_the_days_of_a_ritual_are_those_it_names(ritual: Ritual, anchor: date) -> None:
    day = cadence.after(ritual, anchor)
    match ritual.kind:
        case "weekdays":
            assert day.weekday() < SAT
        case "day":
            tomorrow = day + timedelta(days=1)
            assert day.day == ritual.place or (day.day < ritual.place and tomorrow.day == 1)
        case "nth" if ritual.place == -1:
            assert day.weekday() == ritual.weekday
            assert (day + timedelta(days=7)).month != day.month
        case "nth":
            assert day.weekday() == ritual.weekday
            assert (day.day - 1) // 7 + 1 == ritual.place
        case "weekly" | "other":
            assert day.weekday() == ritual.weekday


@given(st.text(max_size=140))
@example("every \u2167 weeks")
def test_any_text_is_a_cadence_or_a_kind_refusal(text: str) -> None:
    try:
        read = cadence.read(text)
    except UnreadableCadence as refusal:
        assert refusal.message.startswith("cannot read how often")
    else:
        assert cadence.read(cadence.words(read)) == read


_TEXT = (
    "every other 2nd last first 31st 6 0 99999 w mo weeks days year tue fri weekday of the month "
    "max 6w twice a once monthly six -3 hours"
)
_PIECES = st.sampled_from(_TEXT.split())


@given(st.lists(_PIECES, max_size=7))
def test_any_words_are_a_rule_or_a_kind_refusal(typed: list[str]) -> None:
    try:
        every, most = cadence.read_with_limit(typed)
    except UnreadableCadence:
        return
    assert most is None or not cadence.before(most, every)
    assert 1 <= cadence.allowance(every) <= 3653


def test_reading_days_and_cadences_loads_next_to_nothing() -> None:
    code = (
        "import __future__, re, datetime, dataclasses, enum, typing, collections.abc, sys; "
        "before = set(sys.modules); import rescrm.core.days, rescrm.core.cadence; "
        "print(*sorted(set(sys.modules) - before))"
    )
    said = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == [
        "rescrm",
        "rescrm.core",
        "rescrm.core.almanac",
        "rescrm.core.cadence",
        "rescrm.core.days",
        "rescrm.core.phrases",
        "rescrm.core.ranges",
        "rescrm.errors",
    ]
