"""Many people met, line after line: all is kept, understood or not."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import dumps
from play import Program, Said

DURING = "2027-03-21T18:00:00-04:00"


@pytest.fixture
def acc(rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """ACC 2027, seen from its second day."""
    rescrm.ok('event add "ACC 2027" --from 2027-03-20 --to 2027-03-22')
    monkeypatch.setenv("RESCRM_NOW", DURING)
    return rescrm


def capture(rescrm: Program, *lines: str, options: str = "") -> Said:
    return rescrm(f"event capture acc {options} --json", stdin="\n".join(lines))


def handles(said: Said) -> list[str]:
    return [each["handle"] for each in said.items]


def unclear(rescrm: Program) -> list[str]:
    return [each["line"] for each in rescrm.items("event unclear acc")]


# What is understood --------------------------------------------------------------------------


def test_each_line_is_kept_as_by_met(acc: Program) -> None:
    line = "Maya Rao, UCSF EP, poster 212; promised dataset; maya@ucsf.edu"
    said = capture(acc, line, "Lee Wong; talked ECGs")
    assert (said.code, said.err) == (0, "")
    maya, lee = said.items
    assert (maya["handle"], maya["organisation"], maya["note"]) == (
        "maya-rao", "UCSF EP", "poster 212",
    )  # fmt: skip
    assert [each["about"] for each in maya["promises"]] == ["dataset"]
    assert (maya["event"], maya["follow_up"]["by"]) == ("acc-2027", "2027-03-23")
    assert (lee["discussed"], [each["handle"] for each in lee["new_people"]]) == (
        "ECGs", ["lee-wong"],
    )  # fmt: skip


def test_each_line_is_a_step_of_its_own_with_its_words(acc: Program) -> None:
    capture(acc, "Maya Rao; talked amyloid", "Lee Wong", "hm; talked")
    steps = acc.items("history")[:3]
    assert [each["command"] for each in steps] == [
        "event capture acc-2027 hm; talked",
        "event met acc-2027 Lee Wong",
        "event met acc-2027 Maya Rao; talked amyloid",
    ]
    acc.ok("undo 2")
    assert [each["handle"] for each in acc.items("list")] == ["maya-rao"]


def test_empty_lines_say_nothing_and_none_at_all_is_well(acc: Program) -> None:
    assert handles(capture(acc, "", "Maya Rao", "   ", "", "Lee Wong", "")) == [
        "maya-rao", "lee-wong",
    ]  # fmt: skip
    said = acc("event capture acc")
    assert (said.code, said.out, said.err) == (0, "", "Nobody was named.\n")


def test_people_known_are_found(acc: Program) -> None:
    acc.ok("add Maya Rao -e maya@ucsf.edu")
    said = capture(acc, "Maya; talked amyloid")
    assert (handles(said), said.items[0]["new_people"]) == (["maya-rao"], [])


def test_a_second_line_joins_the_first_and_both_are_one_answer(acc: Program) -> None:
    said = capture(acc, "Maya Rao, UCSF; talked amyloid", "Lee Wong", "Maya; next a call")
    assert handles(said) == ["maya-rao", "lee-wong"]
    assert (said.items[0]["discussed"], said.items[0]["next_step"]) == ("amyloid", "a call")
    assert acc.item("event show acc")["met"] == 2


def test_lines_of_any_encoding_are_read(acc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = "\ufeffJosé Núñez; talked ECGs\n".encode() + "Zoë Łuk".encode("cp1250") + b"\r\n\0Ann\n"

    class Piped(io.TextIOWrapper):
        pass

    monkeypatch.setattr(sys, "stdin", Piped(io.BytesIO(raw)))
    from rescrm.cli import main

    assert main(["event", "capture", "acc", "--quiet"]) == 0
    names = [each["name"] for each in acc.items("list --sort added")]
    assert "José Núñez" in names and "Ann" in names and len(names) == 3


def test_stdin_that_is_closed_says_nothing(acc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    from rescrm.cli import main

    monkeypatch.setattr(sys, "stdin", None)
    assert main(["event", "capture", "acc", "--quiet"]) == 0


def test_an_event_that_is_not_there_is_4_before_anything_is_read(acc: Program) -> None:
    assert acc("event capture aha", stdin="Maya Rao").code == 4
    assert acc.items("list") == []


# What is not ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("; talked ECGs", "whom did you meet?"),
        ("me; talked", "talked what?"),
        ("me; talked ECGs", "that is you"),
        ("Lee; promised the set by someday", 'cannot read the day "someday"'),
        ("@nobody; talked ECGs", 'nobody here is called "@nobody"'),
        ("1234", 'nobody here is called "1234"'),
        ("I met somebody who knew about the fellowship", "whom did you meet?"),
        ("Maya; talked ECGs", 'two people fit "Maya"'),
        ("x" * 20_000, "whom did you meet?"),
    ],
)
def test_a_line_that_cannot_be_understood_is_kept_as_typed(
    acc: Program, line: str, why: str
) -> None:
    acc.ok("add Maya Rao")
    acc.ok("add Maya Patel")
    said = capture(acc, "Ana Torres", line, "Ben Adler")
    assert said.code == 5
    assert handles(said) == ["ana-torres", "ben-adler"]
    (kept,) = acc.items("event unclear acc")
    assert (kept["line"], kept["event"], kept["said_on"]) == (line, "acc-2027", "2027-03-21")
    assert why in kept["why"]
    assert why in said.err and "--settles 1" in said.err
    assert len(acc.items("list")) == 4


def test_only_unclear_lines_are_5_and_told(acc: Program) -> None:
    said = acc("event capture acc", stdin="; hm\n; hm hm\n")
    assert (said.code, said.out) == (5, "")
    assert "0 people at ACC 2027; 2 lines are to be cleared up" in said.err


def test_unclear_lines_are_asked_about_by_show_and_close(acc: Program) -> None:
    capture(acc, "Maya Rao; talked amyloid", "Lee; promised it by someday")
    to_type = "rescrm event met acc-2027 --settles 1 'Lee; promised it by someday'"
    assert to_type in acc.ok("event show acc --format rich").out.replace("\n    ", " ")
    assert acc.item("event show acc")["unclear"][0]["id"] == 1
    assert to_type in acc.ok("event close acc", now="2027-03-22T20:00:00-04:00").err


def test_closing_with_nobody_met_asks_about_unclear_lines(acc: Program) -> None:
    capture(acc, "; hm")
    said = acc.ok("event close acc")
    assert "Nobody was met at ACC 2027" in said.err and "--settles 1" in said.err


def test_a_line_is_cleared_up_by_saying_it_anew(acc: Program) -> None:
    capture(acc, "Lee; promised it by someday")
    said = acc.item("event met acc --settles 1 'Lee Wong; promised it by fri'")
    assert said["handle"] == "lee-wong"
    assert unclear(acc) == []
    acc.ok("undo")
    assert unclear(acc) == ["Lee; promised it by someday"]
    assert acc.items("list") == []


@pytest.mark.parametrize(
    ("line", "code"),
    [("--settles 2 'Lee Wong'", 4), ("--settles 1 '; hm'", 2), ("--settles x Lee", 2)],
)
def test_a_line_that_is_not_cleared_up_stays(acc: Program, line: str, code: int) -> None:
    capture(acc, "; hm")
    before = dumps.journaled()
    assert acc(f"event met acc {line}").code == code
    assert dumps.journaled() == before


def test_a_line_of_another_event_is_not_cleared_up_here(acc: Program) -> None:
    acc.ok("event add AHA --from 2027-11-06")
    capture(acc, "; hm")
    assert acc("event met aha --settles 1 'Lee Wong'").code == 4
    assert acc("event unclear aha --drop 1").code == 4


def test_unclear_lines_can_be_dropped_and_brought_back(acc: Program) -> None:
    capture(acc, "; a", "; b", "; c")
    dropped = acc.items("event unclear acc --drop 1 --drop 3")
    assert [each["line"] for each in dropped] == ["; a", "; c"]
    assert unclear(acc) == ["; b"]
    assert acc.items("event unclear acc --drop 2 --dry-run")
    assert unclear(acc) == ["; b"]
    acc.ok("undo")
    assert unclear(acc) == ["; a", "; b", "; c"]
    assert acc("event unclear acc --drop 9").code == 4


def test_nothing_unclear_is_said(acc: Program) -> None:
    assert acc.ok("event unclear acc").err == "Nothing of ACC 2027 is unclear.\n"


# Two of one name -----------------------------------------------------------------------------


def test_stars_make_the_namesake(acc: Program) -> None:
    said = capture(acc, "Maya Rao, UCSF; talked amyloid", "**Maya Rao**, Mayo; talked ablation")
    assert (said.code, handles(said)) == (0, ["maya-rao", "maya-rao-2"])
    assert [each["organisation"] for each in said.items] == ["UCSF", "Mayo"]


def test_stars_make_the_namesake_by_met_as_well_but_not_of_the_same_line(acc: Program) -> None:
    capture(acc, "Maya Rao, UCSF; talked amyloid")
    line = "event met acc '**Maya Rao**, Mayo; talked ablation'"
    assert acc.item(line)["handle"] == "maya-rao-2"
    steps = dumps.steps()
    assert acc.item(line)["handle"] == "maya-rao-2"
    assert dumps.steps() == steps


@pytest.mark.parametrize(
    "line",
    ["Maya Rao, Mayo; talked ablation", "Maya; talked ablation; maya@mayo.org", "Maya Rao, Mayo"],
)
def test_a_line_that_may_be_about_a_namesake_is_kept_as_typed(acc: Program, line: str) -> None:
    said = capture(acc, "Maya Rao, UCSF; talked amyloid; maya@ucsf.edu", line)
    assert (said.code, handles(said)) == (5, ["maya-rao"])
    assert "maya-rao (UCSF), or someone else of that name?" in said.err
    assert unclear(acc) == [line]
    assert said.items[0]["discussed"] == "amyloid"


@pytest.mark.parametrize(
    "line",
    ["Maya Rao, UCSF EP; next a call", "Maya Rao; next a call", "@maya-rao, Mayo; next a call",
     "Maya; next a call; rao@ucsf.edu"],
)  # fmt: skip
def test_a_line_that_goes_with_the_first_joins_it(acc: Program, line: str) -> None:
    said = capture(acc, "Maya Rao, UCSF; talked amyloid; maya@ucsf.edu", line)
    assert (said.code, handles(said)) == (0, ["maya-rao"])
    assert said.items[0]["next_step"] == "a call"


def test_once_there_are_two_a_bare_name_is_unclear(acc: Program) -> None:
    said = capture(acc, "Maya Rao, UCSF", "**Maya Rao**, Mayo", "Maya Rao; next a call")
    assert (said.code, handles(said)) == (5, ["maya-rao", "maya-rao-2"])
    assert unclear(acc) == ["Maya Rao; next a call"]


# Tried out, interrupted ----------------------------------------------------------------------


def test_a_dry_run_answers_as_if_and_keeps_nothing(acc: Program) -> None:
    before = dumps.journaled()
    said = capture(
        acc, "Maya Rao, UCSF", "Maya; next a call", "**Maya Rao**, Mayo", "; hm",
        options="--dry-run",
    )  # fmt: skip
    assert (said.code, handles(said)) == (5, ["maya-rao", "maya-rao-2"])
    assert said.items[0]["next_step"] == "a call"
    assert dumps.journaled() == before


class Interrupted:
    """Lines from stdin, and then Ctrl-C."""

    def __init__(self, lines: list[bytes]) -> None:
        self.buffer = self._lines(lines)

    def _lines(self, lines: list[bytes]) -> Iterator[bytes]:
        yield from lines
        raise SystemExit(130)

    def isatty(self) -> bool:
        return False


@pytest.mark.parametrize(("options", "kept"), [([], 2), (["--dry-run"], 0)])
def test_what_was_said_before_an_interruption_is_kept_and_counted(
    acc: Program, monkeypatch: pytest.MonkeyPatch, capsys: Any, options: list[str], kept: int
) -> None:
    from rescrm.cli import main

    lines = [b"Maya Rao; talked amyloid\n", b"Lee Wong\n", b"; hm\n"]
    monkeypatch.setattr(sys, "stdin", Interrupted(lines))
    with pytest.raises(SystemExit) as ended:
        main(["event", "capture", "acc", *options])
    monkeypatch.undo()
    monkeypatch.setenv("RESCRM_NOW", DURING)
    assert ended.value.code == 130
    told = capsys.readouterr().err
    assert "2 people at ACC 2027; 1 line is to be cleared up" in told
    assert told.startswith("Kept:" if kept else "Nothing is kept")


# Hostile lines -------------------------------------------------------------------------------

HOSTILE = [
    "\x1b[31mEvil Rao; talked \x9b2J [bold]x[/]",
    "Maya\u202eoaR; talked [link=x]y[/link] :smile:",
    "{{ ''.__class__ }} Rao; talked {% for x in y %}",
    "=HYPERLINK(1) Rao; next +1",
    "Rao\tTab; talked a\\tb",
    "; \x1b]0;title\x07 hm",
]


@pytest.mark.parametrize("line", HOSTILE)
def test_whatever_is_typed_is_kept_and_shown_safely(acc: Program, line: str) -> None:
    said = capture(acc, line)
    assert said.code in (0, 5)
    shown = [
        acc.ok(f"event {word} acc --format {form}")
        for word in ("show", "unclear", "close")
        for form in ("rich", "plain")
    ]
    for each in (said, *shown):
        unsafe = {"\x1b", "\x9b", "\u202e", "\x07"}
        assert unsafe.isdisjoint(each.out + each.err)
    if said.code:
        assert unclear(acc) == [line.strip()]
    else:
        assert said.items[0]["name"] == " ".join(line.partition(";")[0].split())
    assert acc("doctor").code == 0


def test_a_line_that_fits_two_is_cleared_up_with_a_handle(rescrm: Program) -> None:
    rescrm.ok('event add "ACC 2027" --from 2026-11-21 --to 2026-11-22')
    rescrm.ok("add Ana Reyes")
    rescrm.ok("add Ana Torres")
    said = rescrm("event capture acc", stdin="ana; talked nights\n")
    typed = "rescrm event met acc-2027 --settles 1 '@ana-torres; talked nights'"
    assert typed in said.err
    assert typed in rescrm.ok("event unclear acc --format rich").out
    rescrm.ok(typed.removeprefix("rescrm "))
    assert rescrm.items("event unclear acc") == []


def test_the_same_unclear_line_is_kept_once(rescrm: Program) -> None:
    rescrm.ok('event add "ACC 2027" --from 2026-11-21 --to 2026-11-22')
    for _ in range(2):
        assert rescrm("event capture acc", stdin=";;\n").code == 5
    (line,) = rescrm.items("event unclear acc")
    assert line["why"] == "whom did you meet?"
    assert "--settles 1 'Name, where; talked …'" in rescrm.ok("event unclear acc --format rich").out


def test_the_people_of_an_event_stand_in_columns(rescrm: Program) -> None:
    rescrm.ok('event add "ACC 2027" --from 2026-11-21 --to 2026-11-22')
    rescrm.ok('event met acc "Li Wei; talked apps" "Maya Rao; talked amyloid; next a call"')
    shown = rescrm.ok("event show acc --format rich").out.splitlines()
    assert shown[2:4] == [
        "  Li Wei    follow-up Mon 23 Nov  apps",
        "  Maya Rao  follow-up Mon 23 Nov  amyloid · next: a call",
    ]
