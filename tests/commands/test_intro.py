"""Two people are brought together: asked first, then connected, or not."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

import dumps
from play import Program

WHY = '--why "both do QI"'


@pytest.fixture
def net(rescrm: Program) -> Program:
    """Two who should know each other, and somebody with the same first name."""
    rescrm.ok("config set me.name 'Sam Lee'")
    rescrm.ok("add 'Ana Torres' -k co-resident --stage PGY-2 -o Mercy -e ana@mercy.org")
    rescrm.ok("add 'Ben Adler' -k faculty -o UCSF -e ben@ucsf.edu --phone '+1 415 555 0134'")
    rescrm.ok("add 'Ana Wu'")
    return rescrm


@pytest.fixture
def asking(net: Program) -> Program:
    """An introduction that both are to be asked about."""
    net.ok(f"intro ana-torres ben {WHY}")
    return net


def letters(item: dict[str, Any]) -> list[tuple[int, str, str, str]]:
    return [(each["id"], each["handle"], each["template"], each["state"])
            for each in item["drafts"]]  # fmt: skip


def states(rescrm: Program) -> dict[int, str]:
    return {each["id"]: each["state"] for each in rescrm.items("intro --all")}


# Asking --------------------------------------------------------------------------------------


def test_each_is_asked_in_a_letter_of_their_own(net: Program) -> None:
    item = net.item(f"intro ana-torres ben {WHY}")
    assert list(item)[:9] == [
        "id", "uid", "one", "other", "why", "state", "one_said", "other_said", "drafts",
    ]  # fmt: skip
    assert (item["one"], item["other"]) == (
        {"handle": "ana-torres", "name": "Ana Torres"},
        {"handle": "ben-adler", "name": "Ben Adler"},
    )
    assert (item["state"], item["one_said"], item["other_said"]) == ("asking", None, None)
    assert letters(item) == [
        (1, "ana-torres", "intro-ask", "draft"),
        (2, "ben-adler", "intro-ask", "draft"),
    ]
    to_ana, to_ben = (each["body"] for each in item["drafts"])
    assert "Ben Adler (UCSF)" in to_ana and "both do QI" in to_ana
    assert "Ana Torres (PGY-2, Mercy)" in to_ben and to_ben.startswith("Dear Dr. Adler")


def test_no_address_goes_out_before_leave_is_given(asking: Program) -> None:
    for each in asking.item("intro 1")["drafts"]:
        for address in ("ana@mercy.org", "ben@ucsf.edu", "555"):
            assert address not in each["subject"] + each["body"]


@pytest.mark.parametrize("typed", [
    'ana-torres ben --why "both do QI"',
    '"Ana Torres" "Ben Adler" --why "both do QI"',
    "'Ana Torres' 'Ben Adler' both do QI",
    "Ana Torres Ben Adler both do QI",
    "Ana Torres and Ben Adler because both do QI",
    "@ana-torres to @ben-adler both do QI",
    "ana t ben adler both do QI",
    "ana@mercy.org ben@ucsf.edu both do QI",
    "ana-torres 'Dr. Adler' both do QI",
])  # fmt: skip
def test_two_people_and_a_reason_are_read_however_they_are_typed(net: Program, typed: str) -> None:
    item = net.item(f"intro {typed}")
    assert (item["one"]["handle"], item["other"]["handle"]) == ("ana-torres", "ben-adler")
    assert item["why"] == "both do QI"


def test_without_a_reason_the_letters_wait_for_one(net: Program) -> None:
    said = net.ok("intro ana-torres ben")
    assert 'why should the two of them meet? rescrm intro 1 --why "…"' in said.err
    item = net.item("intro 1")
    assert [each["state"] for each in item["drafts"]] == ["waiting", "waiting"]
    assert net("sent 1").code == 2
    assert 'rescrm intro @ana-torres --why "…"' in net("sent 1").err
    filled = net.item('intro @ana-torres --why "both do QI"')
    assert letters(filled) == [
        (1, "ana-torres", "intro-ask", "draft"),
        (2, "ben-adler", "intro-ask", "draft"),
    ]


def test_who_asked_for_it_is_not_asked_again(net: Program) -> None:
    item = net.item(f"intro ana-torres ben --agreed ana {WHY}")
    assert (item["one_said"], item["other_said"]) == ("yes", None)
    assert letters(item) == [(1, "ben-adler", "intro-ask", "draft")]


def test_said_again_it_is_shown_and_makes_no_step(asking: Program) -> None:
    steps = dumps.steps()
    assert asking.item("intro ben ana-torres")["id"] == 1
    assert asking.item("intro 1")["state"] == "asking"
    assert dumps.steps() == steps


def test_a_better_reason_rewrites_what_is_not_sent(asking: Program) -> None:
    asking.ok("sent 1")
    item = asking.item("intro 1 --why 'both teach ECGs'")
    sent, fresh = item["drafts"]
    assert (sent["state"], "both do QI" in sent["body"]) == ("sent", True)
    assert (fresh["id"], "both teach ECGs" in fresh["body"]) == (2, True)
    assert len(item["drafts"]) == 2


def test_one_person_may_be_introduced_to_two(asking: Program) -> None:
    item = asking.item("intro ana-torres @ana-wu --why 'both run'")
    assert letters(item) == [
        (3, "ana-torres", "intro-ask", "draft"),
        (4, "ana-wu", "intro-ask", "draft"),
    ]
    assert "Ben Adler" in asking.item("draft 1")["body"]
    assert "Ana Wu" in asking.item("draft 3")["body"]


# Answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", [
    "intro ana-torres ben --agreed ana", "intro ben ana-torres --agreed ana-torres",
    "intro 1 --agreed @ana-torres", "intro ana-torres --agreed ana", "intro --agreed ana-torres",
    "intro 1 --agreed 'Ana Torres'",
])  # fmt: skip
def test_a_yes_is_kept_however_it_is_typed(asking: Program, line: str) -> None:
    item = asking.item(line)
    assert (item["state"], item["one_said"], item["other_said"]) == ("asking", "yes", None)
    assert letters(item) == [(2, "ben-adler", "intro-ask", "draft")]


def test_once_both_agreed_one_letter_goes_to_both(asking: Program) -> None:
    asking.ok("sent 1 2")
    asking.ok("intro 1 --agreed ana")
    item = asking.item("intro 1 --agreed ben")
    assert item["state"] == "agreed"
    assert letters(item)[-1] == (3, "ana-torres", "intro-connect", "draft")
    letter = item["drafts"][-1]
    assert letter["subject"] == "Introducing Ana Torres and Ben Adler"
    assert letter["body"].startswith("Dear Ana and Dr. Adler,")
    assert letter["to"] == "ana@mercy.org, ben@ucsf.edu"


def test_the_letter_to_both_is_addressed_to_both(asking: Program) -> None:
    asking.ok("intro 1 --agreed ana --agreed ben")
    link = asking.ok("draft 3 --to mailto").out
    assert link.startswith("mailto:ana@mercy.org,ben@ucsf.edu?subject=Introducing")
    asking.ok("draft 3 --to eml -o out")
    message = message_from_bytes(Path("out/draft-3.eml").read_bytes(), policy=default)
    assert [each.addr_spec for each in message["To"].addresses] == [
        "ana@mercy.org", "ben@ucsf.edu",
    ]  # fmt: skip


def test_sent_connects_them_and_is_a_touch_with_both(asking: Program) -> None:
    asking.ok("intro 1 --agreed ana --agreed ben")
    assert asking.items("timeline") == []
    asking.ok("sent 3")
    item = asking.item("intro 1")
    assert (item["state"], item["ended_on"]) == ("connected", "2026-11-22")
    (touch,) = asking.items("timeline")
    assert [each["handle"] for each in touch["people"]] == ["ana-torres", "ben-adler"]
    assert (touch["kind"], touch["direction"]) == ("email", "me")
    assert asking.item("show ben")["introduced_by"] is None


def test_sent_says_both_whom_the_letter_connected(asking: Program) -> None:
    asking.ok("intro 1 --agreed ana --agreed ben")
    said = asking.ok("sent 3")
    assert said.err == "It is logged for Ana Torres and Ben Adler.\n"
    assert asking.items("history 1")[0]["summary"] == "sent to Ana Torres, Ben Adler"
    again = asking.ok("sent 3")
    assert again.err == "Draft 3 (Ana Torres) was sent before.\n"


def test_sent_of_an_asking_letter_connects_nobody(asking: Program) -> None:
    asking.ok("sent 1")
    assert asking.item("intro 1")["state"] == "asking"
    (touch,) = asking.items("timeline")
    assert [each["handle"] for each in touch["people"]] == ["ana-torres"]


@pytest.mark.parametrize("before", [(), ("intro 1 --agreed ben",),
                                    ("intro 1 --agreed ana --agreed ben",)])  # fmt: skip
def test_a_no_ends_it_and_throws_unsent_letters_away(
    asking: Program, before: tuple[str, ...]
) -> None:
    for line in before:
        asking.ok(line)
    item = asking.item("intro 1 --declined ana")
    assert (item["state"], item["one_said"], item["ended_on"]) == ("declined", "no", "2026-11-22")
    assert item["drafts"] == []
    assert asking.items("drafts") == []
    assert asking.items("intro") == []
    assert states(asking) == {1: "declined"}


def test_after_a_no_a_new_one_may_begin(asking: Program) -> None:
    asking.ok("intro 1 --declined ana")
    assert asking.item(f"intro ana-torres ben {WHY}")["id"] == 2
    assert states(asking) == {2: "asking", 1: "declined"}


# Without asking ------------------------------------------------------------------------------


def test_who_agreed_before_is_not_asked(net: Program) -> None:
    item = net.item(f"intro ana-torres ben --already-agreed {WHY}")
    assert (item["state"], item["one_said"], item["other_said"]) == ("agreed", "yes", "yes")
    assert letters(item) == [(1, "ana-torres", "intro-connect", "draft")]


def test_who_was_brought_together_in_person_needs_no_letter(net: Program) -> None:
    item = net.item("intro ana-torres ben --already-agreed --connected")
    assert (item["state"], item["drafts"]) == ("connected", [])
    assert net.items("timeline") == []


@pytest.mark.parametrize("line", [
    "intro ana-torres ben --connected",
    "intro ana-torres ben --agreed ana --connected",
    "intro ana-torres ben --agreed ana --agreed ben",
])  # fmt: skip
def test_asking_is_never_skipped_silently(net: Program, line: str) -> None:
    said = net(line)
    assert (said.code, said.out) == (2, "")
    assert net.items("intro --all") == []
    assert net.items("drafts") == []


# What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "code", "says"), [
    ("intro ben ben-adler", 2, "Ben Adler is one person; who is the other?"),
    ("intro ben me", 2, "you are there already"),
    ("intro ME ben", 2, "you are there already"),
    ("intro ana ben", 3, 'two people fit "ana"'),
    ("intro ben zed", 4, 'nobody here is called "zed"'),
    ("intro zed ben both do QI", 4, 'nobody here is called "zed"'),
    ("intro 7", 4, "there is no introduction 7"),
    ("intro ben --agreed ben", 4, "no introduction with Ben Adler is under way"),
    ("intro --agreed ben", 4, "no introduction with Ben Adler is under way"),
    ("intro --why QI", 2, "say who"),
    ("intro --connected", 2, "say who"),
    ("intro ben ana-wu --declined ben", 2, "nobody can say no"),
])  # fmt: skip
def test_what_cannot_be_meant_is_refused(net: Program, line: str, code: int, says: str) -> None:
    steps = dumps.steps()
    said = net(line)
    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert dumps.steps() == steps


@pytest.mark.parametrize("how", ["", "--deceased"])
def test_nobody_who_is_set_aside_is_introduced(net: Program, how: str) -> None:
    net.ok(f"archive ben {how}")
    for line in ("intro ana-torres ben", "intro ben ana-torres --already-agreed"):
        said = net(line)
        assert (said.code, "Ben Adler" in said.err) == (2, True)
    assert net.items("intro --all") == []


@pytest.mark.parametrize(("line", "says"), [
    ("intro 1 --agreed 'Ana Wu'", "Ana Wu is neither of the two"),
    ("intro 1 --agreed ana --declined ana", "not both"),
    ("intro 1 --connected", "Ana Torres and Ben Adler did not say yes yet"),
    ("intro 1 --agreed ana --connected", "Ben Adler did not say yes yet"),
])  # fmt: skip
def test_an_answer_that_cannot_be_is_refused(asking: Program, line: str, says: str) -> None:
    before = dumps.journaled()
    said = asking(line)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert dumps.journaled() == before


def test_what_is_over_takes_no_answer(net: Program) -> None:
    net.ok("intro ana-torres ben --already-agreed --connected")
    for line in ("intro 1 --declined ben", "intro ana-torres ben --why x", "intro 1 --connected"):
        said = net(line)
        assert said.code == 2
        assert "are connected since Sun 22 Nov 2026" in said.err
    assert net.item("intro ben ana-torres")["state"] == "connected"


def test_of_two_under_way_one_has_to_be_named(asking: Program) -> None:
    asking.ok("intro ana-torres @ana-wu --why 'both run'")
    said = asking("intro --agreed ana-torres --json")
    assert (said.code, said.error["candidates"]) == (3, ["2", "1"])
    assert asking.item("intro 2 --agreed ana-torres")["one_said"] == "yes"
    assert asking.item("intro 1")["one_said"] is None


@pytest.mark.parametrize(("who", "said"), [("ana-torres", "one_said"), ("ben", "other_said")])
def test_the_one_under_way_is_found_by_either_of_the_two(
    asking: Program, who: str, said: str
) -> None:
    assert asking.item(f"intro {who} --agreed {who}")[said] == "yes"


# Around it -----------------------------------------------------------------------------------


def test_those_under_way_are_listed_the_newest_first(asking: Program) -> None:
    asking.ok("intro ben @ana-wu --already-agreed --why 'both run'")
    assert [each["id"] for each in asking.items("intro")] == [2, 1]
    assert [each["id"] for each in asking.items("intro ana-torres")] == [1]
    assert asking.ok("intro @ana-wu").out.startswith("2\t")
    asking.ok("intro 2 --connected")
    assert [each["id"] for each in asking.items("intro")] == [1]
    assert [each["id"] for each in asking.items("intro --all")] == [2, 1]


def test_nothing_under_way_says_how_to_begin(net: Program) -> None:
    said = net.ok("intro")
    assert said.out == ""
    assert "rescrm intro ana ben --why" in said.err


def test_who_shares_a_group_may_know_each_other(net: Program) -> None:
    net.ok("group add QI --type committee")
    net.ok("group join qi ana-torres ben")
    assert "Both are in qi: they may know each other." in net.ok(f"intro ana-torres ben {WHY}").err


@pytest.mark.parametrize("line", [
    f"intro ana-torres @ana-wu {WHY}", "intro 1 --agreed ana", "intro 1 --declined ben",
    "intro 1 --agreed ana --agreed ben", "intro 1 --why 'both teach'", "sent 1",
])  # fmt: skip
def test_each_step_is_undone_whole_and_a_rehearsal_does_nothing(asking: Program, line: str) -> None:
    before = dumps.journaled()
    rehearsed = asking.items(f"{line} --dry-run")
    assert dumps.journaled() == before
    done = asking.items(line)
    if line != f"intro ana-torres @ana-wu {WHY}":
        assert done == rehearsed
    after = dumps.journaled()
    assert after != before
    asking.ok("undo")
    assert dumps.journaled() == before
    asking.ok("redo")
    assert dumps.journaled() == after
    assert asking("doctor --full").code == 0


def test_who_is_removed_takes_the_introduction_along(asking: Program) -> None:
    before = dumps.journaled()
    asking.ok("remove ben --yes")
    assert asking.items("intro --all") == []
    asking.ok("undo")
    assert dumps.journaled() == before


def test_everything_said_goes_into_the_export(asking: Program) -> None:
    text = asking.ok("export json").out
    uid = asking.item("intro 1")["uid"]
    assert text.count(uid) == 3  # itself, and two letters


def test_the_letter_to_both_is_said_to_have_gone_to_both(rescrm: Program) -> None:
    rescrm.ok("add 'Ana Torres' -k co-resident -e ana@mercy.org")
    rescrm.ok("add 'Ben Adler' -k co-resident -e ben@mercy.org")
    rescrm.ok("intro ana ben --why 'both do QI' --already-agreed")
    said = rescrm.ok("sent 1 --format rich").out
    assert said.startswith("Logged: an e-mail to Ana Torres and Ben Adler,")
