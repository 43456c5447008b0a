"""At a terminal: questions asked and answered, colour only where it is wanted, narrow windows."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from play import Program
from real import ENDS_WITHIN, RESCRM

pexpect = pytest.importorskip("pexpect")
ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


@pytest.fixture
def two(rescrm: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Two people called Maya, both due, in a terminal of 80 columns."""
    rescrm.ok("add 'Maya Rao' -k faculty -o UCSF --every '4 weeks' --on 2026-01-01")
    rescrm.ok("add 'Maya Lindqvist' -k fellow --every '4 weeks' --on 2026-10-20")
    for name in ("RESCRM_SEED", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return rescrm


def typed(*argv: str, columns: int = 80, **environ: str) -> Any:
    """The program at a terminal; what it prints is what is seen there."""
    return pexpect.spawn(
        RESCRM[0],
        [*RESCRM[1:], *argv],
        env={**os.environ, **environ},
        dimensions=(24, columns),
        encoding="utf-8",
        codec_errors="replace",
        timeout=ENDS_WITHIN,
    )


def seen(*argv: str, columns: int = 80, **environ: str) -> tuple[str, int]:
    """All that is printed at a terminal, and the exit code."""
    child = typed(*argv, columns=columns, **environ)
    text: str = child.read().replace("\r\n", "\n")
    child.close()
    return text, child.exitstatus


# Which of two.


def test_two_who_fit_are_a_question_with_numbers(two: Program) -> None:
    child = typed("tag", "maya", "+ep")
    child.expect_exact('Who is "maya"?')
    child.expect_exact("1  maya-lindqvist  fellow")
    child.expect_exact("2  maya-rao  faculty, UCSF")
    child.expect_exact("1-2, or Enter for none: ")
    child.sendline("2")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert two.item("show @maya-rao")["tags"] == ["ep"]
    assert two.item("show @maya-lindqvist")["tags"] == []


@pytest.mark.parametrize("answer", ["", "3", "0", "-1", "rao", "²", "9" * 50, " "])
def test_no_answer_is_3_and_changes_nothing(two: Program, answer: str) -> None:
    child = typed("tag", "maya", "+ep")
    child.expect_exact("Enter for none: ")
    child.sendline(answer)
    told = child.read()
    child.close()
    assert child.exitstatus == 3
    assert "two people fit" in told
    assert two.items("list tag:ep") == []


def test_the_end_of_input_is_no_answer(two: Program) -> None:
    child = typed("show", "maya")
    child.expect_exact("Enter for none: ")
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 3


def test_letters_that_cannot_be_read_are_no_answer(two: Program) -> None:
    child = typed("show", "maya", LC_ALL="en_US.UTF-8", PYTHONIOENCODING="utf-8:strict")
    child.expect_exact("Enter for none: ")
    os.write(child.child_fd, b"\xff\xfe\n")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 3


def test_ctrl_c_at_a_question_is_130_and_changes_nothing(two: Program) -> None:
    child = typed("tag", "maya", "+ep")
    child.expect_exact("Enter for none: ")
    child.sendintr()
    told = child.read()
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in told
    assert two.items("list tag:ep") == []
    assert len(two.items("history")) == 2


@pytest.mark.parametrize("line", [["--no-input", "show", "maya"], ["show", "maya", "--no-input"]])
def test_no_input_never_asks(two: Program, line: list[str]) -> None:
    text, code = seen(*line)
    assert code == 3
    assert "two people fit" in text
    assert "Enter" not in text


def test_without_a_terminal_at_both_ends_nothing_is_asked(two: Program) -> None:
    piped = subprocess.run(
        [*RESCRM, "show", "maya"], input="1\n", capture_output=True, text=True, check=False
    )
    assert piped.returncode == 3
    assert "Enter" not in piped.stderr


def test_the_question_is_no_part_of_the_answer(two: Program, tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    words = " ".join(RESCRM)
    child = pexpect.spawn(
        "bash", ["-c", f"{words} list --json >/dev/null; {words} show maya > {answer}"],
        env=dict(os.environ), encoding="utf-8", timeout=ENDS_WITHIN,
    )  # fmt: skip
    child.expect_exact("Enter for none: ")
    child.sendline("1")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert answer.read_text() == "maya-lindqvist\tMaya Lindqvist\tfellow\t\t\t2026-11-17\n"


# Screens.


def test_a_terminal_gets_the_screen_and_what_can_be_typed_next(two: Program) -> None:
    text, code = seen("due")
    assert code == 0
    assert "297 days over" in text
    assert "`rescrm why maya-rao` explains one" in text
    assert "\t" not in text


def test_colour_says_how_late_on_a_terminal(two: Program) -> None:
    assert ESCAPE.search(seen("due")[0])


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"},
                                     {"NO_COLOR": "1", "FORCE_COLOR": "1"}])  # fmt: skip
