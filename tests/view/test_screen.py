"""The rich form: what a person sees."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hostile import ACTS, HOSTILE

from rescrm.view import safe
from rescrm.view.columns import CONTACT, DUE
from rescrm.view.listing import Column, Line, Listing, Shape, Span
from rescrm.view.screen import Screen
from rescrm.view.wrapping import width_of

NAUGHTY = Path(__file__).parents[3] / "shared/corpora/names/big-list-of-naughty-strings__blns.json"


def seen(listing: Listing, width: int = 80, *, color: bool = False, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    screen = Screen(out=out, width=width, color=color)
    screen.answer(listing)
    screen.around(listing)
    out.flush()
    return raw.getvalue().decode(encoding)


def told(*lines: Line, prose: bool = False, width: int = 80, color: bool = False) -> list[str]:
    listing = Listing(kind="why", lines=lines, prose=prose)
    return seen(listing, width, color=color).splitlines()


def named(name: str) -> Listing:
    item = {
        "handle": "h", "name": name, "what": "promise", "about": f"about {name}", "overdue": 2,
        "due_on": None, "because": f"because {name}",
    }  # fmt: skip
    return Listing(kind="due", items=[item], shape=DUE)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_shown_whole_and_harmless(name: str, width: int) -> None:
    text = seen(named(name), width)
    assert safe.shown(name).replace("\xa0", " ") in text
    assert not (ACTS - {"\n"}) & set(text)


@pytest.mark.parametrize("color", [True, False])
def test_naughty_strings_do_nothing_but_stand_there(color: bool) -> None:
    if not NAUGHTY.exists():
        pytest.skip(f"{NAUGHTY.name} is not here")
    names = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    shape = Shape(columns=(Column(heading="", cell=lambda item: Span(item["name"])),))
    text = seen(Listing(kind="contact", items=[{"name": n} for n in names], shape=shape), 80)
    for name in names:
        assert safe.shown(name).replace("\xa0", " ") in text
    assert not (ACTS - {"\n"}) & set(text)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_cannot_crash_an_ascii_terminal(name: str) -> None:
    assert seen(named(name), 40, encoding="ascii").isascii()


def test_markup_is_text() -> None:
    assert seen(named("[bold]Bo[/bold] :smile: [/]"), color=True).startswith(
        " [bold]Bo[/bold] :smile: [/]"
    )


def test_a_name_of_ten_thousand_letters_is_not_cut_or_folded() -> None:
    assert f" {'x' * 10_000}\n" in seen(named("x" * 10_000), 40)


def test_columns_keep_step_beside_wide_and_joined_letters() -> None:
    names = ["王伟", "José", "Jose\u0301", "👩‍⚕️", "Ann", "a\u200db"]
    shape = Shape(
        columns=(
            Column(heading="", cell=lambda item: item),
            Column(heading="", cell=lambda item: "|", leaves=1),
        )
    )
    lines = seen(Listing(kind="x", items=names, shape=shape)).splitlines()
    assert {width_of(line.partition("|")[0]) for line in lines} == {7}


def test_colour_is_used_when_it_is_wanted_and_only_then() -> None:
    lines = [("  ", Span("2 days over", "late"), " plain"), Span("61 days over", "very-late")]
    assert told(*lines, color=True) == [
        "  \x1b[33m2 days over\x1b[0m plain",
        "\x1b[31m61 days over\x1b[0m",
    ]
    assert told(*lines) == ["  2 days over plain", "61 days over"]


@pytest.mark.parametrize(
    ("style", "code"),
    [("dim", "2"), ("bold", "1"), ("good", "32"), ("late", "33"), ("very-late", "31")],
)
def test_each_style_has_its_colour(style: str, code: str) -> None:
    assert told(Span("x", style), color=True) == [f"\x1b[{code}mx\x1b[0m"]


def test_an_unknown_style_is_plain_text() -> None:
    assert told(Span("x", "screaming"), color=True) == ["x"]


def test_a_screen_reads_as_well_without_colour() -> None:
    listing = named("Maya Rao")
    colored = seen(listing, color=True)
    for code in ("\x1b[2m", "\x1b[33m", "\x1b[0m"):
        colored = colored.replace(code, "")
    assert colored == seen(listing)


def test_lines_are_printed_instead_of_a_table() -> None:
    listing = Listing(kind="why", items=[{"name": "Ana"}], lines=["a picture", "", "of Ana"])
    assert seen(listing) == "a picture\n\nof Ana\n"


def test_a_long_line_wraps_and_hangs_where_its_text_begins() -> None:
    assert told('  2 Oct 2026   last touch: e-mail, "IRB reply"', width=40) == [
        '  2 Oct 2026   last touch: e-mail, "IRB',
        '               reply"',
    ]


def test_a_style_goes_on_where_its_line_wraps() -> None:
    line = ("due: ", Span("very long ago indeed", "late"), " and counting")
    assert told(line, width=20, color=True) == [
        "due: \x1b[33mvery long ago\x1b[0m",
        "\x1b[33mindeed\x1b[0m and counting",
    ]


def test_a_note_of_several_lines_stays_on_its_line_of_a_picture() -> None:
    assert told("  2027-03-20  poster 212\n  I owe  a million") == [
        "  2027-03-20  poster 212   I owe  a million"
    ]


def test_a_letter_keeps_its_lines() -> None:
    assert told("Dear Maya,\n\nthank you.  Yours,\n\tBen", prose=True) == [
        "Dear Maya,",
        "",
        "thank you.  Yours,",
        "        Ben",
    ]


def test_a_paragraph_wraps_without_hanging() -> None:
    assert told("Thank you for the walk.  It was kind of you.", prose=True, width=26) == [
        "Thank you for the walk.",
        "It was kind of you.",
    ]


def test_a_styled_letter_is_cut_into_lines_across_its_parts() -> None:
    assert told((Span("Hi\nthere", "bold"), " you\nBye"), prose=True, color=True) == [
        "\x1b[1mHi\x1b[0m",
        "\x1b[1mthere\x1b[0m you",
        "Bye",
    ]


def test_what_can_be_typed_next_is_dim_and_comes_last() -> None:
    listing = Listing(kind="x", lines=["done"], after=["`rescrm undo` takes it back."])
    assert seen(listing, color=True) == "done\n\x1b[2m`rescrm undo` takes it back.\x1b[0m\n"


def test_a_command_to_type_is_not_broken_over_lines() -> None:
    after = ["6 due. `rescrm why okafor` explains one, `rescrm draft --due` writes."]
    assert seen(Listing(kind="x", after=after), 40).splitlines() == [
        "6 due. `rescrm why okafor` explains one,",
        "`rescrm draft --due` writes.",
    ]


def test_nothing_due_is_good_news_and_says_so() -> None:
    listing = Listing(kind="due", shape=DUE, empty="Nobody is due. Enjoy your evening.")
    assert seen(listing) == "Nobody is due. Enjoy your evening.\n"


def test_two_lines_of_welcome_stay_two() -> None:
    empty = "rescrm keeps in touch.\nrescrm init --starter begins."
    assert seen(Listing(kind="due", empty=empty)) == f"{empty}\n"


def test_a_kind_without_columns_shows_its_keys_over_its_values() -> None:
    items = [
        {"role": "research", "handle": None, "since_year": 2025},
        {"role": "career", "handle": None, "since_year": None},
    ]
    assert seen(Listing(kind="mentor", items=items)).splitlines() == [
        " role      since year",
        " research  2025",
        " career",
    ]


def test_a_kind_with_plain_cells_only_shows_those() -> None:
    shape = Shape(plain=("name", lambda item: 1, "city"))
    items = [{"uid": "u", "name": "Ana", "city": "Boston"}]
    assert seen(Listing(kind="x", items=items, shape=shape)).splitlines() == [
        " name  city",
        " Ana   Boston",
    ]


def test_on_an_ascii_terminal_dots_become_hyphens() -> None:
    items = [{"name": "Ana Torres", "handle": "ana-torres", "kind": "alum", "organisation": "UCSF"}]
    listing = Listing(kind="contact", items=items, shape=CONTACT, after=["a · b"])
    assert seen(listing, 20, encoding="ascii").splitlines() == [
        " Ana Torres",
        "   ana-torres - alum",
        "   UCSF",
        "a - b",
    ]


def test_many_rows_are_written_as_they_are_made() -> None:
    class Counting(io.StringIO):
        longest = 0

        def write(self, text: str) -> int:
            self.longest = max(self.longest, text.count("\n"))
            return super().write(text)

    out = Counting()
    items = [{"n": n} for n in range(3_000)]
    Screen(out=out, width=80, color=False).answer(Listing(kind="x", items=items))
    assert len(out.getvalue().splitlines()) == 3_001
    assert out.longest <= 200
