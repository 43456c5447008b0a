"""Programs through the program: weights, what matters, whom you know there."""

from __future__ import annotations

from typing import Any

import pytest

from hostile_names import NAMES
from play import Program

KEYS = [
    "handle", "name", "organisation", "city", "note", "weights", "people", "fit", "known", "sum",
    "because",
]  # fmt: skip
ADD = "program add 'UCSF Cardiology' --org UCSF --weight research=3 --weight city=2"


def sums(items: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(item["handle"], item["sum"]) for item in items]


def test_a_program_is_kept_as_it_was_said(rescrm: Program) -> None:
    item = rescrm.item(f"{ADD} --city 'San Francisco' --note 'Ana likes it'")
    assert list(item) == KEYS
    assert item == {
        "handle": "ucsf-cardiology",
        "name": "UCSF Cardiology",
        "organisation": "UCSF",
        "city": "San Francisco",
        "note": "Ana likes it",
        "weights": {"city": 2, "research": 3},
        "people": [],
        "fit": 5,
        "known": 0,
        "sum": 5,
        "because": "city 2; research 3",
    }
    assert rescrm.items("programs") == [item]


@pytest.mark.parametrize("name", ["'UCSF Cardiology'", "'ucsf  cardiology'", "ucsf-cardiology"])
def test_the_same_name_again_changes_it(rescrm: Program, name: str) -> None:
    rescrm.ok(ADD)
    item = rescrm.item(f"program add {name} --weight Research=1 --weight call=-2 --city SF")
    assert item["weights"] == {"call": -2, "city": 2, "research": 1}
    assert (item["organisation"], item["city"]) == ("UCSF", "SF")
    item = rescrm.item(f"program add {name} --weight call= --org ''")
    assert item["weights"] == {"city": 2, "research": 1}
    assert item["organisation"] is None
    assert len(rescrm.items("programs")) == 1


def test_what_matters_more_counts_more(rescrm: Program) -> None:
    rescrm.ok(ADD)
    rescrm.ok("program add Mayo --weight research=1 --weight city=5")
    assert sums(rescrm.items("programs")) == [("mayo", 6), ("ucsf-cardiology", 5)]
    assert rescrm.items("program prefer research=4 city=0") == [
        {"name": "city", "matters": 0},
        {"name": "research", "matters": 4},
    ]
    best, _ = items = rescrm.items("programs")
    assert sums(items) == [("ucsf-cardiology", 12), ("mayo", 4)]
    assert best["because"] == "city 2 × matters 0 = 0; research 3 × matters 4 = 12"
    assert rescrm.items("program prefer city= research=") == []
    assert sums(rescrm.items("programs")) == [("mayo", 6), ("ucsf-cardiology", 5)]


def test_of_two_that_are_equal_the_handle_decides(rescrm: Program) -> None:
    for name in ("Yale", "Mayo", "Emory"):
        rescrm.ok(f"program add {name} --weight city=1")
    assert [item["handle"] for item in rescrm.items("programs")] == ["emory", "mayo", "yale"]


def test_whom_you_know_there_counts_and_is_told(rescrm: Program) -> None:
    rescrm.ok("event add ACC --from 2026-03-20 --to 2026-03-22")
    rescrm.ok("add 'Ana Torres' -k alum -o 'UCSF Medical Center'")
    rescrm.ok("add 'Lee Wong' -k faculty -o UCSF --met acc")
    rescrm.ok("add 'Sam Okafor' -k faculty -o UCSF")
    rescrm.ok("add 'Gone Away' -k alum -o UCSF")
    rescrm.ok("moved gone --org Mayo")
    rescrm.ok("mentor set okafor --role research")
    rescrm.ok("log '2026-10-02 call with Okafor'")
    rescrm.ok("log '2024-10-02 call with Lee'")
    rescrm.ok(ADD)
    (item,) = rescrm.items("programs")
    assert [(each["handle"], each["tie"]) for each in item["people"]] == [
        ("sam-okafor", "research mentor"),
        ("ana-torres", "alum"),
        ("lee-wong", "met at ACC"),
    ]
    assert (item["fit"], item["known"], item["sum"]) == (5, 6, 11)
    assert item["because"] == (
        "city 2; research 3; three people there: Sam Okafor (research mentor), "
        "Ana Torres (alum), Lee Wong (met at ACC) +6"
    )
    assert "points" not in str(item["people"])


