"""Answers that are a file: their bytes go out as they are."""

from __future__ import annotations

import io

import pytest

from rescrm.view.listing import Listing
from rescrm.view.show import Form, show

CALENDAR = Listing(
    kind="export",
    items=[{"file": None, "items": 1}],
    raw=[b"BEGIN:VCALENDAR\r\n", "SUMMARY:José\x85\r\n".encode()],
    notes=["one item"],
)


def shown(form: Form, out: io.TextIOBase) -> str:
    err = io.StringIO()
    show(CALENDAR, form, out, err, width=80, color=False, quiet=False)  # type: ignore[arg-type]
    out.flush()
    return err.getvalue()


@pytest.mark.parametrize("form", [Form.PLAIN, Form.RICH])
def test_the_bytes_reach_the_output_untouched_whatever_its_encoding(form: Form) -> None:
    sink = io.BytesIO()
    out = io.TextIOWrapper(sink, encoding="ascii", newline="\n")
    out.write("before\n")
    assert shown(form, out) == "one item\n"
    assert sink.getvalue() == b"before\nBEGIN:VCALENDAR\r\nSUMMARY:Jos\xc3\xa9\xc2\x85\r\n"


def test_an_output_of_text_gets_them_as_text() -> None:
    out = io.StringIO(newline="")
    shown(Form.PLAIN, out)
    assert out.getvalue() == "BEGIN:VCALENDAR\r\nSUMMARY:José\x85\r\n"


def test_asked_for_json_the_items_are_the_answer() -> None:
    out = io.StringIO()
    shown(Form.JSON, out)
    assert '"items": 1' in out.getvalue() and "VCALENDAR" not in out.getvalue()
