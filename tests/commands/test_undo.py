"""undo, redo, history: through the program, as it is typed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dumps
from play import Program
from rescrm.store.tables import JOURNALED

CARDS = """\
BEGIN:VCARD
VERSION:3.0
UID:one
FN:Zoë Example
EMAIL:zoe@example.org
NOTE:met at “the” poster; 王伟
END:VCARD
BEGIN:VCARD
VERSION:3.0
UID:two
FN:Ana Torres
TEL:+1 415 555 0134
END:VCARD
"""
LINES = (
    'add "Ana Torres" -k alum -t ep --birthday "mar 14"',
    'add "Ben Adler" -k co-resident -o UCSF -e ben@example.org',
    'add "Łukasz Zieliński" --every "6 weeks" --note "poster 212"',
    'log "yesterday coffee with Ana and Ben, talked boards; owe Ben the QI deck by fri"',
    'log "call with @ben-adler" --attempt',
    'log "coffee with Ana and **Zoe New**"',
    "edit ana --city Boston --org ''",
    "tag ben +ep -x",
    'note ana "likes the amyloid cohort"',
    'promise ana "the dataset" --by "in 3 weeks"',
    'ask ben "CV review"',
    "done 1",
    "rule set kind:alum monthly max 8w",
    "rule set ben weekly",
    "rule remove 1",
    "pause 2026-11-20..2026-11-30 nights",
    "resume",
    "snooze ben 2026-12-24",
    "skip ana",
    "rest ana --until 2027-01-01",
    "archive ben",
    "wake ben",
    "remove ana",
    'event add "ACC 2026" --from 2026-11-19 --to 2026-11-21',
    'event met acc-2026 "Maya Rao, UCSF; talked amyloid; promised the data by fri"',
    "event close acc-2026",
    "draft --event acc-2026",
    "import people.vcf --tag met",
    "init --starter",
)


def stored(home: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(home / ".local/share/rescrm/rescrm.db") as conn:
        return {
            table: conn.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
            for table in JOURNALED
        }


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=9))
def test_whatever_was_typed_can_be_taken_back_and_done_again(
    rescrm: Program, home: Path, lines: list[str]
) -> None:
    path = home / ".local/share/rescrm/rescrm.db"
    path.unlink(missing_ok=True)
    Path("people.vcf").write_text(CARDS, encoding="utf-8")
    rescrm.ok("init")
    states, agendas = [stored(home)], [rescrm("due --within 900 --json").out]
    for line in (LINES[0], LINES[1], *lines):
        assert rescrm(line).code in (0, 2, 3, 4, 5), line
        if stored(home) != states[-1]:
            states.append(stored(home))
            agendas.append(rescrm("due --within 900 --json").out)
    assert len(rescrm.items("history")) == len(states) - 1
    for place in range(len(states) - 2, -1, -1):
        rescrm.ok("undo")
        assert stored(home) == states[place]
        assert rescrm("due --within 900 --json").out == agendas[place]
    assert rescrm.ok("doctor --full").out == ""
    rescrm.ok(f"redo {len(states)}")
    assert stored(home) == states[-1]
    assert rescrm("due --within 900 --json").out == agendas[-1]
    assert rescrm.ok("doctor --full").out == ""


@pytest.fixture
def three(rescrm: Program) -> Program:
    """A store with three steps behind it."""
    for name in ("Ana Torres", "Ben Adler", "Dee Park"):
        rescrm.ok(f'add "{name}"')
    return rescrm


def handles(rescrm: Program) -> list[str]:
    return [each["handle"] for each in rescrm.items("list")]


def test_undo_answers_with_the_step_taken_back(three: Program) -> None:
    step = three.item("undo")
    assert step == {
        "id": 3,
        "at": "2026-11-22T07:00:00-05:00",
        "command": "add 'Dee Park'",
        "summary": "added Dee Park",
        "undone": True,
    }
    assert handles(three) == ["ana-torres", "ben-adler"]


def test_several_steps_go_back_and_come_again(three: Program) -> None:
    assert [step["id"] for step in three.items("undo 2")] == [3, 2]
    assert handles(three) == ["ana-torres"]
    assert [step["id"] for step in three.items("redo 2")] == [2, 3]
    assert handles(three) == ["ana-torres", "ben-adler", "dee-park"]


def test_more_steps_than_there_are_is_all_of_them_and_says_so(three: Program) -> None:
    said = three.ok("undo 9")
    assert len(said.out.splitlines()) == 3
    assert said.err == "There were only 3.\n"
    assert three.ok("undo 9 --quiet").err == ""


@pytest.mark.parametrize("word", ["undo", "redo"])
def test_nothing_left_is_no_failure(three: Program, word: str) -> None:
    three.ok("undo 3")
    three.ok("redo 3" if word == "redo" else "undo")
    said = three(word)
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("There is nothing to")


@pytest.mark.parametrize("line", ["undo", "redo", "undo 2", "history"])
def test_without_a_store_rescrm_says_what_it_is_and_makes_none(
    rescrm: Program, home: Path, line: str
) -> None:
    said = rescrm(line)
    assert (said.code, said.out) == (0, "")
    assert "rescrm init --starter" in said.err
    assert not (home / ".local").exists()


@pytest.mark.parametrize("line", ["undo 0", "undo -1", "undo two", "redo 0", "history 0"])
def test_a_number_of_steps_is_one_or_more(three: Program, line: str) -> None:
    assert three(line).code == 2
    assert len(handles(three)) == 3


def test_a_dry_run_tells_what_would_be_taken_back(three: Program) -> None:
    assert three.item("undo --dry-run")["id"] == 3
    assert three.items("redo --dry-run") == []
    assert len(handles(three)) == 3


def test_undo_and_redo_are_no_steps_themselves(three: Program) -> None:
    three.ok("undo")
    three.ok("redo")
    three.ok("undo")
    assert [(step["id"], step["undone"]) for step in three.items("history")] == [
        (3, True),
        (2, False),
        (1, False),
    ]


def test_history_is_whole_in_a_pipe_and_one_screen_on_a_terminal(rescrm: Program) -> None:
    for nth in range(25):
        rescrm.ok(f'add "Person Number{nth}"')
    assert len(rescrm.ok("history").out.splitlines()) == 25
    assert len(rescrm.items("history 3")) == 3
    screen = rescrm.ok("history --format rich").out.splitlines()
    assert len(screen) == 21
    assert "added Person Number24" in screen[0]


def test_an_import_is_one_step(three: Program) -> None:
    Path("people.vcf").write_text(CARDS, encoding="utf-8")
    assert three("import people.vcf").code == 0
    assert len(handles(three)) > 3
    three.ok("undo")
    assert len(handles(three)) == 3


def test_what_was_undone_is_found_by_no_search(three: Program) -> None:
    three.ok('note ana "the amyloid cohort"')
    assert len(three.items("search amyloid")) == 1
    three.ok("undo")
    assert three.items("search amyloid") == []
    three.ok("redo")
    assert len(three.items("search amyloid")) == 1


# A NUL ends a text for some readers, and not for undo.

NUL = "talked \x00 boards \\u0000"


@pytest.mark.parametrize("argv", [
    ["note", "ana", NUL],
    ["edit", "ana", "--note", "plain"],
    ["edit", "ana", "--set", "knows="],
    ["edit", "ana", "--nick", "Annie"],
    ["remove", "ana"],
    ["log", f"call with Ana, {NUL}"],
    ["promise", "ana", NUL],
], ids=lambda argv: argv[0])  # fmt: skip
def test_a_change_of_text_with_a_nul_is_undone_to_the_letter(
    rescrm: Program, argv: list[str]
) -> None:
    said = ["--note", NUL, "--nick", "A\x00na", "--set", f"knows={NUL}"]
    assert rescrm.run(["add", "Ana Torres", *said]).code == 0
    before = dumps.journaled()
    assert rescrm.run(argv).code == 0
    after = dumps.journaled()
    assert after != before
    rescrm.ok("undo")
    assert dumps.journaled() == before
    rescrm.ok("redo")
    assert dumps.journaled() == after
    assert rescrm("doctor --full").code == 0


def test_an_imported_text_with_a_nul_comes_back_whole(rescrm: Program) -> None:
    Path("people.vcf").write_bytes(CARDS.replace("poster", "pos\x00ter").encode())
    rescrm.ok("import people.vcf")
    before = dumps.journaled()
    rescrm.ok("edit zoe --note 'something else'")
    rescrm.ok("undo")
    assert dumps.journaled() == before
