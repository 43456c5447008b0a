"""The JSON form, for programs: `{"kind": …, "items": […]}`, written item by item.

Values are whole and raw; only their spelling is careful: what a terminal could obey, what the
output's encoding lacks and lone surrogates are written as `\\uHHHH`, which reads back the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TextIO

from .values import as_json

_BLOCK = 500  # items written at once
_OBEYED = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")  # C0 is JSON's work


def write(kind: str, items: Iterable[Any], out: TextIO) -> None:
    """Writes the object of one answer and a newline, never holding all of its text."""
    texts = _item_texts(items, out.encoding or "utf-8")
    out.write(f'{{\n  "kind": {json.dumps(kind)},\n  "items": [')
    between = "\n"
    while block := list(islice(texts, _BLOCK)):
        out.write(between + ",\n".join(block))
        between = ",\n"
    out.write("]\n}\n" if between == "\n" else "\n  ]\n}\n")


def _item_texts(items: Iterable[Any], encoding: str) -> Iterator[str]:
    unicode_out = encoding.lower().replace("-", "").startswith("utf")
    encode = json.JSONEncoder(ensure_ascii=not unicode_out, indent=2).encode
    for item in items:
        text = _OBEYED.sub(_escape, encode(as_json(item)))
        yield "    " + text.replace("\n", "\n    ")  # no newline stands inside a JSON string


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"
