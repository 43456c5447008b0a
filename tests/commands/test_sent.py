"""Where letters go, and what became of them."""

from __future__ import annotations

import os
import stat
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

import dumps
from play import NOW, Program
from rescrm.core.due import What
from rescrm.store import Moment, Store

ME = "config set me.name 'Sam Lee'"
MONDAY = "2026-11-23T08:00:00-05:00"


@pytest.fixture
def acc(rescrm: Program) -> Program:
    """The day after a conference: one with all facts, one without a next step, one without any."""
    rescrm.ok(ME)
    rescrm.ok('event add "ACC 2026" --from 2026-11-19 --to 2026-11-21 --city Boston')
    for line in (
        "Maya Rao, UCSF; talked the amyloid cohort; promised the dataset by fri; "
        "next a call in April; maya@ucsf.edu",
        "Lee Wong, Mayo; talked ECGs; lee@mayo.edu",
        "Priya Shah, Mayo",
    ):
        rescrm.ok(f'event met acc-2026 "{line}"')
    return rescrm


def letter(rescrm: Program, line: str, now: str | None = None) -> dict[str, Any]:
    return rescrm.item(f"draft {line}", now=now)


# Out -----------------------------------------------------------------------------------------


def test_stdout_has_the_letters_as_they_are_read(acc: Program) -> None:
    said = acc.ok("draft maya lee --to stdout").out
    first, second = said.split("\n\n---\n\n")
    assert first.startswith("To: Maya Rao <maya@ucsf.edu>\nSubject: Following up from ACC 2026")
    assert first.endswith("Warm regards,\nSam Lee")
    assert second.startswith("To: Lee Wong <lee@mayo.edu>\n") and second.endswith("Sam Lee\n")
    assert acc.ok("draft priya --to stdout").out == ""


def test_a_draft_is_shown_again_by_its_number(acc: Program) -> None:
    id = letter(acc, "maya")["id"]
    steps = dumps.steps()
    assert acc.item(f"draft {id}") == letter(acc, "maya")
    assert acc.ok(f"draft {id} --to stdout").out == acc.ok("draft maya --to stdout").out
    assert dumps.steps() == steps


def test_a_link_opens_the_mail_program(acc: Program) -> None:
    said = acc.ok("draft maya --to mailto").out
    assert said.startswith("mailto:maya@ucsf.edu?subject=Following%20up%20from%20ACC%202026")
    assert said.count("\n") == 1
    assert acc.item("draft maya --to mailto")["url"] == said.strip()
    acc.ok("event met acc-2026 'Zed Quinn; talked tea'")
    assert "no address is known" in acc.ok("draft zed --to mailto").err


def test_files_are_named_by_number_private_and_not_sent(acc: Program) -> None:
    items = acc.items("draft --event acc-2026 --to eml -o out")
    files = sorted(Path("out").iterdir())
    ids = [each["id"] for each in items if each["file"]]
    assert [file.name for file in files] == [f"draft-{id}.eml" for id in ids]
    assert [each["file"] for each in items] == [*map(str, files), None]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(Path("out").stat().st_mode) == 0o700
    message = message_from_bytes(files[0].read_bytes(), policy=default)
    assert (message["X-Unsent"], message["To"]) == ("1", "Maya Rao <maya@ucsf.edu>")
    assert message.get_content().replace("\r\n", "\n") == items[0]["body"] + "\n"


def test_files_that_cannot_be_written_leave_no_draft(acc: Program) -> None:
    Path("file").write_text("here", encoding="utf-8")
    for place in ("file", "no/such/folder"):
        assert acc(f"draft maya --to eml -o {place}").code == 7
    Path("out").mkdir()
    Path("out/draft-1.eml").symlink_to("elsewhere")
    assert acc("draft maya --to eml -o out").code == 7
    assert not Path("elsewhere").exists() and Path("file").read_text() == "here"


def test_a_dry_run_shows_the_letter_and_keeps_nothing(acc: Program) -> None:
    before = dumps.journaled()
    assert letter(acc, "maya --dry-run")["state"] == "draft"
    acc.ok("draft maya --to eml -o out --dry-run")
    acc.ok("draft maya --to editor --dry-run")
    assert dumps.journaled() == before and not Path("out").exists()


