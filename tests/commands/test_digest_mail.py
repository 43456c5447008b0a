"""The digest by mail: real servers that take it, refuse it, fall silent; once a day, always."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import ssl
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from conftest import needs
from play import Program
from post_office import PASSWORD, USER, Box, free_port, knows, office, rude
from rescrm.errors import OtherProgram
from rescrm.remote.post import Account, Letter, by_smtp

ME = "me@example.org"
HELLO, OK, GO_ON = b"220 hello\r\n", b"250 OK\r\n", b"354 go on\r\n"
TO_THE_LETTER = (HELLO, OK, OK, OK, GO_ON)  # ehlo, mail, rcpt, data


@pytest.fixture
def day(rescrm: Program) -> Program:
    """A day with something in it, and no line to anywhere yet."""
    rescrm.ok('add "Ana <Torres> & co" --every 1w --on 2026-11-01')
    rescrm.ok('promise ana "QI deck [v2]" --by 2026-11-22')
    rescrm.ok(f"config set mail.from {ME}")
    return rescrm


def by(rescrm: Program, port: int, security: str = "none") -> Program:
    """The same with a server on this machine."""
    rescrm.ok("config set mail.host 127.0.0.1")
    rescrm.ok(f"config set mail.port {port}")
    rescrm.ok(f"config set mail.security {security}")
    return rescrm


def states(rescrm: Program, line: str = f"digest --to {ME}") -> list[tuple[str, str]]:
    said = rescrm(f"{line} --json")
    return [(each["to"], each["state"]) for each in said.items]


# What arrives.


def test_a_digest_arrives_with_a_text_and_a_page(day: Program) -> None:
    box = Box()
    with office(box) as port:
        said = by(day, port).ok(f"digest --to {ME} --format rich")
    assert said.out == f"Sent to {ME}.\n"
    ((to, letter),) = box.letters
    assert (to, letter["To"], letter["From"]) == (ME, ME, ME)
    assert letter["Subject"] == (
        "rescrm: Sunday 22 November 2026 · one person today, about five minutes"
    )
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "22 Nov 2026 07:00:00 -0500" in letter["Date"]
    text, page = letter.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == day.ok("digest").out
    assert (
        "<li>Ana &lt;Torres&gt; &amp; co: QI deck [v2], as you promised</li>" in page.get_content()
    )
    assert "http" not in page.get_content().lower()


def test_the_same_digest_is_the_same_letter(day: Program) -> None:
    first, second = Box(), Box()
    with office(first) as port:
        by(day, port).ok(f"digest --to {ME}")
    (Path.home() / ".local/share/rescrm/rescrm.db").unlink()
    day.ok('add "Ana <Torres> & co" --every 1w --on 2026-11-01')
    day.ok('promise ana "QI deck [v2]" --by 2026-11-22')
    with office(second) as port:
        by(day, port).ok(f"digest --to {ME}")
    assert [bytes(letter) for _, letter in first.letters] == [
        bytes(letter) for _, letter in second.letters
    ]


def test_a_line_of_one_full_stop_does_not_end_the_letter(rescrm: Program) -> None:
    box = Box()
    rescrm.run(["add", "Ana Torres"])
    rescrm.run(["promise", "ana", "x" * 60 + " . " + ". " * 80, "--by", "2026-11-22"])
    rescrm.ok(f"config set mail.from {ME}")
    with office(box) as port:
        by(rescrm, port).ok(f"digest --to {ME}")
    text, _ = box.letters[0][1].iter_parts()
    assert text.get_content().count(".") == rescrm.ok("digest").out.count(".")


def test_whom_it_goes_to_can_stand_in_the_settings(day: Program) -> None:
    box = Box()
    day.ok("config set mail.to a@example.org,b@example.org")
    with office(box) as port:
        install = by(day, port).item("digest install cron --dry-run") if _has_cron() else None
        day.ok("digest --to c@example.org")
    assert box.to == ["c@example.org"]
    if install:
        assert "--to a@example.org --to b@example.org\n" in install["text"]


def _has_cron() -> bool:
    return any(Path(each, "crontab").exists() for each in os.environ["PATH"].split(":"))


# Once a day.


def test_it_goes_out_once_a_day(day: Program) -> None:
    box = Box()
    with office(box) as port:
        by(day, port)
        assert states(day) == [(ME, "sent")]
        assert states(day) == [(ME, "before")]
        assert "has today's digest already" in day.ok(f"digest --to {ME} --format rich").out
        day.ok("undo")  # a step taken back does not unsend a letter
        assert states(day) == [(ME, "before")]
        assert day.ok(f"digest --to {ME}", now="2026-11-23T07:00:00-05:00").code == 0
        assert box.to == [ME, ME]
        day.ok(f"digest --to {ME}", now="2026-11-29T07:00:00-05:00")
        assert len(box.letters) == 3  # five missed days are one digest


def test_nothing_goes_out_when_there_is_nothing(rescrm: Program) -> None:
    box = Box()
    rescrm.ok("init")
    rescrm.ok(f"config set mail.from {ME}")
    with office(box) as port:
        said = by(rescrm, port).ok(f"digest --if-any --to {ME}")
        assert (said.out, said.err, box.letters) == ("", "", [])
        rescrm.ok(f"digest --to {ME}")
    assert box.to == [ME]


def test_a_dry_run_sends_nothing_and_marks_nothing(day: Program) -> None:
    box = Box()
    with office(box) as port:
        by(day, port)
        assert states(day, f"digest --to {ME} --dry-run") == [(ME, "not sent")]
        assert box.letters == []
        assert states(day) == [(ME, "sent")]


AT_MOST = 10  # kills of one kind of call, spread over all of them


@pytest.mark.fault
@pytest.mark.parametrize(
    ("security", "call"),
    [
        *(("none", each) for each in ("connect", "sendto", "recvfrom")),
        *(("none", each) for each in ("pwrite64", "fdatasync", "unlink", "close")),
        *(("tls", each) for each in ("read", "write", "pwrite64")),
    ],
)
def test_killed_at_any_call_of_sending_it_arrives_once_at_most(
    day: Program,
    certificate: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    security: str,
    call: str,
) -> None:
    """From the first word to the server on, to the last mark in the store."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    box = Box()
    with office(box, tls(certificate) if security == "tls" else None) as port:
        by(day, port, security)
        calls = _calls_of_sending(call)
        step, deaths = -(-len(calls) // AT_MOST), 0
        for nth, which in enumerate(calls[::step], 1):
            box.letters.clear()
            moment = f"2026-12-{nth:02}T07:00:00-05:00"
            died = _sent_under_strace(
                moment, "-o", os.devnull, f"-einject={call}:signal=KILL:when={which}"
            )
            deaths += died in (-signal.SIGKILL, 128 + signal.SIGKILL)
            for _ in range(2):
                day(f"digest --to {ME}", now=moment)
            assert len(box.letters) <= 1, (call, which)
            if not box.letters:  # then it says so, and the next day's goes out
                assert states(day, f"--now {moment} digest --to {ME}") == [(ME, "before")]
        # What a server says may come in fewer pieces than when the calls were counted.
        assert deaths > len(calls[::step]) / 2


def _calls_of_sending(call: str) -> list[int]:
    """Which of the calls of a kind are made from the moment that the server is called on."""
    _sent_under_strace("2026-11-30T07:00:00-05:00", "-o", "calls", f"-etrace={call},connect")
    made = Path("calls").read_text(errors="replace").splitlines()
    begins = next(nth for nth, each in enumerate(made) if "AF_INET" in each)
    found = [nth for nth, each in enumerate(made) if re.match(rf"(\d+ +)?{call}\(", each)]
    return [which for which, nth in enumerate(found, 1) if nth >= begins]


def _sent_under_strace(moment: str, *options: str) -> int:
    """How a run ended that was watched."""
    line = [needs("strace"), "-f", "-qq", *options, sys.executable, "-m", "rescrm"]
    environ = {**os.environ, "RESCRM_NOW": moment}
    return subprocess.run(
        [*line, "digest", "--to", ME], env=environ, check=False, capture_output=True
    ).returncode


def test_of_eight_that_send_at_once_one_does(day: Program) -> None:
    box = Box()
    people = ["a@x.org", "b@x.org", "c@x.org"]
    to = [word for each in people for word in ("--to", each)]
    argv = [sys.executable, "-m", "rescrm", "digest", *to]
    with office(box) as port:
        by(day, port)
        several = [
            subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(8)
        ]
        assert {each.wait(timeout=60) for each in several} == {0}
    assert sorted(box.to) == people


# What a server may do instead.


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"mail": lambda _: "550 not you"}, "did not take the sender (550 not you)"),
        ({"mail": lambda _: "451 later"}, "did not take the sender (451 later)"),
        ({"rcpt": lambda _: "550 no such user"}, "refused them (550 no such user)"),
        ({"rcpt": lambda _: "451 greylisted"}, "refused them (451 greylisted)"),
        ({"data": lambda _: "554 spam"}, "did not take the letter (554 spam)"),
        ({"data": lambda _: "451 disk full"}, "did not take the letter (451 disk full)"),
    ],
)
def test_what_is_refused_is_told_and_tried_again(
    day: Program, answers: dict[str, object], said: str
) -> None:
    box = Box(**answers)  # type: ignore[arg-type]
    with office(box) as port:
        told = by(day, port)(f"digest --to {ME}")
        assert told.code == 8
        assert said in told.err
        assert "next run tries again" in told.err
        box.answers = {}
        assert states(day) == [(ME, "sent")]
    assert box.to == [ME]


