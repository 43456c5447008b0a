"""Thanks after a mentor's time: one thank-you, which keeps in step with the touch."""

from __future__ import annotations

import pytest

import dumps
from play import Program


@pytest.fixture
def ward(rescrm: Program) -> Program:
    """Two mentors, one who was one until last week, and someone who is none."""
    rescrm.ok('add "Samuel Okafor" -k faculty')
    rescrm.ok('add "Maya Rao" -k faculty')
    rescrm.ok('add "Lee Wong" -k faculty')
    rescrm.ok('add "Ben Adler" -k co-resident')
    rescrm.ok("mentor set okafor --role research,career --from 2026-01-01")
    rescrm.ok("mentor set maya --role clinical --from 2026-01-01")
    rescrm.ok("mentor set wong --role identity --from 2026-01-01 --until 2026-11-15")
    return rescrm


def thanks(rescrm: Program, now: str | None = None) -> list[tuple[str, str, str]]:
    """The thank-yous of the next year: who, when, until when."""
    return [
        (each["handle"], each["due_on"], each["limit_on"])
        for each in rescrm.items("due --within 365", now=now)
        if each["what"] == "thank-you"
    ]


OKAFOR = ("samuel-okafor", "2026-11-23", "2026-11-26")


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ('log "yesterday coffee with Okafor"', [OKAFOR]),
        ('log "yesterday call with Okafor"', [OKAFOR]),
        ('log "yesterday meeting with Okafor"', [OKAFOR]),
        ('log "yesterday lunch with Okafor"', [OKAFOR]),
        ('log "yesterday zoom with Okafor"', [OKAFOR]),
        ("log --with okafor --kind coffee --on 2026-11-21 --note IRB", [OKAFOR]),
        ('log "yesterday coffee with Okafor, Maya and Ben"',
         [("maya-rao", "2026-11-23", "2026-11-26"), OKAFOR]),
        ('log "coffee with Okafor" --on 2026-11-01',
         [("samuel-okafor", "2026-11-03", "2026-11-06")]),
        ('log "coffee with Okafor" --on 2026-10-22', []),
        ('log "coffee with Lee Wong" --on 2026-11-15',
         [("lee-wong", "2026-11-17", "2026-11-20")]),
        ('log "coffee with Lee Wong" --on 2026-11-16', []),
        ('log "yesterday coffee with Ben"', []),
        ('log "yesterday call with Okafor" --attempt', []),
        ('log "yesterday call from @samuel-okafor" --them', []),
        ('log "yesterday emailed Okafor"', []),
        ('log "yesterday email from @samuel-okafor" --them', []),
        ('log "yesterday debrief with Okafor"', []),
        ("log --with okafor --on 2026-11-21", []),
        ('log "yesterday coffee with Ben" --missed okafor', []),
    ],
)  # fmt: skip
def test_a_mentors_time_asks_for_one_thank_you(
    ward: Program, line: str, due: list[tuple[str, str, str]]
) -> None:
    ward.ok(line)
    assert thanks(ward) == due


def test_a_groups_meeting_asks_for_none(ward: Program) -> None:
    ward.ok('group add "QI" --type committee')
    ward.ok("group join qi okafor ben")
    ward.ok("log meeting --group qi")
    assert thanks(ward) == []


def test_it_is_told_where_the_touch_is_told(ward: Program) -> None:
    said = ward.item('log "yesterday coffee with Okafor, talked about the IRB reply"')
    (thank_you,) = said["thank_yous"]
    assert (thank_you["what"], thank_you["by"], thank_you["about"]) == (
        "thank-you", "2026-11-23", "the IRB reply",
    )  # fmt: skip
    assert said["thanked"] == []
    (coming,) = said["next"]
    assert (coming["what"], coming["due_on"]) == ("thank-you", "2026-11-23")
    (due,) = ward.items("due --within 5")
    assert (due["id"], due["because"]) == (thank_you["id"], "after coffee on Sat 21 Nov 2026")


def test_while_one_is_open_another_meeting_adds_none(ward: Program) -> None:
    ward.ok('log "last fri coffee with Okafor"')
    ward.ok('log "yesterday call with Okafor"')
    assert thanks(ward) == [("samuel-okafor", "2026-11-22", "2026-11-25")]


def test_a_meeting_to_come_asks_for_thanks_of_its_own(ward: Program) -> None:
    ward.ok('log "yesterday coffee with Okafor"')
    ward.ok('log "call with Okafor" --on 2026-11-24')
    assert thanks(ward) == [OKAFOR]  # nothing to thank for before it was
    after = thanks(ward, now="2026-11-24T18:00:00-05:00")
    assert after == [OKAFOR, ("samuel-okafor", "2026-11-26", "2026-11-29")]


