"""Everything in one JSON document: an object a row, a line an object, so that two can be compared.

{"rescrm": 1,
"contact": [
{"uid": "…", "handle": "maya-rao", …}
], …}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

VERSION = 1
BLOCK = 500  # rows written at once

# What a terminal could obey, and marks that turn a line round; C0 is JSON's own work.
_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

Rows = Iterable[Mapping[str, object]]


def write(tables: Iterable[tuple[str, Rows]]) -> Iterator[bytes]:
    """Yield the document, some rows at a time; the same rows give the same bytes."""
    yield f'{{"rescrm": {VERSION}'.encode()
    for name, rows in tables:
        yield f",\n{json.dumps(name)}: [".encode()
        yield from _rows(rows)
        yield b"\n]"
    yield b"}\n"


def _rows(rows: Rows) -> Iterator[bytes]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    block: list[str] = []
    between = "\n"
    for row in rows:
        block.append(_OBEYED.sub(_escape, encode(row)))
        if len(block) == BLOCK:
            yield (between + ",\n".join(block)).encode()
            block, between = [], ",\n"
    if block:
        yield (between + ",\n".join(block)).encode()


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
