"""The shortest ways to someone, over ties that are plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rescrm.core.paths import FARTHER, LARGE, ME, Chain, Kind, Tie, cost_of_room, shortest

INTRODUCED, GROUP, EVENT, TOUCH = Kind.INTRODUCED, Kind.GROUP, Kind.EVENT, Kind.TOUCH


class Net:
    """People by number: whom you know, with the last day, and who is tied to whom."""

    def __init__(self, known: dict[int, str], *pairs: tuple[int, int, Kind, int]) -> None:
        self.days = known
        self.pairs = [*pairs, *((far, near, kind, cost) for near, far, kind, cost in pairs)]
        self.asked: list[int] = []

    def known(self, people: Sequence[int]) -> Iterator[Tie]:
        for who in people:
            if who in self.days:
                yield Tie(who, ME, TOUCH, day=self.days[who])

    def around(self, people: Sequence[int]) -> Iterator[Tie]:
        self.asked += people
        for near, far, kind, cost in self.pairs:
            if near in people:
                yield Tie(near, far, kind, cost=cost)


def ways(net: Net, goal: int, most: int = 3) -> list[list[int]]:
    """The people on each way, the goal last."""
    return [[tie.near for tie in chain] for chain in shortest(goal, net, most)]


def test_somebody_you_know_is_one_step_away() -> None:
    assert ways(Net({5: "2026-10-02"}), 5) == [[5]]


def test_nobody_leads_to_a_stranger_without_ties() -> None:
    assert ways(Net({1: "2026-10-02"}), 5) == []
    assert ways(Net({}, (1, 5, GROUP, 1)), 5) == []


def test_a_chain_begins_with_somebody_you_know_and_ends_at_the_goal() -> None:
    net = Net({1: "2026-10-02"}, (1, 2, GROUP, 1), (2, 3, INTRODUCED, 1))
    (chain,) = shortest(3, net)
    assert [(tie.far, tie.near, tie.kind) for tie in chain] == [
        (ME, 1, TOUCH),
        (1, 2, GROUP),
        (2, 3, INTRODUCED),
    ]


def test_people_you_know_are_not_passed_through() -> None:
    net = Net({1: "2026-10-02", 2: "2026-10-02"}, (1, 2, GROUP, 1), (2, 3, GROUP, 1))
    assert ways(net, 3) == [[2, 3]]
    assert 2 not in net.asked


def test_three_ways_at_most_the_shortest_first() -> None:
    known = dict.fromkeys((1, 2, 3, 4), "2026-10-02")
    pairs = [(each, 9, GROUP, 1) for each in known]
    assert ways(Net(known, *pairs), 9) == [[1, 9], [2, 9], [3, 9]]
    assert ways(Net(known, *pairs), 9, most=1) == [[1, 9]]


def test_a_way_much_longer_than_the_first_is_left_out() -> None:
    net = Net(
        {1: "2026-10-02", 2: "2026-10-02", 3: "2026-10-02"},
        (1, 9, GROUP, 1),
        (2, 5, GROUP, 1), (5, 9, GROUP, 1),
        (3, 6, GROUP, 1), (6, 7, GROUP, 1), (7, 9, GROUP, 1),
    )  # fmt: skip
    assert ways(net, 9) == [[1, 9], [2, 5, 9]]


def test_a_weak_tie_counts_as_two_steps() -> None:
    net = Net(
        {1: "2026-10-02", 2: "2026-10-02"},
        (1, 9, EVENT, 2),
        (2, 5, GROUP, 1), (5, 9, GROUP, 1),
    )  # fmt: skip
    assert ways(net, 9) == [[1, 9], [2, 5, 9]]
    strong = Net({1: "2026-10-02", 3: "2020-01-01"}, (1, 9, EVENT, 2), (3, 9, GROUP, 1))
    assert ways(strong, 9) == [[3, 9], [1, 9]]


def test_of_two_alike_the_stronger_tie_comes_first() -> None:
    known = {1: "2026-10-02", 2: "2020-01-01"}
    assert ways(Net(known, (1, 9, GROUP, 1), (2, 9, INTRODUCED, 1)), 9) == [[2, 9], [1, 9]]


@pytest.mark.parametrize(("strong", "weak"), [*pairwise(Kind)])
def test_each_kind_of_tie_is_stronger_than_the_next(strong: Kind, weak: Kind) -> None:
    known = {1: "2026-10-02", 2: "2020-01-01"}
    assert ways(Net(known, (1, 9, weak, 1), (2, 9, strong, 1)), 9) == [[2, 9], [1, 9]]


def test_the_kinds_of_ties_are_told_from_the_strongest_to_the_weakest() -> None:
    assert [kind.name for kind in Kind] == [
        "TOUCH", "INTRODUCED", "THROUGH", "CONNECTED", "TOGETHER", "GROUP", "EVENT", "MET",
    ]  # fmt: skip


def test_of_two_as_short_the_one_of_fewer_people_comes_first() -> None:
    class Shared(Net):
        def around(self, people: Sequence[int]) -> Iterator[Tie]:
            yield from (Tie(who, ME, EVENT, "ACC", cost=2) for who in people if who == 9)
            yield from super().around(people)

    net = Shared({1: "2026-10-02"}, (1, 9, INTRODUCED, 1))
    assert ways(net, 9) == [[9], [1, 9]]


def test_of_two_ties_between_the_same_people_the_stronger_is_told() -> None:
    net = Net({1: "2026-10-02"}, (1, 9, GROUP, 1), (1, 9, INTRODUCED, 1))
    (chain,) = shortest(9, net)
    assert chain[1].kind is INTRODUCED


def test_of_two_like_ties_the_later_one_is_told() -> None:
    class Met(Net):
        def around(self, people: Sequence[int]) -> Iterator[Tie]:
            days = ("2020-01-01", "2026-10-02", "2024-05-05")
            yield from (Tie(9, 1, GROUP, day=day) for day in days if 9 in people)

    (chain,) = shortest(9, Met({1: "2026-10-02"}))
    assert chain[1].day == "2026-10-02"


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_rooms_you_share_the_nearer_one_is_told(turn: int) -> None:
    rooms = [Tie(9, ME, EVENT, "ACC", cost=2), Tie(9, ME, GROUP, "QI")][::turn]

    class Shared(Net):
        def around(self, people: Sequence[int]) -> Iterator[Tie]:
            yield from (room for room in rooms if 9 in people)

    assert shortest(9, Shared({})) == [(Tie(9, ME, GROUP, "QI"),)]


def test_a_large_room_behind_somebody_else_is_too_far_when_you_know_the_goal() -> None:
    class Shared(Net):
        def around(self, people: Sequence[int]) -> Iterator[Tie]:
            yield from super().around(people)
            yield from (Tie(5, ME, EVENT, "ACC", cost=2) for _ in range(5 in people))

    assert ways(Shared({}, (5, 9, GROUP, 1)), 9) == [[5, 9]]
    assert ways(Shared({9: "2026-10-02"}, (5, 9, GROUP, 1)), 9) == [[9]]


def test_of_two_quite_alike_the_one_met_last_comes_first() -> None:
    known = {1: "2020-01-01", 2: "2026-10-02", 3: "2026-10-02"}
    pairs = [(each, 9, GROUP, 1) for each in known]
    assert ways(Net(known, *pairs), 9) == [[2, 9], [3, 9], [1, 9]]


def test_whom_you_know_may_still_be_reached_through_others() -> None:
    net = Net({1: "2026-10-02", 9: "2020-01-01"}, (1, 9, GROUP, 1))
    assert ways(net, 9) == [[9], [1, 9]]


def test_a_ring_of_strangers_ends() -> None:
    net = Net({}, (1, 2, GROUP, 1), (2, 3, GROUP, 1), (3, 1, GROUP, 1))
    assert ways(net, 1) == []
    assert sorted(net.asked) == [1, 2, 3]


def test_a_group_of_yours_is_a_way_too() -> None:
    class Shared(Net):
        def around(self, people: Sequence[int]) -> Iterator[Tie]:
            yield from (Tie(who, ME, GROUP, "QI") for who in people if who == 9)

    (chain,) = shortest(9, Shared({}))
    assert chain == (Tie(9, ME, GROUP, "QI"),)


def test_no_further_than_needed_is_looked() -> None:
    """A long tail behind the goal's neighbours is never asked for."""
    tail = [(each, each + 1, GROUP, 1) for each in range(20, 500)]
    net = Net({1: "2026-10-02"}, (1, 9, GROUP, 1), (9, 20, GROUP, 1), *tail)
    assert ways(net, 9)[0] == [1, 9]
    assert len(net.asked) < 5


