"""July through the program: the proposal, the yes, and the year after."""

from __future__ import annotations

from typing import Any

import pytest
from test_asking import typed

from play import Program

JULY = "2027-07-05T08:00:00-05:00"
NEXT_JULY = "2028-07-05T08:00:00-05:00"
KEYS = [
    "handle", "name", "what", "stage", "next_stage", "kind", "next_kind", "pods", "because",
]  # fmt: skip


@pytest.fixture
def ward(rescrm: Program) -> Program:
    """A class of last November."""
    for line in (
        "'Ida One' -k co-resident --stage PGY-1",
        "'Ben Two' -k co-resident --stage pgy2 -o Mercy",
        "'Dee Three' -k co-resident --stage R3 -o Mercy",
        "'Sam Student' -k student --stage MS3",
        "'Mel Match' -k student --stage MS4",
        "'Fay Faculty' -k faculty --stage PGY-2",
        "'Flo Fellow' -k fellow --stage fellow",
        "'Neu Rology' -k co-resident --stage PGY-3 --specialty neurology",
    ):
        rescrm.ok(f"add {line}")
    rescrm.ok("group add lunch --type pod")
    rescrm.ok("group join lunch dee ben")
    return rescrm


def stages(rescrm: Program, now: str = JULY) -> dict[str, tuple[str | None, str | None]]:
    """First name: stage and kind."""
    return {
        item["name"].split()[0]: (item["stage"], item["kind"])
        for item in rescrm.items("list", now=now)
    }


BEFORE = {
    "Ida": ("PGY-1", "co-resident"),
    "Ben": ("pgy2", "co-resident"),
    "Dee": ("R3", "co-resident"),
    "Sam": ("MS3", "student"),
    "Mel": ("MS4", "student"),
    "Fay": ("PGY-2", "faculty"),
    "Flo": ("fellow", "fellow"),
    "Neu": ("PGY-3", "co-resident"),
}
AFTER = BEFORE | {
    "Ida": ("PGY-2", "co-resident"),
    "Ben": ("PGY-3", "co-resident"),
    "Dee": (None, "alum"),
    "Sam": ("MS4", "student"),
    "Neu": ("PGY-4", "co-resident"),
}
A_YEAR_LATER = AFTER | {
    "Ida": ("PGY-3", "co-resident"),
    "Ben": (None, "alum"),
    "Neu": (None, "alum"),
}


def what(items: list[dict[str, Any]]) -> dict[str, str]:
    return {item["name"].split()[0]: item["what"] for item in items}


def test_the_proposal_of_a_class(ward: Program) -> None:
    items = ward.items("rollover --dry-run", now=JULY)
    assert all(list(item) == KEYS for item in items)
    assert what(items) == {
        "Sam": "advance", "Mel": "ask", "Ida": "advance", "Ben": "advance", "Dee": "graduate",
        "Neu": "advance",
    }  # fmt: skip
    (dee,) = (item for item in items if item["name"] == "Dee Three")
    assert (dee["stage"], dee["next_stage"], dee["next_kind"]) == ("R3", None, "alum")
    assert dee["pods"] == ["lunch"]
    assert stages(ward) == BEFORE


def test_a_class_rolls_over_once_a_year(ward: Program) -> None:
    ward.ok("rollover --yes", now=JULY)
    assert stages(ward) == AFTER
    steps = ward.items("history")
    for again in (JULY, "2027-08-20T08:00:00-05:00", "2027-12-01T08:00:00-05:00"):
        items = ward.items("rollover --yes", now=again)
        assert what(items) == {"Mel": "ask"}
    assert stages(ward) == AFTER
    assert ward.items("history") == steps
    ward.ok("rollover --yes", now=NEXT_JULY)
    assert stages(ward, NEXT_JULY) == A_YEAR_LATER
    assert ward("doctor", now=NEXT_JULY).code == 0


def test_what_was_stands_in_the_history_with_its_days(ward: Program) -> None:
    ward.ok("rollover --yes", now=JULY)
    dee = ward.item("show dee", now=JULY)
    assert [(each["stage"], each["from"], each["to"]) for each in dee["positions"]] == [
        (None, "2027-07-01", None),
        ("R3", None, "2027-06-30"),
    ]
    ward.ok("moved dee --org Yale --stage fellow --from 2027-07-01", now=JULY)
    dee = ward.item("show dee", now=JULY)
    assert [(each["organisation"], each["stage"]) for each in dee["positions"]] == [
        ("Yale", "fellow"), ("Mercy", "R3"),
    ]  # fmt: skip


def test_a_rollover_is_one_step(ward: Program) -> None:
    before = ward.items("export json")
    ward.ok("rollover --yes", now=JULY)
    after = ward.items("export json")
    assert after != before
    ward.ok("undo", now=JULY)
    assert ward.items("export json") == before
    ward.ok("redo", now=JULY)
    assert ward.items("export json") == after


def test_without_a_yes_nothing_is_changed_and_the_proposal_is_told(ward: Program) -> None:
    for line in ("rollover", "rollover --no-input", "rollover --on 2027-07-01"):
        said = ward(line, now=JULY)
        assert (said.code, said.out) == (3, "")
        assert "Dee Three: R3 → alum (year 3 of 3; leaves lunch)" in said.err
        on = "--on 2027-07-01 " * ("--on" in line)
        assert f"To say yes: rescrm rollover {on}--yes" in said.err
    error = ward("rollover --json", now=JULY).error
    assert (error["code"], error["error"]) == (3, "decision")
    assert stages(ward) == BEFORE


