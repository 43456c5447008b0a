"""Templates seen, tried out, made one's own; hostile ones refused."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import time
from pathlib import Path

import pytest

import dumps
from play import Program
from real import RESCRM

MINE = "{# For tea. Needs: topic. #}\nSubject: Tea?\n\nI enjoyed {{ topic }}. Tea?\n"


def folder() -> Path:
    return Path(os.environ["HOME"]) / ".config/rescrm/templates"


def own(name: str, text: str = MINE) -> Path:
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that notes what it was called with and does what `edit.sh` says."""
    script = tmp_path / "editor"
    script.write_text(
        f'#!/bin/sh\nfor each; do echo "$each" >> {tmp_path}/called; done\n. {tmp_path}/edit.sh\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.delenv("VISUAL", raising=False)
    (tmp_path / "edit.sh").write_text("", encoding="utf-8")
    return tmp_path


def edits(editor: Path, script: str) -> None:
    (editor / "edit.sh").write_text(script, encoding="utf-8")


# Seen and tried ------------------------------------------------------------------------------


def test_all_templates_are_listed_with_what_they_need(rescrm: Program) -> None:
    own("tea")
    found = {each["name"]: each for each in rescrm.items("template list")}
    assert len(found) == 12
    assert (found["tea"]["own"], found["tea"]["about"]) == (True, "For tea")
    assert found["tea"]["file"] == str(folder() / "tea.txt")
    assert found["tea"]["needs"] == ["topic"]
    thanks = found["thank-you"]
    assert (thanks["own"], thanks["file"], thanks["needs"]) == (False, None, ["discussed"])
    assert {"discussed", "event", "next_step", "promise"} <= set(thanks["uses"])
    assert rescrm.ok("template list").out.count("\n") == 12


def test_one_that_is_refused_does_not_hide_the_others(rescrm: Program) -> None:
    own("bad", "Subject: x\n\n{{ 2 * 3 }}\n")
    own("big", "x" * 200_000)
    said = rescrm.ok("template list --json")
    refused = {each["name"]: each["refused"] for each in said.items if each["refused"]}
    assert refused["bad"].startswith("template bad, line 3: a template does not reckon")
    assert "far too long" in refused["big"] and set(refused) == {"bad", "big"}
    assert "template bad, line 3" in said.err


def test_a_template_is_shown_as_it_is_written(rescrm: Program) -> None:
    own("thank-you")
    assert rescrm.ok("template show thank-you").out == MINE
    item = rescrm.item("template show check-in")
    assert (item["own"], item["text"].splitlines()[1][:8]) == (False, "Subject:")


def test_lint_tries_it_on_somebody_made_up(rescrm: Program) -> None:
    own("tea", "Subject: Tea\n\nHello [NAME], TODO.\n")
    found = rescrm.item("template lint tea")
    assert found["warnings"] == [
        "no question: end with one that is easy to answer",
        "nothing specific: say what you valued",
        "a placeholder is left in: [NAME]",
        "a placeholder is left in: TODO",
    ]
    assert rescrm.ok("template lint tea").err == "tea: 4 to look at.\n"
    assert rescrm.ok("template lint thank-you").err == "thank-you: nothing to mend.\n"


@pytest.mark.parametrize("verb", ["show", "lint"])
@pytest.mark.parametrize(("name", "code"), [("nope", 4), ("../x", 2), ("''", 2), ("a/b", 2)])
def test_a_name_that_is_none_is_told_the_known_ones(
    rescrm: Program, verb: str, name: str, code: int
) -> None:
    said = rescrm(f"template {verb} {name}")
    assert said.code == code and "Known: before-conference, check-in" in said.err


def test_templates_need_no_store(rescrm: Program) -> None:
    rescrm.ok("template list")
    rescrm.ok("template lint thank-you")
    assert not (Path(os.environ["HOME"]) / ".local").exists()


def test_tab_knows_ones_own_beside_the_built_in_ones(rescrm: Program) -> None:
    own("tea")
    own("thank-you")

    def offered(*words: str) -> list[str]:
        done = subprocess.run(
            [*RESCRM, "__complete", *words], capture_output=True, text=True, check=False
        )
        return [line.split("\t")[0] for line in done.stdout.splitlines()]

    assert offered("draft", "maya", "--template", "t") == ["tea", "thank-you"]
    assert offered("draft", "--template=in") == ["--template=intro-ask", "--template=intro-connect"]
    assert offered("template", "edit", "te") == ["tea"]
    assert len(offered("template", "show", "")) == 12


# Made one's own ------------------------------------------------------------------------------


def test_the_first_edit_copies_the_built_in_one_for_its_owner_alone(
    rescrm: Program, editor: Path
) -> None:
    built_in = rescrm.item("template show thank-you")["text"]
    edits(editor, 'stat -c %a "$1" > "$0.mode"; cp "$1" "$0.given"; echo P.S. tea? >> "$1"\n')
    item = rescrm.item("template edit thank-you")
    path = folder() / "thank-you.txt"
    assert (editor / "called").read_text() == f"{path}\n"
    assert (editor / "editor.given").read_text(encoding="utf-8") == built_in
    assert (editor / "editor.mode").read_text() == "600\n"
    assert path.read_text(encoding="utf-8") == f"{built_in}P.S. tea?\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder().stat().st_mode) == 0o700
    assert (item["own"], item["warnings"]) == (True, [])


def test_one_of_its_own_name_begins_with_a_form(rescrm: Program, editor: Path) -> None:
    edits(editor, 'sed -i "s/Best,/Cheers,/" "$1"\n')
    assert rescrm.item("template edit tea")["needs"] == ["discussed"]
    assert "Cheers," in rescrm.ok("template show tea").out


def test_an_editor_that_changes_nothing_makes_nothing_ones_own(
    rescrm: Program, editor: Path
) -> None:
    assert rescrm.item("template edit thank-you")["own"] is False
    said = rescrm.ok("template edit tea")
    assert said.err == "No template tea was made.\n"
    assert list(folder().iterdir()) == []
    own("tea")
    assert rescrm.ok("template edit tea").err == "Left as it was. tea: nothing to mend.\n"
    assert (folder() / "tea.txt").read_text(encoding="utf-8") == MINE


@pytest.mark.parametrize("script", ["exit 3", "kill -9 $$"])
def test_an_editor_that_does_not_end_well_leaves_all_as_it_was(
    rescrm: Program, editor: Path, script: str
) -> None:
    own("tea")
    edits(editor, f'echo more >> "$1"\n{script}\n')
    assert rescrm("template edit tea").code == 8
    assert rescrm("template edit thank-you").code == 8
    assert [each.name for each in folder().iterdir()] == ["tea.txt"]
    assert (folder() / "tea.txt").read_text(encoding="utf-8") == MINE


def test_what_is_refused_is_kept_as_it_was_saved(rescrm: Program, editor: Path) -> None:
    edits(editor, 'printf "Subject: x\\n\\n{{ 1 + 1 }}\\n" > "$1"\n')
    said = rescrm("template edit thank-you --json")
    assert said.code == 2
    assert said.error["message"] == (
        "template thank-you, line 3: a template does not reckon. "
        "What was saved is kept: rescrm template edit thank-you opens it again."
    )
    assert "{{ 1 + 1 }}" in (folder() / "thank-you.txt").read_text(encoding="utf-8")
    edits(editor, 'printf "Subject: x\\n\\nThanks for {{ discussed }}. Tea?\\n" > "$1"\n')
    assert rescrm.item("template edit thank-you")["warnings"] == []


@pytest.mark.parametrize("mode", ["--dry-run", "--no-input"])
def test_on_a_dry_run_and_without_anyone_nothing_is_opened(
    rescrm: Program, editor: Path, mode: str
) -> None:
    said = rescrm(f"template edit thank-you {mode}")
    assert said.code == (3 if mode == "--no-input" else 0)
    assert not (editor / "called").exists() and not folder().exists()


def test_without_an_editor_it_says_which_file_to_write(
    rescrm: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    said = rescrm("template edit thank-you")
    assert said.code == 3 and str(folder() / "thank-you.txt") in said.err


@pytest.mark.parametrize(("name", "code"), [("../x", 2), ("a/b", 2), (".hidden", 2)])
def test_no_name_leads_out_of_the_folder(
    rescrm: Program, editor: Path, name: str, code: int
) -> None:
    assert rescrm(f"template edit {name}").code == code
    assert not (editor / "called").exists()


# Files that are not to be obeyed --------------------------------------------------------------


def link(path: Path) -> None:
    elsewhere = path.with_name("elsewhere")
    elsewhere.write_text(MINE, encoding="utf-8")
    path.symlink_to(elsewhere)


def dangling(path: Path) -> None:
    path.symlink_to("/no/such/file")


def anyones(path: Path) -> None:
    path.write_text(MINE, encoding="utf-8")
    path.chmod(0o666)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (link, "is a link"),
        (dangling, "is a link"),
        (os.mkfifo, "is no plain file"),
        (Path.mkdir, "is no plain file"),
        (anyones, "anyone may write to"),
    ],
)
@pytest.mark.parametrize(
    "line",
    ["template show tea", "template lint tea", "template edit tea", "draft a --template tea"],
)
def test_a_file_that_is_not_ones_own_is_refused_and_not_touched(
    rescrm: Program, editor: Path, make: object, why: str, line: str
) -> None:
    rescrm.ok("add A")
    before = dumps.journaled()
    folder().mkdir(parents=True)
    make(folder() / "tea.txt")  # type: ignore[operator]
    said = rescrm(line)
    assert said.code == 2
    assert "template tea, line 1: " in said.err and why in said.err
    assert not (editor / "called").exists() and dumps.journaled() == before


