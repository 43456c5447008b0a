"""What a line about someone met says when it is typed in haste."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.encounter import kept, read
from rescrm.core.heading import spelled
from rescrm.core.pledges import Pledge
from rescrm.core.pledges import read as pledge
from rescrm.errors import UsageError

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("line", "name", "organisation", "discussed"),
    [
        ("maya rao - talked amyloid - promised her the data", "maya rao", None, "amyloid"),
        ("Dana White – HF clinic — UPenn; boards", "Dana White", "HF clinic, UPenn", "boards"),
        ("Steve-- Grady, Atlanta -- talked jobs", "Steve", "Grady, Atlanta", "jobs"),
        ("Łukasz Łoś / Warsaw / PGY3 / talked TAVR", "Łukasz Łoś", "Warsaw", "TAVR"),
        ("Raj Patel; talked AF - VT", "Raj Patel", None, "AF - VT"),
        ("Fatima al-Zahra: Riyadh; talked CMR", "Fatima al-Zahra", "Riyadh", "CMR"),
        ("Yuki Tanaka (Tokyo), spoke about echo", "Yuki Tanaka", "Tokyo", "echo"),
        ("james wilson (Penn) talked clinics", "james wilson", "Penn", "clinics"),
        ("J. Smith from Yale, talked wrists", "J. Smith", "Yale", "wrists"),
        ("met Kate O'Brien from Mayo; talked tips", "Kate O'Brien", "Mayo", "tips"),
        ("met w/ Bob Harris re: fellowship", "Bob Harris", None, "fellowship"),
        ("talked to Kate about amyloid", "Kate", None, "amyloid"),
        ("spoke with Kate Brown, NYU, about AF", "Kate Brown", "NYU", "AF"),
        ("王小明，北京；talked 心衰", "王小明", "北京", "心衰"),
        ("Nina Simone attending at Columbia. we spoke about burnout", "Nina Simone", "Columbia",
         "burnout"),
        ("Pat Lee PGY-4 UCLA talked nights", "Pat Lee", "UCLA", "nights"),
        ("Maya Rao UCSF EP poster 212", "Maya Rao", "UCSF EP", None),
        ("Raj Patel amyloid cohort", "Raj Patel", None, "amyloid cohort"),
        ("Jose Nunez, re: research year, said to email him", "Jose Nunez", None, "research year"),
        ("Zoe Unal; Koc University; left atrial strain", "Zoe Unal", "Koc University",
         "left atrial strain"),
        ("prof dr Klaus Weber amyloid scans k@uni-hd.de", "Klaus Weber", None, "amyloid scans"),
        ("Kim Roe, Duke! talked abt interviews", "Kim Roe", "Duke", "interviews"),
    ],
)  # fmt: skip
def test_whatever_parts_the_name_from_the_rest(
    line: str, name: str, organisation: str | None, discussed: str | None
) -> None:
    found = read(line)
    assert (found.name, found.organisation, found.discussed) == (name, organisation, discussed)


@pytest.mark.parametrize(
    "name",
    ["Ludwig van Beethoven", "Fatima al-Zahra", "Jean-Luc Picard", "Alicia Keys-Brown MD PhD",
     "NGUYEN Van An", "Jean DUPONT", "T. J. Hooper", "O. Henry", "bell hooks", "John Smith III",
     "Kim DK", "Maria de los Santos", "Siobhán O'Neill", "Robert (Bobby) Chen", "Ida Fellows",
     "Rosa da Silva e Sousa"],
)  # fmt: skip
def test_a_name_is_left_whole(name: str) -> None:
    assert read(f"{name}, Mayo; talked boards").name == name


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("Will Park, Mercy, he owes me a beer", "he owes me a beer"),
        ("Priya Shah, Duke, wants my abstract", "wants my abstract"),
        ("Lee Roe, Duke, gave me his card", "gave me his card"),
        ("Jean Roe, Lyon, asked me for the slides", "asked me for the slides"),
        ("Eric Roe, Mayo; he'll email", "he'll email"),
        ("Emily Roe, Mayo, @eroe on X", "@eroe on X"),
        ("Emily Roe (she/her), Mayo", "she/her"),
        ("Amy Cole thanked me for the talk", "thanked me for the talk"),
        ("Eva Yang, Mayo; talked hearts. she promised me the file", "she promised me the file"),
    ],
)
def test_a_sentence_is_neither_a_place_nor_a_topic(line: str, remark: str) -> None:
    found = read(line)
    assert found.remark == remark
    assert found.organisation in {"Mercy", "Duke", "Lyon", "Mayo", None}
    assert found.discussed in {None, "hearts"}


@pytest.mark.parametrize("place", ["Nice", "Will County", "We Care Clinic", "IS Global"])
def test_a_place_with_a_capital_is_no_sentence(place: str) -> None:
    assert read(f"Maya Rao, {place}; boards").organisation == place


@pytest.mark.parametrize(
    "line",
    [
        "Maya Rao, UAB, talked guitars, m@uab.edu, 205-555-0111, program director",
        "Maya Rao, UAB, program director; talked guitars, m@uab.edu; 205-555-0111",
        "Maya Rao, program director, UAB, talked guitars m@uab.edu, tel 205-555-0111",
        "Maya Rao m@uab.edu, UAB, program director, 205-555-0111; talked guitars",
    ],
)
def test_an_address_is_kept_as_one_wherever_it_stands(line: str) -> None:
    found = read(line)
    assert {value for _, value in found.ways} >= {"m@uab.edu"}
    assert [way for way, _ in found.ways if way == "phone"] == ["phone"]
    assert (found.name, found.organisation, found.title) == ("Maya Rao", "UAB", "program director")
    assert (found.discussed, found.remark) == ("guitars", None)


def test_an_address_within_a_sentence_stays_there() -> None:
    assert read("Maya Rao; next write to her at m@uab.edu").next_step == "write to her at m@uab.edu"


@pytest.mark.parametrize(
    ("line", "promised", "asked", "next_step"),
    [
        ("Raj Roe, Baylor. Also promised intro to Ben", ("intro to Ben",), (), None),
        ("Raj Roe; talked AF. I asked him for a letter", (), ("a letter",), None),
        ("Raj Roe; boards; ask: letter by may 1", (), ("letter by may 1",), None),
        ("Omar Roe, Duke. follow up: send cv", (), (), "send cv"),
        ("Lisa Roe, Yale, dean. next step: coffee in May", (), (), "coffee in May"),
    ],
)
def test_a_full_stop_parts_what_was_said(
    line: str, promised: tuple[str, ...], asked: tuple[str, ...], next_step: str | None
) -> None:
    found = read(line)
    assert (found.promised, found.asked, found.next_step) == (promised, asked, next_step)


@pytest.mark.parametrize(
    "line", ["Sara & Tim Jones, Emory", "Tom w/ Grace, boards", "Ana Roe and Ben Adler; boards"]
)
def test_two_people_are_two_lines(line: str) -> None:
    with pytest.raises(UsageError, match="One line a person"):
        read(line)


@pytest.mark.parametrize(
    "line",
    [
        "met her at lunch",
        "we sat at lunch",
        "met at the bar",
        "met somebody who knew about boards",
        "Dr Okafor's friend Ngozi Eze, Lagos",
        "my co-resident Ben Adler; boards",
    ],
)
def test_a_sentence_without_a_name_is_none(line: str) -> None:
    with pytest.raises(UsageError, match="begins with the name"):
        read(line)


def test_a_line_that_was_kept_and_would_be_refused_now_is_passed_over() -> None:
    assert [each.discussed for each in kept(["Ana & Ben; boards", "Ana Roe; echo"])] == ["echo"]


@pytest.mark.parametrize(
    ("text", "what", "by"),
    [
        ("paper tomorrow", "paper", date(2026, 11, 23)),
        ("the slides next friday", "the slides", date(2026, 11, 27)),
        ("the slides on Tue", "the slides", date(2026, 11, 24)),
        ("the slides next week", "the slides", date(2026, 11, 29)),
        ("a talk on mon mothers", "a talk on mon mothers", None),
        ("slides from friday", "slides from friday", None),
        ("tomorrow", "tomorrow", None),
    ],
)
def test_a_near_day_at_the_end_of_a_promise_is_its_day(
    text: str, what: str, by: date | None
) -> None:
    assert pledge(text, SUNDAY) == Pledge(what, by)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("meredith grey", "Meredith Grey"),
        ("jean-luc picard", "Jean-Luc Picard"),
        ("ludwig van beethoven", "Ludwig van Beethoven"),
        ("kate o'brien", "Kate O'Brien"),
        ("Fatima al-Zahra", "Fatima al-Zahra"),
        ("maya@ucsf.edu", "maya@ucsf.edu"),
        ("王伟", "王伟"),
    ],
)
def test_a_name_typed_small_gets_its_capitals(typed: str, name: str) -> None:
    assert spelled(typed) == name


@pytest.mark.parametrize(
    "line",
    [
        "Zoe Bell,, UCSF",
        "Zoe Bell: , UCSF",
        "- Zoe Bell, UCSF",
        "2. Zoe Bell - UCSF",
        "• Zoe Bell,,UCSF",
    ],
)
def test_marks_that_part_nothing_are_no_part_of_a_name(line: str) -> None:
    found = read(line)
    assert (found.name, found.organisation) == ("Zoe Bell", "UCSF")


@pytest.mark.parametrize("line", ["met ", "met w/", "saw", "with"])
def test_a_line_sent_too_soon_asks_whom(line: str) -> None:
    with pytest.raises(UsageError, match="begins with the name"):
        read(line)


MARKS = st.sampled_from([*",;:-–/().@*'\"“&", "--", " ", "  ", "，", "\n"])
PLAIN = "Zoe Bell met w/ from at re: about talked promised next she's PGY-2 MD Dr. UCSF z@b.org"
WORDS = st.sampled_from(PLAIN.split(" "))


@given(st.lists(MARKS | WORDS | st.text(max_size=3), max_size=14))
def test_whatever_is_typed_is_read_or_refused_kindly(typed: list[str]) -> None:
    for line in (" ".join(typed), "".join(typed)):
        with suppress(UsageError):
            found = read(line)
            assert found.name.strip()
            assert not found.name.endswith(",")