def test_two_mentors_at_one_table_are_thanked_in_the_order_they_were_named(ward: Program) -> None:
    said = ward.item('log "yesterday coffee with Okafor and Maya"')
    assert [each["handle"] for each in said["thank_yous"]] == ["samuel-okafor", "maya-rao"]


@pytest.mark.parametrize(
    "line",
    [
        'log "emailed Okafor the figures"',
        'log "texted Okafor"',
        'log "card to @samuel-okafor" --kind letter',
        'log "emailed Okafor" --on 2026-11-21',
    ],
)
def test_a_letter_of_mine_is_thanks(ward: Program, line: str) -> None:
    (due,) = ward.item('log "yesterday coffee with Okafor"')["thank_yous"]
    said = ward.item(line)
    assert [each["id"] for each in said["thanked"]] == [due["id"]]
    assert thanks(ward) == []
    ward.ok("undo")
    assert thanks(ward) == [OKAFOR]


@pytest.mark.parametrize(
    "line",
    [
        'log "emailed Okafor" --on 2026-11-20',
        'log "email from @samuel-okafor" --them',
        'log "called Okafor" --attempt',
        'log "emailed Maya"',
        "log 'emailed Okafor' --on 2026-11-24",
    ],
)
def test_what_is_no_letter_after_the_meeting_leaves_it_due(ward: Program, line: str) -> None:
    ward.ok('log "yesterday coffee with Okafor"')
    assert ward.item(line)["thanked"] == []
    assert thanks(ward) == [OKAFOR]


def test_thanked_before_it_was_told_a_meeting_asks_for_none(ward: Program) -> None:
    ward.ok('log "emailed Okafor" --on 2026-11-21')
    assert ward.item('log "coffee with Okafor" --on 2026-11-20')["thank_yous"] == []
    assert thanks(ward) == []


def test_after_thanks_the_next_meeting_asks_again(ward: Program) -> None:
    ward.ok('log "last fri coffee with Okafor"')
    ward.ok('log "yesterday emailed Okafor"')
    ward.ok('log "coffee with Okafor"')
    assert thanks(ward) == [("samuel-okafor", "2026-11-24", "2026-11-27")]


def test_done_by_number_closes_it_and_a_letter_later_does_nothing_more(ward: Program) -> None:
    (due,) = ward.item('log "yesterday coffee with Okafor"')["thank_yous"]
    assert ward.item(f"done {due['id']}")["done_on"] == "2026-11-22"
    assert ward.item('log "emailed Okafor"')["thanked"] == []


def test_a_sent_draft_is_thanks(ward: Program) -> None:
    ward.ok('log "yesterday coffee with Okafor, talked about the IRB reply"')
    draft = ward.item("draft okafor")
    assert "the IRB reply" in draft["body"]
    ward.ok(f"sent {draft['id']}")
    assert thanks(ward) == []


# In step with the touch ----------------------------------------------------------------------


def uid(rescrm: Program) -> str:
    return str(rescrm.items("timeline -n 1")[0]["uid"])


def test_it_goes_with_the_touch_and_comes_back_with_it(ward: Program) -> None:
    ward.ok('log "yesterday coffee with Okafor"')
    ward.ok(f"remove {uid(ward)}")
    assert thanks(ward) == []
    ward.ok("undo")
    assert thanks(ward) == [OKAFOR]
    ward.ok("undo")
    assert thanks(ward) == []
    ward.ok("redo")
    assert thanks(ward) == [OKAFOR]


def test_what_was_thanked_stays_when_the_meeting_is_removed(ward: Program) -> None:
    (due,) = ward.item('log "yesterday coffee with Okafor"')["thank_yous"]
    meeting = uid(ward)
    ward.ok(f"done {due['id']}")
    ward.ok(f"remove {meeting}")
    assert ward.item(f"done {due['id']}")["done_on"] == "2026-11-22"


@pytest.mark.parametrize(
    ("change", "due"),
    [
        ("--on 2026-11-22", [("samuel-okafor", "2026-11-24", "2026-11-27")]),
        ("--kind call", [OKAFOR]),
        ("--kind email", []),
        ("--with maya", [("maya-rao", "2026-11-23", "2026-11-26")]),
        ("--with ben", []),
        ("--note boards", [OKAFOR]),
    ],
)
def test_a_touch_that_is_changed_changes_its_thanks(
    ward: Program, change: str, due: list[tuple[str, str, str]]
) -> None:
    ward.ok('log "yesterday coffee with Okafor"')
    ward.ok(f"edit {uid(ward)} {change}")
    assert thanks(ward) == due
    ward.ok("undo")
    assert thanks(ward) == [OKAFOR]


