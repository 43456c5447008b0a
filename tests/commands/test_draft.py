"""Letters: which one, from which facts, where they go, and what became of them."""

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


# After an event ------------------------------------------------------------------------------


def test_everyone_met_gets_a_thank_you_or_a_question(acc: Program) -> None:
    maya, lee, priya = acc.items("draft --event acc-2026")
    assert [each["template"] for each in (maya, lee, priya)] == ["thank-you"] * 3
    assert [each["state"] for each in (maya, lee, priya)] == ["draft", "draft", "waiting"]
    assert [each["event"] for each in (maya, lee, priya)] == ["acc-2026"] * 3
    assert maya["to"] == "maya@ucsf.edu"


def test_a_thank_you_names_what_was_discussed_the_promise_and_the_next_step(acc: Program) -> None:
    maya = acc.items("draft --event acc-2026")[0]
    assert maya["subject"] == "Following up from ACC 2026: the amyloid cohort"
    assert maya["body"] == (
        "Dear Maya Rao,\n\n"
        "Thank you for taking the time to talk with me at ACC 2026. I especially appreciated our "
        "conversation about the amyloid cohort.\n\n"
        "I have not forgotten what I promised you: the dataset, by Fri 27 Nov.\n\n"
        "As a next step, I had this in mind: a call in April. Would that work for you?\n\n"
        "With thanks,\nSam Lee"
    )
    assert (maya["missing"], maya["warnings"]) == ([], [])


def test_without_a_next_step_it_offers_fifteen_minutes_and_says_so(acc: Program) -> None:
    lee = acc.items("draft --event acc-2026")[1]
    assert "Could we talk for fifteen minutes by phone" in lee["body"]
    assert lee["warnings"] == ["no next step noted: it offers fifteen minutes by phone"]


def test_without_the_thing_discussed_it_waits_and_has_no_body(acc: Program) -> None:
    said = acc("draft --event acc-2026")
    priya = acc.items("draft --event acc-2026")[2]
    assert said.code == 0
    assert (priya["subject"], priya["body"]) == (None, None)
    assert priya["missing"] == ["what did you talk about?"]
    assert 'rescrm event met acc-2026 "@priya-shah; talked …"' in said.err


def test_the_fact_that_was_missing_completes_the_same_draft(acc: Program) -> None:
    before = acc.items("draft --event acc-2026")[2]
    acc.ok('event met acc-2026 "@priya-shah; talked her fellowship"')
    after = acc.items("draft --event acc-2026")[2]
    assert (after["id"], after["state"]) == (before["id"], "draft")
    assert "her fellowship" in after["body"]


def test_who_was_thanked_is_not_drafted_again(acc: Program) -> None:
    maya = acc.items("draft --event acc-2026")[0]
    acc.ok(f"sent {maya['id']}")
    assert [each["handle"] for each in acc.items("draft --event acc-2026")] == [
        "lee-wong", "priya-shah",
    ]  # fmt: skip
    acc.ok("log 'called Lee'", now=MONDAY)
    left = acc.items("draft --event acc-2026", now=MONDAY)
    assert [each["handle"] for each in left] == ["priya-shah"]


@pytest.mark.parametrize(
    "aside", ["archive lee", "archive lee --deceased", "rest lee --until 2027-01-01"]
)
def test_who_is_set_aside_is_in_no_run(acc: Program, aside: str) -> None:
    acc.ok(aside)
    handles = [each["handle"] for each in acc.items("draft --event acc-2026")]
    assert handles == ["maya-rao", "priya-shah"]


def test_who_never_answered_three_times_is_in_no_run(rescrm: Program) -> None:
    rescrm.ok("add Maya Rao -t ep")
    for _ in range(3):
        rescrm.ok("log call --with maya --attempt")
    assert rescrm.items("draft tag:ep") == []
    assert letter(rescrm, "maya")["handle"] == "maya-rao"


def test_an_event_without_anyone_to_thank_says_so_and_makes_no_step(rescrm: Program) -> None:
    rescrm.ok("event add ACC --from 2026-11-19")
    steps = dumps.steps()
    said = rescrm.ok("draft --event acc")
    assert said.err == 'Nobody was met at ACC. rescrm event met acc "Name; talked …"\n'
    assert dumps.steps() == steps


