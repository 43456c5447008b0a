"""Where an answer is printed: which stream, which form, and what quiet leaves out."""

from __future__ import annotations

import io
import json
import os
import pty
from collections.abc import Iterator
from typing import Any, TextIO

import pytest

from rescrm.errors import AmbiguousContact, ContactNotFound, NotWritable, RescrmError
from rescrm.view.listing import Listing, Shape
from rescrm.view.show import Form, color_for, form_for, show, show_error, width_for

LISTING = Listing(
    kind="promise",
    items=[{"id": 7, "name": "Ben Adler"}],
    shape=Shape(plain=("id", "name")),
    empty="You owe nobody anything.",
    after=["`rescrm done 7` ticks it."],
    notes=["2 check-ins wait."],
    warnings=["people.vcf:120: no name on this card; skipped"],
)
NOTHING = Listing(kind="promise", empty="You owe nobody anything.", after=["x"], notes=["y"])


def shown(
    listing: Listing, form: Form, *, width: int | None = 80, quiet: bool = False
) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    show(listing, form, out, err, width=width, color=False, quiet=quiet)
    return out.getvalue(), err.getvalue()


def test_plain_gives_only_cells_on_stdout() -> None:
    assert shown(LISTING, Form.PLAIN) == (
        "7\tBen Adler\n",
        "people.vcf:120: no name on this card; skipped\n2 check-ins wait.\n",
    )


def test_rich_gives_the_next_step_too() -> None:
    out, err = shown(LISTING, Form.RICH)
    assert out == " id  name\n 7   Ben Adler\n`rescrm done 7` ticks it.\n"
    assert err == "people.vcf:120: no name on this card; skipped\n2 check-ins wait.\n"


def test_json_gives_an_object() -> None:
    out, err = shown(LISTING, Form.JSON)
    assert json.loads(out) == {"kind": "promise", "items": [{"id": 7, "name": "Ben Adler"}]}
    assert "2 check-ins wait." in err


@pytest.mark.parametrize("form", Form)
def test_quiet_leaves_the_answer_and_what_was_left_out_of_it(form: Form) -> None:
    out, err = shown(LISTING, form, quiet=True)
    assert "Ben Adler" in out
    assert "ticks it" not in out
    assert err == "people.vcf:120: no name on this card; skipped\n"


@pytest.mark.parametrize(
    ("form", "quiet", "out", "err"),
    [
        (Form.PLAIN, False, "", "y\nYou owe nobody anything.\n"),
        (Form.PLAIN, True, "", ""),
        (Form.RICH, False, "You owe nobody anything.\nx\n", "y\n"),
        (Form.RICH, True, "", ""),
        (Form.JSON, False, '{\n  "kind": "promise",\n  "items": []\n}\n', "y\n"),
        (Form.JSON, True, '{\n  "kind": "promise",\n  "items": []\n}\n', ""),
    ],
)
def test_an_empty_answer(form: Form, quiet: bool, out: str, err: str) -> None:
    assert shown(NOTHING, form, quiet=quiet) == (out, err)


def test_a_letter_is_no_empty_answer() -> None:
    letter = Listing(kind="draft", lines=["Dear Maya,"], prose=True, empty="No draft.")
    assert shown(letter, Form.PLAIN) == ("Dear Maya,\n", "")
    assert shown(letter, Form.RICH) == ("Dear Maya,\n", "")


def test_a_note_is_safe_and_keeps_its_lines() -> None:
    listing = Listing(kind="x", notes=["two\nlines \x1b[2J\x9b"])
    assert shown(listing, Form.PLAIN) == ("", "two\nlines \\x1b[2J\\x9b\n")


@pytest.mark.parametrize("width", [None, 0, -3, 10**9])
def test_an_absurd_width_is_eighty(width: int | None) -> None:
    wide = Listing(kind="x", lines=["word " * 40])
    out, _ = shown(wide, Form.RICH, width=width)
    assert max(map(len, out.splitlines())) == 79


@pytest.mark.parametrize("width", [1, 5, 19, 20])
def test_a_terminal_has_twenty_columns_at_least(width: int) -> None:
    out, _ = shown(Listing(kind="x", lines=["word " * 40]), Form.RICH, width=width)
    assert max(map(len, out.splitlines())) == 19