def test_put_off_it_stays_put_off_when_only_the_note_changes(ward: Program) -> None:
    (due,) = ward.item('log "yesterday coffee with Okafor"')["thank_yous"]
    ward.ok(f"snooze {due['id']} 10d")
    ward.ok(f"edit {uid(ward)} --note boards")
    assert thanks(ward) == [("samuel-okafor", "2026-12-02", "2026-12-05")]


def test_what_becomes_a_meeting_asks_for_thanks(ward: Program) -> None:
    ward.ok('log "yesterday debrief with Okafor"')
    ward.ok(f"edit {uid(ward)} --kind coffee")
    assert thanks(ward) == [OKAFOR]


def test_a_letter_that_is_removed_opens_again_what_it_had_closed(ward: Program) -> None:
    ward.ok('log "yesterday coffee with Okafor"')
    ward.ok('log "emailed Okafor"')
    ward.ok(f"remove {uid(ward)}")
    assert thanks(ward) == [OKAFOR]


def test_a_letter_moved_before_the_meeting_is_no_thanks_for_it(ward: Program) -> None:
    ward.ok('log "yesterday coffee with Okafor"')
    ward.ok('log "emailed Okafor"')
    ward.ok(f"edit {uid(ward)} --on 2026-11-20")
    assert thanks(ward) == [OKAFOR]


# Planned -------------------------------------------------------------------------------------


def test_a_planned_meeting_asks_for_nothing_before_its_day(ward: Program) -> None:
    ward.ok('log "coffee with Okafor" --on 2026-12-10')
    assert thanks(ward) == []
    assert ward.item("draft okafor")["template"] == "check-in"
    assert thanks(ward, now="2026-12-09T08:00:00-05:00") == []
    on_its_day = thanks(ward, now="2026-12-10T08:00:00-05:00")
    assert on_its_day == [("samuel-okafor", "2026-12-12", "2026-12-15")]


def test_a_letter_before_a_planned_meeting_is_no_thanks_for_it(ward: Program) -> None:
    ward.ok('log "coffee with Okafor" --on 2026-12-10')
    assert ward.item('log "emailed Okafor, thanks"')["thanked"] == []
    assert len(thanks(ward, now="2026-12-10T08:00:00-05:00")) == 1


def test_a_meeting_to_come_does_not_stand_for_one_that_was(ward: Program) -> None:
    ward.ok('log "coffee with Okafor" --on 2026-12-10')
    ward.ok('log "yesterday call with Okafor"')
    assert thanks(ward) == [OKAFOR]


# Safe ----------------------------------------------------------------------------------------


def test_a_dry_run_tells_and_keeps_nothing(ward: Program) -> None:
    before = dumps.journaled()
    said = ward.item('log "yesterday coffee with Okafor" --dry-run')
    assert len(said["thank_yous"]) == 1
    assert dumps.journaled() == before


def test_the_agenda_is_as_if_worked_out_anew(ward: Program) -> None:
    ward.ok('log "yesterday coffee with Okafor and Maya"')
    ward.ok('log "coffee with Okafor" --on 2026-12-10')
    ward.ok('log "emailed Maya"')
    assert ward.ok("doctor").out == ""
    assert ward.ok("doctor", now="2026-12-11T08:00:00-05:00").out == ""


def test_someone_set_aside_is_not_to_be_thanked(ward: Program) -> None:
    ward.ok("archive okafor")
    assert ward.item('log "yesterday coffee with Okafor"')["thank_yous"] == []


# A letter of an earlier day -----------------------------------------------------------------


def test_a_letter_told_of_late_leaves_the_thanks_for_the_next_meeting(ward: Program) -> None:
    ward.ok('log "coffee with Okafor, talked boards" --on 2026-11-10')
    ward.ok('log "coffee with Okafor, talked the grant" --on 2026-11-20')
    assert thanks(ward) == [("samuel-okafor", "2026-11-12", "2026-11-15")]
    ward.ok('log "emailed Okafor" --on 2026-11-15')
    assert thanks(ward) == [("samuel-okafor", "2026-11-22", "2026-11-25")]
    ward.ok('log "emailed Okafor" --on 2026-11-21')
    assert thanks(ward) == []


def test_a_letter_before_the_meetings_asks_for_nothing_more(ward: Program) -> None:
    ward.ok('log "coffee with Okafor" --on 2026-11-10')
    ward.ok('log "coffee with Okafor" --on 2026-11-20')
    ward.ok('log "emailed Okafor" --on 2026-11-08')
    assert thanks(ward) == [("samuel-okafor", "2026-11-12", "2026-11-15")]
    before = dumps.journaled()
    ward.ok('log "emailed Okafor" --on 2026-11-15')
    ward.ok("undo")
    assert thanks(ward) == [("samuel-okafor", "2026-11-12", "2026-11-15")]
    assert dumps.journaled() == before