def test_the_same_run_again_changes_nothing(acc: Program) -> None:
    first = acc.items("draft --event acc-2026")
    steps = dumps.steps()
    assert acc.items("draft --event acc-2026") == first
    assert dumps.steps() == steps


# One person ----------------------------------------------------------------------------------


def test_while_a_follow_up_waits_the_letter_is_its_thank_you(acc: Program) -> None:
    maya = letter(acc, "maya")
    assert (maya["template"], maya["event"]) == ("thank-you", "acc-2026")


def test_else_it_is_a_check_in_about_the_last_topic(rescrm: Program) -> None:
    rescrm.ok("add Maya Rao -k faculty")
    rescrm.ok("log 'yesterday coffee with Maya, talked boards; thanks'")
    maya = letter(rescrm, "maya")
    assert (maya["template"], maya["event"]) == ("check-in", None)
    assert maya["subject"] == "Checking in: boards"
    assert "Hi Dr. Rao," in maya["body"] and "we talked about boards." in maya["body"]


def test_an_attempt_and_a_meeting_missed_are_no_last_topic(rescrm: Program) -> None:
    rescrm.ok("add Maya Rao")
    rescrm.ok("add Ben Adler")
    rescrm.ok("log 'coffee with Ben, talked boards' --missed maya")
    rescrm.ok("log 'called Maya, talked nothing' --attempt")
    assert letter(rescrm, "maya")["subject"] == "Checking in"


def test_a_topic_from_another_day_is_never_put_into_the_event(acc: Program) -> None:
    acc.ok("log '2026-11-01 coffee with Priya, talked boards'")
    assert letter(acc, "priya")["missing"] == ["what did you talk about?"]


def test_a_named_event_decides(acc: Program) -> None:
    acc.ok("log 'called Maya'", now=MONDAY)
    assert letter(acc, "maya", MONDAY)["template"] == "check-in"
    again = letter(acc, "maya --event acc-2026", MONDAY)
    assert (again["template"], again["event"]) == ("thank-you", "acc-2026")


def test_a_reconnect_may_name_where_we_met(acc: Program) -> None:
    acc.ok("add Zed Quinn --met acc-2026")
    assert letter(acc, "zed --template reconnect")["subject"] == "Catching up after ACC 2026"


@pytest.mark.parametrize(
    ("words", "handles"),
    [
        ("maya", ["maya-rao"]),
        ("maya rao", ["maya-rao"]),
        ("maya lee", ["maya-rao", "lee-wong"]),
        ("@maya-rao lee-wong maya", ["maya-rao", "lee-wong"]),
        ("org:mayo", ["lee-wong", "priya-shah"]),
        ("event:acc-2026 -org:mayo", ["maya-rao"]),
        ("org:nowhere", []),
    ],
)
def test_people_are_named_or_filtered(acc: Program, words: str, handles: list[str]) -> None:
    assert [each["handle"] for each in acc.items(f"draft {words}")] == handles


def test_everyone_who_is_due_is_written_to(acc: Program) -> None:
    acc.ok("add Ben Adler --every '2 weeks' --on 2026-10-01")
    acc.ok("add Dee Park")
    acc.ok('promise dee "the QI deck" --by today')
    found = {each["handle"]: each["template"] for each in acc.items("draft --due")}
    assert found == {
        "ben-adler": "check-in", "maya-rao": "thank-you", "lee-wong": "thank-you",
        "priya-shah": "thank-you",
    }  # fmt: skip
    assert [each["handle"] for each in acc.items("draft --due org:mayo")] == [
        "lee-wong", "priya-shah",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("draft", 2),
        ("draft zed", 4),
        ("draft 99", 4),
        ("draft maya zed", 4),
        ("draft --event nope", 4),
        ("draft maya --template nope", 4),
        ("draft maya --template ../x", 2),
        ("draft maya --template a/b", 2),
        ("draft maya --template ''", 2),
        ("draft maya --to imap", 2),
        ("draft maya --to clipboard", 2),
        ("draft maya --say news", 2),
        ("draft maya --say 'a b=c'", 2),
        ("draft maya --say news=", 2),
    ],
)
def test_what_cannot_be_written_changes_nothing(acc: Program, line: str, code: int) -> None:
    before = dumps.journaled()
    assert acc(line).code == code
    assert dumps.journaled() == before


