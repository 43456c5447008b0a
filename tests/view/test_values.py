"""What an item holds, as words and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum, StrEnum
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import pytest

from rescrm.core.contact import Address, Contact, Handle, Uid, YearDay
from rescrm.core.model import What
from rescrm.view.values import as_json, keys_of, value_of, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    from_: date
    to: date | None = None
    tags: frozenset[str] = field(default_factory=frozenset)


class Person(NamedTuple):
    uid: str
    handle: str
    name: str


class Step(NamedTuple):
    text: str
    day: date | None


class Mood(Enum):
    FINE = "fine"


class Way(StrEnum):
    ME = "me"


STAY = Stay(from_=date(2026, 12, 1), to=date(2026, 12, 6))
MAYA = Person("u1", "maya-rao", "Maya Rao")


@pytest.mark.parametrize(
    ("item", "keys"),
    [
        (STAY, ("from", "to", "tags")),
        (MAYA, ("uid", "handle", "name")),
        ({"from": 1, "x_": 2}, ("from", "x_")),
        ({}, ()),
    ],
)
def test_a_key_is_a_field_without_its_trailing_underscore(item: Any, keys: tuple[str, ...]) -> None:
    assert keys_of(item) == keys


def test_a_value_is_found_by_its_key_in_any_kind_of_item() -> None:
    assert value_of(STAY, "from") == date(2026, 12, 1)
    assert value_of(MAYA, "name") == "Maya Rao"
    assert value_of({"from": 3}, "from") == 3


def test_a_dictionary_without_the_key_has_nothing_there() -> None:
    assert value_of({"role": "research"}, "handle") is None


def test_a_misspelled_key_of_a_dataclass_is_a_fault_and_seen() -> None:
    with pytest.raises(AttributeError):
        value_of(STAY, "until")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        ("", ""),
        ("text", "text"),
        (What.THANK_YOU, "thank-you"),
        (Mood.FINE, "fine"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-4, "-4"),
        (0.5, "0.5"),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 7, 0, tzinfo=UTC), "2026-11-22T07:00:00+00:00"),
        (time(4, 0), "04:00:00"),
        (("a", "b"), "a, b"),
        (["a", None, 2], "a, , 2"),
        ((), ""),
        (frozenset({"b", "a"}), "a, b"),
        (YearDay(3, 14), "--03-14"),
        (YearDay(3, 14, 1993), "1993-03-14"),
        (PurePosixPath("/tmp/a.ics"), "/tmp/a.ics"),
        (MAYA, "maya-rao"),
        ((MAYA, MAYA), "maya-rao, maya-rao"),
        ({"handle": "ben-adler", "name": "Ben"}, "ben-adler"),
        ({"handle": None, "role": "research"}, "role=research"),
        (Address(address="m@ucsf.edu", label="work"), "address=m@ucsf.edu label=work"),
        (Address(address="m@ucsf.edu"), "address=m@ucsf.edu"),
        (Step("last touch", date(2026, 10, 2)), "text=last touch day=2026-10-02"),
        ({}, ""),
        ({"team": "blue", "pager": 17}, "team=blue pager=17"),
    ],
)
def test_a_value_in_words(value: Any, said: str) -> None:
    assert words(value) == said


@pytest.mark.parametrize(
    ("value", "json"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("x\x1b", "x\x1b"),
        (Way.ME, "me"),
        (Mood.FINE, "fine"),
        (date(2026, 11, 22), "2026-11-22"),
        (
            datetime(2026, 11, 22, 7, tzinfo=timezone(timedelta(hours=-5))),
            "2026-11-22T07:00:00-05:00",
        ),
        ((1, (2, 3)), [1, [2, 3]]),
        (frozenset({"b", "a"}), ["a", "b"]),
        (YearDay(2, 29), "--02-29"),
        (PurePosixPath("drafts"), "drafts"),
        (MAYA, {"uid": "u1", "handle": "maya-rao", "name": "Maya Rao"}),
        ([MAYA], [{"uid": "u1", "handle": "maya-rao", "name": "Maya Rao"}]),
        (STAY, {"from": "2026-12-01", "to": "2026-12-06", "tags": []}),
        ({"x_": date(2026, 1, 1)}, {"x_": "2026-01-01"}),
        ({Way.ME: (), 3: None}, {"me": [], "3": None}),
    ],
)
def test_a_value_in_json(value: Any, json: Any) -> None:
    assert as_json(value) == json


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(TypeError, match="object is no value"):
        as_json(object())
    with pytest.raises(TypeError, match="object is no value"):
        words(object())


def test_a_contact_has_the_keys_that_scripts_count_on() -> None:
    ana = Contact(uid=Uid("u2"), handle=Handle("ana-torres"), name="Ana Torres", birthday="--03-14")
    told = as_json(ana)
    assert list(told)[:6] == ["uid", "handle", "name", "nicknames", "kind", "tags"]
    assert told["birthday"] == "--03-14"
    assert told["tags"] == []
    assert told["organisation"] is None
    assert told["custom"] == {}
    assert told["archived"] is False
