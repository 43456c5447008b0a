"""What holds for every sentence, whatever it says."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import People, person

from rescrm.core.identity import CROWD, Named
from rescrm.core.naming import as_log
from rescrm.core.sentence import NewPerson, Said, read
from rescrm.core.tokens import WORDS_READ, Mark, tokens
from rescrm.core.when import frame
from rescrm.errors import AmbiguousContact, RescrmError

SUNDAY = date(2026, 11, 22)
NAUGHTY = (
    Path(__file__).parents[2] / "../shared/corpora/names/big-list-of-naughty-strings__blns.json"
)

PEOPLE = People(
    "Ana Torres",
    "Ben Adler",
    "Maya Rao",
    "Samuel Okafor",
    person("Grace Hopper", "The Admiral"),
    "Mary-Kate Olsen",
    "Will Chen",
    "May Lin",
    "An Nguyen",
    "José Núñez",
    "王伟",
    "Seán O’Brien",
)

WORDS = """
    coffee call met with w/ and , ; . & the by fri yesterday tomorrow in 2w owe asked for Ana ben
    Maya R Will May An Zed Dr. Okafor Mary-Kate Grace **Zed ** @ana-torres @x #qi \\ \\Ana I me @me
    maya@ucsf.edu ’s 's 王伟 boards 2026-11-01 03/04/2026 O’Brien feb 30 🙂 II Jr - / ( ) Torres
    """
SCRAPS = st.sampled_from(WORDS.split()) | st.sampled_from(
    ["**Zed Quinn**", "\n", "\x00", "\u200d", "The Admiral", "\u0301"]
)
SENTENCES = st.lists(SCRAPS, max_size=14).map(" ".join) | st.lists(SCRAPS, max_size=8).map("".join)


def understood(text: str) -> Said | None:
    """What a sentence says; None when it is refused in kind words."""
    try:
        return read(text, PEOPLE, SUNDAY)
    except RescrmError as refused:
        assert refused.exit_code in (2, 3, 4)
        assert refused.message
        return None


@settings(max_examples=400)
@given(SENTENCES | st.text(max_size=80))
def test_any_text_is_understood_or_refused_kindly(text: str) -> None:
    said = understood(text)
    if said:
        ids = [who.id for who in said.people if isinstance(who, Named)]
        assert len(ids) == len({*ids})
        assert said.note is None or said.note == said.note.strip()


@given(SENTENCES, st.sampled_from(PEOPLE.everyone))
def test_a_backslashed_name_never_takes_part(text: str, someone: Named) -> None:
    # The one place where it may still be named is the rest of the sentence.
    clean = understood(text)
    if clean and someone not in clean.people:
        said = understood(f"{text} . saw \\{someone.name} there")
        assert said is None or someone not in said.people


@given(st.sampled_from(PEOPLE.everyone), st.sampled_from(["coffee with {}", "met {}, well", "{}"]))
def test_a_handle_always_names_its_person(someone: Named, shape: str) -> None:
    said = read(shape.format(f"@{someone.handle}"), PEOPLE, SUNDAY)
    assert said.people == (someone,)


@pytest.mark.parametrize("someone", PEOPLE.everyone, ids=lambda each: each.handle)
@pytest.mark.parametrize(
    "shape",
    [
        "coffee with {}",
        "yesterday coffee with {}, talked boards",
        "emailed {} about IRB",
        "met {} at poster 212",
        "call with {} last fri",
        "coffee with @nobody-else and {}",
        "{} and I had lunch",
        "loved {}'s poster",
        "dinner with {} & the team",
    ],
)
def test_a_full_name_is_found_wherever_a_name_can_stand(someone: Named, shape: str) -> None:
    people = People(*PEOPLE.everyone, "Nobody Else")
    found = read(shape.format(someone.name), people, SUNDAY).people
    assert someone.handle in [who.handle for who in found if isinstance(who, Named)]


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_example_is_one_word_for_the_shell(before: str, after: str) -> None:
    shown = as_log(before + "Anna" + after, len(before), len(before) + 4, "@anna-wu")
    if shown != "@anna-wu":
        assert shlex.split(shown) == ["rescrm", "log", f"{before}@anna-wu{after}"]


@given(SENTENCES)
def test_every_word_knows_its_place(text: str) -> None:
    before = 0
    for token in tokens(text, 0, len(text)):
        assert text[before : token.start] == token.gap
        assert (
            token.text in " ".join(text[token.start : token.end].split()) or token.mark is Mark.NEW
        )
        before = token.end


@given(SENTENCES)
def test_a_frame_keeps_every_letter_in_its_place(text: str) -> None:
    try:
        framed = frame(text, [], SUNDAY)
    except RescrmError:
        return
    assert framed.text == text
    assert 0 <= framed.start <= framed.end <= len(text)


def test_naughty_texts_are_notes_like_any_other() -> None:
    if not NAUGHTY.is_file():
        pytest.skip(f"no corpora at {NAUGHTY}")
    notes = 0
    for text in json.loads(NAUGHTY.read_text("utf-8")):
        said = understood(f"coffee with Ana, saw {text} there")
        if said:
            notes += 1
            assert said.people[0] == PEOPLE["ana-torres"]
            assert said.note == f"saw {text} there" or "\\" in text or "**" in text
    assert notes > 480


# How often it asks -------------------------------------------------------------------------


def asked_for(text: str, people: People) -> list[str]:
    people.asked.clear()
    read(text, people, SUNDAY)
    return [" ".join(words) for words in people.asked]


def test_only_words_that_can_be_names_are_looked_up() -> None:
    people = People("Ana Torres", "Ben Adler")
    text = "yesterday coffee with Ana and Ben, talked about 3 boards with Ana; owe Ben the deck"
    assert asked_for(text, people) == ["ana", "ben", "boards", "ben", "deck"]
    assert asked_for("call with Dr. Ana at 5 on monday, will follow up", people) == [
        "ana",
        "follow",
    ]


def test_a_pasted_page_is_a_note() -> None:
    people = People("Ana Torres", "Zoe Last")
    page = " ".join(f"word{number}" for number in range(20_000))
    said = read(f"coffee with Ana, {page} Zoe yesterday", people, SUNDAY)
    assert [who.name for who in said.people] == ["Ana Torres"]
    assert said.day == date(2026, 11, 21)
    assert said.note == f"{page} Zoe"
    assert len(people.asked) <= WORDS_READ


def test_a_name_is_found_among_a_crowd_of_first_names() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    crowd = [person(f"Maria {a}{b}") for a in letters for b in letters][: 2 * CROWD]
    people = People(*crowd, "Maria Zanetti-Sousa", "Ana Torres")
    assert read("coffee with Maria Zanetti-Sousa", people, SUNDAY).people == (
        people["maria-zanetti-sousa"],
    )
    assert asked_for("coffee with Ana and Maria Zanetti-Sousa", people) == [
        "ana",
        "maria",
        "maria zanetti sousa",
        "zanetti sousa",
    ]
    with pytest.raises(AmbiguousContact) as refused:
        read("coffee with Maria", people, SUNDAY)
    assert len(refused.value.candidates) == CROWD
    with pytest.raises(AmbiguousContact) as refused:
        read("coffee with Maria A.", people, SUNDAY)
    assert len(refused.value.candidates) == 26


@pytest.mark.parametrize(
    "filler",
    [" #tag", "**", "\\", "; ", " ", "a-", "a@", "; owe", "é", "by ", "@", "'", "\n", "1/", "2w "],
)
def test_a_long_text_of_one_thing_is_read_in_one_go(filler: str) -> None:
    # Anything quadratic would take minutes here.
    said = understood("coffee with Ana, so " + filler * (300_000 // len(filler)) + " end")
    assert said is None or said.people[0] in (*PEOPLE.everyone, NewPerson("Zed"))


def test_understanding_a_plain_sentence_loads_no_library() -> None:
    code = (
        "import sys\n"
        "from datetime import date\n"
        "sys.path.insert(0, 'tests/core')\n"
        "from people import People\n"
        "from rescrm.core.sentence import read\n"
        "text = 'yesterday coffee with Ana and Ben, talked boards; owe Ben the deck by fri'\n"
        "read(text, People('Ana Torres', 'Ben Adler'), date(2026, 11, 22))\n"
        "heavy = {'dateutil', 'rapidfuzz', 'nicknames', 'phonenumbers', 'csv', 'json'}\n"
        "print(*heavy & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
