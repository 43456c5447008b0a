"""Letters put on the clipboard, into the Drafts folder, into links and files: none is sent."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import dovecot
import dumps
from conftest import needs
from dovecot import PASSWORD, USER, Server
from play import Program
from real import ENDS_WITHIN, RESCRM


@pytest.fixture
def maya(rescrm: Program) -> Program:
    rescrm.ok("config set me.name 'Sam Lee'")
    rescrm.ok("config set me.email sam@example.org")
    rescrm.ok("add 'Maya Rao' -k faculty -e maya@ucsf.edu")
    rescrm.ok("add 'Lee Wong'")
    rescrm.ok("log 'yesterday coffee with Maya, talked boards'")
    return rescrm


# The clipboard -------------------------------------------------------------------------------


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only program on the path is an xclip that keeps what it is given."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "xclip").write_text(f"#!/bin/sh\n/bin/cat > {tmp_path}/got\n", encoding="utf-8")
    (folder / "xclip").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return tmp_path


def test_the_body_goes_to_the_clipboard_and_the_answer_says_how(
    maya: Program, desktop: Path
) -> None:
    found = maya.item("draft maya --to clipboard")
    assert found["copied"] == "xclip" and found["state"] == "draft"
    assert (desktop / "got").read_text(encoding="utf-8") == found["body"]
    said = maya.ok(f"draft {found['id']} --to clipboard --format rich")
    assert said.out.startswith("clipboard (xclip)  the letter to Maya Rao\n")
    assert said.err == "Nothing is sent by itself.\n"


def test_the_clipboard_holds_one_letter(maya: Program, desktop: Path) -> None:
    before = dumps.journaled()
    said = maya("draft maya lee --template check-in --to clipboard")
    assert said.code == 2 and "not those to Maya Rao and 1 more" in said.err
    assert dumps.journaled() == before and not (desktop / "got").exists()


def test_what_waits_for_a_fact_is_not_copied(maya: Program, desktop: Path) -> None:
    found = maya.item("draft lee --template congratulation --to clipboard")
    assert (found["copied"], found["missing"]) == (None, ["what did they do?"])
    assert not (desktop / "got").exists()


def test_without_a_clipboard_it_says_what_to_type_and_changes_nothing(
    maya: Program, desktop: Path
) -> None:
    before = dumps.journaled()
    (desktop / "bin/xclip").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    for _ in range(2):
        said = maya("draft maya --to clipboard")
        assert said.code == 8
        assert "Instead: rescrm draft @maya-rao --template check-in --to stdout" in said.err
        (desktop / "bin/xclip").unlink(missing_ok=True)
    assert dumps.journaled() == before


@pytest.mark.parametrize("tmux", [False, True])
def test_a_terminal_is_asked_to_take_it(
    maya: Program, desktop: Path, monkeypatch: pytest.MonkeyPatch, tmux: bool
) -> None:
    pexpect = pytest.importorskip("pexpect")
    (desktop / "bin/xclip").unlink()
    for name in ("RESCRM_SEED", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    child = pexpect.spawn(
        RESCRM[0],
        [*RESCRM[1:], "draft", "maya", "--to", "clipboard"],
        env={**os.environ, "TERM": "xterm", **({"TMUX": "/tmp/t,1,0"} if tmux else {})},
        encoding="utf-8",
        timeout=ENDS_WITHIN,
    )
    shown = child.read()
    coded = shown.partition("\x1b]52;c;")[2].partition("\x07")[0]
    assert base64.b64decode(coded).decode().startswith("Hi Dr. Rao,\n\nLast time we talked")
    assert ("\x1bPtmux;\x1b\x1b]52;c;" in shown) == tmux
    assert "clipboard (the terminal)" in shown


# The Drafts folder ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with dovecot.running(needs("dovecot")) as running:
        yield running


@pytest.fixture
def mail(maya: Program, server: Server, monkeypatch: pytest.MonkeyPatch) -> Program:
    """An account on a real server, its password in a file of the user's own."""
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    secret = Path(os.environ["HOME"]) / "secret"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    secret.chmod(0o600)
    maya.ok("config set imap.host localhost")
    maya.ok(f"config set imap.port {server.tls}")
    maya.ok(f"config set imap.user {USER}")
    maya.ok(f"config set imap.password_cmd 'cat {secret}'")
    return maya


def test_letters_go_into_the_drafts_folder_once_and_are_not_sent(
    mail: Program, server: Server
) -> None:
    there = len(server.drafts())
    both = mail.items("draft maya lee --template check-in --to imap")
    assert [each["folder"] for each in both] == ["Entwürfe", "Entwürfe"]
    maya, lee = server.drafts()[there:]
    assert (maya["To"], maya["From"]) == ("Maya Rao <maya@ucsf.edu>", "Sam Lee <sam@example.org>")
    assert maya["Subject"] == both[0]["subject"] and lee["To"] is None
    assert maya.get_content().replace("\r\n", "\n") == both[0]["body"] + "\n"
    again = mail.items("draft maya lee --template check-in --to imap")
    assert [each["folder"] for each in again] == ["already in Entwürfe"] * 2
    assert len(server.drafts()) == there + 2
    assert {each["state"] for each in mail.items("drafts")} == {"draft"}


