"""import: files of people, through the program, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import CORPORA
from dumps import journaled
from play import Program, Said

LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def card(*lines: str) -> str:
    """One card with these lines in it."""
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


def write(name: str, *parts: str) -> Path:
    """A file in the working folder."""
    path = Path(name)
    path.write_text("".join(parts), encoding="utf-8")
    return path


def read_in(rescrm: Program, line: str, code: int = 0) -> dict[str, Any]:
    """The counts of one file; how the run ended is looked at, and that nothing is lost."""
    said = rescrm(f"import {line} --json")
    assert said.code == code, said.err
    (item,) = said.items
    others = item["added"] + item["changed"] + item["unchanged"] + len(item["skipped"])
    assert item["read"] == others
    return item


def counts(item: dict[str, Any]) -> tuple[int, int, int, int]:
    """Added, changed, unchanged, skipped."""
    return item["added"], item["changed"], item["unchanged"], len(item["skipped"])


def steps(rescrm: Program) -> int:
    return len(rescrm.items("history"))


def whole(rescrm: Program) -> None:
    """Nothing is damaged: file, references, indexes, agenda."""
    rescrm.ok("doctor --full")


# Real files --------------------------------------------------------------------------------


def files(pattern: str) -> list[Any]:
    found = sorted(CORPORA.glob(pattern)) if CORPORA.is_dir() else []
    return [pytest.param(path, id=path.name) for path in found] or [
        pytest.param(None, marks=pytest.mark.skip(reason=f"no real files at {CORPORA}"))
    ]


def expected(path: Path) -> int:
    """How many people other readers found in a file."""
    known = json.loads((CORPORA / "expected.json").read_text(encoding="utf-8"))["files"]
    about = known[str(path.relative_to(CORPORA))]
    return int(about["cards"] if "cards" in about else about["data_records"])


@pytest.mark.parametrize("path", [*files("*/*.vcf"), *files("csv/linkedin*.csv")])
def test_a_real_file_is_read_whole_and_twice_changes_nothing(path: Path, rescrm: Program) -> None:
    rescrm.ok('add "Somebody Else"')
    before = journaled()
    said = rescrm.run(["import", str(path), "--json"])
    (item,) = said.items
    assert item["read"] == expected(path)
    for skipped in item["skipped"]:
        assert f"{skipped['where']}: {skipped['reason']}" in said.err
        assert skipped["where"].startswith(f"{path}:")
    assert said.code == (5 if said.err else 0)
    after = journaled()
    assert len(after["contact"]) == 1 + item["added"]
    whole(rescrm)
    again = rescrm.run(["import", str(path), "--json"])
    assert again.items[0]["added"] == again.items[0]["changed"] == 0
    assert again.items[0]["skipped"] == item["skipped"]
    assert journaled() == after
    assert steps(rescrm) == 1 + bool(item["added"])
    if item["added"]:
        rescrm.ok("undo")
    assert journaled() == before


@pytest.mark.parametrize(
    "path", [path for path in files("csv/*.csv") if "linkedin" not in str(path.id)]
)
def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_known(
    path: Path, rescrm: Program, home: Path
) -> None:
    said = rescrm.run(["import", str(path)])
    assert said.code == 2
    assert "vCard (.vcf), LinkedIn Connections.csv" in said.err
    assert not (home / ".local/share/rescrm/rescrm.db").exists()


# Who is new, and who is here ---------------------------------------------------------------


def test_twice_in_adds_nothing_and_makes_no_step(rescrm: Program) -> None:
    write("p.vcf", card("FN:Ana Torres", "EMAIL:ana@x.org"), card("UID:b", "FN:Ben Adler"))
    assert counts(read_in(rescrm, "p.vcf")) == (2, 0, 0, 0)
    before = journaled()
    assert counts(read_in(rescrm, "p.vcf")) == (0, 0, 2, 0)
    assert journaled() == before
    assert steps(rescrm) == 1


def test_one_uid_twice_with_other_content_is_told_and_the_first_counts(rescrm: Program) -> None:
    write("p.vcf", card("UID:a", "FN:Ana Torres"), card("UID:a", "FN:Somebody Else"))
    item = read_in(rescrm, "p.vcf", code=5)
    assert counts(item) == (1, 0, 0, 1)
    assert item["skipped"] == [
        {"where": "p.vcf:6", "reason": "the UID a again, with other content"}
    ]
    assert [each["name"] for each in rescrm.items("list")] == ["Ana Torres"]
    assert counts(read_in(rescrm, "p.vcf", code=5)) == (0, 0, 1, 1)
    assert steps(rescrm) == 1


def test_one_uid_twice_stays_told_when_the_card_has_changed(rescrm: Program) -> None:
    write("p.vcf", card("UID:a", "FN:Ana Torres"))
    read_in(rescrm, "p.vcf")
    write("p.vcf", card("UID:a", "FN:Ana T."), card("UID:a", "FN:Ana Torres"))
    assert counts(read_in(rescrm, "p.vcf", code=5)) == (0, 1, 0, 1)
    assert counts(read_in(rescrm, "p.vcf", code=5)) == (0, 0, 1, 1)


def test_the_same_card_twice_is_one_person(rescrm: Program) -> None:
    write("p.vcf", card("FN:Ana Torres"), card("UID:b", "FN:Ben"), card("FN:Ana Torres"))
    assert counts(read_in(rescrm, "p.vcf")) == (2, 0, 1, 0)


def test_a_card_far_behind_its_double_is_known(rescrm: Program) -> None:
    many = [card(f"UID:{number}", f"FN:Person {number}") for number in range(2500)]
    write("p.vcf", *many, card("UID:7", "FN:Person 7"), card("UID:8", "FN:Somebody Else"))
    assert counts(read_in(rescrm, "p.vcf", code=5)) == (2500, 0, 1, 1)


def test_one_address_on_two_people_and_one_name_twice_stay_two(rescrm: Program) -> None:
    write(
        "p.vcf",
        card("FN:Ana Torres", "EMAIL:home@x.org"),
        card("FN:Ben Adler", "EMAIL:home@x.org"),
        card("FN:Ana Torres", "EMAIL:other@x.org"),
    )
    assert counts(read_in(rescrm, "p.vcf")) == (3, 0, 0, 0)
    assert [each["handle"] for each in rescrm.items("list")] == [
        "ana-torres", "ana-torres-2", "ben-adler",
    ]  # fmt: skip


KNOWN = 'add "Maya Rao" -e maya@ucsf.edu --phone "+1 415 555 0134" -o UCSF'


@pytest.mark.parametrize(
    ("lines", "new"),
    [
        (["FN:Maya Rao", "EMAIL:Maya@UCSF.edu"], 0),
        (["FN:maya rao", "TEL:(415) 555-0134"], 0),
        (["FN:Dr. Maya Rao\\, MD", "EMAIL:maya@ucsf.edu"], 0),
        (["FN:Maya Anne Rao", "EMAIL:maya@ucsf.edu"], 0),
        (["FN:Maya", "EMAIL:maya@ucsf.edu"], 0),
        (["EMAIL:maya@ucsf.edu"], 0),  # a card without a name
        (["FN:Maya Rao"], 1),  # the name alone says nothing
        (["FN:Maya Rao", "EMAIL:maya@mgh.org"], 1),
        (["FN:Rohan Rao", "EMAIL:maya@ucsf.edu"], 1),
        (["FN:Maya Rao III", "TEL:415-555-0134"], 1),
    ],
)
def test_who_was_typed_in_is_found_by_an_address_and_a_name_that_fits(
    lines: list[str], new: int, rescrm: Program
) -> None:
    rescrm.ok(KNOWN)
    write("p.vcf", card(*lines))
    assert read_in(rescrm, "p.vcf")["added"] == new
    assert len(rescrm.items("list")) == 1 + new
    assert counts(read_in(rescrm, "p.vcf")) == (0, 0, 1, 0)


def test_where_two_fit_nobody_is_chosen(rescrm: Program) -> None:
    rescrm.ok(KNOWN)
    rescrm.ok(KNOWN + " --namesake")
    write("p.vcf", card("FN:Maya Rao", "EMAIL:maya@ucsf.edu"))
    assert counts(read_in(rescrm, "p.vcf")) == (1, 0, 0, 0)


def test_two_cards_in_one_file_are_never_one_person(rescrm: Program) -> None:
    rescrm.ok(KNOWN)
    write(
        "p.vcf",
        card("UID:a", "FN:Maya Rao", "EMAIL:maya@ucsf.edu"),
        card("UID:b", "FN:Maya Rao", "EMAIL:maya@ucsf.edu", "TITLE:her namesake"),
    )
    assert counts(read_in(rescrm, "p.vcf")) == (1, 0, 1, 0)


def test_linkedin_finds_by_the_profile(rescrm: Program) -> None:
    rescrm.ok('add "Maya Rao" --link linkedin.com/in/MayaRao')
    row = "Maya,Rao,https://www.linkedin.com/in/mayarao,,UCSF,Fellow,12 Mar 2024\n"
    write("c.csv", LINKEDIN, row)
    assert counts(read_in(rescrm, "c.csv")) == (0, 1, 0, 0)
    assert rescrm.item("show maya")["title"] == "Fellow"


# What a file may say of someone who is here ------------------------------------------------


def test_a_first_meeting_fills_in_and_replaces_nothing(rescrm: Program) -> None:
    rescrm.ok(KNOWN + ' --note "poster 212" --set knows=amyloid --birthday "mar 14" -k faculty')
    write(
        "p.vcf",
        card(
            "FN:Maya Anne Rao", "EMAIL:maya@ucsf.edu", "EMAIL;TYPE=HOME:m@rao.org", "ORG:Stanford",
            "TITLE:Professor", "NOTE:likes tea", "BDAY:1980-01-01", "CATEGORIES:EP,Friends",
            "NICKNAME:May", "ADR:;;;Boston;;;",
        ),
    )  # fmt: skip
    assert counts(read_in(rescrm, "p.vcf --kind alum")) == (0, 1, 0, 0)
    maya = rescrm.item("show maya")
    kept = ("name", "handle", "organisation", "kind", "birthday")
    assert [maya[key] for key in kept] == ["Maya Rao", "maya-rao", "UCSF", "faculty", "--03-14"]
    filled = ("title", "city", "nicknames", "tags")
    assert [maya[key] for key in filled] == ["Professor", "Boston", ["May"], ["ep", "friends"]]
    assert [each["address"] for each in maya["emails"]] == ["maya@ucsf.edu", "m@rao.org"]
    assert maya["note"] == "poster 212\nlikes tea"
    whole(rescrm)


def test_a_nameless_contact_gets_the_name(rescrm: Program) -> None:
    write("p.vcf", card("EMAIL:maya@ucsf.edu"))
    read_in(rescrm, "p.vcf")
    write("q.vcf", card("FN:Maya Rao", "EMAIL:maya@ucsf.edu"))
    assert counts(read_in(rescrm, "q.vcf")) == (0, 1, 0, 0)
    assert [each["name"] for each in rescrm.items("list")] == ["Maya Rao"]


FULL = (
    "UID:a", "FN:Ana Torres", "EMAIL:ana@x.org", "TEL:+1 415 555 0134", "ORG:UCSF", "TITLE:Fellow",
    "NOTE:poster 212", "BDAY:1993-03-14", "CATEGORIES:EP", "ADR:;;;Boston;;;",
    "X-SOCIALPROFILE;TYPE=x:x-apple:anat",
)  # fmt: skip


def test_a_changed_card_changes_what_it_changed(rescrm: Program) -> None:
    write("p.vcf", card(*FULL))
    read_in(rescrm, "p.vcf")
    before = journaled()
    write(
        "p.vcf",
        card(
            "UID:a", "FN:Ana Torres-Lee", "EMAIL:ana@y.org", "ORG:Mayo", "TITLE:Fellow",
            "NOTE:poster 213", "BDAY:1993-03-15", "CATEGORIES:EP,Cardiology", "ADR:;;;Boston;;;",
        ),
    )  # fmt: skip
    assert counts(read_in(rescrm, "p.vcf")) == (0, 1, 0, 0)
    ana = rescrm.item("show ana")
    keys = ("name", "handle", "organisation", "title", "note", "birthday", "tags")
    assert [ana[key] for key in keys] == [
        "Ana Torres-Lee", "ana-torres", "Mayo", "Fellow", "poster 213", "1993-03-15",
        ["cardiology", "ep"],
    ]  # fmt: skip
    assert [each["address"] for each in ana["emails"]] == ["ana@x.org", "ana@y.org"]
    assert [each["number"] for each in ana["phones"]] == ["+1 415 555 0134"]
    assert counts(read_in(rescrm, "p.vcf")) == (0, 0, 1, 0)
    whole(rescrm)
    rescrm.ok("undo")
    assert journaled() == before


def test_what_was_typed_here_stays_where_the_card_is_as_it_was(rescrm: Program) -> None:
    write("p.vcf", card(*FULL))
    read_in(rescrm, "p.vcf")
    rescrm.ok("edit ana --org Stanford --title '' --birthday '1993-03-16' --note 'poster 212, tea'")
    rescrm.ok("tag ana -ep +mine")
    write("p.vcf", card(*(line.replace("Boston", "Chicago") for line in FULL)))
    assert counts(read_in(rescrm, "p.vcf")) == (0, 1, 0, 0)
    ana = rescrm.item("show ana")
    keys = ("organisation", "title", "note", "birthday", "tags", "city")
    assert [ana[key] for key in keys] == [
        "Stanford", None, "poster 212, tea", "1993-03-16", ["mine"], "Chicago",
    ]  # fmt: skip


def test_a_note_changed_on_both_sides_is_kept_from_both(rescrm: Program) -> None:
    write("p.vcf", card("UID:a", "FN:Ana", "NOTE:from the phone"))
    read_in(rescrm, "p.vcf")
    rescrm.ok("edit ana --note 'typed here'")
    write("p.vcf", card("UID:a", "FN:Ana", "NOTE:from the phone\\, later"))
    read_in(rescrm, "p.vcf")
    assert rescrm.item("show ana")["note"] == "typed here\nfrom the phone, later"


def test_a_card_with_another_stamp_is_the_same(rescrm: Program) -> None:
    write("p.vcf", card("UID:a", "FN:Ana", "REV:2020-01-01T00:00:00Z", "PRODID:-//one"))
    read_in(rescrm, "p.vcf")
    before = journaled()
    write("p.vcf", card("UID:a", "FN:Ana", "REV:2026-01-01T00:00:00Z", "PRODID:-//two"))
    assert counts(read_in(rescrm, "p.vcf")) == (0, 0, 1, 0)
    assert journaled() == before


def test_a_card_keeps_its_lines_as_they_were_read_last(rescrm: Program) -> None:
    write("p.vcf", card("UID:a", "FN:Ana", "X-CAT:Tom"))
    read_in(rescrm, "p.vcf")
    last = card("UID:a", "FN:Ana", "X-CAT:Minka")
    write("p.vcf", last)
    assert counts(read_in(rescrm, "p.vcf")) == (0, 1, 0, 0)
    ((_, key, _, _, lines, encoding),) = journaled()["origin"]
    assert (key, lines, encoding) == ("uid:a", last, "utf-8")


def test_a_card_in_an_old_encoding_is_compared_with_what_it_was(rescrm: Program) -> None:
    def take_in(city: str) -> None:
        text = card("UID:a", "FN:Jürgen Groß", "TITLE:Ärztin", f"ADR:;;;{city};;;")
        Path("p.vcf").write_bytes(text.encode("cp1252"))
        read_in(rescrm, "p.vcf")

    take_in("Köln")
    rescrm.ok("edit jürgen --title Oberarzt")
    take_in("Bonn")
    juergen = rescrm.item("show jürgen")
    assert (juergen["title"], juergen["city"]) == ("Oberarzt", "Bonn")


def test_a_changed_job_on_linkedin_comes_in(rescrm: Program) -> None:
    row = "Ana,Torres,https://www.linkedin.com/in/ana,,{},{},12 Mar 2024\n"
    write("c.csv", LINKEDIN, row.format("UCSF", "Fellow"))
    assert counts(read_in(rescrm, "c.csv")) == (1, 0, 0, 0)
    rescrm.ok("tag ana +ep")
    write("c.csv", LINKEDIN, row.format("Mayo", "Attending"))
    assert counts(read_in(rescrm, "c.csv")) == (0, 1, 0, 0)
    ana = rescrm.item("show ana")
    assert (ana["organisation"], ana["title"], ana["tags"]) == ("Mayo", "Attending", ["ep"])


# What comes in -----------------------------------------------------------------------------


def test_a_linkedin_row_becomes_a_contact(rescrm: Program) -> None:
    write(
        "Connections.csv",
        'Notes:\n"When exporting your connection data, …"\n\n',
        LINKEDIN.replace("\n", ",Pronouns\n"),
        'Kei,"Nakamura, MD",https://www.linkedin.com/in/kei,k@x.org,MGH,PI,12 Mar 2024,they\n',
    )
    read_in(rescrm, "Connections.csv --kind alum --tag LinkedIn --tag acc-2027")
    kei = rescrm.item("show kei")
    keys = ("name", "organisation", "title", "kind", "tags", "met_on", "links", "custom")
    assert [kei[key] for key in keys] == [
        "Kei Nakamura", "MGH", "PI", "alum", ["acc-2027", "linkedin"], "2024-03-12",
        ["https://www.linkedin.com/in/kei"], {"degrees": "MD", "Pronouns": "they"},
    ]  # fmt: skip
    assert kei["emails"] == [{"address": "k@x.org", "label": None}]


def test_a_card_becomes_a_contact(rescrm: Program) -> None:
    write("p.vcf", card(*FULL))
    read_in(rescrm, "p.vcf")
    ana = rescrm.item("show ana")
    keys = ("name", "organisation", "title", "city", "note", "birthday", "tags", "custom")
    assert [ana[key] for key in keys] == [
        "Ana Torres", "UCSF", "Fellow", "Boston", "poster 212", "1993-03-14", ["ep"],
        {"x": "anat"},
    ]  # fmt: skip
    assert rescrm.items("search poster")[0]["handle"] == "ana-torres"


def test_a_birthday_that_comes_in_falls_due_as_the_settings_say(rescrm: Program) -> None:
    rescrm.ok("config set birthday_lead 3")
    write("p.vcf", card("UID:a", "FN:Ana", "BDAY:--11-25"))
    read_in(rescrm, "p.vcf")
    assert [each["due_on"] for each in rescrm.items("due")] == ["2026-11-22"]
    rescrm.ok("date ana birthday 11-25 --lead 1")
    write("p.vcf", card("UID:a", "FN:Ana", "BDAY:--11-26"))
    read_in(rescrm, "p.vcf")
    assert [each["due_on"] for each in rescrm.items("due", now="2026-11-25")] == ["2026-11-25"]


def test_newcomers_fall_under_the_rules(rescrm: Program) -> None:
    rescrm.ok("rule set kind:alum every 3 months")
    rescrm.ok("rule set tag:ep every 2 weeks")
    row = "Ana,Torres,https://www.linkedin.com/in/ana,,UCSF,Fellow,12 Mar 2024\n"
    write("c.csv", LINKEDIN, row)
    write("p.vcf", card("FN:Ben Adler", "CATEGORIES:EP"), card("FN:Cy Young"))
    read_in(rescrm, "c.csv --kind alum")
    read_in(rescrm, "p.vcf")
    assert [(each["handle"], each["due_on"]) for each in rescrm.items("due --within 60")] == [
        ("ana-torres", "2024-06-12"), ("ben-adler", "2026-12-06"),
    ]  # fmt: skip
    whole(rescrm)


def test_wishes_are_for_those_who_are_here_too_and_once(rescrm: Program) -> None:
    write("p.vcf", card("UID:a", "FN:Ana"), card("UID:b", "FN:Ben", "CATEGORIES:ACC-2027"))
    read_in(rescrm, "p.vcf")
    rescrm.ok("edit ben --kind faculty")
    assert counts(read_in(rescrm, "p.vcf --kind alum --tag ACC-2027")) == (0, 1, 1, 0)
    assert [each["kind"] for each in rescrm.items("list")] == ["alum", "faculty"]
    assert [each["tags"] for each in rescrm.items("list")] == [["acc-2027"], ["acc-2027"]]
    before = steps(rescrm)
    assert counts(read_in(rescrm, "p.vcf --kind alum --tag ACC-2027")) == (0, 0, 2, 0)
    assert steps(rescrm) == before


# Files that are not whole ------------------------------------------------------------------


def test_a_broken_card_in_the_middle_costs_that_card(rescrm: Program) -> None:
    write("p.vcf", card("FN:Ana"), card("TEL:"), card("FN:Cy"))
    said = rescrm("import p.vcf")
    assert said.code == 5
    assert said.out == "p.vcf\tvcard\t3\t2\t0\t0\t1\n"
    assert said.err == "p.vcf:5: no name on this card\n"
    assert [each["name"] for each in rescrm.items("list")] == ["Ana", "Cy"]


def test_a_file_cut_short_gives_what_is_there_and_says_so(rescrm: Program) -> None:
    write("p.vcf", card("FN:Ana"), "BEGIN:VCARD\nFN:Ben Adler\nNOTE:and th")
    said = rescrm("import p.vcf --json")
    assert said.code == 5
    assert counts(said.items[0]) == (2, 0, 0, 0)
    assert said.err == "p.vcf:5: this card has no end; what is there was read\n"


def test_rows_of_commas_are_told(rescrm: Program) -> None:
    write("c.csv", LINKEDIN, ",,,,,,\n", "Ana,Torres,,,UCSF,Fellow,12 Mar 2024\n")
    said = rescrm("import c.csv --quiet")
    assert said.code == 5
    assert said.err == "c.csv:2: no name, e-mail or profile on this row\n"


def test_a_broken_property_is_told_and_the_person_is_in(rescrm: Program) -> None:
    Path("p.vcf").write_bytes(
        card("UID:a", "FN:Ana", "TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=FF").encode()
    )
    said = rescrm("import p.vcf --json")
    assert said.code == 5
    assert counts(said.items[0]) == (1, 0, 0, 0)
    assert said.err.startswith("p.vcf:5: TITLE is not valid utf-8")


def test_another_encoding_is_read_when_it_is_named(rescrm: Program) -> None:
    Path("p.vcf").write_bytes(card("FN:Вася Пупкин").encode("cp1251"))
    read_in(rescrm, "p.vcf --encoding cp1251")
    assert rescrm.items("list")[0]["name"] == "Вася Пупкин"


def test_a_long_text_comes_in_whole(rescrm: Program) -> None:
    write("p.vcf", card("FN:Ana", "NOTE:" + "cath lab " * 600_000))
    assert counts(read_in(rescrm, "p.vcf")) == (1, 0, 0, 0)
    assert len(rescrm.item("show ana")["note"]) == 9 * 600_000 - 1


# Several files, no files -------------------------------------------------------------------


def test_several_files_are_one_step(rescrm: Program) -> None:
    rescrm.ok('add "Cy Young"')
    before = journaled()
    write("p.vcf", card("UID:a", "FN:Ana Torres", "EMAIL:ana@x.org"))
    write(
        "c.csv", LINKEDIN, "Ana,Torres,https://www.linkedin.com/in/ana,ana@x.org,UCSF,,1 Mar 2024\n"
    )
    items = rescrm.items("import p.vcf c.csv")
    assert [(each["file"], each["format"], *counts(each)) for each in items] == [
        ("p.vcf", "vcard", 1, 0, 0, 0), ("c.csv", "linkedin", 0, 1, 0, 0),
    ]  # fmt: skip
    assert [each["summary"] for each in rescrm.items("history")] == [
        "imported 2 files: 1 added, 1 changed", "added Cy Young",
    ]  # fmt: skip
    whole(rescrm)
    rescrm.ok("undo")
    assert journaled() == before
    rescrm.ok("redo")
    assert rescrm.item("show ana")["organisation"] == "UCSF"


def test_one_file_of_another_kind_keeps_the_others_out(rescrm: Program, home: Path) -> None:
    write("p.vcf", card("FN:Ana"))
    write("x.txt", "hello\n")
    assert rescrm("import p.vcf x.txt").code == 2
    assert not (home / ".local").exists()


def test_a_file_that_turns_out_wrong_in_the_middle_keeps_the_others_out(rescrm: Program) -> None:
    rescrm.ok('add "Cy Young"')
    before = journaled()
    write("p.vcf", card("FN:Ana"))
    write("c.csv", "hello\n")
    assert rescrm("import p.vcf c.csv --as linkedin").code == 2
    assert journaled() == before


def test_stdin_is_a_file_too(rescrm: Program) -> None:
    said = rescrm("import - --json", stdin=card("FN:Ana") + card("TEL:"))
    assert said.code == 5
    assert (said.items[0]["file"], *counts(said.items[0])) == ("-", 1, 0, 0, 1)
    assert said.err == "-:5: no name on this card\n"


def test_the_format_can_be_said(rescrm: Program) -> None:
    write("p", "\n" * 70_000, card("FN:Ana"))  # looking at the beginning does not tell
    assert rescrm("import p").code == 2
    assert counts(read_in(rescrm, "p --as vcard")) == (1, 0, 0, 0)


def test_a_dry_run_answers_and_leaves_no_trace(rescrm: Program) -> None:
    rescrm.ok('add "Cy Young"')
    before = journaled()
    write("p.vcf", card("FN:Ana"), card("FN:Ben"))
    assert counts(read_in(rescrm, "p.vcf --dry-run")) == (2, 0, 0, 0)
    assert journaled() == before
    assert steps(rescrm) == 1
    assert counts(read_in(rescrm, "p.vcf")) == (2, 0, 0, 0)


def test_an_empty_address_book_is_no_error_and_no_step(rescrm: Program) -> None:
    rescrm.ok('add "Cy Young"')
    write("p.vcf")
    assert counts(read_in(rescrm, "p.vcf")) == (0, 0, 0, 0)
    assert steps(rescrm) == 1


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("import", 2, "FILE... is missing"),
        ("import nowhere.vcf", 4, "nowhere.vcf: there is no such file."),
        ("import p.vcf/x", 4, "p.vcf/x: there is no such file."),
        ("import folder", 2, "folder: this is a folder."),
        ("import p.vcf --as google", 2, 'there is no format "google" to read.'),
        ("import p.vcf --as linkedin", 2, "heading of LinkedIn"),
        ("import p.vcf --kind wizard", 2, 'there is no kind "wizard"'),
        ("import p.vcf --tag '#'", 2, "a tag needs letters"),
        ("import p.vcf --encoding klingon", 2, '"klingon" is not an encoding'),
        ("import p.vcf --encoding utf-32", 2, "not readable as utf-32"),
        ("import p.vcf --map A=B", 2, "there is no option --map"),
    ],
)
def test_what_cannot_be_done_says_so_and_changes_nothing(
    line: str, code: int, said: str, rescrm: Program
) -> None:
    rescrm.ok('add "Cy Young"')
    before = journaled()
    write("p.vcf", card("FN:Ana"))
    Path("folder").mkdir()
    answer: Said = rescrm(line)
    assert (answer.code, answer.out) == (code, "")
    assert said.lower() in answer.err.lower()
    assert journaled() == before


def test_a_pipe_is_read_once(rescrm: Program, tmp_path: Path) -> None:
    import os
    import threading

    os.mkfifo("pipe")
    text = "".join(card(f"FN:Person {number}") for number in range(3000)).encode()
    writer = threading.Thread(target=lambda: Path("pipe").write_bytes(text))
    writer.start()
    assert counts(read_in(rescrm, "pipe")) == (3000, 0, 0, 0)
    writer.join()


def test_an_older_version_of_a_card_is_no_news(rescrm: Program) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nUID:one\nFN:Ada Park\nORG:{}\nEND:VCARD\n"
    Path("old.vcf").write_text(card.format("Mayo"), encoding="utf-8")
    Path("new.vcf").write_text(card.format("UCSF"), encoding="utf-8")
    rescrm.ok("import old.vcf")
    assert rescrm.item("import new.vcf")["changed"] == 1
    assert rescrm.item("import old.vcf")["unchanged"] == 1
    assert rescrm.item("show ada")["organisation"] == "UCSF"
    assert len(rescrm.items("history")) == 2
