"""Who is meant, by every way to name a person."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import People, person

from rescrm.core.identity import CROWD, ME, Fit, Named, find, fit_of, name_words, without_title
from rescrm.errors import AmbiguousContact, ContactNotFound, RescrmError

PEOPLE = People(
    person("Maya Rao", about="faculty, UCSF"),
    person("Samuel Okafor", "Sammy", about="faculty"),
    person("Ana Torres"),
    person("Ben Adler"),
    person("José Núñez"),
    person("Łukasz Żak"),
    person("Grace Hopper", "The Admiral", "Amazing Grace"),
    person("Mary-Kate Olsen"),
    person("Kate Brown"),
    person("Elizabeth"),
    person("Elizabeth II"),
    person("Dr. Priya S. Shah, MD, PhD"),
    person("Wong, Lee"),
    person("Maria de la Cruz"),
    person("Robert Diaz"),
    person("王伟"),
    person("Seán O’Brien"),
    person("🙂"),
    addresses={
        "maya@ucsf.edu": "maya-rao",
        "+1 415 555 0134": "maya-rao",
        "linkedin.com/in/mayarao": "maya-rao",
        "linkedin.com/in/josé-n": "jose-nunez",
    },
)


@pytest.mark.parametrize(
    ("typed", "handle"),
    [
        # handle, uid, addresses
        ("maya-rao", "maya-rao"),
        ("@maya-rao", "maya-rao"),
        ("@Maya-Rao", "maya-rao"),
        ("Maya-Rao", "maya-rao"),
        ("uid-maya-rao", "maya-rao"),
        ("MAYA@ucsf.edu", "maya-rao"),
        ("Maya Rao <maya@ucsf.edu>", "maya-rao"),
        ("(415) 555-0134", "maya-rao"),
        ("https://www.linkedin.com/in/MayaRao/", "maya-rao"),
        ("in/mayarao", "maya-rao"),
        ("mayarao", "maya-rao"),
        ("JOSÉ-N", "jose-nunez"),
        # whole names
        ("Maya Rao", "maya-rao"),
        ("  maya   RAO ", "maya-rao"),
        ("jose nunez", "jose-nunez"),
        ("Jose\u0301 Nu\u0301n\u0303ez", "jose-nunez"),
        ("lukasz zak", "lukasz-zak"),
        ("Mary Kate Olsen", "mary-kate-olsen"),
        ("Elizabeth", "elizabeth"),
        ("elizabeth ii", "elizabeth-ii"),
        ("Dr. Maya Rao", "maya-rao"),
        ("Priya S. Shah", "dr-priya-s-shah"),
        ("Priya Shah", "dr-priya-s-shah"),
        ("Dr. Priya S. Shah, MD, PhD", "dr-priya-s-shah"),
        ("Lee Wong", "wong-lee"),
        ("王伟", "王伟"),
        ("Sean O'Brien", "sean-obrien"),
        # nickname, first name, last initial
        ("Sammy", "samuel-okafor"),
        ("the admiral", "grace-hopper"),
        ("amazing grace", "grace-hopper"),
        ("Samuel", "samuel-okafor"),
        ("lee", "wong-lee"),
        ("priya", "dr-priya-s-shah"),
        ("Mary-Kate", "mary-kate-olsen"),
        ("mary kate", "mary-kate-olsen"),
        ("Maya R", "maya-rao"),
        ("maya r.", "maya-rao"),
        ("Sammy O.", "samuel-okafor"),
        ("Mary-Kate O", "mary-kate-olsen"),
        ("Maria C", "maria-de-la-cruz"),
        ("Maria D", "maria-de-la-cruz"),
        ("Priya S", "dr-priya-s-shah"),
        # whole words, sides of a hyphen, parts
        ("Okafor", "samuel-okafor"),
        ("Dr. Okafor", "samuel-okafor"),
        ("Okafor, Samuel", "samuel-okafor"),
        ("de la Cruz", "maria-de-la-cruz"),
        ("cruz", "maria-de-la-cruz"),
        ("Kate", "kate-brown"),
        ("Mary", "mary-kate-olsen"),
        ("okaf", "samuel-okafor"),
        ("ya ra", "maya-rao"),
        ("obrien", "sean-obrien"),
        ("🙂", "contact"),
        # diminutives
        ("Bob", "robert-diaz"),
        ("bobby diaz", "robert-diaz"),
        ("Benjamin", "ben-adler"),
        ("Bob D.", "robert-diaz"),
    ],
)
def test_a_person_is_found_by_every_way_to_name_them(typed: str, handle: str) -> None:
    assert find(typed, PEOPLE).handle == handle


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Zed", None),
        ("@maya", "maya-rao"),
        ("Maya Roo", "maya-rao"),
        ("Samual Okafor", "samuel-okafor"),
        ("nobody@ucsf.edu", None),
        ("Maya Z", "maya-rao"),
        ("Gracefully", "grace-hopper"),
        ("", None),
        ("   ", None),
        ("@", None),
        (ME, None),
    ],
)
def test_a_name_that_does_not_exist_says_who_is_nearest(typed: str, nearest: str | None) -> None:
    with pytest.raises(ContactNotFound) as refused:
        find(typed, People("Maya Rao", "Samuel Okafor", "Ana Torres", "Grace Hopper"))
    assert refused.value.exit_code == 4
    assert len(refused.value.candidates) == 3
    if nearest:
        assert refused.value.candidates[0] == nearest


def test_the_nearest_is_near_by_any_of_their_names() -> None:
    people = People("Sam Lee", "Ana Torres", "Ben Adler", person("Samuel Okafor", "The Admiral"))
    with pytest.raises(ContactNotFound) as refused:
        find("Admirable", people)
    assert refused.value.candidates[0] == "samuel-okafor"


def test_in_an_empty_store_nobody_is_near() -> None:
    with pytest.raises(ContactNotFound) as refused:
        find("Maya", People())
    assert refused.value.candidates == ()
    assert refused.value.message == ('nobody here is called "Maya". Someone new? rescrm add "Maya"')


@pytest.mark.parametrize(
    ("typed", "handles"),
    [
        ("Anna", ["anna-lindqvist", "anna-wu"]),
        ("anna", ["anna-lindqvist", "anna-wu"]),
        ("Wu", ["anna-wu", "ben-wu"]),
        ("Dr. Wu", ["anna-wu", "ben-wu"]),
        ("ann", ["anna-lindqvist", "anna-wu"]),
        ("na l", ["anna-lindqvist", "hana-li", "hana-lopez-lee"]),
        ("Chip", ["ben-wu", "chip-daly"]),
        ("Hana L", ["hana-li", "hana-lopez-lee"]),
    ],
)
def test_when_several_fit_nobody_is_chosen(typed: str, handles: list[str]) -> None:
    people = People(
        "Anna Wu",
        person("Ben Wu", "Chip"),
        "Chip Daly",
        "Anna Lindqvist",
        "Hana Lopez-Lee",
        "Hana Li",
    )
    with pytest.raises(AmbiguousContact) as refused:
        find(typed, people)
    assert refused.value.exit_code == 3
    assert list(refused.value.candidates) == handles


def test_the_question_says_what_tells_them_apart() -> None:
    people = People(
        person("Anna Lindqvist", about="faculty, UCSF"), person("Anna Wu", about="PGY-3")
    )
    with pytest.raises(AmbiguousContact) as refused:
        find("Anna", people)
    assert refused.value.message == (
        'two people fit "Anna": anna-lindqvist (faculty, UCSF), anna-wu (PGY-3).\n'
        "Say which: @anna-lindqvist"
    )


def test_two_who_differ_only_by_case_are_ambiguous_unless_typed_exactly() -> None:
    people = People(
        person("Jose Nunez", handle="one"),
        person("JOSE NUNEZ", handle="two"),
        person("José Núñez", handle="three"),
    )
    assert find("JOSE NUNEZ", people).handle == "two"
    assert find("Jose  Nunez", people).handle == "one"
    assert find("Jose\u0301 Nu\u0301n\u0303ez", people).handle == "three"
    with pytest.raises(AmbiguousContact):
        find("jose nunez", people)


def test_namesakes_are_told_apart_by_handle_only() -> None:
    people = People(
        person("Ana Torres", handle="ana-torres"), person("Ana Torres", handle="ana-torres-2")
    )
    assert find("ana-torres", people).handle == "ana-torres"
    assert find("ana-torres-2", people).handle == "ana-torres-2"
    with pytest.raises(AmbiguousContact):
        find("Ana Torres", people)


def test_a_handle_means_its_owner_whoever_else_is_called_so() -> None:
    people = People(person("Maya Rao", handle="maya"), person("Maya Chen", handle="maya-chen"))
    assert find("maya", people).handle == "maya"
    assert find("@maya", people).handle == "maya"
    with pytest.raises(AmbiguousContact):
        find("Maya", people)


def test_an_address_that_two_share_is_a_question() -> None:
    people = People("Ana Torres", "Ben Adler", addresses={"desk@ucsf.edu": "ana-torres ben-adler"})
    with pytest.raises(AmbiguousContact) as refused:
        find("desk@ucsf.edu", people)
    assert refused.value.candidates == ("ana-torres", "ben-adler")


def test_the_region_reads_numbers_without_a_country() -> None:
    people = People("Ana Torres", addresses={"+44 20 7946 0000": "ana-torres"})
    assert find("020 7946 0000", people, "GB").handle == "ana-torres"
    with pytest.raises(ContactNotFound):
        find("020 7946 0000", people, "US")


def test_the_full_name_is_found_in_a_crowd() -> None:
    crowd = [person(f"Maria {chr(97 + n % 26)}{n}", handle=f"maria-{n}") for n in range(2 * CROWD)]
    people = People(*crowd, "Maria Sousa", "Maria")
    assert find("Maria", people).handle == "maria"
    assert find("Maria Sousa", people).handle == "maria-sousa"
    assert find("maria sous", people).handle == "maria-sousa"


@pytest.mark.parametrize(
    ("typed", "name", "fit"),
    [
        ("Maya Rao", "Maya Rao", Fit.EXACT),
        ("maya rao", "Maya Rao", Fit.FULL),
        ("maya", "Maya Rao", Fit.SHORT),
        ("maya r", "Maya Rao", Fit.SHORT),
        ("maya rao", "Maya S. Rao", Fit.SHORT),
        ("maya s", "Maya S. Rao", Fit.WORDS),
        ("rao", "Maya Rao", Fit.WORDS),
        ("rao maya", "Maya Rao", Fit.WORDS),
        ("kate", "Mary-Kate Olsen", Fit.PARTS),
        ("robert smith", "Robert Smith Jr.", Fit.SHORT),
        ("robert s", "Robert Smith Jr.", Fit.SHORT),
        ("robert j", "Robert Smith Jr.", None),
        ("grace", "Gracefully Yours", None),
    ],
)
def test_how_well_a_name_fits(typed: str, name: str, fit: Fit | None) -> None:
    assert fit_of(typed, person(name)) is fit


def test_behind_a_title_one_word_is_a_surname_first() -> None:
    people = People(person("Lee Wong"), person("Susan Lee"), person("Maya Rao"))
    assert find("Dr. Lee", people).name == "Susan Lee"
    assert find("Dr Lee Wong", people).name == "Lee Wong"
    assert find("Lee", people).name == "Lee Wong"
    assert find("Dr. Maya", people).name == "Maya Rao"


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Prof. Dr. Samuel Okafor, MD", ["samuel", "okafor"]),
        ("Rao, Maya", ["maya", "rao"]),
        ("Mary-Kate Olsen", ["mary-kate", "olsen"]),
        ("Dr.", ["dr"]),
        ("Dr", ["dr"]),
        (", ,", []),
    ],
)
def test_a_name_is_spoken_without_title_and_degrees(name: str, spoken: list[str]) -> None:
    assert name_words(name) == spoken


def test_a_title_alone_is_a_name() -> None:
    assert without_title("Prof") == "Prof"
    assert without_title("Dr. Dr. Okafor") == "Okafor"


@given(st.text(max_size=40))
def test_any_text_finds_someone_or_is_refused_kindly(typed: str) -> None:
    try:
        assert find(typed, PEOPLE) in PEOPLE.everyone
    except RescrmError as refused:
        assert refused.exit_code in (3, 4)


@pytest.mark.parametrize("change", [str.lower, str.upper, str.swapcase, str.title])
@pytest.mark.parametrize("someone", PEOPLE.everyone, ids=lambda each: each.handle)
def test_everyone_is_found_by_their_name_in_any_case(
    someone: Named, change: Callable[[str], str]
) -> None:
    assert find(change(someone.name), PEOPLE) == someone


def test_naming_someone_plainly_loads_no_library() -> None:
    code = (
        "import sys\n"
        "sys.path.insert(0, 'tests/core')\n"
        "from people import People\n"
        "from rescrm.core.identity import find\n"
        "people = People('Maya Rao')\n"
        "for typed in ('maya', '@maya-rao', 'Maya R', 'rao', 'may'): find(typed, people)\n"
        "print(*{'rapidfuzz', 'nicknames', 'phonenumbers'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
