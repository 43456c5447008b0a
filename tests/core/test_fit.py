"""How a program fits: whole numbers, told in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.fit import Known, since, tie, weigh

ANA = Known("ana-torres", "Ana", 0, ("alum",))
LEE = Known("lee-wong", "Dr. Lee", 1, met="ACC")


def test_the_sum_is_told_in_words() -> None:
    fit = weigh({"research": 3, "city": 1}, {"research": 2}, [ANA, LEE])
    assert fit.because == (
        "research 3 × matters 2 = 6; city 1; "
        "two people there: Ana (alum), Dr. Lee (met at ACC) +4"
    )  # fmt: skip
    assert (fit.fit, fit.known, fit.sum) == (7, 4, 11)


def test_a_program_of_which_nothing_is_said_is_nothing() -> None:
    fit = weigh({}, {"research": 9}, [])
    assert (fit.sum, fit.because, fit.people) == (0, "", ())


@pytest.mark.parametrize(
    ("known", "words", "points"),
    [
        (Known("a", "A", 0), "you know them", 1),
        (Known("a", "A", 1), "in touch this year", 2),
        (Known("a", "A", 5, met="ACC"), "met at ACC", 2),
        (Known("a", "A", 6, met="ACC"), "often in touch", 3),
        (Known("a", "A", 0, ("alum",)), "alum", 2),
        (Known("a", "A", 6, ("research mentor", "alum")), "research mentor", 4),
    ],
)
def test_someone_is_near_in_words_and_counts_for_the_program(
    known: Known, words: str, points: int
) -> None:
    assert tie(known) == words
    assert weigh({}, {}, [known]).known == points


def test_five_people_count_the_nearest_first() -> None:
    crowd = [Known(f"p{number}", f"P{number}", 0) for number in range(9)]
    fit = weigh({}, {}, [*crowd, ANA])
    assert fit.known == 6
    assert fit.people[0].handle == "ana-torres"
    assert len(fit.people) == 10
    assert fit.because == (
        "ten people there: Ana (alum), P0 (you know them), P1 (you know them), "
        "P2 (you know them), P3 (you know them) and 5 more +6"
    )


def test_people_are_told_by_how_near_they_are_whatever_they_are_called() -> None:
    far, near = Known("a-far", "Far", 0), Known("z-near", "Near", 6)
    assert [each.handle for each in weigh({}, {}, [far, near]).people] == ["z-near", "a-far"]


def test_eleven_people_are_told_in_figures() -> None:
    crowd = [Known(f"p{number}", f"P{number}", 0) for number in range(11)]
    assert weigh({}, {}, crowd).because.startswith("11 people there: P0 (you know them), P1")


def test_what_does_not_matter_counts_nothing_and_is_told() -> None:
    fit = weigh({"city": 4}, {"city": 0}, [])
    assert (fit.sum, fit.because) == (0, "city 4 × matters 0 = 0")


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(-10, 10)),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 10)),
    st.permutations([ANA, LEE, Known("x", "X", 3), Known("y", "Y", 3)]),
)
def test_the_sum_is_a_whole_number_whatever_the_order(
    weights: dict[str, int], matters: dict[str, int], people: list[Known]
) -> None:
    fit = weigh(weights, matters, people)
    expected = sum(value * matters.get(name, 1) for name, value in weights.items()) + 8
    assert fit.sum == expected
    assert fit == weigh(weights, matters, people[::-1])


def test_a_year_of_touches_counts() -> None:
    assert since(date(2026, 11, 22)) == date(2025, 11, 22)
