"""A network as a DOT file, which Graphviz draws.

Whatever a name holds, it stays a name: quotes and backslashes are escaped, `&` too (labels read
HTML entities), control characters become their pictures, and no label is written as HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

LONGEST = 200  # characters of a label; a name may hold megabytes


class Node(NamedTuple):
    """Somebody or something, under a name that nothing else has."""

    id: str
    label: str
    shape: str = ""  # a word of Graphviz, such as box


class Line(NamedTuple):
    """A line from one node to another, with an arrow where it has a direction."""

    start: str
    end: str
    label: str = ""
    arrow: bool = True
    dashed: bool = False


def write(nodes: Iterable[Node], lines: Iterable[Line]) -> Iterator[bytes]:
    """The file in pieces: first the nodes, then the lines, in the order given."""
    yield b"digraph network {\n"
    yield b'  graph [rankdir=LR, charset="UTF-8"];\n'
    yield b'  node [shape=ellipse, fontname="sans-serif"];\n'
    for node in nodes:
        looks = {"label": node.label} | ({"shape": node.shape} if node.shape else {})
        yield _line(quoted(node.id), looks)
    for line in lines:
        looks = {"label": line.label} if line.label else {}
        looks |= {} if line.arrow else {"dir": "none"}
        looks |= {"style": "dashed"} if line.dashed else {}
        yield _line(f"{quoted(line.start)} -> {quoted(line.end)}", looks)
    yield b"}\n"


def quoted(text: str) -> str:
    """A text as a quoted string of DOT that shows just this text."""
    whole = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return f'"{whole.translate(_SPELLED)}"'


def _line(what: str, looks: Mapping[str, str]) -> bytes:
    said = ", ".join(f"{key}={quoted(value)}" for key, value in looks.items())
    line = f"  {what} [{said}];\n" if said else f"  {what};\n"
    return line.encode("utf-8", "replace")  # a lone surrogate is no character


_SPELLED = (
    {code: chr(0x2400 + code) for code in range(0x20)}  # NUL as ␀, ESC as ␛
    | {0x7F: "\u2421"}
    | dict.fromkeys((*range(0x80, 0xA0), 0x2028, 0x2029), "\ufffd")
    | dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
    | {ord("\n"): "\\n", ord("\r"): " ", ord("\t"): " "}
    | {ord('"'): '\\"', ord("\\"): "\\\\", ord("&"): "&amp;"}
)
