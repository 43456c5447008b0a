"""Stages as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.stages import Rank, Stage, read, years


@pytest.mark.parametrize(
    ("typed", "rank", "year"),
    [
        ("PGY-2", Rank.RESIDENT, 2),
        ("PGY2", Rank.RESIDENT, 2),
        ("pgy-2", Rank.RESIDENT, 2),
        ("Pgy 2", Rank.RESIDENT, 2),
        ("PGY–2", Rank.RESIDENT, 2),
        ("PGY-I", Rank.RESIDENT, 1),
        ("PGY-II", Rank.RESIDENT, 2),
        ("PGY-III", Rank.RESIDENT, 3),
        ("PGY-V", Rank.RESIDENT, 5),
        ("PGY-VI", Rank.RESIDENT, 6),
        ("R2", Rank.RESIDENT, 2),
        ("r-3", Rank.RESIDENT, 3),
        ("intern", Rank.RESIDENT, 1),
        ("Intern year", Rank.RESIDENT, 1),
        ("PGY-VII", Rank.RESIDENT, 7),
        ("PGY-3, IM", Rank.RESIDENT, 3),
        ("PGY-2 (medicine)", Rank.RESIDENT, 2),
        ("MS4", Rank.STUDENT, 4),
        ("ms-1", Rank.STUDENT, 1),
        ("M3", Rank.STUDENT, 3),
        ("OMS2", Rank.STUDENT, 2),
        ("MSIV", Rank.STUDENT, 4),
        ("fellow", Rank.FELLOW, None),
        ("PGY-5 fellow", Rank.FELLOW, None),
        ("chief fellow", Rank.FELLOW, None),
        ("Attending", Rank.ATTENDING, None),
        ("Chief Resident", Rank.CHIEF, None),
        ("PGY-3 chief", Rank.CHIEF, None),
    ],
)
def test_a_stage_is_understood_however_it_is_typed(
    typed: str, rank: Rank, year: int | None
) -> None:
    found = read(typed)
    assert found is not None
    assert (found.rank, found.year) == (rank, year)


@pytest.mark.parametrize(
    "typed",
    [
        None, "", " ", "second year", "PGY", "PGY-0", "PGY-12", "PGY-2/3", "resident", "MS",
        "chief-elect", "incoming PGY-1", "rising chief", "former fellow", "PGY-2a", "2",
        "pgy-2 or 3", "R2D2", "MSc", "researcher",
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_no_stage(typed: str | None) -> None:
    assert read(typed) is None


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [("pgy2", "PGY-2"), ("R3", "PGY-3"), ("ms 3", "MS3"), ("PGY-1, IM", "PGY-1, IM")],
)
def test_a_stage_is_spelled_in_one_way_and_keeps_what_stands_behind(
    typed: str, spelled: str
) -> None:
    assert str(read(typed)) == spelled


@given(st.sampled_from([Rank.STUDENT, Rank.RESIDENT]), st.integers(1, 9))
def test_what_is_spelled_reads_back(rank: Rank, year: int) -> None:
    stage = Stage(rank, year)
    assert read(str(stage)) == stage


@given(st.text(max_size=40))
def test_any_text_is_a_stage_or_none(text: str) -> None:
    found = read(text)
    assert found is None or found.place >= (0, 0)


def test_stages_stand_in_the_order_of_a_training() -> None:
    typed = ["attending", "PGY-2", "MS4", "fellow", "chief", "PGY-1", "MS1"]
    found = sorted(filter(None, map(read, typed)), key=lambda stage: stage.place)
    assert list(map(str, found)) == [
        "MS1", "MS4", "PGY-1", "PGY-2", "chief", "fellow", "attending"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("specialty", "length"),
    [
        (None, 3), ("", 3), ("internal medicine", 3), ("Neurology", 4), ("OB/GYN", 4),
        ("Med-Peds", 4), ("General Surgery", 5), ("neurosurgery", 7), ("cardiology", 3),
        ("psychiatry", 4), ("Anesthesiology", 4), ("anesthesia", 4), ("pathology", 4),
        ("dermatology", 4), ("ophthalmology", 4), ("obstetrics", 4), ("OB-GYN", 4), ("obgyn", 4),
        ("Obstetrics and Gynecology", 4), ("physiatry", 4), ("radiology", 5),
        ("radiation oncology", 5), ("surgery", 5), ("orthopedics", 5), ("orthopedic surgery", 5),
        ("urology", 5), ("otolaryngology", 5), ("ENT", 5), ("plastic surgery", 6),
    ],
)  # fmt: skip
def test_a_residency_is_as_long_as_its_specialty_asks(specialty: str | None, length: int) -> None:
    assert years(specialty, 3) == length


def test_the_usual_length_is_for_specialties_nobody_knows() -> None:
    assert (years("emergency medicine", 4), years("urology", 4)) == (4, 5)
