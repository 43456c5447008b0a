"""Many numbers in one parameter of SQL: a JSON list, written without loading `json`."""

from __future__ import annotations

from collections.abc import Iterable

THESE = "IN (SELECT value FROM json_each(?))"


def numbers(ids: Iterable[int]) -> str:
    """Whole numbers as the JSON list that THESE takes."""
    return f"[{','.join(map(str, ids))}]"