def test_of_three_the_refused_one_is_named_and_alone_tried_again(day: Program) -> None:
    box = Box(rcpt=lambda each: "550 unknown" if each.startswith("b") else "250 OK")
    line = "digest --to a@x.org --to b@x.org --to c@x.org"
    with office(box) as port:
        by(day, port)
        assert day(line).code == 8
        assert box.to == ["a@x.org", "c@x.org"]
        box.answers = {}
        assert states(day, line) == [
            ("a@x.org", "before"), ("b@x.org", "sent"), ("c@x.org", "before"),
        ]  # fmt: skip
    assert box.to == ["a@x.org", "c@x.org", "b@x.org"]


def test_what_stops_it_later_is_told_of_those_it_skipped(day: Program) -> None:
    orders = iter(["250 OK", "451 too many"])
    box = Box(mail=lambda _: next(orders, "451 too many"))
    line = "digest --to a@x.org --to b@x.org --to c@x.org"
    with office(box) as port:
        told = by(day, port)(f"{line} --json")
        assert told.code == 8
        assert [each["state"] for each in told.items] == ["sent", "refused", "refused"]
        assert told.err.count("did not take the sender (451 too many). It was not sent;") == 2
        assert "Nothing was sent" not in told.err
        box.answers = {}
        assert [state for _, state in states(day, line)] == ["before", "sent", "sent"]
    assert box.to == ["a@x.org", "b@x.org", "c@x.org"]


