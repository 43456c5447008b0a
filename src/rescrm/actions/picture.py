"""The network as a picture, and as lines to read: who came to you through whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..core.identity import ME
from ..core.network import Edge, Side
from ..formats.dot import Line as Arrow
from ..formats.dot import Node
from ..view.listing import Line, Span, tied

DEEPEST = 12  # steps to the right; what is deeper stands below


def nodes(edges: Sequence[Edge]) -> Iterator[Node]:
    """You, the people and the groups that some edge touches, each once."""
    people, groups = _ends(edges)
    for side in people.values():
        yield Node(_id(side), side.name, "doublecircle" if side.handle == ME else "")
    for side in groups.values():
        yield Node(_group_id(side), side.name, "box")


def arrows(edges: Sequence[Edge]) -> Iterator[Arrow]:
    """From whom to whom; you stand before everybody who came through nobody."""
    came = {edge.other.handle for edge in edges if edge.how == "introduced"}
    for start in dict.fromkeys(edge.one for edge in edges if edge.how == "introduced"):
        if start.handle not in came:
            yield Arrow(ME, _id(start))
    for edge in edges:
        match edge.how:
            case "introduced":
                yield Arrow(_id(edge.one), _id(edge.other), "introduced")
            case "connected":
                yield Arrow(_id(edge.one), _id(edge.other), "by you", arrow=False, dashed=True)
            case _:
                yield Arrow(_id(edge.one), _group_id(edge.other), arrow=False)


def lines(edges: Sequence[Edge]) -> Iterator[Line]:
    """Everybody below the one who introduced them; then whom you introduced, then groups."""
    yield from _tree([edge for edge in edges if edge.how == "introduced"])
    connected = [edge for edge in edges if edge.how == "connected"]
    if connected:
        yield Span("you introduced", "dim")
    for edge in connected:
        yield f"  {tied(edge.one.name)} and {tied(edge.other.name)}"
    inside: dict[Side, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.how == "group":
            inside[edge.other].append(tied(edge.one.name))
    if inside:
        yield Span("groups", "dim")
    for group, names in inside.items():
        yield f"  {tied(group.name)}: {', '.join(names)}"


def _tree(edges: Sequence[Edge]) -> Iterator[Line]:
    """Depth first, without recursion; who came through themselves in a ring is named once."""
    through: dict[Side, list[Side]] = defaultdict(list)
    for edge in edges:
        through[edge.one].append(edge.other)
    came = {edge.other for edge in edges}
    first = [each for each in through if each not in came]
    seen: set[Side] = set()
    for start in (*first, *through):
        ahead = [(start, 0)] if start not in seen else []
        while ahead:
            person, depth = ahead.pop()
            if person not in seen:
                seen.add(person)
                yield f"{'  ' * min(depth, DEEPEST)}{tied(person.name)}"
                ahead += [(each, depth + 1) for each in reversed(through.get(person, ()))]


def _ends(edges: Sequence[Edge]) -> tuple[dict[str, Side], dict[str, Side]]:
    """The people and the groups, by handle."""
    people: dict[str, Side] = {ME: Side(ME, ME)} if edges else {}
    groups: dict[str, Side] = {}
    for edge in edges:
        people.setdefault(edge.one.handle, edge.one)
        (groups if edge.how == "group" else people).setdefault(edge.other.handle, edge.other)
    return people, groups


def _id(side: Side) -> str:
    return ME if side.handle == ME else f"@{side.handle}"


def _group_id(side: Side) -> str:
    return f"group:{side.handle}"