@pytest.mark.parametrize("form", Form)
def test_nothing_crashes_in_ascii(form: Form) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    listing = Listing(
        kind="x", items=[{"name": "王 “José” \udcff \U0001f600"}], notes=["…"], after=["·"]
    )
    show(listing, form, out, out, width=40, color=True, quiet=False)
    out.flush()
    assert raw.getvalue().isascii()
    assert b"..." in raw.getvalue()


def test_an_error_is_one_sentence() -> None:
    err = io.StringIO()
    show_error(NotWritable("/ro/rescrm.db", "read-only place"), Form.PLAIN, err)
    assert err.getvalue() == "rescrm: /ro/rescrm.db: read-only place. Nothing was changed.\n"


def test_an_ambiguous_name_says_on_a_second_line_what_to_type() -> None:
    err = io.StringIO()
    error = AmbiguousContact("Anna", [("anna-lindqvist", "faculty"), ("anna-wu", "")])
    show_error(error, Form.RICH, err)
    first, second = err.getvalue().splitlines()
    assert first == 'rescrm: two people fit "Anna": anna-lindqvist (faculty), anna-wu.'
    assert second == "Say which: @anna-lindqvist"


def test_an_error_in_json_has_code_word_message_and_candidates() -> None:
    err = io.StringIO()
    error = AmbiguousContact("Anna", [("anna-lindqvist", "faculty"), ("anna-wu", "")])
    show_error(error, Form.JSON, err)
    assert json.loads(err.getvalue()) == {
        "kind": "error",
        "items": [
            {
                "code": 3,
                "error": "ambiguous",
                "message": error.message,
                "candidates": ["anna-lindqvist", "anna-wu"],
            }
        ],
    }


@pytest.mark.parametrize(
    "error", [RescrmError("a\x1b[2J\udcff"), ContactNotFound("\x1b]52;c;x\x07")]
)
@pytest.mark.parametrize("form", Form)
def test_what_was_typed_does_nothing_to_the_terminal(error: RescrmError, form: Form) -> None:
    err = io.StringIO()
    show_error(error, form, err)
    assert not set("\x1b\x07\udcff") & set(err.getvalue())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_rich_and_a_pipe_plain() -> None:
    assert form_for(Terminal()) is Form.RICH
    assert form_for(io.StringIO()) is Form.PLAIN


@pytest.mark.parametrize(
    ("out", "environ", "color"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"TERM": "xterm-256color"}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (Terminal(), {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": ""}, False),
    ],
)
def test_colour_follows_the_environment(out: TextIO, environ: dict[str, str], color: bool) -> None:
    assert color_for(out, environ) is color


@pytest.mark.parametrize(
    ("said", "width"),
    [
        ("132", 132),
        ("20", 20),
        ("5", 20),
        ("0", 80),
        ("-5", 80),
        ("", 80),
        ("wide", 80),
        ("999999", 80),
        ("9" * 5_000, 80),
        ("٤٠", 80),
        ("1e3", 80),
    ],
)
def test_the_width_is_what_columns_says_if_it_can_be(said: str, width: int) -> None:
    assert width_for(io.StringIO(), {"COLUMNS": said}) == width


@pytest.fixture
def terminal() -> Iterator[Any]:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as out:
        yield out
    os.close(ours)


def test_the_width_is_the_terminals_own_when_columns_is_silent(terminal: TextIO) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal.fileno(), termios.TIOCSWINSZ, struct.pack("HHHH", 24, 97, 0, 0))
    assert width_for(terminal, {}) == 97
    assert width_for(terminal, {"COLUMNS": "0"}) == 97
    assert width_for(terminal, {"COLUMNS": "60"}) == 60


def test_a_terminal_that_does_not_know_its_width_has_eighty(terminal: TextIO) -> None:
    assert width_for(terminal, {}) == 80


def test_a_closed_output_has_eighty() -> None:
    out = io.StringIO()
    out.close()
    assert width_for(out, {}) == 80


class Screen(io.StringIO):
    """An output that is a terminal of the usual width."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_a_terminal_gets_notes_that_break_between_words_and_a_pipe_whole_ones() -> None:
    note = "One line a person; an empty line ends. Such as: Maya Rao, UCSF, poster 212; talked"
    screen, pipe = Screen(), io.StringIO()
    for err in (screen, pipe):
        show(Listing(kind="due", warnings=[note]), Form.PLAIN, io.StringIO(), err,
             width=80, color=False, quiet=False)  # fmt: skip
    assert pipe.getvalue() == f"{note}\n"
    assert screen.getvalue() == note.replace(" talked", "\ntalked") + "\n"