def test_no_colour_where_none_is_wanted(two: Program, environ: dict[str, str]) -> None:
    for argv in (["due"], ["show", "@maya-rao"], ["list"], ["due", "--help"]):
        text, code = seen(*argv, **environ)
        assert code == 0
        assert not ESCAPE.search(text)


def test_the_option_takes_colour_away(two: Program) -> None:
    assert not ESCAPE.search(seen("due", "--no-color")[0])
    assert not ESCAPE.search(seen("--no-color", "due", FORCE_COLOR="1")[0])


def test_force_color_colours_a_pipe_that_asks_for_a_screen(two: Program) -> None:
    piped = subprocess.run(
        [*RESCRM, "due", "--format", "rich"],
        env={**os.environ, "FORCE_COLOR": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ESCAPE.search(piped.stdout)
    plain = subprocess.run(
        [*RESCRM, "due"], env={**os.environ, "FORCE_COLOR": "1"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "\x1b" not in plain.stdout


@pytest.mark.parametrize("columns", [20, 33, 80, 300])
def test_a_window_of_any_width_shows_names_and_handles_whole(two: Program, columns: int) -> None:
    for argv in (["due"], ["list"], ["show", "@maya-rao"]):
        text, code = seen(*argv, columns=columns)
        assert code == 0
        assert "Maya Rao" in ESCAPE.sub("", text)
    assert "maya-lindqvist" in ESCAPE.sub("", seen("list", columns=columns)[0])


@pytest.mark.parametrize("columns", ["0", "20", "-5", "x", "99999999999999999999", "1"])
def test_whatever_columns_says_the_screen_is_shown(two: Program, columns: str) -> None:
    for argv in (["due"], ["show", "@maya-rao"], ["--help"]):
        text, code = seen(*argv, COLUMNS=columns)
        assert code == 0
        assert text


def test_a_terminal_without_letters_gets_them_spelled(rescrm: Program) -> None:
    rescrm.run(["add", "José 王伟", "--every", "4 weeks", "--on", "2026-01-01"])
    for argv in (["due"], ["list"], ["show", "jose"], ["show", "nobody"]):
        text, code = seen(*argv, LC_ALL="C", PYTHONIOENCODING="ascii", RESCRM_SEED="")
        assert code in (0, 4)
        assert text.isascii()


# The editor.


def editor(tmp_path: Path, script: str) -> str:
    """An editor that does what a script says to the file in `$1`."""
    file = tmp_path / "an editor.sh"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return f"'{file}'"


def edit(
    tmp_path: Path, script: str, *more: str, who: str = "@maya-rao"
) -> subprocess.CompletedProcess[str]:
    """Open someone's card in an editor, from a pipe."""
    return subprocess.run(
        [*RESCRM, "edit", who, *more],
        env={**os.environ, "EDITOR": editor(tmp_path, script), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def left_over(tmp_path: Path) -> list[str]:
    """Cards that were not taken away."""
    return [path.name for path in tmp_path.iterdir() if path.suffix == ".toml"]


def test_the_editor_shows_the_card_and_what_it_saves_is_kept(two: Program, tmp_path: Path) -> None:
    done = edit(tmp_path, 'cp "$1" card; sed -i "s/^city = .*/city = \\"Boston\\"/" "$1"; '
                          'stat -c %a "$1" > mode; echo $# > count')  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == "maya-rao\tMaya Rao\tfaculty\tUCSF\t\t2026-01-29\n"
    card = Path("card").read_text()
    assert 'name = "Maya Rao"' in card
    assert 'organisation = "UCSF"' in card
    assert Path("mode").read_text() == "600\n"
    assert Path("count").read_text() == "1\n"
    assert two.item("show @maya-rao")["city"] == "Boston"
    assert two.item("show @maya-rao")["every"] == "every 4 weeks"
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("script", ["true", ': > "$1"', 'echo "# nothing" > "$1"', 'touch "$1"'])
def test_a_card_that_says_nothing_new_leaves_everything_as_it_was(
    two: Program, tmp_path: Path, script: str
) -> None:
    before = two.items("list")
    done = edit(tmp_path, script)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Left as it was.\n")
    assert two.items("list") == before
    assert len(two.items("history")) == 2


@pytest.mark.parametrize(("script", "code", "says"), [
    ("exit 3", 8, "ended with 3"),
    ("kill -9 $$", 8, "ended with -9"),
    ('rm "$1"', 8, "left no file behind"),
    ('echo "= x" >> "$1"', 2, "not readable as TOML"),
    ('printf "\\377" > "$1"', 2, "not readable as UTF-8"),
    ('echo "frob = 3" > "$1"', 2, "the card cannot hold frob = 3"),
    ('echo "emails = [1]" > "$1"', 2, "the card cannot hold emails"),
    ('echo "emails = \\"a@b.org\\"" > "$1"', 2, "the card cannot hold emails"),
    ('echo "custom = 3" > "$1"', 2, "the card cannot hold custom"),
    ('printf "[custom]\\na = [1]\\n" > "$1"', 2, "the card cannot hold custom"),
    ('echo "name = \\"\\"" > "$1"', 2, "a name is needed"),
    ('echo "emails = [\\"nowhere\\"]" > "$1"', 2, "is no e-mail address"),
    ('echo "phones = [\\"soon\\"]" > "$1"', 2, "is no phone number"),
    ('echo "birthday = \\"feb 30\\"" > "$1"', 2, "cannot read the day"),
    ('echo "kind = \\"wizard\\"" > "$1"', 2, "there is no kind"),
])  # fmt: skip
def test_a_card_that_cannot_be_kept_changes_nothing(
    two: Program, tmp_path: Path, script: str, code: int, says: str
) -> None:
    before = two.items("list")
    done = edit(tmp_path, script)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert two.items("list") == before
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("named", ["/nowhere/at/all", "'unclosed", "/tmp", "/etc/passwd"])
def test_an_editor_that_cannot_run_is_8(
    two: Program, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", named)
    said = two("edit @maya-rao")
    assert (said.code, said.out) == (8, "")
    assert f"cannot run the editor {named}" in said.err


def test_visual_goes_before_editor(
    two: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", editor(tmp_path, "exit 5"))
    monkeypatch.setenv("EDITOR", "true")
    assert "ended with 5" in two("edit @maya-rao").err


def test_without_an_editor_or_with_no_input_it_is_3(
    two: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    said = two("edit @maya-rao")
    assert said.code == 3
    assert "rescrm edit maya-rao --org UCSF" in said.err
    assert edit(tmp_path, "true", "--no-input").returncode == 3


def test_a_card_keeps_what_it_does_not_say(two: Program, tmp_path: Path) -> None:
    two.ok("edit @maya-rao --note 'one' -e a@b.org --phone '+1 415 555 0134' -t ep --nick Mai "
           "--set knows=ECG --birthday 'mar 14'")  # fmt: skip
    before = two.item("show @maya-rao")
    assert edit(tmp_path, 'printf "city = \\"Boston\\"\\n" > "$1"').returncode == 0
    assert two.item("show @maya-rao") == {**before, "city": "Boston"}


def test_a_card_takes_away_what_it_empties(two: Program, tmp_path: Path) -> None:
    two.ok("edit @maya-rao --note 'one' -e a@b.org --phone '+1 415 555 0134' -t ep --nick Mai "
           "--set knows=ECG --set pager=1 --birthday 'mar 14'")  # fmt: skip
    card = "note = ''\nemails = []\nphones = []\ntags = []\nnicknames = []\nbirthday = ''\n[custom]"
    assert edit(tmp_path, f'cat > "$1" <<E\n{card}\npager = 2\nE').returncode == 0
    now = two.item("show @maya-rao")
    assert [now[key] for key in ("note", "emails", "phones", "tags", "nicknames")] == [
        None, [], [], [], [],
    ]  # fmt: skip
    assert (now["birthday"], now["custom"]) == (None, {"pager": "2"})


def test_a_card_holds_hostile_texts_and_gives_them_back(
    two: Program, tmp_path: Path, home: Path
) -> None:
    hostile = "l1\nl2 \"\"\" ''' \\ \x1b[31m \x01\x7f\x85 \u2028 \u202e [x] = # 王 🎉"
    flat = hostile.replace("\n", " ")
    two.run(["edit", "@maya-rao", "--name", f"Maya {flat}", "--note", hostile, "--org", flat,
             "--nick", flat, "--set", f"k.e\"y {flat.replace('=', '')}={hostile}"])  # fmt: skip
    before = two.item("show @maya-rao")
    done = edit(tmp_path, 'cp "$1" card; sed -i "s/^city = .*/city = \\"Boston\\"/" "$1"')
    assert done.returncode == 0, done.stderr
    assert two.item("show @maya-rao") == {**before, "city": "Boston"}
    assert "\x1b" not in Path("card").read_text()


def test_an_address_that_was_kept_as_it_came_does_not_stop_an_edit(
    two: Program, tmp_path: Path
) -> None:
    Path("odd.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nUID:o\nFN:Odd One\nEMAIL:no address\nTEL:ask at the desk\n"
        "END:VCARD\n"
    )
    two.ok("import odd.vcf")
    done = edit(tmp_path, 'sed -i "s/^city = .*/city = \\"B\\"/" "$1"', who="odd")
    assert done.returncode == 0, done.stderr
    assert two.item("show odd")["city"] == "B"


def test_a_card_with_a_mistake_is_opened_again_on_a_terminal(two: Program, tmp_path: Path) -> None:
    script = (
        'if [ -e tried ]; then sed -i "s/^frob.*//" "$1"; else touch tried; '
        'sed -i "s/^city = .*/city = \\"Boston\\"\\nfrob = 3/" "$1"; fi'
    )
    child = typed("edit", "@maya-rao", EDITOR=editor(tmp_path, script))
    child.expect_exact("the card cannot hold frob = 3")
    child.expect_exact("Open the card again?")
    child.expect_exact("Enter for none: ")
    child.sendline("1")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert two.item("show @maya-rao")["city"] == "Boston"


def test_ctrl_c_in_the_editor_is_the_editors(two: Program, tmp_path: Path) -> None:
    script = 'trap "" INT; echo ready; read line; sed -i "s/^city = .*/city = \\"Boston\\"/" "$1"'
    child = typed("edit", "@maya-rao", EDITOR=editor(tmp_path, script))
    child.expect_exact("ready")
    child.sendintr()
    child.sendline("go on")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert two.item("show @maya-rao")["city"] == "Boston"
