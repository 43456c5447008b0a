"""A network as a DOT file: whatever a name holds, it stays a name."""

from __future__ import annotations

import json
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import needs
from rescrm.formats.dot import LONGEST, Line, Node, quoted, write

HOSTILE = (
    'O\'Hara "Bob"', "back\\slash", "ends in \\", '\\"', "\\N \\G \\L", "line\nbreak", "tab\there",
    "<b>bold</b>", "AT&amp;T", "&lt;", "a];b[", "};digraph x{", "//", "/* x */", "# x", "\x00",
    "\x1b[31m", "\x7f", "\x9b", "\u202eevil", "\u2028", "\ud800", "王伟", "مريم", "🎉", "", " ",
    "x" * 100_000, '"' * 400, "\\" * 199 + '"', "node", "->", "a:b:c", "%", "1e5",
)  # fmt: skip


def text(*names: str) -> str:
    nodes = [Node(f"@{number}", name) for number, name in enumerate(names)]
    lines = [Line("@0", f"@{number}", name) for number, name in enumerate(names)]
    return b"".join(write(nodes, lines)).decode("utf-8")


def test_a_network_is_a_digraph_of_nodes_and_lines() -> None:
    nodes = [Node("me", "me", "doublecircle"), Node("@ana", "Ana Torres"), Node("g", "QI", "box")]
    lines = [
        Line("me", "@ana"),
        Line("@ana", "g", arrow=False),
        Line("@ana", "@ana", "by you", arrow=False, dashed=True),
    ]
    assert b"".join(write(nodes, lines)).decode().splitlines() == [
        "digraph network {",
        '  graph [rankdir=LR, charset="UTF-8"];',
        '  node [shape=ellipse, fontname="sans-serif"];',
        '  "me" [label="me", shape="doublecircle"];',
        '  "@ana" [label="Ana Torres"];',
        '  "g" [label="QI", shape="box"];',
        '  "me" -> "@ana";',
        '  "@ana" -> "g" [dir="none"];',
        '  "@ana" -> "@ana" [label="by you", dir="none", style="dashed"];',
        "}",
    ]


@pytest.mark.parametrize(("name", "written"), [
    ('say "hi"', '"say \\"hi\\""'),
    ("back\\slash", '"back\\\\slash"'),
    ("two\nlines", '"two\\nlines"'),
    ("AT&T", '"AT&amp;T"'),
    ("a\tb\rc", '"a b c"'),
    ("\x00\x1b\x7f", '"\u2400\u241b\u2421"'),
    ("\x9b\u202e\u2028", '"\ufffd\ufffd\ufffd"'),
    ("<b>", '"<b>"'),
])  # fmt: skip
def test_what_could_act_is_spelled(name: str, written: str) -> None:
    assert quoted(name) == written


def test_a_name_of_megabytes_is_cut() -> None:
    assert quoted("x" * 10_000_000) == '"' + "x" * (LONGEST - 1) + '…"'
    assert len(quoted("x" * LONGEST)) == LONGEST + 2


@given(st.text())
def test_a_quoted_text_is_one_string_on_one_line(name: str) -> None:
    written = quoted(name)
    assert written[0] == written[-1] == '"'
    inner = written[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inner
    assert not inner.endswith("\\")
    assert len(written.splitlines()) == 1


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name[:20]))
def test_each_name_is_one_statement_a_line(name: str) -> None:
    assert len(text(name, "Ben").split("\n")) == 3 + 2 + 2 + 2


def test_graphviz_reads_what_is_written_and_shows_the_names() -> None:
    dot = needs("dot")
    written = text(*HOSTILE).encode()
    said = subprocess.run(
        [dot, "-Tjson0"], input=written, capture_output=True, timeout=60, check=True
    )
    assert said.stderr == b""
    drawn = json.loads(said.stdout)
    assert [each["name"] for each in drawn["objects"]] == [f"@{n}" for n in range(len(HOSTILE))]
    assert len(drawn["edges"]) == len(HOSTILE)


@pytest.mark.parametrize(("name", "shown"), [
    ('O\'Hara "Bob"', "O'Hara &quot;Bob&quot;"), ("back\\slash", "back\\slash"),
    ("AT&amp;T", "AT&amp;amp;T"), ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"), ("\\N", "\\N"),
    ("王伟", "王伟"), ("\x1b[31m", "\u241b[31m"),
])  # fmt: skip
def test_graphviz_draws_a_name_as_it_is(name: str, shown: str) -> None:
    drawn = subprocess.run(
        [needs("dot"), "-Tsvg"], input=text(name).encode(), capture_output=True, timeout=60,
        check=True,
    ).stdout.decode().replace("&#39;", "'").replace("&#45;", "-")  # fmt: skip
    assert f">{shown}</text>" in drawn
