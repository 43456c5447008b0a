"""Everything in one JSON document."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from rescrm.formats.whole_json import BLOCK, write

VALUES = st.one_of(st.none(), st.integers(), st.text(st.characters(codec="utf-8"), max_size=20))
ROWS = st.lists(st.dictionaries(st.sampled_from(["uid", "name", "note"]), VALUES), max_size=5)


def document(**tables: list[dict[str, object]]) -> bytes:
    return b"".join(write(tables.items()))


def test_a_row_is_a_line() -> None:
    said = document(contact=[{"uid": "a", "name": "Maya"}, {"uid": "b", "name": None}], tag=[])
    assert said.decode() == (
        '{"rescrm": 1,\n"contact": [\n{"uid": "a", "name": "Maya"},\n{"uid": "b", "name": null}\n'
        '],\n"tag": [\n]}\n'
    )


@given(contact=ROWS, tag=ROWS)
def test_it_reads_back_the_same(
    contact: list[dict[str, object]], tag: list[dict[str, object]]
) -> None:
    assert json.loads(document(contact=contact, tag=tag)) == {
        "rescrm": 1, "contact": contact, "tag": tag,
    }  # fmt: skip


def test_many_rows_are_written_some_at_a_time() -> None:
    rows = [{"uid": str(number)} for number in range(2 * BLOCK + 1)]
    pieces = list(write([("contact", iter(rows))]))
    assert max(map(len, pieces)) < 20 * BLOCK
    assert json.loads(b"".join(pieces))["contact"] == rows


def test_nothing_in_it_acts_on_a_terminal() -> None:
    said = document(note=[{"text": "\x1b[31m \x9b0m \x7f \u202e ok"}]).decode()
    assert not any(char in said for char in "\x1b\x9b\x7f\u202e")
    assert json.loads(said)["note"][0]["text"] == "\x1b[31m \x9b0m \x7f \u202e ok"
