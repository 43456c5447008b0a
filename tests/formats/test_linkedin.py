"""LinkedIn's Connections.csv, as it comes in different years and through different hands."""

from __future__ import annotations

import io
import time
import tracemalloc
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rescrm.errors import HeadingNotFound, RescrmError, UnknownEncoding
from rescrm.formats import linkedin
from rescrm.formats.record import Record, Unreadable

NOTES = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the ""email"" is missing."\n'
    "\n"
)
HEADING = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def connections(data: str | bytes, encoding: str | None = None) -> list[Record | Unreadable]:
    raw = data.encode() if isinstance(data, str) else data
    return list(linkedin.read([raw], "Connections.csv", encoding))


def connection(row: str, heading: str = HEADING) -> Record:
    (found,) = connections(heading + row + "\n")
    assert isinstance(found, Record), found
    return found


def test_a_row_gives_a_person_we_met_that_day() -> None:
    row = "Kei,Nakamura,https://www.linkedin.com/in/Kei-N,kei@ucsf.edu,UCSF,Fellow,12 Mar 2024\n"
    assert connections(NOTES + HEADING + row) == [
        Record(
            where="Connections.csv:5",
            key="linkedin:kei-n",
            name="Kei Nakamura",
            emails=(("kei@ucsf.edu", None),),
            links=("https://www.linkedin.com/in/Kei-N",),
            organisation="UCSF",
            title="Fellow",
            met_on=date(2024, 3, 12),
        )
    ]


def test_a_row_with_nothing_but_a_name_has_nothing_else() -> None:
    found = connection("Kei,Nakamura,,,,,")
    assert found == Record("Connections.csv:2", found.key, "Kei Nakamura")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("notes", ["", NOTES, NOTES + "\n\n", "\n" * 19])
def test_the_heading_is_found_below_notes_marks_and_any_line_ends(
    mark: bytes, end: str, notes: str
) -> None:
    text = notes + HEADING + "Kei,Nakamura,,,,,\nAna,Torres,,,,,\n"
    found = connections(mark + text.replace("\n", end).encode())
    assert [each.name for each in found if isinstance(each, Record)] == [
        "Kei Nakamura",
        "Ana Torres",
    ]
    assert found[0].where == f"Connections.csv:{notes.count(chr(10)) + 2}"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_one_that_shows_the_heading(delimiter: str) -> None:
    row = "Kei,Nakamura,,,UCSF,Fellow,12 Mar 2024\n"
    (found,) = connections((HEADING + row).replace(",", delimiter))
    assert isinstance(found, Record)
    assert (found.name, found.title) == ("Kei Nakamura", "Fellow")


def test_utf16_is_read() -> None:
    (found,) = connections((HEADING + "Zoë,王,,,,,\n").encode("utf-16"))
    assert isinstance(found, Record)
    assert found.name == "Zoë 王"


def test_each_line_may_have_its_own_encoding() -> None:
    data = (HEADING + "Zoë,Roe,,,,,\n").encode() + b"Jos\xe9,Diaz,,,,,\n" + "王,伟,,,,,\n".encode()
    found = connections(data)
    assert [each.name for each in found if isinstance(each, Record)] == [
        "Zoë Roe",
        "José Diaz",
        "王 伟",
    ]


def test_a_row_that_is_no_text_is_named_and_leaves_no_replacement() -> None:
    found = connections((HEADING + "Ana,Torres,,,,,\n").encode() + b"Jos\x81,D,,,,,\nBen,A,,,,,\n")
    assert found[1] == Unreadable("Connections.csv:3", "not valid utf-8 or cp1252")
    assert len(found) == 3
    assert "\ufffd" not in repr(found)


def test_a_given_encoding_is_used() -> None:
    (found,) = connections((HEADING + "Київ,,,,,,\n").encode("cp1251"), "cp1251")
    assert isinstance(found, Record)
    assert found.name == "Київ"