# In an editor --------------------------------------------------------------------------------


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that keeps what it was given and does what `edit.sh` says."""
    script = tmp_path / "editor"
    script.write_text(
        f'#!/bin/sh\n[ $# = 1 ] || exit 9\nstat -c %a "$1" > {tmp_path}/mode\n'
        f'cp "$1" {tmp_path}/given\necho "$1" > {tmp_path}/name\n. {tmp_path}/edit.sh\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.delenv("VISUAL", raising=False)
    (tmp_path / "edit.sh").write_text("", encoding="utf-8")
    return tmp_path


def test_an_editor_is_given_one_private_file_that_is_gone_afterwards(
    acc: Program, editor: Path
) -> None:
    (editor / "edit.sh").write_text("sed -i 's/amyloid cohort/registry/g' \"$1\"\n")
    said = letter(acc, "maya --to editor")
    assert said["subject"] == "Following up from ACC 2026: the registry"
    assert "conversation about the registry" in said["body"]
    assert (editor / "given").read_text().startswith("Subject: Following up from ACC 2026: the amy")
    assert (editor / "mode").read_text() == "600\n"
    name = (editor / "name").read_text().strip()
    assert not Path(name).exists() and "maya" not in name


def test_drafting_in_an_editor_is_one_step(acc: Program, editor: Path) -> None:
    before = dumps.journaled()
    (editor / "edit.sh").write_text('echo "P.S. tea?" >> "$1"\n')
    letter(acc, "maya --to editor")
    acc.ok("undo")
    assert dumps.journaled() == before


def test_ones_own_words_are_not_written_over(acc: Program, editor: Path) -> None:
    (editor / "edit.sh").write_text('echo "P.S. tea?" >> "$1"\n')
    id = letter(acc, "maya")["id"]
    assert acc.item(f"draft {id} --to editor")["body"].endswith("P.S. tea?")
    assert letter(acc, "maya")["body"].endswith("P.S. tea?")
    again = letter(acc, "maya --to editor")
    assert again["body"].endswith("P.S. tea?\nP.S. tea?") and again["id"] == id


def test_what_the_editor_leaves_is_linted(acc: Program, editor: Path) -> None:
    (editor / "edit.sh").write_text('printf "Subject: hi\\n\\nHello.\\n" > "$1"\n')
    assert (
        "no question: end with one that is easy to answer"
        in letter(acc, "maya --to editor")["warnings"]
    )


@pytest.mark.parametrize("script", ["", ': > "$1"\n'])
def test_an_editor_that_changes_nothing_or_all_leaves_the_letter(
    acc: Program, editor: Path, script: str
) -> None:
    (editor / "edit.sh").write_text(script)
    before = letter(acc, "maya")
    steps = dumps.steps()
    assert letter(acc, "maya --to editor") == before
    assert dumps.steps() == steps


def test_an_editor_that_fails_changes_nothing(acc: Program, editor: Path) -> None:
    before = dumps.journaled()
    (editor / "edit.sh").write_text("exit 3\n")
    assert acc("draft maya --to editor").code == 8
    os.environ["EDITOR"] = str(editor / "no-such-editor")
    assert acc("draft maya --to editor").code == 8
    assert dumps.journaled() == before


def test_where_nobody_can_edit_it_says_so(acc: Program, editor: Path) -> None:
    before = dumps.journaled()
    assert acc("draft maya --to editor --no-input").code == 3
    del os.environ["EDITOR"]
    said = acc("draft maya --to editor")
    assert said.code == 3 and "Set EDITOR, or try --to stdout." in said.err
    assert dumps.journaled() == before


def test_what_waits_for_a_fact_is_not_opened(acc: Program, editor: Path) -> None:
    said = acc.ok("draft priya --to editor")
    assert not (editor / "given").exists() and "what did you talk about?" in said.err


def test_what_was_sent_is_not_edited(acc: Program, editor: Path) -> None:
    id = letter(acc, "maya")["id"]
    acc.ok(f"sent {id}")
    assert acc(f"draft {id} --to editor").code == 2


# What became of it ---------------------------------------------------------------------------


def test_a_draft_that_was_sent_is_a_touch_and_closes_the_follow_up(acc: Program) -> None:
    id = letter(acc, "maya")["id"]
    (said,) = acc.items(f"sent {id}")
    assert said["state"] == "sent"
    touch = acc.items("timeline maya")[0]
    assert (touch["on"], touch["kind"], touch["direction"]) == ("2026-11-22", "email", "me")
    assert touch["note"] == "Following up from ACC 2026: the amyloid cohort"
    assert touch["event"] == "acc-2026"
    assert {due["handle"] for due in acc.items("due")} == {"lee-wong", "priya-shah"}
    assert acc.item("event show acc")["followed_up"] == 1
    assert [each["about"] for each in acc.items("promises")] == ["the dataset"]


def test_a_letter_on_the_last_day_closes_the_follow_up_too(acc: Program) -> None:
    last_day = "2026-11-21T20:00:00-05:00"
    id = letter(acc, "maya", last_day)["id"]
    acc.ok(f"sent {id}", now=last_day)
    assert "maya-rao" not in {due["handle"] for due in acc.items("due")}


@pytest.mark.parametrize(("kind", "template"), [("sponsor", "sponsor-thanks"), ("fellow", None)])
def test_a_thank_you_that_is_owed_is_the_letter_and_closed_by_it(
    rescrm: Program, kind: str, template: str | None
) -> None:
    rescrm.ok(f"add Lee Wong -k {kind}")
    owe_thanks("the invitation")
    said = letter(rescrm, "lee")
    assert said["template"] == (template or "thank-you")
    assert "the invitation" in said["body"]
    assert [due["what"] for due in rescrm.items("due")] == ["thank-you"]
    rescrm.ok(f"sent {said['id']}")
    assert rescrm.items("due") == []


def owe_thanks(what: str) -> None:
    """Owe the first person thanks for something, as a mentor's meeting does."""
    moment = Moment(now=NOW, today=date.fromisoformat(NOW[:10]), uid=lambda: "thanks")
    store = Store(Path(os.environ["HOME"]) / ".local/share/rescrm/rescrm.db", moment)
    with store.write("thanks"):
        store.commitments.add(What.THANK_YOU, 1, what, moment.today)
    store.close()