def test_a_line_cut_in_the_first_letter_is_told_of_the_others_too(day: Program) -> None:
    with rude(*TO_THE_LETTER) as (port, _):
        told = by(day, port)("digest --to a@x.org --to b@x.org --json")
    assert [each["state"] for each in told.items] == ["unknown", "refused"]
    assert told.items[1]["reason"] == "the line was cut before their letter"
    box = Box()
    with office(box) as port:
        line = "digest --to a@x.org --to b@x.org"
        assert [state for _, state in states(by(day, port), line)] == ["before", "sent"]


@pytest.mark.parametrize(
    ("first", "again", "header"),
    [
        ("me@example.org", "ME@Example.ORG", "me@example.org"),
        ("'Maya Rao <me@example.org>'", "me@example.org", "me@example.org"),
        ("me@example.org,me@example.org", "me@example.org", "me@example.org"),
        ("josé@example.org", "'José <JOSÉ@example.org>'", "josé@example.org"),
    ],
)
def test_one_person_in_two_spellings_gets_one(
    day: Program, first: str, again: str, header: str
) -> None:
    box = Box()
    with office(box, enable_SMTPUTF8=True) as port:
        by(day, port).ok(f"digest --to {first}")
        assert [state for _, state in states(day, f"digest --to {again}")] == ["before"]
    assert [(to, letter["To"]) for to, letter in box.letters] == [(header, header)]