@pytest.mark.parametrize(
    ("answer", "code", "after"), [("1\n", 0, "AFTER"), ("2\n", 0, "BEFORE"), ("\n", 3, "BEFORE")]
)
def test_at_a_terminal_the_proposal_is_shown_and_a_yes_is_asked_for(
    ward: Program, answer: str, code: int, after: str
) -> None:
    found, _, shown = typed(answer, "--now", JULY, "rollover")
    assert found == code, shown
    assert "Dee Three: R3 → alum (year 3 of 3; leaves lunch)" in shown
    assert "Shall it be so?\n  1  yes\n  2  no\n" in shown
    assert stages(ward) == {"AFTER": AFTER, "BEFORE": BEFORE}[after]


@pytest.mark.parametrize("month", ["01", "03", "05", "09", "12"])
def test_out_of_season_it_says_so_kindly(ward: Program, month: str) -> None:
    said = ward("rollover", now=f"2027-{month}-15T08:00:00-05:00")
    if month in ("09", "12"):  # July is over, and nobody has turned
        assert said.code == 3
        assert "the academic year turns in July" in said.err
        assert "--on 2027-07-01 --yes" in said.err
    else:
        assert said.code == 0
        assert "of that year already" in said.err or "to ask" in said.err
    assert stages(ward) == BEFORE


def test_a_july_that_was_missed_is_made_up_for(ward: Program) -> None:
    now = "2027-10-10T08:00:00-05:00"
    ward.ok("rollover --on 2027-07-01 --yes", now=now)
    assert stages(ward, now) == AFTER
    assert ward.item("show ida", now=now)["positions"][0]["from"] == "2027-07-01"


def test_in_june_the_turn_waits_for_july(ward: Program) -> None:
    june = "2027-06-20T08:00:00-05:00"
    ward.ok("rollover --yes", now=june)
    assert stages(ward, june) == BEFORE
    assert what(ward.items("rollover --yes", now="2027-06-25T08:00:00-05:00")) == {"Mel": "ask"}
    assert ward.item("show dee", now=JULY)["kind"] == "alum"
    ward.ok("note ida 'first day as a PGY-2'", now=JULY)
    assert stages(ward) == AFTER
    assert what(ward.items("rollover --yes", now=JULY)) == {"Mel": "ask"}
    assert stages(ward) == AFTER


def test_a_stage_said_since_july_is_left_alone(ward: Program) -> None:
    ward.ok("edit ida --stage PGY-2", now="2027-07-02T08:00:00-05:00")
    ward.ok("moved ben --stage PGY-3 --from 2027-07-01", now="2027-07-02T08:00:00-05:00")
    ward.ok("add 'New Intern' -k co-resident --stage PGY-1", now="2027-06-25T08:00:00-05:00")
    found = what(ward.items("rollover --yes", now=JULY))
    assert not {"Ida", "Ben", "New"} & set(found)
    assert stages(ward)["Ida"] == ("PGY-2", "co-resident")


def test_a_resident_who_is_told_to_be_a_fellow_becomes_an_alum(ward: Program) -> None:
    ward.ok("moved dee --org Yale --stage fellow --from 2027-07-01", now="2027-03-20T08:00:00Z")
    ward.ok("rollover --yes", now=JULY)
    dee = ward.item("show dee", now=JULY)
    assert (dee["kind"], dee["stage"], dee["organisation"]) == ("alum", "fellow", "Yale")


def test_a_residency_can_be_longer(ward: Program) -> None:
    ward.ok("config set residency_years 4")
    assert what(ward.items("rollover --dry-run", now=JULY))["Dee"] == "advance"


def test_who_is_set_aside_is_left_alone(ward: Program) -> None:
    ward.ok("archive ida")
    assert "Ida" not in what(ward.items("rollover --dry-run", now=JULY))


def test_a_class_of_nobody_is_no_class(rescrm: Program) -> None:
    rescrm.ok("add 'Fay Faculty' -k faculty")
    said = rescrm.ok("rollover", now=JULY)
    assert said.out == ""
    assert "Nothing turns" in said.err


def test_a_large_class_is_told_in_part(rescrm: Program) -> None:
    for number in range(33):
        rescrm.ok(f"add 'Resident {number}' -k co-resident --stage PGY-1 --namesake")
    said = rescrm("rollover", now=JULY)
    assert said.code == 3
    assert "and 3 more" in said.err
    assert len(rescrm.items("rollover --yes", now=JULY)) == 33


@pytest.mark.parametrize("day", ["friday-ish", "2027-13-01", ""])
def test_a_day_that_cannot_be_read_is_refused(ward: Program, day: str) -> None:
    said = ward.run(["rollover", "--on", day, "--yes"], now=JULY)
    if day:
        assert said.code == 2
        assert stages(ward) == BEFORE


def test_what_is_shown_out_of_season_says_how_it_is_carried_out(ward: Program) -> None:
    november = "2027-11-03T09:00:00-05:00"
    for now, on in ((november, "--on 2027-07-01 "), (JULY, "")):
        said = ward("rollover --dry-run --format rich", now=now)
        assert f"`rescrm rollover {on}--yes` does it." in said.out
