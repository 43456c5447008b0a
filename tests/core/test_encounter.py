"""What a line about someone met at an event says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.encounter import Encounter, merged, read
from rescrm.core.pledges import Pledge
from rescrm.core.pledges import read as pledge
from rescrm.errors import UnreadableDay, UsageError

SUNDAY = date(2026, 11, 22)


def test_a_line_is_a_name_a_place_and_what_was_said() -> None:
    line = (
        "Maya Rao, UCSF EP, poster 212; talked amyloid cohort; promised dataset by fri; "
        "next send draft; maya@ucsf.edu"
    )
    assert read(line) == Encounter(
        name="Maya Rao",
        organisation="UCSF EP",
        where="poster 212",
        discussed="amyloid cohort",
        next_step="send draft",
        promised=("dataset by fri",),
        ways=(("email", "maya@ucsf.edu"),),
    )


# The head ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Maya Rao", "Maya Rao"),
        ("  Maya   Rao  ;", "Maya Rao"),
        ("@maya-rao; talked boards", "@maya-rao"),
        ("Kim", "Kim"),
        ("Lee Wong, MD, Mayo", "Lee Wong, MD"),
        ("Lee Wong, MD, PhD, Mayo", "Lee Wong, MD, PhD"),
        ("Kim Lee <kim@nyu.edu>, NYU", "Kim Lee"),
        ("José Núñez, Boston, MA", "José Núñez"),
        ("王伟; talked ECGs", "王伟"),
        ("maya@ucsf.edu; talked boards", "maya@ucsf.edu"),
    ],
)
def test_the_name_stands_first(line: str, name: str) -> None:
    assert read(line).name == name


def test_stars_say_that_someone_is_new() -> None:
    assert read("**Maya Rao**, UCSF") == Encounter(
        name="Maya Rao", is_new=True, organisation="UCSF"
    )


@pytest.mark.parametrize(
    "line",
    [
        "", "  ", ";", "; talked boards", ", UCSF", "**", "@",
        "talked with her about boards", "promised Maya the dataset", "next a call",
        "we sat together for lunch and found much to say",
    ],
)  # fmt: skip
def test_a_line_without_a_name_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(UsageError, match=r"begins with the name.*Maya Rao"):
        read(line)


@pytest.mark.parametrize(
    ("place", "organisation", "where", "stage"),
    [
        ("UCSF", "UCSF", None, None),
        ("UCSF EP, poster 212", "UCSF EP", "poster 212", None),
        ("poster 212, UCSF", "UCSF", "poster 212", None),
        ("Mass General, Boston", "Mass General, Boston", None, None),
        ("PGY-3, Mayo", "Mayo", None, "PGY-3"),
        ("chief resident, the imaging session", None, "the imaging session", "chief resident"),
        ("hallway", None, "hallway", None),
        ("", None, None, None),
    ],
)
def test_behind_the_name_stands_where_they_are_and_where_it_was(
    place: str, organisation: str | None, where: str | None, stage: str | None
) -> None:
    found = read(f"Maya Rao, {place}")
    assert (found.organisation, found.where, found.stage) == (organisation, where, stage)


@pytest.mark.parametrize(
    ("place", "specialty", "organisation"),
    [
        ("heme/onc", "heme/onc", None),
        ("Mayo, Electrophysiology", "Electrophysiology", "Mayo"),
        ("interventional cardiology, Emory", "interventional cardiology", "Emory"),
        ("UCSF EP", None, "UCSF EP"),
        ("Surgery Center", None, "Surgery Center"),
    ],
)
def test_a_specialty_between_commas_is_one(
    place: str, specialty: str | None, organisation: str | None
) -> None:
    found = read(f"Maya Rao, {place}; talked boards")
    assert (found.specialty, found.organisation) == (specialty, organisation)


@pytest.mark.parametrize(
    ("place", "title", "organisation"),
    [
        ("charge nurse", "charge nurse", None),
        ("Mayo, fellowship program director", "fellowship program director", "Mayo"),
        ("Chaplaincy of Boston", None, "Chaplaincy of Boston"),
        ("chief resident", None, None),
    ],
)
def test_a_title_between_commas_is_one(
    place: str, title: str | None, organisation: str | None
) -> None:
    found = read(f"Joy Adeyemi, {place}; talked alarms")
    assert (found.title, found.organisation) == (title, organisation)


def test_what_was_said_may_follow_a_comma() -> None:
    found = read("Kim Lee, NYU, talked about ECG, echo; next a call")
    assert (found.organisation, found.discussed) == ("NYU", "ECG, echo")
    assert found.next_step == "a call"


# What was said -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("segment", "discussed"),
    [
        ("talked amyloid", "amyloid"),
        ("talked about amyloid.", "amyloid"),
        ("we talked about the amyloid cohort", "the amyloid cohort"),
        ("Discussed: QI", "QI"),
        ("talked with her about boards", "boards"),
        ("spoke on ECGs", "ECGs"),
        ("asked about my project", "my project"),
        ("about fellowship", "fellowship"),
        ("amyloid, and her cohort", "amyloid, and her cohort"),
        ("talkedative people", "talkedative people"),
        ("talked boards; talked ECGs", "boards and ECGs"),
    ],
)
def test_what_was_discussed_is_said_with_a_verb_or_without(segment: str, discussed: str) -> None:
    found = read(f"Maya Rao; {segment}")
    assert (found.discussed, found.remark) == (discussed, None)


@pytest.mark.parametrize(
    ("segment", "where", "discussed", "remark"),
    [
        ("talk on ECGs", None, "talk on ECGs", None),
        ("her poster on amyloid", None, "her poster on amyloid", None),
        ("poster 212", "poster 212", None, None),
        ("at the reception", "at the reception", None, None),
        ("met at lunch Ben C", "met at lunch Ben C", None, None),
        ("amyloid cohort, wants a second reader", None, "amyloid cohort", "wants a second reader"),
        ("talked boards, she was on call", None, "boards", "she was on call"),
        ("she wants a second reader", None, None, "she wants a second reader"),
        ("nice chat", None, None, "nice chat"),
        ("great vessels, IT and US policy", None, "great vessels, IT and US policy", None),
        ("how she got her K award", None, "how she got her K award", None),
        ("talked she knows Ben", None, "she knows Ben", None),
    ],
)
def test_a_place_and_a_sentence_are_not_what_was_discussed(
    segment: str, where: str | None, discussed: str | None, remark: str | None
) -> None:
    found = read(f"Maya Rao; {segment}")
    assert (found.where, found.discussed, found.remark) == (where, discussed, remark)


@pytest.mark.parametrize(
    ("typed", "name", "called"),
    [
        ("Dr. Maya Rao", "Maya Rao", "Dr."),
        ("Prof Lee", "Lee", "Prof."),
        ("Prof. Dr. Uwe Stein", "Uwe Stein", "Prof."),
        ("**Dr Maya Rao**", "Maya Rao", "Dr."),
        ("Dr. @maya-rao", "@maya-rao", "Dr."),
        ("Mrs. Ana Torres", "Ana Torres", None),
        ("MS Swaminathan", "MS Swaminathan", None),
        ("Drew Barry", "Drew Barry", None),
    ],
)
def test_a_title_is_no_part_of_the_name(typed: str, name: str, called: str | None) -> None:
    found = read(f"{typed}, UCSF; boards")
    assert (found.name, found.called) == (name, called)


def test_free_words_beside_a_verb_are_a_remark() -> None:
    found = read("Maya Rao; wants a second reader; talked amyloid; very kind")
    assert found.discussed == "amyloid"
    assert found.remark == "wants a second reader; very kind"


def test_of_two_free_segments_the_first_was_discussed() -> None:
    found = read("Maya Rao; amyloid; wants a second reader")
    assert (found.discussed, found.remark) == ("amyloid", "wants a second reader")


@pytest.mark.parametrize(
    ("segment", "promised", "asked"),
    [
        ("promised dataset", ("dataset",), ()),
        ("I promised her the dataset by fri", ("the dataset by fri",), ()),
        ("owe him the slides; promised a call", ("the slides", "a call"), ()),
        ("asked for a letter by dec 1", (), ("a letter by dec 1",)),
        ("asked her for a letter", (), ("a letter",)),
    ],
)
def test_promises_and_asks_are_told_apart(
    segment: str, promised: tuple[str, ...], asked: tuple[str, ...]
) -> None:
    found = read(f"Maya Rao; {segment}")
    assert (found.promised, found.asked, found.discussed) == (promised, asked, None)


def test_a_verb_behind_a_comma_is_heard() -> None:
    found = read("Priya Shah; met at lunch, talked ablation, promised dataset by fri, next a call")
    assert (found.where, found.discussed) == ("met at lunch", "ablation")
    assert (found.promised, found.next_step) == (("dataset by fri",), "a call")
    assert read("Maya; promised the deck, next fri").promised == ("the deck, next fri",)
    assert read("Maya; talked boards, about time").discussed == "boards, about time"


@pytest.mark.parametrize(
    ("segment", "next_step"),
    [
        ("next send draft", "send draft"),
        ("next: a call in April", "a call in April"),
        ("next step a call", "a call"),
        ("Next steps: a call; next the draft", "a call and the draft"),
        ("next week a call", "next week a call"),
        ("send the protocol", "send the protocol"),
        ("I'll send her the protocol", "send her the protocol"),
        ("will forward it to him", "forward it to him"),
        ("need to introduce her to Ben", "introduce her to Ben"),
        ("To email them in May", "email them in May"),
    ],
)
def test_the_next_step(segment: str, next_step: str) -> None:
    assert read(f"Maya Rao; {segment}").next_step == next_step


def test_next_to_is_a_place_and_no_step() -> None:
    found = read("Maya Rao; next to the coffee")
    assert (found.next_step, found.discussed) == (None, None)
    assert found.where == "next to the coffee"


@pytest.mark.parametrize("segment", ["talked", "talked …", "promised", "next:", "asked for ."])
def test_a_verb_alone_asks_for_the_rest(segment: str) -> None:
    with pytest.raises(UsageError, match="Say it behind the word"):
        read(f"Maya Rao; {segment}")


@pytest.mark.parametrize(
    ("segment", "ways"),
    [
        ("maya@ucsf.edu", [("email", "maya@ucsf.edu")]),
        ("email: maya@ucsf.edu", [("email", "maya@ucsf.edu")]),
        ("+1 415 555 0134", [("phone", "+1 415 555 0134")]),
        ("tel 415-555-0134", [("phone", "415-555-0134")]),
        ("linkedin.com/in/mayarao", [("link", "linkedin.com/in/mayarao")]),
        ("maya@ucsf.edu, 4155550134", [("email", "maya@ucsf.edu"), ("phone", "4155550134")]),
    ],
)
def test_an_address_is_kept_as_one(segment: str, ways: list[tuple[str, str]]) -> None:
    found = read(f"Maya Rao; {segment}")
    assert (list(found.ways), found.discussed) == (ways, None)


@pytest.mark.parametrize("segment", ["poster 2127", "room 12, 3rd floor", "2027"])
def test_a_few_figures_are_no_phone(segment: str) -> None:
    assert read(f"Maya Rao; {segment}").ways == ()


def test_a_stage_by_itself_is_not_what_was_discussed() -> None:
    found = read("Maya Rao; PGY-4; talked boards")
    assert (found.stage, found.discussed, found.remark) == ("PGY-4", "boards", None)


@pytest.mark.parametrize("line", ['"Maya Rao; boards"', "“Maya Rao; boards”"])
def test_the_quotes_round_a_whole_line_are_no_part_of_it(line: str) -> None:
    assert read(line) == read("Maya Rao; boards")


def test_the_address_in_angles_belongs_to_the_name() -> None:
    assert read("Kim Lee <kim@nyu.edu>").ways == (("email", "kim@nyu.edu"),)


def test_the_note_tells_where_it_was_then_what_was_said() -> None:
    found = read("Maya Rao, UCSF, poster 212; talked amyloid; very kind; next a call")
    assert found.note == "poster 212; amyloid; very kind"
    assert read("Maya Rao, UCSF").note is None


# Said again ----------------------------------------------------------------------------------


def test_a_later_line_adds_and_replaces() -> None:
    first = read("Maya Rao, poster 212; talked amyloid")
    second = read("@maya-rao; next a call")
    third = read("Maya; talked the amyloid cohort")
    assert merged([first, second, third]) == Encounter(
        name="Maya Rao", where="poster 212", discussed="the amyloid cohort", next_step="a call"
    )


# Promises ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "what", "by"),
    [
        ("dataset", "dataset", None),
        ("dataset by fri", "dataset", date(2026, 11, 27)),
        ("the set, by dec 1", "the set", date(2026, 12, 1)),
        ("a word by Ben by tomorrow", "a word by Ben", date(2026, 11, 23)),
        ("the standby list", "the standby list", None),
    ],
)
def test_a_promise_has_its_day_behind_the_last_by(text: str, what: str, by: date | None) -> None:
    assert pledge(text, SUNDAY) == Pledge(what, by)


@pytest.mark.parametrize("text", ["dataset by someday", "dataset by", "dataset by yesterday"])
def test_a_day_that_cannot_be_kept_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDay):
        pledge(text, SUNDAY)


def test_a_promise_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="promised what"):
        pledge("by fri", SUNDAY)


@given(st.text(max_size=200))
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        found = read(line)
    except UsageError:
        return
    assert found.name.strip() and ";" not in found.name


@pytest.mark.parametrize(
    ("line", "name", "discussed"),
    [
        ("Sarah Kim talked residents", "Sarah Kim", "residents"),
        ("tom spoke about nights; next a call", "tom", "nights"),
        ("Maya Rao discussed amyloid, UCSF", "Maya Rao", "amyloid, UCSF"),
    ],
)
def test_a_verb_behind_the_name_ends_it(line: str, name: str, discussed: str) -> None:
    assert (read(line).name, read(line).discussed) == (name, discussed)


def test_what_they_will_send_is_no_step_of_mine() -> None:
    found = read("Maya Rao; ablation; send me her slides")
    assert (found.next_step, found.discussed) == (None, "ablation")
    assert found.remark == "send me her slides"


def test_a_step_may_follow_a_comma() -> None:
    found = read("Maya Rao; talked ablation, will send her the protocol")
    assert (found.discussed, found.next_step) == ("ablation", "send her the protocol")


@pytest.mark.parametrize(
    ("part", "title", "stage", "organisation"),
    [
        ("program director at Emory", "program director", None, "Emory"),
        ("fellow @ UCSF EP", None, "fellow", "UCSF EP"),
        ("Medicine at Yale", None, None, "Medicine at Yale"),
    ],
)
def test_what_someone_is_and_where(
    part: str, title: str | None, stage: str | None, organisation: str
) -> None:
    found = read(f"Sofia Marquez, {part}; talked boards")
    assert (found.title, found.stage, found.organisation) == (title, stage, organisation)


def test_a_topic_may_be_said_in_short() -> None:
    assert read("Marta Cruz, Clinic; abt TAVR").discussed == "TAVR"