def test_an_address_that_the_server_cannot_take_is_told(day: Program) -> None:
    box = Box()
    with office(box, enable_SMTPUTF8=False) as port:
        told = by(day, port)("digest --to josé@example.org")
    assert told.code == 8
    assert "SMTPUTF8 not supported" in told.err


def test_a_letter_passes_through_servers_of_seven_bits(day: Program) -> None:
    box = Box()
    with office(box, decode_data=False) as port:
        by(day, port).ok(f"digest --to {ME}")
    assert bytes(box.letters[0][1]).isascii()


def test_a_store_that_may_not_be_marked_sends_nothing(
    day: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESCRM_BUSY_SECONDS", "0.2")
    box = Box()
    store = Path.home() / ".local/share/rescrm/rescrm.db"
    with office(box) as port, closing(sqlite3.connect(store, isolation_level=None)) as other:
        by(day, port)
        other.execute("BEGIN IMMEDIATE")
        assert day(f"digest --to {ME}").code == 6
        assert box.letters == []
        other.execute("ROLLBACK")
        assert states(day) == [(ME, "sent")]


def test_a_mail_is_of_one_form(day: Program) -> None:
    told = day(f"digest --to {ME} --as html")
    assert told.code == 2
    assert "--as is for what is printed" in told.err


def test_nobody_sees_who_else_gets_one(day: Program) -> None:
    box = Box()
    with office(box) as port:
        by(day, port).ok("digest --to a@x.org --to b@x.org")
    assert [letter["To"] for _, letter in box.letters] == ["a@x.org", "b@x.org"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((), "ended the line"),
        ((b"554 go away\r\n",), "did not take it (554 go away)"),
        ((HELLO,), "ended the line"),
        ((HELLO, OK, OK), "ended the line"),
        ((HELLO, OK, b"\xff\xfe garbage\r\n"), "127.0.0.1"),
    ],
)
def test_a_line_cut_before_the_letter_is_tried_again(
    day: Program, answers: tuple[bytes, ...], said: str
) -> None:
    with rude(*answers) as (port, _):
        told = by(day, port)(f"digest --to {ME}")
    assert told.code == 8
    assert said in told.err
    box = Box()
    with office(box) as port:
        assert states(by(day, port)) == [(ME, "sent")]


def test_a_line_cut_after_the_letter_is_not_tried_again_that_day(day: Program) -> None:
    with rude(*TO_THE_LETTER) as (port, heard):
        told = by(day, port)(f"digest --to {ME}")
    assert b"Subject: " in heard[-1]
    assert told.code == 8
    assert "It may have arrived, so it is not sent again today." in told.err
    box = Box()
    with office(box) as port:
        assert states(by(day, port)) == [(ME, "before")]
        later = day(f"digest --to {ME}", now="2026-11-23T07:00:00-05:00")
        assert f"The digest of 2026-11-22 may not have arrived at {ME}." in later.err
    assert box.to == [ME]
    text, page = (part.get_content() for part in box.letters[-1][1].iter_parts())
    assert "The digest of 2026-11-22 may not have arrived." in text
    assert "<li>the digest of 2026-11-22 may not have arrived</li>" in page


