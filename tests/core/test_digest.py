"""What the day begins with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rescrm.core.digest import Digest, is_empty, make, text
from rescrm.core.goals import Goal
from rescrm.core.model import Due, Last, What

TODAY = date(2026, 11, 22)  # a Sunday
FRIDAY = date(2026, 11, 27)


def due(name: str, what: What, on: date, about: str | None = None, **more: object) -> Due:
    handle = name.lower().replace(" ", "-")
    plain = Due(
        uid=f"{handle}/{what}",
        handle=handle,
        name=name,
        what=what,
        about=about,
        due_on=on,
        overdue=(TODAY - on).days,
        limit_on=None,
        because="every 6 weeks",
    )
    return plain._replace(**more)  # type: ignore[arg-type]


SAM = due(
    "Samuel Okafor",
    What.CHECK_IN,
    date(2026, 11, 13),
    "research mentor",
    last=Last(on=date(2026, 10, 2), kind="email", note="IRB reply"),
)
LEE = due("Lee Wong", What.CHECK_IN, TODAY)
BEN = due("Ben Adler", What.PROMISE, TODAY, "the QI deck")
ASKED = due("Maya Rao", What.ASK, date(2026, 11, 25), "a letter of recommendation")
MAYA = due("Maya Rao", What.FOLLOW_UP, FRIDAY, "ACC 2027")
POD = due("Tuesday", What.GROUP, date(2026, 11, 28))
ANA = due("Ana Torres", What.DATE, date(2026, 11, 19), "birthday", limit_on=date(2026, 11, 26))
GOALS = [
    Goal(name="event", wanted=1, counts="event", done=1, text="one event: done"),
    Goal(
        name="faculty meeting",
        wanted=1,
        counts="meeting kind:faculty",
        done=0,
        text="one faculty meeting: not yet",
        suggestion="perhaps Anna Lindqvist: you last met at Intern retreat",
    ),
]


# What goes where ---------------------------------------------------------------------------


def test_each_thing_has_its_list() -> None:
    planned = [each._replace(planned_on=TODAY) for each in (SAM, LEE, BEN)]
    digest = make(TODAY, [SAM, LEE, BEN, ANA], [ASKED, MAYA, POD], planned, GOALS)
    assert digest == Digest(
        day=TODAY,
        overdue=(planned[0],),
        today=(planned[1],),
        soon=(MAYA, POD),
        dates=(ANA,),
        promises=(planned[2],),
        asks=(ASKED,),
        goals=tuple(GOALS),
    )


def test_a_planned_item_without_a_day_is_for_today() -> None:
    assert make(TODAY, [SAM], [], [SAM]).overdue == (SAM._replace(planned_on=TODAY),)


def test_what_is_overdue_and_planned_later_comes_soon_by_its_planned_day() -> None:
    later = SAM._replace(planned_on=date(2026, 11, 24))
    digest = make(TODAY, [SAM], [MAYA], [later])
    assert (digest.overdue, digest.soon) == ((), (later, MAYA))


def test_what_is_due_and_not_planned_is_left_to_due() -> None:
    assert make(TODAY, [SAM, LEE], [], [LEE]) == make(TODAY, [LEE], [], [LEE])


def test_a_promise_an_ask_and_a_date_need_no_plan() -> None:
    digest = make(TODAY, [BEN, ASKED, ANA], [], [])
    assert (digest.promises, digest.asks, digest.dates) == ((BEN,), (ASKED,), (ANA,))


def test_two_things_with_one_person_are_two() -> None:
    other = BEN._replace(uid="other", about="the IRB form", due_on=TODAY - timedelta(days=3))
    assert make(TODAY, [BEN, other, BEN], [], []).promises == (other, BEN)


def test_the_order_of_the_plan_is_kept_for_today() -> None:
    eve = due("Eve Hart", What.CHECK_IN, date(2026, 11, 20))
    digest = make(TODAY, [eve, SAM], [], [SAM, eve])
    assert [each.name for each in digest.overdue] == ["Samuel Okafor", "Eve Hart"]


ITEMS = st.builds(
    due,
    st.sampled_from(["Ana", "Ben", "Cleo", "Dee"]),
    st.sampled_from(list(What)),
    st.dates(TODAY - timedelta(days=30), TODAY + timedelta(days=7)),
    planned_on=st.sampled_from([None, TODAY, TODAY + timedelta(days=2)]),
)


@settings(deadline=None)
@given(st.lists(ITEMS, max_size=12, unique_by=lambda each: each.uid))
def test_nothing_stands_twice_and_nothing_planned_is_lost(items: list[Due]) -> None:
    plan = [each for each in items if each.planned_on]
    dued = [each._replace(planned_on=None) for each in items if each.due_on <= TODAY]
    coming = [each._replace(planned_on=None) for each in items if each.due_on > TODAY]
    digest = make(TODAY, dued, coming, plan)
    held = [
        each.uid
        for name in ("overdue", "today", "soon", "dates", "promises", "asks")
        for each in getattr(digest, name)
    ]
    assert len(held) == len(set(held))
    assert {each.uid for each in (*plan, *coming)} <= set(held)
    assert all(each.due_on < TODAY for each in digest.overdue)
    assert is_empty(digest) == (not held)


# Whether to speak --------------------------------------------------------------------------


@pytest.mark.parametrize("what", list(What))
def test_anything_due_is_worth_a_digest(what: What) -> None:
    assert not is_empty(make(TODAY, [], [due("Ana Torres", what, FRIDAY)], []))


def test_goals_alone_are_no_news() -> None:
    assert is_empty(make(TODAY, [], [], [], GOALS))
    assert not is_empty(make(TODAY, [BEN], [], []))


# What it says ------------------------------------------------------------------------------


def test_a_day_in_a_few_lines() -> None:
    digest = make(TODAY, [SAM, BEN, ANA], [ASKED, MAYA, POD], [SAM, BEN], GOALS)
    assert text(digest) == [
        "Sunday 22 November 2026 · two people today, about ten minutes",
        "",
        "Today       Samuel Okafor, research mentor (9 days over): last time, IRB reply",
        "            Ben Adler: the QI deck, as you promised",
        "This week   Wed  Maya Rao: you asked for a letter of recommendation",
        "            Fri  Maya Rao, follow-up: ACC 2027",
        "            Sat  Tuesday, group",
        "Dates       Thu  Ana Torres, birthday",
        "Goals       one event this month: done · one faculty meeting: not yet; perhaps",
        "            Anna Lindqvist: you last met at Intern retreat",
    ]


def test_a_day_with_nothing_is_good_news() -> None:
    assert text(make(TODAY, [], [], [])) == [
        "Sunday 22 November 2026 · nobody today",
        "",
        "Nothing is planned. Enjoy the day.",
    ]


def test_a_free_day_still_tells_the_goals() -> None:
    assert text(make(TODAY, [], [], [], GOALS[:1]))[2:] == [
        "Nothing is planned. Enjoy the day.",
        "",
        "Goals       one event this month: done",
    ]


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (1, "one person today, about five minutes"),
        (2, "two people today, about ten minutes"),
        (7, "seven people today, about thirty-five minutes"),
        (8, "eight people today, about 40 minutes"),
        (11, "11 people today, about 55 minutes"),
    ],
)
def test_the_headline_counts_people_at_five_minutes_each(people: int, said: str) -> None:
    items = [due(f"Person {n}", What.CHECK_IN, TODAY) for n in range(people)]
    assert text(make(TODAY, items, [], items))[0] == f"Sunday 22 November 2026 · {said}"


def test_one_person_with_two_things_is_one_person() -> None:
    also = due("Ben Adler", What.CHECK_IN, TODAY)
    assert "one person today" in text(make(TODAY, [BEN, also], [], [also]))[0]


def test_a_promise_that_is_late_is_for_today_and_a_coming_one_for_its_day() -> None:
    late = due("Ben Adler", What.PROMISE, TODAY - timedelta(days=1), "the QI deck")
    ahead = due("Lee Wong", What.PROMISE, FRIDAY, "the slides")
    assert text(make(TODAY, [late], [ahead], []))[2:] == [
        "Today       Ben Adler: the QI deck, as you promised (1 day over)",
        "This week   Fri  Lee Wong: the slides, as you promised",
    ]


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (LEE, "Lee Wong"),
        (SAM, "Samuel Okafor, research mentor (9 days over): last time, IRB reply"),
        (SAM._replace(last=SAM.last._replace(note=None)),
         "Samuel Okafor, research mentor (9 days over)"),
        (SAM._replace(last=SAM.last._replace(note="long " * 20)),
         "Samuel Okafor, research mentor (9 days over)"),
        (SAM._replace(last=SAM.last._replace(note=" two\nlines ")),
         "Samuel Okafor, research mentor (9 days over): last time, two lines"),
        (BEN._replace(about=None), "Ben Adler: something, as you promised"),
        (due("Ana Torres", What.ASK, TODAY, "a slot"), "Ana Torres: you asked for a slot"),
        (due("Ana Torres", What.THANK_YOU, TODAY, "the panel"), "Ana Torres, thank-you: the panel"),
        (due("Ana Torres", What.OUTREACH, TODAY, "ACC"), "Ana Torres, outreach: ACC"),
        (due("QI", What.HAND_OVER, TODAY), "QI, hand-over"),
        (due("Tuesday", What.GROUP, TODAY - timedelta(days=2)), "Tuesday, group (2 days over)"),
        (due("Tuesday", What.GROUP, TODAY)._replace(because="every 2 weeks; Dee was missed twice"),
         "Tuesday, group: Dee was missed twice"),
        (SAM._replace(last=SAM.last._replace(note="coffee, talked about boards; tired")),
         "Samuel Okafor, research mentor (9 days over): last time, boards"),
        (SAM._replace(last=SAM.last._replace(note="Thank you")),
         "Samuel Okafor, research mentor (9 days over)"),
    ],
)  # fmt: skip
def test_each_kind_has_its_words(item: Due, line: str) -> None:
    assert text(make(TODAY, [item], [], [item]))[2:] == [f"Today       {line}"]


@pytest.mark.parametrize(
    ("falls", "said"),
    [
        (TODAY, "today"),
        (date(2026, 11, 23), "Mon"),
        (date(2026, 11, 28), "Sat"),
        (date(2026, 11, 29), "Sun 29 Nov"),
        (date(2026, 12, 24), "Thu 24 Dec"),
    ],
)
def test_a_date_is_told_by_the_day_it_falls_on(falls: date, said: str) -> None:
    item = due("Ana Torres", What.DATE, TODAY - timedelta(days=3), "birthday", limit_on=falls)
    assert text(make(TODAY, [item], [], []))[2:] == [f"Dates       {said}  Ana Torres, birthday"]


def test_a_date_without_a_label_still_has_a_name() -> None:
    item = due("Ana Torres", What.DATE, TODAY)
    assert text(make(TODAY, [item], [], []))[-1] == "Dates       today  Ana Torres, a date"


def test_long_lines_hang_below_their_words() -> None:
    words = "the slides of the talk on nights and how the pod came through them, with the notes"
    item = due("Ben Adler", What.PROMISE, TODAY, words)
    assert text(make(TODAY, [item], [], []))[2:] == [
        "Today       Ben Adler: the slides of the talk on nights and how the pod came",
        "            through them, with the notes, as you promised",
    ]


def test_a_name_is_never_cut() -> None:
    name = "A" * 100
    lines = text(make(TODAY, [], [], [due(name, What.CHECK_IN, TODAY)]))
    assert any(name in line for line in lines)


@settings(deadline=None)
@given(st.lists(st.text("abc -\n", max_size=200), max_size=4))
def test_lines_stay_within_80_columns_unless_a_word_is_longer(abouts: list[str]) -> None:
    items = [
        due(f"Ana {n}", What.THANK_YOU, TODAY, " ".join(about.replace("-", " ").split()))
        for n, about in enumerate(abouts)
    ]
    for line in text(make(TODAY, items, [], items)):
        longest = max(map(len, line.split()), default=0)
        assert len(line) <= max(80, 12 + longest)
        assert "\n" not in line and line == line.rstrip()


@pytest.mark.parametrize("word", ["neglect", "fail", "score", "guilt", "behind", "should"])
def test_the_digest_blames_nobody(word: str) -> None:
    late = [due(f"P {what}", what, date(2026, 1, 1), "x") for what in What]
    said = "\n".join(text(make(TODAY, late, [], late, GOALS)) + text(make(TODAY, [], [], [])))
    assert word not in said.lower()
