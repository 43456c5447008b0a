"""Three-way plans: what two sides that were changed apart have to do to agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rescrm.core.reconcile import (
    Agreed,
    Clash,
    Content,
    Deed,
    Rule,
    Step,
    plan,
    settle,
    too_much,
)

LISTS = frozenset({"email", "tag"})
ADA: Content = {"name": ("Ada",), "email": ("a@x.org",)}


def said(**fields: str | tuple[str, ...]) -> Content:
    """A content in short."""
    return {
        name: (values,) if isinstance(values, str) else values for name, values in fields.items()
    }


def step(here: Content | None, there: Content | None, base: Agreed | None = None) -> Step:
    """The step for one item."""
    return settle("ada", here, there, base, LISTS)


# One item -----------------------------------------------------------------------------------

BOTH = Agreed(ADA, ADA)
ROME = {**ADA, "city": ("Rome",)}


@pytest.mark.parametrize(
    ("here", "there", "base", "deeds"),
    [
        (ADA, None, None, (None, Deed.ADD)),  # new here
        (None, ADA, None, (Deed.ADD, None)),  # new there
        (ADA, ADA, None, (None, None)),  # new on both sides, and the same
        (ADA, ADA, BOTH, (None, None)),
        (ROME, ADA, BOTH, (None, Deed.CHANGE)),
        (ADA, ROME, BOTH, (Deed.CHANGE, None)),
        (ROME, ROME, BOTH, (None, None)),
        (None, ADA, BOTH, (None, Deed.REMOVE)),
        (ADA, None, BOTH, (Deed.REMOVE, None)),
        (None, None, BOTH, (None, None)),
        # A field said empty is a field not said.
        ({**ADA, "city": ()}, ADA, BOTH, (None, None)),
        (ADA, {**ADA, "city": ()}, BOTH, (None, None)),
        # What was changed outlives its removal on the other side.
        (ROME, None, BOTH, (None, Deed.ADD)),
        (None, ROME, BOTH, (Deed.ADD, None)),
    ],
)
def test_what_happened_on_one_side_is_done_on_the_other(
    here: Content | None,
    there: Content | None,
    base: Agreed | None,
    deeds: tuple[Deed | None, Deed | None],
) -> None:
    found = step(here, there, base)
    assert (found.deed_here, found.deed_there) == deeds
    assert found.clashes == ()


def test_changes_of_different_fields_are_both_kept() -> None:
    here, there = {**ADA, "city": ("Rome",)}, {**ADA, "title": ("Fellow",)}
    found = step(here, there, BOTH)
    assert found.here == found.there == {**ADA, "city": ("Rome",), "title": ("Fellow",)}
    assert (found.deed_here, found.deed_there) == (Deed.CHANGE, Deed.CHANGE)


def test_lists_are_merged_value_by_value() -> None:
    base = said(email=("a@x.org", "b@x.org"))
    here = said(email=("b@x.org", "c@x.org"))  # a gone, c new
    there = said(email=("a@x.org", "b@x.org", "d@x.org"))
    found = step(here, there, Agreed(base, base))
    assert found.here == said(email=("b@x.org", "c@x.org", "d@x.org"))
    assert found.there == said(email=("b@x.org", "d@x.org", "c@x.org"))
    assert found.clashes == ()


def test_one_field_changed_twice_is_a_clash_and_nothing_is_done() -> None:
    here, there = said(name="Ada", city="Rome"), said(name="Ada", city="Oslo")
    base = said(name="Ada", city="Bonn")
    found = step(here, there, Agreed(base, base))
    assert found == Step("ada", here, there, clashes=(Clash("city", ("Rome",), ("Oslo",)),))


@pytest.mark.parametrize(
    ("rule", "city", "deeds"),
    [
        (Rule.HERE, "Rome", (None, Deed.CHANGE)),
        (Rule.THERE, "Oslo", (Deed.CHANGE, None)),
    ],
)
def test_a_rule_decides_a_clash(
    rule: Rule, city: str, deeds: tuple[Deed | None, Deed | None]
) -> None:
    base = said(city="Bonn")
    found = settle("x", said(city="Rome"), said(city="Oslo"), Agreed(base, base), LISTS, rule)
    assert found.here == found.there == said(city=city)
    assert (found.deed_here, found.deed_there) == deeds


def test_a_field_taken_away_here_and_changed_there_is_a_clash() -> None:
    base = said(name="Ada", city="Bonn")
    found = step(said(name="Ada"), said(name="Ada", city="Oslo"), Agreed(base, base))
    assert [each.field for each in found.clashes] == ["city"]


def test_without_a_past_what_only_one_side_says_is_kept() -> None:
    found = step(said(name="Ada", city="Rome"), said(name="Ada", title="Fellow"))
    assert found.here == found.there == said(name="Ada", city="Rome", title="Fellow")


def test_what_a_card_cannot_say_is_no_change() -> None:
    """The store has a kind that the folder never could hold: nobody took it away."""
    here, there = said(name="Ada", kind="fellow"), said(name="Ada")
    assert plan({"a": here}, {"a": there}, {"a": Agreed(here, there)}, LISTS) == []
    moved = {**there, "city": ("Rome",)}
    (found,) = plan({"a": here}, {"a": moved}, {"a": Agreed(here, there)}, LISTS)
    assert found.here == {**here, "city": ("Rome",)}
    assert found.there == moved


# A whole collection -------------------------------------------------------------------------


def test_a_plan_is_in_the_order_of_uids_and_leaves_out_who_agrees() -> None:
    here, there = {"c": ADA, "a": ADA, "b": ADA}, {"b": ADA, "d": ADA}
    found = plan(here, there, {"b": BOTH}, LISTS)
    assert [(each.uid, each.deed_here, each.deed_there) for each in found] == [
        ("a", None, Deed.ADD),
        ("c", None, Deed.ADD),
        ("d", Deed.ADD, None),
    ]


def test_what_is_gone_on_both_sides_is_forgotten() -> None:
    assert plan({}, {}, {"a": BOTH}, LISTS) == [Step("a", None, None)]


def removals(here: int, there: int) -> list[Step]:
    """So many steps that take away."""
    return [Step(str(each), None, None, deed_here=Deed.REMOVE) for each in range(here)] + [
        Step(str(-each), None, None, deed_there=Deed.REMOVE) for each in range(1, there + 1)
    ]


@pytest.mark.parametrize(
    ("steps", "known", "here", "there", "reasons"),
    [
        (removals(1, 0), 5, 5, 4, []),  # one in five is allowed
        (removals(1, 0), 4, 4, 3, ["1 of 4 would be taken out of the store"]),
        (removals(0, 2), 9, 7, 9, ["2 of 9 would be taken out of the folder"]),
        (removals(10, 0), 1000, 1000, 990, []),
        (removals(11, 0), 1000, 1000, 989, ["11 of 1000 would be taken out of the store"]),
        (removals(10, 10), 1000, 990, 990, []),
        (removals(3, 0), 3, 3, 0, ["the folder is empty"]),
        (removals(0, 3), 3, 0, 3, ["the store has none of them any more"]),
        ([], 0, 5, 0, []),  # the first time
        ([], 3, 0, 0, []),
    ],
)
def test_many_removals_and_an_emptied_side_are_asked_about(
    steps: list[Step], known: int, here: int, there: int, reasons: list[str]
) -> None:
    assert list(too_much(steps, known, here, there)) == reasons


# Laws ---------------------------------------------------------------------------------------

VALUE = st.sampled_from("uvw")
FIELDS = st.fixed_dictionaries(
    {"name": st.tuples(VALUE)},
    optional={
        "city": st.tuples(VALUE),
        "title": st.tuples(VALUE),
        "email": st.lists(VALUE, min_size=1, unique=True).map(tuple),
        "tag": st.lists(VALUE, min_size=1, unique=True).map(tuple),
    },
)
SIDE = st.dictionaries(st.sampled_from("abc"), FIELDS)
PAST = st.dictionaries(st.sampled_from("abc"), FIELDS.map(lambda each: Agreed(each, each)))


def carried_out(
    here: dict[str, Content], there: dict[str, Content], base: dict[str, Agreed], rule: Rule
) -> tuple[dict[str, Content], dict[str, Content], dict[str, Agreed]]:
    """Both sides and what they agree on, after a plan."""
    here, there, base = dict(here), dict(there), dict(base)
    for each in plan(here, there, base, LISTS, rule):
        if each.clashes:
            continue
        for side, content in ((here, each.here), (there, each.there)):
            side.pop(each.uid, None)
            if content is not None:
                side[each.uid] = content
        base.pop(each.uid, None)
        if each.here is not None and each.there is not None:
            base[each.uid] = Agreed(each.here, each.there)
    return here, there, base


@given(SIDE, SIDE, PAST, st.sampled_from([Rule.HERE, Rule.THERE]))
def test_after_a_plan_there_is_nothing_to_do(
    here: dict[str, Content], there: dict[str, Content], base: dict[str, Agreed], rule: Rule
) -> None:
    after = carried_out(here, there, base, rule)
    assert plan(*after, LISTS, rule) == []
    assert after[0].keys() == after[1].keys()


@given(SIDE, SIDE)
def test_without_a_past_nothing_is_ever_lost(
    here: dict[str, Content], there: dict[str, Content]
) -> None:
    ours, theirs, _ = carried_out(here, there, {}, Rule.ASK)
    for before, after in ((here, ours), (there, theirs)):
        for uid, content in before.items():
            for name, values in content.items():
                assert set(values) <= set(after[uid][name])


@given(SIDE, PAST)
def test_a_side_that_did_nothing_becomes_as_the_other(
    there: dict[str, Content], base: dict[str, Agreed]
) -> None:
    here = {uid: each.here for uid, each in base.items()}
    ours, theirs, _ = carried_out(here, there, base, Rule.ASK)
    assert theirs == there
    assert {uid: sets(each) for uid, each in ours.items()} == {
        uid: sets(each) for uid, each in there.items()
    }


@given(SIDE, SIDE, PAST)
def test_the_sides_are_alike(
    here: dict[str, Content], there: dict[str, Content], base: dict[str, Agreed]
) -> None:
    turned = {uid: Agreed(each.there, each.here) for uid, each in base.items()}
    one = plan(here, there, base, LISTS)
    other = plan(there, here, turned, LISTS)
    assert [(each.uid, each.deed_here, each.deed_there) for each in one] == [
        (each.uid, each.deed_there, each.deed_here) for each in other
    ]


def sets(content: Content) -> dict[str, frozenset[str]]:
    """A content whose order does not count."""
    return {name: frozenset(values) for name, values in content.items()}