@pytest.mark.parametrize(
    ("written", "name", "degrees"),
    [
        ("Nakamura", "Kei Nakamura", None),
        ('"Nakamura, MD"', "Kei Nakamura", "MD"),
        ('"Nakamura, M.D., Ph.D."', "Kei Nakamura", "M.D., Ph.D."),
        ('"Nakamura MD, MPH"', "Kei Nakamura", "MD, MPH"),
        ("Nakamura PhD", "Kei Nakamura", "PhD"),
        ("Nakamura MD MBA", "Kei Nakamura", "MD, MBA"),
        ('"Nakamura, Jr."', "Kei Nakamura Jr.", None),
        ('"Nakamura, III, DO"', "Kei Nakamura III", "DO"),
        ("Berners-Lee", "Kei Berners-Lee", None),
        ("van der Berg", "Kei van der Berg", None),
        ("O'Brien", "Kei O'Brien", None),
        ("Do", "Kei Do", None),
        ("MA", "Kei MA", None),
        ("Le Ma", "Kei Le Ma", None),
        ('", MD"', "Kei", "MD"),
    ],
)
def test_degrees_are_no_part_of_a_name(written: str, name: str, degrees: str | None) -> None:
    found = connection(f"Kei,{written},,,,,")
    assert found.name == name
    assert found.custom == ((("degrees", degrees),) if degrees else ())


def test_a_name_beyond_all_measure_is_left_as_it_is() -> None:
    assert connection(f"Kei,Nakamura{' MD' * 100},,,,,").custom == ()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12 Mar 2024", date(2024, 3, 12)),
        ("02 Feb 2025", date(2025, 2, 2)),
        ("7-Feb-22", date(2022, 2, 7)),
        ("07-September-2019", date(2019, 9, 7)),
        (" 1 JAN 2008 ", date(2008, 1, 1)),
        ("2024-03-12", date(2024, 3, 12)),
        ("29 Feb 2024", date(2024, 2, 29)),
        ("", None),
    ],
)
def test_the_day_is_read_in_all_its_spellings(written: str, day: date | None) -> None:
    found = connection(f"Kei,Nakamura,,,,,{written}")
    assert (found.met_on, found.complaints) == (day, ())


@pytest.mark.parametrize("written", ["29 Feb 2023", "03/04/2024", "soon", "7-Foo-22", "9" * 50])
def test_a_day_that_cannot_be_read_is_left_out_and_named(written: str) -> None:
    found = connection(f"Kei,Nakamura,,,UCSF,,{written}")
    assert (found.name, found.organisation, found.met_on) == ("Kei Nakamura", "UCSF", None)
    assert found.complaints == ("Connections.csv:2: connected on is not a day; it is left out",)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.linkedin.com/in/kei-nakamura", "linkedin:kei-nakamura"),
        ("https://www.linkedin.com/in/Kei-Nakamura/", "linkedin:kei-nakamura"),
        ("http://jp.linkedin.com/in/kei?trk=x", "linkedin:kei"),
        ("www.linkedin.com/in/kei/en", "linkedin:kei"),
        ("https://www.linkedin.com/in/zo%C3%AB", "linkedin:zoë"),
        ("https://www.linkedin.com/in/zo%FF", "linkedin:zo%ff"),
    ],
)
def test_a_person_is_known_by_the_end_of_the_profile(url: str, key: str) -> None:
    found = connection(f"Kei,Nakamura,{url},,,,")
    assert (found.key, found.links) == (key, (url,))


def test_without_a_profile_the_name_and_the_day_make_the_key() -> None:
    first = connection("Kei,Nakamura,,,UCSF,,12 Mar 2024")
    again = connection("Kei,Nakamura,,,Stanford,Chief,12 Mar 2024")
    namesake = connection("Kei,Nakamura,,,UCSF,,13 Mar 2024")
    assert first.key == again.key != namesake.key
    assert first.key.startswith("row:")


def test_an_older_file_has_no_profiles() -> None:
    heading = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    found = connection("Kei,Nakamura,kei@ucsf.edu,UCSF,Fellow,7-Feb-22", heading)
    assert (found.links, found.title, found.met_on) == ((), "Fellow", date(2022, 2, 7))


def test_columns_may_stand_in_any_order_and_case_and_unknown_ones_are_kept() -> None:
    heading = "connected on,Phone,LAST NAME, First Name ,Ward\n"
    found = connection("7-Feb-22,,Nakamura,Kei,CCU", heading)
    assert (found.name, found.met_on) == ("Kei Nakamura", date(2022, 2, 7))
    assert found.custom == (("Ward", "CCU"),)