def test_two_people_who_fit_are_asked_about(acc: Program) -> None:
    acc.ok("add Maya Patel")
    assert acc("draft maya").code == 3


# Facts and templates -------------------------------------------------------------------------


def test_a_fact_is_said_on_the_spot(acc: Program) -> None:
    waits = letter(acc, "lee --template mentor-update")
    assert waits["missing"] == ["what is new since you last wrote?"]
    assert '--say news="…"' in acc.ok("draft lee --template mentor-update").err
    said = letter(acc, "lee --template mentor-update --say 'news=the abstract was accepted'")
    assert said["state"] == "draft" and "the abstract was accepted" in said["body"]


def test_questions_are_several_and_others_have_names(acc: Program) -> None:
    asked = letter(
        acc, "maya --template mentor-request --say 'questions=How did you begin?' "
        "--say 'questions=What would you do again?'"
    )  # fmt: skip
    assert "- How did you begin?\n- What would you do again?" in asked["body"]
    linked = letter(
        acc, "maya --template introduction-ask --say 'other.name=Ben Adler' "
        "--say 'other.about=PGY-2' --say 'why=both follow amyloid'"
    )  # fmt: skip
    assert linked["subject"] == "May I introduce you to Ben Adler?"
    assert "Ben Adler (PGY-2)" in linked["body"]


def test_a_field_of_ones_own_is_a_fact(acc: Program) -> None:
    acc.ok("edit lee --set 'what=the grant'")
    assert letter(acc, "lee --template congratulation")["subject"] == "Congratulations: the grant"


def test_ones_own_template_comes_first(acc: Program) -> None:
    write_template("thank-you", "Subject: hi {{ first_name }}\n\nThanks for {{ discussed }}.\n")
    assert letter(acc, "maya")["subject"] == "hi Maya"
    write_template("tea", "Subject: tea?\n\nDear {{ name }}, tea on {{ weekday }}?\n")
    assert letter(acc, "maya --template tea")["missing"] == ["what is “weekday”?"]
    assert letter(acc, "maya --template tea --say weekday=Friday")["state"] == "draft"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("no subject", "Subject"),
        ("Subject: x\n\n{{ ''.__class__ }}", "line 3"),
        ("Subject: x\n\n{% include '/etc/passwd' %}", "line 3"),
        ("x" * 200_000, "too long"),
    ],
)
def test_a_template_that_does_more_than_fill_in_is_refused(
    acc: Program, text: str, word: str
) -> None:
    write_template("mine", text)
    said = acc("draft maya --template mine --json")
    assert said.code == 2 and "template mine" in said.error["message"]
    assert word in said.error["message"]


def test_a_template_that_is_no_text_is_refused(acc: Program) -> None:
    write_template("mine", "").write_bytes(b"Subject: \xff\n\nx")
    assert acc("draft maya --template mine").code == 2


def write_template(name: str, text: str) -> Path:
    folder = Path(os.environ["HOME"]) / ".config/rescrm/templates"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_in_a_note_is_no_template(acc: Program) -> None:
    acc.ok("event met acc-2026 '@priya-shah; talked {{ 7 * 7 }} and {% raw %}'")
    assert "{{ 7 * 7 }} and {% raw %}" in letter(acc, "priya")["body"]


# Out -----------------------------------------------------------------------------------------


def test_stdout_has_the_letters_as_they_are_read(acc: Program) -> None:
    said = acc.ok("draft maya lee --to stdout").out
    first, second = said.split("\n\n---\n\n")
    assert first.startswith("To: Maya Rao <maya@ucsf.edu>\nSubject: Following up from ACC 2026")
    assert first.endswith("With thanks,\nSam Lee")
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
    assert "no question: end with one that is easy to answer" in letter(acc, "maya --to editor")[
        "warnings"
    ]


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