def test_somebody_elses_file_is_not_obeyed(rescrm: Program) -> None:
    if os.geteuid():
        pytest.skip("only root can give a file away")
    os.chown(own("tea"), 12345, 12345)
    said = rescrm("template lint tea")
    assert said.code == 2 and "belongs to somebody else" in said.err


def test_a_line_that_is_no_text_is_named(rescrm: Program) -> None:
    own("tea").write_bytes(b"Subject: x\n\nhello\n\xff\n")
    assert "template tea, line 4: it is not readable as UTF-8" in rescrm("template lint tea").err


# Hostile ones, through the whole program -------------------------------------------------------

HOSTILE = (
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% for a in range(10**9) %}x{% endfor %}",
    "{{ 'a' * 10**9 }}",
    "{{ 9**9**9**9 }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{{ '%0999999999d' % 1 }}",
    "{{ name|center(10**9) }}",
    "{% set x = 'a' %}{% for a in questions %}{% set x = x ~ x %}{% endfor %}{{ x }}",
    "{{ cycler.__init__.__globals__.os.system('touch pwned') }}",
    "{{" + "(" * 5_000,
    "{% for a in questions %}" * 40 + "{% endfor %}" * 40,
)


def _small() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (500 * 2**20, 500 * 2**20))


@pytest.mark.parametrize("source", HOSTILE, ids=lambda source: source[:30])
def test_a_hostile_template_is_refused_in_time_and_touches_nothing(
    rescrm: Program, source: str
) -> None:
    rescrm.ok("add 'Maya Rao'")
    own("tea", f"Subject: x\n\nhello\n{source}\n")
    began = time.monotonic()
    done = subprocess.run(
        [*RESCRM, "draft", "maya", "--template", "tea"],
        capture_output=True, text=True, timeout=30, check=False, preexec_fn=_small,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("rescrm: template tea, line 4: ") or "line 1:" in done.stderr
    assert time.monotonic() - began < 10  # of which rescrm takes less than two by itself
    assert not Path("pwned").exists() and rescrm.items("drafts") == []