def test_rows_of_commas_are_skipped_with_their_reason() -> None:
    found = connections(HEADING + ",,,,,,\nKei,Nakamura,,,,,\n,,,,UCSF,Fellow,12 Mar 2024\n")
    assert [each for each in found if isinstance(each, Unreadable)] == [
        Unreadable("Connections.csv:2", "no name, e-mail or profile on this row"),
        Unreadable("Connections.csv:4", "no name, e-mail or profile on this row"),
    ]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (",,https://www.linkedin.com/in/kei-n,,,,", "kei-n"),
        (",,,kei@ucsf.edu,,,", "kei@ucsf.edu"),
        ("Kei,,,,,,", "Kei"),
        (",Nakamura,,,,,", "Nakamura"),
        ('"Kei\nJohn",Nakamura,,,,,', "Kei John Nakamura"),
    ],
)
def test_a_name_is_made_of_what_there_is(row: str, name: str) -> None:
    assert connection(row).name == name


@pytest.mark.parametrize("row", ["Kei", "Kei,Nakamura", "Kei,Nakamura,,,,,,,,extra"])
def test_a_row_may_be_shorter_or_longer_than_the_heading(row: str) -> None:
    assert connection(row).name.startswith("Kei")


def test_empty_lines_are_passed_over() -> None:
    found = connections(HEADING + "\n\nKei,Nakamura,,,,,\n\n")
    assert [each.where for each in found] == ["Connections.csv:4"]


def test_a_quote_that_does_not_end_is_named_with_the_lines_it_costs() -> None:
    found = connections(HEADING + 'Ana,T,,,"UCSF,Chief,\nBen,A,,,,,\nCy,"B",,,,,\nDee,C,,,,,\n')
    assert found[0] == Unreadable(
        "Connections.csv:2", "a quote does not end; lines 2 to 4 are left out"
    )
    assert [each.name for each in found if isinstance(each, Record)] == ["Dee C"]


def test_a_quote_open_in_the_last_column_is_named_too() -> None:
    found = connections(HEADING + 'Ana,T,,,,,"12 Mar 2024\nBen,A,,,,,\n')
    assert [each.reason for each in found if isinstance(each, Unreadable)] == [
        "a quote does not end"
    ]


def test_a_cell_of_ten_megabytes_is_read() -> None:
    (found,) = connections(HEADING + f"Kei,Nakamura,,,UCSF,{'x' * 10_000_000},\n")
    assert isinstance(found, Record)
    assert len(found.title or "") == 10_000_000


def test_a_cell_beyond_the_limit_is_named_and_the_next_row_is_read() -> None:
    found = connections(HEADING + f"Kei,N,,,UCSF,{'x' * 17_000_000},\nAna,Torres,,,,,\n")
    assert found[0] == Unreadable("Connections.csv:2", "a cell is longer than 16 MiB")
    assert found[1].where == "Connections.csv:3"


@pytest.mark.parametrize("last", [" MD" * 2_000_000, "," * 5_000_000, " " * 5_000_000 + "x"])
def test_a_hostile_last_name_takes_no_time(last: str) -> None:
    started = time.perf_counter()
    connections(HEADING + f'Kei,"{last}",,,,,\n')
    assert time.perf_counter() - started < 2


def test_memory_stays_flat_over_many_rows() -> None:
    def peak(rows: int) -> int:
        data = io.BytesIO((HEADING + "Kei,Nakamura,,,UCSF,Fellow,12 Mar 2024\n" * rows).encode())
        tracemalloc.start(1)
        try:
            assert sum(1 for _ in linkedin.read(data, "Connections.csv")) == rows
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(50_000) < peak(10_000) * 1.5


def test_a_file_without_the_heading_is_refused() -> None:
    with pytest.raises(HeadingNotFound, match=r"Connections\.csv: none of the first lines"):
        connections("First Name,Last Name\nKei,Nakamura\n")


def test_a_heading_below_the_first_lines_is_not_looked_for() -> None:
    with pytest.raises(HeadingNotFound):
        connections("\n" * 20 + HEADING)


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(UnknownEncoding):
        connections(HEADING, "no-such")


CELLS = st.sampled_from(
    [
        "Kei",
        "",
        ",",
        '"',
        '""',
        "\n",
        "\r\n",
        ", MD",
        "12 Mar 2024",
        "7-Feb-22",
        "/in/a%FF",
        "\0",
        "é",
    ]
)


@settings(max_examples=200, deadline=2000)
@given(
    st.lists(CELLS | st.text(max_size=5), max_size=40).map("".join),
    st.sampled_from(["utf-8", "cp1252", "utf-16"]),
)
def test_no_rows_raise_anything_but_an_error_of_ours(text: str, encoding: str) -> None:
    data = (HEADING + text).encode(encoding, "replace")
    try:
        found = connections(data)
    except RescrmError:
        return
    for each in found:
        repr(each).encode()
        if isinstance(each, Record):
            assert each.name
            assert each.key
