"""Letters as they are compared."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.folding import fold, pieces, search_text, slug, without_degrees, words

NAMES = Path(__file__).parents[2] / ".." / "shared" / "corpora" / "names"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Maya Rao", "maya rao"),
        ("JOSÉ NÚÑEZ", "jose nunez"),
        ("Jose\u0301 Nu\u0301n\u0303ez", "jose nunez"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Søren Strauß", "soren strauss"),
        ("STRAUẞ", "strauss"),
        ("Đặng Văn Ðín", "dang van din"),
        ("Æthelred Œuvre Þór", "aethelred oeuvre thor"),
        ("İbrahim Işık", "ibrahim isik"),
        ("ﬁona", "fiona"),
        ("Ｍａｙａ", "maya"),
        ("Maya’s", "maya's"),
        ("O‘Brien", "o'brien"),
        ("Kahaʻi", "kaha'i"),
        ("Mary‐Kate", "mary-kate"),
        ("Mary–Kate", "mary-kate"),
        ("«Ana» “Ben”", '"ana" "ben"'),
        ("Ma\u200bya\u200e", "maya"),
        ("مُتيّم", "متيم"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("Ёлка", "елка"),
        ("", ""),
    ],
)
def test_case_accents_and_look_alikes_are_forgotten(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize("word", ["王伟", "김민수", "がぎぐ", "パリ", "हिन्दी", "สมชาย"])
def test_marks_that_are_letters_to_their_readers_stay(word: str) -> None:
    assert fold(word) == word


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_capitals_and_small_letters_fold_alike(text: str) -> None:
    assert fold(text.lower()) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_text_takes_the_short_way_to_the_same_answer(text: str) -> None:
    # A letter with an accent sends the whole text the long way round.
    assert fold(text + "é") == fold(text) + "e"


@pytest.mark.parametrize(
    ("text", "whole", "apart"),
    [
        ("Maya Rao", ["maya", "rao"], ["maya", "rao"]),
        ("Mary-Kate Olsen", ["mary-kate", "olsen"], ["mary", "kate", "olsen"]),
        ("Samuel O’Brien", ["samuel", "o'brien"], ["samuel", "o'brien"]),
        ("J.R. Smith, MD", ["j", "r", "smith", "md"], ["j", "r", "smith", "md"]),
        ("'Ana' -- Ben-", ["ana", "ben"], ["ana", "ben"]),
        ("d’Arc-O'Neil", ["d'arc-o'neil"], ["d'arc", "o'neil"]),
        ("हिन्दी नाम", ["हिन्दी", "नाम"], ["हिन्दी", "नाम"]),
        ("王伟 PGY-2", ["王伟", "pgy-2"], ["王伟", "pgy", "2"]),
        ("🙂 … ?!", [], []),
    ],
)
def test_words_are_whole_and_pieces_are_the_sides_of_hyphens(
    text: str, whole: list[str], apart: list[str]
) -> None:
    assert words(text) == whole
    assert pieces(text) == apart


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("talked boards", None),
        ("", None),
        ("Łukasz", "lukasz"),
        ("和王伟吃饭", " 和  王  伟  吃  饭 "),
        ("Dr. 王 é", "dr.  王  e"),
        ("김민수", " 김  민  수 "),
        ("ひらがな", " ひ  ら  か\u3099  な ".replace("か\u3099", "が")),
    ],
)
def test_the_search_index_reads_each_character_of_chinese_as_a_word(
    text: str, indexed: str | None
) -> None:
    assert search_text(text) == indexed


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Maya Rao", "maya-rao"),
        ("José Núñez", "jose-nunez"),
        ("Łukasz Żak", "lukasz-zak"),
        ("王伟", "王伟"),
        ("김민수", "김민수"),
        ("عبد اللطيف", "عبد-اللطيف"),
        ("हिन्दी नाम", "हिन्दी-नाम"),
        ("Mary-Kate O’Brien", "mary-kate-obrien"),
        ("J. R. Smith", "j-r-smith"),
        ("Nakamura, MD", "nakamura"),
        ("Samuel Okafor, M.D., Ph.D.", "samuel-okafor"),
        ("Ken Nakamura MD PhD", "ken-nakamura"),
        ("Yo-Yo Ma", "yo-yo-ma"),
        ("Elizabeth II", "elizabeth-ii"),
        ("Anne Elizabeth III", "anne-elizabeth-iii"),
        ("Rao, Maya", "rao-maya"),
        ("  Maya   Rao ", "maya-rao"),
        ("=cmd|' /C calc'!A0", "cmd-c-calc-a0"),
        ("../../etc/passwd", "etc-passwd"),
        ("🙂", "contact"),
        ("", "contact"),
        (", MD", "md"),
    ],
)
def test_a_handle_is_the_name_in_plain_letters(name: str, handle: str) -> None:
    assert slug(name) == handle


@given(st.text())
def test_a_handle_is_never_empty_and_never_holds_anything_else(name: str) -> None:
    handle = slug(name)
    assert 0 < len(handle) <= 60
    assert not handle.startswith("-") and not handle.endswith("-") and "--" not in handle
    assert words(handle.replace("-", " ")) == handle.split("-")


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Nakamura, MD", "Nakamura"),
        ("Nakamura, MD, PhD, FACC", "Nakamura"),
        ("Nakamura, MD, PhD", "Nakamura"),
        ("Robert Smith, Jr.", "Robert Smith"),
        ("Rao, Maya", "Rao, Maya"),
        ("Maya Rao", "Maya Rao"),
        ("Jo Do", "Jo Do"),
        ("Wei MD", "Wei MD"),
        ("", ""),
    ],
)
def test_degrees_are_no_part_of_a_name(name: str, bare: str) -> None:
    assert without_degrees(name) == bare


def test_real_names_and_hostile_ones_have_handles() -> None:
    if not NAMES.is_dir():
        pytest.skip(f"no corpora at {NAMES}")
    naughty = json.loads((NAMES / "big-list-of-naughty-strings__blns.json").read_text("utf-8"))
    with (NAMES / "faker_names_seed11.csv").open(encoding="utf-8", newline="") as file:
        real = [row["name"] for row in csv.DictReader(file)]
    assert len(naughty) > 400 and len(real) > 400
    for name in naughty + real:
        assert slug(name) and fold(fold(name)) == fold(name)
    assert sum(slug(name) == "contact" for name in real) == 0


# Every vowel that can have an iota below it, as Unicode has them in one character.
WITH_IOTA = [chr(code) for code in range(0x1F80, 0x2000) if "\u0345" in normalize("NFD", chr(code))]


def test_a_greek_capital_with_an_iota_is_found_by_its_small_form() -> None:
    assert len(WITH_IOTA) == 63
    for letter in WITH_IOTA:
        forms = (letter, letter.lower(), letter.upper(), letter.title(), letter.casefold())
        both = {fold(normalize(form, each)) for each in forms for form in ("NFC", "NFD")}
        assert len(both) == 1, letter


@pytest.mark.parametrize("typed", ["ᾍδης", "ᾅδης", "ΑΙΔΗΣ", "αιδης"])
def test_hades_is_hades(typed: str) -> None:
    assert fold(typed) == "αιδησ"
