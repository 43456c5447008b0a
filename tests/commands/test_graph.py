"""The network as lines, as items and as a picture."""

from __future__ import annotations

import stat
import subprocess
from pathlib import Path

import pytest

from conftest import needs
from hostile_names import NAMES
from play import Program


@pytest.fixture
def net(rescrm: Program) -> Program:
    """Okafor brought Maya, who brought Lee; Ana and Ben were introduced; a committee."""
    for line in (
        "add 'Samuel Okafor'", "add 'Maya Rao' --via okafor", "add 'Lee Wong' --via maya",
        "add 'Ana Torres'", "add 'Ben Adler'", "add 'Zoe Park'",
        "intro ana ben --already-agreed --connected",
        "group add 'QI committee' --type committee", "group join qi-committee ana maya me",
    ):  # fmt: skip
        rescrm.ok(line)
    return rescrm


def edges(rescrm: Program) -> list[tuple[str, str, str]]:
    return [(each["how"], each["one"]["handle"], each["other"]["handle"])
            for each in rescrm.items("graph")]  # fmt: skip


def test_the_network_is_its_ties(net: Program) -> None:
    assert edges(net) == [
        ("introduced", "maya-rao", "lee-wong"),
        ("introduced", "samuel-okafor", "maya-rao"),
        ("connected", "ana-torres", "ben-adler"),
        ("group", "me", "qi-committee"),
        ("group", "ana-torres", "qi-committee"),
        ("group", "maya-rao", "qi-committee"),
    ]
    assert net.ok("graph").out.splitlines()[0] == "introduced\tmaya-rao\tlee-wong"


def test_a_term_that_is_over_is_in_the_picture_no_more(net: Program) -> None:
    net.ok("add 'Dee Park'")
    net.ok("group join qi-committee dee --term 2025-07..2026-06")
    assert not [edge for edge in edges(net) if "dee-park" in edge]


def test_an_introduction_under_way_is_no_tie_yet(net: Program) -> None:
    net.ok("intro zoe lee --why 'both row'")
    assert ("connected", "zoe-park", "lee-wong") not in edges(net)


def test_on_a_screen_each_stands_below_who_introduced_them(net: Program) -> None:
    assert net.ok("graph --format rich --quiet").out.splitlines() == [
        "Samuel Okafor",
        "  Maya Rao",
        "    Lee Wong",
        "you introduced",
        "  Ana Torres and Ben Adler",
        "groups",
        "  QI committee: me, Ana Torres, Maya Rao",
    ]


def test_a_ring_of_introductions_ends(net: Program) -> None:
    net.ok("edit okafor --via lee")
    lines = net.ok("graph --format rich --quiet").out.splitlines()
    assert [line.strip() for line in lines[:3]] == ["Lee Wong", "Samuel Okafor", "Maya Rao"]
    assert net.ok("graph --dot").out.count("introduced") == 3


def test_a_chain_of_hundreds_is_drawn(rescrm: Program) -> None:
    Path("many.vcf").write_text(
        "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nEND:VCARD\n" for n in range(1500))
    )
    rescrm.ok("import many.vcf")
    import sqlite3

    store = Path.home() / ".local/share/rescrm/rescrm.db"
    conn = sqlite3.connect(store)
    conn.execute("UPDATE contact SET introduced_by = id - 1 WHERE id > 1")
    conn.commit()
    conn.close()
    assert len(rescrm.ok("graph --format rich --quiet").out.splitlines()) == 1500
    assert rescrm.item("graph --dot")["nodes"] == 1501


def test_who_was_set_aside_stays_in_the_picture_of_introductions(net: Program) -> None:
    net.ok("archive maya")
    assert ("introduced", "maya-rao", "lee-wong") in edges(net)
    assert ("group", "maya-rao", "qi-committee") not in edges(net)


def test_the_picture_goes_to_stdout_or_into_a_private_file(net: Program) -> None:
    text = net.ok("graph --dot").out
    assert text.startswith("digraph network {\n")
    assert '  "@samuel-okafor" -> "@maya-rao" [label="introduced"];' in text
    assert '  "me" -> "@samuel-okafor";' in text
    assert "zoe" not in text
    for line in ("graph --dot -o net.dot", "graph -o net.dot"):
        Path("net.dot").unlink(missing_ok=True)
        assert net.item(line) == {"file": "net.dot", "format": "dot", "nodes": 7, "edges": 7}
        assert Path("net.dot").read_text() == text
        assert stat.S_IMODE(Path("net.dot").stat().st_mode) == 0o600
    assert net.item("graph --dot")["text"] == text
    assert net.ok("graph --dot").out == text


def test_a_rehearsal_makes_no_file(net: Program) -> None:
    assert net.item("graph --dot -o net.dot --dry-run")["file"] == "net.dot"
    assert not Path("net.dot").exists()


@pytest.mark.parametrize("place", ["nowhere/net.dot", "."])
def test_a_place_that_cannot_be_written_is_7(net: Program, place: str) -> None:
    said = net(f"graph --dot -o {place}")
    assert (said.code, said.out) == (7, "")


def test_nobody_through_anybody(rescrm: Program) -> None:
    rescrm.ok("add Ana")
    said = rescrm.ok("graph")
    assert (said.out, "Nobody came through anybody yet" in said.err) == ("", True)
    assert rescrm.ok("graph --dot").out.splitlines()[-1] == "}"


def test_hostile_names_are_drawn_by_graphviz(rescrm: Program) -> None:
    rescrm.ok("add Root")
    for number, name in enumerate(NAMES.values()):
        rescrm.run(["add", "--namesake", "--via", "@root", "--", f"{name} {number}"])
    drawn = subprocess.run(
        [needs("dot"), "-Tplain"], input=rescrm.ok("graph --dot").out.encode(),
        capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    assert drawn.stderr == b""
    nodes = [line for line in drawn.stdout.decode().splitlines() if line.startswith("node ")]
    assert len(nodes) == rescrm.item("graph --dot")["nodes"] > 20
