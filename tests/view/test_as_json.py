"""The JSON form: what programs read back is what was stored."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hostile import ACTS, HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.model import Due, Last, What
from rescrm.view import as_json

OKAFOR = Due(
    uid="u7",
    handle="samuel-okafor",
    name="Samuel Okafor",
    what=What.CHECK_IN,
    about="research mentor",
    due_on=date(2026, 11, 13),
    overdue=9,
    limit_on=date(2026, 12, 11),
    because="every 6 weeks",
    last=Last(on=date(2026, 10, 2), kind="email", note=None),
)


def written(kind: str, items: list[Any], encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    as_json.write(kind, items, out)
    out.flush()
    return raw.getvalue().decode(encoding)


def test_an_answer_is_a_kind_and_its_items() -> None:
    assert written("pause", [{"from": date(2026, 12, 1), "reason": None}]) == (
        "{\n"
        '  "kind": "pause",\n'
        '  "items": [\n'
        "    {\n"
        '      "from": "2026-12-01",\n'
        '      "reason": null\n'
        "    }\n"
        "  ]\n"
        "}\n"
    )


def test_an_empty_answer_is_an_object_too() -> None:
    assert written("due", []) == '{\n  "kind": "due",\n  "items": []\n}\n'


def test_it_is_spelled_as_the_standard_library_spells_it() -> None:
    items = [{"a": [1, {"b": []}], "c": "Zoë \x1b \n x"}, {"a": [], "c": {}}]
    whole = json.dumps({"kind": "x", "items": items}, indent=2, ensure_ascii=False)
    assert written("x", items) == whole + "\n"


def test_a_due_has_the_keys_that_scripts_count_on() -> None:
    (told,) = json.loads(written("due", [OKAFOR]))["items"]
    assert list(told) == [
        *("uid", "handle", "name", "what", "about", "due_on", "overdue", "limit_on"),
        *("because", "last", "planned_on", "id"),
    ]
    assert told["what"] == "check-in"
    assert told["overdue"] == 9
    assert told["due_on"] == "2026-11-13"
    assert told["last"] == {"on": "2026-10-02", "kind": "email", "note": None}
    assert told["planned_on"] is None


def test_an_instant_has_its_offset() -> None:
    text = written("history", [{"at": datetime(2026, 11, 22, 7, tzinfo=UTC)}])
    assert '"at": "2026-11-22T07:00:00+00:00"' in text


def test_letters_stay_letters() -> None:
    assert '"name": "王伟 José 👩‍⚕️"' in written("contact", [{"name": "王伟 José 👩‍⚕️"}])


def test_in_ascii_every_letter_is_escaped_and_reads_back() -> None:
    text = written("contact", [{"name": "王伟 José 👩‍⚕️ ·"}], "ascii")
    assert text.isascii()
    assert json.loads(text)["items"] == [{"name": "王伟 José 👩‍⚕️ ·"}]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_reads_back_raw(name: str, encoding: str) -> None:
    text = written("contact", [{"name": name, "custom": {name: [name]}}], encoding)
    assert json.loads(text)["items"] == [{"name": name, "custom": {name: [name]}}]


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_does_nothing_to_a_terminal(name: str) -> None:
    assert not (ACTS - {"\n"}) & set(written("contact", [{"name": name}]))


# Two halves of one character side by side are that character in JSON: each alone is tried here.
ANY_JSON_TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.just("half \udcff")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | ANY_JSON_TEXT,
        lambda inner: st.lists(inner) | st.dictionaries(ANY_JSON_TEXT, inner),
        max_leaves=8,
    )
)
def test_whatever_is_stored_reads_back_equal(value: Any) -> None:
    assert json.loads(written("x", [{"value": value}])) == {
        "kind": "x",
        "items": [{"value": value}],
    }


def test_many_items_are_streamed_and_whole() -> None:
    class Counting(io.StringIO):
        longest = 0

        def write(self, text: str) -> int:
            self.longest = max(self.longest, len(text))
            return super().write(text)

    out = Counting()
    as_json.write("x", ({"n": n} for n in range(5_001)), out)
    assert json.loads(out.getvalue())["items"] == [{"n": n} for n in range(5_001)]
    assert out.longest < len(out.getvalue()) / 5
