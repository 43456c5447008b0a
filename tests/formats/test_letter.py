"""A letter as text, as a link, as a file."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.formats.letter import Letter, eml, mailto, read, text

MAYA = Letter(
    name="Maya Rao",
    to="maya@ucsf.edu",
    subject="Following up from ACC: the amyloid cohort",
    body="Dear Dr. Rao,\n\nThank you.\n\nSam & José",
    from_name="Sam Lee",
    from_address="sam@mercy.org",
)


def plain(**changed: str | None) -> Letter:
    fields = {field: getattr(MAYA, field) for field in MAYA.__dataclass_fields__}
    return Letter(**{**fields, **changed})


def content(message: EmailMessage) -> str:
    said: str = message.get_content()
    return said.replace("\r\n", "\n")


# As text -------------------------------------------------------------------------------------


def test_what_is_written_for_the_editor_reads_back_the_same() -> None:
    written = text(MAYA.subject, MAYA.body)
    assert written == (
        "Subject: Following up from ACC: the amyloid cohort\n\n"
        "Dear Dr. Rao,\n\nThank you.\n\nSam & José\n"
    )
    assert read(written) == (MAYA.subject, MAYA.body)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Subject: hello\r\n\r\nDear Maya,\r\n", ("hello", "Dear Maya,")),
        ("subject:  two   words \n\n\nDear Maya\n\n\n", ("two words", "Dear Maya")),
        ("Dear Maya,\n\nhello", ("", "Dear Maya,\n\nhello")),
        ("\ufeffSubject: hello\nDear Maya", ("hello", "Dear Maya")),
        ("Subject: hello\n\n", None),
        ("", None),
        ("\n \n", None),
    ],
)
def test_what_an_editor_leaves_is_read_kindly(written: str, said: tuple[str, str] | None) -> None:
    assert read(written) == said


# As a link -----------------------------------------------------------------------------------


def test_a_link_names_the_address_the_subject_and_the_body() -> None:
    link = urlsplit(mailto(MAYA))
    assert (link.scheme, link.path) == ("mailto", "maya@ucsf.edu")
    assert parse_qs(link.query) == {
        "subject": [MAYA.subject],
        "body": ["Dear Dr. Rao,\r\n\r\nThank you.\r\n\r\nSam & José"],
    }
    assert " " not in mailto(MAYA) and mailto(MAYA).isascii()


def test_a_link_without_an_address_leaves_it_to_the_mail_program() -> None:
    assert mailto(plain(to=None, body="x")).startswith("mailto:?subject=Following%20up")


def test_an_address_cannot_smuggle_a_field_into_a_link() -> None:
    link = mailto(plain(to="a@b.org?bcc=spy@evil.org&x=y"))
    assert "bcc" not in parse_qs(urlsplit(link).query)


# As a file -----------------------------------------------------------------------------------


def test_a_file_is_a_message_that_is_not_sent_yet() -> None:
    message = message_from_bytes(eml(MAYA), policy=default)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Maya Rao <maya@ucsf.edu>"
    assert message["From"] == "Sam Lee <sam@mercy.org>"
    assert message["Subject"] == MAYA.subject
    assert message["Date"] is None
    assert content(message) == f"{MAYA.body}\n"


def test_without_an_address_a_header_is_left_out() -> None:
    message = message_from_bytes(eml(plain(to=None, from_address=None)), policy=default)
    assert message["To"] is None and message["From"] is None


def test_lines_end_as_mail_wants_and_are_short() -> None:
    raw = eml(plain(body="a long line " * 80))
    assert raw.count(b"\n") == raw.count(b"\r\n") > 5
    assert max(map(len, raw.split(b"\r\n"))) <= 78


@pytest.mark.parametrize("name", ["Maya\r\nBcc: spy@evil.org", "Maya\nX: y", "Rao, Maya <x@y.z>"])
def test_a_name_is_no_header(name: str) -> None:
    message = message_from_bytes(eml(plain(name=name)), policy=default)
    assert message["Bcc"] is None and message["X"] is None
    assert [each.addr_spec for each in message["To"].addresses] == ["maya@ucsf.edu"]


def test_an_address_of_another_script_is_kept() -> None:
    raw = eml(plain(to="josé@exämple.org"))
    assert "To: Maya Rao <josé@exämple.org>\r\n".encode() in raw


@given(
    name=st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=40),
    body=st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=300),
)
def test_any_words_come_back(name: str, body: str) -> None:
    message = message_from_bytes(eml(plain(name=name, body=body)), policy=default)
    assert content(message) == f"{body}\n"
    assert message["Subject"] == MAYA.subject