@pytest.mark.parametrize(
    ("lines", "tie"),
    [
        (["add 'Lee Wong' -k mentor -o UCSF"], "mentor"),
        (["add 'Lee Wong' -k sponsor -o UCSF"], "sponsor"),
        (["add 'Lee Wong' -o UCSF", "sponsor lee nominated me --on 2026-10-01"], "sponsor"),
        (["add 'Lee Wong' -k alum -o UCSF", "mentor set lee --role career"], "career mentor"),
        # A role that is over, or is still to begin, is none.
        (["add 'Lee Wong' -o UCSF",
          "mentor set lee --role career --from 2026-01-01 --until 2026-11-21"], "you know them"),
        (["add 'Lee Wong' -o UCSF", "mentor set lee --role career --from 2026-11-23"],
         "you know them"),
        # Met twice; and an event to come is where nobody was met.
        (["add 'Lee Wong' -o UCSF", "event met acc '@lee-wong'", "event met aha '@lee-wong'"],
         "met at AHA"),
        (["add 'Lee Wong' -o UCSF", "event met aha '@lee-wong'", "event met acc '@lee-wong'"],
         "met at AHA"),
        (["add 'Lee Wong' -o UCSF", "event add ESC --from 2027-08-27",
          "event met acc '@lee-wong'", "event met esc '@lee-wong'"], "met at ACC"),
    ],
)  # fmt: skip
def test_what_someone_there_is_to_you_is_what_they_are_today(
    rescrm: Program, lines: list[str], tie: str
) -> None:
    rescrm.ok("event add ACC --from 2024-03-20 --to 2024-03-22")
    rescrm.ok("event add AHA --from 2024-11-14 --to 2024-11-16")
    for line in lines:
        rescrm.ok(line)
    rescrm.ok(ADD)
    assert rescrm.item("programs")["people"] == [
        {"handle": "lee-wong", "name": "Lee Wong", "tie": tie}
    ]


def test_a_program_without_an_organisation_is_one(rescrm: Program) -> None:
    rescrm.ok("add 'Ana Torres' -o 'Mayo Clinic'")
    assert rescrm.item("program add Mayo")["people"][0]["handle"] == "ana-torres"


def test_a_weight_goes_from_minus_ten_to_ten_and_what_matters_from_none_to_ten(
    rescrm: Program,
) -> None:
    item = rescrm.item("program add Mayo --weight research=10 --weight call=-10")
    assert item["weights"] == {"call": -10, "research": 10}
    assert rescrm.item("program prefer research=10") == {"name": "research", "matters": 10}


@pytest.mark.parametrize(
    "weight",
    ["research", "=3", "research=x", "research=1.5", "research=11", "research=-11", "research=1e2",
     "research=٣", "research=99999999999999999999", f"{'x' * 41}=1", "  =1"],
)  # fmt: skip
def test_a_weight_that_weighs_nothing_is_refused(rescrm: Program, weight: str) -> None:
    for line in (["program", "add", "Mayo", "--weight", weight], ["program", "prefer", weight]):
        said = rescrm.run(line)
        assert (said.code, said.out) == (2, "")
        assert "weighs nothing" in said.err
    assert rescrm.items("programs") == []


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        ("program add ''", 2, "a name is needed"),
        ("program add", 2, "NAME"),
        ("program prefer", 2, "K=V"),
        ("program prefer research=-1", 2, "from 0 to 10"),
        ("program remove Mayo", 4, "no program"),
    ],
)
def test_what_cannot_be_meant_is_refused(rescrm: Program, line: str, code: int, word: str) -> None:
    said = rescrm(line)
    assert (said.code, said.out) == (code, "")
    assert word in said.err


def test_two_programs_that_fit_are_told_apart(rescrm: Program) -> None:
    rescrm.ok("program add 'UCSF Cardiology'")
    rescrm.ok("program add 'UCSF Oncology'")
    error = rescrm("program remove UCSF --json").error
    assert error["code"] == 3
    assert error["candidates"] == ["ucsf-cardiology", "ucsf-oncology"]


def test_a_program_is_removed_and_comes_back_whole(rescrm: Program) -> None:
    rescrm.ok(ADD)
    before = rescrm.items("programs")
    assert rescrm.items("program remove ucsf") == before
    assert rescrm.items("programs") == []
    rescrm.ok("undo")
    assert rescrm.items("programs") == before
    assert rescrm("doctor").code == 0


def test_a_dry_run_tells_and_keeps_nothing(rescrm: Program) -> None:
    rescrm.ok(ADD)
    before = rescrm.items("export json")
    assert rescrm.item("program add Mayo --weight city=1 --dry-run")["sum"] == 1
    assert rescrm.items("program prefer city=3 --dry-run") == [{"name": "city", "matters": 3}]
    assert len(rescrm.items("program remove ucsf --dry-run")) == 1
    assert rescrm.items("export json") == before


def test_the_same_words_again_are_no_step(rescrm: Program) -> None:
    rescrm.ok(ADD)
    rescrm.ok("program prefer research=2")
    steps = rescrm.items("history")
    rescrm.ok(ADD)
    rescrm.ok("program prefer research=2")
    assert rescrm.items("history") == steps


def test_no_programs_yet_is_a_kind_sentence(rescrm: Program) -> None:
    rescrm.ok("add 'Ana Torres'")
    said = rescrm.ok("programs")
    assert said.out == ""
    assert said.err.startswith("No programs yet.")
    assert "rescrm init" in Program()("programs --db nowhere/r.db").err


def test_hostile_programs_are_kept_as_they_are_and_shown_safe(rescrm: Program) -> None:
    for text in list(NAMES.values())[:40]:
        said = rescrm.run(["program", "add", "--json", "--org", text, "--note", text, "--", text])
        assert said.code == 0, said.err
        assert said.items[0]["organisation"] == said.items[0]["name"]
    rich = rescrm.ok("programs --format rich")
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(rich.out + rich.err)
    assert rescrm("doctor").code == 0