def test_behind_three_ways_nobody_is_looked_at() -> None:
    known = dict.fromkeys((1, 2, 3), "2026-10-02")
    net = Net(known, *((each, 9, GROUP, 1) for each in (1, 2, 3, 4)), (4, 5, GROUP, 1))
    assert ways(net, 9) == [[1, 9], [2, 9], [3, 9]]
    assert net.asked == [9]


@pytest.mark.parametrize(("size", "cost"), [(2, 1), (LARGE, 1), (LARGE + 1, 2), (9000, 2)])
def test_in_a_large_room_two_need_not_know_each_other(size: int, cost: int) -> None:
    assert cost_of_room(size) == cost


# Laws ----------------------------------------------------------------------------------------

PEOPLE = st.integers(1, 9)
PAIRS = st.lists(
    st.tuples(PEOPLE, PEOPLE, st.sampled_from([INTRODUCED, GROUP, EVENT]), st.integers(1, 2))
    .filter(lambda pair: pair[0] != pair[1]),
    max_size=14,
)  # fmt: skip
NETS = st.tuples(st.dictionaries(PEOPLE, st.just("2026-10-02"), max_size=4), PAIRS)


def cost(chain: Iterable[Tie]) -> int:
    return sum(tie.cost for tie in chain)


def cheapest(net: Net, goal: int) -> int | None:
    """The cost of the best way, by trying: relaxed until nothing changes."""
    far = dict.fromkeys(net.days, 1)
    for _ in range(20):
        for near, other, _, price in net.pairs:
            if near in far:
                far[other] = min(far.get(other, 99), far[near] + price)
    return far.get(goal)


@settings(max_examples=400)
@given(NETS)
def test_the_first_way_is_the_cheapest_there_is(net: tuple[dict[int, str], list[tuple]]) -> None:  # type: ignore[type-arg]
    known, pairs = net
    found = shortest(9, Net(known, *pairs))
    assert (cost(found[0]) if found else None) == cheapest(Net(known, *pairs), 9)


@settings(max_examples=400)
@given(NETS)
def test_every_way_holds_together(net: tuple[dict[int, str], list[tuple]]) -> None:  # type: ignore[type-arg]
    known, pairs = net
    found: list[Chain] = shortest(9, Net(known, *pairs))
    assert found == shortest(9, Net(known, *pairs))
    for chain in found:
        assert chain[0].far == ME
        assert chain[-1].near == 9
        assert all(one.near == two.far for one, two in pairwise(chain))
        assert len({tie.near for tie in chain}) == len(chain)
        assert cost(chain) <= cost(found[0]) + FARTHER
    assert len({chain[0].near for chain in found}) == len(found) <= 3
