"""The plain form: a promise to scripts."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import dataclass
from datetime import date

import pytest
from hostile import ANY_TEXT, HOSTILE, unescaped
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.contact import Contact, Handle, Uid
from rescrm.view import plain
from rescrm.view.columns import CONTACT
from rescrm.view.listing import Listing, Shape, Span, tied


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    from_: date
    kind: str | None
    nights: int
    done: bool = False


NIGHTS = Block(from_=date(2026, 12, 1), kind="nights", nights=6)


def written(listing: Listing, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    plain.write(listing, out)
    out.flush()
    return raw.getvalue().decode(encoding)


def test_an_item_is_a_line_of_cells_parted_by_tabs() -> None:
    shape = Shape(plain=("kind", "from", "nights"))
    listing = Listing(kind="shift", items=[NIGHTS], shape=shape)
    assert written(listing) == "nights\t2026-12-01\t6\n"


def test_without_a_shape_the_keys_stand_in_their_order() -> None:
    listing = Listing(kind="shift", items=[NIGHTS])
    assert written(listing) == "2026-12-01\tnights\t6\tfalse\n"


def test_an_empty_field_is_an_empty_cell() -> None:
    listing = Listing(kind="x", items=[{"a": None, "b": "", "c": [], "d": 0}])
    assert written(listing) == "\t\t\t0\n"


def test_a_cell_may_be_worked_out() -> None:
    shape = Shape(plain=("nights", lambda block: block.nights * 12))
    listing = Listing(kind="shift", items=[NIGHTS], shape=shape)
    assert written(listing) == "6\t72\n"


def test_nothing_is_written_when_there_is_nothing() -> None:
    assert written(Listing(kind="due", empty="Nobody is due.", after=["x"], notes=["y"])) == ""


def test_there_is_no_heading_no_hint_and_no_picture_in_a_pipe() -> None:
    listing = Listing(
        kind="shift", items=[NIGHTS], lines=["a picture"], after=["type this"], notes=["a note"]
    )
    assert written(listing) == "2026-12-01\tnights\t6\tfalse\n"


def test_nothing_is_cut_in_a_pipe() -> None:
    note = "word " * 5_000
    assert written(Listing(kind="x", items=[{"note": note}])) == f"{note}\n"


def test_prose_is_written_as_its_lines() -> None:
    lines = ["Dear Maya,\n\nthank you.", "", ("  ", Span("Ben", "bold"), " \\ x\ty")]
    listing = Listing(kind="draft", lines=lines, prose=True, items=[{"id": 1}])
    assert written(listing) == "Dear Maya,\n\nthank you.\n\n  Ben \\ x\ty\n"


def test_a_tied_name_has_plain_spaces_in_prose() -> None:
    listing = Listing(kind="digest", lines=[("Today  ", tied("Ana Torres"))], prose=True)
    assert written(listing) == "Today  Ana Torres\n"


def test_prose_never_carries_an_escape() -> None:
    listing = Listing(kind="digest", lines=["Today  \x1b[2JAna\x07"], prose=True)
    assert written(listing) == "Today  \\x1b[2JAna\\x07\n"


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_hostile_name_stays_in_its_cell_and_reads_back(name: str, encoding: str) -> None:
    items = [{"handle": "h", "name": name, "note": None}]
    text = written(Listing(kind="contact", items=items), encoding)
    assert text.endswith("\n")
    assert len(text.splitlines()) == 1
    cells = text[:-1].split("\t")
    assert [unescaped(cell) for cell in cells] == ["h", name, ""]


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1, max_size=5))
def test_any_table_reads_back_cell_by_cell(rows: list[tuple[str, str]]) -> None:
    items = [{"a": a, "b": b} for a, b in rows]
    lines = written(Listing(kind="x", items=items))[:-1].split("\n")
    assert [tuple(map(unescaped, line.split("\t"))) for line in lines] == rows


def test_a_contact_has_its_promised_order() -> None:
    maya = Contact(
        uid=Uid("u1"),
        handle=Handle("maya-rao"),
        name="Maya Rao",
        kind="faculty",
        organisation="UCSF",
        last=date(2026, 10, 2),
    )
    listing = Listing(kind="contact", items=[maya], shape=CONTACT)
    assert written(listing) == "maya-rao\tMaya Rao\tfaculty\tUCSF\t2026-10-02\t\n"


def test_many_items_are_written_in_blocks_and_none_is_lost() -> None:
    class Counting(io.StringIO):
        writes = 0

        def write(self, text: str) -> int:
            self.writes += 1
            return super().write(text)

    out = Counting()
    plain.write(Listing(kind="x", items=[{"n": n} for n in range(12_345)]), out)
    assert out.getvalue() == "".join(f"{n}\n" for n in range(12_345))
    assert out.writes < 20


def test_a_pipe_loads_neither_rich_nor_json() -> None:
    code = (
        "import sys; from rescrm.view.show import show, Form; from rescrm.view.columns import DUE;"
        "from rescrm.view.listing import Listing;"
        "show(Listing(kind='due', items=[dict(handle='a\\x1b', name='王')], shape=DUE), Form.PLAIN,"
        " sys.stdout, sys.stderr, width=None, color=False, quiet=False);"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'rich', 'json', 'typer'}))"
    )
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert ran.stdout == "a\\x1b\t王\t\t\t\t\n[]\n"
