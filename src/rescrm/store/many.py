"""Many numbers in one parameter of SQL: a JSON list, written without loading `json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

THESE = "IN (SELECT value FROM json_each(?))"
CHUNK = 500


def numbers(ids: Iterable[int]) -> str:
    """Whole numbers as the JSON list that THESE takes."""
    return f"[{','.join(map(str, ids))}]"


def chunks(ids: Iterable[int]) -> Iterator[Sequence[int]]:
    """Cut a stream of ids into pieces that one query takes."""
    chunk: list[int] = []
    for id in ids:
        chunk.append(id)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
