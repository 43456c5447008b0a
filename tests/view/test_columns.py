"""The columns of each kind: the order in a pipe and the picture on a screen."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rescrm.core.contact import Contact, Handle, Uid
from rescrm.core.model import Due, What
from rescrm.view import plain
from rescrm.view.cells import lateness
from rescrm.view.columns import (
    ASK,
    CONFIG,
    CONTACT,
    DRAFT,
    DUE,
    DUPLICATE,
    EVENT,
    HISTORY,
    IMPORT,
    INTERACTION,
    PAUSE,
    PROMISE,
    RULE,
    SEARCH,
)
from rescrm.view.listing import Listing, Shape, Span
from rescrm.view.screen import Screen

TODAY = date(2026, 11, 22)


def due(name: str, what: str, overdue: int, because: str, **more: Any) -> Due:
    fields = {"about": None, "limit_on": None} | more
    return Due(
        uid="u",
        handle=name.lower().replace(" ", "-"),
        name=name,
        what=What(what),
        due_on=TODAY - timedelta(days=overdue),
        overdue=overdue,
        because=because,
        **fields,
    )


DUES = [
    due("Maya Rao", "follow-up", 2, "ACC 2027: you promised the amyloid dataset"),
    due("Samuel Okafor", "check-in", 9, 'every 6 weeks; last: e-mail, 2 Oct, "IRB reply"',
        about="research mentor"),
    due("Ben Adler", "promise", 0, "you promised it", about="QI deck"),
    due('Pod "Tuesday"', "group", 0, "Dee was missed twice"),
    due("Ana Torres", "date", 3, "birthday on 2026-11-26", about="birthday",
        limit_on=date(2026, 11, 26)),
]  # fmt: skip


def piped(shape: Shape, *items: Any) -> list[list[str]]:
    out = io.StringIO()
    plain.write(Listing(kind="x", items=items, shape=shape), out)
    return [line.split("\t") for line in out.getvalue().splitlines()]


def pictured(shape: Shape, *items: Any, width: int = 80) -> str:
    out = io.StringIO()
    Screen(out=out, width=width, color=False).answer(Listing(kind="x", items=items, shape=shape))
    return out.getvalue()


@pytest.mark.parametrize(
    ("overdue", "limit", "said"),
    [
        (0, None, Span("today")),
        (0, date(2026, 11, 22), Span("today")),
        (1, None, Span("1 day over", "late")),
        (9, date(2026, 12, 11), Span("9 days over", "late")),
        (9, date(2026, 11, 22), Span("9 days over", "late")),
        (9, date(2026, 11, 21), Span("9 days over", "very-late")),
        (400, None, Span("400 days over", "late")),
        (-1, None, Span("tomorrow", "dim")),
        (-3, date(2026, 12, 1), Span("in 3 days", "dim")),
    ],
)
def test_lateness_is_yellow_past_the_ideal_day_and_red_past_the_limit(
    overdue: int, limit: date | None, said: Span
) -> None:
    assert lateness(due("Ana", "check-in", overdue, "", limit_on=limit)) == said


@pytest.mark.parametrize(
    ("overdue", "falls", "said"),
    [
        (0, date(2026, 11, 29), Span("in 7 days", "dim")),
        (6, date(2026, 11, 23), Span("tomorrow", "dim")),
        (7, date(2026, 11, 22), Span("today")),
    ],
)
def test_a_birthday_is_never_late_it_comes(overdue: int, falls: date, said: Span) -> None:
    assert lateness(due("Ana", "date", overdue, "", limit_on=falls)) == said


def test_lateness_reads_a_dictionary_too() -> None:
    item = {"overdue": 2, "due_on": date(2026, 11, 20), "limit_on": date(2026, 11, 21)}
    assert lateness(item) == Span("2 days over", "very-late")


def test_due_on_a_screen() -> None:
    assert pictured(DUE, *DUES) == (
        " Maya Rao       follow-up        2 days over  ACC 2027: you promised the amyloid\n"
        "                                              dataset\n"
        " Samuel Okafor  research mentor  9 days over  every 6 weeks; last: e-mail, 2\n"
        '                                              Oct, "IRB reply"\n'
        " Ben Adler      promise          today        QI deck\n"
        ' Pod "Tuesday"  group            today        Dee was missed twice\n'
        " Ana Torres     birthday         in 4 days    birthday on 2026-11-26\n"
    )


def test_due_at_forty_columns_keeps_who_and_how_late() -> None:
    assert pictured(DUE, *DUES, width=40) == (
        " Maya Rao       2 days over\n"
        " Samuel Okafor  9 days over\n"
        " Ben Adler      today\n"
        ' Pod "Tuesday"  today\n'
        " Ana Torres     in 4 days\n"
    )


def test_due_at_twenty_columns_is_stacked() -> None:
    assert pictured(DUE, *DUES[:3], width=20) == (
        " Maya Rao\n"
        "   follow-up\n"
        "   2 days over\n"
        "   ACC 2027: you\n"
        "   promised the\n"
        "   amyloid dataset\n"
        " Samuel Okafor\n"
        "   research mentor\n"
        "   9 days over\n"
        "   every 6 weeks;\n"
        "   last: e-mail, 2\n"
        '   Oct, "IRB reply"\n'
        " Ben Adler\n"
        "   promise · today\n"
        "   QI deck\n"
    )


@pytest.mark.parametrize(
    ("what", "about", "because", "shown"),
    [
        ("promise", "QI deck", "you promised it", "QI deck"),
        ("ask", "a letter", "you asked for it", "a letter"),
        ("follow-up", "amyloid", "met at ACC", "amyloid; met at ACC"),
        ("follow-up", "ACC", "met at ACC", "met at ACC"),
        ("follow-up", None, "met at ACC", "met at ACC"),
        ("outreach", "poster", "", "poster"),
        ("check-in", "research mentor", "every 6 weeks", "every 6 weeks"),
        ("check-in", "a rule with a very long description", "every 6 weeks",
         "a rule with a very long description; every 6 weeks"),
    ],
)  # fmt: skip
def test_the_reason_names_what_it_is_about_once(
    what: str, about: str | None, because: str, shown: str
) -> None:
    reason = DUE.columns[-1].cell(due("Ana", what, 0, because, about=about))
    assert reason == shown


def test_due_in_a_pipe_has_its_promised_order() -> None:
    assert piped(DUE, DUES[1]) == [
        ["samuel-okafor", "Samuel Okafor", "check-in", "9", "2026-11-13",
         'every 6 weeks; last: e-mail, 2 Oct, "IRB reply"'],
    ]  # fmt: skip


MAYA = Contact(
    uid=Uid("u1"), handle=Handle("maya-rao"), name="Maya Rao", kind="faculty",
    organisation="UCSF", last=date(2026, 10, 2), due_on=date(2026, 12, 1),
)  # fmt: skip
OKAFOR = Contact(
    uid=Uid("u2"), handle=Handle("samuel-okafor"), name="Samuel Okafor", kind="collaborator",
    organisation="Massachusetts General Hospital, Cardiology", last=date(2026, 11, 2),
)  # fmt: skip


def test_people_at_eighty_columns_lose_the_last_touch_first() -> None:
    assert pictured(CONTACT, MAYA, OKAFOR) == (
        "                                                                      next\n"
        " Maya Rao       maya-rao       faculty       UCSF                     2026-12-01\n"
        " Samuel Okafor  samuel-okafor  collaborator  Massachusetts General\n"
        "                                             Hospital, Cardiology\n"
    )


def test_people_on_a_wide_screen_have_all_columns() -> None:
    first, *_, last = pictured(CONTACT, MAYA, OKAFOR, width=120).splitlines()
    assert first.split() == ["last", "next"]
    assert last == (
        " Samuel Okafor  samuel-okafor  collaborator  "
        "Massachusetts General Hospital, Cardiology  2026-11-02"
    )


def test_people_at_forty_columns_are_stacked() -> None:
    assert pictured(CONTACT, MAYA, OKAFOR, width=40) == (
        " Maya Rao\n"
        "   maya-rao · faculty · UCSF\n"
        "   last 2026-10-02 · next 2026-12-01\n"
        " Samuel Okafor\n"
        "   samuel-okafor · collaborator\n"
        "   Massachusetts General Hospital,\n"
        "   Cardiology\n"
        "   last 2026-11-02\n"
    )


def person(name: str) -> dict[str, str]:
    return {"uid": "u", "handle": name.lower().replace(" ", "-"), "name": name}


COFFEE = {
    "uid": "i-7f3a",
    "on": date(2026, 11, 21),
    "kind": "coffee",
    "note": "talked boards",
    "people": [person("Ana Torres"), person("Ben Adler")],
}
PROMISED = {
    "id": 7, "handle": "ben-adler", "name": "Ben Adler", "about": "the QI deck",
    "by": date(2026, 11, 27), "done_on": None,
}  # fmt: skip
ROLE = {
    "id": 3, "selector": "role:research", "every": "every 6 weeks", "max": "10 weeks", "people": 4,
}  # fmt: skip
FOUND = {
    "what": "interaction", "handle": "maya-rao", "name": "Maya Rao", "on": date(2027, 3, 20),
    "excerpt": "poster 212; amyloid cohort",
}  # fmt: skip
ACC = {
    "handle": "acc-2027", "name": "ACC 2027", "type": "conference", "from": date(2027, 3, 20),
    "to": date(2027, 3, 22), "city": "Atlanta", "targets": 5, "met": 14, "followed_up": 3,
}  # fmt: skip
LETTER = {
    "id": 12, "handle": "maya-rao", "name": "Maya Rao", "template": "thank-you",
    "subject": "Following up from ACC", "missing": [], "state": "draft",
}  # fmt: skip
WAITING = LETTER | {"id": None, "subject": None, "missing": ["what did you talk about?"]}
STEP = {
    "id": 41, "at": datetime(2026, 11, 22, 7, 0, tzinfo=UTC), "command": "log coffee with Ana",
    "summary": "coffee with Ana Torres", "undone": True,
}  # fmt: skip
CARDS = {
    "file": "people.vcf", "format": "vcard", "read": 200, "added": 199, "changed": 0,
    "unchanged": 0, "skipped": [{"where": "people.vcf:120", "reason": "no name"}],
}  # fmt: skip
TWICE = {"keep": person("Ana Torres"), "other": person("Ana Tores"), "reasons": ["same phone"]}


@pytest.mark.parametrize(
    ("shape", "item", "cells"),
    [
        (INTERACTION, COFFEE, "i-7f3a|2026-11-21|coffee|Ana Torres, Ben Adler|talked boards"),
        (PROMISE, PROMISED, "7|ben-adler|Ben Adler|2026-11-27|the QI deck"),
        (ASK, PROMISED, "7|ben-adler|Ben Adler|2026-11-27|the QI deck"),
        (RULE, ROLE, "3|role:research|every 6 weeks|10 weeks|4"),
        (SEARCH, FOUND, "interaction|maya-rao|2027-03-20|poster 212; amyloid cohort"),
        (EVENT, ACC, "acc-2027|ACC 2027|2027-03-20|2027-03-22|14|3"),
        (DRAFT, LETTER, "12|maya-rao|thank-you|Following up from ACC|draft"),
        (DRAFT, WAITING, "|maya-rao|thank-you||draft"),
        (HISTORY, STEP, "41|2026-11-22T07:00:00+00:00|log coffee with Ana|coffee with Ana Torres"),
        (IMPORT, CARDS, "people.vcf|vcard|200|199|0|0|1"),
        (PAUSE, {"id": 1, "from": date(2026, 12, 1), "to": date(2026, 12, 6), "reason": "nights"},
         "1|2026-12-01|2026-12-06|nights"),
        (CONFIG, {"key": "budget", "value": 5}, "budget|5"),
        (DUPLICATE, TWICE, "ana-torres|ana-tores|same phone"),
    ],
)  # fmt: skip
def test_each_kind_has_its_promised_order_in_a_pipe(
    shape: Shape, item: dict[str, Any], cells: str
) -> None:
    assert piped(shape, item) == [cells.split("|")]


@pytest.mark.parametrize(
    ("shape", "item", "picture"),
    [
        (INTERACTION, COFFEE, " 2026-11-21  coffee  Ana Torres, Ben Adler  talked boards  i-7f3a"),
        (PROMISE, PROMISED,
         "                            by\n"
         " 7  Ben Adler  the QI deck  2026-11-27"),
        (SEARCH, FOUND, " Maya Rao  2027-03-20  poster 212; amyloid cohort  maya-rao"),
        (DRAFT, LETTER, " 12  Maya Rao  thank-you  Following up from ACC  draft"),
        (DRAFT, WAITING, " Maya Rao  thank-you  what did you talk about?  draft"),
        (HISTORY, STEP,
         " 41  2026-11-22 07:00  coffee with Ana Torres  log coffee with Ana  undone"),
        (IMPORT, CARDS,
         "                    read  added  changed  unchanged  skipped\n"
         " people.vcf  vcard   200    199        0          0        1"),
        (DUPLICATE, TWICE, " keep        other\n ana-torres  ana-tores  same phone"),
    ],
)  # fmt: skip
def test_each_kind_has_its_picture(shape: Shape, item: dict[str, Any], picture: str) -> None:
    assert pictured(shape, item) == f"{picture}\n"


def test_no_participant_is_divided_where_their_line_ends() -> None:
    people = [person(name) for name in ("Ana Torres", "Ben Adler", "Dee Lund", "Kofi Mensah")]
    touch = COFFEE | {"people": people, "note": "a note that needs some room of its own, too"}
    assert pictured(INTERACTION, touch, width=70) == (
        " 2026-11-21  coffee  Ana Torres, Ben Adler,    a note that needs some\n"
        "                     Dee Lund, Kofi Mensah     room of its own, too\n"
    )
    assert pictured(INTERACTION, touch, width=40) == (
        " 2026-11-21 · coffee\n"
        "   Ana Torres, Ben Adler, Dee Lund,\n"
        "   Kofi Mensah\n"
        "   a note that needs some room of its\n"
        "   own, too\n"
        "   i-7f3a\n"
    )
