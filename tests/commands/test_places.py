"""Who is where: who-at and trip through the program."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

from hostile_names import NAMES
from play import Program

CONTACT_FIRST = ["uid", "handle", "name"]
ADDED = ["there", "because", "topic", "draft"]
TRIP = "trip Boston 2027-05-03..06"


@pytest.fixture
def east(rescrm: Program) -> Program:
    """People in and around Boston, one of whom moves there in time."""
    for line in (
        "'Ben Adler' -k co-resident --stage PGY-2 -o Mercy --city Boston",
        "'Dee Park' -k alum -o 'Beth Israel Deaconess' --city Boston",
        "'Lee Wong' -k faculty -o 'Beth Israel Deaconess'",
        "'Ana Torres' -k alum -o UCSF --city 'San Francisco'",
        "'Mia Cho' -k friend",
    ):
        rescrm.ok(f"add {line}")
    rescrm.ok("log '2026-05-02 coffee with Dee, talked about boards'")
    rescrm.ok("log 'yesterday call with Ben, talked about the QI deck'")
    return rescrm


def first_names(items: list[dict[str, Any]]) -> list[str]:
    return [item["name"].split()[0] for item in items]


# Who is at a place.


def test_people_at_a_place_come_with_topic_and_letter(east: Program) -> None:
    dee, lee = east.items("who-at beth-israel")
    assert list(dee)[:3] == CONTACT_FIRST
    assert list(dee)[-4:] == ADDED
    assert (dee["there"], dee["last"], dee["topic"]) == ("now", "2026-05-02", "boards")
    assert dee["draft"]["template"] == "reconnect"
    assert dee["draft"]["subject"] == "Catching up: boards"
    assert "boards" in dee["draft"]["opening"]
    assert dee["draft"]["missing"] == []
    assert lee["topic"] is None
    assert lee["draft"]["template"] == "check-in"


def test_who_was_in_touch_of_late_is_not_told_that_it_has_been_a_while(east: Program) -> None:
    (ben,) = east.items("who-at Mercy")
    assert ben["draft"]["template"] == "check-in"
    assert ben["topic"] == "the QI deck"


@pytest.mark.parametrize("org", ["Mercy", "MERCY", "mercy", "Mércy", "beth israel", "Deaconess"])
def test_a_place_is_found_as_by_the_filter(east: Program, org: str) -> None:
    found = [item["handle"] for item in east.items(f"who-at {org!r}")]
    assert found == [item["handle"] for item in east.items(f"list 'org:{org}'")] != []


def test_who_left_and_who_comes_are_marked(east: Program) -> None:
    east.ok("moved ben --org UCSF --city 'San Francisco' --from 2026-07-01")
    east.ok("moved dee --org Mercy --from 2027-01-04")
    items = east.items("who-at Mercy")
    assert [(each["handle"], each["there"], each["because"]) for each in items] == [
        ("dee-park", "coming", "from Mon 4 Jan"),
        ("ben-adler", "formerly", "until Tue 30 Jun"),
    ]
    now = {each["handle"]: each["because"] for each in east.items("who-at ucsf")}
    assert now == {"ana-torres": None, "ben-adler": "since Wed 1 Jul"}


def test_who_came_back_is_there_now_and_named_once(east: Program) -> None:
    east.ok("moved ben --org UCSF --from 2026-01-04")
    east.ok("moved ben --org Mercy --from 2026-07-01")
    east.ok("moved ben --org Mayo --from 2027-07-01")
    (ben,) = east.items("who-at Mercy")
    assert (ben["there"], ben["because"]) == ("now", "since Wed 1 Jul")
    east.ok("moved ben --org Yale")
    (ben,) = east.items("who-at Mercy")
    assert (ben["there"], ben["because"]) == ("formerly", "until Sat 21 Nov")


def test_who_is_set_aside_is_not_there_and_who_rests_gets_no_letter(east: Program) -> None:
    east.ok("archive dee")
    east.ok("rest lee")
    (lee,) = east.items("who-at beth-israel")
    assert (lee["handle"], lee["draft"]) == ("lee-wong", None)


def test_nothing_is_kept_by_looking(east: Program) -> None:
    before = east.items("export json")
    for line in ("who-at Mercy", TRIP):
        for form in ("plain", "json", "rich"):
            east.ok(f"{line} --format {form}")
    assert east.items("export json") == before
    assert east.items("drafts") == []


def test_the_line_below_can_be_typed_and_keeps_the_letters(east: Program) -> None:
    said = " ".join(east.ok("who-at beth-israel --format rich").out.split())
    lines = [part for part in said.split("`") if part.startswith("rescrm draft")]
    assert len(lines) == 2
    for line in lines:
        assert east.run(shlex.split(line)[1:]).code == 0
    assert [each["handle"] for each in east.items("drafts")] == ["dee-park", "lee-wong"]


def test_nobody_anywhere_is_a_kind_sentence(east: Program) -> None:
    said = east.ok("who-at Stanford")
    assert (said.out, said.err) == ("", "Nobody you know is at Stanford, or was.\n")


def test_a_crowd_is_told_in_full(rescrm: Program) -> None:
    rows = "".join(f"A{n},B{n},https://linkedin.com/in/a{n},,Mayo,,\n" for n in range(300))
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    Path("c.csv").write_text(head + rows)
    rescrm.ok("import c.csv")
    assert len(rescrm.ok("who-at mayo").out.splitlines()) == 300


# A trip.


def test_a_trip_names_who_is_in_the_city_and_the_event_of_those_days(east: Program) -> None:
    east.ok("moved ana --org Mercy --city Boston --from 2027-05-05")
    east.ok("event add 'ACC 2027' --from 2027-05-06 --to 2027-05-08 --city Boston")
    east.ok("event add 'ACC 2028' --from 2028-05-06 --to 2028-05-08 --city Boston")
    said = east.ok(f"{TRIP} --json")
    assert [(each["handle"], each["there"], each["because"]) for each in said.items] == [
        ("ben-adler", "now", None),
        ("dee-park", "now", None),
        ("ana-torres", "coming", "from Wed 5 May"),
        ("lee-wong", "now", "Beth Israel Deaconess is in Boston"),
    ]
    assert "Boston, Mon 3 May 2027 to Thu 6 May 2027: 4 people." in said.err
    assert "rescrm event show acc-2027" in said.err
    assert "acc-2028" not in said.err


def test_who_moves_away_before_is_not_there(east: Program) -> None:
    east.ok("moved ben --city Chicago --from 2027-05-02")
    east.ok("moved dee --city Chicago --from 2027-05-06")
    assert first_names(east.items(TRIP)) == ["Dee", "Lee"]


def test_a_letter_speaks_of_the_trip(east: Program) -> None:
    said = " ".join(east.ok(f"{TRIP} --format rich").out.split())
    step = "next_step=coffee while I am in Boston, May 3 to 6"
    assert f"rescrm draft @dee-park --template reconnect --say '{step}'" in said
    line = ["draft", "@dee-park", "--template", "reconnect", "--say", step, "--json"]
    (draft,) = east.run(line).items
    assert "coffee while I am in Boston, May 3 to 6" in draft["body"]


@pytest.mark.parametrize(
    ("words", "spoken", "letter"),
    [
        ("Boston 2027-05-03", "Mon 3 May 2027", "May 3"),
        ("Boston may 3..6", "Mon 3 May 2027 to Thu 6 May 2027", "May 3 to 6"),
        ("Boston 3..6 may", "Mon 3 May 2027 to Thu 6 May 2027", "May 3 to 6"),
        ("Boston apr 30..may 3", "Fri 30 Apr 2027 to Mon 3 May 2027", "April 30 to May 3"),
        ("Boston next fri", "Fri 27 Nov 2026", "November 27"),
        ("Boston today", "Sun 22 Nov 2026", "November 22"),
    ],
)
def test_a_range_is_the_last_words(east: Program, words: str, spoken: str, letter: str) -> None:
    said = east.ok(f"trip {words} --format rich")
    assert f"Boston, {spoken}: 3 people." in said.err
    assert f"in Boston, {letter}'" in " ".join(said.out.split())


def test_a_city_may_have_several_words(east: Program) -> None:
    for words in (
        "San Francisco may 3..6",
        "'San Francisco' 2027-05-03..06",
        "san-francisco today",
    ):
        assert first_names(east.items(f"trip {words}")) == ["Ana"]


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("Boston", "say where and when"),
        ("2027-05-03..06", "say where and when"),
        ("Boston friday-ish", "friday-ish"),
        ("Boston 2027-05-06..03", "ends before it begins"),
        ("Boston 2026-01-01..03", "those days are over"),
        ("Boston 2027-02-30..31", "cannot read the range"),
    ],
)
def test_a_trip_that_cannot_be_meant_is_refused(east: Program, words: str, word: str) -> None:
    said = east(f"trip {words}")
    assert (said.code, said.out) == (2, "")
    assert word in said.err


def test_a_program_tells_where_an_organisation_is(east: Program) -> None:
    east.ok("add 'Kit Ng' -o Jefferson")
    assert east.items("trip Philadelphia may 3..6") == []
    east.ok("program add 'Jefferson Cardiology' --org Jefferson --city Philadelphia")
    (kit,) = east.items("trip Philadelphia may 3..6")
    assert kit["because"] == "Jefferson is in Philadelphia"


# Both.


@pytest.mark.parametrize("line", ["who-at Mercy", TRIP])
def test_without_a_store_it_is_said_what_rescrm_is(rescrm: Program, line: str) -> None:
    said = rescrm.ok(line)
    assert said.out == ""
    assert "rescrm init --starter" in said.err


@pytest.mark.parametrize("line", ["who-at ''", "who-at", "trip"])
def test_without_a_place_it_is_asked_for(east: Program, line: str) -> None:
    assert east(line).code == 2


def test_hostile_places_are_found_and_shown_safe(rescrm: Program) -> None:
    for text in list(NAMES.values())[:40]:
        rescrm.run(["add", "--json", "--namesake", "-o", text, "--city", text, "--", text])
        for line in (["who-at", "--", text], ["trip", "--", text, "2027-05-03..06"]):
            said = rescrm.run([*line[:1], "--format", "rich", *line[1:]])
            assert said.code in (0, 2), (text, said.err)
            assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(said.out + said.err)


@pytest.mark.parametrize("columns", ["20", "40"])
def test_a_narrow_screen_keeps_names_whole(
    east: Program, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for line in ("who-at beth-israel", TRIP):
        out = east.ok(f"{line} --format rich").out
        assert "Dee Park" in out and "Lee Wong" in out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Boston feb 30", '"feb 30"'),
        ("San Francisco next fribble", '"next fribble"'),
        ("New York 2027-02-30..31", '"2027-02-30..31"'),
        ("Boston may 3..1", '"may 3..1" (it ends before it begins)'),
        ("Boston next week", '"next week" (say from which day to which)'),
        ("Boston soon", '"soon"'),
    ],
)
def test_a_journey_on_no_day_names_the_words_that_were_not_understood(
    rescrm: Program, words: str, named: str
) -> None:
    said = rescrm(f"trip {words}")
    assert said.code == 2
    assert said.err.startswith(f"rescrm: cannot read the range {named}")