@pytest.mark.parametrize("answers", [(None,), (HELLO, OK, None)])
def test_a_silent_server_is_not_waited_for_forever(answers: tuple[bytes | None, ...]) -> None:
    letter = Letter(ME, ME, b"Subject: hello\r\n\r\nhello\r\n")
    with rude(*answers) as (port, _), pytest.raises(OtherProgram, match="did not answer within"):
        list(by_smtp(Account("127.0.0.1", "none", port, within=0.3), None, [letter], marked))


def test_a_server_that_falls_silent_behind_the_letter_leaves_it_unknown() -> None:
    letter = Letter(ME, ME, b"Subject: hello\r\n\r\nhello\r\n")
    with rude(*TO_THE_LETTER, None) as (port, _):
        account = Account("127.0.0.1", "none", port, within=0.3)
        (outcome,) = by_smtp(account, None, [letter], marked)
    assert outcome == (ME, "unknown", "127.0.0.1 took the letter and did not answer")


def marked(recipient: str) -> bool:
    return True


def test_where_nobody_listens_it_says_so(day: Program) -> None:
    told = by(day, free_port())(f"digest --to {ME}")
    assert told.code == 8
    assert "127.0.0.1 cannot be reached (connection refused). Nothing was sent" in told.err


# Privacy of the line.


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this machine that nobody has signed, and its key."""
    crt, key = tmp_path / "c.pem", tmp_path / "k.pem"
    subprocess.run(
        [needs("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", key, "-out", crt],
        check=True, capture_output=True,
    )  # fmt: skip
    return crt, key


def tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    return context


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_is_checked(
    day: Program, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    box, context = Box(), tls(certificate)
    given = {"context": context} if security == "tls" else {"tls_context": context}
    day.ok(f"config set mail.user {USER}")
    day.ok(f"config set mail.password_cmd 'echo \"{PASSWORD}\"'")
    auth = {"authenticator": knows, "auth_require_tls": security == "starttls"}
    with office(box, **given, **auth) as port:
        told = by(day, port, security)(f"digest --to {ME}")
        assert told.code == 8
        assert "does not show a certificate that fits" in told.err
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        assert states(day) == [(ME, "sent")]
    assert box.to == [ME]


def test_a_server_that_speaks_otherwise_names_the_setting(day: Program) -> None:
    with office(Box()) as port:
        said = by(day, port, "tls")(f"digest --to {ME}")
    assert said.code == 8
    assert "mail.security may have to be starttls" in said.err


def test_a_wrong_password_is_told_and_never_shown(day: Program) -> None:
    box = Box()
    day.ok(f"config set mail.user {USER}")
    day.ok("config set mail.password_cmd 'echo sesame'")
    with office(box, authenticator=knows, auth_require_tls=False) as port:
        told = by(day, port)(f"digest --to {ME}")
    assert told.code == 8
    assert "refused the user or the password" in told.err
    assert "sesame" not in told.err + told.out


def test_a_password_command_that_breaks_is_told(day: Program) -> None:
    box = Box()
    day.ok(f"config set mail.user {USER}")
    day.ok("config set mail.password_cmd false")
    with office(box, authenticator=knows, auth_require_tls=False) as port:
        assert by(day, port)(f"digest --to {ME}").code == 8
    assert box.letters == []


def test_an_open_line_is_for_this_machine_alone(day: Program) -> None:
    day.ok("config set mail.host mail.example.org")
    day.ok("config set mail.security none")
    told = day(f"digest --to {ME}")
    assert told.code == 2
    assert "rescrm config set mail.security tls" in told.err


@pytest.mark.parametrize(
    ("before", "line", "said"),
    [
        ((), f"digest --to {ME}", "through which server"),
        (("config set mail.from ''",), f"digest --to {ME}", "who is it from"),
        ((), "digest --to nobody", "no e-mail address"),
        ((), "digest --to 'a@x.org\r\nBcc: b@x.org'", "no e-mail address"),
    ],
)
def test_what_is_missing_is_asked_for(
    day: Program, before: tuple[str, ...], line: str, said: str
) -> None:
    for each in before:
        day.ok(each)
    told = day(line)
    assert told.code == 2
    assert said in told.err


def test_without_a_store_there_is_no_digest_to_send(rescrm: Program) -> None:
    rescrm.ok(f"config set mail.from {ME}")
    rescrm.ok("config set mail.host 127.0.0.1")
    assert rescrm(f"digest --to {ME}").code == 2


# Through the machine's own sendmail.


@pytest.fixture
def sendmail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sendmail that does what its neighbour `does` says, after it has read the letter."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "sendmail"
    program.write_text(
        f'#!/bin/sh\ncat > {folder}/letter\necho "$@" > {folder}/asked\n. {folder}/does\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


@pytest.mark.parametrize(
    ("does", "state", "again"),
    [
        ("exit 0", "sent", "before"),
        ("exit 75", "refused", "sent"),
        ("kill -9 $$", "unknown", "before"),
    ],
)
def test_sendmail_takes_it_refuses_it_or_nobody_knows(
    day: Program, sendmail: Path, does: str, state: str, again: str
) -> None:
    day.ok("config set mail.transport sendmail")
    (sendmail / "does").write_text(does)
    assert states(day) == [(ME, state)]
    assert (sendmail / "asked").read_text() == f"-t -i -f {ME}\n"
    assert re.search(rf"^To: {ME}\r?$", (sendmail / "letter").read_text(), re.M)
    (sendmail / "does").write_text("exit 0")
    assert states(day) == [(ME, again)]


# Its other forms.


def test_it_is_written_as_markdown_and_as_a_page(day: Program) -> None:
    assert day.ok("digest --as md").out == (
        "# Sunday 22 November 2026 · one person today, about five minutes\n\n## Today\n\n"
        "- Ana \\<Torres\\> & co (14 days over)\n"
        "- Ana \\<Torres\\> & co: QI deck \\[v2\\], as you promised\n"
    )
    page = day.ok("digest --as html").out
    assert "<h1>Sunday 22 November 2026 · one person today, about five minutes</h1>" in page
    assert "<Torres>" not in page


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "![x](javascript:1)", "</li></ul>", "# a", "1. b"]
)
def test_a_name_is_never_markup(rescrm: Program, name: str) -> None:
    rescrm.run(["add", name, "--every", "1w", "--on", "2026-11-01"])
    page = rescrm.ok("digest --as html").out
    assert "<script" not in page
    assert page.count("</ul>") == 1
    told = rescrm.ok("digest --as md").out
    assert not re.search(r"(?<!\\)[<>\[\]]", told)
    assert not re.search(r"^- (#|\d+\.)", told, re.MULTILINE)


@pytest.mark.parametrize("name", ["Eve \x1b[31mred", "Eve \x9b31m", "Eve \u202egnp", "Eve\u2028b"])
def test_a_name_gives_a_terminal_no_orders_in_any_form(rescrm: Program, name: str) -> None:
    rescrm.run(["add", name, "--every", "1w", "--on", "2026-11-01"])
    rescrm.run(["promise", "eve", "a \x1b]0;title\x07 deck", "--by", "today"])
    rescrm.ok(f"config set mail.from {ME}")
    box = Box()
    with office(box) as port:
        by(rescrm, port).ok(f"digest --to {ME}")
    forms = [rescrm.ok(f"digest --as {form}").out for form in ("text", "md", "html")]
    forms += [part.get_content() for part in box.letters[0][1].iter_parts()]
    for told in forms:
        assert "Eve" in told
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e]", told.replace("\r\n", "\n")
        )
