"""What a brief asks and tells: from what is known, never more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rescrm.core.brief import ALWAYS, Brief, News, Occasion, news, questions
from rescrm.core.career import Position
from rescrm.core.contact import Contact, Handle, Uid
from rescrm.core.model import Commitment, Interaction, What
from rescrm.core.points import Point

TODAY = date(2026, 11, 22)


def contact(**more: str) -> Contact:
    return Contact(uid=Uid("u"), handle=Handle("maya-rao"), name="Maya Rao", **more)  # type: ignore[arg-type]


def brief(**more: object) -> Brief:
    plain = Brief(handle="maya-rao", name="Maya Rao", contact=contact())
    return replace(plain, **more)  # type: ignore[arg-type]


def point(id: int, text: str) -> Point:
    return Point(id, "maya-rao", "Maya Rao", text, TODAY)


def said(what: What, about: str) -> Commitment:
    return Commitment(1, "c", what, "maya-rao", "Maya Rao", about, TODAY)


def touch(note: str | None, *, attempt: bool = False) -> Interaction:
    return Interaction(uid="i", on=date(2026, 11, 2), kind="coffee", note=note, attempt=attempt)


def test_of_someone_unknown_it_asks_what_suits_anyone() -> None:
    assert questions(brief()) == ALWAYS


def test_their_agenda_comes_first_as_it_was_written() -> None:
    points = (point(1, "authorship order"), point(2, "How is life in EP?"))
    found = questions(brief(points=points, touches=(touch("talked boards"),)))
    assert found == (
        "authorship order",
        "How is life in EP?",
        "Last time, boards: how did it go on?",
    )


def test_three_questions_are_enough() -> None:
    points = tuple(point(nth, f"point {nth}") for nth in range(1, 9))
    assert questions(brief(points=points)) == ("point 1", "point 2", "point 3")


def test_then_it_asks_from_what_is_known() -> None:
    known = brief(
        contact=contact(kind="faculty"),
        touches=(touch("no reply yet", attempt=True), touch(None), touch("IRB reply")),
        promises=(said(What.PROMISE, "the dataset"), said(What.PROMISE, "the slides")),
    )
    assert questions(known) == (
        "Last time, IRB reply: how did it go on?",
        "I promised you the dataset: when do you need it?",
        "What would you do at my stage?",
    )


def test_my_own_letter_and_a_debrief_are_no_last_time() -> None:
    letter = replace(touch("the amyloid cohort"), kind="email", direction="me")
    debrief = replace(touch("the long night"), kind="debrief")
    assert questions(brief(touches=(letter, debrief))) == ALWAYS


def test_what_someone_is_looked_for_is_asked_first() -> None:
    met_at = Occasion("ACC 2027", "acc-2027", topic="the amyloid cohort")
    asked = questions(brief(occasion=met_at, touches=(touch("boards"),)))
    assert asked[:2] == (
        "Your work on the amyloid cohort: what comes next?",
        "Last time, boards: how did it go on?",
    )


def test_a_new_place_and_an_ask_are_asked_about_without_naming_what_is_not_known() -> None:
    known = brief(
        news=(News("position", "fellow · Stanford", date(2026, 7, 1)),),
        asks=(said(What.ASK, "a letter"),),
    )
    assert questions(known) == (
        "How is the new place treating you?",
        "I asked you for a letter: is there anything you need from me for it?",
        ALWAYS[0],
    )


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ({"kind": "co-resident", "stage": "PGY-2"}, "How are you, outside of work?"),
        ({"stage": "PGY-3"}, "What is this year teaching you?"),
        ({"stage": "MS4"}, "What would help you most right now?"),
        ({"kind": "mentee"}, "What would help you most right now?"),
        ({"kind": "fellow"}, "What surprised you about fellowship?"),
        ({"kind": "alum"}, "What do you wish you had known before you left?"),
        ({"title": "Professor of Medicine"}, "What would you do at my stage?"),
        ({"stage": "attending"}, "What would you do at my stage?"),
        ({"kind": "other"}, ALWAYS[0]),
    ],
)
def test_a_stage_has_a_question_of_its_own(known: dict[str, str], asked: str) -> None:
    assert questions(brief(contact=contact(**known)))[0] == asked


def test_the_same_question_is_not_asked_twice() -> None:
    points = (point(1, ALWAYS[0]),)
    assert questions(brief(points=points)) == ALWAYS


def test_of_someone_who_died_nothing_is_asked() -> None:
    assert questions(brief(state="deceased", points=(point(1, "x"),))) == ()


# News ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("began", "told"),
    [
        (date(2026, 11, 1), True),
        (date(2026, 5, 26), True),  # 180 days ago
        (date(2026, 5, 25), False),
        (date(2026, 12, 22), True),
        (date(2026, 12, 23), False),
        (None, False),
    ],
)
def test_a_position_is_news_for_half_a_year(began: date | None, told: bool) -> None:
    history = [Position(organisation="Stanford", stage="fellow", from_=began)]
    found = list(news(TODAY, history, [], []))
    assert found == ([News("position", "fellow · Stanford", began)] if told and began else [])


def test_dates_of_a_month_come_by_day_and_notes_of_late_follow() -> None:
    dates = [
        ("birthday", date(2026, 12, 22)),
        ("boards", date(2026, 11, 22)),
        ("wedding", date(2026, 12, 23)),
    ]
    notes = [(date(2026, 11, 20), "kind at the retreat"), (date(2026, 9, 22), "old")]
    assert list(news(TODAY, [], dates, notes)) == [
        News("date", "boards", date(2026, 11, 22)),
        News("date", "birthday", date(2026, 12, 22)),
        News("note", "kind at the retreat", date(2026, 11, 20)),
    ]


@pytest.mark.parametrize("today", [date.min, date.max])
def test_news_at_the_ends_of_time(today: date) -> None:
    found = list(news(today, [], [("day", today)], [(today, "x")]))
    assert [each.what for each in found] == ["date", "note"]
    position = Position(organisation="X", from_=today)
    assert len(list(news(today, [position], [], []))) == 1