def test_several_are_sent_at_once_or_none(acc: Program) -> None:
    maya, lee, priya = acc.items("draft --event acc-2026")
    before = dumps.journaled()
    said = acc(f"sent {maya['id']} {priya['id']} --json")
    assert said.code == 2 and "what did you talk about?" in said.error["message"]
    assert acc(f"sent {maya['id']} 99").code == 4
    assert dumps.journaled() == before
    assert [each["state"] for each in acc.items(f"sent {maya['id']} {lee['id']}")] == ["sent"] * 2


def test_sent_twice_says_so_and_makes_no_step(acc: Program) -> None:
    id = letter(acc, "maya")["id"]
    acc.ok(f"sent {id}")
    steps = dumps.steps()
    said = acc.ok(f"sent {id}")
    assert said.err == f"Draft {id} (Maya Rao) was sent before.\n"
    assert dumps.steps() == steps


def test_drafts_are_listed_until_they_are_sent_or_thrown_away(acc: Program) -> None:
    maya, lee, priya = acc.items("draft --event acc-2026")
    assert [each["id"] for each in acc.items("drafts")] == [maya["id"], lee["id"], priya["id"]]
    acc.ok(f"sent {maya['id']}")
    assert acc.items(f"discard {lee['id']}")[0]["state"] == "discarded"
    assert [each["id"] for each in acc.items("drafts")] == [priya["id"]]
    assert acc.ok("drafts").out == f"{priya['id']}\tpriya-shah\tthank-you\t\twaiting\n"
    acc.ok("archive priya")
    assert acc.ok("drafts").err == "No drafts. `rescrm draft WHO` writes one.\n"


def test_what_was_thrown_away_is_written_anew_under_another_number(acc: Program) -> None:
    id = letter(acc, "lee")["id"]
    acc.ok(f"discard {id}")
    steps = dumps.steps()
    assert "thrown away before" in acc.ok(f"discard {id}").err
    assert dumps.steps() == steps
    assert acc(f"sent {id}").code == 2
    assert letter(acc, "lee")["id"] != id


def test_what_was_sent_cannot_be_thrown_away(acc: Program) -> None:
    id = letter(acc, "lee")["id"]
    acc.ok(f"sent {id}")
    assert acc(f"discard {id}").code == 2
    assert acc("discard 99").code == 4
    assert acc("discard x").code == 2


@pytest.mark.parametrize("line", ["draft --event acc-2026", "sent 1", "discard 2"])
def test_each_is_one_step_back(acc: Program, line: str) -> None:
    acc.ok("draft maya lee")
    before = dumps.journaled(), dumps.agenda()
    acc.ok(f"{line} --dry-run")
    assert (dumps.journaled(), dumps.agenda()) == before
    acc.ok(line)
    assert dumps.journaled() != before[0]
    acc.ok("undo")
    assert (dumps.journaled(), dumps.agenda()) == before
