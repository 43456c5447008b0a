"""The lines in which an IMAP server lists its mailboxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.formats.mailbox import Mailbox, read, shown


@pytest.mark.parametrize(
    ("line", "name", "takes"),
    [
        (rb'(\HasNoChildren \Drafts) "/" Drafts', b"Drafts", True),
        (rb'(\drafts) "." "INBOX.Drafts"', b'"INBOX.Drafts"', True),
        (rb'(\HasNoChildren \Drafts) "/" "[Gmail]/Entw&APw-rfe"', b'"[Gmail]/Entw&APw-rfe"', True),
        (rb'() NIL "a \"b\" \\ c"', rb'"a \"b\" \\ c"', False),
        (rb'(\Noselect \Drafts) "/" Drafts', b"Drafts", False),
        (rb'(\NonExistent \Drafts) "/" Drafts', b"Drafts", False),
        (rb'(\Sent) "\\" Sent', b"Sent", False),
        (rb'(\HasNoChildren) "/" Drafts', b"Drafts", False),
    ],
)
def test_a_mailbox_has_flags_and_the_name_it_is_asked_by(
    line: bytes, name: bytes, takes: bool
) -> None:
    found = read(line)
    assert found is not None
    assert (found.name, found.takes_drafts) == (name, takes)


def test_a_name_may_follow_as_a_literal() -> None:
    found = read((rb'(\Drafts) "/" {8}', b'My "new"'))
    assert found == Mailbox(frozenset({"\\drafts"}), rb'"My \"new\""')


@pytest.mark.parametrize(
    "line", [None, b"", b"()", b"LIST", b'(\\Drafts "/" x', b'(\\Drafts) "/" ', ("a", "b"), b"\xff"]
)
def test_what_is_no_mailbox_is_none(line: object) -> None:
    assert read(line) is None


@given(st.binary(max_size=200))
def test_no_answer_breaks_it(line: bytes) -> None:
    read(line)
    shown(line)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (b"Drafts", "Drafts"),
        (b'"[Gmail]/Entw&APw-rfe"', "[Gmail]/Entwürfe"),
        (b'"a &- b"', "a & b"),
        (b'"say \\"hi\\""', 'say "hi"'),
        (b"&2D3eAA-", "\U0001f600"),
        (b"&AGE", "&AGE"),
        (b"&!!-", "&!!-"),
    ],
)
def test_a_name_is_shown_as_people_read_it(name: bytes, said: str) -> None:
    assert shown(name) == said