def test_a_letter_changed_since_is_put_there_beside_the_old_one(
    mail: Program, server: Server
) -> None:
    id = mail.item("draft lee --to imap")["id"]
    there = len(server.drafts())
    line = f"draft {id} --through 'sed s/hello/hi/' --yes --to imap"
    assert mail.item(line)["folder"] == "Entwürfe"
    assert len(server.drafts()) == there + 1


def test_a_password_in_a_file_of_ones_own_does_too(mail: Program) -> None:
    secret = Path(os.environ["HOME"]) / "secret"
    mail.ok("config set imap.password_cmd ''")
    mail.ok(f"config set imap.password_file {secret}")
    assert "Entwürfe" in mail.item("draft maya --to imap")["folder"]
    secret.chmod(0o644)
    said = mail("draft maya --to imap")
    assert said.code == 7 and "others may read it" in said.err


@pytest.mark.parametrize(
    ("setting", "code", "said"),
    [
        ("imap.password_cmd 'echo wrong'", 8, "refused the user or the password"),
        ("imap.password_cmd 'sh -c \"exit 9\"'", 8, "sh (of imap.password_cmd) ended with 9"),
        ("imap.password_cmd ''", 2, "rescrm config set imap.password_cmd 'COMMAND'"),
        ("imap.host ''", 2, "rescrm config set imap.host HOST"),
        ("imap.user ''", 2, "imap.user NAME"),
        ("imap.port 1", 8, "cannot be reached (connection refused)"),
    ],
)
def test_what_goes_wrong_there_changes_nothing_here(
    mail: Program, server: Server, setting: str, code: int, said: str
) -> None:
    before, there = dumps.journaled(), len(server.drafts())
    mail.ok(f"config set {setting}")
    answer = mail("draft lee --template reconnect --say last_topic=x --to imap")
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert dumps.journaled() == before and len(server.drafts()) == there
    assert "wörd" not in answer.err and "Traceback" not in answer.err


def test_without_tls_no_password_leaves_this_machine(mail: Program) -> None:
    mail.ok("config set imap.host imap.example.org")
    mail.ok("config set imap.security none")
    said = mail("draft maya --to imap")
    assert said.code == 2 and "rescrm config set imap.security tls" in said.err


def test_on_a_dry_run_nothing_is_put_anywhere(mail: Program, server: Server) -> None:
    there = len(server.drafts())
    mail.ok("draft maya --template reconnect --to imap --dry-run")
    assert len(server.drafts()) == there


# Links and files -----------------------------------------------------------------------------


def test_a_long_link_is_warned_of(maya: Program) -> None:
    long = "the registry, " * 160
    said = maya.run(
        ["draft", "maya", "--template", "mentor-update", "--say", f"news={long}", "--to", "mailto"]
    )
    assert said.code == 0 and "which some mail programs cut. rescrm draft 1 --to eml" in said.err
    assert maya.ok("draft lee --to mailto").err.count("cut") == 0


HOSTILE = "Maya\r\nBcc: spy@evil.org\n\n../../x%0d%0aCc: a@b.c?bcc=d@e.f&body=x"


def test_hostile_names_and_facts_stay_where_they_belong(rescrm: Program) -> None:
    rescrm.run(["add", HOSTILE, "-e", "maya@ucsf.edu"])
    line = ["draft", "maya@ucsf.edu", "--template", "congratulation", "--say", f"what={HOSTILE}"]
    (found,) = rescrm.run([*line, "--json", "--to", "mailto"]).items
    link = urlsplit(found["url"])
    assert link.path == "maya@ucsf.edu" and set(parse_qs(link.query)) == {"subject", "body"}
    assert "\n" not in found["subject"] and "\r" not in found["body"]
    (found,) = rescrm.run([*line, "--json", "--to", "eml", "-o", "out"]).items
    assert [str(each) for each in Path("out").iterdir()] == ["out/draft-1.eml"]
    message = message_from_bytes(Path("out/draft-1.eml").read_bytes(), policy=default)
    assert message["X-Unsent"] == "1" and message["Bcc"] is None and message["Cc"] is None
    assert [each.addr_spec for each in message["To"].addresses] == ["maya@ucsf.edu"]


def test_a_note_that_is_a_template_stays_text(rescrm: Program) -> None:
    rescrm.ok("add 'Ana Torres' --set 'what={{ name.__class__ }}{% for a in b %}'")
    found = rescrm.item("draft ana --template congratulation")
    assert "{{ name.__class__ }}{% for a in b %}" in found["body"]
    assert "a placeholder is left in: {{" in found["warnings"]
