"""Who can introduce me to someone, in words."""

from __future__ import annotations

from typing import Any

import pytest

import dumps
from play import Program


@pytest.fixture
def net(rescrm: Program) -> Program:
    """Somebody known, and Dr. Lee, whom nobody leads to yet."""
    rescrm.ok("add 'Ana Torres' -k co-resident")
    rescrm.ok("add 'Susan Lee' -k faculty -o UCSF")
    rescrm.ok("log 'oct 2 coffee with Ana'")
    return rescrm


def steps(rescrm: Program, who: str) -> list[list[tuple[str, str]]]:
    return [
        [(step["handle"], step["how"]) for step in item["steps"]]
        for item in rescrm.items(f"path {who}")
    ]


MET = ("ana-torres", "coffee with you, Fri 2 Oct 2026")


@pytest.mark.parametrize(("lines", "how"), [
    (["edit susan --via ana"], "Ana Torres introduced you"),
    (["edit ana --via susan"], "Susan Lee introduced you to Ana Torres"),
    (["intro ana susan --already-agreed --connected"],
     "you introduced Ana Torres and Susan Lee, Sun 22 Nov 2026"),
    (["group add 'QI committee' --type committee", "group join qi-committee ana susan"],
     "Ana Torres and Susan Lee share QI committee"),
    (["event add ACC --from 2026-09-01 --to 2026-09-03", "edit ana --met acc",
      "edit susan --met acc"], "Ana Torres and Susan Lee were both at ACC"),
])  # fmt: skip
def test_each_tie_is_told_in_words(net: Program, lines: list[str], how: str) -> None:
    for line in lines:
        net.ok(line)
    assert steps(net, "'Dr Lee'") == [[MET, ("susan-lee", how)]]


def test_an_item_has_its_keys_in_order(net: Program) -> None:
    net.ok("edit susan --via ana")
    item: dict[str, Any] = net.item("path susan lee")
    assert list(item) == ["handle", "name", "steps", "length"]
    assert (item["handle"], item["name"], item["length"]) == ("susan-lee", "Susan Lee", 2)
    assert list(item["steps"][0]) == ["handle", "name", "how"]
    assert net.ok("path susan").out == "susan-lee\tSusan Lee\tana-torres, susan-lee\t2\n"


def test_somebody_you_know_is_one_step_away_and_others_lead_there_too(net: Program) -> None:
    net.ok("add 'Ben Adler'")
    net.ok("log 'nov 1 @ana-torres and @ben-adler'")
    assert steps(net, "ben") == [
        [("ben-adler", "in touch with you, Sun 1 Nov 2026")],
        [
            ("ana-torres", "in touch with you, Sun 1 Nov 2026"),
            ("ben-adler", "Ana Torres and Ben Adler were together, a touch, Sun 1 Nov 2026"),
        ],
    ]


def test_a_group_of_your_own_leads_to_its_members(net: Program) -> None:
    net.ok("group add QI --type committee")
    net.ok("group join qi me susan")
    assert steps(net, "susan") == [[("susan-lee", "you and Susan Lee share QI")]]


def test_a_chain_of_strangers_is_told_step_by_step(net: Program) -> None:
    net.ok("add 'Tom Far' --via ana")
    net.ok("edit susan --via tom")
    assert steps(net, "susan") == [
        [MET, ("tom-far", "Ana Torres introduced you"), ("susan-lee", "Tom Far introduced you")]
    ]


def test_nobody_leads_there_yet(net: Program) -> None:
    said = net.ok("path susan")
    assert said.out == ""
    assert "Nobody you know leads to Susan Lee yet." in said.err
    assert net.items("path susan") == []


@pytest.mark.parametrize(("line", "code", "says"), [
    ("path zed", 4, 'nobody here is called "zed". Nearest: '),
    ("path me", 2, "you are there already"),
    ("path", 2, "WHO is missing"),
])  # fmt: skip
def test_who_is_not_here_is_not_found(net: Program, line: str, code: int, says: str) -> None:
    said = net(line)
    assert (said.code, said.out) == (code, "")
    assert says in said.err


def test_two_of_a_name_are_asked_about(net: Program) -> None:
    net.ok("add 'Susan Wu'")
    said = net("path susan --json")
    assert (said.code, said.error["candidates"]) == (3, ["susan-lee", "susan-wu"])


def test_looking_for_a_way_writes_nothing(net: Program) -> None:
    before = dumps.everything()
    for line in ("path susan", "path ana", "graph", "graph --dot", "intro"):
        net.ok(line)
    assert dumps.everything() == before


def test_without_any_touch_it_begins_with_whom_you_met_or_who_introduces(rescrm: Program) -> None:
    rescrm.ok("add 'Ana Torres'")
    rescrm.ok("add 'Ben Adler' --via ana")
    rescrm.ok("add 'Susan Lee' --via ben")
    rescrm.ok("add 'Dee Park' --on 2026-10-02")
    assert steps(rescrm, "susan") == [[
        ("ana-torres", "introduced others to you"),
        ("ben-adler", "Ana Torres introduced you"),
        ("susan-lee", "Ben Adler introduced you"),
    ]]  # fmt: skip
    assert steps(rescrm, "dee") == [[("dee-park", "you met, Fri 2 Oct 2026")]]
    rescrm.ok("log 'coffee with Ben'")
    assert steps(rescrm, "susan") == [[
        ("ben-adler", "coffee with you, Sun 22 Nov 2026"),
        ("susan-lee", "Ben Adler introduced you"),
    ]]  # fmt: skip


def test_who_was_only_written_down_leads_nowhere(rescrm: Program) -> None:
    rescrm.ok("add 'Ana Torres'")
    rescrm.ok("event add ACC --from 2026-12-01 --to 2026-12-03")
    for name in ("Susan Lee", "Helen Brandt"):
        rescrm.ok(f"event target acc '{name}'")
    assert steps(rescrm, "ana") == steps(rescrm, "susan") == []
