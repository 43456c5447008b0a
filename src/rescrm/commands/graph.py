"""The network: who came to you through whom."""

from __future__ import annotations

from collections.abc import Sequence

from ..actions import picture, target
from ..core.network import Edge
from ..session import Session
from ..view import columns
from ..view.listing import Listing, tied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated

    from typer import Context, Option

EXAMPLES = (
    "rescrm graph",
    "rescrm graph --dot | dot -Tsvg -o network.svg",
    "rescrm graph --dot -o network.dot",
)


def graph(
    context: Context,
    dot: Annotated[bool, Option("--dot", help="As a DOT file, which Graphviz draws.")] = False,
    o: Annotated[str, Option("-o", metavar="FILE", help="The DOT file; - is stdout.")] = "-",
) -> Listing:
    """Who came to you through whom.

    Introductions (`add NAME --via WHO`), whom you introduced to each other, and groups. Answers
    with how (introduced, connected, group), one, other; with --dot, file, format, nodes, edges.
    """
    session: Session = context.obj
    edges = [*session.store.network.edges()]
    if session.store.is_missing:
        return Listing(kind="graph")
    if dot or o != "-":
        return _drawn(session, edges, o)
    return Listing(
        kind="graph",
        items=edges,
        shape=columns.GRAPH,
        lines=[*picture.lines(edges)],
        empty="Nobody came through anybody yet. rescrm edit WHO --via WHO keeps it.",
        after=["`rescrm graph --dot | dot -Tsvg -o network.svg` draws it."] if edges else (),
    )


def _drawn(session: Session, edges: Sequence[Edge], to: str) -> Listing:
    """The picture in a file, or its bytes on stdout; asked for JSON, stdout has them as text."""
    from ..formats.dot import write

    nodes, arrows = [*picture.nodes(edges)], [*picture.arrows(edges)]
    chunks = [*write(nodes, arrows)]
    item: dict[str, object] = {
        "file": to if to != "-" else None,
        "format": "dot",
        "nodes": len(nodes),
        "edges": len(arrows),
    }
    if to == "-":
        text = {"text": b"".join(chunks).decode("utf-8")} if session.form == "json" else {}
        return Listing(kind="graph", items=[{**item, **text}], raw=chunks)
    if not session.dry_run:
        target.write(to, chunks)
    line = f"{tied(to)}: {len(nodes)} nodes, {len(arrows)} lines"
    return Listing(kind="graph", items=[item], lines=[line])
